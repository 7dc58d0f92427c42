//! The word sequences of one side that occur in several units.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Token, Words};
use crate::language::{Profile, morphology};
use crate::text::{Span, WordKind, fold, words};

/// All phrases of one side, in the order of their first occurrence.
pub(super) struct Phrases {
    all: Vec<Phrase>,
    numbers: BTreeMap<Vec<u32>, usize>,
    /// The phrases in each unit.
    by_unit: Vec<Vec<usize>>,
}

/// A word sequence, its words told apart by their stems.
pub(super) struct Phrase {
    stems: Vec<u32>,
    /// How many of its words may begin or end a term.
    content: usize,
    /// Numbers of the units it occurs in, rising.
    units: Vec<usize>,
    /// Where it stands: unit and place of each occurrence.
    places: Vec<(usize, Span)>,
    /// Mean of the counts of the longer phrases around it, and how often it stands without them.
    around: f64,
    alone: u32,
    /// Whether its first and last word are no function words.
    is_bounded: bool,
    /// Whether it begins and ends like a noun phrase.
    is_nominal: bool,
    /// Whether every word of it that can is written with a capital where no sentence begins.
    is_capital: bool,
}

/// A phrase inside a longer one stands by itself when it does so in one of so many units.
const BY_ITSELF: u32 = 4;

impl Phrase {
    pub(super) fn length(&self) -> usize {
        self.stems.len()
    }

    pub(super) fn stems(&self) -> &[u32] {
        &self.stems
    }

    pub(super) const fn content(&self) -> usize {
        self.content
    }

    pub(super) fn units(&self) -> &[usize] {
        &self.units
    }

    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.units.len()).unwrap_or(u32::MAX)
    }

    pub(super) const fn is_nominal(&self) -> bool {
        self.is_nominal
    }

    pub(super) const fn is_capital(&self) -> bool {
        self.is_capital
    }

    /// How much it is an expression of its own (C-value with one added to the length, so that single
    /// words count too).
    pub(super) fn c_value(&self) -> f64 {
        ((self.length() + 1) as f64).log2() * (f64::from(self.count()) - self.around).max(0.0)
    }

    /// Whether it may be a term.
    pub(super) fn is_candidate(&self) -> bool {
        self.is_bounded && self.alone * BY_ITSELF >= self.count() && self.alone > 0
    }

    /// Its most frequent form.
    pub(super) fn written(&self, texts: &[&str], profile: &Profile) -> String {
        let mut forms: BTreeMap<&str, u32> = BTreeMap::new();
        for (unit, span) in &self.places {
            let Some(text) = texts.get(*unit) else { continue };
            // The first word of a sentence says nothing about capitals.
            *forms.entry(span.text(text)).or_default() += if begins(text, *span) { 1 } else { 3 };
        }
        let best = forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.len().cmp(&a.0.len())).then(b.0.cmp(a.0)));
        let form = best.map_or("", |(form, _)| form);
        morphology::without_possessive(without_lead(form, &forms, profile), profile).to_owned()
    }
}

/// Whether a sentence begins at the place, as far as the text before it shows.
fn begins(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "\"'«“‘(".contains(c));
    before.chars().next_back().is_none_or(|c| ".!?؟…:".contains(c))
}

/// Whether each word but the function words begins with a capital; false where there are none.
fn is_capital(form: &str, profile: &Profile) -> bool {
    let mut content = words(form)
        .filter(|word| word.kind == WordKind::Letters)
        .map(|word| word.span.text(form))
        .filter(|word| !profile.common_words.contains(&fold(word)))
        .peekable();
    content.peek().is_some() && content.all(|word| word.starts_with(char::is_uppercase))
}

/// The form without the particles in front of its first word, if it occurs like that too.
fn without_lead<'a>(form: &'a str, forms: &BTreeMap<&'a str, u32>, profile: &Profile) -> &'a str {
    let folded = fold(form);
    let Some(first) = folded.split(' ').next() else { return form };
    let rest = folded.get(first.len()..).unwrap_or_default();
    for reading in morphology::readings(first, profile).iter().filter(|reading| reading.has_particle()) {
        let article = if reading.definite { profile.clitics.article.as_str() } else { "" };
        let bare = format!("{article}{}{rest}", reading.core);
        // A rare one is another word: فورد with its ورد.
        let often = |count: u32| count * 4 >= forms.get(form).copied().unwrap_or_default();
        if let Some((known, _)) = forms.iter().find(|(known, count)| often(**count) && fold(known) == bare) {
            return known;
        }
    }
    form
}

impl Phrases {
    /// The phrases of `texts` that occur in `min_count` of them.
    pub(super) fn of(texts: &[&str], words: &Words<'_>, min_count: u32, max_words: usize) -> Self {
        let mut all: Vec<Phrase> = Vec::new();
        let mut shorter: Option<BTreeMap<Vec<u32>, usize>> = None;
        for length in 1..=max_words {
            let found = of_length(&words.units, length, shorter.as_ref(), min_count);
            if found.is_empty() {
                break;
            }
            let mut numbers = BTreeMap::new();
            for (stems, places) in found {
                numbers.insert(stems.clone(), all.len());
                all.push(phrase(stems, places, texts, words));
            }
            if let Some(shorter) = &shorter {
                nest(&mut all, &numbers, shorter);
            }
            shorter = Some(numbers);
        }
        let numbers = all.iter().enumerate().map(|(number, phrase)| (phrase.stems.clone(), number)).collect();
        let mut by_unit = vec![Vec::new(); texts.len()];
        for (number, phrase) in all.iter().enumerate() {
            for &unit in &phrase.units {
                if let Some(phrases) = by_unit.get_mut(unit) {
                    phrases.push(number);
                }
            }
        }
        Self { all, numbers, by_unit }
    }

