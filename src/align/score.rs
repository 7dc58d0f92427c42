//! The score of a bead: how much more likely its two sides are as translations of each other than
//! as strangers.
//!
//! For each target token t of a bead with source tokens S the evidence is
//! `ln((1−λ) + λ·Σ_s w(s,t) / (|S|·p(t)))`, where w is the probability that s renders t and p(t)
//! the share of t in the document, summed over the tokens that have a partner anywhere; the same
//! from the other side; and the mean of both. Rare words weigh more because p(t) is small, and
//! splitting a bead pays by itself because |S| shrinks. Tokens without any partner say nothing.

use std::cell::{RefCell, RefMut};

use super::length::Lengths;
use super::links::Links;
use super::tokens::{Key, Pair, Tokens, Type};
use crate::bitext::Half;
use crate::document::{Kind, Segment};

/// How far the evidence of words is believed: the probability that a word that could be rendered
/// is rendered by one of its known partners.
const WORD_BELIEF: f64 = 0.6;
const MARK_BELIEF: f64 = 0.3;
/// Tokens up to this share of a document are believed fully; commoner ones less, as what they
/// stand for depends on the sentence.
const COMMON: f64 = 0.004;
/// For each paragraph border that a bead runs across.
const BORDER: f64 = -1.5;
/// For each side of a bead on which a heading or caption is joined to running text.
const HEADING_WITH_TEXT: f64 = -4.0;
/// For each line of the site in a bead with lines of the article.
const MIXED_KINDS: f64 = -3.0;
/// For each line of the site that has no counterpart, which is what one expects.
const LONELY_BOILERPLATE: f64 = 4.0;

/// No more than so many anchors for each segment.
const PAIRS: usize = 16;

/// A run of source segments and a run of target segments, each `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) source: (usize, usize),
    pub(super) target: (usize, usize),
}

/// One side prepared for scoring.
#[derive(Debug)]
struct Prepared<'a> {
    tokens: &'a Tokens,
    /// Number of the first token of each segment in the whole side; one more than segments.
    starts: Vec<usize>,
    /// Up to each segment, the evidence of all its linkable tokens if none finds its partner.
    silence: Vec<f64>,
    /// Type of each token, over the whole side.
    types: Vec<usize>,
    /// For each type what one rendering of it per token of the other side is worth: the odds of
    /// believing it over its share of the document; 0 when it has no partner in the document.
    worth: Vec<f64>,
    segments: &'a [Segment],
}

impl<'a> Prepared<'a> {
    fn new(tokens: &'a Tokens, half: &'a Half, linked: &[bool]) -> Self {
        // In a short text even a word that stands once has a large share of it.
        let total: usize = tokens.segments.iter().map(Vec::len).sum();
        let common = COMMON.max(2.0 / (total.max(1) as f64));
        let belief_in = |kind: &Type| match kind.key {
            Key::Mark(_) => MARK_BELIEF,
            Key::Word(_) | Key::Number(..) | Key::Concept(_) => WORD_BELIEF * (common / kind.frequency).sqrt().min(1.0),
        };
        let belief: Vec<f64> =
            tokens.types.iter().zip(linked).map(|(kind, linked)| if *linked { belief_in(kind) } else { 0.0 }).collect();
        let silence_of = |segment: &Vec<usize>| -> f64 {
            segment.iter().filter_map(|id| belief.get(*id)).map(|belief| (1.0 - belief).ln()).sum()
        };
        let mut starts = vec![0];
        let mut silence = vec![0.0];
        let (mut start, mut sum) = (0, 0.0);
        for segment in &tokens.segments {
            start += segment.len();
            sum += silence_of(segment);
            starts.push(start);
            silence.push(sum);
        }
        let worth = belief.iter().zip(&tokens.types).map(|(belief, kind)| belief / (1.0 - belief) / kind.frequency);
        let types = tokens.segments.iter().flatten().copied().collect();
        let segments = half.document.segments.as_slice();
        Self { tokens, starts, silence, types, worth: worth.collect(), segments }
    }

