//! A sentence of the draft that the source does not have.

use crate::bitext::Origin;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "added-in-target",
    severity: Severity::Warning,
    summary: "a sentence of the draft has no counterpart in the source",
    page: include_str!("added_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let added = |view: &&BeadView<'_>| {
        view.source.is_empty() && view.bead.origin == Origin::Computed && view.kind != Kind::Boilerplate
    };
    context.beads().iter().filter(added).map(finding).collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, "this sentence of the draft is not in the source");
    Finding { target: view.span(Side::Target), ..finding }
}
