//! From the bytes of a file to its text, strictly: a byte that means nothing is an error with its
//! line and column, never a replacement character.
//!
//! In order: a byte order mark; UTF-16 without one, when the bytes leave no doubt; the encoding
//! that an XML declaration names; UTF-8; and only then a legacy code page, named by the person
//! (`--encoding`) or recognised with confidence ([`legacy`]), which is always said.
//!
//! So a person's choice of a legacy page does not garble a file that is plainly UTF-8: often one
//! option stands for a source in windows-1256 and a draft in UTF-8.

mod legacy;

use std::string::FromUtf8Error;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Reason;
use crate::text::{LineIndex, Position};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// Name of the encoding it was read with, as `--encoding` takes it.
    pub encoding: &'static str,
    /// Whether a byte order mark stood in front, so that it can be written back.
    pub bom: bool,
    /// Whether the encoding was recognised by its letters alone.
    pub guessed: bool,
    /// What the person should be told about the encoding, if anything.
    pub note: Option<String>,
}

/// The encoding that `label` names in the WHATWG Encoding Standard, in any case.
///
/// ISO-8859-1 means windows-1252 there, as it does in practice.
pub fn encoding_named(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(label.as_bytes())
        .ok_or_else(|| "this is no encoding; common ones are utf-8, utf-16le, windows-1256, iso-8859-6".to_owned())
}

/// Decode `bytes`; `forced` is the encoding that the person named.
pub fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Decoded, Reason> {
    let mut decoded = by_evidence(bytes, forced)?;
    refuse_nul(&decoded.text)?;
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
        return Err(Reason::new("the file is empty", "give a file with text in it"));
    }
    // Plain ASCII is the same in every encoding one would name.
    let contradicts = |forced: &&'static Encoding| forced.name() != decoded.encoding && !decoded.text.is_ascii();
    if let Some(forced) = forced.filter(contradicts) {
        decoded.note = Some(format!(
            "read as {}, which it plainly is, not as {}",
            decoded.encoding.to_lowercase(),
            forced.name().to_lowercase()
        ));
    }
    Ok(decoded)
}

