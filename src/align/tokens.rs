//! What a segment is made of, as far as alignment is concerned.

use std::collections::HashMap;

use rayon::prelude::*;

use super::acronyms;
use crate::bitext::Half;
use crate::glossary::{Glossary, Matcher};
use crate::language::{
    Profile, morphology,
    numbers::{Written, numbers},
};
use crate::text::{Quantity, WordKind, fold, overlapping_words, scripts::is_katakana};

/// What a token is; tokens of one type have the same partners on the other side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A word, folded.
    Word(String),
    /// A number, by the values it may have, and whether it is certainly a number.
    Number(Vec<Quantity>, bool),
    /// An occurrence of a glossary concept.
    Concept(usize),
    /// Names of Latin letters in a row, by the acronyms they may spell, sorted.
    Acronym(Vec<String>),
    /// A punctuation mark, in its form common to all languages.
    Mark(char),
}

/// A type of token with its statistics.
#[derive(Clone, Debug)]
pub(super) struct Type {
    pub(super) key: Key,
    /// Stem of a word; words of one stem share their frequency.
    pub(super) stem: String,
    /// Whether some occurrence begins with a capital (names, in scripts that have them).
    pub(super) capital: bool,
    /// Share of the side's tokens that have this type or, for words, this stem.
    pub(super) frequency: f64,
}

/// The tokens of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    /// For each segment the types of its tokens.
    pub(super) segments: Vec<Vec<usize>>,
    /// The types.
    pub(super) types: Vec<Type>,
}

/// The tokens of both sides.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) source: Tokens,
    pub(super) target: Tokens,
}

impl Pair {
    pub(super) fn new(source: &Half, target: &Half, glossary: Option<&Glossary>) -> Self {
        let terms = glossary.map(|glossary| glossary.source_matcher(&source.language, &target.language));
        let renderings = glossary.map(|glossary| glossary.target_matcher(&target.language));
        let read = (|| Tokens::new(source, terms.as_deref()), || Tokens::new(target, renderings.as_deref()));
        let (source, target) = rayon::join(read.0, read.1);
        Self { source, target }
    }
}

/// Segments are read in parallel in portions of so many.
const PORTION: usize = 4_096;

impl Tokens {
    fn new(half: &Half, matcher: Option<&Matcher>) -> Self {
        let profile = half.language.profile();
        let mut builder = Builder::default();
        for portion in half.document.segments.chunks(PORTION) {
            let read = portion.par_iter().map(|segment| {
                let mut keys = Keys { profile, found: Vec::new() };
                keys.read(segment.span.text(&half.document.text), matcher);
                keys.found
            });
            for keys in read.collect::<Vec<_>>() {
                let types = keys.into_iter().map(|(key, capital)| builder.id(key, capital, profile)).collect();
                builder.tokens.segments.push(types);
            }
        }
        builder.finish()
    }
}

/// The keys of the tokens of a segment, and whether each begins with a capital.
struct Keys {
    profile: &'static Profile,
    found: Vec<(Key, bool)>,
}

impl Keys {
    fn read(&mut self, text: &str, matcher: Option<&Matcher>) {
        self.add_words(text);
        for number in numbers(text, self.profile) {
            let certain = number.written != Written::Perhaps;
            self.found.push((Key::Number(number.readings, certain), false));
        }
        // `سي إن إن` is CNN.
        if !self.profile.letter_names.is_empty() {
            let acronyms = acronyms::spelt_out(text, self.profile);
            self.found.extend(acronyms.into_iter().map(|readings| (Key::Acronym(readings), false)));
        }
        let occurrences = matcher.map(|matcher| matcher.occurrences(text)).unwrap_or_default();
        self.found.extend(occurrences.into_iter().map(|occurrence| (Key::Concept(occurrence.concept), false)));
    }

    fn add_words(&mut self, text: &str) {
        for word in overlapping_words(text) {
            let written = word.span.text(text);
            match word.kind {
                WordKind::Letters => {
                    // Katakana writes foreign names, as capitals do elsewhere.
                    let capital = written.starts_with(|c: char| c.is_uppercase() || is_katakana(c));
                    self.found.push((Key::Word(fold(written)), capital));
                }
                WordKind::Sign => {
                    let mark = written.chars().next().map(|mark| common_mark(mark, self.profile));
                    self.found.extend(mark.map(|mark| (Key::Mark(mark), false)));
                }
                WordKind::Number => {}
            }
        }
    }
}

/// Gives each key its number.
#[derive(Default)]
struct Builder {
    ids: HashMap<Key, usize>,
    tokens: Tokens,
}

impl Builder {
    fn id(&mut self, key: Key, capital: bool, profile: &Profile) -> usize {
        if let Some(&id) = self.ids.get(&key) {
            if let Some(known) = self.tokens.types.get_mut(id) {
                known.capital |= capital;
            }
            return id;
        }
        let id = self.tokens.types.len();
        let stem = if let Key::Word(word) = &key { morphology::stem(word, profile) } else { String::new() };
        self.ids.insert(key.clone(), id);
        self.tokens.types.push(Type { key, stem, capital, frequency: 0.0 });
        id
    }

    /// Fill in the frequencies: counts smoothed by one, over all tokens of the side.
    fn finish(mut self) -> Tokens {
        let mut counts = vec![0_u32; self.tokens.types.len()];
        for &id in self.tokens.segments.iter().flatten() {
            if let Some(count) = counts.get_mut(id) {
                *count += 1;
            }
        }
        let mut by_stem: HashMap<&str, u32> = HashMap::new();
        for (kind, count) in self.tokens.types.iter().zip(&counts) {
            *by_stem.entry(kind.stem.as_str()).or_default() += count;
        }
        let total: u32 = counts.iter().sum();
        let frequency = |kind: &Type, own: u32| {
            let count =
                if kind.stem.is_empty() { own } else { by_stem.get(kind.stem.as_str()).copied().unwrap_or(own) };
            (f64::from(count) + 0.5) / (f64::from(total) + 1.0)
        };
        let frequencies: Vec<f64> =
            self.tokens.types.iter().zip(&counts).map(|(kind, own)| frequency(kind, *own)).collect();
        for (kind, frequency) in self.tokens.types.iter_mut().zip(frequencies) {
            kind.frequency = frequency;
        }
        self.tokens
    }
}

/// `؟` is `?`, and every quotation mark is `"`: languages choose different ones.
fn common_mark(mark: char, profile: &Profile) -> char {
    match mark {
        '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '「' | '」' | '『' | '』' | '〝' | '〟' => {
            '"'
        }
        '‘' | '’' | '‚' | '׳' => '\'',
        '–' | '—' | '―' | '־' => '-',
        _ => profile.common_mark(mark),
    }
}
