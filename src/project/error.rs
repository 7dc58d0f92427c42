//! Why something could not be done: everything that ends in exit status 2.
//!
//! An [`Error`] belongs to one file (or to none, as a mistake on the command line) and holds one
//! [`Reason`] or several, so that a glossary with three broken rows is mended in one go. It is
//! written for the translator who sees it: where, what is wrong, what to do. What stands in it may
//! come from a file or a file name, so it is escaped when it is shown, never before.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::text::{LineIndex, Position, Problem, bidi, fold};

/// How many reasons of one file are listed; the rest is counted.
const LISTED: usize = 20;

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.lines().join("\n"))]
pub struct Error {
    path: Option<PathBuf>,
    reasons: Vec<Reason>,
    unlisted: usize,
}

/// One thing that is wrong, in sentences without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where in the decoded text, if it is one place.
    pub position: Option<Position>,
    /// What is wrong.
    pub what: String,
    /// What to do about it; empty when nothing can be said.
    pub remedy: String,
}

/// What was being done to a file when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opening it or reading from it.
    Read,
    /// Creating, writing or replacing it.
    Write,
}

impl Reason {
    /// A reason that concerns the whole file.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { position: None, what: what.into(), remedy: remedy.into() }
    }

    /// A reason at one place of the text.
    pub fn at(position: Position, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { position: Some(position), ..Self::new(what, remedy) }
    }

    /// The same reason as one line, after the name of the file it is about.
    fn line(&self, path: Option<&Path>) -> String {
        let mut line = String::new();
        if let Some(path) = path {
            line.push_str(&shown(path));
            line.push(':');
        }
        if let Some(Position { line: row, column }) = self.position {
            line.push_str(&format!("{row}:{column}:"));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&bidi::escape_controls(&self.what));
        if !self.remedy.is_empty() {
            line.push_str("; ");
            line.push_str(&bidi::escape_controls(&self.remedy));
        }
        line
    }
}

impl Error {
    /// The exit status of a run that ends in an error.
    pub const STATUS: u8 = 2;

    /// An error that belongs to no file.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { path: None, reasons: vec![Reason::new(what, remedy)], unlisted: 0 }
    }

    /// An error that concerns the file or folder `path`.
    pub fn of(path: &Path, reason: Reason) -> Self {
        Self { path: Some(path.to_path_buf()), reasons: vec![reason], unlisted: 0 }
    }

    /// The error that `problem` makes of the file `path`, whose decoded text is `text`.
    ///
    /// ```
    /// use tarjuman::{project::Error, text::{Problem, Span}};
    /// let problem = Problem::new(Span::new(3, 4), "the quote opened here is never closed", "close it or remove it");
    /// let error = Error::at("glossary.csv".as_ref(), "a,\n\"b", &problem);
    /// assert_eq!(error.to_string(), "glossary.csv:2:1: the quote opened here is never closed; close it or remove it");
    /// ```
    pub fn at(path: &Path, text: &str, problem: &Problem) -> Self {
        let lines = LineIndex::new(text);
        Self::of(path, located(&lines, text, problem))
    }

    /// The error that all `problems` make of one file, or `None` when there are none.
    pub fn all(path: &Path, text: &str, problems: &[Problem]) -> Option<Self> {
        if problems.is_empty() {
            return None;
        }
        let lines = LineIndex::new(text);
        let reasons: Vec<_> = problems.iter().take(LISTED).map(|problem| located(&lines, text, problem)).collect();
        let unlisted = problems.len() - reasons.len();
        Some(Self { path: Some(path.to_path_buf()), reasons, unlisted })
    }

    /// What the refusal of the operating system means for a person.
    pub fn io(action: Action, path: &Path, error: &std::io::Error) -> Self {
        let reason = match (action, error.kind()) {
            (Action::Read, ErrorKind::NotFound) => missing(path),
            (Action::Write, ErrorKind::NotFound) => missing_folder(path),
            (Action::Read, kind) => unreadable(kind, error),
            (Action::Write, kind) => unwritable(path, kind, error),
        };
        Self::of(path, reason)
    }

    /// The file that the error is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What is wrong, in the order of the file; not more than a person reads.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// One line for each reason, safe to print.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.reasons.iter().map(|reason| reason.line(self.path())).collect();
        if self.unlisted > 0 {
            let more = Reason::new(format!("and {} more", self.unlisted), "");
            lines.push(more.line(self.path()));
        }
        lines
    }
}

