//! Whether a Latin spelling can stand for a name in another script, walked through letter by letter.
//!
//! The spellings of a letter are those of the published romanisations and of newspaper use
//! (`standards.toml`). A name follows one convention only in a gazetteer; running text mixes them,
//! so any spelling of any table is good, and what no table explains costs.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::fold;

/// A table of spellings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its name, with the year where there are several; `press` for what newspapers do.
    pub name: String,
    /// ISO 15924 code of the script it is for.
    pub script: String,
    /// Spellings of a letter or letter group, parted by blanks.
    pub letters: BTreeMap<String, String>,
}

/// All tables, in the order of the file.
pub fn standards() -> &'static [Standard] {
    &data().standard
}

/// The data file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Data {
    weak_letters: String,
    standard: Vec<Standard>,
}

fn data() -> &'static Data {
    static READ: OnceLock<Data> = OnceLock::new();
    // A test proves that the file can be read.
    READ.get_or_init(|| toml::from_str(include_str!("standards.toml")).unwrap_or_default())
}

/// What it costs to read `latin` as the name `word` of another script: 0 when every letter follows
/// some convention, about 1 for each consonant that none explains, less for odd vowels.
///
/// Both words are folded, without particles, article and possessive ending. `None` when the word
/// has a letter of which nothing is known, or the other is not Latin.
///
/// ```
/// use tarjuman::language::names::plausibility;
/// assert_eq!(plausibility("غيراسيموف", "gerasimov"), Some(0.0));
/// assert!(plausibility("غيراسيموف", "geramisov").unwrap() >= 1.0);
/// ```
pub fn plausibility(word: &str, latin: &str) -> Option<f64> {
    let latin: Vec<char> = latin.chars().filter(|c| !is_joiner(*c)).map(plain_latin).collect();
    if latin.is_empty() || !latin.iter().all(char::is_ascii_lowercase) {
        return None;
    }
    let letters: Vec<char> = word.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{200C}')).collect();
    let costs = walk(&letters, &latin)?;
    Some(f64::from(*costs.last()?) / f64::from(WHOLE))
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | ' ')
}

/// Letters that folding leaves because no accent can be taken off them.
const fn plain_latin(c: char) -> char {
    match c {
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ß' => 's',
        'ı' => 'i',
        'ø' | 'œ' => 'o',
        'æ' => 'a',
        other => other,
    }
}

/// Costs in hundredths.
const WHOLE: u16 = 100;
/// A vowel that is written on one side and not on the other.
const UNWRITTEN_LONG_VOWEL: u16 = 30;
const SECOND_SHORT_VOWEL: u16 = 15;
/// Latin letters that are often silent: h anywhere, a final consonant as in French.
const SILENT_H: u16 = 20;
const SILENT_END: u16 = 40;

/// Spellings by letter group, as characters.
type Spellings = HashMap<Box<[char]>, Vec<Box<[char]>>>;

fn spellings() -> &'static Spellings {
    static READ: OnceLock<Spellings> = OnceLock::new();
    READ.get_or_init(|| {
        let mut spellings = Spellings::new();
        for (group, written) in standards().iter().flat_map(|standard| &standard.letters) {
            let known = spellings.entry(fold(group).chars().collect()).or_default();
            for spelling in written.split(' ') {
                let plain: Box<[char]> = fold(spelling).chars().filter(char::is_ascii_lowercase).collect();
                if !known.contains(&plain) {
                    known.push(plain);
                }
            }
        }
        spellings
    })
}

/// The least cost of reading the beginning of `latin` as all of `letters`, for each length of the
/// beginning.
fn walk(letters: &[char], latin: &[char]) -> Option<Vec<u16>> {
    let table = spellings();
    let width = latin.len() + 1;
    let mut rows = vec![vec![u16::MAX; width]; letters.len() + 1];
    *rows.first_mut()?.first_mut()? = 0;
    for at in 0..=letters.len() {
        supply_unwritten(rows.get_mut(at)?, latin, at == letters.len());
        let row = rows.get(at)?.clone();
        for length in 1..=2 {
            let Some(group) = letters.get(at..at + length) else { continue };
            let written = table.get(group);
            if length == 1 && written.is_none() && !group.iter().all(|letter| data().weak_letters.contains(*letter)) {
                return None;
            }
            let next = rows.get_mut(at + length)?;
            let Some(written) = written else { continue };
            follow(&row, next, latin, written);
            if length == 1 {
                drop_or_misread(&row, next, group.first().copied()?);
            }
        }
    }
    rows.pop()
}

/// Read one letter group as any of its spellings.
fn follow(row: &[u16], next: &mut [u16], latin: &[char], written: &[Box<[char]>]) {
    for (from, &cost) in row.iter().enumerate().filter(|(_, cost)| **cost != u16::MAX) {
        let rest = latin.get(from..).unwrap_or_default();
        for spelling in written.iter().filter(|spelling| rest.starts_with(spelling)) {
            let mut end = from + spelling.len();
            lower(next, end, cost);
            // A doubled letter: رّ, or the double consonants of the Latin spelling.
            if let (Some(last), Some(after)) = (spelling.last(), latin.get(end))
                && last == after
            {
                end += 1;
                lower(next, end, cost);
            }
        }
    }
}

/// Leave the letter unread, or read one Latin letter as it against every convention.
fn drop_or_misread(row: &[u16], next: &mut [u16], letter: char) {
    let vowel = data().weak_letters.contains(letter);
    for (from, &cost) in row.iter().enumerate().filter(|(_, cost)| **cost != u16::MAX) {
        lower(next, from, cost.saturating_add(if vowel { UNWRITTEN_LONG_VOWEL } else { WHOLE }));
        lower(next, from + 1, cost.saturating_add(WHOLE));
    }
}

/// Latin letters that the other script does not write: short vowels, silent letters.
fn supply_unwritten(row: &mut [u16], latin: &[char], at_end: bool) {
    for (from, &letter) in latin.iter().enumerate() {
        let Some(&cost) = row.get(from) else { continue };
        if cost == u16::MAX {
            continue;
        }
        let before = from.checked_sub(1).and_then(|before| latin.get(before)).copied();
        let extra = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if before.is_some_and(is_latin_vowel) => SECOND_SHORT_VOWEL,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 0,
            'h' => SILENT_H,
            _ if at_end && from + 1 == latin.len() => SILENT_END,
            _ => WHOLE,
        };
        lower(row, from + 1, cost.saturating_add(extra));
    }
}

fn lower(row: &mut [u16], at: usize, cost: u16) {
    if let Some(cell) = row.get_mut(at) {
        *cell = (*cell).min(cost);
    }
}

const fn is_latin_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_can_be_read() {
        let data: Result<Data, _> = toml::from_str(include_str!("standards.toml"));
        assert!(data.is_ok(), "{data:?}");
        assert!(standards().iter().any(|standard| standard.name == "DIN 31635" && standard.script == "Arab"));
    }
}
