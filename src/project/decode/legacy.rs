//! Recognises Windows-1256, ISO-8859-6 and Windows-1252 by what their letters spell.
//!
//! Every byte means something in Windows-1256, so that a page is recognised only when the text it
//! gives is written as such a text is: Arabic letters stand beside Arabic letters, not beside é;
//! endings stand at the end; and the letters of the article and the commonest affixes make up
//! about half of it. Anything else is left to the person, because a wrong guess garbles a whole
//! file while a question costs a word on the command line.

use std::iter::once;

use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1256};

use super::SAMPLE;

/// The legacy page that `bytes`, which are not UTF-8, are certainly written in.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    // A text may be Latin for long before the first Arabic; and one sample is as good as the whole.
    let start = first.saturating_sub(1);
    let sample = bytes.get(start..)?;
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    if is_damaged_utf8(sample) {
        return None;
    }
    let arabic = |encoding: &'static Encoding| Some((common_letters(&read(sample, encoding)?)?, encoding));
    match (arabic(WINDOWS_1256), arabic(ISO_8859_6)) {
        (Some((windows, _)), Some((iso, _))) if windows.abs_diff(iso) < CLEARLY_MORE => None,
        (Some(windows), Some(iso)) => Some(if windows.0 > iso.0 { windows.1 } else { iso.1 }),
        (Some((_, encoding)), None) | (None, Some((_, encoding))) => Some(encoding),
        (None, None) => is_western(&read(sample, WINDOWS_1252)?).then_some(WINDOWS_1252),
    }
}

/// Fewer Arabic letters than this prove nothing.
const ENOUGH_LETTERS: usize = 10;
/// Percent of an Arabic text that ا ل ي م و ن ر ت make up at least; in news it is 55 to 62.
const COMMON: usize = 42;
/// Percentage points between two readings that settle which is right.
const CLEARLY_MORE: usize = 8;

/// Whether most of what is not ASCII is sound UTF-8 around a few bad bytes.
fn is_damaged_utf8(sample: &[u8]) -> bool {
    let (mut sound, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // In an Arabic page a letter before a quotation mark or comma can look like UTF-8, rarely.
    sound * 4 > bad
}

/// `sample` in `encoding`, if every byte of it is a character there that texts have.
fn read(sample: &[u8], encoding: &'static Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(sample)?;
    (!text.contains(|c| matches!(c, '\u{80}'..='\u{9F}' | '\0'))).then(|| text.into_owned())
}

/// Each character of `text` with its neighbours; a space stands for the ends.
fn with_neighbours(text: &str) -> impl Iterator<Item = (char, char, char)> + '_ {
    let before = once(' ').chain(text.chars());
    let after = text.chars().skip(1).chain(once(' '));
    before.zip(text.chars()).zip(after).map(|((before, c), after)| (before, c, after))
}

/// The percentage of the common letters among the Arabic ones, if `text` is plausible Arabic.
fn common_letters(text: &str) -> Option<usize> {
    let (mut foreign, mut odd, mut letters, mut common) = (0, 0, 0, 0);
    for (before, c, after) in with_neighbours(text).filter(|(_, c, _)| !c.is_ascii()) {
        foreign += 1;
        odd += usize::from(!fits_arabic(before, c, after));
        letters += usize::from(is_arabic_letter(c));
        common += usize::from(matches!(c, 'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت'));
    }
    let plausible = letters >= ENOUGH_LETTERS && letters * 2 >= foreign && odd * 50 <= foreign;
    let share = (common * 100).checked_div(letters)?;
    (plausible && share >= COMMON).then_some(share)
}

fn fits_arabic(before: char, c: char, after: char) -> bool {
    let foreign_letter = |c: char| c.is_alphabetic() && !is_arabic(c);
    match c {
        // Teh marbuta and alef maksura end a word.
        'ة' | 'ى' => is_arabic(before) && !is_arabic_letter(after) && !foreign_letter(after),
        // So does a tanwin, except before the alef that carries it.
        '\u{64B}'..='\u{64D}' => is_arabic(before) && (!is_arabic_letter(after) || matches!(after, 'ا' | 'ى')),
        '\u{64E}'..='\u{652}' | 'ـ' => is_arabic(before),
        '،' | '؛' | '؟' => true,
        c if is_arabic_letter(c) => !foreign_letter(before) && !foreign_letter(after),
        c if c.is_alphabetic() => !is_arabic(before) && !is_arabic(after),
        c => is_typographic(c),
    }
}

fn is_arabic(c: char) -> bool {
    is_arabic_letter(c) || matches!(c, 'ـ' | '\u{64B}'..='\u{652}' | '\u{200C}' | '\u{200D}')
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{6D3}')
}

/// Signs that texts in any language have beside their letters.
fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '…'
            | '•'
            | '°'
            | '€'
            | '£'
            | '×'
            | '%'
            | '\u{A0}'
            | '\u{AD}'
            | '\u{200C}'..='\u{200F}'
    )
}

