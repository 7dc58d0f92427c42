//! The part of a large glossary that a text can need.
//!
//! Bringing thousands of terms into all their forms takes longer than checking one article, and an
//! article has a few hundred words. All forms of a word begin with the same letters, as far as
//! [`morphology::frame`] knows them; a concept none of whose terms has its words in either text is
//! left out before anything is made of it. What is left out could not have been found.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::model::{Glossary, Matching, Term};
use crate::language::morphology::{self, Frame};
use crate::language::{Language, Profile, Side};
use crate::text::{Word, WordKind, fold, fold_into, words};

/// A glossary with fewer concepts is used whole.
const LARGE: usize = 300;
/// After so many texts the whole glossary is brought into its forms: that serves all further ones.
const FEW: usize = 2;

impl Glossary {
    /// The glossary for a source and a target text: without the concepts that stand in neither. The
    /// same glossary again when it is small, or when it has been asked for more often than pays.
    pub fn narrowed(glossary: Arc<Self>, source: (&Language, &str), target: (&Language, &str)) -> Arc<Self> {
        if glossary.concepts.len() < LARGE || glossary.narrowed.0.fetch_add(1, Ordering::Relaxed) >= FEW {
            return glossary;
        }
        let [mut on_source, mut on_target] = [source, target].map(|(language, text)| Beginnings::of(language, text));
        let mut possible = Possible::default();
        let mut concepts = Vec::new();
        for concept in &glossary.concepts {
            let in_source = concept.source.iter().any(|term| on_source.may_hold(term));
            let in_target = concept.target.iter().any(|term| on_target.may_hold(term));
            if in_source || in_target {
                concepts.push(concept.clone());
                possible.source.push(in_source);
                possible.target.push(in_target);
            }
        }
        let files = glossary.files.clone();
        Arc::new(Self { files, concepts, possible: Some(possible), ..Self::default() })
    }
}

/// On which sides each concept of a narrowed glossary can stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Possible {
    source: Vec<bool>,
    target: Vec<bool>,
}

impl Possible {
    /// Whether concept number `concept` can stand in the text of `side`.
    pub(super) fn may_stand(&self, side: Side, concept: usize) -> bool {
        let of_side = match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        };
        of_side.get(concept).copied().unwrap_or(true)
    }
}

/// How the words of a text begin.
struct Beginnings {
    profile: &'static Profile,
    frames: HashSet<Frame>,
    /// The words themselves, folded, where a compound may be written in one word.
    words: BTreeSet<String>,
    /// Kept between words.
    folded: String,
}

impl Beginnings {
    fn of(language: &Language, text: &str) -> Self {
        let mut all =
            Self { profile: language.profile(), frames: HashSet::new(), words: BTreeSet::new(), folded: String::new() };
        all.add(text);
        if all.joins() {
            // An entry may write as one word what the text parts: re-open, air strike.
            let text: String = text.chars().filter(|c| !matches!(c, '-' | '‐' | '‑')).collect();
            all.add(&text);
        }
        all
    }

    fn add(&mut self, text: &str) {
        for word in words(text).filter(|word| word.kind != WordKind::Sign) {
            self.folded.clear();
            fold_into(word.span.text(text), &mut self.folded);
            if self.joins() && !self.words.contains(&self.folded) {
                self.words.insert(self.folded.clone());
            }
            let (frames, profile) = (&mut self.frames, self.profile);
            morphology::each_reading(&self.folded, profile, &mut |reading| {
                let frame = morphology::frame(reading.core, profile);
                frames.extend((0..=frame.len()).map(|length| shortened(frame, length)));
            });
        }
    }

    /// Whether the language writes compounds in one word, in two or with a hyphen, as it likes.
    fn joins(&self) -> bool {
        self.profile.clitics.article.is_empty()
    }

    /// Whether the term may stand in the text in any form.
    fn may_hold(&mut self, term: &Term) -> bool {
        term.matching == Matching::Regex || term.written().any(|written| self.may_hold_words(written, term))
    }

    fn may_hold_words(&mut self, written: &str, term: &Term) -> bool {
        // Most terms are letters and spaces, and need no search for the borders of words.
        if written.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
            return self.may_hold_parts(written.split(' ').filter(|part| !part.is_empty()), term);
        }
        let parts: Vec<Word> = words(written).filter(|word| word.kind != WordKind::Sign).collect();
        self.may_hold_parts(parts.iter().map(|word| word.span.text(written)), term)
    }

    fn may_hold_parts<'a>(&mut self, parts: impl Iterator<Item = &'a str>, term: &Term) -> bool {
        let mut before: Option<&str> = None;
        for part in parts {
            // What an entry writes in two words a text may write in one.
            let has = self.has(part, term);
            if !has && !before.is_some_and(|first| self.joins() && self.begins_longer(first)) {
                return false;
            }
            before = Some(part);
        }
        true
    }

    /// Whether a word of the text begins with all of `first` and goes on.
    fn begins_longer(&self, first: &str) -> bool {
        let first = fold(first);
        let mut behind = self.words.range::<str, _>((Bound::Excluded(first.as_str()), Bound::Unbounded));
        behind.next().is_some_and(|word| word.starts_with(&first))
    }

    /// Whether some word of the text begins as all forms of `word` do.
    fn has(&mut self, word: &str, term: &Term) -> bool {
        self.folded.clear();
        fold_into(word, &mut self.folded);
        let kept =
            if term.pos == Some(super::PartOfSpeech::Verb) { 0 } else { morphology::kept(&self.folded, self.profile) };
        let (frames, profile) = (&self.frames, self.profile);
        let mut found = false;
        // The entry may write article and particles with the word.
        morphology::each_reading(&self.folded, profile, &mut |reading| {
            found |= frames.contains(&shortened(morphology::frame(reading.core, profile), kept));
        });
        found
    }
}

