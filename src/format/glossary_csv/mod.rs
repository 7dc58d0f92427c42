//! Glossaries as CSV or TSV: one row a term, rows with one id are one concept.
//!
//! The first row names the columns, in any order: `id, source, target, status, pos, gender, plural,
//! human, forms, target_admitted, target_forms, case, match, fixed, kind, domain, note, context, definition`.
//! Only `source` and `target` must be there; columns with other names are passed over. Cells are
//! separated by commas, semicolons or tabs, and `|` separates several values in one cell.
//!
//! A row that cannot be understood is a problem and is left out: a glossary that is half
//! understood would let mistakes pass in silence.

mod columns;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use self::columns::{Column, Columns};
use super::delimited::{self, Quoting, Record};
use crate::glossary::{CasePolicy, Concept, Gender, Kind, Matching, PartOfSpeech, Plural, Status, Term, regex_of};
use crate::text::{Parsed, Problem, Span};

/// Read a glossary from the decoded text of a CSV or TSV file.
///
/// ```
/// use tarjuman::format::glossary_csv::read;
/// let parsed = read("id;source;target;status\ntalks;محادثات;talks;\ntalks;محادثات;chats;forbidden\n");
/// assert!(parsed.problems.is_empty());
/// assert_eq!(parsed.value[0].source.len(), 1);
/// assert_eq!(parsed.value[0].target[1].text, "chats");
/// ```
pub fn read(text: &str) -> Parsed<Vec<Concept>> {
    let Parsed { value: records, mut problems } = delimited::split(text, columns::delimiter(text), Quoting::Double);
    let columns = match Columns::of(records.first()) {
        Ok(columns) => columns,
        Err(problem) => {
            // A broken header row has been reported as such.
            if problems.is_empty() {
                problems.push(problem);
            }
            return Parsed { value: Vec::new(), problems };
        }
    };
    let mut entries = Vec::new();
    for record in records.iter().skip(1) {
        match Entry::of(record, &columns) {
            Ok(entry) => entries.extend(entry),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by_key(|problem| problem.span);
    Parsed { value: into_concepts(entries), problems }
}

/// What one row says.
struct Entry {
    /// Empty when the row has none.
    id: String,
    line: usize,
    status: Status,
    kind: Kind,
    domain: String,
    context: String,
    definition: String,
    source: Vec<Term>,
    target: Vec<Term>,
}

impl Entry {
    /// The entry in `record`; `None` for a row of empty cells, which spreadsheets leave behind.
    fn of(record: &Record<'_>, columns: &Columns) -> Result<Option<Self>, Problem> {
        if (0..record.fields.len()).all(|at| record.text(at).is_empty()) {
            return Ok(None);
        }
        columns.check_count(record)?;
        let cell = |column| columns.text(record, column);
        let own = |column| cell(column).to_owned();
        let kind = values::named(record, columns, Column::Kind)?.unwrap_or_default();
        let row = Row::of(record, columns)?;
        let source = row.source(values::list(cell(Column::Source)), values::list(cell(Column::Forms)));
        let target = row.target(record, columns, kind);
        for (terms, name) in [(&source, "source"), (&target, "target")] {
            if terms.is_empty() {
                let what = format!("this row has no {name} term");
                return Err(Problem::new(record.span, what, format!("fill in the column '{name}', or remove the row")));
            }
        }
        check_patterns(&source, columns.span(record, Column::Source))?;
        Ok(Some(Self {
            id: own(Column::Id),
            line: record.line,
            status: row.status,
            kind,
            domain: own(Column::Domain),
            context: own(Column::Context),
            definition: own(Column::Definition),
            source,
            target,
        }))
    }
}

/// Refuse what calls itself a regular expression and is none.
fn check_patterns(terms: &[Term], place: Span) -> Result<(), Problem> {
    for term in terms.iter().filter(|term| term.matching == Matching::Regex) {
        let remedy = "correct it, or write inflect or exact in the column 'match'";
        regex_of(term).map_err(|what| Problem::new(place, what, remedy))?;
    }
    Ok(())
}

/// What a row says of all its terms.
struct Row {
    status: Status,
    matching: Matching,
    case: CasePolicy,
    fixed: bool,
    /// What it says of its first source term only.
    facts: Facts,
    line: usize,
}

struct Facts {
    pos: Option<PartOfSpeech>,
    gender: Option<Gender>,
    plural: Option<Plural>,
    human: Option<bool>,
}

impl Row {
    fn of(record: &Record<'_>, columns: &Columns) -> Result<Self, Problem> {
        let facts = Facts {
            pos: values::named(record, columns, Column::Pos)?,
            gender: values::named(record, columns, Column::Gender)?,
            plural: values::named(record, columns, Column::Plural)?,
            human: values::named(record, columns, Column::Human)?,
        };
        Ok(Self {
            status: values::named(record, columns, Column::Status)?.unwrap_or_default(),
            matching: values::named(record, columns, Column::Match)?.unwrap_or_default(),
            case: values::named(record, columns, Column::Case)?.unwrap_or_default(),
            fixed: values::named(record, columns, Column::Fixed)?.unwrap_or_default(),
            facts,
            line: record.line,
        })
    }

    fn term(&self, text: &str, status: Status) -> Term {
        Term {
            text: text.to_owned(),
            status,
            matching: self.matching,
            fixed: self.fixed,
            pos: self.facts.pos,
            line: self.line,
            column: 1,
            ..Term::default()
        }
    }

    /// The first of `names` is the term, with its `forms`; others are variants of it.
    fn source(&self, names: Vec<&str>, forms: Vec<&str>) -> Vec<Term> {
        let mut terms: Vec<Term> = names.into_iter().map(|name| self.term(name, Status::Admitted)).collect();
        if let Some(first) = terms.first_mut() {
            first.status = Status::Preferred;
            first.forms = forms.into_iter().map(str::to_owned).collect();
            (first.gender, first.plural, first.human) = (self.facts.gender, self.facts.plural, self.facts.human);
        }
        terms
    }

    fn target(&self, record: &Record<'_>, columns: &Columns, kind: Kind) -> Vec<Term> {
        let cell = |column| values::list(columns.text(record, column));
        let mut names = cell(Column::Target);
        if names.is_empty() && kind == Kind::DoNotTranslate {
            names = cell(Column::Source);
        }
        let mut terms: Vec<Term> = names.into_iter().map(|name| self.target_term(name, self.further())).collect();
        if let Some(first) = terms.first_mut() {
            first.status = self.status;
            first.forms = cell(Column::TargetForms).into_iter().map(str::to_owned).collect();
            columns.text(record, Column::Note).clone_into(&mut first.note);
            terms.extend(cell(Column::TargetAdmitted).into_iter().map(|name| self.target_term(name, Status::Admitted)));
        }
        terms
    }

    fn target_term(&self, name: &str, status: Status) -> Term {
        // A pattern is about the source; its rendering is a term like any other.
        let matching = if self.matching == Matching::Regex { Matching::Inflect } else { self.matching };
        Term { case: self.case, matching, ..self.term(name, status) }
    }

    /// The status of a second value in the target cell.
    const fn further(&self) -> Status {
        match self.status {
            Status::Preferred => Status::Admitted,
            status => status,
        }
    }
}

/// Put the entries of one concept together, concepts in the order of their first row.
fn into_concepts(entries: Vec<Entry>) -> Vec<Concept> {
    let mut ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_source: BTreeMap<String, usize> = BTreeMap::new();
    let mut concepts: Vec<Concept> = Vec::new();
    for entry in entries {
        let source = entry.source.first().map_or_else(String::new, |term| term.text.clone());
        let known = if entry.id.is_empty() {
            by_source
                .get(&source)
                .copied()
                .filter(|&at| concepts.get(at).is_some_and(|concept| may_join(concept, &entry)))
        } else {
            by_id.get(&entry.id).copied()
        };
        if let Some(concept) = known.and_then(|at| concepts.get_mut(at)) {
            merge(concept, entry);
            continue;
        }
        let at = concepts.len();
        if entry.id.is_empty() {
            by_source.insert(source.clone(), at);
        } else {
            by_id.insert(entry.id.clone(), at);
        }
        let id = if entry.id.is_empty() { values::unique_slug(&source, &mut ids) } else { entry.id.clone() };
        let mut concept = Concept { id, kind: entry.kind, line: entry.line, ..Concept::default() };
        merge(&mut concept, entry);
        concepts.push(concept);
    }
    concepts.iter_mut().for_each(Concept::sort_terms);
    concepts
}

/// Whether a row without id belongs to a concept of the same source term: two preferred targets
/// are two meanings of one word, any other status is said of a rendering of the same meaning.
fn may_join(concept: &Concept, entry: &Entry) -> bool {
    entry.status != Status::Preferred || concept.target.iter().all(|term| term.status != Status::Preferred)
}

fn merge(concept: &mut Concept, entry: Entry) {
    let fill = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    fill(&mut concept.domain, entry.domain);
    fill(&mut concept.context, entry.context);
    fill(&mut concept.definition, entry.definition);
    if concept.kind == Kind::Term {
        concept.kind = entry.kind;
    }
    let is_first = concept.source.is_empty();
    for mut term in entry.source {
        // A second source term of a concept is a variant of the first.
        if !is_first {
            term.status = Status::Admitted;
        }
        add(&mut concept.source, term);
    }
    for term in entry.target {
        add(&mut concept.target, term);
    }
}

/// Add `term`, or its forms when the concept has it already.
fn add(terms: &mut Vec<Term>, term: Term) {
    let Some(known) = terms.iter_mut().find(|known| known.text == term.text) else { return terms.push(term) };
    for form in term.forms {
        if !known.forms.contains(&form) {
            known.forms.push(form);
        }
    }
}

#[cfg(test)]
mod tests;
