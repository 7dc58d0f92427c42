//! Static word embeddings that the user brings, in the layout of model2vec: a folder with
//! `config.json`, `tokenizer.json` and `model.safetensors`.
//!
//! The vector of a word is the mean of the vectors of the pieces into which the tokenizer cuts it.
//! Only the rows that a document needs are read, so that a model of a gigabyte costs no memory.
//! The readers are our own: a safetensors file is a JSON header and numbers, and of a tokenizer we
//! need single words cut, not the offsets, templates and training of the crates for it.

mod table;
mod tokenizer;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::Action;
use super::{Error, Limits, Reason};
use crate::align::{WordVectors, words_of};
use crate::bitext::Half;
use table::Table;
use tokenizer::Tokenizer;

/// The largest `config.json` and `tokenizer.json` that are read.
const MOST_JSON: u64 = 512 << 20;

/// An opened model.
#[derive(Debug)]
pub struct Embeddings {
    tokenizer: Tokenizer,
    table: Table,
}

impl Embeddings {
    /// Open the model in `folder`.
    ///
    /// # Errors
    /// When the folder or one of its files is missing, or a file is not what the layout asks for.
    pub fn open(folder: &Path, limits: &Limits) -> Result<Self, Error> {
        if !folder.is_dir() {
            let what = if folder.exists() { "this is a file, not a folder" } else { "this folder does not exist" };
            return Err(Error::of(folder, Reason::new(what, LAYOUT)));
        }
        let config = read_json(&file_in(folder, "config.json")?)?;
        let path = file_in(folder, "tokenizer.json")?;
        let tokenizer = Tokenizer::from_json(&read_json(&path)?).map_err(|reason| Error::of(&path, reason))?;
        let path = file_in(folder, "model.safetensors")?;
        let table = Table::open(&path, limits)?;
        if let Some(width) = config.get("hidden_dim").and_then(Value::as_u64).filter(|&w| w != table.width() as u64) {
            let what = format!("its vectors have {} values, and config.json says {width}", table.width());
            return Err(Error::of(&path, Reason::new(what, "take all files from one model")));
        }
        if tokenizer.highest_id().is_some_and(|highest| highest as usize >= table.tokens()) {
            let what = format!(
                "it has vectors for {} tokens, and tokenizer.json numbers them up to {}",
                table.tokens(),
                tokenizer.highest_id().unwrap_or_default()
            );
            return Err(Error::of(&path, Reason::new(what, "take all files from one model")));
        }
        Ok(Self { tokenizer, table })
    }

    /// The vectors of the words of two documents; words of which no piece is known have none.
    ///
    /// # Errors
    /// When the file cannot be read or holds a value that is no number.
    pub fn vectors(&self, source: &Half, target: &Half) -> Result<WordVectors, Error> {
        let mut words = words_of(source);
        words.append(&mut words_of(target));
        let pieces: BTreeMap<String, Vec<u32>> =
            words.into_iter().map(|(folded, written)| (folded, self.tokenizer.pieces(&written))).collect();
        let needed: BTreeSet<u32> = pieces.values().flatten().copied().collect();
        let rows = self.table.read(&needed)?;
        let mut vectors = WordVectors::new(self.table.width());
        for (folded, pieces) in pieces {
            let mut sum = vec![0.0; self.table.width()];
            for row in pieces.iter().filter_map(|piece| rows.get(piece)) {
                sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            }
            vectors.insert(folded, &sum);
        }
        Ok(vectors)
    }
}

const LAYOUT: &str =
    "give the folder of a model2vec model, with config.json, tokenizer.json and model.safetensors in it";

fn file_in(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let path = folder.join(name);
    match path.is_file() {
        true => Ok(path),
        false => Err(Error::of(folder, Reason::new(format!("there is no {name} in this folder"), LAYOUT))),
    }
}

#[allow(clippy::disallowed_methods, reason = "a model is not text, so the gate for texts does not fit")]
fn read_json(path: &Path) -> Result<Value, Error> {
    let failed = |error: &std::io::Error| Error::io(Action::Read, path, error);
    let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    file.take(MOST_JSON + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > MOST_JSON {
        return Err(Error::of(path, Reason::new("this file has more than 512 MiB", LAYOUT)));
    }
    serde_json::from_slice(&bytes)
        .map_err(|error| Error::of(path, Reason::new(format!("this is not JSON: {error}"), "download the model again")))
}
