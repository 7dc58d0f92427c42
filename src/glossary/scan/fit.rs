//! Whether a word of a text fills a slot of a term, and how sure that is.

use super::{Scan, Step};
use crate::glossary::expansion::Article;
use crate::glossary::matcher::{Fit, Shape};
use crate::glossary::occurrence::Doubt;
use crate::language::morphology::{self, Class, Derivation, Ending, Reading};
use crate::text::{Span, WordKind, is_ignorable};

impl Scan<'_> {
    /// How `fit` fits a reading of word `at` with `tail` behind the stem.
    pub(super) fn step(&self, at: usize, fit: &Fit, reading: &Reading<'_>, tail: &str) -> Option<Step> {
        let mut ending = morphology::ending(fit.class, tail, self.matcher.profile)?;
        let shape = self.matcher.shapes.get(fit.slot as usize)?;
        // At the head of a construct state there is no tanwin: وزيرا الخارجية are two.
        ending.many |= shape.article == Article::Never && ending.head && !ending.article;
        if !article_fits(shape, reading, ending)
            || !self.spelling_fits(at, shape, reading)
            || self.is_another_word(at, reading, tail)
            || !self.owner_follows(at, fit, tail)
        {
            return None;
        }
        let noun_stands_here = reading.definite || reading.preposition || self.is_behind_noun_cue(at);
        let mut doubt = None;
        let mut never_alone = false;
        if ending.adjectival && shape.article != Article::Never {
            if !noun_stands_here && !self.opens_sentence(at) && !self.is_behind_feminine(at) {
                return None;
            }
            doubt = Some(Doubt::Adjective);
        }
        match fit.source {
            Derivation::Entry => {}
            Derivation::Pattern => doubt = Some(Doubt::Pattern),
            Derivation::PatternOfNoun => {
                doubt = Some(Doubt::Pattern);
                never_alone = !noun_stands_here;
            }
        }
        never_alone |= self.has_other_hamza(at, fit, reading);
        let mut alone = None;
        if !noun_stands_here && may_be_verb(fit, reading, ending, tail) && self.opens_sentence(at) {
            alone = Some(Doubt::Verb);
            // No sentence begins with an indefinite noun that nothing follows up: شاهد: …
            never_alone |= self.is_followed_by_cue(at);
        }
        let lead = reading.lead.len();
        Some(Step { slot: fit.slot, next: at + 1, lead, definite: reading.definite, ending, doubt, alone, never_alone })
    }

    /// Whether the word as a whole is a common one that only looks like a form of the entry: التي is
    /// no آلة, فريقه no ريق.
    fn is_another_word(&self, at: usize, reading: &Reading<'_>, tail: &str) -> bool {
        let profile = self.matcher.profile;
        let cut = reading.definite || !reading.lead.is_empty();
        if !cut && tail.is_empty() {
            return false;
        }
        let word = self.folded(at);
        let common = |word: &str| profile.noun_cues.contains(word) || profile.common_words.contains(word);
        if common(word) {
            return true;
        }
        if !cut {
            return false;
        }
        let without_pronoun = profile.clitics.pronouns.iter().filter_map(|pronoun| word.strip_suffix(pronoun.as_str()));
        if without_pronoun.into_iter().any(common) {
            return true;
        }
        let behind = word.get(reading.lead.len()..).unwrap_or_default();
        if reading.definite {
            // للجنة is for the committee, not for paradise: the second lam is the noun's.
            let article = profile.clitics.article.as_str();
            return !behind.starts_with(article)
                && reading.core.len() < behind.len()
                && morphology::is_undivided(behind, profile);
        }
        let second = word.char_indices().nth(1).and_then(|(at, _)| word.get(at..)).unwrap_or_default();
        morphology::is_undivided(word, profile)
            || reading.conjunction && reading.preposition && morphology::is_undivided(second, profile)
    }

    /// The plural in و is always followed by its owner; without one, بالو is the name of a town.
    fn owner_follows(&self, at: usize, fit: &Fit, tail: &str) -> bool {
        if tail != "و" || fit.class != Class::Arabic(morphology::arabic::Class::Open) {
            return true;
        }
        let long = self.folded(at).chars().count() > 4;
        let next = self.tokens.get(at + 1).is_some_and(|token| token.kind == WordKind::Letters);
        long && next && !self.is_followed_by_cue(at)
    }

    /// What folding has lost and matters: a capital, and the hamza of an alef that is no article.
    fn spelling_fits(&self, at: usize, shape: &Shape, reading: &Reading<'_>) -> bool {
        if shape.capital {
            let span = self.tokens.get(at).map_or_else(Span::default, |token| token.span);
            return span.text(self.text).contains(char::is_uppercase);
        }
        if !reading.definite {
            return true;
        }
        let article = reading.lead.chars().count();
        !self.letter(at, article).is_some_and(|letter| matches!(letter, 'أ' | 'إ' | 'آ'))
    }

    /// The letter number `number` of word `at` as it is written.
    fn letter(&self, at: usize, number: usize) -> Option<char> {
        let token = self.tokens.get(at)?;
        token.span.text(self.text).chars().filter(|c| !is_ignorable(*c)).nth(number)
    }

    /// إعلام and أعلام are two words, though many writers leave out the hamza.
    fn has_other_hamza(&self, at: usize, fit: &Fit, reading: &Reading<'_>) -> bool {
        let Some(initial) = fit.initial else { return false };
        let letters = self.folded(at).chars().count();
        let before = letters.saturating_sub(reading.core.chars().count());
        let written = self.letter(at, before);
        written.is_some_and(|written| matches!(written, 'أ' | 'إ' | 'آ') && written != initial)
    }

    fn is_behind_noun_cue(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.folded(at));
        before.is_some_and(|before| self.matcher.profile.noun_cues.contains(before))
    }

    /// An adjective behind a feminine noun would be feminine too: هيئة موظفي الأمم المتحدة.
    fn is_behind_feminine(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.folded(at).ends_with('ة') && !self.is_definite(at))
    }

    fn is_followed_by_cue(&self, at: usize) -> bool {
        let next = self.folded(at + 1);
        next == ":" || self.matcher.profile.noun_cues.contains(next)
    }

    /// Whether a sentence begins with word `at`.
    fn opens_sentence(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let last = before.iter().rposition(|token| !self.is_transparent(token));
        let (end, start) =
            (before.last().map(|token| token.span.end), self.tokens.get(at).map(|token| token.span.start));
        // The cells of a table are texts of their own.
        let new_cell = end.zip(start).is_some_and(|(end, start)| Span::new(end, start).text(self.text).contains('\t'));
        new_cell || last.is_none_or(|at| matches!(self.folded(at), "." | "!" | "?" | "؟" | "…" | "..." | ":"))
    }
}

