//! An excerpt of a text on one line of a terminal: escaped, marked, cut to fit, isolated.
//!
//! Text is taken apart into what the reader sees as characters (grapheme clusters), because only
//! between those may a line be cut or a style begin. Input is escaped cluster by cluster before any
//! style is added, so a mark can neither tear a character nor be forged by one.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthChar;

use super::text::Bidi;
use crate::text::{Direction, Span, bidi};

/// One character as it is shown.
#[derive(Clone, Debug)]
struct Glyph<'a> {
    shown: Cow<'a, str>,
    cells: usize,
}

impl<'a> Glyph<'a> {
    fn new(cluster: &'a str) -> Self {
        let shown = match cluster {
            // A bead may run over several lines, which is no attack and needs no escape.
            "\n" | "\r\n" | "\r" => Cow::Borrowed(" "),
            _ => bidi::escape_controls(cluster),
        };
        let cells = cells(&shown);
        Self { shown, cells }
    }

    const ELLIPSIS: Self = Self { shown: Cow::Borrowed("…"), cells: 1 };
}

/// A text in three parts: what stands before the marked words, these, and what stands after.
#[derive(Clone, Debug)]
pub(super) struct Excerpt<'a> {
    before: Vec<Glyph<'a>>,
    marked: Option<Vec<Glyph<'a>>>,
    after: Vec<Glyph<'a>>,
}

impl<'a> Excerpt<'a> {
    /// Take `text` apart. A mark that begins or ends inside a grapheme cluster takes in the whole.
    pub(super) fn new(text: &'a str, marked: Option<Span>) -> Self {
        Self::around(text, marked, usize::MAX)
    }

    /// The same that fits into `room` cells (three or more).
    pub(super) fn within(text: &'a str, marked: Option<Span>, room: usize) -> Self {
        Self::around(text, marked, room).cut(room)
    }

    /// Take apart no more of `text` than overfills `room` cells on either side of the marked words.
    fn around(text: &'a str, marked: Option<Span>, room: usize) -> Self {
        let start = marked.map_or(0, |span| cluster_start(text, span.start));
        let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
        let mut before = overfilling(before.graphemes(true).rev(), room);
        before.reverse();
        let mut clusters = rest.grapheme_indices(true).peekable();
        let mut inside = Vec::new();
        let end = marked.map_or(0, |span| span.end);
        while let Some((_, cluster)) = clusters.next_if(|(at, _)| start + at < end) {
            inside.push(Glyph::new(cluster));
        }
        let after = overfilling(clusters.map(|(_, cluster)| cluster), room);
        Self { before, marked: marked.map(|_| inside), after }
    }

    /// Leave out what does not fit into `room` cells (three or more), farthest from the marked words
    /// first.
    fn cut(mut self, room: usize) -> Self {
        let marked = self.marked.as_deref().map_or(0, width);
        let (before, after) = (width(&self.before), width(&self.after));
        if before + marked + after <= room {
            return self;
        }
        // Two cells stay for the dots on either side, however long the marked words are.
        let marked = marked.min(room.saturating_sub(2));
        let spare = room.saturating_sub(marked).max(2);
        let left = before.min((spare / 2).max(spare.saturating_sub(after)));
        keep_end(&mut self.before, left);
        if let Some(inside) = &mut self.marked {
            keep_start(inside, marked);
        }
        keep_start(&mut self.after, spare - left);
        self
    }

    /// The line, with `open` and `close` around the marked words.
    pub(super) fn render(&self, open: &str, close: &str) -> String {
        let shown = |glyphs: &[Glyph<'_>]| glyphs.iter().map(|glyph| glyph.shown.as_ref()).collect::<String>();
        let marked = self.marked.as_deref().map_or(String::new(), |marked| format!("{open}{}{close}", shown(marked)));
        shown(&self.before) + &marked + &shown(&self.after)
    }
}

/// `text` on one line, safe to print.
pub(super) fn one_line(text: &str) -> String {
    Excerpt::new(text, None).render("", "")
}

/// `text` on one line, safe to print, and no wider than `room` cells.
pub(super) fn one_line_within(text: &str, room: usize) -> String {
    Excerpt::within(text, None, room).render("", "")
}

/// `text` between isolates of `direction`, if isolates are wanted.
pub(super) fn isolated(text: &str, direction: Direction, wanted: Bidi) -> String {
    match wanted {
        Bidi::Isolate => direction.isolate(text),
        Bidi::None => text.to_owned(),
    }
}

/// A phrase of our own that may quote input, such as a message: isolated only when something in it
/// runs right to left, so that plain phrases can be copied without invisible characters.
pub(super) fn phrase(text: &str, wanted: Bidi) -> String {
    let text = one_line(text);
    let turns = |c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN);
    if text.contains(turns) { isolated(&text, Direction::Ltr, wanted) } else { text }
}

/// The cells that `text` takes on a terminal.
///
/// Summed per character: the width of a string counts لا as one cell, but terminals draw two.
pub(super) fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or_default()).sum()
}

/// `text` in lines of at most `room` cells, broken at spaces, or inside a word that is longer than
/// a line (Chinese, a URL).
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for piece in text.split_inclusive(' ').flat_map(|word| pieces(word, room)) {
        if used > 0 && used + cells(piece.trim_end_matches(' ')) > room {
            lines.push(std::mem::take(&mut line).trim_end_matches(' ').to_owned());
            used = 0;
        }
        line.push_str(piece);
        used += cells(piece);
    }
    lines.push(line.trim_end_matches(' ').to_owned());
    lines
}

