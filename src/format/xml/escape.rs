//! Escaping for writers.
//!
//! XML 1.0 has no way to write some characters, not even as references: control characters,
//! U+FFFE, U+FFFF. A writer of text that must come back says how its format stands in for them
//! ([`push_text`]); elsewhere they are shown as `U+001A` ([`text`], [`attribute`]).

use super::chars::is_allowed;

/// Append `text` as element content; `stand_in` writes what stands for a forbidden character.
///
/// A carriage return is written as a reference, or reading would make a line feed of it.
pub fn push_text(out: &mut String, text: &str, mut stand_in: impl FnMut(&mut String, char)) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c if is_allowed(c) => out.push(c),
            c => stand_in(out, c),
        }
    }
}

/// `text` as element content, forbidden characters shown as `U+001A`.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text, show);
    out
}

/// `value` as it stands between double quotes, forbidden characters shown as `U+001A`.
pub fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            c => push_text(&mut out, c.encode_utf8(&mut [0; 4]), show),
        }
    }
    out
}

fn show(out: &mut String, c: char) {
    out.push_str(&format!("U+{:04X}", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::xml::{Node, Reader};

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(content in any::<String>()) {
            let allowed: String = content.chars().filter(|&c| is_allowed(c)).collect();
            let document = format!("<a b=\"{}\">{}</a>", attribute(&allowed), text(&allowed));
            let mut read = String::new();
            let mut value = None;
            for event in Reader::new(&document) {
                match event.unwrap().node {
                    Node::Start(element) => value = element.value("b").map(str::to_owned),
                    Node::Text(piece) => read += &piece,
                    _ => {}
                }
            }
            prop_assert_eq!(&read, &allowed);
            prop_assert_eq!(value, Some(allowed));
        }
    }

    #[test]
    fn forbidden_characters_are_shown_or_stood_in_for() {
        assert_eq!(text("a\u{1A}<"), "aU+001A&lt;");
        assert_eq!(attribute("\"\n\u{0}"), "&quot;&#10;U+0000");
        let mut out = String::new();
        push_text(&mut out, "a\u{FFFE}b", |out, _| out.push_str("<x/>"));
        assert_eq!(out, "a<x/>b");
    }
}
