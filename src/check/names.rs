//! The names of a bitext as its rules see them: capitalised words of the target, and the words of
//! the source that they render.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::align::Lexicon;
use crate::check::{BeadView, Context};
use crate::language::{Profile, Side, morphology, names};
use crate::text::{Span, WordKind, fold, words};

/// How alike a source word and a target name must sound to be one name.
const SOUNDS_ALIKE: f64 = 0.75;

/// The capitalised words of the target, by spelling.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// The spellings in the order in which they first appear.
    pub(super) spellings: Vec<Spelling<'a>>,
    /// Words that the target also writes small: no names.
    small: HashSet<String>,
    lexicon: Option<&'static Lexicon>,
}

/// One spelling of a name and where it stands.
#[derive(Debug)]
pub(super) struct Spelling<'a> {
    /// As it is written, without a possessive ending.
    pub(super) text: &'a str,
    /// The same, folded.
    pub(super) folded: String,
    /// Its romanisation keys.
    pub(super) keys: names::Keys,
    /// Where it stands, in the order of the beads.
    pub(super) places: Vec<Place>,
}

/// One place of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Number of the bead.
    pub(super) bead: usize,
    /// The word in the target document, without a possessive ending.
    pub(super) span: Span,
    /// The names written directly before and after it, by their number among the spellings.
    pub(super) neighbours: [Option<usize>; 2],
}

impl<'a> Names<'a> {
    /// Collect the names of the target.
    pub(super) fn new(context: &Context<'a>) -> Self {
        let profile = context.profile(Side::Target);
        let lexicon = Lexicon::bundled(&context.bitext.source.language, &context.bitext.target.language);
        let mut names = Self { spellings: Vec::new(), small: HashSet::new(), lexicon };
        let mut numbers: HashMap<&'a str, usize> = HashMap::new();
        for view in context.translated() {
            let mut before: Option<(usize, Span)> = None;
            for word in words(view.target).filter(|word| word.kind == WordKind::Letters) {
                let text = word.span.text(view.target);
                if text.starts_with(char::is_lowercase) {
                    if !names.small.contains(text) {
                        names.small.insert(text.to_owned());
                    }
                    continue;
                }
                let name = without_possessive(text);
                if !is_name(name, profile) {
                    continue;
                }
                let number = *numbers.entry(name).or_insert_with(|| names.add(name, profile));
                let span = Span::new(word.span.start, word.span.start + name.len());
                let beside = before.filter(|(_, end)| is_joined(view.target, *end, span)).map(|(number, _)| number);
                names.put(number, view, span, beside);
                before = Some((number, word.span));
            }
        }
        names
    }

    /// Whether the target also writes the word small.
    pub(super) fn is_written_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    fn add(&mut self, text: &'a str, profile: &Profile) -> usize {
        let folded = fold(text);
        let keys = names::keys(&folded, profile);
        self.spellings.push(Spelling { text, folded, keys, places: Vec::new() });
        self.spellings.len() - 1
    }

    fn put(&mut self, number: usize, view: &BeadView<'_>, span: Span, beside: Option<usize>) {
        if let Some(before) = beside.and_then(|before| self.spellings.get_mut(before)?.places.last_mut()) {
            before.neighbours = [before.neighbours.first().copied().flatten(), Some(number)];
        }
        if let Some(spelling) = self.spellings.get_mut(number) {
            let span = span.offset(view.target_start);
            spelling.places.push(Place { bead: view.index, span, neighbours: [beside, None] });
        }
    }

    /// The names that stand beside `spelling` at any of its places.
    pub(super) fn company(&self, spelling: &Spelling<'_>) -> BTreeSet<usize> {
        spelling.places.iter().flat_map(|place| self.company_at(place)).collect()
    }

    /// The names beside one place. A word that is also written small (President, Minister) goes
    /// with any name and says nothing.
    pub(super) fn company_at(&self, place: &Place) -> BTreeSet<usize> {
        let is_common = |word: &str| {
            self.is_written_small(word) || self.lexicon.is_some_and(|lexicon| lexicon.has_common_word(word))
        };
        let is_telling = |number: &usize| self.spellings.get(*number).is_some_and(|other| !is_common(&other.folded));
        place.neighbours.iter().flatten().copied().filter(is_telling).collect()
    }
}

/// The word without ’s.
fn without_possessive(word: &str) -> &str {
    ["'s", "’s", "ʼs", "'", "’"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// A capital and small letters, and no word that only begins a sentence. Capitals throughout are a
/// headline or an acronym, and tell nothing about the spelling.
fn is_name(word: &str, profile: &Profile) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && !word.contains(|c: char| c.is_numeric())
        && !profile.sentences.starters.contains(word)
}

/// Only blanks or a hyphen stand between the words.
fn is_joined(text: &str, before: Span, after: Span) -> bool {
    let between = text.get(before.end..after.start).unwrap_or(".");
    between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '‐')).is_empty()
}

/// Looks for the words of the source that a target name renders.
#[derive(Debug)]
pub(super) struct Renders<'c, 'a> {
    context: &'c Context<'a>,
    profile: &'static Profile,
    lexicon: Option<&'static Lexicon>,
    /// Shares of sampled beads in which a source stem stands.
    common: HashSet<String>,
}

/// A word of the source that may be a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// The word in the source document, clitics included.
    pub(super) span: Span,
    /// What it may be without its clitics, folded.
    pub(super) cores: Vec<String>,
    /// How alike it sounds, 0 to 1.
    pub(super) likeness: f64,
}

impl Match {
    /// Whether both may be the same word.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.cores.iter().any(|core| other.cores.contains(core))
    }

    /// Whether both differ by one letter.
    pub(super) fn close(&self, other: &Self) -> bool {
        self.cores.iter().any(|core| other.cores.iter().any(|known| differ_by_a_letter(core, known)))
    }
}

impl<'c, 'a> Renders<'c, 'a> {
    /// For the source of `context`.
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        let profile = context.profile(Side::Source);
        let lexicon = Lexicon::bundled(&context.bitext.source.language, &context.bitext.target.language);
        Self { context, profile, lexicon, common: common_stems(context, profile) }
    }

    /// The source word of a bead that sounds most like a name.
    pub(super) fn sounding(&self, bead: usize, keys: &names::Keys) -> Option<Match> {
        let view = self.context.beads().get(bead)?;
        let heard = self.source_words(view).filter_map(|(span, folded)| self.hear(span, &folded, keys));
        heard.reduce(|best, next| if next.likeness > best.likeness { next } else { best })
    }

    /// The source words of a bead that the word list renders by `folded`.
    pub(super) fn listed(&self, bead: usize, folded: &str) -> Option<Span> {
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
    pub(super) fn constant(&self, bead: usize, others: &[usize]) -> Option<Span> {
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
    pub(super) fn is_listed(&self, folded: &str) -> bool {
        self.lexicon.is_some_and(|lexicon| lexicon.has_rendering(folded))
    }

    /// The forms of a target word.
    pub(super) fn forms(&self, folded: &str) -> Vec<morphology::Form> {
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

/// Whether one letter added, taken away or replaced makes the one the other.
pub(super) fn differ_by_a_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    a.len() >= 4 && start + end + 1 >= a.len().max(b.len())
}
