//! What is wrong with a glossary itself.

use std::collections::BTreeMap;

use super::model::{Concept, Glossary, Term};
use crate::text::fold;

/// A fault of a glossary, with the entry it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Number of the file in the glossary.
    pub file: usize,
    /// 1-based line of the entry.
    pub line: usize,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

/// The faults of `glossary`, by file and line.
pub fn lint(glossary: &Glossary) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = glossary.concepts.iter().flat_map(in_concept).collect();
    conflicts.extend(shared_sources(glossary));
    conflicts.sort_by_key(|conflict| (conflict.file, conflict.line));
    conflicts
}

fn conflict(concept: &Concept, term: &Term, message: String) -> Conflict {
    Conflict { file: concept.file, line: term.line.max(concept.line), message }
}

/// Faults that one concept shows alone.
fn in_concept(concept: &Concept) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for term in concept.source.iter().chain(&concept.target) {
        for text in term.written().filter(|text| !fold(text).contains(char::is_alphanumeric)) {
            conflicts.push(conflict(concept, term, format!("'{text}' has no letter or digit and can never be found")));
        }
    }
    if concept.allowed_targets().next().is_none()
        && let Some(term) = concept.target.first()
    {
        conflicts.push(conflict(concept, term, format!("'{}' has renderings to avoid but none to use", concept.id)));
    }
    for avoided in concept.target.iter().filter(|term| !term.status.is_allowed()) {
        if concept.allowed_targets().any(|allowed| fold(&allowed.text) == fold(&avoided.text)) {
            conflicts.push(conflict(
                concept,
                avoided,
                format!("'{}' is both to be used and to be avoided", avoided.text),
            ));
        }
    }
    conflicts
}

/// Source terms that several concepts claim: the matcher could not tell which is meant.
fn shared_sources(glossary: &Glossary) -> Vec<Conflict> {
    let mut owners: BTreeMap<String, &Concept> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for concept in &glossary.concepts {
        for term in &concept.source {
            for text in term.written() {
                match owners.get(&fold(text)) {
                    Some(owner) if owner.id != concept.id || owner.file != concept.file => {
                        let other = format!("{} (line {} of {})", owner.id, owner.line, glossary.file_name(owner));
                        conflicts.push(conflict(concept, term, format!("'{text}' is already a term of {other}")));
                    }
                    Some(_) => {}
                    None => {
                        owners.insert(fold(text), concept);
                    }
                }
            }
        }
    }
    conflicts
}
