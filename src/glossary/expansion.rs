//! From a term as an entry writes it to the word sequences that may stand in a text.
//!
//! Each word of a term becomes a [`Slot`]: the word, what the entry says about its forms, and how
//! it hangs together with the word before it. Which words of a text can fill a slot is decided by
//! [`morphology`]; which may stand between two slots, by the [`Link`].

use super::model::{Kind, Matching, PartOfSpeech, Plural, Term};
use crate::language::Profile;
use crate::language::morphology::{Facts, Number};
use crate::text::{WordKind, fold, words};

/// Whether the article may stand before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Article {
    /// It may or may not.
    Free,
    /// It must not: the head of a construct state (وزير in وزير الخارجية).
    Never,
    /// It must: an entry of fixed definiteness (البيت الأبيض).
    Always,
}

/// How a word of a term hangs together with the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Link {
    /// It follows at once: the second part of a construct state (وزير الخارجية), a name, a word of
    /// a language that has neither.
    Close,
    /// It is an adjective: one word may stand between (حزب ترامب الجمهوري), and it agrees.
    Adjective,
    /// It is an adjective of a name without article (كوريا الشمالية).
    AdjectiveOfName,
}

/// One word of a term: what may stand for it in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    /// The word without article and particle, unfolded; folded when it matches only as it is.
    pub(super) written: String,
    /// What the entry says about its forms.
    pub(super) facts: Facts,
    /// Whether the article may stand before it.
    pub(super) article: Article,
    /// How it hangs together with the word before it.
    pub(super) link: Link,
    /// The particle it carries inside the term (و in البحث والإنقاذ), folded.
    pub(super) lead: String,
    /// Whether it matches only as it is written.
    pub(super) whole: bool,
    /// Whether a word in small letters is another word (WHO, who).
    pub(super) capital: bool,
    /// The signs between it and the word before it that are no mere spacing: the plus of P5+1.
    pub(super) signs: String,
}

/// A way to write a term.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    /// Its words.
    pub(super) slots: Vec<Slot>,
    /// Whether it is the headword of the entry, not one of its listed forms.
    pub(super) headword: bool,
}

/// The ways to write a term: the entry and each listed form, and the spellings of both.
///
/// A variant without a word (a term of signs only) is left out.
pub(super) fn variants(term: &Term, kind: Kind, profile: &Profile) -> Vec<Variant> {
    let entry = Entry::new(term, kind, profile);
    let mut variants = Vec::new();
    for (at, written) in entry.written.iter().enumerate() {
        let headword = at == 0;
        for parts in spellings(written, term, profile) {
            let slots = entry.slots(&parts, headword);
            if !slots.is_empty() {
                variants.push(Variant { slots, headword });
            }
        }
    }
    variants
}

/// A term taken apart into words.
struct Entry<'a> {
    term: &'a Term,
    kind: Kind,
    profile: &'a Profile,
    /// The headword and each listed form, word by word.
    written: Vec<Vec<Part>>,
}

/// A word of a term as the entry writes it.
#[derive(Clone, Debug)]
struct Part {
    word: String,
    /// The signs before it, without those over which every term goes.
    signs: String,
}

impl<'a> Entry<'a> {
    fn new(term: &'a Term, kind: Kind, profile: &'a Profile) -> Self {
        let written = std::iter::once(&term.text).chain(&term.forms).map(|text| parts(text)).collect();
        Self { term, kind, profile, written }
    }

