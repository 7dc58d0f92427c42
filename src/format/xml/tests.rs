//! One test for each cause of refusal, and what must pass.

use super::*;

fn refused(text: &str) -> Problem {
    let problem = Reader::new(text).find_map(Result::err);
    problem.unwrap_or_else(|| panic!("accepted: {text:?}"))
}

fn at(text: &str) -> &str {
    refused(text).span.text(text)
}

/// The document as a flat list of what was read.
fn read(text: &str) -> String {
    let mut shown = String::new();
    for event in Reader::new(text) {
        match event.unwrap_or_else(|problem| panic!("{text:?}: {problem:?}")).node {
            Node::Start(element) => {
                let show = |name: &Name<'_>| format!("{{{}}}{}", name.namespace, name.local).replace("{}", "");
                shown += &format!("<{}", show(&element.name));
                for attribute in &element.attributes {
                    shown += &format!(" {}={:?}", show(&attribute.name), attribute.value);
                }
                shown += ">";
            }
            Node::End => shown += "</>",
            Node::Text(text) => shown += &text,
            Node::Other => {}
        }
    }
    shown
}

#[test]
fn sound_documents_pass() {
    assert_eq!(read("<a/>"), "<a></>");
    assert_eq!(
        read("\u{FEFF}<?xml version='1.0' encoding=\"utf-8\" standalone='no' ?>\n<a >x</a >\n<!-- c --><?p i?>\n"),
        "<a>x</>"
    );
    assert_eq!(read("<?xml version=\"1.1\"?><a/>"), "<a></>");
    assert_eq!(read("<!--c--><!DOCTYPE a SYSTEM \"a.dtd\"><a/>"), "<a></>");
    assert_eq!(
        read("<!DOCTYPE a PUBLIC '-//x' \"a>.dtd\" [ <!-- ]> --> <?p ]?> <!ELEMENT a (#PCDATA)> ] ><a/>"),
        "<a></>"
    );
    assert_eq!(read("<a>&lt;&#x1F600;]]&gt;<![CDATA[<&]] ]]>\r\n\r</a>"), "<a><😀]]><&]] \n\n</>");
    assert_eq!(read("<a b='\"' c = \"'>\"/>"), "<a b=\"\\\"\" c=\"'>\"></>");
    assert_eq!(read("<سطر/>"), "<سطر></>");
}

#[test]
fn names_are_resolved() {
    let text = "<p:a xmlns:p='u' xmlns='d' b='1' p:b='2' xml:lang='ar'><c xmlns=''/><c/></p:a>";
    let xmlns = "{http://www.w3.org/2000/xmlns/}";
    let expected = format!(
        "<{{u}}a {xmlns}p=\"u\" {xmlns}xmlns=\"d\" b=\"1\" {{u}}b=\"2\" {{{XML}}}lang=\"ar\"><c {xmlns}xmlns=\"\"></><{{d}}c></></>"
    );
    assert_eq!(read(text), expected);
}

#[test]
fn spans_are_bytes_of_the_file() {
    let text = "\u{FEFF}<a b='ي&amp;'>\n&amp;<c/></a>";
    let spans: Vec<_> = Reader::new(text).map(|event| event.unwrap().span.text(text)).collect();
    assert_eq!(spans, ["<a b='ي&amp;'>", "\n", "&amp;", "<c/>", "", "</a>"]);
    let Node::Start(element) = Reader::new(text).next().unwrap().unwrap().node else { panic!() };
    assert_eq!(element.attribute("", "b").unwrap().span.text(text), "ي&amp;");
    assert_eq!(element.value("b"), Some("ي&"));
}

#[test]
fn incomplete_documents() {
    assert_eq!(at("<a><b>text</b>"), "<a>");
    assert_eq!(at("<a><b x='1'>text"), "<b x='1'>");
    for text in ["", " \n", "\u{FEFF}", "<!-- only -->", "<?xml version='1.0'?>"] {
        assert_eq!(refused(text).what, "there is no root element", "{text:?}");
    }
    for text in ["<a", "<a><", "<a b='", "<a><!-- ", "<a><![CDATA[ ", "<a><?p ", "<!DOCTYPE a", "<a>&am", "<a></a"] {
        refused(text);
    }
}

