//! Numbers of a text by value: digits of any script, number words, and both together.
//!
//! What is not understood is not reported: a reader of numbers that guesses makes a checker that
//! cries wolf. The words stand in the language's profile ([`super::profile::NumberWords`]); the
//! grammar here is the one that English and Arabic share: values add up while their decimal
//! places do not collide (`خمسة وعشرون`, `one hundred and five`), multipliers multiply what
//! stands before them (`4 ملايين`, `two and a half million`).

mod lexicon;
mod myriads;
mod parts;
mod pieces;
mod sum;

use super::Profile;
use crate::text::{Quantity, Span};

pub use lexicon::Lexicon;
pub(super) use pieces::{Piece, Tag, digits, pieces};
use sum::Sum;

/// How a number is written; what is certain differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// In digits, possibly with a word after them (`2.5 million`): certain.
    Digits,
    /// In words: `twenty-five`, `ثلاثة عشر`.
    Words,
    /// A word that is a number only sometimes: `one`, `second`, `ألف`, an ordinal, a month's name.
    /// It may render a number, but nothing has to render it.
    Perhaps,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub span: Span,
    /// Its value; several when the separators leave it open.
    pub readings: Vec<Quantity>,
    /// How it is written.
    pub written: Written,
}

impl Number {
    /// Whether the two can be the same number.
    pub fn may_equal(&self, other: &Self) -> bool {
        self.readings.iter().any(|reading| other.readings.contains(reading))
    }
}

/// The numbers of `text`, in order.
pub fn numbers(text: &str, profile: &Profile) -> Vec<Number> {
    let pieces = pieces(text, profile);
    let word = |read: &Read| pieces.get(read.first).is_none_or(|piece| !matches!(piece.meaning, Meaning::Group(_)));
    read(&pieces, profile).into_iter().filter(word).map(|read| read.number).collect()
}

/// What a word of the text means as a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Digits, by the values they may have.
    Digits(Vec<Quantity>),
    /// A number word.
    Value(i64),
    /// A number word that is more often something else.
    Uncertain(i64),
    /// `third`, `الثالث`.
    Ordinal(i64),
    /// A month's name.
    Month(i64),
    /// `million`: what stands before it is multiplied.
    Multiplier(i64),
    /// `m` written with digits.
    Abbreviation(i64),
    /// `half`, in billionths.
    Fraction(i64),
    /// `thirds`, in billionths: another number counts it.
    Part(i64),
    /// `trio`, in billionths: a word that tells how many.
    Group(i64),
    /// `and`.
    Joiner,
    /// No number.
    Nothing,
}

/// A number with the pieces it is made of.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) number: Number,
    /// Numbers of its first piece and of the one after its last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Whether an ordinal takes part.
    pub(super) ordinal: bool,
    /// Whether half of the readings leave out a multiplier that is an abbreviation.
    pub(super) abbreviated: bool,
}

/// The numbers among `pieces`, in order.
pub(super) fn read(pieces: &[Piece], profile: &Profile) -> Vec<Read> {
    let mut found = Vec::new();
    let mut rest = pieces;
    while let Some((first, after)) = rest.split_first() {
        if first.meaning == Meaning::Nothing {
            rest = after;
            continue;
        }
        let at = pieces.len() - rest.len();
        let read = if profile.numbers.myriads {
            myriads::read(first, after).map(|(number, used)| Read {
                number,
                first: at,
                end: at + 1 + used,
                ordinal: false,
                abbreviated: false,
            })
        } else {
            read_number(first, after, at, profile)
        };
        rest = match read {
            Some(read) => {
                let rest = pieces.get(read.end..).unwrap_or_default();
                found.push(read);
                rest
            }
            None => after,
        };
    }
    found
}

