//! Beads that a person has confirmed, brought back as input.
//!
//! A file of them is what this program or a CAT tool wrote: JSON Lines as `align --format jsonl`
//! prints them, lines of segment numbers as `--format beads` prints them, two columns of text, or
//! a bilingual file (TMX, XLIFF). Numbers count only if the texts beside them, where there are
//! any, are still those of the documents; else the texts are looked for. What is found nowhere, or
//! in several places, is told and left out: a guess must not become a fixed point.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;

use super::pipeline::{self, Note, Settings};
use super::{Error, Reason};
use crate::bitext::{Bead, Bitext, Half, Origin};
use crate::document::SegmentId;
use crate::language::Side;
use crate::text::{LineIndex, Problem, Span, folded_words};

/// Read files of confirmed beads for two documents; what fits nowhere becomes a warning.
///
/// # Errors
/// When a file cannot be read, a line of it is no bead, or nothing in it fits the documents.
pub fn read_files(
    paths: &[PathBuf],
    settings: &Settings,
    source: &Half,
    target: &Half,
    notes: &mut Vec<Note>,
) -> Result<Vec<Bead>, Error> {
    let mut beads = Vec::new();
    for path in paths {
        let text = pipeline::read(path, settings, notes)?;
        let found = if text.trim_start().starts_with('<') {
            let bitexts = pipeline::read_bilingual(path, settings, notes)?;
            from_units(bitexts.iter().flat_map(|bitext| units(bitext, &text)), source, target)
        } else {
            read(&text, source, target)
        };
        if let Some(error) = Error::all(path, &text, &found.malformed) {
            return Err(error);
        }
        if found.beads.is_empty() {
            let what = "nothing in this file is in the two documents";
            return Err(Error::of(path, Reason::new(what, "give the beads of these documents")));
        }
        let unmatched = Error::all(path, &text, &found.unmatched);
        notes.extend(unmatched.iter().flat_map(Error::lines).map(Note::Warning));
        beads.extend(found.beads);
    }
    Ok(beads)
}

/// The two texts of each unit and where it stands in the file.
fn units<'a>(bitext: &'a Bitext, file: &str) -> Vec<(&'a str, &'a str, Span)> {
    let lines = LineIndex::new(file);
    let place = |bead: &Bead| {
        let line = bitext.source.document.segment(*bead.source.first()?)?.place.line;
        lines.start_of(line)
    };
    let unit = |bead: &'a Bead| {
        let start = place(bead).unwrap_or_default();
        (bitext.text(bead, Side::Source), bitext.text(bead, Side::Target), Span::new(start, start))
    };
    bitext.beads().iter().map(unit).collect()
}

/// What a file of confirmed beads says about two documents.
#[derive(Clone, Debug, Default)]
pub struct Confirmed {
    /// The beads, in the order of the file; no segment is in two.
    pub beads: Vec<Bead>,
    /// Lines that are no bead at all: the file is not what it should be.
    pub malformed: Vec<Problem>,
    /// Lines that fit these documents nowhere, in several places, or against an earlier line.
    pub unmatched: Vec<Problem>,
}

/// One line, as it was written.
#[derive(Debug, Default, PartialEq, Eq)]
struct Claim {
    ids: Option<[Vec<u32>; 2]>,
    texts: Option<[String; 2]>,
}

/// Find the beads of `text`, the decoded file, in two documents.
pub fn read(text: &str, source: &Half, target: &Half) -> Confirmed {
    let mut reader = Reader::new(source, target);
    let is_json = text.trim_start().starts_with('{');
    let mut start = 0;
    for (at, raw) in text.split_inclusive('\n').enumerate() {
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += raw.len();
        let header = at == 0 && line.starts_with("source\ttarget");
        if line.trim().is_empty() || line.starts_with('#') || header {
            continue;
        }
        match if is_json { json(line) } else { columns(line) } {
            Ok(claim) => reader.add(&claim, span),
            Err((what, remedy)) => reader.found.malformed.push(Problem::new(span, what, remedy)),
        }
    }
    reader.found
}

/// Find the units of a bilingual file in two documents; `units` are its texts with their places in
/// the file.
pub fn from_units<'a>(
    units: impl IntoIterator<Item = (&'a str, &'a str, Span)>,
    source: &Half,
    target: &Half,
) -> Confirmed {
    let mut reader = Reader::new(source, target);
    for (text, translation, span) in units {
        reader.add(&Claim { ids: None, texts: Some([text.to_owned(), translation.to_owned()]) }, span);
    }
    reader.found
}

#[derive(Deserialize)]
struct BeadLine {
    source: SideLine,
    target: SideLine,
}

/// A side with ids and text, or ids alone as in the answers of `--jsonl`.
#[derive(Deserialize)]
#[serde(untagged)]
enum SideLine {
    Full { ids: Option<Vec<u32>>, text: Option<String> },
    Ids(Vec<u32>),
    Text(String),
}

impl SideLine {
    fn split(self) -> (Option<Vec<u32>>, Option<String>) {
        match self {
            Self::Full { ids, text } => (ids, text),
            Self::Ids(ids) => (Some(ids), None),
            Self::Text(text) => (None, Some(text)),
        }
    }
}

