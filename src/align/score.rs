//! The score of a bead: how much more likely its two sides are as translations of each other than
//! as strangers.
//!
//! For each target token t of a bead with source tokens S the evidence is
//! `ln((1−λ) + λ·Σ_s w(s,t) / (|S|·p(t)))`, where w is the probability that s renders t and p(t)
//! the share of t in the document, summed over the tokens that have a partner anywhere; the same
//! from the other side; and the mean of both. Rare words weigh more because p(t) is small, and
//! splitting a bead pays by itself because |S| shrinks. Tokens without any partner say nothing.

use super::evidence::Evidence;
use super::length::Lengths;
use super::links::{Links, Partner};
use super::reasons::{Cause, Causes};
use super::tally::Tally;
use super::tokens::{Key, Pair, Tokens, Type};
use crate::bitext::Half;
use crate::document::Kind;
use crate::language::Side;

/// How far the evidence of words is believed: the probability that a word that could be rendered
/// is rendered by one of its known partners.
const WORD_BELIEF: f64 = 0.44;
const MARK_BELIEF: f64 = 0.3;
/// Tokens up to this share of a document are believed fully; commoner ones less, as what they
/// stand for depends on the sentence.
const COMMON: f64 = 0.003;
/// How much of what a bead of unequal sides gains by its shorter side is taken back.
const DILUTION: f64 = 0.5;
/// For each paragraph border that a bead runs across.
const BORDER: f64 = -1.1;
/// For each side of a bead on which a heading or caption is joined to running text.
const HEADING_WITH_TEXT: f64 = -4.0;
/// For each line of the site in a bead with lines of the article.
const MIXED_KINDS: f64 = -2.2;
/// For each line of the site that has no counterpart, which is what one expects.
const LONELY_BOILERPLATE: f64 = 4.0;

/// No more than so many anchors for each segment.
const PAIRS: usize = 16;

/// A run of source segments and a run of target segments, each `start..end`, that a bead covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) source: (usize, usize),
    pub(super) target: (usize, usize),
    /// Segments inside one of the two that do not belong to the bead: they have no counterpart.
    pub(super) gap: Option<(Side, (usize, usize))>,
}

impl Block {
    /// A block without a gap.
    pub(super) const fn new(source: (usize, usize), target: (usize, usize)) -> Self {
        Self { source, target, gap: None }
    }

    fn run(&self, side: Side) -> (usize, usize) {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// The segments of one side: two runs, the first of which is empty where there is no gap.
    pub(super) fn parts(&self, side: Side) -> [(usize, usize); 2] {
        let run = self.run(side);
        match self.gap {
            Some((gapped, gap)) if gapped == side => [(run.0, gap.0), (gap.1, run.1)],
            _ => [(run.0, run.0), run],
        }
    }

    /// The numbers of the segments of one side.
    pub(super) fn segments(&self, side: Side) -> impl Iterator<Item = usize> {
        let [before, after] = self.parts(side);
        (before.0..before.1).chain(after.0..after.1)
    }

    /// One of its segments as a bead with an empty side.
    pub(super) const fn alone(&self, side: Side, at: usize) -> Self {
        match side {
            Side::Source => Self::new((at, at + 1), (self.target.1, self.target.1)),
            Side::Target => Self::new((self.source.1, self.source.1), (at, at + 1)),
        }
    }

    /// The segments in the gap, as beads with an empty side.
    pub(super) fn lonely(self) -> impl Iterator<Item = Self> {
        self.gap.into_iter().flat_map(move |(side, run)| (run.0..run.1).map(move |at| self.alone(side, at)))
    }

    /// Whether one side has no segment.
    pub(super) const fn is_empty_sided(&self) -> bool {
        self.source.0 == self.source.1 || self.target.0 == self.target.1
    }
}

/// One side prepared for scoring.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Number of the first token of each segment in the whole side; one more than segments.
    starts: Vec<u32>,
    /// Type of each token, over the whole side.
    types: Vec<u32>,
    /// What one rendering of each token per token of the other side is worth: the odds of
    /// believing it over its share of the document; 0 when it has no partner in the document.
    worth: Vec<f32>,
    /// Information of each token.
    information: Vec<f32>,
    /// Number of types.
    kinds: usize,
    /// Up to each segment, the evidence of all its linkable tokens if none finds its partner.
    silence: Vec<f64>,
    /// Paragraph of each segment.
    paragraphs: Vec<u32>,
    /// Up to each segment, how many are headings or captions, running text, and lines of the site.
    headings: Vec<u32>,
    body: Vec<u32>,
    boilerplate: Vec<u32>,
}

