//! A sentence of the draft, or a part of one, that the source does not have.

use crate::bitext::Origin;
use crate::check::meaning::FaultKind;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "added-in-target",
    severity: Severity::Warning,
    summary: "a sentence of the draft or a part of it has no counterpart in the source",
    page: include_str!("added_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let added = |view: &&BeadView<'_>| {
        view.source.is_empty() && view.bead.origin == Origin::Computed && view.kind != Kind::Boilerplate
    };
    let whole = context.beads().iter().filter(added).map(finding);
    whole.chain(context.translated().filter_map(|view| part(context, view))).collect()
}

/// The finding for a translation that says more than its source.
fn part(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let fault = context.fault(view)?;
    let FaultKind::Added(words) = fault.kind else { return None };
    let message = "this part of the translation seems to have no counterpart in the source";
    let finding = Finding::new(RULE.name, fault.severity, view.index, message);
    Some(Finding { source: view.span(Side::Source), ..finding.in_target(words) })
}

fn finding(view: &BeadView<'_>) -> Finding {
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, "this sentence of the draft is not in the source");
    Finding { target: view.span(Side::Target), ..finding }
}
