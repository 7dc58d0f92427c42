//! `glossary …`: one file a subcommand.

pub(super) mod args;
mod check;
mod convert;
mod extract;
mod find;
mod list;
mod suggest;
mod trace;

use std::sync::Arc;

use self::args::{GlossaryArgs, GlossaryCommand};
use super::{Outcome, say};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::project::pipeline::Settings;
use crate::project::{Error, Printer, glossaries};

pub(super) fn run(args: &GlossaryArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    match &args.command {
        GlossaryCommand::List => list::run(printer),
        GlossaryCommand::Check(args) => check::run(args, printer),
        GlossaryCommand::Convert(args) => convert::run(args, printer),
        GlossaryCommand::Trace(args) => trace::run(args, printer),
        GlossaryCommand::Find(args) => find::run(args, printer),
        GlossaryCommand::Suggest(args) => suggest::run(args, printer),
        GlossaryCommand::Extract(args) => extract::run(args, printer),
    }
}

/// Read the glossaries of `settings` and choose their concepts for two languages.
fn choose(
    settings: &Settings,
    source: Option<&Language>,
    target: Option<&Language>,
    printer: &mut Printer,
) -> Result<Arc<Glossary>, Error> {
    let mut notes = Vec::new();
    let read = glossaries::read(settings, &mut notes);
    let chosen = read.and_then(|read| read.unwrap_or_default().choose(source, target, &mut notes));
    say(&notes, printer);
    chosen
}

/// `1 concept`, `2 concepts`.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