/// Whether `text` is a Western European text with a few accents and typographic signs.
fn is_western(text: &str) -> bool {
    let foreign: Vec<_> = with_neighbours(text).filter(|(_, c, _)| !c.is_ascii()).collect();
    let accented = foreign.iter().filter(|(_, c, _)| c.is_alphabetic()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // One or two bytes can be damage in an English text; three in their right places are not.
    foreign.len() >= 3
        && accented * 4 <= letters
        && foreign.into_iter().all(|(before, c, after)| fits_western(before, c, after))
}

/// Letters that Central European and Turkish pages have in the place of others are left out.
fn fits_western(before: char, c: char, after: char) -> bool {
    let lone = !before.is_alphabetic() && !after.is_alphabetic();
    let beside_ascii = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
    match c {
        'à' | 'À' if lone => true,
        'â' | 'ä' | 'à' | 'á' | 'å' | 'ã' | 'ç' | 'è' | 'é' | 'ê' | 'ë' | 'í' | 'î' | 'ï' | 'ñ' | 'ó' | 'ô' | 'ö'
        | 'ú' | 'ù' | 'û' | 'ü' | 'œ' | 'æ' | 'ß' => beside_ascii,
        'À' | 'Á' | 'Ç' | 'É' | 'È' | 'Ê' | 'Î' | 'Ó' | 'Ö' | 'Ô' | 'Ü' | 'Ñ' => {
            beside_ascii && !before.is_lowercase()
        }
        '’' => true,
        '©' | '®' | '§' | '¿' | '¡' | '·' | '½' | '™' => !(before.is_alphabetic() && after.is_alphabetic()),
        c => {
            is_typographic(c)
                && !(before.is_alphabetic()
                    && after.is_alphabetic()
                    && !matches!(c, '–' | '—' | '…' | '\u{AD}' | '\u{A0}'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(text: &str, encoding: &'static Encoding) -> Option<&'static str> {
        guess(&encoding.encode(text).0).map(Encoding::name)
    }

    #[test]
    fn articles_are_recognised_line_by_line() {
        let (mut right, mut unsure) = (0, 0);
        for text in [
            include_str!("../../../samples/press-conference/source.ar.txt"),
            include_str!("../../../samples/flood-relief/source.ar.txt"),
            include_str!("../../../samples/ceasefire-talks/source.ar.txt"),
            include_str!("../../../samples/accession-summit/source.ar.txt"),
        ] {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                // ISO-8859-6 has no typographic quotation marks.
                let text: String =
                    text.chars().filter(|&c| c.is_ascii() || is_arabic(c) || matches!(c, '،' | '؛' | '؟')).collect();
                assert_eq!(recognised(&text, encoding), Some(encoding.name()));
                for line in text.lines().filter(|line| !line.is_ascii()) {
                    match recognised(line, encoding) {
                        Some(name) => assert_eq!((name, line), (encoding.name(), line)),
                        None => unsure += 1,
                    }
                    right += 1;
                }
            }
        }
        eprintln!("{unsure} of {right} lines were too short or too unusual");
        assert!(unsure * 4 <= right, "{unsure} of {right} lines were not recognised");
    }

    #[test]
    fn a_mixed_glossary_is_recognised() {
        let text =
            "source,target\nوزير الخارجية,foreign minister\nالأمم المتحدة,United Nations\nخفض التصعيد,de-escalation\n";
        assert_eq!(recognised(text, WINDOWS_1256), Some("windows-1256"));
        assert_eq!(recognised(text, ISO_8859_6), Some("ISO-8859-6"));
    }

    #[test]
    fn other_alphabets_are_left_to_the_person() {
        use encoding_rs::*;
        for (text, encoding) in [
            ("Министр иностранных дел заявил, что переговоры продолжатся в понедельник.", WINDOWS_1251),
            ("Министр иностранных дел заявил, что переговоры продолжатся в понедельник.", KOI8_R),
            ("שר החוץ אמר כי השיחות יימשכו ביום שני הקרוב", WINDOWS_1255),
            ("Ο υπουργός Εξωτερικών δήλωσε ότι οι συνομιλίες θα συνεχιστούν", WINDOWS_1253),
            ("Dışişleri Bakanı görüşmelerin pazartesi günü süreceğini söyledi", WINDOWS_1254),
            ("Minister powiedział, że rozmowy będą wznowione w poniedziałek, jeżeli się uda", WINDOWS_1250),
            ("Příliš žluťoučký kůň úpěl ďábelské ódy", WINDOWS_1250),
            ("外交部长说谈判将于星期一继续举行", GBK),
            ("外務大臣は月曜日に会談を続けると述べた", SHIFT_JIS),
        ] {
            assert_eq!(recognised(text, encoding), None, "{text}");
        }
    }

    #[test]
    fn western_texts_are_recognised() {
        for text in [
            "Le ministre a déclaré que les négociations reprendraient à Genève, où il était attendu.",
            "Él dijo que mañana habrá más conversaciones en Bogotá.",
            "“We’re not finished,” he said – and left.",
        ] {
            assert_eq!(recognised(text, WINDOWS_1252), Some("windows-1252"), "{text}");
        }
    }

    #[test]
    fn stray_bytes_in_an_english_text_are_not_a_page() {
        assert_eq!(guess(b"peace \xFF talks"), None);
        assert_eq!(guess(b"Bogot\xC3 and B\xF0g\xFEta \xD1talks"), None);
    }
}
