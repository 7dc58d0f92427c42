//! The ways in which models cut a word into pieces.

use std::collections::HashMap;

use serde_json::Value;

/// A model with its pieces by number.
#[derive(Debug)]
pub(super) enum Model {
    /// The longest piece from the left, again and again; later pieces are marked by a prefix.
    WordPiece { pieces: HashMap<String, u32>, unknown: Option<u32>, marker: String },
    /// The likeliest chain of pieces.
    Unigram { pieces: HashMap<String, (u32, f64)>, unknown: Option<u32>, longest: usize },
    /// Neighbours are joined in the order in which the joins were learnt.
    Bpe { pieces: HashMap<String, u32>, ranks: HashMap<(String, String), usize>, suffix: String },
    /// Whole words.
    WordLevel { pieces: HashMap<String, u32>, unknown: Option<u32> },
}

impl Model {
    /// Read the part `model` of a `tokenizer.json`.
    pub(super) fn from_json(json: &Value) -> Result<Self, String> {
        let text = |key: &str| json.get(key).and_then(Value::as_str);
        // Old files do not say which kind they are.
        let kind = text("type").unwrap_or(match () {
            () if json.get("merges").is_some() => "BPE",
            () if json.get("vocab").is_some_and(Value::is_array) => "Unigram",
            () if json.get("continuing_subword_prefix").is_some() => "WordPiece",
            () => "WordLevel",
        });
        if kind == "Unigram" {
            return Self::unigram(json);
        }
        let pieces = vocabulary(json)?;
        let unknown = text("unk_token").and_then(|unknown| pieces.get(unknown).copied());
        match kind {
            "WordPiece" => {
                let marker = text("continuing_subword_prefix").unwrap_or("##").to_owned();
                Ok(Self::WordPiece { pieces, unknown, marker })
            }
            "BPE" => {
                let suffix = text("end_of_word_suffix").unwrap_or_default().to_owned();
                Ok(Self::Bpe { pieces, ranks: ranks(json)?, suffix })
            }
            "WordLevel" => Ok(Self::WordLevel { pieces, unknown }),
            other => Err(format!("its model is of the kind “{other}”; WordPiece, Unigram, BPE and WordLevel are read")),
        }
    }

    fn unigram(json: &Value) -> Result<Self, String> {
        let list = json.get("vocab").and_then(Value::as_array).ok_or("its model has no list “vocab”")?;
        let mut pieces = HashMap::with_capacity(list.len());
        let mut longest = 0;
        for (number, entry) in (0_u32..).zip(list) {
            let piece = entry.get(0).and_then(Value::as_str);
            let score = entry.get(1).and_then(Value::as_f64).filter(|score| score.is_finite());
            let (Some(piece), Some(score)) = (piece, score) else {
                return Err(format!("entry {number} of “vocab” is not a piece and its score"));
            };
            longest = longest.max(piece.chars().count());
            pieces.entry(piece.to_owned()).or_insert((number, score));
        }
        let unknown = json.get("unk_id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        Ok(Self::Unigram { pieces, unknown, longest })
    }

    /// The highest number that a piece has.
    pub(super) fn highest_id(&self) -> Option<u32> {
        match self {
            Self::WordPiece { pieces, .. } | Self::Bpe { pieces, .. } | Self::WordLevel { pieces, .. } => {
                pieces.values().max().copied()
            }
            Self::Unigram { pieces, .. } => pieces.values().map(|(id, _)| *id).max(),
        }
    }

    /// The known pieces of `word`, in order.
    pub(super) fn pieces(&self, word: &str) -> Vec<u32> {
        match self {
            Self::WordPiece { pieces, unknown, marker } => {
                let found = longest_first(word, pieces, marker);
                found.into_iter().filter(|id| Some(*id) != *unknown).collect()
            }
            Self::Unigram { pieces, unknown, longest } => {
                let found = likeliest(word, pieces, *longest);
                found.into_iter().filter(|id| Some(*id) != *unknown).collect()
            }
            Self::Bpe { pieces, ranks, suffix } => {
                joined(word, ranks, suffix).iter().filter_map(|piece| pieces.get(piece).copied()).collect()
            }
            Self::WordLevel { pieces, unknown } => {
                pieces.get(word).copied().filter(|id| Some(*id) != *unknown).into_iter().collect()
            }
        }
    }
}

fn vocabulary(json: &Value) -> Result<HashMap<String, u32>, String> {
    let table = json.get("vocab").and_then(Value::as_object).ok_or("its model has no table “vocab”")?;
    let number = |(piece, id): (&String, &Value)| {
        let id = id.as_u64().and_then(|id| u32::try_from(id).ok());
        id.map(|id| (piece.clone(), id)).ok_or_else(|| format!("“{piece}” has no number in “vocab”"))
    };
    table.iter().map(number).collect()
}

fn ranks(json: &Value) -> Result<HashMap<(String, String), usize>, String> {
    let list = json.get("merges").and_then(Value::as_array).ok_or("its model has no list “merges”")?;
    let mut ranks = HashMap::with_capacity(list.len());
    for (rank, entry) in list.iter().enumerate() {
        let pair = entry.as_str().and_then(|pair| pair.split_once(' '));
        let pair = pair.or_else(|| Some((entry.get(0)?.as_str()?, entry.get(1)?.as_str()?)));
        let (left, right) = pair.ok_or_else(|| format!("entry {rank} of “merges” is not two pieces"))?;
        ranks.entry((left.to_owned(), right.to_owned())).or_insert(rank);
    }
    Ok(ranks)
}

/// WordPiece: a word that does not come out even has no pieces.
fn longest_first(word: &str, pieces: &HashMap<String, u32>, marker: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let piece = ends.filter_map(|end| rest.split_at_checked(end)).find_map(|(piece, behind)| {
            let id = if found.is_empty() { pieces.get(piece) } else { pieces.get(&format!("{marker}{piece}")) };
            id.map(|&id| (id, behind))
        });
        let Some((id, behind)) = piece else { return Vec::new() };
        found.push(id);
        rest = behind;
    }
    found
}

