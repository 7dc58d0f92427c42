//! Bilingual tables: TSV and CSV.
//!
//! Two columns are source and target, and a row's unit is its line; three are id, source and
//! target. With a header row that names them, columns may stand in any order, and others are passed
//! over. TSV has no quoting: a tab or line end inside a text is written as a space.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula. In CSV such a cell
//! is written with an apostrophe before it, which the reader takes off again.

use super::delimited::{self, Quoting, Record};
use super::rows::{self, Cell, Places, Row};
use super::units::{Unit, units};
use super::{Export, ReadOptions};
use crate::bitext::Bitext;
use crate::language::{self, Language, Side};
use crate::text::{Parsed, Problem, Span};

/// Whether a decoded file looks like a table with this delimiter: its first line has one.
pub fn is_table(text: &str, delimiter: char) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.contains(delimiter) && !first.starts_with('<')
}

/// Read a table of tab-separated values.
pub fn read_tsv(text: &str, options: &ReadOptions) -> Parsed<Vec<Bitext>> {
    read(text, '\t', Quoting::None, options)
}

/// Read a table of comma-separated values.
pub fn read_csv(text: &str, options: &ReadOptions) -> Parsed<Vec<Bitext>> {
    read(text, ',', Quoting::Double, options)
}

/// Write a table of tab-separated values.
pub fn write_tsv(export: &Export<'_>) -> String {
    let cell = |text: &str| text.replace(['\t', '\n', '\r', '\0'], " ");
    write(export, '\t', cell)
}

/// Write a table of comma-separated values.
pub fn write_csv(export: &Export<'_>) -> String {
    write(export, ',', |text| delimited::quote(&delimited::defuse(&text.replace('\0', " ")), ','))
}

fn write(export: &Export<'_>, delimiter: char, cell: impl Fn(&str) -> String) -> String {
    let mut out = format!("id{delimiter}source{delimiter}target{delimiter}confidence\n");
    for unit in units(export) {
        let Unit { source, target, .. } = &unit;
        let cells = [unit.number.to_string(), cell(&source.text), cell(&target.text), unit.confidence()];
        out += &cells.join(&delimiter.to_string());
        out.push('\n');
    }
    out
}

/// Which column is which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Columns {
    id: Option<usize>,
    source: usize,
    target: usize,
    /// How many a row must have.
    count: usize,
    /// The languages, when the header names them.
    languages: Option<(String, String)>,
}

fn read(text: &str, delimiter: char, quoting: Quoting, options: &ReadOptions) -> Parsed<Vec<Bitext>> {
    let Parsed { value: records, mut problems } = delimited::split(text, delimiter, quoting);
    let Some(first) = records.first() else {
        if problems.is_empty() {
            problems.push(Problem::new(Span::default(), "the table is empty", "check that this is the right file"));
        }
        return Parsed { value: Vec::new(), problems };
    };
    let header = header(first, options);
    let Some(columns) = header.clone().or_else(|| by_count(first.fields.len())) else {
        let what = format!("there are {} columns and no header that names them", first.fields.len());
        let remedy = "give two columns (source, target) or three (id, source, target), or a header with these names";
        problems.push(Problem::new(first.span, what, remedy));
        return Parsed { value: Vec::new(), problems };
    };
    let body = records.iter().skip(usize::from(header.is_some()));
    let mut places = Places::new(text);
    let mut rows = Vec::with_capacity(records.len());
    for record in body {
        if record.fields.len() == columns.count {
            rows.push(row(record, &columns, quoting, &mut places, rows.len()));
        } else {
            problems.push(ragged(record, columns.count));
        }
    }
    let value = bitext(rows, &columns, options).map_err(|problem| problems.push(problem)).ok();
    problems.sort_by_key(|problem| problem.span);
    Parsed { value: value.into_iter().collect(), problems }
}

