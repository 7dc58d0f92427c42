//! The floors of ARCHITECTURE.md, held by a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module and its floor; a module uses only modules of lower floors.
const FLOORS: [(&str, u8); 15] = [
    ("text", 0),
    ("language", 1),
    ("document", 2),
    ("glossary", 2),
    ("finding", 2),
    ("bitext", 3),
    ("segment", 4),
    ("align", 4),
    ("check", 5),
    ("format", 5),
    ("report", 5),
    ("extract", 5),
    ("project", 6),
    ("cli", 7),
    ("main", 8),
];

fn floor(module: &str) -> u8 {
    let known = FLOORS.iter().find(|(name, _)| *name == module);
    known
        .unwrap_or_else(|| {
            panic!(
                "module '{module}' has no floor; put it into the list in tests/it/layers.rs and into ARCHITECTURE.md"
            )
        })
        .1
}

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The top-level module that a source file belongs to.
fn module_of(path: &Path) -> String {
    let inner = path.strip_prefix("src").unwrap();
    let first = inner.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The top-level modules named by `crate::x` paths and by `use crate::{a, b}` lists.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let names: Vec<&str> = list.map_or_else(|| vec![rest], |list| list.split(',').map(str::trim).collect());
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            used.insert(name);
        }
    }
    used
}

#[test]
fn modules_use_only_lower_floors() {
    let mut faults = Vec::new();
    for path in rust_files(Path::new("src")) {
        let module = module_of(&path);
        if module == "lib" {
            continue;
        }
        for used in used_modules(&code(&path)) {
            if used != module && floor(&used) >= floor(&module) {
                faults.push(format!(
                    "{}: floor {} uses '{used}' of floor {}",
                    path.display(),
                    floor(&module),
                    floor(&used)
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_test_sees_an_upward_use() {
    assert_eq!(used_modules("use crate::{check, text::Span};\nlet x = crate::project::io::y();").len(), 3);
    assert!(floor("project") > floor("check"));
}

#[test]
fn below_project_nothing_touches_the_outside() {
    const OUTSIDE: [&str; 6] = ["std::fs", "std::env", "std::time", "std::net", "std::process", "println!"];
    let mut faults = Vec::new();
    for path in rust_files(Path::new("src")) {
        if ["lib", "main"].contains(&module_of(&path).as_str()) || floor(&module_of(&path)) >= floor("project") {
            continue;
        }
        let code = code(&path);
        faults.extend(
            OUTSIDE.iter().filter(|name| code.contains(**name)).map(|name| format!("{}: {name}", path.display())),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_gate_reads_xml_and_only_language_names_languages() {
    for path in rust_files(Path::new("src")) {
        let code = code(&path);
        let module = module_of(&path);
        assert!(module == "format" || !code.contains("quick_xml"), "{} knows XML", path.display());
        let names = code.contains("== \"ar\"") || code.contains("== \"en\"");
        assert!(module == "language" || !names, "{} knows a language by name", path.display());
    }
}