/// The bytes of `text` in the encoding of this name, with its byte order mark if `bom`: what [`decode`]
/// reads as `text`.
///
/// # Errors
/// When the encoding lacks a character of the text.
pub fn encode(text: &str, encoding: &str, bom: bool) -> Result<Vec<u8>, Reason> {
    let marked = if bom { format!("\u{FEFF}{text}").into() } else { std::borrow::Cow::Borrowed(text) };
    match encoding {
        "UTF-16LE" => return Ok(marked.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => return Ok(marked.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let (bytes, _, lost) = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8).encode(&marked);
    if lost {
        let what =
            format!("the encoding of this file, {}, lacks a character that is to be written", encoding.to_lowercase());
        return Err(Reason::new(what, "convert the file to UTF-8 first"));
    }
    Ok(bytes.into_owned())
}

fn by_evidence(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Decoded, Reason> {
    if let Some((encoding, length)) = byte_order_mark(&bytes)? {
        return Ok(Decoded { bom: true, ..strictly(bytes, length, encoding)? });
    }
    if let Some((_, kind, remedy)) = BINARY_KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Reason::new(format!("this is {kind}, not a text"), *remedy));
    }
    let utf16 = forced.filter(|&forced| forced == UTF_16LE || forced == UTF_16BE).or_else(|| unmarked_utf16(&bytes));
    if let Some(encoding) = utf16 {
        return strictly(bytes, 0, encoding);
    }
    if forced.is_none()
        && let Some(declared) = declared(&bytes)?
    {
        return as_declared(bytes, declared);
    }
    match (String::from_utf8(bytes), forced) {
        (Ok(text), _) => Ok(plainly(text, UTF_8)),
        (Err(not_utf8), Some(forced)) => strictly(not_utf8.into_bytes(), 0, forced),
        (Err(not_utf8), None) => by_letters(not_utf8),
    }
}

/// What files begin with that are sometimes given for a text.
const BINARY_KINDS: [(&[u8], &str, &str); 14] = [
    (b"\x89PNG", "a PNG picture", TYPE_IT),
    (b"\xFF\xD8\xFF", "a JPEG picture", TYPE_IT),
    (b"GIF8", "a GIF picture", TYPE_IT),
    (b"II*\0", "a TIFF picture", TYPE_IT),
    (b"%PDF-", "a PDF document", "copy its text into a text file and give that"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .xlsx and .odt files are", SAVE_AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", "give the text file"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office document of the old kind", SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (b"\x1F\x8B", "a file compressed with gzip", UNPACK),
    (b"BZh", "a file compressed with bzip2", UNPACK),
    (b"\xFD7zXZ\0", "a file compressed with xz", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
];
const TYPE_IT: &str = "give the text file";
const SAVE_AS_TEXT: &str = "save it as plain text in UTF-8 and give that file";
const UNPACK: &str = "unpack it and give the text file in it";

/// The encoding that a byte order mark names, and the length of the mark.
fn byte_order_mark(bytes: &[u8]) -> Result<Option<(&'static Encoding, usize)>, Reason> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Reason::new("this file is in UTF-32, which is not read here", "save it as UTF-8"));
    }
    Ok(Encoding::for_bom(bytes))
}

/// UTF-16 without a mark, little or big endian.
///
/// The upper halves of Latin, Greek, Cyrillic, Hebrew and Arabic letters in UTF-16 are the bytes
/// 00 to 08, control characters that no other text has in every second place. UTF-8 does not rule
/// it out: the lower halves of the Arabic letters are ASCII.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let low_controls = |offset| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte < 9).count();
    let (even, odd, units) = (low_controls(0), low_controls(1), sample.len() / 2);
    // Punctuation and the odd Chinese name take other upper halves, so not every one has to fit.
    let mostly = |upper: usize, lower: usize| units > 0 && upper * 10 >= units * 7 && lower * 20 <= units;
    if mostly(odd, even) {
        Some(UTF_16LE)
    } else if mostly(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Bytes that are looked at to recognise an encoding; an even number.
const SAMPLE: usize = 1 << 20;

/// The encoding that the XML declaration names, if the file begins with one.
fn declared(bytes: &[u8]) -> Result<Option<&'static Encoding>, Reason> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    if !head.starts_with(b"<?xml") {
        return Ok(None);
    }
    let ascii: String = head.iter().take_while(|byte| byte.is_ascii()).map(|&byte| char::from(byte)).collect();
    let declaration = ascii.split_once("?>").map_or(ascii.as_str(), |(inside, _)| inside);
    let Some(label) = pseudo_attribute(declaration, "encoding") else { return Ok(None) };
    let first = Position { line: 1, column: 1 };
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Err(Reason::at(
            first,
            format!("the XML declaration says {label}, but the file is not in UTF-16"),
            "write encoding=\"UTF-8\" there, or name the true encoding with --encoding",
        )),
        Some(encoding) => Ok(Some(encoding)),
        None => Err(Reason::at(
            first,
            format!("the XML declaration names the encoding “{label}”, which is not known"),
            "save the file as UTF-8 and declare that, or name the true encoding with --encoding",
        )),
    }
}

/// The value of `name="…"` in an XML declaration.
fn pseudo_attribute<'a>(declaration: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = declaration.split_once(name)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split_once(quote).map(|(value, _)| value)
}

/// The declaration is law in XML; but when the bytes speak against it, that is said.
fn as_declared(bytes: Vec<u8>, declared: &'static Encoding) -> Result<Decoded, Reason> {
    let looks_like_utf8 = declared != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok();
    let note = looks_like_utf8.then(|| {
        let name = declared.name().to_lowercase();
        format!(
            "read as {name}, as its XML declaration says, although it looks like UTF-8; --encoding utf-8 reads it so"
        )
    });
    Ok(Decoded { note, ..strictly(bytes, 0, declared)? })
}

