//! From the features of a bead to the probabilities of its faults.

use super::fit::{Fit, Space};
use super::sides::judged_words;
use super::weights::Weights;
use super::{Judge, Texts};
use crate::language::Side;
use crate::text::Span;

/// What the judge says about a bead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Probability that a part of the source has no counterpart in the target.
    pub missing: f64,
    /// The part of the source, a span of its text; `None` when only the length tells.
    pub missing_words: Option<Span>,
    /// Probability that a part of the target has no counterpart in the source.
    pub added: f64,
    /// The part of the target.
    pub added_words: Option<Span>,
    /// Probability that the target is no translation of the source.
    pub unrelated: f64,
    /// The bead whose source the target seems to translate, with the probability that it does so
    /// and does not translate its own.
    pub owner: Option<(usize, f64)>,
    /// How many standard deviations the target is longer than is usual for such a source.
    pub deviation: f64,
    /// What the probabilities come from.
    pub features: Features,
}

/// What is measured on a bead. Nats and standard deviations are those of "translation" against
/// "stranger", see [`super::weights`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features {
    /// How far source and target words are from what a translation gives, in standard deviations.
    pub source_surprise: f64,
    /// The same for the target.
    pub target_surprise: f64,
    /// The same for both together.
    pub surprise: f64,
    /// Nats of both sides, over the root of the number of words that say anything.
    pub evidence: f64,
    /// Nats by which the words of the worst run of the source look missing.
    pub source_run: f64,
    /// Its share of the words of the source.
    pub source_share: f64,
    /// The same of the target.
    pub target_run: f64,
    /// Its share of the words of the target.
    pub target_share: f64,
    /// Nats that the target fits its owner better than its own source.
    pub owner_gain: f64,
    /// How far target and owner are from what a translation gives.
    pub owner_surprise: f64,
    /// How far the length of the target is from what the owner makes one expect.
    pub owner_deviation: f64,
}

/// A bead is compared with others only when it surprises by so much; good translation rarely does.
const SUSPICIOUS: f64 = -1.0;

/// The beads beside one that is suspicious; neighbours are exchanged more easily than others.
const BESIDE: usize = 2;

/// A run of words that says less than so many nats shows nothing.
const TELLING: f64 = 2.0;

/// A side with more letters in a word than this is not cut where its words end, and is judged by its
/// length alone.
const RUN_TOGETHER: usize = 11;

