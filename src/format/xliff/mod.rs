//! XLIFF: 1.2 (and 1.0, 1.1) and 2.1 (and 2.0, 2.2).
//!
//! [`read`] reads every version and is lenient, because real files break the rules: elements and
//! attributes it does not know are passed over, a missing namespace or version is guessed. Only
//! what is no XML at all, no XLIFF, or of an unknown version is a problem. `write_v1` and
//! `write_v2` are strict: their files validate against the schemas of OASIS.
//!
//! Inline codes are not kept: content of `g`, `pc`, `mrk` and `sub` is text, the native code in
//! `bpt`, `ept`, `ph` and `it` is not.

mod read;
mod v1;
mod v2;

pub use read::read;
pub use v1::write as write_v1;
pub use v2::write as write_v2;

use super::xml;
use crate::finding::Severity;
use crate::text::{Problem, Span};

const CORE_1: [&str; 2] = ["urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:1.1"];
const CORE_2: [&str; 2] = ["urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2"];

/// The two families of XLIFF, which have little more than the name in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// 1.0 to 1.2: `trans-unit`.
    One,
    /// 2.0 to 2.2: `unit` and `segment`.
    Two,
}

/// The note of a unit that has a target only.
const NOT_IN_SOURCE: &str = "This text has no counterpart in the source";

/// The priority of a finding's note: both families count from 1, the highest, to 10.
const fn priority(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 3,
        Severity::Info => 7,
    }
}

/// Whether `text` is an XLIFF document of version 1.
pub fn is_v1(text: &str) -> bool {
    root_family(text) == Some(Family::One)
}

/// Whether `text` is an XLIFF document of version 2.
pub fn is_v2(text: &str) -> bool {
    root_family(text) == Some(Family::Two)
}

fn root_family(text: &str) -> Option<Family> {
    for event in xml::Reader::new(text) {
        if let xml::Node::Start(root) = event.ok()?.node {
            return family(&root, Span::default()).ok();
        }
    }
    None
}

/// The family that the root element, at `span`, names.
fn family(root: &xml::Element<'_>, span: Span) -> Result<Family, Problem> {
    let namespace = root.name.namespace.as_ref();
    let known = namespace.is_empty() || CORE_1.contains(&namespace) || CORE_2.contains(&namespace);
    if root.name.local != "xliff" || !known {
        let what = format!("the root element is <{}> of the namespace '{namespace}', not <xliff>", root.name.local);
        return Err(Problem::new(span, what, "check that this is an XLIFF file"));
    }
    match root.value("version") {
        Some("1.0" | "1.1" | "1.2") => Ok(Family::One),
        Some("2.0" | "2.1" | "2.2") => Ok(Family::Two),
        None if CORE_2.contains(&namespace) => Ok(Family::Two),
        None => Ok(Family::One),
        Some(version) => {
            let what = format!("XLIFF of version '{version}' is not known; 1.0 to 1.2 and 2.0 to 2.2 are");
            Err(Problem::new(span, what, "export the file again as XLIFF 1.2 or 2.1"))
        }
    }
}

#[cfg(test)]
mod tests;
