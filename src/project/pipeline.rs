//! The way through the program: read → segment → align → check.
//!
//! This is the page to read second. Everything that touches a file goes through [`super::io`];
//! everything else is a call of a lower floor. What comes out is handed to `report` and `format`
//! by the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::embeddings::Embeddings;
use super::glossaries::{self, Glossaries};
use super::{Error, Limits, Reason, confirmed, io, lexicons};
use crate::align;
use crate::bitext::{Bead, Bitext, Half};
use crate::check::{self, Selection};
use crate::document::Segment;
use crate::finding::{FailOn, Finding};
use crate::format::{self, BilingualFormat, ReadOptions};
use crate::glossary::Glossary;
use crate::language::{self, Language, Side};
use crate::report::Reported;
use crate::segment;

/// What is said to the person besides the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// How the result came about, for who asks.
    Detail(String),
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
    /// Folder of the word embeddings for the aligner.
    pub embeddings: Option<PathBuf>,
    /// Beads that a person confirmed, as fixed points of the alignment.
    pub confirmed: Vec<PathBuf>,
    /// Whether each line of a document is one segment.
    pub segmented: bool,
    /// Encoding of the input files, when the person named it.
    pub encoding: Option<&'static Encoding>,
    /// Which rules run.
    pub selection: Selection,
    /// What fails the run, when it is told.
    pub fail_on: Option<FailOn>,
    /// Whether nobody asks what the rules find, so that none needs to run.
    pub unchecked: bool,
    /// What the readers refuse to exceed.
    pub limits: Limits,
}

impl Settings {
    fn fail_on(&self) -> FailOn {
        self.fail_on.unwrap_or_default()
    }
}

/// A checked bitext with the file it came from.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file as the person named it.
    pub file: String,
    /// The file of the draft, when source and draft are documents of their own.
    pub target_file: Option<String>,
    /// The text and its alignment.
    pub bitext: Bitext,
    /// What the rules found.
    pub findings: Vec<Finding>,
    /// From which severity on they fail the run.
    pub fail_on: FailOn,
}

impl Checked {
    /// Whether a finding fails the run.
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| self.fail_on.fails(finding.severity))
    }

    /// What the reports are made from.
    pub fn reported(&self) -> Reported<'_> {
        let target_file = self.target_file.as_deref();
        Reported { file: &self.file, target_file, bitext: &self.bitext, findings: &self.findings }
    }
}

