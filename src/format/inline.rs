//! What is text inside a source or target of XLIFF or a segment of TMX, and the stand-ins for characters XML forbids.

use super::xml::{self, Element};
use crate::text::{Problem, Span};

/// The prefix of the `ctype` (XLIFF 1.2) or `type` (TMX) of a code that stands for a character.
const STAND_IN: &str = "x-cp-";

/// What an element inside a source or target contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Its content is text.
    Text,
    /// Its content is the code of another format.
    Code,
    /// It stands for a character.
    Character(char),
}

/// What `element`, which stands at `span`, contributes; `codes` names the elements whose content is
/// no text.
///
/// # Errors
/// A problem when it names a character that cannot be represented, such as half of a surrogate pair.
pub(super) fn classify(element: &Element<'_>, codes: &[&str], span: Span) -> Result<Inline, Problem> {
    if element.name.local == "cp" {
        return character(element.value("hex").unwrap_or_default(), span);
    }
    if !codes.contains(&element.name.local) {
        return Ok(Inline::Text);
    }
    let kind = element.value("ctype").or_else(|| element.value("subType")).or_else(|| element.value("type"));
    match kind {
        // A line break is one in every format; without it two words would become one.
        Some("lb" | "xlf:lb") => Ok(Inline::Character('\n')),
        Some(kind) => kind.strip_prefix(STAND_IN).map_or(Ok(Inline::Code), |hex| character(hex, span)),
        None => Ok(Inline::Code),
    }
}

/// What a code is called when the codes of two sides are compared: its element and its id. `None` for
/// elements that belong to one side only: notes of reviewers, matches of terms.
///
/// TMX pairs its codes by `x` (level 2), XLIFF 2 by `id`, XLIFF 1.2 by `id` too.
pub(super) fn code_name(element: &Element<'_>) -> Option<String> {
    const OF_BOTH_SIDES: [&str; 15] =
        ["x", "bx", "ex", "bpt", "ept", "ph", "it", "g", "pc", "sc", "ec", "ut", "hi", "cp", "sub"];
    let local = element.name.local;
    if !OF_BOTH_SIDES.contains(&local) || matches!(local, "hi" | "cp" | "sub") {
        return None;
    }
    let id = ["x", "id", "startRef", "i"].iter().find_map(|name| element.value(name)).unwrap_or_default();
    Some(format!("<{local} {id}>").replace(" >", ">"))
}

fn character(hex: &str, span: Span) -> Result<Inline, Problem> {
    let found = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    found.map(Inline::Character).ok_or_else(|| {
        let what = format!("'{hex}' is not the code of a character");
        Problem::new(span, what, "remove the element, or correct its code")
    })
}

/// Append `text` as content of a source or target; `write` writes the stand-in for a forbidden
/// character from its number in the text, from 1, and from its `x-cp-…` type.
pub(super) fn push(out: &mut String, text: &str, write: impl Fn(usize, &str) -> String) {
    let mut number = 0;
    xml::escape::push_text(out, text, |out, c| {
        number += 1;
        out.push_str(&write(number, &format!("{STAND_IN}{:04X}", u32::from(c))));
    });
}
