//! Two sentences translated in the same words.

use std::collections::HashMap;

use crate::check::differences::{word_diff, words_apart};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "same-target-different-source",
    severity: Severity::Warning,
    summary: "the same translation stands for another source text elsewhere",
    page: include_str!("same_target_different_source.md"),
    check,
};

/// Shorter translations may stand for several sources: `Read more`, `He did not answer`.
const LEAST_WORDS: usize = 5;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut first: HashMap<String, (&BeadView<'_>, String)> = HashMap::new();
    let mut findings = Vec::new();
    for view in context.translated() {
        let target = folded_words(view.target);
        if target.split(' ').count() < LEAST_WORDS {
            continue;
        }
        let source = folded_words(view.source);
        match first.get(&target) {
            Some((earlier, other)) => findings.extend(finding(context, (earlier, other), (view, &source))),
            None => {
                first.insert(target, (view, source));
            }
        }
    }
    findings
}

/// Sources of which most words are the same may well have one translation; that is a note.
fn finding(
    context: &Context<'_>,
    (earlier, other): (&BeadView<'_>, &str),
    (view, source): (&BeadView<'_>, &str),
) -> Option<Finding> {
    let apart = words_apart(other, source);
    if apart == 0 {
        return None;
    }
    let longer = other.split(' ').count().max(source.split(' ').count());
    let place = context.place(earlier);
    let (severity, message) = if 2 * apart > longer {
        (Severity::Warning, format!("the same translation stands for another source text in {place}"))
    } else {
        let diff = word_diff(earlier.source, view.source);
        (Severity::Info, format!("the same translation stands in {place}, where the source differs: {diff}"))
    };
    let finding = Finding::new(RULE.name, view.severity(severity), view.index, message);
    Some(Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding })
}
