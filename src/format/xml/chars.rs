//! Which characters XML 1.0 (fifth edition) allows, and what a name is.

/// Whether `c` may stand in an XML document at all (production 2, `Char`).
pub const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// The first character of `text` that XML forbids, with its byte offset.
pub(super) fn first_forbidden(text: &str) -> Option<(usize, char)> {
    // Nearly every text is clean: one pass over the bytes, which the compiler vectorises, decides.
    // U+FFFE and U+FFFF begin with the byte EF, as do few others.
    let suspicious = |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xEF;
    if !text.bytes().fold(false, |found, byte| found | suspicious(byte)) {
        return None;
    }
    text.char_indices().find(|&(_, c)| !is_allowed(c))
}

/// White space as XML means it (production 3, `S`).
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A character that may begin a name without colon (`NCName`).
const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// A character that may stand inside a name, or the colon of a qualified name.
pub(super) const fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, ':' | '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether `name` is a name without colon.
pub(super) fn is_unqualified(name: &str) -> bool {
    name.starts_with(is_name_start) && name.chars().all(|c| is_name_char(c) && c != ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_noncharacters_are_found() {
        for (text, at) in [("a\u{0}", 1), ("\u{1b}[", 0), ("ب\u{FFFE}", 2), ("\u{FFFF}", 0)] {
            assert_eq!(first_forbidden(text).map(|(at, _)| at), Some(at), "{text:?}");
        }
        assert_eq!(first_forbidden("a\t\r\nب\u{FEFF}\u{FFFD}\u{85}\u{7F}😀"), None);
    }

    #[test]
    fn names() {
        for good in ["a", "_", "é", "سطر", "a-b.c9"] {
            assert!(is_unqualified(good), "{good}");
        }
        for bad in ["", "1a", "-a", ".a", "a:b", "a b", "a!"] {
            assert!(!is_unqualified(bad), "{bad}");
        }
    }
}
