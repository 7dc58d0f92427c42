//! The numbers of a model: a safetensors file of which single rows are read.
//!
//! The format (huggingface.co/docs/safetensors): eight bytes with the length of the header, the
//! header as JSON (name → type, shape, place), then the numbers, little-endian.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Deserialize;

use crate::project::error::Action;
use crate::project::{Error, Limits, Reason};

/// The longest header that is read; the headers of word vectors have some hundred bytes.
const MOST_HEADER: u64 = 16 << 20;
/// The widest vector that is believed.
const MOST_WIDTH: usize = 65_536;
const BROKEN: &str = "the file is damaged or incomplete; download the model again";

/// The vectors of all tokens, in a file.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    file: Mutex<File>,
    /// Where the vectors begin.
    start: u64,
    number: Number,
    rows: usize,
    width: usize,
    /// The row of each token, when several share one.
    mapping: Option<Vec<usize>>,
    /// The weight of each token.
    weights: Option<Vec<f32>>,
}

/// How a number is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Number {
    F64,
    F32,
    F16,
    BF16,
    I8,
    I32,
    I64,
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
struct Tensor {
    dtype: Number,
    shape: Vec<usize>,
    data_offsets: (u64, u64),
}

impl Table {
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, Error> {
        let broken = |what: String| Error::of(path, Reason::new(what, BROKEN));
        let failed = |error: &std::io::Error| Error::io(Action::Read, path, error);
        #[allow(clippy::disallowed_methods, reason = "a model is not text, so the gate for texts does not fit")]
        let mut file = File::open(path).map_err(|error| failed(&error))?;
        let size = file.metadata().map_err(|error| failed(&error))?.len();
        if size > limits.file_size {
            return Err(Error::of(path, limits.file_too_large(Some(size))));
        }
        let (header, data) = header(&mut file, size).map_err(&broken)?;
        let tensors = tensors(&header, size - data).map_err(&broken)?;
        let vectors = tensors.get("embeddings").or(tensors.get("embedding.weight")).ok_or_else(|| {
            let names: Vec<&str> = tensors.keys().map(String::as_str).take(5).collect();
            let what = format!("there is no tensor “embeddings” in this file, only: {}", names.join(", "));
            Error::of(path, Reason::new(what, super::LAYOUT))
        })?;
        let &[rows, width] = vectors.shape.as_slice() else {
            let what = format!("the tensor “embeddings” has the shape {:?}; expected tokens × values", vectors.shape);
            return Err(Error::of(path, Reason::new(what, super::LAYOUT)));
        };
        if rows == 0
            || width == 0
            || width > MOST_WIDTH
            || matches!(vectors.dtype, Number::I32 | Number::I64 | Number::Other)
        {
            let what = format!(
                "“embeddings” are {rows} × {width} numbers of the type {:?}; expected F32, F16 or BF16",
                vectors.dtype
            );
            return Err(Error::of(path, Reason::new(what, super::LAYOUT)));
        }
        let start = data + vectors.data_offsets.0;
        let mut numbers = |name: &str| -> Result<Option<Vec<f64>>, Error> {
            let Some(tensor) = tensors.get(name) else { return Ok(None) };
            if tensor.dtype == Number::Other {
                let what = format!("the numbers of “{name}” are of a type that is not read; expected I32, I64 or F32");
                return Err(Error::of(path, Reason::new(what, super::LAYOUT)));
            }
            let bytes = read_at(&mut file, data + tensor.data_offsets.0, tensor.data_offsets.1 - tensor.data_offsets.0);
            let bytes = bytes.map_err(|error| failed(&error))?;
            Ok(Some(bytes.chunks_exact(tensor.dtype.size()).map(|bytes| tensor.dtype.value(bytes)).collect()))
        };
        let mapping = match numbers("mapping")? {
            None => None,
            Some(mapping) if mapping.iter().all(|row| (0.0..rows as f64).contains(row)) => {
                Some(mapping.into_iter().map(|row| row as usize).collect())
            }
            Some(_) => return Err(broken(format!("“mapping” points outside the {rows} rows of “embeddings”"))),
        };
        let weights: Option<Vec<f32>> =
            numbers("weights")?.map(|weights| weights.into_iter().map(|weight| weight as f32).collect());
        let table = Self {
            path: path.to_path_buf(),
            file: Mutex::new(file),
            start,
            number: vectors.dtype,
            rows,
            width,
            mapping,
            weights,
        };
        match &table.weights {
            Some(weights) if weights.len() != table.tokens() => {
                Err(broken(format!("there are {} weights for {} tokens", weights.len(), table.tokens())))
            }
            Some(weights) if !weights.iter().all(|weight| weight.is_finite()) => {
                Err(broken("“weights” holds a value that is not a finite number".to_owned()))
            }
            _ => Ok(table),
        }
    }

    /// The number of values of a vector.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// For how many tokens there are vectors.
    pub(super) fn tokens(&self) -> usize {
        self.mapping.as_ref().map_or(self.rows, Vec::len)
    }

