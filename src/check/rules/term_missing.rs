//! A glossary term of the source whose rendering is not in the target.

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::glossary::{Certainty, Occurrence};

pub(super) const RULE: Rule = Rule {
    name: "term-missing",
    severity: Severity::Error,
    summary: "a glossary term of the source is not rendered by its approved translation",
    page: include_str!("term_missing.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let mut seen: Vec<usize> = Vec::new();
    let mut findings = Vec::new();
    for occurrence in &view.source_terms {
        // A concept that occurs twice and is rendered nowhere is one mistake.
        if seen.contains(&occurrence.concept) {
            continue;
        }
        seen.push(occurrence.concept);
        // The same words may be the term of two concepts; rendering one of them is enough.
        let mut meant = view.source_terms.iter().filter(|other| other.span == occurrence.span);
        if !meant.any(|other| is_rendered(view, other.concept)) {
            findings.extend(finding(context, view, occurrence));
        }
    }
    findings
}

/// Any rendering of the concept counts, also a forbidden one: that is term-forbidden's business.
fn is_rendered(view: &BeadView<'_>, concept: usize) -> bool {
    view.target_terms.iter().any(|target| target.concept == concept)
}

fn finding(context: &Context<'_>, view: &BeadView<'_>, occurrence: &Occurrence) -> Option<Finding> {
    let concept = context.concept(occurrence)?;
    let expected: Vec<&str> = concept.allowed_targets().map(|term| term.text.as_str()).collect();
    let surface = occurrence.span.relative_to(view.span(crate::language::Side::Source)?).text(view.source);
    let severity = match occurrence.certainty {
        Certainty::Certain => view.severity(Severity::Error),
        Certainty::Doubtful(_) => Severity::Info,
    };
    let message = format!("“{surface}” should be rendered “{}”, which is not in the target", expected.first()?);
    let finding = Finding::new(RULE.name, severity, view.index, message).in_source(occurrence.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), ..finding })
}
