//! What every rule looks at: the beads with their texts, and what has been found in them once for
//! all rules.

use std::sync::OnceLock;

use super::figures::{self, Mismatch};
use super::meaning::{self, Fault};
use super::names::Names;
use super::signs::Signs;
use crate::bitext::{Bead, Bitext, Origin};
use crate::document::Kind;
use crate::finding::{ConceptRef, Severity};
use crate::glossary::{Concept, Glossary, Matcher, Occurrence};
use crate::language::{Profile, Side};
use crate::text::Span;

/// A bitext under check.
#[derive(Debug)]
pub struct Context<'a> {
    /// The texts and their alignment.
    pub bitext: &'a Bitext,
    glossary: Option<&'a Glossary>,
    views: Vec<BeadView<'a>>,
    source_places: Vec<(Span, usize)>,
    target_places: Vec<(Span, usize)>,
    names: OnceLock<Names<'a>>,
    faults: OnceLock<Vec<Option<Fault>>>,
    mismatches: OnceLock<Vec<(usize, Mismatch)>>,
}

/// One bead with its texts and what is in them. Spans are of the whole documents.
#[derive(Debug)]
pub struct BeadView<'a> {
    /// Its number in the bitext.
    pub index: usize,
    /// The bead.
    pub bead: &'a Bead,
    /// Text of the source side; empty when there is none.
    pub source: &'a str,
    /// Text of the target side; empty when there is none.
    pub target: &'a str,
    /// Where the source text begins in its document.
    pub source_start: usize,
    /// Where the target text begins in its document.
    pub target_start: usize,
    /// What part its first segment plays.
    pub kind: Kind,
    /// What kinds of characters the source has.
    pub(crate) source_signs: Signs,
    /// What kinds of characters the target has.
    pub(crate) target_signs: Signs,
    /// Terms in the source, the longest of overlapping ones.
    pub source_terms: Vec<Occurrence>,
    /// Terms in the target, nested ones too.
    pub target_terms: Vec<Occurrence>,
}

impl<'a> Context<'a> {
    /// Prepare `bitext` for the rules.
    pub fn new(bitext: &'a Bitext, glossary: Option<&'a Glossary>) -> Self {
        let (from, to) = (&bitext.source.language, &bitext.target.language);
        let source = glossary.map(|glossary| glossary.source_matcher(from, to));
        let target = glossary.map(|glossary| glossary.target_matcher(to));
        let views: Vec<BeadView<'_>> = bitext
            .beads()
            .iter()
            .enumerate()
            .map(|(index, bead)| BeadView::new(index, bead, bitext, source.as_deref(), target.as_deref()))
            .collect();
        let (source_places, target_places) = (places(bitext, Side::Source), places(bitext, Side::Target));
        Self {
            bitext,
            glossary,
            views,
            source_places,
            target_places,
            names: OnceLock::new(),
            faults: OnceLock::new(),
            mismatches: OnceLock::new(),
        }
    }

    /// The beads in reading order.
    pub fn beads(&self) -> &[BeadView<'a>] {
        &self.views
    }

    /// The beads that have text on both sides.
    pub fn translated(&self) -> impl Iterator<Item = &BeadView<'a>> {
        self.views.iter().filter(|view| !view.source.is_empty() && !view.target.is_empty())
    }

    /// What is known about the language of one side.
    pub fn profile(&self, side: Side) -> &'static Profile {
        self.bitext.half(side).language.profile()
    }

    /// The segments of one side of a bead, each with the byte of the document at which it begins.
    ///
    /// The text of a bead whose segments are not neighbours has blanks for what stands between;
    /// who looks at spaces looks at the segments.
    pub fn segments<'v>(
        &self,
        view: &'v BeadView<'_>,
        side: Side,
    ) -> impl Iterator<Item = (usize, &'a str)> + use<'a, 'v> {
        let document = &self.bitext.half(side).document;
        let segments = view.bead.side(side).iter().filter_map(|id| document.segment(*id));
        segments.map(|segment| (segment.span.start, segment.span.text(&document.text)))
    }

    /// The concept of an occurrence.
    pub fn concept(&self, occurrence: &Occurrence) -> Option<&'a Concept> {
        self.glossary?.concepts.get(occurrence.concept)
    }

    /// The names of the target, collected when a rule first asks.
    pub(crate) fn names(&self) -> &Names<'a> {
        self.names.get_or_init(|| Names::new(self))
    }

    /// What is wrong with the meaning of a bead, found for all when a rule first asks.
    pub(crate) fn fault(&self, view: &BeadView<'_>) -> Option<Fault> {
        self.faults.get_or_init(|| meaning::faults(self)).get(view.index).copied().flatten()
    }

    /// How a message names the place of a bead: `unit 12`, `line 12`.
    pub(crate) fn place(&self, view: &BeadView<'_>) -> String {
        let document = &self.bitext.source.document;
        let segment = view.bead.source.first().and_then(|id| document.segment(*id));
        match segment.map(|segment| &segment.place) {
            Some(place) if !place.unit.is_empty() => format!("unit {}", place.unit),
            Some(place) if place.line > 0 => format!("line {}", place.line),
            _ => format!("segment {}", view.index + 1),
        }
    }

    /// What the figures of the sides do not agree in, with the number of the bead; found when a rule
    /// first asks.
    pub(crate) fn mismatches(&self) -> &[(usize, Mismatch)] {
        self.mismatches.get_or_init(|| figures::all(self))
    }

    /// Whether a segment beside the bead renders `concept` more often than its own source asks for:
    /// then the aligner or the translator put a border elsewhere, and nothing is missing.
    pub fn stands_next_door(&self, view: &BeadView<'_>, concept: usize) -> bool {
        let before = view.index.checked_sub(1).and_then(|at| self.views.get(at));
        let beside = before.into_iter().chain(self.views.get(view.index + 1));
        let spare = |other: &BeadView<'_>| {
            let asked = other.source_terms.iter().filter(|found| found.concept == concept).count();
            other.bead.origin == Origin::Computed && other.renderings(concept).count() > asked
        };
        view.bead.origin == Origin::Computed && beside.into_iter().any(spare)
    }

    /// How a finding names a concept.
    pub fn concept_ref(&self, concept: &Concept) -> ConceptRef {
        ConceptRef {
            id: concept.id.clone(),
            expected: concept.allowed_targets().map(|term| term.text.clone()).collect(),
            glossary: self.glossary.map(|glossary| glossary.file_name(concept).to_owned()).unwrap_or_default(),
            line: concept.line,
        }
    }

    /// The bead whose text on `side` holds the byte `at` of the document.
    pub fn bead_at(&self, side: Side, at: usize) -> Option<&BeadView<'a>> {
        let places = match side {
            Side::Source => &self.source_places,
            Side::Target => &self.target_places,
        };
        let (span, index) = places.get(places.partition_point(|(span, _)| span.start <= at).checked_sub(1)?)?;
        self.views.get(*index).filter(|_| at < span.end)
    }
}