/// The number that begins with `first`, the piece at `at`.
fn read_number(first: &Piece, after: &[Piece], at: usize, profile: &Profile) -> Option<Read> {
    let mut sum = Sum::begin(&first.meaning, profile.numbers.units_first)?;
    let mut written = match first.meaning {
        Meaning::Digits(_) => Written::Digits,
        // القرن العشرين: with the article it is the twentieth as often as the twenty.
        Meaning::Value(20..=90) if first.definite => Written::Perhaps,
        Meaning::Value(_) => Written::Words,
        _ => Written::Perhaps,
    };
    let mut ordinal = matches!(first.meaning, Meaning::Ordinal(_)) || first.tag == Tag::Ordinal;
    let (mut span, mut used, mut joined, mut abbreviated) = (first.span, 0, false, false);
    for (place, piece) in after.iter().enumerate() {
        if !piece.adjacent {
            break;
        }
        if piece.meaning == Meaning::Joiner {
            joined = true;
            continue;
        }
        let taken = match (&piece.meaning, after.get(place + 1)) {
            (Meaning::Digits(readings), Some(Piece { meaning: Meaning::Multiplier(factor), adjacent: true, .. })) => {
                (piece.conjoined || joined) && sum.take_digits(readings, *factor)
            }
            _ => sum.take(&piece.meaning, piece.conjoined || joined),
        };
        if !taken {
            break;
        }
        written = match piece.meaning {
            // An ordinal stays one: الحادي والعشرين is not asked for as 21.
            Meaning::Ordinal(_) if written != Written::Digits => Written::Perhaps,
            Meaning::Value(_) if matches!(first.meaning, Meaning::Uncertain(_) | Meaning::Multiplier(_)) => {
                Written::Words
            }
            Meaning::Multiplier(_) if first.meaning == Meaning::Uncertain(1) => Written::Words,
            _ => written,
        };
        ordinal |= matches!(piece.meaning, Meaning::Ordinal(_));
        abbreviated |= matches!(piece.meaning, Meaning::Abbreviation(_));
        span = span.cover(piece.span);
        used = place + 1;
        joined = false;
    }
    let number = Number { span, readings: sum.readings()?, written };
    Some(Read { number, first: at, end: at + 1 + used, ordinal, abbreviated })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn values(tag: &str, text: &str) -> Vec<String> {
        let language = Language::from_tag(tag).unwrap();
        numbers(text, language.profile()).iter().map(|n| n.readings[0].to_string()).collect()
    }

    #[test]
    fn arabic_number_words() {
        for (text, value) in [
            ("واثنتين", "2"),
            ("ثلاثة عشر", "13"),
            ("اثنا عشر", "12"),
            ("خمسة وعشرون", "25"),
            ("مئة وخمسة وعشرين ألفا", "125000"),
            ("ألفان وخمسمئة", "2500"),
            ("نصف مليون", "500000"),
            ("4 ملايين", "4000000"),
            ("٣٫٥ مليارات", "3500000000"),
            ("ثلاثة ملايين ونصف", "3500000"),
            ("بثلاثة", "3"),
            ("مئتان وثلاثون", "230"),
            ("مليونين وثلاثمائة ألف", "2300000"),
            ("مليون ونصف مليون", "1500000"),
        ] {
            assert_eq!(values("ar", text), [value], "{text}");
        }
    }

    #[test]
    fn english_number_words() {
        for (text, value) in [
            ("twenty-five", "25"),
            ("one hundred and five", "105"),
            ("two thousand seventeen", "2017"),
            ("2.5 million", "2500000"),
            ("£4m", "4000000"),
            ("half a million", "500000"),
            ("three and a half million", "3500000"),
        ] {
            assert_eq!(values("en", text)[0], value, "{text}");
        }
    }

    #[test]
    fn values_of_several_words() {
        for (tag, text, value) in [
            ("fr", "quatre-vingt-dix-neuf", "99"),
            ("fr", "quatre-vingt-un", "81"),
            ("fr", "soixante et onze mille", "71000"),
            ("fr", "deux cent cinquante", "250"),
            ("fr", "1,2 million", "1200000"),
            ("fr", "trois millions et demi", "3500000"),
            ("es", "treinta y cinco", "35"),
            ("es", "dos mil quinientos", "2500"),
            ("es", "3 mil millones", "3000000000"),
            ("ru", "двадцать пять тысяч", "25000"),
            ("ru", "двух миллионов", "2000000"),
            ("ru", "5 млн", "5000000"),
        ] {
            assert_eq!(values(tag, text), [value], "{text}");
        }
    }

    #[test]
    fn a_multiplier_after_the_second_number_of_a_word_does_not_reach_back() {
        let text = "0m\u{200F}5m";
        let language = Language::from_tag("en").unwrap();
        let found: Vec<&str> = numbers(text, language.profile()).iter().map(|number| number.span.text(text)).collect();
        assert_eq!(found, ["0", "5m"]);
    }

    #[test]
    fn neighbours_are_not_added_up() {
        assert_eq!(values("en", "three, four and 20 of 100"), ["3", "4", "20", "100"]);
        assert_eq!(values("ar", "ثلاثة وأربعة"), ["3", "4"]);
        assert_eq!(values("en", "1.7 million four years ago"), ["1700000", "4"]);
    }
}
