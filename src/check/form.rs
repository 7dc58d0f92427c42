//! What the rules about marks, spaces and characters share.

use std::collections::BTreeSet;

use super::signs::{is_blank, is_invisible};
use super::{BeadView, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::language::Profile;
use crate::text::{Span, WordKind, fold, words};

/// A finding of `rule` at `span` of the target document. Whether the aligner is sure of the bead
/// does not matter: what is wrong with the form of a target is wrong beside any source.
pub(super) fn in_target(rule: &Rule, view: &BeadView<'_>, span: Span, message: impl Into<String>) -> Finding {
    Finding::new(rule.name, rule.severity, view.index, message).in_target(span)
}

impl Finding {
    /// The same finding, only a note when `note` is true.
    #[must_use]
    pub(super) fn note_if(self, note: bool) -> Self {
        Self { severity: if note { Severity::Info } else { self.severity }, ..self }
    }

    /// The same finding with a fix: `text` in place of what is at `span` of the target document.
    #[must_use]
    pub(super) fn replacing(self, span: Span, text: impl Into<String>, safety: Safety) -> Self {
        let fix = Fix { safe: safety == Safety::Safe, edits: vec![Edit { span, text: text.into() }] };
        Self { fix: Some(fix), ..self }
    }
}

/// Whether a fix needs a person's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Safety {
    /// It cannot make a good text worse.
    Safe,
    /// It is most likely what is meant.
    Unsafe,
}

/// Whether something that is done in `times` of `places` is how this text is written, not a slip.
///
/// A draft without capitals, an author who puts two spaces behind a full stop or a Latin comma into
/// Arabic does so throughout; a slip is rare. What is a habit deserves a note, not a warning at
/// each place.
pub(super) const fn is_habit(times: usize, places: usize) -> bool {
    const AT_LEAST: usize = 5;
    const ONE_IN: usize = 5;
    times >= AT_LEAST && times * ONE_IN >= places
}

/// Whether the two languages are written in different scripts, so that letters of the source in the
/// target cannot be the target's own.
pub(super) fn scripts_differ(source: &Profile, target: &Profile) -> bool {
    let (Some(one), Some(other)) = (source.any_letter(), target.any_letter()) else { return false };
    !source.has_letter(other) && !target.has_letter(one)
}

/// The mark a text ends with, closing quotes, brackets, spaces and invisible characters left aside,
/// as all languages know it (`؟` is `?`), with the byte behind it.
pub(super) fn end_mark(text: &str, profile: &Profile) -> (Option<char>, usize) {
    let inner = text.trim_end_matches(closes);
    let mark = inner.chars().next_back().map(|c| profile.common_mark(c));
    (mark, inner.len())
}

/// A character that may stand behind the mark that ends a sentence.
pub(super) fn closes(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '"' | '\''
                | '”'
                | '“'
                | '’'
                | '‘'
                | '»'
                | '«'
                | '›'
                | ')'
                | ']'
                | '}'
                | '」'
                | '』'
                | '》'
                | '）'
                | '*'
        )
}

/// Whether what is at `span` stands between two blanks, brackets or quotation marks, as a mark does that
/// is spoken of: "the comma (,) and . too".
pub(super) fn stands_alone(text: &str, span: Span) -> bool {
    const AROUND: [(char, char); 11] = [
        ('(', ')'),
        ('[', ']'),
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('„', '“'),
        ('‘', '’'),
        ('«', '»'),
        ('‹', '›'),
        ('「', '」'),
        ('『', '』'),
    ];
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    (is_blank(before) && is_blank(after)) || AROUND.contains(&(before, after))
}

/// The marks of `text` that stand so.
pub(super) fn lone_marks(text: &str) -> BTreeSet<char> {
    let marks = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && !c.is_whitespace());
    let alone = marks.filter(|(at, c)| stands_alone(text, Span::new(*at, at + c.len_utf8())));
    alone.map(|(_, c)| c).collect()
}

/// Whether the text is worded or capitalised as a headline, which has no full stop.
pub(super) fn is_headline(text: &str, profile: &Profile) -> bool {
    const LONGEST: usize = 16;
    let letters: Vec<&str> =
        words(text).filter(|word| word.kind == WordKind::Letters).map(|word| word.span.text(text)).collect();
    let long = letters.iter().filter(|word| word.chars().count() > 3);
    let titled = long.clone().count() > 1 && long.clone().all(|word| word.starts_with(char::is_uppercase));
    let telling = &profile.form.not_in_headlines;
    let telegraphic = !telling.is_empty() && !letters.iter().any(|word| telling.contains(&fold(word)));
    letters.len() <= LONGEST && (titled || telegraphic)
}