/// The verdict on a bead; `None` when a side is empty.
pub(super) fn verdict(judge: &Judge, space: &mut Space, beads: &[Texts<'_>], bead: usize) -> Option<Verdict> {
    let texts = beads.get(bead)?;
    let deviation = judge.lengths.deviation(bead, bead)?;
    if [Side::Source, Side::Target].iter().any(|&side| runs_together(judge, texts, side, bead)) {
        return Some(Verdict { deviation, ..Verdict::default() });
    }
    let fit = judge.fit(space, bead, bead);
    let source = Run::worst(&judge.source_weights, judge.source.written(bead), &space.source);
    let target = Run::worst(&judge.target_weights, judge.target.written(bead), &space.target);
    let mut features = Features {
        source_surprise: fit.source.surprise(2.0),
        target_surprise: fit.target.surprise(2.0),
        surprise: fit.both().surprise(4.0),
        evidence: fit.both().nats / (fit.both().known + 1.0).sqrt(),
        source_run: source.nats,
        source_share: source.share(judge.source.written(bead)),
        target_run: target.nats,
        target_share: target.share(judge.target.written(bead)),
        ..Features::default()
    };
    let owner = if features.surprise < SUSPICIOUS { best_owner(judge, space, bead, &fit) } else { None };
    if let Some((owner, theirs)) = owner {
        features.owner_gain = theirs.both().nats - fit.both().nats;
        features.owner_surprise = theirs.both().surprise(4.0);
        features.owner_deviation = judge.lengths.deviation(owner, bead).unwrap_or_default();
    }
    Some(Verdict {
        missing: features.missing(deviation),
        missing_words: source.telling().map(|run| run.span(texts.source)),
        added: features.added(deviation),
        added_words: target.telling().map(|run| run.span(texts.target)),
        unrelated: features.unrelated(deviation),
        owner: owner.map(|(owner, _)| (owner, features.misplaced(deviation))),
        deviation,
        features,
    })
}

/// Logistic regressions, fitted on human translation of news with planted faults, as one long text
/// and article by article, and cross-validated over articles.
impl Features {
    fn missing(&self, deviation: f64) -> f64 {
        let shorter = (-deviation).max(0.0);
        logistic(
            1.887 * shorter + 0.650 * self.source_run + 4.308 * self.source_share + 0.856 * self.target_surprise
                - 10.109,
        )
    }

    fn added(&self, deviation: f64) -> f64 {
        let longer = deviation.max(0.0);
        logistic(
            2.885 * longer + 1.180 * self.target_run - 0.078 * self.target_share + 0.586 * self.source_surprise
                - 12.096,
        )
    }

    fn unrelated(&self, deviation: f64) -> f64 {
        let (shorter, longer) = ((-deviation).max(0.0), deviation.max(0.0));
        logistic(-2.294 * self.surprise - 0.355 * self.evidence + 0.673 * shorter + 1.881 * longer - 7.599)
    }

    fn misplaced(&self, deviation: f64) -> f64 {
        let better_length = deviation.abs() - self.owner_deviation.abs();
        logistic(
            -1.913 * self.surprise + 0.075 * self.owner_gain + 1.353 * self.owner_surprise + 0.594 * better_length
                - 4.326,
        )
    }
}

fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

fn runs_together(judge: &Judge, texts: &Texts<'_>, side: Side, bead: usize) -> bool {
    let words = if side == Side::Source { &judge.source } else { &judge.target }.written(bead).len();
    let text = texts.text(side);
    let most = RUN_TOGETHER * words.max(1);
    text.len() > most && text.chars().filter(|c| !c.is_ascii_punctuation() && !c.is_whitespace()).count() > most
}

/// The other bead that the target fits best.
fn best_owner(judge: &Judge, space: &mut Space, bead: usize, own: &Fit) -> Option<(usize, Fit)> {
    let beside = (bead.saturating_sub(BESIDE)..=bead + BESIDE).filter(|&other| other != bead);
    let others: Vec<usize> = beside.filter(|&other| other < judge.source.beads()).chain(judge.owners(bead)).collect();
    let fits = others.into_iter().map(|other| (other, judge.fit(space, other, bead)));
    let best = fits.max_by(|a, b| a.1.both().nats.total_cmp(&b.1.both().nats).then(b.0.cmp(&a.0)))?;
    (best.1.both().nats > own.both().nats).then_some(best)
}

/// A run of words, the one of a side that looks most as if its counterpart were missing.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: usize,
    end: usize,
    nats: f64,
}

impl Run {
    /// The run of the largest sum (Kadane's algorithm).
    fn worst(weights: &Weights, words: &[u32], found: &[bool]) -> Self {
        let (mut best, mut open) = (Self::default(), Self::default());
        for (at, (&id, &found)) in words.iter().zip(found).enumerate() {
            if open.nats <= 0.0 {
                open = Self { start: at, end: at, nats: 0.0 };
            }
            open.nats -= weights.says(id, found).unwrap_or_default();
            open.end = at + 1;
            if open.nats > best.nats {
                best = open;
            }
        }
        best
    }

    /// The run if its words say something.
    fn telling(self) -> Option<Self> {
        (self.nats >= TELLING).then_some(self)
    }

    fn share(&self, words: &[u32]) -> f64 {
        (self.end - self.start) as f64 / words.len().max(1) as f64
    }

    /// Where it stands in `text`.
    fn span(&self, text: &str) -> Span {
        let words = judged_words(text).skip(self.start).take(self.end - self.start);
        words.map(|word| word.span).reduce(Span::cover).unwrap_or_default()
    }
}
