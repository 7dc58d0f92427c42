//! Putting one expression in the place of another: number, possessive and the article before it.

use super::{is_plural_of, plural, singulars};
use crate::text::fold;

/// `replacement` in the form in which `found` is a form of `written`; `None` when that form cannot
/// be carried over.
pub(in crate::language::morphology) fn in_form_of(found: &str, written: &str, replacement: &str) -> Option<String> {
    let (bare, possessive) = without_possessive(found);
    let (bare, written) = (fold(bare), fold(written));
    let text = if bare == written {
        replacement.to_owned()
    } else {
        let (head, last) = split_last(&bare);
        let (written_head, written_last) = split_last(&written);
        // Of "minister of defence" not the last word goes into the plural.
        if head != written_head || replacement.contains(" of ") {
            return None;
        }
        let (start, end) = split_last(replacement);
        let end = if is_plural_of(last, written_last) {
            plural(end)?
        } else if is_plural_of(written_last, last) {
            singulars(end).into_iter().next()?
        } else {
            return None;
        };
        format!("{start}{end}")
    };
    Some(match possessive {
        "" => text,
        mark if text.ends_with('s') => format!("{text}{}", mark.trim_end_matches('s')),
        mark => format!("{text}{}s", mark.trim_end_matches('s')),
    })
}

/// The word and its possessive ending, with the apostrophe as it is written.
pub(in crate::language::morphology) fn without_possessive(word: &str) -> (&str, &str) {
    let cut = ["'s", "’s", "'", "’"].into_iter().find_map(|ending| word.strip_suffix(ending));
    cut.map_or((word, ""), |bare| (bare, word.get(bare.len()..).unwrap_or_default()))
}

/// All but the last word, with its space, and the last word.
fn split_last(text: &str) -> (&str, &str) {
    text.rfind([' ', '-']).and_then(|at| text.split_at_checked(at + 1)).unwrap_or(("", text))
}

/// The indefinite article at the end of `before`, and the one that `text` asks for; the latter
/// `None` when that cannot be told from the spelling.
pub(in crate::language::morphology) fn indefinite_article<'a>(
    before: &'a str,
    text: &str,
) -> Option<(&'a str, Option<&'static str>)> {
    let before = before.strip_suffix(' ')?;
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    matches!(last, "a" | "an" | "A" | "An").then(|| (last, article_before(text)))
}

/// The article that `text` asks for, by the sound it begins with.
fn article_before(text: &str) -> Option<&'static str> {
    const CONSONANT: [&str; 9] = ["uni", "use", "usu", "uti", "ura", "eu", "one", "once", "ubi"];
    const VOWEL: [&str; 5] = ["hour", "honest", "honor", "honour", "heir"];
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let first = word.chars().next()?;
    if word.chars().count() > 1 && word.chars().all(char::is_uppercase) {
        // Spelled out or spoken as a word (an FBI, a NATO): nobody can tell from the letters.
        return None;
    }
    let folded = fold(&word);
    // "Uninformed" begins with another sound than "uniform".
    if folded.starts_with("unin") || folded.starts_with("unim") {
        return Some("an");
    }
    let starts = |list: &[&str]| list.iter().any(|start| folded.starts_with(start));
    let vowel = starts(&VOWEL) || "aeiou".contains(first.to_ascii_lowercase()) && !starts(&CONSONANT);
    first.is_alphabetic().then_some(if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_possessive_are_carried_over() {
        for (found, written, replacement, expected) in [
            ("illegal migrants", "illegal migrant", "irregular migrant", Some("irregular migrants")),
            ("illegal migrants’", "illegal migrant", "irregular migrant", Some("irregular migrants’")),
            ("illegal migrant's", "illegal migrant", "irregular migrant", Some("irregular migrant's")),
            ("hostile act", "hostile acts", "unfriendly gestures", Some("unfriendly gesture")),
            ("policemen", "policeman", "child", Some("children")),
            ("defence ministers", "defence minister", "minister of defence", None),
            ("armisticed", "armistice", "ceasefire", None),
        ] {
            assert_eq!(in_form_of(found, written, replacement).as_deref(), expected, "{found}");
        }
    }

    #[test]
    fn the_article_follows_the_sound() {
        for (text, expected) in [
            ("ceasefire", Some("a")),
            ("armistice", Some("an")),
            ("union", Some("a")),
            ("uninvited guest", Some("an")),
            ("hour", Some("an")),
            ("UN envoy", None),
        ] {
            assert_eq!(indefinite_article("It was an ", text), Some(("an", expected)), "{text}");
        }
        assert_eq!(indefinite_article("the ", "armistice"), None);
    }
}
