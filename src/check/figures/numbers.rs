//! Numbers of one side that the other has otherwise or not at all.

use super::equal::{converted, in_time, may_equal, writes_month};
use super::{Fault, Half, Mismatch, Pair};
use crate::finding::Severity;
use crate::language::figures::{Amount, Calendar, Measure, Role, hijri_may_be, years_overlap};
use crate::language::numbers::Written;
use crate::text::Span;
use crate::text::numerals::digit;

/// Compare the numbers of both sides.
pub(super) fn compare(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let left_source = left_over(&pair.source, &pair.target);
    let left_target = left_over(&pair.target, &pair.source);
    let (left_source, left_target) = (
        not_converted(&left_source, &left_target, &pair.source, &pair.target),
        not_converted(&left_target, &left_source, &pair.target, &pair.source),
    );
    let pairs = pair_up(&left_source, &left_target);
    for (source, target) in pairs {
        let Some(severity) = severity(source, target) else { continue };
        let dated = [source, target].iter().flatten().any(|amount| amount.role == Role::Date);
        let fault = if dated { Fault::Date } else { Fault::Number };
        let (one, other) = (source.map(|amount| amount.span), target.map(|amount| amount.span));
        found.push(pair.mismatch(fault, severity, one, other));
    }
}

/// How sure it is that two numbers left over should be one, or that one alone is missing or added.
fn severity(source: Option<&Amount>, target: Option<&Amount>) -> Option<Severity> {
    let digits = |amount: &Amount| amount.written == Written::Digits;
    match (source, target) {
        (Some(source), Some(target)) if digits(source) && digits(target) => Some(Severity::Error),
        (Some(source), Some(target)) => comparable(source, target).then_some(Severity::Warning),
        (Some(source), None) => demanded(source).then_some(Severity::Error),
        // A translator who adds a number may have a reason: a name's, a date's, a conversion.
        (None, Some(target)) => (demanded(target) && target.role != Role::Name).then_some(Severity::Warning),
        (None, None) => None,
    }
}

/// Whether the number has to be on the other side too. What is in words may be said in other words;
/// one and two may be an article or a dual, nought a "no".
fn demanded(amount: &Amount) -> bool {
    let few = amount.whole().is_some_and(|value| (0..=2).contains(&value));
    let one_digit = amount.span.len() <= 2 && amount.role == Role::Stroke;
    amount.written == Written::Digits && !few && !one_digit
}

/// Whether two numbers that are not both in digits can be about the same thing.
fn comparable(source: &Amount, target: &Amount) -> bool {
    let digits = source.written == Written::Digits || target.written == Written::Digits;
    digits || same_measure(source, target) || source.measure == target.measure
}

fn same_measure(one: &Amount, other: &Amount) -> bool {
    (&one.measure, &other.measure) == (&Measure::Percent, &Measure::Percent)
        || one.currencies().iter().any(|code| other.currencies().contains(code))
        || one.units().iter().any(|unit| other.units().contains(unit))
}

/// Numbers left over on both sides are each other's rendering: those of the same measure first, the others in
/// the order of the text.
fn pair_up<'a>(source: &[&'a Amount], target: &[&'a Amount]) -> Vec<(Option<&'a Amount>, Option<&'a Amount>)> {
    let mut free: Vec<&Amount> = target.to_vec();
    let mut partners: Vec<Option<&Amount>> = vec![None; source.len()];
    let rounds: [fn(&Amount, &Amount) -> bool; 3] = [
        same_measure,
        |one, other| one.written == Written::Digits && other.written == Written::Digits && one.role == other.role,
        |one, other| one.role != Role::Implied && other.role != Role::Implied,
    ];
    for fits in rounds {
        for (amount, partner) in source.iter().zip(&mut partners) {
            let place = free.iter().position(|other| fits(amount, other)).filter(|_| partner.is_none());
            if let Some(place) = place {
                *partner = Some(free.remove(place));
            }
        }
    }
    let paired = source.iter().zip(partners).map(|(amount, partner)| (Some(*amount), partner));
    paired.chain(free.into_iter().map(|amount| (None, Some(amount)))).collect()
}

