//! Clock times: 10:30, 5.30pm, 1400 GMT, half past ten, الساعة العاشرة والنصف.

use super::{Figures, HalfDay, Role, Sense, Time, View};
use crate::language::numbers::{Meaning, Read, Written};
use crate::text::Span;

const HOUR: i64 = 60;
const HALF_DAY: i64 = 12 * HOUR;
const DAY: i64 = 24 * HOUR;

/// Read the clock times; `numbers` stand side by side with the amounts.
pub(super) fn read(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    let mut at = 0;
    while let Some(read) = numbers.get(at) {
        let found = with_colon(view, numbers, at)
            .or_else(|| minutes_first(view, numbers, at))
            .or_else(|| with_point(view, read))
            .or_else(|| with_cue(view, numbers, at));
        let Some(mut found) = found else {
            at += 1;
            continue;
        };
        finish(view, &mut found);
        let skip = numbers.iter().skip(at).take_while(|read| read.first < found.end).count();
        for amount in figures.amounts.iter_mut().skip(at).take(skip) {
            amount.role = Role::Clock;
        }
        figures.times.extend(found.time(view));
        at += skip.max(1);
    }
    for piece in view.pieces {
        for (sense, _) in &piece.senses {
            let Sense::Moment(minute) = *sense else { continue };
            figures.times.push(Time { span: piece.span, minute, half_known: true, written: Written::Perhaps });
        }
    }
}

/// A time in the making.
struct Found {
    /// Numbers of the first piece and of the one after the last.
    first: usize,
    end: usize,
    hour: i64,
    minute: i64,
    half: Option<HalfDay>,
    written: Written,
}

impl Found {
    fn time(&self, view: &View<'_>) -> Option<Time> {
        let pieces = view.pieces.get(self.first..self.end)?;
        let span = pieces.iter().map(|piece| piece.span).reduce(Span::cover)?;
        let minute = self.hour * HOUR + self.minute;
        let (minute, half_known) = match self.half {
            Some(HalfDay::Morning) if self.hour <= 12 => (minute.rem_euclid(HALF_DAY), true),
            Some(HalfDay::Afternoon) if self.hour <= 12 => (minute.rem_euclid(HALF_DAY) + HALF_DAY, true),
            Some(HalfDay::Night) if self.hour <= 12 => {
                let late = (6..12).contains(&self.hour);
                (minute.rem_euclid(HALF_DAY) + if late { HALF_DAY } else { 0 }, true)
            }
            _ => (minute.rem_euclid(DAY), self.hour > 12 || self.hour == 0),
        };
        Some(Time { span, minute, half_known, written: self.written })
    }
}

/// What stands behind any time: minutes in words, zones, the half of the day.
fn finish(view: &View<'_>, found: &mut Found) {
    // "ET tonight" and "local time" may stand between.
    while let Some(piece) = view.piece(found.end).filter(|_| loosely_follows(view, found.end)) {
        let half = piece.senses.iter().find_map(|(sense, words)| match sense {
            Sense::Half(half) => Some((*half, *words)),
            _ => None,
        });
        if let Some((half, words)) = half {
            found.half = Some(half);
            found.end += words;
            return;
        }
        let skipped = piece.words_of(|sense| matches!(sense, Sense::Hours | Sense::Zone));
        if skipped == 0 {
            return;
        }
        found.end += skipped;
    }
}

fn loosely_follows(view: &View<'_>, at: usize) -> bool {
    view.gap(at).chars().all(|c| c == ' ' || c == '\u{A0}' || c == '-')
}

fn whole(read: &Read) -> Option<i64> {
    read.number.readings.first()?.to_whole()
}

/// 10:30, 22:05:10.
fn with_colon(view: &View<'_>, numbers: &[Read], at: usize) -> Option<Found> {
    let (hour, minute) = (numbers.get(at)?, numbers.get(at + 1)?);
    let joined = |left: &Read, right: &Read| {
        right.first == left.end && matches!(view.gap(right.first), ":" | "h" | "\u{200F}:" | ":\u{200F}")
    };
    let two_digits = minute.number.span.text(view.text).chars().count() == 2;
    if !joined(hour, minute) || !two_digits {
        return None;
    }
    let mut end = minute.end;
    // Seconds of a moment or of a race.
    if numbers.get(at + 2).is_some_and(|second| joined(minute, second)) {
        end += 1;
    }
    let before = at.checked_sub(1).and_then(|before| numbers.get(before));
    let inside = before.is_some_and(|before| joined(before, hour));
    let found = Found {
        first: hour.first,
        end,
        hour: whole(hour)?,
        minute: whole(minute)?,
        half: None,
        written: Written::Digits,
    };
    (found.hour <= 24 && found.minute < HOUR && !inside).then_some(found)
}

/// 5.30pm, 10am, 10 a.m., 1400 GMT, 10 o'clock.
fn with_point(view: &View<'_>, read: &Read) -> Option<Found> {
    let digits = read.number.written == Written::Digits && read.end == read.first + 1;
    let behind = view.piece(read.end).filter(|_| loosely_follows(view, read.end))?;
    let has = |wanted: fn(&Sense) -> bool| behind.words_of(wanted) > 0;
    let half = has(|sense| matches!(sense, Sense::Half(_)));
    let zone = has(|sense| *sense == Sense::Zone);
    let hours = has(|sense| *sense == Sense::Hours);
    let (hour, minute) = hour_and_minute(view, read)?;
    let four = read.number.span.text(view.text).chars().count() == 4;
    let is_time = half && (digits || read.number.written == Written::Words) || hours || zone && four && digits;
    (is_time && hour <= 24).then_some(Found {
        first: read.first,
        end: read.end,
        hour,
        minute,
        half: None,
        written: read.number.written,
    })
}

