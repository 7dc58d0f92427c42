//! `glossary check`

use std::fmt::Write as _;
use std::path::Path;

use super::super::{Outcome, say};
use super::args::CheckArgs;
use super::count;
use crate::bitext::Half;
use crate::glossary::{Conflict, Glossary, Term, claimed_forms, lint, unused};
use crate::language::{self, Language, Side};
use crate::project::pipeline::{self, Settings};
use crate::project::printer::Level;
use crate::project::{Error, Printer};
use crate::text::bidi::escape_controls;

/// One line a fault: file, line, column, what is wrong, name of the check.
pub(super) fn run(args: &CheckArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = args.reading.settings(&args.files);
    let glossary = super::choose(&settings, settings.source.as_ref(), settings.target.as_ref(), printer)?;
    let mut conflicts = lint(&glossary);
    conflicts.extend(claimed_forms(&glossary, &language_of(&glossary, settings.source.as_ref())));
    if !args.corpus.is_empty() {
        conflicts.extend(unused_in(&glossary, args, &settings, printer)?);
    }
    conflicts.sort_by_key(|conflict| (conflict.file, conflict.line, conflict.column));
    let mut out = String::new();
    for Conflict { code, file, line, column, message } in &conflicts {
        let file = glossary.files.get(*file).map_or("", |file| file.name.as_str());
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}:{line}:{column}: {} [{code}]", escape_controls(file), escape_controls(message));
    }
    printer.print(&out)?;
    let (concepts, faults) = (glossary.concepts.len(), conflicts.len());
    printer.message(Level::Info, &format!("{}, {}", count(concepts, "concept"), count(faults, "fault")));
    Ok(if conflicts.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// The language of the source terms: the one that was told, or what their words look like.
pub(super) fn language_of(glossary: &Glossary, told: Option<&Language>) -> Language {
    if let Some(language) = told {
        return language.clone();
    }
    let terms = glossary.concepts.iter().flat_map(|concept| &concept.source);
    let words: Vec<&str> = terms.flat_map(Term::written).take(2_000).collect();
    language::detect(&words.join(" ")).language
}

/// The concepts that the corpus lacks on the sides it has.
fn unused_in(
    glossary: &Glossary,
    args: &CheckArgs,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Vec<Conflict>, Error> {
    let mut halves: Vec<(Side, Half)> = Vec::new();
    for path in &args.corpus {
        let mut notes = Vec::new();
        let read = read_halves(path, settings, &mut notes);
        say(&notes, printer);
        halves.extend(read?);
    }
    let texts = halves.iter().flat_map(|(side, half)| {
        let segments = half.document.segments.iter();
        segments.map(move |segment| (*side, &half.language, segment.span.text(&half.document.text)))
    });
    Ok(unused(glossary, texts))
}

/// Both sides of a bilingual file; a document on the side whose language it is in.
pub(super) fn read_halves(
    path: &Path,
    settings: &Settings,
    notes: &mut Vec<pipeline::Note>,
) -> Result<Vec<(Side, Half)>, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if crate::format::by_extension(extension, None).is_some() {
        let bitexts = pipeline::read_bilingual(path, settings, notes)?;
        let sides =
            bitexts.into_iter().flat_map(|bitext| [(Side::Source, bitext.source), (Side::Target, bitext.target)]);
        return Ok(sides.collect());
    }
    let half = pipeline::read_document(path, Side::Source, &Settings { source: None, ..settings.clone() }, notes)?;
    let is_target = settings.target.as_ref().is_some_and(|target| target.same_language(&half.language));
    Ok(vec![(if is_target { Side::Target } else { Side::Source }, half)])
}
