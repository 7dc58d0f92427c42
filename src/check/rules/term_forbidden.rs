//! A rendering that the glossary says not to use.

use crate::check::terms::{replace, surface};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::glossary::{Certainty, Occurrence};
use crate::language::Side;

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
    // What one entry forbids another may prefer: the same words can render two concepts.
    let allowed = |found: &&Occurrence| {
        let mut same_words = view.target_terms.iter().filter(|other| other.span == found.span);
        same_words
            .any(|other| other.status.is_allowed() && view.source_terms.iter().any(|s| s.concept == other.concept))
    };
    // Elsewhere the word may be right: only what renders the concept is a mistake.
    let renders = |found: &&Occurrence| view.source_terms.iter().any(|source| source.concept == found.concept);
    avoided.filter(renders).filter(|found| !allowed(found)).filter_map(|found| finding(context, view, found)).collect()
}

fn finding(context: &Context<'_>, view: &BeadView<'_>, occurrence: &Occurrence) -> Option<Finding> {
    let concept = context.concept(occurrence)?;
    let term = concept.target.get(occurrence.term)?;
    let preferred = &concept.allowed_targets().next()?.text;
    let reason = if term.note.is_empty() { String::new() } else { format!(" ({})", term.note) };
    let words = surface(view, occurrence, Side::Target);
    let message = format!("“{words}” is not to be used here{reason}; use “{preferred}”");
    let mut sources = view.source_terms.iter().filter(|source| source.concept == occurrence.concept);
    let source = sources.clone().find(|source| source.certainty == Certainty::Certain).or_else(|| sources.next())?;
    let doubtful = source.certainty != Certainty::Certain;
    let severity = if doubtful { Severity::Info } else { view.severity(Severity::Error) };
    let finding =
        Finding::new(RULE.name, severity, view.index, message).in_source(source.span).in_target(occurrence.span);
    let fix = replace(view, occurrence, (&term.text, preferred), context.profile(Side::Target));
    Some(Finding { concept: Some(context.concept_ref(concept)), fix, ..finding })
}
