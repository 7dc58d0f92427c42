//! Which tokens of one side can render which tokens of the other, and how probably.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Lexicon;
use super::reasons::Cause;
use super::tokens::{Key, Pair, Tokens, Type};
use super::vectors::{self, WordVectors};
use crate::language::{Language, Profile, morphology, names};
use crate::text::fold;

/// Probability that a token is rendered by the other of a pair, by what makes them partners.
const CONCEPT: f64 = 0.95;
const NUMBER: f64 = 0.9;
const PERHAPS_NUMBER: f64 = 0.4;
const EQUAL_WORD: f64 = 0.9;
const MARK: f64 = 0.5;
const FIRST_RENDERING: f64 = 0.8;
/// A rendering at rank r has the weight of the first over 1 plus r times this.
const LATER_RENDERING: f64 = 0.26;
const ACRONYM: f64 = 0.9;
/// For words of related languages that begin alike, by how much of the longer one is shared.
const COGNATE: f64 = 0.6;
/// The letters that two such words share at least, and the share of the longer one.
const COGNATE_LETTERS: usize = 4;
const COGNATE_SHARE: f64 = 0.6;
/// For words that sound alike, by the square of how much.
const SOUND: f64 = 0.5;
/// Such words have more letters than this, and so many consonants at least.
const SOUND_LETTERS: usize = 4;
const SOUND_SIMILARITY: f64 = 0.85;
/// Consonants of a name that neither side shows to be one.
const SHOWN_LETTERS: usize = 3;
/// Likeness that more words of a text than this share says nothing of any of them, and would cost the product of
/// both sides.
const CROWD: usize = 200;
/// A word with fewer letters is not looked for in words that run together.
const GLUED_LETTERS: usize = 10;
const OTHER_READING: f64 = 0.6;
/// Classes that the key of a less usual reading must have to say anything.
const TELLING: usize = 4;

/// The partners of each source type among the target types.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// For each source type its partners, by type.
    pub(super) partners: Vec<Vec<Partner>>,
}

/// A type of the other side that may render a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partner {
    /// The number of the type.
    pub(super) id: usize,
    /// The probability that it does.
    pub(super) weight: f64,
    /// Why it may.
    pub(super) cause: Cause,
}

impl Partner {
    const fn new(id: usize, weight: f64, cause: Cause) -> Self {
        Self { id, weight, cause }
    }
}

impl Links {
    pub(super) fn new(
        tokens: &Pair,
        source: &Language,
        target: &Language,
        lexicons: &[&Lexicon],
        vectors: Option<&WordVectors>,
    ) -> Self {
        let (from, to) = (source.profile(), target.profile());
        let mut index = Index::new(&tokens.target, to);
        let bundled = Lexicon::bundled(source, target);
        // Chance makes words sound alike too: a list that knows the language is the better judge.
        if bundled.is_none() {
            index.add_sounds(&tokens.target);
        }
        let lexicons: Vec<&Lexicon> = lexicons.iter().copied().chain(bundled).collect();
        // A list may run from source to target or from target to source.
        let (forward, others): (Vec<&Lexicon>, Vec<&Lexicon>) =
            lexicons.into_iter().partition(|lexicon| speaks(source, &lexicon.from));
        let partners = tokens.source.types.par_iter().map(|kind| {
            let mut found = index.same(kind);
            found.extend(index.names(kind, from));
            found.extend(index.cognates(kind));
            if found.is_empty() {
                found.extend(index.sounds(kind, from));
            }
            found.extend(forward.iter().flat_map(|lexicon| renderings(lexicon, kind, from, &index)));
            found
        });
        let mut links = Self { partners: partners.collect() };
        for lexicon in others.into_iter().filter(|lexicon| speaks(target, &lexicon.from)) {
            links.add_reversed(lexicon, tokens, from, to);
        }
        for (source, target, weight) in vectors.map(|vectors| vectors::partners(tokens, vectors)).unwrap_or_default() {
            links.add(source, Partner::new(target, weight, Cause::Vectors));
        }
        links.partners.par_iter_mut().for_each(|partners| {
            partners.sort_by(|a, b| a.id.cmp(&b.id).then(b.weight.total_cmp(&a.weight)));
            partners.dedup_by_key(|partner| partner.id);
        });
        links
    }

