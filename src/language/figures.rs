//! Figures of a text, understood: what its numbers count and measure, its dates, weekdays and clock
//! times.
//!
//! One reading serves every rule about numbers. What cannot be read with certainty is marked so or
//! left out; words and signs stand in the profiles, the same for every language are the sizes of
//! units ([`UNITS`]) and the calendars.

mod calendar;
mod clock;
mod dates;
mod measures;
mod units;

use std::ops::Range;

pub use calendar::{hijri_may_be, years_overlap};
pub use units::{Currency, Dimension, UNITS, Unit, UnitId, same_size, unit};

use super::Profile;
use super::numbers::{Meaning, Number, Piece, Read, Tag, Written, pieces, read};
use crate::text::{Quantity, Span};

/// What stands in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Numbers, in order.
    pub amounts: Vec<Amount>,
    /// Months, in order.
    pub months: Vec<Month>,
    /// Days of the week, in order.
    pub weekdays: Vec<Weekday>,
    /// Clock times, in order.
    pub times: Vec<Time>,
    /// Dates with day, month and year.
    pub dates: Vec<Date>,
    /// Dates all in digits, whose day and month may stand in either order.
    pub digit_dates: Vec<DigitDate>,
    /// Whether a word or sign for "of a hundred" stands apart from any number.
    pub loose_percent: bool,
    /// Whether a word announces a percentage.
    pub percent_hint: bool,
}

/// A number and what it is a number of.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Where the number stands, without its unit.
    pub span: Span,
    /// Its values; several when the writing leaves it open.
    pub readings: Vec<Quantity>,
    /// How it is written.
    pub written: Written,
    /// What it does in the text.
    pub role: Role,
    /// What it measures.
    pub measure: Measure,
    /// Whether the measure is that of a neighbour: 20 of `20 to 30%`.
    pub shared: bool,
}

/// What a number does in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It counts.
    Count,
    /// It is an ordinal.
    Ordinal,
    /// It begins a decade: `1980s`, `الثمانينيات`.
    Decade,
    /// It is the ordinal of a century.
    Century,
    /// It is part of a name: `G20`, `COVID-19`.
    Name,
    /// It is the number of an item or a note: `1.` at the beginning, `[12]`.
    Marker,
    /// It stands beside a stroke: `9/11`, `2018/19`.
    Stroke,
    /// It is part of a clock time.
    Clock,
    /// It is part of a date.
    Date,
    /// It is a year of the Hijri calendar.
    HijriYear,
    /// No number word stands there, but a noun that is one or two of something: `عامين`, `a decade`.
    Implied,
    /// It belongs to an idiom: `24/7`.
    Idiom,
}

/// What a number measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Measure {
    /// Nothing that is understood.
    #[default]
    None,
    /// Parts of a hundred.
    Percent,
    /// Money, of one of these currencies; or, when the word is that of a unit too (`pounds`), a quantity.
    Money(Vec<Currency>, Vec<UnitId>),
    /// A quantity in one of these units.
    Unit(Vec<UnitId>),
}

impl Amount {
    /// The currencies it may be in.
    pub fn currencies(&self) -> &[Currency] {
        match &self.measure {
            Measure::Money(currencies, _) => currencies,
            _ => &[],
        }
    }

    /// The units it may be in.
    pub fn units(&self) -> &[UnitId] {
        match &self.measure {
            Measure::Money(_, units) | Measure::Unit(units) => units,
            _ => &[],
        }
    }

    /// Its first value, if that is a whole number.
    pub fn whole(&self) -> Option<i64> {
        self.readings.first()?.to_whole()
    }
}

/// A month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Where its name stands.
    pub span: Span,
    /// Its number.
    pub number: i64,
    /// The calendar.
    pub calendar: Calendar,
    /// Whether the word is certainly a month here.
    pub sure: bool,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekday {
    /// Where its name stands.
    pub span: Span,
    /// Sunday is 1.
    pub day: i64,
    /// Whether the word is certainly a day here.
    pub sure: bool,
}

