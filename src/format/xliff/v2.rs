//! The writer of XLIFF 2.1.
//!
//! One `unit` with one `segment` a bead. What is known about the alignment is metadata of the
//! Metadata module, each finding a note, and where it points at words of the target also a mark
//! of the ITS module. The states `reviewed` and `final` are for a person to give.

use std::cmp::Reverse;

use super::super::Export;
use super::super::units::{Unit, units};
use super::super::xml::escape::{self, attribute, text};
use super::{NOT_IN_SOURCE, priority};
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::text::Span;

/// Write XLIFF 2.1.
pub fn write(export: &Export<'_>) -> String {
    let (source, target) = (&export.bitext.source.language, &export.bitext.target.language);
    let units = units(export);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &root(source, target, units.iter().any(|unit| !marks(unit).is_empty()));
    out += &format!(
        "  <file id=\"f1\" original=\"{}\" canResegment=\"no\" srcDir=\"{}\" trgDir=\"{}\">\n",
        attribute(export.original),
        source.direction().as_str(),
        target.direction().as_str(),
    );
    for unit in &units {
        write_unit(&mut out, unit);
    }
    if units.is_empty() {
        // A file must hold something, and a group need not.
        out += "    <group id=\"g1\"/>\n";
    }
    out += "  </file>\n</xliff>\n";
    out
}

fn root(source: &Language, target: &Language, with_its: bool) -> String {
    let its = if with_its { "\n    xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\"" } else { "" };
    format!(
        "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"\n    \
         xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\"{its}\n    srcLang=\"{}\" trgLang=\"{}\">\n",
        attribute(source.tag()),
        attribute(target.tag()),
    )
}

fn write_unit(out: &mut String, unit: &Unit<'_>) {
    *out += &format!("    <unit id=\"{}\">\n", unit.number);
    *out += "      <mda:metadata>\n        <mda:metaGroup category=\"tarjuman:alignment\">\n";
    for (name, value) in unit.alignment() {
        *out += &format!("          <mda:meta type=\"{name}\">{value}</mda:meta>\n");
    }
    *out += "        </mda:metaGroup>\n      </mda:metadata>\n";
    write_notes(out, unit);
    *out += &format!("      <segment id=\"s1\" {}>\n        <source xml:space=\"preserve\">", state(unit));
    push_content(out, &unit.source.text);
    *out += "</source>\n";
    if !unit.target.text.is_empty() {
        *out += "        <target xml:space=\"preserve\">";
        push_marked(out, &unit.target.text, &marks(unit));
        *out += "</target>\n";
    }
    *out += "      </segment>\n    </unit>\n";
}

fn state(unit: &Unit<'_>) -> &'static str {
    match (unit.target.text.is_empty(), unit.needs_review()) {
        (_, true) => "state=\"initial\" subState=\"tarjuman:finding\"",
        (true, false) => "state=\"initial\"",
        (false, false) => "state=\"translated\"",
    }
}

fn write_notes(out: &mut String, unit: &Unit<'_>) {
    let added = unit.source.text.is_empty();
    if !added && unit.findings.is_empty() {
        return;
    }
    *out += "      <notes>\n";
    if added {
        *out += &format!("        <note id=\"n0\" category=\"tarjuman\">{NOT_IN_SOURCE}</note>\n");
    }
    for (finding, number) in unit.findings.iter().zip(1..) {
        *out += &format!(
            "        <note id=\"n{number}\" category=\"tarjuman\" priority=\"{}\">[{}] {}</note>\n",
            priority(finding.severity),
            text(&finding.rule),
            text(&finding.message),
        );
    }
    *out += "      </notes>\n";
}

fn push_content(out: &mut String, content: &str) {
    escape::push_text(out, content, |out, c| out.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(c))));
}

/// A finding and the words of the unit's target it points at.
type Mark<'a> = (Span, &'a Finding);

/// The marks of a unit's target, outer before inner.
fn marks<'a>(unit: &Unit<'a>) -> Vec<Mark<'a>> {
    let located = unit.findings.iter().filter_map(|&finding| Some((unit.target.locate(finding.target?)?, finding)));
    let mut marks: Vec<Mark<'_>> = located.collect();
    marks.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
    marks
}

/// Append `content` with its `marks` around the words they point at.
fn push_marked(out: &mut String, content: &str, marks: &[Mark<'_>]) {
    let mut at = 0;
    for tag in tags(marks) {
        push_content(out, content.get(at..tag.at).unwrap_or_default());
        *out += &tag.text;
        at = tag.at;
    }
    push_content(out, content.get(at..).unwrap_or_default());
}

/// A tag and the byte of the text it stands before. The order of the fields is the order of tags:
/// at one place what closes comes first, the innermost before the outer.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Tag {
    at: usize,
    opens: bool,
    /// Puts marks that begin (or end) together into the order in which they nest.
    rank: (Reverse<usize>, Reverse<usize>),
    text: String,
}

