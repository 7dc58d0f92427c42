//! Titles in running text, as slots: office, field of government, state, gender.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::language::Profile;
use crate::language::morphology::{self, Class, Derivation, Facts};
use crate::text::{Span, WordKind, fold, words};

/// Words between an office and the state it belongs to, at most.
const REACH: usize = 5;
/// Words that an ellipsis in the data stands for, at most.
const BETWEEN: usize = 3;

/// Finds titles in texts of one language.
#[derive(Debug)]
pub(crate) struct TitleReader {
    profile: &'static Profile,
    /// What each folded word of the texts may be in a title.
    words: HashMap<String, Vec<Read>>,
    /// Offices of a first and a last word with others between: "his … counterpart".
    framed: Vec<(&'static str, &'static str, Part)>,
}

/// What a word may be in a title; ids are shared by all languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Office(&'static str, Option<Gender>),
    Portfolio(&'static str),
    /// A state by its name or its people.
    State(&'static str),
    /// The city or house that stands for its government.
    Seat(&'static str),
}

/// The gender that an office word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gender {
    /// A man, or nobody in particular.
    Masculine,
    /// A woman.
    Feminine,
}

/// A title in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Title {
    /// Id of the office.
    pub(crate) office: &'static str,
    /// What its word tells about the holder.
    pub(crate) gender: Option<Gender>,
    /// Id of the field of government.
    pub(crate) portfolio: Option<&'static str>,
    /// ISO codes of the states it may belong to; empty when none is named.
    pub(crate) states: BTreeSet<&'static str>,
    /// From its first to its last word, in the text.
    pub(crate) span: Span,
}

/// What a text says about offices and states.
#[derive(Clone, Debug, Default)]
pub(crate) struct Titles {
    /// The titles in order.
    pub(crate) titles: Vec<Title>,
    /// Ids of all fields of government named anywhere.
    pub(crate) portfolios: BTreeSet<&'static str>,
    /// Codes of all states named anywhere, by name, people or seat.
    pub(crate) states: BTreeSet<&'static str>,
}

impl TitleReader {
    /// For `texts` in the language of `profile`; words that stand in none of them are not known to it.
    pub(crate) fn new<'a>(profile: &'static Profile, texts: impl Iterator<Item = &'a str>) -> Self {
        let letters = |text: &'a str| {
            words(text).filter(|word| word.kind == WordKind::Letters).map(move |word| fold(word.span.text(text)))
        };
        let folded: HashSet<String> = texts.flat_map(letters).collect();
        let parts = Parts::new(profile, &folded);
        let mut words = HashMap::new();
        for word in folded {
            let reads = parts.read(&word);
            if !reads.is_empty() {
                words.insert(word, reads);
            }
        }
        let framed = parts.framed;
        Self { profile, words, framed }
    }

    /// Whether the language has offices to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.profile.offices.is_empty()
    }

    /// The titles of `text`.
    pub(crate) fn read(&self, text: &str) -> Titles {
        let mut tokens: Vec<Token> = words(text).map(|word| self.token(text, word.span, word.kind)).collect();
        self.mark_framed(&mut tokens);
        let mut titles = Titles::default();
        for token in &tokens {
            for part in &token.parts {
                match part.part {
                    Part::Portfolio(id) => titles.portfolios.insert(id),
                    Part::State(code) | Part::Seat(code) => titles.states.insert(code),
                    Part::Office(..) => false,
                };
            }
        }
        titles.titles = (0..tokens.len()).filter_map(|at| title(&tokens, at)).collect();
        titles
    }

    fn mark_framed(&self, tokens: &mut [Token]) {
        for (first, last, part) in &self.framed {
            for at in 0..tokens.len() {
                if tokens.get(at).is_none_or(|token| token.folded != *last) {
                    continue;
                }
                let before = tokens.get(at.saturating_sub(BETWEEN + 1)..at).unwrap_or_default();
                let framed = before.iter().rev().take_while(|token| !token.stop).any(|token| token.folded == *first);
                if let Some(token) = tokens.get_mut(at).filter(|_| framed) {
                    token.parts.push(Read { part: *part, definite: true, particle: false });
                }
            }
        }
    }

    fn token(&self, text: &str, span: Span, kind: WordKind) -> Token {
        let written = span.text(text);
        let folded = fold(written);
        let known = self.words.get(&folded).filter(|_| kind == WordKind::Letters);
        let parts = known.cloned().unwrap_or_default();
        let short = folded.chars().count() <= 3;
        let stop = kind == WordKind::Sign && !matches!(written, "-" | "." | "’" | "'");
        let capital = written.starts_with(char::is_uppercase);
        Token { span, folded, parts, short, is_small: written.starts_with(char::is_lowercase), stop, capital }
    }
}

/// The words of titles in one language.
struct Parts {
    profile: &'static Profile,
    /// What may be a part, by its folded stem.
    stems: HashMap<String, Vec<(Class, Part)>>,
    framed: Vec<(&'static str, &'static str, Part)>,
}

