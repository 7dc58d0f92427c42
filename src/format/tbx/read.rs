//! Reading: the tree of each concept entry, then what the model has a place for.

use std::collections::BTreeSet;

use super::super::{GlossaryOptions, too_many};
use super::facts;
use super::tree::{Builder, Element, Node, problem};
use crate::format::xml::{Node as Piece, Reader};
use crate::glossary::{
    Declared, Entry, Extra, Gender, Matching, PartOfSpeech, Section, Status, Term, Termbase, Vocabulary, regex_of,
};
use crate::language::Language;
use crate::text::{Parsed, Position, Problem, Span};

/// Read a glossary from the decoded text of a TBX file of any version.
///
/// A problem with the XML ends the reading; an entry that cannot be understood is a problem and is
/// left out.
///
/// ```
/// use tarjuman::format::{GlossaryOptions, tbx::read};
/// let text = "<martif type='TBX-Basic' xml:lang='en'><text><body><termEntry id='c1'>\
///   <langSet xml:lang='ar'><tig><term>محادثات</term></tig></langSet>\
///   <langSet xml:lang='en'><tig><term>talks</term></tig></langSet></termEntry></body></text></martif>";
/// let parsed = read(text, &GlossaryOptions::default());
/// assert!(parsed.problems.is_empty());
/// assert_eq!(parsed.value.entries[0].sections[1].terms[0].text, "talks");
/// ```
pub fn read(text: &str, options: &GlossaryOptions) -> Parsed<Termbase> {
    let mut walk =
        Walk { base: Termbase::default(), problems: Vec::new(), path: Vec::new(), builder: Builder::new(text) };
    for event in Reader::new(text) {
        let stepped = event.and_then(|event| walk.step(text, event, options));
        if let Err(problem) = stepped {
            walk.problems.push(problem);
            break;
        }
    }
    if walk.base.entries.is_empty() && walk.problems.is_empty() {
        let what = "there is no concept in this file";
        walk.problems.push(Problem::new(Span::default(), what, "check that this is the right file"));
    }
    number(&mut walk.base.entries);
    Parsed { value: walk.base, problems: walk.problems }
}

/// Concepts without an id get one.
fn number(entries: &mut [Entry]) {
    let mut ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    for entry in entries.iter_mut().filter(|entry| entry.id.is_empty()) {
        let first = entry.sections.iter().flat_map(|section| &section.terms).next();
        let term = first.map_or_else(String::new, |term| term.text.clone());
        entry.id = super::super::glossary_values::unique_slug(&term, &mut ids);
    }
}

struct Walk<'a> {
    base: Termbase,
    problems: Vec<Problem>,
    /// Names of the open elements outside entries and header, in the form of version 3.
    path: Vec<String>,
    builder: Builder<'a>,
}

impl Walk<'_> {
    fn step(
        &mut self,
        text: &str,
        event: crate::format::xml::Event<'_>,
        options: &GlossaryOptions,
    ) -> Result<(), Problem> {
        if self.builder.is_inside() {
            if let Some(element) = self.builder.step(text, event) {
                self.take(&element, options)?;
            }
            return Ok(());
        }
        match &event.node {
            Piece::Start(element) => {
                let name = super::categories::modern(element.name.local);
                if self.path.is_empty() {
                    self.root(name, element, event.span)?;
                } else if matches!(name, "tbxHeader" | "conceptEntry" | "back") {
                    self.builder.step(text, event);
                    return Ok(());
                }
                self.path.push(name.to_owned());
            }
            Piece::End => {
                self.path.pop();
            }
            Piece::Text(_) | Piece::Other => {}
        }
        Ok(())
    }

    fn root(&mut self, name: &str, element: &crate::format::xml::Element<'_>, span: Span) -> Result<(), Problem> {
        if name != "tbx" {
            let what = format!("the root element is <{}>, not <tbx> or <martif>", element.name.local);
            return Err(Problem::new(span, what, "check that this is a TBX file"));
        }
        let dialect = element.value("type").unwrap_or(DIALECT);
        if dialect != DIALECT && dialect != "TBX" {
            self.base.extras.push(Extra::Field { name: "tbx-dialect".to_owned(), value: dialect.to_owned() });
        }
        Ok(())
    }

    fn take(&mut self, element: &Element, options: &GlossaryOptions) -> Result<(), Problem> {
        match element.name.as_str() {
            "tbxHeader" => header(element, &mut self.base),
            "back" => {
                if element.elements().next().is_some() {
                    self.base.extras.push(Extra::Element(element.to_xml()));
                }
            }
            _ if self.base.entries.len() == options.max_rows => {
                return Err(too_many(element.span, options.max_rows, "concepts"));
            }
            _ => match entry(element) {
                Ok(entry) => self.base.entries.push(entry),
                Err(problem) => self.problems.push(problem),
            },
        }
        Ok(())
    }
}

