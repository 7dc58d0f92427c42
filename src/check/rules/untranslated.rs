//! A target that is still in the source language.

use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::{WordKind, fold, words};

pub(super) const RULE: Rule = Rule {
    name: "untranslated",
    severity: Severity::Error,
    summary: "the target repeats the source text or is still in the source language",
    page: include_str!("untranslated.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let untranslated = |view: &&BeadView<'_>| view.kind != Kind::Boilerplate && is_untranslated(context, view);
    context.translated().filter(untranslated).map(finding).collect()
}

fn finding(view: &BeadView<'_>) -> Finding {
    let finding = Finding::new(RULE.name, Severity::Error, view.index, "this segment is still in the source language");
    Finding { source: view.span(Side::Source), target: view.span(Side::Target), ..finding }
}

fn is_untranslated(context: &Context<'_>, view: &BeadView<'_>) -> bool {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let letters = |text: &str| words(text).filter(|word| word.kind == WordKind::Letters).count();
    if letters(view.target) == 0 {
        return false;
    }
    // Where the scripts differ the letters tell; a quoted word or a name is not a segment.
    if !source.letters.is_empty() && !target.letters.is_empty() && source.direction != target.direction {
        let foreign = words(view.target).filter(|word| source.writes(word.span.text(view.target))).count();
        return foreign * 2 > letters(view.target);
    }
    // A heading of one or two words may be the same name in both languages.
    fold(view.source) == fold(view.target) && letters(view.source) >= 4
}
