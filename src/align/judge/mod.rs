//! How well the two sides of given beads fit: is half of a sentence missing, does the translation
//! belong to another source?
//!
//! Each word that can be rendered at all ([`super::links`]) is a small test: a translation explains
//! it with some probability, a stranger by chance with a smaller one. Both are estimated from the
//! texts themselves ([`weights`]), so that the judge asks less of a free translation, of a pair of
//! languages without a word list, and of words that one side likes to leave out. From the tests come
//! a few features of each bead, and from these the probabilities of the faults ([`model`]).

mod fit;
mod lengths;
mod model;
mod sides;
mod weights;

use fit::{Fit, Partners, Space};
use lengths::Lengths;
pub use model::{Features, Verdict};
use rayon::prelude::*;
use sides::Sides;
use weights::Weights;

use super::lexicon::Lexicon;
use super::links::Links;
use super::tokens;
use crate::language::{Language, Side};

/// One bead as the judge sees it; either text may be empty.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a> {
    /// Text of the source side.
    pub source: &'a str,
    /// Text of the target side.
    pub target: &'a str,
    /// Glossary concepts that occur in the source, once for each occurrence.
    pub source_concepts: Vec<usize>,
    /// Glossary concepts that are rendered in the target.
    pub target_concepts: Vec<usize>,
}

