//! Numbers built of single signs by ten thousands, as Chinese, Japanese and Korean write them:
//! `二十五`, `三千五百万`, `3.5亿`, `35만 2천`, `二〇一七`.
//!
//! A sign below ten multiplies the ten, hundred or thousand behind it; what has been added up so
//! is multiplied by the next ten thousand, hundred million or billion of the long scale.

use super::{Meaning, Number, Piece, Written};
use crate::text::Quantity;

const MYRIAD: i64 = 10_000;

/// The number that begins with `first`, and how many of the pieces `after` it take part.
pub(super) fn read(first: &Piece, after: &[Piece]) -> Option<(Number, usize)> {
    let mut sum = Sum::default();
    if !sum.take(&first.meaning) {
        return None;
    }
    let (mut span, mut used) = (first.span, 0);
    for piece in after {
        if !piece.adjacent || !sum.take(&piece.meaning) {
            break;
        }
        span = span.cover(piece.span);
        used += 1;
    }
    let written = match first.meaning {
        Meaning::Digits(_) => Written::Digits,
        // A single sign is more often part of a word: 一些, 十分, 统一.
        _ if used == 0 || !sum.counted => Written::Perhaps,
        _ => Written::Words,
    };
    Some((Number { span, readings: sum.readings()?, written }, used))
}

/// A number being added up.
#[derive(Default)]
struct Sum {
    /// What is finished: the ten thousands and above.
    total: Option<Quantity>,
    /// What has been added up below ten thousand.
    section: Option<Quantity>,
    /// The sign or the digits that wait for their multiplier.
    pending: Vec<Quantity>,
    /// How many signs `pending` is made of: 二〇一七 is read digit by digit.
    signs: u32,
    /// Smallest multiplier of the section so far, and of the finished part.
    lowest: Option<i64>,
    lowest_myriad: Option<i64>,
    /// Whether any sign below ten took part: 百万 alone is "a million" or a name.
    counted: bool,
}

impl Sum {
    /// Add the next sign, if it can belong to the same number.
    fn take(&mut self, meaning: &Meaning) -> bool {
        match meaning {
            Meaning::Digits(readings) if self.pending.is_empty() => {
                self.pending.clone_from(readings);
                self.counted = true;
                true
            }
            Meaning::Value(value) | Meaning::Uncertain(value) => self.sign(*value),
            Meaning::Multiplier(factor) if *factor < MYRIAD => self.multiply(*factor),
            Meaning::Multiplier(factor) => self.close(*factor),
            _ => false,
        }
    }

    fn sign(&mut self, value: i64) -> bool {
        const MOST_SIGNS: u32 = 15;
        if value > 9 || self.signs > MOST_SIGNS || (self.signs == 0 && !self.pending.is_empty()) {
            return false;
        }
        let shifted = match self.pending.first() {
            // 一百零五: a zero only bridges a gap.
            _ if value == 0 && self.signs == 0 && self.section.or(self.total).is_some() => return true,
            None => Some(Quantity::whole(value)),
            Some(pending) => pending.times(Quantity::whole(10)).and_then(|tens| tens.plus(Quantity::whole(value))),
        };
        self.counted |= value != 0;
        self.signs += 1;
        shifted.map(|shifted| self.pending = vec![shifted]).is_some()
    }

    fn multiply(&mut self, factor: i64) -> bool {
        if self.lowest.is_some_and(|lowest| factor >= lowest) || self.signs > 1 {
            return false;
        }
        let one = Quantity::whole(1);
        let part = self.pending.first().copied().unwrap_or(one).times(Quantity::whole(factor));
        let Some(section) = part.and_then(|part| self.section.unwrap_or(Quantity::whole(0)).plus(part)) else {
            return false;
        };
        (self.section, self.lowest, self.signs) = (Some(section), Some(factor), 0);
        self.pending.clear();
        true
    }

    fn close(&mut self, factor: i64) -> bool {
        if self.lowest_myriad.is_some_and(|lowest| factor >= lowest) {
            return false;
        }
        let section = self.section.unwrap_or(Quantity::whole(0));
        let whole = match self.pending.first() {
            Some(pending) => section.plus(*pending),
            None if self.section.is_some() => Some(section),
            None => Some(Quantity::whole(1)),
        };
        let part = whole.and_then(|whole| whole.times(Quantity::whole(factor)));
        let Some(total) = part.and_then(|part| self.total.unwrap_or(Quantity::whole(0)).plus(part)) else {
            return false;
        };
        *self = Self { total: Some(total), lowest_myriad: Some(factor), counted: self.counted, ..Self::default() };
        true
    }

    fn readings(&self) -> Option<Vec<Quantity>> {
        let zero = Quantity::whole(0);
        let finished = self.total.unwrap_or(zero).plus(self.section.unwrap_or(zero))?;
        if self.pending.is_empty() {
            return Some(vec![finished]);
        }
        self.pending.iter().map(|pending| finished.plus(*pending)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::language::{
        Language,
        numbers::{Written, numbers},
    };

    fn values(tag: &str, text: &str) -> Vec<String> {
        let language = Language::from_tag(tag).unwrap();
        numbers(text, language.profile()).iter().map(|n| n.readings[0].to_string()).collect()
    }

    #[test]
    fn signs_are_added_up_by_ten_thousands() {
        for (text, value) in [
            ("二十五", "25"),
            ("十二", "12"),
            ("一百二十", "120"),
            ("一百零五", "105"),
            ("三千五百万", "35000000"),
            ("3.5亿", "350000000"),
            ("一亿二千万", "120000000"),
            ("1亿2000万", "120000000"),
            ("二〇一七", "2017"),
            ("2,155", "2155"),
            ("兩萬", "20000"),
        ] {
            assert_eq!(values("zh", text), [value], "{text}");
        }
    }

    #[test]
    fn a_single_sign_is_never_demanded() {
        let chinese = Language::from_tag("zh").unwrap();
        for text in ["一些国家", "十分重要", "统一"] {
            assert!(numbers(text, chinese.profile()).iter().all(|n| n.written == Written::Perhaps), "{text}");
        }
        assert_eq!(numbers("共五十三个国家", chinese.profile())[0].written, Written::Words);
    }
}
