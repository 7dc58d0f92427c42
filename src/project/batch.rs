//! Many pairs of documents in one run: requests as JSON Lines, and lists of files.
//!
//! What the requests share (glossaries, word lists) is read once by the caller. A request that is
//! wrong is answered like any other; nothing a line says can end the run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::error::did_you_mean;
use super::lines::Line;
use super::pipeline::{self, Resources, Settings};
use super::{Error, Reason, io};
use crate::bitext::Bitext;
use crate::language::Language;
use crate::text::{Problem, Span};

/// The answer to one line.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The `id` of the request as it was given; null without one.
    pub id: Value,
    /// The number of the line, from 1.
    pub line: usize,
    /// Whether the texts of the segments were asked for.
    pub texts: bool,
    /// The alignment, or what is wrong with the line.
    pub result: Result<Bitext, String>,
}

/// What a line asks for. Other fields are passed over: they are the caller's own notes.
#[derive(Debug, Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    source: String,
    target: String,
    source_lang: Option<String>,
    target_lang: Option<String>,
    segmented: Option<bool>,
    #[serde(default)]
    texts: bool,
}

/// Align the two texts of one line; what the line does not say is taken from `settings`.
pub fn answer(line: Line, resources: &Resources, settings: &Settings) -> Answer {
    let number = line.number;
    let failed = |id: Value, what: String| Answer { id, line: number, texts: false, result: Err(what) };
    let text = match line.text {
        Ok(text) => text,
        Err(reason) => return failed(Value::Null, sentence(&reason)),
    };
    match serde_json::from_str::<Request>(&text) {
        Ok(mut request) => {
            let id = request.id.take();
            let texts = request.texts;
            match align(request, resources, settings) {
                Ok(bitext) => Answer { id, line: number, texts, result: Ok(bitext) },
                Err(what) => failed(id, what),
            }
        }
        Err(error) => failed(id_of(&text), explained(&text, &error)),
    }
}

fn align(request: Request, resources: &Resources, settings: &Settings) -> Result<Bitext, String> {
    let language = |tag: Option<String>, told: &Option<Language>| match tag {
        Some(tag) => Language::from_tag(&tag).map(Some),
        None => Ok(told.clone()),
    };
    let source_language = language(request.source_lang, &settings.source)?;
    let target_language = language(request.target_lang, &settings.target)?;
    let segmented = request.segmented.unwrap_or(settings.segmented);
    let source = pipeline::half_of(request.source, source_language, segmented);
    let target = pipeline::half_of(request.target, target_language, segmented);
    // What a glossary leaves out would be said again for every line.
    let glossary = resources.glossary(&source, &target, &mut Vec::new()).map_err(|error| error.to_string())?;
    pipeline::align_halves(source, target, glossary.as_deref(), resources, &[]).map_err(|error| error.to_string())
}

/// The id of a line that is JSON but no request, so that the caller knows whose answer this is.
fn id_of(text: &str) -> Value {
    let value: Option<Value> = serde_json::from_str(text).ok();
    value.and_then(|mut value| value.get_mut("id").map(Value::take)).unwrap_or_default()
}

/// What is wrong with a line that is no request.
fn explained(text: &str, error: &serde_json::Error) -> String {
    if error.classify() != serde_json::error::Category::Data {
        // The column takes the place of a line number that is always 1.
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        return format!("this is not JSON: {what} (column {}); write one object on each line", error.column());
    }
    let wrong = match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => wrong_field(&fields),
        Ok(other) => {
            Some(format!("this is {}, not an object; write {{\"source\": \"…\", \"target\": \"…\"}}", kind(&other)))
        }
        Err(_) => None,
    };
    wrong.unwrap_or_else(|| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        format!("{what}; a line needs the texts `source` and `target`")
    })
}

/// A field of a request: its name, the values it may have, and how to say so.
type Field = (&'static str, fn(&Value) -> bool, &'static str);

const FIELDS: [Field; 6] = [
    ("source", Value::is_string, "the text that was translated, in quotation marks"),
    ("target", Value::is_string, "the translation, in quotation marks"),
    ("source_lang", is_text_or_null, "a language tag in quotation marks, such as \"ar\""),
    ("target_lang", is_text_or_null, "a language tag in quotation marks, such as \"en\""),
    ("segmented", is_bool_or_null, "true or false"),
    ("texts", Value::is_boolean, "true or false"),
];

fn is_text_or_null(value: &Value) -> bool {
    value.is_string() || value.is_null()
}

fn is_bool_or_null(value: &Value) -> bool {
    value.is_boolean() || value.is_null()
}

