//! Every sample is aligned and checked as its gold files say.
//!
//! A sample is a folder with `source.ar.txt`, `draft.en.txt`, `glossary.csv`, the right alignment
//! in `gold.tsv` (the texts of each bead) and the findings in `expected.tsv` (rule, marked source,
//! marked target, why).

use std::fs;
use std::path::{Path, PathBuf};

use tarjuman::bitext::Bitext;
use tarjuman::finding::Finding;
use tarjuman::language::Side;
use tarjuman::project::pipeline::{self, Checked, Settings};
use tarjuman::text::Span;

fn samples() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir("samples").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.len() >= 3);
    folders
}

fn run(folder: &Path) -> Checked {
    let settings = Settings { glossaries: vec![folder.join("glossary.csv")], ..Settings::default() };
    let result =
        pipeline::align(&folder.join("source.ar.txt"), &folder.join("draft.en.txt"), &settings, &mut Vec::new());
    result.unwrap_or_else(|error| panic!("{error}"))
}

/// White space does not count: a bead may cover a line break.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn beads_are_those_of_gold() {
    let mut wrong = String::new();
    for folder in samples() {
        let bitext = run(&folder).bitext;
        let gold = fs::read_to_string(folder.join("gold.tsv")).unwrap();
        let expected: Vec<String> =
            gold.lines().map(|line| line.split('\t').map(plain).collect::<Vec<_>>().join("\t")).collect();
        let found: Vec<String> = bitext
            .beads()
            .iter()
            .map(|bead| {
                format!("{}\t{}", plain(bitext.text(bead, Side::Source)), plain(bitext.text(bead, Side::Target)))
            })
            .collect();
        for bead in found.iter().filter(|bead| !expected.contains(bead)) {
            wrong += &format!("{}: not in gold: {bead}\n", folder.display());
        }
        for bead in expected.iter().filter(|bead| !found.contains(bead)) {
            wrong += &format!("{}: not found: {bead}\n", folder.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn marked(bitext: &Bitext, side: Side, span: Option<Span>) -> String {
    let text = &bitext.half(side).document.text;
    span.map_or(String::new(), |span| span.text(text).replace('\u{202E}', "U+202E"))
}

/// A finding as `expected.tsv` writes it.
fn row(bitext: &Bitext, finding: &Finding) -> [String; 3] {
    [
        finding.rule.to_string(),
        plain(&marked(bitext, Side::Source, finding.source)),
        plain(&marked(bitext, Side::Target, finding.target)),
    ]
}

/// An expected row names the rule and the marks that matter; it is met by a finding of the rule
/// with these marks. A whole segment may be marked where the row marks only one side.
fn meets(found: &[String; 3], expected: &[&str]) -> bool {
    let same = |at: usize| expected.get(at).is_none_or(|mark| mark.is_empty() || found[at] == plain(mark));
    same(0) && same(1) && same(2)
}

#[test]
fn findings_are_those_expected() {
    let mut wrong = String::new();
    for folder in samples() {
        let checked = run(&folder);
        let expected = fs::read_to_string(folder.join("expected.tsv")).unwrap();
        let mut found: Vec<[String; 3]> =
            checked.findings.iter().map(|finding| row(&checked.bitext, finding)).collect();
        for line in expected.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            match found.iter().position(|found| meets(found, &columns)) {
                Some(at) => drop(found.remove(at)),
                None => wrong += &format!("{}: not found: {line}\n", folder.display()),
            }
        }
        for found in found {
            wrong += &format!("{}: not expected: {}\n", folder.display(), found.join("\t"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
