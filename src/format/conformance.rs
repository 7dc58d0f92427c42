//! What every bilingual format must keep: the suite walks [`BILINGUAL`].

use proptest::prelude::*;

use super::*;
use crate::bitext::{Bead, Half, Origin};
use crate::document::{Document, Kind, Place, Segment, SegmentId};
use crate::finding::Severity;
use crate::language::Side;
use crate::text::Span;

/// A document of these segments, each on a line of its own.
fn half(tag: &str, texts: &[&str]) -> Half {
    let mut document = Document::default();
    for (text, number) in texts.iter().zip(0..) {
        let start = document.text.len();
        document.text += text;
        let span = Span::new(start, document.text.len());
        document.text += "\n  ";
        let (id, kind, place) = (SegmentId(number), Kind::Body, Place::default());
        document.segments.push(Segment { id, span, kind, paragraph: number, place });
    }
    Half { document, language: Language::from_tag(tag).unwrap() }
}

fn bead(source: &[u32], target: &[u32]) -> Bead {
    let ids = |ids: &[u32]| ids.iter().copied().map(SegmentId).collect();
    Bead { source: ids(source), target: ids(target), confidence: 0.9731, ..Bead::default() }
}

/// Beads of every shape, with characters that some format must escape.
fn sample() -> Bitext {
    let source = half(
        "ar",
        &["قال: «نعم» & <لا>", "الجملة الثانية.", "والثالثة.", "حُذفت.", "=1+2", "ي\u{200F}\u{2067}x\u{2069}", "'@"],
    );
    let target =
        half("en-GB", &["He said \"yes\" & <no>, ]]>", "One sentence.", "Added.", "-1", "a\u{A0}b", "'=x", "moved"]);
    let crossing = Bead { crossing: true, origin: Origin::Confirmed, ..bead(&[6], &[6]) };
    let beads = vec![
        bead(&[0], &[0]),
        bead(&[1, 2], &[1]),
        bead(&[3], &[]),
        bead(&[], &[2]),
        bead(&[4], &[3, 4]),
        bead(&[5], &[5]),
        crossing,
    ];
    Bitext::new(source, target, beads)
}

fn findings(bitext: &Bitext) -> Vec<Finding> {
    let word = |text: &str| {
        let start = bitext.target.document.text.find(text).unwrap();
        Span::new(start, start + text.len())
    };
    vec![
        Finding::new("term-missing", Severity::Error, 0, "say \"aye\" & <not> yes").in_target(word("\"yes\" & <no>")),
        Finding::new("quote-nesting", Severity::Warning, 0, "overlaps").in_target(word("<no>, ]]>")),
        Finding::new("missing-in-target", Severity::Info, 2, "nothing\nhere"),
        Finding::new("bidi-control", Severity::Error, 4, "control \u{1B}").in_target(word("-1\n  a")),
    ]
}

fn write(format: &BilingualFormat, bitext: &Bitext) -> String {
    (format.write)(&Export { bitext, findings: &findings(bitext), original: "a \"b\" & <c>.txt" })
}

/// Source and target of each bead as they must come back.
fn expected(bitext: &Bitext) -> Vec<[String; 2]> {
    let text = |bead: &Bead, side| bitext.text(bead, side).replace("\n  ", " ");
    bitext.beads().iter().map(|bead| [text(bead, Side::Source), text(bead, Side::Target)]).collect()
}

fn read(format: &BilingualFormat, text: &str) -> Bitext {
    let known = ReadOptions { source: Language::from_tag("ar").ok(), target: Language::from_tag("en-GB").ok() };
    let mut parsed = (format.read)(text, &known);
    assert_eq!(parsed.problems, [], "{}: {text}", format.name);
    assert_eq!(parsed.value.len(), 1, "{}", format.name);
    parsed.value.remove(0)
}

#[test]
fn what_is_written_reads_back() {
    let bitext = sample();
    for format in BILINGUAL {
        let back = read(format, &write(format, &bitext));
        let mut expected: Vec<(usize, [String; 2])> = (1..).zip(expected(&bitext)).collect();
        if format.name == "tmx" {
            expected.retain(|(_, texts)| texts.iter().all(|text| !text.is_empty()));
        }
        let found: Vec<(usize, [String; 2])> = back
            .beads()
            .iter()
            .map(|bead| {
                let place = |side: Side| Some(&back.half(side).document.segment(*bead.side(side).first()?)?.place);
                let unit = place(Side::Source).or_else(|| place(Side::Target)).unwrap().unit.parse().unwrap();
                (unit, [back.text(bead, Side::Source).to_owned(), back.text(bead, Side::Target).to_owned()])
            })
            .collect();
        assert_eq!(found, expected, "{}", format.name);
        assert_eq!((back.source.language.tag(), back.target.language.tag()), ("ar", "en-GB"), "{}", format.name);
        assert!(back.beads().iter().all(|bead| bead.origin == Origin::Imported && bead.confidence == 1.0));
    }
}

