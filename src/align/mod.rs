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
//! A long document is searched again with the words that it teaches itself ([`induced`]).
//!
//! Confidence is the bead's posterior probability in the same lattice. Aligning never fails and
//! loses no segment; an empty side makes beads with an empty side.

mod acronyms;
mod band;
mod confirmed;
mod evidence;
mod induced;
pub mod judge;
mod lattice;
pub mod learn;
mod length;
mod lexicon;
pub mod lexicon_files;
mod links;
mod moved;
mod polish;
mod reasons;
mod score;
mod search;
mod shapes;
mod tally;
#[cfg(test)]
mod tests;
mod tokens;
mod vectors;

pub use confirmed::{Rejected, rejected};
pub use lexicon::Lexicon;
pub use vectors::{WordVectors, words_of};

use rayon::prelude::*;

use crate::bitext::{Bead, Half, Origin};
use crate::document::SegmentId;
use crate::glossary::Glossary;
use crate::language::Side;

/// What the aligner may use besides the two texts.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// Terms whose occurrences on both sides are strong evidence.
    pub glossary: Option<&'a Glossary>,
    /// Word lists for the pair of languages, besides the bundled one.
    pub lexicons: &'a [Lexicon],
    /// Vectors of the words of both texts, of which close ones may render each other.
    pub vectors: Option<&'a WordVectors>,
    /// Beads that a person confirmed: they come out as they are, and the rest is aligned around
    /// them. Those that [`rejected`] names are passed over.
    pub confirmed: &'a [Bead],
}

/// The beads of two documents; each segment of both is in exactly one, and those that are not
/// crossing rise on both sides.
///
/// Time and memory grow with the number of segments times the width of the band in which the
/// path is searched, not with the product of both lengths.
pub fn align(source: &Half, target: &Half, options: &Options<'_>) -> Vec<Bead> {
    let fixed = confirmed::Fixed::new(source, target, options.confirmed);
    let (source, target) = (fixed.source.as_ref(), fixed.target.as_ref());
    let tokens = tokens::Pair::new(source, target, options.glossary);
    let scorer = |learnt: Option<&Lexicon>| {
        let lexicons: Vec<&Lexicon> = options.lexicons.iter().chain(learnt).collect();
        let links = links::Links::new(&tokens, &source.language, &target.language, &lexicons, options.vectors);
        score::Scorer::new(source, target, &tokens, &links)
    };
    let mut known = scorer(None);
    let mut found = search::best_beads(&known, &fixed.blocks);
    let has_list = induced::has_list(source, target, options);
    for _ in 0..induced::rounds(source, target, has_list) {
        let learnt = induced::lexicon(source, target, &found, has_list);
        known = scorer(Some(&learnt));
        found = search::best_beads(&known, &fixed.blocks);
    }
    let mut beads: Vec<Bead> = found.par_iter().map(|found| bead(found, &known, source, target)).collect();
    beads.extend(fixed.taken);
    beads
}

fn bead(found: &search::Found, scorer: &score::Scorer, source: &Half, target: &Half) -> Bead {
    let ids = |half: &Half, side: Side| -> Vec<SegmentId> {
        found.block.segments(side).filter_map(|at| Some(half.document.segments.get(at)?.id)).collect()
    };
    Bead {
        source: ids(source, Side::Source),
        target: ids(target, Side::Target),
        confidence: found.confidence,
        origin: if found.fixed { Origin::Confirmed } else { Origin::Computed },
        features: reasons::reasons(scorer, &found.block),
        crossing: found.crossing,
    }
}
