//! The header of a glossary: which column holds what.

use super::super::delimited::{self, Quoting, Record, restore};
use crate::glossary::Declared;
use crate::language::{Side, tag_in_name};
use crate::text::{Problem, Span};

/// What a cell says of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fact {
    Text,
    Admitted,
    Status,
    Forms,
    Pos,
    Gender,
    Plural,
    Human,
    Case,
    Match,
    Fixed,
    Note,
    Context,
}

/// Which terms of a row a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Those in this language, by its number.
    Language(usize),
    /// Those in every language but the first.
    Targets,
    /// All.
    All,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Kind,
    Domain,
    Definition,
    Context,
    ConceptNote,
    Term(Of, Fact),
    /// Nothing that the model has a place for; the name as it is written.
    Unknown(String),
}

/// The number of the source and of the target language.
pub(super) const SOURCE: usize = 0;
pub(super) const TARGET: usize = 1;

/// Columns without a language before their name, in lower case with spaces; the names of UTX too.
const BARE: &[(&str, Column)] = &[
    ("id", Column::Id),
    ("concept id", Column::Id),
    ("kind", Column::Kind),
    ("domain", Column::Domain),
    ("definition", Column::Definition),
    ("context", Column::Context),
    ("concept note", Column::ConceptNote),
    ("source term", Column::Term(Of::Language(SOURCE), Fact::Text)),
    ("target term", Column::Term(Of::Language(TARGET), Fact::Text)),
    ("status", Column::Term(Of::Targets, Fact::Status)),
    ("term status", Column::Term(Of::Targets, Fact::Status)),
    ("forms", Column::Term(Of::Language(SOURCE), Fact::Forms)),
    ("gender", Column::Term(Of::Language(SOURCE), Fact::Gender)),
    ("plural", Column::Term(Of::Language(SOURCE), Fact::Plural)),
    ("human", Column::Term(Of::Language(SOURCE), Fact::Human)),
    ("case", Column::Term(Of::Targets, Fact::Case)),
    ("note", Column::Term(Of::Targets, Fact::Note)),
    ("pos", Column::Term(Of::All, Fact::Pos)),
    ("part of speech", Column::Term(Of::All, Fact::Pos)),
    ("match", Column::Term(Of::All, Fact::Match)),
    ("fixed", Column::Term(Of::All, Fact::Fixed)),
];

/// What may stand behind a language: `target_forms`, `fr note`.
const FACTS: &[(&str, Fact)] = &[
    ("admitted", Fact::Admitted),
    ("status", Fact::Status),
    ("forms", Fact::Forms),
    ("pos", Fact::Pos),
    ("gender", Fact::Gender),
    ("plural", Fact::Plural),
    ("human", Fact::Human),
    ("case", Fact::Case),
    ("match", Fact::Match),
    ("fixed", Fact::Fixed),
    ("note", Fact::Note),
    ("context", Fact::Context),
];

const HEADER: &str = "begin the file with a row like 'id,source,target,status' that names the columns";

/// The delimiter of the file: the one that finds the most of our names in the header.
pub(super) fn delimiter(text: &str) -> char {
    let known = |delimiter: &char| {
        // The first line with anything in it is enough; a quoted name has no line end.
        let line = text.lines().find(|line| !line.trim_start_matches('\u{FEFF}').is_empty()).unwrap_or_default();
        let records = delimited::split(line, *delimiter, Quoting::Double).value;
        let fields = records.first().map_or(0, |record| record.fields.len());
        let mut languages = Languages::default();
        let is_known = |record: &Record<'_>, at: usize, languages: &mut Languages| {
            !matches!(languages.column(record.text(at)), Column::Unknown(_))
        };
        let named =
            records.first().map_or(0, |record| (0..fields).filter(|&at| is_known(record, at, &mut languages)).count());
        (named, fields)
    };
    // Of equals the last one wins: the comma.
    ['\t', ';', ','].into_iter().max_by_key(known).unwrap_or(',')
}

/// Whether a column of this name means something to us.
pub(super) fn is_known(name: &str) -> bool {
    !matches!(Languages::default().column(name), Column::Unknown(_))
}

/// The languages that the header names, in order; the first is the source.
#[derive(Default)]
struct Languages {
    declared: Vec<Declared>,
}

impl Languages {
    /// What the column of this name holds; its language is added when it is new.
    fn column(&mut self, written: &str) -> Column {
        let name = plain(written);
        if let Some((_, column)) = BARE.iter().find(|(known, _)| *known == name) {
            return column.clone();
        }
        let (fact, language) = FACTS
            .iter()
            .find_map(|(word, fact)| Some((*fact, name.strip_suffix(word)?.strip_suffix(' ')?)))
            .unwrap_or((Fact::Text, &name));
        // The subtags of a tag are not joined by spaces: "to do it" is no language.
        let is_phrase = written.trim().contains(' ') && language.contains(' ');
        match declared(language).filter(|_| !is_phrase) {
            Some(language) => Column::Term(Of::Language(self.number(language)), fact),
            None => Column::Unknown(restore(written.trim()).to_owned()),
        }
    }

    fn number(&mut self, language: Declared) -> usize {
        self.declared.iter().position(|known| *known == language).unwrap_or_else(|| {
            self.declared.push(language);
            self.declared.len() - 1
        })
    }
}

