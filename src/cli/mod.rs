//! Floor 7: the command line. One file a command; this one parses and says how it ended.
//!
//! Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 it could not be done.

mod align;
mod args;
mod batch;
mod check;
mod convert;
mod explain;
mod glossary;
mod lexicon;
mod output;
mod segment;

use std::process::ExitCode;

use clap::Parser;

use crate::project::Error;
use crate::project::pipeline::Note;
use crate::project::printer::{Level, Printer, Verbosity};
use args::{Cli, Command};

/// How a command that could be done ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Findings,
}

/// Run the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.common.color.apply();
    let mut printer = Printer::new(cli.common.verbosity());
    let outcome = run(&cli, &mut printer);
    // Even a run that failed may have printed something first.
    let outcome = outcome.and_then(|outcome| printer.finish().map(|()| outcome));
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            printer.error(&error);
            ExitCode::from(Error::STATUS)
        }
    }
}

fn run(cli: &Cli, printer: &mut Printer) -> Result<Outcome, Error> {
    match &cli.command {
        Command::Align(args) => align::run(args, printer),
        Command::Check(args) => check::run(args, printer),
        Command::Convert(args) => convert::run(args, printer),
        Command::Segment(args) => segment::run(args, printer),
        Command::Glossary(args) => glossary::run(args, printer),
        Command::Lexicon(args) => lexicon::run(args, printer),
        Command::Rules(args) => explain::rules(args, printer),
        Command::Explain(args) => explain::explain(args, printer),
        Command::Completions(args) => explain::completions(args, printer),
        Command::Man => explain::man(printer),
    }
}

/// Say the notes of a job on standard error.
fn say(notes: &[Note], printer: &mut Printer) {
    for note in notes {
        match note {
            Note::Detail(text) => printer.message(Level::Detail, text),
            Note::Info(text) => printer.message(Level::Info, text),
            Note::Warning(text) => printer.message(Level::Warning, text),
        }
    }
}

impl args::Common {
    const fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}
