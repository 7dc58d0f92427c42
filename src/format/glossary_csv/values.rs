//! The values of cells, as people and other programs write them.

use std::collections::BTreeSet;

use super::super::delimited::Record;
use super::columns::{Column, Columns};
use crate::glossary::{CasePolicy, Kind, Matching, Status};
use crate::text::Problem;

/// The values of a cell, which `|` separates.
pub(super) fn list(cell: &str) -> Vec<&str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty()).collect()
}

/// A value as it is compared: lower case, with spaces for hyphens and underscores.
fn plain(value: &str) -> String {
    value.trim().to_lowercase().replace(['_', '-'], " ")
}

/// The status that a cell names; nothing means preferred.
///
/// Besides our own words those of TBX (ISO 30042) and of glossaries seen in use.
pub(super) fn status(cell: &str) -> Option<Status> {
    match plain(cell).as_str() {
        ""
        | "preferred"
        | "approved"
        | "recommended"
        | "standard"
        | "preferredterm"
        | "preferredterm admn sts"
        | "standardizedterm"
        | "standardizedterm admn sts" => Some(Status::Preferred),
        "admitted"
        | "allowed"
        | "accepted"
        | "permitted"
        | "alternative"
        | "admittedterm"
        | "admittedterm admn sts" => Some(Status::Admitted),
        "deprecated" | "not recommended" | "discouraged" | "avoid" | "deprecatedterm" | "deprecatedterm admn sts" => {
            Some(Status::Deprecated)
        }
        "superseded" | "obsolete" | "outdated" | "supersededterm" | "supersededterm admn sts" => {
            Some(Status::Superseded)
        }
        "forbidden" | "prohibited" | "banned" | "disallowed" | "not allowed" | "do not use" | "wrong" | "rejected" => {
            Some(Status::Forbidden)
        }
        _ => None,
    }
}

pub(super) fn unknown_status(record: &Record<'_>, columns: &Columns) -> Problem {
    let status = columns.text(record, Column::Status);
    let what = format!("the status '{}' is not known", status.escape_debug());
    let remedy = "write preferred, admitted, deprecated, superseded or forbidden, or leave the cell empty";
    Problem::new(columns.span(record, Column::Status), what, remedy)
}

pub(super) fn kind(cell: &str) -> Kind {
    match plain(cell).as_str() {
        "title" => Kind::Title,
        "name" => Kind::Name,
        "do not translate" | "dnt" => Kind::DoNotTranslate,
        _ => Kind::Term,
    }
}

pub(super) fn matching(record: &Record<'_>, columns: &Columns) -> Result<Matching, Problem> {
    let cell = columns.text(record, Column::Match);
    let what = match plain(cell).as_str() {
        "" | "inflect" => return Ok(Matching::Inflect),
        "exact" => return Ok(Matching::Exact),
        "regex" => "matching by regular expression is not supported yet".to_owned(),
        _ => format!("'{}' is no way of matching", cell.escape_debug()),
    };
    Err(Problem::new(columns.span(record, Column::Match), what, "write inflect or exact, or leave the cell empty"))
}

pub(super) fn case(record: &Record<'_>, columns: &Columns) -> Result<CasePolicy, Problem> {
    let cell = columns.text(record, Column::Case);
    match plain(cell).as_str() {
        "" | "any" | "insensitive" | "case insensitive" | "no" | "false" | "0" => Ok(CasePolicy::Any),
        "exact" | "sensitive" | "case sensitive" | "yes" | "true" | "1" => Ok(CasePolicy::Exact),
        "smart" => Ok(CasePolicy::Smart),
        _ => {
            let what = format!("'{}' is no rule for letter case", cell.escape_debug());
            let remedy = "write any, exact or smart, or leave the cell empty";
            Err(Problem::new(columns.span(record, Column::Case), what, remedy))
        }
    }
}

pub(super) fn is_yes(cell: &str) -> bool {
    matches!(plain(cell).as_str(), "yes" | "true" | "1" | "y")
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