#[test]
fn more_than_one_root_and_text_outside() {
    assert_eq!(at("<a/><b>x</b>"), "<b>");
    assert_eq!(at("<a/>text"), "text");
    assert_eq!(at("plain text"), "plain text");
    assert_eq!(at("{\"json\": 1}"), "{\"json\": 1}");
    assert_eq!(at("<a/>&amp;"), "&amp;");
    assert_eq!(at("<![CDATA[x]]><a/>"), "<![CDATA[x]]>");
    assert_eq!(at("\u{FEFF}\u{FEFF}<a/>"), "\u{FEFF}");
    assert_eq!(at("\u{0}\u{0}\u{0}"), "\u{0}");
}

#[test]
fn tags_that_do_not_match() {
    assert_eq!(at("<a><b></a>"), "</a>");
    assert_eq!(at("<a/></a>"), "</a>");
    assert_eq!(at("<p:a xmlns:p='u' xmlns='u'></a>"), "</a>");
    assert_eq!(at("<a></a b='1'>"), "</a b='1'>");
    assert_eq!(at("<a></ a>"), " ");
}

#[test]
fn forbidden_characters() {
    for c in ['\u{0}', '\u{1}', '\u{8}', '\u{B}', '\u{1B}', '\u{FFFE}', '\u{FFFF}'] {
        for text in [
            format!("<a>{c}</a>"),
            format!("<a b='{c}'/>"),
            format!("<a><!--{c}--></a>"),
            format!("<a><![CDATA[{c}]]></a>"),
        ] {
            assert_eq!(at(&text), c.to_string(), "{text:?}");
        }
    }
    for reference in ["&#0;", "&#x1;", "&#xFFFE;", "&#xD800;", "&#x110000;"] {
        assert_eq!(at(&format!("<a>{reference}</a>")), reference);
        assert_eq!(at(&format!("<a b='{reference}'/>")), reference);
    }
}

#[test]
fn references_that_are_none() {
    assert_eq!(at("<a>R&D;</a>"), "&D;");
    assert_eq!(at("<a>&nbsp;</a>"), "&nbsp;");
    assert_eq!(at("<a>x & y</a>"), "&");
    assert_eq!(at("<a>x & y; </a>"), "& y;");
    assert_eq!(at("<a>&amp</a>"), "&");
    assert_eq!(at("<a>&;</a>"), "&;");
    assert_eq!(at("<a>&#X41;</a>"), "&#X41;");
    assert_eq!(at("<a b='x & y'/>"), "&");
    assert_eq!(at("<a b='x &y; z'/>"), "&y;");
}

#[test]
fn attributes_that_are_not_in_order() {
    assert_eq!(at("<a b='1<2'/>"), "<");
    assert_eq!(at("<a b='1'c='2'/>"), "c");
    assert_eq!(at("<a b=1/>"), "b");
    assert_eq!(at("<a b/>"), "b");
    assert_eq!(at("<a b 'x'/>"), "b");
    assert_eq!(at("<a 1b='x'/>"), "1b");
    assert_eq!(at("<a b='1' b='2'/>"), "b");
    assert_eq!(at("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>"), "q:b");
    assert_eq!(at("<a / >"), "/");
    assert_eq!(at("<a'>'>"), "'");
}

#[test]
fn names_that_are_none() {
    assert_eq!(at("<1a/>"), "1a");
    assert_eq!(at("<a>1 < 2 > 0</a>"), " ");
    assert_eq!(at("<a><></a>"), ">");
    assert_eq!(at("<:a/>"), ":a");
    assert_eq!(at("<a:/>"), "a:");
    assert_eq!(at("<a:b:c xmlns:a='u'/>"), "a:b:c");
    assert_eq!(at("<a b@c='1'/>"), "b");
}

#[test]
fn prefixes() {
    assert_eq!(at("<p:a/>"), "p:a");
    assert_eq!(at("<a p:b='1'/>"), "p:b");
    assert_eq!(at("<a><b xmlns:p='u'/><p:c/></a>"), "p:c");
    assert_eq!(at("<xmlns:a/>"), "xmlns:a");
    for bad in [
        "xmlns:p=''",
        "xmlns:xml='u'",
        "xmlns:xmlns='u'",
        "xmlns:p='http://www.w3.org/2000/xmlns/'",
        &format!("xmlns='{XML}'"),
    ] {
        assert_eq!(at(&format!("<a {bad}/>")), bad.strip_suffix('\'').unwrap(), "{bad}");
    }
    assert_eq!(read(&format!("<a xmlns:xml='{XML}'/>")).matches("<a ").count(), 1);
}

