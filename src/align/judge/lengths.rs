//! Whether the lengths of two texts fit, by what is usual between the two sides.

use super::Texts;
use crate::text::scripts::letters_worth;

/// Variance of the logarithm of the ratio of two translations: the first over the mean of their
/// lengths in letters, plus the second (Gale and Church 1993, in log space).
const VARIANCE_PER_LETTER: f64 = 4.0;
const LEAST_VARIANCE: f64 = 0.01;
/// How many beads the assumption that the ratio spreads as usual counts for.
const USUAL: f64 = 20.0;
/// Letters of the longest short acronym, and of what one stands for.
const LONGEST_ACRONYM: usize = 3;
const SPELT_OUT: f64 = 12.0;
/// How many beads the assumption that both sides are equally long counts for.
const EQUAL: usize = 4;
/// The median of the size of a normal variable, in standard deviations.
const MEDIAN_DEVIATION: f64 = 0.6745;

/// The lengths of both sides of all beads, and what is usual between them.
#[derive(Debug)]
pub(super) struct Lengths {
    source: Vec<f64>,
    target: Vec<f64>,
    /// Median of the logarithm of the ratio target to source.
    ratio: f64,
    /// How much wider than usual the ratio spreads: free translation does.
    spread: f64,
}

impl Lengths {
    pub(super) fn new(beads: &[Texts<'_>]) -> Self {
        let source: Vec<f64> = beads.iter().map(|bead| length(bead.source)).collect();
        let target: Vec<f64> = beads.iter().map(|bead| length(bead.target)).collect();
        let both = source.iter().zip(&target).filter(|(source, target)| **source > 0.0 && **target > 0.0);
        let ratios = both.map(|(source, target)| (target / source).ln());
        let ratio = median(ratios.chain([0.0; EQUAL]).collect()).unwrap_or_default();
        let mut lengths = Self { source, target, ratio, spread: 1.0 };
        let deviations: Vec<f64> =
            (0..beads.len()).filter_map(|bead| lengths.deviation(bead, bead)).map(f64::abs).collect();
        let beads = deviations.len() as f64;
        let spread = median(deviations).map_or(1.0, |median| median / MEDIAN_DEVIATION);
        lengths.spread = (spread * beads + USUAL) / (beads + USUAL);
        lengths
    }

    /// How many standard deviations the target of one bead is longer than the source of another
    /// makes one expect; `None` when one is empty.
    pub(super) fn deviation(&self, source: usize, target: usize) -> Option<f64> {
        let source = self.source.get(source).filter(|length| **length > 0.0)? * self.ratio.exp();
        let target = self.target.get(target).filter(|length| **length > 0.0)?;
        let variance = VARIANCE_PER_LETTER / ((source + target) / 2.0) + LEAST_VARIANCE;
        Some((target / source).ln() / variance.sqrt() / self.spread)
    }
}

/// Length of a text in letters, with a short acronym as long as what it stands for: the other
/// language may have no acronym for the EU or the UK.
fn length(text: &str) -> f64 {
    let word = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        let is_acronym =
            (2..=LONGEST_ACRONYM).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase);
        word.chars().map(letters_worth).sum::<f64>().max(if is_acronym { SPELT_OUT } else { 0.0 })
    };
    text.split_whitespace().map(word).sum()
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
