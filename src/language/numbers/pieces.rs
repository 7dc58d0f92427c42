//! A text cut into the pieces of which numbers, measures, dates and times are made.

use super::{Meaning, parts};
use crate::language::figures::Sense;
use crate::language::{Profile, morphology};
use crate::text::{Quantity, Span, Word, WordKind, fold, numerals, words};

/// One word of the text as far as numbers are concerned.
#[derive(Clone, Debug)]
pub(in crate::language) struct Piece {
    /// Where it stands.
    pub(in crate::language) span: Span,
    /// Whether the word begins with "and" written together with it.
    pub(in crate::language) conjoined: bool,
    /// Whether it has the article.
    pub(in crate::language) definite: bool,
    /// Whether only a space or hyphen stands between this word and the one before.
    pub(in crate::language) adjacent: bool,
    /// What it is as a number.
    pub(in crate::language) meaning: Meaning,
    /// What it and the words after it mean otherwise, with the number of words.
    pub(in crate::language) senses: Vec<(Sense, usize)>,
    /// What is written with its digits.
    pub(in crate::language) tag: Tag,
}

/// What the letters behind digits make of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::language) enum Tag {
    /// Nothing.
    #[default]
    None,
    /// `1980s`
    Decade,
    /// `21st`
    Ordinal,
}

impl Piece {
    fn new(span: Span, meaning: Meaning) -> Self {
        Self { span, conjoined: false, definite: false, adjacent: true, meaning, senses: Vec::new(), tag: Tag::None }
    }

    /// The number of words that mean `wanted`, 0 when they do not.
    pub(in crate::language) fn words_of(&self, wanted: impl Fn(&Sense) -> bool) -> usize {
        self.senses.iter().find(|(sense, _)| wanted(sense)).map_or(0, |(_, words)| *words)
    }
}

/// The pieces of `text`; what stands in markup, addresses of the net and mail is left out.
pub(in crate::language) fn pieces(text: &str, profile: &Profile) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut hidden = hidden(text).into_iter().peekable();
    // The farthest end of what is hidden from the word or before it.
    let mut reach = 0;
    let mut end = 0;
    for word in words(text) {
        while let Some(span) = hidden.next_if(|span| span.start <= word.span.start) {
            reach = reach.max(span.end);
        }
        if word.span.end <= reach {
            end = usize::MAX;
            continue;
        }
        if word.kind == WordKind::Sign {
            // ½ behind digits belongs to them; a hyphen joins twenty-five; any other sign separates.
            if let Some(part) = vulgar_fraction(word.span.text(text)) {
                let adjacent = end == word.span.start && end > 0;
                pieces.push(Piece { conjoined: true, adjacent, ..Piece::new(word.span, Meaning::Fraction(part)) });
                end = word.span.end;
            } else if word.span.text(text) != "-" {
                end = usize::MAX;
            } else if end == word.span.start {
                end = word.span.end;
            }
            continue;
        }
        let gap = Span::new(end, word.span.start).text(text);
        let adjacent = end != usize::MAX && end > 0 && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-'));
        // 35만명: the multiplier begins the word behind the digits.
        let behind_number =
            adjacent && gap.is_empty() && pieces.last().is_some_and(|last| last.meaning != Meaning::Nothing);
        let read = match read_word(text, word, profile) {
            read if profile.numbers.myriads
                && behind_number
                && read.iter().all(|piece| piece.meaning == Meaning::Nothing) =>
            {
                parts::leading_signs(text, word.span, profile)
                    .into_iter()
                    .map(|(span, _, meaning)| Piece::new(span, meaning))
                    .collect()
            }
            read => read,
        };
        for (part, piece) in read.into_iter().enumerate() {
            pieces.push(Piece { adjacent: adjacent || part > 0, ..piece });
        }
        end = word.span.end;
    }
    parts::joined(with_phrases(pieces, text, profile), text, profile)
}

