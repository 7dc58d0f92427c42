//! Clock times of the source that the target has otherwise, or not at all.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "time-mismatch",
    severity: Severity::Error,
    summary: "a clock time of the source is another one in the target, or missing",
    page: include_str!("time_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Time)
}
