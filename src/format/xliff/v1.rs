//! The writer of XLIFF 1.2, strict.
//!
//! One `trans-unit` a bead, because every tool opens that. A character that XML forbids is an `x`
//! whose `ctype` is `x-cp-` and its code point; [`super::read`] restores it. What is known about
//! the alignment is a `context-group`, each finding a `note`. A draft is never said to be approved
//! or final: that is for a person to say, and some tools hide or lock what is.

use super::super::Export;
use super::super::inline;
use super::super::units::{Unit, units};
use super::super::xml::escape::{attribute, text};
use super::{NOT_IN_SOURCE, priority};

/// Write XLIFF 1.2.
pub fn write(export: &Export<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n";
    out += &format!(
        "  <file original=\"{}\" source-language=\"{}\" target-language=\"{}\" datatype=\"plaintext\">\n    <body>\n",
        attribute(export.original),
        attribute(export.bitext.source.language.tag()),
        attribute(export.bitext.target.language.tag()),
    );
    for unit in units(export) {
        write_unit(&mut out, &unit);
    }
    out += "    </body>\n  </file>\n</xliff>\n";
    out
}

fn write_unit(out: &mut String, unit: &Unit<'_>) {
    *out += &format!("      <trans-unit id=\"{}\" xml:space=\"preserve\">\n        <source>", unit.number);
    push_content(out, &unit.source.text);
    *out += "</source>\n";
    // An empty target counts as translated in some tools: no text, no element.
    if !unit.target.text.is_empty() {
        let state = if unit.needs_review() { "needs-review-translation" } else { "translated" };
        *out += &format!("        <target state=\"{state}\">");
        push_content(out, &unit.target.text);
        *out += "</target>\n";
    }
    // The schema wants the name of a context group to be unique in its file.
    let name = format!("tarjuman:alignment:{}", unit.number);
    *out += &format!("        <context-group name=\"{name}\" purpose=\"information\">\n");
    for (name, value) in unit.alignment() {
        *out += &format!("          <context context-type=\"x-{name}\">{value}</context>\n");
    }
    *out += "        </context-group>\n";
    write_notes(out, unit);
    *out += "      </trans-unit>\n";
}

fn write_notes(out: &mut String, unit: &Unit<'_>) {
    if unit.source.text.is_empty() {
        *out += &format!("        <note from=\"tarjuman\">{NOT_IN_SOURCE}</note>\n");
    }
    for finding in &unit.findings {
        *out += &format!(
            "        <note from=\"tarjuman\" priority=\"{}\">[{}] {}</note>\n",
            priority(finding.severity),
            text(&finding.rule),
            text(&finding.message),
        );
    }
}

fn push_content(out: &mut String, content: &str) {
    inline::push(out, content, |number, kind| format!("<x id=\"cp{number}\" ctype=\"{kind}\"/>"));
}
