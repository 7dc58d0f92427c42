//! Which prefix means which namespace, element by element (Namespaces in XML 1.0).

use std::borrow::Cow;

use super::tag::{Qualified, Written};
use super::{MAX_NAMESPACES, XML, XMLNS};
use crate::text::Problem;

/// The bindings in scope; those of the innermost element are last.
#[derive(Default)]
pub(super) struct Namespaces<'a> {
    bindings: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> Namespaces<'a> {
    /// How many bindings are in scope, for [`Self::truncate`] at the end of the element.
    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }

    /// Forget the bindings that an element made.
    pub(super) fn truncate(&mut self, length: usize) {
        self.bindings.truncate(length);
    }

    /// Bind what `attribute` declares, if it is a declaration.
    pub(super) fn declare(&mut self, attribute: &Written<'a>) -> Result<(), Problem> {
        let prefix = match (attribute.name.prefix, attribute.name.local) {
            ("", "xmlns") => "",
            ("xmlns", prefix) => prefix,
            _ => return Ok(()),
        };
        let uri = &attribute.value;
        if !may_bind(prefix, uri) {
            let what = format!("the prefix '{prefix}' cannot be bound to '{}'", uri.escape_debug());
            return Err(Problem::new(
                attribute.name.span.cover(attribute.span),
                what,
                "correct or remove the xmlns attribute",
            ));
        }
        if self.bindings.len() == MAX_NAMESPACES {
            let what = format!("more than {MAX_NAMESPACES} namespaces are declared inside one another");
            return Err(Problem::new(
                attribute.name.span,
                what,
                "check where the file comes from: this is no translation file",
            ));
        }
        self.bindings.push((prefix, uri.clone()));
        Ok(())
    }

    /// The namespace of an element; empty for none.
    pub(super) fn of_element(&self, name: Qualified<'a>) -> Result<Cow<'a, str>, Problem> {
        if name.prefix.is_empty() { Ok(self.bound("").unwrap_or_default()) } else { self.of_prefix(name) }
    }

    /// The namespace of an attribute; an attribute without prefix is in none.
    pub(super) fn of_attribute(&self, name: Qualified<'a>) -> Result<Cow<'a, str>, Problem> {
        match (name.prefix, name.local) {
            ("", "xmlns") | ("xmlns", _) => Ok(XMLNS.into()),
            ("", _) => Ok(Cow::default()),
            _ => self.of_prefix(name),
        }
    }

    fn of_prefix(&self, name: Qualified<'a>) -> Result<Cow<'a, str>, Problem> {
        if name.prefix == "xml" {
            return Ok(XML.into());
        }
        self.bound(name.prefix).ok_or_else(|| {
            let what =
                format!("the prefix '{}' of '{}:{}' is bound to no namespace", name.prefix, name.prefix, name.local);
            Problem::new(name.span, what, format!("declare it with xmlns:{}=\"…\", or remove the prefix", name.prefix))
        })
    }

    fn bound(&self, prefix: &str) -> Option<Cow<'a, str>> {
        self.bindings.iter().rev().find(|(known, _)| *known == prefix).map(|(_, uri)| uri.clone())
    }
}

/// Namespaces in XML, section 3: `xml` and `xmlns` are reserved, and a prefix cannot be unbound.
fn may_bind(prefix: &str, uri: &str) -> bool {
    match prefix {
        "xmlns" => false,
        "xml" => uri == XML,
        "" => uri != XML && uri != XMLNS,
        _ => !uri.is_empty() && uri != XML && uri != XMLNS,
    }
}
