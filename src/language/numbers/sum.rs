//! Values of words added up to one number.

use super::Meaning;
use crate::text::Quantity;

/// A number being added up.
pub(super) struct Sum {
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
    /// Whether nothing can follow.
    closed: bool,
}

impl Sum {
    pub(super) fn begin(meaning: &Meaning, units_first: bool) -> Option<Self> {
        let (current, in_words) = match meaning {
            Meaning::Digits(readings) => (readings.clone(), false),
            // ألفان, مليونين: a finished group of its own.
            Meaning::Value(value) | Meaning::Multiplier(value) if *value >= 1000 => {
                return Some(Self::group(*value, units_first));
            }
            Meaning::Value(value)
            | Meaning::Uncertain(value)
            | Meaning::Ordinal(value)
            | Meaning::Multiplier(value) => (vec![Quantity::whole(*value)], true),
            Meaning::Month(number) => (vec![Quantity::whole(*number)], false),
            Meaning::Fraction(part) | Meaning::Group(part) => (vec![Quantity::billionths(i128::from(*part))], true),
            Meaning::Part(_) | Meaning::Abbreviation(_) | Meaning::Joiner | Meaning::Nothing => return None,
        };
        let closed = matches!(meaning, Meaning::Month(_) | Meaning::Group(_));
        let total = Quantity::whole(0);
        Some(Self { current, total, last_factor: i64::MAX, in_words, units_first, after_fraction: false, closed })
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
            closed: false,
        }
    }

    /// Add the next word, if it can belong to the same number.
    pub(super) fn take(&mut self, meaning: &Meaning, joined: bool) -> bool {
        match meaning {
            _ if self.closed => false,
            Meaning::Multiplier(factor) => self.multiply(*factor),
            Meaning::Abbreviation(factor) => self.abbreviate(*factor),
            Meaning::Value(value) | Meaning::Uncertain(value) | Meaning::Ordinal(value) if self.in_words => {
                self.add(*value, joined)
            }
            // ثلاثة ملايين ونصف, two and a half million: half of the unit just named.
            Meaning::Fraction(part) if joined => self.add_fraction(*part),
            Meaning::Part(part) => self.multiply_fraction(*part),
            _ => false,
        }
    }

    /// Add digits behind thousands or millions: مليون و200 ألف. Their own multiplier has to follow,
    /// or they are another number.
    pub(super) fn take_digits(&mut self, readings: &[Quantity], factor: i64) -> bool {
        let zero = Quantity::whole(0);
        let ([value], [current]) = (readings, self.current.as_slice()) else { return false };
        let fits = *current == zero && self.total > zero && factor < self.last_factor;
        if fits && *value < Quantity::whole(1000) {
            self.current = vec![*value];
        }
        fits
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

    /// 100m is a hundred million or a hundred metres: both readings, the larger first.
    fn abbreviate(&mut self, factor: i64) -> bool {
        if self.in_words || self.last_factor != i64::MAX {
            return false;
        }
        let product: Option<Vec<Quantity>> =
            self.current.iter().map(|value| value.times(Quantity::whole(factor))).collect();
        let Some(mut product) = product else { return false };
        product.append(&mut self.current);
        self.current = product;
        self.closed = true;
        true
    }

    fn add(&mut self, value: i64, joined: bool) -> bool {
        let [current] = *self.current.as_slice() else { return false };
        let zero = Quantity::whole(0);
        // Arabic joins every part by و; units come before tens only there.
        if self.units_first && !joined && !(value == 10 && current < Quantity::whole(10) && current > zero) {
            return false;
        }
        // ثلاثة عشر is 13, ثلاثة وعشر is 3 and 10.
        if self.units_first && joined && value == 10 && current > zero && current < Quantity::whole(10) {
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

    /// ثلاثة أرباع, two-thirds: so many of the part.
    fn multiply_fraction(&mut self, part: i64) -> bool {
        let [current] = *self.current.as_slice() else { return false };
        let few = current < Quantity::whole(10) && self.total == Quantity::whole(0);
        let Some(product) = current.times(Quantity::billionths(i128::from(part))).filter(|_| few) else { return false };
        self.current = vec![product];
        true
    }

    pub(super) fn readings(&self) -> Option<Vec<Quantity>> {
        self.current.iter().map(|value| self.total.plus(*value)).collect()
    }
}
