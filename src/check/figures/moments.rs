//! Clock times, months and days of the week of one side that the other has otherwise.

use super::equal::{in_time, same_month, same_time, writes_month};
use super::{Fault, Half, Mismatch, Pair};
use crate::finding::Severity;
use crate::language::figures::{Calendar, Date, DigitDate, Month, Time, Weekday, hijri_may_be};
use crate::language::numbers::Written;

/// Compare the clock times.
pub(super) fn times(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let source = times_left(&pair.source, &pair.target);
    let target = times_left(&pair.target, &pair.source);
    for at in 0..source.len().max(target.len()) {
        let (one, other) = (source.get(at), target.get(at));
        let digits = |time: &&Time| time.written == Written::Digits;
        let severity = match (one, other) {
            (Some(one), Some(other)) if digits(one) && digits(other) => Severity::Error,
            (Some(_), Some(_)) => Severity::Warning,
            (Some(alone), None) if digits(alone) => Severity::Warning,
            (None, Some(alone)) if digits(alone) => Severity::Warning,
            _ => continue,
        };
        found.push(pair.mismatch(Fault::Time, severity, one.map(|time| time.span), other.map(|time| time.span)));
    }
}

/// The times of `half` that `other` has neither as times nor as numbers.
fn times_left<'a>(half: &'a Half<'_>, other: &Half<'_>) -> Vec<&'a Time> {
    let asked = half.figures.times.iter().filter(|time| time.written != Written::Perhaps);
    asked
        .filter(|time| !other.figures.times.iter().any(|of| same_time(time, of)))
        .filter(|time| !in_numbers(time, other))
        .collect()
}

/// Whether the numbers of `other` outside its times say the hour and the minute.
fn in_numbers(time: &Time, other: &Half<'_>) -> bool {
    use crate::language::figures::Role;
    let plain = || other.figures.amounts.iter().filter(|amount| !matches!(amount.role, Role::Clock | Role::Implied));
    let hour = plain().any(|amount| {
        amount.whole().is_some_and(|value| value <= 24 && value % 12 == time.minute / 60 % 12) && in_time(amount, time)
    });
    let minute = time.minute % 60;
    let minute_said = plain().any(|amount| {
        let value = amount.readings.first();
        let whole = value.and_then(|value| value.to_whole());
        whole == Some(minute)
            || whole == Some(60 - minute)
            || value.is_some_and(|value| {
                value.to_whole().is_none() && ((value.to_f64() * 60.0).round() as i64) % 60 == minute
            })
    });
    hour && (minute == 0 || minute_said)
}

/// Compare the months by name.
pub(super) fn months(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let source = months_left(&pair.source, &pair.target);
    let mut target = months_left(&pair.target, &pair.source);
    let sure: Vec<&Month> = source.iter().copied().filter(|month| month.sure).collect();
    // A doubtful name counts where the source has a month for it: "in the first half of May".
    if target.iter().any(|month| month.sure) || sure.is_empty() {
        target.retain(|month| month.sure);
    } else {
        target.retain(|month| month.sure || begins_upper(&pair.target, month));
    }
    let said = pair.source.figures.months.iter().any(|month| month.sure && month.calendar == Calendar::Gregorian);
    for at in 0..sure.len().max(target.len()) {
        let (one, other) = (sure.get(at).copied(), target.get(at).copied());
        let severity = match (one, other) {
            (Some(one), Some(other)) if one.calendar == other.calendar => Severity::Error,
            // In September, for "this month".
            (None, Some(other)) if said && other.sure && other.calendar == Calendar::Gregorian => Severity::Warning,
            _ => continue,
        };
        found.push(pair.mismatch(Fault::Date, severity, one.map(|month| month.span), other.map(|month| month.span)));
    }
}

/// Compare dates in digits with those whose month has a name.
pub(super) fn digit_dates(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let other_month = |digits: &DigitDate, named: &Date| {
        let (year, month, day) = named.date;
        named.calendar == Calendar::Gregorian
            && year == digits.year
            && digits.parts.contains(&day)
            && !digits.parts.contains(&month)
    };
    for digits in &pair.source.figures.digit_dates {
        if let Some(named) = pair.target.figures.dates.iter().find(|named| other_month(digits, named)) {
            found.push(pair.mismatch(Fault::Date, Severity::Error, Some(digits.span), Some(named.span)));
        }
    }
    for digits in &pair.target.figures.digit_dates {
        if let Some(named) = pair.source.figures.dates.iter().find(|named| other_month(digits, named)) {
            found.push(pair.mismatch(Fault::Date, Severity::Error, Some(named.span), Some(digits.span)));
        }
    }
}

fn begins_upper(half: &Half<'_>, month: &Month) -> bool {
    let name = month.span.text(half.text);
    name.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// The months of `half` that `other` has neither by name nor in digits nor as a date of another calendar.
fn months_left<'a>(half: &'a Half<'_>, other: &Half<'_>) -> Vec<&'a Month> {
    let said = |month: &Month| {
        let named = other.figures.months.iter().any(|of| same_month(month, of));
        named || other.figures.amounts.iter().any(|amount| in_digits(amount, month, other))
    };
    let converted = |month: &Month| {
        half.figures.dates.iter().filter(|date| date.span.contains(month.span)).any(|date| {
            let mut all = half.figures.dates.iter().chain(&other.figures.dates);
            all.any(|of| match (date.calendar, of.calendar) {
                (Calendar::Hijri, Calendar::Gregorian) => hijri_may_be(date.date, of.date),
                (Calendar::Gregorian, Calendar::Hijri) => hijri_may_be(of.date, date.date),
                _ => false,
            })
        })
    };
    half.figures.months.iter().filter(|month| !said(month) && !converted(month)).collect()
}

/// 9/11, 12.05.2017, 2017-05-12.
fn in_digits(amount: &crate::language::figures::Amount, month: &Month, half: &Half<'_>) -> bool {
    let after = half.text.get(amount.span.end..).unwrap_or_default();
    let before = half.text.get(..amount.span.start).unwrap_or_default();
    let stroke = |c: char| matches!(c, '/' | '.' | '-');
    let left = before.strip_suffix(stroke).is_some_and(|before| before.ends_with(char::is_numeric));
    let right = after.strip_prefix(stroke).is_some_and(|after| after.starts_with(char::is_numeric));
    (left || right) && writes_month(amount, month)
}

/// Compare the days of the week.
pub(super) fn weekdays(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let left = |half: &Half<'_>, other: &Half<'_>| -> Vec<Weekday> {
        let days = half.figures.weekdays.iter().filter(|day| day.sure);
        days.filter(|day| !other.figures.weekdays.iter().any(|of| of.day == day.day)).cloned().collect()
    };
    let source = left(&pair.source, &pair.target);
    let target = left(&pair.target, &pair.source);
    for (one, other) in source.iter().zip(&target) {
        found.push(pair.mismatch(Fault::Date, Severity::Warning, Some(one.span), Some(other.span)));
    }
}
