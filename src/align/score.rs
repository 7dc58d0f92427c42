//! The score of a bead: how much more likely its two sides are as translations of each other than
//! as strangers.
//!
//! For each target token t of a bead with source tokens S the evidence is
//! `ln((1−λ) + λ·Σ_s w(s,t) / (|S|·p(t)))`, where w is the probability that s renders t and p(t)
//! the share of t in the document, summed over the tokens that have a partner anywhere; the same
//! from the other side; and the mean of both. Rare words weigh more because p(t) is small, and
//! splitting a bead pays by itself because |S| shrinks. Tokens without any partner say nothing.

use std::cell::RefCell;

use super::band::Band;
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
/// For each line of the site in a bead with lines of the article.
const MIXED_KINDS: f64 = -3.0;
/// For each line of the site that has no counterpart, which is what one expects.
const LONELY_BOILERPLATE: f64 = 4.0;

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
    /// For each type: how far it is believed, or 0 when it has no partner in the document.
    belief: Vec<f64>,
    segments: &'a [Segment],
}

impl<'a> Prepared<'a> {
    fn new(tokens: &'a Tokens, half: &'a Half, linked: &[bool]) -> Self {
        let belief_in = |kind: &Type| match kind.key {
            Key::Mark(_) => MARK_BELIEF,
            Key::Word(_) | Key::Number(..) | Key::Concept(_) => WORD_BELIEF * (COMMON / kind.frequency).sqrt().min(1.0),
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
        let segments = half.document.segments.as_slice();
        Self { tokens, starts, silence, belief, segments }
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

    fn boilerplate(&self, (start, end): (usize, usize)) -> usize {
        let run = self.segments.get(start..end).unwrap_or_default();
        run.iter().filter(|segment| segment.kind == Kind::Boilerplate).count()
    }
}

/// A token of a source segment that may be rendered by a token of a target segment.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The target segment.
    segment: u32,
    /// The tokens, counted over the whole side.
    source: u32,
    target: u32,
    weight: f32,
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
    /// Type of each target token, over the whole side.
    target_types: Vec<usize>,
    source_types: Vec<usize>,
    scratch: RefCell<Scratch>,
}

/// Sums per token, kept between calls so that scoring does not allocate.
#[derive(Debug, Default)]
struct Scratch {
    source: Vec<f64>,
    target: Vec<f64>,
    touched_source: Vec<usize>,
    touched_target: Vec<usize>,
}

/// The links of each source segment to the target segments inside a band, by target segment.
#[derive(Debug)]
pub(super) struct LinkTable {
    rows: Vec<Vec<Link>>,
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
        let flat = |tokens: &Tokens| tokens.segments.iter().flatten().copied().collect::<Vec<usize>>();
        let (source_types, target_types) = (flat(&tokens.source), flat(&tokens.target));
        let scratch = Scratch {
            source: vec![0.0; source_types.len()],
            target: vec![0.0; target_types.len()],
            ..Scratch::default()
        };
        Self {
            source: Prepared::new(&tokens.source, source, &source_linked),
            target: Prepared::new(&tokens.target, target, &target_linked),
            lengths: Lengths::new(source, target),
            partners: &links.partners,
            places,
            target_types,
            source_types,
            scratch: RefCell::new(scratch),
        }
    }