/// The hour and minute that one number writes: 10, 5.30, 1400.
fn hour_and_minute(view: &View<'_>, read: &Read) -> Option<(i64, i64)> {
    let written: Vec<char> = read.number.span.text(view.text).chars().collect();
    if read.number.written != Written::Digits {
        return whole(read).map(|hour| (hour, 0));
    }
    let digit = |c: &char| crate::text::numerals::digit(*c).map(i64::from);
    let number = |part: &[char]| part.iter().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?));
    let (hour, minute) = match written.iter().position(|c| matches!(c, '.' | ',' | '،' | '٫')) {
        Some(stop) if written.len() == stop + 3 => (number(written.get(..stop)?)?, number(written.get(stop + 1..)?)?),
        None if written.len() == 4 => (number(written.get(..2)?)?, number(written.get(2..)?)?),
        None if written.len() <= 2 => (number(&written)?, 0),
        _ => return None,
    };
    (hour <= 24 && minute < HOUR).then_some((hour, minute))
}

/// الساعة العاشرة والنصف, الساعة 10 إلا ربعا, الساعة السابعة وعشر دقائق.
fn with_cue(view: &View<'_>, numbers: &[Read], at: usize) -> Option<Found> {
    let read = numbers.get(at)?;
    let cue =
        read.first.checked_sub(1).and_then(|before| view.piece(before)).filter(|_| loosely_follows(view, read.first));
    cue.filter(|piece| piece.words_of(|sense| *sense == Sense::Clock) > 0)?;
    let first = read.first.checked_sub(1)?;
    // الثالثة والنصف reads as three and a half.
    let value = read.number.readings.first()?;
    let (hour, mut minute) = match (read.number.written, value.to_whole()) {
        (Written::Digits, _) if read.end == read.first + 1 => hour_and_minute(view, read)?,
        (_, Some(hour)) => (hour, 0),
        (_, None) => {
            let minutes = (value.to_f64() * HOUR as f64).round() as i64;
            (minutes / HOUR, minutes % HOUR)
        }
    };
    let mut end = read.end;
    let minus =
        view.piece(end).filter(|_| view.follows(end)).map_or(0, |piece| piece.words_of(|sense| *sense == Sense::To));
    if let Some(part) = part_of_hour(view, numbers, end + minus).filter(|(_, _, joined)| minus > 0 || *joined) {
        minute = if minus > 0 { -part.0 } else { part.0 };
        end = part.1;
    }
    let digits = read.number.written == Written::Digits;
    let written = if digits { Written::Digits } else { Written::Words };
    (hour <= 24).then_some(Found { first, end, hour, minute, half: None, written })
}

/// The minutes that begin at piece `at`, the piece after them and whether "and" stands before them.
fn part_of_hour(view: &View<'_>, numbers: &[Read], at: usize) -> Option<(i64, usize, bool)> {
    let mut at = at;
    let mut joined = false;
    while view.piece(at).is_some_and(|piece| piece.adjacent && piece.meaning == Meaning::Joiner) {
        joined = true;
        at += 1;
    }
    let piece = view.piece(at).filter(|piece| piece.adjacent)?;
    joined |= piece.conjoined;
    // والنصف, والثلث
    if let Meaning::Fraction(part) | Meaning::Group(part @ 0..1_000_000_000) = piece.meaning {
        let minutes = (part as f64 * HOUR as f64 / 1e9).round() as i64;
        return Some((minutes, at + 1, joined));
    }
    let read = numbers.get(numbers.binary_search_by_key(&at, |read| read.first).ok()?)?;
    let minute = whole(read).filter(|minute| (1..HOUR).contains(minute))?;
    let unit = view.piece(read.end).filter(|piece| piece.adjacent)?;
    let minutes =
        unit.senses.iter().any(|(sense, _)| matches!(sense, Sense::Unit { unit, .. } if unit.id() == "minute"));
    minutes.then_some((minute, read.end + 1, joined))
}

/// half past ten, ten to five, a quarter to six.
fn minutes_first(view: &View<'_>, numbers: &[Read], at: usize) -> Option<Found> {
    if !view.profile.figures.clock.minutes_first {
        return None;
    }
    let (part, hour) = (numbers.get(at)?, numbers.get(at + 1)?);
    let between = view.piece(part.end).filter(|_| hour.first == part.end + 1 && view.follows(part.end))?;
    let past = between.words_of(|sense| *sense == Sense::Past) > 0;
    let to = between.words_of(|sense| *sense == Sense::To) > 0;
    let value = part.number.readings.first()?;
    let minute = value.to_whole().unwrap_or((value.to_f64() * HOUR as f64).round() as i64);
    let fraction = value.to_whole().is_none();
    let usual = fraction || part.number.written != Written::Digits && minute % 5 == 0 && past;
    let whole_hour = whole(hour).filter(|hour| (1..=12).contains(hour))?;
    ((past || to && fraction) && usual && (1..HOUR).contains(&minute) && view.follows(hour.first)).then_some(Found {
        first: part.first,
        end: hour.end,
        hour: whole_hour,
        minute: if to { -minute } else { minute },
        half: None,
        written: Written::Words,
    })
}
