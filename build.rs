//! Lists the language profiles and the built-in glossaries, so that a new language or glossary is
//! one new file and no edited one.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files of its own")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    list("src/language/profiles", &["toml"], "PROFILES", "profiles.rs", Path::file_stem)?;
    list("glossaries", &["csv", "toml"], "GLOSSARIES", "glossaries.rs", Path::file_name)
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
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known)));
    files.sort();
    let mut list = format!("static {array}: [(&str, &str); {}] = [\n", files.len());
    for path in &files {
        let name = name_of(path).and_then(OsStr::to_str).ok_or_else(|| io::Error::other("a file name is not UTF-8"))?;
        writeln!(list, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join(output), list)
}
