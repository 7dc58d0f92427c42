//! A name that the target spells in two ways.

use std::collections::{BTreeMap, HashMap};

use crate::check::names::{Match, Names, Place, Renders, Spelling};
use crate::check::{Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::language::names::spelling::{Difference, difference, extends, other_ending};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "name-inconsistent",
    severity: Severity::Warning,
    summary: "the target spells one name in two ways",
    page: include_str!("name_inconsistent.md"),
    check,
};

/// Beads within which a name that stands alone is taken for the one named in full.
const NEARBY: usize = 30;
/// Places of the usual spelling that are looked at.
const LOOKED_AT: usize = 20;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let names = context.names();
    let renders = Renders::new(context);
    let pairs = pairs(names, &renders);
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<Span, Finding> = BTreeMap::new();
    for pair in &pairs {
        for place in &pair.rare.places {
            let Some((severity, source)) = judge(names, &renders, pair, place) else { continue };
            let better = found.get(&place.span).is_none_or(|known| known.severity < severity);
            if better {
                found.insert(place.span, finding(context, pair, place, severity, source));
            }
        }
    }
    found.into_values().collect()
}

/// Two spellings that may be one name.
struct Pair<'n> {
    usual: &'n Spelling<'n>,
    rare: &'n Spelling<'n>,
    difference: Difference,
}

/// The pairs of spellings that are close enough, without what inflection explains.
fn pairs<'n>(names: &'n Names<'n>, renders: &Renders<'_, '_>) -> Vec<Pair<'n>> {
    let mut buckets: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, spelling) in names.spellings.iter().enumerate() {
        for bucket in buckets_of(spelling) {
            buckets.entry(bucket).or_default().push(number);
        }
    }
    let mut close: Vec<(usize, usize)> = buckets
        .values()
        .flat_map(|numbers| {
            numbers.iter().enumerate().flat_map(|(at, a)| numbers.iter().skip(at + 1).map(|b| (*a, *b)))
        })
        .collect();
    close.sort_unstable();
    close.dedup();
    close
        .into_iter()
        .filter_map(|(a, b)| pair(names, renders, names.spellings.get(a)?, names.spellings.get(b)?))
        .collect()
}

/// What spellings of one name have in common: the letters but one, or the key.
fn buckets_of(spelling: &Spelling<'_>) -> Vec<String> {
    let mut buckets = spelling.with_a_letter_less();
    if spelling.keys.first().len() >= 2 {
        buckets.push(spelling.keys.first().as_str().to_uppercase());
    }
    buckets
}

fn pair<'n>(
    names: &Names<'_>,
    renders: &Renders<'_, '_>,
    a: &'n Spelling<'n>,
    b: &'n Spelling<'n>,
) -> Option<Pair<'n>> {
    let difference = difference((a.text, &a.keys), (b.text, &b.keys))?;
    let letters = a.folded.chars().count().min(b.folded.chars().count());
    let least = match difference {
        Difference::Case | Difference::Accents => 4,
        Difference::Swap | Difference::Convention => 5,
        Difference::Letter => 6,
    };
    // Of two spellings that are equally frequent the first is taken for the usual one.
    let (usual, rare) = if b.places.len() > a.places.len() { (b, a) } else { (a, b) };
    let inflected = |base: &str, form: &str| renders.forms(base).iter().any(|found| found.text == form);
    let one_word = other_ending(&a.folded, &b.folded)
        || extends(&a.folded, &b.folded)
        || extends(&b.folded, &a.folded)
        || inflected(&a.folded, &b.folded)
        || inflected(&b.folded, &a.folded);
    // A listed word is a name of its own; of two ways to write a listed name one may be listed too.
    let other_name = matches!(difference, Difference::Swap | Difference::Letter) && renders.is_listed(&rare.folded);
    let common = names.is_written_small(&rare.folded) || other_name;
    (letters >= least && !one_word && !common).then_some(Pair { usual, rare, difference })
}

/// How sure it is that the rare spelling at `place` stands for the usual one, and the word of the
/// source that says so.
fn judge(
    names: &Names<'_>,
    renders: &Renders<'_, '_>,
    pair: &Pair<'_>,
    place: &Place,
) -> Option<(Severity, Option<Span>)> {
    if pair.difference == Difference::Swap && pair.rare.places.len() == 1 {
        return slip(renders, pair, place);
    }
    // Both in one segment are told apart on purpose.
    if pair.usual.places.iter().any(|usual| usual.bead == place.bead) {
        return None;
    }
    let (severity, source) = same_name(names, renders, pair, place)?;
    Some((if pair.difference == Difference::Case { Severity::Info } else { severity }, source))
}

