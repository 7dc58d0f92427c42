//! From the spelling of a dictionary word to its stems.

use super::endings::Class;
use super::plurals::{looks_plural, plurals};
use crate::language::morphology::{self, Derivation, Facts, Number, Stem};
use crate::language::profile::Profile;
use crate::text::{fold, is_ignorable};

/// The stems of `written`, which stands without article, with its hamzas and its ى.
pub(in crate::language::morphology) fn stems(written: &str, facts: Facts, profile: &Profile) -> Vec<Stem> {
    // Kasratan at the end is the one mark that is also spelling: قاضٍ has dropped its yeh.
    let defective = facts.defective || written.ends_with('\u{064D}');
    let word: String = written.chars().filter(|c| !is_ignorable(*c)).collect();
    if !word.chars().all(|c| ('\u{0621}'..='\u{064A}').contains(&c)) || word.is_empty() {
        return vec![Stem::of(&word, morphology::Class::Bare)];
    }
    let mut stems = by_spelling(&word, Facts { defective, ..facts }, profile);
    if facts.number == Number::Unknown && !facts.agrees && !looks_plural(&word) {
        let plurals = plurals(&word, profile);
        let another = |plural: &String| {
            let folded = fold(plural);
            profile.noun_cues.contains(&folded) || profile.common_words.contains(&folded)
        };
        stems.extend(plurals.iter().filter(|plural| !another(plural)).filter_map(|plural| guess(plural)));
        if is_of_a_person(&word) {
            stems.push(derived(&word, Class::Feminine, Derivation::Pattern));
        }
    }
    if facts.feminine {
        stems.push(of(&word, Class::Feminine));
    }
    stems
}

/// Written as the entry has it; the plural only where an ending makes it.
fn by_spelling(word: &str, facts: Facts, profile: &Profile) -> Vec<Stem> {
    let letters = word.chars().count();
    if let Some(stem) = word.strip_suffix('ة') {
        return vec![of(stem, Class::Feminine)];
    }
    if let Some(stem) = word.strip_suffix('ء') {
        return vec![of(stem, Class::Hamza)];
    }
    if let Some(stem) = word.strip_suffix('أ') {
        let seat = |seat: char| of(&format!("{stem}{seat}"), Class::Seat);
        return vec![of(word, singular(word, facts)), seat('ؤ'), seat('ئ')];
    }
    if let Some(stem) = word.strip_suffix('ى') {
        return vec![of(stem, Class::Maqsura)];
    }
    if word.ends_with('ا') {
        // Foreign names, mostly.
        return vec![Stem::of(word, morphology::Class::Bare)];
    }
    if facts.defective {
        let stem = word.strip_suffix('ي').unwrap_or(word);
        return vec![of(stem, Class::Defective)];
    }
    if letters >= 5 && word.ends_with("ات") {
        return vec![of(word, Class::Plural)];
    }
    if letters >= 5
        && let Some(stem) = word.strip_suffix("ون")
    {
        // قانون and زيتون end in ون as well.
        return vec![of(stem, Class::SoundPlural), of(word, singular(word, facts))];
    }
    if letters >= 6
        && let Some(stem) = word.strip_suffix("ين")
    {
        return vec![of(word, Class::Plural), of(stem, Class::SoundPlural)];
    }
    let mut stems = vec![of(word, singular(word, facts))];
    stems.extend(perhaps_defective(word, profile));
    stems
}

fn singular(word: &str, facts: Facts) -> Class {
    let nisba = word.ends_with('ي') && word.chars().count() >= 4;
    match facts.number {
        _ if facts.agrees || nisba => Class::Adjective,
        Number::Sound => Class::Sound,
        Number::Listed => Class::Singular,
        Number::Unknown if is_active_participle(word) => Class::Sound,
        Number::Unknown => Class::Open,
    }
}

/// A word of the shape قاض or قاضي may have a dropped yeh, unless it is one of the few dozen nouns
/// with a long vowel in the middle (دار, مال).
fn perhaps_defective(word: &str, profile: &Profile) -> Option<Stem> {
    let stem = word.strip_suffix('ي').unwrap_or(word);
    let mut letters = stem.chars();
    let shape = (letters.next()?, letters.next()?, letters.next()?);
    let hollow = profile.hollow_nouns.contains(&fold(stem));
    (letters.next().is_none() && shape.1 == 'ا' && !is_weak(shape.2) && !hollow)
        .then(|| derived(stem, Class::Defective, Derivation::Pattern))
}

/// فاعل: most stand for people and have the plural ون.
pub(super) fn is_active_participle(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    matches!(letters.as_slice(), [_, 'ا', second, third] if !is_weak(*second) && !is_weak(*third))
}

/// The nouns of action of the derived verbs: إطلاق, تدمير, انسحاب, استخدام.
pub(in crate::language::morphology) fn is_action(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    matches!(
        letters.as_slice(),
        ['إ', _, _, 'ا', _] | ['ت', _, _, 'ي', _] | ['ا', _, _, _, 'ا', _] | ['ا', 'س', 'ت', _, _, 'ا', _]
    )
}

/// Shapes of words for people, which have a feminine in ة: رئيس, لاعب, مرشح, مهندس, متظاهر.
fn is_of_a_person(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [_, second, 'ي', _] => !is_weak(*second),
        ['م', rest @ ..] => rest.len() >= 3 && !rest.contains(&'ي'),
        _ => is_active_participle(word),
    }
}

pub(super) const fn is_weak(letter: char) -> bool {
    matches!(letter, 'ا' | 'و' | 'ي' | 'ى' | 'آ')
}

/// A plural by pattern as a stem; one that may be a verb counts only where a noun must stand.
fn guess(plural: &str) -> Option<Stem> {
    let letters = plural.chars().count();
    let source = if letters <= 3 || (letters == 4 && plural.ends_with('ى')) {
        Derivation::PatternOfNoun
    } else {
        Derivation::Pattern
    };
    let stem = match plural.chars().last()? {
        'ة' => derived(plural.strip_suffix('ة')?, Class::Feminine, source),
        'ء' => derived(plural.strip_suffix('ء')?, Class::Hamza, source),
        // قتلى keeps its alef before a pronoun; مبانٍ shows its yeh with the article.
        'ى' => derived(plural.strip_suffix('ى')?, Class::Maqsura, source),
        'ٍ' => derived(plural.strip_suffix('ٍ')?, Class::Defective, source),
        _ => derived(plural, Class::Plural, source),
    };
    Some(stem)
}

fn of(written: &str, class: Class) -> Stem {
    Stem::of(written, morphology::Class::Arabic(class))
}

fn derived(written: &str, class: Class, source: Derivation) -> Stem {
    Stem::derived(written, morphology::Class::Arabic(class), source)
}
