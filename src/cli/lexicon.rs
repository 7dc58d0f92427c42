//! `lexicon learn`

use std::path::Path;

use super::args::{LearnArgs, LexiconArgs, LexiconCommand};
use super::{Outcome, say};
use crate::align::learn::{LearnOptions, to_table};
use crate::project::pipeline::Settings;
use crate::project::printer::{Level, Printer};
use crate::project::{Error, io, lexicons};

pub(super) fn run(args: &LexiconArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    match &args.command {
        LexiconCommand::Learn(args) => learn(args, printer),
    }
}

fn learn(args: &LearnArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let inputs: Vec<&Path> = args.bitexts.iter().map(std::path::PathBuf::as_path).collect();
    if let Some(output) = &args.output {
        io::refuse_input_as_output(output, &inputs)?;
    }
    let settings = Settings {
        source: args.source_lang.clone(),
        target: args.target_lang.clone(),
        encoding: args.encoding,
        ..Settings::default()
    };
    let options = LearnOptions { min_count: args.min_count, ..LearnOptions::default() };
    let mut notes = Vec::new();
    let learned = lexicons::learn(&inputs, &settings, options, &mut notes);
    say(&notes, printer);
    let learned = learned?;
    let table = to_table(&learned.list);
    let said = format!("{} words from {} units", learned.list.len(), learned.units);
    match &args.output {
        None => printer.print(&table)?,
        Some(output) => io::write_atomically(output, |out| out.write_all(table.as_bytes()))?,
    }
    let written = args.output.as_ref().map(|output| format!("; wrote {}", output.display()));
    printer.message(Level::Info, &format!("{said}{}", written.unwrap_or_default()));
    Ok(Outcome::Clean)
}