/// The numbers of `half` that `other` does not have in any way of writing.
fn left_over<'a>(half: &'a Half<'_>, other: &Half<'_>) -> Vec<&'a Amount> {
    let left = half.figures.amounts.iter().filter(|amount| asked_for(amount));
    let left: Vec<&Amount> =
        left.filter(|amount| !other.figures.amounts.iter().any(|candidate| may_equal(amount, candidate))).collect();
    left.into_iter().filter(|amount| !explained(amount, half, other)).collect()
}

/// Whether the number is one that can be missed at all.
fn asked_for(amount: &Amount) -> bool {
    let small_word = amount.written != Written::Digits
        && amount.readings.iter().any(|value| value.to_whole().is_some_and(|value| (1..=2).contains(&value)));
    let dual = amount.role == Role::Implied && amount.readings.first().is_some_and(|value| value.to_whole() == Some(2));
    let certain = amount.written != Written::Perhaps && !small_word || dual;
    certain && !matches!(amount.role, Role::Clock | Role::Marker | Role::Idiom)
}

/// Whether a number without an equal is said in another way.
fn explained(amount: &Amount, half: &Half<'_>, other: &Half<'_>) -> bool {
    let figures = &other.figures;
    figures.times.iter().any(|time| in_time(amount, time))
        || amount.role == Role::Stroke && figures.months.iter().any(|month| writes_month(amount, month))
        || between_dots(amount, half) && figures.months.iter().any(|month| writes_month(amount, month))
        || grouped_otherwise(amount, half, other)
        || in_other_calendar(amount, half, other)
        || mixed_number(amount, half)
        || in_roman_numerals(amount, other)
        || so_many_of(amount, other)
}

/// 12.05.2017
fn between_dots(amount: &Amount, half: &Half<'_>) -> bool {
    let after = half.text.get(amount.span.end..).unwrap_or_default();
    let before = half.text.get(..amount.span.start).unwrap_or_default();
    let dotted = |text: Option<&str>, next: fn(&str) -> Option<char>| text.and_then(next).is_some_and(char::is_numeric);
    dotted(after.strip_prefix(['.', '-']), |rest| rest.chars().next())
        || dotted(before.strip_suffix(['.', '-']), |rest| rest.chars().next_back())
}

/// Those of `left` that are no quantity or sum of either side in another unit or currency. Where the other
/// side has a number of the same unit left, that one is its rendering.
fn not_converted<'a>(left: &[&'a Amount], of_other: &[&Amount], half: &Half<'_>, other: &Half<'_>) -> Vec<&'a Amount> {
    let elsewhere = |amount: &Amount| {
        let across = other.figures.amounts.iter().any(|candidate| converted(amount, candidate));
        let answered = of_other.iter().any(|candidate| same_measure(amount, candidate));
        !answered && (across || said_twice(amount, half))
    };
    left.iter().copied().filter(|amount| !elsewhere(amount)).collect()
}

/// 5 miles (8 km), £4m ($5.2m): the same again for other readers.
fn said_twice(amount: &Amount, half: &Half<'_>) -> bool {
    let mut others =
        half.figures.amounts.iter().filter(|other| other.span != amount.span && other.role != Role::Implied);
    let bracketed = half
        .text
        .get(..amount.span.start)
        .unwrap_or_default()
        .trim_end_matches(|c: char| !c.is_whitespace() && c != '(');
    let in_brackets = bracketed.trim_end().ends_with('(');
    others.any(|other| {
        let (one, of) = (amount.currencies(), other.currencies());
        let exchanged = !one.is_empty() && !of.is_empty() && !one.iter().any(|code| of.contains(code));
        converted(amount, other) || in_brackets && exchanged
    })
}

/// 116 123 and 116123: the same digits in other groups.
fn grouped_otherwise(amount: &Amount, half: &Half<'_>, other: &Half<'_>) -> bool {
    if amount.written != Written::Digits {
        return false;
    }
    let joined = runs(half).iter().find(|(_, span)| span.contains(amount.span));
    let Some((joined, _)) = joined.filter(|(run, _)| run.len() >= THOUSAND) else { return false };
    // The zeros before the code of a country are a plus elsewhere.
    let part = joined.trim_start_matches('0');
    let is_long = joined.len() >= LONG_RUN;
    runs(other).iter().any(|(run, _)| run == joined || is_long && run.contains(part))
}

