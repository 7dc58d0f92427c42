use std::fs;

use super::*;
use crate::finding::Severity;

/// A folder with these files.
#[expect(clippy::disallowed_methods, reason = "tests make the files that they read")]
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn config_of(folder: &tempfile::TempDir, text: &str) -> Result<Config, Error> {
    find(Start::At(&folder.path().join(text)), &Limits::default())
}

/// The errors of a file with this content, without the folder.
fn errors(content: &str) -> String {
    let folder = project(&[(NAME, content)]);
    let root = folder.path().canonicalize().unwrap();
    let error = config_of(&folder, "a.tsv").unwrap_err().to_string();
    error.replace(&format!("{}/", root.display()), "")
}

#[test]
fn the_nearest_file_counts_and_those_above_fill_the_gaps() {
    let folder = project(&[
        (
            NAME,
            "root = true\nsource = \"ar\"\ntarget = \"en\"\n[rules]\ndouble-space = \"off\"\nurl-mismatch = \"info\"\n",
        ),
        ("b/tarjuman.toml", "target = \"en-GB\"\nfail-on = \"never\"\n[rules]\ndouble-space = \"error\"\n"),
        ("b/c/a.tsv", ""),
    ]);
    let config = config_of(&folder, "b/c/a.tsv").unwrap();
    assert_eq!(config.files.len(), 2);
    assert_eq!(config.source.unwrap().tag(), "ar");
    assert_eq!(config.target.unwrap().tag(), "en-GB");
    assert_eq!(config.fail_on, Some(FailOn(None)));
    assert_eq!(config.levels.get("double-space"), Some(&Level::On(Severity::Error)));
    assert_eq!(config.levels.get("url-mismatch"), Some(&Level::On(Severity::Info)));
}

#[test]
fn a_root_stops_the_search() {
    let folder = project(&[(NAME, "source = \"ar\"\n"), ("b/tarjuman.toml", "root = true\n"), ("b/a.tsv", "")]);
    let config = config_of(&folder, "b/a.tsv").unwrap();
    assert_eq!(config.files.len(), 1);
    assert!(config.source.is_none());
}

#[test]
fn a_nearer_own_rule_takes_the_place_of_one_of_the_same_name() {
    let rule = |text| format!("[[own-rules]]\nname = \"mine\"\nmessage = \"{text}\"\nforbid = {{ text = \"x\" }}\n");
    let folder = project(&[
        (NAME, &format!("root = true\n{}", rule("far"))),
        ("b/tarjuman.toml", &rule("near")),
        ("b/c/tarjuman.toml", "[rules]\nmine = \"off\"\n"),
        ("b/c/a.tsv", ""),
    ]);
    let config = config_of(&folder, "b/c/a.tsv").unwrap();
    let messages: Vec<&str> = config.own.iter().map(|rule| rule.message.as_str()).collect();
    assert_eq!(messages, ["near"]);
    assert_eq!(config.levels.get("mine"), Some(&Level::Off), "a file knows the own rules above it");
}

#[test]
fn what_the_command_line_says_comes_first() {
    let folder = project(&[
        (NAME, "root = true\nsource = \"ar\"\nfail-on = \"info\"\nglossaries = [\"*.csv\"]\n"),
        ("g.csv", "x"),
    ]);
    let config = config_of(&folder, "a.tsv").unwrap();
    let told = Settings {
        source: Some(Language::from_tag("fa").unwrap()),
        glossaries: vec!["other.csv".into()],
        fail_on: Some(FailOn(Some(Severity::Error))),
        ..Settings::default()
    };
    let settings = config.complete(told);
    assert_eq!(settings.source.unwrap().tag(), "fa");
    assert_eq!(settings.glossaries, [PathBuf::from("other.csv")]);
    assert_eq!(settings.fail_on, Some(FailOn(Some(Severity::Error))));
    let open = config.complete(Settings::default());
    assert_eq!(open.source.unwrap().tag(), "ar");
    assert!(open.glossaries[0].ends_with("g.csv"));
}

#[test]
fn globs_are_relative_to_the_file_sorted_and_each_file_comes_once() {
    let folder = project(&[
        ("b/tarjuman.toml", "root = true\nglossaries = [\"g/*.csv\", \"g/b.csv\", \"builtin:titles\"]\n"),
        ("b/g/b.csv", "x"),
        ("b/g/a.csv", "x"),
        ("b/c/t.tsv", ""),
    ]);
    let paths = config_of(&folder, "b/c/t.tsv").unwrap().glossaries.unwrap();
    let names: Vec<&str> = paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.csv", "b.csv", "builtin:titles"]);
}

