//! From a term as an entry writes it to the word sequences that may stand in a text.
//!
//! Forms are generated when the glossary is loaded, not guessed from the text: each word of a
//! term becomes a [`Slot`], the set of forms it may take, and a rule about its article.

use super::model::{Matching, Term};
use crate::language::{Profile, morphology};
use crate::text::{WordKind, fold, words};

/// Whether the article may stand before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Article {
    /// It may or may not.
    Free,
    /// It must not: the head of a construct state (وزير in وزير الخارجية).
    Never,
    /// It must: an entry of fixed definiteness (البيت الأبيض).
    Always,
}

/// One word of a term: the forms it may take in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// Folded forms without article.
    pub(super) forms: Vec<morphology::Form>,
    /// Whether the article may stand before them.
    pub(super) article: Article,
    /// Whether the word carries a particle inside the term (والإنقاذ) and matches only whole.
    pub(super) whole: bool,
}

/// The word sequences of a term: one for the entry and one for each listed form.
///
/// A variant without a word (a term of signs only) is left out.
pub(super) fn variants(term: &Term, profile: &Profile) -> Vec<Vec<Slot>> {
    let written = std::iter::once(&term.text).chain(&term.forms);
    let mut variants: Vec<Vec<Slot>> = written.flat_map(|text| sequences(text, term, profile)).collect();
    variants.retain(|slots| !slots.is_empty());
    variants
}

/// The sequence of `text`, and for hyphenated words also the closed spelling (`deescalation`).
fn sequences(text: &str, term: &Term, profile: &Profile) -> Vec<Vec<Slot>> {
    let mut sequences = vec![slots(text, term, profile)];
    if text.contains('-') && term.matching == Matching::Inflect {
        sequences.push(slots(&text.replace('-', ""), term, profile));
    }
    sequences
}

fn slots(text: &str, term: &Term, profile: &Profile) -> Vec<Slot> {
    let parts: Vec<&str> =
        words(text).filter(|word| word.kind != WordKind::Sign).map(|word| word.span.text(text)).collect();
    let definite: Vec<bool> = parts.iter().map(|part| without_article(part, profile).is_some()).collect();
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let next_definite = definite.get(at + 1).copied().unwrap_or_default();
            let here = definite.get(at).copied().unwrap_or_default();
            slot(part, at, here, next_definite, term, profile)
        })
        .collect()
}

fn slot(part: &str, at: usize, definite: bool, next_definite: bool, term: &Term, profile: &Profile) -> Slot {
    let folded = fold(part);
    if term.matching == Matching::Exact || (at > 0 && carries_particle(&folded, profile)) {
        return Slot { forms: vec![morphology::Form::plain(folded)], article: Article::Free, whole: true };
    }
    let base = without_article(part, profile).unwrap_or(folded);
    let article = match (term.fixed, definite, next_definite) {
        (true, true, _) => Article::Always,
        (true, false, _) | (false, false, true) => Article::Never,
        _ => Article::Free,
    };
    let forms = if term.fixed { vec![morphology::Form::plain(base)] } else { morphology::forms(&base, profile) };
    Slot { forms, article, whole: false }
}

/// The folded word without its article, when it has one.
///
/// Asked of the unfolded word: the alef of ألمانيا carries a hamza and is not the article's.
fn without_article(part: &str, profile: &Profile) -> Option<String> {
    let article = &profile.clitics.article;
    if article.is_empty() {
        return None;
    }
    let rest = part.strip_prefix(article.as_str())?;
    (rest.chars().count() >= 2).then(|| fold(rest))
}

/// Whether an inner word of a term begins with a particle: و, ب or ل before the article.
fn carries_particle(folded: &str, profile: &Profile) -> bool {
    let clitics = &profile.clitics;
    if clitics.article.is_empty() {
        return false;
    }
    let particles = clitics.conjunctions.iter().chain(&clitics.prepositions);
    let before_article = |particle: &String| {
        folded.strip_prefix(particle.as_str()).is_some_and(|rest| rest.starts_with(clitics.article.as_str()))
    };
    particles.into_iter().any(before_article) || folded.starts_with(clitics.contracted.as_str())
}