/// A clock time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// Minute of the day.
    pub minute: i64,
    /// Whether the half of the day is known.
    pub half_known: bool,
    /// How it is written.
    pub written: Written,
}

/// A date with day, month and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Date {
    /// Where it stands.
    pub span: Span,
    /// Year, month, day.
    pub date: (i64, i64, i64),
    /// The calendar.
    pub calendar: Calendar,
}

/// A date all in digits: `15/3/2017`.
#[derive(Clone, Debug, PartialEq)]
pub struct DigitDate {
    /// Where it stands.
    pub span: Span,
    /// Its year.
    pub year: i64,
    /// Day and month, or month and day.
    pub parts: [i64; 2],
}

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// That of most of the world, whatever its months are called.
    Gregorian,
    /// The Islamic lunar calendar.
    Hijri,
}

/// Which half of the day a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfDay {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// Late in the day, or early.
    Night,
}

/// What a word or sign means around numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A month's name.
    Month {
        /// Of this calendar.
        calendar: Calendar,
        /// Its number.
        number: i64,
        /// Whether it is nothing else.
        sure: bool,
    },
    /// What stands before a month.
    MonthCue,
    /// A day of the week.
    Weekday {
        /// Sunday is 1.
        day: i64,
        /// Whether it is nothing else.
        sure: bool,
    },
    /// What stands before a day of the week.
    WeekdayCue,
    /// The night before a day of the week.
    Eve,
    /// A decade by its first year.
    Decade(i64),
    /// "Century".
    Century,
    /// The mark of a Hijri year.
    HijriYear,
    /// A unit; `count` is how many when no number stands before it, 0 for any.
    Unit {
        /// Which.
        unit: UnitId,
        /// 1, 2 or 0.
        count: u8,
    },
    /// A currency; `count` as in a unit.
    Currency {
        /// Which.
        currency: Currency,
        /// 1, 2 or 0.
        count: u8,
    },
    /// "Of a hundred".
    Percent,
    /// A word that announces a percentage.
    PercentHint,
    /// What stands before an hour.
    Clock,
    /// What stands behind an hour.
    Hours,
    /// A half of the day.
    Half(HalfDay),
    /// A time zone.
    Zone,
    /// Minutes after the hour.
    Past,
    /// Minutes before the hour.
    To,
    /// A time with a name, by its minute of the day.
    Moment(i64),
}

impl Sense {
    /// The number of the month, if it is one.
    pub(super) const fn month(self) -> Option<i64> {
        match self {
            Self::Month { number, .. } => Some(number),
            _ => None,
        }
    }
}

/// The figures of `text`.
///
/// ```
/// use tarjuman::language::{Language, figures::{Measure, figures}};
/// let english = Language::from_tag("en").unwrap();
/// let found = figures("It cost £4m on 5 May.", english.profile());
/// assert_eq!(found.amounts[0].readings[0].to_string(), "4000000");
/// assert!(matches!(found.amounts[0].measure, Measure::Money(..)));
/// assert_eq!(found.months[0].number, 5);
/// ```
pub fn figures(text: &str, profile: &Profile) -> Figures {
    let pieces = pieces(text, profile);
    // Most texts have no figure at all.
    if pieces.iter().all(|piece| piece.meaning == Meaning::Nothing && piece.senses.is_empty()) {
        return Figures { loose_percent: measures::loose_sign(text, &[], profile), ..Figures::default() };
    }
    let numbers: Vec<Read> = read(&pieces, profile).into_iter().filter(|read| !is_month(read, &pieces)).collect();
    let view = View { text, profile, pieces: &pieces };
    let amounts = numbers.iter().map(|read| amount(&view, read)).collect();
    let mut figures = Figures { amounts, ..Figures::default() };
    measures::measure(&view, &numbers, &mut figures);
    dates::read(&view, &numbers, &mut figures);
    clock::read(&view, &numbers, &mut figures);
    measures::implied(&view, &numbers, &mut figures);
    figures.amounts.sort_by_key(|amount| amount.span);
    figures
}

