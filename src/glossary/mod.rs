//! Floor 2: concepts, their terms, and where those terms occur in a text.
//!
//! [`Glossary`] is the model (concept-oriented, as in TBX, ISO 30042), [`Matcher`] finds
//! occurrences. Reading glossary files is the business of `format`.




mod model;

pub use model::{CasePolicy, Concept, Glossary, GlossaryFile, Kind, Matching, Status, Term};
