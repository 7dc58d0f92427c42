//! English: number, possessive and spelling of terms, and a small stemmer for statistics.

use super::Form;

/// The forms of a word: itself, singular or plural, possessive, in British and American spelling.
///
/// Irregular plurals come from the glossary entry.
pub fn forms(folded: &str) -> Vec<Form> {
    let mut forms = vec![folded.to_owned()];
    forms.extend(spellings(folded));
    let numbers: Vec<String> = forms.iter().flat_map(|form| plurals(form).into_iter().chain(singulars(form))).collect();
    forms.extend(numbers);
    let possessives: Vec<String> = forms.iter().map(|form| possessive(form)).collect();
    forms.extend(possessives);
    forms.into_iter().map(Form::plain).collect()
}

fn possessive(word: &str) -> String {
    if word.ends_with('s') { format!("{word}'") } else { format!("{word}'s") }
}

/// The plurals a word may have: men and Germans, vetoes and photos.
fn plurals(word: &str) -> Vec<String> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix("man") {
        return vec![format!("{stem}men"), format!("{word}s")];
    }
    if let Some(stem) = word.strip_suffix('y')
        && !ends(&["ay", "ey", "oy", "uy"])
    {
        return vec![format!("{stem}ies")];
    }
    if word.ends_with('o') {
        return vec![format!("{word}es"), format!("{word}s")];
    }
    let ending = if ends(&["s", "x", "z", "ch", "sh"]) { "es" } else { "s" };
    vec![format!("{word}{ending}")]
}

/// What a word may be the plural of: an entry may be a plural (guarantor states, losses) where the
/// text has the singular.
fn singulars(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 4] = [("men", "man"), ("ies", "y"), ("es", ""), ("s", "")];
    let undo = |(ending, singular): &(&str, &str)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
        let plural = !stem.ends_with(['u', 'i']) && (*ending != "s" || !stem.ends_with('s'));
        plural.then(|| format!("{stem}{singular}"))
    };
    ENDINGS.iter().filter_map(undo).collect()
}

/// The other spelling of a word that British and American English write differently.
fn spellings(word: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 12] = [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("iser", "izer"),
        ("yse", "yze"),
        ("our", "or"),
        ("tre", "ter"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("gramme", "gram"),
        ("elled", "eled"),
    ];
    let other = |(uk, us): &(&str, &str)| {
        let swap = |from: &str, to: &str| {
            word.strip_suffix(from).filter(|stem| stem.len() > 2).map(|stem| format!("{stem}{to}"))
        };
        swap(uk, us).or_else(|| swap(us, uk))
    };
    PAIRS.iter().filter_map(other).collect()
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
