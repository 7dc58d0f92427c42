//! One `tarjuman.toml`: each value with its place, so that every problem has a line and a column.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Error, Limits, Reason, did_you_mean, io};
use crate::check::own::{Kind, Pattern, Sided};
use crate::check::{self, Level, OwnRule};
use crate::finding::{FailOn, Severity};
use crate::language::{Language, Side};
use crate::text::{LineIndex, Problem, Span};

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) root: bool,
    pub(super) source: Option<Language>,
    pub(super) target: Option<Language>,
    /// As written, with their places.
    pub(super) glossaries: Option<Vec<(String, Span)>>,
    pub(super) fail_on: Option<FailOn>,
    /// Not yet known to be rules: a file further up may have them.
    pub(super) levels: Vec<(String, Span, Level)>,
    pub(super) own: Vec<OwnRule>,
}

/// Read the file `path`.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<File, Error> {
    let text = io::read_text(path, limits, None)?.text;
    let mut file = File { path: path.to_path_buf(), ..File::default() };
    let mut reader = Reader { text: &text, lines: LineIndex::new(&text), limits, path, problems: Vec::new() };
    reader.file(&mut file);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span);
    match Error::all(path, &text, &problems) {
        Some(error) => Err(error),
        None => Ok(File { text, ..file }),
    }
}

/// The glossaries that the globs of `file` name, in the order of the globs, each once.
pub(super) fn resolve(file: &File, globs: &[(String, Span)]) -> Result<Vec<PathBuf>, Error> {
    let mut found: Vec<PathBuf> = Vec::new();
    for (written, span) in globs {
        let fail = |what: String, remedy: &str| Error::at(&file.path, &file.text, &Problem::new(*span, what, remedy));
        let before = found.len();
        if written.starts_with("builtin:") {
            found.push(written.into());
            continue;
        }
        let Some(folder) = file.path.parent().unwrap_or(Path::new("")).to_str() else {
            let what = "the name of the folder of this file is not Unicode, so globs cannot be resolved in it";
            return Err(Error::of(&file.path, Reason::new(what, "rename the folder, or name the glossaries with -g")));
        };
        let pattern = Path::new(&glob::Pattern::escape(folder)).join(written);
        let paths = glob::glob(&pattern.to_string_lossy())
            .map_err(|error| fail(format!("this is no glob: {}", error.msg), "write a file name with *, ** or ?"))?;
        for path in paths {
            let path = path.map_err(|error| {
                fail(format!("{} cannot be looked into: {}", error.path().display(), error.error()), "allow it")
            })?;
            if !found.contains(&path) {
                found.push(path);
            }
        }
        let none = found.len() == before && !found.iter().any(|path| glob_matches(&pattern, path));
        if none {
            let what = format!("no file matches '{}'", written.escape_debug());
            return Err(fail(what, "correct it; it is relative to the folder of this file"));
        }
    }
    Ok(found)
}

