//! An expression that is not translated and is not in the target as it stands.

use crate::check::terms::{Needed, surface};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::glossary::{Certainty, Concept, Kind};
use crate::language::Side;
use crate::text::{Folded, Span, words};

pub(super) const RULE: Rule = Rule {
    name: "do-not-translate",
    severity: Severity::Error,
    summary: "an expression that is not to be translated is not in the target as the glossary writes it",
    page: include_str!("do_not_translate.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let needed = Needed::of(view);
    needed.iter().filter_map(|needed| missing(context, view, needed)).collect()
}

fn missing(context: &Context<'_>, view: &BeadView<'_>, needed: &Needed<'_>) -> Option<Finding> {
    let occurrence = needed.surest();
    let concept = context.concept(occurrence).filter(|concept| concept.kind == Kind::DoNotTranslate)?;
    let kept = spellings(concept);
    if kept.iter().any(|text| !places(view.target, text, false).is_empty()) {
        return None;
    }
    let wanted = *kept.first()?;
    let changed = kept.iter().find_map(|text| places(view.target, text, true).first().copied());
    let source = surface(view, occurrence, Side::Source);
    let message = match changed {
        Some(place) => format!("“{}” should be written “{wanted}” as it is", place.text(view.target)),
        None => format!("“{source}” is not translated; “{wanted}” should stand in the target as it is"),
    };
    let certain = occurrence.certainty == Certainty::Certain;
    let severity = if certain { view.severity(Severity::Error) } else { Severity::Info };
    let finding = Finding::new(RULE.name, severity, view.index, message).in_source(occurrence.span);
    let place = changed.map(|place| place.offset(view.target_start));
    let fix = place.map(|span| Fix { safe: true, edits: vec![Edit { span, text: wanted.to_owned() }] });
    Some(Finding { target: place, concept: Some(context.concept_ref(concept)), fix, ..finding })
}

/// How it may stand in the target: as its renderings, or as the source writes it.
fn spellings(concept: &Concept) -> Vec<&str> {
    let renderings: Vec<&str> = concept.allowed_targets().map(|term| term.text.as_str()).collect();
    if renderings.is_empty() { concept.source.iter().map(|term| term.text.as_str()).collect() } else { renderings }
}

/// Where `text` stands between word borders; letter for letter, or in any case and spelling.
fn places(target: &str, text: &str, loosely: bool) -> Vec<Span> {
    let found: Vec<Span> = if loosely {
        let (folded, wanted) = (Folded::new(target), crate::text::fold(text));
        let matches = folded.text.match_indices(wanted.as_str());
        matches.map(|(at, found)| folded.original(Span::new(at, at + found.len()))).collect()
    } else {
        target.match_indices(text).map(|(at, found)| Span::new(at, at + found.len())).collect()
    };
    let inside = |at: usize| words(target).any(|word| word.span.start < at && at < word.span.end);
    found.into_iter().filter(|span| !span.is_empty() && !inside(span.start) && !ends_inside(target, *span)).collect()
}

/// Whether `span` ends inside a word; a possessive may follow it.
fn ends_inside(target: &str, span: Span) -> bool {
    let rest = target.get(span.end..).unwrap_or_default();
    let possessive = rest.starts_with(['\'', '’']);
    !possessive && words(target).any(|word| word.span.start < span.end && span.end < word.span.end)
}
