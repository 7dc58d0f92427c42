//! A rendering that the glossary says not to use.

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::glossary::{Certainty, Concept, Occurrence};
use crate::language::Side;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    name: "term-forbidden",
    severity: Severity::Error,
    summary: "the target uses a rendering that the glossary forbids or has replaced",
    page: include_str!("term_forbidden.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let is_longest = |found: &&Occurrence| {
        // "armistice line" may be right where "armistice" is not.
        !view.target_terms.iter().any(|other| other.span.contains(found.span) && other.span != found.span)
    };
    let avoided = view.target_terms.iter().filter(|found| !found.status.is_allowed()).filter(is_longest);
    // Elsewhere the word may be right: only what renders the concept is a mistake.
    let renders = |found: &&Occurrence| view.source_terms.iter().any(|source| source.concept == found.concept);
    avoided.filter(renders).filter_map(|found| finding(context, view, found)).collect()
}

fn finding(context: &Context<'_>, view: &BeadView<'_>, occurrence: &Occurrence) -> Option<Finding> {
    let concept = context.concept(occurrence)?;
    let term = concept.target.get(occurrence.term)?;
    let preferred = &concept.allowed_targets().next()?.text;
    let surface = occurrence.span.relative_to(view.span(Side::Target)?).text(view.target);
    let reason = if term.note.is_empty() { String::new() } else { format!(" ({})", term.note) };
    let message = format!("“{surface}” is not to be used here{reason}; use “{preferred}”");
    let source = view.source_terms.iter().find(|source| source.concept == occurrence.concept)?;
    let doubtful = source.certainty != Certainty::Certain;
    let severity = if doubtful { Severity::Info } else { view.severity(Severity::Error) };
    let finding =
        Finding::new(RULE.name, severity, view.index, message).in_source(source.span).in_target(occurrence.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), fix: fix(concept, occurrence, surface), ..finding })
}

/// Replace only the very form of the entry: a plural or possessive is a person's business.
fn fix(concept: &Concept, occurrence: &Occurrence, surface: &str) -> Option<Fix> {
    let term = concept.target.get(occurrence.term)?;
    let preferred = &concept.allowed_targets().next()?.text;
    if fold(surface) != fold(&term.text) {
        return None;
    }
    let mut text = preferred.clone();
    if surface.starts_with(char::is_uppercase) {
        let mut letters = preferred.chars();
        text = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    }
    Some(Fix { safe: true, edits: vec![Edit { span: occurrence.span, text }] })
}
