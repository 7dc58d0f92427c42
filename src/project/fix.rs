//! Fixes applied to a bilingual file: check, mend, check again, until nothing is left to mend.

use std::path::Path;

use super::glossaries::Glossaries;
use super::io::{self, Input};
use super::pipeline::{self, Checked, Note, Settings};
use super::{Error, Limits, Reason, decode};
use crate::finding::Fix;
use crate::format::mend::{Mended, mend};

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that cannot make a good text worse.
    Safe,
    /// Those that a person should look at too.
    All,
}

/// A file before and after.
#[derive(Debug)]
pub struct Fixed {
    input: Input,
    /// Its text with the fixes.
    pub text: String,
    /// How many fixes were applied.
    pub applied: usize,
    limits: Limits,
}

impl Fixed {
    /// Its text as it was.
    pub fn before(&self) -> &str {
        &self.input.text
    }

    /// Put the new text in the place of the file, in its own encoding, if it is another.
    ///
    /// # Errors
    /// When it cannot be written, or its encoding lacks a character that a fix needs.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        if self.text == self.input.text {
            return Ok(());
        }
        let encode = |text: &str| {
            let bytes = decode::encode(text, self.input.encoding, self.input.bom);
            bytes.map_err(|reason| Error::of(path, reason))
        };
        // In some legacy encodings one character has several codes, and somebody else may have written to the
        // file meanwhile: what is not mended must stay.
        if encode(self.before())? != io::read_file(path, &self.limits)? {
            let what = format!("this file is in {} and cannot be written back as it is now", self.input.encoding);
            return Err(Error::of(path, Reason::new(what, "run again, or convert it to UTF-8 first")));
        }
        let bytes = encode(&self.text)?;
        io::write_atomically(path, |out| out.write_all(&bytes))
    }
}

/// What is found in the bilingual file `path` with its fixes applied, and the file; nothing is written.
///
/// # Errors
/// As [`pipeline::check`].
pub fn fix(
    path: &Path,
    which: Which,
    glossaries: Option<&Glossaries>,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<(Vec<Checked>, Fixed), Error> {
    // A mended place may show another mistake; a rule that contradicts another must not go on for ever.
    const ROUNDS: usize = 8;
    if path == Path::new("-") {
        let reason = Reason::new("standard input cannot be mended in place", "give a file, or leave out --fix");
        return Err(Error::of(path, reason));
    }
    let input = io::read_text(path, &settings.limits, settings.encoding)?;
    notes.extend(input.note.iter().map(|note| Note::Warning(format!("{}: {note}", path.display()))));
    let mut text = input.text.clone();
    let mut applied = 0;
    let mut checked = pipeline::check_text(path, &text, glossaries, settings, notes)?;
    for _ in 0..ROUNDS {
        let mended = mended(path, &text, &checked, which)?;
        if mended.applied == 0 {
            break;
        }
        applied += mended.applied;
        text = mended.text;
        // What was to be said about the file has been said.
        checked = pipeline::check_text(path, &text, glossaries, settings, &mut Vec::new())?;
    }
    Ok((checked, Fixed { input, text, applied, limits: settings.limits }))
}

fn mended(path: &Path, text: &str, checked: &[Checked], which: Which) -> Result<Mended, Error> {
    let wanted = |fix: &&Fix| fix.safe || which == Which::All;
    let fixes: Vec<_> = checked
        .iter()
        .map(|checked| {
            let fixes = checked.findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(wanted);
            (&checked.bitext.target.document, fixes.collect())
        })
        .collect();
    Ok(mend(text, pipeline::format_of(path, text)?, &fixes))
}
