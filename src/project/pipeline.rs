//! The way through the program: read → segment → align → check.
//!
//! This is the page to read second. Everything that touches a file goes through [`super::io`];
//! everything else is a call of a lower floor. What comes out is handed to `report` and `format`
//! by the command line.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::{Error, Limits, Reason, io, lexicons};
use crate::align;
use crate::bitext::{Bitext, Half};
use crate::check::{self, Selection};
use crate::finding::Finding;
use crate::format::{self, BilingualFormat, ReadOptions};
use crate::glossary::Glossary;
use crate::language::{self, Language, Side};
use crate::segment;

/// What is said to the person besides the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Good to know.
    Info(String),
    /// Casts doubt on the result.
    Warning(String),
}

/// What all jobs are told.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Language of the source; detected when absent.
    pub source: Option<Language>,
    /// Language of the target; detected when absent.
    pub target: Option<Language>,
    /// Glossary files.
    pub glossaries: Vec<PathBuf>,
    /// Further word lists for the aligner.
    pub lexicons: Vec<PathBuf>,
    /// Whether each line of a document is one segment.
    pub segmented: bool,
    /// Encoding of the input files, when the person named it.
    pub encoding: Option<&'static Encoding>,
    /// Which rules run.
    pub selection: Selection,
    /// What the readers refuse to exceed.
    pub limits: Limits,
}

/// A checked bitext with the file it came from.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file as the person named it.
    pub file: String,
    /// The text and its alignment.
    pub bitext: Bitext,
    /// What the rules found.
    pub findings: Vec<Finding>,
}

/// Align two documents and check the draft.
///
/// # Errors
/// When a file cannot be read or understood, a glossary is empty, or a rule does not exist.
pub fn align(source: &Path, target: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<Checked, Error> {
    known_rules(&settings.selection)?;
    let glossary = read_glossaries(settings, notes)?;
    let source_half = read_document(source, Side::Source, settings, notes)?;
    let target_half = read_document(target, Side::Target, settings, notes)?;
    warn_of_one_language(&source_half, &target_half, notes);
    let lexicons = lexicons::read(settings, &source_half.language, &target_half.language, notes)?;
    let resources = Resources { glossary, lexicons };
    Ok(checked(source, align_halves(source_half, target_half, &resources), &resources, settings))
}

/// What is read once and serves any number of documents.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// The terms of all glossaries; `None` when none was asked for.
    pub glossary: Option<Glossary>,
    /// The word lists besides the bundled one.
    pub lexicons: Vec<align::Lexicon>,
}

/// Read the glossaries and word lists for a run over many documents.
///
/// # Errors
/// When one is missing, broken or empty, or there are word lists and no languages: a word list
/// does not say which it is of, and each pair of documents may be in others.
pub fn read_resources(settings: &Settings, notes: &mut Vec<Note>) -> Result<Resources, Error> {
    known_rules(&settings.selection)?;
    let glossary = read_glossaries(settings, notes)?;
    let lexicons = match (&settings.source, &settings.target) {
        _ if settings.lexicons.is_empty() => Vec::new(),
        (Some(source), Some(target)) => lexicons::read(settings, source, target, notes)?,
        _ => {
            return Err(Error::new(
                "the languages of the word list are not known",
                "say --source-lang and --target-lang",
            ));
        }
    };
    Ok(Resources { glossary, lexicons })
}

/// Align and check two documents with what has been read before.
///
/// # Errors
/// When a document cannot be read.
pub fn align_with(
    source: &Path,
    target: &Path,
    resources: &Resources,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Checked, Error> {
    let source_half = read_document(source, Side::Source, settings, notes)?;
    let target_half = read_document(target, Side::Target, settings, notes)?;
    warn_of_one_language(&source_half, &target_half, notes);
    Ok(checked(source, align_halves(source_half, target_half, resources), resources, settings))
}

/// Align two texts that are in memory. Cannot fail.
pub fn align_halves(source: Half, target: Half, resources: &Resources) -> Bitext {
    let options = align::Options { glossary: resources.glossary.as_ref(), lexicons: &resources.lexicons };
    let beads = align::align(&source, &target, &options);
    Bitext::new(source, target, beads)
}

/// A text in memory as a document; its language is detected when it is not told.
pub fn half_of(text: String, language: Option<Language>, segmented: bool) -> Half {
    let language = language.unwrap_or_else(|| language::detect(&text).language);
    let document = if segmented { segment::one_per_line(text) } else { segment::segment(text, &language) };
    Half { document, language }
}

fn checked(file: &Path, bitext: Bitext, resources: &Resources, settings: &Settings) -> Checked {
    let findings = check::run(&bitext, resources.glossary.as_ref(), &settings.selection);
    Checked { file: file.display().to_string(), bitext, findings }
}

fn warn_of_one_language(source_half: &Half, target_half: &Half, notes: &mut Vec<Note>) {
    if source_half.language.same_language(&target_half.language) && source_half.language.tag() != "und" {
        let text = format!(
            "both texts are in {}; say --source-lang and --target-lang if that is wrong",
            source_half.language.profile().name
        );
        notes.push(Note::Warning(text));
    }
}

/// Check a bilingual file: one result for each pair of languages or part in it.
///
/// # Errors
/// As [`align`], and when the format is not known.
pub fn check(
    path: &Path,
    glossary: Option<&Glossary>,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Vec<Checked>, Error> {
    let checked = |bitext: Bitext| {
        let findings = check::run(&bitext, glossary, &settings.selection);
        Checked { file: path.display().to_string(), bitext, findings }
    };
    Ok(read_bilingual(path, settings, notes)?.into_iter().map(checked).collect())
}

/// Read a bilingual file.
///
/// # Errors
/// When it cannot be read, its format is not known, or it is broken.
pub fn read_bilingual(path: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<Vec<Bitext>, Error> {
    let text = read(path, settings, notes)?;
    let format = format_of(path, &text)?;
    let options = ReadOptions { source: settings.source.clone(), target: settings.target.clone() };
    let parsed = (format.read)(&text, &options);
    match Error::all(path, &text, &parsed.problems) {
        Some(error) => Err(error),
        None => Ok(parsed.value),
    }
}

fn format_of(path: &Path, text: &str) -> Result<&'static BilingualFormat, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    format::by_extension(extension, Some(text)).ok_or_else(|| {
        let mut known: Vec<&str> = format::BILINGUAL.iter().flat_map(|format| format.extensions).copied().collect();
        known.dedup();
        let what = format!("a file ending in '.{extension}' is not a bilingual file this program knows");
        Error::of(
            path,
            Reason::new(what, format!("give one of: {}; to compare two documents use 'align'", known.join(", "))),
        )
    })
}

