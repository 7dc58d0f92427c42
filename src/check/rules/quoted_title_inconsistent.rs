//! A title or phrase in quotation marks rendered in two ways.

use std::collections::BTreeMap;

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::{Span, folded_words};

pub(super) const RULE: Rule = Rule {
    name: "quoted-title-inconsistent",
    severity: Severity::Info,
    summary: "what stands in quotation marks in the source is rendered differently elsewhere",
    page: include_str!("quoted_title_inconsistent.md"),
    check,
};

/// Longer quotations are speech.
const LONGEST_TITLE: usize = 8;

/// A title in a bead: the view, its place in the source and that of its rendering.
struct Use<'a> {
    view: &'a BeadView<'a>,
    source: Span,
    target: Span,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (from, to) = (context.profile(Side::Source), context.profile(Side::Target));
    // By title, and by its renderings, both folded.
    let mut titles: BTreeMap<String, BTreeMap<String, Vec<Use<'_>>>> = BTreeMap::new();
    for view in context.translated() {
        // With several quotations on a side their order may have changed.
        let ([source], [target]) = (&quoted(view.source, from)[..], &quoted(view.target, to)[..]) else { continue };
        let (title, rendering) = (folded_words(source.text(view.source)), folded_words(target.text(view.target)));
        if title.is_empty() || rendering.is_empty() || title.split(' ').count() > LONGEST_TITLE {
            continue;
        }
        let one = Use { view, source: source.offset(view.source_start), target: target.offset(view.target_start) };
        titles.entry(title).or_default().entry(rendering).or_default().push(one);
    }
    titles.values().flat_map(|renderings| in_title(context, renderings)).collect()
}

/// All renderings but the commonest; of equally common ones the first in the text stays.
fn in_title(context: &Context<'_>, renderings: &BTreeMap<String, Vec<Use<'_>>>) -> Vec<Finding> {
    let first = |uses: &[Use<'_>]| uses.first().map(|first| first.view.index);
    let usual = renderings.iter().max_by_key(|(_, uses)| (uses.len(), std::cmp::Reverse(first(uses))));
    let Some((usual, Some(example))) = usual.map(|(rendering, uses)| (rendering, uses.first())) else {
        return Vec::new();
    };
    let others = renderings.iter().filter(|(rendering, _)| *rendering != usual);
    others.flat_map(|(_, uses)| uses).map(|one| finding(context, one, example)).collect()
}

fn finding(context: &Context<'_>, one: &Use<'_>, usual: &Use<'_>) -> Finding {
    let usual_text = usual.target.text(&context.bitext.target.document.text);
    let message = format!("in {} this is rendered “{usual_text}”", context.place(usual.view));
    let finding = Finding::new(RULE.name, Severity::Info, one.view.index, message);
    finding.in_source(one.source).in_target(one.target)
}

/// What stands between quotation marks, without them; a quotation inside another is part of it.
fn quoted(text: &str, profile: &Profile) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices().filter(|(_, c)| !profile.quotes.ambiguous.contains(*c)) {
        open = match open {
            Some((start, closing)) if mark == closing => {
                found.push(Span::new(start, at));
                None
            }
            Some(open) => Some(open),
            None => {
                let pair = profile.quotes.pairs.iter().find(|pair| pair.0 == mark);
                pair.map(|pair| (at + mark.len_utf8(), pair.1))
            }
        };
    }
    found
}