/// Align two documents and check the draft.
///
/// # Errors
/// When a file cannot be read or understood, a glossary is empty, or a rule does not exist.
pub fn align(source: &Path, target: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<Checked, Error> {
    known_rules(&settings.selection)?;
    let glossaries = glossaries::read(settings, notes)?;
    let source_half = read_document(source, Side::Source, settings, notes)?;
    let target_half = read_document(target, Side::Target, settings, notes)?;
    warn_of_one_language(&source_half, &target_half, notes);
    let mut lexicons = lexicons::read(settings, &source_half.language, &target_half.language, notes)?;
    lexicons::turn_round(&mut lexicons, settings, (&source_half, &target_half), notes);
    let resources = Resources { glossaries, lexicons, embeddings: open_embeddings(settings)? };
    let glossary = resources.glossary(&source_half, &target_half, notes)?;
    let confirmed = confirmed::read_files(&settings.confirmed, settings, &source_half, &target_half, notes)?;
    for (at, why) in align::rejected(&source_half, &target_half, &confirmed) {
        notes.push(Note::Warning(format!("confirmed bead {} was left out: {why}", at + 1)));
    }
    let bitext = align_halves(source_half, target_half, glossary.as_deref(), &resources, &confirmed)?;
    warn_of_silence(glossary.as_deref(), &bitext, notes);
    Ok(checked((source, target), bitext, glossary.as_deref(), settings))
}

/// What is read once and serves any number of documents.
#[derive(Debug, Default)]
pub struct Resources {
    /// All glossaries; `None` when none was asked for.
    pub glossaries: Option<Glossaries>,
    /// The word lists besides the bundled one.
    pub lexicons: Vec<align::Lexicon>,
    /// The word embeddings.
    pub embeddings: Option<Arc<Embeddings>>,
}

impl Resources {
    /// The concepts for two documents.
    ///
    /// # Errors
    /// When a glossary has none for their languages.
    pub fn glossary(
        &self,
        source: &Half,
        target: &Half,
        notes: &mut Vec<Note>,
    ) -> Result<Option<Arc<Glossary>>, Error> {
        let choose = |all: &Glossaries| all.choose(Some(&source.language), Some(&target.language), notes);
        let glossary = self.glossaries.as_ref().map(choose).transpose()?;
        Ok(glossary.map(|glossary| narrowed(glossary, source, target)))
    }
}

/// What of a glossary can stand in two documents.
fn narrowed(glossary: Arc<Glossary>, source: &Half, target: &Half) -> Arc<Glossary> {
    let [source, target] = [source, target].map(|half| (&half.language, half.document.text.as_str()));
    Glossary::narrowed(glossary, source, target)
}

/// Read the glossaries and word lists for a run over many documents.
///
/// # Errors
/// When one is missing, broken or empty, or there are word lists and no languages: a word list
/// does not say which it is of, and each pair of documents may be in others.
pub fn read_resources(settings: &Settings, notes: &mut Vec<Note>) -> Result<Resources, Error> {
    known_rules(&settings.selection)?;
    let glossaries = glossaries::read(settings, notes)?;
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
    Ok(Resources { glossaries, lexicons, embeddings: open_embeddings(settings)? })
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
    let glossary = resources.glossary(&source_half, &target_half, notes)?;
    let bitext = align_halves(source_half, target_half, glossary.as_deref(), resources, &[])?;
    warn_of_silence(glossary.as_deref(), &bitext, notes);
    Ok(checked((source, target), bitext, glossary.as_deref(), settings))
}

fn open_embeddings(settings: &Settings) -> Result<Option<Arc<Embeddings>>, Error> {
    settings.embeddings.as_deref().map(|folder| Embeddings::open(folder, &settings.limits).map(Arc::new)).transpose()
}

/// Align two texts that are in memory, around the beads that a person confirmed.
///
/// # Errors
/// Only when there are word embeddings and their file cannot be read or is damaged.
pub fn align_halves(
    source: Half,
    target: Half,
    glossary: Option<&Glossary>,
    resources: &Resources,
    confirmed: &[Bead],
) -> Result<Bitext, Error> {
    let vectors = resources.embeddings.as_ref().map(|model| model.vectors(&source, &target)).transpose()?;
    let options = align::Options { glossary, lexicons: &resources.lexicons, vectors: vectors.as_ref(), confirmed };
    let beads = align::align(&source, &target, &options);
    Ok(Bitext::new(source, target, beads))
}

/// A text in memory as a document; its language is detected when it is not told.
pub fn half_of(text: String, language: Option<Language>, segmented: bool) -> Half {
    let language = language.unwrap_or_else(|| language::detect(&text).language);
    let document = if segmented { segment::one_per_line(text, &language) } else { segment::segment(text, &language) };
    Half { document, language }
}

fn checked(
    (source, target): (&Path, &Path),
    bitext: Bitext,
    glossary: Option<&Glossary>,
    settings: &Settings,
) -> Checked {
    let findings = if settings.unchecked { Vec::new() } else { check::run(&bitext, glossary, &settings.selection) };
    let name = |path: &Path| path.display().to_string();
    Checked { file: name(source), target_file: Some(name(target)), bitext, findings, fail_on: settings.fail_on() }
}

/// Say when no term of the glossary occurs in the source: most likely the sides are swapped.
fn warn_of_silence(glossary: Option<&Glossary>, bitext: &Bitext, notes: &mut Vec<Note>) {
    let Some(glossary) = glossary else { return };
    let source = &bitext.source;
    let matcher = glossary.source_matcher(&source.language, &bitext.target.language);
    let text = |segment: &Segment| segment.span.text(&source.document.text);
    if source.document.segments.iter().all(|segment| matcher.occurrences(text(segment)).is_empty()) {
        let text = "none of the concepts of the glossary occurs in the source".to_owned();
        notes.push(Note::Warning(text));
    }
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
/// As [`align()`], and when the format is not known.
pub fn check(
    path: &Path,
    glossaries: Option<&Glossaries>,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Vec<Checked>, Error> {
    let text = read(path, settings, notes)?;
    check_text(path, &text, glossaries, settings, notes)
}

/// Check the decoded bilingual file `text`, which was read from `path`.
///
/// # Errors
/// As [`check()`].
pub fn check_text(
    path: &Path,
    text: &str,
    glossaries: Option<&Glossaries>,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Vec<Checked>, Error> {
    known_rules(&settings.selection)?;
    let bitexts = parse_bilingual(path, text, settings)?;
    if bitexts.iter().all(|bitext| bitext.beads().is_empty()) {
        return Err(Error::of(
            path,
            Reason::new("this file holds no unit, so nothing was checked", "give a file with text in it"),
        ));
    }
    let mut all = Vec::with_capacity(bitexts.len());
    for bitext in bitexts {
        let languages = (&bitext.source.language, &bitext.target.language);
        let glossary = glossaries.map(|all| all.choose(Some(languages.0), Some(languages.1), notes)).transpose()?;
        let glossary = glossary.map(|glossary| narrowed(glossary, &bitext.source, &bitext.target));
        let findings = check::run(&bitext, glossary.as_deref(), &settings.selection);
        let (file, fail_on) = (path.display().to_string(), settings.fail_on());
        all.push(Checked { file, target_file: None, bitext, findings, fail_on });
    }
    Ok(all)
}

/// Read a bilingual file.
///
/// # Errors
/// When it cannot be read, its format is not known, or it is broken.
pub fn read_bilingual(path: &Path, settings: &Settings, notes: &mut Vec<Note>) -> Result<Vec<Bitext>, Error> {
    let text = read(path, settings, notes)?;
    parse_bilingual(path, &text, settings)
}

fn parse_bilingual(path: &Path, text: &str, settings: &Settings) -> Result<Vec<Bitext>, Error> {
    let format = format_of(path, text)?;
    let options = ReadOptions { source: settings.source.clone(), target: settings.target.clone() };
    let parsed = (format.read)(text, &options);
    match Error::all(path, text, &parsed.problems) {
        Some(error) => Err(error),
        None => Ok(parsed.value),
    }
}

pub(super) fn format_of(path: &Path, text: &str) -> Result<&'static BilingualFormat, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    format::by_extension(extension, Some(text)).ok_or_else(|| {
        let mut known: Vec<&str> = format::BILINGUAL.iter().flat_map(|format| format.extensions).copied().collect();
        known.sort_unstable();
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

/// Refuse a rule name that does not exist, instead of quietly checking nothing.
///
/// # Errors
/// When a name is no rule.
pub fn known_rules(selection: &Selection) -> Result<(), Error> {
    let known = |name: &&String| selection.names().any(|known| known == *name);
    let unknown = selection.select.iter().chain(&selection.ignore).find(|name| !known(name));
    if let Some(name) = unknown {
        return Err(unknown_rule(name, selection));
    }
    if !selection.names().any(|name| selection.runs(name)) {
        return Err(Error::new("every rule is turned off, so nothing would be checked", "select at least one rule"));
    }
    Ok(())
}

/// The error for a rule that does not exist, with the nearest one that does.
pub fn unknown_rule(name: &str, selection: &Selection) -> Error {
    let remedy = super::error::did_you_mean(name, selection.names())
        .map_or_else(|| "'tarjuman rules' lists them".to_owned(), |near| format!("did you mean '{near}'?"));
    Error::new(format!("there is no rule '{name}'"), remedy)
}
