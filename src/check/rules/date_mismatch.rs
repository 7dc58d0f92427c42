//! Months, days and years of the source that the target has otherwise.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "date-mismatch",
    severity: Severity::Error,
    summary: "a date or weekday of the source is another one in the target",
    page: include_str!("date_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Date)
}
