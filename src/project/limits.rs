//! How much is too much: high defaults, each of which an option raises.
//!
//! A limit exists to stop an endless device or a bomb, not a large translation memory; so the
//! defaults are far above real work, and every refusal names the option.

use super::Reason;

/// What the readers refuse to exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one input, as it is stored: `--max-file-size`.
    pub file_size: u64,
    /// Bytes of one line of a stream: `--max-line-size`.
    pub line_size: u64,
    /// Rows or concepts of one glossary: `--max-glossary-rows`.
    pub glossary_rows: usize,
    /// Bytes that the compiled form of one regular expression may take: `--max-regex-size`.
    pub regex_size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_size: 2 << 30, line_size: 64 << 20, glossary_rows: 500_000, regex_size: 1 << 20 }
    }
}

impl Limits {
    /// The refusal of an input with more bytes than allowed; `size` when it is known.
    pub fn file_too_large(&self, size: Option<u64>) -> Reason {
        let limit = in_units(self.file_size);
        let what = match size {
            Some(size) => format!("this file has {}, more than the limit of {limit}", in_units(size)),
            None => format!("this input has more than the limit of {limit}"),
        };
        Reason::new(what, "raise the limit with --max-file-size if you mean it")
    }

    /// The refusal of a line with more bytes than allowed.
    pub fn line_too_long(&self) -> Reason {
        let what = format!("this line has more than the limit of {}", in_units(self.line_size));
        Reason::new(what, "raise the limit with --max-line-size if you mean it")
    }
}

const UNITS: [(char, u64); 4] = [('T', 1 << 40), ('G', 1 << 30), ('M', 1 << 20), ('K', 1 << 10)];

/// The number of bytes that an option such as `500M`, `4G` or `4GiB` means.
///
/// ```
/// use tarjuman::project::limits::parse_size;
/// assert_eq!(parse_size("4GiB"), Ok(4 << 30));
/// assert!(parse_size("many").is_err());
/// ```
pub fn parse_size(written: &str) -> Result<u64, String> {
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = written.get(digits.len()..).unwrap_or_default().trim().to_ascii_uppercase();
    let unit = unit.strip_suffix("IB").or(unit.strip_suffix('B')).unwrap_or(&unit);
    let factor = match unit {
        "" => Some(1),
        unit => UNITS.iter().find(|(letter, _)| unit == letter.to_string()).map(|&(_, factor)| factor),
    };
    let size = digits.parse().ok().zip(factor).and_then(|(number, factor): (u64, u64)| number.checked_mul(factor));
    size.ok_or_else(|| "a size is a whole number of bytes, or one with a unit, such as 500M or 4G".to_owned())
}

/// `bytes` in the largest unit of which there is one, with one decimal where it is not whole.
fn in_units(bytes: u64) -> String {
    let Some(&(letter, factor)) = UNITS.iter().find(|&&(_, factor)| bytes >= factor) else {
        return format!("{bytes} bytes");
    };
    let (whole, tenths) = (bytes / factor, bytes % factor * 10 / factor);
    match bytes % factor {
        0 => format!("{whole} {letter}iB"),
        _ => format!("{whole}.{tenths} {letter}iB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (written, bytes) in [("7", 7), ("500M", 500 << 20), ("1 kb", 1 << 10), ("2GiB", 2 << 30)] {
            assert_eq!(parse_size(written), Ok(bytes), "{written}");
        }
        for wrong in ["", "G", "-1", "1.5G", "3X", "99999999999T"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_refusal_names_the_sizes_and_the_option() {
        let reason = Limits::default().file_too_large(Some((3 << 30) + (1 << 29)));
        assert_eq!(reason.what, "this file has 3.5 GiB, more than the limit of 2 GiB");
        assert!(reason.remedy.contains("--max-file-size"));
    }
}
