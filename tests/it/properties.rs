//! The invariants on texts like those that people have: Arabic and English words, numbers, marks,
//! and what word processors leave behind.

use proptest::prelude::*;

use tarjuman::bitext::Bitext;
use tarjuman::format::{BILINGUAL, ReadOptions, table};

use crate::invariants::{self, language};

/// Letters with their marks, digits of three scripts, separators.
const ARABIC: &str = "([\u{0621}-\u{064A}]{1,8}[\u{064B}-\u{0652}\u{0640}]?|[\u{0660}-\u{0669}]{1,4}|[0-9]{1,4})";
const ENGLISH: &str = "([A-Za-z]{1,9}|[A-Z][a-z’.-]{1,6}|[0-9]{1,4}([.,][0-9]{1,3})?(m|bn|%)?)";
/// What stands between words: signs of both languages, invisible marks, odd white space.
const BETWEEN: &str = "( |, |\\. |\\.|\\? |! |\u{061F} |\u{060C} |: |\n|\n\n|\r\n|\r|\u{2028}|\u{A0}|\t| \"|\" | «|» | “|” \
                       | '|' |\u{200F}|\u{202B}|\u{2067}|\u{2069}|\u{FEFF}|/|-|😀|e\u{0301}|\u{0})";

fn text(word: &'static str) -> impl Strategy<Value = String> {
    proptest::collection::vec((word, BETWEEN), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(word, between)| word + &between).collect())
}

/// Mostly what the language would have, sometimes anything.
fn arabic() -> impl Strategy<Value = String> {
    prop_oneof![4 => text(ARABIC), 1 => text(ENGLISH), 1 => any::<String>()]
}

fn english() -> impl Strategy<Value = String> {
    prop_oneof![4 => text(ENGLISH), 1 => text(ARABIC), 1 => any::<String>()]
}

/// Two texts, cut and aligned as the program does it.
fn aligned(source: &str, target: &str) -> Bitext {
    let [source, target] =
        [(source, "ar"), (target, "en")].map(|(text, tag)| invariants::segments(text, &language(tag)));
    invariants::beads(source, target)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_leads_back(text in prop_oneof![arabic(), english()]) {
        invariants::folding(&text);
    }

    #[test]
    fn numbers_stand_in_the_text(text in prop_oneof![arabic(), english()]) {
        invariants::number_spans(&text);
    }

    #[test]
    fn nothing_is_lost_between_text_and_report(source in arabic(), target in english()) {
        let bitext = aligned(&source, &target);
        let findings = invariants::findings(&bitext);
        invariants::reports(&bitext, &findings);
    }

    #[test]
    fn a_neutral_language_segments_too(text in prop_oneof![arabic(), english()]) {
        invariants::segments(&text, &language("und"));
    }

    #[test]
    fn every_format_keeps_every_unit(pairs in proptest::collection::vec((arabic(), english()), 1..5)) {
        // A table with quotes takes any text; NUL is the one character that no file holds.
        let quoted = |text: &str| format!("\"{}\"", text.replace('\0', " ").replace('"', "\"\""));
        let rows = pairs.iter().map(|(source, target)| format!("{},{}\n", quoted(source), quoted(target)));
        let file = format!("ar,en\n{}", rows.collect::<String>());
        let parsed = table::read_csv(&file, &ReadOptions::default());
        prop_assert_eq!(parsed.problems, []);
        parsed.value.iter().for_each(invariants::writing);
    }

    #[test]
    fn any_bytes_are_a_text_or_a_reason(bytes in any::<Vec<u8>>(), forced in prop_oneof![Just(None), Just(Some("windows-1256"))]) {
        invariants::decoding(&bytes, forced);
    }

    #[test]
    fn any_markup_is_read_or_refused(text in "(<[a-z]{1,3}( [a-z]=\"[^<&\"]{0,3}\")?/?>|</[a-z]{1,3}>|&[a-z#0-9]{1,4};|<!--|-->|<\\?xml|\\?>|.){0,20}") {
        invariants::xml_events(&text);
        BILINGUAL.iter().for_each(|format| invariants::reading(format, &text));
    }

    #[test]
    fn any_glossary_is_linted_and_matched(rows in proptest::collection::vec((arabic(), english()), 0..4), text in arabic()) {
        let rows = rows.iter().map(|(source, target)| format!("{source}\t{target}\n"));
        invariants::glossary("csv", &format!("source\ttarget\n{}", rows.collect::<String>()), &text);
    }
}
