//! A glossary file as it is written: concepts in any number of languages (TBX, ISO 30042:2019).
//!
//! A run needs two of the languages; [`Termbase::into_concepts`] picks them. What a file says and
//! the model has no place for stays in the `extras`, so that writing loses nothing.

use std::collections::BTreeSet;

use super::model::{Concept, Extra, Kind, Status, Term};
use crate::language::{Language, Side};

/// What a glossary file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Termbase {
    /// What the file calls itself; often empty.
    pub title: String,
    /// What the file says it is for; often empty.
    pub description: String,
    /// The concepts, in the order of the file.
    pub entries: Vec<Entry>,
    /// What else the file says of itself.
    pub extras: Vec<Extra>,
}

/// A concept in all its languages (TBX `conceptEntry`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id, unique in its file.
    pub id: String,
    /// What sort of expression it is.
    pub kind: Kind,
    /// Subject field.
    pub domain: String,
    /// What it means.
    pub definition: String,
    /// What a translator should know about it.
    pub note: String,
    /// A sentence in which it occurs.
    pub context: String,
    /// One section a language, the source first when the file has a direction.
    pub sections: Vec<Section>,
    /// What else the file says of it.
    pub extras: Vec<Extra>,
    /// 1-based line where it begins in the file.
    pub line: usize,
}

/// The terms of a concept in one language (TBX `langSec`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The language.
    pub language: Declared,
    /// What the concept means, in this language.
    pub definition: String,
    /// A note in this language.
    pub note: String,
    /// The terms, in the order of the file.
    pub terms: Vec<Term>,
    /// What else the file says of it.
    pub extras: Vec<Extra>,
}

/// How a file says in which language its terms are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declared {
    /// By a BCP 47 tag.
    Tag(String),
    /// Not at all, only whether they are source or target terms.
    Side(Side),
}

/// The concepts of a file for one pair of languages, and how many could not be used.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// Concepts with a term on both sides.
    pub concepts: Vec<Concept>,
    /// How many concepts have terms of only one of the languages, or of none.
    pub incomplete: usize,
    /// How many terms are proposals that no person has accepted.
    pub proposed: usize,
}

impl Section {
    /// A section without terms.
    pub const fn new(language: Declared) -> Self {
        Self { language, definition: String::new(), note: String::new(), terms: Vec::new(), extras: Vec::new() }
    }
}

impl Entry {
    /// The section of `language`, made when it is not there yet.
    pub fn section(&mut self, language: &Declared) -> Option<&mut Section> {
        let at = self.sections.iter().position(|section| section.language == *language).unwrap_or_else(|| {
            self.sections.push(Section::new(language.clone()));
            self.sections.len() - 1
        });
        self.sections.get_mut(at)
    }

    /// The concept for a run between two languages; terms that are only proposed are left out.
    fn into_concept(self, source: &Wanted<'_>, target: &Wanted<'_>) -> Concept {
        let (mut source_terms, mut target_terms) = (Vec::new(), Vec::new());
        let (mut definition, mut note) = (self.definition, self.note);
        for section in self.sections {
            let terms = match (source.takes(&section.language), target.takes(&section.language)) {
                (true, _) => &mut source_terms,
                (_, true) => &mut target_terms,
                _ => continue,
            };
            terms.extend(section.terms.into_iter().filter(|term| term.status != Status::Proposed));
            for (known, own) in [(&mut definition, section.definition), (&mut note, section.note)] {
                if known.is_empty() {
                    *known = own;
                }
            }
        }
        // What no one may write stands in no source either, least of all as a word of its own.
        source_terms.retain(|term: &Term| term.status != Status::Forbidden);
        let mut concept = Concept {
            id: self.id,
            kind: self.kind,
            domain: self.domain,
            definition,
            note,
            context: self.context,
            source: source_terms,
            target: target_terms,
            file: 0,
            line: self.line,
        };
        concept.sort_terms();
        concept
    }
}

impl Termbase {
    /// The languages of the file, in the order in which they first occur.
    pub fn languages(&self) -> Vec<&Declared> {
        let mut seen = BTreeSet::new();
        let sections = self.entries.iter().flat_map(|entry| &entry.sections);
        sections.map(|section| &section.language).filter(|language| seen.insert(*language)).collect()
    }

    /// Say of which languages the terms are that the file only calls source and target.
    pub fn declare(&mut self, source: Option<&str>, target: Option<&str>) {
        for section in self.entries.iter_mut().flat_map(|entry| &mut entry.sections) {
            let tag = match section.language {
                Declared::Side(Side::Source) => source,
                Declared::Side(Side::Target) => target,
                Declared::Tag(_) => None,
            };
            if let Some(tag) = tag {
                section.language = Declared::Tag(tag.to_owned());
            }
        }
    }

