//! Which words render each other as far as the word list, the sound of names and the spelling know.

use std::collections::HashMap;

use super::words::Words;
use crate::align::Lexicon;
use crate::language::{Language, Profile, morphology, names};
use crate::text::fold;

/// How alike two words must sound to be one name.
const SOUNDS_ALIKE: f64 = 0.75;

/// What is known of pairs of stems.
pub(super) struct Partners<'a> {
    lexicon: Option<&'static Lexicon>,
    /// Whether the word list leads from the source to the target.
    is_forward: bool,
    source: &'a Words<'a>,
    target: &'a Words<'a>,
    known: HashMap<(u32, u32), bool>,
}

impl<'a> Partners<'a> {
    pub(super) fn new(from: &Language, to: &Language, source: &'a Words<'a>, target: &'a Words<'a>) -> Self {
        let lexicon = Lexicon::bundled(from, to);
        let is_forward = lexicon.is_some_and(|lexicon| lexicon.from == from.profile().tag);
        Self { lexicon, is_forward, source, target, known: HashMap::new() }
    }

    /// The share of the words of both, function words left out, that have a partner in the other.
    pub(super) fn explained(&mut self, source: &[u32], target: &[u32]) -> f64 {
        let (from, to) = (content(source, self.source), content(target, self.target));
        let ours = from.iter().filter(|one| to.iter().any(|other| self.render(**one, *other))).count();
        let theirs = to.iter().filter(|other| from.iter().any(|one| self.render(*one, **other))).count();
        (ours + theirs) as f64 / (from.len() + to.len()).max(1) as f64
    }

    /// Whether every dictionary has the pair: the last word of the one is rendered by the other.
    pub(super) fn is_general(&self, source: &str, target: &str) -> bool {
        let (one, other) = if self.is_forward { (source, target) } else { (target, source) };
        let (from, to) = self.profiles();
        let stems = |text: &str| -> Vec<String> {
            text.split([' ', '-']).map(|word| morphology::stem(&fold(word), to)).collect()
        };
        let other = stems(other);
        // What says which kind of thing it is stands in front: يوم الجمعة, Friday; but خط الأنابيب,
        // pipeline, is a term though خط alone may be rendered so too.
        let last = fold(one.rsplit(' ').next().unwrap_or_default());
        self.renderings(&last, from).any(|rendering| stems(rendering) == other)
    }

    /// Whether every word of the target sounds like one of the source, and the other way round.
    pub(super) fn is_spoken(&self, source: &[u32], target: &[u32]) -> bool {
        source.iter().all(|one| target.iter().any(|other| self.sound_alike(*one, *other)))
            && target.iter().all(|other| source.iter().any(|one| self.sound_alike(*one, *other)))
    }

    /// The profiles of the word list: of its words, and of their renderings.
    const fn profiles(&self) -> (&'static Profile, &'static Profile) {
        let (source, target) = (self.source.profile, self.target.profile);
        if self.is_forward { (source, target) } else { (target, source) }
    }

    fn renderings(&self, folded: &str, profile: &Profile) -> impl Iterator<Item = &'static str> {
        let found = self.lexicon.map(|lexicon| lexicon.renderings(folded, profile));
        found.unwrap_or_default().into_iter().map(|(rendering, _)| rendering)
    }

    /// Whether two stems render each other.
    fn render(&mut self, source: u32, target: u32) -> bool {
        if let Some(known) = self.known.get(&(source, target)) {
            return *known;
        }
        let known = self.is_listed(source, target) || self.sound_alike(source, target);
        self.known.insert((source, target), known);
        known
    }

    fn is_listed(&self, source: u32, target: u32) -> bool {
        let (one, other) = if self.is_forward { (source, target) } else { (target, source) };
        let (from, to) = if self.is_forward { (self.source, self.target) } else { (self.target, self.source) };
        let wanted = morphology::stem(to.form(other), to.profile);
        let is_it = |word: &str| morphology::stem(&fold(word), to.profile) == wanted;
        self.renderings(from.form(one), from.profile).any(|rendering| rendering.split([' ', '-']).any(is_it))
    }

    fn sound_alike(&self, source: u32, target: u32) -> bool {
        let (one, other) = (self.source.form(source), self.target.form(target));
        let keys = names::keys(other, self.target.profile);
        let cores = morphology::readings(one, self.source.profile);
        one == other
            || cores.iter().any(|reading| {
                names::best_similarity(&names::keys(reading.core, self.source.profile), &keys) >= SOUNDS_ALIKE
            })
    }
}

fn content(stems: &[u32], words: &Words<'_>) -> Vec<u32> {
    stems.iter().copied().filter(|stem| words.is_content(*stem)).collect()
}
