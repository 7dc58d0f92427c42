use super::*;
use crate::glossary::{CasePolicy, Concept, Declared, Extra, Kind, Matching, PartOfSpeech, Term};

fn concepts(text: &str) -> Vec<Concept> {
    let parsed = read(text, &GlossaryOptions::default());
    assert_eq!(parsed.problems, [], "{text}");
    parsed.value.into_concepts(None, None).concepts
}

/// A term as `text/status`, with its forms.
fn show(terms: &[Term]) -> Vec<String> {
    let show = |term: &Term| {
        let forms = if term.forms.is_empty() { String::new() } else { format!(" ({})", term.forms.join(", ")) };
        format!("{}/{:?}{forms}", term.text, term.status).to_lowercase()
    };
    terms.iter().map(show).collect()
}

#[test]
fn rows_of_one_id_are_one_concept() {
    let text = "id,source,target,target_admitted,status,kind,forms,target_forms,note,context,definition,domain
zone,منطقة,zone,area| region,preferred,name,مناطق|المناطق,zones,a note,a sentence,a place,military
other,آخر,other,,,,,,,,,
zone,منطقة,sector,,forbidden,,,sectors,why,,,
zone,نطاق,zone,,,,نطاقات,,,,,
";
    let concepts = concepts(text);
    let zone = &concepts[0];
    assert_eq!((concepts.len(), zone.id.as_str(), zone.kind, zone.line), (2, "zone", Kind::Name, 2));
    assert_eq!(
        (zone.domain.as_str(), zone.context.as_str(), zone.definition.as_str()),
        ("military", "a sentence", "a place")
    );
    assert_eq!(show(&zone.source), ["منطقة/preferred (مناطق, المناطق)", "نطاق/admitted (نطاقات)"]);
    assert_eq!(
        show(&zone.target),
        ["zone/preferred (zones)", "area/admitted", "region/admitted", "sector/forbidden (sectors)"]
    );
    assert_eq!((zone.target[3].note.as_str(), zone.target[3].line), ("why", 4));
}

#[test]
fn columns_come_in_any_order_and_spelling() {
    for text in [
        "TARGET;Source Forms;notes;source;Target-Admitted\nt;f;whatever;s;u\n",
        "\u{FEFF}Target\tSOURCE_FORMS\tx\tSource\ttarget admitted\r\nt\tf\t\ts\tu\r\n",
        "\n\"target\",\"source forms\",,source,target_admitted\nt,f,,s,u",
    ] {
        let concept = &concepts(text)[0];
        assert_eq!(
            (show(&concept.source), show(&concept.target)),
            (vec!["s/preferred (f)".into()], vec!["t/preferred".into(), "u/admitted".into()])
        );
    }
}

#[test]
fn a_missing_id_is_made_of_the_source() {
    let text = "id,source,target,status\n,خفض التصعيد,a,\n,خفض التصعيد,b,\nx-2,y,c,\n,X,d,\n,x,e,\n,!,f,\n,خفض التصعيد,g,forbidden\n";
    let concepts = concepts(text);
    let ids: Vec<_> = concepts.iter().map(|concept| concept.id.as_str()).collect();
    assert_eq!(ids, ["خفض-التصعيد", "خفض-التصعيد-2", "x-2", "x", "x-3", "concept"]);
    assert_eq!(show(&concepts[1].target), ["b/preferred", "g/forbidden"], "joins the nearest of its source");
}

#[test]
fn a_wrong_rendering_may_come_first() {
    let concepts = concepts("source,target,status\ns,bad,forbidden\ns,good,preferred\n");
    assert_eq!(show(&concepts[0].target), ["good/preferred", "bad/forbidden"]);
    assert_eq!((concepts.len(), show(&concepts[0].source)), (1, vec!["s/preferred".to_owned()]));
}

#[test]
fn the_other_values() {
    let text = "source,target,kind,match,case,fixed\nالبيت الأبيض,White House,name,exact,Smart,yes\nNATO,,dnt,,exact,\nx|y,u|v,term,,,no\n";
    let concepts = concepts(text);
    let house = &concepts[0].target[0];
    assert_eq!((house.matching, house.case, house.fixed), (Matching::Exact, CasePolicy::Smart, true));
    assert_eq!((concepts[0].source[0].case, concepts[0].source[0].fixed), (CasePolicy::Any, true));
    assert_eq!(
        (concepts[1].kind, show(&concepts[1].target)),
        (Kind::DoNotTranslate, vec!["nato/preferred".to_owned()])
    );
    assert_eq!(
        (concepts[2].kind, show(&concepts[2].source)),
        (Kind::Term, vec!["x/preferred".to_owned(), "y/admitted".to_owned()])
    );
    assert_eq!(show(&concepts[2].target), ["u/preferred", "v/admitted"]);
}

