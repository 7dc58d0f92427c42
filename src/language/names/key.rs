//! The key of a name: consonant classes, so that spellings of one name meet in any script.
//!
//! Vowels, glides and the letters that one side leaves out are dropped; the others are mapped to
//! classes by the `romanisation` table of the profile, then of the neutral profile. A class is a
//! letter: b (b p), f (f v), d, t, g, k, x (kh), h, j (j zh), c (sh ch), s, z, l, m, n, r. A group
//! of letters may have further readings, each for another convention: x is ks in English and sh in
//! pinyin. Keys are compared by an edit distance in which classes that conventions confuse
//! (k~g, s~z, b~f) cost little.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::{Language, Profile};

/// Classes that a key holds at most; what a longer name has beyond is not compared.
const LONGEST: usize = 15;
/// Readings of one word that are told apart.
const READINGS: usize = 4;

/// The skeleton of a name. Ordered and hashed by its classes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    classes: [u8; LONGEST],
    length: u8,
}

impl Key {
    /// How many classes it has.
    pub fn len(&self) -> usize {
        usize::from(self.length)
    }

    /// Whether the word has no consonant at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The classes, one ASCII letter each.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.classes()).unwrap_or_default()
    }

    /// The key without the class at `index`; itself when there is none.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let kept = self.classes().iter().enumerate().filter(|(at, _)| *at != index);
        kept.fold(Self::default(), |key, (_, class)| key.with(*class))
    }

    /// The key itself and each key with one class left out: two keys at a distance of one gap or
    /// one exchange meet in one of them. Keys of two classes are left whole.
    pub fn neighbours(self) -> impl Iterator<Item = Self> {
        let gaps = if self.len() >= 3 { self.len() } else { 0 };
        std::iter::once(self).chain((0..gaps).map(move |index| self.without(index)))
    }

    fn classes(&self) -> &[u8] {
        self.classes.get(..self.len()).unwrap_or_default()
    }

    fn with(mut self, class: u8) -> Self {
        let length = self.len();
        if let Some(free) = self.classes.get_mut(length) {
            *free = class;
            self.length += 1;
        }
        self
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The keys of one word, one for each way to read it; the first by the language's own convention.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys {
    keys: [Key; READINGS],
    count: usize,
}

impl Keys {
    /// The different keys.
    pub fn as_slice(&self) -> &[Key] {
        self.keys.get(..self.count).unwrap_or_default()
    }

    /// The keys by other conventions.
    pub fn others(&self) -> &[Key] {
        self.as_slice().get(1..).unwrap_or_default()
    }

    /// The key by the language's own convention.
    pub fn first(&self) -> Key {
        self.as_slice().first().copied().unwrap_or_default()
    }

    fn add(&mut self, key: Key) {
        if !self.as_slice().contains(&key)
            && let Some(free) = self.keys.get_mut(self.count)
        {
            *free = key;
            self.count += 1;
        }
    }
}

/// The letters and letter groups of a language and the classes they stand for.
///
/// In a profile: a table from a group to its classes, `kh = "x"`; further readings follow after
/// `|`, and an empty reading leaves the group out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub struct Romanisation {
    /// By the first letter, for letters below [`PLAIN_LETTERS`]: where its groups begin in
    /// `groups`, plus one; 0 for none.
    starts: Vec<u16>,
    /// Groups by first letter, the longest first.
    groups: Vec<Group>,
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic letters all stand below.
const PLAIN_LETTERS: usize = 0x700;

#[derive(Clone, Debug)]
struct Group {
    letters: Box<str>,
    readings: Vec<Box<str>>,
}

impl From<BTreeMap<String, String>> for Romanisation {
    fn from(table: BTreeMap<String, String>) -> Self {
        let mut groups: Vec<Group> = table
            .into_iter()
            .map(|(letters, classes)| Group {
                letters: letters.into(),
                readings: classes.split('|').map(Box::from).collect(),
            })
            .collect();
        groups.sort_by_key(|group| (group.first(), std::cmp::Reverse(group.letters.len())));
        let mut starts = vec![0; PLAIN_LETTERS];
        for (at, group) in groups.iter().enumerate().rev() {
            if let (Some(start), Ok(at)) = (starts.get_mut(group.first()), u16::try_from(at + 1)) {
                *start = at;
            }
        }
        Self { starts, groups }
    }
}

impl Group {
    fn first(&self) -> usize {
        self.letters.chars().next().map_or(0, |letter| letter as usize)
    }
}

impl Romanisation {
    /// The longest group that `text` begins with.
    fn group(&self, text: &str) -> Option<&Group> {
        let first = text.chars().next()? as usize;
        let start = match self.starts.get(first) {
            Some(&start) => usize::from(start).checked_sub(1)?,
            None => self.groups.partition_point(|group| group.first() < first),
        };
        let same_letter = self.groups.get(start..)?.iter().take_while(|group| group.first() == first);
        same_letter.into_iter().find(|group| text.starts_with(&*group.letters))
    }
}

