//! `rules`, `explain RULE`, `completions SHELL`, `man`: what the program says about itself.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Cli, CompletionsArgs, ExplainArgs};
use crate::check;
use crate::project::Error;
use crate::project::pipeline;
use crate::project::printer::Printer;

pub(super) fn rules(printer: &mut Printer) -> Result<Outcome, Error> {
    let width = check::rules::RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in check::rules::RULES {
        printer.print(&format!("{:width$}  {:7}  {}\n", rule.name, rule.severity.as_str(), rule.summary))?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn explain(args: &ExplainArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let rule = check::rule(&args.rule).ok_or_else(|| pipeline::unknown_rule(&args.rule))?;
    printer.print(rule.page)?;
    Ok(Outcome::Clean)
}

pub(super) fn completions(args: &CompletionsArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tarjuman", &mut script);
    printer.print_with(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

pub(super) fn man(printer: &mut Printer) -> Result<Outcome, Error> {
    printer.print_with(|out| clap_mangen::Man::new(Cli::command()).render(&mut &mut *out))?;
    Ok(Outcome::Clean)
}
