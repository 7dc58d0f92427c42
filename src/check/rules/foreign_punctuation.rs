//! Marks of another language in the target.

use crate::check::form::{Safety, in_target, is_habit};
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "foreign-punctuation",
    severity: Severity::Warning,
    summary: "a comma, semicolon or question mark of another language stands in the target",
    page: include_str!("foreign_punctuation.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let target = context.profile(Side::Target);
    let look = |view: &&BeadView<'_>| !target.form.foreign_marks.is_empty() || view.target_signs.has(Signs::NOT_ASCII);
    let found: Vec<Finding> = context.beads().iter().filter(look).flat_map(|view| in_bead(context, view)).collect();
    let habit = !target.form.foreign_marks.is_empty() && is_habit(found.len(), context.beads().len());
    found.into_iter().map(|finding| finding.note_if(habit)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let mut findings = Vec::new();
    for (at, c) in view.target.char_indices() {
        if c.is_alphabetic() || matches!(c, ' ' | '.') {
            continue;
        }
        let Some(own) = own_mark(c, source, target) else { continue };
        if is_among_its_own(view.target, at, c, target) {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8()).offset(view.target_start);
        let message = format!("“{c}” is a mark of another language; this one writes “{own}”");
        findings.push(in_target(&RULE, view, span, message).replacing(span, own, Safety::Safe));
    }
    findings
}

/// What the target language writes for `mark`, if `mark` is not its own.
fn own_mark(mark: char, source: &Profile, target: &Profile) -> Option<char> {
    if target.form.foreign_marks.contains(mark) {
        return target.own_mark(mark);
    }
    if mark.is_ascii() || target.punctuation.contains_key(&mark) {
        return None;
    }
    let common =
        [source, target].map(|profile| profile.common_mark(mark)).into_iter().find(|common| *common != mark)?;
    Some(target.own_mark(common).filter(|_| target.form.foreign_marks.contains(common)).unwrap_or(common))
}

/// Whether the mark at `at` stands in words of another script, as in a quoted phrase, or in a number.
fn is_among_its_own(text: &str, at: usize, mark: char, target: &Profile) -> bool {
    let letter = |c: &char| c.is_alphanumeric();
    let before = text.get(..at).unwrap_or_default().chars().rev().find(letter);
    let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
    let touches = after.chars().next().filter(letter);
    let after = after.chars().find(letter);
    let foreign =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !target.has_letter(c) && other_script(c, target));
    let number = |c: Option<char>| c.is_some_and(char::is_numeric);
    let own_before = before.is_some_and(|c| target.has_letter(c));
    // 1,000; a quoted phrase; for marks that the target shares with Latin text one Latin
    // neighbour is enough: Google, Apple
    (mark.is_ascii() && number(before) && number(touches))
        || (foreign(before) && (foreign(after) || after.is_none()))
        || (mark.is_ascii() && !own_before)
}

/// Whether `c` is a letter of quite another script than the language's: an accented letter is not.
fn other_script(c: char, target: &Profile) -> bool {
    let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    target.any_letter().is_some_and(|own| latin(own) != latin(c) || !latin(c))
}
