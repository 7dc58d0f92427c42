//! The words of one side: which are forms of one stem, and which may begin or end a term.

use std::collections::{BTreeMap, HashMap};

use crate::language::{Profile, morphology};
use crate::text::{Span, WordKind, fold, words};

/// Words of a unit that are looked at; a longer unit is a page and says little about words.
const MOST_IN_A_UNIT: usize = 120;
/// One in so many occurrences of a noun stands where only a noun can stand.
const NOUN: u32 = 8;
/// One in so many occurrences of a noun ends its phrase; an adjective before its noun hardly ever does.
const LAST: u32 = 4;

/// The words of all units of one side.
pub(super) struct Words<'a> {
    pub(super) profile: &'static Profile,
    pub(super) units: Vec<Vec<Token>>,
    stems: Vec<Stem>,
    numbers: HashMap<String, u32>,
    texts: &'a [&'a str],
}

/// One word of a unit.
pub(super) struct Token {
    /// Number of its stem.
    pub(super) stem: u32,
    pub(super) span: Span,
    /// Whether a term may begin or end with it.
    pub(super) is_content: bool,
    /// Whether a sign stands before it, over which no phrase goes.
    pub(super) is_cut_off: bool,
}

/// What is known about a stem.
#[derive(Default)]
struct Stem {
    /// Its folded forms, and the most frequent of them.
    forms: BTreeMap<String, u32>,
    form: String,
    is_content: bool,
    seen: u32,
    /// How often it stood in a noun phrase for sure, and how often behind it no other word of the
    /// phrase came.
    noun: u32,
    last: u32,
}

impl<'a> Words<'a> {
    pub(super) fn of(texts: &'a [&'a str], profile: &'static Profile) -> Self {
        let mut all = Self { profile, units: Vec::new(), stems: Vec::new(), numbers: HashMap::new(), texts };
        for text in all.texts {
            let tokens = all.tokens(text);
            all.units.push(tokens);
        }
        for stem in &mut all.stems {
            let best = stem.forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
            stem.form = best.map(|(form, _)| form.clone()).unwrap_or_default();
        }
        all
    }

    /// The most frequent form of a stem, folded.
    pub(super) fn form(&self, stem: u32) -> &str {
        self.stems.get(stem as usize).map_or("", |stem| stem.form.as_str())
    }

    /// Whether a term may begin or end with it.
    pub(super) fn is_content(&self, stem: u32) -> bool {
        self.stems.get(stem as usize).is_some_and(|stem| stem.is_content)
    }

    /// Whether a noun phrase may begin with it.
    pub(super) fn may_begin(&self, stem: u32) -> bool {
        self.stems.get(stem as usize).is_some_and(|stem| stem.noun * NOUN >= stem.seen && stem.noun > 0)
    }

    /// Whether a noun phrase may end with it.
    pub(super) fn may_end(&self, stem: u32) -> bool {
        self.may_begin(stem) && self.stems.get(stem as usize).is_some_and(|stem| stem.last * LAST >= stem.seen)
    }

    fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let (mut is_cut_off, mut in_phrase) = (false, false);
        for word in words(text) {
            let written = word.span.text(text);
            if word.kind == WordKind::Sign {
                // Hyphens and quotation marks stand inside expressions.
                let cuts = !written.chars().all(|c| "-\"'«»“”’‘".contains(c));
                is_cut_off |= cuts;
                in_phrase &= !cuts;
                continue;
            }
            let folded = fold(written);
            // In New York and First Minister the first word belongs to the name.
            let in_name = written.starts_with(char::is_uppercase)
                && tokens.last().is_some_and(|before: &Token| !is_cut_off && before.span.end < word.span.start)
                && !self.profile.common_words.contains(&folded);
            let is_content =
                word.kind == WordKind::Letters && (is_content(&folded, self.profile) || in_name && folded.len() > 1);
            if !is_content || is_cut_off {
                self.ends(tokens.last());
            }
            let is_definite = morphology::readings(&folded, self.profile).iter().any(|reading| reading.definite);
            let stem = self.stem(&folded, is_content, in_phrase || is_definite);
            // Where a language writes its article with the noun, only the next word is sure.
            in_phrase = self.opens(&folded) || in_phrase && is_content && self.profile.clitics.article.is_empty();
            tokens.push(Token { stem, span: word.span, is_content, is_cut_off });
            is_cut_off = false;
            if tokens.len() == MOST_IN_A_UNIT {
                break;
            }
        }
        self.ends(tokens.last());
        tokens
    }

    fn stem(&mut self, folded: &str, is_content: bool, is_noun: bool) -> u32 {
        let fresh = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(morphology::stem(folded, self.profile)).or_insert(fresh);
        if number == fresh {
            self.stems.push(Stem { is_content, ..Stem::default() });
        }
        if let Some(stem) = self.stems.get_mut(number as usize) {
            stem.seen += 1;
            *stem.forms.entry(folded.to_owned()).or_default() += 1;
            stem.noun += u32::from(is_noun);
        }
        number
    }

    /// Behind `token` its phrase is over.
    fn ends(&mut self, token: Option<&Token>) {
        if let Some(stem) = token.and_then(|token| self.stems.get_mut(token.stem as usize)) {
            stem.last += 1;
        }
    }

    /// Whether a noun phrase begins behind the word.
    fn opens(&self, folded: &str) -> bool {
        self.profile.noun_cues.contains(folded) || self.profile.phrases.openers.contains(folded)
    }
}

/// Whether a term may begin or end with the word: no function word, no number word, no letter.
fn is_content(folded: &str, profile: &Profile) -> bool {
    let numbers = &profile.numbers;
    let tables = [&numbers.values, &numbers.multipliers, &numbers.fractions, &numbers.ordinals];
    let outside = |word: &str| {
        profile.common_words.contains(word)
            || profile.noun_cues.contains(word)
            || profile.phrases.openers.contains(word)
            || profile.phrases.outside.contains(word)
            || tables.iter().any(|table| table.contains_key(word))
    };
    folded.chars().nth(1).is_some()
        && !morphology::readings(folded, profile).iter().any(|reading| outside(reading.core))
}
