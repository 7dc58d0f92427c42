//! Numbers of the source that the target has otherwise, or not at all.

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::language::numbers::{Number, Written};
use crate::text::Quantity;

pub(super) const RULE: Rule = Rule {
    name: "number-mismatch",
    severity: Severity::Error,
    summary: "a number of the source is another number in the target, or missing",
    page: include_str!("number_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let source = view.numbers(Side::Source, context.profile(Side::Source));
    let target = view.numbers(Side::Target, context.profile(Side::Target));
    let left_source = without_equal(&source, &target);
    let left_target = without_equal(&target, &source);
    let mut findings = Vec::new();
    let pairs = left_source.len().max(left_target.len());
    // Numbers that are left over on both sides are each other's rendering, in the order of the
    // text; what has no counterpart is missing or added if it is written in digits.
    for at in 0..pairs {
        let message = match (left_source.get(at), left_target.get(at)) {
            (Some(source), Some(target)) => Some(format!(
                "“{}” in the source, “{}” in the target",
                words(view, source, Side::Source),
                words(view, target, Side::Target)
            )),
            (Some(source), None) if source.written == Written::Digits => {
                Some(format!("“{}” of the source is not in the target", words(view, source, Side::Source)))
            }
            (None, Some(target)) if target.written == Written::Digits => {
                Some(format!("“{}” of the target is not in the source", words(view, target, Side::Target)))
            }
            _ => None,
        };
        let Some(message) = message else { continue };
        let mut finding = Finding::new(RULE.name, view.severity(Severity::Error), view.index, message);
        finding.source = left_source.get(at).map(|number| number.span);
        finding.target = left_target.get(at).map(|number| number.span);
        findings.push(finding);
    }
    findings
}

/// The numbers of one side that certainly are numbers and have no equal on the other.
///
/// How often a number occurs is a matter of style; that it occurs is not.
fn without_equal<'n>(numbers: &'n [Number], others: &[Number]) -> Vec<&'n Number> {
    let small = [Quantity::whole(1), Quantity::whole(2)];
    numbers
        .iter()
        .filter(|number| number.written != Written::Perhaps)
        // The dual and the indefinite article are a one and a two that no word shows.
        .filter(|number| {
            number.written == Written::Digits || !number.readings.iter().any(|value| small.contains(value))
        })
        .filter(|number| !others.iter().any(|other| other.may_equal(number)))
        .collect()
}

fn words<'a>(view: &BeadView<'a>, number: &Number, side: Side) -> &'a str {
    view.span(side).map_or("", |span| number.span.relative_to(span).text(view.text(side)))
}