type Wrong = (&'static str, &'static str);

fn json(line: &str) -> Result<Claim, Wrong> {
    let bead: BeadLine = serde_json::from_str(line)
        .map_err(|_| ("this line is no bead", "write lines as 'tarjuman align --format jsonl' prints them"))?;
    let ((source_ids, source_text), (target_ids, target_text)) = (bead.source.split(), bead.target.split());
    let claim = Claim {
        ids: source_ids.zip(target_ids).map(|(source, target)| [source, target]),
        texts: source_text.zip(target_text).map(|(source, target)| [source, target]),
    };
    match claim {
        Claim { ids: None, texts: None } => Err(("this line has neither numbers nor texts", "give both sides one")),
        claim => Ok(claim),
    }
}

/// `0,1<TAB>0`, or two texts; a third column is the confidence, which a person's word outweighs.
fn columns(line: &str) -> Result<Claim, Wrong> {
    let mut columns = line.split('\t');
    let (Some(source), Some(target)) = (columns.next(), columns.next()) else {
        return Err(("this line has not two columns", "write the source, a tab and its translation"));
    };
    let ids = |column: &str| -> Option<Vec<u32>> {
        let parts = column.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().ok()).collect()
    };
    match (ids(source), ids(target)) {
        (Some(source), Some(target)) => Ok(Claim { ids: Some([source, target]), texts: None }),
        _ => Ok(Claim { ids: None, texts: Some([source.to_owned(), target.to_owned()]) }),
    }
}

struct Reader {
    sides: [Places; 2],
    taken: [BTreeSet<u32>; 2],
    found: Confirmed,
}

impl Reader {
    fn new(source: &Half, target: &Half) -> Self {
        Self {
            sides: [Places::new(source), Places::new(target)],
            taken: Default::default(),
            found: Confirmed::default(),
        }
    }

    fn add(&mut self, claim: &Claim, span: Span) {
        match self.place(claim) {
            Ok([source, target]) => {
                self.taken[0].extend(&source);
                self.taken[1].extend(&target);
                let ids = |ids: Vec<u32>| ids.into_iter().map(SegmentId).collect();
                self.found.beads.push(Bead {
                    source: ids(source),
                    target: ids(target),
                    confidence: 1.0,
                    origin: Origin::Confirmed,
                    ..Bead::default()
                });
            }
            Err((what, remedy)) => self.found.unmatched.push(Problem::new(span, what, remedy)),
        }
    }

    /// The segments that a claim is about, or why there are none.
    fn place(&self, claim: &Claim) -> Result<[Vec<u32>; 2], Wrong> {
        let placed = match (self.by_ids(claim), &claim.texts) {
            (Some(placed), _) => placed,
            (None, Some([source, target])) => [self.sides[0].find(source)?, self.sides[1].find(target)?],
            (None, None) => {
                return Err((
                    "these are no neighbouring segments of the documents",
                    "count segments from 0, as 'tarjuman align --format beads' does",
                ));
            }
        };
        if placed.iter().all(Vec::is_empty) {
            return Err(("this line says nothing about the documents", "leave it out"));
        }
        let taken = placed.iter().zip(&self.taken).any(|(ids, taken)| ids.iter().any(|id| taken.contains(id)));
        if taken {
            return Err(("an earlier line says otherwise about a segment of this one", "keep one of the two lines"));
        }
        Ok(placed)
    }

    /// The numbers of a claim, if they are segments and the texts beside them are still theirs.
    fn by_ids(&self, claim: &Claim) -> Option<[Vec<u32>; 2]> {
        let ids = claim.ids.as_ref()?;
        for (at, side) in self.sides.iter().enumerate() {
            let ids = ids.get(at)?;
            let text = claim.texts.as_ref().and_then(|texts| texts.get(at));
            if !side.has(ids) || text.is_some_and(|text| side.text(ids) != folded_words(text)) {
                return None;
            }
        }
        Some(ids.clone())
    }
}

/// Where the texts of one side stand.
struct Places {
    /// The folded words of each segment.
    segments: Vec<String>,
    /// All of them, one space between, with a space at both ends.
    all: String,
    /// Where each segment with words begins in `all`, and its number.
    starts: Vec<(usize, u32)>,
}

impl Places {
    fn new(half: &Half) -> Self {
        let segments: Vec<String> =
            half.document.segments.iter().map(|segment| folded_words(segment.span.text(&half.document.text))).collect();
        let (mut all, mut starts) = (String::from(" "), Vec::new());
        for (id, words) in (0_u32..).zip(&segments).filter(|(_, words)| !words.is_empty()) {
            starts.push((all.len(), id));
            all.push_str(words);
            all.push(' ');
        }
        Self { segments, all, starts }
    }

    fn has(&self, ids: &[u32]) -> bool {
        let neighbours = ids.windows(2).all(|pair| matches!(pair, &[a, b] if a.checked_add(1) == Some(b)));
        neighbours && ids.iter().all(|&id| (id as usize) < self.segments.len())
    }