/// Read and segment one document.
///
/// # Errors
/// When it cannot be read.
pub fn read_document(path: &Path, side: Side, settings: &Settings, notes: &mut Vec<Note>) -> Result<Half, Error> {
    let text = read(path, settings, notes)?;
    refuse_markup(path, &text)?;
    let told = match side {
        Side::Source => settings.source.clone(),
        Side::Target => settings.target.clone(),
    };
    let language = told.unwrap_or_else(|| detect(path, &text, notes));
    Ok(half_of(text, Some(language), settings.segmented))
}

/// Documents are plain text: the tags of a marked-up file would become sentences.
fn refuse_markup(path: &Path, text: &str) -> Result<(), Error> {
    let start: String = text.trim_start().chars().take(15).flat_map(char::to_lowercase).collect();
    if !["<?xml", "<!doctype", "<html", "<xliff", "<tmx"].iter().any(|tag| start.starts_with(tag)) {
        return Ok(());
    }
    let bilingual = format::BILINGUAL.iter().find(|format| text.contains('<') && (format.recognises)(text));
    let reason = match bilingual {
        Some(format) => Reason::new(
            format!("this is a bilingual file ({}), not a document", format.name),
            "check it with 'tarjuman check'",
        ),
        None => Reason::new(
            "this is a file with markup (XML or HTML), not plain text",
            "save it as plain text and give that file",
        ),
    };
    Err(Error::of(path, reason))
}

fn detect(path: &Path, text: &str, notes: &mut Vec<Note>) -> Language {
    let detected = language::detect(text);
    let name = &detected.language.profile().name;
    let file = path.display();
    notes.push(match detected.language.tag() {
        "und" => Note::Warning(format!(
            "{file}: the language was not recognised; say it with --source-lang or --target-lang"
        )),
        tag => Note::Info(format!("{file}: read as {name} ({tag})")),
    });
    detected.language
}

pub(super) fn read(path: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<String, Error> {
    let input = io::read_text(path, &settings.limits, settings.encoding)?;
    notes.extend(input.note.map(|note| Note::Warning(format!("{}: {note}", path.display()))));
    Ok(input.text)
}

/// Read the glossaries; `None` when none was asked for.
///
/// # Errors
/// When one is missing, broken or empty: a gate whose glossary is not there must not be green.
pub fn read_glossaries(settings: &Settings, notes: &mut Vec<Note>) -> Result<Option<Glossary>, Error> {
    if settings.glossaries.is_empty() {
        return Ok(None);
    }
    let mut glossary = Glossary::default();
    for path in &settings.glossaries {
        let text = read(path, settings, notes)?;
        let parsed = format::glossary_csv::read(&text);
        if let Some(error) = Error::all(path, &text, &parsed.problems) {
            return Err(error);
        }
        if parsed.value.is_empty() {
            return Err(Error::of(
                path,
                Reason::new("this glossary has no entry", "add a row, or leave the glossary out"),
            ));
        }
        glossary.add(&path.display().to_string(), parsed.value);
    }
    Ok(Some(glossary))
}

/// Refuse a rule name that does not exist, instead of quietly checking nothing.
fn known_rules(selection: &Selection) -> Result<(), Error> {
    let unknown = selection.select.iter().chain(&selection.ignore).find(|name| check::rule(name).is_none());
    unknown.map_or(Ok(()), |name| Err(unknown_rule(name)))
}

/// The error for a rule that does not exist, with the nearest one that does.
pub fn unknown_rule(name: &str) -> Error {
    let names = check::rules::RULES.iter().map(|rule| rule.name);
    let remedy = super::error::did_you_mean(name, names)
        .map_or_else(|| "'tarjuman rules' lists them".to_owned(), |near| format!("did you mean '{near}'?"));
    Error::new(format!("there is no rule '{name}'"), remedy)
}

/// Refuse unknown rules before a run over several files begins.
///
/// # Errors
/// When a name is no rule.
pub fn validate_selection(selection: &Selection) -> Result<(), Error> {
    known_rules(selection)
}
