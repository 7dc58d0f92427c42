//! Lines of text looked up by their first column.
//!
//! The text and its index are two strings of bytes, so that a table made when the program is built
//! costs nothing when it starts. The build script uses this file as well.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Lines `key<TAB>value`, several values of one key with tabs between, and an open-addressed index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    text: Cow<'static, str>,
    /// Slots of four bytes, a power of two of them: where a line begins plus one, least byte first; 0 is free.
    slots: Cow<'static, [u8]>,
}

const SLOT: usize = 4;

impl Table {
    /// A table made by [`Self::new`] and written down by [`Self::parts`].
    #[allow(dead_code, reason = "the build script only writes tables")]
    pub(crate) const fn baked(text: &'static str, slots: &'static [u8]) -> Self {
        Self { text: Cow::Borrowed(text), slots: Cow::Borrowed(slots) }
    }

    /// A table of the values of each key. Keys and values hold neither tab nor line feed; what lies beyond
    /// four gigabytes is not found.
    pub(crate) fn new(entries: &BTreeMap<String, Vec<String>>) -> Self {
        let size = (entries.len() * 2).next_power_of_two();
        let (mut text, mut slots) = (String::new(), vec![0; size * SLOT]);
        for (key, values) in entries {
            let place = u32::try_from(text.len() + 1).unwrap_or_default();
            let free = probes(key, size).find(|at| slots.get(*at..at + SLOT) == Some([0; SLOT].as_slice()));
            if let Some(slot) = free.and_then(|at| slots.get_mut(at..at + SLOT)) {
                slot.copy_from_slice(&place.to_le_bytes());
            }
            text.extend([key, "\t", &values.join("\t"), "\n"]);
        }
        Self { text: text.into(), slots: slots.into() }
    }

    /// Text and index, to be written down.
    #[allow(dead_code, reason = "for the build script")]
    pub(crate) fn parts(&self) -> (&str, &[u8]) {
        (&self.text, &self.slots)
    }

    /// Whether it has no line.
    #[allow(dead_code, reason = "for the library")]
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The values of `key` with tabs between.
    #[allow(dead_code, reason = "for the library")]
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        for at in probes(key, self.slots.len() / SLOT) {
            let slot = self.slots.get(at..at + SLOT)?.try_into().ok()?;
            let place = usize::try_from(u32::from_le_bytes(slot)).ok()?.checked_sub(1)?;
            let line = self.text.get(place..)?;
            if let Some(values) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix('\t')) {
                return values.split('\n').next();
            }
        }
        None
    }

    /// All values, in the order of their keys.
    #[allow(dead_code, reason = "for the library")]
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.text.lines().flat_map(|line| line.split('\t').skip(1))
    }
}

/// The byte places of the slots in which `key` may stand, in order: by the hash FNV-1a, then upwards.
fn probes(key: &str, size: usize) -> impl Iterator<Item = usize> + use<> {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (0..size).map(move |step| (hash as usize).wrapping_add(step) % size * SLOT)
}

/// The entries of the texts of a list: folded form → renderings of each line it stands in, as written there. Lines
/// without a tab are passed over.
pub(crate) fn entries(texts: &[&str], fold: fn(&str) -> String) -> BTreeMap<String, Vec<String>> {
    let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        let Some((forms, renderings)) = line.split_once('\t') else { continue };
        for form in forms.split('|') {
            entries.entry(fold(form)).or_default().push(renderings.replace('\t', " "));
        }
    }
    entries
}

/// The mark of a word that some rendering writes small: no name.
pub(crate) const SMALL: &str = "s";

/// The folded words of renderings, each with [`SMALL`] if it is a common word.
pub(crate) fn words<'a>(
    renderings: impl Iterator<Item = &'a str>,
    fold: fn(&str) -> String,
) -> BTreeMap<String, Vec<String>> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for word in renderings.flat_map(|line| line.split(['|', ' ', '-'])) {
        let small = word.starts_with(char::is_lowercase).then(|| SMALL.to_owned());
        let known = words.entry(fold(word)).or_default();
        if known.is_empty() {
            known.extend(small);
        }
    }
    words
}
