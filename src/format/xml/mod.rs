//! The strict XML gate: the only place that names quick-xml's reader.
//!
//! quick-xml finds where one piece of markup ends and the next begins, and does it fast; it does
//! not ask whether the document is well-formed. [`Reader`] asks: it refuses everything that a
//! conforming processor must refuse (XML 1.0, fifth edition, with namespaces), because a reader
//! that passes over a broken file loses text in silence. Nothing is ever fetched, no entity that a
//! document declares is expanded, and depth, attributes and namespaces are limited.
//!
//! Declarations of an internal DOCTYPE subset other than entities are stepped over without a look
//! at their grammar; default values of attributes declared there are not supplied.

mod chars;
mod decode;
pub mod escape;
mod namespaces;
mod prolog;
mod scanner;
mod tag;

use std::borrow::Cow;

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::Event as Token;

pub use chars::is_allowed;

use self::namespaces::Namespaces;
use crate::text::{Problem, Span};

/// How many elements may be open inside one another.
pub const MAX_DEPTH: usize = 256;
/// How many attributes one element may have.
pub const MAX_ATTRIBUTES: usize = 256;
/// How many namespace declarations may be in scope at once.
pub const MAX_NAMESPACES: usize = 256;

/// The namespace that the prefix `xml` always means.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// A piece of a document, and where it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// From its first to its last byte as written; an empty element's end has an empty span.
    pub span: Span,
    /// What it is.
    pub node: Node<'a>,
}

/// What a piece of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// An element begins. Every one is followed by its [`Node::End`], also when it was written as
    /// one tag, `<a/>`.
    Start(Element<'a>),
    /// The innermost open element ends.
    End,
    /// Characters, decoded; one run of text may come in several pieces.
    Text(Cow<'a, str>),
    /// A comment, a processing instruction, the XML declaration or a DOCTYPE.
    Other,
}

/// A name, resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name<'a> {
    /// The namespace; empty for none.
    pub namespace: Cow<'a, str>,
    /// The name without prefix.
    pub local: &'a str,
}

/// The beginning of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// Its attributes in the order of the file, namespace declarations among them.
    pub attributes: Vec<Attribute<'a>>,
    /// Whether it was written as one tag, `<a/>`.
    pub is_empty: bool,
}

impl Element<'_> {
    /// The attribute of this local name and namespace (empty for none).
    pub fn attribute(&self, namespace: &str, local: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|known| known.name.local == local && known.name.namespace == namespace)
    }

    /// The value of the attribute `local` that is in no namespace.
    pub fn value(&self, local: &str) -> Option<&str> {
        self.attribute("", local).map(|attribute| attribute.value.as_ref())
    }
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// Its value, unescaped and normalised.
    pub value: Cow<'a, str>,
    /// The place of its value in the file, without the quotes.
    pub span: Span,
}

/// Reads a decoded document piece by piece; the first problem is the last item.
///
/// ```
/// use tarjuman::format::xml::{Node, Reader};
/// let mut text = String::new();
/// for event in Reader::new("<p>a &amp; <b>b</b></p>") {
///     if let Node::Text(piece) = event.unwrap().node {
///         text += &piece;
///     }
/// }
/// assert_eq!(text, "a & b");
/// assert!(Reader::new("<p>a & b</p>").any(|event| event.is_err()));
/// ```
pub struct Reader<'a> {
    text: &'a str,
    tokens: quick_xml::Reader<&'a [u8]>,
    /// Bytes of the byte order mark, which quick-xml does not see.
    base: usize,
    open: Vec<Open<'a>>,
    namespaces: Namespaces<'a>,
    stage: Stage,
    /// The end of an element that was written as one tag.
    pending_end: Option<Span>,
}

struct Open<'a> {
    name: tag::Qualified<'a>,
    span: Span,
    bindings: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    BeforeDoctype,
    BeforeRoot,
    Inside,
    AfterRoot,
    Finished,
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Event<'a>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stage == Stage::Finished {
            return None;
        }
        let event = self.read().transpose();
        if !matches!(event, Some(Ok(_))) {
            self.stage = Stage::Finished;
        }
        event
    }
}

impl<'a> Reader<'a> {
    /// A reader of a decoded document; a byte order mark at its beginning is passed over.
    pub fn new(text: &'a str) -> Self {
        let content = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut tokens = quick_xml::Reader::from_str(content);
        // Names of end tags are checked here, where the place of the start tag is known.
        tokens.config_mut().check_end_names = false;
        tokens.config_mut().allow_unmatched_ends = true;
        Self {
            text,
            tokens,
            base: text.len() - content.len(),
            open: Vec::new(),
            namespaces: Namespaces::default(),
            stage: Stage::BeforeDoctype,
            pending_end: None,
        }
    }

