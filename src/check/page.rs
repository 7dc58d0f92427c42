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
//! `confidence: 0.2` before a pair makes it a bead the aligner is not sure of, `origin: imported` a
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
    let value = value
        .trim()
        .replace("\\u{202E}", "\u{202E}")
        .replace("\\u{2067}", "\u{2067}")
        .replace("\\u{2069}", "\u{2069}")
        .replace("\\u{200F}", "\u{200F}");
    match key {
        "origin" => pairs.push(Pair { imported: value == "imported", confidence: Some(1.0), ..Pair::default() }),
        "confidence" => pairs.push(Pair { confidence: value.parse().ok(), ..Pair::default() }),
        "source" => match pairs.last_mut().filter(|pair| pair.source.is_empty() && pair.confidence.is_some()) {
            Some(pair) => pair.source = value,
            None => pairs.push(Pair { source: value, ..Pair::default() }),
        },
        "target" => {
            if let Some(pair) = pairs.last_mut() {
                pair.target = value;
            }
        }
        _ => {}
    }
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
        let (source, source_ids) = half("ar", example.iter().map(|pair| pair.source.clone()));
        let (target, target_ids) = half("en", example.iter().map(|pair| pair.target.clone()));
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

    #[test]
    fn every_page_has_examples_and_they_hold() {
        for rule in RULES {
            let page = Page::parse(rule.page);
            assert!(
                rule.page.starts_with(&format!("# {}\n", rule.name)),
                "{}: the title is the rule's name",
                rule.name
            );
            assert!(page.bad.len() >= 3 && page.good.len() >= 3, "{}: three bad and three good examples", rule.name);
            for example in &page.bad {
                assert!(!found(rule.name, &page, example).is_empty(), "{} finds nothing in {example:#?}", rule.name);
            }
            for example in &page.good {
                assert_eq!(found(rule.name, &page, example), [], "{} cries wolf on {example:#?}", rule.name);
            }
        }
    }
}
