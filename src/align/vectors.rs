//! Word vectors that the user brings: words of both sides whose vectors are close may render each
//! other.
//!
//! The vectors are values; `project` reads them. How close two words are is the cosine of their
//! vectors, and what exceeds [`MARGIN`] is the probability with which they are partners.

use std::collections::{BTreeMap, HashMap};

use super::tokens::{Key, Pair, Tokens};
use crate::bitext::Half;
use crate::text::{WordKind, fold, overlapping_words};

/// Vectors of unrelated words of one field are as close as this.
const MARGIN: f64 = 0.4;
/// Partners that are kept of each source word, the closest.
const PARTNERS: usize = 4;
/// Comparisons of two vectors in one alignment, except that every word is compared with
/// [`LEAST_COMPARED`] others.
const COMPARISONS: usize = 8_000_000;
const LEAST_COMPARED: usize = 64;

/// The vectors of the words of two documents.
#[derive(Clone, Debug, Default)]
pub struct WordVectors {
    rows: HashMap<String, usize>,
    width: usize,
    values: Vec<f32>,
}

impl WordVectors {
    /// No vectors yet; each will have `width` values.
    pub fn new(width: usize) -> Self {
        Self { rows: HashMap::new(), width, values: Vec::new() }
    }

    /// Keep the vector of a folded word; one of another width, without direction or with a value
    /// that is no number is passed over, as is a word that is known.
    pub fn insert(&mut self, folded: String, vector: &[f32]) {
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        if vector.len() != self.width || !length.is_normal() || self.rows.contains_key(&folded) {
            return;
        }
        self.rows.insert(folded, self.rows.len());
        self.values.extend(vector.iter().map(|value| value / length));
    }

    fn row(&self, row: usize) -> &[f32] {
        self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }
}

/// The words of a document for which vectors are of use: folded, and as the text first has them.
pub fn words_of(half: &Half) -> BTreeMap<String, String> {
    let text = &half.document.text;
    let mut words = BTreeMap::new();
    for segment in &half.document.segments {
        let written = segment.span.text(text);
        for word in overlapping_words(written).into_iter().filter(|word| word.kind == WordKind::Letters) {
            let word = word.span.text(written);
            words.entry(fold(word)).or_insert_with(|| word.to_owned());
        }
    }
    words
}

/// Pairs of a source and a target type whose vectors are close, with the probability that one
/// renders the other.
///
/// In a long document a word is compared with those that first occur near its own place only, so
/// that the work grows with the number of words and not with its square.
pub(super) fn partners(tokens: &Pair, vectors: &WordVectors) -> Vec<(usize, usize, f64)> {
    let (source, target) = (placed(&tokens.source, vectors), placed(&tokens.target, vectors));
    let compared = (COMPARISONS / source.len().max(1)).max(LEAST_COMPARED).min(target.len());
    let mut found = Vec::new();
    for word in &source {
        let place = word.place * tokens.target.segments.len() as f64 / tokens.source.segments.len().max(1) as f64;
        let middle = target.partition_point(|other| other.place < place);
        let start = middle.saturating_sub(compared / 2).min(target.len() - compared);
        let near = target.get(start..start + compared).unwrap_or_default();
        let own = vectors.row(word.row);
        let mut close: Vec<(f64, usize)> = near
            .iter()
            .map(|other| (cosine(own, vectors.row(other.row)), other.id))
            .filter(|(c, _)| *c > MARGIN)
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.extend(close.into_iter().take(PARTNERS).map(|(cosine, id)| (word.id, id, cosine - MARGIN)));
    }
    found
}

/// A type that has a vector.
struct Placed {
    id: usize,
    row: usize,
    /// The segment in which it first occurs.
    place: f64,
}

/// The types with a vector in the order in which they first occur.
fn placed(tokens: &Tokens, vectors: &WordVectors) -> Vec<Placed> {
    let mut seen = vec![false; tokens.types.len()];
    let mut found = Vec::new();
    for (segment, types) in tokens.segments.iter().enumerate() {
        for &id in types {
            let Some(seen) = seen.get_mut(id).filter(|seen| !**seen) else { continue };
            *seen = true;
            let Some(Key::Word(word)) = tokens.types.get(id).map(|kind| &kind.key) else { continue };
            let row = vectors.rows.get(word);
            found.extend(row.map(|&row| Placed { id, row, place: segment as f64 }));
        }
    }
    found
}

/// The cosine of two vectors of length one.
fn cosine(a: &[f32], b: &[f32]) -> f64 {
    f64::from(a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>())
}
