//! `check PATH…`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::args::CheckArgs;
use super::output::{file_options, text_options};
use super::{Outcome, say};
use crate::project::config::{self, Job};
use crate::project::fix::{self, Fixed, Which};
use crate::project::pipeline::{self, Checked, Note};
use crate::project::printer::{Level, Printer};
use crate::project::{Error, io};
use crate::report::text::TextOptions;
use crate::report::{Report, Reported, json, text};
use crate::text::bidi;

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
    let mut notes = Vec::new();
    let jobs = config::jobs(&args.paths, args.rules.config.config.as_deref(), &settings, &mut notes);
    say(&notes, printer);
    let jobs = jobs?;
    // Before any work: a mistyped output must not cost the run, nor a file be mended for nothing.
    for path in outputs.iter().filter_map(|(_, path)| path.as_ref()) {
        io::refuse_input_as_output(path, &inputs(args, &jobs))?;
        io::refuse_missing_folder(path)?;
    }
    let files = check_all(args, &jobs, printer)?;
    let mended = mend(args, &files, printer)?;
    let checked: Vec<Checked> = files.into_iter().flat_map(|file| file.checked).collect();
    let reported: Vec<Reported<'_>> = checked.iter().map(Checked::reported).collect();
    let report = Report::new(&reported);
    for (write, path) in &outputs {
        match path {
            None if args.diff => {}
            None => printer.print(&write(&report, &text_options(&args.rules)))?,
            Some(path) => write_report(path, &write(&report, &file_options()), printer)?,
        }
    }
    let fails = (args.diff && mended) || checked.iter().any(Checked::fails);
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// A file that was checked and, when that was asked for, mended.
struct Examined<'a> {
    path: &'a Path,
    checked: Vec<Checked>,
    fixed: Option<Fixed>,
}

/// Write the mended files, or show what would be written; whether there is anything.
fn mend(args: &CheckArgs, files: &[Examined<'_>], printer: &mut Printer) -> Result<bool, Error> {
    let mut any = false;
    for Examined { path, fixed, .. } in files {
        let Some(fixed) = fixed.as_ref().filter(|fixed| fixed.applied > 0) else { continue };
        any = true;
        if args.diff {
            printer.print(&diff(path, fixed))?;
        } else {
            fixed.write(path)?;
            let fixes = if fixed.applied == 1 { "fix" } else { "fixes" };
            printer.message(Level::Info, &format!("{}: {} {fixes} applied", path.display(), fixed.applied));
        }
    }
    Ok(any)
}

/// What the fixes change, as a unified diff. On a terminal what steers it is shown, not obeyed.
fn diff(path: &Path, fixed: &Fixed) -> String {
    let name = path.display().to_string();
    let diff = similar::TextDiff::from_lines(fixed.before(), &fixed.text);
    let written = diff.unified_diff().header(&name, &name).to_string();
    if !std::io::stdout().is_terminal() {
        return written;
    }
    written.lines().map(|line| format!("{}\n", bidi::escape_controls(line))).collect()
}

/// Check every file, several at a time; results and messages come in the order of the files.
fn check_all<'a>(args: &'a CheckArgs, jobs: &[Arc<Job>], printer: &mut Printer) -> Result<Vec<Examined<'a>>, Error> {
    let check = |(path, job): (&'a PathBuf, &Arc<Job>)| {
        let mut notes: Vec<Note> = Vec::new();
        let (glossaries, settings) = (job.glossaries.as_ref(), &job.settings);
        let which = if args.unsafe_fixes { Which::All } else { Which::Safe };
        let examined = if args.fix || args.diff {
            fix::fix(path, which, glossaries, settings, &mut notes).map(|(checked, fixed)| (checked, Some(fixed)))
        } else {
            pipeline::check(path, glossaries, settings, &mut notes).map(|checked| (checked, None))
        };
        (notes, examined.map(|(checked, fixed)| Examined { path, checked, fixed }))
    };
    let threads = args.jobs.map_or(0, std::num::NonZeroUsize::get);
    let results: Vec<_> = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) if args.paths.len() > 1 => pool.install(|| args.paths.par_iter().zip(jobs).map(check).collect()),
        // A machine that gives no threads still gets its answer.
        _ => args.paths.iter().zip(jobs).map(check).collect(),
    };
    let mut all = Vec::new();
    let mut failure = None;
    for (notes, checked) in results {
        say(&notes, printer);
        match checked {
            Ok(checked) => all.push(checked),
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

/// Every file that is read.
fn inputs<'a>(args: &'a CheckArgs, jobs: &'a [Arc<Job>]) -> Vec<&'a Path> {
    let of_jobs = jobs.iter().flat_map(|job| job.settings.glossaries.iter().chain(&job.files));
    args.paths.iter().chain(of_jobs).map(PathBuf::as_path).collect()
}

fn write_report(path: &Path, content: &str, printer: &mut Printer) -> Result<(), Error> {
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
