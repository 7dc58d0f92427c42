//! Findings for programs: the JSON that editors, scripts and dashboards rely on.
//!
//! The form is frozen under `version` 1: a field may be added, none is renamed or taken away. Every
//! offset is given in bytes, UTF-16 units and code points, because each consumer counts in another.

use serde::Serialize;

use super::{Entry, Report, SideText, Summary};
use crate::finding::{ConceptRef, Fix, Severity};
use crate::language::Side;
use crate::text::Offsets;

/// The version of the form; a consumer may refuse one that it does not know.
pub const VERSION: u32 = 1;

/// All findings and the summary as one JSON object.
pub fn json(report: &Report<'_>) -> String {
    let findings = report.entries.iter().map(FindingJson::new).collect();
    pretty(&ReportJson { version: VERSION, findings, summary: report.summary() })
}

/// Each finding as one JSON object on a line of its own.
pub fn jsonl(report: &Report<'_>) -> String {
    report.entries.iter().map(|entry| line(&FindingJson::new(entry))).collect()
}

#[derive(Serialize)]
struct ReportJson<'a> {
    version: u32,
    findings: Vec<FindingJson<'a>>,
    summary: Summary,
}

/// One finding; the fields are in the order in which a person would ask for them.
#[derive(Debug, Serialize)]
pub(super) struct FindingJson<'a> {
    id: &'a str,
    rule: &'a str,
    severity: Severity,
    file: &'a str,
    unit: &'a str,
    segment: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    source: Option<SideJson<'a>>,
    target: Option<SideJson<'a>>,
    concept: Option<ConceptJson<'a>>,
    fix: Option<FixJson<'a>>,
}

/// The whole text of one side of the bead, and the marked part of it.
#[derive(Debug, Serialize)]
struct SideJson<'a> {
    text: &'a str,
    start: Offsets,
    end: Offsets,
}

#[derive(Debug, Serialize)]
struct ConceptJson<'a> {
    id: &'a str,
    expected: &'a [String],
    glossary: &'a str,
    line: usize,
}

#[derive(Debug, Serialize)]
struct FixJson<'a> {
    safe: bool,
    edits: Vec<EditJson<'a>>,
}

/// One replacement, counted from the start of the target text of the finding.
#[derive(Debug, Serialize)]
struct EditJson<'a> {
    side: Side,
    start: Offsets,
    end: Offsets,
    text: &'a str,
}

impl<'a> FindingJson<'a> {
    pub(super) fn new(entry: &'a Entry<'a>) -> Self {
        let finding = entry.finding;
        let target = entry.side(Side::Target);
        Self {
            id: &entry.id,
            rule: &finding.rule,
            severity: finding.severity,
            file: entry.file,
            unit: &entry.place.unit,
            segment: &entry.place.segment,
            line: entry.place.line,
            column: entry.place.column,
            message: &finding.message,
            source: entry.side(Side::Source).map(SideJson::new),
            target: target.map(SideJson::new),
            concept: finding.concept.as_ref().map(ConceptJson::new),
            fix: finding.fix.as_ref().and_then(|fix| FixJson::new(entry, fix, target?)),
        }
    }
}

impl<'a> SideJson<'a> {
    fn new(side: SideText<'a>) -> Self {
        let (start, end) = side.marked.map_or((0, side.text.len()), |marked| (marked.start, marked.end));
        Self { text: side.text, start: Offsets::of(side.text, start), end: Offsets::of(side.text, end) }
    }
}

impl<'a> ConceptJson<'a> {
    fn new(concept: &'a ConceptRef) -> Self {
        Self { id: &concept.id, expected: &concept.expected, glossary: &concept.glossary, line: concept.line }
    }
}

impl<'a> FixJson<'a> {
    /// `None` for a fix that reaches beyond the bead: its offsets would mean nothing to a reader.
    fn new(entry: &Entry<'_>, fix: &'a Fix, target: SideText<'_>) -> Option<Self> {
        if !fix.edits.iter().all(|edit| target.span.contains(edit.span)) {
            return None;
        }
        let edit = |edit: &'a crate::finding::Edit| {
            let span = entry.shown_span(Side::Target, edit.span).unwrap_or_default();
            let at = |byte| Offsets::of(target.text, byte);
            EditJson { side: Side::Target, start: at(span.start), end: at(span.end), text: &edit.text }
        };
        Some(Self { safe: fix.safe, edits: fix.edits.iter().map(edit).collect() })
    }
}