impl Parts {
    /// An article names a few states of two hundred, so those are passed over that begin as none of `words` does.
    fn new(profile: &'static Profile, words: &HashSet<String>) -> Self {
        let readings = words.iter().flat_map(|word| morphology::readings(word, profile));
        let beginnings: HashSet<_> = readings.map(|reading| beginning(reading.core)).collect();
        let mut parts = Self { profile, stems: HashMap::new(), framed: Vec::new() };
        for (code, state) in &profile.states {
            let begins = |word: &&String| beginnings.contains(&beginning(word));
            state.names.iter().filter(begins).for_each(|name| parts.add_inflected(name, Part::State(code)));
            state.seats.iter().filter(begins).for_each(|seat| parts.add_inflected(seat, Part::Seat(code)));
        }
        for (id, words) in &profile.portfolios {
            parts.add(words, Part::Portfolio(id));
        }
        for (id, office) in &profile.offices {
            parts.add(&office.masculine, Part::Office(id, Some(Gender::Masculine)));
            parts.add(&office.feminine, Part::Office(id, Some(Gender::Feminine)));
            parts.add(&office.either, Part::Office(id, None));
        }
        parts
    }

    /// Words of one form: a feminine is another entry, and a field of government is not inflected.
    fn add(&mut self, words: &'static [String], part: Part) {
        for word in words {
            match word.split_once(" … ") {
                Some((first, last)) => self.framed.push((first, last, part)),
                None => self.put(word.clone(), Class::Bare, part),
            }
        }
    }

    fn add_inflected(&mut self, word: &str, part: Part) {
        for stem in morphology::stems(word, Facts::default(), self.profile) {
            if stem.source == Derivation::Entry {
                self.put(stem.text, stem.class, part);
            }
        }
    }

    fn put(&mut self, stem: String, class: Class, part: Part) {
        let parts = self.stems.entry(stem).or_default();
        if !parts.contains(&(class, part)) {
            parts.push((class, part));
        }
    }

    /// What the folded word may be.
    fn read(&self, folded: &str) -> Vec<Read> {
        let mut reads: Vec<Read> = Vec::new();
        for reading in morphology::readings(folded, self.profile) {
            let (definite, particle) = (reading.definite, reading.has_particle());
            let cuts = reading.core.char_indices().map(|(at, _)| at).skip(1).chain([reading.core.len()]);
            for (stem, tail) in cuts.filter_map(|at| reading.core.split_at_checked(at)) {
                for (class, part) in self.stems.get(stem).into_iter().flatten() {
                    let read = Read { part: *part, definite, particle };
                    if morphology::ending(*class, tail, self.profile).is_some() && !reads.contains(&read) {
                        reads.push(read);
                    }
                }
            }
        }
        reads
    }
}

/// The first two letters of a word, which all its forms share.
fn beginning(folded: &str) -> [Option<char>; 2] {
    let mut letters = folded.chars();
    [letters.next(), letters.next()]
}

/// A word of the text and what it may be.
#[derive(Debug)]
struct Token {
    span: Span,
    parts: Vec<Read>,
    folded: String,
    /// Too short to be more than a joining word.
    short: bool,
    /// Written small in a script that has capitals: no part of a name or title.
    is_small: bool,
    /// A mark that ends a title.
    stop: bool,
    capital: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Read {
    part: Part,
    definite: bool,
    particle: bool,
}

impl Token {
    fn office(&self) -> Option<(&'static str, Option<Gender>, bool)> {
        self.parts.iter().find_map(|read| match read.part {
            Part::Office(id, gender) => Some((id, gender, read.definite)),
            _ => None,
        })
    }

    fn portfolio(&self) -> Option<&'static str> {
        self.parts.iter().find_map(|read| if let Part::Portfolio(id) = read.part { Some(id) } else { None })
    }

    fn states(&self, head_is_definite: bool) -> BTreeSet<&'static str> {
        let inside = |read: &&Read| {
            // "and Turkey", "in Turkey" are no part of the title; الأمير تركي is a man's name.
            !read.particle && (read.definite || !head_is_definite)
        };
        let states = self.parts.iter().filter(inside).filter_map(|read| match read.part {
            Part::State(code) => Some(code),
            _ => None,
        });
        states.collect()
    }
}

/// The title whose office is the word `at`.
fn title(tokens: &[Token], at: usize) -> Option<Title> {
    let head = tokens.get(at)?;
    let (office, gender, definite) = head.office()?;
    let mut title = Title { office, gender, portfolio: None, states: BTreeSet::new(), span: head.span };
    let after = tokens.get(at + 1..).unwrap_or_default();
    for token in after.iter().take(REACH).take_while(|token| !token.stop && token.office().is_none()) {
        let inside = take(&mut title, token, definite);
        if !title.states.is_empty() || (!inside && !token.short && token.is_small) {
            break;
        }
    }
    let before = tokens.get(..at).unwrap_or_default();
    for token in before.iter().rev().take(REACH).take_while(|token| !token.stop && token.office().is_none()) {
        if !token.capital && token.portfolio().is_none() || !title.states.is_empty() {
            break;
        }
        take(&mut title, token, false);
    }
    Some(title)
}

/// Add the slot that the word fills, if it fills one that is free.
fn take(title: &mut Title, token: &Token, definite: bool) -> bool {
    let states = token.states(definite);
    if !states.is_empty() {
        title.states = states;
    } else if let (None, Some(portfolio)) = (title.portfolio, token.portfolio()) {
        title.portfolio = Some(portfolio);
    } else {
        return false;
    }
    title.span = title.span.cover(token.span);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_form_of_a_state_begins_as_its_name_does() {
        for tag in ["ar", "en"] {
            let profile = Language::from_tag(tag).unwrap().profile();
            assert!(!profile.states.is_empty());
            for name in profile.states.values().flat_map(|state| state.names.iter().chain(&state.seats)) {
                for form in morphology::forms(name, profile) {
                    assert_eq!(beginning(&form.text), beginning(name), "{} of {name}", form.text);
                }
            }
        }
    }
}
