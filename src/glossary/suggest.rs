//! Forms that an entry might list: from patterns of plurals, and from words of a corpus that have the
//! same consonants. A person accepts them; nothing here is sure.

use std::collections::BTreeMap;

use super::matcher::Matcher;
use super::model::{Concept, Glossary, Kind, Matching, Plural, Term};
use super::occurrence::Certainty;
use crate::language::{Language, Profile, Side, morphology};
use crate::text::{WordKind, fold, words};

/// A form that a person may accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Number of the concept in the glossary.
    pub concept: usize,
    /// Number of the source term in its concept.
    pub term: usize,
    /// The whole term with the form in it.
    pub form: String,
    /// How often it was seen in the corpus.
    pub seen: usize,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A pattern of the language.
    Pattern,
    /// A word of the corpus with the same consonants.
    Corpus,
}

/// Words of a corpus, without particles and article, with their numbers.
#[derive(Clone, Debug, Default)]
pub struct WordCounts {
    counts: BTreeMap<String, usize>,
    written: BTreeMap<String, String>,
}

impl WordCounts {
    /// Count the words of `text`.
    pub fn add(&mut self, text: &str, profile: &Profile) {
        for word in words(text).filter(|word| word.kind == WordKind::Letters) {
            let written = word.span.text(text);
            let folded = fold(written);
            for reading in morphology::readings(&folded, profile) {
                *self.counts.entry(reading.core.to_owned()).or_default() += 1;
            }
            self.written.entry(folded).or_insert_with(|| written.to_owned());
        }
    }

    /// How often `word` was seen in any reading.
    fn of(&self, word: &str) -> usize {
        self.counts.get(&fold(word)).copied().unwrap_or_default()
    }
}

/// Fewest times that a word of the corpus must be seen to be suggested without a pattern, or beside a
/// plural that the entry has.
const FEWEST: usize = 2;

/// What the source terms of `glossary` might list besides their forms, by concept; those seen most
/// often first. Names, terms of fixed definiteness and terms with a plural of another kind get none.
///
/// With a `corpus`, a pattern's form that does not occur in it is left out; without one, an entry
/// that lists a form already is taken to list its plural.
pub fn suggest(glossary: &Glossary, language: &Language, corpus: Option<&WordCounts>) -> Vec<Suggestion> {
    let profile = language.profile();
    let matcher = Matcher::new(glossary, Side::Source, language);
    let skeletons = corpus.map(by_skeleton).unwrap_or_default();
    let mut all = Vec::new();
    for (at, concept) in glossary.concepts.iter().enumerate() {
        for (number, term) in concept.source.iter().enumerate().filter(|(_, term)| may_have_more(concept, term)) {
            let mut found = of_term((at, number), term, profile, corpus, &skeletons);
            found.retain(|suggestion| !is_known(&matcher, term, suggestion));
            found.sort_by(|a, b| b.seen.cmp(&a.seen).then(a.origin.cmp(&b.origin)).then(a.form.cmp(&b.form)));
            all.extend(found);
        }
    }
    all
}

fn may_have_more(concept: &Concept, term: &Term) -> bool {
    matches!(concept.kind, Kind::Term | Kind::Title)
        && term.matching == Matching::Inflect
        && !term.fixed
        && term.plural.is_none_or(|plural| plural == Plural::Broken)
}

/// Whether the entry lists the form, or the matcher finds it for certain already.
fn is_known(matcher: &Matcher, term: &Term, suggestion: &Suggestion) -> bool {
    term.written().any(|written| fold(written) == fold(&suggestion.form))
        || matcher.all(&suggestion.form).iter().any(|found| {
            found.concept == suggestion.concept
                && found.span.len() == suggestion.form.len()
                && found.certainty == Certainty::Certain
        })
}

fn of_term(
    (concept, term): (usize, usize),
    written: &Term,
    profile: &Profile,
    corpus: Option<&WordCounts>,
    skeletons: &BTreeMap<String, Vec<&str>>,
) -> Vec<Suggestion> {
    let mut parts = words(&written.text).filter(|word| word.kind != WordKind::Sign);
    let Some(head) = parts.next() else { return Vec::new() };
    let word = head.span.text(&written.text);
    let (article, bare) = without_article(word, profile);
    let rest = agreeing(written.text.get(head.span.end..).unwrap_or_default(), written, article, profile);
    let mut found: Vec<Suggestion> = Vec::new();
    let mut push = |form: &str, seen, origin| {
        let form = format!("{article}{form}{rest}");
        if found.iter().all(|known| known.form != form) {
            found.push(Suggestion { concept, term, form, seen, origin });
        }
    };
    let fewest = if written.forms.is_empty() { 1 } else { FEWEST };
    for form in morphology::likely_plurals(bare, profile) {
        match corpus.map(|corpus| corpus.of(&form)) {
            Some(seen) if seen >= fewest => push(&form, seen, Origin::Pattern),
            None if written.forms.is_empty() => push(&form, 0, Origin::Pattern),
            _ => {}
        }
    }
    let Some(corpus) = corpus else { return found };
    for form in skeletons.get(&skeleton(&fold(bare))).into_iter().flatten().filter(|form| **form != fold(bare)) {
        let (form, seen) = (corpus.written.get(*form).map_or(*form, String::as_str), corpus.of(form));
        if seen >= FEWEST && morphology::has_plural_shape(form, profile) {
            push(form, seen, Origin::Corpus);
        }
    }
    found
}