/// `value` for machines that a person may look over the shoulder of.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Writing to memory a value whose keys are all strings cannot fail.
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// `value` on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    // As above. JSON escapes line ends inside strings, so the line is one line.
    let mut json = serde_json::to_string(value).unwrap_or_default();
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::finding::{Edit, Finding};
    use crate::report::{Reported, sample};
    use crate::text::Span;

    fn parsed(findings: &[Finding]) -> Value {
        let bitext = sample::bitext();
        let report = Report::new(&[Reported { file: "a.xlf", target_file: None, bitext: &bitext, findings }]);
        serde_json::from_str(&super::json(&report)).unwrap()
    }

    #[test]
    fn offsets_come_in_three_units_that_differ_after_an_emoji() {
        let report = parsed(&sample::findings(&sample::bitext()));
        let [source, target] = ["source", "target"].map(|side| report["findings"][0][side].clone());
        assert_eq!(source["text"], "قال الوزير 😀 إن ٢٢٨ أسرة عادت إلى قراها.");
        assert_eq!(source["start"], json!({"byte": 30, "utf16": 17, "char": 16}));
        assert_eq!(source["end"], json!({"byte": 36, "utf16": 20, "char": 19}));
        assert_eq!(target["start"], json!({"byte": 28, "utf16": 26, "char": 25}));
        assert_eq!(target["end"], json!({"byte": 31, "utf16": 29, "char": 28}));
        let edit = &report["findings"][0]["fix"]["edits"][0];
        assert_eq!(
            *edit,
            json!({"side": "target", "start": target["start"], "end": target["end"], "text": "228"}),
            "a fix counts from the start of the target text"
        );
    }

    #[test]
    fn absent_things_are_null_and_an_unmarked_side_is_marked_whole() {
        let report = parsed(&sample::findings(&sample::bitext()));
        let added = &report["findings"][2];
        assert_eq!(added["source"], Value::Null);
        assert_eq!(added["concept"], Value::Null);
        assert_eq!(added["fix"], Value::Null);
        assert_eq!(added["target"]["start"], json!({"byte": 0, "utf16": 0, "char": 0}));
        assert_eq!(added["target"]["end"], json!({"byte": 32, "utf16": 32, "char": 32}));
    }

    #[test]
    fn a_fix_beyond_the_bead_is_not_offered() {
        let fix = Fix { safe: true, edits: vec![Edit { span: Span::new(0, 3), text: String::new() }] };
        let finding = Finding { fix: Some(fix), ..Finding::new("x", Severity::Info, 1, "") };
        assert_eq!(parsed(&[finding])["findings"][0]["fix"], Value::Null);
    }

    #[test]
    fn the_whole_form() {
        let bitext = sample::bitext();
        let findings = sample::findings(&bitext);
        let report =
            Report::new(&[Reported { file: "a.xlf", target_file: None, bitext: &bitext, findings: &findings[1..2] }]);
        insta::assert_snapshot!(super::json(&report), @r#"
        {
          "version": 1,
          "findings": [
            {
              "id": "e3bb7bf5f3260518",
              "rule": "term-missing",
              "severity": "error",
              "file": "a.xlf",
              "unit": "3",
              "segment": "",
              "line": 3,
              "column": 1,
              "message": "nothing in the target renders خفض التصعيد",
              "source": {
                "text": "وبحثا مسائل متعلقة بأداء منطقة خفض التصعيد في سوريا، واتفقا على لقاء ثان.",
                "start": {
                  "byte": 57,
                  "utf16": 31,
                  "char": 31
                },
                "end": {
                  "byte": 78,
                  "utf16": 42,
                  "char": 42
                }
              },
              "target": {
                "text": "They discussed how the calming zone in Syria was working.\nThey agreed to meet again.",
                "start": {
                  "byte": 0,
                  "utf16": 0,
                  "char": 0
                },
                "end": {
                  "byte": 84,
                  "utf16": 84,
                  "char": 84
                }
              },
              "concept": {
                "id": "deescalation",
                "expected": [
                  "de-escalation",
                  "de-escalation zone"
                ],
                "glossary": "g.csv",
                "line": 3
              },
              "fix": null
            }
          ],
          "summary": {
            "files": 1,
            "units": 6,
            "errors": 1,
            "warnings": 0,
            "infos": 0
          }
        }
        "#);
        insta::assert_snapshot!(super::jsonl(&report), @r#"{"id":"e3bb7bf5f3260518","rule":"term-missing","severity":"error","file":"a.xlf","unit":"3","segment":"","line":3,"column":1,"message":"nothing in the target renders خفض التصعيد","source":{"text":"وبحثا مسائل متعلقة بأداء منطقة خفض التصعيد في سوريا، واتفقا على لقاء ثان.","start":{"byte":57,"utf16":31,"char":31},"end":{"byte":78,"utf16":42,"char":42}},"target":{"text":"They discussed how the calming zone in Syria was working.\nThey agreed to meet again.","start":{"byte":0,"utf16":0,"char":0},"end":{"byte":84,"utf16":84,"char":84}},"concept":{"id":"deescalation","expected":["de-escalation","de-escalation zone"],"glossary":"g.csv","line":3},"fix":null}"#);
    }

    #[test]
    fn nothing_found_is_still_a_report() {
        insta::assert_snapshot!(super::json(&Report::default()), @r#"
        {
          "version": 1,
          "findings": [],
          "summary": {
            "files": 0,
            "units": 0,
            "errors": 0,
            "warnings": 0,
            "infos": 0
          }
        }
        "#);
        assert_eq!(super::jsonl(&Report::default()), "");
    }
}
