//! Where the terms of a glossary occur in a text.
//!
//! One pass over the words of the text through a tree of slots: the cost does not depend on the
//! number of terms. Quotation marks and hyphens inside an occurrence are passed over, any other
//! sign ends it. Of overlapping occurrences the longest wins ([`Matcher::occurrences`]);
//! [`Matcher::all`] keeps the nested ones.

use std::collections::{BTreeMap, HashMap};

use super::expansion::{self, Article, Slot};
use super::model::{Glossary, Status, Term};
use crate::language::{Language, Profile, Side, morphology};
use crate::text::{Span, Word, WordKind, fold, words};

/// How sure an occurrence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The form can be nothing else.
    Certain,
    /// The form may be another word.
    Doubtful,
}

impl Certainty {
    /// `certain` or `doubtful`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubtful => "doubtful",
        }
    }
}

/// A place where a term occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Number of the concept in the glossary.
    pub concept: usize,
    /// How the matched term stands in its concept.
    pub status: Status,
    /// Number of the matched term among the concept's terms of that side.
    pub term: usize,
    /// The whole words of the occurrence, clitics included.
    pub span: Span,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Finds the terms of one side of a glossary in texts of that side's language.
#[derive(Debug)]
pub struct Matcher {
    profile: &'static Profile,
    /// For each folded form the slots it can fill.
    forms: HashMap<String, Vec<Fit>>,
    nodes: Vec<Node>,
}

/// A form fills a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fit {
    slot: usize,
    article: Article,
    takes_article: bool,
    doubtful: bool,
    whole: bool,
}

/// A state of the tree: which slots lead on, and which terms end here.
#[derive(Debug, Default)]
struct Node {
    next: HashMap<usize, usize>,
    ends: Vec<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    concept: usize,
    term: usize,
    status: Status,
}

impl Matcher {
    /// A matcher for the terms on `side` of `glossary`, which are in `language`.
    pub fn new(glossary: &Glossary, side: Side, language: &Language) -> Self {
        let mut matcher = Self { profile: language.profile(), forms: HashMap::new(), nodes: vec![Node::default()] };
        let mut slots: BTreeMap<Slot, usize> = BTreeMap::new();
        for (concept_at, concept) in glossary.concepts.iter().enumerate() {
            for (term_at, term) in concept.terms(side).iter().enumerate() {
                matcher.insert(term, End { concept: concept_at, term: term_at, status: term.status }, &mut slots);
            }
        }
        matcher
    }

    fn insert(&mut self, term: &Term, end: End, slots: &mut BTreeMap<Slot, usize>) {
        for variant in expansion::variants(term, self.profile) {
            let mut node = 0;
            for slot in variant {
                let id = self.slot_id(slot, slots);
                node = self.step(node, id);
            }
            if let Some(node) = self.nodes.get_mut(node)
                && !node.ends.contains(&end)
            {
                node.ends.push(end);
            }
        }
    }

    fn slot_id(&mut self, slot: Slot, slots: &mut BTreeMap<Slot, usize>) -> usize {
        if let Some(&id) = slots.get(&slot) {
            return id;
        }
        let id = slots.len();
        for form in &slot.forms {
            let fit = Fit {
                slot: id,
                article: slot.article,
                takes_article: form.takes_article,
                doubtful: form.doubtful,
                whole: slot.whole,
            };
            self.forms.entry(form.text.clone()).or_default().push(fit);
        }
        slots.insert(slot, id);
        id
    }

    /// The node after `slot`, made when it is not there yet.
    fn step(&mut self, node: usize, slot: usize) -> usize {
        let fresh = self.nodes.len();
        let Some(next) = self.nodes.get_mut(node).map(|node| *node.next.entry(slot).or_insert(fresh)) else { return 0 };
        if next == fresh {
            self.nodes.push(Node::default());
        }
        next
    }

    /// The occurrences in `text`, in order; a term inside a longer occurrence is not one.
    pub fn occurrences(&self, text: &str) -> Vec<Occurrence> {
        let mut all = self.all(text);
        all.sort_by_key(|found| (std::cmp::Reverse(found.span.len()), found.certainty, found.span.start));
        let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
        let mut kept: Vec<Occurrence> = Vec::new();
        for found in all {
            let before = taken.range(..found.span.end).next_back().map(|(_, span)| *span);
            // The very same words may be the term of two concepts; both are kept.
            if before.is_none_or(|span| span == found.span || !span.overlaps(found.span)) {
                taken.insert(found.span.start, found.span);
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| (found.span, found.concept, found.term));
        // One concept may match the same words by two of its terms: the better one speaks.
        kept.dedup_by(|later, first| later.span == first.span && later.concept == first.concept);
        kept
    }

    /// Every occurrence in `text`, nested and overlapping ones too, by place.
    pub fn all(&self, text: &str) -> Vec<Occurrence> {
        let tokens: Vec<Token> = words(text).map(|word| Token::new(text, word)).collect();
        let fits: Vec<Vec<Step>> = tokens.iter().map(|token| self.fits(&token.folded)).collect();
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            self.walk(&tokens, &fits, start, &mut found);
        }
        found
    }

