//! Beads that a person confirmed, as fixed points of the search.
//!
//! Those with text on both sides that rise together cut the lattice: each comes out exactly, and
//! what lies between is aligned anew. The others (moved text, segments without a counterpart) are
//! taken out of both documents beforehand and handed back at the end.

use std::borrow::Cow;

use super::band::heaviest_chain;
use super::score::{Anchor, Block};
use crate::bitext::{Bead, Half, Origin};
use crate::document::SegmentId;

/// No bead runs across the place where something was taken out: it counts as so many paragraphs.
const HOLE: u32 = 1_000;

/// Segments of a bead with so many others between them are no longer near each other.
const WIDEST_GAP: u32 = 8;

/// Why a confirmed bead cannot be a fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It has no segment at all.
    Empty,
    /// It names a segment that the document does not have.
    OutOfRange,
    /// The segments of one side are not in order, or not near each other.
    NotNeighbours,
    /// It names a segment that an earlier confirmed bead has.
    Contradicts,
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "it has no segment",
            Self::OutOfRange => "it names a segment that the document does not have",
            Self::NotNeighbours => "its segments are not in order, or not near each other",
            Self::Contradicts => "an earlier bead has one of its segments",
        })
    }
}

/// The confirmed beads that [`super::align`] passes over, by their place in the list.
pub fn rejected(source: &Half, target: &Half, confirmed: &[Bead]) -> Vec<(usize, Rejected)> {
    verdicts(source, target, confirmed).into_iter().enumerate().filter_map(|(at, why)| Some((at, why?))).collect()
}

/// The documents without what was taken out, and the fixed beads.
pub(super) struct Fixed<'a> {
    pub(super) source: Cow<'a, Half>,
    pub(super) target: Cow<'a, Half>,
    /// In rising order, in the numbering of the documents above.
    pub(super) blocks: Vec<Block>,
    /// The beads whose segments were taken out.
    pub(super) taken: Vec<Bead>,
}

impl<'a> Fixed<'a> {
    pub(super) fn new(source: &'a Half, target: &'a Half, confirmed: &[Bead]) -> Self {
        let verdicts = verdicts(source, target, confirmed);
        let good: Vec<&Bead> =
            confirmed.iter().zip(verdicts).filter(|(_, why)| why.is_none()).map(|(b, _)| b).collect();
        let anchor = |bead: &&Bead| {
            let (source, target) = (bead.source.first()?.0, bead.target.first()?.0);
            (!bead.crossing).then_some(Anchor { source, target, weight: 1.0 })
        };
        let chain = heaviest_chain(good.iter().filter_map(anchor).collect());
        let solid = |ids: &[SegmentId]| ids.windows(2).all(|pair| matches!(pair, [a, b] if a.0 + 1 == b.0));
        let in_chain = |bead: &Bead| {
            let first = |ids: &[SegmentId]| ids.first().map(|id| id.0 as usize);
            let pair = first(&bead.source).zip(first(&bead.target));
            !bead.crossing && pair.is_some_and(|pair| chain.binary_search(&pair).is_ok())
        };
        let (fixed, out): (Vec<&Bead>, Vec<&Bead>) =
            good.into_iter().partition(|bead| in_chain(bead) && solid(&bead.source) && solid(&bead.target));
        let source = without(source, out.iter().flat_map(|bead| &bead.source));
        let target = without(target, out.iter().flat_map(|bead| &bead.target));
        let run = |half: &Half, ids: &[SegmentId]| {
            let start = ids.first().map_or(0, |id| half.document.segments.partition_point(|segment| segment.id < *id));
            (start, start + ids.len())
        };
        let block = |bead: &&Bead| Block::new(run(&source, &bead.source), run(&target, &bead.target));
        let mut blocks: Vec<Block> = fixed.iter().map(block).collect();
        blocks.sort_unstable_by_key(|block| block.source);
        let confirm = |bead: &Bead| {
            let crossing = !bead.source.is_empty() && !bead.target.is_empty() && !in_chain(bead);
            Bead { confidence: 1.0, origin: Origin::Confirmed, crossing, ..bead.clone() }
        };
        Self { source, target, blocks, taken: out.into_iter().map(confirm).collect() }
    }
}

fn verdicts(source: &Half, target: &Half, confirmed: &[Bead]) -> Vec<Option<Rejected>> {
    let mut seen = (vec![false; source.document.segments.len()], vec![false; target.document.segments.len()]);
    let mut verdict = |bead: &Bead| {
        if bead.source.is_empty() && bead.target.is_empty() {
            return Some(Rejected::Empty);
        }
        let why = doubt(&bead.source, &seen.0).or_else(|| doubt(&bead.target, &seen.1));
        if why.is_none() {
            mark(&bead.source, &mut seen.0);
            mark(&bead.target, &mut seen.1);
        }
        why
    };
    confirmed.iter().map(&mut verdict).collect()
}

fn doubt(ids: &[SegmentId], seen: &[bool]) -> Option<Rejected> {
    let near = |pair: &[SegmentId]| matches!(pair, [a, b] if a < b && b.0 - a.0 <= WIDEST_GAP);
    if ids.iter().any(|id| id.0 as usize >= seen.len()) {
        Some(Rejected::OutOfRange)
    } else if !ids.windows(2).all(near) {
        Some(Rejected::NotNeighbours)
    } else if ids.iter().any(|id| seen.get(id.0 as usize).copied().unwrap_or(true)) {
        Some(Rejected::Contradicts)
    } else {
        None
    }
}

fn mark(ids: &[SegmentId], seen: &mut [bool]) {
    for id in ids {
        if let Some(seen) = seen.get_mut(id.0 as usize) {
            *seen = true;
        }
    }
}

fn without<'a, 'b>(half: &'a Half, ids: impl Iterator<Item = &'b SegmentId>) -> Cow<'a, Half> {
    let mut gone = vec![false; half.document.segments.len()];
    ids.for_each(|id| mark(&[*id], &mut gone));
    if !gone.contains(&true) {
        return Cow::Borrowed(half);
    }
    let mut left = half.clone();
    let mut holes = 0;
    left.document.segments.clear();
    for (segment, gone) in half.document.segments.iter().zip(gone) {
        if gone {
            holes += 1;
        } else {
            let paragraph = segment.paragraph.saturating_add(HOLE.saturating_mul(holes));
            left.document.segments.push(crate::document::Segment { paragraph, ..segment.clone() });
        }
    }
    Cow::Owned(left)
}