    fn text(&self, ids: &[u32]) -> String {
        let words: Vec<&str> =
            ids.iter().filter_map(|&id| self.segments.get(id as usize)).map(String::as_str).collect();
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The neighbouring segments whose words are exactly those of `text`.
    fn find(&self, text: &str) -> Result<Vec<u32>, Wrong> {
        let words = folded_words(text);
        if words.is_empty() {
            return if text.trim().is_empty() {
                Ok(Vec::new())
            } else {
                Err(("this text has no words to find it by", "give the numbers of its segments"))
            };
        }
        let sought = format!(" {words} ");
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.all.get(from..).and_then(|rest| rest.find(&sought)) {
            let start = from + at + 1;
            found.extend(self.segments_of(start, start + words.len()));
            // A space is one byte; the next copy may begin with the space that ends this one.
            from = start;
        }
        match (found.pop(), found.is_empty()) {
            (Some(ids), true) => Ok(ids),
            (Some(_), false) => Err(("this text stands in several places", "give the numbers of its segments")),
            (None, _) => Err(("this text is not in the document", "leave the line out, or copy the text anew")),
        }
    }

    /// The segments from `start` to `end` of `all`, if both are borders of segments.
    fn segments_of(&self, start: usize, end: usize) -> Option<Vec<u32>> {
        let first = self.starts.binary_search_by_key(&start, |&(at, _)| at).ok()?;
        let last = match self.starts.binary_search_by_key(&(end + 1), |&(at, _)| at) {
            Ok(next) => next.checked_sub(1)?,
            Err(_) if end + 1 == self.all.len() => self.starts.len().checked_sub(1)?,
            Err(_) => return None,
        };
        let ids = (self.starts.get(first)?.1..=self.starts.get(last)?.1).collect();
        Some(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::pipeline::half_of;

    fn halves() -> (Half, Half) {
        let half = |text: &str| half_of(text.to_owned(), None, true);
        (half("Eins, zwei.\nDrei.\nVier.\nDrei.\n"), half("One, two.\nThree.\nFour.\nThree."))
    }

    fn shape(found: &Confirmed) -> Vec<(Vec<u32>, Vec<u32>)> {
        let ids = |ids: &[SegmentId]| ids.iter().map(|id| id.0).collect();
        found.beads.iter().map(|bead| (ids(&bead.source), ids(&bead.target))).collect()
    }

    fn read_in(text: &str) -> Confirmed {
        let (source, target) = halves();
        read(text, &source, &target)
    }

    #[test]
    fn numbers_are_taken_as_they_are() {
        let found = read_in("0,1\t0\t0.973\n\t1\n2\t2,3\n");
        assert_eq!(shape(&found), [(vec![0, 1], vec![0]), (vec![], vec![1]), (vec![2], vec![2, 3])]);
        assert!(found.beads.iter().all(|bead| bead.origin == Origin::Confirmed && bead.confidence == 1.0));
        assert!(found.malformed.is_empty() && found.unmatched.is_empty());
    }

    #[test]
    fn numbers_that_are_no_segments_are_told() {
        let found = read_in("0,2\t0\n9\t1\n1\t1\n1\t2\n");
        assert_eq!(shape(&found), [(vec![1], vec![1])]);
        let said: Vec<&str> = found.unmatched.iter().map(|problem| problem.what.as_str()).collect();
        assert!(
            said[0].contains("neighbouring") && said[1].contains("neighbouring") && said[2].contains("earlier line")
        );
    }

    #[test]
    fn texts_are_found_whatever_their_marks_and_spacing() {
        let found = read_in("source\ttarget\nEINS zwei!\tOne two\nVier\tFour.  Three\nDrei.\tThree.\nFünf\tFive\n");
        assert_eq!(shape(&found), [(vec![0], vec![0]), (vec![2], vec![2, 3])]);
        let said: Vec<&str> = found.unmatched.iter().map(|problem| problem.what.as_str()).collect();
        assert_eq!(said, ["this text stands in several places", "this text is not in the document"]);
    }

    #[test]
    fn part_of_a_segment_is_no_place() {
        assert!(read_in("Eins\tOne\n").beads.is_empty());
    }

    #[test]
    fn json_lines_come_back_by_number_or_else_by_text() {
        let line = |ids: &str, text: &str| {
            format!(r#"{{"index":0,"source":{{"ids":{ids},"text":"{text}"}},"target":{{"ids":[2],"text":"Four."}}}}"#)
        };
        assert_eq!(shape(&read_in(&line("[2]", "Vier."))), [(vec![2], vec![2])]);
        assert_eq!(shape(&read_in(&line("[1]", "Vier."))), [(vec![2], vec![2])], "the text has moved");
        assert_eq!(shape(&read_in(r#"{"source":[3],"target":[3]}"#)), [(vec![3], vec![3])]);
        assert_eq!(read_in("{\"source\":1}\n{}\n").malformed.len(), 2);
    }

    #[test]
    fn units_of_a_bilingual_file_are_found_by_their_texts() {
        let (source, target) = halves();
        let found = from_units([("Vier.", "Four.", Span::default())], &source, &target);
        assert_eq!(shape(&found), [(vec![2], vec![2])]);
    }
}
