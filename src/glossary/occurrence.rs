//! A place where a term occurs, and how sure that is.

use super::model::Status;
use crate::text::Span;

/// How sure an occurrence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The form can be nothing else.
    Certain,
    /// The form may be something else.
    Doubtful(Doubt),
}

/// Why an occurrence is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// A plural or feminine that a pattern gives; the entry does not list it.
    Pattern,
    /// Another word stands inside the term (حزب ترامب الجمهوري).
    Inserted,
    /// Its head is written once, before the first of two joined words (كوريا الشمالية والجنوبية).
    ElidedHead,
    /// Noun and adjective do not agree.
    Agreement,
    /// The word may be a verb where it stands (شاهد).
    Verb,
    /// The word may be an adjective made from the term (رئيسي).
    Adjective,
}

impl Certainty {
    /// `certain` or `doubtful`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubtful(_) => "doubtful",
        }
    }

    /// Why it is doubtful; `None` when it is certain.
    pub const fn doubt(self) -> Option<Doubt> {
        match self {
            Self::Certain => None,
            Self::Doubtful(doubt) => Some(doubt),
        }
    }

    /// The less sure of two.
    pub(super) fn and(self, doubt: Option<Doubt>) -> Self {
        match (self, doubt) {
            (Self::Certain, Some(doubt)) => Self::Doubtful(doubt),
            _ => self,
        }
    }
}

impl Doubt {
    /// The reason in words, for a message: "it is doubtful because …".
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Pattern => "the entry does not list this form; a pattern gives it",
            Self::Inserted => "another word stands inside the term",
            Self::ElidedHead => "its first word is written only once, before the first of two joined words",
            Self::Agreement => "noun and adjective do not agree",
            Self::Verb => "the word may be a verb here",
            Self::Adjective => "the word may be an adjective here",
        }
    }
}

/// A place where a term occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Number of the concept in the glossary.
    pub concept: usize,
    /// How the matched term stands in its concept.
    pub status: Status,
    /// Number of the matched term among the concept's terms of that side.
    pub term: usize,
    /// The whole words of the occurrence, clitics included.
    pub span: Span,
    /// How sure it is.
    pub certainty: Certainty,
}
