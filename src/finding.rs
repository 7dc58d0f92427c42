//! Floor 2: what a check says about a text.

use std::borrow::Cow;

use crate::text::Span;

/// How sure and how bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A note: worth a look.
    Info,
    /// Probably a mistake.
    Warning,
    /// Certainly a mistake.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// From which severity on findings fail a run; `None` when none does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailOn(pub Option<Severity>);

impl Default for FailOn {
    fn default() -> Self {
        Self(Some(Severity::Warning))
    }
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        self.0.is_some_and(|least| severity >= least)
    }
}

/// The glossary concept that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptRef {
    /// The concept's id.
    pub id: String,
    /// The renderings that would have been right, best first.
    pub expected: Vec<String>,
    /// File name of the glossary.
    pub glossary: String,
    /// 1-based line of the entry in it.
    pub line: usize,
}

/// A change of the target that would mend the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it can be applied without a person looking.
    pub safe: bool,
    /// What to replace in the target document, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement in the target document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// A mistake, or what may be one, in one bead of a bitext.
///
/// Spans are byte ranges of the whole source or target document of the bitext.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the rule, built in or of the project.
    pub rule: Cow<'static, str>,
    /// How bad.
    pub severity: Severity,
    /// Number of the bead in the bitext, from 0.
    pub bead: usize,
    /// What is wrong, for the translator, in one sentence without a full stop.
    pub message: String,
    /// The words of the source it is about.
    pub source: Option<Span>,
    /// The words of the target it is about.
    pub target: Option<Span>,
    /// The glossary concept it is about.
    pub concept: Option<ConceptRef>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding without marks, concept or fix.
    pub fn new(
        rule: impl Into<Cow<'static, str>>,
        severity: Severity,
        bead: usize,
        message: impl Into<String>,
    ) -> Self {
        let (rule, message) = (rule.into(), message.into());
        Self { rule, severity, bead, message, source: None, target: None, concept: None, fix: None }
    }

    /// The same finding with words of the source marked.
    #[must_use]
    pub fn in_source(mut self, span: Span) -> Self {
        self.source = Some(span);
        self
    }

    /// The same finding with words of the target marked.
    #[must_use]
    pub fn in_target(mut self, span: Span) -> Self {
        self.target = Some(span);
        self
    }
}
