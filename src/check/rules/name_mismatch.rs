//! A target name that cannot be a romanisation of the source name at its place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::check::names::{Names, Spelling, Vocabulary};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::language::names::{best_similarity, keys, plausibility, spelling};
use crate::language::{Profile, Side};
use crate::text::{Span, fold};

pub(super) const RULE: Rule = Rule {
    name: "name-mismatch",
    severity: Severity::Warning,
    summary: "a name of the target is no plausible romanisation of the name in the source",
    page: include_str!("name_mismatch.md"),
    check,
};

/// How alike a source word and a target name must sound to be looked at as one name.
const ALIKE: f64 = 0.6;
/// What plausibility may cost at most for a spelling that is certainly right.
const RIGHT: f64 = 0.3;
/// What it costs at least when a consonant is left unexplained.
const WRONG: f64 = 0.9;
/// How much more alike two consonants in the right order make the keys of a long name.
const BETTER: f64 = 0.12;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let names = context.names();
    let mut heard = Heard::new(context, names);
    let mut found: BTreeMap<(usize, Span), Finding> = BTreeMap::new();
    for view in context.translated() {
        let here = heard.names_in.get(&view.index).cloned().unwrap_or_default();
        for &name in &here {
            let slip = misspelt(&mut heard, names, view, name).or_else(|| displaced(&heard, names, view, name, &here));
            if let Some(finding) = slip.filter(|finding| finding.target.is_some()) {
                found.entry((view.index, finding.target.unwrap_or_default())).or_insert(finding);
            }
        }
    }
    found.into_values().collect()
}

/// Which source words sound like which names, over the whole text.
struct Heard<'n> {
    vocabulary: Vocabulary,
    names_in: HashMap<usize, Vec<usize>>,
    words_in: HashMap<usize, Vec<(Span, usize)>>,
    /// For each name the source core that stands across from it wherever it stands, but in one
    /// bead at most, and the beads that have both.
    cores: HashMap<usize, Core>,
    names: &'n Names<'n>,
    /// The target language.
    target: &'static Profile,
}

#[derive(Clone, Debug, Default)]
struct Core {
    text: String,
    beads: BTreeSet<usize>,
}

impl<'n> Heard<'n> {
    fn new(context: &Context<'_>, names: &'n Names<'n>) -> Self {
        let mut heard = Self {
            vocabulary: Vocabulary::new(context),
            names_in: names.by_bead(),
            words_in: HashMap::new(),
            cores: HashMap::new(),
            names,
            target: context.profile(Side::Target),
        };
        for view in context.translated().filter(|view| heard.names_in.contains_key(&view.index)) {
            let words = heard.vocabulary.words_of(view);
            heard.words_in.insert(view.index, words);
        }
        heard.cores = heard.find_cores();
        heard
    }

    fn find_cores(&self) -> HashMap<usize, Core> {
        let mut found = HashMap::new();
        let mut counts: HashMap<usize, BTreeMap<String, BTreeSet<usize>>> = HashMap::new();
        for (bead, here) in &self.names_in {
            for &name in here {
                if let Some((_, core)) = self.best_word(*bead, name).filter(|(_, core)| self.is_right(core, name)) {
                    counts.entry(name).or_default().entry(core).or_default().insert(*bead);
                }
            }
        }
        for (name, cores) in counts {
            let places = self.names.spellings.get(name).map_or(0, |spelling| spelling.beads().len());
            let best = cores.into_iter().max_by_key(|(_, beads)| beads.len());
            if let Some((text, beads)) = best.filter(|(_, beads)| beads.len() >= 2 && beads.len() + 1 >= places) {
                found.insert(name, Core { text, beads });
            }
        }
        found
    }

    /// The source word of a bead that sounds most like a name, and its reading that does.
    fn best_word(&self, bead: usize, name: usize) -> Option<(Span, String)> {
        let spelling = self.names.spellings.get(name)?;
        let mut best: Option<(f64, Span, &str)> = None;
        for (span, word) in self.words_in.get(&bead)? {
            let Some((core, likeness)) = self.vocabulary.word(*word)?.sounds_like(&spelling.keys) else { continue };
            if likeness >= ALIKE && best.is_none_or(|(known, ..)| likeness > known) {
                best = Some((likeness, *span, core));
            }
        }
        best.map(|(_, span, core)| (span, core.to_owned()))
    }

    fn is_right(&self, core: &str, name: usize) -> bool {
        let spelling = self.names.spellings.get(name);
        spelling.is_some_and(|spelling| plausibility(core, &spelling.folded).is_some_and(|cost| cost <= RIGHT))
    }

    /// Whether every letter of `repaired` follows a convention, and its consonants come in the
    /// order of the source, as those of the spelling do not.
    fn is_repaired(&self, core: &str, spelling: &Spelling<'_>, repaired: &str) -> bool {
        let source = self.vocabulary.keys(core);
        let gain = best_similarity(&source, &keys(repaired, self.target)) - best_similarity(&source, &spelling.keys);
        plausibility(core, repaired).is_some_and(|cost| cost <= 0.0) && gain >= BETTER
    }

