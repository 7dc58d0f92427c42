//! A unit of a bilingual file without a translation.

use crate::bitext::Origin;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::{WordKind, words};

pub(super) const RULE: Rule = Rule {
    name: "empty-target",
    severity: Severity::Warning,
    summary: "a unit has no translation",
    page: include_str!("empty_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let empty = |view: &&BeadView<'_>| {
        let has_words = words(view.source).any(|word| word.kind != WordKind::Sign);
        view.target.trim().is_empty() && view.bead.origin == Origin::Imported && has_words
    };
    context.beads().iter().filter(empty).map(finding).collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let finding = Finding::new(RULE.name, Severity::Warning, view.index, "this unit has no translation");
    Finding { source: view.span(Side::Source), ..finding }
}
