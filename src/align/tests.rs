//! What aligning promises for any pair of documents.

use proptest::prelude::*;

use super::*;
use crate::document::{Document, Kind, Place, Segment};
use crate::language::Language;
use crate::text::Span;

fn half(lines: &[String], tag: &str) -> Half {
    let mut text = String::new();
    let mut segments = Vec::new();
    for (id, line) in (0_u32..).zip(lines) {
        let span = Span::new(text.len(), text.len() + line.len());
        text.push_str(line);
        text.push('\n');
        segments.push(Segment { id: SegmentId(id), span, kind: Kind::Body, paragraph: id, place: Place::default() });
    }
    Half { document: Document { text, segments, ..Document::default() }, language: Language::from_tag(tag).unwrap() }
}

fn lines(range: std::ops::Range<usize>) -> Vec<String> {
    range
        .map(|at| {
            format!(
                "Item {at}{at} of Zorban{at} and Kelmar{at} weighs {} grams on {} Triv{at}.",
                at * 37 + 1000,
                at * 13 + 200
            )
        })
        .collect()
}

fn ids(range: std::ops::Range<u32>) -> Vec<SegmentId> {
    range.map(SegmentId).collect()
}

fn covers(half: &Half, beads: &[Bead], side: crate::language::Side) -> bool {
    let mut all: Vec<u32> = beads.iter().flat_map(|bead| bead.side(side)).map(|id| id.0).collect();
    all.sort_unstable();
    all == (0..u32::try_from(half.document.segments.len()).unwrap()).collect::<Vec<_>>()
}

fn rises(beads: &[Bead]) -> bool {
    let mut straight: Vec<&Bead> =
        beads.iter().filter(|b| !b.crossing && !b.source.is_empty() && !b.target.is_empty()).collect();
    straight.sort_by_key(|bead| bead.source.first().copied());
    straight.windows(2).all(|pair| pair[0].target.last() < pair[1].target.first())
}

#[test]
fn a_moved_paragraph_is_found_and_crosses() {
    let source = half(&lines(0..14), "en");
    let target: Vec<String> = [lines(0..3), lines(6..12), lines(3..6), lines(12..14)].concat();
    let beads = align(&source, &half(&target, "de"), &Options::default());
    let single = |bead: &&Bead| bead.source.len() == 1 && bead.target.len() == 1;
    assert_eq!(beads.iter().filter(single).count(), 14, "{beads:?}");
    assert_eq!(beads.iter().filter(|bead| bead.crossing).count(), 3, "{beads:?}");
}

/// Lines of three to twelve invented words: `letters` make the language.
fn invented(letters: [&str; 4], lines: u32) -> Vec<String> {
    let word = |number: u32| -> String {
        (0..4).map(|at| letters[(number >> (2 * at)) as usize % 4]).chain([letters[number as usize % 4]]).collect()
    };
    // A generator of chance numbers with a fixed start (Numerical Recipes), so that words repeat in no order.
    let mut state = 7_u32;
    let mut chance = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 24
    };
    (0..lines).map(|_| (0..3 + chance() % 10).map(|_| word(chance())).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_long_document_teaches_the_words_of_languages_without_a_list() {
    let source = invented(["ba", "do", "gu", "ta"], 400);
    let mut target = invented(["ki", "le", "mi", "fe"], 400);
    let is_left_out = |line: &usize| line % 9 == 4;
    let kept: Vec<usize> = (0..400).filter(|line| !is_left_out(line)).collect();
    target = kept.iter().map(|line| target[*line].clone()).collect();
    let beads = align(&half(&source, "de"), &half(&target, "en"), &Options::default());
    let right = |bead: &&Bead| match (bead.source.as_slice(), bead.target.as_slice()) {
        ([source], [target]) => kept.get(target.0 as usize) == Some(&(source.0 as usize)),
        ([source], []) => is_left_out(&(source.0 as usize)),
        _ => false,
    };
    let right = beads.iter().filter(right).count();
    assert!(right * 100 >= beads.len() * 97, "{right} of {}", beads.len());
}

#[test]
fn confirmed_beads_come_out_exactly() {
    let (source, target) = (half(&lines(0..8), "en"), half(&lines(0..8), "de"));
    let confirmed = [
        Bead { source: ids(2..4), target: ids(2..3), ..Bead::default() },
        Bead { source: ids(6..7), target: ids(0..1), crossing: true, ..Bead::default() },
    ];
    let beads = align(&source, &target, &Options { confirmed: &confirmed, ..Options::default() });
    for wanted in &confirmed {
        let found = beads.iter().find(|bead| bead.source == wanted.source).unwrap();
        assert_eq!((&found.target, found.origin, found.confidence), (&wanted.target, Origin::Confirmed, 1.0));
    }
    assert!(
        covers(&source, &beads, crate::language::Side::Source)
            && covers(&target, &beads, crate::language::Side::Target)
    );
}

#[test]
fn contradictory_corrections_are_named_and_passed_over() {
    let (source, target) = (half(&lines(0..3), "en"), half(&lines(0..3), "de"));
    let bead = |source, target| Bead { source, target, ..Bead::default() };
    let confirmed = [
        bead(ids(0..1), ids(0..1)),
        bead(ids(0..2), ids(1..2)),
        bead(ids(2..9), ids(2..3)),
        bead(vec![SegmentId(2), SegmentId(1)], Vec::new()),
        Bead::default(),
    ];
    let why: Vec<_> = rejected(&source, &target, &confirmed);
    let wanted = [Rejected::Contradicts, Rejected::OutOfRange, Rejected::NotNeighbours, Rejected::Empty];
    assert_eq!(why, (1..).zip(wanted).collect::<Vec<_>>());
    let beads = align(&source, &target, &Options { confirmed: &confirmed, ..Options::default() });
    assert!(covers(&source, &beads, crate::language::Side::Source));
}

#[test]
fn long_and_lopsided_documents_are_covered() {
    let same = |count| vec!["The same line again.".to_owned(); count];
    for (source, target) in [(6_000, 6_000), (1, 3_000), (300, 0), (0, 300)] {
        let (source, target) = (half(&same(source), "en"), half(&same(target), "de"));
        let beads = align(&source, &target, &Options::default());
        assert!(covers(&source, &beads, crate::language::Side::Source) && rises(&beads));
        assert!(covers(&target, &beads, crate::language::Side::Target));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_documents_are_covered_and_rise(
        source in prop::collection::vec("[A-D][a-c]{2,5} [0-9]{2}[.؟]?", 0..14),
        target in prop::collection::vec("[A-D][a-c]{2,5} [0-9]{2}[.؟]?", 0..14),
        fixed in prop::collection::vec((0_u32..14, 1_u32..3, 0_u32..14, 0_u32..3), 0..4),
    ) {
        let (source, target) = (half(&source, "en"), half(&target, "de"));
        let bead = |&(s, m, t, n): &(u32, u32, u32, u32)| Bead { source: ids(s..s + m), target: ids(t..t + n), ..Bead::default() };
        let confirmed: Vec<Bead> = fixed.iter().map(bead).collect();
        let options = Options { confirmed: &confirmed, ..Options::default() };
        let beads = align(&source, &target, &options);
        prop_assert!(covers(&source, &beads, crate::language::Side::Source));
        prop_assert!(covers(&target, &beads, crate::language::Side::Target));
        prop_assert!(rises(&beads));
        prop_assert_eq!(beads, align(&source, &target, &options));
    }
}
