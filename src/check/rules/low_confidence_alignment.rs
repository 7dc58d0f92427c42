//! A pair of segments that may not belong together: the aligner is not sure of it, or the pair of a
//! bilingual file shares too little.

use crate::bitext::Origin;
use crate::check::meaning::FaultKind;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "low-confidence-alignment",
    severity: Severity::Warning,
    summary: "source and translation may not belong together",
    page: include_str!("low_confidence_alignment.md"),
    check,
};

/// Below this an alignment is more likely wrong than right.
const DOUBTFUL: f64 = 0.5;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let doubtful = |view: &&BeadView<'_>| {
        view.bead.origin == Origin::Computed && view.bead.confidence < DOUBTFUL && view.kind != Kind::Boilerplate
    };
    let doubted = context.translated().filter(doubtful).map(finding);
    doubted.chain(context.translated().filter_map(|view| unrelated(context, view))).collect()
}

/// The finding for a pair of a bilingual file that shares too little to be a translation.
fn unrelated(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let fault = context.fault(view).filter(|fault| fault.kind == FaultKind::Unrelated)?;
    let message = "this does not seem to be a translation of its source: hardly a word has its counterpart";
    let finding = Finding::new(RULE.name, fault.severity, view.index, message);
    Some(Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding })
}

fn finding(view: &BeadView<'_>) -> Finding {
    let percent = (view.bead.confidence * 100.0).round();
    let message = format!(
        "these segments may not belong together (confidence {percent} %); look at them before the findings in them"
    );
    let finding = Finding::new(RULE.name, Severity::Info, view.index, message);
    Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding }
}
