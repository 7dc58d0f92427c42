//! A word list learned from texts and their translations.
//!
//! IBM Model 1 (Brown et al. 1993) in both directions over word stems, on the pairs of stems that
//! stand in the same units more often than chance allows (the log-likelihood ratio of Dunning
//! 1993): that keeps function words out and memory small. Pairs that the bundled list knows begin
//! higher and may be rarer. A pair is kept when both directions believe it.
//!
//! Counting goes in the order of the input and ties are broken by the words, so the same input
//! gives the same list.

mod model;
mod vocabulary;

use crate::language::Language;
use model::Model;
use vocabulary::Vocabulary;

/// How sure the list has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnOptions {
    /// In how many units a word and its rendering must meet.
    pub min_count: u32,
    /// Mean of the probabilities of both directions that a pair must reach.
    pub min_probability: f64,
}

impl Default for LearnOptions {
    fn default() -> Self {
        Self { min_count: 2, min_probability: 0.2 }
    }
}

/// A word and what renders it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The forms in which the word was met, the most frequent first.
    pub forms: Vec<String>,
    /// Its renderings with the number of times each was meant, likeliest first.
    pub renderings: Vec<(String, u32)>,
}

/// Forms of one word that are listed; the rest are found by their stems.
const FORMS: usize = 8;
/// Renderings of one word that are listed.
const RENDERINGS: usize = 6;

/// The word list of `units`, each a text and its translation, in the order of its words.
pub fn learn(units: &[(&str, &str)], source: &Language, target: &Language, options: LearnOptions) -> Vec<Learned> {
    let mut sides = (Vocabulary::new(source.profile()), Vocabulary::new(target.profile()));
    let sentences: Vec<(Vec<u32>, Vec<u32>)> =
        units.iter().map(|(text, translation)| (sides.0.stems(text), sides.1.stems(translation))).collect();
    let known = vocabulary::known_pairs(&sides.0, &sides.1, source, target);
    let model = Model::train(&sentences, sides.0.len(), sides.1.len(), &known, options);
    let mut list = Vec::new();
    for (word, links) in model.by_source() {
        let mut kept: Vec<(f64, u32, &str)> = links
            .iter()
            .filter(|link| link.probability() >= options.min_probability && link.count() >= options.min_count)
            .filter_map(|link| Some((link.probability(), link.count(), sides.1.name(link.target)?)))
            .collect();
        kept.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(b.2)));
        kept.truncate(RENDERINGS);
        let forms = sides.0.forms(word, FORMS);
        if !kept.is_empty() && !forms.is_empty() {
            let renderings = kept.into_iter().map(|(_, count, name)| (name.to_owned(), count)).collect();
            list.push(Learned { forms, renderings });
        }
    }
    list.sort_by(|a, b| a.forms.cmp(&b.forms));
    list
}

/// The list as a table that `--lexicon` reads: forms, renderings, how often each was meant.
pub fn to_table(list: &[Learned]) -> String {
    let mut out = String::from("# forms\trenderings\tcounts\n");
    for entry in list {
        let words: Vec<&str> = entry.renderings.iter().map(|(word, _)| word.as_str()).collect();
        let counts: Vec<String> = entry.renderings.iter().map(|(_, count)| count.to_string()).collect();
        out.push_str(&format!("{}\t{}\t{}\n", entry.forms.join("|"), words.join("|"), counts.join("|")));
    }
    out
}

/// The list as the aligner uses it.
pub fn to_lexicon(list: &[Learned], source: &Language, target: &Language) -> super::Lexicon {
    super::Lexicon::parse(&source.primary(), &target.primary(), &[&to_table(list)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [(&str, &str); 6] = [
        ("das Haus ist rot", "the house is red"),
        ("ein Haus am See", "a house on the lake"),
        ("der Baum ist rot", "the tree is red"),
        ("der Baum am See", "the tree on the lake"),
        ("der Wagen ist neu", "the car is new"),
        ("ein Wagen am Haus", "a car at the house"),
    ];

    fn learned(units: &[(&str, &str)]) -> Vec<Learned> {
        let language = |tag| Language::from_tag(tag).unwrap();
        learn(units, &language("de"), &language("en"), LearnOptions::default())
    }

    #[test]
    fn words_that_go_together_are_found() {
        let units: Vec<_> = UNITS.iter().copied().cycle().take(60).collect();
        let list = learned(&units);
        for (word, rendering) in [("haus", "house"), ("baum", "tree"), ("see", "lake"), ("wagen", "car")] {
            let entry = list.iter().find(|entry| entry.forms[0] == word).unwrap_or_else(|| panic!("{word}: {list:?}"));
            assert_eq!(entry.renderings[0].0, rendering, "{word}");
        }
        assert_eq!(list, learned(&units));
    }

    #[test]
    fn nothing_is_learned_from_nothing() {
        assert_eq!(learned(&[]), []);
        assert_eq!(learned(&[("", "x"), ("y", "")]), []);
        assert_eq!(learned(&[("eins", "one")]), [], "once is chance");
    }

    #[test]
    fn the_table_is_one_that_the_aligner_reads() {
        let units: Vec<_> = UNITS.iter().copied().cycle().take(60).collect();
        let list = learned(&units);
        let read = crate::align::lexicon_files::read_table("de", "en", &to_table(&list));
        assert_eq!(read.problems, []);
        assert!(!read.value.is_empty());
    }
}
