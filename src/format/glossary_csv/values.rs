//! The values of cells.

use super::super::delimited::Record;
use crate::glossary::Vocabulary;
use crate::text::{Problem, Span};

/// The value that the cell in column `at` names; nothing when there is none.
///
/// # Errors
/// When the word is not known.
pub(super) fn named<T: Vocabulary>(record: &Record<'_>, at: Option<usize>) -> Result<Option<T>, Problem> {
    let Some(at) = at else { return Ok(None) };
    let cell = record.text(at);
    match T::parse(cell) {
        None if !cell.is_empty() => {
            let what = format!("'{}' is no {}", cell.escape_debug(), T::NOUN);
            let remedy = format!("write {}, or leave the cell empty", T::choices());
            Err(Problem::new(span(record, at), what, remedy))
        }
        value => Ok(value),
    }
}

/// Where the cell in column `at` is.
pub(super) fn span(record: &Record<'_>, at: usize) -> Span {
    record.fields.get(at).map_or(record.span, |field| field.span)
}
