//! Reading: what real files hold, and what is refused.

use super::*;
use crate::bitext::Bitext;
use crate::format::ReadOptions;
use crate::language::{Language, Side};
use crate::text::Parsed;

fn parse(text: &str) -> Parsed<Vec<Bitext>> {
    read(text, &ReadOptions::default())
}

/// Unit, segment, source and target of each bead.
fn rows(text: &str) -> Vec<[String; 4]> {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed.value.iter().flat_map(beads).collect()
}

fn beads(bitext: &Bitext) -> Vec<[String; 4]> {
    let row = |bead| {
        let place = |side: Side| bitext.half(side).document.segment(*crate::bitext::Bead::side(bead, side).first()?);
        let place = &place(Side::Source).or_else(|| place(Side::Target)).unwrap().place;
        let text = |side| bitext.text(bead, side).to_owned();
        [place.unit.clone(), place.segment.clone(), text(Side::Source), text(Side::Target)]
    };
    bitext.beads().iter().map(row).collect()
}

fn v1(units: &str) -> String {
    let root = "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2' xmlns:x='urn:x'>";
    format!("{root}<file original='a' source-language='ar' target-language='en'><body>{units}</body></file></xliff>")
}

fn v2(units: &str) -> String {
    let root = "<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='ar' trgLang='en'>";
    format!("{root}<file id='f'>{units}</file></xliff>")
}

/// The source of the only unit, whose content is `content`.
fn side(content: &str, document: impl Fn(&str) -> String, unit: &str) -> String {
    rows(&document(&unit.replace("…", content))).remove(0)[2].clone()
}

