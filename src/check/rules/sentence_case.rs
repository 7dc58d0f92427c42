//! A sentence that begins with a small letter.

use crate::check::form::{Safety, end_mark, in_target, is_habit, is_headline};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::{Span, fold};

pub(super) const RULE: Rule = Rule {
    name: "sentence-case",
    severity: Severity::Warning,
    summary: "the target begins with a small letter where the source begins a sentence",
    page: include_str!("sentence_case.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (mut ended, mut open) = (Lines::default(), Lines::default());
    let mut before: Option<&BeadView<'_>> = None;
    for view in context.beads() {
        let lines = if before.is_none_or(|before| is_finished(context, before)) { &mut ended } else { &mut open };
        before = Some(view);
        let Some(first) = first_word(view.target) else { continue };
        lines.all += 1;
        if !first.text(view.target).starts_with(char::is_lowercase) {
            continue;
        }
        lines.small += 1;
        if begins_sentence(context, view) && !is_small_by_nature(view, first, context.profile(Side::Target)) {
            lines.found.push(finding(view, first));
        }
    }
    let habit = is_habit(ended.small, ended.all);
    let mut findings: Vec<Finding> = ended.found.into_iter().map(|finding| finding.note_if(habit)).collect();
    // What follows an unfinished line may be the rest of it, unless that is not how this text is laid out.
    const TELLING: usize = 10;
    if open.all >= TELLING && open.small * TELLING <= open.all && !habit {
        findings.extend(open.found);
    }
    findings
}

/// The targets that begin with a word, those with a small letter, and what is wrong with them.
#[derive(Default)]
struct Lines {
    all: usize,
    small: usize,
    found: Vec<Finding>,
}

fn finding(view: &BeadView<'_>, first: Span) -> Finding {
    let word = first.text(view.target);
    let letter = word.chars().next().map(|c| Span::new(first.start, first.start + c.len_utf8())).unwrap_or(first);
    let capital = letter.text(view.target).to_uppercase();
    let message = format!("the sentence begins with a small letter: “{word}”");
    let finding = in_target(&RULE, view, first.offset(view.target_start), message);
    let severity = view.severity(RULE.severity);
    Finding { severity, ..finding }.replacing(letter.offset(view.target_start), capital, Safety::Unsafe)
}

/// Whether the bead ends as a sentence does on either side, or is a headline.
fn is_finished(context: &Context<'_>, view: &BeadView<'_>) -> bool {
    let ends = |side| ends_sentence(view.text(side), context.profile(side));
    ends(Side::Source) || ends(Side::Target) || is_headline(view.target, context.profile(Side::Target))
}

fn ends_sentence(text: &str, profile: &Profile) -> bool {
    matches!(end_mark(text, profile).0, Some('.' | '!' | '?' | '…'))
}

/// Whether the last full stop belongs to an abbreviation: "au XXe siècle av. J.-C."
fn ends_in_abbreviation(text: &str, profile: &Profile) -> bool {
    let (_, end) = end_mark(text, profile);
    let Some(before) = text.get(..end).and_then(|text| text.strip_suffix('.')) else { return false };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    profile.sentences.abbreviations.contains(word) || profile.sentences.final_abbreviations.contains(word)
}

/// Whether the source side is a sentence or begins one: it ends as a sentence does, is no item of a
/// list, and begins with no small letter.
fn begins_sentence(context: &Context<'_>, view: &BeadView<'_>) -> bool {
    const WORDS: usize = 3;
    let source = view.source.trim_start_matches(is_opening);
    let goes_on = source.starts_with(char::is_lowercase)
        || view.source.starts_with(['…', '-', '–', '—', '•', '*'])
        || view.source.starts_with("...");
    let words = view.target.split_whitespace().count();
    let ends = [Side::Source, Side::Target].into_iter().any(|side| {
        let (text, profile) = (view.text(side), context.profile(side));
        ends_sentence(text, profile) && !ends_in_abbreviation(text, profile)
    });
    !goes_on && ends && words >= WORDS && !is_list_item(view.source) && !is_list_item(view.target)
}

/// "(a) the first", "2. the second", "أ) الأول"
fn is_list_item(text: &str) -> bool {
    const LONGEST: usize = 4;
    let first = text.split_whitespace().next().unwrap_or_default();
    let bracketed = first.ends_with([')', ']']);
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric());
    let short = (1..=LONGEST).contains(&bare.chars().count()) && bare.chars().all(char::is_alphanumeric);
    let number = first.ends_with(['.', '-', ':']) && (bare.chars().all(char::is_numeric) || bare.chars().count() == 1);
    short && (bracketed || number)
}

fn is_opening(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[' | '¿' | '¡' | '\u{200E}' | '\u{200F}')
}

/// The first word when the text begins with one, quotes and brackets aside.
fn first_word(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(is_opening).len();
    let rest = text.get(start..)?;
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest.get(..length)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(char::is_alphabetic).then(|| Span::new(start, start + word.len()))
}

/// iPhone, bin Laden, al-Quds, e-mail addresses, and what the source writes so too.
fn is_small_by_nature(view: &BeadView<'_>, first: Span, profile: &Profile) -> bool {
    let word = first.text(view.target);
    let mixed = word.chars().any(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '@' | '/' | '_' | '.' | ':'));
    let particle =
        word.split(['-', '\'', '’']).next().is_some_and(|part| profile.form.name_particles.contains(&fold(part)));
    let before_name = || {
        let rest = view.target.get(first.end..).unwrap_or_default().trim_start();
        particle && rest.starts_with(char::is_uppercase)
    };
    mixed || before_name() || view.source.contains(word)
}
