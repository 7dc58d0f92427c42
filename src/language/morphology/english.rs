//! English: plural, possessive, and a small stemmer for statistics.

/// The forms of a word: itself, plural and possessive.
///
/// Irregular plurals come from the glossary entry.
pub fn forms(folded: &str) -> Vec<String> {
    let plural = plural(folded);
    vec![
        folded.to_owned(),
        format!("{folded}'s"),
        format!("{plural}'"),
        format!("{folded}'"),
        plural,
    ]
}

fn plural(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = word.strip_suffix('y')
        && !ends(&["ay", "ey", "oy", "uy"])
    {
        return format!("{stem}ies");
    }
    if ends(&["s", "x", "z", "ch", "sh"]) { format!("{word}es") } else { format!("{word}s") }
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
