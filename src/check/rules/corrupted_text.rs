//! Text that went through a wrong encoding.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
use unicode_normalization::UnicodeNormalization as _;

use crate::check::form::{Safety, in_target};
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "corrupted-text",
    severity: Severity::Error,
    summary: "the target holds what a wrong encoding or a double conversion left of its characters",
    page: include_str!("corrupted_text.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let look = |view: &&BeadView<'_>| view.target_signs.has(Signs::BROKEN | Signs::CODE);
    context.beads().iter().filter(look).flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (base, text) in context.segments(view, Side::Target) {
        let at = |span: Span| span.offset(base);
        if view.target_signs.has(Signs::BROKEN) {
            for (span, meant) in mojibake(text) {
                let message = format!("“{}” is “{meant}” read with a wrong encoding", span.text(text));
                findings.push(in_target(&RULE, view, at(span), message).replacing(at(span), meant, Safety::Unsafe));
            }
            findings.extend(
                lost(text).into_iter().map(|span| {
                    in_target(&RULE, view, at(span), "characters were lost here when the text was converted")
                }),
            );
            let forms = presentation_forms(text);
            findings.extend(forms.map(|(span, letters)| {
                let message =
                    "these Arabic letters are drawn shapes, as copied from a PDF; nobody finds them by searching";
                let finding = in_target(&RULE, view, at(span), message).replacing(at(span), letters, Safety::Unsafe);
                Finding { severity: Severity::Warning, ..finding }
            }));
        }
        for (span, meant) in entities(text) {
            // Text about markup, or markup itself, has them on both sides.
            if view.source.contains('&') && entities(view.source).next().is_some() {
                break;
            }
            let message = format!("“{}” is “{meant}” that was encoded once too often", span.text(text));
            let finding = in_target(&RULE, view, at(span), message).replacing(at(span), meant, Safety::Unsafe);
            findings.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
    findings
}

/// The pages that UTF-8 is most often misread with.
const PAGES: [&Encoding; 3] = [WINDOWS_1252, WINDOWS_1256, WINDOWS_1251];

/// Runs of characters that are UTF-8 read as one of the code pages, with what was meant.
///
/// "É»" in «CAFÉ» is by chance the code of a rare letter; so a single pair counts only when it gives a
/// character of everyday text, and three in a row are always required for pages whose letters
/// themselves can begin a pair.
fn mojibake(text: &str) -> Vec<(Span, String)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_ascii()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                start = None;
                found.extend(misread(text, Span::new(from, at)));
            }
            _ => {}
        }
    }
    found
}

/// What the longest part of the run `span` that is misread UTF-8 meant.
fn misread(text: &str, span: Span) -> Option<(Span, String)> {
    PAGES.iter().find_map(|page| {
        let starts = span.text(text).char_indices().map(|(at, _)| span.start + at);
        starts.filter_map(|start| meant(text, Span::new(start, span.end), page)).next()
    })
}

fn meant(text: &str, span: Span, page: &'static Encoding) -> Option<(Span, String)> {
    const TELLING: usize = 3;
    let mut bytes: Vec<u8> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    // How many more bytes the character at hand needs; what is no UTF-8 ends the run at once.
    let mut wanting = 0;
    for (at, c) in span.text(text).char_indices() {
        let Some(byte) = byte_of(c, page) else { break };
        wanting = match (wanting, byte) {
            (0, 0xC2..=0xDF) => 1,
            (0, 0xE0..=0xEF) => 2,
            (0, 0xF0..=0xF4) => 3,
            (1.., 0x80..=0xBF) => wanting - 1,
            _ => break,
        };
        bytes.push(byte);
        ends.push(span.start + at + c.len_utf8());
    }
    let whole = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let valid = std::str::from_utf8(bytes.get(..whole)?).ok()?;
    let end = *ends.get(whole.checked_sub(1)?)?;
    let common = |c: char| matches!(c, '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{203A}' | '€' | '™');
    let telling = valid.chars().count() >= TELLING;
    let sure = telling || (page == WINDOWS_1252 && valid.chars().all(common));
    sure.then(|| (Span::new(span.start, end), valid.to_owned()))
}

