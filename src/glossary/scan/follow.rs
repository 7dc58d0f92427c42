//! From word to word along the sequences of the terms.

use super::{Found, Scan, Step, Token};
use crate::glossary::expansion::{Link, is_transparent};
use crate::glossary::matcher::{End, Place, Shape, edge};
use crate::glossary::occurrence::{Certainty, Doubt, Occurrence};
use crate::text::{Span, WordKind};

/// A term half found.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    /// The token that comes next.
    at: usize,
    span: Span,
    certainty: Certainty,
    last: Step,
    length: u8,
    many: bool,
    inserted: bool,
}

impl Scan<'_> {
    /// All terms that begin with word `start`.
    pub(super) fn follow(&mut self, start: usize) {
        let mut open: Vec<Open> = Vec::new();
        for at in self.tokens.get(start).map(|token| token.steps.clone()).unwrap_or_default() {
            let Some(&step) = self.steps.get(at) else { continue };
            let Some(&node) = self.matcher.edges.get(&edge(0, step.slot)) else { continue };
            if self.matcher.shapes.get(step.slot as usize).is_some_and(|shape| !shape.lead.is_empty()) {
                continue;
            }
            let span = self.span(start, step.next);
            let certainty = Certainty::Certain.and(step.doubt);
            let state = Open {
                node,
                at: step.next,
                span,
                certainty,
                last: step,
                length: 1,
                many: step.ending.many,
                inserted: false,
            };
            self.report(&state);
            open.push(state);
        }
        while let Some(state) = open.pop() {
            if self.matcher.nodes.get(state.node as usize).is_some_and(|node| node.goes_on) {
                self.go_on(&state, &mut open);
            }
        }
    }

    fn span(&self, first: usize, next: usize) -> Span {
        let span = |at: usize| self.tokens.get(at).map_or_else(Span::default, |token| token.span);
        span(first).cover(span(next.saturating_sub(1)))
    }

    /// The next word of a half-found term: at once, or with one word between.
    fn go_on(&mut self, state: &Open, open: &mut Vec<Open>) {
        let Some((at, interrupts)) = self.next_word(state) else { return };
        for step in self.steps_at(at).to_vec() {
            let Some((shape, node)) = self.enter(state, &step) else { continue };
            if self.lead(at, &step) != shape.lead || !self.signs_fit(state, at, interrupts, shape) {
                continue;
            }
            let Some(doubt) = agreement(state, &step, shape) else { continue };
            self.push(state, step, node, at, doubt, open);
        }
        if !interrupts {
            self.pass_over(state, at, open);
        }
    }

    /// The word behind a half-found term, and whether signs stand before it that interrupt other terms;
    /// `None` when there is no word or those signs are none that this term may have.
    fn next_word(&self, state: &Open) -> Option<(usize, bool)> {
        let rest = self.tokens.get(state.at..)?;
        let skipped = rest.iter().take_while(|token| token.kind == WordKind::Sign).count();
        let interrupts = rest.iter().take(skipped).any(|token| !self.is_transparent(token));
        let has_signs = self.matcher.nodes.get(state.node as usize).is_some_and(|node| node.signs_next);
        if skipped == rest.len() || interrupts && !has_signs && !self.is_abbreviation(state.at) {
            return None;
        }
        Some((state.at + skipped, interrupts))
    }

    pub(super) fn is_transparent(&self, token: &Token) -> bool {
        token.kind == WordKind::Sign && is_transparent(self.folded.get(token.folded.clone()).unwrap_or_default())
    }

    /// Whether the word before token `at` is one behind which a full stop ends no sentence: U.S., Gen.
    fn is_abbreviation(&self, at: usize) -> bool {
        let Some(token) = at.checked_sub(1).and_then(|at| self.tokens.get(at)) else { return false };
        let written = token.span.text(self.text);
        written.contains('.') || self.matcher.profile.sentences.abbreviations.contains(written)
    }

    /// Whether the signs before word `at` are those of the entry; a full stop behind an abbreviation may be
    /// there or not (U.S. Army, US Army).
    fn signs_fit(&self, state: &Open, at: usize, interrupts: bool, shape: &Shape) -> bool {
        if !interrupts {
            return matches!(shape.signs.as_str(), "" | ".");
        }
        let signs = self.tokens.get(state.at..at).unwrap_or_default().iter();
        let signs = signs.filter(|token| !self.is_transparent(token));
        let signs = signs.map(|token| self.folded.get(token.folded.clone()).unwrap_or_default());
        let signs: String = signs.collect();
        signs == shape.signs || signs == "." && shape.signs.is_empty() && self.is_abbreviation(state.at)
    }

    /// One word between noun and adjective: حزب ترامب الجمهوري, كوريا الشمالية والجنوبية.
    fn pass_over(&mut self, state: &Open, between: usize, open: &mut Vec<Open>) {
        let adjective_next = self.matcher.nodes.get(state.node as usize).is_some_and(|node| node.adjective_next);
        if (!adjective_next && !state.many) || state.inserted || self.matcher.profile.clitics.article.is_empty() {
            return;
        }
        if self.matcher.profile.noun_cues.contains(self.folded(between)) {
            return;
        }
        let at = between + 1;
        if self.tokens.get(at).is_none_or(|token| token.kind == WordKind::Sign) {
            return;
        }
        for step in self.steps_at(at).to_vec() {
            let Some((shape, node)) = self.enter(state, &step) else { continue };
            let lead = self.lead(at, &step);
            let doubt = if lead == "و" && shape.lead.is_empty() {
                self.shares_head(state, between, at, &step, shape).then_some(Doubt::ElidedHead)
            } else {
                let fits = lead.is_empty() && shape.lead.is_empty() && shape.link == Link::Adjective;
                (fits && self.may_stand_between(state, between, &step)).then_some(Doubt::Inserted)
            };
            if doubt.is_some() {
                let state = Open { inserted: true, ..*state };
                self.push(&state, step, node, at, doubt, open);
            }
        }
    }

    fn enter(&self, state: &Open, step: &Step) -> Option<(&Shape, u32)> {
        let node = *self.matcher.edges.get(&edge(state.node, step.slot))?;
        Some((self.matcher.shapes.get(step.slot as usize)?, node))
    }

    fn lead(&self, at: usize, step: &Step) -> &str {
        self.folded(at).get(..step.lead).unwrap_or_default()
    }

    /// An adjective or the owner: both words then definite, or a word of another script.
    fn may_stand_between(&self, state: &Open, between: usize, step: &Step) -> bool {
        let foreign = !self.matcher.profile.writes(self.folded(between));
        let head_is_definite = state.last.definite || state.last.ending.pronoun;
        step.definite && (foreign || !head_is_definite || self.is_definite(between))
    }

    /// Whether the head is shared by two joined words: the Korean states, the foreign and defence
    /// ministers. Both have the article, and two adjectives the same gender.
    fn shares_head(&self, state: &Open, between: usize, at: usize, step: &Step, shape: &Shape) -> bool {
        if step.definite != self.is_definite(between) {
            return false;
        }
        match shape.link {
            Link::Close => state.many && step.definite,
            Link::Adjective | Link::AdjectiveOfName => {
                self.folded(between).ends_with('ة') == self.folded(at).ends_with('ة')
            }
        }
    }

    fn push(&mut self, state: &Open, step: Step, node: u32, at: usize, doubt: Option<Doubt>, open: &mut Vec<Open>) {
        // Of a term whose head stands before its sister only the last word is its own.
        let own = self.span(at, step.next);
        let span = if doubt == Some(Doubt::ElidedHead) { own } else { state.span.cover(own) };
        let state = Open {
            node,
            at: step.next,
            span,
            certainty: state.certainty.and(step.doubt).and(doubt),
            last: step,
            length: state.length.saturating_add(1),
            many: false,
            inserted: state.inserted,
        };
        self.report(&state);
        open.push(state);
    }

    fn report(&mut self, state: &Open) {
        let matcher = self.matcher;
        let single = state.length == 1;
        for end in matcher.nodes.get(state.node as usize).map(|node| node.ends.as_slice()).unwrap_or_default() {
            match *end {
                End::Expression(expression) => self.masks.push((state.span, expression)),
                End::Term { .. } if single && state.last.never_alone => {}
                End::Term { place: Place { concept, term, status }, headword } => {
                    let certainty = if single { state.certainty.and(state.last.alone) } else { state.certainty };
                    let plain = headword && !state.last.ending.inflected;
                    let rank = if certainty != Certainty::Certain { 2 } else { u8::from(!plain) };
                    let occurrence = Occurrence { concept, term, status, span: state.span, certainty };
                    self.found.push(Found { occurrence, rank });
                }
            }
        }
    }
}

/// Whether two words of a term agree; `None` when they cannot belong together.
fn agreement(state: &Open, step: &Step, shape: &Shape) -> Option<Option<Doubt>> {
    let head = &state.last;
    let definite = step.definite || step.ending.pronoun;
    match shape.link {
        // مهاجر غير نظامي, المهاجرون غير النظاميين: between two words of the term stands a third kind.
        Link::Close if !shape.lead.is_empty() || shape.particle => Some(None),
        Link::AdjectiveOfName => Some(None),
        // السلاح نووي is a sentence: the weapon is nuclear. الكرة قدم is nothing.
        Link::Close | Link::Adjective if head.definite && !definite => None,
        Link::Adjective if state.length == 1 && !head.definite && !head.ending.pronoun && step.definite => {
            Some(Some(Doubt::Agreement))
        }
        Link::Close | Link::Adjective => Some(None),
    }
}
