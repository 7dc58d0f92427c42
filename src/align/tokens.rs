//! What a segment is made of, as far as alignment is concerned.

use std::collections::HashMap;

use crate::bitext::Half;
use crate::glossary::{Glossary, Matcher};
use crate::language::{
    Profile, Side, morphology,
    numbers::{Written, numbers},
};
use crate::text::{Quantity, WordKind, fold, overlapping_words};

/// What a token is; tokens of one type have the same partners on the other side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A word, folded.
    Word(String),
    /// A number, by the values it may have, and whether it is certainly a number.
    Number(Vec<Quantity>, bool),
    /// An occurrence of a glossary concept.
    Concept(usize),
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
        let tokens = |half: &Half, side: Side| {
            let matcher = glossary.map(|glossary| Matcher::new(glossary, side, &half.language));
            Tokens::new(half, matcher.as_ref())
        };
        Self { source: tokens(source, Side::Source), target: tokens(target, Side::Target) }
    }
}

impl Tokens {
    fn new(half: &Half, matcher: Option<&Matcher>) -> Self {
        let mut builder = Builder { profile: half.language.profile(), ids: HashMap::new(), tokens: Self::default() };
        for segment in &half.document.segments {
            let text = segment.span.text(&half.document.text);
            let mut types = Vec::new();
            builder.add_words(text, &mut types);
            builder.add_numbers(text, &mut types);
            for occurrence in matcher.map(|matcher| matcher.occurrences(text)).unwrap_or_default() {
                types.push(builder.id(Key::Concept(occurrence.concept), false));
            }
            builder.tokens.segments.push(types);
        }
        builder.finish()
    }
}

struct Builder {
    profile: &'static Profile,
    ids: HashMap<Key, usize>,
    tokens: Tokens,
}

impl Builder {
    fn add_words(&mut self, text: &str, types: &mut Vec<usize>) {
        for word in overlapping_words(text) {
            let written = word.span.text(text);
            match word.kind {
                WordKind::Letters => {
                    let capital = written.starts_with(char::is_uppercase);
                    types.push(self.id(Key::Word(fold(written)), capital));
                }
                WordKind::Sign => {
                    let mark = written.chars().next().map(|mark| common_mark(mark, self.profile));
                    types.extend(mark.map(|mark| self.id(Key::Mark(mark), false)));
                }
                WordKind::Number => {}
            }
        }
    }

    fn add_numbers(&mut self, text: &str, types: &mut Vec<usize>) {
        for number in numbers(text, self.profile) {
            let certain = number.written != Written::Perhaps;
            types.push(self.id(Key::Number(number.readings, certain), false));
        }
    }

    fn id(&mut self, key: Key, capital: bool) -> usize {
        let fresh = self.tokens.types.len();
        let id = *self.ids.entry(key.clone()).or_insert(fresh);
        if id == fresh {
            let stem = if let Key::Word(word) = &key { morphology::stem(word, self.profile) } else { String::new() };
            self.tokens.types.push(Type { key, stem, capital, frequency: 0.0 });
        } else if let Some(known) = self.tokens.types.get_mut(id) {
            known.capital |= capital;
        }
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
