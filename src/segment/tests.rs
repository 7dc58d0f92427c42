use proptest::prelude::*;

use super::*;

/// The cases of `tests/segments`: blocks of comment lines and one case.
fn check(tag: &str, cases: &str, at_least: usize) {
    let language = Language::from_tag(tag).unwrap();
    // Invisible characters are written as escapes in the files.
    let cases = cases.replace("\\u{200F}", "\u{200F}");
    let cases: Vec<&str> = cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(cases.len() >= at_least, "{tag}: {} cases", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let expected: Vec<&str> = case.split(['|', '⏎']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let document = segment(case.replace('|', "").replace('⏎', "\n"), &language);
            let found: Vec<&str> = document.segments.iter().map(|s| s.span.text(&document.text)).collect();
            (found != expected).then(|| format!("expected {}\n   found {}", expected.join(" | "), found.join(" | ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The cases of each language; all that are cut otherwise are named at once.
#[test]
fn sentences_end_where_a_reader_ends_them() {
    check("ar", include_str!("../../tests/segments/ar.txt"), 60);
    check("en", include_str!("../../tests/segments/en.txt"), 80);
    check("de", include_str!("../../tests/segments/de.txt"), 29);
    check("el", include_str!("../../tests/segments/el.txt"), 16);
    check("es", include_str!("../../tests/segments/es.txt"), 28);
    check("fa", include_str!("../../tests/segments/fa.txt"), 11);
    check("fr", include_str!("../../tests/segments/fr.txt"), 30);
    check("he", include_str!("../../tests/segments/he.txt"), 12);
    check("hi", include_str!("../../tests/segments/hi.txt"), 8);
    check("it", include_str!("../../tests/segments/it.txt"), 16);
    check("ja", include_str!("../../tests/segments/ja.txt"), 16);
    check("ko", include_str!("../../tests/segments/ko.txt"), 11);
    check("pt", include_str!("../../tests/segments/pt.txt"), 16);
    check("ru", include_str!("../../tests/segments/ru.txt"), 32);
    check("tr", include_str!("../../tests/segments/tr.txt"), 15);
    check("ur", include_str!("../../tests/segments/ur.txt"), 7);
    check("zh", include_str!("../../tests/segments/zh.txt"), 24);
    check("und", include_str!("../../tests/segments/und.txt"), 10);
}

#[test]
fn paragraphs_play_the_part_they_seem_to_play() {
    let pages = include_str!("../../tests/segments/pages.txt");
    for page in pages.split("\n== ").skip(1) {
        let (tag, page) = page.split_once('\n').unwrap();
        let lines = page.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (expected, text): (Vec<&str>, Vec<&str>) = lines.map(|line| line.split_once(' ').unwrap()).unzip();
        let document = segment(text.join("\n"), &Language::from_tag(tag).unwrap());
        for (number, (expected, text)) in expected.iter().zip(text).enumerate() {
            let of_paragraph = document.segments.iter().filter(|s| s.paragraph as usize == number);
            for segment in of_paragraph {
                assert_eq!(serde_json::to_value(segment.kind).unwrap(), *expected, "{text}");
            }
        }
    }
}

fn texts(document: &Document) -> Vec<&str> {
    document.segments.iter().map(|s| s.span.text(&document.text)).collect()
}

#[test]
fn places_count_lines_and_code_points() {
    let document = segment("\u{FEFF}  ا ب. ج د.\r\n\r\n أخرى\r".to_owned(), &Language::from_tag("ar").unwrap());
    let places: Vec<_> = document.segments.iter().map(|s| (s.place.line, s.place.column, s.paragraph)).collect();
    assert_eq!(places, [(1, 1, 0), (3, 2, 1)]);
    let document = segment("Aa bb. Cc dd.\n\n Ee".to_owned(), &Language::from_tag("en").unwrap());
    let places: Vec<_> = document.segments.iter().map(|s| (s.place.line, s.place.column, s.paragraph)).collect();
    assert_eq!(places, [(1, 1, 0), (1, 8, 0), (3, 2, 1)]);
}

#[test]
fn a_wrapped_text_is_joined_and_a_list_of_headlines_is_not() {
    let wrapped = "The minister announced at the close of a third round of talks that\n\
        the factions had joined the agreements. He added that the next round\n\
        would be held in Oslo in the first half of September, and that all\n\
        delegations had been invited to it by the host.\n\
        \n\
        The envoy warned that the ceasefire remained fragile in the region\n\
        and called on all parties to facilitate access.\n";
    let english = Language::from_tag("en").unwrap();
    let document = segment(wrapped.to_owned(), &english);
    assert_eq!(document.segments.len(), 3, "{:?}", texts(&document));
    let headlines = "Minister announces agreement at the close of a third round of talks\n\
        Factions join, but the envoy warns of a fragile truce\n\
        Oslo to host the next round of the talks in September, host says\n\
        \n\
        All delegations have been invited to the next round\n\
        Ceasefire remains fragile in the region\n\
        Parties called on to facilitate access to the region this week\n";
    assert_eq!(segment(headlines.to_owned(), &english).segments.len(), 6);
}

#[test]
fn one_per_line_counts_empty_lines() {
    let document = one_per_line("One. Two.\r\n\r\n  three \n \n".to_owned(), &Language::neutral("und"));
    assert_eq!(texts(&document), ["One. Two.", "", "three", ""]);
    assert_eq!(document.segments[2].place.line, 3);
    assert_eq!(document.segments[2].place.column, 3);
    assert!(one_per_line(String::new(), &Language::neutral("und")).segments.is_empty());
    assert_eq!(one_per_line("\n".to_owned(), &Language::neutral("und")).segments.len(), 1);
    assert_eq!(one_per_line("a\n\n".to_owned(), &Language::neutral("und")).segments.len(), 2);
    assert_eq!(one_per_line("a".to_owned(), &Language::neutral("und")).segments.len(), 1);
}

#[test]
fn adversarial_lines_take_linear_time() {
    let english = Language::from_tag("en").unwrap();
    for piece in [". ", ".", "(", "a.\"", "a (b. ", "\u{200F}", "a. ", "[1]", "… \"", "A.B", "a\u{0301}", "1. "] {
        let text = piece.repeat(200_000);
        assert!(segment(text, &english).segments.len() <= 200_000);
    }
}

/// Letters, marks and white space from which every rule can be reached.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "The", "he", "U.S", "p.m", "No", "A", "iPhone", "وقال", "د", "إن", "نص", "م", "5", "٣", "你好", "।", "。",
        "e\u{301}", "😀", ".", ".", "…", "?", "!", "؟", "،", ":", "\"", "\"", "«", "»", "“", "”", "’", "(", ")", "[",
        "]", "-", " ", " ", " ", " ", "\n", "\r\n", "\r", "\u{2028}", "\u{200F}", "\u{640}", "\u{A0}", "\u{0}", "¹",
    ]);
    prop_oneof![
        proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
        proptest::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn nothing_is_lost_and_spans_are_in_order(text in any_text(), tag in proptest::sample::select(vec!["ar", "en", "und", "zh"])) {
        let document = segment(text.clone(), &Language::from_tag(tag).unwrap());
        prop_assert_eq!(&document.text, &text);
        let index = LineIndex::new(&text);
        let mut end = 0;
        for (number, s) in document.segments.iter().enumerate() {
            prop_assert_eq!(s.id.0 as usize, number);
            let between = text.get(end..s.span.start);
            prop_assert!(between.is_some_and(|between| between.trim().is_empty()), "lost {:?}", between);
            prop_assert!(text.get(s.span.start..s.span.end).is_some_and(|inner| !inner.is_empty() && inner.trim() == inner));
            let position = index.position(&text, s.span.start);
            prop_assert_eq!((s.place.line, s.place.column), (position.line, position.column));
            end = s.span.end;
        }
        prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
    }

    #[test]
    fn a_line_is_a_segment(text in any_text()) {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let expected = lines.strip_suffix('\n').map_or(usize::from(!lines.is_empty()), |rest| 1 + rest.matches('\n').count());
        let expected = if lines.ends_with('\n') { expected } else { expected + lines.matches('\n').count() };
        let document = one_per_line(text.clone(), &Language::neutral("und"));
        prop_assert_eq!(document.segments.len(), expected);
        for (number, s) in document.segments.iter().enumerate() {
            prop_assert_eq!(s.place.line, number + 1);
            prop_assert_eq!(s.span.trimmed(&text), s.span);
        }
    }
}
