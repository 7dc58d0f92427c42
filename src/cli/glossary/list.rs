//! `glossary list`

use std::collections::BTreeSet;

use super::super::Outcome;
use crate::glossary::Declared;
use crate::project::{Error, Printer, builtin};

/// One line a built-in glossary: name, concepts, languages, description, with tabs between.
pub(super) fn run(printer: &mut Printer) -> Result<Outcome, Error> {
    let mut out = String::new();
    for known in builtin::all() {
        let base = known.termbase();
        let tags = base.languages().into_iter().filter_map(|language| match language {
            Declared::Tag(tag) => Some(tag.as_str()),
            Declared::Side(_) => None,
        });
        let tags: BTreeSet<&str> = tags.collect();
        let tags = tags.into_iter().collect::<Vec<_>>().join(",");
        out += &format!("builtin:{}\t{}\t{tags}\t{}\n", known.name(), base.entries.len(), known.description());
    }
    printer.print(&out)?;
    Ok(Outcome::Clean)
}
