//! `align SOURCE TARGET`

use std::path::Path;

use super::args::{AlignArgs, AlignFormat};
use super::output::{Output, text_options};
use super::{Outcome, say};
use crate::format::{self, Export};
use crate::project::Error;
use crate::project::pipeline::{self, Checked};
use crate::project::printer::{Level, Printer};
use crate::report::{Report, alignment, text};

pub(super) fn run(args: &AlignArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let mut settings = args.input.settings(Some(&args.rules));
    settings.lexicons.clone_from(&args.lexicons);
    settings.segmented = args.segmented;
    // Before any work: a mistyped output must not cost the run.
    let mut inputs: Vec<&Path> = vec![&args.source, &args.target];
    inputs.extend(args.input.glossaries.iter().chain(&args.lexicons).map(std::path::PathBuf::as_path));
    let outputs = Output::parse_all(&args.outputs, &inputs)?;
    let mut notes = Vec::new();
    let checked = pipeline::align(&args.source, &args.target, &settings, &mut notes);
    say(&notes, printer);
    let checked = checked?;
    for output in &outputs {
        output.write(&checked)?;
    }
    print(args, &checked, printer)?;
    for output in &outputs {
        printer.message(Level::Info, &format!("wrote {}", output.path.display()));
    }
    let fails = checked.findings.iter().any(|finding| args.rules.fail_on.fails(finding.severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

fn print(args: &AlignArgs, checked: &Checked, printer: &mut Printer) -> Result<(), Error> {
    let reported = [checked.reported()];
    let report = Report::new(&reported);
    let bitext = &checked.bitext;
    let options = text_options(&args.rules);
    let default = if args.outputs.is_empty() { AlignFormat::Table } else { AlignFormat::Findings };
    let export = |name: &str| {
        let original = args.source.file_name().and_then(|name| name.to_str()).unwrap_or_default();
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