/// The first `length` letters.
fn shortened(frame: Frame, length: usize) -> Frame {
    let mut letters = frame;
    letters.iter_mut().skip(length).for_each(|letter| *letter = '\0');
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Concept, Matcher};

    fn glossary(terms: &[(&str, &str)]) -> Arc<Glossary> {
        let term = |text: &str| Term { text: text.to_owned(), ..Term::default() };
        let mut concepts: Vec<Concept> = terms
            .iter()
            .map(|(source, target)| Concept {
                id: (*source).to_owned(),
                source: vec![term(source)],
                target: vec![term(target)],
                ..Concept::default()
            })
            .collect();
        let other = |number: usize| Concept {
            id: number.to_string(),
            source: vec![term("زظغ")],
            target: vec![term("zzyzx")],
            ..Concept::default()
        };
        concepts.extend((0..LARGE).map(other));
        let mut glossary = Glossary::default();
        glossary.add("g", concepts);
        Arc::new(glossary)
    }

    fn languages() -> [Language; 2] {
        ["ar", "en"].map(|tag| Language::from_tag(tag).unwrap())
    }

    #[test]
    fn what_may_stand_in_a_text_stays() {
        let [arabic, english] = languages();
        for (term, text) in [
            ("سلاح نووي", "وبالأسلحة النووية"),
            ("خفاش", "الخفافيش"),
            ("قاضٍ", "للقضاة"),
            ("مئة", "مئات"),
            ("كوريا الجنوبية", "كوريا الشمالية والجنوبية"),
            ("الأطلسي", "للأطلسي"),
        ] {
            let all = glossary(&[(term, "zzyzx")]);
            let narrow = Glossary::narrowed(Arc::clone(&all), (&arabic, text), (&english, ""));
            assert_eq!(narrow.concepts.len(), 1, "{term}: {text}");
            assert_eq!(Glossary::narrowed(all, (&arabic, "وصل"), (&english, "he came")).concepts.len(), 0);
        }
        for (term, text) in [
            ("air strike", "airstrikes"),
            ("ceasefire", "cease-fire"),
            ("reopening", "re-opening"),
            ("de-escalation zone", "deescalation zones"),
            ("spy", "spies"),
            ("flies", "a fly"),
            ("salesperson", "salespeople"),
            ("US", "the U.S. army"),
        ] {
            let all = glossary(&[("زظغ", term)]);
            let narrow = Glossary::narrowed(all, (&arabic, ""), (&english, text));
            assert!(narrow.concepts.iter().any(|concept| concept.target[0].text == term), "{term}: {text}");
        }
    }

    #[test]
    fn a_few_texts_make_it_narrow_and_many_take_the_whole() {
        let [arabic, english] = languages();
        let all = glossary(&[("سلاح", "weapon")]);
        let sizes: Vec<usize> = (0..=FEW)
            .map(|_| Glossary::narrowed(Arc::clone(&all), (&arabic, "سلاح"), (&english, "")).concepts.len())
            .collect();
        assert_eq!(sizes, [1, 1, LARGE + 1]);
    }

    #[test]
    fn nothing_that_is_found_is_left_out() {
        let [arabic, english] = languages();
        let terms = [("منطقة خفض التصعيد", "de-escalation zone"), ("وزير الخارجية", "foreign minister")];
        let all = glossary(&terms);
        let (source, target) = ("في مناطق خفض التصعيد وزراء خارجية", "Foreign ministers in de-escalation zones");
        let narrow = Glossary::narrowed(Arc::clone(&all), (&arabic, source), (&english, target));
        for (side, language, text) in [(Side::Source, &arabic, source), (Side::Target, &english, target)] {
            let found = |glossary: &Glossary| -> Vec<String> {
                let occurrences = Matcher::new(glossary, side, language).occurrences(text);
                occurrences.iter().map(|found| glossary.concepts[found.concept].id.clone()).collect()
            };
            assert_eq!(found(&narrow), found(&all));
            assert!(!found(&all).is_empty());
        }
    }
}
