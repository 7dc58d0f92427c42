//! Floor 4: paragraphs, sentences and the parts of a page.
//!
//! [`segment`] never fails and loses nothing: every character that is not white space is in
//! exactly one segment, and no segment crosses the border of a paragraph. Where sentences end is
//! in `sentences`, a list of small rules; what a line is for (heading, caption, site furniture) in
//! `kinds`. Words that the rules need (abbreviations, captions) are data of the language profile.

mod kinds;
mod marks;
mod paragraph;
mod sentences;

use crate::document::{Document, Kind, Place, Segment, SegmentId};
use crate::language::Language;
use crate::text::{LineIndex, Span};

use marks::Marks;

/// Cut `text` into paragraphs, sentences and the parts of a page, with the rules of `language`.
///
/// A line is a paragraph, unless the whole text is hard-wrapped: then the lines between two blank
/// lines are one, and a segment may hold a line break.
///
/// ```
/// use tarjuman::{language::Language, segment::segment};
/// let english = Language::from_tag("en").unwrap();
/// let document = segment("Dr. Smith arrived at 5 p.m. on Monday. He left.".to_owned(), &english);
/// let sentences: Vec<&str> = document.segments.iter().map(|s| s.span.text(&document.text)).collect();
/// assert_eq!(sentences, ["Dr. Smith arrived at 5 p.m. on Monday.", "He left."]);
/// ```
pub fn segment(text: String, language: &Language) -> Document {
    let index = LineIndex::new(&text);
    let marks = Marks::new(&text, language);
    let paragraphs: Vec<Paragraph> = paragraphs(&text, &index, &marks)
        .into_iter()
        .map(|span| Paragraph { span, sentences: sentences::sentences(&text, span, &marks) })
        .collect();
    let kinds = kinds::kinds(&text, &paragraphs, &marks);
    let parts = paragraphs.iter().zip(kinds).zip(0u32..).flat_map(|((paragraph, kind), number)| {
        paragraph.sentences.iter().map(move |&span| Part { span, kind, paragraph: number })
    });
    let segments = number(&text, &index, parts);
    Document { text, segments, ..Document::default() }
}

/// Make each line of `text` one segment, as another program has cut it.
///
/// Ids are line numbers counted from 0: a line without text is a segment with an empty span. Only
/// the line break at the very end adds none.
///
/// ```
/// use tarjuman::{language::Language, segment::one_per_line};
/// let english = Language::from_tag("en").unwrap();
/// let document = one_per_line("One. Two.\n\nThree\n".to_owned(), &english);
/// assert_eq!(document.segments.len(), 3);
/// assert!(document.segments[1].span.is_empty());
/// ```
pub fn one_per_line(text: String, language: &Language) -> Document {
    let index = LineIndex::new(&text);
    let mut lines = lines(&text, &index);
    // "a\n" is one line: what follows the last break is no line of its own.
    if lines.last().is_some_and(|last| last.start == text.len()) {
        lines.pop();
    }
    // A line of blanks is an empty span at its own start, not at the start of the next line.
    let span = |line: Span| {
        Some(line.trimmed(&text)).filter(|span| !span.is_empty()).unwrap_or(Span::new(line.start, line.start))
    };
    // Nothing is known of paragraphs: a line break means no more than "next segment".
    let cues = &language.profile().lines;
    let part = |span: Span| Part { span, kind: kinds::kind_alone(span.text(&text), cues), paragraph: 0 };
    let parts = lines.into_iter().map(|line| part(span(line)));
    let segments = number(&text, &index, parts);
    Document { text, segments, ..Document::default() }
}

/// A paragraph and its sentences, at least one.
struct Paragraph {
    span: Span,
    sentences: Vec<Span>,
}

/// What is known of a segment before it has a number and a place.
struct Part {
    span: Span,
    kind: Kind,
    paragraph: u32,
}

