//! Where the terms of a glossary occur in a text.
//!
//! When the matcher is made, the words of all terms become one tree of stems and their sequences
//! one tree of words; a text is read once, and the cost does not depend on the number of terms
//! (the reading itself is in [`super::scan`]). Quotation marks and hyphens inside an occurrence are
//! passed over, any other sign ends it. Of overlapping occurrences the longest wins
//! ([`Matcher::occurrences`]); [`Matcher::all`] keeps the nested ones.

use std::collections::{BTreeMap, HashMap};

use regex::Regex;

use super::expansion::{self, Article, Link, Slot};
use super::expressions::Expressions;
use super::model::{Glossary, Kind, Matching, Status, Term};
use super::occurrence::Occurrence;
use super::pattern;
use super::scan::{Found, Scan};
use super::stem_tree::{KeyMap, StemTree};
use crate::language::morphology::{self, Class, Derivation};
use crate::language::{Language, Profile, Side};
use crate::text::Span;

/// Finds the terms of one side of a glossary in texts of that side's language.
#[derive(Debug)]
pub struct Matcher {
    pub(super) profile: &'static Profile,
    pub(super) stems: StemTree<Fit>,
    pub(super) shapes: Vec<Shape>,
    /// From a node by a slot to the next node.
    pub(super) edges: KeyMap<u32>,
    pub(super) nodes: Vec<Node>,
    patterns: Vec<(Regex, Place)>,
    expressions: Expressions,
}

/// A stem fills a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) slot: u32,
    pub(super) class: Class,
    pub(super) source: Derivation,
    pub(super) initial: Option<char>,
}

/// What has to be known of a slot when a word fills it.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) article: Article,
    pub(super) link: Link,
    pub(super) lead: String,
    pub(super) whole: bool,
    pub(super) capital: bool,
    pub(super) action: bool,
    pub(super) particle: bool,
    pub(super) signs: String,
}

/// A state of the tree of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) ends: Vec<End>,
    /// Whether an adjective may come next, perhaps after another word.
    pub(super) adjective_next: bool,
    /// Whether anything may come next.
    pub(super) goes_on: bool,
    /// Whether the entry has a sign before some next word that interrupts other terms.
    pub(super) signs_next: bool,
}

/// What ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A way to write a term.
    Term { place: Place, headword: bool },
    /// An expression of the language in which terms have another meaning.
    Expression(usize),
}

/// Which term of which concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) concept: usize,
    pub(super) term: usize,
    pub(super) status: Status,
}

impl Matcher {
    /// A matcher for the terms on `side` of `glossary`, which are in `language`.
    pub fn new(glossary: &Glossary, side: Side, language: &Language) -> Self {
        let mut builder = Builder::new(language.profile());
        for (concept_at, concept) in glossary.concepts.iter().enumerate() {
            if glossary.possible.as_ref().is_some_and(|possible| !possible.may_stand(side, concept_at)) {
                continue;
            }
            for (term_at, term) in concept.terms(side).iter().enumerate() {
                let place = Place { concept: concept_at, term: term_at, status: term.status };
                builder.add(term, concept.kind, place);
            }
        }
        builder.matcher
    }

    /// A matcher for the source terms of a glossary from `source` into `target` that knows the
    /// expressions of the source language in which a word means something else than alone:
    /// شبه جزيرة is a peninsula and no occurrence of جزيرة, island.
    pub fn between(glossary: &Glossary, source: &Language, target: &Language) -> Self {
        let matcher = Self::new(glossary, Side::Source, source);
        let expressions = Expressions::relevant(&matcher, glossary, source, target);
        let mut builder = Builder { matcher, slots: HashMap::new() };
        for (at, expression) in expressions.list.iter().enumerate() {
            builder.insert(&expression.term(), Kind::Term, |_| End::Expression(at));
        }
        Self { expressions, ..builder.matcher }
    }

    /// The occurrences in `text`, in order; a term inside a longer occurrence is not one.
    pub fn occurrences(&self, text: &str) -> Vec<Occurrence> {
        let (found, masks) = self.found(text);
        let hidden = |found: &Found| {
            masks.iter().any(|(span, expression)| {
                span.contains(found.occurrence.span) && self.expressions.hides(*expression, found.occurrence.concept)
            })
        };
        let found: Vec<Found> = found.into_iter().filter(|found| !hidden(found)).collect();
        let mut kept = best_readings(longest(found));
        kept.sort_by_key(|found| (found.occurrence.span, found.occurrence.concept, found.rank, found.occurrence.term));
        // One concept may match the same words by two of its terms: the better one speaks.
        kept.dedup_by(|later, first| {
            later.occurrence.span == first.occurrence.span && later.occurrence.concept == first.occurrence.concept
        });
        kept.into_iter().map(|found| found.occurrence).collect()
    }

    /// Every occurrence in `text`, nested and overlapping ones too, by place.
    pub fn all(&self, text: &str) -> Vec<Occurrence> {
        self.found(text).0.into_iter().map(|found| found.occurrence).collect()
    }

