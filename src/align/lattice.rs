//! The lattice of beads inside a band: the best path, and the weight of all paths.

use std::collections::VecDeque;
use std::ops::Range;

use rayon::prelude::*;

use super::band::Band;
use super::evidence::{Evidence, Row, Space, forward, kept};
use super::score::{Block, Scorer};
use super::search::{CALIBRATION, LEARNING};
use super::shapes::{Counts, LONGEST, Priors, RUNS, Shape};
use crate::language::Side;

/// Weights below e to this power of the greatest add nothing in the precision of f64.
const NEGLIGIBLE: f64 = -40.0;
/// Rows of a large lattice that are scored at one go.
const PIECE: usize = 256;
/// With more cells than this both directions of the sums are worth a processor each.
const LARGE: usize = 10_000;

/// A band with the content score of every bead that ends in each of its cells.
pub(super) struct Lattice<'a> {
    /// The part of the documents it spans; its borders are counted from there.
    area: Block,
    band: Band,
    shapes: &'a [Shape],
    /// For each cell and shape the score of the bead that ends there; NaN where there is none.
    scores: Vec<f32>,
}

impl<'a> Lattice<'a> {
    /// Score every bead of `shapes` that fits into `band`.
    pub(super) fn new(scorer: &Scorer, space: &mut Space, area: Block, band: Band, shapes: &'a [Shape]) -> Self {
        let mut lattice = Self { area, band, shapes, scores: Vec::new() };
        let all = 0..lattice.size().0 + 1;
        lattice.scores = lattice.scores_of(scorer, space, all);
        lattice
    }

    /// The same for a large area, whose rows are shared out among all processors.
    pub(super) fn large(scorer: &Scorer, area: Block, band: Band, shapes: &'a [Shape]) -> Self {
        let mut lattice = Self { area, band, shapes, scores: Vec::new() };
        let rows = lattice.size().0 + 1;
        let pieces: Vec<Range<usize>> =
            (0..rows).step_by(PIECE).map(|first| first..(first + PIECE).min(rows)).collect();
        let scored = pieces
            .into_par_iter()
            .map_init(|| Space::new(scorer), |space, rows| lattice.scores_of(scorer, space, rows));
        lattice.scores = scored.collect::<Vec<_>>().concat();
        lattice
    }

    /// The scores of the beads that end at the source borders `rows`.
    ///
    /// Only the segments that the largest bead reaches back to are held while this runs.
    fn scores_of(&self, scorer: &Scorer, space: &mut Space, rows: Range<usize>) -> Vec<f32> {
        let longest = self.shapes.iter().map(|shape| shape.source.max(shape.target)).max().unwrap_or(1);
        let has_gaps = self.shapes.iter().any(|shape| shape.gap.is_some());
        let runs = if has_gaps { RUNS.len() } else { longest.min(LONGEST) };
        let mut scores = Vec::new();
        let mut before: VecDeque<Row> = VecDeque::new();
        for i in (rows.start + 1).saturating_sub(longest)..rows.end {
            if let Some(segment) = i.checked_sub(1) {
                let (low, high) = self.band.targets_of(segment);
                let targets = (self.area.target.0 + low, self.area.target.0 + high);
                before.push_front(Row::new(scorer, space, self.area.source.0 + segment, targets, runs));
                before.truncate(longest);
            }
            if i >= rows.start {
                self.score_row(scorer, space, i, &before, runs, &mut scores);
            }
        }
        scores
    }

    /// Add the scores of the beads that end at source border `i`; `rows` are the segments before it, nearest first.
    fn score_row(
        &self,
        scorer: &Scorer,
        space: &mut Space,
        i: usize,
        rows: &VecDeque<Row>,
        runs: usize,
        scores: &mut Vec<f32>,
    ) {
        let reach = self.band.reach(i, LONGEST);
        let targets = (self.area.target.0 + reach.0, self.area.target.0 + reach.1);
        let forward = forward(scorer, space, rows, self.area.source.0 + i, targets, runs);
        for j in self.band.row(i) {
            for shape in self.shapes {
                let score = self.from(i, j, shape).map_or(f32::NAN, |from| {
                    let block = self.block((from.0, from.1), (i, j), shape);
                    let words = if shape.is_empty_sided() {
                        (Evidence::default(), Evidence::default())
                    } else {
                        let mut said = forward.of(shape.source_run, block.target);
                        if let Some((Side::Target, gap)) = block.gap {
                            said = said - forward.of(shape.source_run, gap);
                        }
                        let mut answered = Evidence::default();
                        for segment in block.segments(Side::Source) {
                            if let Some(row) = rows.get(block.source.1 - 1 - segment) {
                                answered += row.backward(block.target.1, shape.target_run);
                            }
                        }
                        (said, answered)
                    };
                    let lonely = block.gap.map_or(0.0, |(side, run)| scorer.lonely(side, run));
                    (scorer.content_with(words, &block) + lonely) as f32
                });
                scores.push(score);
            }
        }
    }

