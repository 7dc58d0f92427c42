//! What is wrong with a glossary itself.
//!
//! [`lint()`] compares what the entries write, [`claimed_forms()`] what their terms may become in a
//! text, [`unused()`] what a corpus has of them.

use std::collections::BTreeMap;

use super::matcher::Matcher;
use super::model::{CasePolicy, Concept, Glossary, Matching, Status, Term};
use super::occurrence::Certainty;
use crate::language::{Language, Side, morphology};
use crate::text::{Span, fold};

/// A fault of a glossary, with the term it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which check says it: `empty-term`, `shared-term`, …
    pub code: &'static str,
    /// Number of the file in the glossary.
    pub file: usize,
    /// 1-based line of the term.
    pub line: usize,
    /// 1-based column of the term, in characters.
    pub column: usize,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

/// The faults of `glossary`, by file, line and column.
pub fn lint(glossary: &Glossary) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = glossary.concepts.iter().flat_map(in_concept).collect();
    conflicts.extend(shared_sources(glossary));
    sorted(conflicts)
}

/// Source terms that a text would also show as a form of another concept's term.
///
/// Forms that are known to be doubtful are left out: the matcher speaks of those in each text. So are
/// those of two concepts that accept each other's rendering, as a country and its people do
/// (ألمانيا, ألمانيًا): whichever is read, no good translation is marked.
pub fn claimed_forms(glossary: &Glossary, language: &Language) -> Vec<Conflict> {
    let matcher = Matcher::new(glossary, Side::Source, language);
    let mut conflicts = Vec::new();
    for (at, concept) in glossary.concepts.iter().enumerate() {
        for term in concept.source.iter().filter(|term| term.matching != Matching::Regex) {
            let whole = Span::new(0, term.text.len());
            let claims = matcher
                .all(&term.text)
                .into_iter()
                .filter(|found| found.span == whole && found.concept != at && found.certainty == Certainty::Certain);
            for claim in claims {
                let Some(other) = glossary.concepts.get(claim.concept) else { continue };
                let Some(owner) = other.source.get(claim.term) else { continue };
                // Terms that are written alike have been told of already; and سوريا is a state wherever it
                // could also be an indefinite سوري, as every reader knows.
                let is_settled = |text: &str| {
                    fold(text) == fold(&term.text)
                        || morphology::is_indefinite_accusative(&fold(&term.text), &fold(text), language.profile())
                };
                let either_will_do = accepts(concept, other) && accepts(other, concept);
                if !owner.written().any(is_settled) && !either_will_do {
                    let place = place(glossary, other);
                    let what = format!("'{}' is also a form of '{}', a term of {place}", term.text, owner.text);
                    conflicts.push(conflict("claimed-form", concept, term, what));
                }
            }
        }
    }
    conflicts.dedup();
    sorted(conflicts)
}

/// Whether what `other` is to be rendered by will do for `concept` too.
fn accepts(concept: &Concept, other: &Concept) -> bool {
    other
        .allowed_targets()
        .next()
        .is_some_and(|best| concept.allowed_targets().any(|term| is_written_alike(term, best)))
}

/// The concepts of which no term occurs in `texts`, each of them with its side and language.
pub fn unused<'a>(
    glossary: &Glossary,
    texts: impl IntoIterator<Item = (Side, &'a Language, &'a str)>,
) -> Vec<Conflict> {
    let mut matchers: BTreeMap<(Side, String), Matcher> = BTreeMap::new();
    let mut seen = vec![false; glossary.concepts.len()];
    for (side, language, text) in texts {
        let key = (side, language.tag().to_owned());
        let matcher = matchers.entry(key).or_insert_with(|| Matcher::new(glossary, side, language));
        // A term inside a longer one is used too: the glossary needs it.
        for found in matcher.all(text) {
            if let Some(seen) = seen.get_mut(found.concept) {
                *seen = true;
            }
        }
    }
    let unseen = glossary.concepts.iter().zip(seen).filter(|(_, seen)| !seen);
    let told = unseen.filter_map(|(concept, _)| {
        let term = concept.source.first()?;
        let what = format!("no term of '{}' occurs in the corpus", concept.id);
        Some(conflict("unused-concept", concept, term, what))
    });
    sorted(told.collect())
}

fn sorted(mut conflicts: Vec<Conflict>) -> Vec<Conflict> {
    conflicts.sort_by_key(|conflict| (conflict.file, conflict.line, conflict.column));
    conflicts
}

fn conflict(code: &'static str, concept: &Concept, term: &Term, message: String) -> Conflict {
    let line = if term.line == 0 { concept.line } else { term.line };
    Conflict { code, file: concept.file, line, column: term.column.max(1), message }
}