/// The tags of `marks`, in the order of the text.
fn tags(marks: &[Mark<'_>]) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(marks.len() * 2);
    let mut nested: Vec<Span> = Vec::new();
    for (number, (span, finding)) in marks.iter().enumerate() {
        // Marks that overlap without one holding the other cannot both be elements.
        let crosses = nested.iter().any(|outer| outer.overlaps(*span) && !outer.contains(*span));
        let (open, close) = if crosses {
            (format!("<sm {}/>", annotation(number, finding)), format!("<em startRef=\"m{}\"/>", number + 1))
        } else {
            nested.push(*span);
            (format!("<mrk {}>", annotation(number, finding)), "</mrk>".to_owned())
        };
        let last = marks.len() - number;
        tags.push(Tag { at: span.start, opens: true, rank: (Reverse(span.end), Reverse(last)), text: open });
        tags.push(Tag { at: span.end, opens: false, rank: (Reverse(span.start), Reverse(number)), text: close });
    }
    tags.sort();
    tags
}

fn annotation(number: usize, finding: &Finding) -> String {
    format!(
        "id=\"m{}\" type=\"its:generic\" its:locQualityIssueType=\"{}\" its:locQualityIssueSeverity=\"{}\" its:locQualityIssueComment=\"{}\"",
        number + 1,
        issue_type(&finding.rule),
        severity(finding.severity),
        attribute(&format!("[{}] {}", finding.rule, finding.message)),
    )
}

/// ITS counts severity from 0 to 100.
const fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 100,
        Severity::Warning => 50,
        Severity::Info => 10,
    }
}

/// The issue type of ITS 2.0 (appendix C) that a rule reports: the first entry whose word is the
/// rule's name or part of it.
fn issue_type(rule: &str) -> &'static str {
    const TYPES: &[(&str, &str)] = &[
        ("term-case", "terminology"),
        ("term", "terminology"),
        ("title-form", "terminology"),
        ("do-not-translate", "terminology"),
        ("name-mismatch", "mistranslation"),
        ("name-inconsistent", "inconsistent-entities"),
        ("different-", "inconsistency"),
        ("untranslated", "untranslated"),
        ("left-in-target", "untranslated"),
        ("empty-target", "omission"),
        ("missing-in-target", "omission"),
        ("added-in-target", "addition"),
        ("number-", "numbers"),
        ("date-", "numbers"),
        ("unit-", "numbers"),
        ("currency-", "numbers"),
        ("percent-", "numbers"),
        ("length-", "length"),
        ("code-", "markup"),
        ("url-", "non-conformance"),
        ("doubled-word", "duplication"),
        ("double-space", "whitespace"),
        ("space-before", "whitespace"),
        ("foreign-punctuation", "typographical"),
        ("punctuation", "typographical"),
        ("quote-", "typographical"),
        ("bracket-", "typographical"),
        ("sentence-case", "typographical"),
        ("bidi-", "characters"),
        ("invisible-", "characters"),
        ("corrupted-", "characters"),
        ("mixed-script", "characters"),
        ("alignment", "uncategorized"),
    ];
    TYPES.iter().find(|(word, _)| rule.contains(word)).map_or("other", |(_, issue)| issue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest_and_those_that_cannot_become_empty_elements() {
        let finding = Finding::new("term-missing", Severity::Error, 0, "a \"term\"");
        let spans = [(0, 8), (0, 8), (2, 4), (3, 9), (9, 10)];
        let marks: Vec<Mark<'_>> = spans.iter().map(|&(start, end)| (Span::new(start, end), &finding)).collect();
        let mut out = String::new();
        push_marked(&mut out, "0123456789", &marks);
        let mut plain = String::new();
        for piece in out.split_inclusive('>') {
            let (content, tag) = piece.split_once('<').unwrap_or((piece, ""));
            plain += content;
            let id = tag.split('"').nth(1).unwrap_or_default();
            plain += match tag.get(..2) {
                Some("mr") => "(",
                Some("/m") => ")",
                Some("sm") => "[",
                Some("em") => "]",
                _ => "",
            };
            plain += if tag.starts_with(['m', 's']) { id } else { "" };
        }
        assert_eq!(plain, "(m1(m201(m32[m43)4567))8](m59)");
        assert!(out.contains("Comment=\"[term-missing] a &quot;term&quot;\""), "{out}");
    }

    #[test]
    fn rules_have_an_issue_type() {
        for (rule, issue) in [
            ("term-missing", "terminology"),
            ("source-name-inconsistent", "inconsistent-entities"),
            ("same-source-different-target", "inconsistency"),
            ("near-repeat-different-target", "inconsistency"),
            ("source-left-in-target", "untranslated"),
            ("end-punctuation", "typographical"),
            ("space-before-punctuation", "whitespace"),
            ("quote-nesting", "typographical"),
            ("low-confidence-alignment", "uncategorized"),
            ("of-the-user", "other"),
        ] {
            assert_eq!(issue_type(rule), issue, "{rule}");
        }
    }
}
