//! `glossary check|find`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::args::{GlossaryArgs, GlossaryCommand};
use super::{Outcome, say};
use crate::glossary::{Glossary, Matcher, lint};
use crate::language::{Language, Side};
use crate::project::Error;
use crate::project::pipeline::{self, Settings};
use crate::project::printer::{Level, Printer};
use crate::text::Offsets;
use crate::text::bidi::escape_controls;

pub(super) fn run(args: &GlossaryArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    match &args.command {
        GlossaryCommand::Check { files } => check(files, printer),
        GlossaryCommand::Find { glossaries, lang, target, file } => {
            let side = if *target { Side::Target } else { Side::Source };
            find(glossaries, lang.as_ref(), side, file, printer)
        }
    }
}

fn read(files: &[PathBuf], printer: &mut Printer) -> Result<Glossary, Error> {
    let settings = Settings { glossaries: files.to_vec(), ..Settings::default() };
    let mut notes = Vec::new();
    let glossary = pipeline::read_glossaries(&settings, &mut notes);
    say(&notes, printer);
    Ok(glossary?.unwrap_or_default())
}

fn check(files: &[PathBuf], printer: &mut Printer) -> Result<Outcome, Error> {
    let glossary = read(files, printer)?;
    let conflicts = lint(&glossary);
    let mut out = String::new();
    for conflict in &conflicts {
        let file = glossary.files.get(conflict.file).map_or("", |file| file.name.as_str());
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}:{}: {}", escape_controls(file), conflict.line, escape_controls(&conflict.message));
    }
    printer.print(&out)?;
    let (concepts, faults) = (glossary.concepts.len(), conflicts.len());
    printer.message(Level::Info, &format!("{}, {}", count(concepts, "concept"), count(faults, "fault")));
    Ok(if conflicts.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn find(
    glossaries: &[PathBuf],
    lang: Option<&Language>,
    side: Side,
    file: &Path,
    printer: &mut Printer,
) -> Result<Outcome, Error> {
    let glossary = read(glossaries, printer)?;
    let settings = Settings { source: lang.cloned(), segmented: true, ..Settings::default() };
    let mut notes = Vec::new();
    let half = pipeline::read_document(file, Side::Source, &settings, &mut notes);
    say(&notes, printer);
    let half = half?;
    let matcher = Matcher::new(&glossary, side, &half.language);
    let mut out = String::new();
    for segment in &half.document.segments {
        let text = segment.span.text(&half.document.text);
        for found in matcher.occurrences(text) {
            let concept = glossary.concepts.get(found.concept).map_or("", |concept| concept.id.as_str());
            // Columns count from 1 and stand for the first character of the segment.
            let chars = |byte: usize| segment.place.column - 1 + Offsets::of(text, byte).char;
            let (start, end) = (chars(found.span.start), chars(found.span.end));
            let surface = found.span.text(text).replace('\t', " ");
            let certainty = found.certainty.as_str();
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{}\t{concept}\t{start}\t{end}\t{surface}\t{certainty}", segment.place.line);
        }
    }
    printer.print(&out)?;
    Ok(Outcome::Clean)
}
