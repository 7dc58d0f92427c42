//! Floor 4: which segments of the target translate which of the source.
//!
//! One dynamic programme over the two lists of segments chooses the chain of beads with the best
//! score. The score of a bead is a log-likelihood ratio, "these translate each other" against
//! "these have nothing to do with each other", of
//!
//! - its words ([`links`]): which tokens can render which (lexicon, glossary terms, numbers, names
//!   across scripts, equal tokens, punctuation), rare ones weighing more by themselves
//!   ([`score`]);
//! - its length ([`length`]);
//! - its shape: how often beads of that many segments occur, learnt from the document itself
//!   ([`search`]).
//!
//! Confidence is the bead's posterior probability in the same lattice. Aligning never fails and
//! loses no segment; an empty side makes beads with an empty side.

mod band;
pub mod learn;
mod length;
mod lexicon;
pub mod lexicon_files;
mod links;
mod score;
mod search;
mod tokens;

pub use lexicon::Lexicon;

use crate::bitext::{Bead, Half};
use crate::document::SegmentId;
use crate::glossary::Glossary;

/// What the aligner may use besides the two texts.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// Terms whose occurrences on both sides are strong evidence.
    pub glossary: Option<&'a Glossary>,
    /// Word lists for the pair of languages, besides the bundled one.
    pub lexicons: &'a [Lexicon],
}

/// The beads of two documents, in reading order; each segment of both is in exactly one.
///
/// Time and memory grow with the number of segments times the width of the band in which the
/// path is searched, not with the product of both lengths.
pub fn align(source: &Half, target: &Half, options: &Options<'_>) -> Vec<Bead> {
    let tokens = tokens::Pair::new(source, target, options.glossary);
    let links = links::Links::new(&tokens, source, target, options.lexicons);
    let scorer = score::Scorer::new(source, target, &tokens, &links);
    search::best_beads(&scorer).into_iter().map(|found| bead(&found, &scorer)).collect()
}

fn bead(found: &search::Found, scorer: &score::Scorer<'_>) -> Bead {
    let ids = |start: usize, end: usize| (start..end).filter_map(|id| u32::try_from(id).ok()).map(SegmentId).collect();
    Bead {
        source: ids(found.block.source.0, found.block.source.1),
        target: ids(found.block.target.0, found.block.target.1),
        confidence: found.confidence,
        features: scorer.features(&found.block),
        ..Bead::default()
    }
}
