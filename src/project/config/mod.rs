//! `tarjuman.toml`: what a project says once for all its texts.
//!
//! The file stands in the folder of the text that is checked or in one above it. Of several the
//! nearest counts, key by key and rule by rule: what it does not say, the next one upwards may, up
//! to one with `root = true`. What the command line says comes before all of them. How one file is
//! understood: `read.rs`.

mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::did_you_mean;
use super::glossaries::{self, Glossaries};
use super::pipeline::{self, Note, Settings};
use super::{Error, Limits, Reason, io};
use crate::check::{Level, OwnRule, Selection};
use crate::finding::FailOn;
use crate::language::Language;
use crate::text::Problem;
use read::File;

/// Name of the file.
pub const NAME: &str = "tarjuman.toml";

/// What the files say that count for one text.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The files, nearest first.
    pub files: Vec<PathBuf>,
    /// Language of the sources.
    pub source: Option<Language>,
    /// Language of the targets.
    pub target: Option<Language>,
    /// The glossaries, globs resolved; `None` when no file says any.
    pub glossaries: Option<Vec<PathBuf>>,
    /// What fails a run.
    pub fail_on: Option<FailOn>,
    /// What is said of rules.
    pub levels: BTreeMap<String, Level>,
    /// The rules of the project, in the order of the files.
    pub own: Vec<OwnRule>,
}

/// Where to look for the file.
#[derive(Clone, Copy, Debug)]
pub enum Start<'a> {
    /// This file was named.
    Named(&'a Path),
    /// In the folder of this text and above it; `-` stands in the current folder.
    At(&'a Path),
    /// Nowhere: there is no text that stands in a folder.
    Nowhere,
}

/// What counts at `start`; a configuration that says nothing when there is no file.
///
/// # Errors
/// When a file cannot be read, is broken, or says what there is not: a mistyped key must not turn a
/// check off.
pub fn find(start: Start<'_>, limits: &Limits) -> Result<Config, Error> {
    let files = match start {
        Start::Named(path) => vec![read::read(path, limits)?],
        Start::At(path) => upwards(&folder_of(path), limits)?,
        Start::Nowhere => Vec::new(),
    };
    let mut config = Config::default();
    for file in files.into_iter().rev() {
        config.add(file)?;
    }
    Ok(config)
}

/// The files in `folder` and above it, nearest first, up to one that is the root.
fn upwards(folder: &Path, limits: &Limits) -> Result<Vec<File>, Error> {
    let current = std::env::current_dir().and_then(|folder| folder.canonicalize()).ok();
    let mut files = Vec::new();
    for folder in folder.ancestors() {
        let path = folder.join(NAME);
        // A folder of that name, or a place nobody may look into, is no configuration.
        if !path.is_file() {
            continue;
        }
        let path = current.as_deref().and_then(|current| path.strip_prefix(current).ok()).unwrap_or(&path);
        files.push(read::read(path, limits)?);
        if files.last().is_some_and(|file| file.root) {
            break;
        }
    }
    Ok(files)
}

/// The folder in which `path` stands, in full; empty when there is no such folder, which is said by
/// whoever reads `path`.
fn folder_of(path: &Path) -> PathBuf {
    let folder = if path.as_os_str() == "-" { Path::new(".") } else { super::error::folder_of(path) };
    folder.canonicalize().unwrap_or_default()
}

impl Config {
    /// Put a nearer file on top.
    fn add(&mut self, file: File) -> Result<(), Error> {
        let nearer = |own: &OwnRule| file.own.iter().any(|rule| rule.name == own.name);
        self.own.retain(|own| !nearer(own));
        self.own.splice(0..0, file.own.iter().cloned());
        let known = Selection { own: self.own.clone(), ..Selection::default() };
        let mut problems = Vec::new();
        for (name, span, level) in &file.levels {
            if known.names().any(|known| known == name) {
                self.levels.insert(name.clone(), *level);
            } else {
                let what = format!("there is no rule '{}'", name.escape_debug());
                problems.push(Problem::new(*span, what, unknown_remedy(name, known.names())));
            }
        }
        if let Some(error) = Error::all(&file.path, &file.text, &problems) {
            return Err(error);
        }
        if let Some(globs) = &file.glossaries {
            self.glossaries = Some(read::resolve(&file, globs)?);
        }
        self.source = file.source.or(self.source.take());
        self.target = file.target.or(self.target.take());
        self.fail_on = file.fail_on.or(self.fail_on);
        self.files.insert(0, file.path);
        Ok(())
    }

    /// `settings`, as the command line says them, with what it leaves open.
    #[must_use]
    pub fn complete(&self, mut settings: Settings) -> Settings {
        settings.source = settings.source.or_else(|| self.source.clone());
        settings.target = settings.target.or_else(|| self.target.clone());
        if let Some(paths) = self.glossaries.as_ref().filter(|_| settings.glossaries.is_empty()) {
            settings.glossaries.clone_from(paths);
        }
        settings.fail_on = settings.fail_on.or(self.fail_on);
        settings.selection.levels.clone_from(&self.levels);
        settings.selection.own.clone_from(&self.own);
        settings
    }

    /// What is said with `-v`.
    pub fn note(&self) -> Option<Note> {
        let files: Vec<String> = self.files.iter().map(|path| path.display().to_string()).collect();
        (!files.is_empty()).then(|| Note::Detail(format!("configured by {}", files.join(", "))))
    }
}

fn unknown_remedy<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    did_you_mean(name, known)
        .map_or_else(|| "'tarjuman rules' lists them".to_owned(), |near| format!("did you mean '{near}'?"))
}

/// How the texts of one configuration are checked.
#[derive(Debug)]
pub struct Job {
    /// The files of the configuration, nearest first.
    pub files: Vec<PathBuf>,
    /// What is told.
    pub settings: Settings,
    /// The glossaries, read.
    pub glossaries: Option<Glossaries>,
}

/// For each of `paths` how it is checked; paths under one configuration share its job.
///
/// # Errors
/// As [`find`], and when a glossary cannot be read.
pub fn jobs(
    paths: &[PathBuf],
    named: Option<&Path>,
    told: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Vec<Arc<Job>>, Error> {
    let mut by_folder: BTreeMap<PathBuf, Arc<Job>> = BTreeMap::new();
    let mut by_files: BTreeMap<Vec<PathBuf>, Arc<Job>> = BTreeMap::new();
    let mut jobs = Vec::with_capacity(paths.len());
    for path in paths {
        let folder = folder_of(path);
        let job = match by_folder.get(&folder) {
            Some(job) => Arc::clone(job),
            None => {
                let config = find(named.map_or(Start::At(path), Start::Named), &told.limits)?;
                match by_files.get(&config.files) {
                    Some(job) => Arc::clone(job),
                    None => Arc::new(Job::new(&config, told, notes)?),
                }
            }
        };
        by_files.insert(job.files.clone(), Arc::clone(&job));
        by_folder.insert(folder, Arc::clone(&job));
        jobs.push(job);
    }
    Ok(jobs)
}

impl Job {
    fn new(config: &Config, told: &Settings, notes: &mut Vec<Note>) -> Result<Self, Error> {
        notes.extend(config.note());
        let settings = config.complete(told.clone());
        pipeline::known_rules(&settings.selection)?;
        let glossaries = glossaries::read(&settings, notes)?;
        Ok(Self { files: config.files.clone(), settings, glossaries })
    }
}

#[cfg(test)]
mod tests;
