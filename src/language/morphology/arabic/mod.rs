//! Arabic: clitics peeled from running words, and the forms of a dictionary word.
//!
//! Terms are matched by generation, not by stemming: a stemmer that cuts ال from ألبانيا or ة
//! from شرطة finds words that are not there. The order of proclitics is conjunction (و ف),
//! preposition (ب ك ل), article (ال, لل after ل). Which stems an entry has stands in `stems`, what
//! may follow a stem in `endings`, plurals by pattern in `plurals`.

mod endings;
mod plurals;
mod stems;

pub use endings::Class;
pub(super) use endings::{ending, tails};
pub(super) use plurals::{likely_plurals, looks_plural};
pub(super) use stems::{is_action, stems};

use super::Reading;
use crate::language::profile::{Clitics, Profile};

/// Hand the readings of a word to `visit`: as it stands, and with each allowed chain of proclitics
/// taken off.
///
/// A core of fewer than two letters is no word.
pub(super) fn each_reading<'a>(folded: &'a str, clitics: &Clitics, visit: &mut dyn FnMut(Reading<'a>)) {
    visit(Reading::bare(folded));
    behind_conjunction(folded, folded, false, clitics, visit);
    for particle in &clitics.conjunctions {
        if let Some(rest) = folded.strip_prefix(particle.as_str()) {
            behind_conjunction(folded, rest, true, clitics, visit);
        }
    }
}

/// The readings of what is left of `whole` when its conjunction, if it has one, is taken off.
fn behind_conjunction<'a>(
    whole: &'a str,
    rest: &'a str,
    conjunction: bool,
    clitics: &Clitics,
    visit: &mut dyn FnMut(Reading<'a>),
) {
    let article = clitics.article.as_str();
    let mut read = |core: &'a str, particles: usize, definite: bool, preposition: bool| {
        if core.chars().nth(1).is_some() {
            let lead = whole.get(..particles).unwrap_or_default();
            visit(Reading { core, lead, definite, conjunction, preposition });
        }
    };
    let before = whole.len() - rest.len();
    if conjunction {
        read(rest, before, false, false);
    }
    if let Some(core) = rest.strip_prefix(article) {
        read(core, before, true, false);
    }
    // A doubled alef before the article is the commonest slip of all, and no other word: االجمهوري.
    if let Some(core) = rest.strip_prefix('ا').and_then(|rest| rest.strip_prefix(article)) {
        read(core, before, true, false);
    }
    if let Some(core) = rest.strip_prefix(clitics.contracted.as_str()) {
        let lam = before + 'ل'.len_utf8();
        read(core, lam, true, true);
        // For a word that begins with lam one of the three is not written: ل + اللجنة = للجنة.
        read(rest.strip_prefix('ل').unwrap_or(rest), lam, true, true);
    }
    for particle in &clitics.prepositions {
        let Some(inner) = rest.strip_prefix(particle.as_str()) else { continue };
        read(inner, before + particle.len(), false, true);
        if let Some(core) = inner.strip_prefix(article) {
            read(core, before + particle.len(), true, true);
        }
    }
}

/// The accusative (يومًا) and the dual (يومان, يومين; ساعتان, ساعتا) of a noun of one word.
pub(super) fn counted_forms(word: &str) -> Vec<(String, u8)> {
    if word.contains(' ') {
        return Vec::new();
    }
    let dual = |stem: &str, endings: &[&str]| -> Vec<(String, u8)> {
        endings.iter().map(|ending| (format!("{stem}{ending}"), 2)).collect()
    };
    match word.strip_suffix('ة') {
        Some(stem) => dual(stem, &["تان", "تين", "تا", "تي"]),
        None => {
            let mut forms = dual(word, &["ان", "ين"]);
            forms.push((format!("{word}ا"), 1));
            forms
        }
    }
}

/// Whether `folded` is a form of one of the undivided words of the profile.
pub(super) fn is_undivided(folded: &str, profile: &Profile) -> bool {
    let cuts = folded.char_indices().map(|(at, _)| at).chain([folded.len()]);
    let mut parts = cuts.filter_map(|at| folded.split_at_checked(at));
    parts.any(|(stem, tail)| {
        let fits = |class| ending(class, tail, &profile.clitics).is_some();
        profile.undivided.contains(stem) && fits(Class::Open)
            || fits(Class::Feminine) && profile.undivided.contains(format!("{stem}ة").as_str())
    })
}

/// Letters that patterns and endings put into a word, take out of it or change.
pub(super) const fn is_unstable(letter: char) -> bool {
    matches!(letter, 'ا' | 'و' | 'ي' | 'ى' | 'ة' | 'ء' | 'ئ' | 'ؤ' | 'أ' | 'إ' | 'آ' | 'ت' | 'ن')
}

/// Words that a running word may be a form of: its cores, then those without their endings,
/// with ة put back where an ending hides it.
pub fn bases(folded: &str, clitics: &Clitics) -> Vec<String> {
    const ENDINGS: [&str; 19] = [
        "هما", "تين", "تان", "ها", "هم", "هن", "نا", "كم", "ات", "ان", "ون", "ين", "وا", "ية", "ه", "ة", "ا", "ي", "ت",
    ];
    let mut cores: Vec<&str> = Vec::new();
    each_reading(folded, clitics, &mut |reading| cores.push(reading.core));
    let mut bases: Vec<String> = cores.iter().map(|&core| core.to_owned()).collect();
    for core in cores {
        for rest in ENDINGS.iter().filter_map(|ending| core.strip_suffix(ending)) {
            if rest.chars().nth(1).is_none() {
                continue;
            }
            bases.push(rest.to_owned());
            bases.push(format!("{}ة", rest.strip_suffix('ت').unwrap_or(rest)));
            // مستشفاه, أعضائه: the ending changed the letter before it.
            bases.extend(rest.strip_suffix(['ئ', 'ؤ']).map(|stem| format!("{stem}ء")));
            bases.extend(rest.strip_suffix('ا').map(|stem| format!("{stem}ي")));
        }
    }
    bases
}

/// A light stem for statistics: article and proclitics off the front, plural and pronoun endings
/// off the back, never below three letters (the idea of Larkey's light10).
pub fn stem(folded: &str) -> &str {
    const STARTS: [&str; 12] = ["وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "س"];
    const ENDS: [&str; 20] = [
        "هما", "كما", "تهم", "تها", "ات", "ان", "ون", "ين", "وا", "هم", "هن", "ها", "نا", "كم", "ته", "تم", "ية", "ه",
        "ة", "ي",
    ];
    let long_enough = |rest: &str, least: usize| rest.chars().count() >= least;
    let start = STARTS.iter().find_map(|start| {
        let least = if start.len() > 2 { 2 } else { 3 };
        folded.strip_prefix(start).filter(|rest| long_enough(rest, least))
    });
    let rest = start.unwrap_or(folded);
    ENDS.iter().find_map(|end| rest.strip_suffix(end).filter(|rest| long_enough(rest, 3))).unwrap_or(rest)
}