impl Prepared {
    fn new(tokens: &Tokens, half: &Half, linked: &[bool]) -> Self {
        // In a short text even a word that stands once has a large share of it.
        let total: usize = tokens.segments.iter().map(Vec::len).sum();
        let common = COMMON.max(2.0 / (total.max(1) as f64));
        let belief_in = |kind: &Type| match kind.key {
            Key::Mark(_) => MARK_BELIEF,
            Key::Word(_) | Key::Number(..) | Key::Concept(_) | Key::Acronym(_) => {
                WORD_BELIEF * (common / kind.frequency).powf(0.5).min(1.0)
            }
        };
        let belief: Vec<f64> =
            tokens.types.iter().zip(linked).map(|(kind, linked)| if *linked { belief_in(kind) } else { 0.0 }).collect();
        let worth: Vec<f32> = belief
            .iter()
            .zip(&tokens.types)
            .map(|(belief, kind)| (belief / (1.0 - belief) / kind.frequency) as f32)
            .collect();
        let types: Vec<u32> =
            tokens.segments.iter().flatten().map(|&id| u32::try_from(id).unwrap_or(u32::MAX)).collect();
        let of_type = |id: &u32| worth.get(*id as usize).copied().unwrap_or_default();
        let silence_of = |segment: &Vec<usize>| -> f64 {
            segment.iter().filter_map(|id| belief.get(*id)).map(|belief| (1.0 - belief).ln()).sum()
        };
        let count = |kinds: &[Kind]| {
            running(half.document.segments.iter().map(|segment| u32::from(kinds.contains(&segment.kind))))
        };
        Self {
            starts: running(tokens.segments.iter().map(|segment| u32::try_from(segment.len()).unwrap_or(u32::MAX))),
            worth: types.iter().map(of_type).collect(),
            information: types
                .iter()
                .map(|id| tokens.types.get(*id as usize).map_or(0.0, |k| -(k.frequency.ln()) as f32))
                .collect(),
            types,
            kinds: tokens.types.len(),
            silence: running(tokens.segments.iter().map(silence_of)),
            paragraphs: half.document.segments.iter().map(|segment| segment.paragraph).collect(),
            headings: count(&[Kind::Heading, Kind::Caption]),
            body: count(&[Kind::Body]),
            boilerplate: count(&[Kind::Boilerplate]),
        }
    }

    fn token_range(&self, segment: usize) -> std::ops::Range<usize> {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or_default() as usize;
        at(segment)..at(segment + 1)
    }

    /// The types of the tokens of a segment.
    pub(super) fn types_of(&self, segment: usize) -> &[u32] {
        self.types.get(self.token_range(segment)).unwrap_or_default()
    }

    /// The worth of the tokens of a segment.
    pub(super) fn worth_of(&self, segment: usize) -> &[f32] {
        self.worth.get(self.token_range(segment)).unwrap_or_default()
    }

    pub(super) fn information_of(&self, segment: usize) -> &[f32] {
        self.information.get(self.token_range(segment)).unwrap_or_default()
    }

    /// Number of segments.
    pub(super) fn segments(&self) -> usize {
        self.paragraphs.len()
    }

    /// Number of types.
    pub(super) fn types(&self) -> usize {
        self.kinds
    }

    /// Tokens of the longest segment.
    pub(super) fn longest_segment(&self) -> usize {
        (0..self.segments()).map(|segment| self.token_range(segment).len()).max().unwrap_or_default()
    }

    /// Tokens in a run of segments.
    pub(super) fn tokens_in(&self, run: (usize, usize)) -> f64 {
        f64::from(between(&self.starts, run))
    }

