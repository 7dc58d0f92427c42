//! Which kinds of characters a text holds, found in one pass for all rules: a rule about brackets
//! need not read a text that has none.

use std::ops::{BitOr, BitOrAssign};

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u16);

impl Signs {
    /// Two blanks in a row.
    pub(crate) const GAP: Self = Self(1);
    /// A blank before a mark or closing bracket, or after an opening one.
    pub(crate) const LOOSE_MARK: Self = Self(1 << 1);
    /// Brackets.
    pub(crate) const BRACKET: Self = Self(1 << 2);
    /// Quotation marks, apostrophes not counted.
    pub(crate) const QUOTE: Self = Self(1 << 3);
    /// What placeholders and markup are made of: `{ % < & $`.
    pub(crate) const CODE: Self = Self(1 << 4);
    /// What addresses are made of: `@ # / www`.
    pub(crate) const ADDRESS: Self = Self(1 << 5);
    /// Characters that are not seen: controls, joiners, direction marks.
    pub(crate) const INVISIBLE: Self = Self(1 << 6);
    /// Signs of a broken encoding: replacement and private characters, several question marks,
    /// odd neighbours.
    pub(crate) const BROKEN: Self = Self(1 << 7);
    /// Anything beyond ASCII.
    pub(crate) const NOT_ASCII: Self = Self(1 << 8);

    /// What is in `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let mut before = '\n';
        for c in text.chars() {
            signs |= Self::of_char(c, before);
            before = c;
        }
        signs
    }

    /// Whether any of `kinds` is in it.
    pub(crate) const fn has(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    fn of_char(c: char, before: char) -> Self {
        match c {
            'a'..='v' | 'x'..='z' | 'A'..='Z' | '0'..='9' | '\u{0620}'..='\u{064A}' if !matches!(before, '(' | '[') => {
                if c.is_ascii() {
                    Self::default()
                } else {
                    Self::NOT_ASCII
                }
            }
            c if c.is_ascii() => Self::of_ascii(c, before),
            c => Self::NOT_ASCII | Self::of_other(c, before),
        }
    }

    fn of_ascii(c: char, before: char) -> Self {
        let loose = if is_blank(before) { Self::LOOSE_MARK } else { Self::default() };
        match c {
            ' ' | '\t' if is_blank(before) => Self::GAP,
            ' ' if matches!(before, '(' | '[' | '{') => Self::LOOSE_MARK,
            '"' => Self::QUOTE,
            ')' | ']' => Self::BRACKET | loose,
            '(' | '[' => Self::BRACKET,
            '{' | '<' | '&' | '$' => Self::CODE,
            '}' => loose,
            '%' => Self::CODE | loose,
            '?' if before == '?' => Self::BROKEN,
            ',' | '.' | ';' | ':' | '!' | '?' => loose,
            '@' | '#' | '/' => Self::ADDRESS,
            'w' if before == 'w' => Self::ADDRESS,
            '\n' | '\r' | '\t' => Self::default(),
            c if c.is_control() => Self::INVISIBLE,
            _ => Self::default(),
        }
    }

    fn of_other(c: char, before: char) -> Self {
        let loose = if is_blank(before) { Self::LOOSE_MARK } else { Self::default() };
        match c {
            '\u{A0}' | '\u{202F}' if is_blank(before) => Self::GAP,
            '“' | '”' | '«' | '»' | '„' | '‹' | '›' | '‘' | '’' | '「' | '」' | '『' | '』' | '《' | '》' | '〈'
            | '〉' => Self::QUOTE | loose | broken(c, before),
            '（' | '）' | '［' | '］' | '【' | '】' | '﴾' | '﴿' => Self::BRACKET,
            '،' | '؛' | '؟' | '٪' | '…' | '۔' => loose | broken(c, before),
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Self::BROKEN,
            _ if is_invisible(c) => Self::INVISIBLE | broken(c, before),
            _ => broken(c, before),
        }
    }
}

impl BitOr for Signs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Signs {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A space, not a line end.
pub(crate) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{3000}')
}

/// Whether a reader does not see `c`: controls, joiners, direction marks, fillers. Line ends, tabs and
/// the marks of other letters (vowel signs, variation selectors) are not meant.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A letter that begins most of what UTF-8 looks like when it is read as a Western, Arabic or
/// Cyrillic code page, before something that is no letter of its alphabet.
const fn broken(c: char, before: char) -> Signs {
    let begins = matches!(before, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' | 'â' | 'ط' | 'ظ' | 'Р' | 'С');
    let goes_on = !matches!(c, '\u{0400}'..='\u{044F}' | '\u{0620}'..='\u{0652}') || matches!(c, 'Ђ' | 'Ѓ' | 'Џ');
    if begins && goes_on { Signs::BROKEN } else { Signs(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_seen() {
        for (text, kind) in [
            ("a  b", Signs::GAP),
            ("a \u{A0}b", Signs::GAP),
            ("a .", Signs::LOOSE_MARK),
            ("( a)", Signs::LOOSE_MARK),
            ("نعم ،", Signs::LOOSE_MARK),
            ("(a", Signs::BRACKET),
            ("»", Signs::QUOTE),
            ("%s", Signs::CODE),
            ("www.a", Signs::ADDRESS),
            ("a\u{200B}b", Signs::INVISIBLE),
            ("cafÃ©", Signs::BROKEN),
            ("طھظ…", Signs::BROKEN),
            ("a????", Signs::BROKEN),
            ("é", Signs::NOT_ASCII),
        ] {
            assert!(Signs::of(text).has(kind), "{text:?}");
        }
    }

    #[test]
    fn plain_text_has_none() {
        assert_eq!(Signs::of("Yes, we will: it's half-past two. No?\nYes!"), Signs::default());
        assert_eq!(Signs::of("نعم، سنفعل: الساعة ٢. لا؟"), Signs::NOT_ASCII);
    }
}
