//! Floor 5: findings and alignments as people and machines read them.
//!
//! Every form is a function from values to a `String`; nothing here prints, and nothing knows which
//! rule found what or which format a file came in. Start with [`Report`]: the findings of all
//! checked files, each with its identity and its place. [`text`] shows it to a person, [`json`] to a
//! program; [`alignment`] shows the beads of one bitext.

pub mod alignment;
mod excerpt;
mod identity;
pub mod json;
#[cfg(test)]
mod sample;
pub mod text;
pub mod trace;

use std::collections::{BTreeMap, BTreeSet};

use crate::bitext::{Bead, Bitext};
use crate::document::Place;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::{Direction, Span};

/// What the rules said about one bitext.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The file, as the user named it.
    pub file: &'a str,
    /// The file of the target, when source and target are documents of their own.
    pub target_file: Option<&'a str>,
    /// The text that was checked.
    pub bitext: &'a Bitext,
    /// What was found in it, in the order of the text.
    pub findings: &'a [Finding],
}

/// One finding with all that a reader of a report needs to know about it.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The file, as the user named it.
    pub file: &'a str,
    /// The text it was found in.
    pub bitext: &'a Bitext,
    /// The finding.
    pub finding: &'a Finding,
    /// Its identity, 16 hexadecimal digits, which survives moved lines and inserted units.
    pub id: String,
    /// Where it stands in the file.
    pub place: Place,
}

/// One side of the bead that a finding is about.
#[derive(Clone, Copy, Debug)]
pub struct SideText<'a> {
    /// The whole text of that side of the bead.
    pub text: &'a str,
    /// The same as bytes of the document.
    pub span: Span,
    /// The words the finding is about, as bytes of `text`.
    pub marked: Option<Span>,
    /// The direction of the side's language.
    pub direction: Direction,
}

impl<'a> Entry<'a> {
    /// One side of its bead; `None` when the bead has none.
    pub fn side(&self, side: Side) -> Option<SideText<'a>> {
        let bead = self.bitext.beads().get(self.finding.bead)?;
        let span = self.bitext.span(bead, side)?;
        let marked = match side {
            Side::Source => self.finding.source,
            Side::Target => self.finding.target,
        };
        Some(SideText {
            text: self.bitext.shown_text(bead, side),
            span,
            marked: marked.and_then(|marked| self.shown_span(side, marked)),
            direction: self.bitext.half(side).language.direction(),
        })
    }
}

impl Entry<'_> {
    /// Where a span of the document is in the [`SideText::text`] of that side.
    pub fn shown_span(&self, side: Side, span: Span) -> Option<Span> {
        let bead = self.bitext.beads().get(self.finding.bead)?;
        let outer = self.bitext.span(bead, side)?;
        Some(self.bitext.shown_span(bead, side, within(outer, span)))
    }
}

/// `marked` counted from the start of `outer`, without what sticks out of it.
fn within(outer: Span, marked: Span) -> Span {
    let clamp = |byte: usize| byte.clamp(outer.start, outer.end);
    Span::new(clamp(marked.start), clamp(marked.end)).relative_to(outer)
}

/// How much was checked and how much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files checked.
    pub files: usize,
    /// Units in them: what the file itself counts (trans-units, lines), or beads in a plain text.
    pub units: usize,
    /// Findings that are certainly mistakes.
    pub errors: usize,
    /// Findings that are probably mistakes.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
}

/// Everything found in one run, file by file.
#[derive(Clone, Debug, Default)]
pub struct Report<'a> {
    /// The findings; those of one file stand together.
    pub entries: Vec<Entry<'a>>,
    /// Files checked, with or without findings.
    pub files: usize,
    /// Units checked; see [`Summary::units`].
    pub units: usize,
    /// Pairs of segments checked.
    pub segments: usize,
}