#[test]
fn lines_count_quoted_line_ends_and_empty_rows_are_passed() {
    let concepts = concepts("source,target,note\ns,t,\"a\nb\"\n\n,,\nu,v,\n");
    assert_eq!((concepts[0].target[0].note.as_str(), concepts[1].line), ("a\nb", 6));
}

#[test]
fn what_cannot_be_understood_is_said_with_its_place() {
    for (text, place, what) in [
        ("", "", "empty"),
        (
            "term,translation\na,b\n",
            "term,translation",
            "no column 'source' and no 'target'; it has 'term', 'translation'",
        ),
        ("source,into\na,b\n", "source,into", "no column 'target'"),
        ("source,target,source\na,b,c\n", "source", "twice"),
        ("source,target\n\"a,b\n", "\"", "never closed"),
        ("source,target\na,b,c\n", "a,b,c", "too many columns: 3, the header has 2"),
        ("source,target,note\na,b\n", "a,b", "too few"),
        ("source,target\na,\n", "a,", "no target"),
        ("source,target\n,b\n", ",b", "no source"),
        ("source,target,status\na,b,maybe\n", "maybe", "'maybe' is no status"),
        ("source,target,match\na(,b,regex\n", "a(", "unclosed group"),
        ("source,target,target_match,target_admitted\na,b,regex,c(\n", "c(", "unclosed group"),
        ("source,target,match\na,b,fuzzy\n", "fuzzy", "no way of matching"),
        ("source,target,case\na,b,upper\n", "upper", "letter case"),
        ("source,target,kind\na,b,thing\n", "thing", "'thing' is no kind"),
        ("source,target,gender\na,b,it\n", "it", "no gender"),
        ("source,target\na,b\0\n", "\0", "NUL"),
    ] {
        let parsed = read(text, &GlossaryOptions::default());
        assert_eq!(parsed.problems.len(), 1, "{text:?}: {:?}", parsed.problems);
        let problem = &parsed.problems[0];
        assert!(problem.what.contains(what), "{text:?}: {}", problem.what);
        assert_eq!(problem.span.text(text), place, "{text:?}");
        assert!(parsed.value.entries.is_empty(), "{text:?}");
    }
}

#[test]
fn good_rows_are_kept_beside_bad_ones() {
    let parsed = read("source,target\na,b\nc\nd,e\n", &GlossaryOptions::default());
    assert_eq!((parsed.value.entries.len(), parsed.problems.len()), (2, 1));
}

#[test]
fn utx_is_read() {
    let text = "#UTX 1.11; ar/en-US; 2013-12-20T10:00:00Z+09:00; copyright: none\r\n#description: Talks\r\n\
        #src\ttgt\tsrc:pos\tterm status\tx:y\r\nمحادثات\ttalks\tnoun\tapproved\t1\r\nمحادثات\tchats\tnoun\tforbidden\t\r\n";
    let parsed = read(text, &GlossaryOptions::default());
    assert_eq!(parsed.problems, []);
    let base = parsed.value;
    assert_eq!((base.description.as_str(), base.entries.len()), ("Talks", 1));
    let tags: Vec<_> = base.languages().into_iter().cloned().collect();
    assert_eq!(tags, ["ar", "en-US"].map(|tag| Declared::Tag(tag.to_owned())));
    let [source, target] = &base.entries[0].sections[..] else { panic!("two languages") };
    assert_eq!(show(&target.terms), ["talks/preferred", "chats/forbidden"]);
    assert_eq!((source.terms[0].pos, source.terms[0].line), (Some(PartOfSpeech::Noun), 4));
    assert!(recognises(text));
}

#[test]
fn columns_may_be_named_by_languages_and_others_are_kept() {
    let text = "id,ar,en,fr,fr_note,my note,to do\nzone,منطقة,zone,zone,f.,mine,x\n";
    let base = read(text, &GlossaryOptions::default()).value;
    let languages: Vec<_> = base.languages().into_iter().cloned().collect();
    assert_eq!(languages, ["ar", "en", "fr"].map(|tag| Declared::Tag(tag.to_owned())));
    let [_, english, french] = &base.entries[0].sections[..] else { panic!("three languages") };
    assert_eq!(french.terms[0].note, "f.");
    let field = |name: &str, value: &str| Extra::Field { name: name.to_owned(), value: value.to_owned() };
    assert_eq!(english.terms[0].extras, [field("my note", "mine"), field("to do", "x")]);
    assert_eq!((english.terms[0].line, english.terms[0].column), (2, 12));
}

#[test]
fn too_many_rows_are_refused_with_the_option() {
    let text = "source,target\na,b\nc,d\ne,f\n";
    let parsed = read(text, &GlossaryOptions { max_rows: 2, ..GlossaryOptions::default() });
    assert_eq!(parsed.problems.len(), 1);
    assert!(parsed.problems[0].remedy.contains("--max-glossary-rows"));
    assert_eq!(parsed.problems[0].span.start, text.find('e').map(|_| text.len() - 4).unwrap());
}
