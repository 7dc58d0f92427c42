//! From characters as written to characters as meant: references, line ends, attribute values.

use std::borrow::Cow;

use super::chars;
use crate::text::{Problem, Span};

const WRITE_AMPERSAND: &str = "write &amp; for an ampersand that belongs to the text";

/// The character that `&name;` stands for; `span` is the place of the whole reference.
pub(super) fn reference(name: &str, span: Span) -> Result<char, Problem> {
    if let Some(number) = name.strip_prefix('#') {
        return numbered(name, number, span);
    }
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ if chars::is_unqualified(name) => Err(Problem::new(
            span,
            format!(
                "the entity '&{name};' is not known; XML has &lt; &gt; &amp; &apos; and &quot;, and entities that a document declares are not read"
            ),
            "put the character itself in its place",
        )),
        _ => Err(Problem::new(span, "this ampersand begins no reference", WRITE_AMPERSAND)),
    }
}

fn numbered(name: &str, number: &str, span: Span) -> Result<char, Problem> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(Problem::new(span, format!("'&{name};' is not a character reference"), WRITE_AMPERSAND));
    }
    let character = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    character.filter(|&c| chars::is_allowed(c)).ok_or_else(|| {
        Problem::new(span, format!("'&{name};' stands for a character that XML forbids"), "remove the reference")
    })
}

/// `raw` with its line ends as `\n` (section 2.11).
pub(super) fn line_ends(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n").into() } else { raw.into() }
}

/// The value that an attribute written as `raw`, at `span`, has (sections 3.1 and 3.3.3).
pub(super) fn attribute_value(raw: &str, span: Span) -> Result<Cow<'_, str>, Problem> {
    if let Some(at) = raw.find('<') {
        let here = Span::new(span.start + at, span.start + at + 1);
        return Err(Problem::new(
            here,
            "there is a '<' inside an attribute value",
            "write &lt; in its place, or close the quote before it",
        ));
    }
    if !raw.contains(['&', '\t', '\n', '\r']) {
        return Ok(raw.into());
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        push_blanks(&mut value, before);
        let start = span.start + (raw.len() - after.len()) - 1;
        let Some((name, behind)) = after.split_once(';') else {
            return Err(Problem::new(
                Span::new(start, start + 1),
                "this ampersand begins no reference",
                WRITE_AMPERSAND,
            ));
        };
        value.push(reference(name, Span::new(start, start + name.len() + 2))?);
        rest = behind;
    }
    push_blanks(&mut value, rest);
    Ok(value.into())
}

/// A tab or line end written as itself counts as a space in an attribute value.
fn push_blanks(value: &mut String, raw: &str) {
    value.extend(line_ends(raw).chars().map(|c| if chars::is_space(c) { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(raw: &str) -> Result<Cow<'_, str>, Problem> {
        attribute_value(raw, Span::new(100, 100 + raw.len()))
    }

    #[test]
    fn attribute_values_are_unescaped_and_normalised() {
        assert_eq!(value("plain").unwrap(), "plain");
        assert_eq!(value("a &amp; b&#x20AC;&#10;c\r\nd\te").unwrap(), "a & b€\nc d e");
    }

    #[test]
    fn problems_in_values_say_where() {
        assert_eq!(value("ab<").unwrap_err().span, Span::new(102, 103));
        assert_eq!(value("a&b").unwrap_err().span, Span::new(101, 102));
        assert_eq!(value("&amp; &nbsp;").unwrap_err().span, Span::new(106, 112));
        assert_eq!(value("ب&;").unwrap_err().span, Span::new(102, 104));
    }

    #[test]
    fn character_references_are_checked() {
        for good in ["#65", "#x41", "#x10FFFF", "#9"] {
            assert!(reference(good, Span::default()).is_ok(), "{good}");
        }
        for bad in [
            "#",
            "#x",
            "#X41",
            "#0",
            "#x1",
            "#xD800",
            "#xFFFE",
            "#x110000",
            "#99999999999999999999",
            "#1a",
            "#-1",
            "#+1",
        ] {
            assert!(reference(bad, Span::default()).is_err(), "{bad}");
        }
    }
}
