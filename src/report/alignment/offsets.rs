//! Byte offsets of segments as code points and UTF-16 units of the whole document.
//!
//! Counting from the start of the text for each segment would take time with the square of its
//! length; this counts once, from each place that is asked for to the next.

use crate::document::{Document, SegmentId};
use crate::text::Offsets;

/// The offsets of every segment border of a document.
#[derive(Debug)]
pub(super) struct OffsetTable<'a> {
    document: &'a Document,
    /// In the order of the text.
    borders: Vec<Offsets>,
}

impl<'a> OffsetTable<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut bytes: Vec<usize> = document.segments.iter().flat_map(|s| [s.span.start, s.span.end]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let mut at = Offsets::default();
        let count = |byte: usize| {
            let step = document.text.get(at.byte..byte).unwrap_or_default();
            let add = Offsets::of(step, step.len());
            at = Offsets { byte, utf16: at.utf16 + add.utf16, char: at.char + add.char };
            at
        };
        Self { document, borders: bytes.into_iter().map(count).collect() }
    }

    /// Start and end of a segment.
    pub(super) fn segment(&self, id: SegmentId) -> Option<(Offsets, Offsets)> {
        let span = self.document.segment(id)?.span;
        Some((self.border(span.start)?, self.border(span.end)?))
    }

    fn border(&self, byte: usize) -> Option<Offsets> {
        let at = self.borders.binary_search_by_key(&byte, |border| border.byte).ok()?;
        self.borders.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn one_pass_gives_what_counting_from_the_start_gives() {
        let bitext = sample::bitext();
        for document in [&bitext.source.document, &bitext.target.document] {
            let table = OffsetTable::new(document);
            for segment in &document.segments {
                let counted = [segment.span.start, segment.span.end].map(|byte| Offsets::of(&document.text, byte));
                assert_eq!(table.segment(segment.id), Some((counted[0], counted[1])));
            }
        }
    }
}
