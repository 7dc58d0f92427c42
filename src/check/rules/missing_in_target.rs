//! A sentence of the source that the draft does not have.

use crate::bitext::Origin;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "missing-in-target",
    severity: Severity::Warning,
    summary: "a sentence of the source has no counterpart in the draft",
    page: include_str!("missing_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut texts: Vec<String> = context.translated().map(|view| folded_words(view.source)).collect();
    texts.sort_unstable();
    let missing = |view: &&BeadView<'_>| {
        view.target.is_empty() && view.bead.origin == Origin::Computed && view.kind != Kind::Boilerplate
    };
    context.beads().iter().filter(missing).filter(|view| !is_repeated(view, &texts)).map(finding).collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, "this sentence of the source is not in the draft");
    Finding { source: view.span(Side::Source), ..finding }
}

/// Sites print the beginning of the lead, cut short, above the article: its translation is the
/// lead's. The same holds for a sentence that is translated where it stands a second time.
/// `texts`, those of the translated beads, is sorted.
fn is_repeated(view: &BeadView<'_>, texts: &[String]) -> bool {
    let own = folded_words(view.source);
    // In sorted order what begins with a text stands right where the text itself would.
    let next = texts.partition_point(|text| *text < own);
    own.split(' ').count() >= 5 && texts.get(next).is_some_and(|text| text.starts_with(&own))
}
