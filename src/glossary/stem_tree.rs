//! A letter tree of stems: all stems that a word begins with are found in one walk over it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are made of small numbers.
pub(super) type KeyMap<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

/// A tree of strings with values; a string may have several.
#[derive(Debug)]
pub(super) struct StemTree<T> {
    edges: KeyMap<u32>,
    /// For each node the number of its newest value, counted from 1; 0 when it has none.
    newest: Vec<u32>,
    /// Each value and the number of the one before it at the same node.
    values: Vec<(T, u32)>,
}

/// A place in the tree; the default is its root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node(u32);

impl<T> Default for StemTree<T> {
    fn default() -> Self {
        Self { edges: KeyMap::default(), newest: vec![0], values: Vec::new() }
    }
}

impl<T> StemTree<T> {
    /// Add `value` to `stem`.
    pub(super) fn insert(&mut self, stem: &str, value: T) {
        let mut node = 0_u32;
        for letter in stem.chars() {
            let fresh = u32::try_from(self.newest.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry(key(node, letter)).or_insert(fresh);
            if node == fresh {
                self.newest.push(0);
            }
        }
        if let Some(newest) = self.newest.get_mut(node as usize) {
            self.values.push((value, *newest));
            *newest = u32::try_from(self.values.len()).unwrap_or_default();
        }
    }

    /// The node that `letter` leads to.
    pub(super) fn step(&self, node: Node, letter: char) -> Option<Node> {
        self.edges.get(&key(node.0, letter)).copied().map(Node)
    }

    /// The node that `text` leads to.
    pub(super) fn descend(&self, node: Node, text: &str) -> Option<Node> {
        text.chars().try_fold(node, |node, letter| self.step(node, letter))
    }

    /// The values of the stem that ends at `node`.
    pub(super) fn values(&self, node: Node) -> impl Iterator<Item = &T> {
        let mut next = self.newest.get(node.0 as usize).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let (value, before) = self.values.get((next as usize).checked_sub(1)?)?;
            next = *before;
            Some(value)
        })
    }
}

fn key(node: u32, letter: char) -> u64 {
    (u64::from(node) << 32) | u64::from(u32::from(letter))
}

/// A hash for keys that are small numbers: one multiplication. The keys come from glossaries, not
/// from texts, so nobody gains by making them collide.
#[derive(Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_keeps_all_its_values() {
        let mut tree = StemTree::default();
        for (stem, value) in [("منطق", 1), ("من", 2), ("منطق", 3)] {
            tree.insert(stem, value);
        }
        let at = |text: &str| -> Vec<i32> {
            tree.descend(Node::default(), text).map(|node| tree.values(node).copied().collect()).unwrap_or_default()
        };
        assert_eq!((at("من"), at("منط"), at("منطق"), at("x")), (vec![2], vec![], vec![3, 1], vec![]));
    }
}