/// Give the parts, which come in the order of the text, their numbers and places.
fn number(text: &str, index: &LineIndex, parts: impl Iterator<Item = Part>) -> Vec<Segment> {
    let mut at = Cursor { byte: 0, line: 1, column: 1 };
    let segment = |(part, id): (Part, u32)| {
        at.advance(text, index, part.span.start);
        let place = Place { line: at.line, column: at.column, ..Place::default() };
        Segment { id: SegmentId(id), span: part.span, kind: part.kind, paragraph: part.paragraph, place }
    };
    parts.zip(0u32..).map(segment).collect()
}

/// A place that moves forward only. Asking the index for each segment would count a line from its
/// start each time, which is quadratic for a book on one line.
struct Cursor {
    byte: usize,
    line: usize,
    column: usize,
}

impl Cursor {
    fn advance(&mut self, text: &str, index: &LineIndex, byte: usize) {
        while let Some(start) = index.start_of(self.line + 1).filter(|&start| start <= byte) {
            *self = Self { byte: start, line: self.line + 1, column: 1 };
        }
        self.column += Span::new(self.byte, byte).text(text).chars().count();
        self.byte = byte;
    }
}

/// The lines of `text` with their line breaks.
fn lines(text: &str, index: &LineIndex) -> Vec<Span> {
    let start = |line: usize| index.start_of(line);
    (1..).map_while(|line| Some(Span::new(start(line)?, start(line + 1).unwrap_or(text.len())))).collect()
}

/// The paragraphs that hold anything visible, without white space around.
fn paragraphs(text: &str, index: &LineIndex, marks: &Marks) -> Vec<Span> {
    let lines: Vec<Span> = lines(text, index).into_iter().flat_map(|line| cut_at_separators(text, line)).collect();
    if !is_hard_wrapped(text, &lines, marks) {
        return lines.into_iter().filter(|line| !line.is_empty()).collect();
    }
    let blocks = lines.split(|line| line.is_empty());
    blocks.filter_map(|block| block.iter().copied().reduce(Span::cover)).collect()
}

/// Line and paragraph separators, page breaks and the like, which word processors export, part
/// paragraphs too; but no editor counts them as lines.
fn cut_at_separators(text: &str, line: Span) -> impl Iterator<Item = Span> {
    const SEPARATORS: [char; 5] = ['\u{2028}', '\u{2029}', '\u{0B}', '\u{0C}', '\u{85}'];
    let inner = line.text(text);
    inner.split(SEPARATORS).scan(line.start, move |start, piece| {
        let span = Span::new(*start, *start + piece.len());
        // Past the piece and the separator, whose length is that of the next character.
        let separator = text.get(span.end..).and_then(|rest| rest.chars().next());
        *start = span.end + separator.map_or(0, char::len_utf8);
        Some(span.trimmed(text))
    })
}

/// Whether the lines (trimmed; blank ones empty) were broken by a program at a fixed width.
///
/// The test is that of the wrapping program turned round: a line was broken because the first word
/// of the next would not have fit. Joining lines that stand for themselves (a list of headlines)
/// does more harm than a wrapped text in pieces, so all signs must agree.
fn is_hard_wrapped(text: &str, lines: &[Span], marks: &Marks) -> bool {
    let length = |line: &Span| line.text(text).chars().count();
    let mut lengths: Vec<usize> = lines.iter().filter(|line| !line.is_empty()).map(length).collect();
    if lengths.len() == lines.len() || lengths.is_empty() {
        return false;
    }
    let middle = lengths.len() / 2;
    let median = *lengths.select_nth_unstable(middle).1;
    let width = lengths.iter().max().copied().unwrap_or_default();
    let broken: Vec<(&Span, &Span)> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(line, next)| !line.is_empty() && !next.is_empty()).collect();
    let full = broken.iter().filter(|(line, next)| {
        let word = next.text(text).split_whitespace().next().map_or(0, |word| word.chars().count());
        length(line) + 1 + word > width
    });
    let ended = broken.iter().filter(|(line, _)| marks.ends_sentence(line.text(text)));
    (50..=90).contains(&median)
        && broken.len() >= 3
        && full.count() * 5 >= broken.len() * 4
        && ended.count() * 3 <= broken.len()
}

#[cfg(test)]
mod tests;