/// The last resort: a legacy page that the letters themselves give away.
fn by_letters(not_utf8: FromUtf8Error) -> Result<Decoded, Reason> {
    if not_utf8.as_bytes().contains(&0) {
        let what = "zero bytes stand in this file, so it is binary, or UTF-16 of an unusual kind";
        return Err(Reason::new(what, "give the text file, or name its encoding, as in --encoding utf-16le"));
    }
    // XML without a declaration is UTF-8 by its standard (4.3.3), and a text that ends inside a
    // character was cut off.
    let is_markup = not_utf8.as_bytes().trim_ascii_start().starts_with(b"<");
    let is_cut = not_utf8.utf8_error().error_len().is_none();
    let guess = if is_markup || is_cut { None } else { legacy::guess(not_utf8.as_bytes()) };
    let Some(encoding) = guess else { return Err(why_not_utf8(&not_utf8)) };
    let name = encoding.name().to_lowercase();
    let note = format!("read as {name}, judging by its letters; say --encoding {name} to be sure");
    Ok(Decoded { guessed: true, note: Some(note), ..strictly(not_utf8.into_bytes(), 0, encoding)? })
}

/// All of `bytes` after the first `skipped` as text in `encoding`, or where that fails.
fn strictly(mut bytes: Vec<u8>, skipped: usize, encoding: &'static Encoding) -> Result<Decoded, Reason> {
    if encoding == UTF_8 {
        // UTF-8 is nearly every file; it is checked where it lies, without a copy.
        bytes.drain(..skipped);
        return String::from_utf8(bytes).map(|text| plainly(text, UTF_8)).map_err(|error| why_not_utf8(&error));
    }
    transcoded(bytes.get(skipped..).unwrap_or_default(), encoding).map(|text| plainly(text, encoding))
}

fn plainly(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded { text, encoding: encoding.name(), bom: false, guessed: false, note: None }
}

fn why_not_utf8(error: &FromUtf8Error) -> Reason {
    let at = error.utf8_error().valid_up_to();
    let (before, rest) = error.as_bytes().split_at_checked(at).unwrap_or_default();
    let before = std::str::from_utf8(before).unwrap_or_default();
    if error.utf8_error().error_len().is_none() {
        return cut_off(before);
    }
    let byte = rest.first().copied().unwrap_or_default();
    Reason::at(
        end_of(before),
        format!("the byte 0x{byte:02X} here is not UTF-8"),
        "save the file as UTF-8, or name its encoding, as in --encoding windows-1256",
    )
}

fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Reason> {
    const STEP: usize = 1 << 16;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match decoder.decode_to_string_without_replacement(rest, &mut text, true) {
            (DecoderResult::InputEmpty, _) => return Ok(text),
            (DecoderResult::OutputFull, read) => {
                rest = rest.get(read..).unwrap_or_default();
                text.reserve(STEP.min(3 * rest.len() + 16));
            }
            (DecoderResult::Malformed(length, after), read) => {
                let end = read.saturating_sub(usize::from(after));
                let bad = rest.get(end.saturating_sub(usize::from(length))..end).unwrap_or_default();
                return Err(unmappable(&text, bad, read == rest.len(), encoding));
            }
        }
    }
}

fn unmappable(before: &str, bad: &[u8], at_end: bool, encoding: &'static Encoding) -> Reason {
    if at_end && !encoding.is_single_byte() {
        return cut_off(before);
    }
    let hex: Vec<String> = bad.iter().map(|byte| format!("0x{byte:02X}")).collect();
    Reason::at(
        end_of(before),
        format!("{} here is no character in {}", hex.join(" "), encoding.name().to_lowercase()),
        "name the true encoding with --encoding, or save the file as UTF-8",
    )
}

fn cut_off(before: &str) -> Reason {
    Reason::at(end_of(before), "the file ends in the middle of a character", "it was cut off; get it again whole")
}

/// The place right after `text`.
fn end_of(text: &str) -> Position {
    LineIndex::new(text).position(text, text.len())
}

