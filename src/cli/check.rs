//! `check PATH…`

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::CheckArgs;
use super::output::{file_options, text_options};
use super::{Outcome, say};
use crate::project::glossaries::{self, Glossaries};
use crate::project::pipeline::{self, Checked, Note, Settings};
use crate::project::printer::{Level, Printer};
use crate::project::{Error, io};
use crate::report::text::TextOptions;
use crate::report::{Report, Reported, json, text};

/// The formats of a report and the functions that write them.
type Writer = fn(&Report<'_>, &TextOptions) -> String;
const FORMATS: [(&str, Writer); 4] = [
    ("full", text::full),
    ("concise", text::concise),
    ("json", |report, _| json::json(report)),
    ("jsonl", |report, _| json::jsonl(report)),
];

pub(super) fn run(args: &CheckArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let outputs: Vec<(Writer, Option<PathBuf>)> =
        args.output_format.iter().map(|written| parse_output(written)).collect::<Result<_, _>>()?;
    let settings = args.input.settings(Some(&args.rules));
    pipeline::known_rules(&settings.selection)?;
    let mut notes = Vec::new();
    let glossaries = glossaries::read(&settings, &mut notes);
    say(&notes, printer);
    let checked = check_all(args, glossaries?.as_ref(), &settings, printer)?;
    let reported: Vec<Reported<'_>> = checked.iter().map(Checked::reported).collect();
    let report = Report::new(&reported);
    for (write, path) in &outputs {
        match path {
            None => printer.print(&write(&report, &text_options(&args.rules)))?,
            Some(path) => write_report(path, &write(&report, &file_options()), args, printer)?,
        }
    }
    let mut findings = checked.iter().flat_map(|checked| &checked.findings);
    let fails = findings.any(|finding| args.rules.fail_on.fails(finding.severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// Check every file, several at a time; results and messages come in the order of the files.
fn check_all(
    args: &CheckArgs,
    glossaries: Option<&Glossaries>,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Vec<Checked>, Error> {
    let check = |path: &PathBuf| {
        let mut notes: Vec<Note> = Vec::new();
        let checked = pipeline::check(path, glossaries, settings, &mut notes);
        (notes, checked)
    };
    let threads = args.jobs.map_or(0, std::num::NonZeroUsize::get);
    let results: Vec<_> = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) if args.paths.len() > 1 => pool.install(|| args.paths.par_iter().map(check).collect()),
        // A machine that gives no threads still gets its answer.
        _ => args.paths.iter().map(check).collect(),
    };
    let mut all = Vec::new();
    let mut failure = None;
    for (notes, checked) in results {
        say(&notes, printer);
        match checked {
            Ok(checked) => all.extend(checked),
            Err(error) => {
                // Every file that could not be checked is named, not only the first.
                if let Some(earlier) = failure.replace(error) {
                    printer.error(&earlier);
                }
            }
        }
    }
    failure.map_or(Ok(all), Err)
}

fn write_report(path: &Path, content: &str, args: &CheckArgs, printer: &mut Printer) -> Result<(), Error> {
    let inputs: Vec<&Path> = args.paths.iter().chain(&args.input.glossaries).map(PathBuf::as_path).collect();
    io::refuse_input_as_output(path, &inputs)?;
    io::write_atomically(path, |out| out.write_all(content.as_bytes()))?;
    printer.message(Level::Info, &format!("wrote {}", path.display()));
    Ok(())
}

/// Understand `FORMAT[=FILE]`.
fn parse_output(written: &str) -> Result<(Writer, Option<PathBuf>), Error> {
    let (name, path) =
        written.split_once('=').map_or((written, None), |(name, path)| (name, Some(PathBuf::from(path))));
    match FORMATS.iter().find(|(known, _)| *known == name) {
        Some(&(_, write)) => Ok((write, path)),
        None => {
            let names = FORMATS.map(|(name, _)| name).join(", ");
            Err(Error::new(format!("there is no report format '{name}'"), format!("choose one of: {names}")))
        }
    }
}
