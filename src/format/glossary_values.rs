//! What the glossary formats have in common: several values in one text, ids for concepts without.

use std::collections::BTreeSet;

/// The values of a cell, which `|` separates; `\|` is a bar inside a value.
pub(super) fn list(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = cell.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('\\', Some(&escaped @ ('|' | '\\'))) => {
                characters.next();
                push(&mut values, escaped);
            }
            ('|', _) => values.push(String::new()),
            (c, _) => push(&mut values, c),
        }
    }
    let trimmed = values.iter().map(|value| value.trim().to_owned());
    trimmed.filter(|value| !value.is_empty()).collect()
}

fn push(values: &mut [String], c: char) {
    if let Some(value) = values.last_mut() {
        value.push(c);
    }
}

/// The cell that [`list()`] reads as these values.
pub(super) fn joined<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let escaped = values.into_iter().map(|value| value.replace('\\', r"\\").replace('|', r"\|"));
    escaped.collect::<Vec<_>>().join("|")
}

/// An id made of the words of `term` that is not in `ids` yet, and is then.
pub fn unique_slug(term: &str, ids: &mut BTreeSet<String>) -> String {
    let words = term.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let slug = if slug.is_empty() { "concept".to_owned() } else { slug };
    let numbered = (2u32..).map(|number| format!("{slug}-{number}"));
    let mut candidates = std::iter::once(slug.clone()).chain(numbered);
    // Some number is free, as the set is finite.
    let id = candidates.find(|id| !ids.contains(id)).unwrap_or(slug);
    ids.insert(id.clone());
    id
}
