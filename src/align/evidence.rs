//! The evidence of words for many neighbouring beads at once.
//!
//! What a target segment says for a bead depends on the bead's source segments only, and the other
//! way round. So the evidence of a bead is a sum over its segments of "this segment against that
//! run"; each such value is computed once and serves all beads that contain it.

use std::collections::VecDeque;

use super::score::{Link, Scorer};

/// One source segment: its links, and what it says for each run of target segments.
#[derive(Debug)]
pub(super) struct Row {
    segment: usize,
    links: Vec<Link>,
    low: usize,
    longest: usize,
    /// For each target border from `low` and each length, the evidence of the segment's tokens
    /// against the run of that length that ends there.
    backward: Vec<f64>,
}

impl Row {
    /// Look at the target segments `low..high` in runs of up to `longest`.
    pub(super) fn new(scorer: &Scorer<'_>, segment: usize, (low, high): (usize, usize), longest: usize) -> Self {
        let links = scorer.links_of(segment, (low, high));
        let mut backward = vec![0.0; (high - low + 1) * longest];
        let mut scratch = scorer.scratch();
        // Number of the first link to each target segment.
        let mut starts = vec![0; high - low + 2];
        for link in &links {
            if let Some(count) = starts.get_mut(link.segment as usize - low + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut starts {
            sum += *count;
            *count = sum;
        }
        let start = |target: usize| starts.get(target - low).copied().unwrap_or_default();
        for end in low + 1..=high {
            for length in 1..=longest.min(end - low) {
                let target = end - length;
                for link in links.get(start(target)..start(target + 1)).unwrap_or_default() {
                    scratch.source.add(link.source, link.weight);
                }
                let evidence = scorer.source_evidence(&scratch.source, (target, end));
                if let Some(slot) = backward.get_mut((end - low) * longest + length - 1) {
                    *slot = evidence;
                }
            }
            scratch.source.clear();
        }
        Self { segment, links, low, longest, backward }
    }

    /// The evidence of this segment's tokens against the `length` target segments before `end`.
    pub(super) fn backward(&self, end: usize, length: usize) -> f64 {
        self.backward.get((end - self.low) * self.longest + length - 1).copied().unwrap_or_default()
    }
}

/// What the target segments say for each run of source segments that ends at one border.
#[derive(Debug)]
pub(super) struct Forward {
    low: usize,
    /// For each length of the run sums over the target segments up to each, from `low`.
    running: Vec<Vec<f64>>,
}

impl Forward {
    /// The evidence of the target segments `start..end` against the last `length` source segments.
    pub(super) fn of(&self, length: usize, (start, end): (usize, usize)) -> f64 {
        let Some(running) = self.running.get(length - 1) else { return 0.0 };
        let at = |border: usize| running.get(border - self.low).copied().unwrap_or_default();
        at(end) - at(start)
    }
}

/// For the run of each length of `rows`, which come nearest first, and the targets `low..high`.
pub(super) fn forward(scorer: &Scorer<'_>, rows: &VecDeque<Row>, (low, high): (usize, usize)) -> Forward {
    let mut running = vec![Vec::with_capacity(high - low + 1); rows.len()];
    running.iter_mut().for_each(|sums| sums.push(0.0));
    let mut scratch = scorer.scratch();
    // One target segment after the other, so that few sums are alive at a time.
    let mut nexts: Vec<usize> =
        rows.iter().map(|row| row.links.partition_point(|link| (link.segment as usize) < low)).collect();
    for target in low..high {
        for ((row, next), sums) in rows.iter().zip(&mut nexts).zip(&mut running) {
            while let Some(link) = row.links.get(*next).filter(|link| link.segment as usize == target) {
                scratch.target.add(link.target, link.weight);
                *next += 1;
            }
            let end = rows.front().map_or(0, |nearest| nearest.segment + 1);
            let evidence = scorer.target_evidence(&scratch.target, (row.segment, end));
            sums.push(sums.last().copied().unwrap_or_default() + evidence);
        }
        scratch.target.clear();
    }
    Forward { low, running }
}