/// The digits of numbers with no more than spacing between.
fn runs<'a>(half: &'a Half<'_>) -> &'a [(String, Span)] {
    half.runs.get_or_init(|| {
        let mut runs: Vec<(String, Span)> = Vec::new();
        for next in half.figures.amounts.iter().filter(|next| next.written == Written::Digits) {
            let digits: String =
                next.span.text(half.text).chars().filter_map(digit).map(|value| char::from(b'0' + value)).collect();
            match runs.last_mut() {
                Some((run, span)) if joins(half.text.get(span.end..next.span.start)) => {
                    run.push_str(&digits);
                    *span = Span::new(span.start, next.span.end);
                }
                _ => runs.push((digits, next.span)),
            }
        }
        runs
    })
}

/// As many digits may be written in groups: 1 500.
const THOUSAND: usize = 4;
/// A run of digits that can hardly be two numbers.
const LONG_RUN: usize = 5;

/// Whether what stands between two groups of digits is no more than spacing.
fn joins(gap: Option<&str>) -> bool {
    gap.is_some_and(|gap| {
        gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '-' | '.' | '(' | ')' | '/'))
    })
}

/// A date of one calendar whose day is given in the other, and a year of one that overlaps one of the other.
fn in_other_calendar(amount: &Amount, half: &Half<'_>, other: &Half<'_>) -> bool {
    let years = |one: &Amount, of: &Amount| {
        let (Some(one), Some(of)) = (one.readings.first(), of.readings.first()) else { return false };
        one.to_whole().zip(of.to_whole()).is_some_and(|(hijri, year)| years_overlap(hijri, year))
    };
    let year = match amount.role {
        Role::HijriYear => other.figures.amounts.iter().any(|of| years(amount, of)),
        _ => other.figures.amounts.iter().any(|of| of.role == Role::HijriYear && years(of, amount)),
    };
    let date = half.figures.dates.iter().filter(|date| date.span.contains(amount.span)).any(|date| {
        let mut all = half.figures.dates.iter().chain(&other.figures.dates);
        all.any(|of| match (date.calendar, of.calendar) {
            (Calendar::Hijri, Calendar::Gregorian) => hijri_may_be(date.date, of.date),
            (Calendar::Gregorian, Calendar::Hijri) => hijri_may_be(of.date, date.date),
            _ => false,
        })
    });
    year || date
}

/// Phase III, Louis XIV.
fn in_roman_numerals(amount: &Amount, other: &Half<'_>) -> bool {
    let letters = |word: &&str| !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c));
    let mut words = other.text.split(|c: char| !c.is_alphanumeric()).filter(letters);
    amount.whole().is_some_and(|value| words.any(|word| roman(word) == value))
}

/// The value of a Roman numeral below 400.
fn roman(numeral: &str) -> i64 {
    let value = |c| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        _ => 100,
    };
    let add = |(sum, last), c| {
        let value = value(c);
        (if value < last { sum - value } else { sum + value }, value.max(last))
    };
    numeral.chars().rev().fold((0, 0), add).0
}

/// Nine in ten, تسعة من كل عشرة: a percentage or a fraction said by two numbers.
fn so_many_of(amount: &Amount, other: &Half<'_>) -> bool {
    let Some(value) = amount.readings.first().map(|value| value.to_f64()) else { return false };
    let share = if amount.measure == Measure::Percent { value } else { value * 100.0 };
    let fraction = amount.measure == Measure::Percent || value < 1.0;
    let few = |amount: &Amount| amount.whole().filter(|value| (1..=1000).contains(value)).map(|value| value as f64);
    let pairs = other.figures.amounts.iter().zip(other.figures.amounts.iter().skip(1));
    let mut shares = pairs.filter_map(|(part, whole)| Some(few(part)? / few(whole)? * 100.0));
    fraction && shares.any(|of| (of - share).abs() < 1.0)
}

/// 220 2/3: the fraction belongs to the number before it.
fn mixed_number(amount: &Amount, half: &Half<'_>) -> bool {
    let before = half.text.get(..amount.span.start).unwrap_or_default();
    let fraction = amount.role == Role::Stroke && amount.span.len() == 1;
    let before = before.strip_suffix('/').map_or(before, |before| before.trim_end_matches(char::is_numeric));
    fraction && before.strip_suffix(' ').is_some_and(|before| before.ends_with(char::is_numeric))
}
