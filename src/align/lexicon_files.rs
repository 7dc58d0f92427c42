//! Word lists as people bring them: tables with tabs, and the dictionaries of dictd (FreeDict).
//!
//! A table has a word and its renderings in two columns, several of either separated by `|`, and if
//! known a third column with a number for each rendering (a count, a weight), larger for likelier
//! ones. A word may stand on several lines.
//!
//! A dictd dictionary is an index (headword, offset, length) and a text of articles written for the
//! eye; what is taken from an article are its short phrases, without pronunciation, grammar, remarks
//! and examples.

use std::collections::HashMap;

use super::Lexicon;
use crate::text::{Parsed, Problem, Span, fold};

/// Longer phrases of an article are explanations, not renderings.
const WORDS_OF_A_RENDERING: usize = 3;

/// A rendering of a headword as read, with its number if the list has one.
type Weighted = (String, Option<f64>);

/// The words of a line and their renderings.
type Row<'a> = (Vec<&'a str>, Vec<Weighted>);

/// The entries of a list in the order of their first line.
#[derive(Default)]
struct Entries {
    places: HashMap<String, usize>,
    lines: Vec<(String, Vec<Weighted>)>,
}

impl Entries {
    fn add(&mut self, form: &str, renderings: &[Weighted]) {
        let fresh = self.lines.len();
        let at = *self.places.entry(fold(form)).or_insert(fresh);
        if at == fresh {
            self.lines.push((form.to_owned(), Vec::new()));
        }
        if let Some((_, known)) = self.lines.get_mut(at) {
            known.extend_from_slice(renderings);
        }
    }

    /// The list with the likeliest rendering of each word first; those without a number stay in
    /// their order, behind those with one.
    fn finish(self, from: &str, to: &str) -> Lexicon {
        let mut text = String::new();
        for (form, mut renderings) in self.lines {
            renderings.sort_by(|a, b| b.1.unwrap_or(-1.0).total_cmp(&a.1.unwrap_or(-1.0)));
            let mut seen = std::collections::HashSet::new();
            renderings.retain(|(rendering, _)| seen.insert(fold(rendering)));
            let shown: Vec<&str> = renderings.iter().map(|(rendering, _)| rendering.as_str()).collect();
            if !shown.is_empty() && !form.starts_with('#') {
                text.push_str(&format!("{form}\t{}\n", shown.join("|")));
            }
        }
        Lexicon::parse(from, to, &[&text])
    }
}

/// Read a table; `from` and `to` are primary language subtags.
pub fn read_table(from: &str, to: &str, text: &str) -> Parsed<Lexicon> {
    let (mut entries, mut problems, mut start) = (Entries::default(), Vec::new(), 0);
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += raw.len();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match row(line) {
            Ok((forms, renderings)) => forms.iter().for_each(|form| entries.add(form, &renderings)),
            Err((what, remedy)) => problems.push(Problem::new(span, what, remedy)),
        }
    }
    Parsed { value: entries.finish(from, to), problems }
}

/// The words and the renderings of a line, or what is wrong with it and what to do.
fn row(line: &str) -> Result<Row<'_>, (&'static str, &'static str)> {
    let mut columns = line.split('\t');
    let (forms, renderings) = (parts(columns.next()), parts(columns.next()));
    if forms.is_empty() || renderings.is_empty() {
        return Err(("this line has not two columns", "write a word, a tab and its translation"));
    }
    let numbers: Vec<Option<f64>> = parts(columns.next()).iter().map(|number| number.parse().ok()).collect();
    let sound = numbers.iter().all(|number| number.is_some_and(|number| number.is_finite() && number >= 0.0));
    if !sound || (!numbers.is_empty() && numbers.len() != renderings.len()) {
        let remedy = "write a number for each translation, with | between, or leave the column out";
        return Err(("the third column is not a number for each translation", remedy));
    }
    let number = |at: usize| numbers.get(at).copied().flatten();
    let renderings = renderings.into_iter().enumerate().map(|(at, rendering)| (rendering.to_owned(), number(at)));
    Ok((forms, renderings.collect()))
}

fn parts(column: Option<&str>) -> Vec<&str> {
    column.unwrap_or_default().split('|').map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Read a dictd dictionary: the text of its `.index` and of its unpacked `.dict`. Problems are
/// places of the index.
pub fn read_dictd(from: &str, to: &str, index: &str, articles: &str) -> Parsed<Lexicon> {
    let (mut entries, mut problems, mut start) = (Entries::default(), Vec::new(), 0);
    for raw in index.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += raw.len();
        // What the dictionary says about itself stands under such headwords.
        if line.trim().is_empty() || line.starts_with("00") {
            continue;
        }
        match article(line, articles) {
            Ok((headword, article)) => {
                let renderings: Vec<Weighted> =
                    article_renderings(headword, article).into_iter().map(|rendering| (rendering, None)).collect();
                entries.add(headword, &renderings);
            }
            Err(what) => problems.push(Problem::new(
                span,
                what,
                "give the .index and the .dict of one dictionary, unpacked and in UTF-8",
            )),
        }
    }
    Parsed { value: entries.finish(from, to), problems }
}