fn read_word(text: &str, word: Word, profile: &Profile) -> Vec<Piece> {
    let written = word.span.text(text);
    if word.kind == WordKind::Number || written.contains(|c| numerals::digit(c).is_some()) {
        return read_digits(written, word.span, profile);
    }
    let folded = fold(written);
    let mut piece = read_letters(&folded, profile);
    piece.span = word.span;
    if piece.meaning == Meaning::Nothing && profile.numbers.compounds {
        let parts = parts::of_compound(&folded, profile);
        return parts.into_iter().map(|meaning| Piece::new(word.span, meaning)).collect();
    }
    vec![piece]
}

/// Digits and what is written with them: 2.5m, 30bn, 21st, 1980s, 5.30pm, 30km.
fn read_digits(written: &str, place: Span, profile: &Profile) -> Vec<Piece> {
    let found = numerals::numerals(written);
    let suffix = found.last().map(|last| Span::new(last.span.end, written.len()));
    let digits =
        |numeral: numerals::Numeral| Piece::new(numeral.span.offset(place.start), Meaning::Digits(numeral.readings));
    let mut pieces: Vec<Piece> = found.into_iter().map(digits).collect();
    let Some(suffix) = suffix.filter(|suffix| !suffix.is_empty()) else { return pieces };
    let folded = fold(suffix.text(written));
    let table = &profile.numbers;
    if let Some(last) = pieces.last_mut() {
        let known = folded.trim_start_matches('\'');
        last.tag = match () {
            () if table.ordinal_suffixes.contains(known) => Tag::Ordinal,
            () if table.decade_suffixes.contains(known) => Tag::Decade,
            () => Tag::None,
        };
    }
    let mut piece = read_letters(&folded, profile);
    if let Some(&factor) = table.abbreviations.get(&folded) {
        piece.meaning = Meaning::Abbreviation(factor);
    }
    if piece.meaning != Meaning::Nothing || !piece.senses.is_empty() {
        pieces.push(Piece { span: suffix.offset(place.start), ..piece });
    }
    pieces
}

/// What a folded word means, as it stands or without its particles; senses of several words are
/// still to be proved.
fn read_letters(folded: &str, profile: &Profile) -> Piece {
    let possessives = profile.figures.possessives.iter();
    let owner = possessives.filter_map(|ending| folded.strip_suffix(ending.as_str())).next();
    let folded = owner.unwrap_or(folded);
    let mut piece = Piece::new(Span::default(), Meaning::Nothing);
    morphology::each_reading(folded, profile, &mut |reading| {
        let Some(known) = profile.lexicon.get(reading.core) else { return };
        if let Some(meaning) = known.meaning.as_ref().filter(|_| piece.meaning == Meaning::Nothing) {
            piece.meaning = match meaning {
                // 31.6 بالمئة is a percentage, not 31.6 times a hundred.
                Meaning::Multiplier(factor) if reading.preposition => Meaning::Uncertain(*factor),
                meaning => meaning.clone(),
            };
            piece.conjoined = reading.conjunction;
            piece.definite = reading.definite;
        }
        for phrase in &known.phrases {
            if !piece.senses.iter().any(|(sense, _)| *sense == phrase.sense) {
                piece.senses.push((phrase.sense, phrase.rest.len() + 1));
            }
        }
        if !known.phrases.is_empty() {
            piece.conjoined |= reading.conjunction;
            piece.definite |= reading.definite;
        }
    });
    piece
}

/// What a folded word means as a number, and whether a conjunction had to be taken off for it.
pub(super) fn meaning(folded: &str, profile: &Profile) -> (bool, Meaning) {
    let piece = read_letters(folded, profile);
    (piece.conjoined, piece.meaning)
}

/// Keep the senses of several words only where the words follow, and take the meaning as numbers from
/// words that are part of one: the second of كانون الثاني.
fn with_phrases(mut pieces: Vec<Piece>, text: &str, profile: &Profile) -> Vec<Piece> {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if piece.senses.iter().all(|(_, words)| *words == 1) {
            continue;
        }
        let senses = proved(&pieces, at, text, profile);
        let longest = senses.iter().map(|(_, words)| *words).max().unwrap_or(1);
        let month = senses.iter().find_map(|(sense, words)| sense.month().filter(|_| *words > 1));
        for part in pieces.iter_mut().skip(at + 1).take(longest - 1) {
            part.meaning = Meaning::Nothing;
            part.senses.clear();
        }
        let Some(piece) = pieces.get_mut(at) else { break };
        if longest > 1 {
            piece.meaning = month.map_or(Meaning::Nothing, Meaning::Month);
        }
        piece.senses = senses;
    }
    pieces
}

