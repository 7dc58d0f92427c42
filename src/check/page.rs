//! The page of a rule: prose, and examples that are run as tests.
//!
//! A page is Markdown. Under the headings `## Bad` and `## Good` stand indented examples, one
//! language a line; consecutive pairs make one example of several segments, a blank line begins
//! the next one:
//!
//! ```text
//! ## Bad
//!
//!     source: انضم 228 فصيلا.
//!     target: A total of 282 factions joined.
//! ```
//!
//! Invisible characters are written as `\u{200B}`. `languages: en fr` before a pair says what it is in
//! when that is not Arabic and English; `fixed:` behind it is the target after the fixes that the rule
//! offers. `confidence: 0.2` before a pair makes it a bead the aligner is not sure of, `origin: imported` a
//! unit of a bilingual file; under `## Glossary`
//! stands the glossary that the examples are checked against, a term a line:
//! `source = preferred | admitted ! forbidden`, after `title: ` when it is a
//! title, `keep: ` when it is not translated, `exact: ` or `smart: ` when its letter case matters;
//! listed forms stand in brackets behind the source.

/// A page taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Examples in which the rule must find something.
    pub bad: Vec<Vec<Pair>>,
    /// Examples in which it must find nothing.
    pub good: Vec<Vec<Pair>>,
    /// Lines of the example glossary.
    pub glossary: Vec<String>,
}

/// One segment of an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// Source text.
    pub source: String,
    /// Target text; empty when the segment has no translation.
    pub target: String,
    /// Confidence of the bead, if the example states one.
    pub confidence: Option<f64>,
    /// Whether it is a unit of a bilingual file.
    pub imported: bool,
    /// The target after the fixes, if the example states it.
    pub fixed: Option<String>,
    /// Tags of the languages of source and target, if the example states them.
    pub languages: Option<(String, String)>,
}

impl Page {
    /// Take a page apart; prose is passed over.
    pub fn parse(text: &str) -> Self {
        let mut page = Self::default();
        let mut section = "";
        let mut open = false;
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                section = heading;
                open = false;
                continue;
            }
            let Some(content) = line.strip_prefix("    ") else {
                open &= !line.trim().is_empty();
                continue;
            };
            match section {
                "Bad" => add_line(&mut page.bad, content, &mut open),
                "Good" => add_line(&mut page.good, content, &mut open),
                "Glossary" => page.glossary.push(content.to_owned()),
                _ => {}
            }
        }
        page
    }
}

fn add_line(examples: &mut Vec<Vec<Pair>>, content: &str, open: &mut bool) {
    if !*open {
        examples.push(Vec::new());
        *open = true;
    }
    let Some(pairs) = examples.last_mut() else { return };
    let (key, value) = content.split_once(':').unwrap_or((content, ""));
    let value = unescaped(value.trim());
    // What stands before a pair begins it.
    let fresh = pairs.last().is_none_or(|pair| !pair.source.is_empty() || !pair.target.is_empty());
    if matches!(key, "origin" | "confidence" | "languages" | "source") && fresh {
        pairs.push(Pair::default());
    }
    let Some(pair) = pairs.last_mut() else { return };
    match key {
        "origin" => (pair.imported, pair.confidence) = (value == "imported", Some(1.0)),
        "confidence" => pair.confidence = value.parse().ok(),
        "languages" => {
            pair.languages = value.split_once(' ').map(|(source, target)| (source.to_owned(), target.to_owned()));
        }
        "source" => pair.source = value,
        "target" => pair.target = value,
        "fixed" => pair.fixed = Some(value),
        _ => {}
    }
}

