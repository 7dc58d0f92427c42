//! What each type of word says when it finds its partner, and when it does not.
//!
//! A type that stands in a translation finds a partner with probability q, one that stands against
//! a stranger with probability c. Finding one says ln(q/c), finding none ln((1−q)/(1−c)). Both
//! probabilities are counted in the texts at hand, each word without itself, q with the rate of its
//! class behind it.

use super::fit::{Partners, Space, Tally};
use super::sides::Sides;
use crate::align::lexicon::Lexicon;
use crate::align::tokens::{Key, Pair, Tokens, Type};
use crate::language::Profile;

/// How often words, numbers and concepts find their partner in a translation, before the texts have
/// been seen, and how many words this counts for.
const RATES: [f64; 3] = [0.55, 0.8, 0.9];
const RATE_COUNTS: f64 = 20.0;
/// How often a partner stands in another bead by chance, for common words and for others, before the
/// texts have been seen, and how many beads this counts for.
const CHANCE_OF_COMMON: f64 = 0.4;
const CHANCE: f64 = 0.02;
const CHANCE_COUNTS: f64 = 20.0;
/// How many occurrences of a type the rate of its class counts for.
const CLASS_COUNTS: f64 = 4.0;
/// Probabilities stay off 0 and 1, and one word says no more than so many nats.
const LEAST: f64 = 0.002;
const MOST: f64 = 0.95;
const SUREST: f64 = 0.97;
const MOST_NATS: f64 = 4.0;

/// The weights of the types of one side.
#[derive(Debug)]
pub(super) struct Weights {
    types: Vec<Weight>,
}

/// What a word of one type says.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// In nats, when it finds a partner and when it finds none.
    found: f32,
    missing: f32,
    /// Probability that it finds one in a translation; 0 for a word of which nothing is known.
    rate: f32,
}

impl Weights {
    fn of(&self, id: u32) -> Weight {
        self.types.get(id as usize).copied().unwrap_or_default()
    }

    /// What a word says when it finds a partner.
    pub(super) fn when_found(&self, id: u32) -> f64 {
        f64::from(self.of(id).found)
    }

    /// What a word says, given whether it found a partner; `None` when nothing is known of it.
    pub(super) fn says(&self, id: u32, found: bool) -> Option<f64> {
        let weight = self.of(id);
        (weight.rate > 0.0).then(|| f64::from(if found { weight.found } else { weight.missing }))
    }

    /// What all words of a bead say.
    pub(super) fn tally(&self, ids: &[u32], found: &[bool]) -> Tally {
        let one = |(id, found): (&u32, &bool)| {
            let weight = self.of(*id);
            let (yes, no, rate) = (f64::from(weight.found), f64::from(weight.missing), f64::from(weight.rate));
            if rate == 0.0 {
                return Tally::default();
            }
            Tally {
                nats: if *found { yes } else { no },
                expected: rate * yes + (1.0 - rate) * no,
                variance: rate * (1.0 - rate) * (yes - no).powi(2),
                known: 1.0,
            }
        };
        ids.iter().zip(found).map(one).fold(Tally::default(), |sum, tally| sum + tally)
    }
}

/// How often the types of both sides stand in the beads and find their partners.
#[derive(Debug)]
pub(super) struct Counts {
    beads: f64,
    source: Vec<Count>,
    target: Vec<Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Occurrences, and those with a partner on the other side of the bead.
    all: u32,
    found: u32,
    /// Beads it stands in, and the number behind that of the last one.
    beads: u32,
    last: usize,
    /// Beads that its partners stand in, each counted by itself.
    reach: u32,
}

impl Counts {
    pub(super) fn new(source: &Sides, target: &Sides, partners: &Partners) -> Self {
        let mut counts = Self {
            beads: source.beads() as f64,
            source: vec![Count::default(); source.types()],
            target: vec![Count::default(); target.types()],
        };
        let mut space = Space::new(target.types());
        for bead in 0..source.beads() {
            space.link(source.of(bead), target.of(bead), partners);
            let two_sided = !source.of(bead).is_empty() && !target.of(bead).is_empty();
            count(&mut counts.source, source.of(bead), &space.source, bead, two_sided);
            count(&mut counts.target, target.of(bead), &space.target, bead, two_sided);
        }
        for (source, id) in counts.source.iter_mut().zip(0..) {
            for &target in partners.targets(id) {
                if let Some(target) = counts.target.get_mut(target as usize) {
                    source.reach = source.reach.saturating_add(target.beads);
                    target.reach = target.reach.saturating_add(source.beads);
                }
            }
        }
        counts
    }

