//! Months, days of the week, decades, centuries and whole dates.

use super::{Calendar, Date, DigitDate, Figures, Month, Role, Sense, View, Weekday};
use crate::language::numbers::{Meaning, Read, Written, digits};
use crate::text::{Quantity, Span};

/// Read the dates of the text; `numbers` stand side by side with the amounts.
pub(super) fn read(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    for (at, piece) in view.pieces.iter().enumerate() {
        for &(sense, words) in &piece.senses {
            let span = covered(view, at, words);
            match sense {
                Sense::Month { calendar, number, sure } => {
                    // الأب is no آب; of the Hijri months one has the article: المحرم.
                    if piece.definite && calendar == Calendar::Gregorian {
                        continue;
                    }
                    let sure = is_month(view, at, words, sure);
                    figures.months.push(Month { span, number, calendar, sure });
                }
                Sense::Weekday { day, sure } => {
                    let capital = begins_upper(span.text(view.text)) || !has_capitals(view);
                    let sure = capital
                        && !cue_before(view, at, Sense::Eve)
                        && (sure || cue_before(view, at, Sense::WeekdayCue));
                    figures.weekdays.push(Weekday { span, day, sure });
                }
                Sense::Decade(year) => add_decade(view, at, year, span, figures),
                Sense::Century => mark_century(view, at, numbers, figures),
                _ => {}
            }
        }
    }
    two_digit_years(view, numbers, figures);
    short_years(view, numbers, figures);
    whole_dates(view, numbers, figures);
    hijri_years(view, numbers, figures);
    figures.digit_dates = digit_dates(view, numbers);
}

/// 15/3/2017, 2017-03-15, 15.3.2017
fn digit_dates(view: &View<'_>, numbers: &[Read]) -> Vec<DigitDate> {
    let date = |triple: &[Read]| {
        let [first, second, third] = triple else { return None };
        let mark = view.gap(second.first);
        let joined = second.first == first.end && third.first == second.end && view.gap(third.first) == mark;
        let value = |read: &Read| read.number.readings.first()?.to_whole();
        let (parts, year) = match (value(first)?, value(second)?, value(third)?) {
            (year @ 1000..2200, a, b) => ([a, b], year),
            (a, b, year @ 1000..2200) => ([a, b], year),
            _ => return None,
        };
        let may_be = parts.iter().all(|part| (1..=31).contains(part)) && parts.iter().any(|part| *part <= 12);
        let span = first.number.span.cover(third.number.span);
        (joined && may_be && matches!(mark, "/" | "-" | ".")).then_some(DigitDate { span, year, parts })
    };
    numbers.windows(3).filter_map(date).collect()
}

/// The span of `words` pieces from `at`.
fn covered(view: &View<'_>, at: usize, words: usize) -> Span {
    let pieces = view.pieces.get(at..at + words).unwrap_or_default();
    let spans = pieces.iter().map(|piece| piece.span);
    spans.reduce(Span::cover).unwrap_or_default()
}

fn has_capitals(view: &View<'_>) -> bool {
    let letters = &view.profile.letters;
    let ranges = view.profile.letter_ranges.iter().map(|(first, _)| *first);
    letters.chars().chain(ranges).any(|letter| letter.is_lowercase() || letter.is_uppercase())
}

fn begins_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the word is a month here: it has a capital where the language writes one, and a doubtful one
/// stands beside a number, another month, or behind a cue.
fn is_month(view: &View<'_>, at: usize, words: usize, sure: bool) -> bool {
    let Some(piece) = view.piece(at) else { return false };
    let beside = |at: Option<usize>, followed: Option<usize>| {
        let close = followed.is_some_and(|followed| {
            let gap = view.gap(followed);
            gap.len() <= 2 && gap.chars().all(|c| matches!(c, ' ' | '-' | '/' | ',' | '–' | '.'))
        });
        let piece = at.and_then(|at| view.piece(at)).filter(|_| close);
        piece.is_some_and(|piece| {
            digits(piece).is_some() || piece.words_of(|sense| matches!(sense, Sense::Month { sure: true, .. })) > 0
        })
    };
    let dated = beside(at.checked_sub(1), Some(at)) || beside(Some(at + words), Some(at + words));
    if has_capitals(view) && !begins_upper(piece.span.text(view.text)) && months_have_capitals(view) {
        return false;
    }
    sure || dated || cue_before(view, at, Sense::MonthCue)
}