    fn add_reversed(&mut self, lexicon: &Lexicon, tokens: &Pair, from: &'static Profile, to: &'static Profile) {
        let index = Index::new(&tokens.source, from);
        let found = tokens.target.types.par_iter().map(|kind| renderings(lexicon, kind, to, &index));
        for (target, found) in found.collect::<Vec<_>>().into_iter().enumerate() {
            for source in found {
                self.add(source.id, Partner { id: target, ..source });
            }
        }
    }

    fn add(&mut self, source: usize, partner: Partner) {
        if let Some(partners) = self.partners.get_mut(source) {
            partners.push(partner);
        }
    }
}

fn speaks(language: &Language, tag: &str) -> bool {
    language.primary() == tag
}

/// The types of the other side that a list gives for a word.
fn renderings(lexicon: &Lexicon, kind: &Type, profile: &Profile, index: &Index<'_>) -> Vec<Partner> {
    let Key::Word(word) = &kind.key else { return Vec::new() };
    let mut found = Vec::new();
    let mut listed = lexicon.renderings(word, profile);
    if listed.is_empty() && word.chars().nth(GLUED_LETTERS).is_some() {
        listed = lexicon.renderings_of_parts(word, profile);
    }
    for (rendering, rank) in listed {
        let parts: Vec<String> = rendering.split([' ', '-']).map(fold).collect();
        // Each word of "carry out" is weaker evidence than a word that stands alone.
        let weight = FIRST_RENDERING / (1.0 + LATER_RENDERING * rank as f64) / (parts.len() as f64).sqrt();
        for part in parts {
            found.extend(index.by_stem(&part).iter().map(|&id| Partner::new(id, weight, Cause::Words)));
        }
    }
    found
}

/// The types of one side, found by what they have in common with a type of the other.
struct Index<'a> {
    profile: &'static Profile,
    keys: HashMap<&'a Key, usize>,
    values: HashMap<crate::text::Quantity, Vec<(usize, bool)>>,
    stems: HashMap<&'a str, Vec<usize>>,
    /// Words of capitals, without full stops: `U.S.` is `us`.
    acronyms: HashMap<String, Vec<usize>>,
    /// Acronyms spelt out by the names of their letters.
    spelt_out: HashMap<&'a str, Vec<usize>>,
    /// Words by their first letters.
    beginnings: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// Names by their romanisation keys and by each key with one letter left out.
    skeletons: HashMap<names::Key, Vec<Name>>,
    /// Whether some of them may be a foreign word that is no name.
    has_loans: bool,
    /// Names by the keys of their less usual readings, which have to meet exactly.
    other_readings: HashMap<names::Key, Vec<usize>>,
    /// Long words, names or not, by their keys and by each key with one letter left out; those of
    /// [`Index::add_sounds`] only.
    sounds: HashMap<names::Key, Vec<(usize, Sound)>>,
}

/// A word that may be a name.
#[derive(Clone, Copy, Debug)]
struct Name {
    id: usize,
    key: names::Key,
    /// Whether a capital, or what stands for one, shows that it is.
    capital: bool,
    /// Whether it is written as foreign words are in a script without capitals: a Japanese name, or
    /// just チェックポイント (checkpoint).
    loan: bool,
}

impl<'a> Index<'a> {
    fn new(tokens: &'a Tokens, profile: &'static Profile) -> Self {
        let mut index = Self {
            profile,
            keys: HashMap::new(),
            values: HashMap::new(),
            stems: HashMap::new(),
            acronyms: HashMap::new(),
            spelt_out: HashMap::new(),
            beginnings: HashMap::new(),
            skeletons: HashMap::new(),
            has_loans: false,
            other_readings: HashMap::new(),
            sounds: HashMap::new(),
        };
        for (id, kind) in tokens.types.iter().enumerate() {
            index.insert(id, kind);
        }
        index
    }

