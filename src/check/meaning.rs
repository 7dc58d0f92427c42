//! Faults of meaning: what the judge of [`crate::align::judge`] says, as one fault for each bead.

use super::{BeadView, Context};
use crate::align::judge::{Texts, Verdict, judge};
use crate::bitext::Origin;
use crate::finding::Severity;
use crate::language::Side;
use crate::text::Span;

/// What is wrong with a bead, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) kind: FaultKind,
    /// What to say it with.
    pub(crate) severity: Severity,
}

/// The faults of meaning. Spans are of the documents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FaultKind {
    /// The target translates the source of this bead, whose target translates the source of this one.
    Exchanged(usize),
    /// The target translates the source of this bead.
    Misplaced(usize),
    /// The target is no translation of the source.
    Unrelated,
    /// These words of the source have no counterpart.
    Missing(Span),
    /// These words of the target have no counterpart.
    Added(Span),
    /// The target is much shorter or longer than its source makes one expect; how many standard
    /// deviations.
    Length(f64),
}

/// From these probabilities on a fault is a warning, and a note. Cross-validated on human translation of
/// news as one long file, so many segments in 10,000 are warned of without a planted fault (some have
/// one of the translator's): 4 misplaced, 2 unrelated, 15 missing, 4 added; in short files fewer.
const MISPLACED: [f64; 2] = [0.6, 0.6];
const UNRELATED: [f64; 2] = [0.9, 0.7];
const MISSING: [f64; 2] = [0.95, 0.8];
const ADDED: [f64; 2] = [0.5, 0.4];
/// The same for the deviation of the length.
const LENGTH: [f64; 2] = [6.0, 5.0];

/// The fault of each bead, if it has one.
pub(crate) fn faults(context: &Context<'_>) -> Vec<Option<Fault>> {
    let bitext = context.bitext;
    let texts: Vec<Texts<'_>> = context.beads().iter().map(texts).collect();
    let verdicts = judge(&texts, &bitext.source.language, &bitext.target.language, &[]);
    let fault = |view: &BeadView<'_>| fault(view, verdicts.get(view.index)?.as_ref()?, &verdicts);
    context.beads().iter().map(fault).collect()
}

fn texts<'a>(view: &BeadView<'a>) -> Texts<'a> {
    let concepts = |side: Side| {
        let terms = if side == Side::Source { &view.source_terms } else { &view.target_terms };
        terms.iter().map(|term| term.concept).collect()
    };
    Texts {
        source: view.source,
        target: view.target,
        source_concepts: concepts(Side::Source),
        target_concepts: concepts(Side::Target),
    }
}

/// A side that surprises less than this is explained by the other: in news with planted faults nearly
/// every side that only lacks something is, and hardly any that translates something else.
const EXPLAINED: f64 = -1.25;

/// The likeliest explanation of what is strange about a bead. If all of the source is in the target,
/// something was added, and the other way round; if neither is explained, they do not belong together.
fn fault(view: &BeadView<'_>, verdict: &Verdict, verdicts: &[Option<Verdict>]) -> Option<Fault> {
    let one = |kind: FaultKind, value: f64, limits: [f64; 2]| {
        let [warning, note] = limits;
        let severity = if value >= warning { Severity::Warning } else { Severity::Info };
        (value >= note).then(|| Fault { kind, severity: view.severity(severity) })
    };
    // What the aligner itself paired is said by its confidence.
    let given = view.bead.origin != Origin::Computed;
    let misplaced = || {
        let (owner, probability) = verdict.owner.filter(|_| given)?;
        let theirs = verdicts.get(owner)?.as_ref().and_then(|theirs| theirs.owner);
        let mutual = theirs.is_some_and(|(back, probability)| back == view.index && probability >= MISPLACED[1]);
        let kind = if mutual { FaultKind::Exchanged(owner) } else { FaultKind::Misplaced(owner) };
        one(kind, probability, MISPLACED)
    };
    let unrelated = || one(FaultKind::Unrelated, verdict.unrelated, UNRELATED).filter(|_| given);
    let length = FaultKind::Length(verdict.deviation);
    let missing = || {
        let words = verdict.missing_words.map(|words| FaultKind::Missing(words.offset(view.source_start)));
        one(words.unwrap_or(length), verdict.missing, MISSING)
    };
    let added = || {
        let words = verdict.added_words.map(|words| FaultKind::Added(words.offset(view.target_start)));
        one(words.unwrap_or(length), verdict.added, ADDED)
    };
    let length = || one(length, verdict.deviation.abs(), LENGTH);
    let features = &verdict.features;
    let only_added = (features.source_surprise > EXPLAINED).then(added).flatten();
    let only_missing = (features.target_surprise > EXPLAINED).then(missing).flatten();
    let part = only_added.or(only_missing);
    part.or_else(misplaced).or_else(unrelated).or_else(missing).or_else(added).or_else(length)
}
