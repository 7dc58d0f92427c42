//! Glossaries as CSV or TSV: one row a term, rows with one id are one concept.
//!
//! The first row names the columns, in any order: `id, source, target, status, pos, gender, plural,
//! human, forms, target_admitted, target_forms, case, match, fixed, kind, domain, note, context,
//! definition`. Only `source` and `target` must be there. Instead of them, columns may be called by
//! language tags of two letters (`ar, en, fr`); the first is the source. Any fact may be said of one
//! language only (`source_status, target_gender, fr_note`). Columns with other names are kept and
//! written back. Cells are separated by commas, semicolons or tabs, and `|` separates several values
//! in one cell; `\|` is a bar.
//!
//! A file that begins with `#UTX` is read as UTX 1.11 or 1.20 (AAMT): tabs, the languages in the
//! first line, the columns in the last line that begins with `#`.
//!
//! A row that cannot be understood is a problem and is left out: a glossary that is half
//! understood would let mistakes pass in silence.

mod columns;
mod concepts;
mod row;
mod utx;
mod values;
mod write;

use self::columns::Columns;
use self::row::Row;
use super::GlossaryOptions;
use super::delimited::{self, Quoting};
use super::rows::Places;
use crate::glossary::Termbase;
use crate::text::{Parsed, Problem};

pub use write::{write_csv, write_tsv};

/// Read a glossary from the decoded text of a CSV or TSV file.
///
/// ```
/// use tarjuman::format::{GlossaryOptions, glossary_csv::read};
/// let text = "id;source;target;status\ntalks;محادثات;talks;\ntalks;محادثات;chats;forbidden\n";
/// let parsed = read(text, &GlossaryOptions::default());
/// assert!(parsed.problems.is_empty());
/// let concept = &parsed.value.into_concepts(None, None).concepts[0];
/// assert_eq!(concept.source.len(), 1);
/// assert_eq!(concept.target[1].text, "chats");
/// ```
pub fn read(text: &str, options: &GlossaryOptions) -> Parsed<Termbase> {
    let Some(preamble) = utx::preamble(text) else { return read_table(text, 0, options) };
    let mut parsed = read_table(text, preamble.table, options);
    parsed.value.declare(preamble.source.as_deref(), preamble.target.as_deref());
    parsed.value.description = preamble.description;
    parsed
}

/// Read the table that begins at byte `start`.
fn read_table(text: &str, start: usize, options: &GlossaryOptions) -> Parsed<Termbase> {
    let delimiter = columns::delimiter(text.get(start..).unwrap_or_default());
    let Parsed { value: records, mut problems } =
        delimited::split_from(text, start, delimiter, Quoting::Double, options.max_rows);
    let columns = match Columns::of(records.first()) {
        Ok(columns) => columns,
        Err(problem) => {
            // A broken header row has been reported as such.
            if problems.is_empty() {
                problems.push(problem);
            }
            return Parsed { value: Termbase::default(), problems };
        }
    };
    let mut places = Places::new(text);
    let mut rows = Vec::with_capacity(records.len());
    for record in records.iter().skip(1) {
        match Row::of(record, &columns, &mut places) {
            Ok(row) => rows.extend(row),
            Err(problem) => problems.push(problem),
        }
    }
    let mut value = Termbase { entries: concepts::join(rows, &columns, &mut problems), ..Termbase::default() };
    value.declare(options.source.as_deref(), options.target.as_deref());
    problems.sort_by_key(|problem: &Problem| problem.span);
    Parsed { value, problems }
}

/// Whether a decoded file looks like a glossary in a table: it is UTX, or its first line names
/// terms of two languages.
pub fn recognises(text: &str) -> bool {
    if utx::preamble(text).is_some() {
        return true;
    }
    let head = text.trim_start_matches('\u{FEFF}').lines().find(|line| !line.is_empty()).unwrap_or_default();
    let records = delimited::split(head, columns::delimiter(head), Quoting::Double).value;
    Columns::of(records.first()).is_ok()
}

#[cfg(test)]
mod tests;
