//! Floor 0: plain text and places in it.
//!
//! Everything here works on `&str` and knows no language. Positions are byte offsets into one
//! text ([`Span`]); lines, columns and UTF-16 offsets are derived only where something is shown
//! ([`LineIndex`], [`Offsets`]). Comparison never uses raw text: [`mod@fold`] it first and keep the
//! way back.

pub mod bidi;
pub mod digits;
pub mod fold;
pub mod lines;
pub mod numerals;
pub mod problem;
pub mod scripts;
pub mod span;
pub mod words;

pub use bidi::Direction;
pub use fold::{Folded, fold, fold_into, is_ignorable};
pub use lines::{LineIndex, Offsets, Position};
pub use numerals::Quantity;
pub use problem::{Parsed, Problem};
pub use span::Span;
pub use words::{Word, WordKind, folded_words, overlapping_words, words};