/// Whether the language writes months with a capital; its profile then lists doubtful ones.
fn months_have_capitals(view: &View<'_>) -> bool {
    has_capitals(view) && !view.profile.figures.month_cues.is_empty()
}

fn cue_before(view: &View<'_>, at: usize, cue: Sense) -> bool {
    let before = at.checked_sub(1).and_then(|before| view.piece(before));
    before.is_some_and(|piece| piece.words_of(|sense| *sense == cue) > 0)
        && !view.gap(at).contains(['.', ':', '؛', ';'])
}

/// ثمانينيات; with the article, a pronoun or behind the century, it is the same.
fn add_decade(view: &View<'_>, at: usize, year: i64, span: Span, figures: &mut Figures) {
    let mut readings = vec![Quantity::whole(year)];
    // nineteen-eighties
    let century = at.checked_sub(1).and_then(|before| view.piece(before)).filter(|_| view.follows(at));
    if let Some(Meaning::Value(century @ 10..=20)) = century.map(|piece| &piece.meaning) {
        readings = vec![Quantity::whole(century * 100 + year)];
    }
    figures.amounts.push(super::Amount {
        span,
        readings,
        written: Written::Words,
        role: Role::Decade,
        measure: super::Measure::None,
        shared: false,
    });
}

/// القرن العشرين, the 20th century: the ordinal next to the word, and the hundred years that it names.
fn mark_century(view: &View<'_>, at: usize, numbers: &[Read], figures: &mut Figures) {
    let follows = |read: &Read| read.first == at + 1 && view.follows(at + 1) || read.end == at && view.follows(at);
    let beside = super::beside(numbers, at);
    let amounts = figures.amounts.get_mut(beside.clone()).unwrap_or_default();
    for (read, amount) in numbers.get(beside).unwrap_or_default().iter().zip(amounts) {
        if follows(read) && amount.readings.first().and_then(|value| value.to_whole()).is_some_and(|value| value <= 30)
        {
            amount.role = Role::Century;
        }
    }
}

/// 1950–53, 2018/19: the century is not written again.
fn short_years(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    let mut last: Option<(Span, i64)> = None;
    for (read, amount) in numbers.iter().zip(&mut figures.amounts) {
        let value = amount.readings.first().and_then(|value| value.to_whole());
        let plain = amount.written == Written::Digits && read.end == read.first + 1;
        let year = |value: &i64| plain && (1000..2200).contains(value) && amount.span.len() <= 8;
        if let (Some((before, year)), Some(short @ 0..=99)) = (last, value) {
            let gap = Span::new(before.end, amount.span.start.max(before.end)).text(view.text);
            // 1941–2
            let digits = if amount.span.len() == 1 { 10 } else { 100 };
            let full = year / digits * digits + short;
            if plain && matches!(gap, "-" | "–" | "/" | "−") && full > year {
                amount.readings.push(Quantity::whole(full));
                amount.role = Role::Count;
            }
        }
        last = value.filter(year).map(|year| (amount.span, year));
    }
}

/// عام 67: the century goes without saying.
fn two_digit_years(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    for (read, amount) in numbers.iter().zip(&mut figures.amounts) {
        let before =
            read.first.checked_sub(1).and_then(|before| view.piece(before)).filter(|_| view.follows(read.first));
        let year = |sense: &Sense| matches!(sense, Sense::Unit { unit, .. } if unit.id() == "year");
        let value = amount.whole().filter(|value| (10..=99).contains(value) && amount.written == Written::Digits);
        if let (Some(value), true) = (value, before.is_some_and(|piece| piece.words_of(year) > 0)) {
            amount.readings.extend([1900 + value, 2000 + value].map(Quantity::whole));
        }
    }
}