    fn read(&mut self) -> Result<Option<Event<'a>>, Problem> {
        if let Some(span) = self.pending_end.take() {
            self.leave();
            return Ok(Some(Event { span, node: Node::End }));
        }
        let start = self.offset();
        if start == self.base {
            self.check_second_mark(start)?;
        }
        let token = self.tokens.read_event();
        let span = Span::new(start, self.offset());
        let token = token.map_err(|error| self.unreadable(&error, span))?;
        self.check_characters(span)?;
        let node = match token {
            Token::Eof => return self.finish().map(|()| None),
            Token::Start(_) | Token::Empty(_) => self.enter(span)?,
            Token::End(_) => self.end(span)?,
            Token::Text(_) => self.characters(span)?,
            Token::CData(_) => self.cdata(span)?,
            Token::GeneralRef(_) => self.reference(span)?,
            Token::Comment(_) => prolog::comment(self.text, span).map(|()| Node::Other)?,
            Token::PI(_) => prolog::instruction(self.text, span).map(|()| Node::Other)?,
            Token::Decl(_) => self.declaration(span)?,
            Token::DocType(_) => self.doctype(span)?,
        };
        Ok(Some(Event { span, node }))
    }

    fn offset(&self) -> usize {
        self.base + usize::try_from(self.tokens.buffer_position()).unwrap_or(usize::MAX - self.base)
    }

    /// quick-xml would pass over another byte order mark without counting its bytes.
    fn check_second_mark(&self, start: usize) -> Result<(), Problem> {
        let mark = Span::new(start, start + '\u{FEFF}'.len_utf8());
        if mark.text(self.text) != "\u{FEFF}" {
            return Ok(());
        }
        Err(Problem::new(mark, "the file begins with two byte order marks", "remove one of them"))
    }

    fn check_characters(&self, span: Span) -> Result<(), Problem> {
        let Some((at, c)) = chars::first_forbidden(span.text(self.text)) else { return Ok(()) };
        let start = span.start + at;
        let what = format!("the character U+{:04X} is forbidden in XML", u32::from(c));
        Err(Problem::new(
            Span::new(start, start + c.len_utf8()),
            what,
            "remove it; a binary file is no translation file",
        ))
    }

    fn enter(&mut self, span: Span) -> Result<Node<'a>, Problem> {
        if self.stage == Stage::AfterRoot {
            let what = "there is a second element after the root element";
            return Err(Problem::new(span, what, "keep one document in one file"));
        }
        if self.open.len() == MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} elements are open inside one another");
            return Err(Problem::new(span, what, "check where the file comes from: this is no translation file"));
        }
        let tag = tag::start(self.text, span)?;
        self.stage = Stage::Inside;
        self.open.push(Open { name: tag.name, span, bindings: self.namespaces.len() });
        for attribute in &tag.attributes {
            self.namespaces.declare(attribute)?;
        }
        let name = Name { namespace: self.namespaces.of_element(tag.name)?, local: tag.name.local };
        let attributes = self.resolve(tag.attributes)?;
        if tag.is_empty {
            self.pending_end = Some(Span::new(span.end, span.end));
        }
        Ok(Node::Start(Element { name, attributes, is_empty: tag.is_empty }))
    }

    fn resolve(&self, written: Vec<tag::Written<'a>>) -> Result<Vec<Attribute<'a>>, Problem> {
        let mut attributes: Vec<Attribute<'a>> = Vec::with_capacity(written.len());
        for tag::Written { name, value, span } in written {
            let resolved = Name { namespace: self.namespaces.of_attribute(name)?, local: name.local };
            if attributes.iter().any(|known| known.name == resolved) {
                let what = format!("the attribute '{}' is there twice", name.local);
                return Err(Problem::new(name.span, what, "remove one of them"));
            }
            attributes.push(Attribute { name: resolved, value, span });
        }
        Ok(attributes)
    }

    fn end(&mut self, span: Span) -> Result<Node<'a>, Problem> {
        let name = tag::end(self.text, span)?;
        let Some(open) = self.open.last() else {
            let what = format!("</{}> closes an element that was never opened", name.span.text(self.text));
            return Err(Problem::new(span, what, "remove the tag, or add the one that opens it"));
        };
        let (expected, found) = (open.name.span.text(self.text), name.span.text(self.text));
        if expected != found {
            let what = format!("</{found}> stands where </{expected}> must close the element that is open");
            return Err(Problem::new(span, what, "close elements in the reverse order of their opening"));
        }
        self.leave();
        Ok(Node::End)
    }

    /// The innermost element ends.
    fn leave(&mut self) {
        if let Some(open) = self.open.pop() {
            self.namespaces.truncate(open.bindings);
        }
        if self.open.is_empty() {
            self.stage = Stage::AfterRoot;
        }
    }

    fn characters(&self, span: Span) -> Result<Node<'a>, Problem> {
        let raw = span.text(self.text);
        if self.stage != Stage::Inside {
            return self.blank(raw, span);
        }
        if let Some(at) = raw.find("]]>") {
            let here = Span::new(span.start + at, span.start + at + 3);
            return Err(Problem::new(here, "']]>' stands outside a CDATA section", "write ]]&gt; in its place"));
        }
        Ok(Node::Text(decode::line_ends(raw)))
    }

    fn blank(&self, raw: &str, span: Span) -> Result<Node<'a>, Problem> {
        let Some(at) = raw.find(|c| !chars::is_space(c)) else { return Ok(Node::Other) };
        let here = Span::new(span.start + at, span.end);
        Err(Problem::new(
            here,
            "there is text outside the root element",
            "remove it; a file that is no XML is read with another format",
        ))
    }

    fn cdata(&self, span: Span) -> Result<Node<'a>, Problem> {
        let content = span.text(self.text).strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
        match content {
            Some(content) if self.stage == Stage::Inside => Ok(Node::Text(decode::line_ends(content))),
            _ => Err(Problem::new(span, "a CDATA section stands outside the root element", "remove it")),
        }
    }

    fn reference(&self, span: Span) -> Result<Node<'a>, Problem> {
        if self.stage != Stage::Inside {
            return Err(Problem::new(span, "there is text outside the root element", "remove the reference"));
        }
        let name = span.text(self.text).trim_start_matches('&').trim_end_matches(';');
        let character = decode::reference(name, span)?;
        Ok(Node::Text(character.to_string().into()))
    }

    fn declaration(&self, span: Span) -> Result<Node<'a>, Problem> {
        if span.start == self.base {
            prolog::declaration(self.text, span)?;
        } else {
            prolog::instruction(self.text, span)?;
        }
        Ok(Node::Other)
    }

    fn doctype(&mut self, span: Span) -> Result<Node<'a>, Problem> {
        if self.stage != Stage::BeforeDoctype {
            let what = "a DOCTYPE stands elsewhere than once before the root element";
            return Err(Problem::new(span, what, "remove it: it is not needed"));
        }
        prolog::doctype(self.text, span)?;
        self.stage = Stage::BeforeRoot;
        Ok(Node::Other)
    }

    /// The file ends: is the document complete?
    fn finish(&self) -> Result<(), Problem> {
        let end = Span::new(self.text.len(), self.text.len());
        match (self.open.last(), self.stage) {
            (Some(open), _) => {
                let name = open.name.span.text(self.text);
                let what = format!("<{name}> is never closed: the file ends inside it");
                Err(Problem::new(
                    open.span,
                    what,
                    format!("get the whole file again if it was cut off, or add </{name}>"),
                ))
            }
            (None, Stage::AfterRoot) => Ok(()),
            _ => Err(Problem::new(
                end,
                "there is no root element",
                "check that this is the right file: it holds no XML document",
            )),
        }
    }

    /// What quick-xml cannot make out: markup that never ends, or a lone ampersand.
    fn unreadable(&self, error: &Error, span: Span) -> Problem {
        let at = usize::try_from(self.tokens.error_position()).map_or(span.start, |at| self.base + at);
        let start = if (span.start..=span.end).contains(&at) { at } else { span.start };
        let place = Span::new(start, self.text.len().min(start + 1));
        let place = if place.text(self.text).is_empty() { Span::new(start, start) } else { place };
        match error {
            Error::IllFormed(IllFormedError::UnclosedReference) => Problem::new(
                place,
                "this ampersand begins no reference",
                "write &amp; for an ampersand that belongs to the text",
            ),
            Error::Syntax(_) => {
                let what = "the markup that begins here is never closed, or is unknown";
                Problem::new(
                    place,
                    what,
                    "get the whole file again if it was cut off; write &lt; for a '<' that belongs to the text",
                )
            }
            error => {
                Problem::new(place, format!("this is not well-formed XML: {error}"), "correct the markup at this place")
            }
        }
    }
}

#[cfg(test)]
mod tests;
