//! The ways in which two figures may be the same.

use crate::language::figures::{Amount, Calendar, Measure, Month, Role, Time, same_size};
use crate::language::numbers::Written;

/// Whether two amounts have a value in common, whatever they measure.
pub(super) fn same_value(one: &Amount, other: &Amount) -> bool {
    one.readings.iter().any(|reading| other.readings.contains(reading))
}

/// Whether two amounts may say the same.
pub(super) fn may_equal(one: &Amount, other: &Amount) -> bool {
    same_value(one, other) || same_decade(one, other) || percent_of(one, other) || percent_of(other, one)
}

/// ثمانينيات and 1980s; القرن الحادي والعشرين and the 2000s.
fn same_decade(one: &Amount, other: &Amount) -> bool {
    let (Some(value), Some(of_other)) = (one.whole(), other.whole()) else { return false };
    match (one.role, other.role) {
        (Role::Decade, Role::Century) => value == (of_other - 1) * 100,
        (Role::Century, Role::Decade) => of_other == (value - 1) * 100,
        (Role::Decade, _) | (_, Role::Decade) => {
            let short = value < 100 || of_other < 100;
            short && value % 100 == of_other % 100 || ordinal_decade(one, other) || ordinal_decade(other, one)
        }
        _ => false,
    }
}

/// العقد الخامس: the fifth decade is the forties.
fn ordinal_decade(ordinal: &Amount, decade: &Amount) -> bool {
    let (Some(ordinal), Some(year)) = (ordinal.whole().filter(|_| ordinal.role == Role::Ordinal), decade.whole())
    else {
        return false;
    };
    (2..=10).contains(&ordinal) && (ordinal - 1) * 10 == year % 100
}

/// 5 miles and 8 km, عقدين and 20 years: the same in other units. Of the readings of both, one pair has to fit.
pub(super) fn converted(one: &Amount, other: &Amount) -> bool {
    let (units, of_other) = (one.units(), other.units());
    if units.iter().any(|unit| of_other.contains(unit)) {
        return false;
    }
    let sizes = |amount: &Amount| -> Vec<f64> { amount.readings.iter().map(|value| value.to_f64()).collect() };
    sizes(one).into_iter().any(|value| {
        sizes(other)
            .into_iter()
            .any(|of| units.iter().any(|unit| of_other.iter().any(|other| same_size((value, *unit), (of, *other)))))
    })
}

/// النصف and 50%, a fifth and 20%, one in four and 25%.
fn percent_of(percent: &Amount, other: &Amount) -> bool {
    if percent.measure != Measure::Percent || other.measure == Measure::Percent && !other.shared {
        return false;
    }
    let Some(percent) = percent.readings.first().map(|value| value.to_f64()) else { return false };
    other.readings.iter().map(|value| value.to_f64()).any(|value| {
        let part = if value > 0.0 && value < 1.0 { value * 100.0 } else { 100.0 / value };
        let in_words = other.written != Written::Digits || value < 1.0;
        in_words && value < 11.0 && value > 0.0 && (part - percent).abs() < 1.0
    })
}

/// Whether two times may be the same.
pub(super) fn same_time(one: &Time, other: &Time) -> bool {
    const HALF_DAY: i64 = 720;
    one.minute == other.minute
        || one.minute % HALF_DAY == other.minute % HALF_DAY && !(one.half_known && other.half_known)
}

/// Whether a number may be the hour of a time, or its minute.
pub(super) fn in_time(amount: &Amount, time: &Time) -> bool {
    let Some(value) = amount.whole() else { return false };
    let (hour, minute) = (time.minute / 60, time.minute % 60);
    value == hour
        || value % 12 == hour % 12 && value <= 24
        || value == minute
        || value == (60 - minute) % 60
        || value == hour * 100 + minute
}

/// Whether two months are the same or cannot be compared.
pub(super) fn same_month(one: &Month, other: &Month) -> bool {
    one.number == other.number && one.calendar == other.calendar
}

/// Whether the number may write the month: 9/11, 12.05.2017.
pub(super) fn writes_month(amount: &Amount, month: &Month) -> bool {
    let small = amount.written == Written::Digits && month.calendar == Calendar::Gregorian;
    small && amount.whole() == Some(month.number)
}
