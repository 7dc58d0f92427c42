//! Writing.

use toml::de::DeValue;

use crate::glossary::{
    CasePolicy, Declared, Entry, Extra, Kind, Matching, Section, Status, Term, Termbase, Vocabulary,
};
use crate::language::Side;

/// Write a glossary as TOML: UTF-8, `\n`.
pub fn write(base: &Termbase) -> String {
    let mut out = String::new();
    line(&mut out, "title", &base.title);
    line(&mut out, "description", &base.description);
    let fields = base.extras.iter().filter(|extra| matches!(extra, Extra::Field { .. }));
    extras(&mut out, fields);
    for entry in &base.entries {
        if !out.is_empty() {
            out.push('\n');
        }
        concept(&mut out, entry);
    }
    out
}

fn concept(out: &mut String, entry: &Entry) {
    *out += "[[concept]]\n";
    line(out, "id", &entry.id);
    if entry.kind != Kind::Term {
        line(out, "kind", entry.kind.word());
    }
    line(out, "domain", &entry.domain);
    line(out, "definition", &entry.definition);
    line(out, "note", &entry.note);
    line(out, "context", &entry.context);
    for section in &entry.sections {
        let language = language(section);
        match section.terms.as_slice() {
            [] => {}
            [only] => *out += &format!("terms.{language} = {}\n", term(only)),
            terms => {
                *out += &format!("terms.{language} = [\n");
                for one in terms {
                    *out += &format!("  {},\n", term(one));
                }
                *out += "]\n";
            }
        }
    }
    for section in &entry.sections {
        line(out, &format!("definitions.{}", language(section)), &section.definition);
        line(out, &format!("notes.{}", language(section)), &section.note);
    }
    let in_sections = entry.sections.iter().flat_map(|section| &section.extras);
    extras(out, entry.extras.iter().chain(in_sections));
}

fn language(section: &Section) -> &str {
    match &section.language {
        Declared::Tag(tag) => tag,
        Declared::Side(Side::Source) => "source",
        Declared::Side(Side::Target) => "target",
    }
}

/// A term as a string when it has nothing but its text, else as an inline table.
fn term(term: &Term) -> String {
    let mut fields = vec![("text".to_owned(), quoted(&term.text))];
    let mut word = |name: &str, word: Option<&str>| {
        if let Some(word) = word {
            fields.push((name.to_owned(), quoted(word)));
        }
    };
    word("status", Some(term.status).filter(|status| *status != Status::Preferred).map(Vocabulary::word));
    word("match", Some(term.matching).filter(|way| *way != Matching::Inflect).map(Vocabulary::word));
    word("case", Some(term.case).filter(|case| *case != CasePolicy::Any).map(Vocabulary::word));
    word("pos", term.pos.map(Vocabulary::word));
    word("gender", term.gender.map(Vocabulary::word));
    word("plural", term.plural.map(Vocabulary::word));
    word("note", Some(term.note.as_str()).filter(|text| !text.is_empty()));
    word("context", Some(term.context.as_str()).filter(|text| !text.is_empty()));
    if term.fixed {
        fields.push(("fixed".to_owned(), "true".to_owned()));
    }
    if let Some(human) = term.human {
        fields.push(("human".to_owned(), human.to_string()));
    }
    if !term.forms.is_empty() {
        let forms: Vec<String> = term.forms.iter().map(|form| quoted(form)).collect();
        fields.push(("forms".to_owned(), format!("[{}]", forms.join(", "))));
    }
    fields.extend(fields_of(&term.extras));
    fields.extend(elements_of(&term.extras.iter().collect::<Vec<_>>()));
    match fields.as_slice() {
        [(_, text)] => text.clone(),
        fields => {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

fn line(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        *out += &format!("{name} = {}\n", quoted(text));
    }
}

fn extras<'a>(out: &mut String, extras: impl IntoIterator<Item = &'a Extra>) {
    let extras: Vec<&Extra> = extras.into_iter().collect();
    for (name, value) in fields_of(extras.iter().copied()).into_iter().chain(elements_of(&extras)) {
        *out += &format!("{name} = {value}\n");
    }
}

/// Elements that came from TBX, as a list.
fn elements_of(extras: &[&Extra]) -> Option<(String, String)> {
    let elements = extras.iter().filter_map(|extra| match extra {
        Extra::Element(xml) => Some(quoted(xml)),
        Extra::Field { .. } => None,
    });
    let elements: Vec<String> = elements.collect();
    (!elements.is_empty()).then(|| ("tbx".to_owned(), format!("[{}]", elements.join(", "))))
}

/// Keys and values of other names; of two of one name the second gets a number.
fn fields_of<'a>(extras: impl IntoIterator<Item = &'a Extra>) -> Vec<(String, String)> {
    /// Keys that mean something, and so cannot be those of something else.
    const RESERVED: &[&str] = &[
        "title",
        "description",
        "concept",
        "id",
        "kind",
        "domain",
        "definition",
        "definitions",
        "note",
        "notes",
        "context",
        "terms",
        "tbx",
        "text",
        "status",
        "forms",
        "match",
        "fixed",
        "case",
        "pos",
        "gender",
        "plural",
        "human",
    ];
    let mut fields: Vec<(String, String)> = Vec::new();
    for extra in extras {
        let Extra::Field { name, value } = extra else { continue };
        let numbered = (2u32..).map(|number| key(&format!("{name} {number}")));
        let mut names = std::iter::once(key(name)).chain(numbered);
        let free =
            names.find(|name| !RESERVED.contains(&name.as_str()) && fields.iter().all(|(known, _)| known != name));
        fields.push((free.unwrap_or_default(), verbatim(value).unwrap_or_else(|| quoted(value))));
    }
    fields
}

/// A value that was no text in the file it came from is written as it was: `2017`, `["a", "b"]`.
fn verbatim(value: &str) -> Option<String> {
    let parsed = DeValue::parse(value).ok()?;
    let written = inline(parsed.get_ref());
    (!parsed.get_ref().is_str() && written == value).then_some(written)
}

/// A name as a key: bare when it may be.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if is_bare { name.to_owned() } else { quoted(name) }
}

/// `text` as a basic string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value on one line.
pub(super) fn inline(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(values) => {
            let values: Vec<String> = values.iter().map(|value| inline(value.get_ref())).collect();
            format!("[{}]", values.join(", "))
        }
        DeValue::Table(table) => {
            let one = |(name, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
                format!("{} = {}", key(name.get_ref()), inline(value.get_ref()))
            };
            format!("{{ {} }}", table.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}