    /// Number of segments on each side.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.source.segments.len(), self.target.segments.len())
    }

    /// Pairs of segments that share tokens rare on both sides: (source, target, how rare).
    pub(super) fn rare_pairs(&self) -> Vec<(usize, usize)> {
        const RARE: usize = 2;
        let mut source_places: Vec<Vec<usize>> = vec![Vec::new(); self.partners.len()];
        for (segment, types) in self.source.tokens.segments.iter().enumerate() {
            for &id in types {
                if let Some(places) = source_places.get_mut(id).filter(|places| places.len() <= RARE) {
                    places.push(segment);
                }
            }
        }
        let mut pairs = Vec::new();
        for (places, partners) in source_places.iter().zip(self.partners) {
            if places.is_empty() || places.len() > RARE || partners.len() > 4 {
                continue;
            }
            for &(target, _) in partners {
                let found = self.places.get(target).filter(|found| found.len() <= RARE);
                for &(segment, _) in found.into_iter().flatten() {
                    pairs.extend(places.iter().map(|&place| (place, segment as usize)));
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// The links inside `band`.
    pub(super) fn link_table(&self, band: &Band) -> LinkTable {
        let rows = (0..self.source.segments.len()).map(|segment| self.links_of(segment, band.targets_of(segment)));
        LinkTable { rows: rows.collect() }
    }

    /// The links of a source segment to the target segments `low..high`, by target segment.
    fn links_of(&self, segment: usize, (low, high): (usize, usize)) -> Vec<Link> {
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

    /// The score of a bead without the prior of its shape.
    pub(super) fn content(&self, table: &LinkTable, block: &Block) -> f64 {
        let structure = self.structure(block);
        if block.source.0 == block.source.1 || block.target.0 == block.target.1 {
            return structure;
        }
        self.words(table.rows.get(block.source.0..block.source.1).unwrap_or_default(), block)
            + self.lengths.score(block.source, block.target)
            + structure
    }

    /// Why a bead was chosen: the parts of its score, in nats.
    pub(super) fn features(&self, block: &Block) -> Vec<(&'static str, f64)> {
        if block.source.0 == block.source.1 || block.target.0 == block.target.1 {
            return vec![("structure", self.structure(block))];
        }
        let rows: Vec<Vec<Link>> = (block.source.0..block.source.1).map(|at| self.links_of(at, block.target)).collect();
        vec![
            ("words", self.words(&rows, block)),
            ("length", self.lengths.score(block.source, block.target)),
            ("structure", self.structure(block)),
        ]
    }

    fn structure(&self, block: &Block) -> f64 {
        let borders = self.source.borders(block.source) + self.target.borders(block.target);
        let (source_site, target_site) = (self.source.boilerplate(block.source), self.target.boilerplate(block.target));
        let sizes = (block.source.1 - block.source.0, block.target.1 - block.target.0);
        let site_lines = (source_site + target_site) as f64;
        let site = match sizes {
            (count, 0) | (0, count) if count == source_site + target_site => LONELY_BOILERPLATE * site_lines,
            (_, 0) | (0, _) => 0.0,
            (source, target) if (source_site, target_site) == (source, target) => 0.0,
            _ => MIXED_KINDS * site_lines,
        };
        borders * BORDER + site
    }

    /// The evidence of the words; `rows` holds the links of the bead's source segments.
    fn words(&self, rows: &[Vec<Link>], block: &Block) -> f64 {
        let mut scratch = self.scratch.borrow_mut();
        let scratch = &mut *scratch;
        for row in rows {
            let first = row.partition_point(|link| (link.segment as usize) < block.target.0);
            for link in row.iter().skip(first).take_while(|link| (link.segment as usize) < block.target.1) {
                add(&mut scratch.source, &mut scratch.touched_source, link.source as usize, link.weight);
                add(&mut scratch.target, &mut scratch.touched_target, link.target as usize, link.weight);
            }
        }
        let (source_count, target_count) = (self.source.count(block.source), self.target.count(block.target));
        let forward =
            evidence(&self.target, &self.target_types, &mut scratch.target, &mut scratch.touched_target, source_count);
        let backward =
            evidence(&self.source, &self.source_types, &mut scratch.source, &mut scratch.touched_source, target_count);
        (forward + backward + self.target.silence(block.target) + self.source.silence(block.source)) / 2.0
    }
}

fn add(sums: &mut [f64], touched: &mut Vec<usize>, token: usize, weight: f32) {
    if let Some(sum) = sums.get_mut(token) {
        if *sum == 0.0 {
            touched.push(token);
        }
        *sum += f64::from(weight);
    }
}

/// What the touched tokens add to the silence of their side; clears the sums.
fn evidence(side: &Prepared<'_>, types: &[usize], sums: &mut [f64], touched: &mut Vec<usize>, others: usize) -> f64 {
    let mut total = 0.0;
    for token in touched.drain(..) {
        let Some(sum) = sums.get_mut(token) else { continue };
        let rendered = std::mem::take(sum);
        let kind = types.get(token).and_then(|&id| Some((side.tokens.types.get(id)?, side.belief.get(id)?)));
        if let Some((kind, &belief)) = kind {
            let ratio = rendered / (others.max(1) as f64 * kind.frequency);
            total += ((1.0 - belief) + belief * ratio).ln() - (1.0 - belief).ln();
        }
    }
    total
}