fn ragged(record: &Record<'_>, count: usize) -> Problem {
    let what = format!("this row has {} columns, the first has {count}", record.fields.len());
    Problem::new(record.span, what, "add what is missing, or quote or remove the delimiter that is too many")
}

const fn by_count(count: usize) -> Option<Columns> {
    match count {
        2 => Some(Columns { id: None, source: 0, target: 1, count, languages: None }),
        3 => Some(Columns { id: Some(0), source: 1, target: 2, count, languages: None }),
        _ => None,
    }
}

/// The columns, if `record` is a header: one that names source and target, or their languages.
fn header(record: &Record<'_>, options: &ReadOptions) -> Option<Columns> {
    const IDS: &[&str] = &["id", "unit", "key"];
    const SOURCES: &[&str] = &["source", "source text", "original"];
    const TARGETS: &[&str] = &["target", "target text", "translation"];
    let names: Vec<String> =
        (0..record.fields.len()).map(|at| record.text(at).to_lowercase().replace('_', " ")).collect();
    let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let (id, count) = (find(IDS), names.len());
    if let (Some(source), Some(target)) = (find(SOURCES), find(TARGETS)) {
        return Some(Columns { id, source, target, count, languages: None });
    }
    let source = usize::from(id == Some(0));
    let target = source + 1;
    let tags = (record.text(source), record.text(target));
    let named = is_tag(tags.0, options.source.as_ref()) && is_tag(tags.1, options.target.as_ref());
    let languages = Some((tags.0.to_owned(), tags.1.to_owned()));
    (named && count == target + 1).then_some(Columns { id, source, target, count, languages })
}

/// Whether a header cell is a language tag: that of the language expected, or `ar`, `en-GB`.
/// Longer primary subtags would take a first row like "Hallo", "Hello" for a header.
fn is_tag(cell: &str, expected: Option<&Language>) -> bool {
    let Ok(language) = Language::from_tag(cell) else { return false };
    let primary = cell.split('-').next().unwrap_or_default();
    expected.is_some_and(|expected| expected.same_language(&language))
        || (primary.len() == 2 && primary.chars().all(|c| c.is_ascii_lowercase()))
}

fn row(record: &Record<'_>, columns: &Columns, quoting: Quoting, places: &mut Places<'_>, number: usize) -> Row {
    let mut cells = [None, None];
    let mut order = [(columns.source, 0), (columns.target, 1)];
    // Places are asked for in the order of the file.
    order.sort_unstable();
    for (column, side) in order {
        let Some(field) = record.fields.get(column) else { continue };
        let text = if quoting == Quoting::Double { delimited::restore(&field.text) } else { &field.text };
        let mut cell = Cell { position: places.position(field.span.start), ..Cell::default() };
        cell.push(text, Some(field.span));
        if let Some(slot) = cells.get_mut(side) {
            *slot = Some(cell);
        }
    }
    let [source, target] = cells;
    let line = record.line.to_string();
    let unit = columns.id.map(|at| record.text(at)).filter(|id| !id.is_empty()).map_or(line, str::to_owned);
    Row { unit, segment: String::new(), paragraph: u32::try_from(number).unwrap_or(u32::MAX), source, target }
}

fn bitext(rows: Vec<Row>, columns: &Columns, options: &ReadOptions) -> Result<Bitext, Problem> {
    let (source, target) =
        columns.languages.as_ref().map(|(source, target)| (source.as_str(), target.as_str())).unzip();
    let source = of_column(&rows, source, options.source.as_ref(), Side::Source)?;
    let target = of_column(&rows, target, options.target.as_ref(), Side::Target)?;
    Ok(rows::into_bitext(rows, source, target))
}