/// A word, or its clusters one by one when it does not fit on a line.
fn pieces(word: &str, room: usize) -> Vec<&str> {
    if cells(word.trim_end_matches(' ')) <= room { vec![word] } else { word.graphemes(true).collect() }
}

/// The start of the grapheme cluster that holds the byte `at`.
fn cluster_start(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or_default(),
        _ => at,
    }
}

/// The first of `clusters`, as many as it takes to need more than `room` cells.
fn overfilling<'a>(clusters: impl Iterator<Item = &'a str>, room: usize) -> Vec<Glyph<'a>> {
    let mut used = 0;
    let fits = |glyph: &Glyph<'_>| {
        let fits = used <= room;
        used += glyph.cells;
        fits
    };
    clusters.map(Glyph::new).take_while(fits).collect()
}

fn width(glyphs: &[Glyph<'_>]) -> usize {
    glyphs.iter().map(|glyph| glyph.cells).sum()
}

fn keep_start(glyphs: &mut Vec<Glyph<'_>>, room: usize) {
    if width(glyphs) > room {
        glyphs.truncate(fitting(glyphs.iter(), room));
        glyphs.push(Glyph::ELLIPSIS);
    }
}

fn keep_end(glyphs: &mut Vec<Glyph<'_>>, room: usize) {
    if width(glyphs) > room {
        let kept = fitting(glyphs.iter().rev(), room);
        glyphs.drain(..glyphs.len() - kept);
        glyphs.insert(0, Glyph::ELLIPSIS);
    }
}

/// How many of `glyphs` fit into `room` beside the dots.
fn fitting<'g>(glyphs: impl Iterator<Item = &'g Glyph<'g>>, room: usize) -> usize {
    let mut used = Glyph::ELLIPSIS.cells;
    let fits = |glyph: &&Glyph<'_>| {
        used += glyph.cells;
        used <= room
    };
    glyphs.take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, marked: &str, room: usize) -> String {
        let start = text.find(marked).unwrap();
        Excerpt::within(text, Some(Span::new(start, start + marked.len())), room).render("[", "]")
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = "one two three four five six seven";
        assert_eq!(cut(text, "four", 99), "one two three [four] five six seven");
        assert_eq!(cut(text, "four", 20), "… three [four] five s…");
        assert_eq!(cut(text, "one", 12), "[one] two thr…");
        assert_eq!(cut(text, "seven", 12), "…e six [seven]");
        assert_eq!(cut(text, "two three four five", 9), "…[two th…]…");
    }

    #[test]
    fn a_mark_takes_in_the_whole_cluster() {
        let text = "مُحمد";
        assert_eq!(Excerpt::new(text, Some(Span::new(0, 2))).render("[", "]"), "[مُ]حمد");
        assert_eq!(Excerpt::new(text, Some(Span::new(4, 4))).render("[", "]"), "مُ[]حمد", "a place between two letters");
    }

    #[test]
    fn lam_alef_takes_two_cells_and_marks_none() {
        assert_eq!(cells("الاتفاقات"), 9);
        assert_eq!(cells("مُحَمَّد"), 4);
        assert_eq!(cells("漢"), 2);
    }

    #[test]
    fn lines_are_broken_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("one two  three", 8), ["one two", "three"]);
        assert_eq!(wrap("漢字漢字 ab", 5), ["漢字", "漢字", "ab"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn nothing_from_the_input_steers_the_line() {
        assert_eq!(one_line("a\r\nb\n\u{1b}[31m\u{202E}"), "a b \\u{001B}[31m\\u{202E}");
        assert_eq!(phrase("plain", Bidi::Isolate), "plain");
        assert_eq!(phrase("says ٣", Bidi::Isolate), "\u{2066}says ٣\u{2069}");
    }

    proptest! {
        #[test]
        fn taking_the_style_away_leaves_the_escaped_text(text in "[^\r\n]{0,40}", a in 0usize..60, b in 0usize..60) {
            let span = Span::new(text.floor_char_boundary(a.min(b)), text.floor_char_boundary(a.max(b)));
            let styled = Excerpt::new(&text, Some(span)).render("\u{1b}[1m\u{1b}[4m\u{1b}[31m", "\u{1b}[0m");
            let plain = anstream::adapter::strip_str(&styled).to_string();
            prop_assert_eq!(plain, bidi::escape_controls(&text).into_owned());
        }

        #[test]
        fn a_cut_line_fits(text in "[ابج لا漢👩🏽‍🚀éa-z]{0,60}", a in 0usize..90, b in 0usize..90, room in 3usize..40) {
            let span = Span::new(text.floor_char_boundary(a.min(b)), text.floor_char_boundary(a.max(b)));
            let line = Excerpt::within(&text, Some(span), room).render("", "");
            prop_assert!(cells(&line) <= room, "{} in {}", line, room);
            prop_assert_eq!(line, Excerpt::new(&text, Some(span)).cut(room).render("", ""));
        }

        #[test]
        fn wrapping_loses_only_spaces(text in "[a-zا-ي漢 ]{0,60}", room in 2usize..20) {
            let lines = wrap(&text, room);
            prop_assert!(lines.iter().all(|line| cells(line) <= room));
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
