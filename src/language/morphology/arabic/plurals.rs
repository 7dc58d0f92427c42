//! Plurals by pattern: the shapes that a singular of a given shape often takes.
//!
//! Most nouns have one or two of the plurals listed for their shape, so a form from here is a
//! guess: good for finding a term whose entry lists no plural, and for proposing forms to a person.
//! The patterns are those of the grammars (Wright, *A Grammar of the Arabic Language*, I §304;
//! Ryding, *A Reference Grammar of Modern Standard Arabic*, ch. 7).

use super::stems::is_weak;
use crate::language::profile::Profile;
use crate::text::is_ignorable;

/// The plurals of `written` by pattern and by ending, with hamzas, without article.
pub(in crate::language::morphology) fn likely_plurals(written: &str, profile: &Profile) -> Vec<String> {
    let word: String = written.chars().filter(|c| !is_ignorable(*c)).collect();
    // In ا end foreign names, mostly.
    if !word.chars().all(|c| ('\u{0621}'..='\u{064A}').contains(&c)) || word.ends_with('ا') || looks_plural(&word) {
        return Vec::new();
    }
    let mut found: Vec<String> = plurals(&word, profile);
    found.extend(word.strip_suffix('ة').map(|stem| format!("{stem}ات")));
    if super::stems::is_active_participle(&word) {
        found.push(format!("{word}ون"));
    }
    found
}

/// Whether a word has the shape of a plural already: حدود, أهداف, مناطق, وزراء.
pub(in crate::language::morphology) fn looks_plural(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [_, 'ا', _, 'و', _] => false,
        [_, _, 'و', _] => true,
        ['أ', _, _, 'ا', _] => true,
        // مهاجر has the shape of مناطق; a wrong guess for the plural does less harm than none.
        [first, _, 'ا', third, last] => *first != 'م' && !is_weak(*third) && !matches!(last, 'ة' | 'ي'),
        [_, _, 'ا', _, 'ي', _] | [_, _, _, 'ا', 'ء'] => true,
        _ => letters.len() >= 5 && (word.ends_with("ات") || word.ends_with("ون")),
    }
}

/// The plurals of `word` by pattern alone. `ٍ` at the end marks a dropped yeh.
pub(super) fn plurals(word: &str, profile: &Profile) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut found: Vec<String> = match letters.as_slice() {
        [a, b] => geminate(*a, *b),
        [a, 'ا', c] if !profile.hollow_nouns.contains(&crate::text::fold(word)) => vec![format!("{a}{c}اة")],
        [a, 'ا', c] => vec![format!("أ{a}وا{c}"), format!("أ{a}يا{c}")],
        [a, b, 'ة'] => vec![format!("{a}{b}{b}")],
        [a, b, c] => three(*a, *b, *c),
        [a, 'ا', c, 'ي'] => vec![format!("{a}{c}اة"), format!("أ{a}{c}ية")],
        [a, 'ا', c, d] => agent(*a, *c, *d),
        [a, b, 'ا', 'ة'] => vec![format!("{a}{b}وات"), format!("{a}{b}يات")],
        [a, b, 'ي', 'ة'] => vec![format!("{a}{b}ايا"), format!("{a}{b}ى")],
        [a, b, c, 'ة'] => vec![format!("{a}{b}{c}")],
        [a, b, 'ي', d] => quality(*a, *b, *d),
        [a, b, 'ا', d] => instrument(*a, *b, *d),
        ['م', b, c, 'ى'] => vec![format!("م{b}ا{c}\u{064D}")],
        [a, b, c, 'ى'] => vec![format!("{a}{b}ا{c}ى")],
        [a, b, c, 'ي'] => vec![format!("{a}{b}و{c}"), format!("أ{a}{b}ا{c}")],
        [a, b, c, d] if !letters.contains(&'و') || *b == 'و' => vec![format!("{a}{b}ا{c}{d}")],
        [a, 'ا', c, d, 'ة'] => vec![format!("{a}وا{c}{d}")],
        [a, b, 'ي' | 'ا' | 'و', d, 'ة'] => [format!("{a}{b}ائ{d}"), format!("{a}{b}{d}")].into(),
        [a, b, c, d, 'ة'] => vec![format!("{a}{b}ا{c}{d}")],
        [a, 'ا', c, 'و' | 'ي', e] => vec![format!("{a}وا{c}ي{e}")],
        [a, b, c, 'ا' | 'و' | 'ي', e] => vec![format!("{a}{b}ا{c}ي{e}")],
        _ => Vec::new(),
    };
    found.retain(|plural| plural != word);
    found
}

