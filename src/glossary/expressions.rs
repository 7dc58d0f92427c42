//! Expressions of a language in which a word means something else than alone.
//!
//! A term of a glossary that stands inside such an expression is no occurrence of its concept,
//! unless the expression is rendered with the rendering of the term: رئيس التحرير is an editor and
//! no president, but رئيس الجامعة may be one. The lists are bundled, one for a pair of languages.

use super::matcher::Matcher;
use super::model::{Concept, Glossary, Term};
use crate::language::Language;
use crate::text::folded_words;

/// Source language, target language and list: `expression<TAB>rendering|rendering`.
const BUNDLED: [(&str, &str, &str); 1] = [("ar", "en", include_str!("expressions/ar-en.tsv"))];

/// The expressions that touch a glossary.
#[derive(Clone, Debug, Default)]
pub(super) struct Expressions {
    pub(super) list: Vec<Expression>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    text: &'static str,
    /// Numbers of the concepts that do not occur where it stands.
    hidden: Vec<usize>,
}

impl Expressions {
    /// Those between two languages in which some term of the glossary would be found wrongly.
    pub(super) fn relevant(matcher: &Matcher, glossary: &Glossary, source: &Language, target: &Language) -> Self {
        let bundled = BUNDLED.iter().find(|(from, to, _)| source.primary() == *from && target.primary() == *to);
        let rows = bundled.into_iter().flat_map(|(_, _, rows)| rows.lines()).filter(|row| !row.starts_with('#'));
        let expression = |row: &'static str| {
            let (text, renderings) = row.split_once('\t')?;
            let renderings = folded_words(renderings);
            let inside = matcher.all(text);
            // A glossary that has the expression itself knows better.
            let known =
                inside.iter().any(|found| found.span.len() == text.len() && is_headword(glossary, found.concept, text));
            let mut hidden: Vec<usize> = inside
                .iter()
                .filter(|found| {
                    glossary.concepts.get(found.concept).is_some_and(|concept| !renders(concept, &renderings))
                })
                .map(|found| found.concept)
                .collect();
            hidden.dedup();
            (!known && !hidden.is_empty()).then_some(Expression { text, hidden })
        };
        Self { list: rows.filter_map(expression).collect() }
    }

    /// Whether `concept` does not occur inside the expression.
    pub(super) fn hides(&self, expression: usize, concept: usize) -> bool {
        self.list.get(expression).is_some_and(|expression| expression.hidden.contains(&concept))
    }
}

impl Expression {
    pub(super) fn term(&self) -> Term {
        Term { text: self.text.to_owned(), ..Term::default() }
    }
}

fn is_headword(glossary: &Glossary, concept: usize, text: &str) -> bool {
    let terms = glossary.concepts.get(concept).map(|concept| concept.source.as_slice()).unwrap_or_default();
    terms.iter().any(|term| folded_words(&term.text) == folded_words(text))
}

/// Whether a rendering of the concept is among the renderings of the expression.
fn renders(concept: &Concept, renderings: &str) -> bool {
    let padded = format!(" {renderings}");
    concept.allowed_targets().any(|term| padded.contains(&format!(" {}", folded_words(&term.text))))
}
