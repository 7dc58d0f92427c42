//! How much and where two texts differ, word by word.

use std::collections::{BTreeMap, HashMap};

use similar::{ChangeTag, TextDiff};

/// Bytes of two texts above which their difference is not shown: nobody would read it, and finding it
/// takes time that grows with the square of the length.
const LONGEST: usize = 20_000;

/// What changed, word by word: `[-went into-] {+discuss+}`, with equal words between.
pub(crate) fn word_diff(old: &str, new: &str) -> String {
    if old.len() + new.len() > LONGEST {
        return "too long to be shown".to_owned();
    }
    let diff = TextDiff::from_unicode_words(old, new);
    let mut shown = String::new();
    let mut open = ChangeTag::Equal;
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            shown.push_str(closing(open));
            shown.push_str(match change.tag() {
                ChangeTag::Delete => "[-",
                ChangeTag::Insert => "{+",
                ChangeTag::Equal => "",
            });
            open = change.tag();
        }
        shown.push_str(change.value());
    }
    shown.push_str(closing(open));
    shown
}

const fn closing(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
        ChangeTag::Equal => "",
    }
}

/// The `items` of which there are more than among `others`, at their last places; what has an equal key is
/// equal.
pub(crate) fn surplus<'i, T, K: Ord + ?Sized>(items: &'i [T], others: &[T], key: impl Fn(&T) -> &K) -> Vec<&'i T> {
    let mut counts: BTreeMap<&K, usize> = BTreeMap::new();
    for other in others {
        *counts.entry(key(other)).or_default() += 1;
    }
    let is_left = |item: &&T| match counts.get_mut(key(item)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    items.iter().filter(is_left).collect()
}

/// How many words of the longer of two folded texts (words with single spaces) the other lacks,
/// wherever they stand.
pub(crate) fn words_apart(one: &str, other: &str) -> usize {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    let (mut left, mut right) = (0, 0);
    for word in one.split(' ') {
        *counts.entry(word).or_default() += 1;
        left += 1;
    }
    let mut shared = 0;
    for word in other.split(' ') {
        right += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    left.max(right) - shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_wherever_they_stand() {
        assert_eq!(words_apart("a b c", "c b a"), 0);
        assert_eq!(words_apart("a b b c", "a b c"), 1);
        assert_eq!(words_apart("a b c", "a x y c"), 2);
    }

    #[test]
    fn a_diff_shows_both_sides() {
        assert_eq!(word_diff("they went home", "they stayed home"), "they [-went-]{+stayed+} home");
    }
}
