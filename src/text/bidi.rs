//! Direction of text: which way a paragraph runs, and the invisible characters that steer it.

use unicode_bidi::{BidiClass, bidi_class};

/// The direction in which a language or an excerpt runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// `ltr` or `rtl`, as XLIFF and HTML write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// `text` between this direction's isolate and its end (UAX #9, 2.4), for a terminal.
    pub fn isolate(self, text: &str) -> String {
        let open = match self {
            Self::Ltr => '\u{2066}',
            Self::Rtl => '\u{2067}',
        };
        format!("{open}{text}\u{2069}")
    }
}

/// Whether `c` is one of the explicit formatting characters of UAX #9.
pub const fn is_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What is wrong with a bidi control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// LRO or RLO: reverses the letters themselves, never needed in a translation.
    Override,
    /// An embedding or isolate that nothing closes in its paragraph.
    Unclosed,
    /// A PDF or PDI that closes nothing.
    Unopened,
    /// A direction mark that can have no effect: inside a word, or beside an equal one.
    Idle,
}

/// The faulty controls of `text`, as (byte offset, character, fault), in order.
///
/// Balance is judged per line: UAX #9 closes everything at the end of a paragraph.
pub fn faults(text: &str) -> Vec<(usize, char, Fault)> {
    let mut faults = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let last = std::mem::replace(&mut before, c);
        match c {
            // What nearly every character is, without asking the tables.
            ' '..='~' => continue,
            '\u{200E}' | '\u{200F}' | '\u{061C}' if last == c || is_inside_word(text, at, last, c) => {
                faults.push((at, c, Fault::Idle));
                continue;
            }
            _ => {}
        }
        match bidi_class(c) {
            _ if !is_control(c) && c != '\n' => {}
            BidiClass::B => faults.extend(open.drain(..).map(|(at, c)| (at, c, Fault::Unclosed))),
            BidiClass::LRO | BidiClass::RLO => {
                faults.push((at, c, Fault::Override));
                open.push((at, c));
            }
            BidiClass::LRE | BidiClass::RLE | BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => open.push((at, c)),
            BidiClass::PDF | BidiClass::PDI => {
                // A closer ends the innermost opener of its own kind; an isolate also ends what
                // was left open inside it.
                match open.iter().rposition(|&(_, opener)| closes(c, opener)) {
                    Some(depth) => {
                        let inner: Vec<_> = open.drain(depth..).skip(1).collect();
                        faults.extend(inner.into_iter().map(|(at, c)| (at, c, Fault::Unclosed)));
                    }
                    None => faults.push((at, c, Fault::Unopened)),
                }
            }
            _ => {}
        }
    }
    faults.extend(open.into_iter().map(|(at, c)| (at, c, Fault::Unclosed)));
    faults.sort_by_key(|&(at, _, fault)| (at, fault as u8));
    // An override that is also unclosed is one fault, not two.
    faults.dedup_by_key(|&mut (at, ..)| at);
    faults
}

/// Whether the mark `c` at `at` stands between two letters that run in one direction.
fn is_inside_word(text: &str, at: usize, before: char, c: char) -> bool {
    let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    let direction = |c: char| match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        BidiClass::L => Some(Direction::Ltr),
        _ => None,
    };
    let letters = before.is_alphabetic() && after.is_some_and(char::is_alphabetic);
    letters && direction(before) == after.and_then(direction)
}

fn closes(closer: char, opener: char) -> bool {
    let opens_isolate = matches!(opener, '\u{2066}'..='\u{2068}');
    (closer == '\u{2069}') == opens_isolate
}

/// The share of strong characters of `text` that run right to left, 0 to 1; `None` without any.
pub fn right_to_left_share(text: &str) -> Option<f64> {
    let (mut strong, mut right) = (0u32, 0u32);
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => {
                strong += 1;
                right += 1;
            }
            BidiClass::L => strong += 1,
            _ => {}
        }
    }
    (strong > 0).then(|| f64::from(right) / f64::from(strong))
}

/// `text` safe to print: control characters, line separators and bidi controls become visible
/// escapes (`\u{202E}`), so that no input can steer a terminal or reorder a report.
pub fn escape_controls(text: &str) -> std::borrow::Cow<'_, str> {
    let steers = |c: char| c.is_control() || is_control(c) || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(steers) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => safe.push(' '),
            c if steers(c) => safe.extend(format!("\\u{{{:04X}}}", u32::from(c)).chars()),
            c => safe.push(c),
        }
    }
    safe.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_balanced_isolates_are_fine() {
        assert_eq!(faults("a!\u{200F} b \u{2067}c\u{2069}"), []);
    }

    #[test]
    fn overrides_unclosed_and_unopened_are_faults() {
        let found: Vec<_> = faults("x\u{202E}y\u{2069} \u{2067}z").into_iter().map(|(_, _, fault)| fault).collect();
        assert_eq!(found, [Fault::Override, Fault::Unopened, Fault::Unclosed]);
        assert_eq!(faults("\u{202B}a\nb\u{202C}").len(), 2, "balance does not cross a line");
    }

    #[test]
    fn marks_that_can_do_nothing_are_idle() {
        for (text, idle) in
            [("ab\u{200F}cd", 1), ("a.\u{200F}\u{200F} b", 1), ("سلا\u{200E}م", 1), ("C++\u{200E} هنا", 0)]
        {
            assert_eq!(faults(text).iter().filter(|(.., fault)| *fault == Fault::Idle).count(), idle, "{text:?}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(escape_controls("a\u{1b}[31m\u{202E}"), "a\\u{001B}[31m\\u{202E}");
    }
}
