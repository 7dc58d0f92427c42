//! The values of cells, as people and other programs write them.

use std::collections::BTreeSet;

use super::super::delimited::Record;
use super::columns::{Column, Columns};
use crate::glossary::Vocabulary;
use crate::text::Problem;

/// The values of a cell, which `|` separates.
pub(super) fn list(cell: &str) -> Vec<&str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty()).collect()
}

/// The value that the cell in `column` names; nothing when it is empty.
///
/// # Errors
/// When the word is not known.
pub(super) fn named<T: Vocabulary>(
    record: &Record<'_>,
    columns: &Columns,
    column: Column,
) -> Result<Option<T>, Problem> {
    let cell = columns.text(record, column);
    match T::parse(cell) {
        None if !cell.is_empty() => {
            let what = format!("'{}' is no {}", cell.escape_debug(), T::NOUN);
            let remedy = format!("write {}, or leave the cell empty", T::choices());
            Err(Problem::new(columns.span(record, column), what, remedy))
        }
        value => Ok(value),
    }
}

/// An id made of the words of `term` that is not in `ids` yet, and is then.
pub(super) fn unique_slug(term: &str, ids: &mut BTreeSet<String>) -> String {
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