/// The key of a folded word by the convention of its language; empty when it has no consonant.
///
/// ```
/// use tarjuman::language::{Language, names};
/// let profile = |tag| Language::from_tag(tag).unwrap().profile();
/// assert_eq!(names::key("لافروف", profile("ar")), names::key("lavrov", profile("en")));
/// assert_eq!(names::key("лавров", profile("ru")).as_str(), "lfrf");
/// ```
pub fn key(folded: &str, profile: &Profile) -> Key {
    read(folded, [&profile.romanisation, neutral()], 0).0
}

/// The keys of a folded word by every convention that may be meant, its language's own first.
pub fn keys(folded: &str, profile: &Profile) -> Keys {
    let tables = [&profile.romanisation, neutral()];
    let mut keys = Keys::default();
    for reading in 0..READINGS {
        let (key, varies) = read(folded, tables, reading);
        keys.add(key);
        if !varies {
            break;
        }
    }
    keys
}

fn neutral() -> &'static Romanisation {
    &Language::neutral("und").profile().romanisation
}

/// The key by the reading of this number, and whether another reading may give another key.
fn read(folded: &str, tables: [&Romanisation; 2], reading: usize) -> (Key, bool) {
    let mut key = Key::default();
    let mut varies = false;
    let mut rest = folded;
    while let Some(letter) = rest.chars().next() {
        let Some(group) = tables.iter().find_map(|table| table.group(rest)) else {
            // A vowel or a sign.
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            continue;
        };
        varies |= group.readings.len() > 1;
        for class in
            group.readings.get(reading).or(group.readings.first()).map_or(&[][..], |classes| classes.as_bytes())
        {
            // Doubled letters are one: رّ is written once in Arabic and often twice in Latin.
            if key.classes().last() != Some(class) {
                key = key.with(*class);
            }
        }
        rest = rest.get(group.letters.len()..).unwrap_or_default();
    }
    (key, varies)
}

/// How alike two keys are, from 0 to 1; symmetric.
///
/// Short keys agree by chance: those of one class are like nothing, those of two only like keys
/// from which at most a letter that is often not written or is easily confused tells them.
pub fn similarity(a: &Key, b: &Key) -> f64 {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if shorter < 2 {
        return 0.0;
    }
    // An edit distance is at least the difference in length, and a gap costs at least half.
    if a == b {
        return 1.0;
    }
    let distance = distance(a.classes(), b.classes());
    if shorter == 2 && distance > GAP_OF_H {
        return 0.0;
    }
    1.0 - f64::from(distance) / (longer as f64 * f64::from(WHOLE))
}

/// The likeness of the two most alike keys of two words.
pub fn best_similarity(a: &Keys, b: &Keys) -> f64 {
    let pairs = a.as_slice().iter().flat_map(|left| b.as_slice().iter().map(move |right| (left, right)));
    pairs.map(|(left, right)| similarity(left, right)).fold(0.0, f64::max)
}

/// Costs in tenths.
const WHOLE: u8 = 10;
const CONFUSED: u8 = 4;
/// An h is often not written (طهران and Teheran, نوح and Noah).
const GAP_OF_H: u8 = 5;

/// Edit distance with cheap substitutions, in tenths, one row at a time.
fn distance(a: &[u8], b: &[u8]) -> u8 {
    let mut row = [0_u8; LONGEST + 1];
    let mut so_far = 0;
    for (cell, class) in row.iter_mut().skip(1).zip(b) {
        so_far += gap(*class);
        *cell = so_far;
    }
    for &left in a {
        let (first, cells) = row.split_at_mut(1);
        let Some(first) = first.first_mut() else { return 0 };
        let mut diagonal = *first;
        *first += gap(left);
        let mut previous = *first;
        for (cell, &right) in cells.iter_mut().zip(b) {
            let best = (diagonal + exchange(left, right)).min(*cell + gap(left)).min(previous + gap(right));
            diagonal = std::mem::replace(cell, best);
            previous = best;
        }
    }
    row.get(b.len()).copied().unwrap_or_default()
}

const fn gap(class: u8) -> u8 {
    if class == b'h' { GAP_OF_H } else { WHOLE }
}

/// What it costs to read one class for the other.
const fn exchange(a: u8, b: u8) -> u8 {
    if a == b {
        return 0;
    }
    match (a, b) {
        (b'k' | b'g' | b'j' | b'x', b'k' | b'g' | b'j' | b'x')
        | (b's' | b'z' | b'c', b's' | b'z' | b'c')
        | (b'b' | b'f', b'b' | b'f')
        | (b't' | b'd', b't' | b'd')
        | (b'h' | b'x', b'h' | b'x')
        | (b'd' | b'z', b'd' | b'z')
        | (b'c' | b'j', b'c' | b'j') => CONFUSED,
        _ => WHOLE,
    }
}