    /// The weighted vectors of `tokens`.
    pub(super) fn read(&self, tokens: &BTreeSet<u32>) -> Result<BTreeMap<u32, Vec<f32>>, Error> {
        let mut found = BTreeMap::new();
        // A thread that failed while reading leaves nothing half done.
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let length = self.width * self.number.size();
        for &token in tokens.iter().filter(|token| (**token as usize) < self.tokens()) {
            let row = self.mapping.as_ref().map_or(Some(token as usize), |rows| rows.get(token as usize).copied());
            let row = row.unwrap_or_default();
            let bytes = read_at(&mut file, self.start + (row * length) as u64, length as u64)
                .map_err(|error| Error::io(Action::Read, &self.path, &error))?;
            let weight = self.weights.as_ref().and_then(|weights| weights.get(token as usize)).copied().unwrap_or(1.0);
            let values = bytes.chunks_exact(self.number.size()).map(|bytes| self.number.value(bytes) as f32 * weight);
            let vector: Vec<f32> = values.collect();
            if !vector.iter().all(|value| value.is_finite()) {
                let what = format!("the vector of token {token} (row {row}) holds a value that is not a finite number");
                return Err(Error::of(&self.path, Reason::new(what, BROKEN)));
            }
            found.insert(token, vector);
        }
        Ok(found)
    }
}

impl Number {
    const fn size(self) -> usize {
        match self {
            Self::F64 | Self::I64 => 8,
            Self::F32 | Self::I32 => 4,
            Self::F16 | Self::BF16 => 2,
            Self::I8 | Self::Other => 1,
        }
    }

    /// The value of as many bytes as [`Self::size`] says.
    fn value(self, bytes: &[u8]) -> f64 {
        let mut buffer = [0; 8];
        buffer.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        let [a, b, c, d, ..] = buffer;
        match self {
            Self::F64 => f64::from_le_bytes(buffer),
            Self::I64 => i64::from_le_bytes(buffer) as f64,
            Self::F32 => f64::from(f32::from_le_bytes([a, b, c, d])),
            Self::I32 => f64::from(i32::from_le_bytes([a, b, c, d])),
            Self::BF16 => f64::from(f32::from_bits(u32::from(u16::from_le_bytes([a, b])) << 16)),
            Self::F16 => half_precision(u16::from_le_bytes([a, b])),
            Self::I8 | Self::Other => f64::from(i8::from_le_bytes([a])),
        }
    }
}

/// The value of a 16-bit floating-point number (IEEE 754 binary16).
fn half_precision(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1F), f64::from(bits & 0x3FF) / 1024.0);
    let size = match exponent {
        0 => fraction * 2.0_f64.powi(-14),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction) * 2.0_f64.powi(exponent - 15),
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// The header and the place where the numbers begin.
fn header(file: &mut File, size: u64) -> Result<(Vec<u8>, u64), String> {
    let unreadable = |error: std::io::Error| format!("it could not be read: {error}");
    if size < 8 {
        return Err(format!("it has {size} bytes, too few for a safetensors file"));
    }
    let mut length = [0; 8];
    file.read_exact(&mut length).map_err(unreadable)?;
    let length = u64::from_le_bytes(length);
    if length > size - 8 || length > MOST_HEADER {
        return Err(format!("this is no safetensors file, or it is cut off: a header of {length} bytes in {size}"));
    }
    Ok((read_at(file, 8, length).map_err(unreadable)?, 8 + length))
}

/// The tensors that the header names, each inside the `available` bytes and as long as its shape asks.
fn tensors(header: &[u8], available: u64) -> Result<BTreeMap<String, Tensor>, String> {
    let values: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(header).map_err(|error| format!("its header is not JSON: {error}"))?;
    let mut tensors = BTreeMap::new();
    for (name, value) in values.into_iter().filter(|(name, _)| name != "__metadata__") {
        let tensor: Tensor =
            serde_json::from_value(value).map_err(|error| format!("its header describes “{name}” wrongly: {error}"))?;
        let count = tensor.shape.iter().try_fold(1_usize, |count, &side| count.checked_mul(side));
        let asked = count.and_then(|count| count.checked_mul(tensor.dtype.size())).map(|bytes| bytes as u64);
        let (start, end) = tensor.data_offsets;
        if start > end || end > available {
            return Err(format!("“{name}” should stand in bytes {start} to {end}, and there are {available}"));
        }
        if tensor.dtype != Number::Other && asked != Some(end - start) {
            return Err(format!(
                "“{name}” has {} bytes, and its shape {:?} asks for others",
                end - start,
                tensor.shape
            ));
        }
        tensors.insert(name, tensor);
    }
    Ok(tensors)
}

fn read_at(file: &mut File, start: u64, length: u64) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    if file.take(length).read_to_end(&mut bytes)? as u64 == length {
        Ok(bytes)
    } else {
        Err(std::io::ErrorKind::UnexpectedEof.into())
    }
}
