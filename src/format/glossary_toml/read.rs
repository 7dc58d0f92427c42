//! Reading: each value with its place, so that every problem has a line and a column.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::{GlossaryOptions, too_many};
use crate::glossary::{Declared, Entry, Extra, Matching, Section, Term, Termbase, Vocabulary, regex_of};
use crate::language::{Language, Side};
use crate::text::{LineIndex, Parsed, Problem, Span};

/// Read a glossary from the decoded text of a TOML file.
///
/// ```
/// use tarjuman::format::{GlossaryOptions, glossary_toml::read};
/// let text = "[[concept]]\nterms.ar = \"محادثات\"\nterms.en = [\"talks\", { text = \"chats\", status = \"forbidden\" }]\n";
/// let parsed = read(text, &GlossaryOptions::default());
/// assert!(parsed.problems.is_empty());
/// assert_eq!(parsed.value.entries[0].sections[1].terms[1].text, "chats");
/// ```
pub fn read(text: &str, options: &GlossaryOptions) -> Parsed<Termbase> {
    let content = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let base = text.len() - content.len();
    let mut reader = Reader { base, text, lines: LineIndex::new(text), problems: Vec::new() };
    let table = match DeTable::parse(content) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().map_or(Span::default(), |range| Span::new(range.start + base, range.end + base));
            let what = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
            reader.problem(span, what, "strings stand in double quotes; see toml.io for the rules");
            return Parsed { value: Termbase::default(), problems: reader.problems };
        }
    };
    let mut value = reader.termbase(table.get_ref(), options);
    value.declare(options.source.as_deref(), options.target.as_deref());
    reader.problems.sort_by_key(|problem| problem.span);
    Parsed { value, problems: reader.problems }
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'t> {
    /// Bytes of the byte order mark, which the parser does not see.
    base: usize,
    text: &'t str,
    lines: LineIndex,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Span, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push(Problem::new(span, what, remedy));
    }

    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        let range = spanned.span();
        Span::new(range.start + self.base, range.end + self.base)
    }

    fn termbase(&mut self, table: &DeTable<'_>, options: &GlossaryOptions) -> Termbase {
        let mut termbase = Termbase::default();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "title" => termbase.title = self.string(value),
                "description" => termbase.description = self.string(value),
                "concept" => self.concepts(value, options, &mut termbase.entries),
                name => termbase.extras.push(extra(name, value)),
            }
        }
        if termbase.entries.is_empty() && self.problems.is_empty() {
            let what = "there is no concept in this glossary";
            self.problem(Span::default(), what, "begin each concept with a line [[concept]]");
        }
        self.number(&mut termbase.entries);
        termbase
    }

    /// Concepts without an id get one of their first term.
    fn number(&self, entries: &mut [Entry]) {
        let mut ids = entries.iter().map(|entry| entry.id.clone()).collect();
        for entry in entries.iter_mut().filter(|entry| entry.id.is_empty()) {
            let first = entry.sections.iter().flat_map(|section| &section.terms).next();
            let term = first.map_or_else(String::new, |term| term.text.clone());
            entry.id = super::super::glossary_values::unique_slug(&term, &mut ids);
        }
    }

    fn concepts(&mut self, value: &Value<'_>, options: &GlossaryOptions, entries: &mut Vec<Entry>) {
        let Some(concepts) = value.get_ref().as_array() else {
            let what = "'concept' is not a list of concepts";
            return self.problem(self.span(value), what, "begin each concept with a line [[concept]]");
        };
        for concept in concepts {
            if entries.len() == options.max_rows {
                let problem = too_many(self.span(concept), options.max_rows, "concepts");
                return self.problems.push(problem);
            }
            match concept.get_ref().as_table() {
                Some(table) => entries.extend(self.concept(table, self.span(concept))),
                None => self.problem(self.span(concept), "a concept is a table", "write [[concept]] before its keys"),
            }
        }
    }

    /// A concept; `None` when it has no term, which is a problem.
    fn concept(&mut self, table: &DeTable<'_>, span: Span) -> Option<Entry> {
        let mut entry = Entry { line: self.lines.position(self.text, span.start).line, ..Entry::default() };
        let before = self.problems.len();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "id" => entry.id = self.string(value),
                "kind" => entry.kind = self.named(value).unwrap_or_default(),
                "domain" => entry.domain = self.string(value),
                "definition" => entry.definition = self.string(value),
                "note" => entry.note = self.string(value),
                "context" => entry.context = self.string(value),
                "terms" => self.sections(value, &mut entry),
                "definitions" | "notes" => {}
                "tbx" => self.elements(value, &mut entry.extras),
                name => entry.extras.push(extra(name, value)),
            }
        }
        // What is said of a language needs its section.
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "definitions" => self.of_languages(value, &mut entry, |section| &mut section.definition),
                "notes" => self.of_languages(value, &mut entry, |section| &mut section.note),
                _ => {}
            }
        }
        if entry.sections.iter().all(|section| section.terms.is_empty()) {
            if self.problems.len() == before {
                self.problem(span, "this concept has no term", "write its terms, as in: terms.en = \"talks\"");
            }
            return None;
        }
        Some(entry)
    }

    fn sections(&mut self, value: &Value<'_>, entry: &mut Entry) {
        let Some(table) = value.get_ref().as_table() else {
            let remedy = "write a key for each language, as in: terms.en = \"talks\"";
            return self.problem(self.span(value), "'terms' is no table of languages", remedy);
        };
        for (key, value) in in_order(table) {
            let Some(language) = self.language(key) else { continue };
            let terms = match value.get_ref() {
                DeValue::Array(terms) => terms.iter().filter_map(|term| self.term(term)).collect(),
                _ => self.term(value).into_iter().collect(),
            };
            entry.sections.push(Section { terms, ..Section::new(language) });
        }
    }

    fn language(&mut self, key: &Key<'_>) -> Option<Declared> {
        match key.get_ref().as_ref() {
            "source" => Some(Declared::Side(Side::Source)),
            "target" => Some(Declared::Side(Side::Target)),
            tag => match Language::from_tag(tag) {
                Ok(language) => Some(Declared::Tag(language.tag().to_owned())),
                Err(what) => {
                    self.problem(self.span(key), what, "write a language tag, or source or target");
                    None
                }
            },
        }
    }

    fn of_languages(&mut self, value: &Value<'_>, entry: &mut Entry, of: impl Fn(&mut Section) -> &mut String) {
        let Some(table) = value.get_ref().as_table() else {
            return self.problem(self.span(value), "this is no table of languages", "write a key for each language");
        };
        for (key, value) in in_order(table) {
            if let Some(language) = self.language(key)
                && let Some(section) = entry.section(&language)
            {
                *of(section) = self.string(value);
            }
        }
    }

    fn term(&mut self, value: &Value<'_>) -> Option<Term> {
        let span = self.span(value);
        let position = self.lines.position(self.text, span.start);
        let mut term = Term { line: position.line, column: position.column, ..Term::default() };
        match value.get_ref() {
            DeValue::String(text) => text.trim().clone_into(&mut term.text),
            DeValue::Table(table) => self.fill(&mut term, table),
            _ => {
                self.problem(
                    span,
                    "a term is a text or a table with a text",
                    "write \"talks\" or { text = \"talks\" }",
                );
                return None;
            }
        }
        if term.text.is_empty() {
            self.problem(span, "this term has no text", "write text = \"…\", or remove the term");
            return None;
        }
        if term.matching == Matching::Regex
            && let Err(what) = regex_of(&term)
        {
            self.problem(span, what, "correct it, or write inflect or exact for 'match'");
            return None;
        }
        Some(term)
    }

    fn fill(&mut self, term: &mut Term, table: &DeTable<'_>) {
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "text" => term.text = self.string(value),
                "status" => term.status = self.named(value).unwrap_or_default(),
                "forms" => term.forms = self.strings(value),
                "match" => term.matching = self.named(value).unwrap_or_default(),
                "fixed" => term.fixed = self.named(value).unwrap_or_default(),
                "case" => term.case = self.named(value).unwrap_or_default(),
                "pos" => term.pos = self.named(value),
                "gender" => term.gender = self.named(value),
                "plural" => term.plural = self.named(value),
                "human" => term.human = self.named(value),
                "note" => term.note = self.string(value),
                "context" => term.context = self.string(value),
                "tbx" => self.elements(value, &mut term.extras),
                name => term.extras.push(extra(name, value)),
            }
        }
    }

    /// A text, without blanks around it.
    fn string(&mut self, value: &Value<'_>) -> String {
        match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            other => {
                let what = format!("a text is expected here, and this is {}", other.type_str());
                self.problem(self.span(value), what, "put it between double quotes");
                String::new()
            }
        }
    }

    fn strings(&mut self, value: &Value<'_>) -> Vec<String> {
        let texts = match value.get_ref() {
            DeValue::Array(texts) => texts.iter().map(|text| self.string(text)).collect(),
            _ => vec![self.string(value)],
        };
        texts.into_iter().filter(|text: &String| !text.is_empty()).collect()
    }

    /// Elements that came from TBX.
    fn elements(&mut self, value: &Value<'_>, extras: &mut Vec<Extra>) {
        for text in self.strings(value) {
            if super::super::tbx::is_element(&text) {
                extras.push(Extra::Element(text));
            } else {
                self.problem(self.span(value), "this is no XML element", "correct it, or remove it from the list");
            }
        }
    }

    /// One of a closed set of values; `true` and `false` may stand without quotes.
    fn named<T: Vocabulary>(&mut self, value: &Value<'_>) -> Option<T> {
        let written = match value.get_ref() {
            DeValue::Boolean(flag) => flag.to_string(),
            _ => self.string(value),
        };
        let known = T::parse(&written);
        if known.is_none() && !written.is_empty() {
            let what = format!("'{}' is no {}", written.escape_debug(), T::NOUN);
            self.problem(self.span(value), what, format!("write {}, or leave the key out", T::choices()));
        }
        known
    }
}

/// Keys and values in the order of the file.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn extra(name: &str, value: &Value<'_>) -> Extra {
    let value = match value.get_ref() {
        DeValue::String(text) => text.trim().to_owned(),
        other => super::write::inline(other),
    };
    Extra::Field { name: name.to_owned(), value }
}