    /// The concepts for a run from `source` into `target`; languages that are not told are the
    /// first and the second of the file.
    pub fn into_concepts(self, source: Option<&Language>, target: Option<&Language>) -> Chosen {
        let languages: Vec<Declared> = self.languages().into_iter().cloned().collect();
        let told = target.map(|target| Wanted::new(Side::Target, Some(target), &languages, &[]));
        let taken = told.as_ref().map_or_else(Vec::new, |told| told.tags.clone());
        let source = Wanted::new(Side::Source, source, &languages, if source.is_some() { &[] } else { &taken });
        let target = Wanted::new(Side::Target, target, &languages, &source.tags);
        let mut chosen = Chosen::default();
        for entry in self.entries {
            let terms = entry.sections.iter().flat_map(|section| &section.terms);
            chosen.proposed += terms.filter(|term| term.status == Status::Proposed).count();
            let concept = entry.into_concept(&source, &target);
            if concept.source.is_empty() || concept.target.is_empty() {
                chosen.incomplete += 1;
            } else {
                chosen.concepts.push(concept);
            }
        }
        chosen
    }
}

/// Which sections serve one side of a run.
struct Wanted<'a> {
    side: Side,
    tags: Vec<&'a str>,
}

impl<'a> Wanted<'a> {
    /// Of `languages` those that `wanted` means: the same tag, a wider one or a narrower one; when
    /// there is none, any of the same language. Without a wanted language it is the next of the
    /// file that is not `taken`.
    fn new(side: Side, wanted: Option<&Language>, languages: &'a [Declared], taken: &[&str]) -> Self {
        let tagged = languages.iter().filter_map(|language| match language {
            Declared::Tag(tag) => Some(tag.as_str()),
            Declared::Side(_) => None,
        });
        let free: Vec<&str> = tagged.filter(|tag| !taken.contains(tag)).collect();
        let tags = match wanted.filter(|language| language.tag() != "und") {
            Some(language) => fitting(language, &free),
            None => free.first().copied().into_iter().collect(),
        };
        Self { side, tags }
    }

    fn takes(&self, language: &Declared) -> bool {
        match language {
            Declared::Tag(tag) => self.tags.contains(&tag.as_str()),
            Declared::Side(side) => *side == self.side,
        }
    }
}

fn fitting<'a>(wanted: &Language, tags: &[&'a str]) -> Vec<&'a str> {
    let within = |inner: &str, outer: &str| {
        let (inner, outer) = (inner.to_ascii_lowercase(), outer.to_ascii_lowercase());
        inner == outer || inner.strip_prefix(&outer).is_some_and(|rest| rest.starts_with('-'))
    };
    let near: Vec<&str> =
        tags.iter().copied().filter(|tag| within(tag, wanted.tag()) || within(wanted.tag(), tag)).collect();
    if !near.is_empty() {
        return near;
    }
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    tags.iter().copied().filter(|tag| primary(tag) == wanted.primary()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(sections: &[(&str, &str)]) -> Termbase {
        let section = |(language, text): &(&str, &str)| {
            let term = Term { text: (*text).to_owned(), ..Term::default() };
            Section { terms: vec![term], ..Section::new(Declared::Tag((*language).to_owned())) }
        };
        let entry = Entry { sections: sections.iter().map(section).collect(), ..Entry::default() };
        Termbase { entries: vec![entry], ..Termbase::default() }
    }

    fn chosen(base: Termbase, source: Option<&str>, target: Option<&str>) -> Option<(String, String)> {
        let [source, target] = [source, target].map(|tag| tag.map(|tag| Language::from_tag(tag).unwrap()));
        let concept = base.into_concepts(source.as_ref(), target.as_ref()).concepts.pop()?;
        let texts = |terms: &[Term]| terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" ");
        Some((texts(&concept.source), texts(&concept.target)))
    }

    #[test]
    fn languages_choose_the_sides() {
        let base = base(&[("ar", "س"), ("en-GB", "colour"), ("en-US", "color"), ("fr", "c")]);
        let pair = |source, target| chosen(base.clone(), source, target);
        let of = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(pair(Some("ar-SY"), Some("en-GB")), of("س", "colour"));
        assert_eq!(pair(Some("ar"), Some("en")), of("س", "colour color"));
        assert_eq!(pair(Some("ar"), Some("en-ZA")), of("س", "colour color"));
        assert_eq!(pair(Some("en-US"), Some("ar")), of("color", "س"));
        assert_eq!(pair(None, Some("fr")), of("س", "c"));
        assert_eq!(pair(None, Some("ar")), of("colour", "س"));
        assert_eq!(pair(None, None), of("س", "colour"));
        assert_eq!(pair(Some("und"), Some("en-US")), of("س", "color"));
        assert_eq!(pair(Some("de"), Some("en")), None);
    }

    #[test]
    fn proposals_and_forbidden_source_terms_are_no_terms_of_a_run() {
        let mut base = base(&[("ar", "س"), ("en", "a")]);
        base.entries[0].sections[0].terms[0].status = Status::Proposed;
        let of = |base: &Termbase| base.clone().into_concepts(None, None);
        assert_eq!((of(&base).concepts.len(), of(&base).incomplete, of(&base).proposed), (0, 1, 1));
        base.entries[0].sections[0].terms[0].status = Status::Forbidden;
        assert_eq!(of(&base).concepts.len(), 0);
    }
}