    /// Paragraph borders inside a run of segments.
    fn borders(&self, (start, end): (usize, usize)) -> f64 {
        let paragraph = |at: usize| self.paragraphs.get(at).copied().unwrap_or_default();
        if start < end { f64::from(paragraph(end - 1).saturating_sub(paragraph(start))) } else { 0.0 }
    }

    /// 1 when headings or captions stand in one run with running text.
    fn mixes_headings(&self, run: (usize, usize)) -> f64 {
        f64::from(u8::from(between(&self.body, run) > 0 && between(&self.headings, run) > 0))
    }

    fn boilerplate(&self, run: (usize, usize)) -> f64 {
        f64::from(between(&self.boilerplate, run))
    }
}

/// Sums up to each element, from nothing to all.
fn running<T: Copy + Default + std::ops::Add<Output = T>>(values: impl Iterator<Item = T>) -> Vec<T> {
    let sums = values.scan(T::default(), |sum, value| {
        *sum = *sum + value;
        Some(*sum)
    });
    std::iter::once(T::default()).chain(sums).collect()
}

fn between<T: Copy + Default + std::ops::Sub<Output = T>>(running: &[T], (start, end): (usize, usize)) -> T {
    let at = |index: usize| running.get(index).copied().unwrap_or_default();
    at(end) - at(start)
}

/// A source and a target segment that share a rare token, with its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: f32,
}

impl Anchor {
    /// The pair counted from the beginning of `area`; `None` outside it.
    pub(super) fn inside(self, area: &Block) -> Option<Self> {
        let (source, target) = (self.source as usize, self.target as usize);
        let holds = |(start, end): (usize, usize), at: usize| start <= at && at < end;
        if !holds(area.source, source) || !holds(area.target, target) {
            return None;
        }
        let from = |at: usize, start: usize| u32::try_from(at - start).unwrap_or(u32::MAX);
        let (source, target) = (from(source, area.source.0), from(target, area.target.0));
        Some(Self { source, target, ..self })
    }
}

/// The parts of the score of a bead, in nats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) words: f64,
    pub(super) length: f64,
    pub(super) structure: f64,
}

impl std::ops::Sub for Parts {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            words: self.words - other.words,
            length: self.length - other.length,
            structure: self.structure - other.structure,
        }
    }
}

/// Scores the beads of a pair of documents.
#[derive(Debug)]
pub(super) struct Scorer {
    pub(super) source: Prepared,
    pub(super) target: Prepared,
    lengths: Lengths,
    /// For each source type the first of its `partners`; one more than types.
    firsts: Vec<u32>,
    /// The target types that each source type may be rendered by, rising, and how probably.
    partners: Vec<(u32, f32)>,
    /// For each of the `partners`, why it is one.
    causes: Vec<Cause>,
    /// For each target type the segments it stands in, in order.
    places: Vec<Vec<u32>>,
    /// Target tokens for each source token.
    ratio: f64,
}

impl Scorer {
    pub(super) fn new(source: &Half, target: &Half, tokens: &Pair, links: &Links) -> Self {
        let source_linked: Vec<bool> = links.partners.iter().map(|partners| !partners.is_empty()).collect();
        let mut target_linked = vec![false; tokens.target.types.len()];
        for partner in links.partners.iter().flatten() {
            if let Some(linked) = target_linked.get_mut(partner.id) {
                *linked = true;
            }
        }
        let mut places = vec![Vec::new(); tokens.target.types.len()];
        for (segment, types) in (0_u32..).zip(&tokens.target.segments) {
            for &id in types {
                if let Some(places) = places.get_mut(id) {
                    places.push(segment);
                }
            }
        }
        let lengths = Lengths::new(source, target);
        let (source, target) = rayon::join(
            || Prepared::new(&tokens.source, source, &source_linked),
            || Prepared::new(&tokens.target, target, &target_linked),
        );
        let count = |prepared: &Prepared| prepared.types.len() as f64 + 20.0;
        let ratio = (count(&target) / count(&source)).clamp(0.5, 2.0);
        let partner = |partner: &Partner| (u32::try_from(partner.id).unwrap_or(u32::MAX), partner.weight as f32);
        Self {
            firsts: running(links.partners.iter().map(|list| u32::try_from(list.len()).unwrap_or(u32::MAX))),
            partners: links.partners.iter().flatten().map(partner).collect(),
            causes: links.partners.iter().flatten().map(|partner| partner.cause).collect(),
            source,
            target,
            lengths,
            places,
            ratio,
        }
    }

