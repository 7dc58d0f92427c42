//! Concepts and terms as a run uses them: one source language, one target language.

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
    /// A candidate that no person has accepted yet; no run uses it.
    Proposed,
}

impl Status {
    /// Whether a translation may use a term of this status.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Preferred | Self::Admitted)
    }
}

/// What sort of expression a concept is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// Any inflected form, with clitics.
    #[default]
    Inflect,
    /// The entry and its listed forms only, as whole words.
    Exact,
    /// The entry is a regular expression over the text as it is written; its matches begin and end
    /// at the borders of words. Readers have made sure that it compiles ([`super::regex_of`]).
    Regex,
}

/// What letter case a term must have in the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
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

/// What part of speech a term is, as far as it matters for its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfSpeech {
    /// A noun or a phrase whose head is one.
    Noun,
    /// A proper noun.
    ProperNoun,
    /// A verb: it takes the forms of verbs, and is not found unless this is said.
    Verb,
    /// An adjective; in Arabic it agrees with its noun.
    Adjective,
    /// An adverb.
    Adverb,
    /// A fixed expression.
    Phrase,
    /// None of these.
    Other,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
    /// Either, as the person or thing demands.
    Common,
}

/// How the head word of a term makes its plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Plural {
    /// By an ending (مهندسون, اتفاقات).
    Sound,
    /// By another pattern (مناطق): the entry lists it among its forms.
    Broken,
    /// It has none.
    #[serde(rename = "none")]
    Absent,
}

/// Something that a glossary file says and the model has no place for; kept for writing it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A column or key of another name, with what stands in it.
    Field {
        /// Name of the column or key.
        name: String,
        /// What stands in it.
        value: String,
    },
    /// An XML element of TBX, as it stands in the file.
    Element(String),
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
    /// Its part of speech, when the entry says it.
    pub pos: Option<PartOfSpeech>,
    /// Its gender, when the entry says it.
    pub gender: Option<Gender>,
    /// How its head word makes its plural, when the entry says it.
    pub plural: Option<Plural>,
    /// Whether it stands for people, when the entry says it: such nouns take the endings ون and ين,
    /// and their adjectives agree in number.
    pub human: Option<bool>,
    /// Why, when it is not to be used; else anything a reader should know.
    pub note: String,
    /// A sentence in which it occurs.
    pub context: String,
    /// What else the file says of it.
    pub extras: Vec<Extra>,
    /// 1-based line of the term in the glossary file.
    pub line: usize,
    /// 1-based column, in characters, of the term in the glossary file.
    pub column: usize,
}

impl Term {
    /// The expression, then its listed forms.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.forms.iter().map(String::as_str))
    }
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
    /// What a translator should know about it.
    pub note: String,
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
    pub(super) matchers: super::matchers::Matchers,
    pub(super) narrowed: Asked,
    /// What can stand in the texts that it was narrowed for.
    pub(super) possible: Option<super::narrow::Possible>,
}

/// How often a glossary has been asked for a part of it; a copy begins anew.
#[derive(Debug, Default)]
pub(super) struct Asked(pub(super) std::sync::atomic::AtomicUsize);

impl Clone for Asked {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Glossary {
    /// Add the concepts of a file.
    pub fn add(&mut self, name: &str, concepts: Vec<Concept>) {
        self.matchers = super::matchers::Matchers::default();
        self.possible = None;
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
