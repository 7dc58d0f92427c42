//! What must be true of any input whatsoever, each said once: the property tests ask it of texts
//! that look like texts, the fuzz targets of anything.
#![allow(unreachable_pub, reason = "the fuzz targets, another crate, use this file too")]

use serde_json::Value;

use tarjuman::align::{self, align};
use tarjuman::bitext::{Bitext, Half};
use tarjuman::check::{self, Selection};
use tarjuman::document::SegmentId;
use tarjuman::finding::Finding;
use tarjuman::format::{
    BILINGUAL, BilingualFormat, Export, GLOSSARIES, GlossaryOptions, ReadOptions, glossary_csv, xml,
};
use tarjuman::glossary::{Entry, Glossary, Matcher, Termbase, lint};
use tarjuman::language::{Language, Side, numbers::numbers};
use tarjuman::project::decode;
use tarjuman::report::text::{Bidi, TextOptions};
use tarjuman::report::{self, Report, Reported};
use tarjuman::segment::segment;
use tarjuman::text::{Folded, LineIndex, Problem, Span, fold, numerals::numerals};

pub fn language(tag: &str) -> Language {
    Language::from_tag(tag).unwrap()
}

/// A span lies inside its text, on character boundaries.
#[track_caller]
fn fits(span: Span, text: &str) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} does not fit a text of {} bytes", text.len());
}

#[track_caller]
fn problems_fit(problems: &[Problem], text: &str) {
    for problem in problems {
        fits(problem.span, text);
        assert!(!problem.what.is_empty() && !problem.remedy.is_empty());
    }
}

/// Bytes become a text without NUL, or a reason; UTF-8 becomes itself.
pub fn decoding(bytes: &[u8], forced: Option<&str>) {
    let forced = forced.map(|label| decode::encoding_named(label).unwrap());
    let Ok(decoded) = decode::decode(bytes.to_vec(), forced) else { return };
    assert!(!decoded.text.contains('\0') && !decoded.text.trim().is_empty());
    assert!(!decoded.guessed || decoded.note.is_some(), "a guess is always said");
    if decoded.encoding == "UTF-8" {
        let content = if decoded.bom { &bytes[3..] } else { bytes };
        assert_eq!(decoded.text.as_bytes(), content);
    }
}

/// Events come in the order of the file, every start has its end, a problem is the last thing said.
pub fn xml_events(text: &str) {
    let (mut open, mut at) = (0_usize, 0);
    for event in xml::Reader::new(text) {
        let event = match event {
            Ok(event) => event,
            Err(problem) => return problems_fit(&[problem], text),
        };
        fits(event.span, text);
        assert!(event.span.start >= at, "{event:?} begins before byte {at}");
        at = event.span.end;
        match event.node {
            xml::Node::Start(element) => {
                element.attributes.iter().for_each(|attribute| fits(attribute.span, text));
                open += 1;
            }
            xml::Node::End => open = open.checked_sub(1).expect("an end has its start"),
            xml::Node::Text(piece) => assert!(piece.chars().all(xml::is_allowed), "{piece:?}"),
            xml::Node::Other => {}
        }
    }
    assert_eq!(open, 0, "every element is closed");
}

/// What a reader understood without a problem, every writer can write down.
pub fn reading(format: &BilingualFormat, text: &str) {
    let options = ReadOptions { source: Some(language("ar")), target: Some(language("en")) };
    (format.recognises)(text);
    let parsed = (format.read)(text, &options);
    problems_fit(&parsed.problems, text);
    parsed.value.iter().for_each(writing);
}

/// What is written in any format reads back without a problem, unit by unit.
pub fn writing(bitext: &Bitext) {
    for format in BILINGUAL {
        let written = (format.write)(&Export { bitext, findings: &[], original: "a.txt" });
        let options =
            ReadOptions { source: Some(bitext.source.language.clone()), target: Some(bitext.target.language.clone()) };
        let back = (format.read)(&written, &options);
        let kept: Vec<[String; 2]> =
            texts(bitext).into_iter().map(|pair| pair.map(|text| kept(format.name, &text))).collect();
        let is_kept = |pair: &&[String; 2]| match format.name {
            // A translation memory holds no half of a pair.
            "tmx" => pair.iter().all(|text| !text.is_empty()),
            _ => pair.iter().any(|text| !text.is_empty()),
        };
        let kept: Vec<&[String; 2]> = kept.iter().filter(is_kept).collect();
        let found: Vec<[String; 2]> = back.value.iter().flat_map(texts).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), kept, "{}: {written}", format.name);
        assert!(back.problems.is_empty() || kept.is_empty(), "{}: {:?}: {written}", format.name, back.problems);
    }
}

