//! Writing a glossary as a table that a person can edit and [`super::read`] reads back.
//!
//! The columns are those that the concepts need, in the order people know. A concept takes as many
//! rows as its fullest language has terms; variants that differ from the term before them in nothing
//! else share its cell.

use std::collections::BTreeSet;

use super::super::delimited::{defuse, quote};
use super::super::glossary_values::joined;
use super::columns::{SOURCE, TARGET, is_known};
use crate::glossary::{CasePolicy, Declared, Entry, Extra, Matching, Section, Status, Term, Termbase, Vocabulary};
use crate::language::Side;

/// Write a glossary as CSV: UTF-8, `\n`, commas.
pub fn write_csv(base: &Termbase) -> String {
    write(base, ',')
}

/// Write a glossary as TSV: UTF-8, `\n`, tabs; cells with tabs or line ends stand in quotes.
pub fn write_tsv(base: &Termbase) -> String {
    write(base, '\t')
}

fn write(base: &Termbase, delimiter: char) -> String {
    let languages = Languages::of(base);
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    for entry in &base.entries {
        rows.extend(rows_of(entry, &languages));
    }
    rows.iter_mut().for_each(|row| row.retain(|(name, _)| !name.is_empty()));
    for fact in ["pos", "match", "fixed"] {
        say_once(fact, &mut rows, &languages);
    }
    let columns = columns(&rows, &languages);
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| quote(&defuse(&clean(cell)), delimiter)).collect();
        cells.join(&delimiter.to_string()) + "\n"
    };
    let mut out = line(columns.clone());
    for row in rows {
        let value = |name: &String| row.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
        out += &line(columns.iter().map(|name| value(name).to_owned()).collect());
    }
    out
}

/// A NUL byte would make the table unreadable.
fn clean(cell: &str) -> String {
    cell.replace('\0', " ").trim().to_owned()
}

/// The languages of the table, with the names of their columns.
struct Languages {
    declared: Vec<Declared>,
    names: Vec<String>,
}

impl Languages {
    fn of(base: &Termbase) -> Self {
        let mut declared: Vec<Declared> = base.languages().into_iter().cloned().collect();
        // A table that says source and target says both, in this order.
        if declared.iter().any(|language| matches!(language, Declared::Side(_))) {
            let sides = [Declared::Side(Side::Source), Declared::Side(Side::Target)];
            declared.retain(|language| !sides.contains(language));
            declared.splice(0..0, sides);
        }
        let names = declared.iter().map(|language| match language {
            Declared::Tag(tag) => tag.clone(),
            Declared::Side(Side::Source) => "source".to_owned(),
            Declared::Side(Side::Target) => "target".to_owned(),
        });
        Self { names: names.collect(), declared }
    }

    fn name(&self, language: usize) -> &str {
        self.names.get(language).map_or("", String::as_str)
    }

    /// Whether one row has two languages, so that `status` and `forms` need no language.
    fn is_pair(&self) -> bool {
        self.declared.len() == 2
    }
}

/// A term and the variants that share its cells.
struct Group<'a> {
    head: &'a Term,
    variants: Vec<&'a Term>,
}

/// Cut the terms of a section into groups; `language` decides what a second value means.
fn groups(terms: &[Term], language: usize) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for term in terms {
        match groups.last_mut() {
            Some(group) if is_variant(term, group.head, language) => group.variants.push(term),
            _ => groups.push(Group { head: term, variants: Vec::new() }),
        }
    }
    groups
}

/// Whether `term` says nothing but its text beside `head`.
fn is_variant(term: &Term, head: &Term, language: usize) -> bool {
    let status = match language {
        SOURCE if !head.status.is_allowed() => return false,
        _ => Status::Admitted,
    };
    let plain = Term {
        text: term.text.clone(),
        status,
        matching: head.matching,
        fixed: head.fixed,
        case: head.case,
        pos: head.pos,
        line: term.line,
        column: term.column,
        ..Term::default()
    };
    // Of two equal texts one would vanish in the cell.
    *term == plain && term.text != head.text && head.matching != Matching::Regex
}