    /// What the tokens of `sums` say when `others` tokens stand against them, over their silence.
    fn evidence(&self, sums: &Sums, others: usize) -> f64 {
        let share = 1.0 / others.max(1) as f64;
        let (mut total, mut product) = (0.0, 1.0);
        for &token in &sums.touched {
            let worth = self.types.get(token).and_then(|id| self.worth.get(*id)).copied().unwrap_or_default();
            let rendered = sums.sums.get(token).copied().unwrap_or_default();
            // One logarithm of a product is cheaper than many.
            product *= 1.0 + worth * rendered * share;
            if product > 1e200 {
                total += f64::ln(product);
                product = 1.0;
            }
        }
        total + product.ln()
    }

    fn count(&self, (start, end): (usize, usize)) -> usize {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or_default();
        at(end) - at(start)
    }

    fn silence(&self, (start, end): (usize, usize)) -> f64 {
        let at = |index: usize| self.silence.get(index).copied().unwrap_or_default();
        at(end) - at(start)
    }

    /// Paragraph borders inside a run of segments.
    fn borders(&self, (start, end): (usize, usize)) -> f64 {
        let run = self.segments.get(start..end).unwrap_or_default();
        match (run.first(), run.last()) {
            (Some(first), Some(last)) => f64::from(last.paragraph - first.paragraph),
            _ => 0.0,
        }
    }

    /// 1 when headings or captions stand in one run with running text.
    fn mixes_headings(&self, (start, end): (usize, usize)) -> f64 {
        let run = self.segments.get(start..end).unwrap_or_default();
        let kinds = |kind: Kind| run.iter().any(|segment| segment.kind == kind);
        f64::from(u8::from(kinds(Kind::Body) && (kinds(Kind::Heading) || kinds(Kind::Caption))))
    }

    fn boilerplate(&self, (start, end): (usize, usize)) -> usize {
        let run = self.segments.get(start..end).unwrap_or_default();
        run.iter().filter(|segment| segment.kind == Kind::Boilerplate).count()
    }
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

/// A token of a source segment that may be rendered by a token of a target segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The target segment.
    pub(super) segment: u32,
    /// The tokens, counted over the whole side.
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: f32,
}

/// Scores the beads of a pair of documents.
#[derive(Debug)]
pub(super) struct Scorer<'a> {
    source: Prepared<'a>,
    target: Prepared<'a>,
    lengths: Lengths,
    /// For each source type its partners; see [`Links`].
    partners: &'a [Vec<(usize, f64)>],
    /// For each target type the tokens (segment, token) of it, in order.
    places: Vec<Vec<(u32, u32)>>,
    scratch: RefCell<Scratch>,
}

/// Sums per token, kept between calls so that scoring does not allocate.
#[derive(Debug)]
pub(super) struct Scratch {
    pub(super) source: Sums,
    pub(super) target: Sums,
}

/// For each token of a side how much of it is rendered, and the tokens where that is not nothing.
#[derive(Debug)]
pub(super) struct Sums {
    sums: Vec<f64>,
    touched: Vec<usize>,
}

impl Sums {
    fn new(tokens: usize) -> Self {
        Self { sums: vec![0.0; tokens], touched: Vec::new() }
    }

    pub(super) fn add(&mut self, token: u32, weight: f32) {
        let token = token as usize;
        if let Some(sum) = self.sums.get_mut(token) {
            if *sum == 0.0 {
                self.touched.push(token);
            }
            *sum += f64::from(weight);
        }
    }

    pub(super) fn clear(&mut self) {
        for token in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(token) {
                *sum = 0.0;
            }
        }
    }
}

