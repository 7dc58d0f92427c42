//! A cursor over one piece of markup that knows where in the file it is.

use super::chars;
use crate::text::Span;

/// Reads the bytes `at..end` of `text`, left to right.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str, span: Span) -> Self {
        Self { text, at: span.start, end: span.end }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The place of the next character; empty at the end.
    pub(super) fn here(&self) -> Span {
        Span::new(self.at, self.at + self.next().map_or(0, char::len_utf8))
    }

    /// Step over `expected` if it comes next.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Step over white space; whether there was any.
    pub(super) fn eat_space(&mut self) -> bool {
        !self.take_while(chars::is_space).is_empty()
    }

    /// Step over the characters that `belongs` accepts, and give their place.
    pub(super) fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        Span::new(start, self.at)
    }

    /// Step over everything up to and including `closing`, and give the place of what is before it.
    pub(super) fn take_until(&mut self, closing: &str) -> Option<Span> {
        let length = self.rest().find(closing)?;
        let span = Span::new(self.at, self.at + length);
        self.at = span.end + closing.len();
        Some(span)
    }

    /// A quoted literal, and the place of what is between its quotes.
    pub(super) fn take_quoted(&mut self) -> Option<Span> {
        if self.eat("\"") {
            self.take_until("\"")
        } else if self.eat("'") {
            self.take_until("'")
        } else {
            None
        }
    }

    /// The text at `span`.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.text(self.text)
    }
}
