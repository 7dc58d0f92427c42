//! Where results go: which format, which file, how a terminal wants them.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::args::{BidiMode, RuleArgs};
use crate::format::{self, BilingualFormat, Export};
use crate::project::error::did_you_mean;
use crate::project::pipeline::Checked;
use crate::project::{Error, Reason, io};
use crate::report::text::{Bidi, TextOptions};

/// A bilingual file to be written.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) format: &'static BilingualFormat,
}

impl Output {
    /// Understand each `[FORMAT=]FILE`, before any work is done: no input may be overwritten.
    pub(super) fn parse_all(written: &[String], inputs: &[&Path]) -> Result<Vec<Self>, Error> {
        let outputs: Vec<Self> = written.iter().map(|written| Self::parse(written)).collect::<Result<_, _>>()?;
        for (at, output) in outputs.iter().enumerate() {
            io::refuse_input_as_output(&output.path, inputs)?;
            io::refuse_missing_folder(&output.path)?;
            if outputs.iter().take(at).any(|earlier| earlier.path == output.path) {
                return Err(Error::of(
                    &output.path,
                    Reason::new("two outputs have this name", "give each a name of its own"),
                ));
            }
        }
        Ok(outputs)
    }

    fn parse(written: &str) -> Result<Self, Error> {
        if let Some((name, path)) = written.split_once('=')
            && let Some(format) = format::by_name(name)
        {
            return Ok(Self { path: path.into(), format });
        }
        let path = Path::new(written);
        if let Some((name, _)) = written.split_once('=').filter(|(name, _)| !name.contains(['/', '\\', '.'])) {
            return Err(unknown_name(name));
        }
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let format = format::by_extension(extension, None).ok_or_else(|| unknown_format(path, extension))?;
        Ok(Self { path: path.to_path_buf(), format })
    }

    /// Write `checked`.
    pub(super) fn write(&self, checked: &Checked) -> Result<(), Error> {
        let original = Path::new(&checked.file).file_name().and_then(|name| name.to_str()).unwrap_or(&checked.file);
        let export = Export { bitext: &checked.bitext, findings: &checked.findings, original };
        let text = (self.format.write)(&export);
        io::write_atomically(&self.path, |out| out.write_all(text.as_bytes()))
    }
}

fn unknown_name(name: &str) -> Error {
    let names = || format::BILINGUAL.iter().map(|format| format.name);
    let remedy = did_you_mean(name, names()).map_or_else(
        || format!("choose one of: {}", names().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean '{near}'?"),
    );
    Error::new(format!("there is no format '{name}'"), remedy)
}

fn unknown_format(path: &Path, extension: &str) -> Error {
    let names: Vec<&str> = format::BILINGUAL.iter().map(|format| format.name).collect();
    let what = format!("the ending '.{extension}' does not say which format to write");
    Error::of(
        path,
        Reason::new(what, format!("name it before the file, as in xliff-2.1=FILE; formats: {}", names.join(", "))),
    )
}

/// How findings and tables are laid out on standard output.
pub(super) fn text_options(rules: &RuleArgs) -> TextOptions {
    text_options_of(rules.bidi)
}

/// The same for a command without rules.
pub(super) fn text_options_of(bidi: BidiMode) -> TextOptions {
    let terminal = std::io::stdout().is_terminal();
    let bidi = match bidi {
        BidiMode::Isolate => Bidi::Isolate,
        BidiMode::Auto if terminal => Bidi::Isolate,
        BidiMode::Auto | BidiMode::None => Bidi::None,
    };
    let colour = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size().filter(|_| terminal).map_or(100, |(width, _)| usize::from(width.0));
    TextOptions { colour, bidi, width, reasons: false }
}

/// How findings are laid out in a file: no colour, no invisible marks.
pub(super) fn file_options() -> TextOptions {
    TextOptions { colour: false, bidi: Bidi::None, ..TextOptions::default() }
}