    fn slots(&self, parts: &[Part], headword: bool) -> Vec<Slot> {
        let pieces: Vec<Piece> =
            parts.iter().enumerate().map(|(at, part)| Piece::new(&part.word, at > 0, self.profile)).collect();
        let mut slots: Vec<Slot> = Vec::with_capacity(pieces.len());
        for (at, (part, piece)) in parts.iter().zip(&pieces).enumerate() {
            if self.term.matching != Matching::Inflect {
                slots.push(Slot::as_written(part));
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| pieces.get(at));
            let link = before.map_or(Link::Close, |before| link(before, piece));
            let genitive =
                pieces.get(at + 1).is_some_and(|next| next.definite && !piece.definite && next.lead.is_empty());
            let fixed = self.term.fixed && !self.profile.clitics.article.is_empty();
            let article = match (fixed, piece.definite, genitive) {
                (true, true, _) => Article::Always,
                (true, false, _) | (false, _, true) => Article::Never,
                (false, _, false) => Article::Free,
            };
            slots.push(Slot {
                written: piece.word.clone(),
                facts: self.facts(at, piece, link, headword, parts.len()),
                article,
                link,
                lead: piece.lead.clone(),
                whole: false,
                capital: is_capital_word(&part.word, self.profile),
                signs: part.signs.clone(),
            });
        }
        slots
    }

    /// What the entry says about its word number `at`.
    fn facts(&self, at: usize, piece: &Piece, link: Link, headword: bool, length: usize) -> Facts {
        let inflects = !self.profile.clitics.article.is_empty();
        let folded = fold(&piece.word);
        let function_word = length > 1 && self.profile.common_words.contains(&folded);
        let listed = if inflects && headword { self.listed(at, &piece.word) } else { Vec::new() };
        let ends = |ending: &str| listed.iter().any(|form| form.strip_suffix(ending) == Some(piece.word.as_str()));
        let number = match self.term.plural {
            Some(Plural::Sound) => Number::Sound,
            Some(Plural::Absent) => Number::Listed,
            _ if ends("ون") || ends("ين") => Number::Sound,
            _ if !listed.is_empty() || !headword || self.kind == Kind::Name => Number::Listed,
            _ if self.term.human == Some(true) && self.term.plural.is_none() => Number::Sound,
            _ => Number::Unknown,
        };
        let head = at == 0;
        Facts {
            number: if head || listed.is_empty() && headword { number } else { Number::Listed },
            feminine: inflects && head && headword && self.term.human == Some(true) && self.term.gender.is_none(),
            agrees: inflects && (link != Link::Close || self.term.pos == Some(PartOfSpeech::Adjective)),
            defective: inflects
                && headword
                && (ends("ي") || ends("ية") || has_plural_of_defective(&piece.word, &listed)),
            verb: self.term.pos == Some(PartOfSpeech::Verb) && head,
            // What is fixed is the article: a term of a language without one has all its endings.
            rigid: function_word || self.term.fixed && inflects,
        }
    }

    /// What the listed forms have in the place of word `at` of the headword: its plural, for one.
    fn listed(&self, at: usize, word: &str) -> Vec<String> {
        let forms = self.written.iter().skip(1).filter_map(|form| form.get(at));
        forms.map(|form| Piece::new(&form.word, at > 0, self.profile).word).filter(|form| form != word).collect()
    }
}

/// The words of an entry.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut signs = String::new();
    for word in words(text) {
        let written = word.span.text(text);
        if word.kind != WordKind::Sign {
            parts.push(Part { word: written.to_owned(), signs: std::mem::take(&mut signs) });
        } else if !parts.is_empty() && !is_transparent(&fold(written)) {
            signs.push_str(&fold(written));
        }
    }
    parts
}

