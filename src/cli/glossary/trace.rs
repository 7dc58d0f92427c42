//! `glossary trace`

use super::super::Outcome;
use super::super::output::text_options_of;
use super::args::TraceArgs;
use crate::glossary::{Concept, Glossary, Term, trace};
use crate::language::{self, Side};
use crate::project::error::did_you_mean;
use crate::project::pipeline::Settings;
use crate::project::{Error, Printer};
use crate::report;
use crate::text::fold;

pub(super) fn run(args: &TraceArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let side = if args.target { Side::Target } else { Side::Source };
    let language =
        args.lang.clone().unwrap_or_else(|| language::detect(&format!("{} {}", args.text, args.term)).language);
    let glossary = if args.glossaries.is_empty() {
        alone(&args.term, side)
    } else {
        let (source, target) = if args.target { (None, Some(&language)) } else { (Some(&language), None) };
        let settings = Settings { glossaries: args.glossaries.clone(), ..Settings::default() };
        Glossary::clone(&*super::choose(&settings, source, target, printer)?)
    };
    let wanted = named(&glossary, &args.term, side)?;
    let mut out = String::new();
    for (concept, term) in wanted {
        let traced = trace(&glossary, (concept, term), side, &language, &args.text);
        let Some(entry) = glossary.concepts.get(concept) else { continue };
        let Some(written) = entry.terms(side).get(term) else { continue };
        let place = match entry.id.as_str() {
            "" => String::new(),
            id => format!("{id}, {}:{}", glossary.file_name(entry), written.line),
        };
        let shown = report::trace::Traced {
            trace: &traced,
            term: written,
            place: &place,
            text: &args.text,
            language: &language,
        };
        out += &report::trace::trace(&shown, &text_options_of(args.bidi));
    }
    printer.print(&out)?;
    Ok(Outcome::Clean)
}

/// A glossary of one term that is in none.
fn alone(text: &str, side: Side) -> Glossary {
    let mut concept = Concept::default();
    let term = Term { text: text.to_owned(), ..Term::default() };
    match side {
        Side::Source => concept.source.push(term),
        Side::Target => concept.target.push(term),
    }
    let mut glossary = Glossary::default();
    glossary.add("", vec![concept]);
    glossary
}

/// The terms that are written so, or all terms of the concept of this id.
fn named(glossary: &Glossary, wanted: &str, side: Side) -> Result<Vec<(usize, usize)>, Error> {
    let mut found = Vec::new();
    for (at, concept) in glossary.concepts.iter().enumerate() {
        for (number, term) in concept.terms(side).iter().enumerate() {
            if concept.id == wanted || term.written().any(|text| fold(text) == fold(wanted)) {
                found.push((at, number));
            }
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let terms = glossary.concepts.iter().flat_map(|concept| concept.terms(side)).map(|term| term.text.as_str());
    let ids = glossary.concepts.iter().map(|concept| concept.id.as_str());
    let remedy = did_you_mean(wanted, terms.chain(ids)).map_or_else(
        || "leave out --glossary to trace it by itself".to_owned(),
        |near| format!("did you mean '{near}'?"),
    );
    Err(Error::new(format!("no term or concept of the glossary is called '{wanted}'"), remedy))
}
