//! A bracket of the target without its partner.

use crate::bitext::Origin;
use crate::check::form::in_target;
use crate::check::pairs::{self, Habit, Lonely};
use crate::check::{Context, Rule};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "bracket-unbalanced",
    severity: Severity::Warning,
    summary: "a bracket of the target is never closed, or closes nothing",
    page: include_str!("bracket_unbalanced.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let lonely = |document: &Document| pairs::lonely(document, Habit::Brackets, pairs::brackets);
    let source = lonely(&context.bitext.source.document);
    let target = lonely(&context.bitext.target.document);
    target.iter().filter(|mark| mark.partner.is_none()).filter_map(|mark| finding(context, mark, &source)).collect()
}

fn finding(context: &Context<'_>, Lonely { mark, .. }: &Lonely, source: &[Lonely]) -> Option<Finding> {
    let view = context.bead_at(Side::Target, mark.span.start)?;
    // A file of separate segments may cut a bracket in two, on both sides alike.
    let cut_alike =
        |span: Span| source.iter().any(|other| span.contains(other.mark.span) && other.mark.opens == mark.opens);
    if view.bead.origin == Origin::Imported && view.span(Side::Source).is_some_and(cut_alike) {
        return None;
    }
    let bracket = mark.span.text(&context.bitext.target.document.text);
    let message = if mark.opens {
        format!("the bracket {bracket} opened here is never closed")
    } else {
        format!("this bracket {bracket} closes none that was opened")
    };
    Some(Finding { severity: view.severity(RULE.severity), ..in_target(&RULE, view, mark.span, message) })
}
