//! A half-open range of bytes in one text.

/// A half-open byte range `start..end` of one text.
///
/// Both ends fall on character boundaries of the text the span was made for; asking for the text
/// of a span that does not fit gives the empty string, never a panic.
///
/// ```
/// use tarjuman::text::Span;
/// let text = "خفض التصعيد";
/// assert_eq!(Span::new(0, 6).text(text), "خفض");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the range; never before `start`.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an end before the start makes an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span counted from a base further left: `base` is added to both ends.
    pub const fn offset(self, base: usize) -> Self {
        Self { start: self.start.saturating_add(base), end: self.end.saturating_add(base) }
    }

    /// This span counted from the start of `outer`, for showing an excerpt.
    pub const fn relative_to(self, outer: Self) -> Self {
        Self { start: self.start.saturating_sub(outer.start), end: self.end.saturating_sub(outer.start) }
    }

    /// Where this span is in a text put together from `pieces` of the original: for each its span
    /// there and the byte at which it begins here. `None` when nothing of it is in any.
    pub fn within(self, pieces: &[(Self, usize)]) -> Option<Self> {
        let inside = pieces.iter().filter(|(piece, _)| piece.overlaps(self)).map(|&(piece, start)| {
            let common = Self::new(piece.start.max(self.start), piece.end.min(self.end));
            common.relative_to(piece).offset(start)
        });
        inside.reduce(Self::cover)
    }

    /// The text of the span; empty when it does not fit `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span without white space at either end.
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.text(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}