/// حد → حدود, سر → أسرار.
fn geminate(a: char, b: char) -> Vec<String> {
    vec![format!("{a}{b}و{b}"), format!("أ{a}{b}ا{b}")]
}

/// هدف → أهداف, سجن → سجون, شهر → أشهر.
fn three(a: char, b: char, c: char) -> Vec<String> {
    // The third radical of عضو turns into a hamza: أعضاء.
    let last = if is_weak(c) { 'ء' } else { c };
    vec![format!("أ{a}{b}ا{last}"), format!("{a}{b}و{c}"), format!("أ{a}{b}{c}")]
}

/// شاهد → شهود, طالب → طلاب, شاعر → شعراء, جانب → جوانب.
fn agent(a: char, b: char, c: char) -> Vec<String> {
    // The hamza of نائب stands for a waw: نواب.
    let middle = if b == 'ئ' { 'و' } else { b };
    vec![format!("{a}{middle}ا{c}"), format!("{a}{b}و{c}"), format!("{a}{b}{c}اء"), format!("{a}وا{b}{c}")]
}

/// وزير → وزراء, صديق → أصدقاء, قتيل → قتلى, رغيف → أرغفة, طريق → طرق, طبيب → أطباء.
fn quality(a: char, b: char, c: char) -> Vec<String> {
    // The seat of the hamza follows the vowel before it: رئيس, رؤساء.
    let middle = if b == 'ئ' { 'ؤ' } else { b };
    let mut found = vec![
        format!("{a}{middle}{c}اء"),
        format!("أ{a}{b}{c}اء"),
        format!("{a}{b}{c}ى"),
        format!("أ{a}{b}{c}ة"),
        format!("{a}{b}{c}"),
    ];
    if b == c {
        found.push(format!("أ{a}{b}اء"));
    }
    found
}

/// سلاح → أسلحة, خفاش → خفافيش, كتاب → كتب, غطاء → أغطية.
fn instrument(a: char, b: char, c: char) -> Vec<String> {
    let last = if c == 'ء' { 'ي' } else { c };
    vec![format!("أ{a}{b}{last}ة"), format!("{a}{b}ا{b}ي{c}"), format!("{a}{b}{c}")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn common_plurals_are_among_the_guesses() {
        let profile = Language::from_tag("ar").unwrap().profile();
        for (singular, plural) in [
            ("منطقة", "مناطق"),
            ("سفينة", "سفن"),
            ("وثيقة", "وثائق"),
            ("قاض", "قضاة"),
            ("رئيس", "رؤساء"),
            ("سلاح", "أسلحة"),
            ("خفاش", "خفافيش"),
            ("قانون", "قوانين"),
            ("مشروع", "مشاريع"),
            ("قمة", "قمم"),
            ("عضو", "أعضاء"),
            ("نائب", "نواب"),
            ("قنبلة", "قنابل"),
            ("جندي", "جنود"),
            ("حد", "حدود"),
            ("قناة", "قنوات"),
            ("قضية", "قضايا"),
            ("تقرير", "تقارير"),
            ("إعصار", "أعاصير"),
        ] {
            let guesses = likely_plurals(singular, profile);
            let folded: Vec<String> = guesses.iter().map(|guess| crate::text::fold(guess)).collect();
            assert!(folded.contains(&crate::text::fold(plural)), "{singular}: {guesses:?}");
        }
        assert!(likely_plurals("حدود", profile).is_empty());
    }
}
