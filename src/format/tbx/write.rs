//! Writing TBX-Basic: version 3 in both styles, and version 2.
//!
//! A tree of version 3, style DCA, is made of each concept; what the style or the version has
//! another name for is changed when it is written, and what it has no place for becomes a note.

use std::collections::BTreeSet;

use super::super::xml::escape;
use super::categories::{CORE, MODULES, children_of, prefix_of};
use super::read::{DIALECT, ORIGIN};
use super::tree::{Element, Node, escaped};
use super::{Version, facts};
use crate::glossary::{Declared, Entry, Extra, Section, Term, Termbase};
use crate::language::Side;

/// Write TBX-Basic of version 3, style DCT.
pub fn write_dct(base: &Termbase) -> String {
    write(base, Version::Dct)
}

/// Write TBX-Basic of version 3, style DCA.
pub fn write_dca(base: &Termbase) -> String {
    write(base, Version::Dca)
}

/// Write TBX-Basic of version 2.
pub fn write_v2(base: &Termbase) -> String {
    write(base, Version::Two)
}

fn write(base: &Termbase, version: Version) -> String {
    let mut ids = BTreeSet::new();
    let entries: Vec<Element> = base.entries.iter().map(|entry| concept(entry, &mut ids)).collect();
    let kept: Vec<Element> = elements(&base.extras);
    let back = kept.iter().find(|element| element.name == "back");
    entries.iter().chain(back).for_each(|element| collect_ids(element, &mut ids));
    let head = kept.iter().find(|element| element.name == "tbxHeader").cloned();
    let head = head.filter(|head| fits_header(head, version)).unwrap_or_else(|| header(base));
    let mut out = Writer { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), version, ids };
    out.root(base);
    out.element(&head, 1);
    out.line(1, "<text>");
    out.line(2, "<body>");
    entries.iter().for_each(|entry| out.element(&out.placed(entry), 3));
    out.line(2, "</body>");
    if let Some(back) = back {
        out.element(back, 2);
    }
    out.line(1, "</text>");
    out.line(0, if version == Version::Two { "</martif>" } else { "</tbx>" });
    out.out
}

/// The header for a glossary that was not read from TBX.
pub(super) fn header(base: &Termbase) -> Element {
    let paragraph = |text: &str| Node::Element(Element::new("p").text_of(text));
    let mut file = Element::new("fileDesc");
    if !base.title.is_empty() {
        let mut statement = Element::new("titleStmt");
        statement.children.push(Node::Element(Element::new("title").text_of(&base.title)));
        file.children.push(Node::Element(statement));
    }
    let mut source = Element::new("sourceDesc");
    source.children.push(paragraph(if base.description.is_empty() { ORIGIN } else { &base.description }));
    file.children.push(Node::Element(source));
    let mut header = Element::new("tbxHeader");
    header.children.push(Node::Element(file));
    header
}

/// Whether a header that was read can be written: the order of its parts changed with version 3.
fn fits_header(header: &Element, version: Version) -> bool {
    let file = header.child("fileDesc");
    let names: Vec<&str> = file.into_iter().flat_map(Element::elements).map(|part| part.name.as_str()).collect();
    let place = |name: &str| names.iter().position(|known| *known == name);
    let in_order = match (place("titleStmt"), place("publicationStmt")) {
        (Some(title), Some(publication)) => (title < publication) == (version == Version::Two),
        _ => true,
    };
    // The types of paragraphs in the header of version 2 name its constraint files.
    let encoding = header.child("encodingDesc").is_some();
    let has_text = |part: &Element| part.children.iter().any(|node| matches!(node, Node::Text(_)));
    let only_parts = file.is_some_and(|file| !has_text(file) && !file.elements().any(has_text));
    in_order && only_parts && names.contains(&"sourceDesc") && !(encoding && version != Version::Two)
}

fn elements(extras: &[Extra]) -> Vec<Element> {
    let parsed = extras.iter().filter_map(|extra| match extra {
        Extra::Element(xml) => Element::from_xml(xml),
        Extra::Field { .. } => None,
    });
    parsed.collect()
}

fn collect_ids(element: &Element, ids: &mut BTreeSet<String>) {
    ids.extend(element.attribute("id").map(str::to_owned));
    element.elements().for_each(|child| collect_ids(child, ids));
}

