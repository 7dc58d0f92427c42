//! A small tree of a concept entry, in the form of version 3, style DCA.

use super::super::rows::Places;
use super::super::xml::{self, Event, Node as Piece, escape};
use super::categories::{self, CORE};
use crate::text::{Position, Problem, Span};

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Empty for the core structure, else the namespace of a foreign element.
    pub(super) namespace: String,
    pub(super) name: String,
    /// Those without a namespace by their name, `lang` of XML as `xml:lang`; others are left out.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    pub(super) span: Span,
    pub(super) position: Position,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn with(mut self, attribute: &str, value: &str) -> Self {
        self.attributes.push((attribute.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn text_of(mut self, text: &str) -> Self {
        self.children = vec![Node::Text(text.to_owned())];
        self
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The data category; empty for elements without one.
    pub(super) fn category(&self) -> &str {
        self.attribute("type").unwrap_or_default()
    }

    pub(super) fn is(&self, name: &str, category: &str) -> bool {
        self.name == name && self.category() == category && self.namespace.is_empty()
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// All text in it, without blanks around.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text.trim().to_owned()
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => *out += text,
                // Native code between text is none.
                Node::Element(element) if matches!(element.name.as_str(), "bpt" | "ept" | "ph" | "sc" | "ec") => {}
                Node::Element(element) => element.push_text(out),
            }
        }
    }

    /// The canonical form: DCA without a namespace for the core structure.
    pub(super) fn to_xml(&self) -> String {
        let mut out = String::new();
        self.push_xml(&mut out);
        out
    }

    fn push_xml(&self, out: &mut String) {
        *out += &format!("<{}", self.name);
        if !self.namespace.is_empty() {
            *out += &format!(" xmlns=\"{}\"", escape::attribute(&self.namespace));
        }
        for (name, value) in &self.attributes {
            *out += &format!(" {name}=\"{}\"", escape::attribute(value));
        }
        if self.children.is_empty() {
            *out += "/>";
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Text(text) => *out += &escaped(text),
                Node::Element(element) => element.push_xml(out),
            }
        }
        *out += &format!("</{}>", self.name);
    }

    /// The element that [`Self::to_xml()`] wrote.
    pub(super) fn from_xml(text: &str) -> Option<Self> {
        let mut builder = Builder::new(text);
        for event in xml::Reader::new(text) {
            if let Some(element) = builder.step(text, event.ok()?) {
                return Some(element);
            }
        }
        None
    }
}

/// Text as it stands in an element: line ends and tabs as references, which tell them from the
/// white space of the layout.
pub(super) fn escaped(text: &str) -> String {
    escape::text(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Builds elements from the pieces of a document.
pub(super) struct Builder<'a> {
    open: Vec<Element>,
    places: Places<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { open: Vec::new(), places: Places::new(text) }
    }

    /// Take the next piece; the outermost element when it is complete.
    pub(super) fn step(&mut self, text: &str, event: Event<'_>) -> Option<Element> {
        match event.node {
            Piece::Start(element) => {
                let position = self.places.position(event.span.start);
                self.open.push(canonical(&element, event.span, position));
                None
            }
            Piece::Text(piece) => {
                let is_reference = event.span.text(text).starts_with('&');
                let piece = if is_reference { piece.into_owned() } else { unfolded(&piece) };
                if let Some(open) = self.open.last_mut() {
                    match open.children.last_mut() {
                        Some(Node::Text(before)) => *before += &piece,
                        _ => open.children.push(Node::Text(piece)),
                    }
                }
                None
            }
            Piece::End => {
                let mut element = self.open.pop()?;
                if !is_text(&element) {
                    element.children.retain(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
                }
                match self.open.last_mut() {
                    Some(parent) => {
                        parent.children.push(Node::Element(element));
                        None
                    }
                    None => Some(element),
                }
            }
            Piece::Other => None,
        }
    }

    /// Whether an element is open.
    pub(super) fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }
}

/// Whether white space between the tags of an element is text.
fn is_text(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "term" | "descrip" | "admin" | "termNote" | "note" | "p" | "title" | "hi" | "foreign" | "ref" | "xref" | "item"
    )
}

/// Text whose lines were broken and indented by a program that lays out XML.
fn unfolded(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let rest = line.trim_start_matches([' ', '\t']);
        out.truncate(out.trim_end_matches([' ', '\t', '\r']).len());
        out.push(if rest.len() == line.len() && !line.is_empty() { '\n' } else { ' ' });
        out += rest;
    }
    out
}

/// The element in the form of version 3, style DCA.
fn canonical(element: &xml::Element<'_>, span: Span, position: Position) -> Element {
    let namespace = element.name.namespace.as_ref();
    let local = element.name.local;
    let mut attributes: Vec<(String, String)> = Vec::with_capacity(element.attributes.len());
    for attribute in &element.attributes {
        let name = match attribute.name.namespace.as_ref() {
            "" if attribute.name.local != "xmlns" => attribute.name.local.to_owned(),
            xml::XML => format!("xml:{}", attribute.name.local),
            _ => continue,
        };
        attributes.push((name, attribute.value.to_string()));
    }
    let (namespace, name) = match (namespace, categories::element_of(namespace, local)) {
        (_, Some(core)) => {
            attributes.insert(0, ("type".to_owned(), local.to_owned()));
            ("", core)
        }
        (CORE | "", None) => ("", categories::modern(local)),
        (foreign, None) => (foreign, local),
    };
    Element { namespace: namespace.to_owned(), name: name.to_owned(), attributes, children: Vec::new(), span, position }
}

/// The problem of an element that is not what it should be.
pub(super) fn problem(element: &Element, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
    Problem::new(element.span, what, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_styles_have_one_form() {
        let dct = "<basic:definition xmlns:basic=\"http://www.tbxinfo.net/ns/basic\" xml:lang=\"en\">a &lt; b</basic:definition>";
        let dca =
            "<descrip type=\"definition\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">a &lt; b</descrip>";
        let canonical = "<descrip type=\"definition\" xml:lang=\"en\">a &lt; b</descrip>";
        for written in [dct, dca, canonical] {
            assert_eq!(Element::from_xml(written).unwrap().to_xml(), canonical);
        }
        assert_eq!(
            Element::from_xml("<tig><term>a</term> </tig>").unwrap().to_xml(),
            "<termSec><term>a</term></termSec>"
        );
        assert_eq!(Element::from_xml("<x xmlns=\"y\"/>").unwrap().to_xml(), "<x xmlns=\"y\"/>");
    }

    #[test]
    fn layout_is_no_text() {
        let element = Element::from_xml("<note>\n  a line\n  and its rest&#10;  b\nc  </note>").unwrap();
        assert_eq!(element.text(), "a line and its rest\n  b\nc");
    }
}
