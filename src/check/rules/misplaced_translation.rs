//! A translation that stands beside another source than its own.

use crate::check::meaning::FaultKind;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "misplaced-translation",
    severity: Severity::Warning,
    summary: "the translation is that of another source text",
    page: include_str!("misplaced_translation.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().filter_map(|view| finding(context, view)).collect()
}

fn finding(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let fault = context.fault(view)?;
    let place = |bead: usize| context.beads().get(bead).map(|other| context.place(other));
    let message = match fault.kind {
        FaultKind::Exchanged(other) => format!("the translations here and in {} seem to be exchanged", place(other)?),
        FaultKind::Misplaced(owner) => {
            format!("this seems to be the translation of the source text in {}", place(owner)?)
        }
        _ => return None,
    };
    let finding = Finding::new(RULE.name, fault.severity, view.index, message);
    Some(Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding })
}
