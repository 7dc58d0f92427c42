//! Equal numbers that measure different things: 20 for 20%, dollars for pounds, miles for kilometres.

use super::equal::{converted, same_value};
use super::{Fault, Half, Mismatch, Pair};
use crate::finding::Severity;
use crate::language::figures::{Amount, Measure, Role, UnitId};
use crate::language::numbers::Written;

/// Compare the measures of numbers that are equal.
pub(super) fn compare(pair: &Pair<'_>, found: &mut Vec<Mismatch>) {
    let mut seen: Vec<&Amount> = Vec::new();
    for source in amounts(&pair.source) {
        let equal: Vec<&Amount> = amounts(&pair.target).filter(|target| same_value(source, target)).collect();
        // Where several numbers are equal, any of them may be meant.
        let same: Vec<&Amount> = amounts(&pair.source).filter(|other| same_value(source, other)).collect();
        let (Some(target), false) = (equal.first(), seen.iter().any(|seen| same_value(seen, source))) else { continue };
        seen.push(source);
        let Some((fault, severity)) = disagreement(&same, &equal, pair) else { continue };
        let (one, other) = (pair.source.shown(source), pair.target.shown(target));
        found.push(pair.mismatch(fault, severity, Some(one), Some(other)));
    }
}

fn amounts<'a>(half: &'a Half<'_>) -> impl Iterator<Item = &'a Amount> {
    half.figures.amounts.iter().filter(|amount| matches!(amount.role, Role::Count | Role::Implied | Role::Ordinal))
}

/// In what equal numbers of both sides do not agree.
fn disagreement(source: &[&Amount], target: &[&Amount], pair: &Pair<'_>) -> Option<(Fault, Severity)> {
    let percent = |amounts: &[&Amount]| amounts.iter().any(|amount| amount.measure == Measure::Percent);
    let surely =
        |amounts: &[&Amount]| amounts.iter().any(|amount| amount.measure == Measure::Percent && !amount.shared);
    let (one, other) = (&pair.source.figures, &pair.target.figures);
    if surely(source) && !percent(target) && !other.loose_percent && !other.percent_hint {
        return Some((Fault::Percent, Severity::Warning));
    }
    if surely(target) && !percent(source) && !one.loose_percent && !one.percent_hint {
        return Some((Fault::Percent, Severity::Warning));
    }
    // أحد أشهر الرؤساء, "a day": one is no number to go by.
    let mut both = source.iter().chain(target);
    if both.any(|amount| amount.written != Written::Digits && is_one(amount)) {
        return None;
    }
    let all = |is: fn(&Amount) -> bool| source.iter().chain(target).all(|amount| !amount.shared && is(amount));
    if all(|amount| !amount.currencies().is_empty()) {
        let mut codes = source.iter().flat_map(|amount| amount.currencies());
        let shared = codes.any(|code| target.iter().any(|other| other.currencies().contains(code)));
        return (!shared).then_some((Fault::Currency, Severity::Error));
    }
    if !all(|amount| !amount.units().is_empty()) {
        return None;
    }
    if source.iter().any(|one| target.iter().any(|other| converted(one, other))) {
        return None;
    }
    let mut units = source.iter().flat_map(|amount| amount.units());
    let akin =
        units.any(|unit| target.iter().flat_map(|amount| amount.units()).any(|other| may_stand_for(*unit, *other)));
    (!akin).then_some((Fault::Unit, Severity::Warning))
}

/// Whether one unit may be short for the other: بسرعة 30 كم is 30 km/h.
fn may_stand_for(one: UnitId, other: UnitId) -> bool {
    one == other || one.id().starts_with(other.id()) || other.id().starts_with(one.id())
}

fn is_one(amount: &Amount) -> bool {
    amount.readings.iter().any(|value| value.to_whole() == Some(1))
}
