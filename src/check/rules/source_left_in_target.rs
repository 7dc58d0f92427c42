//! Words that were not translated.

use crate::check::form::{in_target, scripts_differ};
use crate::check::signs::is_invisible;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::{Span, Word, WordKind, fold, words};

pub(super) const RULE: Rule = Rule {
    name: "source-left-in-target",
    severity: Severity::Warning,
    summary: "words of the source language were left in the target",
    page: include_str!("source_left_in_target.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let in_bead = if scripts_differ(source, target) { of_other_script } else { of_same_script };
    context.translated().flat_map(|view| in_bead(view, source, target)).collect()
}

/// Neighbouring words in letters of the source.
fn of_other_script(view: &BeadView<'_>, source: &Profile, target: &Profile) -> Vec<Finding> {
    // Where one of the scripts is Latin, names, brands and quotations in it are everywhere.
    let latin = source.has_letter('a');
    if !latin && view.target.is_ascii() || !source.writes(view.target) {
        return Vec::new();
    }
    let text = view.target;
    let (mut runs, mut all, mut foreign): (Vec<Span>, usize, usize) = (Vec::new(), 0, 0);
    for word in words(text).filter(|word| word.kind == WordKind::Letters) {
        all += 1;
        if !source.writes(word.span.text(text)) {
            continue;
        }
        foreign += 1;
        match runs.last_mut() {
            Some(run) if !Span::new(run.end, word.span.start).text(text).contains(char::is_alphanumeric) => {
                *run = run.cover(word.span);
            }
            _ => runs.push(word.span),
        }
    }
    // A segment that is not translated at all is another rule's business.
    if foreign * 2 > all {
        return Vec::new();
    }
    let left = |run: &Span| {
        !is_mentioned(text, *run, target) && (!latin || is_common_text(run.text(text), view.source, source))
    };
    runs.into_iter().filter(left).map(|run| finding(view, run)).collect()
}

fn finding(view: &BeadView<'_>, run: Span) -> Finding {
    let message = format!("“{}” was left untranslated", run.text(view.target));
    let at = view.source.find(run.text(view.target));
    let source = at.map(|at| Span::new(at, at + run.len()).offset(view.source_start));
    let finding = in_target(&RULE, view, run.offset(view.target_start), message);
    Finding { source, severity: view.severity(RULE.severity), ..finding }
}

/// Whether the target speaks about the word instead of using it: in quotes or brackets, behind a colon
/// or a dash, or announced ("the word سلام").
fn is_mentioned(text: &str, run: Span, target: &Profile) -> bool {
    let before =
        text.get(..run.start).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let after =
        text.get(run.end..).unwrap_or_default().trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let opens = |c: char| {
        matches!(
            c,
            '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | ':' | '=' | '/' | '#' | '@' | '—' | '–' | '-' | '_' | '<'
        )
    };
    let closes = |c: char| matches!(c, ')' | ']' | '»' | '/' | '=' | '—' | '–');
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.ends_with(opens) || after.starts_with(closes) || target.form.mentions.contains(&fold(word))
}

/// Whether a Latin run is text, not a name: a function word of the source language, or a word in
/// small letters that the source has too.
fn is_common_text(run: &str, source_text: &str, source: &Profile) -> bool {
    const SHORTEST: usize = 4;
    let address = run.contains(['.', '/', '@', '_']) || run.contains(|c: char| c.is_numeric());
    let tokens: Vec<&str> = words(run).map(|word| word.span.text(run)).collect();
    let function =
        tokens.iter().filter(|word| source.common_words.contains(&fold(word)) && word.starts_with(char::is_lowercase));
    let plain = |word: &&&str| word.chars().all(char::is_lowercase) && word.chars().count() >= SHORTEST;
    let copied = |word: &&&str| source_text.split(|c: char| !c.is_alphanumeric()).any(|other| other == **word);
    let plain = tokens.iter().filter(plain).filter(copied).count();
    !address && (function.count() > 0 && tokens.len() >= 3 || plain > 0 && plain * 2 >= tokens.len())
}

/// A run of words that stands in the source too, with function words that only the source language has.
fn of_same_script(view: &BeadView<'_>, source: &Profile, target: &Profile) -> Vec<Finding> {
    const WORDS: usize = 4;
    const FUNCTION_WORDS: usize = 2;
    if source.tag == target.tag || fold(view.source) == fold(view.target) {
        return Vec::new();
    }
    let list = |text: &str| -> Vec<(Word, String)> {
        let words = words(text).filter(|word| word.kind == WordKind::Letters);
        words.map(|word| (word, fold(word.span.text(text)))).collect()
    };
    let (ours, theirs) = (list(view.target), list(view.source));
    let mut findings = Vec::new();
    let mut at = 0;
    while at < ours.len() {
        let rest = ours.get(at..).unwrap_or_default();
        let length = longest_common(rest, &theirs);
        let run = rest.get(..length).unwrap_or_default();
        let function =
            run.iter().filter(|(_, word)| source.common_words.contains(word) && !target.common_words.contains(word));
        if let (true, Some(first), Some(last)) =
            (length >= WORDS && function.count() >= FUNCTION_WORDS, run.first(), run.last())
        {
            let span = first.0.span.cover(last.0.span);
            if !is_mentioned(view.target, span, target) {
                findings.push(finding(view, span));
            }
        }
        at += length.max(1);
    }
    findings
}

/// How many words at the beginning of `ours` stand somewhere in `theirs` in the same order.
fn longest_common(ours: &[(Word, String)], theirs: &[(Word, String)]) -> usize {
    let from = |at: usize| {
        let pairs = ours.iter().zip(theirs.get(at..).unwrap_or_default());
        pairs.take_while(|(one, other)| one.1 == other.1).count()
    };
    (0..theirs.len()).map(from).max().unwrap_or_default()
}
