//! From rows to concepts.

use std::collections::{BTreeMap, BTreeSet};

use super::super::glossary_values::unique_slug;
use super::columns::{Columns, SOURCE, TARGET};
use super::row::Row;
use crate::glossary::{Entry, Extra, Kind, Section, Status, Term, Vocabulary};
use crate::text::{Problem, Span};

/// Put the rows of one concept together, concepts in the order of their first row.
pub(super) fn join(rows: Vec<Row>, columns: &Columns, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let mut joiner = Joiner { ids: rows.iter().map(|row| row.id.clone()).collect(), ..Joiner::default() };
    for row in rows {
        joiner.add(row, columns, problems);
    }
    let mut entries = Vec::with_capacity(joiner.entries.len());
    for (mut entry, span) in joiner.entries {
        copy_untranslated(&mut entry);
        match missing(&entry) {
            Some(name) => {
                let what = format!("this row has no {name} term");
                problems.push(Problem::new(span, what, format!("fill in the column '{name}', or remove the row")));
            }
            None => {
                entry.sections.retain(|section| !section.terms.is_empty());
                entries.push(entry);
            }
        }
    }
    entries
}

#[derive(Default)]
struct Joiner {
    ids: BTreeSet<String>,
    by_id: BTreeMap<String, usize>,
    /// The last concept without id that has this source term.
    by_source: BTreeMap<String, usize>,
    /// Each with the place of its first row.
    entries: Vec<(Entry, Span)>,
}

impl Joiner {
    fn add(&mut self, row: Row, columns: &Columns, problems: &mut Vec<Problem>) {
        let source = row.terms.get(SOURCE).and_then(|terms| terms.first());
        let source = source.map_or_else(String::new, |term| term.text.clone());
        let known = if row.id.is_empty() {
            let near = self.by_source.get(&source).copied();
            near.filter(|&at| self.entries.get(at).is_some_and(|(entry, _)| may_join(entry, &row)))
        } else {
            self.by_id.get(&row.id).copied()
        };
        let at = known.unwrap_or_else(|| self.begin(&row, source, columns));
        if let Some((entry, _)) = self.entries.get_mut(at)
            && let Err(problem) = merge(entry, row)
        {
            problems.push(problem);
        }
    }

    /// A new concept for `row`; its number.
    fn begin(&mut self, row: &Row, source: String, columns: &Columns) -> usize {
        let at = self.entries.len();
        let id = if row.id.is_empty() { unique_slug(&source, &mut self.ids) } else { row.id.clone() };
        if row.id.is_empty() {
            self.by_source.insert(source, at);
        } else {
            self.by_id.insert(id.clone(), at);
        }
        let sections = columns.languages.iter().cloned().map(Section::new).collect();
        self.entries.push((Entry { id, sections, line: row.line, ..Entry::default() }, row.span));
        at
    }
}

/// Whether a row without id belongs to a concept of the same source term: two preferred targets
/// are two meanings of one word, any other status is said of a rendering of the same meaning.
fn may_join(entry: &Entry, row: &Row) -> bool {
    let is_preferred = |term: &Term| term.status == Status::Preferred;
    let of_row = row.terms.iter().skip(TARGET).filter_map(|terms| terms.first()).any(is_preferred);
    let known = entry.sections.iter().skip(TARGET).flat_map(|section| &section.terms).any(is_preferred);
    !(of_row && known)
}

/// What is not translated is its own rendering.
fn copy_untranslated(entry: &mut Entry) {
    let has_target = entry.sections.iter().skip(TARGET).any(|section| !section.terms.is_empty());
    if entry.kind != Kind::DoNotTranslate || has_target {
        return;
    }
    let source = entry.sections.get(SOURCE).map(|section| section.terms.clone()).unwrap_or_default();
    for section in entry.sections.iter_mut().skip(TARGET).filter(|section| section.terms.is_empty()) {
        section.terms.clone_from(&source);
    }
}

/// The side that a concept has no term for.
fn missing(entry: &Entry) -> Option<&'static str> {
    let mut empty = entry.sections.iter().map(|section| section.terms.is_empty());
    if empty.next() == Some(true) {
        return Some("source");
    }
    empty.all(|is_empty| is_empty).then_some("target")
}

fn merge(entry: &mut Entry, row: Row) -> Result<(), Problem> {
    let mut extras = row.extras;
    for (field, value, name) in [
        (&mut entry.domain, row.domain, "domain"),
        (&mut entry.definition, row.definition, "definition"),
        (&mut entry.context, row.context, "context"),
        (&mut entry.note, row.concept_note, "concept_note"),
    ] {
        if field.is_empty() {
            *field = value;
        } else if !value.is_empty() && *field != value {
            // Said of this row, not of the whole concept.
            extras.push(Extra::Field { name: name.to_owned(), value });
        }
    }
    merge_kind(entry, row.kind, row.span)?;
    let mut holder = None;
    for (language, terms) in row.terms.into_iter().enumerate() {
        let Some(section) = entry.sections.get_mut(language) else { continue };
        for (number, mut term) in terms.into_iter().enumerate() {
            if language == SOURCE && number == 0 && !section.terms.is_empty() && !row.says_source_status {
                // A second source term of a concept is a variant of the first.
                term.status = Status::Admitted;
            }
            if let Some(at) = add(&mut section.terms, term, language) {
                // A row is most of all about its target term.
                let is_better = number == 0 && (language == TARGET || holder.is_none());
                holder = if is_better { Some((language, at)) } else { holder };
            }
        }
    }
    keep(entry, extras, holder);
    Ok(())
}

fn merge_kind(entry: &mut Entry, kind: Option<Kind>, place: Span) -> Result<(), Problem> {
    match (entry.kind, kind) {
        (Kind::Term, Some(kind)) => entry.kind = kind,
        (known, Some(kind)) if kind != known && kind != Kind::Term => {
            let what = format!("the concept '{}' is a {} here and a {} before", entry.id, kind.word(), known.word());
            return Err(Problem::new(place, what.escape_debug().to_string(), "give all rows of a concept one kind"));
        }
        _ => {}
    }
    Ok(())
}

/// Add `term`, or its forms when it is there already; its number when it is new.
///
/// A rendering that is there with another status stays a term of its own: the lint tells of it.
fn add(terms: &mut Vec<Term>, term: Term, language: usize) -> Option<usize> {
    let is_same = |known: &&mut Term| known.text == term.text && (language == SOURCE || known.status == term.status);
    let Some(known) = terms.iter_mut().find(is_same) else {
        terms.push(term);
        return Some(terms.len() - 1);
    };
    for form in term.forms {
        if !known.forms.contains(&form) {
            known.forms.push(form);
        }
    }
    known.gender = known.gender.or(term.gender);
    known.plural = known.plural.or(term.plural);
    known.human = known.human.or(term.human);
    for (own, value) in [(&mut known.note, term.note), (&mut known.context, term.context)] {
        if own.is_empty() {
            *own = value;
        }
    }
    None
}

/// Keep what else a row says with the term that it brings; with the concept when it brings none.
fn keep(entry: &mut Entry, extras: Vec<Extra>, holder: Option<(usize, usize)>) {
    let term = holder.and_then(|(language, at)| entry.sections.get_mut(language)?.terms.get_mut(at));
    let kept = term.map_or(&mut entry.extras, |term| &mut term.extras);
    kept.extend(extras.into_iter().filter(|extra| !kept.contains(extra)).collect::<Vec<_>>());
}
