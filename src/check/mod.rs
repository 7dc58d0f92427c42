//! Floor 5: the rules, and how they are run over a bitext.
//!
//! A rule is one file in `rules/` with a page of the same name beside it: why the rule exists,
//! bad and good examples, how to mend the mistake. The examples are the rule's tests and what
//! `explain` prints. To add a rule, write the two files and add two lines to the list in
//! [`rules`].

mod context;
mod differences;
mod figures;
mod form;
mod meaning;
mod names;
pub mod page;
mod pairs;
pub mod rules;
mod signs;
mod terms;
mod titles;

pub use context::{BeadView, Context};
pub use page::Page;

use crate::bitext::Bitext;
use crate::finding::{Finding, Severity};
use crate::glossary::Glossary;

/// A check and what is said about it.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the mistake, as the translator would say it.
    pub name: &'static str,
    /// The severity of its findings when nothing else is configured.
    pub severity: Severity,
    /// One line for lists.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// The check itself.
    pub check: fn(&Context<'_>) -> Vec<Finding>,
}

/// Which rules run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these; all when empty.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether the rule of this name runs.
    pub fn runs(&self, name: &str) -> bool {
        let listed = |list: &[String]| list.iter().any(|listed| listed == name);
        (self.select.is_empty() || listed(&self.select)) && !listed(&self.ignore)
    }
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules::RULES.iter().find(|rule| rule.name == name)
}

/// Run the selected rules over `bitext`; findings come in the order of the text, and of those at
/// one place in the order of the list of rules.
///
/// ```
/// # use tarjuman::{bitext::{Bitext, Half}, check, document::Document, language::Language};
/// let half = |tag| Half { document: Document::default(), language: Language::from_tag(tag).unwrap() };
/// let empty = Bitext::new(half("ar"), half("en"), Vec::new());
/// assert!(check::run(&empty, None, &check::Selection::default()).is_empty());
/// ```
pub fn run(bitext: &Bitext, glossary: Option<&Glossary>, selection: &Selection) -> Vec<Finding> {
    let context = Context::new(bitext, glossary);
    let selected = rules::RULES.iter().filter(|rule| selection.runs(rule.name));
    let mut findings: Vec<Finding> = selected.flat_map(|rule| (rule.check)(&context)).collect();
    findings.sort_by_key(|finding| (finding.bead, finding.source.or(finding.target)));
    findings
}