    /// Number of segments on each side.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.source.segments(), self.target.segments())
    }

    pub(super) fn side(&self, side: Side) -> &Prepared {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The partners of a source type, rising.
    pub(super) fn partners(&self, source: u32) -> &[(u32, f32)] {
        self.partners.get(self.partner_range(source)).unwrap_or_default()
    }

    fn partner_range(&self, source: u32) -> std::ops::Range<usize> {
        let at = |index: usize| self.firsts.get(index).copied().unwrap_or_default() as usize;
        at(source as usize)..at(source as usize + 1)
    }

    fn places(&self, target: u32) -> &[u32] {
        self.places.get(target as usize).map_or(&[][..], Vec::as_slice)
    }

    /// Pairs of segments that share tokens rare on both sides: (source, target, weight), a pair
    /// for each token they share.
    ///
    /// The rarest links come first, until there are [`PAIRS`] for each segment: how rare "rare"
    /// is depends on the document, and repeated text cannot make it quadratic.
    pub(super) fn rare_pairs(&self) -> Vec<Anchor> {
        let mut source_places: Vec<Vec<u32>> = vec![Vec::new(); self.source.types()];
        for segment in 0..self.source.segments() {
            for &id in self.source.types_of(segment) {
                if let Some(places) = source_places.get_mut(id as usize) {
                    places.push(u32::try_from(segment).unwrap_or(u32::MAX));
                }
            }
        }
        let mut links: Vec<(usize, u32, u32)> = Vec::new();
        for (source, places) in (0_u32..).zip(&source_places) {
            let partners = self.partners(source);
            if partners.len() <= 4 {
                let cost = |target: u32| places.len().saturating_mul(self.places(target).len());
                links.extend(partners.iter().map(|&(target, _)| (cost(target), source, target)));
            }
        }
        links.sort_unstable();
        let mut left = (self.size().0 + self.size().1).saturating_mul(PAIRS);
        let mut anchors = Vec::new();
        for (cost, source, target) in links {
            let Some(rest) = left.checked_sub(cost) else { break };
            left = rest;
            let weight = 1.0 / (cost as f32).sqrt();
            for &source in source_places.get(source as usize).into_iter().flatten() {
                anchors.extend(self.places(target).iter().map(|&target| Anchor { source, target, weight }));
            }
        }
        anchors
    }

    /// The target segments that share tokens with a source segment that stand in no more than
    /// `most` places, those that share most first.
    pub(super) fn partners_of(&self, source: usize, most: usize) -> Vec<usize> {
        let mut shared: Vec<(u32, f32)> = Vec::new();
        for &(target, weight) in self.source.types_of(source).iter().flat_map(|&id| self.partners(id)) {
            let places = Some(self.places(target)).filter(|places| places.len() <= most).unwrap_or_default();
            let worth = weight / places.len().max(1) as f32;
            shared.extend(places.iter().map(|&segment| (segment, worth)));
        }
        shared.sort_by_key(|(segment, _)| *segment);
        shared.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        shared.sort_by(|a, b| b.1.total_cmp(&a.1));
        shared.into_iter().map(|(segment, _)| segment as usize).collect()
    }

    /// The score of a bead without the prior of its shape.
    pub(super) fn content(&self, block: &Block) -> f64 {
        let parts = self.parts(block);
        parts.words + parts.length + parts.structure
    }

    /// The same, when the evidence of its target tokens and of its source tokens is known.
    pub(super) fn content_with(&self, (forward, backward): (Evidence, Evidence), block: &Block) -> f64 {
        let structure = self.structure(block);
        if block.is_empty_sided() {
            return structure;
        }
        self.words_with((forward, backward), block) + self.length(block) + structure
    }

    /// The parts of the score of a bead.
    pub(super) fn parts(&self, block: &Block) -> Parts {
        let structure = self.structure(block);
        if block.is_empty_sided() {
            return Parts { structure, ..Parts::default() };
        }
        Parts { words: self.words_with(self.evidence(block), block), length: self.length(block), structure }
    }

    /// What segments without counterpart score.
    pub(super) fn lonely(&self, side: Side, run: (usize, usize)) -> f64 {
        LONELY_BOILERPLATE * self.side(side).boilerplate(run)
    }

    fn length(&self, block: &Block) -> f64 {
        self.lengths.score(block.parts(Side::Source), block.parts(Side::Target))
    }

    /// The evidence of the words. A bead is as long as its longer side: against a side that lacks
    /// half of its counterpart the other half must not look better for it.
    fn words_with(&self, (forward, backward): (Evidence, Evidence), block: &Block) -> f64 {
        let (sources, targets) = (block.parts(Side::Source), block.parts(Side::Target));
        let tokens = |side: &Prepared, parts: [(usize, usize); 2]| {
            parts.iter().map(|&part| side.tokens_in(part)).sum::<f64>().max(1.0)
        };
        let surplus = (tokens(&self.target, targets) / tokens(&self.source, sources) / self.ratio).ln();
        let dilution = forward.explained * surplus.max(0.0) + backward.explained * (-surplus).max(0.0);
        let silence = |side: &Prepared, parts: [(usize, usize); 2]| {
            parts.iter().map(|&part| between(&side.silence, part)).sum::<f64>()
        };
        let silence = silence(&self.source, sources) + silence(&self.target, targets);
        (forward.nats + backward.nats - DILUTION * dilution + silence) / 2.0
    }

    fn structure(&self, block: &Block) -> f64 {
        let (mut borders, mut headings) = (0.0, 0.0);
        for (side, run) in [(&self.source, block.source), (&self.target, block.target)] {
            borders += side.borders(run);
            headings += side.mixes_headings(run);
        }
        let (source_site, target_site) = (self.source.boilerplate(block.source), self.target.boilerplate(block.target));
        let sizes = ((block.source.1 - block.source.0) as f64, (block.target.1 - block.target.0) as f64);
        let site_lines = source_site + target_site;
        let site = if block.is_empty_sided() {
            if sizes.0 + sizes.1 == site_lines { LONELY_BOILERPLATE * site_lines } else { 0.0 }
        } else if (source_site, target_site) == sizes {
            0.0
        } else {
            MIXED_KINDS * site_lines
        };
        borders * BORDER + headings * HEADING_WITH_TEXT + site
    }

    /// What the target tokens of a bead say against its source, and its source tokens against its
    /// target.
    fn evidence(&self, block: &Block) -> (Evidence, Evidence) {
        let (sources, targets) = self.tallies(block);
        (targets.evidence(sources.tokens), sources.evidence(targets.tokens))
    }

    /// The same by what it rests on: the mean of both sides, as it enters the score.
    pub(super) fn causes(&self, block: &Block) -> Causes {
        let (sources, targets) = self.tallies(block);
        let (mut both, mut mean) = (Causes::default(), Causes::default());
        targets.add_causes(sources.tokens, &mut both);
        sources.add_causes(targets.tokens, &mut both);
        mean.add_shared(both.sum() / 2.0, &both);
        mean
    }

    /// The tokens of both sides of a bead, with what the other side renders of each. Tokens of one
    /// type say the same, so that a word that is repeated a thousand times costs what one costs.
    fn tallies(&self, block: &Block) -> (Tally, Tally) {
        let (mut sources, mut targets) =
            (Tally::of(&self.source, block, Side::Source), Tally::of(&self.target, block, Side::Target));
        for source in &mut sources.types {
            let run = self.partner_range(source.id);
            let causes = self.causes.get(run).unwrap_or_default();
            for (&(target, weight), &cause) in self.partners(source.id).iter().zip(causes) {
                if let Some(target) = targets.find(target) {
                    source.render(f64::from(weight) * target.count, cause);
                    target.render(f64::from(weight) * source.count, cause);
                }
            }
        }
        (sources, targets)
    }
}
