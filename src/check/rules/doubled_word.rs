//! The same word twice in a row.

use crate::check::form::{Safety, in_target};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::{Span, Word, WordKind, fold, words};

pub(super) const RULE: Rule = Rule {
    name: "doubled-word",
    severity: Severity::Warning,
    summary: "a word of the target stands twice in a row",
    page: include_str!("doubled_word.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.beads().iter().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (base, text) in context.segments(view, Side::Target) {
        let doubles = doubles(text);
        let source_repeats = !doubles.is_empty() && repeats(view.source);
        for (first, second) in doubles {
            findings.extend(finding(context, view, (base, text), first, second, source_repeats));
        }
    }
    findings
}

/// Equal words with nothing but space between.
fn doubles(text: &str) -> Vec<(Span, Span)> {
    let letters = |c: char| !c.is_alphanumeric();
    let mut last: Option<(usize, &str)> = None;
    let mut found = Vec::new();
    let mut next = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = next;
        next += piece.len();
        let piece = piece.trim_end();
        if piece.is_empty() {
            continue;
        }
        if let Some((at, before)) = last.filter(|(_, before)| !before.ends_with(letters)) {
            let (first, second) = (before.trim_start_matches(letters), piece.trim_end_matches(letters));
            let alike = || first.eq_ignore_ascii_case(second) || (!first.is_ascii() && fold(first) == fold(second));
            if first.len() == second.len() && !first.is_empty() && alike() {
                let first_start = at + before.len() - first.len();
                found.push((Span::new(first_start, at + before.len()), Span::new(start, start + second.len())));
            }
        }
        last = Some((start, piece));
    }
    found
}

fn finding(
    context: &Context<'_>,
    view: &BeadView<'_>,
    (base, text): (usize, &str),
    first: Span,
    second: Span,
    source_repeats: bool,
) -> Option<Finding> {
    let profile = context.profile(Side::Target);
    let written = second.text(text);
    let folded = fold(written);
    if !written.chars().any(char::is_alphabetic) || profile.form.doubled.contains(&folded) {
        return None;
    }
    let is_slip = profile.form.never_doubled.contains(&folded);
    let is_function_word =
        is_slip || profile.common_words.contains(&folded) || profile.form.not_in_headlines.contains(&folded);
    if !is_function_word && (profile.form.emphatic || source_repeats || is_name(first.text(text), written)) {
        return None;
    }
    // "in In Cold Blood": the second word begins a title.
    if first.text(text).starts_with(char::is_lowercase) && written.starts_with(char::is_uppercase) {
        return None;
    }
    let message = format!("“{written}” stands here twice");
    let span = Span::new(first.start, second.end).offset(base);
    let doubled = Span::new(first.end, second.end).offset(base);
    // "Vitamin A a day"; "What it is is a disgrace" and "He came in in a hurry" are rare, but a person has to look.
    let alike = first.text(text) == written && !written.starts_with(char::is_uppercase);
    let safety = if is_slip && alike { Safety::Safe } else { Safety::Unsafe };
    Some(in_target(&RULE, view, span, message).replacing(doubled, "", safety))
}

/// A name: Roa Roa.
fn is_name(first: &str, second: &str) -> bool {
    first.starts_with(char::is_uppercase) && second.starts_with(char::is_uppercase)
}

/// Whether the text has any word twice in a row.
fn repeats(text: &str) -> bool {
    let mut before: Option<Word> = None;
    words(text).any(|word| {
        let same = before
            .is_some_and(|before| before.kind == WordKind::Letters && before.span.text(text) == word.span.text(text));
        before = Some(word);
        same
    })
}