/// Of `candidates`, the one that `name` is most likely a misspelling of.
///
/// ```
/// use tarjuman::project::error::did_you_mean;
/// assert_eq!(did_you_mean("glosary", ["glossaries", "glossary", "rules"]), Some("glossary"));
/// assert_eq!(did_you_mean("colour", ["rules"]), None);
/// ```
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = fold(name).chars().collect();
    let tolerated = (name.len() / 3).clamp(1, 4);
    let near = |candidate: &'a str| {
        let letters: Vec<char> = fold(candidate).chars().collect();
        // Lengths too far apart need no counting; a folder can hold many long names.
        let distance =
            if letters.len().abs_diff(name.len()) > tolerated { usize::MAX } else { distance(&name, &letters) };
        (distance <= tolerated).then_some((distance, candidate))
    };
    candidates.into_iter().filter_map(near).min().map(|(_, candidate)| candidate)
}

/// The number of letters to insert, remove or change to make `b` of `a` (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (other, above) in b.iter().zip(row.windows(2)) {
            let &[diagonal, up] = above else { continue };
            left = (diagonal + usize::from(letter != other)).min(up + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn located(lines: &LineIndex, text: &str, problem: &Problem) -> Reason {
    Reason::at(lines.position(text, problem.span.start), problem.what.as_str(), problem.remedy.as_str())
}

/// `path` as it is written in messages.
fn shown(path: &Path) -> String {
    bidi::escape_controls(&path.display().to_string()).into_owned()
}

/// The folder that `path` stands in; the current one for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// `folder` as it is called in a sentence.
fn named(folder: &Path) -> String {
    if folder == Path::new(".") { "this folder".to_owned() } else { format!("the folder “{}”", folder.display()) }
}

/// The uppermost part of `path` that does not exist: the mistake is there, not further down.
fn first_missing(path: &Path) -> &Path {
    let missing = path.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists());
    missing.last().unwrap_or(path)
}

fn missing(path: &Path) -> Reason {
    if let Ok(goal) = std::fs::read_link(path) {
        let what = format!("this link points to “{}”, which does not exist", goal.display());
        return Reason::new(what, "give the file itself, or mend the link");
    }
    let gone = first_missing(path);
    let what = match gone == path {
        true => "there is no such file".to_owned(),
        false => format!("the folder “{}” does not exist", gone.display()),
    };
    let remedy = match near_name(gone) {
        Some(near) => format!("did you mean “{}”?", near.display()),
        None if gone == path => format!("nothing in {} has a name like it", named(folder_of(path))),
        None => "check the path".to_owned(),
    };
    Reason::new(what, remedy)
}

fn missing_folder(path: &Path) -> Reason {
    let folder = first_missing(folder_of(path));
    Reason::new(format!("the folder “{}” does not exist", folder.display()), "create it first")
}

/// The path beside `path` that it is probably a misspelling of.
fn near_name(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = folder_of(path);
    let mut names: Vec<String> =
        std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    // The order of a folder is the file system's; the message must not depend on it.
    names.sort_unstable();
    // A forgotten or another extension is many letters, yet one slip.
    let stem = |name: &str| Path::new(name).file_stem().and_then(|stem| stem.to_str()).map(fold);
    let same_stem =
        |other: &&str| stem(other).is_some_and(|other| Some(&other) == stem(name).as_ref() || other == fold(name));
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let near = near.or_else(|| names.iter().map(String::as_str).find(same_stem))?;
    Some(if folder == Path::new(".") { PathBuf::from(near) } else { folder.join(near) })
}

