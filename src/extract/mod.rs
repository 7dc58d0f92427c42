//! Floor 5: candidates for a glossary from texts and their translations.
//!
//! Word sequences that occur in several units are candidates ([`phrases`]) when they begin and end like
//! a noun phrase or a name ([`words`]); of sequences inside longer ones those stay that also stand
//! alone (C-value, Frantzi, Ananiadou and Mima 2000). A source candidate is joined to the target
//! candidate that it meets in the same units far more often than chance allows (log-likelihood ratio,
//! Dunning 1993), if that one has no better partner (competitive linking, Melamed 2000); of ratios
//! about as high the pair wins whose words render each other ([`partners`]). Rank is the ratio weighed by
//! the C-value and by how little the expression belongs to everyday language. A person decides what is
//! a term.

mod partners;
mod phrases;
mod refine;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use self::partners::Partners;
use self::phrases::{Phrase, Phrases};
use self::words::Words;
use crate::glossary::Kind;
use crate::language::Language;

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExtractOptions {
    /// In how many units a candidate and its rendering must meet.
    pub min_count: u32,
    /// How many words a candidate may have.
    pub max_words: usize,
    /// How many candidates to give, best first.
    pub most: usize,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { min_count: 3, max_words: 6, most: 1_000 }
    }
}

/// An expression and what most probably renders it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The source expression in its most frequent form, without particles in front where that occurs.
    pub source: String,
    /// The target expression in its most frequent form.
    pub target: String,
    /// What sort of expression it seems to be.
    pub kind: Kind,
    /// In how many units both occur.
    pub count: u32,
    /// In how many units the source expression occurs.
    pub source_count: u32,
    /// In how many units the target expression occurs.
    pub target_count: u32,
    /// The rank: log-likelihood ratio weighed by the C-value and by what sort of expression it is.
    pub score: f64,
    /// Number of a unit in which both occur.
    pub example: usize,
}

/// Log-likelihood ratio below which two expressions may meet by chance (p = 0.001).
const BY_CHANCE: f64 = 10.83;
/// Shares of the units of an expression in which its rendering must be there.
const SOURCE_SHARE: f64 = 0.4;
const TARGET_SHARE: f64 = 0.25;
/// What an expression of one word is worth beside one of several, and one that every dictionary has.
const SINGLE: f64 = 0.3;
const SINGLE_NAME: f64 = 0.6;
const GENERAL: f64 = 0.02;

/// The candidates in `units`, each a text and its translation; best first.
pub fn extract(
    units: &[(&str, &str)],
    source: &Language,
    target: &Language,
    options: ExtractOptions,
) -> Vec<Candidate> {
    let texts: (Vec<&str>, Vec<&str>) = units.iter().copied().unzip();
    let words = (Words::of(&texts.0, source.profile()), Words::of(&texts.1, target.profile()));
    let sources = Phrases::of(&texts.0, &words.0, options.min_count, options.max_words);
    let targets = Phrases::of(&texts.1, &words.1, options.min_count, options.max_words + 2);
    let mut partners = Partners::new(source, target, &words.0, &words.1);
    let links = links(&sources, &targets, &mut partners, units.len(), options.min_count);
    let mut candidates: Vec<Candidate> = linked(links)
        .into_iter()
        .filter_map(|link| {
            let (from, to) = refine::refined((link.source, link.target), (&sources, &targets), &mut partners)?;
            let (from, to) = (sources.get(from)?, targets.get(to)?);
            let is_name = from.is_capital() || to.is_capital();
            let (source, target) = (from.written(&texts.0, source.profile()), to.written(&texts.1, target.profile()));
            let weight = weight((from, &source), (to, &target), &link, &mut partners);
            Some(Candidate {
                source,
                target,
                kind: if is_name { Kind::Name } else { Kind::Term },
                count: link.count,
                source_count: from.count(),
                target_count: to.count(),
                score: link.ratio * (1.0 + from.c_value().min(to.c_value())).ln() * weight,
                example: link.example,
            })
        })
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.source.cmp(&b.source)));
    let (mut sources, mut targets) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|candidate| {
        let free = !sources.contains(&candidate.source) && !targets.contains(&candidate.target);
        free && sources.insert(candidate.source.clone()) && targets.insert(candidate.target.clone())
    });
    candidates.truncate(options.most);
    candidates
}

/// How much of a term a linked pair is by its shape, and how sure it is that it is a pair: words that
/// do not explain each other must go together always.
fn weight(from: (&Phrase, &str), to: (&Phrase, &str), link: &Link, partners: &mut Partners<'_>) -> f64 {
    let ((from, source), (to, target)) = (from, to);
    let is_single = from.content() < 2 || to.content() < 2;
    let shape = match (is_single, from.is_capital() || to.is_capital()) {
        (true, _) if partners.is_general(source, target) => GENERAL,
        (true, false) => SINGLE,
        (true, true) => SINGLE_NAME,
        (false, _) => 1.0,
    };
    let share = |of: u32| (f64::from(link.count) / f64::from(of.max(1))).min(1.0);
    let explained = partners.explained(from.stems(), to.stems());
    shape * (share(from.count()) * share(to.count())).powf(1.5 - explained)
}

/// A pair of phrases that meet more often than by chance.
#[derive(Clone, Copy, Debug)]
struct Link {
    source: usize,
    target: usize,
    count: u32,
    ratio: f64,
    /// The share of their words that render each other.
    explained: f64,
    /// Words of both, for ties.
    length: usize,
    example: usize,
}

