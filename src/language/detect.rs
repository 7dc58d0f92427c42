//! Which language a text is in: by the common words of each profile and by its letters.
//!
//! A language without a profile must not be taken for its neighbour, so a guess that is not clear
//! is none: letters that a language does not write count against it, letters that it cannot do
//! without must be there, and the best of two close guesses is not taken.

use std::collections::{BTreeMap, BTreeSet};

use super::{Language, profile};
use crate::text::{WordKind, fold, fold::is_ignorable, scripts::is_han, words};

// `RECOGNITIONS: [Recognition; N]`: what the file of each profile says about it.
include!(concat!(env!("OUT_DIR"), "/recognitions.rs"));

/// By what a language is recognised: the keys of these names in its profile, which is read only
/// when the language is found.
struct Recognition {
    tag: &'static str,
    letters: &'static str,
    letter_ranges: &'static [(char, char)],
    letters_decide: bool,
    telltale: &'static str,
    /// Folded and sorted.
    common_words: &'static [&'static str],
}

impl Recognition {
    fn has_letter(&self, c: char) -> bool {
        has_letter(self.letters, self.letter_ranges, c)
    }

    /// One of the language's letters, which shows its script.
    fn any_letter(&self) -> Option<char> {
        self.letters.chars().next().or_else(|| self.letter_ranges.first().map(|range| range.0))
    }
}

/// Whether `c` is one of `letters` or in one of the ranges.
pub(super) fn has_letter(letters: &str, ranges: &[(char, char)], c: char) -> bool {
    letters.contains(c) || ranges.iter().any(|(first, last)| (first..=last).contains(&&c))
}

/// A guess at the language of a text.
#[derive(Clone, Debug)]
pub struct Detected {
    /// The language; the neutral one when nothing fits.
    pub language: Language,
    /// Share of the words that are common words of the language, less what foreign letters say
    /// against it; 0 when the letters alone decided.
    pub share: f64,
}

/// Words that are looked at.
const ENOUGH_WORDS: usize = 2_000;
/// Letters that are looked at.
const ENOUGH_LETTERS: usize = 10_000;
/// Running Arabic has 15 to 45 common words in a hundred.
const ENOUGH_COMMON: f64 = 0.08;
/// Hundreds of languages share the Latin letters and some short words.
const ENOUGH_COMMON_LATIN: f64 = 0.16;
/// The best guess has so many times the common words of the second.
const MARGIN: f64 = 1.4;
/// A letter that the language does not write counts against so many common words; a text full of
/// foreign names has one letter in a hundred of them.
const FOREIGN_COST: f64 = 12.0;
/// Where the letters alone decide, more foreign ones are another language's.
const MOST_FOREIGN: f64 = 0.015;
/// From so many letters on, a text holds the letters that its language cannot do without.
const LONG: usize = 400;

/// Guess the language of `text` from the common words of each profile, and from its letters alone
/// where a script belongs to one language.
///
/// ```
/// use tarjuman::language::detect;
/// assert_eq!(detect("Le ministre a déclaré que les pourparlers se tiendront à Genève.").language.tag(), "fr");
/// assert_eq!(detect("Zürich").language.tag(), "und");
/// ```
pub fn detect(text: &str) -> Detected {
    let letters = Letters::of(text);
    let sample: Vec<String> = words(text)
        .filter(|word| word.kind == WordKind::Letters)
        .take(ENOUGH_WORDS)
        .map(|word| fold(word.span.text(text)))
        .collect();
    let share = |known: &Recognition| {
        let common = |word: &&String| known.common_words.binary_search(&word.as_str()).is_ok();
        let found: Vec<&String> = sample.iter().filter(common).collect();
        let different: BTreeSet<&String> = found.iter().copied().collect();
        if different.len() < fewest(known) {
            return 0.0;
        }
        ratio(found.len(), sample.len()) - FOREIGN_COST * letters.foreign(known)
    };
    let possible = RECOGNITIONS.iter().filter(|known| letters.may_be(known));
    let mut guesses: Vec<(f64, &Recognition)> = possible.map(|known| (share(known), known)).collect();
    guesses.sort_by(|a, b| b.0.total_cmp(&a.0));
    let second = guesses.get(1).map_or(0.0, |(share, _)| *share);
    match guesses.first() {
        Some(&(share, known)) if share >= enough(known) && share >= MARGIN * second => {
            Detected { language: of(known), share }
        }
        _ => Detected { language: by_letters(&letters), share: 0.0 },
    }
}

/// One short word proves nothing, and "de" and "en" are common in half of Europe.
fn fewest(known: &Recognition) -> usize {
    if known.letters.contains('a') { 3 } else { 2 }
}