/// The rows of a concept: names of columns and what stands in them.
fn rows_of(entry: &Entry, languages: &Languages) -> Vec<Vec<(String, String)>> {
    let empty = Vec::new();
    let section = |language: &Declared| entry.sections.iter().find(|section| section.language == *language);
    let all: Vec<Vec<Group<'_>>> = languages
        .declared
        .iter()
        .enumerate()
        .map(|(at, language)| groups(section(language).map_or(&empty, |section| &section.terms), at))
        .collect();
    let count = all.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut rows = Vec::with_capacity(count);
    for number in 0..count {
        let mut row = vec![("id".to_owned(), entry.id.clone())];
        if number == 0 {
            concept_cells(entry, &mut row);
        }
        for (language, groups) in all.iter().enumerate() {
            match groups.get(number) {
                Some(group) => group_cells(group, language, number, languages, &mut row),
                // A row says its source term, so that a person can read it.
                None if language == SOURCE && number > 0 => repeat_cell(groups, languages, &mut row),
                None => {}
            }
        }
        rows.push(row);
    }
    rows
}

fn concept_cells(entry: &Entry, row: &mut Vec<(String, String)>) {
    let mut push = |name: &str, value: &str| row.push((name.to_owned(), value.to_owned()));
    push("kind", entry.kind.word());
    push("domain", &entry.domain);
    push("definition", own_or(&entry.definition, &entry.sections, |section| &section.definition));
    push("context", &entry.context);
    push("concept_note", own_or(&entry.note, &entry.sections, |section| &section.note));
    let in_sections = entry.sections.iter().flat_map(|section| &section.extras);
    extra_cells(entry.extras.iter().chain(in_sections), row);
}

/// What the concept says, or else the first of its languages that says it.
fn own_or<'a>(own: &'a str, sections: &'a [Section], of: impl Fn(&'a Section) -> &'a String) -> &'a str {
    if !own.is_empty() {
        return own;
    }
    sections.iter().map(of).find(|text| !text.is_empty()).map_or("", String::as_str)
}

fn repeat_cell(groups: &[Group<'_>], languages: &Languages, row: &mut Vec<(String, String)>) {
    if let Some(first) = groups.first().filter(|group| group.head.matching != Matching::Regex) {
        row.push((languages.name(SOURCE).to_owned(), joined([first.head.text.as_str()])));
    }
}

fn group_cells(
    group: &Group<'_>,
    language: usize,
    number: usize,
    languages: &Languages,
    row: &mut Vec<(String, String)>,
) {
    let head = group.head;
    let own = |fact: &str| format!("{}_{fact}", languages.name(language));
    let of = |fact: &str, side: usize| {
        if languages.is_pair() && language == side { fact.to_owned() } else { own(fact) }
    };
    let mut push = |name: String, value: String| row.push((name, value));
    let variants = group.variants.iter().map(|term| term.text.as_str());
    let text = match (head.matching, language) {
        (Matching::Regex, _) => head.text.clone(),
        (_, SOURCE) => joined(std::iter::once(head.text.as_str()).chain(variants)),
        _ => {
            push(own("admitted"), joined(variants));
            joined([head.text.as_str()])
        }
    };
    push(languages.name(language).to_owned(), text);
    let usual = if language == SOURCE && number > 0 { Status::Admitted } else { Status::Preferred };
    if head.status != usual || language != SOURCE {
        push(of("status", TARGET), head.status.word().to_owned());
    }
    push(of("forms", SOURCE), joined(head.forms.iter().map(String::as_str)));
    let word = |value: Option<&'static str>| value.unwrap_or_default().to_owned();
    push(own("pos"), word(head.pos.map(Vocabulary::word)));
    push(of("gender", SOURCE), word(head.gender.map(Vocabulary::word)));
    push(of("plural", SOURCE), word(head.plural.map(Vocabulary::word)));
    push(of("human", SOURCE), word(head.human.map(Vocabulary::word)));
    push(of("case", TARGET), word(Some(head.case).filter(|case| *case != CasePolicy::Any).map(Vocabulary::word)));
    push(own("match"), word(Some(head.matching).filter(|way| *way != Matching::Inflect).map(Vocabulary::word)));
    push(own("fixed"), word(Some(head.fixed).filter(|fixed| *fixed).map(Vocabulary::word)));
    push(of("note", TARGET), head.note.clone());
    push(own("context"), head.context.clone());
    extra_cells(head.extras.iter(), row);
}

/// Where all languages of every row say the same, say it in one column.
fn say_once(fact: &str, rows: &mut [Vec<(String, String)>], languages: &Languages) {
    let names: Vec<String> = languages.names.iter().map(|name| format!("{name}_{fact}")).collect();
    let agreed = |row: &Vec<(String, String)>| -> Option<String> {
        let mut said = row.iter().filter(|(name, _)| names.contains(name)).map(|(_, value)| value);
        let first = said.next().cloned().unwrap_or_default();
        // A pattern is one on the source side only, and the one column means just that.
        let expected = if first == Matching::Regex.word() { "" } else { &first };
        said.all(|value| value == expected).then(|| first.clone())
    };
    let Some(values) = rows.iter().map(agreed).collect::<Option<Vec<String>>>() else { return };
    for (row, value) in rows.iter_mut().zip(values) {
        row.retain(|(name, _)| !names.contains(name));
        row.push((fact.to_owned(), value));
    }
}

/// Columns of other names; a second value of one name is joined to the first.
fn extra_cells<'a>(extras: impl Iterator<Item = &'a Extra>, row: &mut Vec<(String, String)>) {
    for extra in extras {
        let Extra::Field { name, value } = extra else { continue };
        let name = &column_name(name);
        match row.iter_mut().find(|(known, _)| known == name) {
            Some((_, cell)) if cell.is_empty() => cell.clone_from(value),
            Some((_, cell)) => *cell += &format!(" | {value}"),
            None => row.push((name.clone(), value.clone())),
        }
    }
}