/// For each source phrase the target phrases that it meets.
fn links(sources: &Phrases, targets: &Phrases, partners: &mut Partners<'_>, units: usize, min_count: u32) -> Vec<Link> {
    let mut links = Vec::new();
    let mut counts: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
    for (number, phrase) in sources.all().iter().enumerate().filter(|(_, phrase)| phrase.is_candidate()) {
        counts.clear();
        for &unit in phrase.units() {
            for other in targets.candidates_in(unit) {
                counts.entry(other).or_insert((0, unit)).0 += 1;
            }
        }
        for (&other, &(count, example)) in &counts {
            let Some(target) = targets.get(other) else { continue };
            let share = |of: u32| f64::from(count) / f64::from(of);
            if count < min_count || share(phrase.count()) < SOURCE_SHARE || share(target.count()) < TARGET_SHARE {
                continue;
            }
            let ratio = log_likelihood(count, phrase.count(), target.count(), units);
            // A noun renders a noun; of a word about which that is not known, only a name is sure.
            let is_name = phrase.is_capital() || target.is_capital();
            if ratio >= BY_CHANCE && (is_name || phrase.is_nominal() && target.is_nominal()) {
                let length = phrase.length() + target.length();
                let explained = partners.explained(phrase.stems(), target.stems());
                links.push(Link { source: number, target: other, count, ratio, explained, length, example });
            }
        }
    }
    links
}

/// Competitive linking: the strongest link first, each phrase once. Of links about as strong the
/// longer phrases win.
fn linked(mut links: Vec<Link>) -> Vec<Link> {
    // Within a few parts in a hundred ratios say the same.
    let class = |link: &Link| ((link.ratio * (0.5 + link.explained)).ln() / 0.05).round() as i64;
    links.sort_by_key(|link| (Reverse((class(link), link.length)), link.source, link.target));
    let (mut taken_source, mut taken_target) = (BTreeSet::new(), BTreeSet::new());
    links.retain(|link| {
        let is_free = !taken_source.contains(&link.source) && !taken_target.contains(&link.target);
        if is_free {
            taken_source.insert(link.source);
            taken_target.insert(link.target);
        }
        is_free
    });
    links
}

/// Dunning's G² for `both` of `units`, when one side occurs in `a` and the other in `b`; zero when
/// they meet less often than by chance.
fn log_likelihood(both: u32, a: u32, b: u32, units: usize) -> f64 {
    let (k, a, b, n) = (f64::from(both), f64::from(a), f64::from(b), units as f64);
    let cells =
        [(k, a * b / n), (a - k, a * (n - b) / n), (b - k, (n - a) * b / n), (n - a - b + k, (n - a) * (n - b) / n)];
    if k * n <= a * b {
        return 0.0;
    }
    let terms = cells.iter().filter(|(seen, expected)| *seen > 0.0 && *expected > 0.0);
    2.0 * terms.map(|(seen, expected)| seen * (seen / expected).ln()).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(units: &[(&str, &str)]) -> Vec<(String, String, Kind)> {
        let [arabic, english] = ["ar", "en"].map(|tag| Language::from_tag(tag).unwrap());
        let options = ExtractOptions { min_count: 2, ..ExtractOptions::default() };
        let candidates = extract(units, &arabic, &english, options);
        candidates.into_iter().map(|candidate| (candidate.source, candidate.target, candidate.kind)).collect()
    }

    const UNITS: [(&str, &str); 11] = [
        ("أعلن الوفد إنشاء منطقة خفض التصعيد", "The delegation announced a de-escalation zone"),
        ("دخلت القافلة منطقة خفض التصعيد أمس", "The convoy entered the de-escalation zone yesterday"),
        ("في منطقة خفض التصعيد سوق كبير", "In the de-escalation zone there is a large market"),
        ("وصل سيرغي لافروف إلى المدينة", "Mr Sergei Lavrov arrived in the city"),
        ("قال سيرغي لافروف ذلك", "This was said by Sergei Lavrov"),
        ("زار المدينة سيرغي لافروف", "The city was visited by Sergei Lavrov"),
        ("مد العمال خط أنابيب", "Workers laid a pipeline"),
        ("وقع انفجار في خط الأنابيب", "There was a blast at the pipeline"),
        ("حرس الجنود خط الأنابيب", "Soldiers guarded the pipeline"),
        ("عاد المطر بعد غياب", "Rain came back after an absence"),
        ("نام الطفل باكرا", "The child slept early"),
    ];

    #[test]
    fn terms_and_names_are_found_whole() {
        let found = found(&UNITS);
        let of = |source: &str, target: &str, kind| (source.to_owned(), target.to_owned(), kind);
        assert!(found.contains(&of("منطقة خفض التصعيد", "de-escalation zone", Kind::Term)), "{found:?}");
        assert!(found.contains(&of("سيرغي لافروف", "Sergei Lavrov", Kind::Name)), "{found:?}");
        assert!(found.contains(&of("خط الأنابيب", "pipeline", Kind::Term)), "{found:?}");
        assert!(!found.iter().any(|(source, ..)| source == "خفض التصعيد"), "a part alone is none: {found:?}");
        assert!(!found.iter().any(|(source, ..)| source.starts_with("في")), "{found:?}");
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(found(&[]), []);
        assert_eq!(found(&UNITS[..1]), []);
    }

    #[test]
    fn the_ratio_is_dunnings() {
        // Counts of 10 and 10 that meet 8 times in 100 units.
        assert!((log_likelihood(8, 10, 10, 100) - 35.83).abs() < 0.01, "{}", log_likelihood(8, 10, 10, 100));
        assert_eq!(log_likelihood(1, 10, 10, 100), 0.0);
    }
}