pub(super) const DIALECT: &str = "TBX-Basic";
/// What our own header says of its source.
pub(super) const ORIGIN: &str = "tarjuman";

/// Title and description; the whole header is kept when it says more.
fn header(element: &Element, base: &mut Termbase) {
    let file = element.child("fileDesc");
    let title = file.and_then(|file| file.child("titleStmt")).and_then(|title| title.child("title"));
    base.title = title.map(Element::text).unwrap_or_default();
    let described: Vec<String> = file
        .into_iter()
        .flat_map(|file| file.elements().filter(|child| child.name == "sourceDesc"))
        .flat_map(|source| source.elements().map(Element::text))
        .collect();
    let own = described.iter().find(|text| *text != ORIGIN);
    base.description = own.cloned().unwrap_or_default();
    let plain = super::write::header(base);
    if plain.to_xml() != element.to_xml() {
        base.extras.push(Extra::Element(element.to_xml()));
    }
}

fn entry(element: &Element) -> Result<Entry, Problem> {
    let mut entry = Entry { line: element.position.line, ..Entry::default() };
    entry.id = element.attribute("id").unwrap_or_default().trim().to_owned();
    for child in element.elements() {
        match known(child) {
            ("langSec", _) => {
                let section = section(child)?;
                entry.sections.push(section);
            }
            ("note", _) => {
                let text = child.text();
                let fact = facts::parse(&text);
                if !fact.is_some_and(|(name, value)| facts::into_entry(&mut entry, &name, value)) {
                    fill(&mut entry.note, child, &mut entry.extras);
                }
            }
            (_, "subjectField") => fill(&mut entry.domain, child, &mut entry.extras),
            (_, "definition") => fill(&mut entry.definition, child, &mut entry.extras),
            (_, "context") => fill(&mut entry.context, child, &mut entry.extras),
            _ => entry.extras.push(Extra::Element(child.to_xml())),
        }
    }
    if entry.sections.iter().all(|section| section.terms.is_empty()) {
        return Err(problem(element, "this entry has no term", "add one, or remove the entry"));
    }
    Ok(entry)
}

/// The name of an element, and of a `descrip`, alone or first of a group, its category.
fn known(element: &Element) -> (&str, &str) {
    let inner = match element.name.as_str() {
        "descripGrp" => element.child("descrip"),
        "termNoteGrp" => element.child("termNote"),
        _ => Some(element),
    };
    let is_plain = element.namespace.is_empty();
    let category = inner.filter(|inner| is_plain && matches!(inner.name.as_str(), "descrip" | "termNote"));
    (if is_plain { element.name.as_str() } else { "" }, category.map_or("", Element::category))
}

/// Put the text of `element` into `field`. When the field is taken the element is kept; of a group
/// what else it says is kept, with an empty place for the text.
fn fill(field: &mut String, element: &Element, extras: &mut Vec<Extra>) {
    let is_group = matches!(element.name.as_str(), "descripGrp" | "termNoteGrp");
    let inner = if is_group { element.elements().next().unwrap_or(element) } else { element };
    let text = inner.text();
    if !field.is_empty() || text.is_empty() {
        return extras.push(Extra::Element(element.to_xml()));
    }
    *field = text;
    let is_plain = inner.elements().next().is_none()
        && inner.attributes.iter().all(|(name, _)| name == "type")
        && (!is_group || element.elements().count() == 1);
    if !is_plain {
        extras.push(Extra::Element(emptied(element).to_xml()));
    }
}

/// The element without the text of its first part.
fn emptied(element: &Element) -> Element {
    let mut element = element.clone();
    let is_group = matches!(element.name.as_str(), "descripGrp" | "termNoteGrp");
    match element.children.iter_mut().find(|node| matches!(node, Node::Element(_))) {
        Some(Node::Element(first)) if is_group => first.children.clear(),
        _ => element.children.clear(),
    }
    element
}

