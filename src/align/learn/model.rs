//! IBM Model 1 in both directions over pairs of stems that meet more often than by chance.

use std::collections::HashSet;

use super::LearnOptions;

/// Rounds of expectation and maximisation; later ones change little and overfit rare words.
const ROUNDS: usize = 5;
/// Renderings of one word that are considered: bounds memory at this times the stems.
const MOST_LINKS: usize = 24;
/// The log-likelihood ratio of chance at one in a thousand (chi squared, one degree of freedom).
const SIGNIFICANT: f64 = 10.83;
/// Meetings that the bundled list stands for.
const KNOWN: f64 = 3.0;

/// A pair of stems.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) source: u32,
    pub(super) target: u32,
    known: bool,
    /// For each direction, from source to target and back.
    directions: [Direction; 2],
}

/// What one direction thinks of a link.
#[derive(Clone, Copy, Debug)]
struct Direction {
    probability: f64,
    /// How often the one was the reason for the other.
    count: f64,
}

impl Link {
    /// The geometric mean of both directions: neither is enough alone.
    pub(super) fn probability(&self) -> f64 {
        let [there, back] = self.directions;
        (there.probability * back.probability).sqrt()
    }

    /// How often the pair was meant, in the opinion of the more sceptical direction.
    pub(super) fn count(&self) -> u32 {
        let [there, back] = self.directions;
        // Never negative, and far below the largest u32.
        there.count.min(back.count).round() as u32
    }

    fn end(&self, side: usize) -> usize {
        (if side == 0 { self.source } else { self.target }) as usize
    }
}

type Unit = (Vec<u32>, Vec<u32>);

/// The links, by source.
pub(super) struct Model {
    links: Vec<Link>,
    /// For each source stem the range of its links.
    rows: Vec<(usize, usize)>,
    /// For each side and stem the number of units it stands in.
    counts: [Vec<u32>; 2],
}

impl Model {
    pub(super) fn train(
        units: &[Unit],
        sources: usize,
        targets: usize,
        known: &HashSet<(u32, u32)>,
        options: LearnOptions,
    ) -> Self {
        let mut model = Self { links: Vec::new(), rows: Vec::new(), counts: [vec![0; sources], vec![0; targets]] };
        for (source, target) in units {
            for (counts, ids) in model.counts.iter_mut().zip([source, target]) {
                for &id in ids {
                    increment(counts, id);
                }
            }
        }
        model.find_links(units, known, options);
        for _ in 0..ROUNDS {
            for direction in 0..2 {
                model.round(units, direction);
            }
        }
        model
    }

    /// The source stems with their links.
    pub(super) fn by_source(&self) -> impl Iterator<Item = (u32, &[Link])> {
        let rows = self.rows.iter().map(|&(start, end)| self.links.get(start..end).unwrap_or_default());
        (0_u32..).zip(rows)
    }