    fn add_sounds(&mut self, tokens: &Tokens) {
        for (id, kind) in tokens.types.iter().enumerate() {
            let Key::Word(word) = &kind.key else { continue };
            let Some(sound) = Sound::of(word, self.profile) else { continue };
            for variant in sound.key.neighbours() {
                self.sounds.entry(variant).or_default().push((id, sound));
            }
        }
    }

    fn insert(&mut self, id: usize, kind: &'a Type) {
        self.keys.insert(&kind.key, id);
        match &kind.key {
            Key::Number(readings, certain) => {
                for reading in readings {
                    self.values.entry(*reading).or_default().push((id, *certain));
                }
            }
            Key::Word(word) => {
                self.stems.entry(kind.stem.as_str()).or_default().push(id);
                if let Some(beginning) = beginning(word) {
                    self.beginnings.entry(beginning).or_default().push((id, word));
                }
                if kind.capital {
                    self.acronyms.entry(word.replace('.', "")).or_default().push(id);
                }
                if may_be_name(word, kind.capital) {
                    let loan = kind.capital && !is_cased(word);
                    self.has_loans |= loan;
                    for core in name_cores(word, self.profile) {
                        let keys = names::keys(core, self.profile);
                        let name = Name { id, key: keys.first(), capital: kind.capital, loan };
                        for variant in name.key.neighbours() {
                            self.skeletons.entry(variant).or_default().push(name);
                        }
                        for &other in keys.others().iter().filter(|key| key.len() >= TELLING) {
                            self.other_readings.entry(other).or_default().push(id);
                        }
                    }
                }
            }
            Key::Acronym(readings) => {
                readings.iter().for_each(|reading| self.spelt_out.entry(reading).or_default().push(id));
            }
            Key::Concept(_) | Key::Mark(_) => {}
        }
    }

    /// Types that are the same thing whatever the language.
    fn same(&self, kind: &Type) -> Vec<Partner> {
        let equal = |weight, cause| self.keys.get(&kind.key).map(|&id| Partner::new(id, weight, cause)).into_iter();
        let acronym = |&id: &usize| Partner::new(id, ACRONYM, Cause::Names);
        match &kind.key {
            Key::Concept(_) => equal(CONCEPT, Cause::Terms).collect(),
            Key::Mark(_) => equal(MARK, Cause::Marks).collect(),
            Key::Word(word) => {
                let spelt_out = self.spelt_out.get(word.replace('.', "").as_str()).filter(|_| kind.capital);
                equal(EQUAL_WORD, Cause::Equal).chain(spelt_out.into_iter().flatten().map(acronym)).collect()
            }
            Key::Acronym(readings) => {
                let meant = readings.iter().filter_map(|reading| self.acronyms.get(reading)).flatten();
                meant.map(acronym).collect()
            }
            Key::Number(readings, certain) => {
                let same_value = readings.iter().filter_map(|reading| self.values.get(reading)).flatten();
                let weight = |sure: bool| if sure && *certain { NUMBER } else { PERHAPS_NUMBER };
                same_value.map(|&(id, sure)| Partner::new(id, weight(sure), Cause::Numbers)).collect()
            }
        }
    }

    /// Names that sound alike.
    fn names(&self, kind: &Type, profile: &Profile) -> Vec<Partner> {
        let Key::Word(word) = &kind.key else { return Vec::new() };
        let mut found = Vec::new();
        let may_be_name = may_be_name(word, kind.capital);
        if !may_be_name && !self.has_loans {
            return found;
        }
        for core in name_cores(word, profile) {
            let keys = names::keys(core, profile);
            let key = keys.first();
            let alike = key.neighbours().filter_map(|variant| self.skeletons.get(&variant));
            for name in alike.filter(|names| names.len() <= CROWD).flatten() {
                let similarity = names::similarity(&key, &name.key);
                let enough = if key.len() < 3 { 0.99 } else { 0.72 };
                // Where neither side shows that it is a name, only a long one is believed.
                let shown = kind.capital || name.capital || key.len().min(name.key.len()) >= SHOWN_LETTERS;
                if similarity >= enough && shown && (may_be_name || name.loan) {
                    found.push(Partner::new(name.id, 0.8 * similarity * similarity, Cause::Names));
                }
            }
            for key in keys.as_slice().iter().filter(|key| may_be_name && key.len() >= TELLING) {
                let others = self.other_readings.get(key).filter(|names| names.len() <= CROWD).into_iter().flatten();
                found.extend(others.map(|&id| Partner::new(id, OTHER_READING, Cause::Names)));
            }
        }
        found
    }

