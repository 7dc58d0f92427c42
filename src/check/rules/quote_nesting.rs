//! A quotation inside a quotation that cannot be told from the one around it.

use crate::check::form::in_target;
use crate::check::pairs::{self, Mark};
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};

pub(super) const RULE: Rule = Rule {
    name: "quote-nesting",
    severity: Severity::Warning,
    summary: "a quotation inside another has the same marks, is closed in the wrong order, or has lost its marks",
    page: include_str!("quote_nesting.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let quoted = context.beads().iter().filter(|view| view.target_signs.has(Signs::QUOTE));
    quoted.filter_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let profile = context.profile(Side::Target);
    let marks = pairs::quotes(view.target, view.target_start, profile);
    if !pairs::unmatched(&marks).is_empty() {
        // Which mark is inside which can be said only when none is missing.
        return None;
    }
    twice_alike(view, &marks, profile).or_else(|| crossed(view, &marks)).or_else(|| lost(context, view, &marks))
}

/// “He said “no” and left”
fn twice_alike(view: &BeadView<'_>, marks: &[Mark], profile: &Profile) -> Option<Finding> {
    let mut open: Vec<usize> = Vec::new();
    for mark in marks {
        if !mark.opens {
            open.pop();
        } else if open.contains(&mark.pair) {
            let outer = profile.quotes.pairs.get(mark.pair)?.0;
            let inner = profile.quotes.levels.iter().find(|(opening, _)| *opening != outer);
            let advice = inner.map(|(open, close)| format!("; write {open}…{close} inside")).unwrap_or_default();
            let message = format!("the quotation inside the quotation has the same marks as the one around it{advice}");
            // Which straight quote opens and which closes is a guess.
            let straight = profile.quotes.pairs.get(mark.pair).is_some_and(|(open, close)| open == close);
            return Some(in_target(&RULE, view, mark.span, message).note_if(straight));
        } else {
            open.push(mark.pair);
        }
    }
    None
}

/// «He said “no» and left”
fn crossed(view: &BeadView<'_>, marks: &[Mark]) -> Option<Finding> {
    let mut open: Vec<usize> = Vec::new();
    for mark in marks {
        if mark.opens {
            open.push(mark.pair);
        } else if open.pop() != Some(mark.pair) {
            let message = "the quotation is closed here before the one that was opened inside it";
            return Some(in_target(&RULE, view, mark.span, message));
        }
    }
    None
}

/// The source has a quotation inside a quotation, the target only the one around.
fn lost(context: &Context<'_>, view: &BeadView<'_>, marks: &[Mark]) -> Option<Finding> {
    let source = pairs::quotes(view.source, view.source_start, context.profile(Side::Source));
    let whole = pairs::unmatched(&source).is_empty();
    let single = view.target.char_indices().any(|(at, c)| {
        let after = view.target.get(at + c.len_utf8()..).unwrap_or_default();
        matches!(c, '\'' | '‘' | '‹' | '„') && after.starts_with(char::is_alphanumeric)
    });
    if !whole || depth(&source) < 2 || depth(marks) != 1 || marks.len() >= source.len() || single {
        return None;
    }
    let message = "the source has a quotation inside the quotation, the target has not";
    let first = marks.first()?;
    Some(
        Finding { source: source.get(1).map(|mark| mark.span), ..in_target(&RULE, view, first.span, message) }
            .note_if(true),
    )
}

fn depth(marks: &[Mark]) -> usize {
    let mut open = 0_usize;
    let step = |mark: &Mark| {
        open = if mark.opens { open + 1 } else { open.saturating_sub(1) };
        open
    };
    marks.iter().map(step).max().unwrap_or_default()
}
