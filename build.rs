//! Lists the language profiles and the built-in glossaries, so that a new language or glossary is
//! one new file and no edited one; and makes tables of the bundled word lists, so that they need no
//! reading when the program starts.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files of its own")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

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
    list("src/language/profiles", &["toml"], "PROFILES", "profiles.rs", Path::file_stem)?;
    list("glossaries", &["csv", "toml"], "GLOSSARIES", "glossaries.rs", Path::file_name)?;
    word_lists("src/align/lexicons/ar-en", "ar-en")
}

/// Write the tables of the word lists in `folder`: the entries, and the words of their renderings.
fn word_lists(folder: &str, name: &str) -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let texts: Vec<String> = files(&folder, &["tsv"])?.iter().map(fs::read_to_string).collect::<io::Result<_>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let entries = table::entries(&texts, text::fold::fold);
    let words = table::words(entries.values().flatten().map(String::as_str), text::fold::fold);
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for (entries, what) in [(entries, "entries"), (words, "words")] {
        let table = table::Table::new(&entries);
        let (text, slots) = table.parts();
        fs::write(Path::new(&out).join(format!("{name}.{what}.tsv")), text)?;
        fs::write(Path::new(&out).join(format!("{name}.{what}.slots")), slots)?;
    }
    Ok(())
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
