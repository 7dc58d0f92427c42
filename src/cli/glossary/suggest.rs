//! `glossary suggest`

use super::super::{Outcome, say};
use super::args::SuggestArgs;
use crate::format::glossary_csv::write_csv;
use crate::glossary::{Concept, Declared, Entry, Extra, Glossary, Section, Suggestion, Termbase, WordCounts, suggest};
use crate::language::Side;
use crate::project::pipeline::Settings;
use crate::project::printer::Level;
use crate::project::{Error, Printer};

/// How many forms of one term are proposed.
const MOST: usize = 6;

/// The rows of the concepts that might list more forms, with the new ones among them and in a column
/// of their own how often each was seen.
pub(super) fn run(args: &SuggestArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = Settings { source: args.lang.clone(), glossaries: args.glossaries.clone(), ..Settings::default() };
    let glossary = super::choose(&settings, args.lang.as_ref(), None, printer)?;
    let language = super::check::language_of(&glossary, args.lang.as_ref());
    let mut corpus = WordCounts::default();
    for path in &args.corpus {
        let mut notes = Vec::new();
        let halves = super::check::read_halves(path, &Settings::default(), &mut notes);
        say(&notes, printer);
        for (_, half) in halves?.iter().filter(|(_, half)| half.language.same_language(&language)) {
            corpus.add(&half.document.text, language.profile());
        }
    }
    let counted = !args.corpus.is_empty();
    let found = suggest(&glossary, &language, Some(&corpus).filter(|_| counted));
    let groups = found.chunk_by(|a, b| a.concept == b.concept);
    let entries: Vec<Entry> = groups.filter_map(|group| entry(&glossary, group, counted)).collect();
    let (rows, what) =
        (entries.len(), "remove from 'forms' what is wrong, and put the rows in the place of the old ones");
    if !entries.is_empty() {
        printer.print(&write_csv(&Termbase { entries, ..Termbase::default() }))?;
    }
    let remedy = if rows > 0 { format!("; {what}") } else { String::new() };
    printer.message(Level::Info, &format!("{} with suggestions{remedy}", super::count(rows, "concept")));
    Ok(Outcome::Clean)
}

/// The concept with the suggested forms in its source terms.
fn entry(glossary: &Glossary, group: &[Suggestion], counted: bool) -> Option<Entry> {
    let concept: Concept = glossary.concepts.get(group.first()?.concept)?.clone();
    let mut source = concept.source;
    let mut told = Vec::new();
    for (at, term) in source.iter_mut().enumerate() {
        for one in group.iter().filter(|one| one.term == at).take(MOST) {
            told.push(if counted { format!("{} ({})", one.form, one.seen) } else { one.form.clone() });
            term.forms.push(one.form.clone());
        }
    }
    let mut target = concept.target;
    let suggested = Extra::Field { name: "suggested".to_owned(), value: told.join(", ") };
    target.first_mut()?.extras.push(suggested);
    let section = |side, terms| Section { terms, ..Section::new(Declared::Side(side)) };
    Some(Entry {
        id: concept.id,
        kind: concept.kind,
        domain: concept.domain,
        definition: concept.definition,
        note: concept.note,
        context: concept.context,
        sections: vec![section(Side::Source, source), section(Side::Target, target)],
        ..Entry::default()
    })
}
