//! `glossary check`

use std::fmt::Write as _;

use super::super::Outcome;
use super::args::CheckArgs;
use super::count;
use crate::glossary::lint;
use crate::project::printer::Level;
use crate::project::{Error, Printer};
use crate::text::bidi::escape_controls;

pub(super) fn run(args: &CheckArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = args.reading.settings(&args.files);
    let glossary = super::choose(&settings, settings.source.as_ref(), settings.target.as_ref(), printer)?;
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
