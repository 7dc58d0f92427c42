//! How two spellings of what may be one name, in one script, differ.

use super::{Keys, best_similarity};
use crate::text::fold;

/// How two spellings differ; from what can only be a slip to what may well be two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// In capitals inside the word: Macpherson, MacPherson.
    Case,
    /// In accents: Erdogan, Erdoğan.
    Accents,
    /// Two neighbouring letters have changed places: Lavrov, Larvov.
    Swap,
    /// In how a sound is written, by convention: Lavrov, Lavroff; Mohammed, Muhammad.
    Convention,
    /// By one letter too many, too few or another: Encinitas, Ecinitas.
    Letter,
}

/// How the spellings `a` and `b` differ; `None` when they are equal or have little in common.
///
/// Their keys come along because the caller has them.
///
/// ```
/// use tarjuman::language::{Language, names::{keys, spelling::{Difference, difference}}};
/// let profile = Language::from_tag("en").unwrap().profile();
/// let between = |a: &str, b: &str| {
///     difference((a, &keys(&a.to_lowercase(), profile)), (b, &keys(&b.to_lowercase(), profile)))
/// };
/// assert_eq!(between("Lavrov", "Larvov"), Some(Difference::Swap));
/// assert_eq!(between("Lavrov", "Lavroff"), Some(Difference::Convention));
/// assert_eq!(between("Johnson", "Washington"), None);
/// ```
pub fn difference((a, a_keys): (&str, &Keys), (b, b_keys): (&str, &Keys)) -> Option<Difference> {
    if a == b {
        return None;
    }
    if a.to_lowercase() == b.to_lowercase() {
        return Some(Difference::Case);
    }
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return Some(Difference::Accents);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if is_swap(&a, &b) {
        return Some(Difference::Swap);
    }
    if begin_alike(&a, &b) && best_similarity(a_keys, b_keys) >= 1.0 && vowels_agree(&a, &b) {
        return Some(Difference::Convention);
    }
    differ_by_a_letter(&a, &b).then_some(Difference::Letter)
}

/// Whether the one ends where the other goes on: an inflected or derived form more often than
/// another spelling (Iran, Iranian; John, Johns). A last letter doubled is none (Zelensky,
/// Zelenskyy).
pub fn extends(longer: &str, shorter: &str) -> bool {
    let (longer, shorter) = (fold(longer), fold(shorter));
    let Some(rest) = longer.strip_prefix(shorter.as_str()).filter(|rest| !rest.is_empty()) else { return false };
    !rest.chars().eq(shorter.chars().last())
}

/// Whether the two differ in a last vowel or s only: forms of a word, or of a name for a man and for
/// a woman (Europe, Europa; Andres, Andrea). Final y and i write one sound.
pub fn other_ending(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let mut ends = (a.chars(), b.chars());
    let (Some(x), Some(y)) = (ends.0.next_back(), ends.1.next_back()) else { return false };
    x != y && ends.0.as_str() == ends.1.as_str() && [x, y].iter().all(|c| matches!(c, 'a' | 'e' | 'o' | 'u' | 's'))
}

/// One exchange of neighbouring letters makes the one the other.
fn is_swap(a: &[char], b: &[char]) -> bool {
    let (start, end) = common_ends(a, b);
    a.len() == b.len()
        && start + end + 2 == a.len()
        && matches!((a.get(start..start + 2), b.get(start..start + 2)), (Some([x, y]), Some([v, w])) if x == w && y == v)
}

/// One letter added, taken away or replaced, not the first, makes the one the other.
fn differ_by_a_letter(a: &[char], b: &[char]) -> bool {
    let (start, end) = common_ends(a, b);
    start > 0 && start + end + 1 == a.len().max(b.len()) && a.len().abs_diff(b.len()) <= 1
}

/// How many letters the two have in common at the start, and at the end of what is left.
fn common_ends(a: &[char], b: &[char]) -> (usize, usize) {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let left = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(x, y)| x == y).count();
    (start, end)
}

/// Whether the first letters may write one sound: keys leave more open (Patton, Baton).
fn begin_alike(a: &[char], b: &[char]) -> bool {
    const ALIKE: [&str; 9] = ["kqcg", "gjd", "jyi", "szc", "csxt", "fpv", "wvou", "aeo", "khx"];
    match (a.first(), b.first()) {
        (Some(x), Some(y)) => x == y || ALIKE.iter().any(|group| group.contains(*x) && group.contains(*y)),
        _ => false,
    }
}

/// Whether two spellings with the same consonants can be one name by their vowels.
///
/// Vowels are read by what they may write: a e (Mohammed, Muhammad), i y e, o u; of a run of vowels
/// the last counts most (ou is u, ee is i, iy is y). Both begin with a vowel or both do not.
fn vowels_agree(a: &[char], b: &[char]) -> bool {
    let (a, b) = (syllables(a), syllables(b));
    let same_start = a.first().map(|vowel| vowel.0 == 0) == b.first().map(|vowel| vowel.0 == 0);
    same_start && a.len().abs_diff(b.len()) <= 1 && {
        let unlike = a.iter().zip(&b).filter(|(left, right)| !is_like(left.1, right.1)).count();
        unlike == 0 || (a.len() == b.len() && unlike * 2 <= a.len())
    }
}

/// Where each run of vowels begins, and the vowel that it sounds most like.
fn syllables(word: &[char]) -> Vec<(usize, char)> {
    let mut runs: Vec<(usize, char)> = Vec::new();
    let mut before = None;
    for (at, &letter) in word.iter().enumerate() {
        if is_vowel(letter) {
            match runs.last_mut().filter(|_| before.is_some_and(is_vowel)) {
                Some(run) => run.1 = sound(run.1, letter),
                None => runs.push((at, letter)),
            }
        }
        before = Some(letter);
    }
    runs
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ı' | 'ø' | 'æ' | 'œ')
}

const fn sound(first: char, second: char) -> char {
    match (first, second) {
        ('e', 'e') => 'i',
        ('o', 'o') => 'u',
        ('i', 'e') | ('y', _) => first,
        _ => second,
    }
}

const fn is_like(a: char, b: char) -> bool {
    const fn class(c: char) -> u8 {
        match c {
            'o' | 'u' | 'ø' | 'œ' => 2,
            'i' | 'y' | 'ı' => 1,
            _ => 0,
        }
    }
    // Short e is heard as i or a (Hussein, Hussain; Yemen).
    class(a) == class(b) || (a == 'e' && class(b) == 1) || (b == 'e' && class(a) == 1)
}
