//! Invisible characters that turn the text round.

use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::language::Side;
use crate::text::Span;
use crate::text::bidi::{self, Fault};

pub(super) const RULE: Rule = Rule {
    name: "bidi-control",
    severity: Severity::Error,
    summary: "an invisible direction character reverses the text or is never closed",
    page: include_str!("bidi_control.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let sides = [Side::Source, Side::Target];
    let has = |view: &BeadView<'_>, side| match side {
        Side::Source => view.source_signs.has(Signs::INVISIBLE),
        Side::Target => view.target_signs.has(Signs::INVISIBLE),
    };
    let texts = context.beads().iter().flat_map(|view| sides.map(|side| (view, side)));
    texts.filter(|(view, side)| has(view, *side)).flat_map(|(view, side)| in_text(view, side)).collect()
}

fn in_text(view: &BeadView<'_>, side: Side) -> Vec<Finding> {
    let start = view.span(side).map_or(0, |span| span.start);
    let faults = bidi::faults(view.text(side));
    faults
        .into_iter()
        .map(|(at, c, fault)| finding(view, side, Span::new(at, at + c.len_utf8()).offset(start), c, fault))
        .collect()
}

fn finding(view: &BeadView<'_>, side: Side, span: Span, c: char, fault: Fault) -> Finding {
    let what = match fault {
        Fault::Override => "reverses the letters after it",
        Fault::Unclosed => "is never closed and turns round what follows",
        Fault::Unopened => "closes nothing",
        Fault::Idle => "has no effect here and keeps the word from being found",
    };
    let message = format!("the invisible character U+{:04X} {what}; delete it", u32::from(c));
    // The source is not the translator's to mend.
    let severity = match (side, fault) {
        (Side::Source, _) => Severity::Info,
        (_, Fault::Idle) => Severity::Info,
        (Side::Target, Fault::Override) => Severity::Error,
        (Side::Target, _) => Severity::Warning,
    };
    let finding = Finding::new(RULE.name, severity, view.index, message);
    match side {
        Side::Source => finding.in_source(span),
        Side::Target => {
            let fix = Fix { safe: true, edits: vec![Edit { span, text: String::new() }] };
            Finding { fix: Some(fix), ..finding.in_target(span) }
        }
    }
}
