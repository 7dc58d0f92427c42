//! What the figures of the two sides of a bead do not agree in.
//!
//! Both sides are read once ([`figures`]) and compared once; each rule about numbers shows its share of what
//! was found. What has an equal anywhere on the other side is right: words move. What has none is
//! looked at again by all the ways in which writers put the same thing differently, and only then
//! missed.

mod equal;
mod measures;
mod moments;
mod numbers;

use std::cell::OnceCell;

use rayon::prelude::*;

use super::{BeadView, Context};
use crate::finding::{Finding, Severity};
use crate::language::{
    Side,
    figures::{Amount, Figures, figures},
};
use crate::text::Span;

/// What is wrong with a figure, one kind a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Number,
    Date,
    Time,
    Percent,
    Currency,
    Unit,
}

/// A disagreement between the sides of a bead. Spans are of the texts of the bead.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    fault: Fault,
    severity: Severity,
    message: String,
    source: Option<Span>,
    target: Option<Span>,
}

/// The findings of the rule `name`, which is about `fault`.
pub(crate) fn findings(context: &Context<'_>, name: &'static str, fault: Fault) -> Vec<Finding> {
    let found = context.mismatches().iter().filter(|(_, mismatch)| mismatch.fault == fault);
    let finding = |(bead, mismatch): &(usize, Mismatch)| {
        let view = context.beads().get(*bead)?;
        let mut finding = Finding::new(name, view.severity(mismatch.severity), *bead, mismatch.message.clone());
        finding.source = mismatch.source.map(|span| span.offset(view.source_start));
        finding.target = mismatch.target.map(|span| span.offset(view.target_start));
        Some(finding)
    };
    found.filter_map(finding).collect()
}

/// Every disagreement in `context`, with the number of its bead.
pub(super) fn all(context: &Context<'_>) -> Vec<(usize, Mismatch)> {
    let in_bead = |view: &BeadView<'_>| {
        let whole = !view.source.is_empty() && !view.target.is_empty();
        let pair = whole.then(|| Pair::read(context, view)).flatten();
        let found = pair.map(|pair| pair.mismatches()).unwrap_or_default();
        found.into_iter().map(|mismatch| (view.index, mismatch)).collect::<Vec<_>>()
    };
    // The beads are independent of each other; the order is that of the text whatever the number of threads.
    context.beads().par_iter().flat_map_iter(in_bead).collect()
}

/// The figures of both sides of a bead.
struct Pair<'a> {
    source: Half<'a>,
    target: Half<'a>,
}

/// One side.
struct Half<'a> {
    text: &'a str,
    figures: Figures,
    /// The runs of digits, joined over spacing, when first asked for.
    runs: OnceCell<Vec<(String, Span)>>,
}

impl<'a> Pair<'a> {
    /// `None` when neither side has any figure.
    fn read(context: &Context<'_>, view: &BeadView<'a>) -> Option<Self> {
        let half = |side| {
            let text: &'a str = view.text(side);
            Half { text, figures: figures(text, context.profile(side)), runs: OnceCell::new() }
        };
        let pair = Self { source: half(Side::Source), target: half(Side::Target) };
        let none = |half: &Half<'_>| {
            let found = &half.figures;
            found.amounts.is_empty() && found.months.is_empty() && found.weekdays.is_empty() && found.times.is_empty()
        };
        (!none(&pair.source) || !none(&pair.target)).then_some(pair)
    }

    fn mismatches(&self) -> Vec<Mismatch> {
        let mut found = Vec::new();
        moments::times(self, &mut found);
        moments::months(self, &mut found);
        moments::digit_dates(self, &mut found);
        moments::weekdays(self, &mut found);
        numbers::compare(self, &mut found);
        measures::compare(self, &mut found);
        found
    }

    /// A disagreement between a span of each side, or about what one side has alone.
    fn mismatch(&self, fault: Fault, severity: Severity, source: Option<Span>, target: Option<Span>) -> Mismatch {
        let shown = |half: &Half<'a>, span: Option<Span>| span.map(|span| span.text(half.text));
        let message = match (shown(&self.source, source), shown(&self.target, target)) {
            (Some(source), Some(target)) => format!("“{source}” in the source, “{target}” in the target"),
            (Some(source), None) => format!("“{source}” of the source is not in the target"),
            (None, Some(target)) => format!("“{target}” of the target is not in the source"),
            (None, None) => String::new(),
        };
        Mismatch { fault, severity, message, source, target }
    }
}

impl Half<'_> {
    /// The amount with what it measures, as it is shown: the number and the word behind it.
    fn shown(&self, amount: &Amount) -> Span {
        let rest = Span::new(amount.span.end, self.text.len()).text(self.text);
        let letters = |c: char| c.is_alphabetic() || matches!(c, '%' | '٪' | '°' | '€' | '$' | '£');
        let space = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '-']).len();
        let word = rest.trim_start_matches([' ', '\u{A0}', '-']);
        let length: usize = word.chars().take_while(|c| letters(*c)).map(char::len_utf8).sum();
        let before = Span::new(0, amount.span.start).text(self.text);
        let sign = before.chars().next_back().filter(|c| matches!(c, '$' | '£' | '€' | '%' | '٪'));
        let start = amount.span.start - sign.map_or(0, char::len_utf8);
        let end = if length > 0 { amount.span.end + space + length } else { amount.span.end };
        Span::new(start, end)
    }
}
