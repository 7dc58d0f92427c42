//! Which word of the source a target name renders.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::differ_by_a_letter;
use crate::align::Lexicon;
use crate::check::{BeadView, Context};
use crate::language::{Profile, Side, morphology, names};
use crate::text::{Span, WordKind, fold, words};

/// How alike a source word and a target name must sound to be one name.
const SOUNDS_ALIKE: f64 = 0.75;

/// Looks for the words of the source that a target name renders.
#[derive(Debug)]
pub(crate) struct Renders<'c, 'a> {
    context: &'c Context<'a>,
    profile: &'static Profile,
    lexicon: Option<&'static Lexicon>,
    /// Shares of sampled beads in which a source stem stands.
    common: HashSet<String>,
}

/// A word of the source that may be a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Match {
    /// The word in the source document, clitics included.
    pub(crate) span: Span,
    /// What it may be without its clitics, folded.
    pub(crate) cores: Vec<String>,
    /// How alike it sounds, 0 to 1.
    pub(crate) likeness: f64,
}

impl Match {
    /// Whether both may be the same word.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.cores.iter().any(|core| other.cores.contains(core))
    }

    /// Whether both differ by one letter.
    pub(crate) fn close(&self, other: &Self) -> bool {
        self.cores.iter().any(|core| other.cores.iter().any(|known| differ_by_a_letter(core, known)))
    }
}

impl<'c, 'a> Renders<'c, 'a> {
    /// For the source of `context`.
    pub(crate) fn new(context: &'c Context<'a>) -> Self {
        let profile = context.profile(Side::Source);
        let lexicon = Lexicon::bundled(&context.bitext.source.language, &context.bitext.target.language);
        Self { context, profile, lexicon, common: common_stems(context, profile) }
    }

    /// The source word of a bead that sounds most like a name.
    pub(crate) fn sounding(&self, bead: usize, keys: &names::Keys) -> Option<Match> {
        let view = self.context.beads().get(bead)?;
        let heard = self.source_words(view).filter_map(|(span, folded)| self.hear(span, &folded, keys));
        heard.reduce(|best, next| if next.likeness > best.likeness { next } else { best })
    }

    /// The source words of a bead that the word list renders by `folded`.
    pub(crate) fn listed(&self, bead: usize, folded: &str) -> Option<Span> {
        let (lexicon, view) = (self.lexicon?, self.context.beads().get(bead)?);
        let renders = |word: &str| {
            lexicon
                .renderings(word, self.profile)
                .iter()
                .any(|(text, _)| text.split(' ').any(|part| fold(part) == folded))
        };
        self.source_words(view).find(|(_, word)| renders(word)).map(|(span, _)| span)
    }

    /// A source word of `bead` that stands in most of `others` and not everywhere.
    pub(crate) fn constant(&self, bead: usize, others: &[usize]) -> Option<Span> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for view in others.iter().filter_map(|other| self.context.beads().get(*other)) {
            let stems: BTreeSet<String> = self.source_words(view).map(|(_, word)| self.stem(&word)).collect();
            stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
        }
        let is_constant = |word: &str| {
            let stem = self.stem(word);
            !self.common.contains(&stem) && counts.get(&stem).is_some_and(|count| count * 2 > others.len())
        };
        self.source_words(self.context.beads().get(bead)?).find(|(_, word)| is_constant(word)).map(|(span, _)| span)
    }

    /// Whether `folded` is a rendering in the word list, a target word of its own.
    pub(crate) fn is_listed(&self, folded: &str) -> bool {
        self.lexicon.is_some_and(|lexicon| lexicon.has_rendering(folded))
    }

    /// The forms of a target word.
    pub(crate) fn forms(&self, folded: &str) -> Vec<morphology::Form> {
        morphology::forms(folded, self.context.profile(Side::Target))
    }

    fn stem(&self, word: &str) -> String {
        morphology::stem(word, self.profile)
    }

    fn source_words(&self, view: &BeadView<'a>) -> impl Iterator<Item = (Span, String)> + use<'a> {
        let (text, start) = (view.source, view.source_start);
        let letters = words(text).filter(|word| word.kind == WordKind::Letters);
        letters.map(move |word| (word.span.offset(start), fold(word.span.text(text))))
    }

    fn hear(&self, span: Span, folded: &str, keys: &names::Keys) -> Option<Match> {
        let mut best = Match { span, cores: Vec::new(), likeness: SOUNDS_ALIKE };
        for reading in morphology::readings(folded, self.profile) {
            let likeness = names::best_similarity(&names::keys(reading.core, self.profile), keys);
            if likeness > best.likeness {
                best.cores.clear();
                best.likeness = likeness;
            }
            if likeness >= best.likeness {
                best.cores.push(reading.core.to_owned());
            }
        }
        (!best.cores.is_empty()).then_some(best)
    }
}

/// Stems that stand in more than one bead in twelve; they say nothing about a name.
fn common_stems(context: &Context<'_>, profile: &Profile) -> HashSet<String> {
    const SAMPLE: usize = 240;
    let step = context.beads().len().div_ceil(SAMPLE).max(1);
    let sampled: Vec<&BeadView<'_>> = context.beads().iter().step_by(step).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for view in &sampled {
        let letters = words(view.source).filter(|word| word.kind == WordKind::Letters);
        let stems: BTreeSet<String> =
            letters.map(|word| morphology::stem(&fold(word.span.text(view.source)), profile)).collect();
        stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
    }
    let least = (sampled.len() / 12).max(3);
    counts.into_iter().filter(|(_, count)| *count > least).map(|(stem, _)| stem).collect()
}
