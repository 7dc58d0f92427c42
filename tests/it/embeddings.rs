//! Word vectors that the user brings: what they decide, and what is said of a broken model.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tarjuman::language::{Language, Side};
use tarjuman::project::Limits;
use tarjuman::project::embeddings::Embeddings;
use tarjuman::project::pipeline::{self, Settings};

/// Words of two languages that share no letter sequence, in pairs of one meaning.
const WORDS: [(&str, &str); 16] = [
    ("bodlu", "winter"),
    ("karsin", "harvest"),
    ("teplo", "village"),
    ("murdak", "teacher"),
    ("sivana", "bridge"),
    ("doruk", "summit"),
    ("feltis", "garden"),
    ("gomra", "silver"),
    ("hestun", "letter"),
    ("jakvil", "candle"),
    ("lombre", "shadow"),
    ("nistak", "window"),
    ("ortega", "mirror"),
    ("pulmis", "thunder"),
    ("rankol", "feather"),
    ("zindov", "orchard"),
];

/// A tensor of the header, and its bytes.
type Tensor = (&'static str, &'static str, Vec<usize>, Vec<u8>);

fn tensor_f32(name: &'static str, shape: &[usize], values: &[f32]) -> Tensor {
    (name, "F32", shape.to_vec(), values.iter().flat_map(|value| value.to_le_bytes()).collect())
}

fn safetensors(tensors: &[Tensor]) -> Vec<u8> {
    let mut header = serde_json::Map::new();
    let mut data = Vec::new();
    for (name, dtype, shape, bytes) in tensors {
        let offsets = [data.len(), data.len() + bytes.len()];
        header.insert((*name).to_owned(), json!({"dtype": dtype, "shape": shape, "data_offsets": offsets}));
        data.extend_from_slice(bytes);
    }
    with_header(&Value::Object(header).to_string(), &data)
}

fn with_header(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

/// Words of one meaning have nearly the same direction, all others stand across.
fn values() -> Vec<f32> {
    let row = |meaning: usize, tilt: f32| {
        let mut row = vec![0.0; WORDS.len() + 1];
        row[meaning] = 1.0;
        row[WORDS.len()] = tilt;
        row
    };
    (0..WORDS.len()).flat_map(|meaning| [row(meaning, 0.1), row(meaning, -0.1)].concat()).collect()
}

fn tokenizer() -> Value {
    let words = WORDS.iter().flat_map(|(a, b)| [*a, *b]).zip(0..);
    let vocab: serde_json::Map<String, Value> = words.map(|(word, id)| (word.to_owned(), json!(id))).collect();
    json!({
        "normalizer": {"type": "BertNormalizer", "lowercase": true},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": vocab},
    })
}

fn write_model(folder: &Path, table: &[u8]) {
    fs::write(
        folder.join("config.json"),
        json!({"model_type": "model2vec", "hidden_dim": WORDS.len() + 1}).to_string(),
    )
    .unwrap();
    fs::write(folder.join("tokenizer.json"), tokenizer().to_string()).unwrap();
    fs::write(folder.join("model.safetensors"), table).unwrap();
}

fn table_of(values: &[f32]) -> Vec<u8> {
    safetensors(&[tensor_f32("embeddings", &[2 * WORDS.len(), WORDS.len() + 1], values)])
}

/// Sentences of four words each; the second has no translation, and no length says so.
fn documents(folder: &Path) {
    let line = |from: usize, side: fn(&(&'static str, &'static str)) -> &'static str| {
        let words: Vec<&str> = WORDS[from..from + 4].iter().map(side).collect();
        words.join(" ") + "\n"
    };
    let source: String = [0, 4, 8, 12].map(|from| line(from, |pair| pair.0)).concat();
    let target: String = [0, 8, 12].map(|from| line(from, |pair| pair.1)).concat();
    fs::write(folder.join("source.txt"), source).unwrap();
    fs::write(folder.join("target.txt"), target).unwrap();
}

fn beads(folder: &Path, embeddings: bool) -> Vec<(Vec<u32>, Vec<u32>)> {
    let settings = Settings {
        source: Some(Language::from_tag("x-one").unwrap()),
        target: Some(Language::from_tag("x-two").unwrap()),
        embeddings: embeddings.then(|| folder.to_path_buf()),
        segmented: true,
        ..Settings::default()
    };
    let (source, target) = (folder.join("source.txt"), folder.join("target.txt"));
    let checked = pipeline::align(&source, &target, &settings, &mut Vec::new()).unwrap();
    let ids = |bead: &tarjuman::bitext::Bead, side| bead.side(side).iter().map(|id| id.0).collect();
    checked.bitext.beads().iter().map(|bead| (ids(bead, Side::Source), ids(bead, Side::Target))).collect()
}

#[test]
fn close_vectors_decide_what_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    write_model(folder.path(), &table_of(&values()));
    documents(folder.path());
    let right = [(vec![0], vec![0]), (vec![1], vec![]), (vec![2], vec![1]), (vec![3], vec![2])];
    assert_ne!(beads(folder.path(), false), right, "without vectors nothing can tell");
    assert_eq!(beads(folder.path(), true), right);
}

