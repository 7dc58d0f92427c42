//! Numbers of the source that the target has otherwise, or not at all.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "number-mismatch",
    severity: Severity::Error,
    summary: "a number of the source is another number in the target, or missing",
    page: include_str!("number_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Number)
}
