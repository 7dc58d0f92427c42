//! Arabic: clitics peeled from running words, and the forms of a dictionary word generated.
//!
//! Terms are matched by generation, not by stemming: a stemmer that cuts ال from ألبانيا or ة
//! from شرطة finds words that are not there. The order of proclitics is conjunction (و ف),
//! preposition (ب ك ل), article (ال, لل after ل).

use super::Reading;
use crate::language::profile::Clitics;

/// The readings of a word: as it stands, and with each allowed chain of proclitics taken off.
///
/// A core of fewer than two letters is no word.
pub fn readings<'a>(folded: &'a str, clitics: &Clitics) -> Vec<Reading<'a>> {
    let mut readings = vec![Reading::bare(folded)];
    let conjoined = clitics.conjunctions.iter().filter_map(|particle| folded.strip_prefix(particle.as_str()));
    let starts: Vec<(&str, bool)> = std::iter::once((folded, false)).chain(conjoined.map(|rest| (rest, true))).collect();
    for (rest, conjunction) in starts {
        let add = |readings: &mut Vec<Reading<'a>>, core: &'a str, definite: bool, preposition: bool| {
            if core.chars().nth(1).is_some() {
                readings.push(Reading { core, definite, conjunction, preposition });
            }
        };
        if conjunction {
            add(&mut readings, rest, false, false);
        }
        if let Some(core) = rest.strip_prefix(clitics.article.as_str()) {
            add(&mut readings, core, true, false);
        }
        if let Some(core) = rest.strip_prefix(clitics.contracted.as_str()) {
            add(&mut readings, core, true, true);
            // For a word that begins with lam one of the three is not written: ل + اللجنة = للجنة.
            add(&mut readings, rest.strip_prefix('ل').unwrap_or(rest), true, true);
        }
        for particle in &clitics.prepositions {
            let Some(inner) = rest.strip_prefix(particle.as_str()) else { continue };
            add(&mut readings, inner, false, true);
            if let Some(core) = inner.strip_prefix(clitics.article.as_str()) {
                add(&mut readings, core, true, true);
            }
        }
    }
    readings
}

/// The forms of an indefinite word without clitics in front: itself, dual, sound feminine plural
/// of a word in ة, feminine of a nisba, tanwin alif, and each with a pronoun at its end.
pub fn forms(folded: &str, clitics: &Clitics) -> Vec<String> {
    let mut forms = vec![folded.to_owned()];
    let mut add = |stem: &str, endings: &[&str]| forms.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    let pronouns: Vec<&str> = clitics.pronouns.iter().map(String::as_str).collect();
    if let Some(stem) = folded.strip_suffix('ة') {
        add(stem, &["ات", "تان", "تين", "تا", "تي"]);
        add(&format!("{stem}ت"), &pronouns);
        add(&format!("{stem}ات"), &pronouns);
        add(&format!("{stem}تي"), &pronouns);
    } else if let Some(stem) = folded.strip_suffix('ء') {
        // The seat of the hamza follows the case: أعضاء, أعضاؤه, أعضائه.
        for seat in ["ء", "ؤ", "ئ"] {
            add(&format!("{stem}{seat}"), &pronouns);
        }
        add(folded, &["ان", "ين", "ا"]);
        add(stem, &["ئين", "ئي"]);
    } else {
        add(folded, &pronouns);
        add(folded, &["ان", "ين", "ا"]);
        if folded.chars().count() > 3 && folded.ends_with('ي') {
            add(folded, &["ة", "ات", "ون", "تين", "تان"]);
        }
    }
    forms
}

/// A light stem for statistics: article and proclitics off the front, plural and pronoun endings
/// off the back, never below three letters (the idea of Larkey's light10).
pub fn stem(folded: &str) -> &str {
    const STARTS: [&str; 12] = ["وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "س"];
    const ENDS: [&str; 20] = [
        "هما", "كما", "تهم", "تها", "ات", "ان", "ون", "ين", "وا", "هم", "هن", "ها", "نا", "كم", "ته", "تم", "ية", "ه", "ة", "ي",
    ];
    let long_enough = |rest: &str, least: usize| rest.chars().count() >= least;
    let start = STARTS.iter().find_map(|start| {
        let least = if start.len() > 2 { 2 } else { 3 };
        folded.strip_prefix(start).filter(|rest| long_enough(rest, least))
    });
    let rest = start.unwrap_or(folded);
    ENDS.iter().find_map(|end| rest.strip_suffix(end).filter(|rest| long_enough(rest, 3))).unwrap_or(rest)
}