/// Two letters have changed places: a slip of the hand if the source has what the usual spelling
/// renders.
fn slip(renders: &Renders<'_, '_>, pair: &Pair<'_>, place: &Place) -> Option<(Severity, Option<Span>)> {
    let usual: Vec<usize> = pair.usual.places.iter().take(LOOKED_AT).map(|place| place.bead).collect();
    // Two names in one segment may be alike; a name and a word of the list that is almost it are not.
    if usual.contains(&place.bead) {
        return renders.listed(place.bead, &pair.usual.folded).map(|span| (Severity::Warning, Some(span)));
    }
    let heard = same_source(renders, pair, place).map(|(heard, _)| heard.span);
    let source = heard
        .or_else(|| renders.listed(place.bead, &pair.usual.folded))
        .or_else(|| renders.constant(place.bead, &usual));
    match source {
        Some(span) => Some((Severity::Warning, Some(span))),
        None if usual.len() >= 3 => Some((Severity::Info, None)),
        None => None,
    }
}

/// The source has one name for both spellings, and nothing says that two people share it.
fn same_name(
    names: &Names<'_>,
    renders: &Renders<'_, '_>,
    pair: &Pair<'_>,
    place: &Place,
) -> Option<(Severity, Option<Span>)> {
    let company = names.company_at(place);
    let usual_company = names.company(pair.usual);
    let shared = company.intersection(&usual_company).next().is_some();
    let nearby = pair.usual.places.iter().any(|usual| usual.bead.abs_diff(place.bead) <= NEARBY);
    // Alan Lithgow and Allan McGregor are two people; Ford Kieran and Kiernan may be one. Of names
    // that are well known in either spelling (Lewis, Louis; Europe, Europa League) each is its own.
    let unlike = !company.is_empty() && !usual_company.is_empty();
    let two_listed = renders.is_listed(&pair.rare.folded) && !one_entry(renders, pair, place);
    let known = two_listed || (unlike && renders.is_listed(&pair.usual.folded));
    if !shared && (known || (unlike && !stands_alone(names, pair.usual))) {
        return None;
    }
    let (heard, agreement) = same_source(renders, pair, place)?;
    let severity = match agreement {
        Agreement::Same if shared || nearby => Severity::Warning,
        Agreement::Close if shared => Severity::Warning,
        Agreement::Same => Severity::Info,
        Agreement::Close if nearby => Severity::Info,
        Agreement::Close => return None,
    };
    Some((severity, Some(heard.span)))
}

/// Whether the word list has both spellings for one word of the source.
fn one_entry(renders: &Renders<'_, '_>, pair: &Pair<'_>, place: &Place) -> bool {
    let rare = renders.listed(place.bead, &pair.rare.folded);
    rare.is_some() && rare == renders.listed(place.bead, &pair.usual.folded)
}

/// Whether the spelling stands somewhere without another name beside it.
fn stands_alone(names: &Names<'_>, spelling: &Spelling<'_>) -> bool {
    spelling.places.iter().any(|place| names.company_at(place).is_empty())
}

/// How well the source words of two spellings agree.
#[derive(Clone, Copy, PartialEq)]
enum Agreement {
    Same,
    Close,
}

/// The source word at `place` that sounds like the name, when the usual spelling stands for the
/// same word elsewhere.
fn same_source(renders: &Renders<'_, '_>, pair: &Pair<'_>, place: &Place) -> Option<(Match, Agreement)> {
    let heard = renders.sounding(place.bead, &pair.usual.keys)?;
    let elsewhere =
        pair.usual.places.iter().take(LOOKED_AT).filter_map(|usual| renders.sounding(usual.bead, &pair.usual.keys));
    let elsewhere: Vec<Match> = elsewhere.collect();
    if elsewhere.iter().any(|usual| usual.same(&heard)) {
        return Some((heard, Agreement::Same));
    }
    elsewhere.iter().any(|usual| usual.close(&heard)).then_some((heard, Agreement::Close))
}

fn finding(context: &Context<'_>, pair: &Pair<'_>, place: &Place, severity: Severity, source: Option<Span>) -> Finding {
    let times = match pair.usual.places.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    };
    let mut message = format!("“{}” is spelt “{}” elsewhere ({times})", pair.rare.text, pair.usual.text);
    if let Some(word) = source.map(|span| span.text(&context.bitext.source.document.text)) {
        message += &format!("; the source has “{word}” here");
    }
    let severity = context.beads().get(place.bead).map_or(severity, |view| view.severity(severity));
    let edit = Edit { span: place.span, text: pair.usual.text.to_owned() };
    Finding {
        source,
        fix: Some(Fix { safe: false, edits: vec![edit] }),
        ..Finding::new(RULE.name, severity, place.bead, message).in_target(place.span)
    }
}
