//! `align SOURCE TARGET`; many documents in one run: [`super::batch`].

use std::path::Path;

use super::args::{AlignArgs, AlignFormat};
use super::output::{Output, text_options};
use super::{Outcome, batch, say};
use crate::format::{self, Export};
use crate::project::Error;
use crate::project::config;
use crate::project::pipeline::{self, Checked, Settings};
use crate::project::printer::{Level, Printer, Verbosity};
use crate::report::text::TextOptions;
use crate::report::{Report, alignment, text};

pub(super) fn run(args: &AlignArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    match (&args.pairs, &args.source, &args.target) {
        (Some(list), _, _) => batch::pairs(args, list, printer),
        (None, Some(source), Some(target)) => two_files(args, source, target, printer),
        // The parser asks for the two files unless there is one of the options.
        _ => batch::jsonl(args, printer),
    }
}

/// What the options say about every way to run.
///
/// The configuration is that of `text`, the draft or the list of drafts; texts from standard input
/// have one only when it is named.
pub(super) fn settings(args: &AlignArgs, text: Option<&Path>, printer: &mut Printer) -> Result<Settings, Error> {
    let told = args.input.settings(Some(&args.rules));
    let config = config::find(args.rules.config.start(text), &told.limits)?;
    say(config.note().as_slice(), printer);
    let mut settings = config.complete(told);
    settings.lexicons.clone_from(&args.lexicons);
    settings.embeddings.clone_from(&args.embeddings);
    settings.confirmed.clone_from(&args.confirmed);
    settings.segmented = args.segmented;
    settings.unchecked = is_only_alignment(args);
    settings.limits.line_size = args.max_line_size.unwrap_or(settings.limits.line_size);
    Ok(settings)
}

/// Whether only numbers and offsets of beads were asked for, which say nothing about findings.
fn is_only_alignment(args: &AlignArgs) -> bool {
    let bare = matches!(args.format, Some(AlignFormat::Beads | AlignFormat::Spans));
    bare && args.outputs.is_empty() && args.input.glossaries.is_empty() && args.rules.select.is_empty()
}

fn two_files(args: &AlignArgs, source: &Path, target: &Path, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = settings(args, Some(target), printer)?;
    // Before any work: a mistyped output must not cost the run.
    let mut inputs: Vec<&Path> = vec![source, target];
    inputs.extend(
        settings.glossaries.iter().chain(&args.lexicons).chain(&args.confirmed).map(std::path::PathBuf::as_path),
    );
    let outputs = Output::parse_all(&args.outputs, &inputs)?;
    let mut notes = Vec::new();
    let checked = pipeline::align(source, target, &settings, &mut notes);
    say(&notes, printer);
    let checked = checked?;
    for output in &outputs {
        output.write(&checked)?;
    }
    print(args, source, &checked, printer)?;
    for output in &outputs {
        printer.message(Level::Info, &format!("wrote {}", output.path.display()));
    }
    Ok(if checked.fails() { Outcome::Findings } else { Outcome::Clean })
}

fn print(args: &AlignArgs, source: &Path, checked: &Checked, printer: &mut Printer) -> Result<(), Error> {
    let reported = [checked.reported()];
    let report = Report::new(&reported);
    let bitext = &checked.bitext;
    let options = TextOptions { reasons: printer.verbosity() == Verbosity::Verbose, ..text_options(&args.rules) };
    let default = if args.outputs.is_empty() { AlignFormat::Table } else { AlignFormat::Findings };
    let export = |name: &str| {
        let original = source.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let export = Export { bitext, findings: &checked.findings, original };
        format::by_name(name).map(|format| (format.write)(&export)).unwrap_or_default()
    };
    let printed = match args.format.unwrap_or(default) {
        AlignFormat::Table => format!("{}\n{}", alignment::table(bitext, &options), text::full(&report, &options)),
        AlignFormat::Findings => text::full(&report, &options),
        AlignFormat::Json => alignment::json(bitext, &report),
        AlignFormat::Jsonl => alignment::jsonl(bitext),
        AlignFormat::Tsv => alignment::tsv(bitext),
        AlignFormat::Beads => alignment::beads(bitext),
        AlignFormat::Spans => alignment::spans(bitext),
        AlignFormat::Xliff => export("xliff-1.2"),
        AlignFormat::Tmx => export("tmx"),
    };
    printer.print(&printed)
}
