//! Text that stands elsewhere in the translation: beads that cross the others.
//!
//! The first search never runs backwards, so of a paragraph that was moved it finds either the
//! place it left or nothing. Segments of doubtful beads are paired here with those they fit best,
//! wherever these stand; a pairing is accepted when the document as a whole scores better for it,
//! the beads that lose segments included. Candidates come from shared rare tokens, so that the work
//! grows with the doubtful segments and not with all pairs.

use rayon::prelude::*;

use super::band::Band;
use super::evidence::Space;
use super::lattice::Lattice;
use super::score::{Block, Scorer};
use super::search::Found;
use super::shapes::{self, Priors, Shape};
use crate::language::Side;

/// What a bead of one segment a side must score to be asked whether it moved.
const SEED: f64 = 2.0;
/// What crossing costs: moves are rare, and chance offers many.
const MOVE: f64 = 1.0;
/// A bead of one segment a side below this score is doubtful, as is every other bead.
const DOUBTFUL: f64 = 4.0;
/// The longest block that is moved, in segments of either side.
const LONGEST: usize = 6;
/// Tokens that stand in more places say nothing about where a segment went.
const PLACES: usize = 40;

/// A block that may have moved: its beads, and what the document gains.
struct Move {
    block: Block,
    beads: Vec<Found>,
    gain: f64,
}

/// Move what has moved; `found` is in order and stays so.
pub(super) fn repair(scorer: &Scorer, found: Vec<Found>, priors: &Priors) -> Vec<Found> {
    let shapes = &shapes::solid();
    let seeds = seeds(scorer, &found);
    let mut state = State::new(found, scorer.size());
    let moves = seeds.par_iter().map_init(
        || Space::new(scorer),
        |space, seed| grown(scorer, space, shapes, *seed, &state, priors).filter(|one| one.gain > 0.0),
    );
    let mut moves: Vec<Move> = moves.collect::<Vec<_>>().into_iter().flatten().collect();
    let space = &mut Space::new(scorer);
    moves.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.block.source.cmp(&b.block.source)));
    for one in moves {
        // What was moved before may have taken the place.
        if let Some(now) = proposal(scorer, space, shapes, one.block, &state, priors).filter(|now| now.gain > 0.0) {
            state.accept(now);
        }
    }
    state.found.retain(|bead| bead.block.source.0 < bead.block.source.1 || bead.block.target.0 < bead.block.target.1);
    state.found.sort_by_key(|found| (found.block.source, found.block.target));
    state.found
}

/// The beads, and for each segment the number of the one that holds it.
struct State {
    found: Vec<Found>,
    sources: Vec<usize>,
    targets: Vec<usize>,
}

impl State {
    fn new(found: Vec<Found>, (sources, targets): (usize, usize)) -> Self {
        let mut state = Self { found: Vec::new(), sources: vec![0; sources], targets: vec![0; targets] };
        found.into_iter().for_each(|bead| state.push(bead));
        state
    }

    fn push(&mut self, bead: Found) {
        let number = self.found.len();
        for (owners, side) in [(&mut self.sources, Side::Source), (&mut self.targets, Side::Target)] {
            bead.block
                .segments(side)
                .for_each(|at| owners.iter_mut().skip(at).take(1).for_each(|owner| *owner = number));
        }
        self.found.push(bead);
    }

