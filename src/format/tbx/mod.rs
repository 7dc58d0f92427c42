//! TBX (ISO 30042): reads version 2 (`martif`) and version 3 in both styles, writes all three.
//!
//! Version 3 writes a data category as an attribute (`<descrip type="definition">`, style DCA) or as
//! an element of a module's namespace (`<basic:definition>`, style DCT). Both, and version 2, are
//! read into one [`tree`], whose form is that of DCA; what the model has no place for is kept in that
//! form and written back in the style that is written.
//!
//! What is written is TBX-Basic. Facts that TBX-Basic has no category for stand in notes that begin
//! with `tarjuman:` ([`facts`]), which every tool carries along and this reader understands.

mod categories;
mod facts;
mod read;
mod tree;
mod write;

pub use read::read;
pub use write::{write_dca, write_dct, write_v2};

use super::xml::{Node, Reader};

/// Whether `text` is TBX of version 3 in style DCT.
pub fn is_dct(text: &str) -> bool {
    root(text) == Some(Version::Dct)
}

/// Whether `text` is TBX of version 3 in style DCA.
pub fn is_dca(text: &str) -> bool {
    root(text) == Some(Version::Dca)
}

/// Whether `text` is TBX of version 2.
pub fn is_v2(text: &str) -> bool {
    root(text) == Some(Version::Two)
}

/// Whether `text` is an element that a glossary can keep.
pub(super) fn is_element(text: &str) -> bool {
    tree::Element::from_xml(text).is_some()
}

/// A version of TBX and its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// Version 2 (ISO 30042:2008): `martif`, `termEntry`, `langSet`, `tig`.
    Two,
    /// Version 3 (ISO 30042:2019), data categories as attributes.
    Dca,
    /// Version 3, data categories as elements.
    Dct,
}

/// The version that the root element says.
fn root(text: &str) -> Option<Version> {
    let element = Reader::new(text).find_map(|event| match event.map(|event| event.node) {
        Ok(Node::Start(element)) => {
            Some(Some((element.name.local.to_owned(), element.value("style").map(str::to_owned))))
        }
        Ok(_) => None,
        Err(_) => Some(None),
    })??;
    match (element.0.as_str(), element.1.as_deref()) {
        ("martif", _) => Some(Version::Two),
        ("tbx", Some(style)) if style.eq_ignore_ascii_case("dct") => Some(Version::Dct),
        ("tbx", _) => Some(Version::Dca),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
