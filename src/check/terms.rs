//! What the rules about terms share: which concepts a bead needs, and how words are put right.

use crate::check::BeadView;
use crate::finding::{Edit, Fix};
use crate::glossary::{Certainty, Concept, Occurrence};
use crate::language::{Profile, Side, morphology};
use crate::text::Span;

/// A concept that occurs in the source of a bead, with its occurrences in order.
#[derive(Debug)]
pub(super) struct Needed<'a> {
    occurrences: Vec<&'a Occurrence>,
}

impl<'a> Needed<'a> {
    /// The concepts of a bead by the place of their first occurrence.
    pub(super) fn of(view: &'a BeadView<'_>) -> Vec<Self> {
        let mut needed: Vec<Self> = Vec::new();
        for occurrence in &view.source_terms {
            match needed.iter_mut().find(|known| known.first().concept == occurrence.concept) {
                Some(known) => known.occurrences.push(occurrence),
                None => needed.push(Self { occurrences: vec![occurrence] }),
            }
        }
        needed
    }

    /// The first occurrence.
    pub(super) fn first(&self) -> &'a Occurrence {
        // There is one: `of` makes no empty list.
        self.occurrences.first().copied().unwrap_or(&NOWHERE)
    }

    /// The first certain occurrence, or the first when none is certain.
    pub(super) fn surest(&self) -> &'a Occurrence {
        let certain = self.occurrences.iter().find(|found| found.certainty == Certainty::Certain);
        certain.copied().unwrap_or_else(|| self.first())
    }

    /// How many occurrences are certain.
    pub(super) fn certain(&self) -> usize {
        self.occurrences.iter().filter(|found| found.certainty == Certainty::Certain).count()
    }
}

static NOWHERE: Occurrence = Occurrence {
    concept: usize::MAX,
    status: crate::glossary::Status::Preferred,
    term: 0,
    span: Span::new(0, 0),
    certainty: Certainty::Certain,
};

/// The words of an occurrence.
pub(super) fn surface<'a>(view: &BeadView<'a>, occurrence: &Occurrence, side: Side) -> &'a str {
    let start = view.span(side).map_or(0, |span| span.start);
    occurrence.span.relative_to(Span::new(start, start)).text(view.text(side))
}

/// The renderings that would be right, for a message: “a”, “b” or “c”.
pub(super) fn expected(concept: &Concept) -> String {
    let quoted: Vec<String> = concept.allowed_targets().map(|term| format!("“{}”", term.text)).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The change that puts `replacement` in place of an occurrence of `written`, in the number and
/// letter case of what stands there; `None` when its form is none that can be carried over.
pub(super) fn replace(
    view: &BeadView<'_>,
    occurrence: &Occurrence,
    (written, replacement): (&str, &str),
    profile: &Profile,
) -> Option<Fix> {
    let found = surface(view, occurrence, Side::Target);
    let text = morphology::in_form_of(found, written, replacement, profile)?;
    let text = with_case_of(found, written, &text);
    let article = article(view, occurrence, &text, profile);
    let safe = article.is_some();
    let edits = article.flatten().into_iter().chain([Edit { span: occurrence.span, text }]).collect();
    Some(Fix { safe, edits })
}

/// The change of the article before an occurrence that the new word asks for (an armistice, a
/// ceasefire); `None` when which article it asks for is not sure.
#[expect(clippy::option_option, reason = "not sure and nothing to change are two answers")]
fn article(view: &BeadView<'_>, occurrence: &Occurrence, text: &str, profile: &Profile) -> Option<Option<Edit>> {
    let at = occurrence.span.start.checked_sub(view.target_start)?;
    let before = view.target.get(..at)?;
    let Some((stands, wanted)) = morphology::indefinite_article(before, text, profile) else { return Some(None) };
    let wanted = wanted?;
    if stands.eq_ignore_ascii_case(wanted) {
        return Some(None);
    }
    let start = view.target_start + before.trim_end().len() - stands.len();
    let span = Span::new(start, start + stands.len());
    Some(Some(Edit { span, text: with_case_of(stands, "a", wanted) }))
}

/// `text` with the capitals of `found`, as far as they differ from those of the entry `written`.
pub(super) fn with_case_of(found: &str, written: &str, text: &str) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all_capitals = |text: &str| letters(text) > 1 && !text.chars().any(char::is_lowercase);
    if all_capitals(found) && !all_capitals(written) {
        return text.to_uppercase();
    }
    let starts_big = |word: &str| word.starts_with(char::is_uppercase);
    let words = found.split_whitespace().count();
    let titled = words > 1 && found.split_whitespace().all(starts_big) && !written.split_whitespace().all(starts_big);
    if titled {
        return text.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
    }
    if starts_big(found) && !starts_big(written) { capitalised(text) } else { text.to_owned() }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_carried_over() {
        for (found, written, text, expected) in [
            ("Armistice", "armistice", "ceasefire", "Ceasefire"),
            ("ARMISTICE", "armistice", "ceasefire", "CEASEFIRE"),
            ("Illegal Migrant", "illegal migrant", "irregular migrant", "Irregular Migrant"),
            ("UK", "UK", "United Kingdom", "United Kingdom"),
            ("Persian Gulf", "Persian Gulf", "the Gulf", "the Gulf"),
        ] {
            assert_eq!(with_case_of(found, written, text), expected);
        }
    }
}
