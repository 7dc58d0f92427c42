//! One paragraph, prepared so that every look to the left or right of a mark is short.

use crate::text::fold::is_ignorable;
use crate::text::scripts::unspaced;
use crate::text::{Span, numerals};

use super::marks::{Marks, Side};

/// A bracket longer than this many characters may hold sentences of its own.
const SHORT_BRACKET: usize = 100;
/// How many open quotes and brackets a closing one is compared with; more are a broken text.
const NESTING: usize = 8;

/// The visible characters of a paragraph and what is known about each.
///
/// Invisible ones (vowel marks, direction marks after a full stop: "انتهى.\u{200F} وقال") are left
/// out, so that they never stand between a mark and what a rule looks for.
pub(super) struct View<'a> {
    text: &'a str,
    end: usize,
    chars: Vec<(usize, char)>,
    /// For each character, the number of words begun before it.
    words: Vec<usize>,
    /// For each closing quote or bracket, the character that opened it.
    openers: Vec<Option<usize>>,
    /// For each character, whether a short bracket is open before it.
    bracketed: Vec<bool>,
    pub(super) marks: &'a Marks,
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, span: Span, marks: &'a Marks) -> Self {
        let all = span.text(text).char_indices().map(|(at, c)| (span.start + at, c));
        let chars: Vec<(usize, char)> = all.filter(|&(_, c)| !is_ignorable(c)).collect();
        let openers = openers(&chars, marks);
        let bracketed = bracketed(&chars, &openers);
        Self { text, end: span.end, words: words(&chars), openers, bracketed, chars, marks }
    }

    /// The number of visible characters.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character number `i`.
    pub(super) fn at(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|&(_, c)| c)
    }

    /// The character before number `i`.
    pub(super) fn before(&self, i: usize) -> Option<char> {
        self.at(i.checked_sub(1)?)
    }

    /// Whether number `i` is white space or behind the end.
    pub(super) fn is_gap(&self, i: usize) -> bool {
        self.at(i).is_none_or(char::is_whitespace)
    }

    /// Whether a letter or digit stands at number `i`.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.at(i).is_some_and(char::is_alphanumeric)
    }

    /// The first character from `i` on that is not white space.
    pub(super) fn skip_gap(&self, mut i: usize) -> usize {
        while self.at(i).is_some_and(char::is_whitespace) {
            i += 1;
        }
        i
    }

    /// The number of words that begin from character `from` up to `to`.
    pub(super) fn words_between(&self, from: usize, to: usize) -> usize {
        let count = |i: usize| self.words.get(i).or(self.words.last()).copied().unwrap_or_default();
        count(to).saturating_sub(count(from))
    }

    /// The character that opened what number `i` closes.
    pub(super) fn opener(&self, i: usize) -> Option<usize> {
        self.openers.get(i).copied().flatten()
    }

    /// Whether number `i` stands inside a short bracket.
    pub(super) fn is_bracketed(&self, i: usize) -> bool {
        self.bracketed.get(i).copied().unwrap_or_default()
    }

    /// The byte at which character number `i` begins, or the paragraph ends.
    pub(super) fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.end, |&(at, _)| at)
    }

    /// The written form of characters `from..to`, with tatweel and without invisible characters.
    pub(super) fn written(&self, from: usize, to: usize) -> String {
        let written = Span::new(self.byte(from), self.byte(to)).text(self.text);
        written.chars().filter(|&c| c == 'ـ' || !is_ignorable(c)).collect()
    }

    /// Whether the quote or bracket at `i`, right after a mark, closes what stands before it.
    pub(super) fn closes(&self, i: usize) -> bool {
        match self.at(i).and_then(|c| self.marks.side(c)) {
            Some(Side::Closes) => true,
            // "yes."he / "yes." He: without a word behind it there is nothing to open.
            Some(Side::Either) => self.opener(i).is_some() || !self.is_word(i + 1),
            // Guillemets typed the wrong way round: »انتهى.« وقال
            Some(Side::Opens) => self.is_gap(i + 1) && !self.at(i).is_some_and(super::marks::is_bracket),
            None => false,
        }
    }
}

fn words(chars: &[(usize, char)]) -> Vec<usize> {
    let mut begun = 0;
    let mut inside = false;
    let mut counts: Vec<usize> = Vec::with_capacity(chars.len() + 1);
    for &(_, c) in chars {
        counts.push(begun);
        let word = c.is_alphanumeric();
        // Without spaces every character is a word.
        let alone = unspaced(c).is_some();
        begun += usize::from(word && (alone || !inside));
        inside = word && !alone;
    }
    counts.push(begun);
    counts
}

fn openers(chars: &[(usize, char)], marks: &Marks) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut openers = vec![None; chars.len()];
    for (i, (&(_, c), slot)) in chars.iter().zip(&mut openers).enumerate() {
        let Some(side) = marks.side(c) else { continue };
        let deepest = open.len().saturating_sub(NESTING);
        let partner = open.iter().skip(deepest).rposition(|&(_, opener)| marks.is_pair(opener, c));
        match partner.map(|depth| deepest + depth) {
            Some(depth) if side != Side::Opens => {
                *slot = open.get(depth).map(|&(at, _)| at);
                open.truncate(depth);
            }
            _ if marks.opens_pair(c) => open.push((i, c)),
            _ => {}
        }
    }
    openers
}

fn bracketed(chars: &[(usize, char)], openers: &[Option<usize>]) -> Vec<bool> {
    let mut inside = vec![false; chars.len()];
    for (close, opener) in openers.iter().enumerate() {
        let bracket = chars.get(close).is_some_and(|&(_, c)| super::marks::is_bracket(c));
        let Some(open) = opener.filter(|open| bracket && close - open <= SHORT_BRACKET) else { continue };
        inside.get_mut(open + 1..=close).into_iter().flatten().for_each(|slot| *slot = true);
    }
    inside
}

/// Whether `c` is a digit of any script.
pub(super) fn is_digit(c: char) -> bool {
    numerals::digit(c).is_some()
}
