//! A translation much shorter or longer than its source.

use crate::check::meaning::FaultKind;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "length-suspicious",
    severity: Severity::Warning,
    summary: "the translation is far too short or too long for its source",
    page: include_str!("length_suspicious.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().filter_map(|view| finding(context, view)).collect()
}

fn finding(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let fault = context.fault(view)?;
    let FaultKind::Length(deviation) = fault.kind else { return None };
    let (how, what) = if deviation < 0.0 { ("short", "missing") } else { ("long", "added") };
    let message = format!("the translation is very {how} for its source; is something {what}?");
    let finding = Finding::new(RULE.name, fault.severity, view.index, message);
    Some(Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding })
}