/// The text with its pieces.
struct View<'a> {
    text: &'a str,
    profile: &'a Profile,
    pieces: &'a [Piece],
}

impl<'a> View<'a> {
    fn piece(&self, at: usize) -> Option<&'a Piece> {
        self.pieces.get(at)
    }

    /// What stands between the piece before `at` and that at `at`.
    fn gap(&self, at: usize) -> &'a str {
        let end = at.checked_sub(1).and_then(|before| self.piece(before)).map_or(0, |piece| piece.span.end);
        let start = self.piece(at).map_or(self.text.len(), |piece| piece.span.start);
        Span::new(end, start.max(end)).text(self.text)
    }

    fn before(&self, span: Span) -> &'a str {
        Span::new(0, span.start).text(self.text)
    }

    fn after(&self, span: Span) -> &'a str {
        Span::new(span.end, self.text.len()).text(self.text)
    }

    /// Whether the piece at `at` follows its neighbour with nothing but space between.
    fn follows(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.adjacent)
    }
}

/// The places of the numbers that end before the piece at `at`, hold it, or begin behind it, and at most
/// of one more.
fn beside(numbers: &[Read], at: usize) -> Range<usize> {
    let from = numbers.partition_point(|read| read.end < at);
    from..numbers.len().min(from + 3)
}

fn is_month(read: &Read, pieces: &[Piece]) -> bool {
    pieces.get(read.first).is_some_and(|piece| matches!(piece.meaning, Meaning::Month(_)))
}

fn amount(view: &View<'_>, read: &Read) -> Amount {
    let Number { span, readings, written } = read.number.clone();
    let tag = view.piece(read.first).map(|piece| piece.tag).unwrap_or_default();
    let decade = readings.first().and_then(|value| value.to_whole()).is_some_and(|value| value % 10 == 0);
    let role = match tag {
        Tag::Decade if decade => Role::Decade,
        _ if read.ordinal => Role::Ordinal,
        _ if written == Written::Digits => role_of_digits(view, read),
        _ => Role::Count,
    };
    Amount { span, readings, written, role, measure: Measure::None, shared: false }
}

fn role_of_digits(view: &View<'_>, read: &Read) -> Role {
    let span = read.number.span;
    let (before, after) = (view.before(span), view.after(span));
    let idiom = |idiom: &String| {
        idiom
            .split_once(span.text(view.text))
            .is_some_and(|(left, right)| before.ends_with(left) && after.starts_with(right))
    };
    let mut last = before.chars().rev();
    let (one, two) = (last.next(), last.next());
    let hyphen = |c: char| matches!(c, '-' | '‑' | '–');
    let word = before.trim_end_matches(hyphen).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let capital = word.contains(char::is_uppercase) || !word.contains(|c: char| c.is_lowercase());
    let named = one.is_some_and(|c| c.is_alphabetic() && !view.profile.has_letter(c) || c.is_ascii_alphabetic())
        || one.is_some_and(hyphen) && two.is_some_and(char::is_alphabetic) && capital;
    let list = before.trim_start_matches(|c: char| !c.is_alphanumeric()).is_empty()
        && (after.starts_with(". ") || after.starts_with(')') || after.starts_with(") "));
    let note = one == Some('[') && after.starts_with(']');
    match () {
        () if view.profile.figures.idioms.iter().any(idiom) => Role::Idiom,
        () if named => Role::Name,
        () if list || note => Role::Marker,
        () if one == Some('/') && two.is_some_and(char::is_numeric) => Role::Stroke,
        () if after.strip_prefix('/').is_some_and(|rest| rest.starts_with(char::is_numeric)) => Role::Stroke,
        () => Role::Count,
    }
}

#[cfg(test)]
mod tests;