    /// Whether a word of the bead may be read as `core`.
    fn word_with_core(&self, bead: usize, core: &str) -> Option<Span> {
        let has = |word: usize| {
            self.vocabulary.word(word).is_some_and(|word| word.readings.iter().any(|(own, _)| own == core))
        };
        self.words_in.get(&bead)?.iter().find(|(_, word)| has(*word)).map(|(span, _)| *span)
    }
}

/// A name that stands once, is no known word, and becomes right when two letters change places.
fn misspelt(heard: &mut Heard<'_>, names: &Names<'_>, view: &BeadView<'_>, name: usize) -> Option<Finding> {
    let spelling = names.spellings.get(name)?;
    let once = spelling.places.len() == 1 && spelling.folded.chars().count() >= 5;
    if !once || names.is_listed(spelling) || names.is_written_small(&spelling.folded) {
        return None;
    }
    let place = spelling.places.first()?;
    if let Some((span, meant)) = listed_meant(heard, view, spelling) {
        return Some(slip(view, spelling, place.span, span, &meant));
    }
    let (span, core) = heard.best_word(view.index, name)?;
    let listed = heard.words_in.get(&view.index)?.iter().find(|(found, _)| *found == span).map(|(_, word)| *word)?;
    if heard.vocabulary.is_listed(listed) || plausibility(&core, &spelling.folded)? < WRONG {
        return None;
    }
    let meant = swaps(spelling.text).find(|swap| heard.is_repaired(&core, spelling, &fold(swap)))?;
    Some(slip(view, spelling, place.span, span, &meant))
}

/// A capitalised rendering that the word list gives for a word of the bead and that has the letters
/// of the name in another order.
fn listed_meant(heard: &Heard<'_>, view: &BeadView<'_>, spelling: &Spelling<'_>) -> Option<(Span, String)> {
    let swapped: Vec<String> = swaps(spelling.text).map(|swap| fold(&swap)).collect();
    let words = heard.words_in.get(&view.index)?;
    words.iter().find_map(|(span, word)| {
        let renderings = heard.vocabulary.renderings(*word);
        let meant = renderings
            .into_iter()
            .find(|text| text.starts_with(char::is_uppercase) && swapped.contains(&fold(text)))?;
        Some((*span, meant.to_owned()))
    })
}

/// The word with each two neighbouring letters exchanged, the first letter left in its place.
fn swaps(word: &str) -> impl Iterator<Item = String> + '_ {
    let letters: Vec<char> = word.chars().collect();
    (1..letters.len().saturating_sub(1)).filter_map(move |at| {
        let mut swapped = letters.clone();
        swapped.swap(at, at + 1);
        (swapped != letters).then(|| swapped.into_iter().collect())
    })
}

fn slip(view: &BeadView<'_>, spelling: &Spelling<'_>, target: Span, source: Span, meant: &str) -> Finding {
    let word = source.relative_to(view.span(Side::Source).unwrap_or_default()).text(view.source);
    let message = format!("“{}” is no spelling of “{word}”; perhaps “{meant}”", spelling.text);
    let edit = Edit { span: target, text: meant.to_owned() };
    Finding {
        fix: Some(Fix { safe: false, edits: vec![edit] }),
        ..Finding::new(RULE.name, view.severity(Severity::Warning), view.index, message)
            .in_source(source)
            .in_target(target)
    }
}

/// A name whose own source word is not here, while a source word that is here has lost the name
/// that stands for it everywhere else: the one name has been put for the other.
fn displaced(
    heard: &Heard<'_>,
    names: &Names<'_>,
    view: &BeadView<'_>,
    name: usize,
    here: &[usize],
) -> Option<Finding> {
    let own = heard.cores.get(&name)?;
    if own.beads.contains(&view.index) || heard.best_word(view.index, name).is_some() {
        return None;
    }
    let intruder = names.spellings.get(name).filter(|spelling| !names.is_written_small(&spelling.folded))?;
    let lost = heard.cores.iter().filter_map(|(other, core)| {
        let expected = names.spellings.get(*other).filter(|spelling| !names.is_written_small(&spelling.folded))?;
        let span = heard.word_with_core(view.index, &core.text)?;
        let missing =
            !here.iter().filter_map(|number| names.spellings.get(*number)).any(|known| is_form_of(known, expected));
        let apart = !names.company(expected).contains(&name) && !names.company(intruder).contains(other);
        (missing && apart && core.beads.len() >= 2).then_some((span, expected))
    });
    // Two lost names at once are a sentence put in other words.
    let mut lost: Vec<(Span, &Spelling<'_>)> = lost.collect();
    lost.sort_by_key(|(span, _)| *span);
    let [(span, expected)] = lost.as_slice() else { return None };
    let place = intruder.places.iter().find(|place| place.bead == view.index)?;
    let word = span.relative_to(view.span(Side::Source)?).text(view.source);
    let message = format!("the source has “{word}”, “{}” elsewhere; the target has “{}”", expected.text, intruder.text);
    let finding = Finding::new(RULE.name, view.severity(Severity::Warning), view.index, message);
    Some(finding.in_source(*span).in_target(place.span))
}

/// Whether the word is the name, another spelling, or derived from it (Russia, Russian).
fn is_form_of(word: &Spelling<'_>, name: &Spelling<'_>) -> bool {
    let start: String = name.folded.chars().take(4).collect();
    word.folded.starts_with(&start) || spelling::difference((word.text, &word.keys), (name.text, &name.keys)).is_some()
}
