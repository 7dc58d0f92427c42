//! The one way in for a stream that is worked off line by line: strict UTF-8, a limit for each
//! line, never more than one line in memory.
//!
//! A line that cannot be read is a value, not the end: what follows it is read all the same. Only
//! a failure of the system ends the stream.

use std::io::{self, BufRead};
use std::path::Path;

use super::error::Action;
use super::io::STANDARD_INPUT;
use super::{Error, Limits, Reason};

/// One line of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text without the line end, or why it cannot be read.
    pub text: Result<String, Reason>,
}

/// The lines of a stream.
#[derive(Debug)]
pub struct Lines<R> {
    stream: R,
    limits: Limits,
    number: usize,
}

/// The lines of standard input.
pub fn standard_input(limits: Limits) -> Lines<io::BufReader<io::Stdin>> {
    // Not the lock: it cannot go to the thread that reads.
    Lines::new(io::BufReader::with_capacity(1 << 16, io::stdin()), limits)
}

impl<R: BufRead> Lines<R> {
    /// The lines of `stream`.
    pub fn new(stream: R, limits: Limits) -> Self {
        Self { stream, limits, number: 0 }
    }

    /// The next line that is not blank; `None` at the end.
    fn advance(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(bytes) = self.bytes()? else { return Ok(None) };
            self.number += 1;
            let text = bytes.and_then(|bytes| decoded(&bytes, self.number));
            if text.as_ref().is_ok_and(|text| text.trim().is_empty()) {
                continue;
            }
            return Ok(Some(Line { number: self.number, text }));
        }
    }

    /// The bytes of the next line; those of one above the limit are passed over, not kept.
    fn bytes(&mut self) -> io::Result<Option<Result<Vec<u8>, Reason>>> {
        let (mut line, mut length, mut begun) = (Vec::new(), 0_u64, false);
        loop {
            let buffer = match self.stream.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() && !begun {
                return Ok(None);
            }
            begun = true;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let piece = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            length += piece.len() as u64;
            if length <= self.limits.line_size {
                line.extend_from_slice(piece);
            } else {
                line = Vec::new();
            }
            let (used, ended) = (piece.len() + usize::from(end.is_some()), end.is_some() || buffer.is_empty());
            self.stream.consume(used);
            if ended {
                let fits = length <= self.limits.line_size;
                return Ok(Some(if fits { Ok(line) } else { Err(self.limits.line_too_long()) }));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map_err(|error| Error::io(Action::Read, Path::new(STANDARD_INPUT), &error)).transpose()
    }
}

fn decoded(bytes: &[u8], number: usize) -> Result<String, Reason> {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(bytes);
    str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let place = error.valid_up_to() + 1;
        Reason::new(format!("this line is not UTF-8 (byte {place} of the line)"), "write the lines in UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], line_size: u64) -> Vec<Line> {
        let limits = Limits { line_size, ..Limits::default() };
        // A tiny buffer, so that lines come in pieces.
        Lines::new(io::BufReader::with_capacity(3, bytes), limits).map(Result::unwrap).collect()
    }

    #[test]
    fn lines_are_numbered_as_in_the_stream_and_blank_ones_passed_over() {
        let lines = read("\u{FEFF}one\r\n\n  \nأربعة".as_bytes(), 100);
        let found: Vec<_> = lines.iter().map(|line| (line.number, line.text.as_deref().unwrap())).collect();
        assert_eq!(found, [(1, "one"), (4, "أربعة")]);
        assert!(read(b"", 10).is_empty());
    }

    #[test]
    fn a_line_that_cannot_be_read_does_not_end_the_stream() {
        let lines = read(b"12345\n123456\n\xFFx\nlast\n", 5);
        let found: Vec<_> = lines.iter().map(|line| (line.number, line.text.is_ok())).collect();
        assert_eq!(found, [(1, true), (2, false), (3, false), (4, true)]);
        let reason = |at: usize| lines[at].text.clone().unwrap_err();
        assert!(reason(1).remedy.contains("--max-line-size"));
        assert!(reason(2).what.contains("not UTF-8 (byte 1"));
    }
}