/// The language of a column: the user's word, or else the header's, or else what its words say.
fn of_column(rows: &[Row], named: Option<&str>, given: Option<&Language>, side: Side) -> Result<Language, Problem> {
    const ENOUGH: usize = 20_000;
    if let Some(language) = given {
        return Ok(language.clone());
    }
    if named.is_some() {
        return rows::language(named, None, side, Span::default());
    }
    let mut text = String::new();
    for row in rows {
        let cell = if side == Side::Source { &row.source } else { &row.target };
        text += cell.as_ref().map_or("", |cell| &cell.text);
        text.push('\n');
        if text.len() > ENOUGH {
            break;
        }
    }
    let detected = language::detect(&text).language;
    let found = (detected.tag() != "und").then(|| detected.tag().to_owned());
    rows::language(found.as_deref(), None, side, Span::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Bead;

    fn options() -> ReadOptions {
        ReadOptions { source: Some(Language::neutral("ar")), target: Some(Language::neutral("en")) }
    }

    /// Unit, source and target of each bead.
    fn rows(parsed: &Parsed<Vec<Bitext>>) -> Vec<[&str; 3]> {
        assert_eq!(parsed.problems, []);
        let bitext = &parsed.value[0];
        let unit = |bead: &Bead| {
            let first = |side| bitext.half(side).document.segment(*bead.side(side).first()?);
            &first(Side::Source).or_else(|| first(Side::Target)).unwrap().place.unit
        };
        let row = |bead| [unit(bead), bitext.text(bead, Side::Source), bitext.text(bead, Side::Target)];
        bitext.beads().iter().map(row).collect()
    }

    #[test]
    fn two_three_and_named_columns() {
        let tsv = |text| read_tsv(text, &options());
        assert_eq!(rows(&tsv("\u{FEFF}س\ta\n\nص\t\"b\r\n")), [["1", "س", "a"], ["3", "ص", "\"b"]]);
        assert_eq!(rows(&tsv("x\tس\ta\n\tص\tb")), [["x", "س", "a"], ["2", "ص", "b"]]);
        assert_eq!(rows(&tsv("Target\tnote\tSource\na\tno\tس")), [["2", "س", "a"]]);
        assert_eq!(rows(&tsv("id\tsource\ttarget\tconfidence\n7\tس\ta\t0.5")), [["7", "س", "a"]]);
        assert_eq!(rows(&tsv("fr\tde\nil\ter")), [["2", "il", "er"]]);
        assert_eq!(rows(&read_csv("id,ar,en\n7,\"س,\"\"\",a", &options())), [["7", "س,\"", "a"]]);
    }

    #[test]
    fn languages_are_named_or_detected() {
        let languages = |text| {
            let bitext = read_tsv(text, &ReadOptions::default()).value.remove(0);
            format!("{} {}", bitext.source.language.tag(), bitext.target.language.tag())
        };
        assert_eq!(languages("fr\tde-CH\nil\ter"), "fr de-CH");
        assert_eq!(languages("وقال الوزير إن المحادثات\tThe minister said that the talks"), "ar en");
        let parsed = read_tsv("1\t2", &ReadOptions::default());
        assert!(parsed.problems[0].remedy.contains("--source-lang"), "{:?}", parsed.problems);
    }

    #[test]
    fn places_are_those_of_the_cells() {
        let bitext = read_tsv("source\ttarget\nس\ta", &options()).value.remove(0);
        let place = &bitext.target.document.segments[0].place;
        assert_eq!((place.line, place.column), (2, 3));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (text, what) in [
            ("", "empty"),
            ("a\n", "1 columns"),
            ("a,b,c,d", "4 columns"),
            ("a,b\nc,d,e\n", "3 columns, the first has 2"),
            ("a,b\n\"c,d\n", "never closed"),
            ("a,b\0\n", "NUL"),
        ] {
            let parsed = read_csv(text, &options());
            assert!(parsed.problems[0].what.contains(what), "{text:?}: {:?}", parsed.problems);
        }
        assert_eq!(read_csv("a,b\nc\nd,e", &options()).value[0].beads().len(), 2, "good rows are kept");
    }
}
