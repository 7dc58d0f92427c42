//! The borders of a pair: what always stands around the one side where both meet, and is rendered by
//! the other, belongs to it.

use super::partners::Partners;
use super::phrases::{Phrase, Phrases};

/// The share of the units where both meet in which a longer phrase must stand to be meant.
const NEARLY_ALL: f64 = 0.8;
/// How many words a phrase grows at most.
const MOST_MORE: usize = 4;

/// The numbers of the phrases that the pair of phrases `source` and `target` stands for.
pub(super) fn refined(
    (source, target): (usize, usize),
    (sources, targets): (&Phrases, &Phrases),
    partners: &mut Partners<'_>,
) -> Option<(usize, usize)> {
    let (from, to) = (sources.get(source)?, targets.get(target)?);
    let joint: Vec<usize> =
        from.units().iter().copied().filter(|unit| to.units().binary_search(unit).is_ok()).collect();
    let is_name = from.is_capital() || to.is_capital();
    if let Some(shorter) =
        spoken_part(from, sources, &mut |part| partners.is_spoken(part, to.stems())).filter(|_| is_name)
    {
        return Some((shorter, target));
    }
    if let Some(shorter) =
        spoken_part(to, targets, &mut |part| partners.is_spoken(from.stems(), part)).filter(|_| is_name)
    {
        return Some((source, shorter));
    }
    let grown = grown(source, sources, &joint, &mut |stems| partners.explained(stems, to.stems()));
    let from = sources.get(grown)?;
    let other = self::grown(target, targets, &joint, &mut |stems| partners.explained(from.stems(), stems));
    Some((grown, other))
}

/// The longer phrase around `number` in nearly all units of `joint` whose words are explained best.
fn grown(number: usize, phrases: &Phrases, joint: &[usize], explained: &mut dyn FnMut(&[u32]) -> f64) -> usize {
    let Some(phrase) = phrases.get(number) else { return number };
    let mut best = (explained(phrase.stems()), number);
    let wanted = (joint.len() as f64 * NEARLY_ALL).ceil() as usize;
    let around = joint.first().map(|_| phrases.around(number, joint)).unwrap_or_default();
    for (longer, count) in around {
        let Some(other) = phrases.get(longer).filter(|_| count >= wanted) else { continue };
        if other.length() > phrase.length() + MOST_MORE || !(other.is_nominal() || other.is_capital()) {
            continue;
        }
        let score = explained(other.stems());
        if score > best.0 {
            best = (score, longer);
        }
    }
    best.1
}

/// The name alone when only one side says what kind of thing it is (مدينة بالو, Palu): the shortest
/// end of the phrase all of whose words sound like those of the other.
fn spoken_part(phrase: &Phrase, phrases: &Phrases, is_spoken: &mut dyn FnMut(&[u32]) -> bool) -> Option<usize> {
    let mut parts = (1..phrase.length()).rev().filter_map(|from| phrase.stems().get(from..));
    parts.find(|part| is_spoken(part)).and_then(|part| phrases.number_of(part))
}
