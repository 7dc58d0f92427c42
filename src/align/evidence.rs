//! The evidence of words for many neighbouring beads at once.
//!
//! What a target segment says for a bead depends on the bead's source segments only, and the other
//! way round. So the evidence of a bead is a sum over its segments of "this segment against that
//! run"; each such value is computed once and serves all beads that contain it.

use std::collections::VecDeque;

use super::score::Scorer;
use super::shapes::{LONGEST, RUNS, Run};

/// What tokens say for being rendered by the tokens of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// Gain in log-likelihood over their silence, in nats.
    pub(super) nats: f64,
    /// How many of them are explained, each by its probability of being so: the loss in nats when
    /// the run grows by a factor of e.
    pub(super) explained: f64,
}

impl std::ops::AddAssign for Evidence {
    fn add_assign(&mut self, other: Self) {
        self.nats += other.nats;
        self.explained += other.explained;
    }
}

impl std::ops::Sub for Evidence {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { nats: self.nats - other.nats, explained: self.explained - other.explained }
    }
}

/// A token of a source segment that may be rendered by a token of a target segment, both counted
/// from the beginning of their segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: f32,
}

/// Work space that is kept between segments so that scoring does not allocate.
#[derive(Debug)]
pub(super) struct Space {
    /// For each target type the first of the chain of source tokens that it may render.
    heads: Vec<u32>,
    /// Chains: source token, weight, next.
    nodes: Vec<(u32, f32, u32)>,
    /// For each source type how many tokens of the segment at hand have it so far.
    seen: Vec<u8>,
    sums: Sums,
}

const NONE: u32 = u32::MAX;
/// A word that stands in one segment more often than this says nothing more: without a limit the
/// links between two segments of one repeated word would be the product of their lengths.
const REPEATS: u8 = 64;

impl Space {
    pub(super) fn new(scorer: &Scorer) -> Self {
        let longest = scorer.source.longest_segment().max(scorer.target.longest_segment());
        Self {
            heads: vec![NONE; scorer.target.types()],
            nodes: Vec::new(),
            seen: vec![0; scorer.source.types()],
            sums: Sums { sums: vec![0.0; longest], touched: Vec::with_capacity(longest) },
        }
    }

    /// The links of a source segment to the target segments `low..high`, and where those to each
    /// begin: one more than segments.
    fn links(&mut self, scorer: &Scorer, segment: usize, (low, high): (usize, usize)) -> (Vec<Link>, Vec<u32>) {
        self.nodes.clear();
        for (token, &id) in (0_u32..).zip(scorer.source.types_of(segment)) {
            match self.seen.get_mut(id as usize) {
                Some(seen) if *seen < REPEATS => *seen += 1,
                _ => continue,
            }
            for &(target, weight) in scorer.partners(id) {
                if let Some(head) = self.heads.get_mut(target as usize) {
                    let node = u32::try_from(self.nodes.len()).unwrap_or(NONE);
                    self.nodes.push((token, weight, *head));
                    *head = node;
                }
            }
        }
        let mut links = Vec::new();
        let mut starts = Vec::with_capacity(high - low + 1);
        for target in low..high {
            starts.push(u32::try_from(links.len()).unwrap_or(NONE));
            for (token, &id) in (0_u32..).zip(scorer.target.types_of(target)) {
                let mut node = self.heads.get(id as usize).copied().unwrap_or(NONE);
                while let Some(&(source, weight, next)) = self.nodes.get(node as usize) {
                    links.push(Link { source, target: token, weight });
                    node = next;
                }
            }
        }
        starts.push(u32::try_from(links.len()).unwrap_or(NONE));
        for &id in scorer.source.types_of(segment) {
            if let Some(seen) = self.seen.get_mut(id as usize) {
                *seen = 0;
            }
            for &(target, _) in scorer.partners(id) {
                if let Some(head) = self.heads.get_mut(target as usize) {
                    *head = NONE;
                }
            }
        }
        (links, starts)
    }
}

/// For each token of a segment how much of it is rendered, and the tokens where that is not nothing.
#[derive(Debug)]
struct Sums {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Sums {
    fn add(&mut self, token: u32, weight: f32) {
        if let Some(sum) = self.sums.get_mut(token as usize) {
            if *sum == 0.0 {
                self.touched.push(token);
            }
            *sum += f64::from(weight);
        }
    }

    fn clear(&mut self) {
        for token in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(token as usize) {
                *sum = 0.0;
            }
        }
    }

    /// What the tokens say when `others` tokens stand against them; `worth` is that of each token.
    fn evidence(&self, worth: &[f32], others: f64) -> Evidence {
        let share = 1.0 / others.max(1.0);
        let (mut nats, mut product, mut explained) = (0.0, 1.0, 0.0);
        for &token in &self.touched {
            let worth = worth.get(token as usize).copied().unwrap_or_default();
            let odds = f64::from(worth) * self.sums.get(token as usize).copied().unwrap_or_default() * share;
            // One logarithm of a product is cheaper than many.
            product *= 1.0 + odds;
            explained += odds / (1.0 + odds);
            if product > 1e200 {
                nats += f64::ln(product);
                product = 1.0;
            }
        }
        Evidence { nats: nats + product.ln(), explained }
    }
}