/// Each segment of `side` with the number of its bead, in the order of the document.
fn places(bitext: &Bitext, side: Side) -> Vec<(Span, usize)> {
    let document = &bitext.half(side).document;
    let beads = bitext.beads().iter().enumerate();
    let segments = beads.flat_map(|(at, bead)| bead.side(side).iter().map(move |id| (*id, at)));
    let mut places: Vec<(Span, usize)> =
        segments.filter_map(|(id, at)| Some((document.segment(id)?.span, at))).collect();
    places.sort_unstable();
    places
}

impl<'a> BeadView<'a> {
    fn new(
        index: usize,
        bead: &'a Bead,
        bitext: &'a Bitext,
        source: Option<&Matcher>,
        target: Option<&Matcher>,
    ) -> Self {
        let first = bead.source.first().and_then(|id| bitext.source.document.segment(*id));
        let kind = first.or_else(|| bead.target.first().and_then(|id| bitext.target.document.segment(*id)));
        let start = |side| bitext.span(bead, side).map_or(0, |span: Span| span.start);
        let (source_text, target_text) = (bitext.text(bead, Side::Source), bitext.text(bead, Side::Target));
        let mut view = Self {
            index,
            bead,
            source: source_text,
            target: target_text,
            source_signs: Signs::of(source_text),
            target_signs: Signs::of(target_text),
            source_start: start(Side::Source),
            target_start: start(Side::Target),
            kind: kind.map_or(Kind::Body, |segment| segment.kind),
            source_terms: Vec::new(),
            target_terms: Vec::new(),
        };
        let shift = |found: Vec<Occurrence>, start: usize| -> Vec<Occurrence> {
            found
                .into_iter()
                .map(|occurrence| Occurrence { span: occurrence.span.offset(start), ..occurrence })
                .collect()
        };
        view.source_terms = source.map(|m| shift(m.occurrences(view.source), view.source_start)).unwrap_or_default();
        view.target_terms = target.map(|m| shift(m.all(view.target), view.target_start)).unwrap_or_default();
        view
    }

    /// The renderings of `concept` in the target, of whatever status. One inside a longer term does
    /// not count when the source asks for the longer term too: “midterm elections” renders no other
    /// election.
    pub fn renderings(&self, concept: usize) -> impl Iterator<Item = &Occurrence> {
        let asked_for = move |other: &Occurrence| {
            other.concept == concept || self.source_terms.iter().any(|source| source.concept == other.concept)
        };
        self.target_terms.iter().filter(move |found| {
            let longer = |other: &&Occurrence| other.span.contains(found.span) && other.span != found.span;
            let repeated = |other: &&Occurrence| other.span == found.span && other.term < found.term;
            found.concept == concept
                && !self.target_terms.iter().filter(longer).any(asked_for)
                && !self.target_terms.iter().filter(repeated).any(|other| other.concept == concept)
        })
    }

    /// The text of one side.
    pub fn text(&self, side: Side) -> &'a str {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// The span of one side in its document; `None` when the side is empty.
    pub fn span(&self, side: Side) -> Option<Span> {
        let (start, text) = match side {
            Side::Source => (self.source_start, self.source),
            Side::Target => (self.target_start, self.target),
        };
        (!text.is_empty()).then(|| Span::new(start, start + text.len()))
    }

    /// `severity`, or a note when the aligner itself doubts the bead: what looks like a mistake
    /// may be a wrong pairing.
    pub fn severity(&self, severity: Severity) -> Severity {
        let doubtful = self.bead.origin == Origin::Computed && self.bead.confidence < 0.4;
        if doubtful { Severity::Info } else { severity }
    }
}
