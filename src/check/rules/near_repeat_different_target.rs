//! Nearly the same sentence translated quite differently.

use std::collections::HashMap;

use crate::check::differences::{word_diff, words_apart};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "near-repeat-different-target",
    severity: Severity::Info,
    summary: "nearly the same source text is translated quite differently elsewhere",
    page: include_str!("near_repeat_different_target.md"),
    check,
};

/// Shorter texts are alike by chance.
const LEAST_WORDS: usize = 6;
/// Two texts are near repeats when no more than one word in so many differs.
const ALIKE: usize = 5;
/// The translations may differ in so many words for each one that the sources differ in, and in so
/// many more: a changed word may change what stands around it.
const FOR_EACH: usize = 3;
const ANYWAY: usize = 1;
/// No more than so many earlier texts that share a rare word are looked at: with the rarest words
/// first the work grows with the number of texts.
const COMPARED: usize = 8;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut words = Words::default();
    let texts: Vec<Text<'_>> = context.beads().iter().filter_map(|view| words.text(view)).collect();
    // The texts that have a word among their rarest, by that word.
    let mut index: Vec<Vec<usize>> = vec![Vec::new(); words.counts.len()];
    let mut findings = Vec::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.words.len() >= LEAST_WORDS) {
        let rarest = words.rarest(text);
        let listed = rarest.iter().filter_map(|word| index.get(*word as usize));
        let mut earlier: Vec<usize> = listed.flat_map(|texts| texts.iter().rev().take(COMPARED)).copied().collect();
        earlier.sort_unstable();
        earlier.dedup();
        let nearest = earlier.into_iter().rev().take(COMPARED).filter_map(|other| {
            let other = texts.get(other)?;
            Some((text.near(other)?, other))
        });
        if let Some((apart, other)) = nearest.min_by_key(|(apart, _)| *apart) {
            findings.extend(finding(context, other, text, apart));
        }
        for word in rarest {
            if let Some(texts) = index.get_mut(word as usize) {
                texts.push(at);
            }
        }
    }
    findings
}

/// The words of all sources, by number.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, u32>,
    /// How often each stands in the sources.
    counts: Vec<u32>,
}

/// A bead with the numbers of the words of its source, rising.
struct Text<'a> {
    view: &'a BeadView<'a>,
    words: Vec<u32>,
}

impl Words {
    /// The words of a bead; `None` when a side is empty.
    fn text<'a>(&mut self, view: &'a BeadView<'_>) -> Option<Text<'a>> {
        let source = folded_words(view.source);
        if source.is_empty() || view.target.is_empty() {
            return None;
        }
        let mut words: Vec<u32> = source.split(' ').map(|word| self.number(word)).collect();
        words.sort_unstable();
        Some(Text { view, words })
    }

    fn number(&mut self, word: &str) -> u32 {
        let number = self.numbers.get(word).copied().unwrap_or_else(|| {
            let next = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
            self.numbers.insert(word.to_owned(), next);
            self.counts.push(0);
            next
        });
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        number
    }

    /// So many of the rarest words of a text that a near repeat has at least one of them, too.
    fn rarest(&self, text: &Text<'_>) -> Vec<u32> {
        let mut words = text.words.clone();
        words.dedup();
        words.sort_by_key(|word| (self.counts.get(*word as usize).copied().unwrap_or_default(), *word));
        words.truncate(text.words.len() / ALIKE + 1);
        words
    }
}

impl Text<'_> {
    /// In how many words the sources differ, if they are near repeats; `None` for equal ones too,
    /// which are the business of another rule.
    fn near(&self, other: &Self) -> Option<usize> {
        let longer = self.words.len().max(other.words.len());
        let most = longer / ALIKE;
        if self.words.len().abs_diff(other.words.len()) > most {
            return None;
        }
        let apart = longer - shared(&self.words, &other.words);
        (1..=most).contains(&apart).then_some(apart)
    }
}

/// How many numbers two rising lists have in common.
fn shared(mut one: &[u32], mut other: &[u32]) -> usize {
    let mut shared = 0;
    while let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) {
        shared += usize::from(a == b);
        (one, other) = (if a <= b { rest } else { one }, if b <= a { others } else { other });
    }
    shared
}

fn finding(context: &Context<'_>, other: &Text<'_>, text: &Text<'_>, apart: usize) -> Option<Finding> {
    let (earlier, view) = (other.view, text.view);
    let targets_apart = words_apart(&folded_words(earlier.target), &folded_words(view.target));
    if targets_apart <= FOR_EACH * apart + ANYWAY {
        return None;
    }
    let message = format!(
        "nearly the same source text is translated otherwise in {}: source {}; translation {}",
        context.place(earlier),
        word_diff(earlier.source, view.source),
        word_diff(earlier.target, view.target)
    );
    let finding = Finding::new(RULE.name, Severity::Info, view.index, message);
    Some(Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding })
}