fn refuse_nul(text: &str) -> Result<(), Reason> {
    let Some(at) = text.find('\0') else { return Ok(()) };
    Err(Reason::at(
        LineIndex::new(text).position(text, at),
        "a zero byte stands here, which no text has: the file is binary, or was damaged when it was saved",
        "give the text file, or restore it from a backup",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_6, WINDOWS_1252, WINDOWS_1256};

    const SENTENCE: &str =
        "قال الوزير: سنعود إلى المفاوضات قريبا، والوضع صعب.\nهل يقبل الطرفان خفض التصعيد في الشمال؟\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn legacy(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "the sample must fit into {}", encoding.name());
        bytes.into_owned()
    }

    fn read(bytes: impl Into<Vec<u8>>) -> Decoded {
        decode(bytes.into(), None).unwrap()
    }

    fn refusal(bytes: impl Into<Vec<u8>>) -> Reason {
        decode(bytes.into(), None).unwrap_err()
    }

    fn place(reason: &Reason) -> (usize, usize) {
        reason.position.map(|at| (at.line, at.column)).unwrap()
    }

    #[test]
    fn what_is_encoded_is_read_back() {
        let text = "نعم، é\r\n\u{1F600}";
        for (encoding, bom) in [("UTF-8", false), ("UTF-8", true), ("UTF-16LE", true), ("UTF-16BE", true)] {
            let decoded = decode(encode(text, encoding, bom).unwrap(), None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.bom), (text, encoding, bom));
        }
        assert_eq!(encode("نعم", "windows-1256", false).unwrap(), [0xE4, 0xDA, 0xE3]);
        assert!(encode("😀", "windows-1256", false).unwrap_err().what.contains("windows-1256"));
    }

    #[test]
    fn unicode_with_and_without_a_mark() {
        for (bytes, encoding) in [
            (SENTENCE.as_bytes().to_vec(), "UTF-8"),
            (utf16(SENTENCE, u16::to_le_bytes), "UTF-16LE"),
            (utf16(SENTENCE, u16::to_be_bytes), "UTF-16BE"),
        ] {
            let plain = read(bytes.clone());
            assert_eq!(
                (plain.text.as_str(), plain.encoding, plain.bom, plain.guessed),
                (SENTENCE, encoding, false, false)
            );
            let mark: &[u8] = match encoding {
                "UTF-8" => b"\xEF\xBB\xBF",
                "UTF-16LE" => b"\xFF\xFE",
                _ => b"\xFE\xFF",
            };
            let marked = read([mark, &bytes].concat());
            assert_eq!((marked.text.as_str(), marked.encoding, marked.bom), (SENTENCE, encoding, true));
        }
    }

    #[test]
    fn one_word_and_english_in_utf16_are_recognised() {
        for text in ["مرحبا", "Hello, world\r\n", "Bogotá — “peace”\n"] {
            assert_eq!(read(utf16(text, u16::to_le_bytes)).text, text);
            assert_eq!(read(utf16(text, u16::to_be_bytes)).text, text);
        }
        let mut cut = utf16("مرحبا", u16::to_le_bytes);
        cut.pop();
        assert!(refusal(cut).what.contains("middle of a character"), "though all its bytes are ASCII");
        assert_eq!(read("tabs\t\tand\n\nlines\n").encoding, "UTF-8");
    }

    #[test]
    fn legacy_pages_are_recognised_and_it_is_said() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let decoded = read(legacy(SENTENCE, encoding));
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (SENTENCE, encoding.name(), true));
            let option = format!("--encoding {}", encoding.name().to_lowercase());
            assert!(decoded.note.unwrap().contains(&option));
        }
    }

    #[test]
    fn a_named_page_is_not_a_guess_and_does_not_garble_utf8() {
        let forced = |bytes: Vec<u8>| decode(bytes, Some(WINDOWS_1256)).unwrap();
        let named = forced(legacy("نعم", WINDOWS_1256));
        assert_eq!((named.text.as_str(), named.guessed, named.note), ("نعم", false, None));
        let unicode = forced(SENTENCE.into());
        assert_eq!((unicode.text.as_str(), unicode.encoding), (SENTENCE, "UTF-8"));
        assert!(unicode.note.unwrap().contains("not as windows-1256"));
        assert_eq!(forced(utf16(SENTENCE, u16::to_le_bytes)).text, SENTENCE);
    }

    #[test]
    fn a_byte_without_meaning_is_an_error_with_its_place() {
        assert_eq!(place(&refusal(b"ab\ncd\xFFef".to_vec())), (2, 3));
        let reason = decode(b"\xC7\xE4\nx\xFE".to_vec(), Some(ISO_8859_6)).unwrap_err();
        assert_eq!((place(&reason), reason.what.as_str()), ((2, 2), "0xFE here is no character in iso-8859-6"));
        let mut lone = utf16("ab\n", u16::to_le_bytes);
        lone.extend(*b"\x00\xD8c\0");
        let reason = decode(lone, Some(UTF_16LE)).unwrap_err();
        assert_eq!((place(&reason), reason.what.contains("0x00 0xD8")), ((2, 1), true), "{}", reason.what);
    }

    #[test]
    fn a_text_cut_off_inside_a_character_is_refused_in_every_encoding() {
        let utf8 = SENTENCE.trim_end().trim_end_matches('؟').as_bytes();
        assert!(refusal(&utf8[..utf8.len() - 1]).what.contains("middle of a character"));
        let marked = [b"\xFF\xFE".to_vec(), utf16(SENTENCE, u16::to_le_bytes)].concat();
        let reason = refusal(&marked[..marked.len() - 3]);
        assert_eq!((reason.what.contains("middle of a character"), place(&reason).0), (true, 2));
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_a_legacy_page() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        bytes[20] = 0xC3;
        assert!(refusal(bytes).what.contains("is not UTF-8"));
    }

    #[test]
    fn an_xml_declaration_is_followed() {
        let xml = |label: &str| format!("<?xml version='1.0' encoding = '{label}' ?>\n<a>{SENTENCE}</a>");
        let declared = read(legacy(&xml("Windows-1256"), WINDOWS_1256));
        assert_eq!((declared.encoding, declared.guessed, declared.note.clone()), ("windows-1256", false, None));
        assert!(declared.text.contains(SENTENCE));
        assert!(read(xml("iso-8859-1")).note.unwrap().contains("looks like UTF-8"));
        assert!(read(utf16(&xml("UTF-16"), u16::to_be_bytes)).text.contains(SENTENCE));
        assert!(refusal(xml("UTF-16")).what.contains("not in UTF-16"));
        assert!(refusal(xml("utf-7")).what.contains("“utf-7”"));
        let silent = format!("<?xml version='1.0'?><a>{SENTENCE}</a>");
        assert!(refusal(legacy(&silent, WINDOWS_1256)).what.contains("is not UTF-8"), "XML says what it is");
    }

    #[test]
    fn binary_files_are_refused_by_their_kind() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1A\n\0\0"[..], "PNG picture"),
            (b"PK\x03\x04\x14\0", "ZIP archive"),
            (b"%PDF-1.7\n%\xE2\xE3", "PDF document"),
            (b"\x1F\x8B\x08\0", "gzip"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"\xFF\xFE\0\0a\0\0\0", "UTF-32"),
        ] {
            assert!(refusal(bytes).what.contains(kind), "{kind}");
        }
        let reason = refusal(*b"ab\nc\0d e f g");
        assert_eq!((place(&reason), reason.what.contains("zero byte")), ((2, 2), true));
        assert!(refusal(*b"\x7FELF\x02\0\0\xD0\x01").what.contains("binary"));
        assert!(refusal([0; 512]).what.contains("zero byte"), "a file that a crash filled with zeros");
    }

    #[test]
    fn nothing_to_read_is_an_error() {
        for bytes in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFF\xFE\n\0"] {
            assert_eq!(refusal(bytes).what, "the file is empty", "{bytes:?}");
        }
    }

    #[test]
    fn control_characters_other_than_nul_are_the_business_of_the_rules() {
        assert_eq!(read("a\u{1b}[31m\u{c}b").text, "a\u{1b}[31m\u{c}b");
    }

    #[test]
    fn quotation_marks_of_windows_1252_are_recognised() {
        let text = "He said “yes” and “no” – at Bogotá’s café.";
        let decoded = read(legacy(text, WINDOWS_1252));
        assert_eq!((decoded.text.as_str(), decoded.guessed), (text, true));
    }
}