/// Whether the article, or its absence, is what the slot asks for.
fn article_fits(shape: &Shape, reading: &Reading<'_>, ending: Ending) -> bool {
    if shape.whole && (reading.definite || !reading.lead.is_empty()) {
        return false;
    }
    match shape.article {
        Article::Free => !reading.definite || ending.article,
        // The doer of an action may stand inside: إطلاقه النار.
        Article::Never => {
            !reading.definite
                && (ending.head && (!ending.pronoun || ending.adjectival) || shape.action && ending.pronoun)
        }
        Article::Always => reading.definite && ending.article,
    }
}

/// Whether the form is also that of a verb: فعل and فاعل without anything that only nouns have.
fn may_be_verb(fit: &Fit, reading: &Reading<'_>, ending: Ending, tail: &str) -> bool {
    let Class::Arabic(_) = fit.class else { return false };
    if !ending.bare || !tail.is_empty() {
        return false;
    }
    let weak = |letter: char| matches!(letter, 'ا' | 'و' | 'ي' | 'ئ' | 'ء');
    let mut letters = reading.core.chars();
    match (letters.next(), letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(_), Some(second), Some(third), None, None) => !weak(second) && !weak(third),
        (Some(_), Some('ا'), Some(third), Some(fourth), None) => !weak(third) && !weak(fourth),
        _ => false,
    }
}