/// Unigram: the best path by dynamic programming; a character that no piece covers is passed over at a
/// high price.
fn likeliest(word: &str, pieces: &HashMap<String, (u32, f64)>, longest: usize) -> Vec<u32> {
    const UNKNOWN: f64 = -100.0;
    let borders: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    // For each border the score of the best way to it, the border before, and the piece between.
    let mut best: Vec<(f64, usize, Option<u32>)> = vec![(0.0, 0, None)];
    for (end, &to) in borders.iter().enumerate().skip(1) {
        let mut found = (best.get(end - 1).map_or(0.0, |way| way.0) + UNKNOWN, end - 1, None);
        for start in end.saturating_sub(longest)..end {
            let (Some(&from), Some(before)) = (borders.get(start), best.get(start)) else { continue };
            let Some(&(id, score)) = word.get(from..to).and_then(|piece| pieces.get(piece)) else { continue };
            if before.0 + score > found.0 {
                found = (before.0 + score, start, Some(id));
            }
        }
        best.push(found);
    }
    let mut at = borders.len() - 1;
    let mut ids = Vec::new();
    while at > 0 {
        let Some(&(_, before, id)) = best.get(at) else { break };
        ids.extend(id);
        at = before;
    }
    ids.reverse();
    ids
}

/// BPE: the pieces that are left when no more neighbours can be joined.
fn joined(word: &str, ranks: &HashMap<(String, String), usize>, suffix: &str) -> Vec<String> {
    let mut pieces: Vec<String> = word.chars().map(String::from).collect();
    if let Some(last) = pieces.last_mut() {
        last.push_str(suffix);
    }
    loop {
        let rank = |pair: &[String]| match pair {
            [left, right] => ranks.get(&(left.clone(), right.clone())).copied(),
            _ => None,
        };
        let first = pieces.windows(2).enumerate().filter_map(|(at, pair)| Some((rank(pair)?, at))).min();
        let Some((_, at)) = first else { return pieces };
        let right = pieces.remove(at + 1);
        if let Some(left) = pieces.get_mut(at) {
            left.push_str(&right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_cuts_as_its_library_does() {
        let wordpiece = json!({"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "vocab": {"[UNK]": 0, "ship": 1, "##ment": 2, "##s": 3}});
        let unigram = json!({"type": "Unigram", "unk_id": 0,
            "vocab": [["<unk>", 0.0], ["▁", -3.0], ["▁ship", -4.0], ["ment", -5.0], ["m", -9.0], ["s", -3.5]]});
        let bpe = json!({"type": "BPE", "vocab": {"s": 0, "h": 1, "i": 2, "p": 3, "sh": 4, "ip": 5, "ship": 6},
            "merges": ["s h", ["i", "p"], "sh ip"]});
        for (model, word, pieces) in [
            (&wordpiece, "shipments", vec![1, 2, 3]),
            (&wordpiece, "shipx", vec![]),
            (&unigram, "▁shipments", vec![2, 3, 5]),
            (&unigram, "▁xs", vec![1, 5]),
            (&bpe, "ships", vec![6, 0]),
            (&bpe, "hip", vec![1, 5]),
        ] {
            assert_eq!(Model::from_json(model).unwrap().pieces(word), pieces, "{word}");
        }
    }

    #[test]
    fn a_broken_model_is_explained() {
        for (model, what) in [
            (json!({"type": "Quantum", "vocab": {}}), "of the kind “Quantum”"),
            (json!({"type": "WordPiece"}), "no table “vocab”"),
            (json!({"type": "Unigram", "vocab": [["a"]]}), "entry 0 of “vocab”"),
            (json!({"type": "BPE", "vocab": {"a": -1}, "merges": []}), "“a” has no number"),
            (json!({"type": "BPE", "vocab": {}, "merges": ["ab"]}), "entry 0 of “merges”"),
        ] {
            let error = Model::from_json(&model).unwrap_err();
            assert!(error.contains(what), "{error}");
        }
    }
}
