//! What a reader found wrong with an input: a value, not an exit.

use super::Span;

/// Something in an input that a reader could not understand.
///
/// `what` says what is wrong and what was expected, `remedy` what the person can do. The file's
/// name, line and column are added by `project`, which knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the decoded text.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub what: String,
    /// What to do about it, in a sentence without a full stop.
    pub remedy: String,
}

impl Problem {
    /// A problem at `span`.
    pub fn new(span: Span, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { span, what: what.into(), remedy: remedy.into() }
    }
}

/// What a lenient reader understood, and what it did not.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// What was understood.
    pub value: T,
    /// What was not, in the order of the text.
    pub problems: Vec<Problem>,
}
