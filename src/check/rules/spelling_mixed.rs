//! Two conventions of spelling in one text.

use std::collections::BTreeMap;

use crate::check::{BeadView, Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::language::spelling::Spellings;
use crate::language::{Profile, Side};
use crate::text::{Span, WordKind, words};

pub(super) const RULE: Rule = Rule {
    name: "spelling-mixed",
    severity: Severity::Info,
    summary: "the text follows one convention of spelling, this word the other",
    page: include_str!("spelling_mixed.md"),
    check,
};

/// A word that follows one convention, and how the other spells it.
struct Use<'a> {
    view: &'a BeadView<'a>,
    span: Span,
    other: &'a str,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let profile = context.profile(Side::Target);
    let spellings = Spellings::new(&profile.spellings);
    if spellings.is_empty() {
        return Vec::new();
    }
    // By pair of conventions, the words that follow the one and the other.
    let mut uses: BTreeMap<usize, [Vec<Use<'_>>; 2]> = BTreeMap::new();
    for view in context.translated() {
        for (span, word) in own_words(view.target, profile) {
            let Some((pair, convention, other)) = spellings.convention(word) else { continue };
            let one = Use { view, span: span.offset(view.target_start), other };
            if let Some(uses) = uses.entry(pair).or_default().get_mut(convention) {
                uses.push(one);
            }
        }
    }
    uses.iter().flat_map(|(pair, uses)| in_pair(profile, *pair, uses)).collect()
}

/// The words that follow the convention of the fewer; of equally many those that come later.
fn in_pair(profile: &Profile, pair: usize, [one, other]: &[Vec<Use<'_>>; 2]) -> Vec<Finding> {
    let starts = |uses: &[Use<'_>]| uses.first().map(|first| first.span);
    let first_stays = one.len() > other.len() || (one.len() == other.len() && starts(one) <= starts(other));
    let (fewer, more, usual) = if first_stays { (other, one, 0) } else { (one, other, 1) };
    if more.is_empty() {
        return Vec::new();
    }
    let names = profile.spellings.get(pair).map(|conventions| &conventions.names);
    let name = |at: usize| names.and_then(|names| names.get(at)).map_or("", String::as_str);
    let message = format!(
        "{} spelling in a text that is mostly {} ({} of {} such words)",
        name(1 - usual),
        name(usual),
        more.len(),
        more.len() + fewer.len()
    );
    fewer.iter().map(|word| finding(word, &message)).collect()
}

fn finding(word: &Use<'_>, message: &str) -> Finding {
    let finding = Finding::new(RULE.name, Severity::Info, word.view.index, format!("{message}: “{}”", word.other));
    let edits = vec![Edit { span: word.span, text: word.other.to_owned() }];
    Finding { fix: Some(Fix { safe: false, edits }), ..finding.in_target(word.span) }
}

/// The words of a text that its writer spelt: what is quoted or a name keeps the spelling it has.
fn own_words<'a>(text: &'a str, profile: &'a Profile) -> impl Iterator<Item = (Span, &'a str)> {
    let mut quoted: Option<char> = None;
    words(text).filter_map(move |word| {
        let written = word.span.text(text);
        if word.kind == WordKind::Sign {
            let mark = written.chars().next()?;
            quoted = match quoted {
                Some(closing) if mark == closing => None,
                Some(closing) => Some(closing),
                None if profile.quotes.ambiguous.contains(mark) => None,
                None => profile.quotes.pairs.iter().find(|pair| pair.0 == mark).map(|pair| pair.1),
            };
            return None;
        }
        (quoted.is_none() && written.chars().all(char::is_lowercase)).then_some((word.span, written))
    })
}
