//! `glossary extract`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::{Outcome, say};
use super::args::ExtractArgs;
use super::convert;
use crate::bitext::Bitext;
use crate::extract::{Candidate, ExtractOptions, extract};
use crate::format::{self, unique_slug};
use crate::glossary::{Declared, Entry, Extra, Glossary, Kind, Matcher, Section, Status, Term, Termbase};
use crate::language::{Language, Side};
use crate::project::pipeline::{self, Note, Settings};
use crate::project::printer::Level;
use crate::project::{Error, Printer, Reason, builtin, io};

/// Beads that are less sure than this teach nothing.
const SURE: f64 = 0.5;
/// Characters of each side of an example.
const EXAMPLE: usize = 160;

pub(super) fn run(args: &ExtractArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let output = args.output.as_deref().map(convert::output).transpose()?;
    if let Some((path, _)) = output {
        let inputs: Vec<&Path> = args.files.iter().map(PathBuf::as_path).collect();
        io::refuse_input_as_output(path, &inputs)?;
        io::refuse_missing_folder(path)?;
    }
    let settings = args.reading.settings(&args.glossaries);
    let mut notes = Vec::new();
    let read = read(&args.files, &settings, &mut notes);
    say(&notes, printer);
    let bitexts = read?;
    let Some(first) = bitexts.first() else {
        return Err(Error::new("there is no text in these files", "give a file with at least one unit"));
    };
    let (source, target) = (first.source.language.clone(), first.target.language.clone());
    let units: Vec<(&str, &str)> = bitexts.iter().flat_map(units).collect();
    let options = ExtractOptions { min_count: args.min_count, most: args.most, ..ExtractOptions::default() };
    let mut found = extract(&units, &source, &target, options);
    if !args.glossaries.is_empty() {
        let known = super::choose(&settings, Some(&source), Some(&target), printer)?;
        let before = found.len();
        let matcher = Matcher::new(&known, Side::Source, &source);
        found.retain(|candidate| !covers(&matcher, &candidate.source));
        let left = super::count(before - found.len(), "candidate");
        printer.message(Level::Info, &format!("{left} known to the glossary left out"));
    }
    mark_titles(&mut found, &source, &target);
    let base = termbase(&found, &units, &source, &target);
    let (path, format) = output.unzip();
    let text = (format.unwrap_or(format::GLOSSARY_CSV).write)(&base);
    match path {
        None => printer.print(&text)?,
        Some(path) => io::write_atomically(path, |out| out.write_all(text.as_bytes()))?,
    }
    let what = format!(
        "{} from {}; accept terms by setting their status to preferred or admitted",
        super::count(found.len(), "candidate"),
        super::count(units.len(), "unit")
    );
    printer.message(Level::Info, &what);
    Ok(Outcome::Clean)
}

/// The bilingual files, or the alignment of two documents.
fn read(files: &[PathBuf], settings: &Settings, notes: &mut Vec<Note>) -> Result<Vec<Bitext>, Error> {
    let is_bilingual = |path: &PathBuf| {
        path.extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| format::by_extension(extension, None).is_some())
    };
    if let [source, target] = files
        && !is_bilingual(source)
        && !is_bilingual(target)
    {
        let settings = Settings { glossaries: Vec::new(), ..settings.clone() };
        return Ok(vec![pipeline::align(source, target, &settings, notes)?.bitext]);
    }
    let mut bitexts: Vec<Bitext> = Vec::new();
    for path in files {
        for bitext in pipeline::read_bilingual(path, settings, notes)? {
            let of = |bitext: &Bitext| (bitext.source.language.primary(), bitext.target.language.primary());
            if bitexts.first().is_some_and(|first| of(first) != of(&bitext)) {
                let what = "this file is in other languages than the first";
                return Err(Error::of(
                    path,
                    Reason::new(what, "extract from each pair of languages by itself, with -s and -t"),
                ));
            }
            bitexts.push(bitext);
        }
    }
    Ok(bitexts)
}

/// The texts of the beads that are sure enough.
fn units(bitext: &Bitext) -> impl Iterator<Item = (&str, &str)> {
    let sure = bitext.beads().iter().filter(|bead| bead.confidence >= SURE);
    sure.map(|bead| (bitext.text(bead, Side::Source), bitext.text(bead, Side::Target)))
        .filter(|(source, target)| !source.is_empty() && !target.is_empty())
}

/// Whether the glossary has a term that is all of `text`.
fn covers(matcher: &Matcher, text: &str) -> bool {
    matcher.all(text).iter().any(|found| found.span.len() == text.len())
}

/// Candidates that begin with an office or rank that the program knows are titles.
fn mark_titles(found: &mut [Candidate], source: &Language, target: &Language) {
    let titles = builtin::concepts(source, target).into_iter().filter(|concept| concept.kind == Kind::Title);
    let mut glossary = Glossary::default();
    glossary.add("titles", titles.collect());
    let matcher = Matcher::new(&glossary, Side::Source, source);
    for candidate in found {
        if matcher.all(&candidate.source).iter().any(|found| found.span.start == 0) {
            candidate.kind = Kind::Title;
        }
    }
}

/// The candidates as a glossary whose renderings are only proposed.
fn termbase(found: &[Candidate], units: &[(&str, &str)], source: &Language, target: &Language) -> Termbase {
    let mut ids = BTreeSet::new();
    let mut entry = |candidate: &Candidate| {
        let field = |name: &str, value: String| Extra::Field { name: name.to_owned(), value };
        let rendering = Term {
            text: candidate.target.clone(),
            status: Status::Proposed,
            extras: vec![
                field("score", format!("{:.1}", candidate.score)),
                field("count", candidate.count.to_string()),
                field("source_count", candidate.source_count.to_string()),
                field("target_count", candidate.target_count.to_string()),
            ],
            ..Term::default()
        };
        let term = Term { text: candidate.source.clone(), ..Term::default() };
        let section = |language: &Language, term| Section {
            terms: vec![term],
            ..Section::new(Declared::Tag(language.tag().to_owned()))
        };
        let example = units.get(candidate.example).copied().unwrap_or_default();
        Entry {
            id: unique_slug(&candidate.target, &mut ids),
            kind: candidate.kind,
            context: format!("{} = {}", cut(example.0), cut(example.1)),
            sections: vec![section(source, term), section(target, rendering)],
            ..Entry::default()
        }
    };
    Termbase { entries: found.iter().map(&mut entry).collect(), ..Termbase::default() }
}

/// The beginning of a text on one line.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXAMPLE) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}
