//! Records and cells of a delimited text (RFC 4180), with their places.
//!
//! The crate that reads CSV elsewhere takes an unclosed quote for the end of the file and has no
//! places for cells; a quote that swallows half a glossary in silence is just what a person has to
//! be told, with its line. So the little grammar is here.

use std::borrow::Cow;

use crate::text::{Parsed, Problem, Span};

/// Whether cells may stand in double quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// A cell that begins with a double quote ends with one; two of them inside mean one.
    Double,
    /// A double quote is a character like any other.
    None,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// What it says, without quotes.
    pub(super) text: Cow<'a, str>,
    /// Where it is in the file, with its quotes.
    pub(super) span: Span,
}

/// One record: a line, or several when a quoted cell has line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub(super) fields: Vec<Field<'a>>,
    pub(super) span: Span,
    /// 1-based line it begins in.
    pub(super) line: usize,
}

impl Record<'_> {
    /// What the cell in column `at` says, without blanks around; empty when there is none.
    pub(super) fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |field| field.text.trim())
    }
}

/// Split `text` into records; lines without any character are no records.
///
/// A NUL byte, a quote that is never closed, and characters behind a closing quote are problems;
/// the record is left out.
pub(super) fn split(text: &str, delimiter: char, quoting: Quoting) -> Parsed<Vec<Record<'_>>> {
    split_from(text, 0, delimiter, quoting, usize::MAX)
}

/// The same for the table that begins at byte `start` of `text`; more than `max` records and a
/// header are a problem.
pub(super) fn split_from(
    text: &str,
    start: usize,
    delimiter: char,
    quoting: Quoting,
    max: usize,
) -> Parsed<Vec<Record<'_>>> {
    let start = if start == 0 && text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { start };
    let line = 1 + text.get(..start).map_or(0, line_ends);
    let mut splitter = Splitter { text, delimiter, quoting, at: start, line };
    let mut parsed = Parsed { value: Vec::new(), problems: Vec::new() };
    while splitter.at < text.len() {
        if parsed.value.len() > max {
            parsed.problems.push(super::too_many(Span::new(splitter.at, splitter.at), max, "rows"));
            break;
        }
        match splitter.record() {
            Ok(record) if record.span.is_empty() => {}
            Ok(record) => parsed.value.push(record),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    parsed
}

struct Splitter<'a> {
    text: &'a str,
    delimiter: char,
    quoting: Quoting,
    at: usize,
    line: usize,
}

impl<'a> Splitter<'a> {
    /// Read a record and the line end behind it. After a problem the next line is read.
    fn record(&mut self) -> Result<Record<'a>, Problem> {
        let (start, line) = (self.at, self.line);
        let mut fields = Vec::new();
        let outcome = loop {
            match self.field() {
                Ok(field) => fields.push(field),
                Err(problem) => break Err(problem),
            }
            if !self.rest().starts_with(self.delimiter) {
                break Ok(());
            }
            self.at += self.delimiter.len_utf8();
        };
        let outcome = outcome.and_then(|()| self.refuse_nul(Span::new(start, self.at)));
        let end = self.end_line();
        outcome.map(|()| Record { fields, span: Span::new(start, end), line })
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Step over the rest of the line and its end; where the end began.
    fn end_line(&mut self) -> usize {
        let rest = self.rest();
        let end = self.at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.at = end;
        let rest = self.rest();
        self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        self.line += usize::from(self.at > end);
        end
    }

