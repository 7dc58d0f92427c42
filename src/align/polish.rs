//! A second look at single segments: does this one belong to its bead?
//!
//! The lattice takes the evidence of a bead as a sum over its tokens, in which one source word may
//! explain two target words. That is blind to the commonest mistake of a chain: a sentence that was
//! left out or put in looks enough like its neighbour to be swallowed by the neighbour's bead. Here
//! the words of the few segments in question are matched one to one, and what a segment adds
//! to what is explained on the other side decides, together with length and prior, by a logistic
//! regression.

use rayon::prelude::*;

use super::score::{Block, Scorer};
use super::search::Found;
use crate::language::Side;

/// A token that has a partner somewhere in the document, with its segment and its information in
/// nats.
struct Token {
    segment: usize,
    kind: u32,
    information: f64,
}

fn tokens(scorer: &Scorer, block: &Block, side: Side) -> Vec<Token> {
    let prepared = scorer.side(side);
    let of = |segment: usize| {
        let tokens =
            prepared.types_of(segment).iter().zip(prepared.information_of(segment)).zip(prepared.worth_of(segment));
        tokens.filter(|(_, worth)| **worth > 0.0).map(move |((kind, information), _)| Token {
            segment,
            kind: *kind,
            information: f64::from(*information),
        })
    };
    block.segments(side).flat_map(of).collect()
}

/// How much of the information of a text is explained by the other side.
#[derive(Clone, Copy, Debug, Default)]
struct Cover {
    explained: f64,
    all: f64,
}

impl Cover {
    fn of((tokens, explained): &(Vec<Token>, Vec<f64>), counts: impl Fn(usize) -> bool) -> Self {
        let mut cover = Self::default();
        for (token, explained) in tokens.iter().zip(explained).filter(|(token, _)| counts(token.segment)) {
            cover.explained += explained;
            cover.all += token.information;
        }
        cover
    }

    fn share(&self) -> f64 {
        self.explained / (self.all + SMOOTHING)
    }
}

/// Nats of a token or two: shares of nearly nothing are nearly nothing.
const SMOOTHING: f64 = 10.0;

