//! A quotation mark of the target without its partner.

use crate::bitext::Origin;
use crate::check::{Context, Rule};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "quote-unbalanced",
    severity: Severity::Warning,
    summary: "a quotation mark of the target is never closed, or closes nothing",
    page: include_str!("quote_unbalanced.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let target = lonely_marks(&context.bitext.target.document, context.profile(Side::Target));
    let source = lonely_marks(&context.bitext.source.document, context.profile(Side::Source));
    target.into_iter().filter_map(|mark| finding(context, mark, &source)).collect()
}

fn finding(context: &Context<'_>, mark: Mark, source: &[Mark]) -> Option<Finding> {
    let view = context.bead_at(Side::Target, mark.span.start)?;
    // A file of separate segments may cut a quotation in two, on both sides alike.
    let cut_alike = |span: Span| source.iter().any(|other| span.contains(other.span) && other.opens == mark.opens);
    if view.bead.origin == Origin::Imported && view.span(Side::Source).is_some_and(cut_alike) {
        return None;
    }
    let message = if mark.opens {
        "the quotation opened here is never closed"
    } else {
        "this mark closes a quotation that was never opened"
    };
    Some(Finding::new(RULE.name, view.severity(Severity::Warning), view.index, message).in_target(mark.span))
}

/// A quotation mark, and whether it opens or closes.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    opens: bool,
    pair: usize,
    paragraph: u32,
    starts_paragraph: bool,
}

/// The marks of a document that have no partner.
///
/// A quotation of several paragraphs opens each of them and is closed only in the last; so an
/// opening that the next paragraph repeats is not lonely. A quotation may also simply run on over
/// the end of a paragraph.
fn lonely_marks(document: &Document, profile: &Profile) -> Vec<Mark> {
    let mut lonely: Vec<Mark> = Vec::new();
    // For each pair of marks the quotations that are open, all opened in one paragraph.
    let mut open: Vec<Vec<Mark>> = vec![Vec::new(); profile.quotes.pairs.len()];
    for mark in marks(document, profile) {
        let Some(open) = open.get_mut(mark.pair) else { continue };
        if !mark.opens {
            if open.pop().is_none() {
                lonely.push(mark);
            }
            continue;
        }
        if open.last().is_some_and(|earlier| earlier.paragraph < mark.paragraph) {
            let unclosed = std::mem::take(open);
            // Another quotation of the same kind begins inside a paragraph: the first never ended.
            lonely.extend(unclosed.into_iter().filter(|_| !mark.starts_paragraph));
        }
        open.push(mark);
    }
    lonely.extend(open.into_iter().flatten());
    lonely.sort_by_key(|mark| mark.span);
    lonely
}

fn marks(document: &Document, profile: &Profile) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut paragraph = None;
    for segment in &document.segments {
        let starts = paragraph != Some(segment.paragraph);
        paragraph = Some(segment.paragraph);
        let text = segment.span.text(&document.text);
        let mut straight_open = false;
        for (at, c) in text.char_indices() {
            let Some(pair) = profile.quotes.pairs.iter().position(|pair| pair.0 == c || pair.1 == c) else { continue };
            if profile.quotes.ambiguous.contains(c) {
                continue;
            }
            let Some(&(opening, closing)) = profile.quotes.pairs.get(pair) else { continue };
            let opens = if opening == closing { opens_by_position(text, at, c, straight_open) } else { c == opening };
            straight_open = if opening == closing { opens } else { straight_open };
            marks.push(Mark {
                span: Span::new(at, at + c.len_utf8()).offset(segment.span.start),
                opens,
                pair,
                paragraph: segment.paragraph,
                starts_paragraph: starts && at == 0,
            });
        }
    }
    marks
}

/// A straight mark opens before a word and closes after one.
fn opens_by_position(text: &str, at: usize, mark: char, open: bool) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
    let loose = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    match (loose(before), loose(after)) {
        (true, false) => true,
        (false, true) => false,
        _ => !open,
    }
}
