//! A quotation mark of the target without its partner.

use crate::bitext::Origin;
use crate::check::form::{Safety, in_target};
use crate::check::pairs::{self, Habit, Lonely};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "quote-unbalanced",
    severity: Severity::Warning,
    summary: "a quotation mark of the target is never closed, or closes nothing",
    page: include_str!("quote_unbalanced.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let lonely = |side| {
        let profile = context.profile(side);
        pairs::lonely(&context.bitext.half(side).document, Habit::Quotes, |text, base| {
            pairs::quotes(text, base, profile)
        })
    };
    let (source, target) = (lonely(Side::Source), lonely(Side::Target));
    let mut findings: Vec<Finding> = Vec::new();
    let mut marks = target.iter().filter(|mark| !has_partner(context, &target, mark)).peekable();
    while let Some(mark) = marks.next() {
        let Some(view) = context.bead_at(Side::Target, mark.mark.span.start) else { continue };
        let other = marks.next_if(|other| is_other_half(view, mark, other));
        findings.extend(finding(context, view, (mark, other), &source));
        // ""yes" too": one mistake, not two.
        while marks.next_if(|next| is_the_same_again(view, mark, next)).is_some() {}
    }
    findings
}

/// Whether a segment nearby holds the partner, and the source does not speak against it: a quotation
/// that ends in the middle of the source does not run on over the end of the target.
fn has_partner(context: &Context<'_>, all: &[Lonely], lonely: &Lonely) -> bool {
    let Some(partner) = lonely.partner.and_then(|number| all.get(number)) else { return false };
    let opener = if lonely.mark.opens { lonely } else { partner };
    let view = context.bead_at(Side::Target, opener.mark.span.start);
    !view.is_some_and(|view| is_quoted_inside(view, context))
}

/// Whether the source has whole quotations only, with words before the first and behind the last.
fn is_quoted_inside(view: &BeadView<'_>, context: &Context<'_>) -> bool {
    let marks = pairs::quotes(view.source, 0, context.profile(Side::Source));
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return false };
    let has_words = |text: Option<&str>| text.is_some_and(|text| text.contains(char::is_alphanumeric));
    let inside = has_words(view.source.get(..first.span.start)) && has_words(view.source.get(last.span.end..));
    inside && pairs::unmatched(&marks).is_empty()
}

fn is_the_same_again(view: &BeadView<'_>, mark: &Lonely, next: &Lonely) -> bool {
    let inside = view.span(Side::Target).is_some_and(|span| span.contains(next.mark.span));
    inside && (next.mark.opens, next.mark.pair) == (mark.mark.opens, mark.mark.pair) && !next.mark.apostrophe
}

/// “… ": opened with one mark and closed with another.
fn is_other_half(view: &BeadView<'_>, opener: &Lonely, closer: &Lonely) -> bool {
    let inside = view.span(Side::Target).is_some_and(|span| span.contains(closer.mark.span));
    inside && opener.mark.opens && !closer.mark.opens && opener.mark.pair != closer.mark.pair
}

fn finding(
    context: &Context<'_>,
    view: &BeadView<'_>,
    (lonely, other): (&Lonely, Option<&Lonely>),
    source: &[Lonely],
) -> Option<Finding> {
    let mark = lonely.mark;
    // A file of separate segments may cut a quotation in two, on both sides alike.
    let cut_alike =
        |span: Span| source.iter().any(|other| span.contains(other.mark.span) && other.mark.opens == mark.opens);
    if view.bead.origin == Origin::Imported && view.span(Side::Source).is_some_and(cut_alike) {
        return None;
    }
    let written = |span: Span| span.text(&context.bitext.target.document.text);
    if let Some(other) = other {
        let (opening, closing) = (written(mark.span), written(other.mark.span));
        let message = format!("the quotation opened with {opening} is closed with {closing}");
        let partner = opening.chars().next().and_then(|c| pairs::partner(c, context.profile(Side::Target)));
        let finding = in_target(&RULE, view, mark.span.cover(other.mark.span), message);
        return Some(match partner {
            Some(partner) => finding.replacing(other.mark.span, partner, Safety::Unsafe),
            None => finding,
        });
    }
    if mark.apostrophe && marks(context, view, Side::Source) < marks(context, view, Side::Target) {
        let finding = in_target(&RULE, view, mark.span, "a quotation mark stands where an apostrophe is meant");
        return Some(finding.note_if(true).replacing(mark.span, "’", Safety::Unsafe));
    }
    let message = if mark.opens {
        "the quotation opened here is never closed"
    } else {
        "this mark closes a quotation that was never opened"
    };
    Some(Finding { severity: view.severity(RULE.severity), ..in_target(&RULE, view, mark.span, message) })
}

/// How many quotation marks one side of a bead has.
fn marks(context: &Context<'_>, view: &BeadView<'_>, side: Side) -> usize {
    pairs::quotes(view.text(side), 0, context.profile(side)).len()
}
