//! The glossaries of a run: files and built-in ones, read once, asked for each pair of languages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::builtin;
use super::pipeline::{self, Note, Settings};
use super::{Error, Reason};
use crate::format::{self, GlossaryFormat, GlossaryOptions};
use crate::glossary::{Chosen, Declared, Glossary, Termbase};
use crate::language::{Language, Side, tag_in_name};
use crate::text::Parsed;

/// Glossaries as they were read, in all their languages.
#[derive(Debug, Default)]
pub struct Glossaries {
    files: Vec<(PathBuf, Termbase)>,
    /// What was chosen for pairs of languages so far.
    chosen: Mutex<BTreeMap<(String, String), Arc<Glossary>>>,
}

/// Read the glossaries; `None` when none was asked for.
///
/// # Errors
/// When one is missing, broken or empty: a gate whose glossary is not there must not be green.
pub fn read(settings: &Settings, notes: &mut Vec<Note>) -> Result<Option<Glossaries>, Error> {
    if settings.glossaries.is_empty() {
        return Ok(None);
    }
    let mut glossaries = Glossaries::default();
    for path in &settings.glossaries {
        match builtin_name(path) {
            Some(name) => {
                let found = builtin::named(name)?;
                glossaries.files.extend(found.map(|known| (known.path(), known.termbase().clone())));
            }
            None => glossaries.files.push((path.clone(), read_file(path, settings, notes)?)),
        }
    }
    Ok(Some(glossaries))
}

/// Read one file, or one built-in glossary, in all its languages.
///
/// # Errors
/// As [`read()`].
pub fn read_file(path: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<Termbase, Error> {
    if let Some(name) = builtin_name(path) {
        let mut found = builtin::named(name)?.map(|known| known.termbase().clone());
        let mut first = found.next().unwrap_or_default();
        first.entries.extend(found.flat_map(|base| base.entries));
        return Ok(first);
    }
    let text = pipeline::read(path, settings, notes)?;
    let (source, target) = languages_of_name(path).unzip();
    let tag = |told: &Option<Language>, named: Option<String>| {
        named.or_else(|| told.as_ref().map(|language| language.tag().to_owned()))
    };
    let options = GlossaryOptions {
        source: tag(&settings.source, source),
        target: tag(&settings.target, target),
        max_rows: settings.limits.glossary_rows,
    };
    let Parsed { value, problems } = (format_of(path, &text).read)(&text, &options);
    match Error::all(path, &text, &problems) {
        Some(error) => Err(error),
        None if value.entries.is_empty() => {
            Err(Error::of(path, Reason::new("this glossary has no entry", "add a row, or leave the glossary out")))
        }
        None => Ok(value),
    }
}

/// The format of a file: by its extension, or else the first that recognises the text. A file that
/// none recognises is read as a table, whose reader says what a table needs.
fn format_of(path: &Path, text: &str) -> &'static GlossaryFormat {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let known = format::glossary_by_extension(extension, Some(text));
    let recognised = || format::GLOSSARIES.iter().copied().find(|format| (format.recognises)(text));
    known.or_else(recognised).unwrap_or(format::GLOSSARY_CSV)
}

fn builtin_name(path: &Path) -> Option<&str> {
    path.to_str()?.strip_prefix("builtin:")
}

/// The languages that a file name says: `terms.ar-en.csv`, `titles.pt-BR-en-GB.toml`.
///
/// ```
/// use tarjuman::project::glossaries::languages_of_name;
/// let of = |name: &str| languages_of_name(name.as_ref());
/// assert_eq!(of("g/terms.ar-en.csv"), Some(("ar".to_owned(), "en".to_owned())));
/// assert_eq!(of("my-list.csv"), None);
/// ```
pub fn languages_of_name(path: &Path) -> Option<(String, String)> {
    let stem = path.file_stem()?.to_str()?;
    let (_, pair) = stem.rsplit_once('.')?;
    let splits = pair.char_indices().filter(|(_, c)| matches!(c, '-' | '_'));
    let halves = splits.filter_map(|(at, _)| Some((pair.get(..at)?, pair.get(at + 1..)?)));
    halves.filter_map(|(source, target)| tag_in_name(source).zip(tag_in_name(target))).next()
}

impl Glossaries {
    /// The concepts for texts from `source` into `target`; languages that are not told, or `und`,
    /// are those that the files name first.
    ///
    /// # Errors
    /// When a file has no concept for these languages: what was asked for would not be checked.
    pub fn choose(
        &self,
        source: Option<&Language>,
        target: Option<&Language>,
        notes: &mut Vec<Note>,
    ) -> Result<Arc<Glossary>, Error> {
        let tag = |language: Option<&Language>| language.map(|language| language.tag().to_owned()).unwrap_or_default();
        let key = (tag(source), tag(target));
        let mut known = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(glossary) = known.get(&key) {
            return Ok(Arc::clone(glossary));
        }
        let mut glossary = Glossary::default();
        for (path, base) in &self.files {
            let chosen = base.clone().into_concepts(source, target);
            tell(path, &chosen, notes);
            if chosen.concepts.is_empty() {
                return Err(unusable(path, base, &chosen));
            }
            glossary.add(&path.display().to_string(), chosen.concepts);
        }
        let glossary = Arc::new(glossary);
        known.insert(key, Arc::clone(&glossary));
        Ok(glossary)
    }

    /// The files with what is in them.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Termbase)> {
        self.files.iter().map(|(path, base)| (path.as_path(), base))
    }
}

/// Say what of a file takes no part.
fn tell(path: &Path, chosen: &Chosen, notes: &mut Vec<Note>) {
    let file = path.display();
    if chosen.incomplete > 0 && !chosen.concepts.is_empty() {
        let count = counted(chosen.incomplete, "concept has", "concepts have");
        notes.push(Note::Info(format!("{file}: {count} no term in one of the languages and no part in this run")));
    }
    if chosen.proposed > 0 {
        let count = counted(chosen.proposed, "term is", "terms are");
        notes.push(Note::Info(format!("{file}: {count} only proposed and not used")));
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn unusable(path: &Path, base: &Termbase, chosen: &Chosen) -> Error {
    if chosen.proposed > 0 {
        let what = "this glossary has no concept to use: its terms are only proposed";
        return Error::of(path, Reason::new(what, "accept terms by setting their status to preferred or admitted"));
    }
    let named = |declared: &Declared| match declared {
        Declared::Tag(tag) => tag.clone(),
        Declared::Side(Side::Source) => "source".to_owned(),
        Declared::Side(Side::Target) => "target".to_owned(),
    };
    let languages: Vec<String> = base.languages().into_iter().map(named).collect();
    let what = format!("no concept of this glossary has terms in both languages; it has {}", languages.join(", "));
    Error::of(path, Reason::new(what, "leave it out, or say the languages with --source-lang and --target-lang"))
}
