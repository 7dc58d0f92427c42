//! The best chain of beads, and how sure each of them is.
//!
//! Coarse to fine: a first pass with simple beads in a wide band finds the path of a long document.
//! Beads that it is sure of, among others that it is sure of, stay; what lies between is searched
//! again with all shapes, as short documents are from the beginning. How often each shape occurs is
//! learnt from the document in a few rounds, from a low start for beads with an empty side: a prior
//! that expects omissions finds them. Confidence is the posterior of the bead over all paths of the
//! band (forward–backward).

use rayon::prelude::*;

use super::band::{Band, heaviest_chain};
use super::evidence::Space;
use super::lattice::Lattice;
use super::score::{Block, Scorer};
use super::shapes::{self, Counts, Priors, Shape};

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

/// Documents of up to so many cells are searched whole.
const WHOLE: usize = 40_000;
/// The same for what a first pass is not sure of.
const WHOLE_STRETCH: usize = 1_500;
/// How far from the path of the first pass the second looks where that is more.
const RADIUS: usize = 9;
/// A bead of the first pass with this posterior is sure, if its neighbours are too.
const SURE: f64 = 0.99;
/// A longer stretch of doubtful beads is cut into pieces of about so many, for the sake of memory.
const PIECE: usize = 1_000;
/// The frequencies of shapes are learnt from stretches of about so many source segments in all.
const LEARNT_FROM: usize = 4_000;
/// Rounds of learning.
const ROUNDS: usize = 3;
/// The features of a bead are not independent, so their sum is too sure of itself. While shapes are
/// learnt scores are multiplied by this, so that rare shapes get a hearing.
pub(super) const LEARNING: f64 = 0.55;
/// For the confidence that is handed out scores are multiplied by this, fitted so that of beads with
/// confidence c a share of c is right.
pub(super) const CALIBRATION: f64 = 0.6;

/// The best chain of beads over all segments that runs through the `fixed` ones, with a confidence
/// each; the fixed ones must rise on both sides.
pub(super) fn best_beads(scorer: &Scorer, fixed: &[Block]) -> Vec<Found> {
    let mut plan = Plan::default();
    for area in areas(fixed, scorer.size()) {
        plan.add(scorer, area);
    }
    let shapes = shapes::every();
    let priors = learn(scorer, &plan, &shapes);
    let searched = plan.open.par_iter().map_init(
        || Space::new(scorer),
        |space, (area, band)| {
            Lattice::new(scorer, space, *area, band.clone(), &shapes).best_path_with_posteriors(&priors)
        },
    );
    let searched: Vec<Vec<(Block, f64)>> = searched.collect();
    let computed = |(block, confidence)| Found { block, confidence, crossing: false, fixed: false };
    let mut found: Vec<Found> = plan.sure.into_iter().chain(searched.into_iter().flatten()).map(computed).collect();
    let lonely: Vec<Found> =
        found.iter().flat_map(|bead| bead.block.lonely().map(|block| Found { block, ..*bead })).collect();
    found.extend(lonely);
    found.extend(fixed.iter().map(|&block| Found { block, confidence: 1.0, crossing: false, fixed: true }));
    found = super::polish::polish(scorer, found);
    found.sort_by_key(|found| (found.block.source, found.block.target));
    super::moved::repair(scorer, found, &priors)
}

/// What the fixed beads leave over.
fn areas(fixed: &[Block], (sources, targets): (usize, usize)) -> Vec<Block> {
    let end = Block::new((sources, sources), (targets, targets));
    let mut from = (0, 0);
    let mut areas = Vec::new();
    for block in fixed.iter().chain([&end]) {
        areas.push(Block::new((from.0, block.source.0), (from.1, block.target.0)));
        from = (block.source.1, block.target.1);
    }
    areas.retain(|area| area.source.0 < area.source.1 || area.target.0 < area.target.1);
    areas
}

/// What is decided after a first pass, and where to look closely.
#[derive(Default)]
struct Plan {
    sure: Vec<(Block, f64)>,
    open: Vec<(Block, Band)>,
}

impl Plan {
    /// A small area is searched whole, a larger one where a first pass is not sure of it.
    fn add(&mut self, scorer: &Scorer, area: Block) {
        let size = (area.source.1 - area.source.0, area.target.1 - area.target.0);
        if cells(size) <= WHOLE {
            self.open.push((area, Band::full(size)));
            return;
        }
        let anchors = scorer.rare_pairs().into_iter().filter_map(|anchor| anchor.inside(&area)).collect();
        let wide = Band::along(&heaviest_chain(anchors), size);
        let simple = shapes::simple();
        let first = Lattice::large(scorer, area, wide, &simple);
        let path = first.best_path_with_posteriors(&Priors::initial());
        drop(first);
        let sure: Vec<bool> =
            path.iter().map(|(block, posterior)| !block.is_empty_sided() && *posterior >= SURE).collect();
        let stays = |at: usize| {
            let near = at.saturating_sub(1)..(at + 2).min(sure.len());
            sure.get(near).is_some_and(|near| near.iter().all(|sure| *sure))
        };
        let mut doubtful: Vec<Block> = Vec::new();
        for (at, &(block, posterior)) in path.iter().enumerate() {
            if stays(at) {
                self.sure.push((block, posterior));
                self.open(&doubtful);
                doubtful.clear();
            } else {
                doubtful.push(block);
            }
        }
        self.open(&doubtful);
    }

    /// Look closely along a stretch of a path.
    fn open(&mut self, path: &[Block]) {
        for path in path.chunks(PIECE) {
            let (Some(first), Some(last)) = (path.first(), path.last()) else { continue };
            let area = Block::new((first.source.0, last.source.1), (first.target.0, last.target.1));
            let size = (area.source.1 - area.source.0, area.target.1 - area.target.0);
            let band = if cells(size) <= WHOLE_STRETCH {
                Band::full(size)
            } else {
                Band::around(&borders(path, &area), size, RADIUS)
            };
            self.open.push((area, band));
        }
    }
}

fn cells((sources, targets): (usize, usize)) -> usize {
    (sources + 1).saturating_mul(targets + 1)
}

/// Learn the frequencies of the shapes in a few rounds.
fn learn(scorer: &Scorer, plan: &Plan, shapes: &[Shape]) -> Priors {
    let rows: usize = plan.open.iter().map(|(area, _)| area.source.1 - area.source.0).sum();
    let every = rows.div_ceil(LEARNT_FROM).max(1);
    let sampled: Vec<&(Block, Band)> = plan.open.iter().step_by(every).collect();
    let lattices = sampled.par_iter().map_init(
        || Space::new(scorer),
        |space, (area, band)| Lattice::new(scorer, space, *area, band.clone(), shapes),
    );
    let lattices: Vec<Lattice<'_>> = lattices.collect();
    let mut sure = Counts::none();
    plan.sure.iter().for_each(|(block, posterior)| sure.add_block(block, posterior / every as f64));
    let mut priors = Priors::initial();
    for _ in 1..ROUNDS {
        let counts: Vec<Counts> = lattices.par_iter().map(|lattice| lattice.expected_shapes(&priors)).collect();
        priors = Priors::learnt(&counts.iter().fold(sure.clone(), Counts::join));
    }
    priors
}

/// The borders that a path runs through, from (0, 0) to the end, counted from the area's beginning.
fn borders(path: &[Block], area: &Block) -> Vec<(usize, usize)> {
    let ends = path.iter().map(|block| (block.source.1 - area.source.0, block.target.1 - area.target.0));
    std::iter::once((0, 0)).chain(ends).collect()
}