#[test]
fn nothing_is_written_and_reads_back() {
    let bitext = Bitext::new(half("ar", &[]), half("en", &[]), Vec::new());
    for format in BILINGUAL.iter().filter(|format| format.name != "tmx") {
        assert!(read(format, &write_plain(format, &bitext)).beads().is_empty(), "{}", format.name);
    }
}

#[test]
fn languages_are_in_the_file_itself() {
    let bitext = sample();
    for format in BILINGUAL.iter().filter(|format| !format.name.ends_with("sv")) {
        let parsed = (format.read)(&write(format, &bitext), &ReadOptions::default());
        assert_eq!(parsed.problems, [], "{}", format.name);
        assert_eq!(parsed.value[0].source.language.tag(), "ar", "{}", format.name);
    }
}

#[test]
fn formats_are_found_by_name_and_extension() {
    let bitext = sample();
    for format in BILINGUAL {
        let text = write(format, &bitext);
        assert!((format.recognises)(&text), "{}", format.name);
        assert_eq!(by_name(format.name).unwrap().name, format.name);
        for extension in format.extensions {
            assert_eq!(by_extension(&extension.to_uppercase(), Some(&text)).unwrap().name, format.name);
        }
    }
    assert_eq!(by_extension("xlf", None).unwrap().name, "xliff-1.2");
    assert_eq!(by_extension("xlf", Some("not XML")).unwrap().name, "xliff-1.2");
    assert!(by_extension("docx", None).is_none() && by_name("xliff").is_none());
}

#[test]
fn a_file_that_was_cut_off_is_a_problem() {
    let bitext = Bitext::new(half("ar", &["أب & ج"]), half("en", &["a < b"]), vec![bead(&[0], &[0])]);
    for format in BILINGUAL.iter().filter(|format| !format.name.ends_with("sv")) {
        let text = write_plain(format, &bitext);
        let whole = text.trim_end().len();
        for end in (0..whole).filter(|&end| text.is_char_boundary(end)) {
            let parsed = (format.read)(text.get(..end).unwrap(), &ReadOptions::default());
            assert!(!parsed.problems.is_empty(), "{}: cut at {end} of {whole}", format.name);
        }
    }
}

fn write_plain(format: &BilingualFormat, bitext: &Bitext) -> String {
    (format.write)(&Export { bitext, findings: &[], original: "a.txt" })
}

#[test]
fn states_say_what_was_found() {
    let bitext = sample();
    let v1 = write(&XLIFF_1_2, &bitext);
    assert_eq!(v1.matches("state=\"needs-review-translation\"").count(), 2);
    assert_eq!(v1.matches("<target ").count(), 6);
    let v2 = write(&XLIFF_2_1, &bitext);
    assert_eq!(v2.matches("state=\"initial\" subState=\"tarjuman:finding\"").count(), 2);
    assert_eq!(v2.matches("state=\"initial\">").count(), 1);
    assert!(v2.contains("srcDir=\"rtl\" trgDir=\"ltr\"") && v2.contains("<cp") == v2.contains('\u{1B}'));
    for text in [v1, v2] {
        assert!(!text.contains("final") && !text.contains("approved"));
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(source in any::<String>(), target in "[ -~\u{0}-\u{1F}\u{FFFE}ا-ي]{1,20}") {
        let (source, target) = (source.trim(), target.trim());
        prop_assume!(!source.is_empty() && !target.is_empty());
        let bitext = Bitext::new(half("ar", &[source]), half("en", &[target]), vec![bead(&[0], &[0])]);
        for format in BILINGUAL {
            let back = read(format, &write_plain(format, &bitext));
            let kept = |text: &str| match format.name {
                "tsv" => text.replace(['\t', '\n', '\r', '\0'], " ").trim().to_owned(),
                "csv" => text.replace('\0', " ").trim().to_owned(),
                _ => text.to_owned(),
            };
            for (side, text) in [(Side::Source, kept(source)), (Side::Target, kept(target))] {
                let found = back.half(side).document.segments.first().map_or("", |_| back.half(side).document.segment_text(SegmentId(0)));
                prop_assert_eq!(found, &text, "{}", format.name);
            }
        }
    }

    #[test]
    fn readers_never_panic(text in "[<>/!?&;=\"'\\[\\]\\-:a-fx \n\t,#0-9\u{0}ب]{0,60}") {
        for format in BILINGUAL {
            (format.read)(&text, &ReadOptions::default());
        }
        glossary_csv::read(&text, &GlossaryOptions::default());
    }
}
