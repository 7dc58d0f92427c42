//! What every reader of a bilingual file gathers, and the bitext made of it.

use crate::bitext::{Bead, Bitext, Half, Origin};
use crate::document::{Code, Document, Kind, Part, Place, Segment, SegmentId};
use crate::language::{Language, Side};
use crate::text::{Position, Problem, Span};

/// One unit or segment of a file: a source and what translates it.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The file's own id of the unit.
    pub(super) unit: String,
    /// The file's own id of the segment in the unit; often empty.
    pub(super) segment: String,
    /// Number of the unit, from 0.
    pub(super) paragraph: u32,
    pub(super) source: Option<Cell>,
    pub(super) target: Option<Cell>,
}

/// The text of one side of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where its element or field begins in the file.
    pub(super) position: Position,
    /// Where the parts of the text stand in the file.
    pub(super) parts: Vec<Part>,
    /// The inline codes between them.
    pub(super) codes: Vec<Code>,
}

impl Cell {
    /// Put `text` at the end, which stands in the file at `file`, if it stands there at all.
    pub(super) fn push(&mut self, text: &str, file: Option<Span>) {
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        self.parts.extend(file.filter(|_| !text.is_empty()).map(|file| Part { text: span, file }));
    }

    /// Put an inline code at the end.
    pub(super) fn push_code(&mut self, name: String) {
        self.codes.push(Code { at: self.text.len(), name });
    }
}

/// Join `rows` to a bitext: a segment for each side that has more than white space, a bead for
/// each row that has a segment.
pub(super) fn into_bitext(rows: Vec<Row>, source: Language, target: Language) -> Bitext {
    let mut halves = [Document::default(), Document::default()];
    let [source_document, target_document] = &mut halves;
    let mut beads = Vec::with_capacity(rows.len());
    for row in &rows {
        beads.push(Bead {
            source: push(source_document, row, row.source.as_ref()).into_iter().collect(),
            target: push(target_document, row, row.target.as_ref()).into_iter().collect(),
            confidence: 1.0,
            origin: Origin::Imported,
            ..Bead::default()
        });
    }
    let [source_document, target_document] = halves;
    Bitext::new(
        Half { document: source_document, language: source },
        Half { document: target_document, language: target },
        beads,
    )
}

/// Put the text of `cell` at the end of `document`, on a line of its own.
fn push(document: &mut Document, row: &Row, cell: Option<&Cell>) -> Option<SegmentId> {
    let cell = cell.filter(|cell| !cell.text.trim().is_empty())?;
    if !document.text.is_empty() {
        document.text.push('\n');
    }
    let start = document.text.len();
    document.text.push_str(&cell.text);
    document.parts.extend(cell.parts.iter().map(|part| Part { text: part.text.offset(start), ..*part }));
    let span = Span::new(start, document.text.len()).trimmed(&document.text);
    // A code in the white space around belongs to the segment all the same.
    let place = |at: usize| (at + start).clamp(span.start, span.end);
    document.codes.extend(cell.codes.iter().map(|code| Code { at: place(code.at), name: code.name.clone() }));
    let id = SegmentId(u32::try_from(document.segments.len()).ok()?);
    document.segments.push(Segment {
        id,
        span: Span::new(start, document.text.len()).trimmed(&document.text),
        kind: Kind::Body,
        paragraph: row.paragraph,
        place: Place {
            unit: row.unit.clone(),
            segment: row.segment.clone(),
            line: cell.position.line,
            column: cell.position.column,
        },
    });
    Some(id)
}

/// The language of one side: what the file says, or else what the user said.
///
/// # Errors
/// A problem at `place` when neither says it, or the file says what is no language tag.
pub(super) fn language(
    written: Option<&str>,
    given: Option<&Language>,
    side: Side,
    place: Span,
) -> Result<Language, Problem> {
    let (side, option) = match side {
        Side::Source => ("source", "--source-lang"),
        Side::Target => ("target", "--target-lang"),
    };
    let written = written.map(str::trim).filter(|tag| !tag.is_empty());
    match (written, given) {
        // `en_US` is no BCP 47, but many tools write it.
        (Some(tag), _) => Language::from_tag(&tag.replace('_', "-"))
            .map_err(|what| Problem::new(place, what, format!("correct the {side} language in the file"))),
        (None, Some(language)) => Ok(language.clone()),
        (None, None) => {
            let what = format!("the file does not say what its {side} language is");
            Err(Problem::new(place, what, format!("say it with {option}, or write it into the file")))
        }
    }
}

/// Lines and columns of places asked for in the order of the file.
///
/// One pass over the file, however long its lines are: some tools write a whole file in one line,
/// where counting each column from the start of the line would be quadratic.
pub(super) struct Places<'a> {
    rest: &'a str,
    at: usize,
    position: Position,
}

impl<'a> Places<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0, position: Position { line: 1, column: 1 } }
    }

    /// The line and column of `byte`; of the last place asked for when that was further on.
    pub(super) fn position(&mut self, byte: usize) -> Position {
        let Some((passed, rest)) = byte.checked_sub(self.at).and_then(|length| self.rest.split_at_checked(length))
        else {
            return self.position;
        };
        self.advance(passed, rest);
        self.rest = rest;
        self.at = byte;
        self.position
    }

    fn advance(&mut self, passed: &str, rest: &str) {
        let mut characters = passed.chars().chain(rest.chars().take(1)).peekable();
        for _ in passed.chars() {
            let Some(c) = characters.next() else { return };
            if ends_line(c, characters.peek().copied()) {
                self.position = Position { line: self.position.line + 1, column: 1 };
            } else {
                self.position.column += 1;
            }
        }
    }
}

/// Lines end with `\n`, `\r\n` or a lone `\r`.
fn ends_line(c: char, following: Option<char>) -> bool {
    c == '\n' || (c == '\r' && following != Some('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    #[test]
    fn places_are_those_of_the_line_index() {
        let text = "a\r\nبت\rc\n\r\n\n😀 d";
        let index = LineIndex::new(text);
        let mut all = Places::new(text);
        for (byte, _) in text.char_indices() {
            assert_eq!(all.position(byte), index.position(text, byte), "{byte}");
            assert_eq!(Places::new(text).position(byte), index.position(text, byte), "{byte}");
        }
    }

    #[test]
    fn blank_sides_are_no_segments() {
        let cell = |text: &str| Some(Cell { text: text.to_owned(), ..Cell::default() });
        let row = |source, target| Row { source: cell(source), target: cell(target), ..Row::default() };
        let rows = vec![row(" a ", ""), row("", "\u{A0}"), row("b", " c\n")];
        let bitext = into_bitext(rows, Language::neutral("x"), Language::neutral("y"));
        let texts: Vec<_> = bitext
            .beads()
            .iter()
            .map(|bead| (bitext.text(bead, Side::Source), bitext.text(bead, Side::Target)))
            .collect();
        assert_eq!(texts, [("a", ""), ("b", "c")]);
        assert_eq!(bitext.source.document.text, " a \nb");
    }

    #[test]
    fn languages_come_from_the_file_then_from_the_user() {
        let given = Language::neutral("en");
        let of = |written, given| language(written, given, Side::Target, Span::default()).map(|l| l.tag().to_owned());
        assert_eq!(of(Some("ar_SY"), Some(&given)).as_deref(), Ok("ar-SY"));
        assert_eq!(of(Some(" "), Some(&given)).as_deref(), Ok("en"));
        assert!(of(None, None).unwrap_err().remedy.contains("--target-lang"));
        assert!(of(Some("no language"), Some(&given)).is_err());
    }
}
