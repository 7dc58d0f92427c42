//! Terms that are regular expressions: document symbols, numbers of resolutions, placeholders.
//!
//! The engine works in linear time (no back-references, no look-around), and the size of the
//! compiled expression is limited, so that no entry can stop a run.

use regex::{Regex, RegexBuilder};

use super::model::{CasePolicy, Term};
use crate::text::{Span, words};

/// Bytes that a compiled expression may take.
const SIZE: usize = 1 << 20;

/// The compiled expression of a term that matches by [`super::Matching::Regex`].
///
/// # Errors
/// What is wrong with it, in a sentence without a full stop.
pub fn regex_of(term: &Term) -> Result<Regex, String> {
    let compiled = RegexBuilder::new(&term.text)
        .case_insensitive(term.case == CasePolicy::Any)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .nest_limit(50)
        .build();
    match compiled {
        Ok(regex) if regex.is_match("") => Err("this regular expression matches the empty text".to_owned()),
        Ok(regex) => Ok(regex),
        Err(regex::Error::CompiledTooBig(_)) => Err(format!("this regular expression needs more than {SIZE} bytes")),
        Err(error) => Err(format!("this is no regular expression: {}", reason(&error))),
    }
}

/// The matches of `regex` in `text` that begin and end at borders of words.
pub fn matches(regex: &Regex, text: &str) -> Vec<Span> {
    let words: Vec<Span> = words(text).map(|word| word.span).collect();
    let inside = |at: usize| {
        let next = words.partition_point(|word| word.end <= at);
        words.get(next).is_some_and(|word| word.start < at)
    };
    let found = regex.find_iter(text).filter(|found| !found.is_empty());
    found
        .map(|found| Span::new(found.start(), found.end()))
        .filter(|span| !inside(span.start) && !inside(span.end))
        .collect()
}

/// The last line of a syntax error says what is wrong; those before it draw the place with carets.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    text.lines().next_back().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str) -> Term {
        Term { text: text.to_owned(), ..Term::default() }
    }

    #[test]
    fn whole_words_only() {
        let regex = regex_of(&term(r"S/RES/\d+")).unwrap();
        let text = "s/res/2254 (2015), S/RES/22a, xS/RES/1";
        let found: Vec<&str> = matches(&regex, text).into_iter().map(|span| span.text(text)).collect();
        assert_eq!(found, ["s/res/2254"]);
    }

    #[test]
    fn what_is_no_use_is_refused() {
        for (written, says) in [
            ("(", "unclosed group"),
            (r"(a)\1", "backreferences are not supported"),
            ("x*", "empty text"),
            ("(a{1000}){1000}", "more than"),
        ] {
            let error = regex_of(&term(written)).unwrap_err();
            assert!(error.contains(says), "{written}: {error}");
        }
    }
}
