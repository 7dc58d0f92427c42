//! Numbers in digits of any script and their exact value.

pub use super::digits::digit;
use super::{Span, Word, WordKind, words};

/// An exact decimal number, counted in billionths, so that "2.5 million" and 2,500,000 are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i128);

impl Quantity {
    const DECIMALS: u32 = 9;
    const ONE: i128 = 10_i128.pow(Self::DECIMALS);

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self(value as i128 * Self::ONE)
    }

    /// The number of billionths, for a fraction such as a half.
    pub const fn billionths(value: i128) -> Self {
        Self(value)
    }

    /// The product, or `None` when it does not fit or has more than nine decimals.
    pub fn times(self, other: Self) -> Option<Self> {
        let product = self.0.checked_mul(other.0)?;
        (product % Self::ONE == 0).then_some(Self(product / Self::ONE))
    }

    /// The sum, or `None` when it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The value as a floating-point number, for comparing roughly.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// The whole number, or `None` when there is a fraction or it does not fit.
    pub fn to_whole(self) -> Option<i64> {
        (self.0 % Self::ONE == 0).then(|| i64::try_from(self.0 / Self::ONE).ok()).flatten()
    }

    /// The value of ASCII digits with at most one `.`; `None` when it does not fit.
    fn parse(digits: &str) -> Option<Self> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let missing = (Self::DECIMALS as usize).checked_sub(fraction.len())?;
        let zeros = "0".repeat(missing);
        format!("{whole}{fraction}{zeros}").parse().ok().map(Self)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) = (self.0 / Self::ONE, (self.0 % Self::ONE).abs());
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        let digits = format!("{fraction:09}");
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// A number written in digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands, separators inside included.
    pub span: Span,
    /// Every value that a reader could take it for: `1.234` is a decimal in English and a
    /// thousand in German and in much Arabic text.
    pub readings: Vec<Quantity>,
}

/// The numbers in digits of any script in `text`, in order.
///
/// Digits that belong to a name (`G20`, `COVID-19`) are reported too; what cannot be read as one
/// value (an IP address, `1.2.3`) is reported piece by piece as the text has it.
///
/// ```
/// use tarjuman::text::numerals::numerals;
/// let both = numerals("٢٬٥٠٠ 2,500");
/// assert_eq!(both[0].readings[0], both[1].readings[0]);
/// ```
pub fn numerals(text: &str) -> Vec<Numeral> {
    words(text).filter(|word| word.kind != WordKind::Sign).flat_map(|word| in_word(text, word)).collect()
}

fn in_word(text: &str, word: Word) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut run: Option<Span> = None;
    let mut letters = word.span.text(text).char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let here = Span::new(at, at + c.len_utf8()).offset(word.span.start);
        let before_digit = letters.peek().is_some_and(|&(_, next)| digit(next).is_some());
        match (digit(c).is_some(), run) {
            (true, None) => run = Some(here),
            (true, Some(open)) => run = Some(open.cover(here)),
            // A separator inside the number: 2,500 or the stop of 3.5m.
            (false, Some(_)) if before_digit && !c.is_alphabetic() => {}
            (false, open) => {
                found.extend(open.into_iter().flat_map(|open| numeral(text, open)));
                run = None;
            }
        }
    }
    found.extend(run.into_iter().flat_map(|open| numeral(text, open)));
    found
}

/// The number in `span`, or the numbers between its separators when it cannot be one
/// (`12.05.2017`, an address).
fn numeral(text: &str, span: Span) -> Vec<Numeral> {
    let whole = readings(span.text(text));
    if !whole.is_empty() {
        return vec![Numeral { span, readings: whole }];
    }
    let mut pieces: Vec<Span> = Vec::new();
    let mut end = 0;
    for (at, c) in span.text(text).char_indices().filter(|(_, c)| digit(*c).is_some()) {
        let here = Span::new(at, at + c.len_utf8()).offset(span.start);
        match pieces.last_mut() {
            Some(last) if end == here.start => *last = last.cover(here),
            _ => pieces.push(here),
        }
        end = here.end;
    }
    let numeral = |piece: Span| Numeral { span: piece, readings: readings(piece.text(text)) };
    pieces.into_iter().map(numeral).filter(|numeral| !numeral.readings.is_empty()).collect()
}

/// Every value that `written` (digits with separators) can stand for.
pub fn readings(written: &str) -> Vec<Quantity> {
    let mut plain = String::with_capacity(written.len());
    for c in written.chars() {
        match (digit(c), c) {
            (Some(value), _) => plain.push(char::from(b'0' + value)),
            (None, '٫') => plain.push('d'),
            (None, '٬' | '\'' | '’' | '\u{A0}' | '\u{202F}' | '_') => plain.push('t'),
            (None, ',' | '،') => plain.push(','),
            (None, '.') => plain.push('.'),
            // A mark that is not a separator (a colon of a clock time, a slash) ends the reading.
            _ => return Vec::new(),
        }
    }
    let mut values: Vec<Quantity> = [(',', '.'), ('.', ',')]
        .into_iter()
        .filter_map(|(thousands, decimal)| read_as(&plain, thousands, decimal))
        .collect();
    values.dedup();
    values
}

/// Read with one convention: groups of three (or the Indian two) after the first separator.
fn read_as(plain: &str, thousands: char, decimal: char) -> Option<Quantity> {
    let is_decimal = |c: char| c == decimal || c == 'd';
    let (whole, fraction) = plain.split_once(is_decimal).unwrap_or((plain, ""));
    let mut groups = whole.split([thousands, 't']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let last_of_three = rest.last().is_none_or(|group| group.len() == 3);
    let grouped = rest.iter().all(|group| matches!(group.len(), 2 | 3)) && last_of_three && first.len() <= 3;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (!rest.is_empty() && !grouped) || !digits(first) || !rest.iter().all(|group| digits(group)) || !digits(fraction)
    {
        return None;
    }
    Quantity::parse(&format!("{first}{}.{fraction}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<Vec<String>> {
        numerals(text).iter().map(|n| n.readings.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn every_script_and_separator() {
        assert_eq!(values("٢٬٥٠٠ و ٣٫٥"), [["2500"], ["3.5"]]);
        assert_eq!(values("2,155 and 1.234"), [vec!["2155", "2.155"], vec!["1.234", "1234"]]);
        assert_eq!(values("12,34,567"), [["1234567"]]);
        assert_eq!(values("0.25"), [["0.25"]]);
    }

    #[test]
    fn digits_inside_names_are_seen() {
        assert_eq!(values("G20 COVID-19"), [["20"], ["19"]]);
    }

    #[test]
    fn dates_and_addresses_are_read_piece_by_piece() {
        assert_eq!(values("12.05.2017"), [["12"], ["5"], ["2017"]]);
        assert_eq!(values("10.0.0.1").len(), 4);
    }

    #[test]
    fn products_are_exact() {
        let half = Quantity::billionths(500_000_000);
        assert_eq!(half.times(Quantity::whole(1_000_000)).unwrap(), Quantity::whole(500_000));
        assert_eq!(Quantity::parse("99999999999999999999999999999999999999999"), None);
    }
}
