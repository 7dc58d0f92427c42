//! Floor 3: a source, a target, and which segments of one translate which of the other.

mod passage;

use std::collections::BTreeMap;

use passage::Passage;

use crate::document::{Document, SegmentId};
use crate::language::{Language, Side};
use crate::text::Span;

/// Who says that a bead is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The aligner.
    #[default]
    Computed,
    /// A person.
    Confirmed,
    /// A bilingual file.
    Imported,
}

/// A group of source segments and the target segments that translate them; either may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bead {
    /// Neighbouring source segments, in order.
    pub source: Vec<SegmentId>,
    /// Neighbouring target segments, in order.
    pub target: Vec<SegmentId>,
    /// Probability that exactly this bead is right, 0 to 1; 1 when it was not computed.
    pub confidence: f64,
    /// Who says so.
    pub origin: Origin,
    /// Why the aligner thinks so: feature name and its share of the score, in nats.
    pub features: Vec<(&'static str, f64)>,
    /// Whether the target stands elsewhere than the order of the source asks for.
    pub crossing: bool,
}

impl Bead {
    /// The segments of one side.
    pub fn side(&self, side: Side) -> &[SegmentId] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

/// One side of a bitext: the document and the language it is in.
#[derive(Clone, Debug)]
pub struct Half {
    /// The text.
    pub document: Document,
    /// Its language.
    pub language: Language,
}

/// Two documents and the beads between them; every segment is in exactly one bead.
#[derive(Clone, Debug)]
pub struct Bitext {
    /// The text that was translated.
    pub source: Half,
    /// Its translation.
    pub target: Half,
    beads: Vec<Bead>,
    /// The texts of those sides of beads whose segments are not neighbours, by their first segment.
    interrupted: [BTreeMap<SegmentId, Passage>; 2],
}

impl Bitext {
    /// Join two documents by `beads`.
    ///
    /// Segments that no bead mentions get a bead of their own, and a segment mentioned twice stays
    /// in the first, so that the invariant holds whatever comes in. Beads are put in the order of
    /// the source; beads without source follow the target segment before them.
    pub fn new(source: Half, target: Half, beads: Vec<Bead>) -> Self {
        let beads = complete(&source.document, &target.document, beads);
        let interrupted = [(Side::Source, &source), (Side::Target, &target)].map(|(side, half)| {
            let passage = |bead: &Bead| {
                let ids = bead.side(side);
                Some((*ids.first()?, Passage::interrupted(&half.document, ids)?))
            };
            beads.iter().filter_map(passage).collect()
        });
        Self { source, target, beads, interrupted }
    }

