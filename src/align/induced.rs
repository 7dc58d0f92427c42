//! A word list learnt from the two documents themselves.
//!
//! A long document holds its own dictionary: what a first search pairs with some confidence is a
//! bitext, [`learn`](super::learn) finds the words that go together in it, and the next search
//! knows them (Varga et al. 2005, hunalign, do it once; here the second round still gains where
//! no list was known).

use super::learn::{self, LearnOptions};
use super::search::Found;
use super::{Lexicon, Options};
use crate::bitext::Half;

/// Shorter documents hold too few words twice.
const LEAST_SEGMENTS: usize = 100;
/// With a list for the pair of languages longer documents gain nothing that is worth the time.
const MOST_SEGMENTS: usize = 10_000;
/// Words are learnt from so many beads, spread over the document.
const BEADS: usize = 20_000;
/// Beads below this confidence are not learnt from.
const CONFIDENCE: f64 = 0.5;
/// A word must meet its rendering twice; a wrong pair costs less than a missing one.
const OPTIONS: LearnOptions = LearnOptions { min_count: 2, min_probability: 0.1 };
/// The same beside a list that knows most words.
const OPTIONS_BESIDE_A_LIST: LearnOptions = LearnOptions { min_count: 2, min_probability: 0.35 };

/// Whether a list for the languages of the documents is known.
pub(super) fn has_list(source: &Half, target: &Half, options: &Options<'_>) -> bool {
    !options.lexicons.is_empty() || Lexicon::bundled(&source.language, &target.language).is_some()
}

/// How often to learn and search again.
pub(super) fn rounds(source: &Half, target: &Half, has_list: bool) -> usize {
    let segments = source.document.segments.len().min(target.document.segments.len());
    match segments {
        _ if segments < LEAST_SEGMENTS => 0,
        _ if !has_list => 2,
        _ if segments <= MOST_SEGMENTS => 1,
        _ => 0,
    }
}

/// The list that the beads of a search teach.
pub(super) fn lexicon(source: &Half, target: &Half, found: &[Found], has_list: bool) -> Lexicon {
    let taught = |bead: &&Found| bead.confidence >= CONFIDENCE && !bead.block.is_empty_sided();
    let all: Vec<&Found> = found.iter().filter(taught).collect();
    let every = all.len().div_ceil(BEADS).max(1);
    let units: Vec<(String, String)> = all
        .into_iter()
        .step_by(every)
        .map(|bead| (text(source, bead.block.source), text(target, bead.block.target)))
        .collect();
    let units: Vec<(&str, &str)> = units.iter().map(|(source, target)| (source.as_str(), target.as_str())).collect();
    let options = if has_list { OPTIONS_BESIDE_A_LIST } else { OPTIONS };
    let list = learn::learn(&units, &source.language, &target.language, options);
    learn::to_lexicon(&list, &source.language, &target.language)
}

/// The text of a run of segments.
fn text(half: &Half, (start, end): (usize, usize)) -> String {
    let segments = half.document.segments.get(start..end).unwrap_or_default();
    let texts: Vec<&str> = segments.iter().map(|segment| segment.span.text(&half.document.text)).collect();
    texts.join(" ")
}
