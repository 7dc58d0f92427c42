//! Several admitted renderings of one term in one text.

use std::collections::BTreeMap;

use crate::check::terms::{Needed, replace, surface};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::glossary::{Certainty, Concept, Occurrence};
use crate::language::Side;

pub(super) const RULE: Rule = Rule {
    name: "term-inconsistent",
    severity: Severity::Info,
    summary: "one term of the source is rendered by different admitted terms",
    page: include_str!("term_inconsistent.md"),
    check,
};

/// A bead and the rendering in it.
type Use<'a> = (&'a BeadView<'a>, &'a Occurrence);

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut uses: BTreeMap<usize, BTreeMap<usize, Vec<Use<'_>>>> = BTreeMap::new();
    for view in context.translated() {
        for needed in Needed::of(view).into_iter().filter(|needed| needed.surest().certainty == Certainty::Certain) {
            let concept = needed.first().concept;
            for rendering in view.renderings(concept).filter(|rendering| rendering.status.is_allowed()) {
                uses.entry(concept).or_default().entry(rendering.term).or_default().push((view, rendering));
            }
        }
    }
    uses.values().flat_map(|by_term| in_concept(context, by_term)).collect()
}

/// The uses of all renderings but the commonest; of equally common ones the glossary's first stays.
fn in_concept(context: &Context<'_>, by_term: &BTreeMap<usize, Vec<Use<'_>>>) -> Vec<Finding> {
    let Some((_, first)) = by_term.values().flatten().next() else { return Vec::new() };
    let Some(concept) = context.concept(first) else { return Vec::new() };
    let counted = by_term.iter().filter(|(term, _)| !is_abbreviation(concept, **term));
    let commonest = counted.clone().max_by_key(|(term, uses)| (uses.len(), std::cmp::Reverse(**term)));
    let Some((&usual, usual_uses)) = commonest else { return Vec::new() };
    let others = counted.filter(|(term, _)| **term != usual);
    others
        .flat_map(|(_, uses)| uses)
        .filter_map(|one| finding(context, concept, *one, (usual, usual_uses.len())))
        .collect()
}

/// The full name first and its abbreviation afterwards is good style.
fn is_abbreviation(concept: &Concept, term: usize) -> bool {
    let text = concept.target.get(term).map(|term| term.text.as_str()).unwrap_or_default();
    text.len() > 1 && text.chars().all(|c| !c.is_lowercase() && !c.is_whitespace())
}

fn finding(context: &Context<'_>, concept: &Concept, (view, here): Use<'_>, usual: (usize, usize)) -> Option<Finding> {
    let (usual, times) = (concept.target.get(usual.0)?, usual.1);
    let written = &concept.target.get(here.term)?.text;
    let words = surface(view, here, Side::Target);
    let often = if times == 1 { "once".to_owned() } else { format!("{times} times") };
    let message = format!("“{words}” here, but elsewhere in this text the term is rendered “{}” ({often})", usual.text);
    let source = view.source_terms.iter().find(|source| source.concept == here.concept)?;
    let fix = replace(view, here, (written, &usual.text), context.profile(Side::Target))
        .map(|fix| crate::finding::Fix { safe: false, ..fix });
    let finding =
        Finding::new(RULE.name, Severity::Info, view.index, message).in_source(source.span).in_target(here.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), fix, ..finding })
}
