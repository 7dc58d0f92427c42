//! One text read for the terms of a matcher.
//!
//! First each word is looked up in the tree of stems: with every chain of proclitics taken off, the
//! rest is walked letter by letter, and at each stem on the way the letters behind it must be an
//! ending of its class. Then the word sequences of the terms are followed from every word that
//! fills a first slot.

use std::ops::Range;

use super::expansion::{Article, Link};
use super::matcher::{End, Fit, Matcher, Place, Shape, edge};
use super::occurrence::{Certainty, Doubt, Occurrence};
use super::stem_tree;
use crate::language::morphology::{self, Class, Derivation, Ending, Reading};
use crate::text::{Span, WordKind, fold_into, is_ignorable, words};

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

    /// How `fit` fits a reading of word `at` with `tail` behind the stem.
    fn step(&self, at: usize, fit: &Fit, reading: &Reading<'_>, tail: &str) -> Option<Step> {
        let mut ending = morphology::ending(fit.class, tail, self.matcher.profile)?;
        let shape = self.matcher.shapes.get(fit.slot as usize)?;
        // At the head of a construct state there is no tanwin: وزيرا الخارجية are two.
        ending.many |= shape.article == Article::Never && ending.head && !ending.article;
        if !article_fits(shape, reading, ending)
            || !self.spelling_fits(at, shape, reading)
            || self.is_another_word(at, reading, tail)
            || !self.owner_follows(at, fit, tail)
        {
            return None;
        }
        let noun_stands_here = reading.definite || reading.preposition || self.is_behind_noun_cue(at);
        let mut doubt = None;
        let mut never_alone = false;
        if ending.adjectival && shape.article != Article::Never {
            if !noun_stands_here && !self.opens_sentence(at) && !self.is_behind_feminine(at) {
                return None;
            }
            doubt = Some(Doubt::Adjective);
        }
        match fit.source {
            Derivation::Entry => {}
            Derivation::Pattern => doubt = Some(Doubt::Pattern),
            Derivation::PatternOfNoun => {
                doubt = Some(Doubt::Pattern);
                never_alone = !noun_stands_here;
            }
        }
        never_alone |= self.has_other_hamza(at, fit, reading);
        let mut alone = None;
        if !noun_stands_here && may_be_verb(fit, reading, ending, tail) && self.opens_sentence(at) {
            alone = Some(Doubt::Verb);
            // No sentence begins with an indefinite noun that nothing follows up: شاهد: …
            never_alone |= self.is_followed_by_cue(at);
        }
        let lead = reading.lead.len();
        Some(Step { slot: fit.slot, next: at + 1, lead, definite: reading.definite, ending, doubt, alone, never_alone })
    }

    /// Whether the word as a whole is a common one that only looks like a form of the entry: التي is
    /// no آلة, فريقه no ريق.
    fn is_another_word(&self, at: usize, reading: &Reading<'_>, tail: &str) -> bool {
        let profile = self.matcher.profile;
        let cut = reading.definite || !reading.lead.is_empty();
        if !cut && tail.is_empty() {
            return false;
        }
        let word = self.folded(at);
        let common = |word: &str| profile.noun_cues.contains(word) || profile.common_words.contains(word);
        if common(word) {
            return true;
        }
        if !cut {
            return false;
        }
        let without_pronoun = profile.clitics.pronouns.iter().filter_map(|pronoun| word.strip_suffix(pronoun.as_str()));
        if without_pronoun.into_iter().any(common) {
            return true;
        }
        let behind = word.get(reading.lead.len()..).unwrap_or_default();
        if reading.definite {
            // للجنة is for the committee, not for paradise: the second lam is the noun's.
            let article = profile.clitics.article.as_str();
            return !behind.starts_with(article)
                && reading.core.len() < behind.len()
                && morphology::is_undivided(behind, profile);
        }
        let second = word.char_indices().nth(1).and_then(|(at, _)| word.get(at..)).unwrap_or_default();
        morphology::is_undivided(word, profile)
            || reading.conjunction && reading.preposition && morphology::is_undivided(second, profile)
    }

    /// The plural in و is always followed by its owner; without one, بالو is the name of a town.
    fn owner_follows(&self, at: usize, fit: &Fit, tail: &str) -> bool {
        if tail != "و" || fit.class != Class::Arabic(morphology::arabic::Class::Open) {
            return true;
        }
        let long = self.folded(at).chars().count() > 4;
        let next = self.tokens.get(at + 1).is_some_and(|token| token.kind == WordKind::Letters);
        long && next && !self.is_followed_by_cue(at)
    }

    /// What folding has lost and matters: a capital, and the hamza of an alef that is no article.
    fn spelling_fits(&self, at: usize, shape: &Shape, reading: &Reading<'_>) -> bool {
        if shape.capital {
            let span = self.tokens.get(at).map_or_else(Span::default, |token| token.span);
            return span.text(self.text).contains(char::is_uppercase);
        }
        if !reading.definite {
            return true;
        }
        let article = reading.lead.chars().count();
        !self.letter(at, article).is_some_and(|letter| matches!(letter, 'أ' | 'إ' | 'آ'))
    }

    /// The letter number `number` of word `at` as it is written.
    fn letter(&self, at: usize, number: usize) -> Option<char> {
        let token = self.tokens.get(at)?;
        token.span.text(self.text).chars().filter(|c| !is_ignorable(*c)).nth(number)
    }

    /// إعلام and أعلام are two words, though many writers leave out the hamza.
    fn has_other_hamza(&self, at: usize, fit: &Fit, reading: &Reading<'_>) -> bool {
        let Some(initial) = fit.initial else { return false };
        let letters = self.folded(at).chars().count();
        let before = letters.saturating_sub(reading.core.chars().count());
        let written = self.letter(at, before);
        written.is_some_and(|written| matches!(written, 'أ' | 'إ' | 'آ') && written != initial)
    }

    fn is_behind_noun_cue(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.folded(at));
        before.is_some_and(|before| self.matcher.profile.noun_cues.contains(before))
    }

    /// An adjective behind a feminine noun would be feminine too: هيئة موظفي الأمم المتحدة.
    fn is_behind_feminine(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.folded(at).ends_with('ة') && !self.is_definite(at))
    }

    fn is_followed_by_cue(&self, at: usize) -> bool {
        let next = self.folded(at + 1);
        next == ":" || self.matcher.profile.noun_cues.contains(next)
    }

    /// Whether a sentence begins with word `at`.
    fn opens_sentence(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let last = before.iter().rposition(|token| !self.is_transparent(token));
        let (end, start) =
            (before.last().map(|token| token.span.end), self.tokens.get(at).map(|token| token.span.start));
        // The cells of a table are texts of their own.
        let new_cell = end.zip(start).is_some_and(|(end, start)| Span::new(end, start).text(self.text).contains('\t'));
        new_cell || last.is_none_or(|at| matches!(self.folded(at), "." | "!" | "?" | "؟" | "…" | "..." | ":"))
    }

    /// Quotation marks, hyphens and strokes do not interrupt a term: اتفاقات “خفض التصعيد”,
    /// A/RES/73/27.
    fn is_transparent(&self, token: &Token) -> bool {
        let sign = |c| matches!(c, '-' | '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '/' | '_' | '&');
        token.kind == WordKind::Sign && self.folded.get(token.folded.clone()).unwrap_or_default().chars().all(sign)
    }

    /// The first word from `at` on, over transparent signs.
    fn next_word(&self, at: usize) -> Option<usize> {
        let rest = self.tokens.get(at..)?;
        let skipped = rest.iter().take_while(|token| self.is_transparent(token)).count();
        rest.get(skipped).filter(|token| token.kind != WordKind::Sign).map(|_| at + skipped)
    }
}

