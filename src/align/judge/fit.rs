//! Which words of two texts may render each other.

use crate::align::links::Links;

/// The types that may render each other, from both sides.
#[derive(Debug)]
pub(super) struct Partners {
    targets: Lists,
    sources: Lists,
}

impl Partners {
    pub(super) fn new(links: &Links, target_types: usize) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut reversed: Vec<Vec<u32>> = vec![Vec::new(); target_types];
        for (source, partners) in links.partners.iter().enumerate() {
            for partner in partners {
                if let Some(list) = reversed.get_mut(partner.id) {
                    list.push(number(source));
                }
            }
        }
        let targets = links.partners.iter().map(|partners| partners.iter().map(|partner| number(partner.id)));
        Self { targets: Lists::new(targets), sources: Lists::new(reversed.into_iter().map(Vec::into_iter)) }
    }

    /// The target types that may render a source type.
    pub(super) fn targets(&self, source: u32) -> &[u32] {
        self.targets.of(source)
    }

    /// The source types that a target type may render.
    pub(super) fn sources(&self, target: u32) -> &[u32] {
        self.sources.of(target)
    }
}

/// Lists of numbers, one behind the other.
#[derive(Debug)]
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(lists: impl Iterator<Item = impl Iterator<Item = u32>>) -> Self {
        let mut all = Self { starts: vec![0], items: Vec::new() };
        for list in lists {
            all.items.extend(list);
            all.starts.push(u32::try_from(all.items.len()).unwrap_or(u32::MAX));
        }
        all
    }

    fn of(&self, list: u32) -> &[u32] {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or_default() as usize;
        self.items.get(at(list as usize)..at(list as usize + 1)).unwrap_or_default()
    }
}

/// Which words of two texts found a partner in the other; kept between beads so that nothing is
/// allocated.
#[derive(Debug)]
pub(super) struct Space {
    /// For each target type the number of the question for which it stands in the target at hand,
    /// and of that for which it found a partner.
    stands: Vec<u32>,
    found: Vec<u32>,
    question: u32,
    /// For each word of the source and of the target whether it found a partner.
    pub(super) source: Vec<bool>,
    pub(super) target: Vec<bool>,
}

impl Space {
    pub(super) fn new(target_types: usize) -> Self {
        Self {
            stands: vec![0; target_types],
            found: vec![0; target_types],
            question: 0,
            source: Vec::new(),
            target: Vec::new(),
        }
    }

    /// Look which words of `source` and `target`, given by their types, have a partner in the other.
    pub(super) fn link(&mut self, source: &[u32], target: &[u32], partners: &Partners) {
        self.question += 1;
        let question = self.question;
        for &id in target {
            if let Some(stands) = self.stands.get_mut(id as usize) {
                *stands = question;
            }
        }
        self.source.clear();
        for &id in source {
            let mut any = false;
            for &partner in partners.targets(id) {
                if self.stands.get(partner as usize) == Some(&question) {
                    any = true;
                    if let Some(found) = self.found.get_mut(partner as usize) {
                        *found = question;
                    }
                }
            }
            self.source.push(any);
        }
        self.target.clear();
        let found = &self.found;
        self.target.extend(target.iter().map(|&id| found.get(id as usize) == Some(&question)));
    }
}

/// What the words of one side say, in nats, and what they would say in a translation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Log-likelihood of "translation" over "stranger".
    pub(super) nats: f64,
    /// Its mean and its variance over translations.
    pub(super) expected: f64,
    pub(super) variance: f64,
    /// How many words say anything.
    pub(super) known: f64,
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            nats: self.nats + other.nats,
            expected: self.expected + other.expected,
            variance: self.variance + other.variance,
            known: self.known + other.known,
        }
    }
}

impl Tally {
    /// How far the evidence is from what a translation gives, in standard deviations; `slack`, a
    /// variance, keeps a few words from saying much.
    pub(super) fn surprise(&self, slack: f64) -> f64 {
        (self.nats - self.expected) / (self.variance + slack).sqrt()
    }
}

/// How a source and a target fit: what the words of each say about the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fit {
    pub(super) source: Tally,
    pub(super) target: Tally,
}

impl Fit {
    pub(super) fn both(&self) -> Tally {
        self.source + self.target
    }
}
