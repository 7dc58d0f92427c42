//! What one row says.

use super::super::delimited::{Record, restore};
use super::super::glossary_values::list;
use super::super::rows::Places;
use super::columns::{Column, Columns, Fact, Of, SOURCE};
use super::values;
use crate::glossary::{Extra, Kind, Matching, Status, Term, regex_of};
use crate::text::{Position, Problem, Span};

/// A row, understood.
pub(super) struct Row {
    /// Empty when the row has none.
    pub(super) id: String,
    pub(super) kind: Option<Kind>,
    pub(super) domain: String,
    pub(super) definition: String,
    pub(super) context: String,
    pub(super) concept_note: String,
    /// For each language of the header the terms of this row; the first is the one that the other
    /// cells speak of.
    pub(super) terms: Vec<Vec<Term>>,
    /// Whether a cell says how the source term stands.
    pub(super) says_source_status: bool,
    pub(super) extras: Vec<Extra>,
    pub(super) span: Span,
    pub(super) line: usize,
}

impl Row {
    /// The row in `record`; `None` for a row of empty cells, which spreadsheets leave behind.
    ///
    /// `places` has to be asked in the order of the file, so rows have to be read in order.
    pub(super) fn of(record: &Record<'_>, columns: &Columns, places: &mut Places<'_>) -> Result<Option<Self>, Problem> {
        if (0..record.fields.len()).all(|at| record.text(at).is_empty()) {
            return Ok(None);
        }
        columns.check_count(record)?;
        let own = |column| restore(columns.text(record, &column)).to_owned();
        let kind_at = columns.columns.iter().position(|column| *column == Column::Kind);
        let mut row = Self {
            id: own(Column::Id),
            kind: values::named(record, kind_at)?,
            domain: own(Column::Domain),
            definition: own(Column::Definition),
            context: own(Column::Context),
            concept_note: own(Column::ConceptNote),
            terms: Vec::with_capacity(columns.languages.len()),
            says_source_status: columns.cell(record, SOURCE, Fact::Status).is_some(),
            extras: extras(record, columns),
            span: record.span,
            line: record.line,
        };
        let positions = positions(record, columns, places);
        for language in 0..columns.languages.len() {
            let place = positions.get(language).copied().unwrap_or_default();
            row.terms.push(terms(record, columns, language, place)?);
        }
        Ok(Some(row))
    }
}

/// What stands in columns of other names.
fn extras(record: &Record<'_>, columns: &Columns) -> Vec<Extra> {
    let field = |(at, column): (usize, &Column)| match column {
        Column::Unknown(name) if !record.text(at).is_empty() => {
            Some(Extra::Field { name: name.clone(), value: restore(record.text(at)).to_owned() })
        }
        _ => None,
    };
    columns.columns.iter().enumerate().filter_map(field).collect()
}

/// Where the term of each language stands.
fn positions(record: &Record<'_>, columns: &Columns, places: &mut Places<'_>) -> Vec<Position> {
    let row = places.position(record.span.start);
    let mut positions = vec![row; columns.languages.len()];
    for (at, column) in columns.columns.iter().enumerate() {
        if let Column::Term(Of::Language(language), Fact::Text) = column
            && let Some(position) = positions.get_mut(*language)
            && !record.text(at).is_empty()
        {
            *position = places.position(values::span(record, at).start);
        }
    }
    positions
}

/// The terms of one language in `record`; those behind the first are variants of it.
fn terms(record: &Record<'_>, columns: &Columns, language: usize, place: Position) -> Result<Vec<Term>, Problem> {
    let at = |fact| columns.cell(record, language, fact);
    let cell = |fact| at(fact).map_or("", |at| restore(record.text(at)));
    let Some(text_at) = at(Fact::Text) else { return Ok(Vec::new()) };
    let mut matching: Matching = values::named(record, at(Fact::Match))?.unwrap_or_default();
    if matching == Matching::Regex && language != SOURCE && !is_own(record, columns, language, Fact::Match) {
        // A pattern is about the source; its rendering is a term like any other.
        matching = Matching::Inflect;
    }
    let status: Option<Status> = values::named(record, at(Fact::Status))?;
    let shared = Term {
        matching,
        case: values::named(record, at(Fact::Case))?.unwrap_or_default(),
        fixed: values::named(record, at(Fact::Fixed))?.unwrap_or_default(),
        pos: values::named(record, at(Fact::Pos))?,
        line: place.line,
        column: place.column,
        ..Term::default()
    };
    let first = Term {
        status: status.unwrap_or_default(),
        forms: list(cell(Fact::Forms)),
        gender: values::named(record, at(Fact::Gender))?,
        plural: values::named(record, at(Fact::Plural))?,
        human: values::named(record, at(Fact::Human))?,
        note: cell(Fact::Note).to_owned(),
        context: cell(Fact::Context).to_owned(),
        ..shared.clone()
    };
    let further = if first.status == Status::Preferred { Status::Admitted } else { first.status };
    let texts = if matching == Matching::Regex {
        // A bar in a pattern means "or".
        vec![cell(Fact::Text).to_owned()]
    } else {
        list(cell(Fact::Text))
    };
    let variant = |(text, status)| Term { text, status, ..shared.clone() };
    let mut terms: Vec<Term> = texts.into_iter().map(|text| (text, further)).map(variant).collect();
    if let Some(head) = terms.first_mut() {
        *head = Term { text: std::mem::take(&mut head.text), ..first };
        check_pattern(head, values::span(record, text_at))?;
        let admitted = list(cell(Fact::Admitted)).into_iter().map(|text| (text, Status::Admitted));
        for admitted in admitted.map(variant) {
            check_pattern(&admitted, values::span(record, at(Fact::Admitted).unwrap_or(text_at)))?;
            terms.push(admitted);
        }
    }
    Ok(terms)
}

/// Whether `fact` is said of this language by a column of its own.
fn is_own(record: &Record<'_>, columns: &Columns, language: usize, fact: Fact) -> bool {
    let own = |at: usize| columns.columns.get(at) == Some(&Column::Term(Of::Language(language), fact));
    columns.cell(record, language, fact).is_some_and(own)
}

/// Refuse what calls itself a regular expression and is none.
fn check_pattern(term: &Term, place: Span) -> Result<(), Problem> {
    if term.matching == Matching::Regex {
        let remedy = "correct it, or write inflect or exact in the column 'match'";
        regex_of(term).map_err(|what| Problem::new(place, what, remedy))?;
    }
    Ok(())
}
