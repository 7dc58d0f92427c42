//! The glossaries that come with the program: the files of `glossaries/`, embedded as they are.
//!
//! Nothing of them is read before it is asked for, and each is read once.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::Error;
use super::error::did_you_mean;
use super::glossaries::languages_of_name;
use crate::format::{self, GlossaryOptions};
use crate::glossary::{Concept, Kind, Termbase, Vocabulary};
use crate::language::Language;

// `GLOSSARIES: [(&str, &str); N]`: the file name and the text of each file in `glossaries/`.
include!(concat!(env!("OUT_DIR"), "/glossaries.rs"));

static READ: [OnceLock<Termbase>; GLOSSARIES.len()] = [const { OnceLock::new() }; GLOSSARIES.len()];

/// A built-in glossary.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    file: &'static str,
    text: &'static str,
    read: &'static OnceLock<Termbase>,
}

/// All built-in glossaries, by name.
pub fn all() -> impl Iterator<Item = Builtin> {
    GLOSSARIES.iter().zip(&READ).map(|(&(file, text), read)| Builtin { file, text, read })
}

/// Those of this name: one for each pair of languages; `all` names every one.
///
/// # Errors
/// When there is none.
pub fn named(name: &str) -> Result<impl Iterator<Item = Builtin>, Error> {
    if name != "all" && !all().any(|known| known.name() == name) {
        let remedy = did_you_mean(name, all().map(|known| known.name())).map_or_else(
            || "'tarjuman glossary list' names them".to_owned(),
            |near| format!("did you mean 'builtin:{near}'?"),
        );
        return Err(Error::new(format!("there is no built-in glossary '{name}'"), remedy));
    }
    let name = name.to_owned();
    Ok(all().filter(move |known| name == "all" || known.name() == name))
}

/// The concepts of all built-in glossaries that have terms in both languages.
pub fn concepts(source: &Language, target: &Language) -> Vec<Concept> {
    let of = |known: Builtin| known.termbase().clone().into_concepts(Some(source), Some(target)).concepts;
    all().filter(|known| known.serves(source) && known.serves(target)).flat_map(of).collect()
}

impl Builtin {
    /// Its name, as after `builtin:`.
    pub fn name(&self) -> &'static str {
        self.file.split('.').next().unwrap_or_default()
    }

    /// The name by which messages call it.
    pub fn path(&self) -> PathBuf {
        format!("builtin:{}", self.name()).into()
    }

    /// The text of its file.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// What is in it; read when first asked for. A test proves that every file reads without a
    /// problem.
    pub fn termbase(&self) -> &'static Termbase {
        self.read.get_or_init(|| {
            let (source, target) = languages_of_name(self.file.as_ref()).unzip();
            let extension = self.file.rsplit('.').next().unwrap_or_default();
            let format = format::glossary_by_extension(extension, None).unwrap_or(format::GLOSSARY_CSV);
            (format.read)(self.text, &GlossaryOptions { source, target, ..GlossaryOptions::default() }).value
        })
    }

    /// Whether a run with this language may want it; answered without reading it when its file name
    /// says the languages.
    fn serves(&self, language: &Language) -> bool {
        let Some((source, target)) = languages_of_name(self.file.as_ref()) else { return true };
        // A file may hold further languages in columns of their own.
        let primary = language.primary();
        [source, target].iter().any(|tag| tag.split('-').next() == Some(primary.as_str()))
            || self.text.lines().next().is_some_and(|header| header.split(',').any(|column| column == primary))
    }

    /// What it is about: its subject fields and kinds, most frequent first.
    pub fn description(&self) -> String {
        let base = self.termbase();
        if !base.description.is_empty() {
            return base.description.clone();
        }
        let kinds = most_frequent(base.entries.iter().map(|entry| kind_name(entry.kind)), 3);
        let domains = most_frequent(base.entries.iter().map(|entry| entry.domain.as_str()), 6);
        format!("{} of {}", kinds.join(", "), domains.join(", "))
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Term => "terms",
        Kind::Title => "titles",
        Kind::Name => "names",
        Kind::DoNotTranslate => kind.word(),
    }
}

/// The most frequent of `values`, by count and then by name; empty ones do not count.
fn most_frequent<'a>(values: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for value in values.filter(|value| !value.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    values.into_iter().take(most).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_without_a_problem_and_is_found_by_name() {
        for known in all() {
            let base = known.termbase();
            assert!(base.entries.len() >= 10, "{}", known.file);
            assert!(named(known.name()).is_ok());
            assert!(!known.description().is_empty());
        }
        let error = named("diplomcy").map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("did you mean 'builtin:diplomacy'?"), "{error}");
        assert!(named("all").unwrap().count() >= 2);
    }

    #[test]
    fn every_form_of_every_word_begins_as_its_frame_says() {
        use crate::language::morphology::{Facts, frame, kept, stems};
        use crate::text::{WordKind, fold, words};
        let [arabic, english] = ["ar", "en"].map(|tag| Language::from_tag(tag).unwrap());
        let mut wrong = Vec::new();
        for concept in concepts(&arabic, &english) {
            for (language, terms) in [(&arabic, &concept.source), (&english, &concept.target)] {
                let profile = language.profile();
                let article = profile.clitics.article.as_str();
                for text in terms.iter().flat_map(crate::glossary::Term::written) {
                    for word in words(text).filter(|word| word.kind == WordKind::Letters) {
                        let word = word.span.text(text);
                        let word = word.strip_prefix(article).filter(|rest| rest.len() > 2).unwrap_or(word);
                        let (whole, kept) = (frame(&fold(word), profile), kept(&fold(word), profile));
                        for stem in stems(word, Facts::default(), profile) {
                            if frame(&stem.text, profile)[..kept] != whole[..kept] {
                                wrong.push(format!("{} of {word}", stem.text));
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn concepts_come_for_a_pair_of_languages_in_either_direction() {
        let [arabic, english, french] = ["ar", "en-GB", "fr"].map(|tag| Language::from_tag(tag).unwrap());
        let there = concepts(&arabic, &english);
        let back = concepts(&english, &arabic);
        assert!(there.len() > 100 && back.len() > 100);
        assert!(
            back.iter().all(|concept| concept.source.iter().all(|term| term.text.is_ascii() || !term.text.is_empty()))
        );
        assert!(concepts(&french, &Language::neutral("de")).is_empty());
    }
}