/// Days and years next to a month, and dates in which all three are known.
fn whole_dates(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    let months = figures.months.clone();
    for month in months.iter().filter(|month| month.sure) {
        let place = view.pieces.partition_point(|piece| piece.span.start < month.span.start);
        let after = view.pieces.partition_point(|piece| piece.span.start < month.span.end);
        let value = |at: usize, figures: &Figures| {
            figures.amounts.get(at)?.readings.first()?.to_whole().filter(|value| (1..=31).contains(value))
        };
        // Another name of the same month may stand between: كانون الثاني/يناير 2024.
        let after = skip_month(view, after);
        let first = first_of_names(view, place);
        let before = numbers.binary_search_by_key(&first, |read| read.end).ok().filter(|_| close(view, first));
        let from = |at| numbers.binary_search_by_key(&at, |read| read.first).ok().filter(|_| close(view, at));
        let mut behind = from(after);
        let mut day = before.filter(|&at| value(at, figures).is_some());
        if day.is_none() && behind.is_some_and(|at| value(at, figures).is_some()) {
            // September 30, 1882.
            day = behind.take();
            behind = day.and_then(|day| from(numbers.get(day)?.end));
        }
        let year = behind.filter(|&at| is_year(figures, at, month.calendar));
        for at in [day, year].into_iter().flatten() {
            if let Some(amount) = figures.amounts.get_mut(at) {
                amount.role = Role::Date;
            }
        }
        let date = (|| {
            let year = figures.amounts.get(year?)?;
            let day = figures.amounts.get(day?)?;
            let date = (year.readings.first()?.to_whole()?, month.number, day.readings.first()?.to_whole()?);
            Some(Date { span: day.span.cover(month.span).cover(year.span), date, calendar: month.calendar })
        })();
        figures.dates.extend(date);
    }
}

fn skip_month(view: &View<'_>, at: usize) -> usize {
    let words = view.piece(at).map_or(0, |piece| piece.words_of(|sense| matches!(sense, Sense::Month { .. })));
    if words > 0 && matches!(view.gap(at).trim(), "/" | "(" | "-" | "") { at + words } else { at }
}

/// The place of the first of two names of a month with a stroke between.
fn first_of_names(view: &View<'_>, at: usize) -> usize {
    let is_month = |at: usize| {
        (1..=2).filter_map(|back| at.checked_sub(back)).find(|&start| {
            let words =
                view.piece(start).map_or(0, |piece| piece.words_of(|sense| matches!(sense, Sense::Month { .. })));
            words > 0 && start + words == at
        })
    };
    is_month(at).filter(|_| view.gap(at).trim() == "/").unwrap_or(at)
}

/// Whether at most a comma or a closing bracket stands before the piece at `at`.
fn close(view: &View<'_>, at: usize) -> bool {
    view.gap(at).chars().all(|c| matches!(c, ' ' | '\u{A0}' | ',' | '،' | '-' | '/' | '.' | ')'))
        && view.gap(at).len() <= 3
}

fn is_year(figures: &Figures, at: usize, calendar: Calendar) -> bool {
    let years = match calendar {
        Calendar::Gregorian => 1000..2200,
        Calendar::Hijri => 1..1600,
    };
    let amount = figures.amounts.get(at);
    let value = amount.filter(|amount| amount.written == Written::Digits).and_then(|amount| amount.readings.first());
    value.and_then(|value| value.to_whole()).is_some_and(|value| years.contains(&value))
}

/// 1445هـ, AH 1445.
fn hijri_years(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    let marked = |at: usize| view.piece(at).is_some_and(|piece| piece.words_of(|sense| *sense == Sense::HijriYear) > 0);
    for (read, amount) in numbers.iter().zip(&mut figures.amounts) {
        let before = read.first.checked_sub(1).is_some_and(|before| marked(before) && view.follows(read.first));
        if before || marked(read.end) && view.follows(read.end) {
            amount.role = Role::HijriYear;
        }
    }
}
