//! A name that the source itself spells in two ways.

use std::collections::BTreeMap;

use crate::align::Lexicon;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side, morphology, names};
use crate::text::{Span, WordKind, fold, words};

pub(super) const RULE: Rule = Rule {
    name: "source-name-inconsistent",
    severity: Severity::Info,
    summary: "the source spells a name in two ways; the target needs one",
    page: include_str!("source_name_inconsistent.md"),
    check,
};

/// How alike a source word and a capitalised target word must sound to be one name.
const SAME_NAME: f64 = 0.8;

/// Spellings of a name in the source, each with the places where it stands.
type Spellings = BTreeMap<String, Vec<(usize, Span)>>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let lexicon = Lexicon::bundled(&context.bitext.source.language, &context.bitext.target.language);
    let mut by_rendering: BTreeMap<String, Spellings> = BTreeMap::new();
    for view in context.translated() {
        for (rendering, spelling, span) in names_in(context, view, lexicon) {
            by_rendering.entry(rendering).or_default().entry(spelling).or_default().push((view.index, span));
        }
    }
    by_rendering.iter().flat_map(|(rendering, spellings)| minorities(context, rendering, spellings)).collect()
}

/// The names of a bead: (folded target word, folded source word without clitics, source span).
///
/// Words that the bundled lexicon knows are left out: their inflected forms are not misspellings.
fn names_in(context: &Context<'_>, view: &BeadView<'_>, lexicon: Option<&Lexicon>) -> Vec<(String, String, Span)> {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let renderings: Vec<(String, names::Keys)> = words(view.target)
        .map(|word| word.span.text(view.target))
        .filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() >= 4)
        .map(|word| fold(word.trim_end_matches("’s").trim_end_matches("'s")))
        .map(|name| (name.clone(), names::keys(&name, target)))
        .collect();
    let mut found = Vec::new();
    for word in words(view.source).filter(|word| word.kind == WordKind::Letters) {
        let folded = fold(word.span.text(view.source));
        if folded.chars().count() < 4 || lexicon.is_some_and(|lexicon| !lexicon.renderings(&folded, source).is_empty())
        {
            continue;
        }
        if let Some((rendering, core)) = best_rendering(&folded, source, &renderings) {
            found.push((rendering, core, word.span.offset(view.source_start)));
        }
    }
    found
}

/// The target name that one of the word's readings sounds most like, and that reading.
fn best_rendering(folded: &str, profile: &Profile, renderings: &[(String, names::Keys)]) -> Option<(String, String)> {
    let mut best: Option<(f64, &str, &str)> = None;
    for reading in morphology::readings(folded, profile) {
        let key = names::keys(reading.core, profile);
        for (rendering, rendering_key) in renderings {
            let similarity = names::best_similarity(&key, rendering_key);
            if similarity >= SAME_NAME && best.is_none_or(|(known, ..)| similarity > known) {
                best = Some((similarity, rendering, reading.core));
            }
        }
    }
    best.map(|(_, rendering, core)| (rendering.to_owned(), core.to_owned()))
}

/// A finding for each place of each spelling that is not the commonest; of two equally common ones the later counts as usual.
fn minorities(context: &Context<'_>, rendering: &str, spellings: &Spellings) -> Vec<Finding> {
    let first_place = |places: &Vec<(usize, Span)>| places.first().map(|(_, span)| span.start);
    let usual = spellings.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(first_place(a.1).cmp(&first_place(b.1))));
    let Some((usual, usual_places)) = usual else { return Vec::new() };
    let text = &context.bitext.source.document.text;
    let usual_text = usual_places.first().map_or("", |(_, span)| span.text(text));
    let others = spellings.iter().filter(|(spelling, _)| *spelling != usual && is_slip(spelling, usual));
    others
        .flat_map(|(_, places)| places)
        .map(|(bead, span)| {
            let message = format!(
                "“{}” is spelt “{usual_text}” elsewhere in the source; the draft has “{}” for both",
                span.text(text),
                capitalised(rendering)
            );
            Finding::new(RULE.name, Severity::Info, *bead, message).in_source(*span)
        })
        .collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether the spellings differ by one or two letters of a word that is otherwise the same.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    longest.saturating_sub(same_start + same_end) <= 2 && same_start > 0
}
