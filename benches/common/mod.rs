//! Texts for the benches.

use tarjuman::bitext::{Bead, Bitext, Half, Origin};
use tarjuman::document::{Document, Kind, Place, Segment, SegmentId};
use tarjuman::language::Language;
use tarjuman::text::Span;

/// A bilingual file, Arabic and English, whose units are pairs of lines.
pub(crate) fn file(source: impl Iterator<Item = String>, target: impl Iterator<Item = String>) -> Bitext {
    let (source, target) = (half("ar", source), half("en", target));
    let bead = |segment: &Segment| Bead {
        source: vec![segment.id],
        target: vec![segment.id],
        confidence: 1.0,
        origin: Origin::Imported,
        ..Bead::default()
    };
    let beads = source.document.segments.iter().map(bead).collect();
    Bitext::new(source, target, beads)
}

/// A document of one segment a text.
fn half(tag: &str, texts: impl Iterator<Item = String>) -> Half {
    let mut document = Document::default();
    for (number, text) in (0..).zip(texts) {
        let span = Span::new(0, text.len()).offset(document.text.len());
        document.text.push_str(&text);
        document.text.push('\n');
        let (id, place) = (SegmentId(number), Place::default());
        document.segments.push(Segment { id, span, kind: Kind::Body, paragraph: number, place });
    }
    Half { document, language: Language::from_tag(tag).unwrap_or_else(|_| Language::neutral(tag)) }
}