/// Whether the article, or its absence, is what the slot asks for.
fn article_fits(shape: &Shape, reading: &Reading<'_>, ending: Ending) -> bool {
    if shape.whole && (reading.definite || !reading.lead.is_empty()) {
        return false;
    }
    match shape.article {
        Article::Free => !reading.definite || ending.article,
        // The doer of an action may stand inside: إطلاقه النار.
        Article::Never => {
            !reading.definite
                && (ending.head && (!ending.pronoun || ending.adjectival) || shape.action && ending.pronoun)
        }
        Article::Always => reading.definite && ending.article,
    }
}

/// Whether the form is also that of a verb: فعل and فاعل without anything that only nouns have.
fn may_be_verb(fit: &Fit, reading: &Reading<'_>, ending: Ending, tail: &str) -> bool {
    let Class::Arabic(_) = fit.class else { return false };
    if !ending.bare || !tail.is_empty() {
        return false;
    }
    let weak = |letter: char| matches!(letter, 'ا' | 'و' | 'ي' | 'ئ' | 'ء');
    let mut letters = reading.core.chars();
    match (letters.next(), letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(_), Some(second), Some(third), None, None) => !weak(second) && !weak(third),
        (Some(_), Some('ا'), Some(third), Some(fourth), None) => !weak(third) && !weak(fourth),
        _ => false,
    }
}

/// Following the sequences of the terms.
impl Scan<'_> {
    /// All terms that begin with word `start`.
    fn follow(&mut self, start: usize) {
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
        let Some(at) = self.next_word(state.at) else { return };
        for step in self.steps_at(at).to_vec() {
            let Some((shape, node)) = self.enter(state, &step) else { continue };
            if self.lead(at, &step) != shape.lead {
                continue;
            }
            let Some(doubt) = agreement(state, &step, shape) else { continue };
            self.push(state, step, node, at, doubt, open);
        }
        self.pass_over(state, at, open);
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
        let Some(at) = self.next_word(between + 1).filter(|at| *at == between + 1) else { return };
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

    fn is_definite(&self, at: usize) -> bool {
        self.folded(at).starts_with(self.matcher.profile.clitics.article.as_str())
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
