//! The reader of both families: one walk over the elements, with the path kept on a stack.

use std::borrow::Cow;
use std::mem;

use super::super::ReadOptions;
use super::super::inline::{self, Inline};
use super::super::rows::{self, Cell, Places, Row};
use super::super::xml::{Element, Event, Node, Reader};
use super::{Family, family};
use crate::bitext::Bitext;
use crate::language::{Language, Side};
use crate::text::{Parsed, Problem, Span};

/// Read XLIFF of any version: one bitext for each `file`.
///
/// A problem ends the reading; what was understood before it is returned with it.
pub fn read(text: &str, options: &ReadOptions) -> Parsed<Vec<Bitext>> {
    let mut walk = Walk::new(text, options);
    for event in Reader::new(text) {
        let outcome = event.and_then(|event| walk.step(event));
        if let Err(problem) = outcome {
            walk.problems.push(problem);
            break;
        }
    }
    if walk.path.contains(&Level::File) {
        walk.end_file();
    }
    if walk.bitexts.is_empty() && walk.problems.is_empty() {
        let end = Span::new(text.len(), text.len());
        walk.problems.push(Problem::new(end, "there is no <file> in it", "check that this is the right file"));
    }
    Parsed { value: walk.bitexts, problems: walk.problems }
}

/// Where the walk stands: what an open element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Root,
    File,
    /// `body`, `group` and the like, at any depth.
    Group,
    Unit,
    /// A `segment` of XLIFF 2.
    Segment,
    Side(Side),
    /// An inline element whose content is text.
    Text,
    /// An inline element whose content is not.
    Code,
    /// An element that holds nothing of ours.
    Passed,
}

struct Walk<'a> {
    options: &'a ReadOptions,
    places: Places<'a>,
    family: Family,
    /// The namespace of the root element: only its elements are XLIFF.
    core: Cow<'a, str>,
    path: Vec<Level>,
    file: File,
    row: Row,
    units: u32,
    bitexts: Vec<Bitext>,
    problems: Vec<Problem>,
}

