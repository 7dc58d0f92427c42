//! A rendering in the wrong letter case.

use crate::check::terms::surface;
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::glossary::{CasePolicy, Occurrence, Term};
use crate::language::Side;
use crate::text::{Span, fold};

pub(super) const RULE: Rule = Rule {
    name: "term-case",
    severity: Severity::Warning,
    summary: "a rendering is not in the letter case that the glossary asks for",
    page: include_str!("term_case.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.translated().flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let renders = |found: &&Occurrence| view.source_terms.iter().any(|source| source.concept == found.concept);
    let longest = |found: &&Occurrence| {
        !view.target_terms.iter().any(|other| other.span.contains(found.span) && other.span != found.span)
    };
    view.target_terms.iter().filter(renders).filter(longest).filter_map(|found| finding(context, view, found)).collect()
}

fn finding(context: &Context<'_>, view: &BeadView<'_>, occurrence: &Occurrence) -> Option<Finding> {
    let concept = context.concept(occurrence)?;
    let term = concept.target.get(occurrence.term).filter(|term| term.status.is_allowed())?;
    let words = surface(view, occurrence, Side::Target);
    // An entry may admit both NATO and Nato: either is right.
    let same_letters = |other: &&Term| other.status.is_allowed() && fold(&other.text) == fold(&term.text);
    let mut others = concept.target.iter().filter(same_letters);
    if others.any(|other| asked(other, words, view, occurrence).is_some_and(|text| text == words)) {
        return None;
    }
    let text = asked(term, words, view, occurrence)?;
    let message = format!("“{words}” should be written “{text}”");
    let fix = Some(Fix { safe: true, edits: vec![Edit { span: occurrence.span, text }] });
    let source = view.source_terms.iter().find(|source| source.concept == occurrence.concept)?;
    let severity = view.severity(Severity::Warning);
    let finding =
        Finding::new(RULE.name, severity, view.index, message).in_source(source.span).in_target(occurrence.span);
    Some(Finding { concept: Some(context.concept_ref(concept)), fix, ..finding })
}

/// `words` as `term` asks for them here.
fn asked(term: &Term, words: &str, view: &BeadView<'_>, occurrence: &Occurrence) -> Option<String> {
    let start = match term.case {
        CasePolicy::Any => return Some(words.to_owned()),
        CasePolicy::Exact => Start::Small,
        CasePolicy::Smart if view.kind == Kind::Heading => Start::Title,
        CasePolicy::Smart if opens_sentence(view, occurrence.span) => Start::Sentence,
        CasePolicy::Smart => Start::Small,
    };
    term.written().filter_map(|written| in_case_of(words, written, start)).min_by_key(|text| text != words)
}

/// Which capitals are right besides those of the entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// None.
    Small,
    /// At the first letter.
    Sentence,
    /// At the first letter of each word, or all.
    Title,
}

/// `words` with the capitals of `written`, as far as the two have the same letters; `None` when
/// they differ at the start already.
fn in_case_of(words: &str, written: &str, start: Start) -> Option<String> {
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let mut entry = written.chars().filter(|c| c.is_alphanumeric()).peekable();
    entry.peek().zip(words.chars().find(|c| c.is_alphanumeric())).filter(|(a, b)| same(**a, *b))?;
    let mut text = String::with_capacity(words.len());
    let mut word_begins = true;
    for (at, letter) in words.char_indices() {
        let entered = if letter.is_alphanumeric() { entry.next_if(|entered| same(*entered, letter)) } else { None };
        let may_be_big = match start {
            Start::Small => false,
            Start::Sentence => at == 0,
            Start::Title => word_begins || !words.chars().any(char::is_lowercase),
        };
        let right = entered.filter(|_| !(may_be_big && letter.is_uppercase())).unwrap_or(letter);
        text.push(right);
        word_begins = !letter.is_alphanumeric();
    }
    Some(text)
}

/// Whether a sentence begins with the word at `span`.
fn opens_sentence(view: &BeadView<'_>, span: Span) -> bool {
    let before = span.start.checked_sub(view.target_start).and_then(|at| view.target.get(..at)).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "\"'“‘«([-–—•".contains(c));
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':'])
}