/// Quotation marks, hyphens and strokes do not interrupt a term: اتفاقات “خفض التصعيد”,
/// A/RES/73/27. Other signs do, unless the entry has them.
pub(super) fn is_transparent(folded: &str) -> bool {
    folded.chars().all(|c| matches!(c, '-' | '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '/' | '_' | '&'))
}

/// قاض with قضاة among its forms.
fn has_plural_of_defective(word: &str, listed: &[String]) -> bool {
    let mut letters = word.chars();
    let (Some(first), Some('ا'), Some(last), None) = (letters.next(), letters.next(), letters.next(), letters.next())
    else {
        return false;
    };
    listed.contains(&format!("{first}{last}اة"))
}

impl Slot {
    /// A slot that only the very word fills.
    fn as_written(part: &Part) -> Self {
        Self {
            written: fold(&part.word),
            facts: Facts { rigid: true, ..Facts::default() },
            article: Article::Free,
            link: Link::Close,
            lead: String::new(),
            whole: true,
            capital: false,
            signs: part.signs.clone(),
        }
    }
}

/// A word of a term without its article and, inside the term, without its particle.
struct Piece {
    word: String,
    definite: bool,
    lead: String,
}

impl Piece {
    fn new(part: &str, inner: bool, profile: &Profile) -> Self {
        let clitics = &profile.clitics;
        let bare =
            |word: &str, definite: bool, lead: &str| Self { word: word.to_owned(), definite, lead: lead.to_owned() };
        if clitics.article.is_empty() {
            return bare(part, false, "");
        }
        if let Some(rest) = without_article(part, profile) {
            return bare(rest, true, "");
        }
        if inner {
            for particle in clitics.conjunctions.iter().chain(&clitics.prepositions) {
                let rest = part.strip_prefix(particle.as_str());
                if let Some(rest) = rest.and_then(|rest| without_article(rest, profile)) {
                    return bare(rest, true, particle);
                }
            }
            if let Some(rest) = part.strip_prefix(clitics.contracted.as_str()).filter(|rest| rest.chars().count() >= 2)
            {
                return bare(rest, true, "ل");
            }
        }
        bare(part, false, "")
    }
}

/// How a word hangs together with the one before it.
fn link(before: &Piece, here: &Piece) -> Link {
    let name = before.word.ends_with('ا');
    match (before.definite, here.definite) {
        _ if !here.lead.is_empty() => Link::Close,
        (true, true) => Link::Adjective,
        (false, true) if name => Link::AdjectiveOfName,
        // كرة قدم is a construct state, سلاح نووي is not: only the ending tells.
        (false, false) if here.word.ends_with('ي') || here.word.ends_with("ية") => Link::Adjective,
        _ => Link::Close,
    }
}

/// The word without its article, when it has one.
///
/// Asked of the unfolded word: the alef of ألمانيا carries a hamza and is not the article's.
fn without_article<'a>(part: &'a str, profile: &Profile) -> Option<&'a str> {
    let rest = part.strip_prefix(profile.clitics.article.as_str())?;
    (rest.chars().count() >= 2).then_some(rest)
}

/// Whether `part` is an abbreviation that small letters turn into a common word: WHO, US, IT.
fn is_capital_word(part: &str, profile: &Profile) -> bool {
    let plain = fold(part).replace('.', "");
    part.chars().all(|c| c.is_uppercase() || c == '.')
        && [&profile.common_words, &profile.phrases.openers, &profile.phrases.outside]
            .iter()
            .any(|words| words.contains(&plain))
}

/// The ways to put the words of a term on paper: hyphenated and two-word compounds also closed
/// (`deescalation`, `airstrike`), an inner word in و also as a conjunction and a word.
fn spellings(parts: &[Part], term: &Term, profile: &Profile) -> Vec<Vec<Part>> {
    let mut spellings = vec![parts.to_vec()];
    if term.matching != Matching::Inflect || !profile.clitics.article.is_empty() {
        return spellings;
    }
    let latin = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphabetic());
    for (at, pair) in parts.windows(2).enumerate() {
        let [Part { word: first, signs }, Part { word: second, signs: between }] = pair else { continue };
        let hyphenated = term.text.contains(&format!("{first}-{second}"));
        let compound = parts.len() == 2 && first.len() > 2 && second.len() > 2;
        if (hyphenated || compound) && between.is_empty() && latin(first) && latin(second) {
            let mut closed = parts.to_vec();
            closed.splice(at..at + 2, [Part { word: format!("{first}{second}"), signs: signs.clone() }]);
            spellings.push(closed);
        }
    }
    spellings
}
