//! Letters of two scripts in one word.

use crate::check::form::in_target;
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::{Span, is_ignorable};

pub(super) const RULE: Rule = Rule {
    name: "mixed-script-word",
    severity: Severity::Warning,
    summary: "a word of the target mixes letters of two scripts that look alike, or two words are run together",
    page: include_str!("mixed_script_word.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let profile = context.profile(Side::Target);
    let views = context.beads().iter().filter(|view| view.target_signs.has(Signs::NOT_ASCII));
    views.flat_map(|view| in_bead(view, profile)).collect()
}

fn in_bead(view: &BeadView<'_>, profile: &Profile) -> Vec<Finding> {
    let letters = |c: char| script(c).is_some() || is_ignorable(c);
    let mut findings = Vec::new();
    let mut start = None;
    for (at, c) in view.target.char_indices().chain([(view.target.len(), ' ')]) {
        match (start, letters(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let span = Span::new(from, at);
                let message = fault(span.text(view.target), profile);
                findings.extend(message.map(|message| in_target(&RULE, view, span.offset(view.target_start), message)));
            }
            _ => {}
        }
    }
    findings
}

/// The scripts whose letters are mistaken for one another, or run together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Arabic,
    Hebrew,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{24F}'
        | '\u{1E00}'..='\u{1EFF}' => Some(Script::Latin),
        '\u{370}'..='\u{3FF}' if c.is_alphabetic() => Some(Script::Greek),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{750}'..='\u{77F}' => Some(Script::Arabic),
        '\u{5D0}'..='\u{5EA}' => Some(Script::Hebrew),
        _ => None,
    }
}

fn fault(word: &str, profile: &Profile) -> Option<String> {
    let mut scripts = word.chars().filter_map(script);
    let first = scripts.next()?;
    let second = scripts.find(|other| *other != first)?;
    let of = |wanted: Script| word.chars().filter(move |c| script(*c) == Some(wanted));
    let alike = |one: Script| of(one).all(|c| looks_like(c).is_some());
    let european = |script| matches!(script, Script::Latin | Script::Greek | Script::Cyrillic);
    if european(first) && european(second) {
        if is_inflected_acronym(word, first) {
            return None;
        }
        let (fewer, more) = if of(first).count() <= of(second).count() { (first, second) } else { (second, first) };
        // kΩ, SMSка: no letter of one script stands for one of the other.
        let odd = if alike(fewer) { fewer } else { Some(more).filter(|more| alike(*more))? };
        let letter = of(odd).next()?;
        let seen = looks_like(letter)?;
        return Some(format!("“{letter}” in “{word}” is U+{:04X}, which only looks like “{seen}”", u32::from(letter)));
    }
    let cut = word.char_indices().find(|(_, c)| script(*c) == Some(second)).map(|(at, _)| at)?;
    let (before, after) = word.split_at_checked(cut)?;
    (!is_particle(before, profile) && !before.ends_with('ـ'))
        .then(|| format!("“{before}” and “{after}” are run together; a space is missing"))
}

/// SMSка: an acronym with the ending of the language.
fn is_inflected_acronym(word: &str, first: Script) -> bool {
    let cut = word.find(|c| script(c) != Some(first)).unwrap_or(word.len());
    let (acronym, ending) = word.split_at_checked(cut).unwrap_or_default();
    acronym.chars().nth(1).is_some()
        && acronym.chars().all(char::is_uppercase)
        && !ending.contains(|c| script(c) == Some(first))
}

/// بـ, الـ: what is written together with the next word, in whichever script that is.
fn is_particle(text: &str, profile: &Profile) -> bool {
    let clitics = &profile.clitics;
    let mut rest = text;
    for list in [&clitics.conjunctions, &clitics.prepositions] {
        rest = list.iter().find_map(|particle| rest.strip_prefix(particle.as_str())).unwrap_or(rest);
    }
    let article = [clitics.article.as_str(), clitics.contracted.as_str()];
    rest.is_empty() || article.contains(&rest)
}

/// The Latin letter that a Greek or Cyrillic one looks like, and the Cyrillic that a Latin one looks like.
fn looks_like(c: char) -> Option<char> {
    const ALIKE: [(&str, &str); 2] =
        [("АВЕКМНОРСТХаеорсухіјѕІЈЅԁԛԝһ", "ABEKMHOPCTXaeopcyxijsIJSdqwh"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp")];
    const CYRILLIC_FIRST: usize = 1;
    let find = |from: &str, to: &str| from.chars().position(|letter| letter == c).and_then(|at| to.chars().nth(at));
    let forward = ALIKE.iter().find_map(|(letters, latin)| find(letters, latin));
    forward.or_else(|| ALIKE.iter().take(CYRILLIC_FIRST).find_map(|(letters, latin)| find(latin, letters)))
}