    /// Long words that sound alike in whatever script: `президент`, `president`.
    fn sounds(&self, kind: &Type, profile: &Profile) -> Vec<Partner> {
        let Key::Word(word) = &kind.key else { return Vec::new() };
        let Some(sound) = Sound::of(word, profile).filter(|_| !self.sounds.is_empty()) else { return Vec::new() };
        let alike = sound.key.neighbours().filter_map(|variant| self.sounds.get(&variant));
        let alike = alike.filter(|words| words.len() <= CROWD).flatten();
        let alike = alike.map(|(id, other)| (*id, sound.similarity(other)));
        let alike = alike.filter(|(_, similarity)| *similarity >= SOUND_SIMILARITY);
        alike.map(|(id, similarity)| Partner::new(id, SOUND * similarity * similarity, Cause::Cognates)).collect()
    }

    /// Words that begin alike, as those of related languages do: `Kommission`, `commission`.
    fn cognates(&self, kind: &Type) -> Vec<Partner> {
        let Key::Word(word) = &kind.key else { return Vec::new() };
        let alike = beginning(word).and_then(|beginning| self.beginnings.get(beginning));
        let alike = alike.filter(|words| words.len() <= CROWD);
        let share = |other: &str| {
            let shared = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            shared as f64 / word.chars().count().max(other.chars().count()) as f64
        };
        let alike = alike.into_iter().flatten().map(|&(id, other)| (id, share(other)));
        let alike = alike.filter(|(_, share)| *share >= COGNATE_SHARE);
        alike.map(|(id, share)| Partner::new(id, COGNATE * share, Cause::Cognates)).collect()
    }

    fn by_stem(&self, word: &str) -> &[usize] {
        let stem = morphology::stem(word, self.profile);
        self.stems.get(stem.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// A word of a script with capitals is a name only with one; in other scripts any word may be.
fn may_be_name(folded: &str, capital: bool) -> bool {
    capital || !is_cased(folded)
}

/// Whether a folded word is of a script that has capitals.
fn is_cased(folded: &str) -> bool {
    folded.starts_with(char::is_lowercase)
}

/// How a long word sounds.
#[derive(Clone, Copy, Debug)]
struct Sound {
    key: names::Key,
    /// Whether it begins with a vowel; `None` in scripts that may leave vowels out, of which those
    /// without capitals are taken to be.
    open: Option<bool>,
}

impl Sound {
    /// `None` for a word too short to prove anything.
    fn of(word: &str, profile: &Profile) -> Option<Self> {
        let key = names::key(word, profile);
        let long = word.chars().nth(SOUND_LETTERS).is_some() && key.len() >= SOUND_LETTERS;
        let first = word.chars().next()?;
        let open = || names::key(first.encode_utf8(&mut [0; 4]), profile).is_empty();
        long.then(|| Self { key, open: is_cased(word).then(open) })
    }

    fn similarity(&self, other: &Self) -> f64 {
        let differ = self.open.zip(other.open).is_some_and(|(own, other)| own != other);
        if differ { 0.0 } else { names::similarity(&self.key, &other.key) }
    }
}

/// The letters by which words that begin alike are found; `None` for short words, which begin alike
/// by chance.
fn beginning(word: &str) -> Option<&str> {
    let (end, _) = word.char_indices().nth(COGNATE_LETTERS)?;
    word.get(..end)
}

/// The word and its cores without clitics, which a name in running text may carry.
fn name_cores<'a>(word: &'a str, profile: &Profile) -> Vec<&'a str> {
    let mut cores: Vec<&str> = morphology::readings(word, profile).into_iter().map(|reading| reading.core).collect();
    cores.retain(|core| core.chars().count() >= 3);
    cores
}
