//! Which cells of the lattice are looked at.
//!
//! A lattice of n source and m target segments has (n+1)·(m+1) points; a band keeps, for each
//! source border i, a run of target borders j. Short documents are searched whole. For long ones
//! the band follows a chain of anchors: pairs of segments that share words rare on both sides,
//! taken in an order that never runs backwards.

use super::score::Anchor;

/// Bands along anchors are narrowed to about so many cells.
const MOST_CELLS: usize = 8_000_000;

/// For each source border 0..=n the target borders `low..=high` that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Band {
    rows: Vec<(usize, usize)>,
    /// Number of the first cell of each row; one more than rows.
    offsets: Vec<usize>,
}

impl Band {
    fn new(mut rows: Vec<(usize, usize)>, targets: usize) -> Self {
        // The ends belong to the band, and neighbouring rows meet, so that a path exists.
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = targets;
        }
        let mut reach = 0;
        for row in &mut rows {
            row.0 = row.0.min(reach);
            row.1 = row.1.clamp(row.0, targets).max(reach.min(targets));
            reach = row.1;
        }
        let mut floor = targets;
        for row in rows.iter_mut().rev() {
            row.0 = row.0.min(floor);
            floor = row.0;
        }
        let mut offsets = vec![0];
        let mut offset = 0;
        for (low, high) in &rows {
            offset += high - low + 1;
            offsets.push(offset);
        }
        Self { rows, offsets }
    }

    /// Every cell.
    pub(super) fn full((sources, targets): (usize, usize)) -> Self {
        Self::new(vec![(0, targets); sources + 1], targets)
    }

    /// The cells around a path of borders that runs from (0, 0) to (n, m).
    pub(super) fn around(path: &[(usize, usize)], (sources, targets): (usize, usize), radius: usize) -> Self {
        let mut rows = vec![(usize::MAX, 0); sources + 1];
        for pair in path.windows(2) {
            let [(i0, j0), (i1, j1)] = *pair else { continue };
            for row in rows.iter_mut().take(i1 + 1).skip(i0) {
                row.0 = row.0.min(j0.saturating_sub(radius));
                row.1 = row.1.max(j1 + radius).min(targets);
            }
        }
        for row in &mut rows {
            row.0 = row.0.min(row.1);
        }
        // A jump along one side is followed for `radius` rows as well.
        let spread = rows.clone();
        for (i, row) in rows.iter_mut().enumerate() {
            let near = spread.get(i.saturating_sub(radius)..(i + radius + 1).min(spread.len())).unwrap_or_default();
            row.0 = near.first().map_or(row.0, |first| row.0.min(first.0.max(row.0.saturating_sub(radius))));
            row.1 = near.last().map_or(row.1, |last| row.1.max(last.1.min(row.1 + radius)));
        }
        Self::new(rows, targets)
    }

    /// The cells along a chain that rises through `anchors`; fewer the longer the documents.
    pub(super) fn along(anchors: &[(usize, usize)], (sources, targets): (usize, usize)) -> Self {
        let mut points = vec![(0, 0)];
        points.extend(anchors);
        points.push((sources, targets));
        let gaps = || points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let rows_of = |((i0, _), (i1, _)): ((usize, usize), (usize, usize))| i1 - i0 + 1;
        let wanted: usize = gaps().map(|gap| rows_of(gap) * (2 * radius(gap) + 1)).sum();
        let mut rows = vec![(usize::MAX, 0); sources + 1];
        for (from, to) in gaps() {
            let (rises, runs) = (to.1.saturating_sub(from.1), (to.0 - from.0).max(1));
            let full = radius((from, to));
            let radius =
                if wanted > MOST_CELLS { (full * (MOST_CELLS / 1_000) / (wanted / 1_000)).max(3) } else { full };
            // What the slope asks for is not negotiable: rows must meet.
            let radius = radius.max(rises / runs + 1);
            for i in from.0..=to.0 {
                let centre = from.1 + rises * (i - from.0) / runs;
                if let Some(row) = rows.get_mut(i) {
                    row.0 = row.0.min(centre.saturating_sub(radius));
                    row.1 = row.1.max(centre + radius).min(targets);
                }
            }
        }
        Self::new(rows, targets)
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.offsets.last().copied().unwrap_or_default()
    }

    /// The target borders of source border `i`.
    pub(super) fn row(&self, i: usize) -> std::ops::RangeInclusive<usize> {
        let (low, high) = self.rows.get(i).copied().unwrap_or((1, 0));
        low..=high
    }

    /// The number of cell (i, j); `None` outside the band.
    pub(super) fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let (low, high) = self.rows.get(i).copied()?;
        (low <= j && j <= high).then(|| self.offsets.get(i).copied().unwrap_or_default() + j - low)
    }

    /// The target segments `low..high` that a bead of up to `longest` segments a side may hold when
    /// it ends at source border `i`.
    pub(super) fn reach(&self, i: usize, longest: usize) -> (usize, usize) {
        let low = self.rows.get(i.saturating_sub(longest)).map_or(0, |row| row.0);
        (low, self.rows.get(i).map_or(low, |row| row.1))
    }

    /// The target segments `low..high` that source segment `segment` may be joined with by a bead
    /// of up to eight source segments.
    pub(super) fn targets_of(&self, segment: usize) -> (usize, usize) {
        let near = self.rows.get(segment.saturating_sub(7)..(segment + 9).min(self.rows.len())).unwrap_or_default();
        let low = near.iter().map(|row| row.0).min().unwrap_or_default();
        let high = near.iter().map(|row| row.1).max().unwrap_or_default();
        (low, high)
    }
}