/// The id of an entry as XML wants it (an `NCName`, once in the file).
fn xml_id(id: &str, ids: &mut BTreeSet<String>) -> String {
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    let is_name = |c: char| is_start(c) || c.is_numeric() && c.is_alphanumeric() || matches!(c, '-' | '.');
    let is_plain = |c: char| c.is_ascii() || ('\u{0621}'..='\u{064A}').contains(&c);
    let mut name: String = id.chars().map(|c| if is_plain(c) && is_name(c) { c } else { '-' }).collect();
    if !name.starts_with(is_start) {
        name.insert(0, 'c');
    }
    let numbered = (2u32..).map(|number| format!("{name}.{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !ids.contains(name)).unwrap_or_default();
    ids.insert(free.clone());
    free
}

fn concept(entry: &Entry, ids: &mut BTreeSet<String>) -> Element {
    let id = xml_id(&entry.id, ids);
    let mut element = Element::new("conceptEntry").with("id", &id);
    let mut kept = elements(&entry.extras);
    let parts = &mut element.children;
    push(parts, &mut kept, "descrip", "subjectField", &entry.domain);
    push(parts, &mut kept, "descrip", "definition", &entry.definition);
    push(parts, &mut kept, "note", "", &entry.note);
    facts::of_entry(entry, &id).iter().for_each(|text| push(parts, &mut kept, "note", "", text));
    parts.extend(kept.into_iter().map(Node::Element));
    parts.extend(entry.sections.iter().filter(|section| !section.terms.is_empty()).map(language).map(Node::Element));
    element
}

fn language(section: &Section) -> Element {
    let tag = match &section.language {
        Declared::Tag(tag) => tag.as_str(),
        // Undetermined, one for each side: private use keeps them apart.
        Declared::Side(Side::Source) => "x-source",
        Declared::Side(Side::Target) => "x-target",
    };
    let mut element = Element::new("langSec").with("xml:lang", tag);
    let mut kept = elements(&section.extras);
    let parts = &mut element.children;
    push(parts, &mut kept, "descrip", "definition", &section.definition);
    push(parts, &mut kept, "note", "", &section.note);
    facts::of_extras(&section.extras).iter().for_each(|text| push(parts, &mut kept, "note", "", text));
    parts.extend(kept.into_iter().map(Node::Element));
    parts.extend(section.terms.iter().map(term).map(Node::Element));
    element
}

fn term(term: &Term) -> Element {
    let mut element = Element::new("termSec");
    let mut kept = elements(&term.extras);
    let parts = &mut element.children;
    parts.push(Node::Element(Element::new("term").text_of(&term.text)));
    let pos = term.pos.map(facts::part_of_speech).unwrap_or_default();
    push(parts, &mut kept, "termNote", "partOfSpeech", pos);
    push(parts, &mut kept, "termNote", "grammaticalGender", term.gender.map(facts::gender).unwrap_or_default());
    push(parts, &mut kept, "termNote", "administrativeStatus", facts::status(term.status).unwrap_or_default());
    // The notes of a term stand before all that follows it.
    let (notes, others): (Vec<Element>, Vec<Element>) =
        kept.into_iter().partition(|element| element.name == "termNote");
    kept = others;
    parts.extend(notes.into_iter().map(Node::Element));
    push(parts, &mut kept, "descrip", "context", &term.context);
    push(parts, &mut kept, "note", "", &term.note);
    facts::of_term(term).iter().for_each(|text| push(parts, &mut kept, "note", "", text));
    parts.extend(kept.into_iter().map(Node::Element));
    element
}

/// Add an element with `text`, in the place that was kept for it when there is one.
fn push(parts: &mut Vec<Node>, kept: &mut Vec<Element>, name: &str, category: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let is_place = |element: &Element| {
        let first = if element.name == format!("{name}Grp") { element.elements().next() } else { Some(element) };
        first.is_some_and(|first| first.is(name, category) && first.children.is_empty())
    };
    let is_fact = facts::parse(text).is_some();
    match kept.iter().position(|element| !is_fact && is_place(element)) {
        Some(at) => parts.push(Node::Element(filled(kept.remove(at), text))),
        None => {
            let element = Element::new(name);
            let element = if category.is_empty() { element } else { element.with("type", category) };
            parts.push(Node::Element(element.text_of(text)));
        }
    }
}

/// The kept place with its text.
fn filled(mut element: Element, text: &str) -> Element {
    match element.children.first_mut() {
        Some(Node::Element(first)) => first.children = vec![Node::Text(text.to_owned())],
        _ => element.children = vec![Node::Text(text.to_owned())],
    }
    element
}

struct Writer {
    out: String,
    version: Version,
    /// All ids of the file, for references to them.
    ids: BTreeSet<String>,
}

impl Writer {
    fn line(&mut self, depth: usize, text: &str) {
        self.out += &"  ".repeat(depth);
        self.out += text;
        self.out.push('\n');
    }

    fn root(&mut self, base: &Termbase) {
        let tags = base.languages().into_iter().find_map(|language| match language {
            Declared::Tag(tag) => Some(tag.clone()),
            Declared::Side(_) => None,
        });
        let tag = escape::attribute(tags.as_deref().unwrap_or("en"));
        let dialect = base.extras.iter().find_map(|extra| match extra {
            Extra::Field { name, value } if name == "tbx-dialect" => Some(value.as_str()),
            _ => None,
        });
        // Only DCA may hold categories of another dialect as they are.
        let dialect =
            dialect.filter(|name| self.version == Version::Dca && name.starts_with("TBX-")).unwrap_or(DIALECT);
        let dialect = escape::attribute(dialect);
        let root = match self.version {
            Version::Two => format!("<martif type=\"{dialect}\" xml:lang=\"{tag}\">"),
            Version::Dca => format!("<tbx type=\"{dialect}\" style=\"dca\" xml:lang=\"{tag}\" xmlns=\"{CORE}\">"),
            Version::Dct => {
                let modules = MODULES.map(|(prefix, namespace)| format!(" xmlns:{prefix}=\"{namespace}\"")).concat();
                format!("<tbx type=\"{dialect}\" style=\"dct\" xml:lang=\"{tag}\" xmlns=\"{CORE}\"{modules}>")
            }
        };
        self.line(0, &root);
    }

    /// `element` with every part that has no place in this version made a note.
    fn placed(&self, element: &Element) -> Element {
        let mut placed = element.clone();
        for node in &mut placed.children {
            let Node::Element(child) = node else { continue };
            *child = match child.name.as_str() {
                "langSec" | "termSec" => self.placed(child),
                "term" => child.clone(),
                _ if self.has_place(child, &element.name) => child.clone(),
                _ => Element::new("note").text_of(&facts::element(&child.to_xml())),
            };
        }
        if element.name == "termSec" {
            // Notes that were made of something else follow those that must come first.
            let is_first = |node: &Node| matches!(node, Node::Element(child) if matches!(child.name.as_str(), "term" | "termNote"));
            let (first, rest): (Vec<Node>, Vec<Node>) = placed.children.into_iter().partition(is_first);
            placed.children = first.into_iter().chain(rest).collect();
        }
        placed
    }

    /// Whether `element` may stand in `parent`, with all that is in it.
    fn has_place(&self, element: &Element, parent: &str) -> bool {
        if !element.namespace.is_empty() {
            return self.version == Version::Dct;
        }
        let needs_type =
            !matches!(element.name.as_str(), "note" | "date" | "hi" | "foreign") && !element.name.ends_with("Grp");
        let category = element.category();
        let is_typed = match self.version {
            _ if !needs_type => true,
            Version::Dct => prefix_of(&element.name, category).is_some(),
            Version::Dca | Version::Two => !category.is_empty(),
        };
        let has_target = element.name != "xref" || element.attribute("target").is_some();
        is_typed
            && has_target
            && children_of(parent).contains(&element.name.as_str())
            && is_well_grouped(element)
            && element.elements().all(|child| self.has_place(child, &element.name))
    }

    /// The name of an element in this version, with its attributes.
    fn tag(&self, element: &Element) -> (String, String) {
        let category = element.category();
        let prefix =
            prefix_of(&element.name, category).filter(|_| self.version == Version::Dct && element.namespace.is_empty());
        let name = match (prefix, self.version) {
            (Some(prefix), _) => format!("{prefix}:{category}"),
            (None, Version::Two) => old(&element.name).to_owned(),
            (None, _) => element.name.clone(),
        };
        let mut attributes = String::new();
        if !element.namespace.is_empty() {
            attributes += &format!(" xmlns=\"{}\"", escape::attribute(&element.namespace));
        }
        for (name, value) in &element.attributes {
            let is_category = name == "type" && prefix.is_some();
            let is_dangling = name == "target" && element.name != "xref" && !self.ids.contains(value);
            if !is_category && !is_dangling {
                attributes += &format!(" {name}=\"{}\"", escape::attribute(value));
            }
        }
        (name, attributes)
    }

    /// An element on lines of its own; one with text on one line.
    fn element(&mut self, element: &Element, depth: usize) {
        let (name, attributes) = self.tag(element);
        let has_text = element.children.iter().any(|node| matches!(node, Node::Text(_)));
        if has_text || element.children.is_empty() {
            let mut line = String::new();
            self.inline(element, &mut line);
            return self.line(depth, &line);
        }
        self.line(depth, &format!("<{name}{attributes}>"));
        for child in element.elements() {
            self.element(child, depth + 1);
        }
        self.line(depth, &format!("</{name}>"));
    }

    fn inline(&self, element: &Element, line: &mut String) {
        let (name, attributes) = self.tag(element);
        if element.children.is_empty() {
            return *line += &format!("<{name}{attributes}/>");
        }
        *line += &format!("<{name}{attributes}>");
        for node in &element.children {
            match node {
                Node::Text(text) => *line += &escaped(text),
                Node::Element(child) => self.inline(child, line),
            }
        }
        *line += &format!("</{name}>");
    }
}

/// Whether a group begins with the element it is named after, and has it once.
fn is_well_grouped(element: &Element) -> bool {
    let Some(head) = children_of(&element.name).first().filter(|_| element.name.ends_with("Grp")) else { return true };
    let mut names = element.elements().map(|child| child.name.as_str());
    names.next() == Some(head) && !names.any(|name| name == *head)
}

/// The name in version 2 of an element of version 3.
fn old(name: &str) -> &str {
    match name {
        "tbxHeader" => "martifHeader",
        "conceptEntry" => "termEntry",
        "langSec" => "langSet",
        "termSec" => "tig",
        "refObjectSec" => "refObjectList",
        name => name,
    }
}
