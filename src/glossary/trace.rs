//! Why a term matches a text or not, step by step.

use super::matcher::Matcher;
use super::model::{Concept, Glossary, Matching, Term};
use super::occurrence::{Certainty, Occurrence};
use crate::language::{Language, Profile, Side, morphology};
use crate::text::{Span, Word, WordKind, fold, words};

/// The way of a term through a text.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The words of the term, folded.
    pub term: Vec<String>,
    /// Each word of the text.
    pub words: Vec<TracedWord>,
    /// Where the whole term occurs.
    pub matches: Vec<Match>,
    /// Why there is none, in a sentence without a full stop; empty when there is one.
    pub reason: String,
}

/// A word of the text as the matcher sees it.
#[derive(Clone, Debug)]
pub struct TracedWord {
    /// Where it stands.
    pub span: Span,
    /// What is compared.
    pub folded: String,
    /// The ways to take particles and article off: what is taken off, and what stays.
    pub readings: Vec<(String, String)>,
    /// Which words of the term it can stand for, counted from 0.
    pub fits: Vec<usize>,
}

/// A place where the term occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where.
    pub span: Span,
    /// `certain` or `doubtful`, with the reason where there is one.
    pub certainty: String,
    /// The longer term of the glossary that takes its place, with its concept.
    pub inside: Option<String>,
}

/// Follow the term number `term` of concept number `concept` through `text`.
pub fn trace(
    glossary: &Glossary,
    (concept, term): (usize, usize),
    side: Side,
    language: &Language,
    text: &str,
) -> Trace {
    let Some(entry) = glossary.concepts.get(concept) else { return Trace::default() };
    let Some(wanted) = entry.terms(side).get(term) else { return Trace::default() };
    let profile = language.profile();
    let parts: Vec<&str> = content(&wanted.text).map(|word| word.span.text(&wanted.text)).collect();
    let alone: Vec<Matcher> = parts.iter().map(|part| single(part, wanted, entry, side, language)).collect();
    let words = words(text).map(|word| traced(word, text, &alone, profile)).collect();
    let matches = matches(glossary, concept, side, language, text);
    let mut trace =
        Trace { term: parts.iter().map(|part| fold(part)).collect(), words, matches, reason: String::new() };
    if trace.matches.is_empty() {
        trace.reason = reason(&trace, wanted, text);
    }
    trace
}

/// The words of a term, without signs.
fn content(text: &str) -> impl Iterator<Item = Word> + '_ {
    words(text).filter(|word| word.kind != WordKind::Sign)
}

/// A matcher for one word of a term, so that each word is seen alone.
fn single(part: &str, wanted: &Term, entry: &Concept, side: Side, language: &Language) -> Matcher {
    let at = |form: &String| {
        let here = content(&wanted.text).position(|word| word.span.text(&wanted.text) == part)?;
        let word = content(form).nth(here)?;
        Some(word.span.text(form).to_owned())
    };
    // A listed form of the whole term lists a form of each of its words.
    let same_length = |form: &&String| content(form).count() == content(&wanted.text).count();
    let forms = wanted.forms.iter().filter(same_length).filter_map(at).filter(|form| form != part).collect();
    let term = Term { text: part.to_owned(), forms, ..wanted.clone() };
    let mut concept = Concept { kind: entry.kind, ..Concept::default() };
    match side {
        Side::Source => concept.source.push(term),
        Side::Target => concept.target.push(term),
    }
    let mut glossary = Glossary::default();
    glossary.add("", vec![concept]);
    Matcher::new(&glossary, side, language)
}

fn traced(word: Word, text: &str, alone: &[Matcher], profile: &Profile) -> TracedWord {
    let written = word.span.text(text);
    let folded = fold(written);
    let split = morphology::readings(&folded, profile);
    let readings = split.iter().map(|reading| {
        let lead = folded.strip_suffix(reading.core).unwrap_or_default();
        (lead.to_owned(), reading.core.to_owned())
    });
    let readings = readings.collect();
    let fits = alone.iter().enumerate().filter(|(_, matcher)| !matcher.all(written).is_empty()).map(|(at, _)| at);
    let fits = fits.collect();
    TracedWord { span: word.span, readings, fits, folded }
}

