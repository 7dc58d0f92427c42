//! `glossary find`

use std::fmt::Write as _;

use super::super::{Outcome, say};
use super::args::FindArgs;
use crate::glossary::Matcher;
use crate::language::{Language, Side};
use crate::project::glossaries::languages_of_name;
use crate::project::pipeline::{self, Settings};
use crate::project::{Error, Printer};
use crate::text::Offsets;

/// One line an occurrence: line, concept, first and last code point in the line, words, certainty.
pub(super) fn run(args: &FindArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = Settings {
        source: args.lang.clone(),
        segmented: true,
        glossaries: args.glossaries.clone(),
        ..Settings::default()
    };
    let mut notes = Vec::new();
    let half = pipeline::read_document(&args.file, Side::Source, &settings, &mut notes);
    say(&notes, printer);
    let half = half?;
    // The language of the text says which terms are looked for; the other side is the next best.
    let (side, source, target) = if args.target {
        (Side::Target, None, Some(&half.language))
    } else {
        (Side::Source, Some(&half.language), args.target_lang.as_ref())
    };
    let glossary = super::choose(&Settings { source: None, ..settings }, source, target, printer)?;
    let matcher = match side {
        Side::Source => Matcher::between(&glossary, &half.language, &renderings_in(args)),
        Side::Target => Matcher::new(&glossary, side, &half.language),
    };
    let mut out = String::new();
    for segment in &half.document.segments {
        let text = segment.span.text(&half.document.text);
        for found in matcher.occurrences(text) {
            let concept = glossary.concepts.get(found.concept).map_or("", |concept| concept.id.as_str());
            // Columns count from 1 and stand for the first character of the segment.
            let chars = |byte: usize| segment.place.column - 1 + Offsets::of(text, byte).char;
            let (start, end) = (chars(found.span.start), chars(found.span.end));
            let surface = found.span.text(text).replace('\t', " ");
            let certainty = found.certainty.as_str();
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{}\t{concept}\t{start}\t{end}\t{surface}\t{certainty}", segment.place.line);
        }
    }
    printer.print(&out)?;
    Ok(Outcome::Clean)
}

/// The language of the renderings: which expressions hide a term depends on how they are rendered.
fn renderings_in(args: &FindArgs) -> Language {
    let named = args.glossaries.iter().find_map(|path| languages_of_name(path)).map(|(_, target)| target);
    let tag = named.as_deref().unwrap_or("en");
    args.target_lang.clone().or_else(|| Language::from_tag(tag).ok()).unwrap_or_else(|| Language::neutral(tag))
}
