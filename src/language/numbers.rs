//! Numbers of a text by value: digits of any script, number words, and both together.
//!
//! What is not understood is not reported: a reader of numbers that guesses makes a checker that
//! cries wolf. The words stand in the language's profile ([`super::profile::NumberWords`]); the
//! grammar here is the one that English and Arabic share: values add up while their decimal
//! places do not collide (`خمسة وعشرون`, `one hundred and five`), multipliers multiply what
//! stands before them (`4 ملايين`, `two and a half million`).

mod myriads;
mod parts;

use super::{Profile, morphology};
use crate::text::{Quantity, Span, Word, WordKind, fold, numerals, words};

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
    let pieces: Vec<Piece> = parts::joined(pieces(text, profile), text, profile);
    let mut found = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let read =
            if profile.numbers.myriads { myriads::read(first, after) } else { read_number(first, after, profile) };
        rest = match read {
            Some((number, used)) => {
                found.push(number);
                after.get(used..).unwrap_or_default()
            }
            None => after,
        };
    }
    found
}

/// One word of the text as far as numbers are concerned.
#[derive(Clone, Debug)]
struct Piece {
    span: Span,
    /// Whether the word begins with "and" written together with it.
    conjoined: bool,
    /// Whether only a space or hyphen stands between this word and the one before.
    adjacent: bool,
    meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Digits(Vec<Quantity>),
    Value(i64),
    Uncertain(i64),
    Multiplier(i64),
    Fraction(i64),
    Joiner,
    Nothing,
}

fn pieces(text: &str, profile: &Profile) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = 0;
    for word in words(text) {
        let gap = Span::new(end, word.span.start).text(text);
        let mark = word.span.text(text);
        if word.kind == WordKind::Sign {
            // A hyphen joins twenty-five; any other sign separates.
            if mark != "-" {
                end = usize::MAX;
            } else if end == word.span.start {
                end = word.span.end;
            }
            continue;
        }
        let adjacent = end != usize::MAX && end > 0 && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-'));
        // 35만명: the multiplier begins the word behind the digits.
        let behind_number =
            adjacent && gap.is_empty() && pieces.last().is_some_and(|last| last.meaning != Meaning::Nothing);
        let read = match read_word(text, word, profile) {
            read if profile.numbers.myriads && behind_number && read.iter().all(|read| read.2 == Meaning::Nothing) => {
                parts::leading_signs(text, word.span, profile)
            }
            read => read,
        };
        for (part, (span, conjoined, meaning)) in read.into_iter().enumerate() {
            pieces.push(Piece { span, conjoined, adjacent: adjacent || part > 0, meaning });
        }
        end = word.span.end;
    }
    pieces
}

fn read_word(text: &str, word: Word, profile: &Profile) -> Vec<(Span, bool, Meaning)> {
    let written = word.span.text(text);
    if word.kind == WordKind::Number || written.contains(|c| crate::text::numerals::digit(c).is_some()) {
        let found = numerals::numerals(written);
        let suffix = found.last().map(|last| Span::new(last.span.end, written.len()));
        let mut pieces: Vec<_> = found
            .into_iter()
            .map(|numeral| (numeral.span.offset(word.span.start), false, Meaning::Digits(numeral.readings)))
            .collect();
        // 2.5m, 30bn: the multiplier is written with the number.
        let factor = |suffix: Span| profile.numbers.multipliers.get(&fold(suffix.text(written))).copied();
        if let Some((suffix, factor)) = suffix.and_then(|suffix| Some((suffix, factor(suffix)?))) {
            pieces.push((suffix.offset(word.span.start), false, Meaning::Multiplier(factor)));
        }
        return pieces;
    }
    let folded = fold(written);
    let (conjoined, meaning) = meaning(&folded, profile);
    if meaning == Meaning::Nothing && profile.numbers.compounds {
        let parts = parts::of_compound(&folded, profile);
        return parts.into_iter().map(|meaning| (word.span, false, meaning)).collect();
    }
    vec![(word.span, conjoined, meaning)]
}

/// What a folded word means as a number, and whether a conjunction had to be taken off for it.
fn meaning(folded: &str, profile: &Profile) -> (bool, Meaning) {
    let table = &profile.numbers;
    for reading in morphology::readings(folded, profile) {
        let core = reading.core;
        let found = if let Some(&value) = table.values.get(core) {
            if table.uncertain.contains(core) { Meaning::Uncertain(value) } else { Meaning::Value(value) }
        } else if let Some(&factor) = table.multipliers.get(core) {
            // 31.6 بالمئة is a percentage, not 31.6 times a hundred.
            if reading.preposition { Meaning::Uncertain(factor) } else { Meaning::Multiplier(factor) }
        } else if let Some(&part) = table.fractions.get(core) {
            Meaning::Fraction(part)
        } else if let Some(&value) = table.ordinals.get(core).or_else(|| profile.months.get(core)) {
            Meaning::Uncertain(value)
        } else if table.joiners.contains(core) {
            Meaning::Joiner
        } else {
            continue;
        };
        return (reading.conjunction, found);
    }
    (false, Meaning::Nothing)
}

