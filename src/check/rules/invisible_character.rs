//! Characters that nobody sees and that break searching.

use crate::check::form::{Safety, in_target};
use crate::check::signs::{Signs, is_invisible};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::text::{Span, bidi, scripts};

pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    summary: "an invisible character, such as a zero width space or a control character, stands in the target",
    page: include_str!("invisible_character.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let target = context.beads().iter().filter(|view| view.target_signs.has(Signs::INVISIBLE));
    let source = context.beads().iter().filter(|view| view.source_signs.has(Signs::INVISIBLE));
    target.flat_map(in_target_text).chain(source.flat_map(in_source_text)).collect()
}

fn in_target_text(view: &BeadView<'_>) -> Vec<Finding> {
    let finding = |(span, c): (Span, char)| {
        let span = span.offset(view.target_start);
        let (message, text, safety) = match c {
            '\u{2028}' | '\u{2029}' => ("; put a space or a line end in its place", " ", Safety::Unsafe),
            _ => ("; delete it", "", Safety::Safe),
        };
        in_target(&RULE, view, span, format!("{}{message}", what(c))).replacing(span, text, safety)
    };
    strays(view.target).into_iter().map(finding).collect()
}

fn in_source_text(view: &BeadView<'_>) -> Vec<Finding> {
    // The source is not the translator's to mend.
    let note = |(span, c): (Span, char)| {
        Finding::new(RULE.name, Severity::Info, view.index, what(c)).in_source(span.offset(view.source_start))
    };
    strays(view.source).into_iter().map(note).collect()
}

fn what(c: char) -> String {
    let name = match c {
        '\u{200B}' => "a zero width space",
        '\u{200C}' | '\u{200D}' => "a joining character that these letters do not use",
        '\u{AD}' => "a soft hyphen, which comes from the layout of another text",
        '\u{FEFF}' => "a byte order mark inside the text",
        '\u{2060}' => "a word joiner",
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        _ => "an invisible control character",
    };
    format!("{name} (U+{:04X}) stands here", u32::from(c))
}

/// The invisible characters that have no work to do where they stand. Direction marks are another
/// rule's business.
fn strays(text: &str) -> Vec<(Span, char)> {
    let mut strays = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if is_invisible(c) && !bidi::is_control(c) {
            let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            if !is_at_work(c, before, after) {
                strays.push((Span::new(at, at + c.len_utf8()), c));
            }
        }
        before = Some(c);
    }
    strays
}

/// Whether `c` does what it is for between its neighbours.
fn is_at_work(c: char, before: Option<char>, after: Option<char>) -> bool {
    let either = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match c {
        // Persian and Urdu words, هـ without the tatweel, Indian conjuncts, families of emoji.
        '\u{200C}' => before.is_some_and(scripts::uses_joiners),
        '\u{200D}' => either(scripts::uses_joiners) || (before.is_some_and(is_emoji) && after.is_some_and(is_emoji)),
        // Where words are not told apart by spaces it says where a line may end.
        '\u{200B}' => either(|c| scripts::unspaced(c) == Some(scripts::Unspaced::SouthEastAsian)),
        // Flags of regions are spelt with tags behind a black flag.
        '\u{E0020}'..='\u{E007F}' => before.is_some_and(|c| c == '🏴' || matches!(c, '\u{E0020}'..='\u{E007F}')),
        _ => false,
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}
