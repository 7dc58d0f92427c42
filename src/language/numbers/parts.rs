//! Number words that are not one word: several in one (`dreihundert`), or several that are one
//! value (`quatre-vingt-dix`, `mil millones`).

use super::pieces::meaning;
use super::{Meaning, Piece};
use crate::language::Profile;
use crate::text::{Span, fold};

/// The pieces with the values of several words joined, the longest first.
pub(super) fn joined(pieces: Vec<Piece>, text: &str, profile: &Profile) -> Vec<Piece> {
    if profile.numbers.longest < 2 {
        return pieces;
    }
    let mut found = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let words = (2..=profile.numbers.longest).rev().filter(|_| first.meaning != Meaning::Nothing);
        let phrase = words.filter_map(|count| rest.split_at_checked(count)).find_map(|(phrase, behind)| {
            let piece = phrase_of(phrase, text, profile)?;
            Some((piece, behind))
        });
        let (piece, behind) = phrase.unwrap_or((first.clone(), after));
        found.push(piece);
        rest = behind;
    }
    found
}

fn phrase_of(pieces: &[Piece], text: &str, profile: &Profile) -> Option<Piece> {
    let first = pieces.first()?;
    if !pieces.iter().skip(1).all(|piece| piece.adjacent) {
        return None;
    }
    let words: Vec<String> = pieces.iter().map(|piece| fold(piece.span.text(text))).collect();
    let key = words.join(" ");
    let table = &profile.numbers;
    let value = table.values.get(&key).map(|&value| Meaning::Value(value));
    let meaning = value.or_else(|| table.multipliers.get(&key).map(|&factor| Meaning::Multiplier(factor)))?;
    Some(Piece { span: pieces.iter().fold(first.span, |span, piece| span.cover(piece.span)), meaning, ..first.clone() })
}

/// What the parts of a compound mean; a single "nothing" when it is no number.
///
/// The longest part is taken first and never given back, which no compound needs: `einundzwanzig`
/// is one entry of the profile.
pub(super) fn of_compound(folded: &str, profile: &Profile) -> Vec<Meaning> {
    const LONGEST: usize = 90;
    let mut parts = Vec::new();
    let mut rest = folded;
    while !rest.is_empty() && folded.len() <= LONGEST {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let part = ends.filter_map(|end| rest.split_at_checked(end)).find_map(|(part, behind)| {
            let (_, meaning) = meaning(part, profile);
            matches!(meaning, Meaning::Value(_) | Meaning::Uncertain(_) | Meaning::Multiplier(_) | Meaning::Joiner)
                .then_some((meaning, behind))
        });
        let Some((meaning, behind)) = part else { return vec![Meaning::Nothing] };
        parts.push(meaning);
        rest = behind;
    }
    // In a compound even "ein" is a number: "einhundert".
    let certain = |meaning| if let Meaning::Uncertain(value) = meaning { Meaning::Value(value) } else { meaning };
    parts.into_iter().map(certain).collect()
}

/// The signs that multiply at the beginning of the word at `span`, each a piece of its own, and the rest.
pub(super) fn leading_signs(text: &str, span: Span, profile: &Profile) -> Vec<(Span, bool, Meaning)> {
    let written = span.text(text);
    let mut pieces = Vec::new();
    let mut end = 0;
    for (at, c) in written.char_indices() {
        let here = Span::new(at, at + c.len_utf8());
        let Some(&factor) = profile.numbers.multipliers.get(&fold(here.text(written))) else { break };
        pieces.push((here.offset(span.start), false, Meaning::Multiplier(factor)));
        end = here.end;
    }
    if end < written.len() {
        pieces.push((Span::new(end, written.len()).offset(span.start), false, Meaning::Nothing));
    }
    pieces
}
