//! What a reviewer would otherwise have to look for by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tarjuman::check::{Page, rules::RULES};
use tarjuman::glossary::{Glossary, claimed_forms, lint};
use tarjuman::language::Language;
use tarjuman::text::{bidi, fold};

/// Every text file of the project, build products left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !["target", ".git", "corpus", "artifacts"].contains(&name.as_str()) {
                found.extend(files(&path));
            }
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_stray_bidi_controls_in_the_sources() {
    // The sample of a stray control, and its gold file, hold one on purpose.
    let allowed = ["samples/press-conference/draft.en.txt", "samples/press-conference/gold.tsv"];
    let mut faults = Vec::new();
    for path in files(Path::new(".")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.to_str().unwrap().trim_start_matches("./").to_owned();
        if let Some(at) = text.find(bidi::is_control).filter(|_| !allowed.contains(&name.as_str())) {
            faults.push(format!("{name}: byte {at}; write it as \\u{{…}}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_file_has_its_page_and_stands_in_the_list() {
    let folder = Path::new("src/check/rules");
    let names = |extension: &str| -> BTreeSet<String> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let named = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
        named
            .map(|path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-"))
            .filter(|name| name != "mod")
            .collect()
    };
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names("rs"), listed);
    assert_eq!(names("md"), listed);
    assert_eq!(listed.len(), RULES.len(), "a rule is listed twice");
    for rule in RULES {
        assert!(!Page::parse(rule.page).bad.is_empty());
        for heading in ["## Bad", "## Good", "## How to fix", "## How to turn it off"] {
            assert!(rule.page.contains(heading), "{}: no {heading}", rule.name);
        }
    }
}

#[test]
fn lexicon_lines_have_two_columns_and_no_headword_twice_in_a_file() {
    for path in files(Path::new("src/align/lexicons")) {
        let text = fs::read_to_string(&path).unwrap();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (line, content) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let columns: Vec<&str> = content.split('\t').collect();
            let place = format!("{}:{}", path.display(), line + 1);
            assert_eq!(columns.len(), 2, "{place}");
            assert!(
                columns.iter().all(|column| column.split('|').all(|part| !part.is_empty() && part == part.trim())),
                "{place}"
            );
            let headword = columns[0].split('|').next().unwrap();
            assert!(fold(headword).contains(char::is_alphabetic), "{place}");
            assert_eq!(seen.insert(headword, line + 1), None, "{place}: {headword} stands in the file twice");
        }
    }
}

fn glossary_of(paths: &[PathBuf]) -> Glossary {
    let mut glossary = Glossary::default();
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        let parsed = tarjuman::format::glossary_csv::read(&text, &Default::default());
        assert_eq!(parsed.problems, [], "{}", path.display());
        glossary.add(path.to_str().unwrap(), parsed.value.into_concepts(None, None).concepts);
    }
    glossary
}

#[test]
fn the_glossaries_pass_their_own_lint() {
    let mut paths = files(Path::new("glossaries"));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    let glossary = glossary_of(&paths);
    assert_eq!(lint(&glossary), []);
    assert_eq!(claimed_forms(&glossary, &Language::from_tag("ar").unwrap()), []);
    assert!(glossary.concepts.len() >= 150, "{} concepts", glossary.concepts.len());
    for path in files(Path::new("samples")).into_iter().filter(|path| path.ends_with("glossary.csv")) {
        assert_eq!(lint(&glossary_of(std::slice::from_ref(&path))), [], "{}", path.display());
    }
}

#[test]
fn the_documents_name_what_exists() {
    let architecture = fs::read_to_string("ARCHITECTURE.md").unwrap();
    for module in [
        "text", "language", "document", "glossary", "finding", "bitext", "segment", "align", "check", "format",
        "report", "project", "cli",
    ] {
        assert!(
            architecture.contains(&format!("`{module}`")) || architecture.contains(&format!("{module}/")),
            "ARCHITECTURE.md says nothing about {module}"
        );
    }
    let mut missing = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(document).unwrap();
        for path in text.split('`').skip(1).step_by(2).filter(|code| code.contains('/') && !code.contains(' ')) {
            let plain = path.trim_end_matches('/');
            let is_path = ["src/", "tests/", "samples/", "glossaries/", "benches/", "fuzz/", ".ci/"]
                .iter()
                .any(|start| path.starts_with(start));
            if is_path && !plain.contains(['*', 'N', '{', '<']) && !Path::new(plain).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