/// `text` with `\u{200B}` as the character.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let character = after.split_once('}').and_then(|(code, behind)| {
            let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            Some((character, behind))
        });
        plain.push_str(before);
        rest = match character {
            Some((character, behind)) => {
                plain.push(character);
                behind
            }
            None => {
                plain.push_str("\\u{");
                after
            }
        };
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bead, Bitext, Half};
    use crate::check::{Selection, rules::RULES, run};
    use crate::document::{Document, Segment, SegmentId};
    use crate::finding::Finding;
    use crate::glossary::{CasePolicy, Concept, Glossary, Kind, Status, Term};
    use crate::language::Language;
    use crate::text::Span;

    fn half(tag: &str, texts: impl Iterator<Item = String>) -> (Half, Vec<Vec<SegmentId>>) {
        let mut document = Document::default();
        let mut ids = Vec::new();
        for text in texts {
            let id = SegmentId(u32::try_from(document.segments.len()).unwrap());
            ids.push(if text.is_empty() { Vec::new() } else { vec![id] });
            if text.is_empty() {
                continue;
            }
            let span = Span::new(0, text.len()).offset(document.text.len());
            document.text += &format!("{text}\n");
            let paragraph = id.0;
            document.segments.push(Segment {
                id,
                span,
                paragraph,
                kind: crate::document::Kind::Body,
                place: crate::document::Place::default(),
            });
        }
        (Half { document, language: Language::from_tag(tag).unwrap() }, ids)
    }

    fn bitext(example: &[Pair]) -> Bitext {
        let stated = example.iter().find_map(|pair| pair.languages.clone());
        let (from, to) = stated.unwrap_or_else(|| ("ar".to_owned(), "en".to_owned()));
        let (source, source_ids) = half(&from, example.iter().map(|pair| pair.source.clone()));
        let (target, target_ids) = half(&to, example.iter().map(|pair| pair.target.clone()));
        let beads = example.iter().zip(source_ids).zip(target_ids).map(|((pair, source), target)| Bead {
            source,
            target,
            confidence: pair.confidence.unwrap_or(1.0),
            origin: if pair.imported { crate::bitext::Origin::Imported } else { crate::bitext::Origin::Computed },
            ..Bead::default()
        });
        Bitext::new(source, target, beads.collect())
    }

    fn glossary(lines: &[String]) -> Glossary {
        let term = |text: &str, status| Term { text: text.trim().to_owned(), status, ..Term::default() };
        let concept = |line: &String| {
            let (mark, line) = line.split_once(": ").unwrap_or(("", line));
            let kind = match mark {
                "title" => Kind::Title,
                "keep" => Kind::DoNotTranslate,
                _ => Kind::Term,
            };
            let (source, targets) = line.split_once('=').unwrap();
            let (source, forms) = source.split_once('(').unwrap_or((source, ""));
            let forms = forms.trim_end().trim_end_matches(')').split('|').map(|form| form.trim().to_owned());
            let (allowed, forbidden) = targets.split_once('!').unwrap_or((targets, ""));
            let mut terms: Vec<Term> = allowed.split('|').map(|text| term(text, Status::Admitted)).collect();
            terms[0].status = Status::Preferred;
            terms.retain(|term| !term.text.is_empty());
            terms.extend((!forbidden.is_empty()).then(|| term(forbidden, Status::Forbidden)));
            for term in &mut terms {
                term.case = match mark {
                    "exact" => CasePolicy::Exact,
                    "smart" => CasePolicy::Smart,
                    _ => CasePolicy::Any,
                };
            }
            let forms = forms.filter(|form| !form.is_empty()).collect();
            Concept {
                id: source.trim().to_owned(),
                kind,
                source: vec![Term { forms, ..term(source, Status::Preferred) }],
                target: terms,
                ..Concept::default()
            }
        };
        let mut glossary = Glossary::default();
        glossary.add("example", lines.iter().map(concept).collect());
        glossary
    }

    fn found(rule: &str, page: &Page, example: &[Pair]) -> Vec<Finding> {
        let selection = Selection { select: vec![rule.to_owned()], ..Selection::default() };
        run(&bitext(example), Some(&glossary(&page.glossary)), &selection)
    }

    /// The targets after all fixes, a line each.
    fn mended(example: &[Pair], findings: &[Finding]) -> String {
        let mut text = bitext(example).target.document.text;
        let mut edits: Vec<_> = findings.iter().filter_map(|f| f.fix.clone()).flat_map(|fix| fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in edits {
            text.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        text
    }

    fn expected(example: &[Pair]) -> String {
        let lines = example.iter().map(|pair| pair.fixed.as_ref().unwrap_or(&pair.target));
        lines.filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn every_page_has_examples_and_they_hold() {
        let mut failures = Vec::new();
        for rule in RULES {
            let page = Page::parse(rule.page);
            assert!(
                rule.page.starts_with(&format!("# {}\n", rule.name)),
                "{}: the title is the rule's name",
                rule.name
            );
            assert!(page.bad.len() >= 3 && page.good.len() >= 3, "{}: three bad and three good examples", rule.name);
            for example in &page.bad {
                let found = found(rule.name, &page, example);
                if found.is_empty() {
                    failures.push(format!("{} finds nothing in {example:#?}", rule.name));
                } else if example.iter().any(|pair| pair.fixed.is_some())
                    && mended(example, &found) != expected(example)
                {
                    failures.push(format!("{} mends to {:?}: {example:#?}", rule.name, mended(example, &found)));
                }
            }
            for example in &page.good {
                let found = found(rule.name, &page, example);
                if !found.is_empty() {
                    failures.push(format!("{} cries wolf: {found:#?} on {example:#?}", rule.name));
                }
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