fn article<'a>(line: &'a str, articles: &'a str) -> Result<(&'a str, &'a str), &'static str> {
    let mut columns = line.split('\t');
    let headword = columns.next().unwrap_or_default().trim();
    let (Some(start), Some(length)) = (columns.next().and_then(base64), columns.next().and_then(base64)) else {
        return Err("this line is not a headword, an offset and a length");
    };
    let end = start.saturating_add(length);
    let article = articles.get(start..end).ok_or("this line points outside the dictionary")?;
    Ok((headword, article))
}

/// A number as dictd writes it: the digits of base 64, the most significant first.
fn base64(digits: &str) -> Option<usize> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = digits.trim();
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0_usize, |number, digit| number.checked_mul(64)?.checked_add(DIGITS.find(digit)?))
}

/// The short phrases of an article.
fn article_renderings(headword: &str, article: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in article.lines().enumerate() {
        let bare = without_remarks(line);
        let bare = bare.trim();
        // The first line repeats the headword; examples stand in quotes; "see:" leads elsewhere.
        let repeats = at == 0 && fold(bare).starts_with(&fold(headword));
        let aside = line.trim_start().starts_with(['"', '“', '«']) || bare.contains(':');
        if repeats || aside {
            continue;
        }
        let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | '*' | ' '));
        let phrases = bare.split([',', ';', '،', '؛', '|']).map(str::trim);
        let short = |phrase: &&str| (1..=WORDS_OF_A_RENDERING).contains(&phrase.split_whitespace().count());
        found.extend(phrases.filter(short).map(str::to_owned));
    }
    found
}

/// `line` without what stands in brackets of any kind or between strokes: grammar, pronunciation.
fn without_remarks(line: &str) -> String {
    let (mut kept, mut depth, mut strokes) = (String::new(), 0_usize, false);
    for c in line.chars() {
        match c {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '>' | '}' => depth = depth.saturating_sub(1),
            '/' => strokes = !strokes,
            _ if depth == 0 && !strokes => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn renderings(lexicon: &Lexicon, word: &str) -> Vec<String> {
        let german = Language::from_tag("de").unwrap();
        lexicon.renderings(&fold(word), german.profile()).into_iter().map(|(word, _)| word.to_owned()).collect()
    }

    #[test]
    fn renderings_are_ordered_by_their_numbers() {
        let table = "# a list\nBank\tbench\t2\nBank\tbank\t7\nHaus|Häuser\thouse|home\r\nRat\tcouncil|advice\t3|12\n";
        let read = read_table("de", "en", table);
        assert_eq!(read.problems, []);
        assert_eq!(renderings(&read.value, "bank"), ["bank", "bench"]);
        assert_eq!(renderings(&read.value, "Häuser"), ["house", "home"]);
        assert_eq!(renderings(&read.value, "Rat"), ["advice", "council"]);
    }

    #[test]
    fn lines_that_are_no_entry_are_named() {
        let read = read_table("de", "en", "Haus\thouse\nBaum\nRat\tcouncil|advice\t3\nTal\tvalley\tx\n");
        let places: Vec<usize> = read.problems.iter().map(|problem| problem.span.start).collect();
        assert_eq!(places, [11, 16, 37]);
        assert_eq!(renderings(&read.value, "Haus"), ["house"]);
    }

    #[test]
    fn a_dictionary_gives_the_short_phrases_of_its_articles() {
        let articles = "Haus /haʊs/ <n, neut>\n1. house, home (where one lives)\n   \"zu Hause\" - at home\n\
                        2. a building in which people may live\nsee: Heim\n";
        let index = format!("00databaseinfo\tA\tB\nhaus\tA\t{}\n", encoded(articles.len()));
        let read = read_dictd("de", "en", &index, articles);
        assert_eq!(read.problems, []);
        assert_eq!(renderings(&read.value, "Haus"), ["house", "home"]);
    }

    #[test]
    fn an_index_of_another_dictionary_is_noticed() {
        let read = read_dictd("de", "en", "haus\tA\tzz\nbaum\n", "Haus\nhouse\n");
        let said: Vec<&str> = read.problems.iter().map(|problem| problem.what.as_str()).collect();
        assert!(said[0].contains("outside") && said[1].contains("an offset"), "{said:?}");
        assert_eq!(base64("B/"), Some(127));
        assert_eq!(base64(&"/".repeat(30)), None);
    }

    fn encoded(number: usize) -> String {
        let digits: Vec<char> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".chars().collect();
        [digits[number / 64], digits[number % 64]].iter().collect()
    }
}
