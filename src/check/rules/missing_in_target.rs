//! A sentence of the source, or a part of one, that the draft does not have.

use crate::bitext::Origin;
use crate::check::meaning::FaultKind;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "missing-in-target",
    severity: Severity::Warning,
    summary: "a sentence of the source or a part of it has no counterpart in the draft",
    page: include_str!("missing_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut texts: Vec<(String, usize)> =
        context.translated().map(|view| (folded_words(view.source), view.index)).collect();
    texts.sort_unstable();
    let missing = |view: &&BeadView<'_>| {
        view.target.is_empty() && view.bead.origin == Origin::Computed && view.kind != Kind::Boilerplate
    };
    // "Doha – agencies": a dateline, which each side writes or leaves out as it likes.
    let is_dateline = |view: &&BeadView<'_>| view.kind == Kind::Caption && view.source.split_whitespace().count() <= 4;
    let whole = context.beads().iter().filter(missing).filter(|view| !is_dateline(view));
    let whole = whole.filter(|view| !is_repeated(view, &texts)).map(finding);
    whole.chain(context.translated().filter_map(|view| part(context, view))).collect()
}

/// The finding for a translation that lacks a part of its source.
fn part(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let fault = context.fault(view)?;
    let FaultKind::Missing(words) = fault.kind else { return None };
    let message = "this part of the source seems to be missing in the translation";
    let finding = Finding::new(RULE.name, fault.severity, view.index, message);
    Some(Finding { target: view.span(Side::Target), ..finding.in_source(words) })
}

fn finding(view: &BeadView<'_>) -> Finding {
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, "this sentence of the source is not in the draft");
    Finding { source: view.span(Side::Source), ..finding }
}

/// Sites print the lead, cut short or whole, above the article: its translation is that of the
/// lead further down. `texts`, those of the translated beads with their numbers, is sorted.
fn is_repeated(view: &BeadView<'_>, texts: &[(String, usize)]) -> bool {
    let own = folded_words(view.source);
    if own.split(' ').count() < 5 {
        return false;
    }
    // In sorted order what begins with a text stands right where the text itself would.
    let first = texts.partition_point(|(text, _)| *text < own);
    let begin_alike = texts.iter().skip(first).take_while(|(text, _)| text.starts_with(&own));
    begin_alike.into_iter().any(|(_, index)| *index > view.index)
}