    /// Numbers of the beads that hold a segment of `block`.
    fn touched(&self, block: &Block) -> Vec<usize> {
        let sources = self.sources.get(block.source.0..block.source.1).unwrap_or_default();
        let targets = self.targets.get(block.target.0..block.target.1).unwrap_or_default();
        let mut numbers: Vec<usize> = sources.iter().chain(targets).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn accept(&mut self, one: Move) {
        for number in self.touched(&one.block) {
            let Some(slot) = self.found.get_mut(number) else { continue };
            let rest = shrunk(slot, &one.block).unwrap_or_default();
            // An emptied bead keeps the numbering until all moves are done.
            slot.block = Block::default();
            rest.into_iter().for_each(|bead| self.push(bead));
        }
        one.beads.into_iter().for_each(|bead| self.push(bead));
    }
}

/// Pairs of doubtful segments that share rare tokens and fit each other better than their beads do.
fn seeds(scorer: &Scorer, found: &[Found]) -> Vec<Block> {
    let (sources, targets) = scorer.size();
    let mut doubtful = (vec![false; sources], vec![false; targets]);
    let beads: Vec<&Found> = found.par_iter().filter(|bead| is_doubtful(scorer, bead)).collect();
    for bead in beads {
        for (flags, run) in [(&mut doubtful.0, bead.block.source), (&mut doubtful.1, bead.block.target)] {
            flags.iter_mut().take(run.1).skip(run.0).for_each(|flag| *flag = true);
        }
    }
    let is = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or_default();
    let of_source = |source: usize| {
        let partners = scorer.partners_of(source, PLACES).into_iter().filter(|target| is(&doubtful.1, *target));
        let blocks = partners.take(4).map(move |target| Block::new((source, source + 1), (target, target + 1)));
        blocks.filter(|block| scorer.content(block) >= SEED).collect::<Vec<_>>()
    };
    (0..sources).into_par_iter().filter(|source| is(&doubtful.0, *source)).flat_map_iter(of_source).collect()
}

fn is_doubtful(scorer: &Scorer, bead: &Found) -> bool {
    let Block { source, target, .. } = bead.block;
    let single = source.1 - source.0 == 1 && target.1 - target.0 == 1;
    !bead.fixed && (!single || bead.confidence < 0.9 || scorer.content(&bead.block) < DOUBTFUL)
}

/// The seed with as many of its neighbours as gain by moving with it.
fn grown(
    scorer: &Scorer,
    space: &mut Space,
    shapes: &[Shape],
    seed: Block,
    state: &State,
    priors: &Priors,
) -> Option<Move> {
    let mut best = proposal(scorer, space, shapes, seed, state, priors)?;
    // Whoever moved fits better where he is now, were it not for the cost of moving.
    if best.gain + moving(scorer) < 0.0 {
        return None;
    }
    for _ in 0..2 * LONGEST {
        let neighbours = neighbours(&best.block, scorer.size());
        let better = neighbours.into_iter().filter_map(|block| proposal(scorer, space, shapes, block, state, priors));
        let better = better.max_by(|a, b| a.gain.total_cmp(&b.gain)).filter(|next| next.gain > best.gain);
        let Some(next) = better else { break };
        best = next;
    }
    Some(best)
}

/// What it costs to move a block: chance offers the more places the longer the documents are.
fn moving(scorer: &Scorer) -> f64 {
    let (sources, targets) = scorer.size();
    MOVE + ((sources + 1) as f64 * (targets + 1) as f64).ln()
}

/// The block with one or two segments more at its ends, on either side or both.
fn neighbours(block: &Block, (sources, targets): (usize, usize)) -> Vec<Block> {
    let grow = |(start, end): (usize, usize), (before, after): (usize, usize), size: usize| {
        let run = (start.checked_sub(before)?, end + after);
        (run.1 <= size && run.1 - run.0 <= LONGEST).then_some(run)
    };
    const STEPS: [((usize, usize), (usize, usize)); 10] = [
        ((1, 0), (1, 0)),
        ((0, 1), (0, 1)),
        ((1, 0), (0, 0)),
        ((0, 1), (0, 0)),
        ((0, 0), (1, 0)),
        ((0, 0), (0, 1)),
        ((2, 0), (1, 0)),
        ((0, 2), (0, 1)),
        ((1, 0), (2, 0)),
        ((0, 1), (0, 2)),
    ];
    let step = |(source, target): &((usize, usize), (usize, usize))| {
        Some(Block::new(grow(block.source, *source, sources)?, grow(block.target, *target, targets)?))
    };
    STEPS.iter().filter_map(step).collect()
}

/// What the document gains when the block is aligned within itself and its beads lose it; `None`
/// when a bead would be torn apart.
fn proposal(
    scorer: &Scorer,
    space: &mut Space,
    shapes: &[Shape],
    block: Block,
    state: &State,
    priors: &Priors,
) -> Option<Move> {
    let score = |block: &Block| scorer.content(block) + priors.of(block);
    let (mut before, mut after) = (0.0, 0.0);
    let touched = state.touched(&block);
    // A bead that holds both sides already did not move.
    for old in touched.iter().filter_map(|&at| state.found.get(at)) {
        if old.fixed
            || old.crossing
            || old.block.gap.is_some()
            || (overlap(old.block.source, block.source) && overlap(old.block.target, block.target))
        {
            return None;
        }
        before += score(&old.block);
        for rest in shrunk(old, &block)? {
            after += score(&rest.block);
        }
    }
    let size = (block.source.1 - block.source.0, block.target.1 - block.target.0);
    let lattice = Lattice::new(scorer, space, block, Band::full(size), shapes);
    let path = lattice.best_path(&Priors::initial());
    let moved: f64 = path.iter().map(score).sum();
    let gain = moved + after - before - moving(scorer);
    let confidence = 1.0 / (1.0 + (-0.3 * gain).exp());
    let bead = |block: Block| {
        let crossing = block.source.0 < block.source.1 && block.target.0 < block.target.1;
        Found { block, confidence, crossing, fixed: false }
    };
    Some(Move { block, beads: path.into_iter().map(bead).collect(), gain })
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0.max(b.0) < a.1.min(b.1)
}

/// What is left of a bead without the segments of `block`; `None` when it falls apart.
fn shrunk(old: &Found, block: &Block) -> Option<Vec<Found>> {
    let source = difference(old.block.source, block.source)?;
    let target = difference(old.block.target, block.target)?;
    let found = |source: (usize, usize), target: (usize, usize)| Found { block: Block::new(source, target), ..*old };
    if source.0 < source.1 && target.0 < target.1 {
        return Some(vec![found(source, target)]);
    }
    let sources = (source.0..source.1).map(|at| found((at, at + 1), (target.0, target.0)));
    let targets = (target.0..target.1).map(|at| found((source.0, source.0), (at, at + 1)));
    Some(sources.chain(targets).collect())
}

fn difference(run: (usize, usize), gone: (usize, usize)) -> Option<(usize, usize)> {
    match run {
        _ if !overlap(run, gone) => Some(run),
        _ if gone.0 <= run.0 && run.1 <= gone.1 => Some((run.0, run.0)),
        _ if gone.0 <= run.0 => Some((gone.1, run.1)),
        _ if run.1 <= gone.1 => Some((run.0, gone.0)),
        _ => None,
    }
}