    /// The weights of the source types and of the target types.
    pub(super) fn weights(
        &self,
        tokens: &Pair,
        (from, to): (&Profile, &Profile),
        lexicons: &[&Lexicon],
    ) -> (Weights, Weights) {
        let weights = |counts: &[Count], tokens: &Tokens, profile: &Profile| {
            let known: Vec<Option<usize>> = counts
                .iter()
                .zip(&tokens.types)
                .map(|(count, kind)| class(kind).filter(|_| count.reach > 0 || is_known(kind, profile, lexicons)))
                .collect();
            let rates = rates(counts, &known);
            let weight = |((count, class), kind): ((&Count, &Option<usize>), &Type)| {
                let rate = class.and_then(|class| rates.get(class));
                rate.map(|rate| count.weight(*rate, chance(kind, profile), self.beads)).unwrap_or_default()
            };
            Weights { types: counts.iter().zip(&known).zip(&tokens.types).map(weight).collect() }
        };
        (weights(&self.source, &tokens.source, from), weights(&self.target, &tokens.target, to))
    }
}

fn count(counts: &mut [Count], ids: &[u32], found: &[bool], bead: usize, two_sided: bool) {
    for (&id, &found) in ids.iter().zip(found) {
        let Some(count) = counts.get_mut(id as usize) else { continue };
        count.all += u32::from(two_sided);
        count.found += u32::from(found);
        if count.last != bead + 1 {
            count.last = bead + 1;
            count.beads += 1;
        }
    }
}

/// Words, numbers and concepts; nothing else is judged by.
const fn class(kind: &Type) -> Option<usize> {
    match kind.key {
        Key::Word(_) => Some(0),
        Key::Number(..) => Some(1),
        Key::Concept(_) => Some(2),
        Key::Acronym(_) | Key::Mark(_) => None,
    }
}

/// Whether a type without a partner in the texts could have one: it is a certain number or a word
/// that some list has.
fn is_known(kind: &Type, profile: &Profile, lexicons: &[&Lexicon]) -> bool {
    let listed = |word: &str| {
        let is_rendering = |lexicon: &&&Lexicon| lexicon.has_rendering(word) || lexicon.has_rendering(&kind.stem);
        let is_headword = |lexicon: &&&Lexicon| !lexicon.renderings(word, profile).is_empty();
        lexicons.iter().any(|lexicon| is_rendering(&lexicon) || is_headword(&lexicon))
    };
    match &kind.key {
        Key::Word(word) => listed(word),
        Key::Number(_, certain) => *certain,
        Key::Concept(_) | Key::Acronym(_) | Key::Mark(_) => false,
    }
}

fn chance(kind: &Type, profile: &Profile) -> f64 {
    let common = matches!(&kind.key, Key::Word(word) if profile.common_words.contains(word));
    if common { CHANCE_OF_COMMON } else { CHANCE }
}

/// How often each class finds its partners.
fn rates(counts: &[Count], known: &[Option<usize>]) -> Vec<f64> {
    let rate = |(class, prior): (usize, &f64)| {
        let of_class = counts.iter().zip(known).filter(|(_, known)| **known == Some(class)).map(|(count, _)| count);
        let (found, all) = of_class
            .fold((0.0, 0.0), |(found, all), count| (found + f64::from(count.found), all + f64::from(count.all)));
        (found + RATE_COUNTS * prior) / (all + RATE_COUNTS)
    };
    RATES.iter().enumerate().map(rate).collect()
}

impl Count {
    fn weight(&self, rate: f64, chance: f64, beads: f64) -> Weight {
        let (all, found, reach) = (f64::from(self.all), f64::from(self.found), f64::from(self.reach));
        // By chance one of its partners stands in a bead as often as in all others.
        let expected = |reach: f64| (reach.max(0.0) + CHANCE_COUNTS * chance) / (beads + CHANCE_COUNTS);
        let chance = |reach: f64| (1.0 - (-expected(reach)).exp()).clamp(LEAST, MOST);
        let prior = CLASS_COUNTS * rate;
        let others = (all - 1.0 + CLASS_COUNTS).max(1.0);
        let (lucky, unlucky) = (chance(reach - 1.0), chance(reach));
        let when_found = ((found - 1.0 + prior).max(0.05) / others).max(lucky).min(SUREST);
        let when_missing = ((found + prior) / others).max(unlucky).min(SUREST);
        Weight {
            found: (when_found / lucky).ln().min(MOST_NATS) as f32,
            missing: ((1.0 - when_missing) / (1.0 - unlucky)).ln() as f32,
            rate: ((found + prior) / (all + CLASS_COUNTS)) as f32,
        }
    }
}
