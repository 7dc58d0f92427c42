//! The header of a glossary: which column holds what.

use std::collections::BTreeMap;

use super::super::delimited::{self, Quoting, Record};
use crate::text::{Problem, Span};

/// A column that means something to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Id,
    Source,
    Target,
    Status,
    Pos,
    Gender,
    Plural,
    Human,
    Forms,
    TargetAdmitted,
    TargetForms,
    Case,
    Match,
    Fixed,
    Kind,
    Domain,
    Note,
    Context,
    Definition,
}

/// Names of columns, lower case, with spaces.
const NAMES: &[(&str, Column)] = &[
    ("id", Column::Id),
    ("source", Column::Source),
    ("source term", Column::Source),
    ("target", Column::Target),
    ("target term", Column::Target),
    ("status", Column::Status),
    ("pos", Column::Pos),
    ("part of speech", Column::Pos),
    ("gender", Column::Gender),
    ("plural", Column::Plural),
    ("human", Column::Human),
    ("forms", Column::Forms),
    ("source forms", Column::Forms),
    ("target admitted", Column::TargetAdmitted),
    ("target forms", Column::TargetForms),
    ("case", Column::Case),
    ("match", Column::Match),
    ("fixed", Column::Fixed),
    ("kind", Column::Kind),
    ("domain", Column::Domain),
    ("note", Column::Note),
    ("context", Column::Context),
    ("definition", Column::Definition),
];

const HEADER: &str = "begin the file with a row like 'id,source,target,status' that names the columns";

/// The delimiter of the file: the one that finds the most of our names in the header.
pub(super) fn delimiter(text: &str) -> char {
    let known = |delimiter: &char| {
        // The first line with anything in it is enough; a quoted name has no line end.
        let line = text.lines().find(|line| !line.trim_start_matches('\u{FEFF}').is_empty()).unwrap_or_default();
        let records = delimited::split(line, *delimiter, Quoting::Double).value;
        let fields = records.first().map_or(0, |record| record.fields.len());
        let named =
            records.first().map_or(0, |record| (0..fields).filter(|&at| column(record.text(at)).is_some()).count());
        (named, fields)
    };
    // Of equals the last one wins: the comma.
    ['\t', ';', ','].into_iter().max_by_key(known).unwrap_or(',')
}

fn column(name: &str) -> Option<Column> {
    let name = name.to_lowercase().replace(['_', '-'], " ");
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// Where each column is.
pub(super) struct Columns {
    at: BTreeMap<Column, usize>,
    count: usize,
}

impl Columns {
    /// The columns that the header row names.
    pub(super) fn of(header: Option<&Record<'_>>) -> Result<Self, Problem> {
        let Some(header) = header else {
            return Err(Problem::new(Span::default(), "the glossary is empty", HEADER));
        };
        let mut at = BTreeMap::new();
        for (number, field) in header.fields.iter().enumerate() {
            let Some(column) = column(field.text.trim()) else { continue };
            if at.insert(column, number).is_some() {
                let what = format!("the column '{}' is there twice", field.text.trim());
                return Err(Problem::new(field.span, what, "rename or remove one of them"));
            }
        }
        let missing: Vec<&str> = [("source", Column::Source), ("target", Column::Target)]
            .into_iter()
            .filter(|(_, column)| !at.contains_key(column))
            .map(|(name, _)| name)
            .collect();
        if missing.is_empty() {
            return Ok(Self { at, count: header.fields.len() });
        }
        let found: Vec<String> =
            header.fields.iter().map(|field| format!("'{}'", field.text.trim().escape_debug())).collect();
        let what = format!("the header has no column '{}'; it has {}", missing.join("' and no '"), found.join(", "));
        Err(Problem::new(header.span, what, HEADER))
    }

    /// What `record` says in `column`; empty when there is no such column.
    pub(super) fn text<'r>(&self, record: &'r Record<'_>, column: Column) -> &'r str {
        self.at.get(&column).map_or("", |&at| record.text(at))
    }

    /// Where that cell is; the row when there is no such column.
    pub(super) fn span(&self, record: &Record<'_>, column: Column) -> Span {
        self.at.get(&column).and_then(|&at| record.fields.get(at)).map_or(record.span, |field| field.span)
    }

    /// A row with another number of cells than the header has lost or gained a delimiter, so that
    /// every cell behind it would be read as another column.
    pub(super) fn check_count(&self, record: &Record<'_>) -> Result<(), Problem> {
        let found = record.fields.len();
        if found == self.count {
            return Ok(());
        }
        let (what, remedy) = if found < self.count {
            ("few", "add the delimiters that are missing; an empty cell needs one too")
        } else {
            ("many", "put a cell that has a delimiter in it between double quotes")
        };
        Err(Problem::new(
            record.span,
            format!("this row has too {what} columns: {found}, the header has {}", self.count),
            remedy,
        ))
    }
}