fn section(element: &Element) -> Result<Section, Problem> {
    let Some(tag) = element.attribute("xml:lang").or_else(|| element.attribute("lang")) else {
        return Err(problem(element, "this language section does not say its language", "add xml:lang=\"…\" to it"));
    };
    // `en_US` is no BCP 47, but many tools write it.
    let language = Language::from_tag(&tag.trim().replace('_', "-"))
        .map_err(|what| problem(element, what, "correct the language of this section"))?;
    let mut section = Section::new(Declared::Tag(language.tag().to_owned()));
    let mut terms = Vec::new();
    for child in element.elements() {
        match known(child) {
            ("termSec", _) => terms.push(Reading::of(child)?),
            ("note", _) => {
                let text = child.text();
                let fact = facts::parse(&text);
                if !fact.is_some_and(|(name, value)| facts::into_extras(&mut section.extras, &name, value)) {
                    fill(&mut section.note, child, &mut section.extras);
                }
            }
            (_, "definition") => fill(&mut section.definition, child, &mut section.extras),
            _ => section.extras.push(Extra::Element(child.to_xml())),
        }
    }
    section.terms = settled(terms);
    Ok(section)
}

/// Terms whose status is not told: the first is preferred when none is, the others are admitted.
fn settled(readings: Vec<Reading>) -> Vec<Term> {
    let mut is_free = !readings.iter().any(|reading| reading.told && reading.term.status == Status::Preferred);
    let settle = |mut reading: Reading| {
        if !reading.told {
            reading.term.status = if is_free { Status::Preferred } else { Status::Admitted };
            is_free = false;
        }
        reading.term
    };
    readings.into_iter().map(settle).collect()
}

/// A term, and whether its status was told.
struct Reading {
    term: Term,
    told: bool,
}

impl Reading {
    fn of(element: &Element) -> Result<Self, Problem> {
        // Version 2 may put the term and its notes into a group.
        let group = element.child("termGrp");
        let text = group.unwrap_or(element).child("term");
        let Some(text) = text.filter(|term| !term.text().is_empty()) else {
            return Err(problem(element, "there is no term here", "write it into <term>, or remove the element"));
        };
        let Position { line, column } = text.position;
        let term = Term { text: text.text(), line, column, ..Term::default() };
        let mut reading = Self { term, told: false };
        let grouped = group.into_iter().flat_map(Element::elements);
        for child in
            grouped.chain(element.elements()).filter(|child| !matches!(child.name.as_str(), "term" | "termGrp"))
        {
            reading.take(child)?;
        }
        if reading.term.matching == Matching::Regex {
            regex_of(&reading.term).map_err(|what| problem(text, what, "correct it, or remove its match=regex"))?;
        }
        Ok(reading)
    }

    fn take(&mut self, child: &Element) -> Result<(), Problem> {
        let term = &mut self.term;
        match known(child) {
            ("note", _) => {
                let text = child.text();
                let Some((name, value)) = facts::parse(&text) else {
                    fill(&mut term.note, child, &mut term.extras);
                    return Ok(());
                };
                self.told |= name == "status";
                if !facts::into_term(term, &name, value) {
                    fill(&mut term.note, child, &mut term.extras);
                }
            }
            (_, "context") => fill(&mut term.context, child, &mut term.extras),
            ("termNote", "administrativeStatus" | "normativeAuthorization" | "processStatus") => self.status(child)?,
            ("termNote", "partOfSpeech") => match PartOfSpeech::parse(&child.text()) {
                Some(pos) if term.pos.is_none() => term.pos = Some(pos),
                Some(_) => {}
                None => term.extras.push(Extra::Element(child.to_xml())),
            },
            ("termNote", "grammaticalGender") => match Gender::parse(&child.text()) {
                Some(gender) => term.gender = Some(gender),
                None => term.extras.push(Extra::Element(child.to_xml())),
            },
            _ => term.extras.push(Extra::Element(child.to_xml())),
        }
        Ok(())
    }

    /// How the term stands; a process status counts only where it says that nobody looked yet.
    fn status(&mut self, element: &Element) -> Result<(), Problem> {
        let written = element.text();
        let known = match element.category() {
            "processStatus" => Some(Status::Proposed).filter(|_| written == "provisionallyProcessed"),
            _ => Status::parse(&written),
        };
        match known {
            // A fact of ours says it more exactly.
            Some(_) if self.told => {}
            Some(status) => {
                self.term.status = status;
                self.told = true;
            }
            None if element.category() == "processStatus" || written.is_empty() => {
                self.term.extras.push(Extra::Element(element.to_xml()));
            }
            None => {
                let what = format!("'{}' is no status", written.escape_debug());
                return Err(problem(element, what, format!("write {}", Status::choices())));
            }
        }
        Ok(())
    }
}
