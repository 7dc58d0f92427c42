//! The lattice of beads inside a band: the best path, and the weight of all paths.

use std::collections::VecDeque;

use super::band::Band;
use super::evidence::{Row, forward};
use super::score::{Block, Scorer};
use super::search::{CALIBRATION, LEARNING, Shape};

/// Weights below e to this power of the greatest add nothing in the precision of f64.
const NEGLIGIBLE: f64 = -40.0;

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
    ///
    /// Only the rows that the largest bead reaches back to are held while this runs.
    pub(super) fn new(scorer: &Scorer<'_>, area: Block, band: Band, shapes: &'a [Shape]) -> Self {
        let longest = shapes.iter().map(|shape| shape.0.max(shape.1)).max().unwrap_or(1);
        let scores = Vec::with_capacity(band.len() * shapes.len());
        let mut lattice = Self { area, band, shapes, scores };
        let mut rows: VecDeque<Row> = VecDeque::new();
        for i in 0..=area.source.1 - area.source.0 {
            if let Some(segment) = i.checked_sub(1) {
                let (low, high) = lattice.band.targets_of(segment);
                let targets = (area.target.0 + low, area.target.0 + high);
                rows.push_front(Row::new(scorer, area.source.0 + segment, targets, longest));
                rows.truncate(longest);
            }
            lattice.score_row(scorer, i, &rows, longest);
        }
        lattice
    }

    /// The beads that end at source border `i`; `rows` are the segments before it, nearest first.
    fn score_row(&mut self, scorer: &Scorer<'_>, i: usize, rows: &VecDeque<Row>, longest: usize) {
        let reach = self.band.reach(i, longest);
        let targets = (self.area.target.0 + reach.0, self.area.target.0 + reach.1);
        let forward = forward(scorer, rows, targets);
        for j in self.band.row(i) {
            for shape in self.shapes {
                let score = self.from(i, j, shape).map_or(f32::NAN, |(from_i, from_j, _)| {
                    let block = self.block((from_i, from_j), (i, j));
                    let (sources, count) = (rows.iter().take(shape.0), shape.1);
                    let backward = || sources.map(|row| row.backward(block.target.1, count)).sum::<f64>();
                    let words = match shape {
                        (0, ..) | (_, 0, _) => 0.0,
                        _ => forward.of(shape.0, block.target) + backward(),
                    };
                    scorer.content_with(words, &block) as f32
                });
                self.scores.push(score);
            }
        }
    }

    /// The block between two borders of the lattice.
    fn block(&self, from: (usize, usize), to: (usize, usize)) -> Block {
        let (source, target) = (self.area.source.0, self.area.target.0);
        Block { source: (source + from.0, source + to.0), target: (target + from.1, target + to.1) }
    }

    fn size(&self) -> (usize, usize) {
        (self.area.source.1 - self.area.source.0, self.area.target.1 - self.area.target.0)
    }

    /// Where a bead of `shape` that ends in (i, j) begins, and the number of that cell.
    fn from(&self, i: usize, j: usize, shape: &Shape) -> Option<(usize, usize, usize)> {
        let (i, j) = (i.checked_sub(shape.0)?, j.checked_sub(shape.1)?);
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
            if let Some((_, _, from)) = self.from(i, j, sizes).filter(|_| !score.is_nan()) {
                visit(Edge { from, to, shape, score: f64::from(*score) + prior });
            }
        }
    }

    /// The chain of beads with the best sum of scores.
    pub(super) fn best_path(&self, priors: &[f64]) -> Vec<Block> {
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
        self.trace(&choice)
    }

    fn trace(&self, choice: &[u8]) -> Vec<Block> {
        let mut path = Vec::new();
        let (mut i, mut j) = self.size();
        while (i, j) != (0, 0) {
            let shape =
                self.band.cell(i, j).and_then(|cell| choice.get(cell)).and_then(|&at| self.shapes.get(usize::from(at)));
            let Some((from_i, from_j, _)) = shape.and_then(|shape| self.from(i, j, shape)) else { break };
            path.push(self.block((from_i, from_j), (i, j)));
            (i, j) = (from_i, from_j);
        }
        path.reverse();
        path
    }

    /// Sums over all paths that lead to and from each cell, with each score times `temper`.
    fn sums(&self, priors: &[f64], temper: f64) -> Sums {
        let mut forward = vec![f64::NEG_INFINITY; self.band.len()];
        let mut backward = forward.clone();
        if let (Some(start), Some(end)) = (forward.first_mut(), backward.last_mut()) {
            (*start, *end) = (0.0, 0.0);
        }
        let value = |sums: &[f64], at: usize| sums.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        self.for_each(priors, |edge| {
            let total = value(&forward, edge.from) + edge.score * temper;
            if let Some(sum) = forward.get_mut(edge.to) {
                *sum = log_add(*sum, total);
            }
        });
        self.for_each_reversed(priors, |edge| {
            let total = value(&backward, edge.to) + edge.score * temper;
            if let Some(sum) = backward.get_mut(edge.from) {
                *sum = log_add(*sum, total);
            }
        });
        Sums { forward, backward, temper }
    }

    /// How many beads of each shape a path has on average over all paths.
    pub(super) fn expected_shapes(&self, priors: &[f64]) -> Vec<f64> {
        let sums = self.sums(priors, LEARNING);
        let mut expected = vec![0.0; self.shapes.len()];
        self.for_each(priors, |edge| {
            if let Some(count) = expected.get_mut(edge.shape) {
                *count += sums.posterior(&edge);
            }
        });
        expected
    }

    /// The posterior probability of each bead of `path`.
    pub(super) fn posteriors(&self, path: &[Block], priors: &[f64]) -> Vec<f64> {
        let sums = self.sums(priors, CALIBRATION);
        path.iter().map(|block| self.edge(block, priors).map_or(0.0, |edge| sums.posterior(&edge))).collect()
    }

    fn edge(&self, block: &Block, priors: &[f64]) -> Option<Edge> {
        let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
        let shape = self.shapes.iter().position(|known| (known.0, known.1) == sizes)?;
        let (source, target) = (self.area.source.0, self.area.target.0);
        let from = self.band.cell(block.source.0 - source, block.target.0 - target)?;
        let to = self.band.cell(block.source.1 - source, block.target.1 - target)?;
        let score = f64::from(*self.scores.get(to * self.shapes.len() + shape)?) + priors.get(shape)?;
        Some(Edge { from, to, shape, score })
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