#[test]
fn declarations() {
    assert_eq!(at(" <?xml version='1.0'?><a/>"), "<?xml version='1.0'?>");
    assert_eq!(at("<a><?xml version='1.0'?></a>"), "<?xml version='1.0'?>");
    assert_eq!(at("<?xml version='1.0'?><?xml version='1.0'?><a/>").len(), 21);
    for bad in [
        "<?xml?>",
        "<?xml encoding='UTF-8'?>",
        "<?xml version='2.0'?>",
        "<?xml version='1.'?>",
        "<?xml version=1.0?>",
        "<?xml version='1.0'encoding='UTF-8'?>",
        "<?xml version='1.0' encoding='8'?>",
        "<?xml version='1.0' standalone='maybe'?>",
        "<?xml version='1.0' standalone='no' encoding='UTF-8'?>",
        "<?xml version='1.0' other='1'?>",
    ] {
        assert_eq!(at(&format!("{bad}<a/>")), bad);
    }
}

#[test]
fn instructions_and_comments() {
    assert_eq!(at("<a><?XML x?></a>"), "<?XML x?>");
    assert_eq!(at("<a><? x?></a>"), "<? x?>");
    assert_eq!(at("<a><?1?></a>"), "<?1?>");
    assert_eq!(at("<a><?p:q?></a>"), "<?p:q?>");
    assert_eq!(at("<a><!-- a -- b --></a>"), "<!-- a -- b -->");
    assert_eq!(at("<a><!-- a ---></a>"), "<!-- a --->");
    refused("<a><!--></a>");
    refused("<a><?></a>");
    refused("<a><??></a>");
}

#[test]
fn character_data() {
    assert_eq!(at("<a>x ]]> y</a>"), "]]>");
    refused("<a><![cdata[x]]></a>");
    refused("<a><!x></a>");
    refused("<a><![CDATA]]></a>");
}

#[test]
fn doctypes() {
    assert_eq!(at("<a/><!DOCTYPE a>"), "<!DOCTYPE a>");
    assert_eq!(at("<a><!DOCTYPE a></a>"), "<!DOCTYPE a>");
    assert_eq!(at("<!DOCTYPE a><!DOCTYPE a><a/>"), "<!DOCTYPE a>");
    for bad in [
        "<!DOCTYPE>",
        "<!DOCTYPE 1>",
        "<!doctype a>",
        "<!DOCTYPE a SYSTEM>",
        "<!DOCTYPE a PUBLIC 'x'>",
        "<!DOCTYPE a [ x ]>",
        "<!DOCTYPE a b>",
    ] {
        refused(&format!("{bad}<a/>"));
    }
}

#[test]
fn entities_of_a_doctype_are_refused() {
    for subset in [
        "<!ENTITY x 'y'>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % p SYSTEM 'http://x/'>",
        "%p;",
        "<!ELEMENT a ANY><!ENTITY x 'y'>",
    ] {
        let problem = refused(&format!("<!DOCTYPE a [{subset}]><a>&x;</a>"));
        assert!(problem.what.contains("entities"), "{subset}: {problem:?}");
    }
}

#[test]
fn limits() {
    let deep = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(Reader::new(&deep(MAX_DEPTH)).all(|event| event.is_ok()));
    assert!(refused(&deep(MAX_DEPTH + 1)).what.contains("256"));
    let wide = |count: usize| format!("<a {}/>", (0..count).map(|i| format!("b{i}='' ")).collect::<String>());
    assert!(Reader::new(&wide(MAX_ATTRIBUTES)).all(|event| event.is_ok()));
    assert!(refused(&wide(MAX_ATTRIBUTES + 1)).what.contains("256"));
    let declaring: String = (0..200).map(|i| format!("xmlns:p{i}='u' ")).collect();
    assert!(refused(&format!("<a {declaring}><a {declaring}/></a>")).what.contains("256"));
}

#[test]
fn nothing_follows_a_problem() {
    let mut reader = Reader::new("<a>&x;</a>");
    assert!(reader.by_ref().any(|event| event.is_err()));
    assert!(reader.next().is_none());
}
