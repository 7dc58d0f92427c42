//! Dates of the Hijri calendar as Gregorian days.

/// How many days the sighting of the moon, and so a printed date, may differ from the reckoned calendar.
const SIGHTING: i64 = 2;

/// Whether a Hijri date may be a Gregorian one. Dates are year, month, day.
///
/// ```
/// use tarjuman::language::figures::hijri_may_be;
/// assert!(hijri_may_be((1440, 9, 1), (2019, 5, 6)));
/// assert!(!hijri_may_be((1440, 9, 1), (2019, 6, 6)));
/// ```
pub fn hijri_may_be(hijri: (i64, i64, i64), gregorian: (i64, i64, i64)) -> bool {
    let (Some(one), Some(other)) = (hijri_day(hijri), gregorian_day(gregorian)) else { return false };
    (one - other).abs() <= SIGHTING
}

/// Whether a Gregorian year shares days with a Hijri one.
pub fn years_overlap(hijri: i64, gregorian: i64) -> bool {
    let (Some(first), Some(last)) = (hijri_day((hijri, 1, 1)), hijri_day((hijri, 12, 29))) else { return false };
    let (Some(begin), Some(end)) = (gregorian_day((gregorian, 1, 1)), gregorian_day((gregorian, 12, 31))) else {
        return false;
    };
    first <= end && begin <= last
}

/// The Julian day number of a date in the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13,
/// 16, 18, 21, 24, 26 and 29 of each thirty).
fn hijri_day((year, month, day): (i64, i64, i64)) -> Option<i64> {
    let known = (1..=3000).contains(&year) && (1..=12).contains(&month) && (1..=30).contains(&day);
    known.then(|| day + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 1_948_439)
}

/// The Julian day number of a Gregorian date (Fliegel and Van Flandern 1968).
fn gregorian_day((year, month, day): (i64, i64, i64)) -> Option<i64> {
    let known = (1..=4000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let late = (month - 14) / 12;
    known.then(|| {
        day - 32_075 + 1461 * (year + 4800 + late) / 4 + 367 * (month - 2 - late * 12) / 12
            - 3 * ((year + 4900 + late) / 100) / 4
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        // First days of years and months whose dates are in every almanac.
        for (hijri, gregorian) in [
            ((1, 1, 1), (622, 7, 19)),
            ((1421, 1, 1), (2000, 4, 6)),
            ((1400, 1, 1), (1979, 11, 21)),
            ((1445, 9, 1), (2024, 3, 11)),
            ((1446, 10, 1), (2025, 3, 30)),
        ] {
            assert!(hijri_may_be(hijri, gregorian), "{hijri:?} {gregorian:?}");
        }
        assert!(years_overlap(1445, 2023) && years_overlap(1445, 2024) && !years_overlap(1445, 2022));
        assert!(!hijri_may_be((1445, 13, 1), (2024, 3, 11)));
    }
}
