//! What numbers measure: percentages, money, units.

use super::{Amount, Currency, Figures, Measure, Role, Sense, UnitId, View};
use crate::language::Profile;
use crate::language::numbers::{Read, Written};
use crate::text::{Quantity, Span};

/// Give the amounts, which stand side by side with `numbers`, what they measure.
pub(super) fn measure(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    let mut used = vec![false; view.pieces.len()];
    for (read, amount) in numbers.iter().zip(&mut figures.amounts) {
        let (measure, piece) = of_signs(view, amount.span).map_or_else(|| of_words(view, read), |found| (found, None));
        if let Some(used) = piece.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        if read.abbreviated && matches!(measure, Measure::Money(..)) {
            // £4m is no four metres.
            amount.readings.truncate(amount.readings.len().div_ceil(2));
        }
        amount.measure = measure;
        add_fraction_behind(view, amount, piece);
    }
    share(view, numbers, &mut figures.amounts);
    let loose = |sense: fn(&Sense) -> bool| {
        view.pieces.iter().zip(&used).any(|(piece, used)| !used && piece.words_of(sense) > 0)
    };
    let percents: Vec<Span> = figures.amounts.iter().map(|amount| amount.span).collect();
    figures.loose_percent = loose(|sense| *sense == Sense::Percent) || loose_sign(view.text, &percents, view.profile);
    figures.percent_hint = loose(|sense| *sense == Sense::PercentHint);
}

/// Whether a percent sign stands apart from the numbers at `numbers`.
pub(super) fn loose_sign(text: &str, numbers: &[Span], profile: &Profile) -> bool {
    let signs = profile.lexicon.signs.iter().filter(|(_, sense)| *sense == Sense::Percent);
    // Every such sign is one character, and looking for a character is quick.
    let signs = signs.filter_map(|(sign, _)| sign.chars().next());
    signs.flat_map(|sign| text.match_indices(sign)).any(|(at, sign)| {
        let end = at + sign.len();
        !numbers
            .iter()
            .any(|number| number.end <= at && at - number.end <= 2 || number.start >= end && number.start - end <= 1)
    })
}

/// The measure that a sign before or behind the number gives: £4, 4€, 20%, 30°C.
fn of_signs(view: &View<'_>, span: Span) -> Option<Measure> {
    let (before, after) = (view.before(span), view.after(span));
    let near = |text: &str| !text.is_empty();
    let signs = &view.profile.lexicon.signs;
    let behind = after.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{200F}', '\u{200E}']);
    let front = before.trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{200F}', '\u{200E}']);
    let found =
        signs.iter().find(|(sign, _)| near(front) && front.ends_with(sign.as_str()) && sign_is_free(front, sign));
    // The sign before the number may be that of the number before it: 20% 30.
    let found = found.or_else(|| signs.iter().find(|(sign, _)| behind.starts_with(sign.as_str())));
    let (sign, sense) = found?;
    match sense {
        Sense::Percent => Some(Measure::Percent),
        Sense::Unit { unit, .. } => Some(Measure::Unit(vec![*unit])),
        Sense::Currency { .. } => {
            let same = signs.iter().filter(|(other, _)| other == sign);
            Some(Measure::Money(same.filter_map(|(_, sense)| currency(sense)).collect(), Vec::new()))
        }
        _ => None,
    }
}

