//! What every glossary format promises: what is written reads back, nothing lost.

use proptest::prelude::*;

use super::{GLOSSARIES, GlossaryFormat, GlossaryOptions};
use crate::glossary::{
    CasePolicy, Declared, Entry, Extra, Gender, Kind, Matching, PartOfSpeech, Plural, Section, Status, Term, Termbase,
};
use crate::text::{Parsed, Problem};

/// Without the places, which writing changes.
fn placeless(mut base: Termbase) -> Termbase {
    for entry in &mut base.entries {
        entry.line = 0;
        for term in entry.sections.iter_mut().flat_map(|section| &mut section.terms) {
            (term.line, term.column) = (0, 0);
        }
    }
    base
}

fn written_and_read(format: &GlossaryFormat, base: &Termbase) -> (Termbase, Vec<Problem>, String) {
    let text = (format.write)(base);
    let Parsed { value, problems } = (format.read)(&text, &GlossaryOptions::default());
    (placeless(value), problems, text)
}

fn term(text: &str) -> Term {
    Term { text: text.to_owned(), ..Term::default() }
}

fn field(name: &str, value: &str) -> Extra {
    Extra::Field { name: name.to_owned(), value: value.to_owned() }
}

fn sample() -> Termbase {
    let arabic = vec![
        Term {
            forms: vec!["مناطق خفض التصعيد".to_owned(), "a|b".to_owned()],
            pos: Some(PartOfSpeech::Noun),
            gender: Some(Gender::Feminine),
            plural: Some(Plural::Broken),
            human: Some(false),
            ..term("منطقة خفض التصعيد")
        },
        Term { status: Status::Admitted, pos: Some(PartOfSpeech::Noun), ..term("منطقة تهدئة") },
        Term { status: Status::Deprecated, note: "قديم".to_owned(), ..term("منطقة آمنة") },
    ];
    let english = vec![
        Term {
            forms: vec!["zones of de-escalation".to_owned()],
            pos: Some(PartOfSpeech::Noun),
            case: CasePolicy::Smart,
            note: "not \"safe zone\",\nwhich is another thing".to_owned(),
            extras: vec![field("since", "2017"), field("=source", "-x")],
            ..term("de-escalation zone")
        },
        Term { status: Status::Forbidden, note: "general".to_owned(), ..term("zone of calm") },
        Term { status: Status::Superseded, context: "the old zone".to_owned(), ..term("quiet zone") },
        Term { status: Status::Proposed, matching: Matching::Exact, fixed: true, ..term("DEZ") },
    ];
    let section = |tag: &str, terms| Section { terms, ..Section::new(Declared::Tag(tag.to_owned())) };
    let zone = Entry {
        id: "de-escalation-zone".to_owned(),
        domain: "diplomacy & law".to_owned(),
        definition: "Area <in> which fighting stops, \"for now\".".to_owned(),
        note: "A note\tof the concept".to_owned(),
        context: "في مناطق خفض التصعيد".to_owned(),
        sections: vec![
            section("ar", arabic),
            section("en-GB", english),
            section("fr", vec![term("zone de désescalade")]),
        ],
        ..Entry::default()
    };
    let symbol = Entry {
        id: "7 symbols".to_owned(),
        kind: Kind::DoNotTranslate,
        sections: vec![
            section(
                "ar",
                vec![Term { matching: Matching::Regex, case: CasePolicy::Exact, ..term(r"S/RES/\d+|A/\d+") }],
            ),
            section("en-GB", vec![term("S/RES")]),
        ],
        ..Entry::default()
    };
    Termbase { entries: vec![zone, symbol], ..Termbase::default() }
}

#[test]
fn what_is_written_reads_back() {
    for format in GLOSSARIES {
        let (back, problems, text) = written_and_read(format, &sample());
        assert_eq!(problems, [], "{}: {text}", format.name);
        assert_eq!(back, sample(), "{}: {text}", format.name);
        assert!((format.recognises)(&text), "{}", format.name);
    }
}

#[test]
fn writing_what_was_read_gives_the_same_bytes() {
    for format in GLOSSARIES {
        let (back, _, text) = written_and_read(format, &sample());
        assert_eq!((format.write)(&back), text, "{}", format.name);
    }
}

fn text() -> impl Strategy<Value = String> {
    "[a-cبت0-9|\\\\ ,;\"'<&=\n\t.-]{1,12}".prop_map(|text| format!("x{text}y"))
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

prop_compose! {
    fn any_term()(
        text in text(),
        forms in prop::collection::vec(text(), 0..3),
        status in prop::sample::select(vec![
            Status::Preferred, Status::Admitted, Status::Deprecated, Status::Superseded, Status::Forbidden, Status::Proposed,
        ]),
        matching in prop::sample::select(vec![Matching::Inflect, Matching::Exact]),
        case in prop::sample::select(vec![CasePolicy::Any, CasePolicy::Exact, CasePolicy::Smart]),
        fixed in any::<bool>(),
        pos in prop::option::of(prop::sample::select(vec![PartOfSpeech::Noun, PartOfSpeech::ProperNoun, PartOfSpeech::Phrase])),
        gender in prop::option::of(prop::sample::select(vec![Gender::Masculine, Gender::Neuter, Gender::Common])),
        human in prop::option::of(any::<bool>()),
        note in maybe(),
        context in maybe(),
    ) -> Term {
        Term { text, forms, status, matching, case, fixed, pos, gender, human, note, context, ..Term::default() }
    }
}

/// Terms of one language: a table cannot hold two of the same text.
fn terms() -> impl Strategy<Value = Vec<Term>> {
    prop::collection::vec(any_term(), 1..4).prop_map(|terms| {
        let number = |(at, term): (usize, Term)| Term { text: format!("{}{at}", term.text), ..term };
        terms.into_iter().enumerate().map(number).collect()
    })
}

prop_compose! {
    fn any_entry()(
        kind in prop::sample::select(vec![Kind::Term, Kind::Title, Kind::Name]),
        domain in maybe(),
        definition in maybe(),
        note in maybe(),
        source in terms(),
        target in terms(),
    ) -> Entry {
        let section = |tag: &str, terms| Section { terms, ..Section::new(Declared::Tag(tag.to_owned())) };
        let sections = vec![section("ar", source), section("en", target)];
        Entry { kind, domain, definition, note, sections, ..Entry::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_glossary_reads_back(entries in prop::collection::vec(any_entry(), 1..4)) {
        let number = |(at, entry): (usize, Entry)| Entry { id: format!("c{at}"), ..entry };
        let entries = entries.into_iter().enumerate().map(number).collect();
        let base = Termbase { entries, ..Termbase::default() };
        for format in GLOSSARIES {
            let (back, problems, text) = written_and_read(format, &base);
            prop_assert_eq!(problems, vec![], "{}: {}", format.name, text);
            prop_assert_eq!(&back, &base, "{}: {}", format.name, text);
        }
    }

    #[test]
    fn readers_never_panic(text in "[<>/!?&;=\"'\\[\\]\\-:a-fx \n\t,#0-9\u{0}ب|{}]{0,60}") {
        for format in GLOSSARIES {
            (format.read)(&text, &GlossaryOptions::default());
        }
    }
}
