//! A name that the source itself spells in two ways.

use std::collections::{BTreeMap, HashMap};

use crate::check::names::{Names, Vocabulary, differ_by_a_letter};
use crate::check::{Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::names::spelling::{Difference, difference};
use crate::text::{Span, fold};

pub(super) const RULE: Rule = Rule {
    name: "source-name-inconsistent",
    severity: Severity::Info,
    summary: "the source spells a name in two ways; the target needs one",
    page: include_str!("source_name_inconsistent.md"),
    check,
};

/// How alike a source word and a capitalised target word must sound to be one name.
const SAME_NAME: f64 = 0.8;
/// Shortest target name that is looked at.
const SHORTEST: usize = 4;
/// Beads within which two spellings that the target has in two ways too are taken for one name.
const NEARBY: usize = 30;

/// Spellings of a name in the source, each with the beads and places where it stands.
type Spellings = BTreeMap<String, Vec<(usize, Span)>>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let names = context.names();
    let by_name = source_spellings(context, names);
    let mut findings: Vec<Finding> =
        by_name.iter().flat_map(|(name, spellings)| minorities(context, names, *name, spellings)).collect();
    findings.extend(both_sides(context, names, &by_name));
    findings.sort_by_key(|finding| finding.source);
    findings.dedup_by_key(|finding| finding.source);
    findings
}

/// For each target name, how the source words that sound like it are spelt.
///
/// Words that the bundled lexicon knows are left out: their inflected forms are not misspellings.
fn source_spellings(context: &Context<'_>, names: &Names<'_>) -> BTreeMap<usize, Spellings> {
    let in_beads = names.by_bead();
    let mut vocabulary = Vocabulary::new(context);
    let mut by_name: BTreeMap<usize, Spellings> = BTreeMap::new();
    for view in context.translated() {
        let Some(here) = in_beads.get(&view.index) else { continue };
        for (span, word) in vocabulary.words_of(view) {
            let Some((name, core)) = best_name(&vocabulary, word, names, here) else { continue };
            if !vocabulary.is_listed(word) {
                by_name.entry(name).or_default().entry(core).or_default().push((view.index, span));
            }
        }
    }
    by_name
}

/// The name among `here` that the source word sounds most like, and the reading that does.
fn best_name(vocabulary: &Vocabulary, word: usize, names: &Names<'_>, here: &[usize]) -> Option<(usize, String)> {
    let word = vocabulary.word(word)?;
    let mut best: Option<(f64, usize, &str)> = None;
    for &name in here {
        let spelling = names.spellings.get(name)?;
        let Some((core, likeness)) = word.sounds_like(&spelling.keys) else { continue };
        // Short names sound like many words.
        let enough = if core.chars().count() < SHORTEST { 1.0 } else { SAME_NAME };
        let long = spelling.folded.chars().nth(SHORTEST - 1).is_some() && !names.is_written_small(&spelling.folded);
        if long && likeness >= enough && best.is_none_or(|(known, ..)| likeness > known) {
            best = Some((likeness, name, core));
        }
    }
    best.map(|(_, name, core)| (name, core.to_owned()))
}

/// A finding for each place of each spelling that is not the commonest; of two equally common ones the later counts as usual.
fn minorities(context: &Context<'_>, names: &Names<'_>, name: usize, spellings: &Spellings) -> Vec<Finding> {
    let first_place = |places: &Vec<(usize, Span)>| places.first().map(|(_, span)| span.start);
    let usual = spellings.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(first_place(a.1).cmp(&first_place(b.1))));
    let Some((usual, usual_places)) = usual else { return Vec::new() };
    let usual_written = usual_places.first().map_or(usual.as_str(), |(_, span)| as_written(context, *span, usual));
    let rendering = names.spellings.get(name).map_or("", |spelling| spelling.text);
    let others = spellings.iter().filter(|(spelling, _)| *spelling != usual && is_slip(spelling, usual));
    others
        .flat_map(|(spelling, places)| places.iter().map(move |place| (spelling, place)))
        .map(|(spelling, (bead, span))| {
            let written = as_written(context, *span, spelling);
            let message = format!(
                "“{written}” is spelt “{usual_written}” elsewhere in the source; the draft has “{rendering}” for both"
            );
            in_bead(context, *bead, *span, message)
        })
        .collect()
}

/// Spellings that differ by a letter in the source and in the target as well: the draft has taken
/// the slip over.
fn both_sides(context: &Context<'_>, names: &Names<'_>, by_name: &BTreeMap<usize, Spellings>) -> Vec<Finding> {
    let mut by_letters: HashMap<String, Vec<usize>> = HashMap::new();
    for name in by_name.keys() {
        let Some(spelling) = names.spellings.get(*name) else { continue };
        for letters in spelling.with_a_letter_less() {
            by_letters.entry(letters).or_default().push(*name);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for alike in by_letters.values() {
        pairs.extend(alike.iter().flat_map(|a| alike.iter().filter(move |b| *b > a).map(|b| (*a, *b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().filter_map(|(a, b)| taken_over(context, names, by_name, (a, b))).collect()
}

fn taken_over(
    context: &Context<'_>,
    names: &Names<'_>,
    by_name: &BTreeMap<usize, Spellings>,
    (a, b): (usize, usize),
) -> Option<Finding> {
    let (first, second) = (names.spellings.get(a)?, names.spellings.get(b)?);
    let alike = difference((first.text, &first.keys), (second.text, &second.keys))?;
    // Johnson and Johnston are two names; what has seven letters in common and more hardly is.
    let long = first.folded.chars().count().min(second.folded.chars().count()) >= 8;
    if !long
        || !matches!(alike, Difference::Letter | Difference::Swap)
        || names.is_listed(first)
        || names.is_listed(second)
    {
        return None;
    }
    let ((one, at), (other, places)) = (by_name.get(&a)?.first_key_value()?, by_name.get(&b)?.first_key_value()?);
    let ((bead, span), (other_bead, other_span)) = (at.first()?, places.first()?);
    if !differ_by_a_letter(one, other) || bead.abs_diff(*other_bead) > NEARBY {
        return None;
    }
    let (one, other) = (as_written(context, *span, one), as_written(context, *other_span, other));
    let message = format!(
        "“{one}” is spelt “{other}” elsewhere in the source; the draft has “{}” and “{}”",
        first.text, second.text
    );
    Some(in_bead(context, *bead, *span, message))
}

/// The word without its clitics as the source writes it; `core` where it has vowel marks.
fn as_written<'c>(context: &'c Context<'_>, span: Span, core: &'c str) -> &'c str {
    let word = span.text(&context.bitext.source.document.text);
    let marked = fold(word).chars().count() != word.chars().count();
    let skipped = word.chars().count().saturating_sub(core.chars().count());
    let start = word.char_indices().nth(skipped).map_or(0, |(at, _)| at);
    if marked { core } else { word.get(start..).unwrap_or(core) }
}

fn in_bead(context: &Context<'_>, bead: usize, span: Span, message: String) -> Finding {
    let severity = context.beads().get(bead).map_or(Severity::Info, |view| view.severity(Severity::Info));
    Finding::new(RULE.name, severity, bead, message).in_source(span)
}

/// Whether the spellings differ by one or two letters of a word that is otherwise the same.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    longest.saturating_sub(same_start + same_end) <= 2 && same_start > 0
}
