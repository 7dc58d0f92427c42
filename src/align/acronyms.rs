//! Acronyms whose letters are written out by their names: `سي إن إن` is CNN, `البي بي سي` the BBC.

use crate::language::{Profile, morphology};
use crate::text::{WordKind, fold, words};

/// The longest acronym that is looked for, in letters.
const LONGEST: usize = 6;

/// The acronyms that each row of letter names in `text` may spell, in lower case and sorted.
///
/// Some names are also particles (`في`, `إن`), so every part of a row of at least two letters of
/// which one is nothing else counts; what the row is not is not found on the other side.
pub(super) fn spelt_out(text: &str, profile: &Profile) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<Letter<'_>>> = vec![Vec::new()];
    for word in words(text) {
        let folded = fold(word.span.text(text));
        let letter = (word.kind == WordKind::Letters).then(|| letter(&folded, profile)).flatten();
        match (letter, rows.last_mut()) {
            (Some(letter), Some(row)) if letter.begins && !row.is_empty() => rows.push(vec![letter]),
            (Some(letter), Some(row)) => row.push(letter),
            _ => rows.push(Vec::new()),
        }
    }
    rows.iter().map(|row| readings(row)).filter(|readings| !readings.is_empty()).collect()
}

/// A word that is the name of a letter.
struct Letter<'a> {
    /// The letters it may name.
    letters: &'a str,
    /// Whether it is also a particle.
    doubtful: bool,
    /// Whether a particle is written in front, so that it begins a row.
    begins: bool,
}

fn letter<'a>(folded: &str, profile: &'a Profile) -> Option<Letter<'a>> {
    if let Some(letters) = profile.letter_names.get(folded) {
        return Some(Letter { letters, doubtful: profile.common_words.contains(folded), begins: false });
    }
    let readings = morphology::readings(folded, profile);
    let letters = readings.iter().find_map(|reading| profile.letter_names.get(reading.core))?;
    Some(Letter { letters, doubtful: true, begins: true })
}

fn readings(row: &[Letter<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for start in 0..row.len() {
        let mut spelt = vec![String::new()];
        let mut sure = false;
        for letter in row.iter().skip(start).take(LONGEST) {
            sure |= !letter.doubtful;
            spelt =
                spelt.iter().flat_map(|before| letter.letters.chars().map(move |c| format!("{before}{c}"))).collect();
            if sure && spelt.first().is_some_and(|first| first.len() > 1) {
                found.extend_from_slice(&spelt);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn letters_in_a_row_are_an_acronym() {
        let profile = Language::from_tag("ar").unwrap().profile();
        let spells = |text: &str, acronym: &str| {
            spelt_out(text, profile).iter().any(|readings| readings.iter().any(|reading| reading == acronym))
        };
        assert!(spells("قالت شبكة سي إن إن الإخبارية", "cnn"));
        assert!(spells("وذكرت البي بي سي", "bbc"));
        assert!(spells("أعلن إف بي آي", "fbi"));
        assert!(spells("ظهر في سي بي إس", "cbs"));
        assert!(spelt_out("قال إن في البيت", profile).is_empty());
        assert!(spelt_out("هو أو في", profile).is_empty());
    }
}