    pub(super) fn all(&self) -> &[Phrase] {
        &self.all
    }

    /// The phrase of these stems.
    pub(super) fn number_of(&self, stems: &[u32]) -> Option<usize> {
        self.numbers.get(stems).copied()
    }

    /// The longer phrases around phrase `number`, with in how many of `units` they stand.
    pub(super) fn around(&self, number: usize, units: &[usize]) -> BTreeMap<usize, usize> {
        let Some(inner) = self.get(number) else { return BTreeMap::new() };
        let mut counts = BTreeMap::new();
        for longer in units.iter().filter_map(|unit| self.by_unit.get(*unit)).flatten() {
            let holds = |phrase: &Phrase| {
                phrase.is_bounded
                    && phrase.length() > inner.length()
                    && phrase.stems.windows(inner.length()).any(|window| window == inner.stems)
            };
            if self.get(*longer).is_some_and(holds) {
                *counts.entry(*longer).or_default() += 1;
            }
        }
        counts
    }

    pub(super) fn get(&self, number: usize) -> Option<&Phrase> {
        self.all.get(number)
    }

    /// The candidates in a unit.
    pub(super) fn candidates_in(&self, unit: usize) -> impl Iterator<Item = usize> {
        let phrases = self.by_unit.get(unit).into_iter().flatten().copied();
        phrases.filter(|number| self.get(*number).is_some_and(Phrase::is_candidate))
    }
}

fn phrase(stems: Vec<u32>, places: Vec<(usize, Span, bool)>, texts: &[&str], words: &Words<'_>) -> Phrase {
    let mut units: Vec<usize> = places.iter().map(|(unit, ..)| *unit).collect();
    units.dedup();
    let (mut inner, mut capital) = (0_u32, 0_u32);
    for (unit, span, _) in &places {
        let Some(text) = texts.get(*unit).filter(|text| !begins(text, *span)) else { continue };
        inner += 1;
        capital += u32::from(is_capital(span.text(text), words.profile));
    }
    let edge = |stem: Option<&u32>, may: &dyn Fn(u32) -> bool| stem.is_some_and(|stem| may(*stem));
    Phrase {
        content: stems.iter().filter(|stem| words.is_content(**stem)).count(),
        alone: u32::try_from(units.len()).unwrap_or(u32::MAX),
        units,
        is_bounded: places.iter().filter(|(.., is_content)| *is_content).count() * 2 > places.len(),
        is_nominal: edge(stems.first(), &|stem| words.may_begin(stem))
            && edge(stems.last(), &|stem| words.may_end(stem)),
        is_capital: inner > 0 && capital * 5 >= inner * 4,
        places: places.into_iter().map(|(unit, span, _)| (unit, span)).collect(),
        stems,
        around: 0.0,
    }
}

/// Tell the phrases that are one word shorter what stands around them.
fn nest(all: &mut [Phrase], longer: &BTreeMap<Vec<u32>, usize>, shorter: &BTreeMap<Vec<u32>, usize>) {
    let mut around: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (stems, &number) in longer {
        let Some(phrase) = all.get(number).filter(|phrase| phrase.is_bounded) else { continue };
        let parts = [stems.get(1..), stems.get(..stems.len().saturating_sub(1))];
        let parts: BTreeSet<usize> =
            parts.into_iter().flatten().filter_map(|part| shorter.get(part).copied()).collect();
        for part in parts {
            around.entry(part).or_default().push(phrase.count());
        }
    }
    for (number, counts) in around {
        let Some(phrase) = all.get_mut(number) else { continue };
        let sum: u32 = counts.iter().sum();
        phrase.around = f64::from(sum) / counts.len() as f64;
        let most = counts.iter().copied().max().unwrap_or_default();
        phrase.alone = phrase.count().saturating_sub(most);
    }
}

/// Stems of each phrase of `length` words with its places, of those in `min_count` units.
type Found = BTreeMap<Vec<u32>, Vec<(usize, Span, bool)>>;

fn of_length(
    units: &[Vec<Token>],
    length: usize,
    shorter: Option<&BTreeMap<Vec<u32>, usize>>,
    min_count: u32,
) -> Found {
    let mut found: Found = BTreeMap::new();
    for (unit, tokens) in units.iter().enumerate() {
        for window in tokens.windows(length) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            if window.iter().skip(1).any(|token| token.is_cut_off) {
                continue;
            }
            let stems: Vec<u32> = window.iter().map(|token| token.stem).collect();
            // Both parts must be frequent for the whole to be.
            let is_possible = shorter.is_none_or(|shorter| {
                [stems.get(1..), stems.get(..length - 1)].into_iter().flatten().all(|part| shorter.contains_key(part))
            });
            if is_possible {
                let place = (unit, first.span.cover(last.span), first.is_content && last.is_content);
                found.entry(stems).or_default().push(place);
            }
        }
    }
    found.retain(|_, places| {
        let mut units: Vec<usize> = places.iter().map(|(unit, ..)| *unit).collect();
        units.dedup();
        units.len() >= min_count as usize
    });
    found
}