fn place(glossary: &Glossary, concept: &Concept) -> String {
    format!("{} (line {} of {})", concept.id, concept.line, glossary.file_name(concept))
}

/// Faults that one concept shows alone.
fn in_concept(concept: &Concept) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for term in concept.source.iter().chain(&concept.target).filter(|term| term.matching != Matching::Regex) {
        for text in term.written().filter(|text| !fold(text).contains(char::is_alphanumeric)) {
            let what = format!("'{text}' has no letter or digit and can never be found");
            conflicts.push(conflict("empty-term", concept, term, what));
        }
    }
    if concept.allowed_targets().next().is_none()
        && let Some(term) = concept.target.first()
    {
        let what = format!("'{}' has renderings to avoid but none to use", concept.id);
        conflicts.push(conflict("no-rendering", concept, term, what));
    }
    conflicts.extend(two_preferred(concept));
    for avoided in concept.target.iter().filter(|term| !term.status.is_allowed()) {
        if concept.allowed_targets().any(|allowed| is_written_alike(allowed, avoided)) {
            let what = format!("'{}' is both to be used and to be avoided", avoided.text);
            conflicts.push(conflict("used-and-avoided", concept, avoided, what));
        }
    }
    conflicts
}

/// Whether two terms are the same to a reader: letter case counts when one of them says so.
fn is_written_alike(one: &Term, other: &Term) -> bool {
    let counts = [one, other].iter().any(|term| term.case == CasePolicy::Exact);
    if counts { one.text == other.text } else { fold(&one.text) == fold(&other.text) }
}

/// Two renderings cannot both be the one to use.
fn two_preferred(concept: &Concept) -> Option<Conflict> {
    let mut preferred = concept.target.iter().filter(|term| term.status == Status::Preferred);
    let (first, second) = (preferred.next()?, preferred.next()?);
    let what = format!("'{}' and '{}' are both preferred; the other ones may be admitted", first.text, second.text);
    Some(conflict("two-preferred", concept, second, what))
}

/// Source terms that several concepts claim: the matcher could not tell which is meant.
fn shared_sources(glossary: &Glossary) -> Vec<Conflict> {
    let mut owners: BTreeMap<String, &Concept> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for concept in &glossary.concepts {
        // What an expression matches is seen in texts only ([`claimed_forms()`]).
        for term in concept.source.iter().filter(|term| term.matching != Matching::Regex) {
            for text in term.written() {
                match owners.get(&fold(text)) {
                    Some(owner) if owner.id != concept.id || owner.file != concept.file => {
                        let (code, what) = compared(concept, owner, text, &place(glossary, owner));
                        conflicts.push(conflict(code, concept, term, what));
                    }
                    Some(_) => {}
                    None => {
                        owners.insert(fold(text), concept);
                    }
                }
            }
        }
    }
    conflicts
}

