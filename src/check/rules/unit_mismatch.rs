//! Equal numbers of different units.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unit-mismatch",
    severity: Severity::Warning,
    summary: "a number has another unit in the target",
    page: include_str!("unit_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Unit)
}