    /// The beads in reading order.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// One side.
    pub fn half(&self, side: Side) -> &Half {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The span of one side of `bead` in its document; `None` when that side is empty.
    pub fn span(&self, bead: &Bead, side: Side) -> Option<Span> {
        self.half(side).document.cover(bead.side(side))
    }

    /// The text of one side of `bead`, from its first segment to its last: byte for byte what
    /// [`Bitext::span`] covers, but with blanks for what is there of other beads.
    pub fn text(&self, bead: &Bead, side: Side) -> &str {
        let document = &self.half(side).document;
        let whole = || document.cover(bead.side(side)).map_or("", |span| span.text(&document.text));
        self.passage(bead, side).map_or_else(whole, |passage| passage.blanked.as_str())
    }

    /// The same as it is shown to a person, with `[…]` for what is there of other beads.
    pub fn shown_text(&self, bead: &Bead, side: Side) -> &str {
        self.passage(bead, side).map_or_else(|| self.text(bead, side), |passage| passage.shown.as_str())
    }

    /// Where a span of [`Bitext::text`] is in [`Bitext::shown_text`].
    pub fn shown_span(&self, bead: &Bead, side: Side, span: Span) -> Span {
        self.passage(bead, side).map_or(span, |passage| passage.shown_span(span))
    }

    fn passage(&self, bead: &Bead, side: Side) -> Option<&Passage> {
        let [source, target] = &self.interrupted;
        let passages = if side == Side::Source { source } else { target };
        passages.get(bead.side(side).first()?)
    }
}

fn complete(source: &Document, target: &Document, mut beads: Vec<Bead>) -> Vec<Bead> {
    let mut seen_source = vec![false; source.segments.len()];
    let mut seen_target = vec![false; target.segments.len()];
    for bead in &mut beads {
        bead.source.retain(|id| first_time(&mut seen_source, *id));
        bead.target.retain(|id| first_time(&mut seen_target, *id));
    }
    beads.retain(|bead| !bead.source.is_empty() || !bead.target.is_empty());
    let alone = |seen: &[bool], side: Side| -> Vec<Bead> {
        let missing = (0u32..).zip(seen).filter(|(_, seen)| !**seen).map(|(id, _)| SegmentId(id));
        missing
            .map(|id| match side {
                Side::Source => Bead { source: vec![id], confidence: 1.0, ..Bead::default() },
                Side::Target => Bead { target: vec![id], confidence: 1.0, ..Bead::default() },
            })
            .collect()
    };
    beads.extend(alone(&seen_source, Side::Source));
    beads.extend(alone(&seen_target, Side::Target));
    in_reading_order(beads)
}

fn first_time(seen: &mut [bool], id: SegmentId) -> bool {
    seen.get_mut(id.0 as usize).is_some_and(|seen| !std::mem::replace(seen, true))
}

/// Source order; a bead without source goes behind the bead whose target precedes its own.
fn in_reading_order(beads: Vec<Bead>) -> Vec<Bead> {
    let (mut with_source, mut without): (Vec<Bead>, Vec<Bead>) =
        beads.into_iter().partition(|bead| !bead.source.is_empty());
    with_source.sort_by_key(|bead| bead.source.first().copied());
    without.sort_by_key(|bead| bead.target.first().copied());
    // For each target segment the bead of `with_source` that holds it, so that each insertion
    // point is found once; crossing beads do not attract their neighbours.
    let mut ends: Vec<(SegmentId, usize)> = with_source
        .iter()
        .enumerate()
        .filter(|(_, bead)| !bead.crossing)
        .filter_map(|(at, bead)| Some((*bead.target.last()?, at)))
        .collect();
    ends.sort_unstable();
    let place = |bead: &Bead| {
        let first = bead.target.first().copied().unwrap_or_default();
        let before = ends.partition_point(|&(id, _)| id < first);
        before.checked_sub(1).and_then(|at| ends.get(at)).map_or(0, |&(_, at)| at + 1)
    };
    let mut placed: Vec<(usize, Bead)> = without.into_iter().map(|bead| (place(&bead), bead)).collect();
    placed.sort_by_key(|(at, _)| *at);
    let mut ordered = Vec::with_capacity(with_source.len() + placed.len());
    let mut waiting = placed.into_iter().peekable();
    for (at, bead) in with_source.into_iter().enumerate() {
        while let Some((_, extra)) = waiting.next_if(|&(place, _)| place <= at) {
            ordered.push(extra);
        }
        ordered.push(bead);
    }
    ordered.extend(waiting.map(|(_, bead)| bead));
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Segment;

    fn half(segments: u32) -> Half {
        let segment = |id| Segment {
            id: SegmentId(id),
            span: Span::default(),
            kind: crate::document::Kind::Body,
            paragraph: id,
            place: crate::document::Place::default(),
        };
        Half {
            document: Document {
                text: String::new(),
                segments: (0..segments).map(segment).collect(),
                ..Document::default()
            },
            language: Language::neutral("und"),
        }
    }

    fn bead(source: &[u32], target: &[u32]) -> Bead {
        let ids = |ids: &[u32]| ids.iter().copied().map(SegmentId).collect();
        Bead { source: ids(source), target: ids(target), ..Bead::default() }
    }

    #[test]
    fn every_segment_ends_up_in_exactly_one_bead() {
        let bitext = Bitext::new(half(3), half(4), vec![bead(&[2], &[3]), bead(&[0], &[0]), bead(&[0], &[1])]);
        let shape: Vec<_> = bitext.beads().iter().map(|b| (b.source.len(), b.target.len())).collect();
        assert_eq!(shape, [(1, 1), (0, 1), (0, 1), (1, 0), (1, 1)]);
    }
}
