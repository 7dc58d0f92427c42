//! The best chain of beads, and how sure each of them is.
//!
//! Coarse to fine: a first pass with simple beads in a wide band finds the path, a second pass
//! with all shapes looks closely around it. How often each shape occurs is learnt from the
//! document in a few rounds, from a low start for beads with an empty side: a prior that expects
//! omissions finds them. Confidence is the posterior of the bead over all paths of the band
//! (forward–backward).

use super::band::Band;
use super::score::{Block, LinkTable, Scorer};

/// A chosen bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) block: Block,
    /// Posterior probability of exactly this bead, 0 to 1.
    pub(super) confidence: f64,
}

/// Source and target segments of a bead, and how often such a bead occurs before anything is
/// known about the document.
type Shape = (usize, usize, f64);

const SHAPES: [Shape; 28] = [
    (1, 1, 0.88),
    (1, 0, 0.012),
    (0, 1, 0.012),
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
/// The shapes of the first pass: the simple ones stand first.
const COARSE: usize = 5;
/// Lattices of up to so many cells are searched whole.
const WHOLE: usize = 40_000;
/// How far from the path of the first pass the second looks.
const RADIUS: usize = 9;
/// How many beads the initial shape frequencies count as.
const PSEUDO_BEADS: f64 = 10.0;
/// No more than this share of beads is ever expected to have an empty side.
const MOST_EMPTY: f64 = 0.35;
const ROUNDS: usize = 3;
/// The features of a bead are not independent, so their sum is too sure of itself; fitted so that
/// of beads with confidence c a share of c is right.
const TEMPERATURE: f64 = 0.3;

/// The best chain of beads over all segments, with a confidence each.
pub(super) fn best_beads(scorer: &Scorer<'_>) -> Vec<Found> {
    let size = scorer.size();
    let band = if (size.0 + 1).saturating_mul(size.1 + 1) <= WHOLE {
        Band::full(size)
    } else {
        let wide = Band::along(&scorer.rare_pairs(), size);
        let coarse = Lattice::new(scorer, wide, &SHAPES[..COARSE]);
        let path = coarse.best_path(&initial_priors(coarse.shapes));
        Band::around(&borders(&path), size, RADIUS)
    };
    let lattice = Lattice::new(scorer, band, &SHAPES);
    let mut priors = initial_priors(&SHAPES);
    for _ in 1..ROUNDS {
        priors = learnt_priors(&lattice.expected_shapes(&priors), &SHAPES);
    }
    let path = lattice.best_path(&priors);
    let posteriors = lattice.posteriors(&path, &priors);
    path.into_iter().zip(posteriors).map(|(block, confidence)| Found { block, confidence }).collect()
}

fn initial_priors(shapes: &[Shape]) -> Vec<f64> {
    shapes.iter().map(|(_, _, share)| share.ln()).collect()
}

/// Frequencies of the shapes, from how many are expected in the document, smoothed by the initial
/// ones.
fn learnt_priors(expected: &[f64], shapes: &[Shape]) -> Vec<f64> {
    let total = expected.iter().sum::<f64>() + PSEUDO_BEADS;
    let prior = |(count, shape): (&f64, &Shape)| {
        let share = (count + PSEUDO_BEADS * shape.2) / total;
        let most = if shape.0 == 0 || shape.1 == 0 { MOST_EMPTY } else { 1.0 };
        share.min(most).ln()
    };
    expected.iter().zip(shapes).map(prior).collect()
}

/// The borders that a path runs through, from (0, 0) to the end.
fn borders(path: &[Block]) -> Vec<(usize, usize)> {
    std::iter::once((0, 0)).chain(path.iter().map(|block| (block.source.1, block.target.1))).collect()
}

/// A band with the content score of every bead that ends in each of its cells.
struct Lattice<'a> {
    band: Band,
    shapes: &'a [Shape],
    size: (usize, usize),
    /// For each cell and shape the score of the bead that ends there; NaN where there is none.
    scores: Vec<f32>,
}

impl<'a> Lattice<'a> {
    fn new(scorer: &Scorer<'_>, band: Band, shapes: &'a [Shape]) -> Self {
        let table = scorer.link_table(&band);
        let size = scorer.size();
        let mut lattice = Self { scores: Vec::with_capacity(band.len() * shapes.len()), band, shapes, size };
        for i in 0..=size.0 {
            for j in lattice.band.row(i) {
                let scores: Vec<f32> = shapes.iter().map(|shape| lattice.score(scorer, &table, i, j, shape)).collect();
                lattice.scores.extend(scores);
            }
        }
        lattice
    }

