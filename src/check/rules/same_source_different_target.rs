//! The same sentence translated in two ways.

use std::collections::HashMap;

use crate::check::differences::word_diff;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "same-source-different-target",
    severity: Severity::Warning,
    summary: "the same source text is translated differently elsewhere",
    page: include_str!("same_source_different_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut first: HashMap<String, &BeadView<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for view in context.translated() {
        let key = folded_words(view.source);
        // Short lines (yes, no, a speaker's name) depend on what stands around them.
        if key.split(' ').count() < 3 {
            continue;
        }
        match first.get(&key) {
            Some(earlier) if folded_words(earlier.target) != folded_words(view.target) => {
                findings.push(finding(context, earlier, view));
            }
            Some(_) => {}
            None => {
                first.insert(key, view);
            }
        }
    }
    findings
}

fn finding(context: &Context<'_>, earlier: &BeadView<'_>, view: &BeadView<'_>) -> Finding {
    let place = context.place(earlier);
    let diff = word_diff(earlier.target, view.target);
    let message = format!("the same text was translated otherwise in {place}: {diff}");
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, message);
    Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding }
}
