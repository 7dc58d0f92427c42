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
    let texts: Vec<Text<'_>> = context.beads().iter().filter_map(Text::new).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in texts.iter().flat_map(|text| text.source.split(' ')) {
        *counts.entry(word).or_default() += 1;
    }
    // The texts that have a word among their rarest, by that word.
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut findings = Vec::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.words >= LEAST_WORDS) {
        let rarest = rarest(text, &counts);
        let listed = rarest.iter().filter_map(|word| index.get(word));
        let mut earlier: Vec<usize> = listed.flat_map(|texts| texts.iter().rev().take(COMPARED)).copied().collect();
        earlier.sort_unstable();
        earlier.dedup();
        let nearest = earlier.into_iter().filter_map(|other| {
            let other = texts.get(other)?;
            Some((text.near(other)?, other))
        });
        if let Some((apart, other)) = nearest.min_by_key(|(apart, _)| *apart) {
            findings.extend(finding(context, other, text, apart));
        }
        rarest.into_iter().for_each(|word| index.entry(word).or_default().push(at));
    }
    findings
}

/// A bead with its folded source.
struct Text<'a> {
    view: &'a BeadView<'a>,
    source: String,
    words: usize,
}

impl<'a> Text<'a> {
    /// `None` for a bead with an empty side.
    fn new(view: &'a BeadView<'_>) -> Option<Self> {
        let source = folded_words(view.source);
        let words = source.split(' ').count();
        (!source.is_empty() && !view.target.is_empty()).then_some(Self { view, source, words })
    }

    /// In how many words the sources differ, if they are near repeats; `None` for equal ones too,
    /// which are the business of another rule.
    fn near(&self, other: &Self) -> Option<usize> {
        let most = self.words.max(other.words) / ALIKE;
        if self.words.abs_diff(other.words) > most {
            return None;
        }
        let apart = words_apart(&other.source, &self.source);
        (1..=most).contains(&apart).then_some(apart)
    }
}

/// So many of the rarest words that a near repeat has at least one of them, too.
fn rarest<'a>(text: &'a Text<'_>, counts: &HashMap<&str, usize>) -> Vec<&'a str> {
    let mut words: Vec<&str> = text.source.split(' ').collect();
    words.sort_by_key(|word| (counts.get(word).copied().unwrap_or_default(), *word));
    words.dedup();
    words.truncate(text.words / ALIKE + 1);
    words
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