/// The byte that `c` is in `page`.
fn byte_of(c: char, page: &'static Encoding) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = page.encode(c.encode_utf8(&mut buffer));
    let byte = match *bytes {
        [byte] if !lost => Some(byte),
        _ => None,
    };
    byte.filter(|byte| !byte.is_ascii())
}

/// Places where characters are gone: U+FFFD, private characters, question marks in place of letters.
fn lost(text: &str) -> Vec<Span> {
    const QUESTION_MARKS: usize = 4;
    let mut places: Vec<Span> = Vec::new();
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        marks = if c == '?' { marks + 1 } else { 0 };
        let span = Span::new(at, at + c.len_utf8());
        let gone = matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
        if marks == QUESTION_MARKS {
            // "What????" is loud; "???? ??????" was a word.
            let start = at + 1 - QUESTION_MARKS;
            let before = text.get(..start).and_then(|text| text.chars().next_back());
            if before.is_none_or(char::is_whitespace) {
                places.push(Span::new(start, at + 1));
            }
        } else if gone {
            match places.last_mut().filter(|last| last.end == at) {
                Some(last) => *last = last.cover(span),
                None => places.push(span),
            }
        }
    }
    places
}

/// Runs of Arabic presentation forms with the letters they show, except the ligatures that are
/// written as one sign (ﷺ, ﷲ).
fn presentation_forms(text: &str) -> impl Iterator<Item = (Span, String)> {
    let shape = |c: char| matches!(c, '\u{FB50}'..='\u{FD3D}' | '\u{FE70}'..='\u{FEFC}');
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| shape(*c)) {
        let span = Span::new(at, at + c.len_utf8());
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => *run = run.cover(span),
            None => runs.push(span),
        }
    }
    runs.into_iter().map(move |run| (run, run.text(text).nfkc().collect()))
}

/// Character references left in plain text: `&quot;`, `&amp;`, `&#39;`.
fn entities(text: &str) -> impl Iterator<Item = (Span, char)> {
    text.match_indices('&').filter_map(move |(at, _)| {
        let rest = text.get(at + 1..)?;
        let name = rest.get(..rest.find(';').filter(|length| *length <= 8)?)?;
        Some((Span::new(at, at + name.len() + 2), referred(name)?))
    })
}

fn referred(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        return char::from_u32(hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?);
    }
    let known = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{A0}'),
        ("hellip", '…'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("eacute", 'é'),
        ("euro", '€'),
        ("pound", '£'),
        ("copy", '©'),
        ("deg", '°'),
    ];
    known.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(text: &str) -> Vec<String> {
        mojibake(text).into_iter().map(|(_, meant)| meant).collect()
    }

    #[test]
    fn utf_8_read_as_a_code_page_is_seen_and_undone() {
        for page in PAGES {
            let text = if page == WINDOWS_1251 { "Москва" } else { "مرحبا" };
            let misread = page.decode_without_bom_handling(text.as_bytes()).0;
            if misread.contains(|c: char| byte_of(c, page).is_none()) {
                continue;
            }
            assert_eq!(meanings(&misread), [text], "{}", page.name());
        }
        assert_eq!(meanings("the cafÃ©â€™s"), ["é’"]);
    }

    #[test]
    fn accents_quotes_and_arabic_marks_are_no_misreading() {
        for text in ["«CAFÉ»", "«À…»", "Ñandú", "حفظ، ولاحظ؛ «حظ»", "È vero", "40°–45°", "ÀÉÎ", "Ångström—Ø"]
        {
            assert_eq!(meanings(text), Vec::<String>::new(), "{text}");
        }
    }
}