/// The article of a word and the word without it.
fn without_article<'a>(word: &'a str, profile: &'a Profile) -> (&'a str, &'a str) {
    let article = profile.clitics.article.as_str();
    let bare = word.strip_prefix(article).filter(|bare| !article.is_empty() && bare.chars().count() >= 2);
    bare.map_or(("", word), |bare| (article, bare))
}

/// The words behind the head as they stand behind its plural: an adjective agrees with it (سلاح نووي,
/// أسلحة نووية).
fn agreeing(rest: &str, term: &Term, article: &str, profile: &Profile) -> String {
    let mut parts = rest.split(' ').filter(|part| !part.is_empty());
    let (Some(adjective), None) = (parts.next(), parts.next()) else { return rest.to_owned() };
    let (its_article, bare) = without_article(adjective, profile);
    // Both definite, or both without article and the second one a nisba, as in the matcher.
    let agrees = !profile.clitics.article.is_empty()
        && its_article == article
        && (!article.is_empty() || bare.ends_with('ي'))
        && !bare.ends_with(['ة', 'ى', 'ا']);
    match (agrees, term.human) {
        (false, _) => rest.to_owned(),
        (true, Some(true)) => format!("{rest}ون"),
        (true, _) => format!("{rest}ة"),
    }
}

/// The words of the corpus by their consonants.
fn by_skeleton(corpus: &WordCounts) -> BTreeMap<String, Vec<&str>> {
    let mut all: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for word in corpus.counts.keys() {
        let skeleton = skeleton(word);
        // Two letters are too few to tell a word by.
        if skeleton.chars().count() >= 3 {
            all.entry(skeleton).or_default().push(word);
        }
    }
    all
}

/// A word without the letters that patterns put in and take out: long vowels, their seats, the
/// feminine ending.
fn skeleton(folded: &str) -> String {
    folded.chars().filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'ة' | 'ء' | 'ئ' | 'ؤ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(term: &str, corpus: Option<&str>) -> Vec<(String, usize)> {
        let mut glossary = Glossary::default();
        let source = vec![Term { text: term.to_owned(), ..Term::default() }];
        glossary.add("g.csv", vec![Concept { source, ..Concept::default() }]);
        let arabic = Language::from_tag("ar").unwrap();
        let mut counts = WordCounts::default();
        counts.add(corpus.unwrap_or_default(), arabic.profile());
        let found = suggest(&glossary, &arabic, corpus.map(|_| &counts));
        found.into_iter().map(|suggestion| (suggestion.form, suggestion.seen)).collect()
    }

    #[test]
    fn patterns_propose_and_the_corpus_decides() {
        assert!(forms("منطقة خفض التصعيد", None).contains(&("مناطق خفض التصعيد".to_owned(), 0)));
        assert_eq!(forms("منطقة", Some("في المناطق ومناطق أخرى")), [("مناطق".to_owned(), 2)]);
        assert_eq!(forms("منطقة", Some("لا شيء من ذلك")), []);
        assert_eq!(forms("سلاح نووي", Some("أسلحة كثيرة")), [("أسلحة نووية".to_owned(), 1)]);
        assert_eq!(forms("المدرسة", Some("مدارس")), [("المدارس".to_owned(), 1)]);
        // Words of the same root that have no shape of a plural are other words.
        assert_eq!(forms("شاهد", Some("شهادة وشهادة، يشهد ويشهد")), []);
    }

    #[test]
    fn what_stays_as_it_is_gets_none() {
        let mut glossary = Glossary::default();
        let term = |text: &str| Term { text: text.to_owned(), ..Term::default() };
        let of = |term: Term| Concept { source: vec![term], ..Concept::default() };
        let fixed = of(Term { fixed: true, ..term("منطقة") });
        let listed = of(Term { forms: vec!["سفن".to_owned()], ..term("سفينة") });
        let name = Concept { kind: Kind::Name, ..of(term("مدرسة")) };
        glossary.add("g.csv", vec![fixed, listed, name]);
        assert_eq!(suggest(&glossary, &Language::from_tag("ar").unwrap(), None), []);
    }
}
