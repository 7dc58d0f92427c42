//! English: number, possessive and spelling of terms, verbs, and a small stemmer for statistics.

mod irregular;
mod verbs;
mod wording;

pub(super) use wording::{in_form_of, indefinite_article, without_possessive};

use super::{Class, Facts, Stem};
use crate::text::fold;

/// The stems of a word: itself, singular or plural, in British and American spelling, and the
/// forms of a verb when it is one. A possessive may follow each.
pub(super) fn stems(written: &str, facts: Facts) -> Vec<Stem> {
    let folded = fold(written);
    if let Some(other) = other_abbreviation(written) {
        let plurals = plurals(&folded);
        return [folded, other].iter().chain(&plurals).map(|form| Stem::of(form, Class::English)).collect();
    }
    let mut forms = vec![folded.clone()];
    forms.extend(singulars(&folded));
    let spelled: Vec<String> = forms.iter().flat_map(|form| spellings(form)).collect();
    forms.extend(spelled);
    if facts.verb {
        let verbal: Vec<String> = forms.iter().flat_map(|form| verbs::forms(form)).collect();
        forms.extend(verbal);
    } else {
        let plurals: Vec<String> = forms.iter().flat_map(|form| plurals(form)).collect();
        forms.extend(plurals);
    }
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms.iter().map(|form| Stem::of(form, Class::English)).collect()
}

/// The plural of a singular as one would write it; `None` for a word that has none.
pub fn plural(word: &str) -> Option<String> {
    if irregular::is_plural_or_without(word) { None } else { plurals(word).into_iter().next() }
}

/// Whether `word` is the plural of `singular`, in any spelling.
pub fn is_plural_of(word: &str, singular: &str) -> bool {
    word != singular && plurals(singular).iter().any(|plural| plural == word)
}

/// The plurals a word may have, the usual one first: men and Germans, vetoes and photos.
fn plurals(word: &str) -> Vec<String> {
    if irregular::is_plural_or_without(word) {
        return Vec::new();
    }
    let mut found = irregular::plurals(word);
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix('y')
        && !ends(&["ay", "ey", "oy", "uy"])
    {
        found.push(format!("{stem}ies"));
    } else if word.ends_with('o') {
        found.extend([format!("{word}s"), format!("{word}es")]);
    } else if ends(&["s", "x", "z", "ch", "sh"]) {
        found.push(format!("{word}es"));
    } else {
        found.push(format!("{word}s"));
    }
    found
}

/// What a word may be the plural of: an entry may be a plural (guarantor states, losses) where the
/// text has the singular.
fn singulars(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 4] = [("men", "man"), ("ies", "y"), ("es", ""), ("s", "")];
    if irregular::is_plural_or_without(word) {
        return Vec::new();
    }
    let undo = |(ending, singular): &(&str, &str)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
        let whole = format!("{stem}{singular}");
        // What has this plural by the rules: "loss" of "losses", not "cris" of "crises".
        (!stem.ends_with(['u', 'i']) && plurals(&whole).iter().any(|plural| plural == word)).then_some(whole)
    };
    let mut found = irregular::singulars(word);
    found.extend(ENDINGS.iter().filter_map(undo));
    found
}

/// The other way to write an abbreviation, folded: with full stops or without (U.S, US); the last stop
/// is a sign of its own.
fn other_abbreviation(written: &str) -> Option<String> {
    let letters: Vec<char> = written.chars().filter(|c| *c != '.').collect();
    let plain: String = letters.iter().collect();
    if !(2..=5).contains(&letters.len()) || !letters.iter().all(char::is_ascii_uppercase) {
        return None;
    }
    let dotted = letters.iter().map(char::to_string).collect::<Vec<_>>().join(".");
    match written {
        _ if written == plain => Some(fold(&dotted)),
        _ if written == dotted => Some(fold(&plain)),
        _ => None,
    }
}

/// The other spelling of a word that British and American English write differently.
fn spellings(word: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 23] = [
        ("isation", "ization"),
        ("isational", "izational"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("iser", "izer"),
        ("yse", "yze"),
        ("our", "or"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ourer", "orer"),
        ("ourable", "orable"),
        ("tre", "ter"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("gramme", "gram"),
        ("elled", "eled"),
        ("elling", "eling"),
        ("eller", "eler"),
        ("ement", "ment"),
        ("fulfil", "fulfill"),
        ("enrol", "enroll"),
        ("cheque", "check"),
    ];
    let other = |(uk, us): &(&str, &str)| {
        let swap = |from: &str, to: &str| {
            // The whole word (cheque) or the end of a longer one: rising and element are no such words.
            let stem = word.strip_suffix(from).filter(|stem| stem.len() > 2 || stem.is_empty() && from.len() > 4)?;
            Some(format!("{stem}{to}"))
        };
        swap(uk, us).or_else(|| swap(us, uk))
    };
    PAIRS.iter().filter_map(other).collect()
}

/// How many letters at its beginning a word keeps in all its forms, up to three.
pub(super) fn kept(folded: &str) -> usize {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    // persons, people
    let is_irregular = |word: &str| !irregular::plurals(word).is_empty() || !irregular::singulars(word).is_empty();
    if is_irregular(word) || singulars(word).iter().any(|singular| is_irregular(singular)) {
        return 1;
    }
    // spy, spies
    let ending = if word.ends_with("ies") { 3 } else { 1 };
    letters.saturating_sub(ending).min(3)
}

/// A rough stem: possessive, plural and the common verb endings off, irregular verbs mapped.
pub fn stem(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    let long = |rest: &str| rest.len() >= 3;
    let cut = |ending: &str| word.strip_suffix(ending).filter(|rest| long(rest));
    if let Some(rest) = cut("ies").or_else(|| cut("ied")) {
        return format!("{rest}y");
    }
    for ending in ["ing", "ed", "es", "ly", "s"] {
        if let Some(rest) = cut(ending)
            && !(ending == "s" && rest.ends_with('s'))
        {
            return undouble(rest.strip_suffix('e').unwrap_or(rest)).to_owned();
        }
    }
    word.strip_suffix('e').filter(|rest| long(rest)).unwrap_or(word).to_owned()
}

/// stopp → stop, but fall stays.
fn undouble(stem: &str) -> &str {
    let mut ends = stem.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before && !"aeiouls".contains(last) => {
            stem.strip_suffix(last).unwrap_or(stem)
        }
        _ => stem,
    }
}