/// Whether `sign` at the end of `front` belongs to nothing before it.
fn sign_is_free(front: &str, sign: &str) -> bool {
    front.strip_suffix(sign).and_then(|rest| rest.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
}

/// How many short words may stand between a fraction and what it is a part of, and their length.
const FILLERS: usize = 2;
const FILLER: usize = 2;

/// The measure that words behind the number give, or a code before it, and the piece it stands in.
fn of_words(view: &View<'_>, read: &Read) -> (Measure, Option<usize>) {
    if view.follows(read.end)
        && let Some(measure) = of_piece(view, read.end)
    {
        return (measure, Some(read.end));
    }
    // half an hour, a quarter of a century
    let part = read.number.readings.first().is_some_and(|value| *value < Quantity::whole(1));
    for at in (read.end..read.end + FILLERS).filter(|_| part) {
        let filler = view.piece(at).filter(|piece| piece.adjacent && piece.span.len() <= FILLER);
        let next = filler.and_then(|_| of_piece(view, at + 1)).filter(|_| view.follows(at + 1));
        if let Some(measure) = next {
            return (measure, Some(at + 1));
        }
    }
    // USD 20 million.
    let code = read.first.checked_sub(1).filter(|_| view.follows(read.first));
    let code = code.and_then(|at| Some((at, view.piece(at)?)));
    let code = code.filter(|(_, piece)| Currency::from_code(piece.span.text(view.text)).is_some());
    match code.and_then(|(at, _)| Some((at, of_piece(view, at)?))) {
        Some((at, measure @ Measure::Money(..))) => (measure, Some(at)),
        _ => (Measure::None, None),
    }
}

fn of_piece(view: &View<'_>, at: usize) -> Option<Measure> {
    let senses = &view.piece(at)?.senses;
    if names_a_day(view, at) {
        return None;
    }
    let power = view.after(view.piece(at)?.span);
    let units = senses.iter().filter_map(|(sense, _)| unit(sense)).filter_map(|unit| raised(unit, power));
    let units: Vec<UnitId> = units.collect();
    let money: Vec<Currency> = senses.iter().filter_map(|(sense, _)| currency(sense)).collect();
    match () {
        () if senses.iter().any(|(sense, _)| *sense == Sense::Percent) => Some(Measure::Percent),
        () if !money.is_empty() => Some(Measure::Money(money, units)),
        () if !units.is_empty() => Some(Measure::Unit(units)),
        () => None,
    }
}

/// Whether the piece at `at` only introduces a day of the week: يوم السبت.
fn names_a_day(view: &View<'_>, at: usize) -> bool {
    let cue = view.piece(at).is_some_and(|piece| piece.words_of(|sense| *sense == Sense::WeekdayCue) > 0);
    let day = view.piece(at + 1).filter(|piece| piece.adjacent);
    cue && day.is_some_and(|piece| piece.words_of(|sense| matches!(sense, Sense::Weekday { .. })) > 0)
}

/// km² is another unit than km; `None` when it is none that is known.
fn raised(unit: UnitId, behind: &str) -> Option<UnitId> {
    let prefix = match behind.chars().next() {
        Some('²') => "square-",
        Some('³') => "cubic-",
        _ => return Some(unit),
    };
    super::unit(&format!("{prefix}{}", unit.id()))
}

const fn unit(sense: &Sense) -> Option<UnitId> {
    match sense {
        Sense::Unit { unit, .. } => Some(*unit),
        _ => None,
    }
}

const fn currency(sense: &Sense) -> Option<Currency> {
    match sense {
        Sense::Currency { currency, .. } => Some(*currency),
        _ => None,
    }
}

/// ثلاث ساعات ونصف: the fraction stands behind the unit.
fn add_fraction_behind(view: &View<'_>, amount: &mut Amount, unit: Option<usize>) {
    let Some(part) = unit.and_then(|unit| fraction_behind(view, unit)) else { return };
    if let [value] = *amount.readings.as_slice()
        && let Some(sum) = value.plus(part)
    {
        amount.readings = vec![sum, value];
    }
}

/// The fraction that "and" joins to the unit at `at`.
fn fraction_behind(view: &View<'_>, at: usize) -> Option<Quantity> {
    use crate::language::numbers::Meaning;
    let mut next = at + view.piece(at)?.senses.iter().map(|(_, words)| *words).max()?;
    let mut joined = false;
    loop {
        let piece = view.piece(next).filter(|piece| piece.adjacent)?;
        match piece.meaning {
            Meaning::Joiner => joined = true,
            Meaning::Fraction(part) if joined || piece.conjoined => {
                return Some(Quantity::billionths(i128::from(part)));
            }
            _ => return None,
        }
        next += 1;
    }
}

/// 20 to 30 per cent, $2 or 3: what one says holds for its neighbour.
fn share(view: &View<'_>, numbers: &[Read], amounts: &mut [Amount]) {
    /// Words that may stand between: "to", "and", "إلى", "و".
    const BETWEEN: usize = 2;
    let near = |left: &Read, right: &Read| {
        let between = view.pieces.get(left.end..right.first).unwrap_or_default();
        between.len() <= BETWEEN && !view.gap(right.first).contains(['.', ';', '؛', ':', '(', ')'])
    };
    let near: Vec<bool> = numbers.iter().zip(numbers.iter().skip(1)).map(|(left, right)| near(left, right)).collect();
    for (at, near) in near.iter().enumerate().rev() {
        copy(amounts, at + 1, at, *near);
    }
    for (at, near) in near.iter().enumerate() {
        copy(amounts, at, at + 1, *near);
    }
}

fn copy(amounts: &mut [Amount], from: usize, to: usize, near: bool) {
    let Some(measure) = amounts.get(from).map(|amount| amount.measure.clone()) else { return };
    let Some(amount) = amounts.get_mut(to).filter(|amount| near && amount.measure == Measure::None) else { return };
    if measure != Measure::None {
        amount.measure = measure;
        amount.shared = true;
    }
}

/// Add the nouns that are one or two of something without a number before them.
pub(super) fn implied(view: &View<'_>, numbers: &[Read], figures: &mut Figures) {
    for (at, piece) in view.pieces.iter().enumerate() {
        let units = piece.senses.iter().filter_map(|(sense, _)| match sense {
            Sense::Unit { unit, count } => Some((*unit, *count)),
            _ => None,
        });
        let units: Vec<(UnitId, u8)> = units.filter(|(_, count)| *count > 0).collect();
        let Some(&(_, count)) = units.first() else { continue };
        let beside = numbers.get(super::beside(numbers, at)).unwrap_or_default();
        // القرن العشرين is no hundred years, عام 1990 no year long.
        let century = piece.words_of(|sense| *sense == Sense::Century) > 0;
        let named = |read: &Read| {
            read.first == at + 1 && (century || read.number.written == Written::Digits) || century && read.end == at
        };
        let counted = |read: &Read| read.end == at && piece.adjacent || (read.first..read.end).contains(&at);
        if beside.iter().any(|read| named(read) || counted(read)) || names_a_day(view, at) {
            continue;
        }
        let value = Quantity::whole(i64::from(count));
        let mut readings = vec![value];
        readings.extend(fraction_behind(view, at).and_then(|part| value.plus(part)));
        figures.amounts.push(Amount {
            span: piece.span,
            readings,
            written: Written::Perhaps,
            role: Role::Implied,
            measure: Measure::Unit(units.into_iter().map(|(unit, _)| unit).collect()),
            shared: false,
        });
    }
}