/// The verdict on each of the `beads` of a pair of texts; none on a bead with an empty side.
///
/// Time grows with the number of words, times their partners.
pub fn judge(beads: &[Texts<'_>], source: &Language, target: &Language, lexicons: &[Lexicon]) -> Vec<Option<Verdict>> {
    let judge = Judge::new(beads, source, target, lexicons);
    let numbers: Vec<usize> = (0..beads.len()).collect();
    let verdicts = numbers.par_chunks(PORTION).map(|portion| {
        let mut space = Space::new(judge.target.types());
        portion.iter().map(|&bead| model::verdict(&judge, &mut space, beads, bead)).collect::<Vec<_>>()
    });
    verdicts.collect::<Vec<_>>().concat()
}

/// Beads are judged in parallel in portions of so many.
const PORTION: usize = 1_024;

/// Words that stand in more beads than this say nothing about where a translation belongs.
const PLACES: usize = 40;
/// Of the places of all words of a bead, rarest words first, no more than these are looked at.
const SHARED: usize = 512;
/// No more beads than this are tried as the one a translation belongs to.
const CANDIDATES: usize = 8;

/// All beads, ready to be asked about.
struct Judge {
    source: Sides,
    target: Sides,
    links: Partners,
    source_weights: Weights,
    target_weights: Weights,
    lengths: Lengths,
    /// For each source type the beads it stands in, in order.
    places: Vec<Vec<u32>>,
}

impl Judge {
    fn new(beads: &[Texts<'_>], source: &Language, target: &Language, lexicons: &[Lexicon]) -> Self {
        let (from, to) = (source.profile(), target.profile());
        let (source_sides, source_tokens) = Sides::new(beads, Side::Source, from);
        let (target_sides, target_tokens) = Sides::new(beads, Side::Target, to);
        let tokens = tokens::Pair { source: source_tokens, target: target_tokens };
        let given: Vec<&Lexicon> = lexicons.iter().collect();
        let links = Partners::new(&Links::new(&tokens, source, target, &given, None), target_sides.types());
        let counts = weights::Counts::new(&source_sides, &target_sides, &links);
        let bundled = Lexicon::bundled(source, target);
        let lexicons: Vec<&Lexicon> = given.into_iter().chain(bundled).collect();
        let (source_weights, target_weights) = counts.weights(&tokens, (from, to), &lexicons);
        let lengths = Lengths::new(beads);
        let places = source_sides.places();
        Self { source: source_sides, target: target_sides, links, source_weights, target_weights, lengths, places }
    }

    /// How the source of bead `source` and the target of bead `target` fit each other.
    fn fit(&self, space: &mut Space, source: usize, target: usize) -> Fit {
        space.link(self.source.of(source), self.target.of(target), &self.links);
        Fit {
            source: self.source_weights.tally(self.source.of(source), &space.source),
            target: self.target_weights.tally(self.target.of(target), &space.target),
        }
    }

    /// The beads whose sources share most rare words with the target of `bead`, best first: those
    /// whose translation it may be.
    fn owners(&self, bead: usize) -> Vec<usize> {
        let mut ids = self.target.of(bead).to_vec();
        ids.sort_unstable();
        ids.dedup();
        let links = ids.iter().flat_map(|&id| self.links.sources(id).iter().map(move |&source| (source, id)));
        let places = |source: u32| self.places.get(source as usize).map_or(&[][..], Vec::as_slice);
        let mut rare: Vec<(usize, u32, u32)> =
            links.map(|(source, id)| (places(source).len(), source, id)).filter(|link| link.0 <= PLACES).collect();
        rare.sort_unstable();
        let mut shared: Vec<(u32, f64)> = Vec::new();
        for (_, source, id) in rare {
            let places = places(source);
            if shared.len() + places.len() > SHARED {
                break;
            }
            let worth = self.target_weights.when_found(id) / (places.len().max(1) as f64).sqrt();
            shared.extend(places.iter().filter(|&&place| place as usize != bead).map(|&place| (place, worth)));
        }
        shared.sort_by_key(|(place, _)| *place);
        shared.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shared.into_iter().take(CANDIDATES).map(|(bead, _)| bead as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands behind `mark` in the lines of an example.
    fn marked<'a>(example: &'a str, mark: &str) -> Vec<&'a str> {
        example.lines().filter_map(|line| line.trim().strip_prefix(mark)).map(str::trim).collect()
    }

    /// Verdicts on the pairs of an example of a page.
    fn verdicts(example: &str, from: &str) -> Vec<Option<Verdict>> {
        let pairs = marked(example, "source:").into_iter().zip(marked(example, "target:"));
        let beads: Vec<Texts<'_>> =
            pairs.map(|(source, target)| Texts { source, target, ..Texts::default() }).collect();
        judge(&beads, &language(from), &language("en"), &[])
    }

    fn language(tag: &str) -> Language {
        Language::from_tag(tag).unwrap()
    }

    /// The examples under a heading of a page.
    fn section(page: &'static str, heading: &str) -> String {
        let from = page.split(&format!("## {heading}")).nth(1).unwrap();
        from.split("## ").next().unwrap().to_owned()
    }

    #[test]
    fn exchanged_neighbours_point_at_each_other() {
        let page = include_str!("../../check/rules/misplaced_translation.md");
        let first = section(page, "Bad").split("\n\n").nth(1).unwrap().to_owned();
        let owners: Vec<Option<usize>> =
            verdicts(&first, "ar").iter().map(|verdict| verdict.as_ref()?.owner.map(|(owner, _)| owner)).collect();
        assert_eq!(owners, [Some(1), Some(0)]);
    }

    #[test]
    fn the_words_that_are_missing_are_told() {
        let page = include_str!("../../check/rules/missing_in_target.md");
        let example = section(page, "Bad").split("\n\n").nth(4).unwrap().to_owned();
        let verdict = verdicts(&example, "ar")[0].clone().unwrap();
        let source = marked(&example, "source:")[0];
        let words = verdict.missing_words.unwrap();
        assert!(verdict.missing > 0.9, "{verdict:?}");
        assert!(words.start > source.len() / 8 && words.end > source.len() * 3 / 4, "{}", words.text(source));
    }

    #[test]
    fn an_empty_side_is_no_business_of_the_judge() {
        let beads = [Texts { source: "نعم", ..Texts::default() }, Texts::default()];
        assert_eq!(judge(&beads, &language("ar"), &language("en"), &[]), [None, None]);
    }

    #[test]
    fn without_a_word_list_nothing_is_said_of_good_pairs() {
        let page = include_str!("../../check/rules/misplaced_translation.md");
        for verdict in verdicts(&section(page, "Good"), "fa").into_iter().flatten() {
            let owner = verdict.owner.map_or(0.0, |(_, probability)| probability);
            let most = [verdict.missing, verdict.added, verdict.unrelated, owner].into_iter().fold(0.0, f64::max);
            assert!(most < 0.5, "{verdict:?}");
        }
    }
}
