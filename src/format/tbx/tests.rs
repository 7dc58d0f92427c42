use super::*;
use crate::format::GlossaryOptions;
use crate::glossary::{Declared, Entry, Extra, Gender, PartOfSpeech, Status, Termbase};

fn of(text: &str) -> Termbase {
    let parsed = read(text, &GlossaryOptions::default());
    assert_eq!(parsed.problems, [], "{text}");
    parsed.value
}

/// A concept entry with two languages, around `inner` of the second.
fn v2(inner: &str) -> String {
    format!(
        "<?xml version='1.0'?><martif type='TBX' xml:lang='en'><martifHeader><fileDesc><sourceDesc><p>Ours</p>\
         </sourceDesc></fileDesc></martifHeader><text><body><termEntry id='c1'>\
         <langSet xml:lang='ar'><tig><term>محادثات</term></tig></langSet>\
         <langSet xml:lang='en_US'>{inner}</langSet></termEntry></body></text></martif>"
    )
}

fn statuses(entry: &Entry) -> Vec<(String, Status)> {
    entry.sections[1].terms.iter().map(|term| (term.text.clone(), term.status)).collect()
}

#[test]
fn statuses_as_seen_in_use() {
    let tig = |term: &str, kind: &str, status: &str| {
        format!("<tig><term>{term}</term><termNote type='{kind}'>{status}</termNote></tig>")
    };
    let inner = [
        tig("a", "administrativeStatus", "admittedTerm-admn-sts"),
        tig("b", "administrativeStatus", "forbidden"),
        tig("c", "administrativeStatus", "obsolete"),
        tig("d", "normativeAuthorization", "deprecatedTerm"),
        tig("e", "administrativeStatus", "preferred_term-admn-sts"),
        tig("f", "processStatus", "provisionallyProcessed"),
        tig("g", "administrativeStatus", "Translation needed"),
        "<ntig><termGrp><term>h</term><termNote type='partOfSpeech'>proper_noun</termNote></termGrp></ntig>".to_owned(),
    ];
    let base = of(&v2(&inner.concat()));
    let expected = [
        ("a", Status::Admitted),
        ("b", Status::Forbidden),
        ("c", Status::Superseded),
        ("d", Status::Deprecated),
        ("e", Status::Preferred),
        ("f", Status::Proposed),
        ("g", Status::Proposed),
        ("h", Status::Admitted),
    ];
    assert_eq!(statuses(&base.entries[0]), expected.map(|(text, status)| (text.to_owned(), status)));
    assert_eq!(base.entries[0].sections[1].terms[7].pos, Some(PartOfSpeech::ProperNoun));
    assert_eq!(base.entries[0].sections[1].language, Declared::Tag("en-US".to_owned()));
    assert_eq!(base.description, "Ours");
}

#[test]
fn without_a_status_the_first_term_is_preferred() {
    let base = of(&v2("<tig><term>talks</term></tig><tig><term>parley</term></tig>"));
    assert_eq!(
        statuses(&base.entries[0]),
        [("talks".to_owned(), Status::Preferred), ("parley".to_owned(), Status::Admitted)]
    );
}

#[test]
fn what_the_model_has_no_place_for_is_written_back() {
    let inner = "<descripGrp><descrip type='definition' xml:lang='en'>Speaking.</descrip><admin type='source'>A &amp; B</admin></descripGrp>\
        <tig><term>talks</term><termNote type='termType'>fullForm</termNote><termNote type='grammaticalGender'>feminine</termNote>\
        <admin type='customerSubset'>X</admin><descrip type='weird'>w</descrip><note>first</note><note>second</note>\
        <transacGrp><transac type='transactionType'>origination</transac><date>2020-01-02</date></transacGrp></tig>";
    let base = of(&v2(inner));
    let term = &base.entries[0].sections[1].terms[0];
    assert_eq!((term.gender, term.note.as_str(), term.extras.len()), (Some(Gender::Feminine), "first", 5));
    for write in [write_v2, write_dca, write_dct] {
        let text = write(&base);
        let mut back = of(&text);
        let kept = &mut back.entries[0].sections[1];
        assert_eq!(kept.definition, "Speaking.");
        let sort = |extras: &[Extra]| {
            let mut extras: Vec<String> = extras.iter().map(|extra| format!("{extra:?}")).collect();
            extras.sort();
            extras
        };
        assert_eq!(sort(&kept.terms[0].extras), sort(&term.extras), "{text}");
        assert_eq!(kept.extras, base.entries[0].sections[1].extras, "{text}");
        assert!(text.contains("A &amp; B"), "{text}");
    }
    let toml = super::super::glossary_toml::write(&base);
    let back = super::super::glossary_toml::read(&toml, &GlossaryOptions::default());
    assert_eq!(back.problems, [], "{toml}");
    assert_eq!(back.value.entries[0].sections[1].terms[0].extras, term.extras, "{toml}");
    assert!(write_dct(&base).contains("<basic:source>A &amp; B</basic:source>"));
}

#[test]
fn what_cannot_be_understood_is_said_with_its_place() {
    for (text, what) in [
        (v2("<tig><term>a</term><termNote type='administrativeStatus'>maybe</termNote></tig>"), "'maybe' is no status"),
        (v2("<tig><term> </term></tig>"), "there is no term here"),
        (v2("<tig><term>a</term></tig>").replace("xml:lang='ar'", ""), "does not say its language"),
        (v2("<tig><term>a</term></tig>").replace("'ar'", "'a b'"), "not a language tag"),
        (v2("<tig><term>a</term><note>tarjuman:match=regex</note></tig>").replace(">a<", ">a(<"), "unclosed group"),
        (v2("<tig><term>a</tig>"), "</tig> stands where"),
        ("<martif type='TBX' xml:lang='en'><text><body/></text></martif>".to_owned(), "no concept in this file"),
        ("<tmx version='1.4'/>".to_owned(), "not <tbx> or <martif>"),
    ] {
        let parsed = read(&text, &GlossaryOptions::default());
        assert_eq!(parsed.problems.len(), 1, "{text}: {:?}", parsed.problems);
        assert!(parsed.problems[0].what.contains(what), "{what}: {:?}", parsed.problems);
    }
}

#[test]
fn places_are_those_of_the_terms() {
    let base = of(&v2("\n  <tig><term>talks</term></tig>"));
    let term = &base.entries[0].sections[1].terms[0];
    assert_eq!((term.line, term.column), (2, 8));
}

#[test]
fn too_many_concepts_are_refused_with_the_option() {
    let parsed = read(&v2("<tig><term>a</term></tig>"), &GlossaryOptions { max_rows: 0, ..GlossaryOptions::default() });
    assert!(parsed.problems[0].remedy.contains("--max-glossary-rows"));
}

#[test]
fn ids_are_made_names() {
    let mut base = of(&v2("<tig><term>a</term></tig>"));
    base.entries[0].id = "7 ع".to_owned();
    base.entries.push(base.entries[0].clone());
    base.entries[1].id = "7/ع".to_owned();
    let text = write_dct(&base);
    assert!(text.contains("id=\"c7-ع\"") && text.contains("id=\"c7-ع.2\""), "{text}");
    assert_eq!(of(&text).entries[0].id, "7 ع");
}
