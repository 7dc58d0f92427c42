//! The words of each bead, and the types they are of.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{PORTION, Texts};
use crate::align::tokens::{Key, Tokens, Type};
use crate::language::{
    Profile, Side, morphology,
    numbers::{Written, numbers},
};
use crate::text::{Word, WordKind, fold, overlapping_words};

/// The types of the words of one side, bead by bead.
///
/// Unlike the aligner's tokens these come without marks and in the order of the text, and number
/// words are words: the word list has them.
#[derive(Debug)]
pub(super) struct Sides {
    /// Where the words of each bead begin; one more than beads.
    starts: Vec<u32>,
    ids: Vec<u32>,
    /// How many of each bead's types are words or numbers of the text; concepts come behind them.
    written: Vec<u32>,
    types: usize,
}

impl Sides {
    /// Read one side of all beads.
    pub(super) fn new(beads: &[Texts<'_>], side: Side, profile: &'static Profile) -> (Self, Tokens) {
        let mut reader = Reader { profile, seen: HashMap::new(), keys: HashMap::new(), types: Vec::new() };
        let mut sides = Self { starts: vec![0], ids: Vec::new(), written: Vec::new(), types: 0 };
        for portion in beads.chunks(PORTION) {
            let cut: Vec<Vec<Word>> = portion.par_iter().map(|bead| judged_words(bead.text(side)).collect()).collect();
            for (bead, words) in portion.iter().zip(cut) {
                sides.ids.extend(words.iter().map(|word| reader.id(bead.text(side), word)));
                sides.written.push(u32::try_from(words.len()).unwrap_or(u32::MAX));
                sides
                    .ids
                    .extend(bead.concepts(side).iter().map(|&concept| reader.of_key(Key::Concept(concept), false)));
                sides.starts.push(u32::try_from(sides.ids.len()).unwrap_or(u32::MAX));
            }
        }
        sides.types = reader.types.len();
        (sides, Tokens { segments: Vec::new(), types: reader.types })
    }

    /// The types of a bead, those of its text first.
    pub(super) fn of(&self, bead: usize) -> &[u32] {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or_default() as usize;
        self.ids.get(at(bead)..at(bead + 1)).unwrap_or_default()
    }

    /// The types of the words and numbers of a bead, in the order of the text.
    pub(super) fn written(&self, bead: usize) -> &[u32] {
        let written = self.written.get(bead).copied().unwrap_or_default() as usize;
        self.of(bead).get(..written).unwrap_or_default()
    }

    /// Number of types.
    pub(super) const fn types(&self) -> usize {
        self.types
    }

    /// Number of beads.
    pub(super) fn beads(&self) -> usize {
        self.written.len()
    }

    /// For each type the beads it stands in, in order.
    pub(super) fn places(&self) -> Vec<Vec<u32>> {
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); self.types];
        for bead in 0..self.beads() {
            let number = u32::try_from(bead).unwrap_or(u32::MAX);
            for &id in self.of(bead) {
                if let Some(places) = places.get_mut(id as usize).filter(|places| places.last() != Some(&number)) {
                    places.push(number);
                }
            }
        }
        places
    }
}

impl<'a> Texts<'a> {
    pub(super) const fn text(&self, side: Side) -> &'a str {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    fn concepts(&self, side: Side) -> &[usize] {
        match side {
            Side::Source => &self.source_concepts,
            Side::Target => &self.target_concepts,
        }
    }
}

/// The words and numbers of `text`, which are what [`Sides::written`] counts.
pub(super) fn judged_words(text: &str) -> impl Iterator<Item = Word> {
    overlapping_words(text).into_iter().filter(|word| word.kind != WordKind::Sign)
}

/// Gives each word its type. Most words have been seen before as they are written, so that folding
/// and stemming are done once for each spelling.
struct Reader<'a> {
    profile: &'static Profile,
    seen: HashMap<&'a str, u32>,
    keys: HashMap<Key, u32>,
    types: Vec<Type>,
}

impl<'a> Reader<'a> {
    fn id(&mut self, text: &'a str, word: &Word) -> u32 {
        let written = word.span.text(text);
        if let Some(&id) = self.seen.get(written) {
            return id;
        }
        let id = match number(written, word.kind, self.profile) {
            Some(number) => self.of_key(number, false),
            None => self.of_key(Key::Word(fold(written)), written.starts_with(char::is_uppercase)),
        };
        self.seen.insert(written, id);
        id
    }

    fn of_key(&mut self, key: Key, capital: bool) -> u32 {
        if let Some(&id) = self.keys.get(&key) {
            if let Some(kind) = self.types.get_mut(id as usize) {
                kind.capital |= capital;
            }
            return id;
        }
        let id = u32::try_from(self.types.len()).unwrap_or(u32::MAX);
        let stem = if let Key::Word(word) = &key { morphology::stem(word, self.profile) } else { String::new() };
        self.keys.insert(key.clone(), id);
        self.types.push(Type { key, stem, capital, frequency: 0.0 });
        id
    }
}

fn number(written: &str, kind: WordKind, profile: &Profile) -> Option<Key> {
    let number = numbers(written, profile).into_iter().next().filter(|_| kind == WordKind::Number)?;
    Some(Key::Number(number.readings, number.written != Written::Perhaps))
}
