//! The shapes a bead may have, and how often each occurs before anything is known.

use super::score::Block;
use crate::language::Side;

/// The most neighbouring segments that one side of a bead holds.
pub(super) const LONGEST: usize = 8;

/// How a side of a bead is laid out: so many segments, of which some in the middle may be left
/// out because they have no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Segments from the first to the last.
    pub(super) total: usize,
    /// Segments left out, and how many are kept after them.
    pub(super) gap: usize,
    pub(super) after: usize,
}

impl Run {
    /// Number of segments that belong to the bead.
    pub(super) const fn kept(&self) -> usize {
        self.total - self.gap
    }
}

const fn run(total: usize, gap: usize, after: usize) -> Run {
    Run { total, gap, after }
}

/// Every layout; the first [`LONGEST`] have no gap, and stand in the order of their length.
pub(super) const RUNS: [Run; LONGEST + 4] = [
    run(1, 0, 0),
    run(2, 0, 0),
    run(3, 0, 0),
    run(4, 0, 0),
    run(5, 0, 0),
    run(6, 0, 0),
    run(7, 0, 0),
    run(8, 0, 0),
    run(3, 1, 1),
    run(4, 1, 1),
    run(4, 1, 2),
    run(4, 2, 1),
];

/// A shape: the layout of both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Segments of each side from the first to the last; 0 for an empty side.
    pub(super) source: usize,
    pub(super) target: usize,
    /// Numbers of the layouts in [`RUNS`]; those of an empty side are not used.
    pub(super) source_run: usize,
    pub(super) target_run: usize,
    /// Number of the shape without its gap, and how many segments without counterpart it holds.
    pub(super) base: usize,
    pub(super) lonely: usize,
    /// The side of the gap.
    pub(super) gap: Option<Side>,
}

impl Shape {
    /// Whether one side is empty.
    pub(super) const fn is_empty_sided(&self) -> bool {
        self.source == 0 || self.target == 0
    }
}

/// Segments of both sides, and the share of such beads, of the shapes without a gap; the simple
/// ones, which serve a first pass, stand first.
const PLAIN: [(usize, usize, f64); 28] = [
    (1, 1, 0.88),
    (1, 0, 0.009),
    (0, 1, 0.009),
    (1, 2, 0.04),
    (2, 1, 0.04),
    (2, 2, 0.006),
    (1, 3, 0.006),
    (3, 1, 0.006),
    (1, 4, 0.002),
    (4, 1, 0.002),
    (2, 3, 0.002),
    (3, 2, 0.002),
    (3, 3, 0.001),
    (2, 4, 0.0006),
    (4, 2, 0.0006),
    (3, 4, 0.0004),
    (4, 3, 0.0004),
    (4, 4, 0.0003),
    (1, 5, 0.0008),
    (5, 1, 0.0008),
    (2, 5, 0.0003),
    (5, 2, 0.0003),
    (1, 6, 0.0004),
    (6, 1, 0.0004),
    (1, 7, 0.0002),
    (7, 1, 0.0002),
    (1, 8, 0.0001),
    (8, 1, 0.0001),
];
/// How many of them make up the first pass.
const SIMPLE: usize = 5;
/// Numbers of the shapes with an empty side.
const NO_TARGET: usize = 1;
const NO_SOURCE: usize = 2;
/// How many beads the initial shares count as.
const PSEUDO_BEADS: f64 = 10.0;
/// No more than this share of beads is ever expected to have an empty side.
const MOST_EMPTY: f64 = 0.35;
/// That a segment without counterpart stands inside a bead is this much rarer than that it stands
/// between two.
const INSIDE: f64 = 0.2;
/// With a gap on one side, the other holds at most so many segments.
const OPPOSITE: usize = 3;

/// The shapes of a first pass.
pub(super) fn simple() -> Vec<Shape> {
    (0..SIMPLE).filter_map(plain).collect()
}

/// The shapes without a gap.
pub(super) fn solid() -> Vec<Shape> {
    (0..PLAIN.len()).filter_map(plain).collect()
}