fn texts(bitext: &Bitext) -> Vec<[String; 2]> {
    let text = |bead, side| bitext.text(bead, side).to_owned();
    bitext.beads().iter().map(|bead| [text(bead, Side::Source), text(bead, Side::Target)]).collect()
}

/// What a format can keep of a text: a table has no NUL, and TSV no quoting.
fn kept(format: &str, text: &str) -> String {
    match format {
        "tsv" => text.replace(['\t', '\n', '\r', '\0'], " ").trim().to_owned(),
        "csv" => text.replace('\0', " ").trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// What was read from any file is written in every format as one reads it, without a problem.
fn rewritten(base: &Termbase) {
    let first = base.languages().into_iter().next();
    let has = |entry: &Entry, is_first: bool| {
        entry.sections.iter().any(|section| (Some(&section.language) == first) == is_first && !section.terms.is_empty())
    };
    let is_complete = |entry: &Entry| has(entry, true) && has(entry, false);
    if base.entries.is_empty() || !base.entries.iter().all(is_complete) {
        return;
    }
    for format in GLOSSARIES {
        let text = (format.write)(base);
        let back = (format.read)(&text, &GlossaryOptions::default());
        assert!(back.problems.is_empty(), "{}: {:?}\n{text}", format.name, back.problems);
        assert!((format.recognises)(&text), "{}: {text}", format.name);
    }
}

/// Whatever a glossary file says, in each format whose name begins with `family`, can be linted and
/// matched.
pub fn glossary(family: &str, file: &str, text: &str) {
    let mut glossary = Glossary::default();
    for format in GLOSSARIES.iter().filter(|format| format.name.starts_with(family)) {
        let parsed = (format.read)(file, &GlossaryOptions::default());
        problems_fit(&parsed.problems, file);
        rewritten(&parsed.value);
        glossary.add(format.name, parsed.value.into_concepts(None, None).concepts);
    }
    assert!(lint(&glossary).iter().all(|conflict| !conflict.message.is_empty()));
    for (side, tag) in [(Side::Source, "ar"), (Side::Target, "en"), (Side::Source, "und")] {
        let matcher = Matcher::new(&glossary, side, &language(tag));
        let all = matcher.all(text);
        let longest = matcher.occurrences(text);
        for occurrence in &all {
            fits(occurrence.span, text);
            assert!(!occurrence.span.is_empty());
            assert!(glossary.concepts[occurrence.concept].terms(side).get(occurrence.term).is_some());
        }
        assert!(longest.iter().all(|occurrence| all.contains(occurrence)));
        assert_eq!(longest.is_empty(), all.is_empty());
        for pair in longest.windows(2) {
            assert!(pair[0].span == pair[1].span || pair[0].span.end <= pair[1].span.start, "{pair:?}");
        }
    }
}

/// Every visible character is in exactly one segment; ids, order and places are right.
pub fn segments(text: &str, language: &Language) -> Half {
    let document = segment(text.to_owned(), language);
    assert_eq!(document.text, text, "the text never changes");
    let index = LineIndex::new(text);
    let mut end = 0;
    for (number, segment) in (0..).zip(&document.segments) {
        assert_eq!(segment.id, SegmentId(number));
        fits(segment.span, text);
        let inside = segment.span.text(text);
        assert!(!inside.is_empty() && inside.trim() == inside, "{inside:?}");
        assert!(segment.span.start >= end && text[end..segment.span.start].trim().is_empty(), "a gap at byte {end}");
        let place = index.position(text, segment.span.start);
        assert_eq!((segment.place.line, segment.place.column), (place.line, place.column));
        end = segment.span.end;
    }
    assert!(text[end..].trim().is_empty(), "text is lost at the end");
    Half { document, language: language.clone() }
}

/// Every segment is in exactly one bead, and a bead's segments rise and stand near each other: what
/// lies in a gap between them is a bead of its own.
pub fn beads(source: Half, target: Half) -> Bitext {
    let beads = align(&source, &target, &align::Options::default());
    for (side, half) in [(Side::Source, &source), (Side::Target, &target)] {
        let mut ids: Vec<u32> = beads.iter().flat_map(|bead| bead.side(side)).map(|id| id.0).collect();
        ids.sort_unstable();
        assert!(ids.into_iter().eq((0..).take(half.document.segments.len())), "a segment is lost or doubled");
    }
    for bead in &beads {
        assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
        for ids in [&bead.source, &bead.target] {
            assert!(ids.windows(2).all(|pair| pair[0] < pair[1] && pair[1].0 - pair[0].0 <= 8), "{bead:?}");
        }
    }
    Bitext::new(source, target, beads)
}

/// Numbers stand in the text, in order, and do not overlap.
pub fn number_spans(text: &str) {
    let in_digits = numerals(text).into_iter().map(|numeral| (numeral.span, numeral.readings));
    let in_order = |found: Vec<(Span, Vec<_>)>| {
        let mut end = 0;
        for (span, readings) in found {
            fits(span, text);
            assert!(!span.is_empty() && !readings.is_empty());
            assert!(span.start >= end, "{span:?} overlaps what ends at {end} in {text:?}");
            end = span.end;
        }
    };
    in_order(in_digits.collect());
    for tag in ["ar", "en", "und"] {
        let found = numbers(text, language(tag).profile()).into_iter();
        in_order(found.map(|number| (number.span, number.readings)).collect());
    }
}

/// The way back from a folded text leads to whole characters, in order, and misses none.
pub fn folding(text: &str) {
    let folded = Folded::new(text);
    assert_eq!(folded.text, fold(text));
    let mut end = 0;
    for (at, c) in folded.text.char_indices() {
        let original = folded.original(Span::new(at, at + c.len_utf8()));
        fits(original, text);
        assert_eq!(original.text(text).chars().count(), 1, "a folded character comes from one character");
        // What lies between two origins folds to nothing; one character may fold to several.
        if original.end != end {
            assert!(original.start >= end && fold(&text[end..original.start]).is_empty());
        }
        end = original.end;
        let (before, after) = (folded.original(Span::new(0, at)), folded.original(Span::new(at, folded.text.len())));
        fits(before, text);
        fits(after, text);
        assert_eq!(before.cover(after), folded.original(Span::new(0, folded.text.len())));
    }
    assert!(fold(&text[end..]).is_empty());
}

/// All rules run; what they mark and mend lies in the texts.
pub fn findings(bitext: &Bitext) -> Vec<Finding> {
    let mut glossary = Glossary::default();
    let file = include_str!("../../samples/press-conference/glossary.csv");
    glossary
        .add("glossary.csv", glossary_csv::read(file, &Default::default()).value.into_concepts(None, None).concepts);
    let found = check::run(bitext, Some(&glossary), &Selection::default());
    let (source, target) = (&bitext.source.document.text, &bitext.target.document.text);
    for finding in &found {
        assert!(finding.bead < bitext.beads().len() && !finding.message.is_empty(), "{finding:?}");
        finding.source.iter().for_each(|span| fits(*span, source));
        finding.target.iter().for_each(|span| fits(*span, target));
        let edits = finding.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default();
        edits.iter().for_each(|edit| fits(edit.span, target));
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{finding:?}");
    }
    found
}

/// Every form of a report can be made; JSON parses, and its three offsets name the same place.
pub fn reports(bitext: &Bitext, findings: &[Finding]) {
    let report = Report::new(&[Reported { file: "a.tsv", target_file: None, bitext, findings }]);
    for (width, bidi, colour) in [(0, Bidi::Isolate, true), (33, Bidi::None, false), (usize::MAX, Bidi::None, false)] {
        let options = TextOptions { colour, bidi, width, reasons: colour };
        report::text::full(&report, &options);
        let concise = report::text::concise(&report, &options);
        assert_eq!(concise.matches('\n').count(), findings.len(), "one line a finding: {concise:?}");
        report::alignment::table(bitext, &options);
    }
    let json: Value = serde_json::from_str(&report::json::json(&report)).unwrap();
    let listed = json["findings"].as_array().unwrap();
    assert_eq!(listed.len(), findings.len());
    listed.iter().for_each(offsets_agree);
    for lines in [report::json::jsonl(&report), report::alignment::jsonl(bitext)] {
        lines.lines().for_each(|line| assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}"));
    }
    serde_json::from_str::<Value>(&report::alignment::json(bitext, &report)).unwrap();
    for lines in [report::alignment::beads(bitext), report::alignment::spans(bitext)] {
        assert_eq!(lines.matches('\n').count(), bitext.beads().len(), "one line a bead: {lines:?}");
    }
}

fn offsets_agree(finding: &Value) {
    let sides = ["source", "target"].map(|side| (&finding[side], finding[side]["text"].as_str()));
    let edits = finding["fix"]["edits"].as_array().into_iter().flatten();
    let edits = edits.map(|edit| (edit, finding["target"]["text"].as_str()));
    for (marked, text) in sides.into_iter().chain(edits) {
        let Some(text) = text else { continue };
        for end in ["start", "end"] {
            let count = |unit: &str| usize::try_from(marked[end][unit].as_u64().unwrap()).unwrap();
            let before = text.get(..count("byte")).expect("an offset on a character boundary");
            assert_eq!(count("char"), before.chars().count());
            assert_eq!(count("utf16"), before.encode_utf16().count());
        }
    }
}
