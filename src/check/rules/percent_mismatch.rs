//! Percentages that are plain numbers on the other side.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "percent-mismatch",
    severity: Severity::Warning,
    summary: "a percentage of one side is a plain number on the other",
    page: include_str!("percent_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Percent)
}
