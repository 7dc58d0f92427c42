//! Two spaces where one belongs.

use crate::check::form::{Safety, in_target, is_habit};
use crate::check::signs::{Signs, is_blank};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "double-space",
    severity: Severity::Warning,
    summary: "there are two or more spaces between words of the target",
    page: include_str!("double_space.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let views = || context.beads().iter().filter(|view| view.target_signs.has(Signs::GAP));
    let found: Vec<(&BeadView<'_>, Gap)> =
        views().flat_map(|view| gaps(context, view).into_iter().map(move |gap| (view, gap))).collect();
    // Some typists put two spaces behind every sentence; that is a style, not a slip.
    let behind_sentences = found.iter().filter(|(_, gap)| gap.behind_sentence).count();
    let style = behind_sentences > 0 && is_habit(behind_sentences, sentence_gaps(context));
    let finding = |(view, gap): (&BeadView<'_>, Gap)| {
        let message = "there is more than one space here";
        let finding = in_target(&RULE, view, gap.span, message).replacing(gap.span, " ", Safety::Safe);
        (!(style && gap.behind_sentence)).then_some(finding)
    };
    found.into_iter().filter_map(finding).collect()
}

/// Several blanks in a row.
struct Gap {
    span: Span,
    behind_sentence: bool,
}

fn gaps(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Gap> {
    // Columns set with spaces, as in a table, are so on both sides.
    if view.source_signs.has(Signs::GAP) && view.source.contains("   ") {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    for (base, text) in context.segments(view, Side::Target) {
        let mut from = None;
        for (at, c) in text.char_indices() {
            let start = from.get_or_insert(at);
            if is_blank(c) {
                continue;
            }
            let before = text.get(..*start).unwrap_or_default();
            let blanks = text.get(*start..at).unwrap_or_default();
            // The indent of a line inside the segment is none of ours.
            let inside = !before.is_empty() && !before.ends_with('\n') && c != '\n';
            if inside && blanks.chars().nth(1).is_some() && !blanks.contains('\t') {
                let behind_sentence = before.ends_with(['.', '!', '?', '؟', '"', '”']);
                gaps.push(Gap { span: Span::new(*start, at).offset(base), behind_sentence });
            }
            from = None;
        }
    }
    gaps
}

/// How many places there are in all targets where a sentence ends inside a segment.
fn sentence_gaps(context: &Context<'_>) -> usize {
    let ends = |view: &BeadView<'_>| {
        [". ", "! ", "? ", "؟ "].iter().map(|end| view.target.matches(end).count()).sum::<usize>()
    };
    context.beads().iter().map(ends).sum()
}
