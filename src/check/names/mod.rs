//! The names of a bitext as its rules see them: capitalised words of the target, and the words of
//! the source that they render.

mod renders;
mod source;

use std::collections::{BTreeSet, HashMap, HashSet};

pub(crate) use renders::{Match, Renders};
pub(crate) use source::Vocabulary;

use crate::align::Lexicon;
use crate::check::{BeadView, Context};
use crate::language::{Profile, Side, names};
use crate::text::{Span, WordKind, fold, words};

/// The capitalised words of the target, by spelling.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    /// The spellings in the order in which they first appear.
    pub(crate) spellings: Vec<Spelling<'a>>,
    /// Words that the target also writes small: no names.
    small: HashSet<String>,
    lexicon: Option<&'static Lexicon>,
}

/// One spelling of a name and where it stands.
#[derive(Debug)]
pub(crate) struct Spelling<'a> {
    /// As it is written, without a possessive ending.
    pub(crate) text: &'a str,
    /// The same, folded.
    pub(crate) folded: String,
    /// Its romanisation keys.
    pub(crate) keys: names::Keys,
    /// Where it stands, in the order of the beads.
    pub(crate) places: Vec<Place>,
}

/// One place of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Number of the bead.
    pub(crate) bead: usize,
    /// The word in the target document, without a possessive ending.
    pub(crate) span: Span,
    /// The names written directly before and after it, by their number among the spellings.
    pub(crate) neighbours: [Option<usize>; 2],
}

impl<'a> Names<'a> {
    /// Collect the names of the target.
    pub(crate) fn new(context: &Context<'a>) -> Self {
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
    pub(crate) fn is_written_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    /// The numbers of the spellings in each bead, in the order in which they first appear.
    pub(crate) fn by_bead(&self) -> HashMap<usize, Vec<usize>> {
        let mut beads: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, spelling) in self.spellings.iter().enumerate() {
            for bead in spelling.beads() {
                beads.entry(bead).or_default().push(number);
            }
        }
        beads
    }

    /// Whether the spelling is a rendering in the word list, a word of its own.
    pub(crate) fn is_listed(&self, spelling: &Spelling<'_>) -> bool {
        self.lexicon.is_some_and(|lexicon| lexicon.has_rendering(&spelling.folded))
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
    pub(crate) fn company(&self, spelling: &Spelling<'_>) -> BTreeSet<usize> {
        spelling.places.iter().flat_map(|place| self.company_at(place)).collect()
    }

    /// The names beside one place. A word that is also written small (President, Minister) goes
    /// with any name and says nothing.
    pub(crate) fn company_at(&self, place: &Place) -> BTreeSet<usize> {
        let is_common = |word: &str| {
            self.is_written_small(word) || self.lexicon.is_some_and(|lexicon| lexicon.has_common_word(word))
        };
        let is_telling = |number: &usize| self.spellings.get(*number).is_some_and(|other| !is_common(&other.folded));
        place.neighbours.iter().flatten().copied().filter(is_telling).collect()
    }
}

impl Spelling<'_> {
    /// The beads in which it stands.
    pub(crate) fn beads(&self) -> BTreeSet<usize> {
        self.places.iter().map(|place| place.bead).collect()
    }

    /// The folded word, and the word with each of its letters left out: spellings that differ by a
    /// letter, or by two that have changed places, have one of them in common. Short words are left
    /// whole.
    pub(crate) fn with_a_letter_less(&self) -> Vec<String> {
        let mut words = vec![self.folded.clone()];
        if self.folded.chars().count() >= 5 {
            words.extend(self.folded.char_indices().map(|(at, letter)| {
                let (before, after) = self.folded.split_at_checked(at).unwrap_or_default();
                format!("{before}{}", after.get(letter.len_utf8()..).unwrap_or_default())
            }));
        }
        words
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

/// Whether one letter added, taken away or replaced makes the one the other.
pub(crate) fn differ_by_a_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    a.len() >= 4 && start + end + 1 >= a.len().max(b.len())
}
