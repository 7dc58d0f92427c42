//! Scripts that are written without spaces, or of which one sign says as much as a syllable or a
//! word of others.

/// A script whose words are not told apart by spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unspaced {
    /// Chinese characters, in whichever language: each is a word or a part of one.
    Han,
    /// Japanese syllables of endings, particles and native words.
    Hiragana,
    /// Thai, Lao, Khmer, Burmese.
    SouthEastAsian,
}

/// The script of `c` when it is one without spaces.
///
/// Katakana is none: a run of it is one word, and one of another script follows.
pub fn unspaced(c: char) -> Option<Unspaced> {
    match c {
        '\u{3041}'..='\u{309F}' => Some(Unspaced::Hiragana),
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => Some(Unspaced::SouthEastAsian),
        _ if is_han(c) => Some(Unspaced::Han),
        _ => None,
    }
}

/// Whether `c` is a Chinese character (unified and compatibility ideographs, `々`, `〇`).
pub fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Whether `c` is a letter of katakana, in which Japanese writes foreign words.
pub fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9D}')
}

/// Whether `c` is a Korean syllable or letter.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}')
}

/// Whether the script of `c` joins its letters, so that zero width joiners and non-joiners have work
/// to do in it: Arabic and its relatives, Mongolian, the scripts of India and its neighbours.
pub fn uses_joiners(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// How many letters of an alphabet say as much as `c`: lengths of texts in different scripts are
/// compared in these.
///
/// Translated news needs about three Latin letters for a Chinese character, two for a Korean
/// syllable, and in Japanese one and a half for each kana beside the characters.
pub fn letters_worth(c: char) -> f64 {
    match c {
        '\u{3041}'..='\u{30FF}' => 1.5,
        _ if is_han(c) => 3.0,
        _ if is_hangul(c) => 2.2,
        _ => 1.0,
    }
}
