//! Lists the language profiles and the built-in glossaries, so that a new language or glossary is
//! one new file and no edited one; and makes tables of the bundled word lists and of what languages
//! are recognised by, so that they need no reading when the program starts.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files of its own")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::{Table, Value};

const PROFILES: &str = "src/language/profiles";

/// What the build shares with the library: how words are folded.
#[path = "src/text"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "the library uses the rest")]
mod text {
    pub mod digits;
    pub mod fold;
    pub mod span;
    pub use span::Span;
}

#[path = "src/align/lexicon/table.rs"]
mod table;

fn main() -> io::Result<()> {
    list(PROFILES, &["toml"], "PROFILES", "profiles.rs", Path::file_stem)?;
    recognitions()?;
    list("glossaries", &["csv", "toml"], "GLOSSARIES", "glossaries.rs", Path::file_name)?;
    word_lists("src/align/lexicons/ar-en", "ar-en")
}

/// Write the tables of a pair of languages: the entries of the word lists in `folder`, the words of their renderings,
/// and the terms of one word of the built-in glossaries.
fn word_lists(folder: &str, name: &str) -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let texts: Vec<String> = files(&folder, &["tsv"])?.iter().map(fs::read_to_string).collect::<io::Result<_>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let entries = table::entries(&texts, text::fold::fold);
    let words = table::words(entries.values().flatten().map(String::as_str), text::fold::fold);
    let mut terms = String::new();
    for glossary in files(&Path::new(&root).join("glossaries"), &["csv"])? {
        if glossary.file_stem().and_then(OsStr::to_str).is_some_and(|stem| stem.ends_with(name)) {
            terms.push_str(&words_of_terms(&glossary)?);
        }
    }
    let terms = table::entries(&[&terms], text::fold::fold);
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for (entries, what) in [(entries, "entries"), (words, "words"), (terms, "terms")] {
        let table = table::Table::new(&entries);
        let (text, slots) = table.parts();
        fs::write(Path::new(&out).join(format!("{name}.{what}.tsv")), text)?;
        fs::write(Path::new(&out).join(format!("{name}.{what}.slots")), slots)?;
    }
    Ok(())
}

/// The lines of a word list that the allowed terms of one word make; the words of longer ones say too little alone.
fn words_of_terms(glossary: &Path) -> io::Result<String> {
    let mut rows = csv::Reader::from_path(glossary).map_err(io::Error::other)?;
    let headers = rows.headers().map_err(io::Error::other)?.clone();
    let mut lines = String::new();
    for row in rows.records() {
        let row = row.map_err(io::Error::other)?;
        let cell =
            |name| headers.iter().position(|header| header == name).and_then(|at| row.get(at)).unwrap_or_default();
        if !matches!(cell("status"), "" | "preferred" | "admitted") {
            continue;
        }
        let renderings: Vec<&str> = std::iter::once(cell("target"))
            .chain(cell("target_admitted").split('|'))
            .filter(|text| !text.is_empty())
            .collect();
        let terms = std::iter::once(cell("source")).chain(cell("forms").split('|'));
        for term in terms.filter(|term| !term.is_empty() && !term.contains([' ', '-'])) {
            writeln!(lines, "{}\t{}", without_article(term), renderings.join("|")).map_err(io::Error::other)?;
        }
    }
    Ok(lines)
}

/// Words are looked up without the Arabic article.
fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

/// Write an array of what `src/language/detect.rs` asks of each profile.
fn recognitions() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let files = files(&Path::new(&root).join(PROFILES), &["toml"])?;
    let mut list = format!("static RECOGNITIONS: [Recognition; {}] = [\n", files.len());
    for path in &files {
        let facts: Table = fs::read_to_string(path)?.parse().map_err(io::Error::other)?;
        list.push_str(&recognition(&facts));
    }
    list.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("recognitions.rs"), list)
}

fn recognition(facts: &Table) -> String {
    let text = |key| facts.get(key).and_then(Value::as_str).unwrap_or_default();
    let items = |key| facts.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let words: BTreeSet<String> =
        items("common-words").iter().filter_map(Value::as_str).map(text::fold::fold).collect();
    let letter = |value: &Value| value.as_str()?.chars().next();
    let range = |value: &Value| Some((letter(value.get(0)?)?, letter(value.get(1)?)?));
    let ranges: Vec<(char, char)> = items("letter-ranges").iter().filter_map(range).collect();
    let decide = facts.get("letters-decide").and_then(Value::as_bool).unwrap_or_default();
    format!(
        "    Recognition {{ tag: {:?}, letters: {:?}, letter_ranges: &{ranges:?}, letters_decide: {decide}, \
         telltale: {:?}, common_words: &{:?} }},\n",
        text("tag"),
        text("letters"),
        text("telltale"),
        words.iter().collect::<Vec<_>>(),
    )
}

/// The files in `folder` that have one of `extensions`, by name.
fn files(folder: &Path, extensions: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known)));
    files.sort();
    Ok(files)
}

/// Write an array of the name and the text of each file in `folder` that has one of `extensions`.
fn list(
    folder: &str,
    extensions: &[&str],
    array: &str,
    output: &str,
    name_of: fn(&Path) -> Option<&OsStr>,
) -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = files(&folder, extensions)?;
    let mut list = format!("static {array}: [(&str, &str); {}] = [\n", files.len());
    for path in &files {
        let name = name_of(path).and_then(OsStr::to_str).ok_or_else(|| io::Error::other("a file name is not UTF-8"))?;
        writeln!(list, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join(output), list)
}
