//! The comparable view of a text, with the way back to the original.
//!
//! Folding removes what a writer may or may not put down without meaning another word: Arabic
//! vowel marks and tatweel, the hamza on an alef, the dots of a final yeh, Persian letter forms,
//! presentation forms, letter case and Latin accents, digits of other scripts, invisible format
//! characters. It never joins two words (ة and ه stay apart: شرطة is not شرطه).

use unicode_normalization::UnicodeNormalization;

use super::Span;
use super::digits::digit;

/// A folded text and, for each of its bytes, where it came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Original span of the character that each folded byte belongs to.
    origins: Vec<Span>,
}

impl Folded {
    /// Fold `text`.
    ///
    /// ```
    /// use tarjuman::text::{Folded, Span};
    /// let folded = Folded::new("الأُمَــم");
    /// assert_eq!(folded.text, "الامم");
    /// // The span of the folded "مم" covers the marks and the tatweel between.
    /// assert_eq!(folded.original(Span::new(6, 10)).text("الأُمَــم"), "مَــم");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (start, original) in text.char_indices() {
            let origin = Span::new(start, start + original.len_utf8());
            fold_char(original, &mut |c| {
                folded.text.push(c);
                folded.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
            });
        }
        folded
    }

    /// The original span of a span of the folded text.
    pub fn original(&self, folded: Span) -> Span {
        let first = self.origins.get(folded.start);
        let last = folded.end.checked_sub(1).and_then(|byte| self.origins.get(byte));
        match (first, last) {
            (Some(first), Some(last)) if !folded.is_empty() => first.cover(*last),
            (Some(first), _) => Span::new(first.start, first.start),
            _ => self.origins.last().map_or(Span::default(), |end| Span::new(end.end, end.end)),
        }
    }
}

/// The folded form of `text`, when the way back is not needed.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Put the folded form of `text` behind what is in `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        fold_char(c, &mut |c| folded.push(c));
    }
}

/// Hand each character that `c` folds to (none, one or several) to `push`.
fn fold_char(c: char, push: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    if is_ignorable(c) {
        return;
    }
    if let Some(digit) = digit(c) {
        return push(char::from(b'0' + digit));
    }
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => push('ا'),
        'ى' | 'ی' => push('ي'),
        'ک' => push('ك'),
        '’' | '‘' | 'ʼ' | 'ʻ' => push('\''),
        '‐' | '‑' => push('-'),
        '\u{A0}' | '\u{202F}' => push(' '),
        // The dotless i of Turkish capitals, the sigma at the end of a Greek word, the sharp s of capitals.
        'ı' => push('i'),
        'ς' => push('σ'),
        'ß' => "ss".chars().for_each(push),
        // Korean syllables and kana would fall into their parts.
        '\u{3041}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' => push(c),
        // Basic Arabic letters are their own fold; the normalisation tables are not worth asking.
        '\u{0621}'..='\u{064A}' => push(c),
        // Arabic presentation forms, Latin letters with accents, ligatures, full-width forms.
        '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => {
            std::iter::once(c).nfkd().filter(|c| !is_latin_mark(*c)).flat_map(char::to_lowercase).for_each(push);
        }
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            for letter in std::iter::once(c).nfkc() {
                // A few presentation forms are their own normal form.
                if letter == c { push(c) } else { fold_char(letter, push) }
            }
        }
        // Composed and decomposed letters of every script meet without their accents.
        _ => std::iter::once(c).nfkd().filter(|c| !is_latin_mark(*c)).flat_map(char::to_lowercase).for_each(push),
    }
}

/// Characters without which the word is the same word: Arabic marks and tatweel, Hebrew points, combining Latin
/// accents, and invisible format characters.
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{061C}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}'
    ) || is_latin_mark(c)
}

fn is_latin_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (a, b) in [
            ("الأمم", "الامم"),
            ("إلى", "الي"),
            ("مُحَمَّد", "محمد"),
            ("الــعراق", "العراق"),
            ("ﻣﺤﻤﺪ", "محمد"),
            ("٢٠١٧", "2017"),
            ("Bogotá", "BOGOTA"),
            ("Lavrov’s", "lavrov's"),
            ("کی", "كي"),
            ("Андрей", "Андреи\u{306}"),
            ("שָׁלוֹם", "שלום"),
            ("Straße", "STRASSE"),
            ("ΠΟΛΙΣ", "πόλις"),
            ("ISPARTA", "Isparta"),
            ("Ｇ２０", "g20"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn teh_marbuta_stays_apart_from_heh() {
        assert_ne!(fold("شرطة"), fold("شرطه"));
    }
}
