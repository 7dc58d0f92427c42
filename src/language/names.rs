//! Names across scripts: a key of consonants on which لافروف and Lavrov meet.
//!
//! Vowels, glides and the letters that one side leaves out are dropped; what is left is mapped to
//! classes by the profile's `romanisation` table, and keys are compared by an edit distance in
//! which letters that romanisations confuse (k~g, s~z, b~f) cost little.

use super::{Language, Profile};

/// The romanisation key of a folded word; empty when it has no consonant.
pub fn key(folded: &str, profile: &Profile) -> String {
    let neutral = Language::neutral("und").profile();
    let table = if profile.romanisation.is_empty() { &neutral.romanisation } else { &profile.romanisation };
    let mut key = String::with_capacity(folded.len());
    let mut rest = folded;
    'letters: while let Some(c) = rest.chars().next() {
        for length in (1..=3).rev() {
            let Some((end, last)) = rest.char_indices().nth(length - 1) else { continue };
            let (group, after) = rest.split_at_checked(end + last.len_utf8()).unwrap_or((rest, ""));
            if let Some(class) = table.get(group) {
                // Doubled letters are one: رّ is written once in Arabic and often twice in Latin.
                if !key.ends_with(class.as_str()) || class.is_empty() {
                    key.push_str(class);
                }
                rest = after;
                continue 'letters;
            }
        }
        // A vowel or a sign, which also ends a doubled letter's chance: only neighbours merge.
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    key
}

/// How alike two keys are, from 0 to 1.
///
/// One-letter keys are like nothing: they would make every short word a name.
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if a.len().min(b.len()) < 2 {
        return 0.0;
    }
    (1.0 - distance(&a, &b) / longest as f64).max(0.0)
}

/// Edit distance with cheap substitutions, one row at a time.
fn distance(a: &[char], b: &[char]) -> f64 {
    let mut row: Vec<f64> = std::iter::successors(Some(0.0), |last| Some(last + 1.0)).take(b.len() + 1).collect();
    for &left in a {
        let mut diagonal = row.first().copied().unwrap_or_default();
        let mut previous = diagonal + gap(left);
        if let Some(first) = row.first_mut() {
            *first = previous;
        }
        for (cell, &right) in row.iter_mut().skip(1).zip(b) {
            let best = (diagonal + substitution(left, right)).min(*cell + gap(left)).min(previous + gap(right));
            diagonal = std::mem::replace(cell, best);
            previous = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// An h is often not written (طهران and Teheran, نوح and Noah).
fn gap(letter: char) -> f64 {
    if letter == 'h' { 0.5 } else { 1.0 }
}

fn substitution(a: char, b: char) -> f64 {
    const CONFUSED: [&str; 6] = ["kgjx", "szc", "bf", "td", "hx", "dz"];
    if a == b {
        0.0
    } else if CONFUSED.iter().any(|group| group.contains(a) && group.contains(b)) {
        0.4
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn alike(arabic: &str, english: &str) -> f64 {
        let profile = |tag| Language::from_tag(tag).unwrap().profile();
        similarity(&key(&fold(arabic), profile("ar")), &key(&fold(english), profile("en")))
    }

    #[test]
    fn names_meet_their_romanisations() {
        for (arabic, english) in [
            ("لافروف", "Lavrov"),
            ("غيراسيموف", "Gerasimov"),
            ("دانفورد", "Dunford"),
            ("مارسودي", "Marsudi"),
            ("جاكرتا", "Jakarta"),
            ("محمد", "Mohammed"),
            ("القنيطرة", "Alqunaitra"),
        ] {
            assert!(alike(arabic, english) > 0.75, "{arabic} {english}: {}", alike(arabic, english));
        }
    }

    #[test]
    fn other_words_do_not() {
        for (arabic, english) in [("لافروف", "Jakarta"), ("دمشق", "Moscow"), ("حلب", "Homs")] {
            assert!(alike(arabic, english) < 0.7, "{arabic} {english}: {}", alike(arabic, english));
        }
    }
}