/// A name as it is compared: lower case, with spaces; `src:pos` of UTX is `source pos`.
fn plain(written: &str) -> String {
    let name = written.trim().to_lowercase().replace(['_', '-', ':'], " ");
    match name.split_once(' ').map_or((name.as_str(), ""), |(first, rest)| (first, rest)) {
        ("src", rest) => format!("source {rest}").trim_end().to_owned(),
        ("tgt", rest) => format!("target {rest}").trim_end().to_owned(),
        _ => name,
    }
}

/// The language that `name` is: `source`, `target`, or a tag.
fn declared(name: &str) -> Option<Declared> {
    match name {
        "source" => Some(Declared::Side(Side::Source)),
        "target" => Some(Declared::Side(Side::Target)),
        _ => tag_in_name(&name.replace(' ', "-")).map(Declared::Tag),
    }
}

/// What each column holds, and the languages they speak of.
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) languages: Vec<Declared>,
}

impl Columns {
    /// The columns that the header row names.
    pub(super) fn of(header: Option<&Record<'_>>) -> Result<Self, Problem> {
        let Some(header) = header else {
            return Err(Problem::new(Span::default(), "the glossary is empty", HEADER));
        };
        // A file that says source and target has these two first, in whatever order they stand.
        let mut languages = Languages::default();
        let named: Vec<String> = (0..header.fields.len()).map(|at| plain(header.text(at))).collect();
        let has = |words: &[&str]| named.iter().any(|name| words.contains(&name.as_str()));
        let (source, target) = (has(&["source", "source term"]), has(&["target", "target term"]));
        if source || target {
            languages.declared.extend([Declared::Side(Side::Source), Declared::Side(Side::Target)]);
        }
        let mut columns: Vec<Column> = Vec::new();
        for (at, field) in header.fields.iter().enumerate() {
            let column = match field.text.trim() {
                "" => Column::Unknown(format!("column {}", at + 1)),
                name => languages.column(name),
            };
            if columns.contains(&column) {
                let what = format!("the column '{}' is there twice", field.text.trim().escape_debug());
                return Err(Problem::new(field.span, what, "rename or remove one of them"));
            }
            columns.push(column);
        }
        let mut this = Self { columns, languages: languages.declared };
        this.forget_termless(header);
        this.check_languages(header)?;
        Ok(this)
    }

    /// A column that speaks of a language without terms ("my note") is one of another name.
    fn forget_termless(&mut self, header: &Record<'_>) {
        let is_termless = |this: &Self, language: usize| {
            matches!(this.languages.get(language), Some(Declared::Tag(_)))
                && this.at(Of::Language(language), Fact::Text).is_none()
        };
        for at in 0..self.columns.len() {
            if let Some(Column::Term(Of::Language(language), _)) = self.columns.get(at)
                && is_termless(self, *language)
                && let Some(column) = self.columns.get_mut(at)
            {
                *column = Column::Unknown(restore(header.text(at)).to_owned());
            }
        }
    }

    /// There must be terms of two languages.
    fn check_languages(&self, header: &Record<'_>) -> Result<(), Problem> {
        let written = (0..self.languages.len()).filter(|&at| self.at(Of::Language(at), Fact::Text).is_some()).count();
        let is_missing = |at| self.at(Of::Language(at), Fact::Text).is_none();
        let missing: Vec<&str> = [("source", SOURCE), ("target", TARGET)]
            .into_iter()
            .filter(|(_, at)| is_missing(*at))
            .map(|(name, _)| name)
            .collect();
        if missing.is_empty() || (written >= 2 && !self.languages.contains(&Declared::Side(Side::Source))) {
            return Ok(());
        }
        let found: Vec<String> =
            header.fields.iter().map(|field| format!("'{}'", field.text.trim().escape_debug())).collect();
        let what = format!("the header has no column '{}'; it has {}", missing.join("' and no '"), found.join(", "));
        Err(Problem::new(header.span, what, HEADER))
    }

    fn position(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|known| known == column)
    }

    fn at(&self, of: Of, fact: Fact) -> Option<usize> {
        self.columns.iter().position(|known| *known == Column::Term(of, fact))
    }

    /// What `record` says in `column`; empty when there is no such column.
    pub(super) fn text<'r>(&self, record: &'r Record<'_>, column: &Column) -> &'r str {
        self.position(column).map_or("", |at| record.text(at))
    }

    /// The number of the column that says `fact` of the terms in `language`: the most particular
    /// one with something in it.
    pub(super) fn cell(&self, record: &Record<'_>, language: usize, fact: Fact) -> Option<usize> {
        let wider = if language == SOURCE { [None, Some(Of::All)] } else { [Some(Of::Targets), Some(Of::All)] };
        std::iter::once(Some(Of::Language(language)))
            .chain(wider)
            .flatten()
            .filter_map(|of| self.at(of, fact))
            .find(|&at| !record.text(at).is_empty())
    }

    /// A row with another number of cells than the header has lost or gained a delimiter, so that
    /// every cell behind it would be read as another column.
    pub(super) fn check_count(&self, record: &Record<'_>) -> Result<(), Problem> {
        let (found, count) = (record.fields.len(), self.columns.len());
        if found == count {
            return Ok(());
        }
        let (what, remedy) = if found < count {
            ("few", "add the delimiters that are missing; an empty cell needs one too")
        } else {
            ("many", "put a cell that has a delimiter in it between double quotes")
        };
        Err(Problem::new(
            record.span,
            format!("this row has too {what} columns: {found}, the header has {count}"),
            remedy,
        ))
    }
}