impl<'a> Report<'a> {
    /// Put together what was found in each bitext.
    ///
    /// Identities are given here, over all findings; leave some out afterwards with
    /// [`Report::retain`], so that the others keep theirs.
    pub fn new(reported: &[Reported<'a>]) -> Self {
        let reported = by_file(reported);
        let mut identities = identity::Identities::default();
        let entries = reported.iter().flat_map(|one| one.findings.iter().map(|finding| (*one, finding)));
        Self {
            entries: entries.map(|(one, finding)| entry(one, finding, &mut identities)).collect(),
            files: reported.iter().map(|one| one.file).collect::<BTreeSet<_>>().len(),
            units: reported.iter().map(|one| count_units(one.bitext)).sum(),
            segments: reported.iter().map(|one| one.bitext.beads().len()).sum(),
        }
    }

    /// Keep only some findings: those that no baseline knows, those the user selected.
    pub fn retain(&mut self, keep: impl FnMut(&Entry<'a>) -> bool) {
        self.entries.retain(keep);
    }

    /// The counts.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.entries.iter().filter(|entry| entry.finding.severity == severity).count();
        Summary {
            files: self.files,
            units: self.units,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}

/// Where a finding stands: in a document the first marked word, of the source where both sides are
/// marked; in a file of units the first source segment of the bead, or the first target segment
/// when it has no source.
pub fn place(reported: &Reported<'_>, finding: &Finding) -> Place {
    if let Some(place) = marked_place(reported, finding) {
        return place;
    }
    let first = || {
        let bead = reported.bitext.beads().get(finding.bead)?;
        let half = |side| (&reported.bitext.half(side).document, bead.side(side).first());
        match (half(Side::Source), half(Side::Target)) {
            ((document, Some(&id)), _) | ((_, None), (document, Some(&id))) => document.segment(id),
            _ => None,
        }
    };
    // Editors have no line 0: what has no place is shown at the head of the file.
    first().map_or_else(|| Place { line: 1, column: 1, ..Place::default() }, |segment| segment.place.clone())
}

/// The side whose file a finding is about: the target when nothing but it is marked.
fn file_side(finding: &Finding) -> Side {
    if finding.source.is_none() && finding.target.is_some() { Side::Target } else { Side::Source }
}

/// The place of the first marked word, when the two sides are documents of their own.
fn marked_place(reported: &Reported<'_>, finding: &Finding) -> Option<Place> {
    reported.target_file?;
    let side = file_side(finding);
    let span = match side {
        Side::Source => finding.source?,
        Side::Target => finding.target?,
    };
    let document = &reported.bitext.half(side).document;
    let ids = reported.bitext.beads().get(finding.bead)?.side(side);
    let segments = ids.iter().rev().filter_map(|&id| document.segment(id));
    let segment = segments.into_iter().find(|segment| segment.span.start <= span.start)?;
    let before = Span::new(segment.span.start, span.start).text(&document.text);
    let (lines, rest) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
    let from = if lines == 0 { segment.place.column } else { 1 };
    Some(Place { line: segment.place.line + lines, column: from + rest.chars().count(), ..segment.place.clone() })
}

fn entry<'a>(reported: Reported<'a>, finding: &'a Finding, identities: &mut identity::Identities<'a>) -> Entry<'a> {
    let place = place(&reported, finding);
    let id = identities.next(&reported, finding);
    let target_file = reported.target_file.filter(|_| file_side(finding) == Side::Target);
    Entry { file: target_file.unwrap_or(reported.file), bitext: reported.bitext, finding, id, place }
}

/// Bitexts of one file stand together, files in the order in which they first appear.
fn by_file<'a>(reported: &[Reported<'a>]) -> Vec<Reported<'a>> {
    let mut rank: BTreeMap<&str, usize> = BTreeMap::new();
    for one in reported {
        let next = rank.len();
        rank.entry(one.file).or_insert(next);
    }
    let mut sorted = reported.to_vec();
    sorted.sort_by_key(|one| rank.get(one.file).copied());
    sorted
}

/// Neighbouring beads with one unit id are segments of one unit; a bead without is a unit.
fn count_units(bitext: &Bitext) -> usize {
    let unit = |bead: &Bead| {
        let source = bead.source.first().and_then(|&id| bitext.source.document.segment(id));
        let target = || bead.target.first().and_then(|&id| bitext.target.document.segment(id));
        source.or_else(target).map_or("", |segment| segment.place.unit.as_str())
    };
    let mut previous = "";
    let starts_unit = |bead: &&Bead| {
        let this = unit(bead);
        let new = this.is_empty() || this != previous;
        previous = this;
        new
    };
    bitext.beads().iter().filter(starts_unit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_units_and_severities_are_counted() {
        let bitext = sample::bitext();
        let findings = sample::findings(&bitext);
        let one = |file| Reported { file, target_file: None, bitext: &bitext, findings: &findings };
        let report = Report::new(&[one("a.xlf"), one("b.xlf"), one("a.xlf")]);
        let files: Vec<&str> = report.entries.iter().map(|entry| entry.file).collect();
        assert_eq!(files[..6], ["a.xlf"; 6], "the findings of one file stand together");
        assert_eq!(report.summary(), Summary { files: 2, units: 18, errors: 6, warnings: 3, infos: 0 });
        assert_eq!(report.segments, 18);
    }

    #[test]
    fn segments_of_one_unit_are_one_unit() {
        let mut bitext = sample::bitext();
        for segment in &mut bitext.source.document.segments {
            segment.place.unit = "all".to_owned();
        }
        for segment in &mut bitext.target.document.segments {
            segment.place.unit = "all".to_owned();
        }
        assert_eq!(count_units(&bitext), 1);
    }

    #[test]
    fn a_finding_stands_where_its_source_does() {
        let bitext = sample::bitext();
        let reported = Reported { file: "a.tsv", target_file: None, bitext: &bitext, findings: &[] };
        let at = |bead| {
            let place = place(&reported, &Finding::new("x", Severity::Info, bead, ""));
            (place.unit, place.line, place.column)
        };
        assert_eq!(at(1), ("2".to_owned(), 2, 1));
        assert_eq!(at(99), (String::new(), 1, 1), "what has no place is at the head of the file");
        let only_target = bitext.beads().iter().position(|bead| bead.source.is_empty()).unwrap();
        assert_eq!(at(only_target), ("6".to_owned(), 6, 1));
    }

    #[test]
    fn a_mark_that_sticks_out_is_cut_to_the_bead() {
        assert_eq!(within(Span::new(10, 20), Span::new(5, 12)), Span::new(0, 2));
        assert_eq!(within(Span::new(10, 20), Span::new(30, 40)), Span::new(10, 10));
    }
}