/// Whether an earlier glob found `path`, which this one finds too.
fn glob_matches(pattern: &Path, path: &Path) -> bool {
    pattern.to_str().and_then(|pattern| glob::Pattern::new(pattern).ok()).is_some_and(|glob| glob.matches_path(path))
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

const KEYS: [&str; 7] = ["root", "source", "target", "glossaries", "fail-on", "rules", "own-rules"];
const OWN_KEYS: [&str; 7] = ["name", "message", "severity", "forbid", "require", "substitute", "same-count"];
const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

struct Reader<'t> {
    text: &'t str,
    lines: LineIndex,
    limits: &'t Limits,
    path: &'t Path,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Span, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push(Problem::new(span, what, remedy));
    }

    fn file(&mut self, file: &mut File) {
        let text = self.text;
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
                let what = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
                return self.problem(span, what, "strings stand in quotes; see toml.io for the rules");
            }
        };
        for (key, value) in in_order(table.get_ref()) {
            match key.get_ref().as_ref() {
                "root" => file.root = self.flag(value),
                "source" => file.source = self.language(value),
                "target" => file.target = self.language(value),
                "glossaries" => file.glossaries = self.globs(value),
                "fail-on" => file.fail_on = self.fail_on(value),
                "rules" => file.levels = self.levels(value),
                "own-rules" => file.own = self.own_rules(value),
                _ => self.unknown_key(key, &KEYS),
            }
        }
    }

    fn levels(&mut self, value: &Value<'_>) -> Vec<(String, Span, Level)> {
        let Some(table) = self.table(value, "write rules below a line [rules], as in: double-space = \"off\"") else {
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (key, value) in in_order(table) {
            let written = self.string(value);
            let severity = SEVERITIES.iter().find(|(name, _)| Some(*name) == written.as_deref());
            let level = match (written.as_deref(), severity) {
                (None, _) => continue,
                (Some("off"), _) => Level::Off,
                (_, Some(&(_, severity))) => Level::On(severity),
                (Some(other), None) => {
                    self.no_choice(value, other, &["error", "warning", "info", "off"]);
                    continue;
                }
            };
            levels.push((key.get_ref().to_string(), span(key), level));
        }
        levels
    }

    fn fail_on(&mut self, value: &Value<'_>) -> Option<FailOn> {
        let written = self.string(value)?;
        if written == "never" {
            return Some(FailOn(None));
        }
        let known = SEVERITIES.iter().find(|(name, _)| *name == written);
        if known.is_none() {
            self.no_choice(value, &written, &["error", "warning", "info", "never"]);
        }
        known.map(|&(_, severity)| FailOn(Some(severity)))
    }

    fn own_rules(&mut self, value: &Value<'_>) -> Vec<OwnRule> {
        const REMEDY: &str = "begin each own rule with a line [[own-rules]]";
        let Some(rules) = value.get_ref().as_array() else {
            self.problem(span(value), "'own-rules' is not a list of rules", REMEDY);
            return Vec::new();
        };
        let mut read: Vec<OwnRule> = Vec::new();
        for rule in rules {
            let Some(table) = self.table(rule, REMEDY) else { continue };
            let Some(own) = self.own_rule(table, span(rule)) else { continue };
            let name = table.get("name").map_or(span(rule), span);
            if check::rule(&own.name).is_some() {
                self.problem(name, format!("'{}' is a rule of the program", own.name), "give it another name");
            } else if read.iter().any(|earlier| earlier.name == own.name) {
                self.problem(name, format!("there is another own rule '{}'", own.name), "give it another name");
            } else {
                read.push(own);
            }
        }
        read
    }

    fn own_rule(&mut self, table: &DeTable<'_>, place: Span) -> Option<OwnRule> {
        let (mut name, mut message, mut severity, mut kinds) = (None, None, Some(Severity::Warning), Vec::new());
        let before = self.problems.len();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "name" => name = self.rule_name(value),
                "message" => message = self.string(value),
                "severity" => severity = self.severity(value),
                "forbid" => kinds.push(self.sided(value, Side::Target).map(Kind::Forbid)),
                "require" => kinds.push(self.require(value)),
                "substitute" => kinds.push(self.substitute(value)),
                "same-count" => kinds.push(self.same_count(value)),
                _ => self.unknown_key(key, &OWN_KEYS),
            }
        }
        if self.problems.len() > before {
            return None;
        }
        let lacking = [("name", name.is_none()), ("message", message.is_none())];
        for (key, _) in lacking.iter().filter(|(_, lacking)| *lacking) {
            self.problem(place, format!("this own rule has no '{key}'"), format!("write one: {key} = \"…\""));
        }
        if kinds.len() != 1 {
            let what = format!("this own rule demands {} things", kinds.len());
            self.problem(place, what, "write one of forbid, require, substitute and same-count");
        }
        let line = self.lines.position(self.text, place.start).line;
        let place = format!("{}:{line}", self.path.display());
        match (name, message, severity, kinds.pop().flatten()) {
            (Some(name), Some(message), Some(severity), Some(kind)) if kinds.is_empty() => {
                Some(OwnRule { name, severity, message, kind, place })
            }
            _ => None,
        }
    }

    fn rule_name(&mut self, value: &Value<'_>) -> Option<String> {
        let name = self.string(value)?;
        let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !good {
            let what = "the name of a rule is made of letters, digits and hyphens";
            self.problem(span(value), what, "write it as in: name = \"no-regime\"");
        }
        good.then_some(name)
    }

    fn severity(&mut self, value: &Value<'_>) -> Option<Severity> {
        let written = self.string(value)?;
        let known = SEVERITIES.iter().find(|(name, _)| *name == written);
        if known.is_none() {
            self.no_choice(value, &written, &SEVERITIES.map(|(name, _)| name));
        }
        known.map(|&(_, severity)| severity)
    }

    fn require(&mut self, value: &Value<'_>) -> Option<Kind> {
        const REMEDY: &str = "write it as in: require = { when = { text = \"المبعوث\" }, then = { text = \"envoy\" } }";
        let table = self.table(value, REMEDY)?;
        self.known_keys(table, &["when", "then"])?;
        let (Some(when), Some(then)) = (table.get("when"), table.get("then")) else {
            self.problem(span(value), "'require' has 'when' and 'then'", REMEDY);
            return None;
        };
        let when = self.sided(when, Side::Source)?;
        let other = if when.side == Side::Source { Side::Target } else { Side::Source };
        let then = self.sided(then, other)?;
        Some(Kind::Require { when, then })
    }

    fn substitute(&mut self, value: &Value<'_>) -> Option<Kind> {
        const REMEDY: &str = "write it as in: substitute = { text = \"regime\", with = \"government\" }";
        let table = self.table(value, REMEDY)?;
        self.known_keys(table, &["side", "text", "regex", "with", "safe"])?;
        let Some(with) = table.get("with") else {
            self.problem(span(value), "'substitute' says with 'with' what to write", REMEDY);
            return None;
        };
        let with = self.string(with);
        let safe = table.get("safe").is_some_and(|safe| self.flag(safe));
        let side = self.side(table, Side::Target);
        let pattern = self.pattern(table, span(value))?;
        Some(Kind::Substitute { what: Sided { side, pattern }, with: with?, safe })
    }

    fn same_count(&mut self, value: &Value<'_>) -> Option<Kind> {
        const REMEDY: &str = "write one pattern for both sides, or source = { … } and target = { … }";
        let table = self.table(value, REMEDY)?;
        self.known_keys(table, &["text", "regex", "source", "target"])?;
        match (table.get("source"), table.get("target")) {
            (None, None) => {
                let pattern = self.pattern(table, span(value))?;
                Some(Kind::SameCount { source: pattern.clone(), target: pattern })
            }
            (Some(source), Some(target)) if table.len() == 2 => {
                let mut side = |value: &Value<'_>| {
                    let table = self.table(value, REMEDY)?;
                    self.known_keys(table, &["text", "regex"])?;
                    self.pattern(table, span(value))
                };
                let (source, target) = (side(source), side(target));
                Some(Kind::SameCount { source: source?, target: target? })
            }
            _ => {
                self.problem(span(value), "'same-count' does not say what to count on each side", REMEDY);
                None
            }
        }
    }

    /// A pattern that may say its side; `usual` when it does not.
    fn sided(&mut self, value: &Value<'_>, usual: Side) -> Option<Sided> {
        let table = self.table(value, "write it as in: { side = \"target\", text = \"regime\" }")?;
        self.known_keys(table, &["side", "text", "regex"])?;
        let side = self.side(table, usual);
        Some(Sided { side, pattern: self.pattern(table, span(value))? })
    }

    fn side(&mut self, table: &DeTable<'_>, usual: Side) -> Side {
        let Some(value) = table.get("side") else { return usual };
        match self.string(value).as_deref() {
            Some("source") => Side::Source,
            Some("target") => Side::Target,
            Some(other) => {
                self.no_choice(value, other, &["source", "target"]);
                usual
            }
            None => usual,
        }
    }

    fn pattern(&mut self, table: &DeTable<'_>, place: Span) -> Option<Pattern> {
        let (value, remedy, pattern) = match (table.get("text"), table.get("regex")) {
            (Some(text), None) => (text, "write the words to look for", Pattern::text(&self.string(text)?)),
            (None, Some(regex)) => {
                let remedy = "correct it; docs.rs/regex has the syntax, and --max-regex-size the limit";
                (regex, remedy, Pattern::regex(&self.string(regex)?, self.limits.regex_size))
            }
            (text, _) => {
                let what =
                    if text.is_some() { "both 'text' and 'regex' stand here" } else { "nothing to look for here" };
                self.problem(place, what, "write either text = \"…\" or regex = '…'");
                return None;
            }
        };
        pattern.map_err(|what| self.problem(span(value), what, remedy)).ok()
    }

    fn language(&mut self, value: &Value<'_>) -> Option<Language> {
        let tag = self.string(value)?;
        Language::from_tag(&tag).map_err(|what| self.problem(span(value), what, "write a tag such as ar or en-GB")).ok()
    }

    fn globs(&mut self, value: &Value<'_>) -> Option<Vec<(String, Span)>> {
        let Some(globs) = value.get_ref().as_array() else {
            let remedy = "write them in brackets: glossaries = [\"glossaries/*.csv\"]";
            self.problem(span(value), "'glossaries' is not a list of files", remedy);
            return None;
        };
        Some(globs.iter().filter_map(|glob| Some((self.string(glob)?, span(glob)))).collect())
    }

    fn string(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => {
                let what = format!("a text is expected here, and this is {}", other.type_str());
                self.problem(span(value), what, "put it between quotes");
                None
            }
        }
    }

    fn flag(&mut self, value: &Value<'_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.problem(span(value), "true or false is expected here", "write it without quotes");
            false
        })
    }

    fn table<'v, 'i>(&mut self, value: &'v Value<'i>, remedy: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let what = format!("a table is expected here, and this is {}", value.get_ref().type_str());
            self.problem(span(value), what, remedy);
        }
        table
    }

    /// `None`, and a problem for each, when there are other keys than the known ones.
    fn known_keys(&mut self, table: &DeTable<'_>, known: &[&str]) -> Option<()> {
        let before = self.problems.len();
        for (key, _) in in_order(table).into_iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            self.unknown_key(key, known);
        }
        (self.problems.len() == before).then_some(())
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let name = key.get_ref();
        let remedy = did_you_mean(name, known.iter().copied()).map_or_else(
            || format!("the keys here are: {}", known.join(", ")),
            |near| format!("did you mean '{near}'?"),
        );
        self.problem(span(key), format!("there is no key '{}'", name.escape_debug()), remedy);
    }

    fn no_choice(&mut self, value: &Value<'_>, written: &str, choices: &[&str]) {
        let what = format!("'{}' is none of: {}", written.escape_debug(), choices.join(", "));
        let remedy = did_you_mean(written, choices.iter().copied())
            .map_or_else(|| "write one of them".to_owned(), |near| format!("did you mean '{near}'?"));
        self.problem(span(value), what, remedy);
    }
}

fn span<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

/// Keys and values in the order of the file.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
