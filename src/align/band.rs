//! Which cells of the lattice are looked at.
//!
//! A lattice of n source and m target segments has (n+1)·(m+1) points; a band keeps, for each
//! source border i, a run of target borders j. Short documents are searched whole. For long ones
//! the band follows a chain of anchors: pairs of segments that share words rare on both sides,
//! taken in an order that never runs backwards (patience sorting).

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

    /// The cells along a chain through `anchors` (pairs of segments in any order).
    pub(super) fn along(anchors: &[(usize, usize)], (sources, targets): (usize, usize)) -> Self {
        let mut points = vec![(0, 0)];
        points.extend(longest_chain(anchors));
        points.push((sources, targets));
        let mut rows = vec![(usize::MAX, 0); sources + 1];
        for pair in points.windows(2) {
            let [(i0, j0), (i1, j1)] = *pair else { continue };
            let (rises, runs) = (j1.saturating_sub(j0), (i1 - i0).max(1));
            // Where anchors are far apart the path may wander further.
            let radius = 20 + (rises.abs_diff(runs)).min(300) + rises.min(runs).min(2_000) / 10 + rises / runs;
            for i in i0..=i1 {
                let centre = j0 + rises * (i - i0) / runs;
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

    /// The target segments `low..high` that source segment `segment` may be joined with by a bead
    /// of up to eight source segments.
    pub(super) fn targets_of(&self, segment: usize) -> (usize, usize) {
        let near = self.rows.get(segment.saturating_sub(7)..(segment + 9).min(self.rows.len())).unwrap_or_default();
        let low = near.iter().map(|row| row.0).min().unwrap_or_default();
        let high = near.iter().map(|row| row.1).max().unwrap_or_default();
        (low, high)
    }
}

/// The longest chain of anchors that rises on both sides, by patience sorting; anchors that stand
/// alone against their neighbours fall out by themselves.
fn longest_chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, usize)> = anchors.to_vec();
    // Of anchors with the same source the higher target first, so that only one enters the chain.
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, &(_, target)) in order.iter().enumerate() {
        let top = |pile: &usize| order.get(*pile).map_or(0, |anchor| anchor.1);
        let pile = piles.partition_point(|pile| top(pile) < target);
        before.push(pile.checked_sub(1).and_then(|left| piles.get(left).copied()));
        match piles.get_mut(pile) {
            Some(slot) => *slot = at,
            None => piles.push(at),
        }
    }
    let mut chain = Vec::new();
    let mut next = piles.last().copied();
    while let Some(at) = next {
        chain.extend(order.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_rises_and_drops_the_stray() {
        let anchors = [(1, 1), (2, 9), (3, 3), (4, 4), (5, 5)];
        assert_eq!(longest_chain(&anchors), [(1, 1), (3, 3), (4, 4), (5, 5)]);
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