#[test]
fn a_glob_that_matches_nothing_is_an_error_with_its_place() {
    let error = errors("root = true\nglossaries = [\"gone/*.csv\"]\n");
    assert_eq!(
        error,
        "tarjuman.toml:2:15: no file matches 'gone/*.csv'; correct it; it is relative to the folder of this file"
    );
}

#[test]
fn every_mistake_has_line_column_and_a_way_out() {
    for (content, says) in [
        ("sorce = \"ar\"\n", "tarjuman.toml:1:1: there is no key 'sorce'; did you mean 'source'?"),
        (
            "\n[rules]\nduble-space = \"off\"\n",
            "tarjuman.toml:3:1: there is no rule 'duble-space'; did you mean 'double-space'?",
        ),
        (
            "[rules]\ndouble-space = \"of\"\n",
            "tarjuman.toml:2:16: 'of' is none of: error, warning, info, off; did you mean 'off'?",
        ),
        (
            "fail-on = \"errors\"\n",
            "tarjuman.toml:1:11: 'errors' is none of: error, warning, info, never; did you mean 'error'?",
        ),
        ("source = \"a r\"\n", "tarjuman.toml:1:10: "),
        ("source = \n", "tarjuman.toml:1:"),
        ("glossaries = \"a.csv\"\n", "tarjuman.toml:1:14: 'glossaries' is not a list of files"),
    ] {
        let error = errors(content);
        assert!(error.starts_with(says), "{content}: {error}");
    }
}

#[test]
fn every_mistake_of_an_own_rule_has_its_place() {
    for (rule, says) in [
        ("forbid = { regex = '(' }", "4:20: this is no regular expression: unclosed group"),
        ("forbid = { regex = 'x*' }", "4:20: this regular expression matches the empty text"),
        ("forbid = { regex = '(\\w{1000}){1000}' }", "4:20: this regular expression needs more than the limit of"),
        ("forbid = { regx = 'x' }", "4:12: there is no key 'regx'; did you mean 'regex'?"),
        ("forbid = { text = 'x', regex = 'x' }", "4:10: both 'text' and 'regex' stand here"),
        ("forbid = { side = 'left', text = 'x' }", "4:19: 'left' is none of: source, target"),
        ("forbit = { text = 'x' }", "4:1: there is no key 'forbit'; did you mean 'forbid'?"),
        ("severity = 'info'", "1:1: this own rule demands 0 things"),
        ("forbid = { text = 'x' }\nsubstitute = { text = 'x', with = 'y' }", "1:1: this own rule demands 2 things"),
        ("substitute = { text = 'x' }", "4:14: 'substitute' says with 'with' what to write"),
        ("require = { when = { text = 'x' } }", "4:11: 'require' has 'when' and 'then'"),
        ("same-count = { source = { text = 'x' } }", "4:14: 'same-count' does not say what to count on each side"),
    ] {
        let error = errors(&format!("[[own-rules]]\nname = \"mine\"\nmessage = \"m\"\n{rule}\n"));
        assert!(error.starts_with(&format!("tarjuman.toml:{says}")), "{rule}: {error}");
    }
    for (name, says) in [("double-space", "is a rule of the program"), ("a b", "letters, digits and hyphens")] {
        let error = errors(&format!("[[own-rules]]\nname = \"{name}\"\nmessage = \"m\"\nforbid = {{ text = 'x' }}\n"));
        assert!(error.contains("tarjuman.toml:2:8: ") && error.contains(says), "{error}");
    }
}

#[test]
fn the_limit_of_expressions_can_be_raised() {
    let folder = project(&[(
        NAME,
        "root = true\n[[own-rules]]\nname = 'big'\nmessage = 'm'\nforbid = { regex = '\\w{100}' }\n",
    )]);
    let with = |regex_size| find(Start::At(&folder.path().join("a")), &Limits { regex_size, ..Limits::default() });
    assert!(with(1 << 10).unwrap_err().to_string().contains("--max-regex-size"));
    assert!(with(64 << 20).is_ok());
}

#[test]
fn texts_under_one_configuration_share_its_job() {
    let folder = project(&[(NAME, "root = true\n"), ("b/tarjuman.toml", "fail-on = \"never\"\n"), ("c/d/t.tsv", "")]);
    let paths = ["a.tsv", "b/t.tsv", "c/d/t.tsv"].map(|name| folder.path().join(name));
    let jobs = jobs(&paths, None, &Settings::default(), &mut Vec::new()).unwrap();
    assert!(Arc::ptr_eq(&jobs[0], &jobs[2]) && !Arc::ptr_eq(&jobs[0], &jobs[1]));
}
