//! Marks that come in pairs — quotation marks, brackets — and those that have lost their partner.
//!
//! A pair may be cut in two by the borders of segments. A quotation of several paragraphs opens each of
//! them anew and is closed only in the last. Straight quotes do not say whether they open or close;
//! their neighbours do.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::language::Profile;
use crate::text::Span;

/// A quotation mark or bracket in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) opens: bool,
    /// Number of its pair in the list it was found by.
    pub(super) pair: usize,
    /// Whether it looks like an apostrophe that was typed as a quotation mark.
    pub(super) apostrophe: bool,
}

/// A mark without a partner in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lonely {
    pub(super) mark: Mark,
    /// Number of its partner among all lonely marks, when a segment nearby holds one; of an opening
    /// mark that is repeated at the beginning of the next paragraph, the number of that.
    pub(super) partner: Option<usize>,
}

/// How marks of one kind behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// One quotation ends before the next of the same marks begins, and a new paragraph opens anew.
    Quotes,
    /// They nest.
    Brackets,
}

/// How many segments away a partner may be.
const REACH: usize = 20;

/// All marks of `document` that have no partner in their segment, in order.
pub(super) fn lonely(document: &Document, habit: Habit, marks: impl Fn(&str, usize) -> Vec<Mark>) -> Vec<Lonely> {
    let mut found: Vec<Lonely> = Vec::new();
    // For each pair of marks the last open one.
    let mut pending: BTreeMap<usize, Open> = BTreeMap::new();
    for (at, segment) in document.segments.iter().enumerate() {
        let marks = marks(segment.span.text(&document.text), segment.span.start);
        if marks.is_empty() {
            continue;
        }
        let unmatched = unmatched(&marks);
        if habit == Habit::Quotes {
            // Within a quotation there can be none of the same marks.
            let whole = |pair: &usize| {
                marks.iter().any(|mark| mark.pair == *pair) && unmatched.iter().all(|mark| mark.pair != *pair)
            };
            pending.retain(|pair, _| !whole(pair));
        }
        for mark in unmatched {
            let earlier = pending.remove(&mark.pair).filter(|open| at - open.segment <= REACH);
            let anew = |open: &Open| {
                let next = segment.paragraph == open.paragraph.saturating_add(1);
                habit == Habit::Quotes && next && mark.span.start == segment.span.start
            };
            let met = earlier.filter(|open| !mark.opens || anew(open));
            let number = found.len();
            if let Some(earlier) = met.and_then(|open| found.get_mut(open.number)) {
                earlier.partner = Some(number);
            }
            if mark.opens {
                let open = Open { number, segment: at, paragraph: segment.paragraph };
                pending.insert(mark.pair, open);
            }
            found.push(Lonely { mark, partner: met.filter(|_| !mark.opens).map(|open| open.number) });
        }
    }
    found
}

/// A mark that waits for its partner: its number among those found, and where it stands.
#[derive(Clone, Copy)]
struct Open {
    number: usize,
    segment: usize,
    paragraph: u32,
}

/// The marks of one text that have no partner in it.
pub(super) fn unmatched(marks: &[Mark]) -> Vec<Mark> {
    let mut open: Vec<Mark> = Vec::new();
    let mut unmatched: Vec<Mark> = Vec::new();
    for &mark in marks {
        if mark.opens {
            open.push(mark);
        } else if let Some(at) = open.iter().rposition(|opener| opener.pair == mark.pair) {
            open.remove(at);
        } else {
            unmatched.push(mark);
        }
    }
    unmatched.extend(open);
    unmatched.sort_by_key(|mark| mark.span);
    unmatched
}

/// The quotation marks of `text`, which begins at `base`; those that are also apostrophes or feet are
/// left out.
pub(super) fn quotes(text: &str, base: usize, profile: &Profile) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut straight_open = 0_usize;
    for (at, c) in text.char_indices() {
        // What nearly every character is, without asking the profile.
        if c != '"' && (c.is_ascii() || c.is_alphabetic()) {
            continue;
        }
        let quotes = &profile.quotes;
        if quotes.ambiguous.contains(c) {
            continue;
        }
        let Some(pair) = quotes.pairs.iter().position(|pair| pair.0 == c || pair.1 == c) else { continue };
        let Some(&(opening, closing)) = quotes.pairs.get(pair) else { continue };
        let span = Span::new(at, at + c.len_utf8()).offset(base);
        if opening != closing {
            marks.push(Mark { span, opens: c == opening, pair, apostrophe: false });
            continue;
        }
        let Some(role) = straight(text, at, straight_open) else { continue };
        straight_open = if role == Role::Opens { straight_open + 1 } else { straight_open.saturating_sub(1) };
        marks.push(Mark { span, opens: role == Role::Opens, pair, apostrophe: role == Role::Apostrophe });
    }
    marks
}

/// What a straight quote is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Apostrophe,
}