fn matches(glossary: &Glossary, concept: usize, side: Side, language: &Language, text: &str) -> Vec<Match> {
    let matcher = Matcher::new(glossary, side, language);
    let kept = matcher.occurrences(text);
    let all = matcher.all(text);
    let own = all.iter().filter(|found| found.concept == concept);
    own.map(|found| Match {
        span: found.span,
        certainty: match found.certainty {
            Certainty::Certain => found.certainty.as_str().to_owned(),
            Certainty::Doubtful(doubt) => format!("{}: {}", found.certainty.as_str(), doubt.reason()),
        },
        inside: if kept.contains(found) { None } else { longer(found, &kept, glossary) },
    })
    .collect()
}

/// The id of the concept whose longer term covers `found`.
fn longer(found: &Occurrence, kept: &[Occurrence], glossary: &Glossary) -> Option<String> {
    let cover = kept.iter().find(|kept| kept.span.overlaps(found.span) && kept.span.len() > found.span.len())?;
    glossary.concepts.get(cover.concept).map(|concept| concept.id.clone())
}

/// Why the term does not occur, as far as its words tell.
fn reason(trace: &Trace, wanted: &Term, text: &str) -> String {
    if wanted.matching == Matching::Regex {
        return "the pattern fits nothing between the borders of words".to_owned();
    }
    let missing: Vec<&str> = trace
        .term
        .iter()
        .enumerate()
        .filter(|(at, _)| !trace.words.iter().any(|word| word.fits.contains(at)))
        .map(|(_, part)| part.as_str())
        .collect();
    if !missing.is_empty() {
        let how = match wanted.matching {
            Matching::Exact => "exactly as it is written",
            _ => "in any form that the entry lists or the language makes of it",
        };
        return format!("no word of the text is '{}' {how}", missing.join("' or '"));
    }
    between(trace, text).unwrap_or_else(|| {
        "each word of the term is there, but article, number or order do not make one expression of them".to_owned()
    })
}

/// What stands between the words of the term where they come in order.
fn between(trace: &Trace, text: &str) -> Option<String> {
    let first = trace.words.iter().position(|word| word.fits.contains(&0))?;
    let mut at = first;
    for part in 1..trace.term.len() {
        let next = trace.words.iter().skip(at + 1).position(|word| word.fits.contains(&part))? + at + 1;
        if next > at + 1 {
            let gap = Span::new(trace.words.get(at)?.span.end, trace.words.get(next)?.span.start);
            return Some(format!("'{}' stands between its words", gap.text(text).trim()));
        }
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced(term: Term, text: &str) -> Trace {
        let mut glossary = Glossary::default();
        glossary.add("g.csv", vec![Concept { source: vec![term], ..Concept::default() }]);
        trace(&glossary, (0, 0), Side::Source, &Language::from_tag("ar").unwrap(), text)
    }

    fn term(text: &str) -> Term {
        Term { text: text.to_owned(), ..Term::default() }
    }

    #[test]
    fn a_match_shows_what_was_taken_off() {
        let trace = traced(term("وزير الخارجية"), "قال لوزير الخارجية");
        assert_eq!(trace.term, ["وزير", "الخارجية"]);
        assert!(trace.words[1].readings.contains(&("ل".to_owned(), "وزير".to_owned())), "{:?}", trace.words[1]);
        assert_eq!(trace.words[1].fits, [0]);
        assert_eq!((trace.matches.len(), trace.reason.as_str()), (1, ""));
    }

    #[test]
    fn the_reason_is_said() {
        for (term, text, says) in [
            (term("وزير الخارجية"), "وزير الدفاع", "no word of the text is 'الخارجية'"),
            (term("وزير الخارجية"), "وزير، الخارجية", "'،' stands between"),
            (Term { matching: Matching::Exact, ..term("منطقة") }, "المنطقة", "exactly as it is written"),
        ] {
            let trace = traced(term, text);
            assert!(trace.reason.contains(says), "{text}: {}", trace.reason);
        }
    }
}
