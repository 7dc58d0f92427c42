//! Floor 2: concepts, their terms, and where those terms occur in a text.
//!
//! [`Glossary`] is the model (concept-oriented, as in TBX, ISO 30042), [`Matcher`] finds
//! occurrences, [`lint`] finds what is wrong with a glossary itself. Reading glossary files is the
//! business of `format`.

mod expansion;
mod expressions;
mod lint;
mod matcher;
mod matchers;
mod model;
mod narrow;
mod occurrence;
mod pattern;
mod scan;
mod stem_tree;
mod suggest;
mod termbase;
#[cfg(test)]
mod tests;
mod trace;
mod vocabulary;

pub use lint::{Conflict, claimed_forms, lint, unused};
pub use matcher::Matcher;
pub use model::{
    CasePolicy, Concept, Extra, Gender, Glossary, GlossaryFile, Kind, Matching, PartOfSpeech, Plural, Status, Term,
};
pub use occurrence::{Certainty, Doubt, Occurrence};
pub use pattern::{matches, regex_of};
pub use suggest::{Suggestion, WordCounts, suggest};
pub use termbase::{Chosen, Declared, Entry, Section, Termbase};
pub use trace::{Match, Trace, TracedWord, trace};
pub use vocabulary::Vocabulary;