/// Each token with at most one partner, the best pairs first: how much of each token is explained.
fn matched(scorer: &Scorer, sources: &[Token], targets: &[Token]) -> (Vec<f64>, Vec<f64>) {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, source) in sources.iter().enumerate() {
        let partners = scorer.partners(source.kind);
        for (j, target) in targets.iter().enumerate() {
            let partner = partners.binary_search_by_key(&target.kind, |partner| partner.0).ok();
            if let Some((_, weight)) = partner.and_then(|at| partners.get(at)) {
                pairs.push((f64::from(*weight) * (source.information + target.information) / 2.0, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut source, mut target) = (vec![0.0; sources.len()], vec![0.0; targets.len()]);
    for (credit, i, j) in pairs {
        if let (Some(source), Some(target)) = (source.get_mut(i), target.get_mut(j))
            && *source == 0.0
            && *target == 0.0
        {
            (*source, *target) = (credit, credit);
        }
    }
    (source, target)
}

/// A segment of a bead on trial.
#[derive(Clone, Copy, Debug)]
struct Question {
    side: Side,
    segment: usize,
    /// The bead with it, and without it.
    with: Block,
    without: Block,
}

/// A segment stays with this probability: fewer segments are left out in earnest than in the texts
/// the weights were fitted to.
const BELONGS: f64 = 0.4;
/// Beads of more segments on a side are left as they are: there the words of one prove nothing.
const MOST_SEGMENTS: usize = 8;
/// So are beads with more pairs of tokens: the work of matching grows with them.
const MOST_PAIRS: f64 = 4e6;

/// Take those segments out of their beads that add nothing to them.
pub(super) fn polish(scorer: &Scorer, found: Vec<Found>) -> Vec<Found> {
    found.into_par_iter().flat_map_iter(|bead| polished(scorer, bead)).collect()
}

/// What is left of the bead, and the segments taken out of it.
fn polished(scorer: &Scorer, mut bead: Found) -> Vec<Found> {
    let mut beads = Vec::new();
    while let Some((question, belongs)) = doubted(scorer, &bead) {
        let confidence = 1.0 - belongs;
        if belongs >= BELONGS {
            // The doubt that remains is a doubt in the bead.
            bead.confidence = bead.confidence.min(belongs);
            break;
        }
        let lonely = bead.block.alone(question.side, question.segment);
        beads.push(Found { block: lonely, confidence, ..bead });
        bead = Found { block: question.without, confidence, ..bead };
    }
    beads.push(bead);
    beads
}

/// The segment of the bead that belongs to it with the least probability.
fn doubted(scorer: &Scorer, bead: &Found) -> Option<(Question, f64)> {
    let asked = questions(scorer, bead).into_iter().map(|question| (question, belongs(scorer, &question)));
    asked.min_by(|a, b| a.1.total_cmp(&b.1))
}

fn questions(scorer: &Scorer, bead: &Found) -> Vec<Question> {
    let with = bead.block;
    if with.is_empty_sided() {
        return Vec::new();
    }
    let pairs = scorer.source.tokens_in(with.source) * scorer.target.tokens_in(with.target);
    let mut questions = Vec::new();
    for side in [Side::Source, Side::Target] {
        let segments = with.segments(side).count();
        if bead.fixed || !(2..=MOST_SEGMENTS).contains(&segments) || pairs > MOST_PAIRS {
            continue;
        }
        let question = |segment| Some(Question { side, segment, with, without: without(&with, side, segment)? });
        questions.extend(with.segments(side).filter_map(question));
    }
    questions
}

/// The block without one segment of a side of several; `None` when that would leave two gaps.
fn without(block: &Block, side: Side, segment: usize) -> Option<Block> {
    let mut left = *block;
    let gap = block.gap.filter(|(gapped, _)| *gapped == side).map(|(_, gap)| gap);
    let run = match side {
        Side::Source => &mut left.source,
        Side::Target => &mut left.target,
    };
    if segment == run.0 {
        run.0 += 1;
        if let Some(gap) = gap.filter(|gap| gap.0 == run.0) {
            run.0 = gap.1;
            left.gap = None;
        }
    } else if segment + 1 == run.1 {
        run.1 -= 1;
        if let Some(gap) = gap.filter(|gap| gap.1 == run.1) {
            run.1 = gap.0;
            left.gap = None;
        }
    } else {
        left.gap = match (block.gap, gap) {
            (None, _) => Some((side, (segment, segment + 1))),
            (_, Some(gap)) if gap.0 == segment + 1 => Some((side, (segment, gap.1))),
            (_, Some(gap)) if gap.1 == segment => Some((side, (gap.0, segment + 1))),
            _ => return None,
        };
    }
    Some(left)
}

/// Weights of the features and the constant, fitted by logistic regression to simulated omissions
/// and insertions in news, with the whole word list, with half of it and without it, so that they
/// hold where few words are known.
const WEIGHTS: [f64; FEATURES] = [0.14, 0.16, 13.9, 0.06, 2.4, -5.4, -3.2, -0.024];
const CONSTANT: f64 = 0.88;

/// The probability that the segment belongs to the bead.
fn belongs(scorer: &Scorer, question: &Question) -> f64 {
    let features = features(scorer, question);
    let sum: f64 = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + (-(sum + CONSTANT)).exp())
}

const FEATURES: usize = 8;

/// What speaks for the segment belonging to the bead: what the bead gains by it in words and in
/// length, what is explained on the other side only with it (as a share of what it says, and in
/// nats), how much of the other side and of the rest of its own side is explained, how much of
/// it, and what of it is not.
fn features(scorer: &Scorer, question: &Question) -> [f64; FEATURES] {
    let Question { side, segment, with, without } = *question;
    let covers = |block: &Block| {
        let (sources, targets) = (tokens(scorer, block, Side::Source), tokens(scorer, block, Side::Target));
        let (source, target) = matched(scorer, &sources, &targets);
        let (own, others) = match side {
            Side::Source => ((sources, source), (targets, target)),
            Side::Target => ((targets, target), (sources, source)),
        };
        let (it, rest) = (Cover::of(&own, |at| at == segment), Cover::of(&own, |at| at != segment));
        (it, rest, Cover::of(&others, |_| true))
    };
    let (it, _, answered) = covers(&with);
    let (_, rest, otherwise) = covers(&without);
    let parts = scorer.parts(&with) - scorer.parts(&without);
    let gain = answered.explained - otherwise.explained;
    [
        parts.words,
        parts.length,
        gain / (it.all + SMOOTHING),
        gain,
        answered.share(),
        rest.share(),
        it.share(),
        it.all - it.explained,
    ]
}
