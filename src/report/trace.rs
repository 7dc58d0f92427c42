//! Why a term matches or not, for a person: one thing a line, each text isolated.

use super::excerpt::{isolated, one_line};
use super::text::TextOptions;
use crate::glossary::{Term, Trace};
use crate::language::Language;
use crate::text::{Direction, Offsets};

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Traced<'a> {
    /// The way of the term through the text.
    pub trace: &'a Trace,
    /// The term.
    pub term: &'a Term,
    /// Its concept, file and line; empty for a term that is in no glossary.
    pub place: &'a str,
    /// The text.
    pub text: &'a str,
    /// The language of both.
    pub language: &'a Language,
}

/// The steps: the words of the term, each word of the text, the result.
pub fn trace(shown: &Traced<'_>, options: &TextOptions) -> String {
    let direction = shown.language.direction();
    let quoted = |text: &str| quoted(text, direction, options);
    let mut out = format!("term: {}", quoted(&shown.term.text));
    if !shown.place.is_empty() {
        out += &format!(" ({})", one_line(shown.place));
    }
    out.push('\n');
    for (number, word) in (1..).zip(&shown.trace.term) {
        out += &format!("  word {number}: {}\n", quoted(word));
    }
    for form in &shown.term.forms {
        out += &format!("  form: {}\n", quoted(form));
    }
    out += &format!("text: {}\n", quoted(shown.text));
    for word in &shown.trace.words {
        let written = word.span.text(shown.text);
        out += &format!("  {}", quoted(written));
        if word.folded != written {
            out += &format!(" is compared as {}", quoted(&word.folded));
        }
        let splits = word.readings.iter().filter(|(lead, _)| !lead.is_empty());
        let splits: Vec<String> = splits.map(|(lead, core)| format!("{} + {}", quoted(lead), quoted(core))).collect();
        if !splits.is_empty() {
            out += &format!("; may be {}", splits.join(" or "));
        }
        let numbers: Vec<String> = word.fits.iter().map(|at| (at + 1).to_string()).collect();
        match numbers.as_slice() {
            [] => {}
            numbers => out += &format!("; can stand for word {}", numbers.join(" and ")),
        }
        out.push('\n');
    }
    out + &result(shown, options)
}

fn result(shown: &Traced<'_>, options: &TextOptions) -> String {
    let quoted = |text: &str| quoted(text, shown.language.direction(), options);
    let mut out = String::new();
    for found in &shown.trace.matches {
        let place = |byte| Offsets::of(shown.text, byte).char;
        let (start, end) = (place(found.span.start), place(found.span.end));
        out += &format!("match: {} at {start}-{end}, {}", quoted(found.span.text(shown.text)), found.certainty);
        if let Some(longer) = &found.inside {
            out += &format!("; not counted, as it is inside a term of '{}'", one_line(longer));
        }
        out.push('\n');
    }
    if shown.trace.matches.is_empty() {
        // The reason quotes the texts; as a whole it runs left to right.
        let reason = isolated(&one_line(&shown.trace.reason), Direction::Ltr, options.bidi);
        out += &format!("no match: {reason}\n");
    }
    out
}

fn quoted(text: &str, direction: Direction, options: &TextOptions) -> String {
    format!("'{}'", isolated(&one_line(text), direction, options.bidi))
}
