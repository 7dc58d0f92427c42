//! Lines and columns of a text, computed once and looked up by byte offset.

use serde::Serialize;

/// A place as a person counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in Unicode code points.
    pub column: usize,
}

/// The same place in the three units that outside programs count in, all 0-based.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offsets {
    /// UTF-8 bytes.
    pub byte: usize,
    /// UTF-16 code units (editors, SARIF, JavaScript).
    pub utf16: usize,
    /// Unicode code points (Python, most people).
    pub char: usize,
}

impl Offsets {
    /// The offsets of byte `byte` of `text`; a byte past the end counts as the end.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        Self { byte: before.len(), utf16: before.chars().map(char::len_utf16).sum(), char: before.chars().count() }
    }
}

/// Where each line of a text begins. Lines end with `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Index the lines of `text` in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |(i, &byte): (usize, &u8)| match byte {
            b'\n' => Some(i + 1),
            b'\r' if bytes.get(i + 1) != Some(&b'\n') => Some(i + 1),
            _ => None,
        };
        let starts = std::iter::once(0).chain(bytes.iter().enumerate().filter_map(ends_line)).collect();
        Self { starts }
    }

    /// The line and column of byte `byte` of the `text` that was indexed.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = text.get(start..byte).map_or(1, |before| before.chars().count() + 1);
        Position { line, column }
    }

    /// First byte of the 1-based `line`, if the text has so many.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_lines_end_three_ways() {
        let text = "أ\r\nبت\rc\nd";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.position(text, text.find(needle).unwrap());
        assert_eq!(at("ت"), Position { line: 2, column: 2 });
        assert_eq!(at("c"), Position { line: 3, column: 1 });
        assert_eq!(at("d"), Position { line: 4, column: 1 });
        assert_eq!(index.position(text, 999), Position { line: 4, column: 1 });
    }

    #[test]
    fn three_units_differ_on_arabic_and_emoji() {
        let text = "ب😀x";
        let end = Offsets::of(text, text.find('x').unwrap());
        assert_eq!((end.byte, end.utf16, end.char), (6, 3, 2));
    }
}