fn unreadable(kind: ErrorKind, error: &std::io::Error) -> Reason {
    match kind {
        ErrorKind::IsADirectory => is_a_folder(),
        ErrorKind::NotADirectory => not_a_folder(),
        ErrorKind::PermissionDenied => {
            Reason::new("you have no permission to read this file", "ask its owner, or read a copy of your own")
        }
        ErrorKind::OutOfMemory => Reason::new("there is not enough memory to read this file", "split it and try again"),
        _ => Reason::new(format!("the file could not be read: {error}"), "copy it to another place and try again"),
    }
}

fn unwritable(path: &Path, kind: ErrorKind, error: &std::io::Error) -> Reason {
    let folder = named(folder_of(path));
    match kind {
        ErrorKind::IsADirectory => Reason::new("this is a folder, not a file", "give the name of a file in it"),
        ErrorKind::NotADirectory => not_a_folder(),
        ErrorKind::PermissionDenied => Reason::new(
            format!("you have no permission to write in {folder}"),
            "choose another folder, or ask for permission",
        ),
        ErrorKind::ReadOnlyFilesystem => {
            Reason::new(format!("{folder} is on a read-only disk"), "choose another folder")
        }
        ErrorKind::StorageFull => Reason::new("the disk is full", "free some space and run again"),
        ErrorKind::QuotaExceeded => Reason::new("your share of the disk is used up", "free some space and run again"),
        _ => Reason::new(format!("it could not be written: {error}"), "try again, or choose another folder"),
    }
}

pub(super) fn is_a_folder() -> Reason {
    Reason::new("this is a folder, not a file", "give a file in it")
}

fn not_a_folder() -> Reason {
    Reason::new("a part of this path is a file, not a folder", "check the path")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn problem(start: usize) -> Problem {
        Problem::new(Span::new(start, start), "wrong", "mend it")
    }

    #[test]
    fn columns_are_characters_of_the_decoded_text() {
        let text = "ab\nقال x";
        let error = Error::at(Path::new("a.txt"), text, &problem(text.find('x').unwrap()));
        assert_eq!(error.to_string(), "a.txt:2:5: wrong; mend it");
    }

    #[test]
    fn all_problems_are_listed_up_to_a_cap() {
        assert_eq!(Error::all(Path::new("a"), "", &[]), None);
        let error = Error::all(Path::new("a.csv"), "x\n", &vec![problem(0); LISTED + 3]).unwrap();
        assert_eq!(error.lines().len(), LISTED + 1);
        assert!(error.to_string().ends_with("a.csv: and 3 more"), "{error}");
    }

    #[test]
    fn what_comes_from_outside_cannot_steer_the_terminal() {
        let error = Error::of(Path::new("a\u{1b}[2J\n.txt"), Reason::new("“\u{202E}” is wrong", ""));
        assert_eq!(error.to_string(), "a\\u{001B}[2J\\u{000A}.txt: “\\u{202E}” is wrong");
    }

    #[test]
    fn a_missing_file_is_looked_for_nearby() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["source.ar.txt", "glossary.csv"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let message = |path: &str| {
            let gone = std::io::Error::from(ErrorKind::NotFound);
            Error::io(Action::Read, &folder.path().join(path), &gone).to_string()
        };
        assert!(message("surce.ar.txt").contains("source.ar.txt”?"), "{}", message("surce.ar.txt"));
        assert!(message("glossary").contains("glossary.csv”?"), "an extension that was forgotten");
        assert!(message("glossary.xlsx").contains("glossary.csv”?"), "another extension");
        assert!(message("unlike").contains("has a name like it"));
        assert!(message("sorce/deep/a.txt").contains("sorce” does not exist"), "{}", message("sorce/deep/a.txt"));
    }
}
