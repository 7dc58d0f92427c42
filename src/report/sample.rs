//! A small Arabic–English bitext and findings in it, for the tests of this floor.

use crate::bitext::{Bead, Bitext, Half};
use crate::document::{Document, Kind, Place, Segment, SegmentId};
use crate::finding::{ConceptRef, Edit, Finding, Fix, Severity};
use crate::language::{Language, Side};
use crate::text::Span;

/// One segment a line; the bitext of [`bitext`] is built over these two.
const ARABIC: &str = include_str!("sample.ar.txt");
const ENGLISH: &str = include_str!("sample.en.txt");

/// A bitext with a heading, a plain pair, a pair of one and two, one segment without source, one
/// without target, and a caption that stands earlier in the target.
pub(super) fn bitext() -> Bitext {
    let (mut source, target) = (half("ar", ARABIC), half("en", ENGLISH));
    source.document.segments[0].kind = Kind::Heading;
    source.document.segments[4].kind = Kind::Caption;
    let bead = |source: &[u32], target: &[u32], confidence: f64, crossing: bool| Bead {
        source: source.iter().copied().map(SegmentId).collect(),
        target: target.iter().copied().map(SegmentId).collect(),
        confidence,
        features: vec![("length", 1.25), ("numbers", -0.5)],
        crossing,
        ..Bead::default()
    };
    let beads = vec![
        bead(&[0], &[0], 0.9731, false),
        bead(&[1], &[1], 0.9, false),
        bead(&[2], &[3, 4], 0.62, false),
        bead(&[], &[5], 0.455, false),
        bead(&[3], &[], 0.31, false),
        bead(&[4], &[2], 0.95, true),
    ];
    Bitext::new(source, target, beads)
}

/// A number that is wrong, a term that is missing, and a sentence too many, in that order.
pub(super) fn findings(bitext: &Bitext) -> Vec<Finding> {
    let number = mark(bitext, Side::Target, "229");
    let term = ConceptRef {
        id: "deescalation".to_owned(),
        expected: vec!["de-escalation".to_owned(), "de-escalation zone".to_owned()],
        glossary: "g.csv".to_owned(),
        line: 3,
    };
    vec![
        Finding {
            fix: Some(Fix { safe: false, edits: vec![Edit { span: number, text: "228".to_owned() }] }),
            ..Finding::new("number-mismatch", Severity::Error, 1, "the source says ٢٢٨, the target 229")
                .in_source(mark(bitext, Side::Source, "٢٢٨"))
                .in_target(number)
        },
        Finding {
            concept: Some(term),
            ..Finding::new("term-missing", Severity::Error, 2, "nothing in the target renders خفض التصعيد")
                .in_source(mark(bitext, Side::Source, "خفض التصعيد"))
        },
        Finding::new("added-in-target", Severity::Warning, 3, "the source has nothing like this sentence"),
    ]
}

/// A bitext of one segment a side in each pair.
pub(super) fn of_pairs(pairs: &[(&str, &str)]) -> Bitext {
    let lines = |side: fn(&(&str, &str)) -> String| pairs.iter().map(side).collect::<Vec<_>>().join("\n");
    let (source, target) = (lines(|pair| pair.0.to_owned()), lines(|pair| pair.1.to_owned()));
    let ids = (0u32..).take(pairs.len()).map(SegmentId);
    let beads = ids.map(|id| Bead { source: vec![id], target: vec![id], confidence: 1.0, ..Bead::default() });
    Bitext::new(half("ar", &source), half("en", &target), beads.collect())
}

/// Invisible characters by name, so that a snapshot can be read.
pub(super) fn visible(text: &str) -> String {
    let names = [('\u{2066}', "{LRI}"), ('\u{2067}', "{RLI}"), ('\u{2069}', "{PDI}"), ('\u{1b}', "{ESC}")];
    names.iter().fold(text.to_owned(), |text, &(c, name)| text.replace(c, name))
}

fn half(language: &str, text: &str) -> Half {
    let mut start = 0;
    let mut segments = Vec::new();
    for (id, line) in (0u32..).zip(text.split('\n').take_while(|line| !line.is_empty())) {
        let place = Place { unit: (id + 1).to_string(), line: id as usize + 1, column: 1, ..Place::default() };
        let span = Span::new(start, start + line.len());
        segments.push(Segment { id: SegmentId(id), span, kind: Kind::Body, paragraph: id, place });
        start = span.end + 1;
    }
    Half {
        document: Document { text: text.to_owned(), segments, ..Document::default() },
        language: Language::from_tag(language).unwrap(),
    }
}

/// The last occurrence of `words`.
fn mark(bitext: &Bitext, side: Side, words: &str) -> Span {
    let start = bitext.half(side).document.text.rfind(words).unwrap();
    Span::new(start, start + words.len())
}