    /// The block between two borders of the lattice.
    fn block(&self, from: (usize, usize), to: (usize, usize), shape: &Shape) -> Block {
        let (source, target) = (self.area.source.0, self.area.target.0);
        let gap =
            |run: usize, end: usize| RUNS.get(run).map(|run| kept(run, end)).map(|(before, after)| (before.1, after.0));
        let (source, target) = ((source + from.0, source + to.0), (target + from.1, target + to.1));
        let gap = match shape.gap {
            Some(Side::Source) => gap(shape.source_run, source.1).map(|gap| (Side::Source, gap)),
            Some(Side::Target) => gap(shape.target_run, target.1).map(|gap| (Side::Target, gap)),
            None => None,
        };
        Block { source, target, gap }
    }

    fn size(&self) -> (usize, usize) {
        (self.area.source.1 - self.area.source.0, self.area.target.1 - self.area.target.0)
    }

    /// Where a bead of `shape` that ends in (i, j) begins, and the number of that cell.
    fn from(&self, i: usize, j: usize, shape: &Shape) -> Option<(usize, usize, usize)> {
        let (i, j) = (i.checked_sub(shape.source)?, j.checked_sub(shape.target)?);
        Some((i, j, self.band.cell(i, j)?))
    }

    /// Visit each bead of the lattice in an order in which its start has been visited before.
    fn for_each(&self, priors: &[f64], mut visit: impl FnMut(Edge)) {
        let mut to = 0;
        for i in 0..=self.size().0 {
            for j in self.band.row(i) {
                self.edges_to(i, j, to, priors, &mut visit);
                to += 1;
            }
        }
    }

    /// Visit each bead of the lattice in an order in which its end has been visited before.
    fn for_each_reversed(&self, priors: &[f64], mut visit: impl FnMut(Edge)) {
        let mut to = self.band.len();
        for i in (0..=self.size().0).rev() {
            for j in self.band.row(i).rev() {
                to = to.saturating_sub(1);
                self.edges_to(i, j, to, priors, &mut visit);
            }
        }
    }

    /// The beads that end in cell number `to`, which is (i, j).
    fn edges_to(&self, i: usize, j: usize, to: usize, priors: &[f64], visit: &mut impl FnMut(Edge)) {
        let first = to * self.shapes.len();
        let scores = self.scores.get(first..first + self.shapes.len()).unwrap_or_default();
        for (shape, ((sizes, score), prior)) in self.shapes.iter().zip(scores).zip(priors).enumerate() {
            if score.is_nan() {
                continue;
            }
            if let Some((_, _, from)) = self.from(i, j, sizes) {
                visit(Edge { from, to, shape, score: f64::from(*score) + prior });
            }
        }
    }

    /// The prior of each shape.
    fn shape_priors(&self, priors: &Priors) -> Vec<f64> {
        self.shapes.iter().map(|shape| priors.of_shape(shape)).collect()
    }

    /// The chain of beads with the best sum of scores.
    pub(super) fn best_path(&self, priors: &Priors) -> Vec<Block> {
        self.best_edges(&self.shape_priors(priors)).into_iter().map(|(block, _)| block).collect()
    }

    /// The chain of beads with the best sum of scores, each with its posterior probability.
    pub(super) fn best_path_with_posteriors(&self, priors: &Priors) -> Vec<(Block, f64)> {
        let priors = self.shape_priors(priors);
        let sums = self.sums(&priors, CALIBRATION);
        self.best_edges(&priors).into_iter().map(|(block, edge)| (block, sums.posterior(&edge))).collect()
    }