/// What is wrong with the first field that is missing or of the wrong kind.
fn wrong_field(fields: &serde_json::Map<String, Value>) -> Option<String> {
    FIELDS.iter().find_map(|&(name, fits, what)| match fields.get(name) {
        Some(value) if fits(value) => None,
        Some(value) => Some(format!("`{name}` is {}; write {what}", kind(value))),
        None if ["source", "target"].contains(&name) => {
            let other = fields.keys().map(String::as_str).filter(|key| FIELDS.iter().all(|field| field.0 != *key));
            let near = did_you_mean(name, other).map(|near| format!(" (but `{near}`)"));
            Some(format!("there is no `{name}`{}; write {what}", near.unwrap_or_default()))
        }
        None => None,
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn sentence(reason: &Reason) -> String {
    format!("{}; {}", reason.what, reason.remedy)
}

/// A line of a list of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePair {
    /// The document that was translated.
    pub source: PathBuf,
    /// Its translation.
    pub target: PathBuf,
    /// The file to write, as after `-o`.
    pub output: String,
}

/// Read a list of files: source, target and output, with tabs between, one line a pair. Blank
/// lines and lines that begin with `#` are passed over. Paths are as on the command line: relative
/// to the folder one works in.
///
/// # Errors
/// When the list cannot be read, a line has not three columns, an output stands there twice, or
/// there is no line at all.
pub fn read_pairs(path: &Path, settings: &Settings) -> Result<Vec<FilePair>, Error> {
    let input = io::read_text(path, &settings.limits, settings.encoding)?;
    let (mut pairs, mut problems, mut start) = (Vec::new(), Vec::new(), 0);
    let mut outputs = BTreeSet::new();
    for raw in input.text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += raw.len();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match pair(line) {
            None => problems.push(Problem::new(
                span,
                "this line has not three columns",
                "write source, tab, target, tab, output",
            )),
            Some(pair) if !outputs.insert(pair.output.clone()) => problems.push(Problem::new(
                span,
                format!("“{}” is written by an earlier line already", pair.output),
                "give each pair an output of its own",
            )),
            Some(pair) => pairs.push(pair),
        }
    }
    match Error::all(&input.path, &input.text, &problems) {
        Some(error) => Err(error),
        None if pairs.is_empty() => Err(Error::of(
            &input.path,
            Reason::new("this list names no files", "write source, tab, target, tab, output on each line"),
        )),
        None => Ok(pairs),
    }
}

fn pair(line: &str) -> Option<FilePair> {
    let mut columns = line.split('\t').map(str::trim);
    let (source, target, output) = (columns.next()?, columns.next()?, columns.next()?);
    let complete = ![source, target, output].contains(&"") && columns.all(str::is_empty);
    complete.then(|| FilePair { source: source.into(), target: target.into(), output: output.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(text: &str) -> Answer {
        let line = Line { number: 7, text: Ok(text.to_owned()) };
        answer(line, &Resources::default(), &Settings::default())
    }

    #[test]
    fn a_request_is_aligned_and_its_id_given_back() {
        let line = r#"{"id":["a",1],"source":"Hallo.\nJa.","target":"Hello.\nYes.","segmented":true,"more":1}"#;
        let answer = answered(line);
        assert_eq!((answer.id.to_string(), answer.line), (r#"["a",1]"#.to_owned(), 7));
        assert_eq!(answer.result.unwrap().beads().len(), 2);
    }

    #[test]
    fn empty_texts_have_no_beads() {
        assert_eq!(answered(r#"{"source":"","target":""}"#).result.unwrap().beads(), []);
        assert_eq!(answered(r#"{"source":"One.","target":""}"#).result.unwrap().beads().len(), 1);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_id_if_there_is_one() {
        for (line, id, what) in [
            (r#"{"id":3,"source":"a"}"#, "3", "there is no `target`; write the translation"),
            (r#"{"id":3,"sorce":"a","target":"b"}"#, "3", "there is no `source` (but `sorce`); write"),
            (r#"{"id":4,"source":"a","target":"b","source_lang":"?"}"#, "4", "'?' is not a language tag"),
            (r#"{"id":5,"source":"a","target":null}"#, "5", "`target` is null; write the translation"),
            (
                r#"{"id":5,"source":"a","target":"b","segmented":"yes"}"#,
                "5",
                "`segmented` is a text; write true or false",
            ),
            (r#"{"id":5,"source":"a","target":"b","source":"c"}"#, "5", "duplicate field `source`; a line needs"),
            (r#"{"id":5,"source":"a","target":"b","target_lang":"english"}"#, "5", "'english' is not a language tag"),
            (r#"{"id":6,"#, "null", "this is not JSON: EOF while parsing"),
            ("[]", "null", "this is a list, not an object; write {"),
        ] {
            let answer = answered(line);
            let said = answer.result.unwrap_err();
            assert_eq!(answer.id.to_string(), id, "{line}");
            assert!(said.contains(what), "{line}: {said}");
        }
    }

    #[test]
    fn a_list_line_has_three_columns() {
        assert_eq!(pair("a.txt\tb.txt\txliff-2.1=c.xlf").unwrap().output, "xliff-2.1=c.xlf");
        assert_eq!(pair("a.txt\tb.txt"), None);
        assert_eq!(pair("a.txt\t\tc.xlf"), None);
        assert_eq!(pair("a\tb\tc\td"), None);
    }
}