/// One source segment: its links, and what it says for each run of target segments.
#[derive(Debug)]
pub(super) struct Row {
    low: usize,
    links: Vec<Link>,
    starts: Vec<u32>,
    runs: usize,
    /// For each target border from `low` and each layout, the evidence of the segment's tokens
    /// against the run of that layout that ends there.
    backward: Vec<Evidence>,
}

impl Row {
    /// Look at the target segments `low..high` in runs of the first `runs` layouts.
    pub(super) fn new(
        scorer: &Scorer,
        space: &mut Space,
        segment: usize,
        (low, high): (usize, usize),
        runs: usize,
    ) -> Self {
        let (links, starts) = space.links(scorer, segment, (low, high));
        let backward = vec![Evidence::default(); (high - low + 1) * runs];
        let mut row = Self { low, links, starts, runs, backward };
        let worth = scorer.source.worth_of(segment);
        let sums = &mut space.sums;
        for end in low + 1..=high {
            sums.clear();
            for number in 0..runs.min(LONGEST).min(end - low) {
                row.add(sums, end - number - 1);
                row.set(end, number, sums.evidence(worth, scorer.target.tokens_in((end - number - 1, end))));
            }
            for (number, run) in
                RUNS.iter().enumerate().take(runs).skip(LONGEST).filter(|(_, run)| run.total <= end - low)
            {
                sums.clear();
                let (before, after) = kept(run, end);
                (before.0..before.1).chain(after.0..after.1).for_each(|target| row.add(sums, target));
                let tokens = scorer.target.tokens_in(before) + scorer.target.tokens_in(after);
                row.set(end, number, sums.evidence(worth, tokens));
            }
        }
        sums.clear();
        row
    }

    /// The links to one target segment.
    fn links_to(&self, target: usize) -> &[Link] {
        let at = |border: usize| self.starts.get(border - self.low).copied().unwrap_or(0) as usize;
        if target < self.low { &[] } else { self.links.get(at(target)..at(target + 1)).unwrap_or_default() }
    }

    fn add(&self, sums: &mut Sums, target: usize) {
        for link in self.links_to(target) {
            sums.add(link.source, link.weight);
        }
    }

    fn set(&mut self, end: usize, run: usize, evidence: Evidence) {
        if let Some(slot) = self.backward.get_mut((end - self.low) * self.runs + run) {
            *slot = evidence;
        }
    }

    /// The evidence of this segment's tokens against the run of layout `run` that ends at `end`.
    pub(super) fn backward(&self, end: usize, run: usize) -> Evidence {
        self.backward.get((end - self.low) * self.runs + run).copied().unwrap_or_default()
    }
}

/// The segments of a run that ends at border `end`: those before its gap and those after.
pub(super) fn kept(run: &Run, end: usize) -> ((usize, usize), (usize, usize)) {
    let start = end.saturating_sub(run.total);
    ((start, end - run.after - run.gap), (end - run.after, end))
}

/// What the target segments say for each run of source segments that ends at one border.
#[derive(Debug)]
pub(super) struct Forward {
    low: usize,
    /// For each layout sums over the target segments up to each, from `low`.
    running: Vec<Vec<Evidence>>,
}

impl Forward {
    /// The evidence of the target segments `start..end` against the source run of layout `run`.
    pub(super) fn of(&self, run: usize, (start, end): (usize, usize)) -> Evidence {
        let Some(running) = self.running.get(run) else { return Evidence::default() };
        let at = |border: usize| running.get(border - self.low).copied().unwrap_or_default();
        at(end) - at(start)
    }
}

/// For the runs of the first `runs` layouts that end at source border `end`, whose rows come
/// nearest first, and the targets `low..high`.
pub(super) fn forward(
    scorer: &Scorer,
    space: &mut Space,
    rows: &VecDeque<Row>,
    end: usize,
    (low, high): (usize, usize),
    runs: usize,
) -> Forward {
    let mut running = vec![vec![Evidence::default(); high - low + 1]; runs];
    let sums = &mut space.sums;
    let mut put = |number: usize, target: usize, evidence: Evidence| {
        if let Some(sums) = running.get_mut(number) {
            let mut sum = sums.get(target - low).copied().unwrap_or_default();
            sum += evidence;
            if let Some(slot) = sums.get_mut(target - low + 1) {
                *slot = sum;
            }
        }
    };
    for target in low..high {
        let worth = scorer.target.worth_of(target);
        let add = |sums: &mut Sums, row: &Row| {
            for link in row.links_to(target) {
                sums.add(link.target, link.weight);
            }
        };
        sums.clear();
        for (number, row) in rows.iter().enumerate().take(runs.min(LONGEST)) {
            add(sums, row);
            put(number, target, sums.evidence(worth, scorer.source.tokens_in((end - number - 1, end))));
        }
        for (number, run) in RUNS.iter().enumerate().take(runs).skip(LONGEST).filter(|(_, run)| run.total <= rows.len())
        {
            sums.clear();
            let inside_gap = |at: usize| run.after <= at && at < run.after + run.gap;
            rows.iter()
                .enumerate()
                .take(run.total)
                .filter(|(at, _)| !inside_gap(*at))
                .for_each(|(_, row)| add(sums, row));
            let (before, after) = kept(run, end);
            let tokens = scorer.source.tokens_in(before) + scorer.source.tokens_in(after);
            put(number, target, sums.evidence(worth, tokens));
        }
    }
    sums.clear();
    Forward { low, running }
}