/// How two concepts with one source term stand to each other.
fn compared(concept: &Concept, owner: &Concept, text: &str, place: &str) -> (&'static str, String) {
    let prefers = |one: &Concept, other: &Concept| {
        let avoided: Vec<String> =
            other.target.iter().filter(|term| !term.status.is_allowed()).map(|term| fold(&term.text)).collect();
        one.allowed_targets().map(|term| &term.text).find(|text| avoided.contains(&fold(text))).cloned()
    };
    let best = |concept: &Concept| concept.allowed_targets().next().map(|term| fold(&term.text));
    match (prefers(concept, owner), prefers(owner, concept)) {
        (Some(here), Some(there)) => (
            "preference-cycle",
            format!("for '{text}' this concept uses '{here}' and avoids '{there}', and {place} does the opposite"),
        ),
        (Some(here), None) => {
            ("preference-conflict", format!("for '{text}' this concept uses '{here}', which {place} avoids"))
        }
        (None, Some(there)) => {
            ("preference-conflict", format!("for '{text}' this concept avoids '{there}', which {place} uses"))
        }
        (None, None) if best(concept) == best(owner) => {
            ("duplicate", format!("'{text}' and its rendering stand already in {place}"))
        }
        (None, None) => ("shared-term", format!("'{text}' is already a term of {place}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str, status: Status) -> Term {
        Term { text: text.to_owned(), status, ..Term::default() }
    }

    fn concept(id: &str, source: &[&str], target: &[(&str, Status)]) -> Concept {
        Concept {
            id: id.to_owned(),
            source: source.iter().map(|text| term(text, Status::Preferred)).collect(),
            target: target.iter().map(|(text, status)| term(text, *status)).collect(),
            ..Concept::default()
        }
    }

    fn codes(concepts: Vec<Concept>) -> Vec<&'static str> {
        let mut glossary = Glossary::default();
        glossary.add("g.csv", concepts);
        lint(&glossary).iter().map(|conflict| conflict.code).collect()
    }

    #[test]
    fn each_fault_has_its_name() {
        use Status::{Admitted, Forbidden, Preferred};
        let good = concept("good", &["محادثات"], &[("talks", Preferred), ("parley", Admitted), ("chats", Forbidden)]);
        assert_eq!(codes(vec![good.clone()]), Vec::<&str>::new());
        for (concepts, expected) in [
            (vec![concept("a", &["؟!"], &[("x", Preferred)])], vec!["empty-term"]),
            (vec![concept("a", &["س"], &[("x", Forbidden)])], vec!["no-rendering"]),
            (vec![concept("a", &["س"], &[("x", Preferred), ("y", Preferred)])], vec!["two-preferred"]),
            (vec![concept("a", &["س"], &[("x", Preferred), ("X", Forbidden)])], vec!["used-and-avoided"]),
            (vec![good.clone(), concept("b", &["مُحادثات"], &[("Talks", Preferred)])], vec!["duplicate"]),
            (vec![good.clone(), concept("b", &["محادثات"], &[("speeches", Preferred)])], vec!["shared-term"]),
            (vec![good.clone(), concept("b", &["محادثات"], &[("chats", Preferred)])], vec!["preference-conflict"]),
            (
                vec![good, concept("b", &["محادثات"], &[("chats", Preferred), ("talks", Forbidden)])],
                vec!["preference-cycle"],
            ),
        ] {
            assert_eq!(codes(concepts), expected);
        }
    }

    #[test]
    fn a_form_of_another_term_is_told() {
        let mut glossary = Glossary::default();
        let concepts = [
            concept("zone", &["منطقة"], &[("zone", Status::Preferred)]),
            concept("zones", &["منطقتان"], &[("two zones", Status::Preferred)]),
        ];
        glossary.add("g.csv", concepts.into());
        let arabic = Language::from_tag("ar").unwrap();
        let told = claimed_forms(&glossary, &arabic);
        assert_eq!(told.len(), 1);
        assert!(told[0].message.contains("'منطقتان' is also a form of 'منطقة'"), "{}", told[0].message);
        let states = [
            concept("syria", &["سوريا"], &[("Syria", Status::Preferred)]),
            concept("syrian", &["سوري"], &[("Syrian", Status::Preferred)]),
        ];
        let mut glossary = Glossary::default();
        glossary.add("g.csv", states.into());
        assert_eq!(claimed_forms(&glossary, &arabic), []);
    }

    #[test]
    fn an_expression_is_compared_by_what_it_matches() {
        let mut august = concept("august", &["آب"], &[("August", Status::Preferred)]);
        august.source[0].matching = Matching::Regex;
        let father = concept("father", &["أب"], &[("father", Status::Preferred)]);
        let mut glossary = Glossary::default();
        glossary.add("g.csv", vec![august, father]);
        assert_eq!(lint(&glossary), []);
        assert_eq!(claimed_forms(&glossary, &Language::from_tag("ar").unwrap()), []);
    }

    #[test]
    fn forms_may_meet_where_either_rendering_will_do() {
        use Status::{Admitted, Preferred};
        let arabic = Language::from_tag("ar").unwrap();
        let told = |zone: &[(&str, Status)]| {
            let mut glossary = Glossary::default();
            let zones = concept("zones", &["منطقتان"], &[("two zones", Preferred), ("zone", Admitted)]);
            glossary.add("g.csv", vec![concept("zone", &["منطقة"], zone), zones]);
            claimed_forms(&glossary, &arabic).len()
        };
        assert_eq!(told(&[("zone", Preferred)]), 1);
        assert_eq!(told(&[("zone", Preferred), ("two zones", Admitted)]), 0);
    }

    #[test]
    fn concepts_that_a_corpus_lacks_are_told() {
        let mut glossary = Glossary::default();
        let of = |id: &str, text: &str| concept(id, &[text], &[(id, Status::Preferred)]);
        glossary.add("g.csv", vec![of("talks", "محادثات"), of("zone", "منطقة")]);
        let [arabic, english] = ["ar", "en"].map(|tag| Language::from_tag(tag).unwrap());
        let told = unused(&glossary, [(Side::Source, &arabic, "في المنطقة"), (Side::Target, &english, "nothing")]);
        assert_eq!(
            told.iter().map(|conflict| conflict.message.as_str()).collect::<Vec<_>>(),
            ["no term of 'talks' occurs in the corpus"]
        );
    }
}