/// What the straight quote at `at` is when `open` of them are open before it; `None` for inches and
/// seconds: `a 27" screen`.
fn straight(text: &str, at: usize, open: usize) -> Option<Role> {
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    let mut rest = text.get(at + 1..).unwrap_or_default().chars();
    let (after, next) = (rest.next(), rest.next());
    let is = |c: Option<char>, what: fn(char) -> bool| c.is_some_and(what);
    let loose_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/'));
    let loose_after = after.is_none_or(|c| c.is_whitespace() || is_closing_mark(c));
    if loose_before && !is(after, char::is_whitespace) && after.is_some() {
        return Some(Role::Opens);
    }
    if open > 0 {
        return Some(Role::Closes);
    }
    match before {
        // قال: " نعم"
        Some(':') if is(after, char::is_whitespace) => Some(Role::Opens),
        Some(c) if c.is_numeric() => None,
        Some(c) if is(after, char::is_lowercase) && c.is_lowercase() => Some(Role::Apostrophe),
        Some('s' | 'S') if is(after, char::is_whitespace) && is(next, char::is_alphanumeric) => Some(Role::Apostrophe),
        _ if loose_before => Some(Role::Opens),
        _ if loose_after => Some(Role::Closes),
        _ => Some(Role::Opens),
    }
}

fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '.'
            | ','
            | ':'
            | ';'
            | '!'
            | '?'
            | '،'
            | '؛'
            | '؟'
            | '…'
            | '—'
            | '–'
            | '-'
            | '/'
            | '"'
            | '”'
            | '“'
            | '\''
            | '’'
    )
}

/// Brackets that pair; braces belong to placeholders.
const BRACKETS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('（', '）'), ('［', '］'), ('【', '】'), ('﴾', '﴿')];

/// The brackets of `text`, which begins at `base`, without those of list numbers — `1)`, `أ)` — and of
/// faces `:-)`.
pub(super) fn brackets(text: &str, base: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        let Some(pair) = BRACKETS.iter().position(|pair| pair.0 == c || pair.1 == c) else { continue };
        let opens = BRACKETS.get(pair).is_some_and(|pair| pair.0 == c);
        let before = text.get(..at).unwrap_or_default();
        if is_face(before) || (!opens && open == 0 && numbers_a_list(before)) {
            continue;
        }
        open = if opens { open + 1 } else { open.saturating_sub(1) };
        marks.push(Mark { span: Span::new(at, at + c.len_utf8()).offset(base), opens, pair, apostrophe: false });
    }
    marks
}

fn is_face(before: &str) -> bool {
    let eyes = before.strip_suffix(['-', '\'', 'o']).unwrap_or(before);
    let Some(face) = eyes.strip_suffix([':', ';', '=']) else { return false };
    face.ends_with(char::is_whitespace) || face.is_empty() || eyes.len() < before.len()
}

/// Whether what stands before a closing bracket is a number or letter of a list.
fn numbers_a_list(before: &str) -> bool {
    const LONGEST: usize = 4;
    let number = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let plain = number.chars().all(|c| c.is_alphanumeric() || c == '.');
    let ahead = before.get(..before.len() - number.len()).unwrap_or_default().trim_end();
    let begins = ahead.is_empty() || ahead.ends_with([';', ':', ',', '.', '،', '؛', '–', '—', '-']);
    !number.is_empty() && plain && number.chars().count() <= LONGEST && begins
}

/// The characters of the bracket or quotation mark that would be the partner of `c`.
pub(super) fn partner(c: char, profile: &Profile) -> Option<char> {
    let pairs = profile.quotes.pairs.iter().chain(&BRACKETS);
    pairs.filter_map(|&(open, close)| if c == open { Some(close) } else { (c == close).then_some(open) }).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn roles(text: &str) -> String {
        let profile = Language::from_tag("en").unwrap().profile();
        let role = |mark: &Mark| {
            if mark.apostrophe {
                'a'
            } else if mark.opens {
                '<'
            } else {
                '>'
            }
        };
        quotes(text, 0, profile).iter().map(role).collect()
    }

    #[test]
    fn straight_quotes_by_their_neighbours() {
        for (text, expected) in [
            ("\"Yes,\" he said, \"and no.\"", "<><>"),
            ("he called it \"historic\" and (\"fair\")", "<><>"),
            ("the Lakers\" website", "a"),
            ("a coup d\"état", "a"),
            ("a 27\" screen", ""),
            ("\"the 1960s\" were \"5\"", "<><>"),
            ("the end.\"", ">"),
            ("\"He said \"yes\" to me\"", "<<>>"),
            ("قال: \" نعم\"", "<>"),
            ("وصفه\"تاريخي\" و\"عادل\"", "<><>"),
        ] {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn list_numbers_and_faces_are_no_brackets() {
        for text in ["1) one; 2) two", "a) first", "أ) أولا", "fine :-) and ;)", "no"] {
            assert_eq!(brackets(text, 0), [], "{text}");
        }
        assert_eq!(brackets("one (1) and [2]", 0).len(), 4);
        assert_eq!(unmatched(&brackets("the Agency (BPPT said", 0)).len(), 1);
        assert_eq!(unmatched(&brackets("it rose by 5) in May", 0)).len(), 1);
    }
}
