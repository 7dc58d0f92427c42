//! The grammar of start tags and end tags (XML 1.0, section 3.1; Namespaces, section 4).

use std::borrow::Cow;

use super::{MAX_ATTRIBUTES, chars, decode, scanner::Scanner};
use crate::text::{Problem, Span};

/// A name as written: `prefix:local`, or `local` with an empty prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Qualified<'a> {
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    pub(super) span: Span,
}

/// An attribute whose prefix is not resolved yet.
pub(super) struct Written<'a> {
    pub(super) name: Qualified<'a>,
    pub(super) value: Cow<'a, str>,
    pub(super) span: Span,
}

/// A start tag, or the tag of an empty element.
pub(super) struct StartTag<'a> {
    pub(super) name: Qualified<'a>,
    pub(super) attributes: Vec<Written<'a>>,
    pub(super) is_empty: bool,
}

/// Read the tag at `span`, from its `<` to its `>`.
pub(super) fn start<'a>(text: &'a str, span: Span) -> Result<StartTag<'a>, Problem> {
    let mut scanner = Scanner::new(text, span);
    scanner.eat("<");
    let name = qualified(&mut scanner, "element")?;
    let mut attributes = Vec::new();
    loop {
        let spaced = scanner.eat_space();
        let is_empty = scanner.eat("/>");
        if is_empty || scanner.eat(">") {
            return Ok(StartTag { name, attributes, is_empty });
        }
        if !spaced {
            let what = format!("there is no space before an attribute of <{}>", name.local);
            return Err(Problem::new(scanner.here(), what, "put a space between the attributes, or close the tag"));
        }
        if attributes.len() == MAX_ATTRIBUTES {
            let what = format!("<{}> has more than {MAX_ATTRIBUTES} attributes", name.local);
            return Err(Problem::new(span, what, "check where the file comes from: this is no translation file"));
        }
        attributes.push(attribute(&mut scanner)?);
    }
}

/// The name in the end tag at `span`.
pub(super) fn end<'a>(text: &'a str, span: Span) -> Result<Qualified<'a>, Problem> {
    let mut scanner = Scanner::new(text, span);
    scanner.eat("</");
    let name = qualified(&mut scanner, "element")?;
    scanner.eat_space();
    if scanner.eat(">") && scanner.is_done() {
        return Ok(name);
    }
    Err(Problem::new(span, "an end tag holds more than a name", "leave only the name between '</' and '>'"))
}

fn attribute<'a>(scanner: &mut Scanner<'a>) -> Result<Written<'a>, Problem> {
    let name = qualified(scanner, "attribute")?;
    scanner.eat_space();
    let valued = scanner.eat("=");
    scanner.eat_space();
    let Some(span) = scanner.take_quoted().filter(|_| valued) else {
        let what = format!("the attribute '{}' has no value in quotes", name.local);
        return Err(Problem::new(name.span, what, format!("write {}=\"…\"", name.local)));
    };
    let value = decode::attribute_value(scanner.text(span), span)?;
    Ok(Written { name, value, span })
}

fn qualified<'a>(scanner: &mut Scanner<'a>, of: &str) -> Result<Qualified<'a>, Problem> {
    let span = scanner.take_while(chars::is_name_char);
    let name = scanner.text(span);
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let good_prefix = chars::is_unqualified(prefix) || (prefix.is_empty() && !name.contains(':'));
    if good_prefix && chars::is_unqualified(local) {
        return Ok(Qualified { prefix, local, span });
    }
    let shown = if span.is_empty() { scanner.here() } else { span };
    let what = format!("'{}' is not the name of an {of}", scanner.text(shown).escape_debug());
    Err(Problem::new(shown, what, "write &lt; for a '<' that belongs to the text; a name begins with a letter"))
}
