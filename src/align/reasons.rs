//! Why a bead was chosen: the parts of its score, by what they rest on.
//!
//! The evidence of a token is shared among the causes that make its partners render it, so that
//! the reasons of a bead add up to its score without the prior of its shape.

use super::score::{Block, Scorer};

/// What makes two tokens partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// A concept of the glossary.
    Terms,
    /// A word list.
    Words,
    /// Names that sound alike, and acronyms.
    Names,
    /// Numbers of one value.
    Numbers,
    /// The same word on both sides.
    Equal,
    /// Words of related languages.
    Cognates,
    /// Close word vectors.
    Vectors,
    /// The same punctuation mark.
    Marks,
}

/// How the reports call each cause, in the order of [`Cause`].
const NAMES: [&str; 8] = ["terms", "words", "names", "numbers", "equal", "cognates", "vectors", "marks"];

/// An amount for each cause.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Causes([f64; NAMES.len()]);

impl Causes {
    pub(super) fn add(&mut self, cause: Cause, amount: f64) {
        if let Some(sum) = self.0.get_mut(cause as usize) {
            *sum += amount;
        }
    }

    /// Add `whole`, shared out as the amounts of `shares` are.
    pub(super) fn add_shared(&mut self, whole: f64, shares: &Self) {
        let all = shares.sum();
        if all > 0.0 {
            self.0.iter_mut().zip(shares.0).for_each(|(sum, share)| *sum += whole * share / all);
        }
    }

    /// All of them together.
    pub(super) fn sum(&self) -> f64 {
        self.0.iter().sum()
    }
}

/// The parts of the score of a bead in nats, without those that are nothing: what each cause gains,
/// what words without their counterpart cost (`unmatched`), how the lengths fit (`length`), and
/// paragraphs, headings and lines of the site (`structure`).
pub(super) fn reasons(scorer: &Scorer, block: &Block) -> Vec<(&'static str, f64)> {
    let parts = scorer.parts(block);
    let causes = scorer.causes(block);
    let mut reasons: Vec<(&'static str, f64)> = NAMES.into_iter().zip(causes.0).collect();
    reasons.push(("unmatched", parts.words - causes.sum()));
    reasons.push(("length", parts.length));
    reasons.push(("structure", parts.structure));
    reasons.retain(|(_, nats)| *nats != 0.0);
    reasons
}
