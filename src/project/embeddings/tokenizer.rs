//! Cutting a word into the pieces that a model has vectors for, as its `tokenizer.json` says.
//!
//! The four kinds of model of that file are read: WordPiece (Schuster and Nakajima 2012), Unigram
//! (Kudo 2018), BPE (Sennrich et al. 2016, on bytes too) and WordLevel. Of the normalisation it is
//! taken what changes a single word: letter case, accents, compatibility forms. Pieces that are
//! not known are left out.

mod model;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::project::Reason;
use crate::text::scripts::is_han;
use model::Model;

/// Longer words are no words.
const LONGEST: usize = 100;

/// A tokenizer that has been read.
#[derive(Debug)]
pub(super) struct Tokenizer {
    model: Model,
    lower_case: bool,
    strip_accents: bool,
    compatibility: bool,
    /// Whether signs and Chinese characters are cut off the word, as BERT does.
    isolates: bool,
    /// What stands before a word that follows a space.
    prefix: &'static str,
    /// Whether pieces are of bytes, each shown as a character.
    bytes: bool,
}

impl Tokenizer {
    pub(super) fn from_json(json: &Value) -> Result<Self, Reason> {
        let model = json.get("model").ok_or_else(|| wrong("it has no “model”"))?;
        let (normalizer, before) = (json.get("normalizer"), json.get("pre_tokenizer"));
        let parts: Vec<&Value> = parts(normalizer).into_iter().chain(self::parts(before)).collect();
        let has = |kind: &str| parts.iter().any(|part| part.get("type").and_then(Value::as_str) == Some(kind));
        let bert = parts.iter().find(|part| part.get("type").and_then(Value::as_str) == Some("BertNormalizer"));
        let says = |key: &str| bert.and_then(|bert| bert.get(key)).and_then(Value::as_bool);
        let lower_case = has("Lowercase") || says("lowercase") == Some(true);
        let bytes = has("ByteLevel");
        Ok(Self {
            model: Model::from_json(model).map_err(|what| wrong(&what))?,
            lower_case,
            // Without a word on accents BERT takes them off when it takes off capitals.
            strip_accents: has("StripAccents") || (bert.is_some() && says("strip_accents").unwrap_or(lower_case)),
            compatibility: has("NFKC") || has("NFKD") || has("Precompiled"),
            isolates: has("BertPreTokenizer"),
            prefix: if bytes {
                "Ġ"
            } else if has("Metaspace") || has("Prepend") {
                "▁"
            } else {
                ""
            },
            bytes,
        })
    }

    /// The numbers of the pieces of `word`.
    pub(super) fn pieces(&self, word: &str) -> Vec<u32> {
        if word.chars().nth(LONGEST).is_some() {
            return Vec::new();
        }
        let word = self.normalised(word);
        if !self.isolates {
            return self.model.pieces(&self.shown(&word));
        }
        let alone = |c: char| is_han(c) || !c.is_alphanumeric() && !is_combining_mark(c);
        let mut pieces = Vec::new();
        for part in word.split_inclusive(alone) {
            let sign = part.chars().next_back().filter(|&c| alone(c)).map_or(0, char::len_utf8);
            let (letters, sign) = part.split_at_checked(part.len() - sign).unwrap_or((part, ""));
            for part in [letters, sign].into_iter().filter(|part| !part.is_empty()) {
                pieces.extend(self.model.pieces(part));
            }
        }
        pieces
    }

    /// The highest number that a piece has.
    pub(super) fn highest_id(&self) -> Option<u32> {
        self.model.highest_id()
    }

    fn normalised(&self, word: &str) -> String {
        let mut word = word.to_owned();
        if self.compatibility {
            word = word.nfkc().collect();
        }
        if self.strip_accents {
            word = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
        }
        if self.lower_case { word.to_lowercase() } else { word }
    }

    /// The word as the pieces are written: with its prefix, or byte by byte.
    fn shown(&self, word: &str) -> String {
        match self.bytes {
            true => format!("{}{}", self.prefix, word.bytes().map(shown_byte).collect::<String>()),
            false => format!("{}{word}", self.prefix),
        }
    }
}

/// The steps of a normalizer or pre-tokenizer, those of a sequence one by one.
fn parts(step: Option<&Value>) -> Vec<&Value> {
    let Some(step) = step else { return Vec::new() };
    let inner = step.get("normalizers").or(step.get("pretokenizers")).and_then(Value::as_array);
    match inner {
        // A sequence in a sequence does not occur, and a hostile file must not nest without end.
        Some(steps) => steps.iter().collect(),
        None => vec![step],
    }
}

/// The character that stands for a byte in byte-level pieces: itself when it is visible Latin-1,
/// else one from U+0100 on, in order (as GPT-2 numbers them).
fn shown_byte(byte: u8) -> char {
    let visible = |byte: u8| matches!(byte, 0x21..=0x7E | 0xA1..=0xAC | 0xAE..=0xFF);
    if visible(byte) {
        return char::from(byte);
    }
    let number = (0..byte).filter(|&other| !visible(other)).count();
    u32::try_from(number).ok().and_then(|number| char::from_u32(0x100 + number)).unwrap_or('?')
}

fn wrong(what: &str) -> Reason {
    Reason::new(what, "this must be the tokenizer.json of the model, as the tokenizers library writes it")
}
