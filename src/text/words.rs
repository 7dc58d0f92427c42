//! Words, numbers and signs of a text, with their places.
//!
//! Unicode word boundaries (UAX #29), cut once more where the script changes inside a word:
//! news text runs words together (`و18ولاية`, `شركةInrupt`). In scripts without spaces every character
//! is a word by that standard; [`overlapping_words`] joins them for statistics.

use unicode_segmentation::UnicodeSegmentation;

use super::scripts::{self, Unspaced};
use super::{Span, fold::is_ignorable, numerals};

/// What a [`Word`] is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters (with their marks), possibly with digits inside for Latin script: `de`, `G20`.
    Letters,
    /// Digits of any script with their separators: `2,155`, `٣٫٥`.
    Number,
    /// Anything else that is not white space: punctuation, symbols, emoji.
    Sign,
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: WordKind,
}

/// The words of `text` from left to right; white space and lone invisible characters are skipped.
///
/// ```
/// use tarjuman::text::words;
/// let text = "و18ولاية، 2,155";
/// let found: Vec<&str> = words(text).map(|word| word.span.text(text)).collect();
/// assert_eq!(found, ["و", "18", "ولاية", "،", "2,155"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    text.split_word_bound_indices().flat_map(|(start, piece)| cut_at_script_changes(start, piece))
}

/// The words of `text` as statistics need them: where a script has no spaces, every two neighbouring
/// characters are a word, and a Chinese character is one by itself too.
///
/// Overlapping pairs need no dictionary, find most words of Chinese and Japanese, and are never
/// wrong about where one begins. Single kana and Thai letters are left out, as they mean nothing.
///
/// ```
/// use tarjuman::text::overlapping_words;
/// let text = "安理会は2件";
/// let found: Vec<&str> = overlapping_words(text).iter().map(|word| word.span.text(text)).collect();
/// assert_eq!(found, ["安", "安理", "理", "理会", "会", "2", "件"]);
/// ```
pub fn overlapping_words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        let script = script(text, word);
        if script.is_none_or(|script| script == Unspaced::Han) {
            found.push(word);
        }
        let next = words.peek().filter(|next| next.span.start == word.span.end && script.is_some());
        if let Some(next) = next.filter(|next| self::script(text, **next) == script) {
            found.push(Word { span: word.span.cover(next.span), kind: WordKind::Letters });
        }
    }
    found
}

fn script(text: &str, word: Word) -> Option<Unspaced> {
    let first = word.span.text(text).chars().next().filter(|_| word.kind == WordKind::Letters)?;
    scripts::unspaced(first)
}

/// The folded words and numbers of `text`, joined by single spaces: what is left of a text when
/// marks, spacing, letter case and vowel signs do not count.
pub fn folded_words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in words(text).filter(|word| word.kind != WordKind::Sign) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&super::fold(word.span.text(text)));
    }
    joined
}

/// A rough class of letters; a word does not run from one into another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    RightToLeft,
    Korean,
    Digits,
    Other,
}

fn class(c: char) -> Option<Class> {
    // What nearly every character is, without asking the tables.
    match c {
        'a'..='z' | 'A'..='Z' => return Some(Class::Other),
        '\u{0620}'..='\u{0657}' => return Some(Class::RightToLeft),
        ' '..='/' | ':'..='@' => return None,
        _ => {}
    }
    if numerals::digit(c).is_some() {
        return Some(Class::Digits);
    }
    if !c.is_alphabetic() {
        return None;
    }
    let right_to_left = matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    Some(match c {
        _ if right_to_left => Class::RightToLeft,
        _ if scripts::is_hangul(c) => Class::Korean,
        _ => Class::Other,
    })
}

fn cut_at_script_changes(start: usize, piece: &str) -> impl Iterator<Item = Word> + use<> {
    // Hardly any piece is cut: the list of the others stays empty and costs nothing.
    let mut words = Vec::new();
    let mut from = 0;
    let mut previous: Option<Class> = None;
    for (at, c) in piece.char_indices() {
        let Some(class) = class(c) else { continue };
        if previous.is_some_and(|previous| breaks(previous, class)) {
            words.extend(word(start, piece, Span::new(from, at)));
            from = at;
        }
        previous = Some(class);
    }
    words.into_iter().chain(word(start, piece, Span::new(from, piece.len())))
}

/// Latin letters and digits stay together (G20, F16); any other change of class cuts, as in 35만명.
fn breaks(left: Class, right: Class) -> bool {
    let apart = |class: Class| matches!(class, Class::RightToLeft | Class::Korean);
    left != right && (apart(left) || apart(right))
}

fn word(base: usize, piece: &str, span: Span) -> Option<Word> {
    let text = span.text(piece);
    let visible = |c: char| !c.is_whitespace() && !is_ignorable(c) && !c.is_control();
    if !text.contains(visible) {
        return None;
    }
    let mut kind = WordKind::Sign;
    for class in text.chars().filter_map(class) {
        if class != Class::Digits {
            kind = WordKind::Letters;
            break;
        }
        kind = WordKind::Number;
    }
    Some(Word { span: span.offset(base), kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|word| word.span.text(text)).collect()
    }

    #[test]
    fn marks_stay_with_their_word() {
        assert_eq!(split("قالَ الرَّئيسُ: «نعم»."), ["قالَ", "الرَّئيسُ", ":", "«", "نعم", "»", "."]);
    }

    #[test]
    fn latin_with_digits_is_one_word() {
        assert_eq!(split("the UN’s G20, F-16"), ["the", "UN’s", "G20", ",", "F", "-", "16"]);
    }

    #[test]
    fn korean_is_cut_from_digits_and_latin_and_katakana_is_not_cut() {
        assert_eq!(split("35만명이 KBS는"), ["35", "만명이", "KBS", "는"]);
        assert_eq!(split("プーチン大統領は3日"), ["プーチン", "大", "統", "領", "は", "3", "日"]);
    }

    #[test]
    fn pairs_do_not_run_across_scripts_or_signs() {
        let pairs = |text: &'static str| -> Vec<&str> {
            overlapping_words(text)
                .iter()
                .map(|word| word.span.text(text))
                .filter(|word| word.chars().count() == 2)
                .collect()
        };
        assert_eq!(pairs("会谈。开始"), ["会谈", "开始"]);
        assert_eq!(pairs("国連は行った"), ["国連", "った"]);
        assert_eq!(pairs("プーチン大統領"), ["大統", "統領"]);
    }

    #[test]
    fn script_change_cuts() {
        assert_eq!(split("شركةInrupt"), ["شركة", "Inrupt"]);
    }
}
