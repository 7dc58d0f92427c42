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
pub mod own;
pub mod page;
mod pairs;
pub mod rules;
mod signs;
mod terms;
mod titles;

pub use context::{BeadView, Context};
pub use own::OwnRule;
pub use page::Page;

use std::collections::BTreeMap;

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

/// Which rules run, and how bad what they find is.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these; all when empty.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// What a project says of rules; `select` and `ignore` come before it.
    pub levels: BTreeMap<String, Level>,
    /// The rules that a project wrote itself.
    pub own: Vec<OwnRule>,
}

/// What a project says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// Its findings are of this severity.
    On(Severity),
}

impl Selection {
    /// Whether the rule of this name runs.
    pub fn runs(&self, name: &str) -> bool {
        let listed = |list: &[String]| list.iter().any(|listed| listed == name);
        let selected = match self.select.is_empty() {
            true => self.levels.get(name) != Some(&Level::Off),
            false => listed(&self.select),
        };
        selected && !listed(&self.ignore)
    }

    /// The names of all rules there are, built in and own.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        rules::RULES.iter().map(|rule| rule.name).chain(self.own.iter().map(|rule| rule.name.as_str()))
    }

    /// Give `findings` of a rule, whose severity is `usual`, the severity that the project wants. What the
    /// rule itself holds for less than usual, because it is in doubt, does not become more.
    fn graded(&self, name: &str, usual: Severity, mut findings: Vec<Finding>) -> Vec<Finding> {
        if let Some(&Level::On(wanted)) = self.levels.get(name) {
            for finding in &mut findings {
                let doubtful = finding.severity < usual;
                finding.severity = if doubtful { finding.severity.min(wanted) } else { wanted };
            }
        }
        findings
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
    let built_in = selected.flat_map(|rule| selection.graded(rule.name, rule.severity, (rule.check)(&context)));
    let own = selection.own.iter().filter(|rule| selection.runs(&rule.name));
    let own = own.flat_map(|rule| selection.graded(&rule.name, rule.severity, rule.check(&context)));
    let mut findings: Vec<Finding> = built_in.chain(own).collect();
    findings.sort_by_key(|finding| (finding.bead, finding.source.or(finding.target)));
    findings
}
