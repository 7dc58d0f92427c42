//! A space before a mark that belongs to the word before it.

use std::collections::BTreeSet;

use crate::check::form::{Safety, in_target, is_habit, lone_marks, stands_alone};
use crate::check::signs::{Signs, is_blank};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "space-before-punctuation",
    severity: Severity::Warning,
    summary: "a space stands before a comma, full stop or closing bracket, or behind an opening bracket",
    page: include_str!("space_before_punctuation.md"),
    check,
};

/// Marks that stand close to the word before them in every language that does not say otherwise.
const CLOSE: [char; 14] = [',', '.', ';', ':', '!', '?', '%', ')', ']', '»', '،', '؛', '؟', '”'];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let profile = context.profile(Side::Target);
    let views = || context.beads().iter().filter(|view| view.target_signs.has(Signs::LOOSE_MARK));
    let found: Vec<_> = views().flat_map(|view| in_bead(context, view, profile)).collect();
    let habit = is_habit(found.len(), context.beads().len());
    found.into_iter().map(|finding| finding.note_if(habit)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>, profile: &Profile) -> Vec<Finding> {
    let source = InSource {
        lone: lone_marks(view.source).into_iter().map(|c| context.profile(Side::Source).common_mark(c)).collect(),
        spaced_brackets: view.source.contains("( ") || view.source.contains("[ "),
    };
    let segments = context.segments(view, Side::Target);
    segments.flat_map(|(base, text)| in_text(view, base, text, profile, &source)).collect()
}

/// What the source does on purpose, and the target after it.
struct InSource {
    /// Marks that are spoken of, as all languages know them.
    lone: BTreeSet<char>,
    /// Whether it writes "( x )".
    spaced_brackets: bool,
}

fn in_text(view: &BeadView<'_>, base: usize, text: &str, profile: &Profile, source: &InSource) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut blanks: Option<usize> = None;
    let mut before: Option<char> = None;
    // Quotations “…” that are open.
    let mut open = 0_isize;
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            blanks.get_or_insert(at);
            continue;
        }
        if let Some(start) = blanks.take() {
            let rest = text.get(at..).unwrap_or_default();
            let behind_bracket = matches!(before, Some('(' | '[')) && !matches!(c, '(' | '[' | ')' | ']');
            let before_mark =
                is_loose(c, rest, before, profile) && c != '”' || c == '”' && open > 0 && is_closing_quote(rest);
            let alone = stands_alone(text, Span::new(at, at + c.len_utf8()));
            let meant = source.spaced_brackets && (behind_bracket || matches!(c, ')' | ']'))
                || alone && source.lone.contains(&profile.common_mark(c));
            if start > 0 && !meant && before != Some('\n') && (behind_bracket || before_mark) {
                let span = Span::new(start, at).offset(base);
                let message = if behind_bracket {
                    "a space stands behind the opening bracket".to_owned()
                } else {
                    format!("a space stands before “{c}”")
                };
                // "Press , and then . to move"
                let safety = if alone { Safety::Unsafe } else { Safety::Safe };
                findings.push(in_target(&RULE, view, span, message).replacing(span, "", safety));
            }
        }
        before = Some(c);
        open += isize::from(c == '“') - isize::from(c == '”');
    }
    findings
}

/// Whether the mark `c`, with which `rest` begins behind a space, belongs to what stands before.
fn is_loose(c: char, rest: &str, before: Option<char>, profile: &Profile) -> bool {
    if !CLOSE.contains(&c) || profile.form.spaced_marks.contains(c) {
        return false;
    }
    let after = rest.chars().nth(1);
    let stands_alone = before
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ',' | '.' | '%'));
    match (c, after) {
        // … ... and what begins with a mark: .NET, .5, :-), !important
        ('.', Some('.')) => false,
        (_, Some(after)) if after.is_alphanumeric() => false,
        (':' | ';', Some('-' | ')' | '(' | '/')) => false,
        // 3 : 1, and a dash before a mark
        (':' | '%', _) if before.is_some_and(char::is_numeric) => false,
        _ => !stands_alone,
    }
}

/// ” opens in some texts; it closes when a quotation is open and no word begins behind it.
fn is_closing_quote(rest: &str) -> bool {
    !rest.chars().nth(1).is_some_and(char::is_alphanumeric)
}