#[test]
fn vectors_may_be_shared_weighted_and_stored_in_half() {
    let folder = tempfile::tempdir().unwrap();
    documents(folder.path());
    let width = WORDS.len() + 1;
    let bfloat: Vec<u8> = values().iter().flat_map(|value| ((value.to_bits() >> 16) as u16).to_le_bytes()).collect();
    // 1.0 and the small tilts as IEEE half precision.
    let half = |value: &f32| -> u16 {
        [(1.0, 0x3C00), (0.1, 0x2E66), (-0.1, 0xAE66)]
            .iter()
            .find(|(known, _)| known == value)
            .map_or(0, |(_, bits)| *bits)
    };
    let half: Vec<u8> = values().iter().flat_map(|value| half(value).to_le_bytes()).collect();
    // One row a meaning: both words point to it.
    let rows: Vec<f32> = values().chunks(width).step_by(2).flatten().copied().collect();
    let mapping: Vec<u8> = (0..2 * WORDS.len()).flat_map(|token| ((token / 2) as i32).to_le_bytes()).collect();
    let weights: Vec<f32> = (0..2 * WORDS.len()).map(|token| 0.1 + token as f32).collect();
    let tokens = 2 * WORDS.len();
    let expected = [(vec![0], vec![0]), (vec![1], vec![]), (vec![2], vec![1]), (vec![3], vec![2])];
    for table in [
        safetensors(&[("embeddings", "BF16", vec![tokens, width], bfloat)]),
        safetensors(&[("embeddings", "F16", vec![tokens, width], half)]),
        safetensors(&[
            tensor_f32("embeddings", &[WORDS.len(), width], &rows),
            ("mapping", "I32", vec![tokens], mapping),
            tensor_f32("weights", &[tokens], &weights),
        ]),
    ] {
        write_model(folder.path(), &table);
        assert_eq!(beads(folder.path(), true), expected);
    }
}

#[test]
fn a_broken_model_is_named_and_explained() {
    let good = table_of(&values());
    let header = |text: &str| with_header(text, &[0; 64]);
    let lonely_nan: Vec<f32> = std::iter::once(f32::NAN).chain(values().into_iter().skip(1)).collect();
    let (tokens, width) = (2 * WORDS.len(), WORDS.len() + 1);
    for (table, what) in [
        (Vec::new(), "too few for a safetensors file"),
        (good[..good.len() - 1].to_vec(), "“embeddings” should stand in bytes"),
        (good[..40].to_vec(), "cut off: a header of"),
        (vec![0xFF; 64], "a header of 18446744073709551615 bytes"),
        (header("{"), "its header is not JSON"),
        (
            header(r#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#),
            "no tensor “embeddings” in this file, only: x",
        ),
        (header(r#"{"embeddings":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#), "has the shape [4]"),
        (
            header(r#"{"embeddings":{"dtype":"F32","shape":[2,2],"data_offsets":[16,0]}}"#),
            "should stand in bytes 16 to 0",
        ),
        (header(r#"{"embeddings":{"dtype":"F32","shape":[3,3],"data_offsets":[0,16]}}"#), "asks for others"),
        (
            header(r#"{"embeddings":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#),
            "asks for others",
        ),
        (header(r#"{"embeddings":{"dtype":"I64","shape":[1,2],"data_offsets":[0,16]}}"#), "expected F32, F16 or BF16"),
        (header(r#"{"embeddings":{"dtype":"F32","shape":[2],"data_offsets":"x"}}"#), "describes “embeddings” wrongly"),
        (safetensors(&[tensor_f32("embeddings", &[2, width], &values()[..2 * width])]), "vectors for 2 tokens"),
        (safetensors(&[tensor_f32("embeddings", &[tokens * width, 1], &values())]), "config.json says 17"),
        (
            safetensors(&[tensor_f32("embeddings", &[tokens, width], &values()), tensor_f32("weights", &[1], &[1.0])]),
            "1 weights for 32 tokens",
        ),
        (
            safetensors(&[
                tensor_f32("embeddings", &[tokens, width], &values()),
                ("mapping", "I32", vec![1], 99_i32.to_le_bytes().to_vec()),
            ]),
            "“mapping” points outside",
        ),
        (table_of(&lonely_nan), "not a finite number"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path(), &table);
        documents(folder.path());
        let settings =
            Settings { embeddings: Some(folder.path().to_path_buf()), segmented: true, ..Settings::default() };
        let (source, target) = (folder.path().join("source.txt"), folder.path().join("target.txt"));
        let error = pipeline::align(&source, &target, &settings, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains(what) && error.contains("model.safetensors: "), "{what}\n{error}");
    }
}

#[test]
fn a_folder_without_its_files_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = |path: &Path| Embeddings::open(path, &Limits::default()).unwrap_err().to_string();
    assert!(
        error(&folder.path().join("nowhere"))
            .contains("nowhere: this folder does not exist; give the folder of a model2vec")
    );
    write_model(folder.path(), &table_of(&values()));
    assert!(error(&folder.path().join("config.json")).contains("this is a file, not a folder"));
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        let content = fs::read(folder.path().join(name)).unwrap();
        fs::remove_file(folder.path().join(name)).unwrap();
        assert!(error(folder.path()).contains(&format!("there is no {name} in this folder")));
        fs::write(folder.path().join(name), "{").unwrap();
        assert!(error(folder.path()).contains(&format!("{name}: ")), "{}", error(folder.path()));
        fs::write(folder.path().join(name), content).unwrap();
    }
    assert!(Embeddings::open(folder.path(), &Limits::default()).is_ok());
    assert!(Embeddings::open(folder.path(), &Limits { file_size: 100, ..Limits::default() }).is_err());
}