/// The column for something of this name; the name of one of our columns is changed.
fn column_name(name: &str) -> String {
    // Where rows of one concept differ in these, they stand in our own columns.
    const OWN: &[&str] = &["domain", "definition", "context", "concept_note"];
    let name = clean(name);
    if !OWN.contains(&name.as_str()) && (name.is_empty() || is_known(&name)) { format!("x {name}") } else { name }
}

/// The order of columns that people know; others follow in the order of their first use.
const ORDER: &[&str] = &[
    "id",
    "SOURCE",
    "SOURCE_status",
    "TARGET",
    "status",
    "pos",
    "gender",
    "plural",
    "human",
    "forms",
    "SOURCE_case",
    "TARGET_admitted",
    "TARGET_forms",
    "TARGET_gender",
    "TARGET_plural",
    "TARGET_human",
    "case",
    "match",
    "fixed",
    "kind",
    "domain",
    "SOURCE_note",
    "note",
    "SOURCE_context",
    "TARGET_context",
    "context",
    "definition",
    "concept_note",
];

/// The columns that have something in them, and those that every glossary has.
fn columns(rows: &[Vec<(String, String)>], languages: &Languages) -> Vec<String> {
    let place = |name: &str| name.replace("SOURCE", languages.name(SOURCE)).replace("TARGET", languages.name(TARGET));
    let always = ["id".to_owned()].into_iter().chain(languages.names.iter().cloned()).chain(["kind".to_owned()]);
    let always: BTreeSet<String> = always.collect();
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let filled = rows.iter().flatten().filter(|(name, value)| !value.is_empty() || always.contains(name));
    let used: Vec<&String> = filled.map(|(name, _)| name).filter(|name| seen.insert(*name)).collect();
    let mut columns: Vec<String> = ORDER.iter().map(|name| place(name)).filter(|name| seen.contains(name)).collect();
    if rows.is_empty() {
        columns = always.iter().cloned().collect();
    }
    columns.extend(used.into_iter().filter(|name| !ORDER.iter().any(|known| place(known) == **name)).cloned());
    columns
}