#[test]
fn units_of_version_1() {
    let text =
        v1("<group><group><trans-unit id='a'><source>س</source><target> t </target></trans-unit></group></group>
        <trans-unit id='b'><source>ص</source></trans-unit>
        <trans-unit id='c'><source>ع</source><target/></trans-unit>
        <trans-unit id='d'><source/><target>u</target></trans-unit>
        <trans-unit id='e'><source/></trans-unit>
        <trans-unit><source>ق</source></trans-unit>");
    // A bitext puts a bead without source behind the target before it.
    let expected =
        [["a", "", "س", "t"], ["d", "", "", "u"], ["b", "", "ص", ""], ["c", "", "ع", ""], ["6", "", "ق", ""]];
    assert_eq!(rows(&text), expected);
}

#[test]
fn what_version_1_holds_besides_is_passed() {
    let text = v1("<trans-unit id='a'><source>s</source><seg-source><mrk mtype='seg' mid='1'>no</mrk></seg-source><target>t</target>
        <x:source>no</x:source><note>no</note>
        <alt-trans><source>no</source><target>no</target></alt-trans></trans-unit>");
    assert_eq!(rows(&text), [["a", "", "s", "t"]]);
}

#[test]
fn inline_elements_of_version_1() {
    let unit = "<trans-unit id='1'><source>…</source></trans-unit>";
    let read = |content: &str| side(content, v1, unit);
    assert_eq!(read("a <g id='1'>b <mrk mtype='term'>c</mrk></g><x id='2'/> d"), "a b c d");
    assert_eq!(read("a<bpt id='1'>&lt;b></bpt>b<ept id='1'>&lt;/b></ept><it id='2' pos='open'>no</it>"), "ab");
    assert_eq!(read("a<ph id='1'>no<sub>b<ph id='2'>no</ph><g id='3'>c</g></sub>no</ph>d"), "abcd");
    assert_eq!(read("a<x id='1' ctype='lb'/>b<x id='1' ctype='x-cp-001B'/>c<x id='1' ctype='image'/>"), "a\nb\u{1B}c");
    assert_eq!(read("a<x:y xmlns:x='urn:x'>b</x:y><![CDATA[<c>]]>&amp;"), "ab<c>&");
}

#[test]
fn segments_of_version_2() {
    let text = v2("<group id='g'><unit id='u'><notes><note>no</note></notes>
        <segment id='1'><source>س</source><target>t</target></segment>
        <ignorable><source> </source></ignorable>
        <segment id='2'><source>ص</source></segment></unit></group>
        <unit id='v'><originalData><data id='d'>no</data></originalData>
        <m:matches xmlns:m='urn:oasis:names:tc:xliff:matches:2.0'><m:match ref='#1'><source>no</source><target>no</target></m:match></m:matches>
        <segment><source>ع</source><target>u</target></segment></unit>");
    assert_eq!(rows(&text), [["u", "1", "س", "t"], ["u", "2", "ص", ""], ["v", "", "ع", "u"]]);
    let paragraphs: Vec<_> = parse(&text).value[0].source.document.segments.iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1]);
}

#[test]
fn inline_elements_of_version_2() {
    let unit = "<unit id='1'><segment><source>…</source></segment></unit>";
    let read = |content: &str| side(content, v2, unit);
    assert_eq!(read("a <pc id='1'>b <mrk id='m' type='term'>c</mrk></pc><ph id='2'/> d"), "a b c d");
    assert_eq!(
        read(
            "a<sc id='1'/>b<ec startRef='1'/><sm id='2'/>c<em startRef='2'/><ph id='3' type='fmt' subType='xlf:lb'/>d"
        ),
        "abc\nd"
    );
    assert_eq!(read("a<cp hex='0000'/>b<cp hex='1B'/>"), "a\u{0}b\u{1B}");
    assert!(parse(&v2(&unit.replace("…", "<cp hex='D800'/>"))).problems[0].what.contains("D800"));
}

#[test]
fn places_are_those_of_the_elements() {
    let text = v1("\n<trans-unit id='a'>\n  <source>س</source><target>t</target></trans-unit>");
    let bitext = &parse(&text).value[0];
    let place = |side: Side| {
        let place = &bitext.half(side).document.segments[0].place;
        (place.line, place.column)
    };
    assert_eq!((place(Side::Source), place(Side::Target)), ((3, 3), (3, 21)));
}

#[test]
fn one_bitext_a_file() {
    let file =
        |id: &str| format!("<file id='{id}'><unit id='1'><segment><source>{id}</source></segment></unit></file>");
    let root = "<xliff version='2.2' xmlns='urn:oasis:names:tc:xliff:document:2.2' srcLang='ar' trgLang='en'>";
    let parsed = parse(&format!("{root}{}{}</xliff>", file("a"), file("b")));
    let sources: Vec<_> = parsed.value.iter().map(|bitext| bitext.source.document.text.as_str()).collect();
    assert_eq!((sources, parsed.problems), (vec!["a", "b"], vec![]));
}

#[test]
fn files_that_break_the_rules_are_read() {
    let unit = "<trans-unit id='1'><source>s</source></trans-unit>";
    for root in [
        "<xliff>",
        "<xliff version='1.2'>",
        "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.1'>",
        "<xliff version='1.1' xmlns='urn:oasis:names:tc:xliff:document:1.1'>",
        "\u{FEFF}<?xml version='1.0'?><!DOCTYPE xliff PUBLIC '-//XLIFF//DTD XLIFF//EN' 'x'><xliff version='1.0'>",
    ] {
        let text =
            format!("{root}<file source-language='ar_SY' target-language='en'><body>{unit}</body></file></xliff>");
        assert_eq!(rows(&text), [["1", "", "s", ""]], "{root}");
        assert!(is_v1(&text) && !is_v2(&text), "{root}");
    }
}

#[test]
fn what_is_no_xliff_is_refused() {
    for (text, what) in [
        ("<tmx version='1.4'/>", "root element"),
        ("<xliff xmlns='urn:other'/>", "root element"),
        ("<xliff version='9.9'/>", "version '9.9'"),
        ("<xliff version='1.2'/>", "no <file>"),
        ("", "no root element"),
    ] {
        let parsed = parse(text);
        assert!(parsed.problems[0].what.contains(what), "{text}: {:?}", parsed.problems);
    }
}

#[test]
fn languages_that_the_file_does_not_say() {
    let text = "<xliff version='1.2'><file source-language='ar'><body/></file></xliff>";
    let problem = &parse(text).problems[0];
    assert!(problem.what.contains("target language") && problem.span.text(text).starts_with("<file"), "{problem:?}");
    let options = ReadOptions { source: Some(Language::neutral("fa")), target: Some(Language::neutral("en")) };
    let parsed = read(text, &options);
    assert_eq!(parsed.problems, []);
    assert_eq!((parsed.value[0].source.language.tag(), parsed.value[0].target.language.tag()), ("ar", "en"));
    assert_eq!(parse("<xliff version='2.0' srcLang='ar ar' trgLang='en'><file/></xliff>").problems.len(), 1);
}

#[test]
fn what_was_read_before_a_problem_is_kept() {
    let text =
        v1("<trans-unit id='1'><source>s</source></trans-unit><trans-unit id='2'><source>&x;</source></trans-unit>");
    let parsed = parse(&text);
    assert_eq!((parsed.problems.len(), beads(&parsed.value[0])), (1, vec![["1", "", "s", ""].map(str::to_owned)]));
}