    /// Count, source by source, with which targets each stands together; never all pairs at once.
    fn find_links(&mut self, units: &[Unit], known: &HashSet<(u32, u32)>, options: LearnOptions) {
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.counts[0].len()];
        for (at, (source, _)) in units.iter().enumerate() {
            for &id in source {
                if let Some(places) = places.get_mut(id as usize) {
                    places.push(at);
                }
            }
        }
        let mut together = vec![0_u32; self.counts[1].len()];
        for (source, places) in (0_u32..).zip(&places) {
            let start = self.links.len();
            if places.len() >= options.min_count as usize {
                let mut met = Vec::new();
                for target in places.iter().filter_map(|&at| units.get(at)).flat_map(|(_, target)| target) {
                    if increment(&mut together, *target) == 1 {
                        met.push(*target);
                    }
                }
                let found = self.significant(source, &met, &together, units.len(), known, options);
                self.links.extend(found);
                set(&mut together, &met, 0);
            }
            self.rows.push((start, self.links.len()));
        }
    }

    fn significant(
        &self,
        source: u32,
        met: &[u32],
        together: &[u32],
        units: usize,
        known: &HashSet<(u32, u32)>,
        options: LearnOptions,
    ) -> Vec<Link> {
        let of = |counts: &[u32], id: u32| counts.get(id as usize).copied().unwrap_or_default();
        let own = of(&self.counts[0], source);
        let mut found: Vec<(f64, Link)> = Vec::new();
        for &target in met {
            let both = of(together, target);
            let ratio = association(both, own, of(&self.counts[1], target), units);
            let known = known.contains(&(source, target));
            if both >= options.min_count && (known || ratio >= SIGNIFICANT) {
                let probability = if known { 0.8 } else { 0.2 };
                let directions = [Direction { probability, count: 0.0 }; 2];
                found.push((ratio, Link { source, target, known, directions }));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.target.cmp(&b.1.target)));
        found.truncate(MOST_LINKS);
        found.into_iter().map(|(_, link)| link).collect()
    }

    /// One round of one direction: 0 explains targets by sources, 1 sources by targets.
    fn round(&mut self, units: &[Unit], direction: usize) {
        let mut expected = vec![0.0_f64; self.links.len()];
        let mut stamps = vec![0_usize; self.counts[1].len()];
        let explained = self.counts.get(1 - direction).map_or(0, Vec::len);
        let mut sums = vec![0.0_f64; explained];
        let mut met: Vec<usize> = Vec::new();
        for (number, (source, target)) in (1..).zip(units) {
            set(&mut stamps, target, number);
            met.clear();
            met.extend(source.iter().flat_map(|&id| self.row(id)).filter(|&at| {
                self.links.get(at).is_some_and(|link| stamps.get(link.target as usize) == Some(&number))
            }));
            self.expect(&met, direction, units.len(), &mut sums, &mut expected);
        }
        for (link, expected) in self.links.iter_mut().zip(expected) {
            let total = self.counts.get(direction).and_then(|counts| counts.get(link.end(direction))).copied();
            let prior = if link.known { KNOWN } else { 0.0 };
            // Out of all its units, not out of all renderings: a word that is mostly left out or
            // turned otherwise renders nothing well.
            let probability = (expected + prior) / (f64::from(total.unwrap_or(1)) + KNOWN);
            if let Some(known) = link.directions.get_mut(direction) {
                *known = Direction { probability: probability.min(1.0), count: expected };
            }
        }
    }

    fn row(&self, source: u32) -> std::ops::Range<usize> {
        self.rows.get(source as usize).map_or(0..0, |&(start, end)| start..end)
    }

    /// Share each explained stem of a unit among the links that may explain it, and chance.
    fn expect(&self, met: &[usize], direction: usize, units: usize, sums: &mut [f64], expected: &mut [f64]) {
        let explained = 1 - direction;
        let share = |link: &Link| link.directions.get(direction).map_or(0.0, |known| known.probability);
        let links = || met.iter().filter_map(|&at| Some((at, self.links.get(at)?)));
        for (_, link) in links() {
            if let Some(sum) = sums.get_mut(link.end(explained)) {
                *sum += share(link);
            }
        }
        for (at, link) in links() {
            let end = link.end(explained);
            let frequency = self.counts.get(explained).and_then(|counts| counts.get(end)).copied().unwrap_or(1);
            let chance = 0.01 + 0.5 * f64::from(frequency) / units as f64;
            let sum = sums.get(end).copied().unwrap_or_default() + chance;
            if let Some(expected) = expected.get_mut(at) {
                *expected += share(link) / sum;
            }
        }
        for (_, link) in links() {
            if let Some(sum) = sums.get_mut(link.end(explained)) {
                *sum = 0.0;
            }
        }
    }
}

fn set<T: Copy>(values: &mut [T], ids: &[u32], value: T) {
    for &id in ids {
        if let Some(old) = values.get_mut(id as usize) {
            *old = value;
        }
    }
}

fn increment(counts: &mut [u32], id: u32) -> u32 {
    let Some(count) = counts.get_mut(id as usize) else { return 0 };
    *count += 1;
    *count
}

/// The log-likelihood ratio that two words which stand in `one` and `other` of `all` units, and in
/// `both` together, have to do with each other; 0 when they avoid each other.
fn association(both: u32, one: u32, other: u32, all: usize) -> f64 {
    let [both, one, other, all] = [f64::from(both), f64::from(one), f64::from(other), all as f64];
    if both * all <= one * other {
        return 0.0;
    }
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let cells = [
        (both, one * other / all),
        (one - both, one * (all - other) / all),
        (other - both, (all - one) * other / all),
        (all - one - other + both, (all - one) * (all - other) / all),
    ];
    2.0 * cells.iter().map(|&(seen, expected)| term(seen, expected)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn association_needs_more_than_chance() {
        assert!(association(5, 10, 500, 1000) < 0.01);
        assert!(association(2, 2, 2, 1000) > SIGNIFICANT);
        assert!(association(1, 50, 50, 100) < 0.01, "they avoid each other");
    }
}
