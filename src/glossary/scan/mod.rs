//! One text read for the terms of a matcher.
//!
//! First each word is looked up in the tree of stems: with every chain of proclitics taken off, the
//! rest is walked letter by letter, and at each stem on the way the letters behind it must be an
//! ending of its class and the place one where the term may stand ([`fit`]). Then the word sequences of
//! the terms are followed from every word that fills a first slot ([`follow`]).

mod fit;
mod follow;

use std::ops::Range;

use super::matcher::{Matcher, Place};
use super::occurrence::{Certainty, Doubt, Occurrence};
use super::stem_tree;
use crate::language::morphology::{self, Ending};
use crate::text::{Span, WordKind, fold_into, words};

/// An occurrence and how well the words fit it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) occurrence: Occurrence,
    /// 0 for a headword, 1 for a listed form or a plural, more for doubtful forms.
    pub(super) rank: u8,
}

impl Found {
    pub(super) const fn certain(place: Place, span: Span) -> Self {
        let Place { concept, term, status } = place;
        Self { occurrence: Occurrence { concept, term, status, span, certainty: Certainty::Certain }, rank: 0 }
    }
}

/// The words of a text and what they may stand for.
pub(super) struct Scan<'a> {
    matcher: &'a Matcher,
    text: &'a str,
    folded: String,
    tokens: Vec<Token>,
    steps: Vec<Step>,
    found: Vec<Found>,
    masks: Vec<(Span, usize)>,
}

struct Token {
    span: Span,
    kind: WordKind,
    /// Its folded text in the buffer.
    folded: Range<usize>,
    /// What it may stand for.
    steps: Range<usize>,
}

/// A word, or two joined ones, fills a slot.
#[derive(Clone, Copy, Debug)]
struct Step {
    slot: u32,
    /// The token behind it.
    next: usize,
    /// How many bytes of particles stand in front.
    lead: usize,
    definite: bool,
    ending: Ending,
    /// What makes the form doubtful.
    doubt: Option<Doubt>,
    /// What makes it doubtful when nothing but this word is the term.
    alone: Option<Doubt>,
    /// Whether it is no occurrence when nothing but this word is the term.
    never_alone: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(matcher: &'a Matcher, text: &'a str) -> Self {
        let mut scan = Self {
            matcher,
            text,
            folded: String::with_capacity(text.len()),
            tokens: Vec::new(),
            steps: Vec::new(),
            found: Vec::new(),
            masks: Vec::new(),
        };
        for word in words(text) {
            let start = scan.folded.len();
            fold_into(word.span.text(text), &mut scan.folded);
            let folded = start..scan.folded.len();
            scan.tokens.push(Token { span: word.span, kind: word.kind, folded, steps: 0..0 });
        }
        scan
    }

    /// Everything in the text: occurrences, and expressions with their places.
    pub(super) fn run(mut self) -> (Vec<Found>, Vec<(Span, usize)>) {
        for at in 0..self.tokens.len() {
            self.look_up(at);
        }
        for at in 0..self.tokens.len() {
            if self.tokens.get(at).is_some_and(|token| !token.steps.is_empty()) {
                self.follow(at);
            }
        }
        (self.found, self.masks)
    }

    fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.folded.get(token.folded.clone())).unwrap_or_default()
    }

    /// Whether the word begins with the article.
    fn is_definite(&self, at: usize) -> bool {
        self.folded(at).starts_with(self.matcher.profile.clitics.article.as_str())
    }

    fn steps_at(&self, at: usize) -> &[Step] {
        self.tokens.get(at).and_then(|token| self.steps.get(token.steps.clone())).unwrap_or_default()
    }

    /// Find the slots that word `at` can fill.
    fn look_up(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).filter(|token| token.kind != WordKind::Sign) else { return };
        let folded = self.folded.get(token.folded.clone()).unwrap_or_default();
        let matcher = self.matcher;
        let mut steps = Vec::new();
        morphology::each_reading(folded, matcher.profile, &mut |reading| {
            let mut node = stem_tree::Node::default();
            let mut rest = reading.core.chars();
            while let Some(next) = rest.next().and_then(|letter| matcher.stems.step(node, letter)) {
                node = next;
                for fit in matcher.stems.values(node) {
                    steps.extend(self.step(at, fit, &reading, rest.as_str()));
                }
            }
        });
        if matcher.profile.clitics.article.is_empty() {
            self.look_up_joined(at, &mut steps);
        }
        let start = self.steps.len();
        self.steps.append(&mut steps);
        let end = self.steps.len();
        if let Some(token) = self.tokens.get_mut(at) {
            token.steps = start..end;
        }
    }

    /// Two words that an entry writes as one: cease-fire, cease fire.
    fn look_up_joined(&self, at: usize, steps: &mut Vec<Step>) {
        let (Some(first), Some(between)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return };
        let hyphen =
            between.kind == WordKind::Sign && self.folded(at + 1) == "-" && first.span.end == between.span.start;
        let second_at = if hyphen { at + 2 } else { at + 1 };
        let Some(second) = self.tokens.get(second_at).filter(|second| second.kind == WordKind::Letters) else { return };
        if first.kind != WordKind::Letters || (hyphen && between.span.end != second.span.start) {
            return;
        }
        let stems = &self.matcher.stems;
        let Some(middle) = stems.descend(stem_tree::Node::default(), self.folded(at)) else { return };
        let long = self.folded(at).len() >= 3 && self.folded(second_at).len() >= 4;
        if !hyphen && !long {
            return;
        }
        let mut node = middle;
        let mut rest = self.folded(second_at).chars();
        while let Some(next) = rest.next().and_then(|letter| stems.step(node, letter)) {
            node = next;
            for fit in stems.values(node) {
                let Some(ending) = morphology::ending(fit.class, rest.as_str(), self.matcher.profile) else { continue };
                let shape = self.matcher.shapes.get(fit.slot as usize);
                if shape.is_none_or(|shape| shape.whole) {
                    continue;
                }
                steps.push(Step {
                    slot: fit.slot,
                    next: second_at + 1,
                    lead: 0,
                    definite: false,
                    ending,
                    doubt: None,
                    alone: None,
                    never_alone: false,
                });
            }
        }
    }
}