    fn field(&mut self) -> Result<Field<'a>, Problem> {
        if self.quoting == Quoting::Double && self.rest().starts_with('"') {
            return self.quoted();
        }
        let rest = self.rest();
        let length = rest.find([self.delimiter, '\n', '\r']).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Ok(Field { text: span.text(self.text).into(), span })
    }

    fn quoted(&mut self) -> Result<Field<'a>, Problem> {
        let start = self.at;
        let mut content = Cow::Borrowed("");
        loop {
            // The opening quote, or the second of two that mean one.
            self.at += 1;
            let rest = self.rest();
            let Some(length) = rest.find('"') else { return Err(self.unclosed(start)) };
            let piece = rest.get(..length).unwrap_or_default();
            content += piece;
            self.line += line_ends(piece);
            self.at += length + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            content += "\"";
        }
        let span = Span::new(start, self.at);
        if self.rest().is_empty() || self.rest().starts_with([self.delimiter, '\n', '\r']) {
            return Ok(Field { text: content, span });
        }
        let what = "there are characters behind the closing quote of a cell";
        Err(Problem::new(span, what, "double the quotes inside the cell, or put a delimiter behind it"))
    }

    fn unclosed(&mut self, start: usize) -> Problem {
        self.at = self.text.len();
        let what = "the quote that begins here is never closed: everything behind it would be one cell";
        Problem::new(Span::new(start, start + 1), what, "close the quote, or write it as \"\" inside a quoted cell")
    }

    fn refuse_nul(&self, span: Span) -> Result<(), Problem> {
        let Some(at) = span.text(self.text).find('\0') else { return Ok(()) };
        let place = Span::new(span.start + at, span.start + at + 1);
        Err(Problem::new(
            place,
            "there is a NUL byte in the file",
            "save the file as UTF-8 text; a binary file is no table",
        ))
    }
}

/// `text` as a cell: in quotes where it needs them.
pub(super) fn quote(text: &str, delimiter: char) -> String {
    let needed = text.contains([delimiter, '"', '\n', '\r']) || text.trim() != text;
    if needed { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Whether a spreadsheet, or our own reader, would take `text` for something else: apostrophes and
/// then a character that begins a formula.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// `text` with an apostrophe before it when a spreadsheet would run it as a formula.
pub(super) fn defuse(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// What [`defuse()`] made of `text` taken back.
pub(super) fn restore(text: &str) -> &str {
    if is_dangerous(text) { text.strip_prefix('\'').unwrap_or(text) } else { text }
}

fn line_ends(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let parsed = split(text, ',', Quoting::Double);
        assert_eq!(parsed.problems, [], "{text:?}");
        parsed.value.iter().map(|record| record.fields.iter().map(|field| field.text.to_string()).collect()).collect()
    }

    #[test]
    fn records_and_cells() {
        assert_eq!(cells("\u{FEFF}a,b\r\n\r\nc,\rd\n"), [vec!["a", "b"], vec!["c", ""], vec!["d"]]);
        assert_eq!(cells("\"a,\"\"b\"\"\n\",\"\",c\"d"), [["a,\"b\"\n", "", "c\"d"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
        assert_eq!(split("\"a\t\"\tb", '\t', Quoting::None).value[0].text(0), "\"a");
    }

    #[test]
    fn places_and_lines() {
        let text = "a,\"ب\"\n\"x\r\ny\nz\",b\nc";
        let records = split(text, ',', Quoting::Double).value;
        let lines: Vec<_> = records.iter().map(|record| (record.line, record.span.text(text))).collect();
        assert_eq!(lines, [(1, "a,\"ب\""), (2, "\"x\r\ny\nz\",b"), (5, "c")]);
        assert_eq!(records[0].fields[1].span.text(text), "\"ب\"");
    }

    #[test]
    fn problems_say_where_and_the_next_line_is_read() {
        let text = "a\n\"b\"c,d\nx\u{0}y\ne,\"f\ng,h";
        let parsed = split(text, ',', Quoting::Double);
        let places: Vec<_> = parsed.problems.iter().map(|problem| problem.span.text(text)).collect();
        assert_eq!(places, ["\"b\"", "\0", "\""]);
        assert_eq!(parsed.problems[2].span.start, text.find("\"f").unwrap());
        assert_eq!(parsed.value.len(), 1);
    }

    #[test]
    fn formulas_are_defused_and_restored() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "''-1", "'quoted'", "a=b", "'"] {
            let written = defuse(text);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
            assert_eq!(restore(&written), text);
        }
    }
}
