//! A pair of segments that the aligner is not sure of.

use crate::bitext::Origin;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "low-confidence-alignment",
    severity: Severity::Info,
    summary: "the aligner is not sure that these segments belong together",
    page: include_str!("low_confidence_alignment.md"),
    check,
};

/// Below this an alignment is more likely wrong than right.
const DOUBTFUL: f64 = 0.5;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let doubtful = |view: &&BeadView<'_>| {
        view.bead.origin == Origin::Computed && view.bead.confidence < DOUBTFUL && view.kind != Kind::Boilerplate
    };
    context.translated().filter(doubtful).map(finding).collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let percent = (view.bead.confidence * 100.0).round();
    let message = format!(
        "these segments may not belong together (confidence {percent} %); look at them before the findings in them"
    );
    let finding = Finding::new(RULE.name, Severity::Info, view.index, message);
    Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding }
}