/// The `file` being read.
#[derive(Default)]
struct File {
    source: Option<Language>,
    target: Option<Language>,
    rows: Vec<Row>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, options: &'a ReadOptions) -> Self {
        Self {
            options,
            places: Places::new(text),
            family: Family::One,
            core: Cow::default(),
            path: Vec::new(),
            file: File::default(),
            row: Row::default(),
            units: 0,
            bitexts: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn step(&mut self, event: Event<'a>) -> Result<(), Problem> {
        match event.node {
            Node::Start(element) => {
                let level = self.enter(&element, event.span)?;
                self.path.push(level);
            }
            Node::End => {
                if let Some(level) = self.path.pop() {
                    self.leave(level);
                }
            }
            Node::Text(text) => self.push_text(&text, Some(event.span)),
            Node::Other => {}
        }
        Ok(())
    }

    /// What the element that begins at `span` is, and what its attributes say.
    fn enter(&mut self, element: &Element<'a>, span: Span) -> Result<Level, Problem> {
        let Some(&parent) = self.path.last() else {
            self.family = family(element, span)?;
            self.core = element.name.namespace.clone();
            if self.family == Family::Two {
                self.file = self.languages(element, ["srcLang", "trgLang"], span);
            }
            return Ok(Level::Root);
        };
        let level = match self.family {
            _ if element.name.namespace != self.core => inside(parent),
            Family::One => level_1(parent, element),
            Family::Two => level_2(parent, element),
        };
        match level {
            Level::File if self.family == Family::One => {
                self.file = self.languages(element, ["source-language", "target-language"], span);
            }
            Level::Unit => self.begin_unit(element),
            Level::Segment => element.value("id").unwrap_or_default().clone_into(&mut self.row.segment),
            Level::Side(side) => self.begin_side(side, span),
            Level::Text | Level::Code => return self.inline(element, level, span),
            _ => {}
        }
        Ok(level)
    }

    fn languages(&mut self, element: &Element<'a>, names: [&str; 2], span: Span) -> File {
        let [source, target] = names;
        let mut language = |name: &str, given: Option<&Language>, side| {
            let attribute = element.attribute("", name);
            let place = attribute.map_or(span, |attribute| attribute.span);
            let language = rows::language(attribute.map(|attribute| attribute.value.as_ref()), given, side, place);
            language.map_err(|problem| self.problems.push(problem)).ok()
        };
        File {
            source: language(source, self.options.source.as_ref(), Side::Source),
            target: language(target, self.options.target.as_ref(), Side::Target),
            rows: Vec::new(),
        }
    }

    fn begin_unit(&mut self, element: &Element<'a>) {
        // A unit without id breaks the rules; its number in the file is at least an address.
        let unit = element.value("id").map_or_else(|| (self.units + 1).to_string(), str::to_owned);
        self.row = Row { unit, paragraph: self.units, ..Row::default() };
        self.units = self.units.saturating_add(1);
    }

    fn begin_side(&mut self, side: Side, span: Span) {
        let cell = Some(Cell { position: self.places.position(span.start), ..Cell::default() });
        match side {
            Side::Source => self.row.source = cell,
            Side::Target => self.row.target = cell,
        }
    }

    /// An element inside a source or target, which `level` says is text or code.
    fn inline(&mut self, element: &Element<'a>, level: Level, span: Span) -> Result<Level, Problem> {
        let codes: &[&str] = match self.family {
            Family::One => &["x", "bx", "ex", "bpt", "ept", "ph", "it"],
            Family::Two => &["ph", "sc", "ec", "sm", "em"],
        };
        match inline::classify(element, codes, span)? {
            // A `sub` inside a code is text again; anything else inside a code is code.
            Inline::Text if level == Level::Text || element.name.local == "sub" => {
                self.push_code(element);
                Ok(Level::Text)
            }
            Inline::Text | Inline::Code => {
                self.push_code(element);
                Ok(Level::Code)
            }
            Inline::Character(c) => {
                self.push_text(c.encode_utf8(&mut [0; 4]), None);
                Ok(Level::Code)
            }
        }
    }

    fn leave(&mut self, level: Level) {
        match level {
            Level::Unit if self.family == Family::One => self.end_row(),
            Level::Segment => self.end_row(),
            Level::File => self.end_file(),
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let empty = Row { unit: self.row.unit.clone(), paragraph: self.row.paragraph, ..Row::default() };
        self.file.rows.push(mem::replace(&mut self.row, empty));
    }

    fn end_file(&mut self) {
        let unknown = || Language::neutral("und");
        let source = self.file.source.clone().unwrap_or_else(unknown);
        let target = self.file.target.clone().unwrap_or_else(unknown);
        self.bitexts.push(rows::into_bitext(mem::take(&mut self.file.rows), source, target));
        self.units = 0;
    }

    /// An element inside text that stands for something of the original format, if it does.
    fn push_code(&mut self, element: &Element<'a>) {
        if let (Some(name), Some(cell)) = (inline::code_name(element), self.cell()) {
            cell.push_code(name);
        }
    }

    fn push_text(&mut self, text: &str, file: Option<Span>) {
        if let Some(cell) = self.cell() {
            cell.push(text, file);
        }
    }

    /// The text that is being read, if one is.
    fn cell(&mut self) -> Option<&mut Cell> {
        if !matches!(self.path.last(), Some(Level::Side(_) | Level::Text)) {
            return None;
        }
        let side = self.path.iter().rev().find_map(|level| match level {
            Level::Side(side) => Some(*side),
            _ => None,
        });
        match side {
            Some(Side::Source) => self.row.source.as_mut(),
            Some(Side::Target) => self.row.target.as_mut(),
            None => None,
        }
    }
}

/// What an element of XLIFF 1 inside `parent` is. `alt-trans`, `seg-source` and notes are passed.
fn level_1(parent: Level, element: &Element<'_>) -> Level {
    match (parent, element.name.local) {
        (Level::Root, "file") => Level::File,
        (Level::File, "body") | (Level::Group, "group" | "bin-unit") => Level::Group,
        (Level::Group, "trans-unit") => Level::Unit,
        (Level::Unit, "source") => Level::Side(Side::Source),
        (Level::Unit, "target") => Level::Side(Side::Target),
        _ => inside(parent),
    }
}

/// What an element of XLIFF 2 inside `parent` is. Matches, notes, data and ignorables are passed.
fn level_2(parent: Level, element: &Element<'_>) -> Level {
    match (parent, element.name.local) {
        (Level::Root, "file") => Level::File,
        (Level::File | Level::Group, "group") => Level::Group,
        (Level::File | Level::Group, "unit") => Level::Unit,
        (Level::Unit, "segment") => Level::Segment,
        (Level::Segment, "source") => Level::Side(Side::Source),
        (Level::Segment, "target") => Level::Side(Side::Target),
        _ => inside(parent),
    }
}

/// What an element that has no name of its own is.
const fn inside(parent: Level) -> Level {
    match parent {
        Level::Side(_) | Level::Text => Level::Text,
        Level::Code => Level::Code,
        _ => Level::Passed,
    }
}