    /// Every occurrence, and the places of expressions.
    fn found(&self, text: &str) -> (Vec<Found>, Vec<(Span, usize)>) {
        let (mut found, masks) = Scan::new(self, text).run();
        for (regex, place) in &self.patterns {
            found.extend(pattern::matches(regex, text).into_iter().map(|span| Found::certain(*place, span)));
        }
        found.sort_by_key(|found| {
            let occurrence = &found.occurrence;
            (occurrence.span, occurrence.concept, occurrence.term, occurrence.certainty, found.rank)
        });
        found.dedup_by(|later, first| {
            let (later, first) = (&later.occurrence, &first.occurrence);
            (later.span, later.concept, later.term) == (first.span, first.concept, first.term)
        });
        (found, masks)
    }
}

/// Those that do not overlap a longer one.
fn longest(mut found: Vec<Found>) -> Vec<Found> {
    if found.len() < 2 {
        return found;
    }
    found.sort_by_key(|found| {
        (std::cmp::Reverse(found.occurrence.span.len()), found.occurrence.certainty, found.occurrence.span.start)
    });
    let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
    found.retain(|found| {
        let span = found.occurrence.span;
        let before = taken.range(..span.end).next_back().map(|(_, span)| *span);
        // The very same words may be the term of two concepts; both are kept.
        let free = before.is_none_or(|taken| taken == span || !taken.overlaps(span));
        if free {
            taken.insert(span.start, span);
        }
        free
    });
    found
}

/// Of several concepts at the same words the one whose headword stands there: where بيانات is an
/// entry, it is not the plural of بيان; and a certain form speaks before a guessed one.
fn best_readings(mut found: Vec<Found>) -> Vec<Found> {
    if found.len() < 2 {
        return found;
    }
    let mut best: BTreeMap<Span, u8> = BTreeMap::new();
    for one in &found {
        let rank = best.entry(one.occurrence.span).or_insert(one.rank);
        *rank = one.rank.min(*rank);
    }
    found.retain(|one| best.get(&one.occurrence.span).is_none_or(|rank| one.rank == *rank));
    found
}

/// A matcher in the making.
struct Builder {
    matcher: Matcher,
    slots: HashMap<Slot, u32>,
}

impl Builder {
    fn new(profile: &'static Profile) -> Self {
        let matcher = Matcher {
            profile,
            stems: StemTree::default(),
            shapes: Vec::new(),
            edges: KeyMap::default(),
            nodes: vec![Node::default()],
            patterns: Vec::new(),
            expressions: Expressions::default(),
        };
        Self { matcher, slots: HashMap::new() }
    }

    fn add(&mut self, term: &Term, kind: Kind, place: Place) {
        if term.matching == Matching::Regex {
            // Readers have refused what does not compile.
            self.matcher.patterns.extend(pattern::regex_of(term).ok().map(|regex| (regex, place)));
            return;
        }
        self.insert(term, kind, |headword| End::Term { place, headword });
    }

    fn insert(&mut self, term: &Term, kind: Kind, end: impl Fn(bool) -> End) {
        for variant in expansion::variants(term, kind, self.matcher.profile) {
            let end = end(variant.headword);
            let mut node = 0;
            for slot in variant.slots {
                node = self.step(node, slot);
            }
            if let Some(node) = self.matcher.nodes.get_mut(node as usize)
                && !node.ends.contains(&end)
            {
                node.ends.push(end);
            }
        }
    }

    /// The node after `slot`, made when it is not there yet.
    fn step(&mut self, node: u32, slot: Slot) -> u32 {
        let (adjective, signs) = (slot.link != Link::Close, !slot.signs.is_empty());
        let slot = self.slot(slot);
        let matcher = &mut self.matcher;
        let fresh = u32::try_from(matcher.nodes.len()).unwrap_or(u32::MAX);
        let next = *matcher.edges.entry(edge(node, slot)).or_insert(fresh);
        if next == fresh {
            matcher.nodes.push(Node::default());
            if let Some(node) = matcher.nodes.get_mut(node as usize) {
                node.goes_on = true;
                node.adjective_next |= adjective;
                node.signs_next |= signs;
            }
        }
        next
    }

    fn slot(&mut self, slot: Slot) -> u32 {
        if let Some(&id) = self.slots.get(&slot) {
            return id;
        }
        let matcher = &mut self.matcher;
        let id = u32::try_from(matcher.shapes.len()).unwrap_or(u32::MAX);
        for stem in morphology::stems(&slot.written, slot.facts, matcher.profile) {
            let fit = Fit { slot: id, class: stem.class, source: stem.source, initial: stem.initial };
            matcher.stems.insert(&stem.text, fit);
        }
        matcher.shapes.push(Shape {
            article: slot.article,
            link: slot.link,
            lead: slot.lead.clone(),
            signs: slot.signs.clone(),
            whole: slot.whole,
            capital: slot.capital,
            action: morphology::is_action(&slot.written, matcher.profile),
            particle: slot.facts.rigid && slot.article == Article::Free,
        });
        self.slots.insert(slot, id);
        id
    }
}

pub(super) fn edge(node: u32, slot: u32) -> u64 {
    (u64::from(node) << 32) | u64::from(slot)
}
