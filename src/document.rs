//! Floor 2: one text with its blocks and segments.

use crate::text::Span;

/// What part a block or a segment plays on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The headline of an article or a heading inside it.
    Heading,
    /// Running text.
    #[default]
    Body,
    /// The line under a picture.
    Caption,
    /// What the site adds around an article: section links, "related news", share buttons.
    Boilerplate,
}

/// The number of a segment in its document, counted from 0.
///
/// Identities, not positions, cross from one phase to the next; segments of one document are
/// numbered in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct SegmentId(pub u32);

/// Where a segment stands in the file it was read from, in that file's own terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file's own id of the unit (trans-unit id, unit id, tuid, TSV line); empty in a plain
    /// document.
    pub unit: String,
    /// The id of the segment inside the unit; empty when the unit has only one.
    pub segment: String,
    /// 1-based line in the file.
    pub line: usize,
    /// 1-based column in code points.
    pub column: usize,
}

/// A sentence, heading, caption or line: the smallest piece that is aligned and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its number in the document.
    pub id: SegmentId,
    /// Its bytes in the document's text, without white space around.
    pub span: Span,
    /// What part it plays.
    pub kind: Kind,
    /// Number of the paragraph it belongs to, counted from 0.
    pub paragraph: u32,
    /// Where it stands in the file it came from.
    pub place: Place,
}

/// A text that never changes, and the segments found in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The decoded text.
    pub text: String,
    /// Its segments in order; between them there is only white space.
    pub segments: Vec<Segment>,
    /// Where parts of the text stand in the bilingual file it was read from, in order; none for a text
    /// that is a file itself.
    pub parts: Vec<Part>,
    /// The inline codes of that file, in order.
    pub codes: Vec<Code>,
}

/// A part of a text that is written in one piece in the file it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes in the text.
    pub text: Span,
    /// Its bytes in the decoded file, as they are written there: with escapes, in quotes.
    pub file: Span,
}

/// An inline code: formatting, a placeholder or a field of the original format, of which the text
/// holds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The byte of the text before which it stands.
    pub at: usize,
    /// What it is, the same on both sides of a unit: element and id.
    pub name: String,
}

impl Document {
    /// The text of one segment; empty for an id the document does not have.
    pub fn segment_text(&self, id: SegmentId) -> &str {
        self.segment(id).map_or("", |segment| segment.span.text(&self.text))
    }

    /// The segment with this id.
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.get(id.0 as usize)
    }

    /// From the first byte of the first to the last byte of the last of `ids`; `None` without ids.
    pub fn cover(&self, ids: &[SegmentId]) -> Option<Span> {
        let spans = ids.iter().filter_map(|&id| Some(self.segment(id)?.span));
        spans.reduce(Span::cover)
    }
}
