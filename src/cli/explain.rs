//! `rules`, `explain RULE`, `completions SHELL`, `man`: what the program says about itself.

use std::path::Path;

use clap::CommandFactory;

use super::Outcome;
use super::args::{Cli, CompletionsArgs, ConfigArgs, ExplainArgs};
use crate::check::{self, OwnRule, Selection};
use crate::finding::Severity;
use crate::project::Error;
use crate::project::config::{self, Config};
use crate::project::pipeline;
use crate::project::printer::Printer;
use crate::text::bidi;

/// The rules of the program as it comes, then those of the project in whose folder we are.
pub(super) fn rules(args: &ConfigArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let own = configured(args)?.own;
    let built_in = check::rules::RULES.iter().map(|rule| (rule.name, rule.severity, rule.summary));
    let own = own.iter().map(|rule| (rule.name.as_str(), rule.severity, rule.message.as_str()));
    let all: Vec<(&str, Severity, &str)> = built_in.chain(own).collect();
    let width = all.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
    for (name, severity, summary) in all {
        let summary = bidi::escape_controls(summary);
        printer.print(&format!("{name:width$}  {:7}  {summary}\n", severity.as_str()))?;
    }
    Ok(Outcome::Clean)
}

fn configured(args: &ConfigArgs) -> Result<Config, Error> {
    config::find(args.start(Some(Path::new("-"))), &args.limits())
}

pub(super) fn explain(args: &ExplainArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    if let Some(rule) = check::rule(&args.rule) {
        printer.print(rule.page)?;
        return Ok(Outcome::Clean);
    }
    let own = configured(&args.config)?.own;
    let selection = Selection { own, ..Selection::default() };
    let rule = selection.own.iter().find(|rule| rule.name == args.rule);
    printer.print(&page_of(rule.ok_or_else(|| pipeline::unknown_rule(&args.rule, &selection))?))?;
    Ok(Outcome::Clean)
}

/// What can be said about a rule of the project.
fn page_of(rule: &OwnRule) -> String {
    let demand = bidi::escape_controls(&rule.demand()).into_owned();
    let message = bidi::escape_controls(&rule.message).into_owned();
    let place = bidi::escape_controls(&rule.place).into_owned();
    let (name, severity) = (&rule.name, rule.severity.as_str());
    format!(
        "# {name}\n\nA rule of this project ({place}, {severity}): {demand}.\n\n{message}\n\n\
         ## How to turn it off\n\n    [rules]\n    {name} = \"off\"\n"
    )
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
