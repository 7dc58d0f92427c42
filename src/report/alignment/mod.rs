//! The alignment of one bitext: a [`table`] for people, five forms for programs.
//!
//! Programs get ids and indices counted from 0 and confidences with three decimals; people get
//! numbers from 1 and per cent. An index is the number that findings call their bead.

mod answer;
mod json;
mod lines;
mod offsets;
mod table;

pub use answer::{Texts, answer, failure};
pub use json::{json, jsonl};
pub use lines::{beads, spans, tsv};
pub use table::table;

use std::collections::BTreeMap;

use crate::bitext::{Bead, Bitext};
use crate::document::Kind;
use crate::language::Side;

/// From here on a bead is sure.
const SURE: f64 = 0.9;
/// From here on, up to [`SURE`], a bead is doubtful; below it is weak.
const DOUBTFUL: f64 = 0.5;

/// Source and target segments of a bead: `2-1`.
fn shape(bead: &Bead) -> String {
    format!("{}-{}", bead.source.len(), bead.target.len())
}

/// How many beads there are of each type.
fn shapes(bitext: &Bitext) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for bead in bitext.beads() {
        *counts.entry(shape(bead)).or_default() += 1;
    }
    counts
}

/// The confidence as a probability, whatever an import put there.
fn confidence(bead: &Bead) -> f64 {
    if bead.confidence.is_nan() { 0.0 } else { bead.confidence.clamp(0.0, 1.0) }
}

/// The mean confidence; 1 when there is nothing to doubt.
fn mean_confidence(bitext: &Bitext) -> f64 {
    let beads = bitext.beads();
    if beads.is_empty() { 1.0 } else { beads.iter().map(confidence).sum::<f64>() / beads.len() as f64 }
}

/// The indices of the beads that a person should look at.
fn doubtful(bitext: &Bitext) -> Vec<usize> {
    let beads = bitext.beads().iter().enumerate();
    beads.filter(|(_, bead)| confidence(bead) < SURE).map(|(index, _)| index).collect()
}

/// The part that the bead's first segment plays, on the source side if it has one.
fn kind(bitext: &Bitext, bead: &Bead) -> Kind {
    let first = |side| bitext.half(side).document.segment(*bead.side(side).first()?);
    first(Side::Source).or_else(|| first(Side::Target)).map(|segment| segment.kind).unwrap_or_default()
}