    fn score(&self, scorer: &Scorer<'_>, table: &LinkTable, i: usize, j: usize, shape: &Shape) -> f32 {
        match self.from(i, j, shape) {
            Some((from_i, from_j, _)) => {
                scorer.content(table, &Block { source: (from_i, i), target: (from_j, j) }) as f32
            }
            None => f32::NAN,
        }
    }

    /// Where a bead of `shape` that ends in (i, j) begins, and the number of that cell.
    fn from(&self, i: usize, j: usize, shape: &Shape) -> Option<(usize, usize, usize)> {
        let (i, j) = (i.checked_sub(shape.0)?, j.checked_sub(shape.1)?);
        Some((i, j, self.band.cell(i, j)?))
    }

    /// Visit each bead of the lattice in an order in which its start has been visited before.
    fn for_each(&self, priors: &[f64], mut visit: impl FnMut(Edge)) {
        let mut to = 0;
        for i in 0..=self.size.0 {
            for j in self.band.row(i) {
                self.edges_to(i, j, to, priors, &mut visit);
                to += 1;
            }
        }
    }

    /// Visit each bead of the lattice in an order in which its end has been visited before.
    fn for_each_reversed(&self, priors: &[f64], mut visit: impl FnMut(Edge)) {
        let mut to = self.band.len();
        for i in (0..=self.size.0).rev() {
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
    fn best_path(&self, priors: &[f64]) -> Vec<Block> {
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
        let (mut i, mut j) = self.size;
        while (i, j) != (0, 0) {
            let shape =
                self.band.cell(i, j).and_then(|cell| choice.get(cell)).and_then(|&at| self.shapes.get(usize::from(at)));
            let Some((from_i, from_j, _)) = shape.and_then(|shape| self.from(i, j, shape)) else { break };
            path.push(Block { source: (from_i, i), target: (from_j, j) });
            (i, j) = (from_i, from_j);
        }
        path.reverse();
        path
    }

    /// Sums over all paths that lead to and from each cell.
    fn sums(&self, priors: &[f64]) -> Sums {
        let mut forward = vec![f64::NEG_INFINITY; self.band.len()];
        let mut backward = forward.clone();
        if let (Some(start), Some(end)) = (forward.first_mut(), backward.last_mut()) {
            (*start, *end) = (0.0, 0.0);
        }
        let value = |sums: &[f64], at: usize| sums.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        self.for_each(priors, |edge| {
            let total = value(&forward, edge.from) + edge.score * TEMPERATURE;
            if let Some(sum) = forward.get_mut(edge.to) {
                *sum = log_add(*sum, total);
            }
        });
        self.for_each_reversed(priors, |edge| {
            let total = value(&backward, edge.to) + edge.score * TEMPERATURE;
            if let Some(sum) = backward.get_mut(edge.from) {
                *sum = log_add(*sum, total);
            }
        });
        Sums { forward, backward }
    }

    /// How many beads of each shape a path has on average over all paths.
    fn expected_shapes(&self, priors: &[f64]) -> Vec<f64> {
        let sums = self.sums(priors);
        let mut expected = vec![0.0; self.shapes.len()];
        self.for_each(priors, |edge| {
            if let Some(count) = expected.get_mut(edge.shape) {
                *count += sums.posterior(&edge);
            }
        });
        expected
    }

    /// The posterior probability of each bead of `path`.
    fn posteriors(&self, path: &[Block], priors: &[f64]) -> Vec<f64> {
        let sums = self.sums(priors);
        path.iter().map(|block| self.edge(block, priors).map_or(0.0, |edge| sums.posterior(&edge))).collect()
    }

    fn edge(&self, block: &Block, priors: &[f64]) -> Option<Edge> {
        let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
        let shape = self.shapes.iter().position(|known| (known.0, known.1) == sizes)?;
        let from = self.band.cell(block.source.0, block.target.0)?;
        let to = self.band.cell(block.source.1, block.target.1)?;
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
}

impl Sums {
    /// The share of all paths, by weight, that run through a bead.
    fn posterior(&self, edge: &Edge) -> f64 {
        let value = |sums: &[f64], at: usize| sums.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        let all = self.forward.last().copied().unwrap_or_default();
        let through = value(&self.forward, edge.from) + edge.score * TEMPERATURE + value(&self.backward, edge.to);
        (through - all).exp().clamp(0.0, 1.0)
    }
}

/// ln(e^a + e^b) without leaving the range of f64.
fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