    fn best_edges(&self, priors: &[f64]) -> Vec<(Block, Edge)> {
        let mut best = vec![f64::NEG_INFINITY; self.band.len()];
        let mut choice = vec![u8::MAX; self.band.len()];
        if let Some(start) = best.first_mut() {
            *start = 0.0;
        }
        self.for_each(priors, |edge| {
            let total = best.get(edge.from).copied().unwrap_or(f64::NEG_INFINITY) + edge.score;
            if let (Some(best), Some(choice)) = (best.get_mut(edge.to), choice.get_mut(edge.to))
                && total > *best
            {
                *best = total;
                *choice = u8::try_from(edge.shape).unwrap_or(u8::MAX);
            }
        });
        self.trace(&choice, priors)
    }

    fn trace(&self, choice: &[u8], priors: &[f64]) -> Vec<(Block, Edge)> {
        let mut path = Vec::new();
        let (mut i, mut j) = self.size();
        while (i, j) != (0, 0) {
            let Some(to) = self.band.cell(i, j) else { break };
            let shape = choice.get(to).map_or(usize::MAX, |&at| usize::from(at));
            let Some(sizes) = self.shapes.get(shape) else { break };
            let Some((from_i, from_j, from)) = self.from(i, j, sizes) else { break };
            let score = self.scores.get(to * self.shapes.len() + shape).copied().unwrap_or(f32::NAN);
            let score = f64::from(score) + priors.get(shape).copied().unwrap_or_default();
            path.push((self.block((from_i, from_j), (i, j), sizes), Edge { from, to, shape, score }));
            (i, j) = (from_i, from_j);
        }
        path.reverse();
        path
    }

    /// Sums over all paths that lead to and from each cell, with each score times `temper`.
    fn sums(&self, priors: &[f64], temper: f64) -> Sums {
        let nothing = || vec![f64::NEG_INFINITY; self.band.len()];
        let value = |sums: &[f64], at: usize| sums.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let to = || {
            let mut sums = nothing();
            sums.iter_mut().take(1).for_each(|start| *start = 0.0);
            self.for_each(priors, |edge| {
                let total = value(&sums, edge.from) + edge.score * temper;
                if let Some(sum) = sums.get_mut(edge.to) {
                    *sum = log_add(*sum, total);
                }
            });
            sums
        };
        let from = || {
            let mut sums = nothing();
            sums.iter_mut().rev().take(1).for_each(|end| *end = 0.0);
            self.for_each_reversed(priors, |edge| {
                let total = value(&sums, edge.to) + edge.score * temper;
                if let Some(sum) = sums.get_mut(edge.from) {
                    *sum = log_add(*sum, total);
                }
            });
            sums
        };
        let (forward, backward) = if self.band.len() > LARGE { rayon::join(to, from) } else { (to(), from()) };
        Sums { forward, backward, temper }
    }

    /// How many beads of each shape a path has on average over all paths.
    pub(super) fn expected_shapes(&self, priors: &Priors) -> Counts {
        let priors = self.shape_priors(priors);
        let sums = self.sums(&priors, LEARNING);
        let mut expected = vec![0.0; self.shapes.len()];
        self.for_each(&priors, |edge| {
            if let Some(count) = expected.get_mut(edge.shape) {
                *count += sums.posterior(&edge);
            }
        });
        let mut counts = Counts::none();
        self.shapes.iter().zip(expected).for_each(|(shape, count)| counts.add(shape, count));
        counts
    }
}

/// A bead of the lattice.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// Number of the cell in which it begins.
    from: usize,
    /// Number of the cell in which it ends.
    to: usize,
    /// Number of its shape.
    shape: usize,
    /// Its score with the prior of its shape.
    score: f64,
}

/// Logarithms of the summed weights of all paths to and from each cell.
struct Sums {
    forward: Vec<f64>,
    backward: Vec<f64>,
    temper: f64,
}

impl Sums {
    /// The share of all paths, by weight, that run through a bead.
    fn posterior(&self, edge: &Edge) -> f64 {
        let value = |sums: &[f64], at: usize| sums.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let all = self.forward.last().copied().unwrap_or_default();
        let through = value(&self.forward, edge.from) + edge.score * self.temper + value(&self.backward, edge.to);
        if through - all > NEGLIGIBLE { (through - all).exp().min(1.0) } else { 0.0 }
    }
}

/// ln(e^a + e^b) without leaving the range of f64.
fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    // Also false where both are infinitely small and the difference is no number.
    if low - high > NEGLIGIBLE { high + (low - high).exp().ln_1p() } else { high }
}