fn enough(known: &Recognition) -> f64 {
    if known.letters.contains('a') { ENOUGH_COMMON_LATIN } else { ENOUGH_COMMON }
}

/// A headline may hold no common word at all: then the letters decide, if only one profile has them.
fn by_letters(letters: &Letters) -> Language {
    let mut fitting = RECOGNITIONS.iter().filter(|known| known.letters_decide && letters.are_of(known));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => of(only),
        _ => Language::neutral("und"),
    }
}

fn of(known: &Recognition) -> Language {
    match profile(known.tag) {
        Some(profile) => Language { tag: known.tag.to_owned(), profile },
        None => Language::neutral(known.tag),
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The letters at the beginning of a text, and how often each occurs. Chinese characters are left
/// out: no profile could list them.
struct Letters {
    counts: BTreeMap<char, usize>,
    total: usize,
    /// Whether there are Chinese characters.
    has_han: bool,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = BTreeMap::new();
        let letters = text.chars().filter(|&c| c.is_alphabetic() && !is_ignorable(c) && !is_han(c));
        let mut total = 0;
        for c in letters.take(ENOUGH_LETTERS) {
            *counts.entry(c).or_default() += 1;
            total += 1;
        }
        Self { counts, total, has_han: text.chars().take(ENOUGH_LETTERS).any(is_han) }
    }

    fn count(&self, wanted: impl Fn(char) -> bool) -> usize {
        self.counts.iter().filter(|(c, _)| wanted(**c)).map(|(_, count)| count).sum()
    }

    /// Share of the letters that are of the language's script and not of the language.
    fn foreign(&self, known: &Recognition) -> f64 {
        let own = known.any_letter().map(script);
        ratio(self.count(|c| own == Some(script(c)) && !known.has_letter(c)), self.total)
    }

    /// Whether the text holds letters of the language, and those that it cannot do without.
    fn may_be(&self, known: &Recognition) -> bool {
        (self.has_han || self.counts.keys().any(|c| known.has_letter(*c))) && !self.lack_telltale(known)
    }

    /// Whether the text is long enough to hold the letters that the language cannot do without,
    /// and does not.
    fn lack_telltale(&self, known: &Recognition) -> bool {
        self.total >= LONG && !known.telltale.is_empty() && self.count(|c| known.telltale.contains(c)) == 0
    }

    /// Whether most letters are the language's, and hardly one of another of its script.
    fn are_of(&self, known: &Recognition) -> bool {
        let own = self.count(|c| known.has_letter(c));
        own * 2 > self.total && self.foreign(known) <= MOST_FOREIGN && !self.lack_telltale(known)
    }
}

/// A number for the script of a letter, as far as profiles have to tell scripts apart: that of the
/// block where the script begins.
fn script(c: char) -> u32 {
    match u32::from(c) {
        0..0x370 | 0x1E00..0x1F00 => 0,
        0x370..0x400 | 0x1F00..0x2000 => 0x370,
        0x400..0x530 => 0x400,
        0x590..0x600 | 0xFB1D..0xFB50 => 0x590,
        0x600..0x780 | 0x8A0..0x900 | 0xFB50..0xFE00 | 0xFE70..0xFF00 => 0x600,
        0x3040..0x3100 => 0x3040,
        0x1100..0x1200 | 0x3130..0x3190 | 0xAC00..0xD800 => 0x1100,
        // The scripts of India and others have a block of half this size each.
        other => other / 0x100 * 0x100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of `tests/languages.txt`: a tag, a space and a text.
    #[test]
    fn texts_are_recognised_and_strangers_are_not() {
        let lines = include_str!("../../tests/languages.txt").lines();
        let cases: Vec<(&str, &str)> = lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .filter_map(|line| line.split_once(' '))
            .collect();
        assert!(cases.len() >= 40, "{}", cases.len());
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(tag, text)| detect(text).language.tag() != *tag)
            .map(|(tag, text)| format!("{tag} read as {}: {text}", detect(text).language.tag()))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The build script takes the facts from the files on its own.
    #[test]
    fn languages_are_recognised_by_what_their_profiles_say() {
        for known in &RECOGNITIONS {
            let profile = profile(known.tag).unwrap();
            assert_eq!(known.letters, profile.letters, "{}", known.tag);
            assert_eq!(known.letter_ranges, profile.letter_ranges, "{}", known.tag);
            assert_eq!(known.letters_decide, profile.letters_decide, "{}", known.tag);
            assert_eq!(known.telltale, profile.telltale, "{}", known.tag);
            assert!(known.common_words.iter().eq(&profile.common_words), "{}", known.tag);
        }
    }

    #[test]
    fn numbers_are_in_no_language() {
        assert_eq!(detect("12 345").language.tag(), "und");
        assert_eq!(detect("").language.tag(), "und");
    }
}
