//! A glossary term of the source whose rendering is not in the target.

use crate::check::terms::{Needed, expected, surface};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::glossary::{Certainty, Kind};
use crate::language::Side;

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
    let mut findings = Vec::new();
    for needed in Needed::of(view) {
        let Some(concept) = context.concept(needed.first()) else { continue };
        // Words that are not translated have a rule of their own.
        if concept.kind == Kind::DoNotTranslate || concept.allowed_targets().next().is_none() {
            continue;
        }
        // The same words may be the term of two concepts; rendering one of them is enough.
        let same_words = view.source_terms.iter().filter(|other| other.span == needed.first().span);
        let rendered = same_words.map(|other| view.renderings(other.concept).count()).max().unwrap_or_default();
        let missing = needed.certain().saturating_sub(rendered);
        if rendered == 0 {
            findings.extend(absent(context, view, &needed));
        } else if missing >= PERHAPS_DROPPED {
            findings.extend(fewer(context, view, &needed, rendered));
        }
    }
    findings
}

/// A pronoun or an ellipsis replaces a term once; that it happens twice in a segment is worth a look.
const PERHAPS_DROPPED: usize = 2;

/// No rendering stands in the target. Any rendering of the concept would have counted, also a
/// forbidden one: that is term-forbidden's business.
fn absent(context: &Context<'_>, view: &BeadView<'_>, needed: &Needed<'_>) -> Option<Finding> {
    let occurrence = needed.surest();
    let concept = context.concept(occurrence)?;
    let severity = match occurrence.certainty {
        Certainty::Certain => view.severity(Severity::Error),
        Certainty::Doubtful(_) => Severity::Info,
    };
    let stands = format!("“{}” should be rendered {}", surface(view, occurrence, Side::Source), expected(concept));
    let (severity, message) = match occurrence.certainty {
        Certainty::Doubtful(doubt) => {
            (severity, format!("{stands}, which is not in the target, if it is this term: {}", doubt.reason()))
        }
        Certainty::Certain if context.stands_next_door(view, occurrence.concept) => {
            (Severity::Info, format!("{stands}, which stands in the segment beside this one"))
        }
        Certainty::Certain => (severity, format!("{stands}, which is not in the target")),
    };
    let finding = Finding::new(RULE.name, severity, view.index, message).in_source(occurrence.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), ..finding })
}

/// The term is rendered, but less often than it stands in the source.
fn fewer(context: &Context<'_>, view: &BeadView<'_>, needed: &Needed<'_>, rendered: usize) -> Option<Finding> {
    let occurrence = needed.surest();
    let concept = context.concept(occurrence)?;
    let message = format!(
        "“{}” stands {} times in the source, {} only {} in the target",
        surface(view, occurrence, Side::Source),
        needed.certain(),
        expected(concept),
        if rendered == 1 { "once".to_owned() } else { format!("{rendered} times") },
    );
    let finding = Finding::new(RULE.name, Severity::Info, view.index, message).in_source(occurrence.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), ..finding })
}
