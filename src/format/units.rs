//! What every writer of a bilingual file walks over: one unit a bead.

use super::Export;
use crate::bitext::{Bead, Origin};
use crate::document::{Document, SegmentId};
use crate::finding::{Finding, Severity};
use crate::text::Span;

/// A bead as it is written.
pub(super) struct Unit<'a> {
    /// Its number, from 1: the id of the unit, stable as long as the alignment is.
    pub(super) number: usize,
    pub(super) bead: &'a Bead,
    pub(super) source: UnitText,
    pub(super) target: UnitText,
    /// What was found in it, in the order given.
    pub(super) findings: Vec<&'a Finding>,
}

impl Unit<'_> {
    /// Whether a person has to look at it again.
    pub(super) fn needs_review(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity >= Severity::Warning)
    }

    /// Its confidence as it is written: three decimals, never outside 0 to 1.
    pub(super) fn confidence(&self) -> String {
        let confidence = if self.bead.confidence.is_nan() { 0.0 } else { self.bead.confidence };
        format!("{:.3}", confidence.clamp(0.0, 1.0))
    }

    /// What is known about the alignment, as pairs of name and value.
    pub(super) fn alignment(&self) -> Vec<(&'static str, String)> {
        let origin = match self.bead.origin {
            Origin::Computed => "computed",
            Origin::Confirmed => "confirmed",
            Origin::Imported => "imported",
        };
        let mut pairs = vec![("confidence", self.confidence()), ("origin", origin.to_owned())];
        if self.bead.crossing {
            pairs.push(("crossing", "yes".to_owned()));
        }
        pairs
    }
}

/// The units of an export, in the order of its beads.
pub(super) fn units<'a>(export: &Export<'a>) -> Vec<Unit<'a>> {
    let bitext = export.bitext;
    let mut findings: Vec<&Finding> = export.findings.iter().collect();
    findings.sort_by_key(|finding| finding.bead);
    let mut waiting = findings.into_iter().peekable();
    let beads = bitext.beads().iter().enumerate();
    beads
        .map(|(at, bead)| Unit {
            number: at + 1,
            bead,
            source: UnitText::new(&bitext.source.document, &bead.source),
            target: UnitText::new(&bitext.target.document, &bead.target),
            findings: std::iter::from_fn(|| waiting.next_if(|finding| finding.bead <= at)).collect(),
        })
        .collect()
}

/// The text of one side of a bead, and where its pieces come from.
#[derive(Default)]
pub(super) struct UnitText {
    /// The segments' texts; what stands between two segments, a line break or several blanks, is
    /// one space.
    pub(super) text: String,
    /// The span of each segment in the document, and where it begins in `text`.
    pieces: Vec<(Span, usize)>,
}

impl UnitText {
    fn new(document: &Document, ids: &[SegmentId]) -> Self {
        let mut unit = Self::default();
        for span in ids.iter().filter_map(|&id| Some(document.segment(id)?.span)) {
            let touches = unit.pieces.last().is_none_or(|(last, _)| last.end == span.start);
            if !touches {
                unit.text.push(' ');
            }
            unit.pieces.push((span, unit.text.len()));
            unit.text.push_str(span.text(&document.text));
        }
        unit
    }

    /// Where `span` of the document is in this text; `None` when nothing of it is.
    pub(super) fn locate(&self, span: Span) -> Option<Span> {
        span.within(&self.pieces).filter(|found| !found.text(&self.text).is_empty())
    }
}
