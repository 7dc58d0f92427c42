//! The mark at the end of the segment.

use crate::check::form::{Safety, end_mark, in_target, is_habit, is_headline};
use crate::check::{BeadView, Context, Rule};
use crate::document::Kind;
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "end-punctuation",
    severity: Severity::Warning,
    summary: "the source ends with a full stop and the target with nothing, or a question is no question any more",
    page: include_str!("end_punctuation.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let (mut stops, mut found) = (0, Vec::new());
    for view in context.translated().filter(|view| view.kind == Kind::Body) {
        let (wanted, _) = end_mark(view.source, source);
        let (mark, end) = end_mark(view.target, target);
        stops += usize::from(wanted == Some('.'));
        match (wanted, mark) {
            (Some('.'), Some(c))
                if c.is_alphanumeric() && !view.source.ends_with("...") && !is_headline(view.target, target) =>
            {
                found.push(unfinished(view, end, target));
            }
            (Some('?'), Some('.')) => found.push(no_question(view, end)),
            _ => {}
        }
    }
    let habit = is_habit(found.len(), stops);
    found.into_iter().map(|finding| finding.note_if(habit)).collect()
}

fn unfinished(view: &BeadView<'_>, end: usize, profile: &Profile) -> Finding {
    let at = view.target_start + end;
    let last = last_word(view.target, end).offset(view.target_start);
    let stop = profile
        .own_mark('.')
        .filter(|mark| !profile.sentences.ends.contains('.') && profile.sentences.ends.contains(*mark));
    let finding = in_target(&RULE, view, last, "the source ends with a full stop, the target without");
    let finding = Finding { severity: view.severity(RULE.severity), ..finding };
    finding.replacing(Span::new(at, at), stop.unwrap_or('.'), Safety::Unsafe)
}

fn no_question(view: &BeadView<'_>, end: usize) -> Finding {
    let stop = view.target.get(..end).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
    let mark = Span::new(end - stop, end).offset(view.target_start);
    in_target(&RULE, view, mark, "the source asks a question, the target ends with a full stop").note_if(true)
}

fn last_word(text: &str, end: usize) -> Span {
    let before = text.get(..end).unwrap_or_default();
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    Span::new(start, end)
}
