//! Concepts and terms.

use crate::language::Side;

/// How a term stands in its concept (TBX `administrativeStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The term to use.
    #[default]
    Preferred,
    /// Fine too.
    Admitted,
    /// Not to be used any more.
    Deprecated,
    /// Replaced by a newer official term.
    Superseded,
    /// Wrong here.
    Forbidden,
}

impl Status {
    /// Whether a translation may use a term of this status.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Preferred | Self::Admitted)
    }
}

/// What sort of expression a concept is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A term of a subject field.
    #[default]
    Term,
    /// An office, rank or form of address.
    Title,
    /// The name of a person, place or body.
    Name,
    /// An expression that is not translated.
    DoNotTranslate,
}

/// How much the form of a term may differ from the entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// Any inflected form, with clitics.
    #[default]
    Inflect,
    /// The entry and its listed forms only, as whole words.
    Exact,
}

/// What letter case a term must have in the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CasePolicy {
    /// Any.
    #[default]
    Any,
    /// As in the entry.
    Exact,
    /// As in the entry, or with a capital at the start of a sentence or title.
    Smart,
}

/// One expression of a concept in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The expression as the entry writes it.
    pub text: String,
    /// How it stands in the concept.
    pub status: Status,
    /// Further forms that cannot be derived (broken plurals, irregular plurals, feminines).
    pub forms: Vec<String>,
    /// How much its form may differ.
    pub matching: Matching,
    /// Whether it keeps or lacks its article in every use (البيت الأبيض).
    pub fixed: bool,
    /// What letter case it must have.
    pub case: CasePolicy,
    /// Why, when it is not to be used.
    pub note: String,
    /// 1-based line of its row in the glossary file.
    pub line: usize,
}

/// A concept with its terms in the source and the target language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its id, unique in its file.
    pub id: String,
    /// What sort of expression it is.
    pub kind: Kind,
    /// Subject field.
    pub domain: String,
    /// What it means.
    pub definition: String,
    /// A sentence in which it occurs.
    pub context: String,
    /// Terms in the source language, preferred first.
    pub source: Vec<Term>,
    /// Terms in the target language, preferred first, those not to be used last.
    pub target: Vec<Term>,
    /// Number of its file in the glossary.
    pub file: usize,
    /// 1-based line of its first row in that file.
    pub line: usize,
}

impl Concept {
    /// Its terms on one side.
    pub fn terms(&self, side: Side) -> &[Term] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The renderings that a translation may use, best first.
    pub fn allowed_targets(&self) -> impl Iterator<Item = &Term> {
        self.target.iter().filter(|term| term.status.is_allowed())
    }

    /// Put the terms into their order of preference, keeping the order of the file inside each.
    pub fn sort_terms(&mut self) {
        self.source.sort_by_key(|term| term.status);
        self.target.sort_by_key(|term| term.status);
    }
}

/// A file that concepts came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlossaryFile {
    /// Its name, for messages.
    pub name: String,
}

/// All concepts of one run, from one or several files.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The files, in the order given.
    pub files: Vec<GlossaryFile>,
    /// The concepts, in the order of the files.
    pub concepts: Vec<Concept>,
}

impl Glossary {
    /// Add the concepts of a file.
    pub fn add(&mut self, name: &str, concepts: Vec<Concept>) {
        let file = self.files.len();
        self.files.push(GlossaryFile { name: name.to_owned() });
        self.concepts.extend(concepts.into_iter().map(|concept| Concept { file, ..concept }));
    }

    /// The name of the file a concept came from.
    pub fn file_name(&self, concept: &Concept) -> &str {
        self.files.get(concept.file).map_or("", |file| file.name.as_str())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}
