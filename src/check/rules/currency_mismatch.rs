//! Sums of money in another currency.

use crate::check::figures::{Fault, findings};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "currency-mismatch",
    severity: Severity::Error,
    summary: "a sum of money is in another currency in the target",
    page: include_str!("currency_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    findings(context, RULE.name, Fault::Currency)
}