impl<'a> Scorer<'a> {
    pub(super) fn new(source: &'a Half, target: &'a Half, tokens: &'a Pair, links: &'a Links) -> Self {
        let source_linked: Vec<bool> = links.partners.iter().map(|partners| !partners.is_empty()).collect();
        let mut target_linked = vec![false; tokens.target.types.len()];
        for &(target, _) in links.partners.iter().flatten() {
            if let Some(linked) = target_linked.get_mut(target) {
                *linked = true;
            }
        }
        let lengths = Lengths::new(source, target);
        let mut places = vec![Vec::new(); tokens.target.types.len()];
        let mut token = 0_u32;
        for (segment, types) in (0_u32..).zip(&tokens.target.segments) {
            for &id in types {
                if let Some(places) = places.get_mut(id) {
                    places.push((segment, token));
                }
                token += 1;
            }
        }
        let source = Prepared::new(&tokens.source, source, &source_linked);
        let target = Prepared::new(&tokens.target, target, &target_linked);
        let scratch = Scratch { source: Sums::new(source.types.len()), target: Sums::new(target.types.len()) };
        Self { source, target, lengths, partners: &links.partners, places, scratch: RefCell::new(scratch) }
    }

    /// Number of segments on each side.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.source.segments.len(), self.target.segments.len())
    }

    /// Pairs of segments that share tokens rare on both sides: (source, target, weight), a pair
    /// for each token they share.
    ///
    /// The rarest links come first, until there are [`PAIRS`] for each segment: how rare "rare"
    /// is depends on the document, and repeated text cannot make it quadratic.
    pub(super) fn rare_pairs(&self) -> Vec<Anchor> {
        let mut source_places: Vec<Vec<u32>> = vec![Vec::new(); self.partners.len()];
        for (segment, types) in (0_u32..).zip(&self.source.tokens.segments) {
            for &id in types {
                if let Some(places) = source_places.get_mut(id) {
                    places.push(segment);
                }
            }
        }
        let target_places = |target: usize| self.places.get(target).map_or(&[][..], Vec::as_slice);
        let mut links: Vec<(usize, usize, usize)> = Vec::new();
        for (source, partners) in self.partners.iter().enumerate().filter(|(_, partners)| partners.len() <= 4) {
            let count = source_places.get(source).map_or(0, Vec::len);
            let cost = |target: usize| count.saturating_mul(target_places(target).len());
            links.extend(partners.iter().map(|&(target, _)| (cost(target), source, target)));
        }
        links.sort_unstable();
        let mut left = (self.size().0 + self.size().1).saturating_mul(PAIRS);
        let mut anchors = Vec::new();
        for (cost, source, target) in links {
            let Some(rest) = left.checked_sub(cost) else { break };
            left = rest;
            let weight = 1.0 / (cost as f32).sqrt();
            for &source in source_places.get(source).into_iter().flatten() {
                anchors.extend(target_places(target).iter().map(|&(target, _)| Anchor { source, target, weight }));
            }
        }
        anchors
    }

    /// The links of a source segment to the target segments `low..high`, by target segment.
    pub(super) fn links_of(&self, segment: usize, (low, high): (usize, usize)) -> Vec<Link> {
        let start = self.source.starts.get(segment).copied().unwrap_or_default();
        let types = self.source.tokens.segments.get(segment).map_or(&[][..], Vec::as_slice);
        let mut links = Vec::new();
        for (token, id) in types.iter().enumerate() {
            for &(target, weight) in self.partners.get(*id).into_iter().flatten() {
                let places = self.places.get(target).map_or(&[][..], Vec::as_slice);
                let first = places.partition_point(|&(segment, _)| (segment as usize) < low);
                let inside = places.iter().skip(first).take_while(|&&(segment, _)| (segment as usize) < high);
                links.extend(inside.map(|&(segment, target)| Link {
                    segment,
                    source: u32::try_from(start + token).unwrap_or(u32::MAX),
                    target,
                    weight: weight as f32,
                }));
            }
        }
        links.sort_by_key(|link| (link.segment, link.source, link.target));
        links
    }

    /// The sums to work with; given back when dropped.
    pub(super) fn scratch(&self) -> RefMut<'_, Scratch> {
        self.scratch.borrow_mut()
    }

    /// What source tokens say against a run of target segments.
    pub(super) fn source_evidence(&self, sums: &Sums, target: (usize, usize)) -> f64 {
        self.source.evidence(sums, self.target.count(target))
    }

    /// What target tokens say against a run of source segments.
    pub(super) fn target_evidence(&self, sums: &Sums, source: (usize, usize)) -> f64 {
        self.target.evidence(sums, self.source.count(source))
    }

    /// The target segments that share tokens with a source segment that stand in no more than
    /// `most` places, those that share most first.
    pub(super) fn partners_of(&self, source: usize, most: usize) -> Vec<usize> {
        let types = self.source.tokens.segments.get(source).map_or(&[][..], Vec::as_slice);
        let mut shared: Vec<(u32, f64)> = Vec::new();
        for &(target, weight) in types.iter().filter_map(|id| self.partners.get(*id)).flatten() {
            let places = self.places.get(target).filter(|places| places.len() <= most);
            let worth = weight / places.map_or(1.0, |places| places.len() as f64);
            shared.extend(places.into_iter().flatten().map(|&(segment, _)| (segment, worth)));
        }
        shared.sort_unstable_by_key(|(segment, _)| *segment);
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
        self.features(block).iter().map(|(_, score)| score).sum()
    }

    /// The same, when the evidence of its tokens over their silence is known.
    pub(super) fn content_with(&self, evidence: f64, block: &Block) -> f64 {
        let structure = self.structure(block);
        if block.source.0 == block.source.1 || block.target.0 == block.target.1 {
            return structure;
        }
        self.over_silence(evidence, block) + self.lengths.score(block.source, block.target) + structure
    }

    fn over_silence(&self, evidence: f64, block: &Block) -> f64 {
        (evidence + self.target.silence(block.target) + self.source.silence(block.source)) / 2.0
    }

    /// Why a bead was chosen: the parts of its score, in nats.
    pub(super) fn features(&self, block: &Block) -> Vec<(&'static str, f64)> {
        if block.source.0 == block.source.1 || block.target.0 == block.target.1 {
            return vec![("structure", self.structure(block))];
        }
        vec![
            ("words", self.words(block)),
            ("length", self.lengths.score(block.source, block.target)),
            ("structure", self.structure(block)),
        ]
    }

    fn structure(&self, block: &Block) -> f64 {
        let borders = self.source.borders(block.source) + self.target.borders(block.target);
        let (source_site, target_site) = (self.source.boilerplate(block.source), self.target.boilerplate(block.target));
        let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
        let site_lines = (source_site + target_site) as f64;
        let headings = self.source.mixes_headings(block.source) + self.target.mixes_headings(block.target);
        let site = match sizes {
            (count, 0) | (0, count) if count == source_site + target_site => LONELY_BOILERPLATE * site_lines,
            (_, 0) | (0, _) => 0.0,
            (source, target) if (source_site, target_site) == (source, target) => 0.0,
            _ => MIXED_KINDS * site_lines,
        };
        borders * BORDER + headings * HEADING_WITH_TEXT + site
    }

    /// The evidence of the words.
    fn words(&self, block: &Block) -> f64 {
        let mut scratch = self.scratch();
        for segment in block.source.0..block.source.1 {
            for link in self.links_of(segment, block.target) {
                scratch.source.add(link.source, link.weight);
                scratch.target.add(link.target, link.weight);
            }
        }
        let forward = self.target_evidence(&scratch.target, block.source);
        let backward = self.source_evidence(&scratch.source, block.target);
        scratch.source.clear();
        scratch.target.clear();
        self.over_silence(forward + backward, block)
    }
}