fn proved(pieces: &[Piece], at: usize, text: &str, profile: &Profile) -> Vec<(Sense, usize)> {
    let Some(piece) = pieces.get(at) else { return Vec::new() };
    let mut found: Vec<(Sense, usize)> = Vec::new();
    let folded = fold(piece.span.text(text));
    let follow = |rest: &[String]| {
        rest.iter().enumerate().all(|(place, wanted)| {
            let before = pieces.get(at + place).map_or(0, |piece| piece.span.end);
            let follows = |piece: &&Piece| {
                // كم/ساعة, km/h
                piece.adjacent
                    || piece.span.start.checked_sub(before) == Some(1) && text.get(before..=before) == Some("/")
            };
            pieces.get(at + 1 + place).filter(follows).is_some_and(|piece| {
                let word = fold(piece.span.text(text));
                let bare = word.strip_prefix(profile.clitics.article.as_str()).unwrap_or(&word);
                word == *wanted || bare == wanted
            })
        })
    };
    morphology::each_reading(&folded, profile, &mut |reading| {
        let Some(known) = profile.lexicon.get(reading.core) else { return };
        for phrase in &known.phrases {
            let new = !found.iter().any(|(sense, _)| *sense == phrase.sense);
            if new && follow(&phrase.rest) {
                found.push((phrase.sense, phrase.rest.len() + 1));
            }
        }
    });
    // Of several the longest: "cubic metre" is no metre.
    let longest = found.iter().map(|(_, words)| *words).max().unwrap_or(1);
    found.retain(|(_, words)| *words == longest);
    found
}

/// Spans whose digits are no numbers, as they begin: tags, entities, addresses of the net and of mail.
fn hidden(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    // Nearly every text has none of this; one pass says so.
    let marked =
        |at: &[u8]| matches!(at, [b'<', ..] | [b'&', b'#', ..] | [b':', b'/', b'/', ..] | [b'@', ..] | b"www.");
    if !text.as_bytes().windows(4).any(marked) {
        return spans;
    }
    if text.contains('<') || text.contains("&#") {
        let mut from = 0;
        let last = text.rfind('>');
        while let Some(start) = text.get(from..).and_then(|rest| rest.find(['<', '&'])).map(|at| at + from) {
            let rest = text.get(start..).unwrap_or_default();
            let mut letters = rest.chars();
            let (first, second) = (letters.next(), letters.next());
            let tag = first == Some('<') && second.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
            let entity = first == Some('&') && second == Some('#');
            let end = match () {
                () if tag && last > Some(start) => rest.find('>'),
                () if entity => rest.bytes().take(10).position(|byte| byte == b';'),
                () => None,
            };
            from = start + end.unwrap_or(0) + 1;
            spans.extend(end.map(|length| Span::new(start, start + length + 1)));
        }
    }
    if text.contains("://") || text.contains("www.") || text.contains('@') {
        let mut from = 0;
        for token in text.split_inclusive(char::is_whitespace) {
            if token.contains("://") || token.contains("www.") || token.contains('@') {
                spans.push(Span::new(from, from + token.len()));
            }
            from += token.len();
        }
    }
    spans.sort_unstable_by_key(|span| span.start);
    spans
}

/// The value of a fraction that is one character, in billionths.
fn vulgar_fraction(sign: &str) -> Option<i64> {
    Some(match sign {
        "½" => 500_000_000,
        "¼" => 250_000_000,
        "¾" => 750_000_000,
        "⅓" => 333_333_333,
        "⅔" => 666_666_666,
        "⅕" => 200_000_000,
        "⅛" => 125_000_000,
        _ => return None,
    })
}

/// The readings of digits alone.
pub(in crate::language) fn digits(piece: &Piece) -> Option<&[Quantity]> {
    match &piece.meaning {
        Meaning::Digits(readings) => Some(readings),
        _ => None,
    }
}