/// How far from the straight line between two anchors the path may wander: further where they are
/// far apart.
fn radius((from, to): ((usize, usize), (usize, usize))) -> usize {
    let (rises, runs) = (to.1.saturating_sub(from.1), (to.0 - from.0).max(1));
    20 + rises.abs_diff(runs).min(300) + rises.min(runs).min(2_000) / 10 + rises / runs
}

/// The heaviest chain of anchors that rises on both sides; anchors that stand alone against their
/// neighbours fall out by themselves.
///
/// For each anchor the heaviest chain that ends in it is the heaviest one that ends before it on
/// both sides, found in a Fenwick tree of maxima over the target.
pub(super) fn heaviest_chain(mut anchors: Vec<Anchor>) -> Vec<(usize, usize)> {
    // Of anchors with the same source the higher target first, so that only one enters the chain.
    anchors.sort_unstable_by_key(|anchor| (anchor.source, std::cmp::Reverse(anchor.target)));
    anchors.dedup_by(|next, kept| {
        let same = (next.source, next.target) == (kept.source, kept.target);
        kept.weight += if same { next.weight } else { 0.0 };
        same
    });
    let highest = anchors.iter().map(|anchor| anchor.target).max().unwrap_or_default() as usize;
    let mut tree: Vec<(f64, u32)> = vec![(0.0, u32::MAX); highest + 2];
    let mut before: Vec<u32> = Vec::with_capacity(anchors.len());
    let mut best = (0.0, u32::MAX);
    for (at, anchor) in (0_u32..).zip(&anchors) {
        let (weight, previous) = heaviest_before(&tree, anchor.target as usize);
        before.push(previous);
        let total = weight + f64::from(anchor.weight);
        let mut node = anchor.target as usize + 1;
        while let Some(slot) = tree.get_mut(node).filter(|slot| slot.0 < total) {
            *slot = (total, at);
            node += node & node.wrapping_neg();
        }
        if total > best.0 {
            best = (total, at);
        }
    }
    let mut chain = Vec::new();
    let mut next = best.1;
    while let Some(anchor) = anchors.get(next as usize) {
        chain.push((anchor.source as usize, anchor.target as usize));
        next = before.get(next as usize).copied().unwrap_or(u32::MAX);
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends before target segment `target`: its weight and its last anchor.
fn heaviest_before(tree: &[(f64, u32)], target: usize) -> (f64, u32) {
    let mut best = (0.0, u32::MAX);
    let mut node = target;
    while let Some(slot) = tree.get(node).filter(|_| node > 0) {
        if slot.0 > best.0 {
            best = *slot;
        }
        node &= node - 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_rises_and_drops_the_stray() {
        let anchors = [(1, 1), (2, 9), (3, 3), (4, 4), (5, 5)];
        let anchors = anchors.map(|(source, target)| Anchor { source, target, weight: 1.0 });
        assert_eq!(heaviest_chain(anchors.to_vec()), [(1, 1), (3, 3), (4, 4), (5, 5)]);
    }

    #[test]
    fn a_band_is_connected_whatever_it_is_made_from() {
        for band in [
            Band::along(&[], (3, 500)),
            Band::along(&[(2, 90), (3, 10)], (500, 100)),
            Band::around(&[(0, 0), (5, 0), (5, 80), (9, 80)], (9, 80), 2),
            Band::full((0, 4)),
            Band::full((4, 0)),
        ] {
            let rows: Vec<_> = band.rows.clone();
            assert_eq!(rows.first().unwrap().0, 0);
            assert!(rows.windows(2).all(|w| w[1].0 <= w[0].1 && w[0].0 <= w[1].0), "{rows:?}");
        }
    }
}