    /// The slots that the word can fill, with what has to be known about how.
    fn fits(&self, folded: &str) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for reading in morphology::readings(folded, self.profile) {
            for fit in self.forms.get(reading.core).into_iter().flatten() {
                let article_fits = match fit.article {
                    Article::Free => !reading.definite || fit.takes_article,
                    Article::Never => !reading.definite,
                    Article::Always => reading.definite,
                };
                let whole_fits = !fit.whole || (!reading.definite && !reading.has_particle());
                if article_fits && whole_fits {
                    steps.push(Step { slot: fit.slot, particle: reading.has_particle(), doubtful: fit.doubtful });
                }
            }
        }
        steps
    }

    /// All terms that begin with word `start`.
    fn walk(&self, tokens: &[Token], fits: &[Vec<Step>], start: usize, found: &mut Vec<Occurrence>) {
        let mut open = vec![(0_usize, start, Certainty::Certain)];
        while let Some((node, at, certainty)) = open.pop() {
            let Some(at) = next_word(tokens, at, node == 0) else { continue };
            let (Some(node_here), Some(steps)) = (self.nodes.get(node), fits.get(at)) else { continue };
            for step in steps.iter().filter(|step| node == 0 || !step.particle) {
                let Some(&next) = node_here.next.get(&step.slot) else { continue };
                let certainty = if step.doubtful { Certainty::Doubtful } else { certainty };
                self.report(next, tokens, (start, at), certainty, found);
                open.push((next, at + 1, certainty));
            }
        }
    }

    fn report(
        &self,
        node: usize,
        tokens: &[Token],
        (first, last): (usize, usize),
        certainty: Certainty,
        found: &mut Vec<Occurrence>,
    ) {
        let (Some(node), Some(first), Some(last)) = (self.nodes.get(node), tokens.get(first), tokens.get(last)) else {
            return;
        };
        for end in &node.ends {
            let span = first.span.cover(last.span);
            let occurrence = Occurrence { concept: end.concept, status: end.status, term: end.term, span, certainty };
            if !found.contains(&occurrence) {
                found.push(occurrence);
            }
        }
    }
}

/// How a word of the text can fill a slot.
#[derive(Clone, Copy, Debug)]
struct Step {
    slot: usize,
    /// Whether a conjunction or preposition was taken off: allowed only on the first word.
    particle: bool,
    doubtful: bool,
}

#[derive(Debug)]
struct Token {
    span: Span,
    kind: WordKind,
    folded: String,
}

impl Token {
    fn new(text: &str, word: Word) -> Self {
        Self { span: word.span, kind: word.kind, folded: fold(word.span.text(text)) }
    }

    /// Quotation marks and hyphens do not interrupt a term: اتفاقات “خفض التصعيد”.
    fn is_transparent(&self) -> bool {
        self.kind == WordKind::Sign
            && self.folded.chars().all(|c| matches!(c, '-' | '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‹' | '›'))
    }
}

/// The first word from `at` on, over transparent signs (none before the first word of a term).
fn next_word(tokens: &[Token], at: usize, first: bool) -> Option<usize> {
    let rest = tokens.get(at..)?;
    let skipped = if first { 0 } else { rest.iter().take_while(|token| token.is_transparent()).count() };
    rest.get(skipped).filter(|token| token.kind != WordKind::Sign).map(|_| at + skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Concept;

    fn found(tag: &str, terms: &[&str], text: &str) -> Vec<String> {
        let concept = |text: &&str| Concept {
            source: vec![Term { text: (*text).to_owned(), ..Term::default() }],
            ..Concept::default()
        };
        let mut glossary = Glossary::default();
        glossary.add("test", terms.iter().map(concept).collect());
        let language = Language::from_tag(tag).unwrap();
        let matcher = Matcher::new(&glossary, Side::Source, &language);
        matcher.occurrences(text).iter().map(|o| o.span.text(text).to_owned()).collect()
    }

    #[test]
    fn arabic_clitics_and_spelling() {
        let term = ["منطقة"];
        for text in ["منطقة", "والمنطقة", "بمنطقتها", "للمنطقة", "لمنطقة", "مِنطقَــة", "منطقتين", "ومناطق"]
        {
            assert_eq!(found("ar", &term, text).len(), usize::from(text != "ومناطق"), "{text}");
        }
        assert_eq!(found("ar", &["أعضاء"], "قال اعضاؤها"), ["اعضاؤها"]);
        assert_eq!(found("ar", &["لجنة"], "عقد للجنة"), ["للجنة"]);
    }

    #[test]
    fn look_alikes_are_not_found() {
        assert_eq!(found("ar", &["ألمانيا"], "مانيا"), Vec::<String>::new());
        assert_eq!(found("ar", &["شرطة"], "شرطه"), Vec::<String>::new());
        assert_eq!(found("ar", &["رئيس"], "الرئيسي"), Vec::<String>::new());
    }

    #[test]
    fn construct_state() {
        let term = ["وزير الخارجية"];
        assert_eq!(found("ar", &term, "ووزير الخارجية"), ["ووزير الخارجية"]);
        assert_eq!(found("ar", &term, "وزير خارجية كوريا"), ["وزير خارجية"]);
        assert_eq!(found("ar", &term, "الوزير الخارجية").len(), 0);
        assert_eq!(found("ar", &term, "وزير، الخارجية").len(), 0);
        assert_eq!(found("ar", &["سلاح نووي"], "الأسلحة وسلاحها النووي"), ["وسلاحها النووي"]);
        assert_eq!(found("ar", &["البحث والإنقاذ"], "للبحث والإنقاذ"), ["للبحث والإنقاذ"]);
    }

    #[test]
    fn quotes_are_transparent_and_the_longest_wins() {
        let terms = ["خفض التصعيد", "مناطق خفض التصعيد", "التصعيد"];
        assert_eq!(
            found("ar", &terms, "في مناطق “خفض التصعيد”، ونظام خفض التصعيد"),
            ["مناطق “خفض التصعيد", "خفض التصعيد"]
        );
    }

    #[test]
    fn english_forms() {
        let terms = ["de-escalation zone", "guarantor states", "defence minister"];
        let text = "De-escalation Zones, deescalation zone; a guarantor state’s defense ministers";
        let expected = ["De-escalation Zones", "deescalation zone", "guarantor state’s", "defense ministers"];
        assert_eq!(found("en", &terms, text), expected);
    }
}
