//! The text of a bead whose segments are not neighbours.

use crate::document::{Document, SegmentId};
use crate::text::Span;

/// What stands for the text of other beads where a person reads.
const OMISSION: &str = "[…]";

/// One side of a bead, from its first segment to its last, without what lies between and is not
/// part of it.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// As long as the original in bytes, with spaces for the rest: offsets stay what they are.
    pub(super) blanked: String,
    /// With [`OMISSION`] for the rest.
    pub(super) shown: String,
    /// For each piece its bytes in `blanked` and its first byte in `shown`.
    pieces: Vec<(Span, usize)>,
}

impl Passage {
    /// `None` when the segments are neighbours, or there are none.
    pub(super) fn interrupted(document: &Document, ids: &[SegmentId]) -> Option<Self> {
        if ids.windows(2).all(|pair| matches!(pair, [a, b] if a.0 + 1 == b.0)) {
            return None;
        }
        let outer = document.cover(ids)?;
        let mut passage = Self { blanked: String::new(), shown: String::new(), pieces: Vec::new() };
        let mut last: Option<SegmentId> = None;
        for &id in ids {
            let span = document.segment(id)?.span;
            let inside = span.relative_to(outer);
            let neighbours = last.is_none_or(|last| last.0 + 1 == id.0);
            let between = document.text.get(outer.start + passage.blanked.len()..span.start).unwrap_or_default();
            passage.shown.push_str(&if neighbours { between.to_owned() } else { format!(" {OMISSION} ") });
            passage.blanked.push_str(&" ".repeat(inside.start.saturating_sub(passage.blanked.len())));
            passage.pieces.push((inside, passage.shown.len()));
            passage.blanked.push_str(span.text(&document.text));
            passage.shown.push_str(span.text(&document.text));
            last = Some(id);
        }
        Some(passage)
    }

    /// Where a span of `blanked` is in `shown`; what is blank there is nowhere.
    pub(super) fn shown_span(&self, span: Span) -> Span {
        span.within(&self.pieces).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Place, Segment};

    fn document(text: &str) -> Document {
        let mut at = 0;
        let segments = (0_u32..).zip(text.split_inclusive(". ")).map(|(id, piece)| {
            let span = Span::new(at, at + piece.trim_end().len());
            at += piece.len();
            Segment { id: SegmentId(id), span, kind: Kind::Body, paragraph: 0, place: Place::default() }
        });
        let segments = segments.collect();
        Document { text: text.to_owned(), segments, ..Document::default() }
    }

    #[test]
    fn what_belongs_to_others_is_left_out_and_offsets_stay() {
        let document = document("It rained. Noé slept. It snowed. We went.");
        let ids = [0, 2, 3].map(SegmentId);
        let passage = Passage::interrupted(&document, &ids).unwrap();
        assert_eq!(passage.blanked, "It rained.             It snowed. We went.");
        assert_eq!(passage.shown, "It rained. […] It snowed. We went.");
        let snowed = Span::new(26, 32);
        assert_eq!(snowed.text(&passage.blanked), "snowed");
        assert_eq!(passage.shown_span(snowed).text(&passage.shown), "snowed");
        assert!(Passage::interrupted(&document, &[0, 1].map(SegmentId)).is_none());
        assert!(Passage::interrupted(&document, &[]).is_none());
    }
}