/// The number that begins with `first`, and how many of the pieces `after` it take part.
fn read_number(first: &Piece, after: &[Piece], profile: &Profile) -> Option<(Number, usize)> {
    let mut sum = Sum::begin(&first.meaning, profile.numbers.units_first)?;
    let mut written = match first.meaning {
        Meaning::Digits(_) => Written::Digits,
        Meaning::Value(_) => Written::Words,
        _ => Written::Perhaps,
    };
    let mut span = first.span;
    let mut used = 0;
    let mut joined = false;
    for (at, piece) in after.iter().enumerate() {
        if !piece.adjacent {
            break;
        }
        if piece.meaning == Meaning::Joiner {
            joined = true;
            continue;
        }
        if !sum.take(&piece.meaning, piece.conjoined || joined) {
            break;
        }
        // An ordinal stays one: الحادي والعشرين is not asked for as 21.
        if written != Written::Perhaps && matches!(piece.meaning, Meaning::Value(_)) {
            written = written.min(Written::Words);
        }
        span = span.cover(piece.span);
        used = at + 1;
        joined = false;
    }
    Some((Number { span, readings: sum.readings()?, written }, used))
}

/// A number being added up.
struct Sum {
    /// Readings of the part not yet multiplied by a thousand or more.
    current: Vec<Quantity>,
    /// Thousands and millions already finished.
    total: Quantity,
    /// Smallest multiplier so far among those finished, so that `five million thousand` stops.
    last_factor: i64,
    in_words: bool,
    units_first: bool,
    /// Whether a fraction of the last unit has just been added.
    after_fraction: bool,
}

impl Sum {
    fn begin(meaning: &Meaning, units_first: bool) -> Option<Self> {
        let (current, in_words) = match meaning {
            Meaning::Digits(readings) => (readings.clone(), false),
            // ألفان, مليونين: a finished group of its own.
            Meaning::Value(value) | Meaning::Multiplier(value) if *value >= 1000 => {
                return Some(Self::group(*value, units_first));
            }
            Meaning::Value(value) | Meaning::Uncertain(value) | Meaning::Multiplier(value) => {
                (vec![Quantity::whole(*value)], true)
            }
            Meaning::Fraction(part) => (vec![Quantity::billionths(i128::from(*part))], true),
            Meaning::Joiner | Meaning::Nothing => return None,
        };
        Some(Self {
            current,
            total: Quantity::whole(0),
            last_factor: i64::MAX,
            in_words,
            units_first,
            after_fraction: false,
        })
    }

    fn group(value: i64, units_first: bool) -> Self {
        let factor = std::iter::successors(Some(1000_i64), |factor| factor.checked_mul(1000))
            .take_while(|factor| *factor <= value)
            .last();
        Self {
            current: vec![Quantity::whole(0)],
            total: Quantity::whole(value),
            last_factor: factor.unwrap_or(1000),
            in_words: true,
            units_first,
            after_fraction: false,
        }
    }

    /// Add the next word, if it can belong to the same number.
    fn take(&mut self, meaning: &Meaning, joined: bool) -> bool {
        match meaning {
            Meaning::Multiplier(factor) => self.multiply(*factor),
            Meaning::Value(value) | Meaning::Uncertain(value) if self.in_words => self.add(*value, joined),
            // ثلاثة ملايين ونصف, two and a half million: half of the unit just named.
            Meaning::Fraction(part) if joined => self.add_fraction(*part),
            _ => false,
        }
    }

    fn multiply(&mut self, factor: i64) -> bool {
        if factor >= self.last_factor {
            // مليون ونصف مليون: the unit is named again after the fraction.
            return std::mem::take(&mut self.after_fraction) && factor == self.last_factor;
        }
        let product: Option<Vec<Quantity>> =
            self.current.iter().map(|value| value.times(Quantity::whole(factor))).collect();
        let Some(product) = product else { return false };
        self.current = product;
        if factor >= 1000 {
            let [only] = self.current.as_slice() else { return !self.current.is_empty() };
            let Some(total) = self.total.plus(*only) else { return false };
            self.total = total;
            self.current = vec![Quantity::whole(0)];
            self.last_factor = factor;
        }
        true
    }

    fn add(&mut self, value: i64, joined: bool) -> bool {
        let [current] = *self.current.as_slice() else { return false };
        let zero = Quantity::whole(0);
        // Arabic joins every part by و; units come before tens only there.
        if self.units_first && !joined && !(value == 10 && current < Quantity::whole(10) && current > zero) {
            return false;
        }
        let fits = if current == zero {
            Quantity::whole(value) < Quantity::whole(self.last_factor)
        } else {
            self.places_free(current, value)
        };
        let Some(sum) = current.plus(Quantity::whole(value)).filter(|_| fits) else { return false };
        self.current = vec![sum];
        true
    }

    /// Whether `value` fills only decimal places that are empty in `current`.
    fn places_free(&self, current: Quantity, value: i64) -> bool {
        let Ok(current) = current.to_string().parse::<i64>() else { return false };
        if !self.units_first {
            let lowest_place = [100, 10, 1].into_iter().find(|place| current % place == 0);
            return lowest_place.is_some_and(|place| value < place);
        }
        let collide = |place: i64| current / place % 10 != 0 && value / place % 10 != 0;
        (value < 100 || current >= 1000) && ![1, 10, 100].into_iter().any(collide)
    }

    fn add_fraction(&mut self, part: i64) -> bool {
        let part = Quantity::billionths(i128::from(part));
        if self.current == [Quantity::whole(0)] {
            let unit = Quantity::whole(self.last_factor);
            let Some(sum) = part.times(unit).and_then(|part| self.total.plus(part)) else { return false };
            self.total = sum;
            self.after_fraction = true;
            return true;
        }
        let [current] = *self.current.as_slice() else { return false };
        let Some(sum) = current.plus(part) else { return false };
        self.current = vec![sum];
        true
    }

    fn readings(&self) -> Option<Vec<Quantity>> {
        self.current.iter().map(|value| self.total.plus(*value)).collect()
    }
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
