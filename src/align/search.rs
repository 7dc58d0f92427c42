//! The best chain of beads, and how sure each of them is.
//!
//! Coarse to fine: a first pass with simple beads in a wide band finds the path, a second pass
//! with all shapes looks closely around it. How often each shape occurs is learnt from the
//! document in a few rounds, from a low start for beads with an empty side: a prior that expects
//! omissions finds them. Confidence is the posterior of the bead over all paths of the band
//! (forward–backward).

use super::band::{Band, heaviest_chain};
use super::lattice::Lattice;
use super::score::{Block, Scorer};

/// A chosen bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) block: Block,
    /// Posterior probability of exactly this bead, 0 to 1.
    pub(super) confidence: f64,
    /// Whether it stands outside the order of the others.
    pub(super) crossing: bool,
    /// Whether a person said so.
    pub(super) fixed: bool,
}

/// Source and target segments of a bead, and how often such a bead occurs before anything is
/// known about the document.
pub(super) type Shape = (usize, usize, f64);

pub(super) const SHAPES: [Shape; 28] = [
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
/// The features of a bead are not independent, so their sum is too sure of itself. While shapes are
/// learnt scores are multiplied by this, so that rare shapes get a hearing.
pub(super) const LEARNING: f64 = 0.3;
/// For the confidence that is handed out scores are multiplied by this, fitted so that of beads with
/// confidence c a share of c is right.
pub(super) const CALIBRATION: f64 = 0.6;

/// The same where the path is long.
const NARROW: usize = 4;
/// Areas of more rows are cut into pieces of about so many.
const PIECE: usize = 2_500;
/// The frequencies of shapes are learnt from no more than so many pieces.
const LEARNT_FROM: usize = 8;

/// The best chain of beads over all segments that runs through the `fixed` ones, with a confidence
/// each; the fixed ones must rise on both sides.
pub(super) fn best_beads(scorer: &Scorer<'_>, fixed: &[Block]) -> Vec<Found> {
    let pieces: Vec<(Block, Band)> =
        areas(fixed, scorer.size()).into_iter().flat_map(|area| pieces(scorer, area)).collect();
    let lattice = |(area, band): &(Block, Band)| Lattice::new(scorer, *area, band.clone(), &SHAPES);
    let every = pieces.len().div_ceil(LEARNT_FROM).max(1);
    let mut held: Vec<Lattice<'_>> = pieces.iter().step_by(every).map(lattice).collect();
    let priors = learn(&held);
    let mut found: Vec<Found> =
        fixed.iter().map(|&block| Found { block, confidence: 1.0, crossing: false, fixed: true }).collect();
    held.reverse();
    for (at, piece) in pieces.iter().enumerate() {
        let lattice = if at % every == 0 { held.pop() } else { None }.unwrap_or_else(|| lattice(piece));
        let path = lattice.best_path(&priors);
        let posteriors = lattice.posteriors(&path, &priors);
        let beads = path.into_iter().zip(posteriors);
        found.extend(beads.map(|(block, confidence)| Found { block, confidence, crossing: false, fixed: false }));
    }
    found.sort_by_key(|found| (found.block.source, found.block.target));
    super::moved::repair(scorer, found, &priors)
}

/// The prior of a bead of this shape; `None` when no bead has it.
pub(super) fn prior(priors: &[f64], block: &Block) -> Option<f64> {
    let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
    priors.get(SHAPES.iter().position(|shape| (shape.0, shape.1) == sizes)?).copied()
}

/// What the fixed beads leave over.
fn areas(fixed: &[Block], (sources, targets): (usize, usize)) -> Vec<Block> {
    let end = Block { source: (sources, sources), target: (targets, targets) };
    let mut from = (0, 0);
    let mut areas = Vec::new();
    for block in fixed.iter().chain([&end]) {
        areas.push(Block { source: (from.0, block.source.0), target: (from.1, block.target.0) });
        from = (block.source.1, block.target.1);
    }
    areas.retain(|area| area.source.0 < area.source.1 || area.target.0 < area.target.1);
    areas
}

/// Where to look closely: a small area whole, a larger one along the path of a first pass, and a
/// long path in pieces, so that memory does not grow with the document.
fn pieces(scorer: &Scorer<'_>, area: Block) -> Vec<(Block, Band)> {
    let size = (area.source.1 - area.source.0, area.target.1 - area.target.0);
    if (size.0 + 1).saturating_mul(size.1 + 1) <= WHOLE {
        return vec![(area, Band::full(size))];
    }
    let anchors = scorer.rare_pairs().into_iter().filter_map(|anchor| anchor.inside(&area)).collect();
    let wide = Band::along(&heaviest_chain(anchors), size);
    let coarse = Lattice::new(scorer, area, wide, &SHAPES[..COARSE]);
    let path = coarse.best_path(&initial_priors(&SHAPES[..COARSE]));
    // A long document has many anchors, and its first pass is the better for it.
    let radius = if path.len() > 2 * PIECE { NARROW } else { RADIUS };
    let piece = |path: &[Block]| {
        let (first, last) = (path.first()?, path.last()?);
        let area = Block { source: (first.source.0, last.source.1), target: (first.target.0, last.target.1) };
        let size = (area.source.1 - area.source.0, area.target.1 - area.target.0);
        Some((area, Band::around(&borders(path, &area), size, radius)))
    };
    cut(&path, scorer).into_iter().filter_map(piece).collect()
}

/// Cut a path into pieces at the surest places: between two beads of one segment a side with a
/// high score.
fn cut<'a>(mut path: &'a [Block], scorer: &Scorer<'_>) -> Vec<&'a [Block]> {
    let mut pieces = Vec::new();
    while path.len() > 2 * PIECE {
        let sure = |block: &Block| {
            let single = block.source.1 - block.source.0 == 1 && block.target.1 - block.target.0 == 1;
            if single { scorer.content(block) } else { f64::NEG_INFINITY }
        };
        let near = path.get(PIECE - 100..PIECE + 100).unwrap_or_default();
        let borders = near.windows(2).map(|pair| pair.iter().map(sure).fold(f64::INFINITY, f64::min));
        let best = borders.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at);
        let (piece, rest) = path.split_at(PIECE - 100 + best + 1);
        pieces.push(piece);
        path = rest;
    }
    pieces.push(path);
    pieces
}

/// Learn the frequencies of the shapes in a few rounds.
fn learn(lattices: &[Lattice<'_>]) -> Vec<f64> {
    let mut priors = initial_priors(&SHAPES);
    for _ in 1..ROUNDS {
        let mut expected = vec![0.0; SHAPES.len()];
        for lattice in lattices {
            for (sum, count) in expected.iter_mut().zip(lattice.expected_shapes(&priors)) {
                *sum += count;
            }
        }
        priors = learnt_priors(&expected, &SHAPES);
    }
    priors
}

pub(super) fn initial_priors(shapes: &[Shape]) -> Vec<f64> {
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

/// The borders that a path runs through, from (0, 0) to the end, counted from the area's beginning.
fn borders(path: &[Block], area: &Block) -> Vec<(usize, usize)> {
    let ends = path.iter().map(|block| (block.source.1 - area.source.0, block.target.1 - area.target.0));
    std::iter::once((0, 0)).chain(ends).collect()
}
