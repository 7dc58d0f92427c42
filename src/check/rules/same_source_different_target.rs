//! The same sentence translated in two ways.

use std::collections::HashMap;

use similar::{ChangeTag, TextDiff};

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::folded_words;

pub(super) const RULE: Rule = Rule {
    name: "same-source-different-target",
    severity: Severity::Warning,
    summary: "the same source text is translated differently elsewhere",
    page: include_str!("same_source_different_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut first: HashMap<String, &BeadView<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for view in context.translated() {
        let key = folded_words(view.source);
        // Short lines (yes, no, a speaker's name) depend on what stands around them.
        if key.split(' ').count() < 3 {
            continue;
        }
        match first.get(&key) {
            Some(earlier) if folded_words(earlier.target) != folded_words(view.target) => {
                findings.push(finding(context, earlier, view));
            }
            Some(_) => {}
            None => {
                first.insert(key, view);
            }
        }
    }
    findings
}

fn finding(context: &Context<'_>, earlier: &BeadView<'_>, view: &BeadView<'_>) -> Finding {
    let place = place(context, earlier);
    let message = format!("the same text was translated otherwise{place}: {}", word_diff(earlier.target, view.target));
    let severity = view.severity(Severity::Warning);
    let finding = Finding::new(RULE.name, severity, view.index, message);
    Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding }
}

fn place(context: &Context<'_>, view: &BeadView<'_>) -> String {
    let document = &context.bitext.source.document;
    let place = view.bead.source.first().and_then(|id| document.segment(*id)).map(|segment| &segment.place);
    match place {
        Some(place) if !place.unit.is_empty() => format!(" in unit {}", place.unit),
        Some(place) => format!(" in line {}", place.line),
        None => String::new(),
    }
}

/// What changed, word by word: `[-went into-] {+discuss+}`, with equal words between.
fn word_diff(old: &str, new: &str) -> String {
    let diff = TextDiff::from_unicode_words(old, new);
    let mut shown = String::new();
    let mut open = ChangeTag::Equal;
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            shown.push_str(closing(open));
            shown.push_str(match change.tag() {
                ChangeTag::Delete => "[-",
                ChangeTag::Insert => "{+",
                ChangeTag::Equal => "",
            });
            open = change.tag();
        }
        shown.push_str(change.value());
    }
    shown.push_str(closing(open));
    shown
}

const fn closing(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
        ChangeTag::Equal => "",
    }
}
