//! `glossary convert`

use std::path::Path;

use super::super::{Outcome, say};
use super::args::ConvertArgs;
use super::count;
use crate::format::{self, GlossaryFormat};
use crate::glossary::{Declared, Entry, Extra, Termbase};
use crate::project::error::did_you_mean;
use crate::project::printer::Level;
use crate::project::{Error, Printer, Reason, glossaries, io};

pub(super) fn run(args: &ConvertArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let (path, format) = output(&args.output)?;
    io::refuse_input_as_output(path, &[&args.input])?;
    io::refuse_missing_folder(path)?;
    let mut notes = Vec::new();
    let read = glossaries::read_file(&args.input, &args.reading.settings(&[]), &mut notes);
    say(&notes, printer);
    let base = kept(read?, format, printer);
    refuse_nameless(&args.input, &base, format)?;
    if base.entries.is_empty() {
        let what = "no concept of this glossary can be written in that format";
        return Err(Error::of(&args.input, Reason::new(what, "choose a format for several languages, such as toml")));
    }
    let text = (format.write)(&base);
    io::write_atomically(path, |out| out.write_all(text.as_bytes()))?;
    printer.message(Level::Info, &format!("wrote {}, {}", path.display(), count(base.entries.len(), "concept")));
    Ok(Outcome::Clean)
}

/// Understand `[FORMAT=]FILE`.
pub(super) fn output(written: &str) -> Result<(&Path, &'static GlossaryFormat), Error> {
    if let Some((name, path)) = written.split_once('=')
        && let Some(format) = format::glossary_by_name(name)
    {
        return Ok((Path::new(path), format));
    }
    let names = || format::GLOSSARIES.iter().map(|format| format.name);
    let choices = || names().collect::<Vec<_>>().join(", ");
    if let Some((name, _)) = written.split_once('=').filter(|(name, _)| !name.contains(['/', '\\', '.'])) {
        let remedy = did_you_mean(name, names())
            .map_or_else(|| format!("choose one of: {}", choices()), |near| format!("did you mean '{near}'?"));
        return Err(Error::new(format!("there is no glossary format '{name}'"), remedy));
    }
    let path = Path::new(written);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let format = format::glossary_by_extension(extension, None).ok_or_else(|| {
        let what = format!("the ending '.{extension}' does not say which glossary format to write");
        Error::of(path, Reason::new(what, format!("name it before the file, as in tbx-2=FILE; formats: {}", choices())))
    })?;
    Ok((path, format))
}

/// What the format can hold; what it cannot is told.
fn kept(mut base: Termbase, format: &GlossaryFormat, printer: &mut Printer) -> Termbase {
    let lost = if matches!(format.name, "csv" | "tsv") { elements(&base) } else { 0 };
    if lost > 0 {
        let what = format!("{} of TBX left out, having no place in {}", count(lost, "element"), format.name);
        printer.message(Level::Warning, &what);
    }
    if matches!(format.name, "csv" | "tsv") {
        let first = base.languages().first().map(|language| (*language).clone());
        let before = base.entries.len();
        let has_row = |entry: &Entry| {
            let mut filled = entry.sections.iter().filter(|section| !section.terms.is_empty());
            filled.clone().any(|section| Some(&section.language) == first.as_ref()) && filled.nth(1).is_some()
        };
        base.entries.retain(has_row);
        if base.entries.len() < before {
            let left = count(before - base.entries.len(), "concept");
            let what = format!("{left} without a term of the first language, or of any other, left out");
            printer.message(Level::Warning, &what);
        }
    }
    base
}

/// How many elements of TBX the model had no place for.
fn elements(base: &Termbase) -> usize {
    let terms = |section: &crate::glossary::Section| section.terms.iter().map(|term| of(&term.extras)).sum::<usize>();
    let sections =
        |entry: &Entry| entry.sections.iter().map(|section| of(&section.extras) + terms(section)).sum::<usize>();
    base.entries.iter().map(|entry| of(&entry.extras) + sections(entry)).sum()
}

fn of(extras: &[Extra]) -> usize {
    extras.iter().filter(|extra| matches!(extra, Extra::Element(_))).count()
}

/// TBX says of each term in which language it is.
fn refuse_nameless(input: &Path, base: &Termbase, format: &GlossaryFormat) -> Result<(), Error> {
    let is_nameless = base.languages().into_iter().any(|language| matches!(language, Declared::Side(_)));
    if format.name.starts_with("tbx") && is_nameless {
        let what = "the glossary does not say in which languages its terms are, and TBX needs them";
        return Err(Error::of(input, Reason::new(what, "say --source-lang and --target-lang")));
    }
    Ok(())
}
