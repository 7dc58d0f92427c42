//! A sentence of the source that the draft does not have.

use crate::bitext::Origin;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "missing-in-target",
    severity: Severity::Warning,
    summary: "a sentence of the source has no counterpart in the draft",
    page: include_str!("missing_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let texts: Vec<String> = context.beads().iter().map(|view| folded_words(view.source)).collect();
    // In order of the alphabet, texts that begin alike stand together.
    let mut sorted: Vec<&str> = texts.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let missing = |view: &&BeadView<'_>| {
        view.target.is_empty() && view.bead.origin == Origin::Computed && view.kind != Kind::Boilerplate
    };
    context
        .beads()
        .iter()
        .filter(missing)
        .filter(|view| !is_repeated(texts.get(view.index), &sorted))
        .map(finding)
        .collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, "this sentence of the source is not in the draft");
    Finding { source: view.span(Side::Source), ..finding }
}

/// Sites print the beginning of the lead, cut short, above the article: its translation is the
/// lead's. The same holds for a sentence that stands a second time.
fn is_repeated(own: Option<&String>, sorted: &[&str]) -> bool {
    let Some(own) = own.filter(|own| own.split(' ').count() >= 5) else { return false };
    let first = sorted.partition_point(|other| *other < own.as_str());
    // The first that begins so is the text itself.
    sorted.get(first + 1).is_some_and(|other| other.starts_with(own.as_str()))
}
