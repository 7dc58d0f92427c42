//! Arabic: clitics peeled from running words, and the forms of a dictionary word generated.
//!
//! Terms are matched by generation, not by stemming: a stemmer that cuts ال from ألبانيا or ة
//! from شرطة finds words that are not there. The order of proclitics is conjunction (و ف),
//! preposition (ب ك ل), article (ال, لل after ل).

use super::{Form, Reading};
use crate::language::profile::Clitics;

/// The readings of a word: as it stands, and with each allowed chain of proclitics taken off.
///
/// A core of fewer than two letters is no word.
pub fn readings<'a>(folded: &'a str, clitics: &Clitics) -> Vec<Reading<'a>> {
    let mut readings = vec![Reading::bare(folded)];
    let conjoined = clitics.conjunctions.iter().filter_map(|particle| folded.strip_prefix(particle.as_str()));
    let starts: Vec<(&str, bool)> =
        std::iter::once((folded, false)).chain(conjoined.map(|rest| (rest, true))).collect();
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
/// of a word in ة, feminine and sound plurals of a nisba, tanwin alif, and each with a pronoun.
///
/// Broken plurals, and sound plurals in ون of other words, come from the glossary entry: that is
/// what keeps رئيسي out of رئيس.
pub fn forms(folded: &str, clitics: &Clitics) -> Vec<Form> {
    let mut forms = vec![Form::plain(folded)];
    if let Some(stem) = folded.strip_suffix('ة') {
        forms.extend(["ات", "تان", "تين"].map(|ending| Form::plain(format!("{stem}{ending}"))));
        forms.extend(["تا", "تي"].map(|ending| without_article(format!("{stem}{ending}"))));
        for stem in [format!("{stem}ت"), format!("{stem}ات"), format!("{stem}تي")] {
            forms.extend(with_pronouns(&stem, clitics, false));
        }
    } else if let Some(stem) = folded.strip_suffix('ء') {
        // The seat of the hamza follows the case: أعضاء, أعضاؤه, أعضائه.
        for seat in ["ء", "ؤ", "ئ"] {
            forms.extend(with_pronouns(&format!("{stem}{seat}"), clitics, false));
        }
        forms.push(Form::plain(format!("{folded}ان")));
        forms.push(Form::plain(format!("{stem}ئين")));
    } else {
        let short = folded.chars().count() < 4;
        forms.extend(
            ["ان", "ين", "ا"].map(|ending| Form { doubtful: short, ..Form::plain(format!("{folded}{ending}")) }),
        );
        let nisba = !short && folded.ends_with('ي');
        if nisba {
            forms.extend(["ة", "ات", "ون", "تين", "تان"].map(|ending| Form::plain(format!("{folded}{ending}"))));
        }
        forms.extend(with_pronouns(folded, clitics, short));
    }
    forms
}

fn without_article(text: String) -> Form {
    Form { takes_article: false, ..Form::plain(text) }
}

/// `stem` with each pronoun. A single ي or ك may as well be part of another word (كتابي, بنك).
fn with_pronouns(stem: &str, clitics: &Clitics, doubtful: bool) -> Vec<Form> {
    let form = |pronoun: &String| Form {
        text: format!("{stem}{pronoun}"),
        takes_article: false,
        doubtful: doubtful || matches!(pronoun.as_str(), "ي" | "ك"),
    };
    clitics.pronouns.iter().map(form).collect()
}

/// Words that a running word may be a form of: its cores, then those without their endings,
/// with ة put back where an ending hides it.
pub fn bases(folded: &str, clitics: &Clitics) -> Vec<String> {
    const ENDINGS: [&str; 19] = [
        "هما", "تين", "تان", "ها", "هم", "هن", "نا", "كم", "ات", "ان", "ون", "ين", "وا", "ية", "ه", "ة", "ا", "ي", "ت",
    ];
    let cores: Vec<&str> = readings(folded, clitics).into_iter().map(|reading| reading.core).collect();
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
