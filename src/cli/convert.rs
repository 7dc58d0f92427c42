//! `convert IN OUT`

use super::args::ConvertArgs;
use super::output::Output;
use super::{Outcome, say};
use crate::finding::FailOn;
use crate::project::pipeline::{self, Checked};
use crate::project::printer::{Level, Printer};
use crate::project::{Error, Reason};

pub(super) fn run(args: &ConvertArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let outputs = Output::parse_all(std::slice::from_ref(&args.output), &[&args.input])?;
    let settings = args.reading.settings(None);
    let mut notes = Vec::new();
    let bitexts = pipeline::read_bilingual(&args.input, &settings, &mut notes);
    say(&notes, printer);
    let mut bitexts = bitexts?.into_iter();
    let (Some(bitext), rest) = (bitexts.next(), bitexts.count()) else {
        return Err(Error::of(
            &args.input,
            Reason::new("this file holds no text", "give a file with at least one unit"),
        ));
    };
    if rest > 0 {
        // Writing only the first part would lose the others.
        let what = format!("this file holds {} documents, and one can be written", rest + 1);
        return Err(Error::of(&args.input, Reason::new(what, "split it first")));
    }
    let file = args.input.display().to_string();
    let checked = Checked { file, target_file: None, bitext, findings: Vec::new(), fail_on: FailOn::default() };
    printer.message(Level::Warning, "unit ids are given anew, and inline codes and notes are not carried over");
    for output in &outputs {
        output.write(&checked)?;
        printer.message(Level::Info, &format!("wrote {}", output.path.display()));
    }
    Ok(Outcome::Clean)
}