/// Every shape.
pub(super) fn every() -> Vec<Shape> {
    let mut shapes = solid();
    for (number, run) in RUNS.iter().enumerate().skip(LONGEST) {
        for opposite in 1..=OPPOSITE {
            let with_gap = |side: Side| {
                let (kept, total, numbers) = match side {
                    Side::Source => ((run.kept(), opposite), (run.total, opposite), (number, opposite - 1)),
                    Side::Target => ((opposite, run.kept()), (opposite, run.total), (opposite - 1, number)),
                };
                let base = PLAIN.iter().position(|shape| (shape.0, shape.1) == kept)?;
                Some(Shape {
                    source: total.0,
                    target: total.1,
                    source_run: numbers.0,
                    target_run: numbers.1,
                    base,
                    lonely: run.gap,
                    gap: Some(side),
                })
            };
            shapes.extend([Side::Source, Side::Target].into_iter().filter_map(with_gap));
        }
    }
    shapes
}

fn plain(base: usize) -> Option<Shape> {
    let &(source, target, _) = PLAIN.get(base)?;
    let (source_run, target_run) = (source.saturating_sub(1), target.saturating_sub(1));
    Some(Shape { source, target, source_run, target_run, base, lonely: 0, gap: None })
}

/// How probable each shape is, as logarithms, learnt from the document.
#[derive(Clone, Debug)]
pub(super) struct Priors {
    plain: Vec<f64>,
}

impl Priors {
    /// Before anything is known about the document.
    pub(super) fn initial() -> Self {
        Self { plain: PLAIN.iter().map(|shape| shape.2.ln()).collect() }
    }

    /// From how many beads of each shape without gap are expected in the document, smoothed by the
    /// initial shares.
    pub(super) fn learnt(expected: &Counts) -> Self {
        let total = expected.plain.iter().sum::<f64>() + PSEUDO_BEADS;
        let prior = |(count, shape): (&f64, &(usize, usize, f64))| {
            let share = (count + PSEUDO_BEADS * shape.2) / total;
            let most = if shape.0 == 0 || shape.1 == 0 { MOST_EMPTY } else { 1.0 };
            share.min(most).ln()
        };
        Self { plain: expected.plain.iter().zip(&PLAIN).map(prior).collect() }
    }

    /// The prior of a bead; that of the rarest shape where no bead has its shape.
    pub(super) fn of(&self, block: &Block) -> f64 {
        let kept = (block.segments(Side::Source).count(), block.segments(Side::Target).count());
        let known = PLAIN.iter().position(|shape| (shape.0, shape.1) == kept).unwrap_or(PLAIN.len() - 1);
        let gap = block.gap.map(|(side, (start, end))| (side, end - start));
        self.with_gap(known, gap)
    }

    /// The prior of a shape.
    pub(super) fn of_shape(&self, shape: &Shape) -> f64 {
        self.with_gap(shape.base, shape.gap.map(|side| (side, shape.lonely)))
    }

    /// The prior of a shape with so many segments without counterpart inside one side.
    fn with_gap(&self, base: usize, gap: Option<(Side, usize)>) -> f64 {
        let plain = |at: usize| self.plain.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let lonely = match gap {
            None => 0.0,
            Some((Side::Source, lonely)) => lonely as f64 * plain(NO_TARGET) + INSIDE.ln(),
            Some((Side::Target, lonely)) => lonely as f64 * plain(NO_SOURCE) + INSIDE.ln(),
        };
        plain(base) + lonely
    }
}

/// How many beads of each shape without gap there are; a bead with a gap counts as one without and
/// as lonely segments.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    plain: Vec<f64>,
}

impl Counts {
    pub(super) fn none() -> Self {
        Self { plain: vec![0.0; PLAIN.len()] }
    }

    pub(super) fn add(&mut self, shape: &Shape, count: f64) {
        let lonely = match shape.gap {
            Some(Side::Source) => NO_TARGET,
            Some(Side::Target) | None => NO_SOURCE,
        };
        for (at, count) in [(shape.base, count), (lonely, count * shape.lonely as f64)] {
            if let Some(sum) = self.plain.get_mut(at) {
                *sum += count;
            }
        }
    }

    /// The same for a bead without a gap.
    pub(super) fn add_block(&mut self, block: &Block, count: f64) {
        let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
        let base = PLAIN.iter().position(|shape| (shape.0, shape.1) == sizes);
        if let Some(sum) = base.and_then(|base| self.plain.get_mut(base)) {
            *sum += count;
        }
    }

    pub(super) fn join(mut self, other: &Self) -> Self {
        self.plain.iter_mut().zip(&other.plain).for_each(|(sum, count)| *sum += count);
        self
    }
}
