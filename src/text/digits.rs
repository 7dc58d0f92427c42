//! Digits of any script.

/// The value of a decimal digit of any script, or `None`.
///
/// The ranges are the decimal digits (general category Nd) of the scripts that modern text uses.
pub fn digit(c: char) -> Option<u8> {
    const ZEROS: [char; 15] = [
        '0', '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0BE6}',
        '\u{0C66}', '\u{0E50}', '\u{0ED0}', '\u{1040}', '\u{17E0}', '\u{FF10}',
    ];
    // Nearly every character is a letter of one of the first scripts.
    if c < '0' || ('\u{3A}'..'\u{0660}').contains(&c) || ('\u{066A}'..'\u{06F0}').contains(&c) {
        return None;
    }
    ZEROS.iter().find_map(|&zero| {
        let distance = u32::from(c).checked_sub(u32::from(zero))?;
        u8::try_from(distance).ok().filter(|&value| value < 10)
    })
}
