//! The marks that end, open and close, as one language writes them.

use crate::language::{Language, Sentences};
use crate::text::fold::is_ignorable;

/// What a character may do at the edge of a quotation or a bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    /// A straight quote, an apostrophe, or a mark that opens in one language and closes in another.
    Either,
}

/// Brackets of any language; quotation marks come from the profile.
const BRACKETS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('［', '］'), ('【', '】'), ('﴾', '﴿')];

/// The marks of a language, read once for a text.
pub(super) struct Marks {
    ends: Vec<char>,
    always_end: Vec<char>,
    pairs: Vec<(char, char)>,
    ambiguous: Vec<char>,
    /// Whether the text tells names and beginnings from other words by capitals at all: a draft
    /// typed in lower case does not.
    pub(super) cased: bool,
    /// The language's words for the rules.
    pub(super) words: &'static Sentences,
    /// The language.
    pub(super) language: Language,
}

impl Marks {
    pub(super) fn new(text: &str, language: &Language) -> Self {
        let profile = language.profile();
        // A sentence left in another language, or a mark taken over from it, still ends.
        let neutral = Language::neutral("und").profile();
        let both = |own: &str, common: &str| own.chars().chain(common.chars()).collect();
        Self {
            ends: both(&profile.sentences.ends, &format!("{}{}", neutral.sentences.ends, neutral.sentences.always_end)),
            always_end: both(&profile.sentences.always_end, &neutral.sentences.always_end),
            pairs: profile.quotes.pairs.iter().copied().chain(BRACKETS).collect(),
            ambiguous: both(&profile.quotes.ambiguous, "'’"),
            cased: text.contains(char::is_uppercase),
            words: &profile.sentences,
            language: language.clone(),
        }
    }

    /// Whether `c` can end a sentence.
    pub(super) fn is_end(&self, c: char) -> bool {
        self.ends.contains(&c)
    }

    /// Whether `c` ends a sentence without white space after it too.
    pub(super) fn is_always_end(&self, c: char) -> bool {
        self.always_end.contains(&c)
    }

    /// What `c` may do; `None` when it is neither quotation mark nor bracket.
    pub(super) fn side(&self, c: char) -> Option<Side> {
        if self.ambiguous.contains(&c) {
            return Some(Side::Either);
        }
        let opens = self.pairs.iter().any(|pair| pair.0 == c);
        let closes = self.pairs.iter().any(|pair| pair.1 == c);
        match (opens, closes) {
            (true, true) => Some(Side::Either),
            (true, false) => Some(Side::Opens),
            (false, true) => Some(Side::Closes),
            (false, false) => None,
        }
    }

    /// Whether `open` and `close` are a pair that can be followed through a text: an apostrophe
    /// looks like a closing quote and cannot.
    pub(super) fn is_pair(&self, open: char, close: char) -> bool {
        !self.ambiguous.contains(&close) && self.pairs.contains(&(open, close))
    }

    /// Whether `c` opens such a pair.
    pub(super) fn opens_pair(&self, c: char) -> bool {
        self.pairs.iter().any(|&(open, close)| open == c && !self.ambiguous.contains(&close))
    }

    /// Whether the last visible character of `text` is a sentence mark, quotes and brackets after
    /// it left aside.
    pub(super) fn ends_sentence(&self, text: &str) -> bool {
        let closing = |c: char| c.is_whitespace() || is_ignorable(c) || self.side(c).is_some();
        text.trim_end_matches(closing).ends_with(|c| self.is_end(c))
    }
}

/// Whether `c` is a bracket, not a quotation mark.
pub(super) fn is_bracket(c: char) -> bool {
    BRACKETS.iter().any(|&(open, close)| open == c || close == c)
}
