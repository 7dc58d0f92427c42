//! The words of one side: stems as numbers, and the forms in which each was met.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::align::Lexicon;
use crate::language::{Language, Profile, morphology};
use crate::text::{WordKind, fold, overlapping_words};

/// More different stems than any translator's memory holds; those that come later are passed over,
/// so that memory has a bound.
const MOST_STEMS: usize = 1 << 20;
/// Stems of one unit that are looked at; a longer unit is a page, and says little about words.
const MOST_IN_A_UNIT: usize = 150;

/// The stems of one side.
pub(super) struct Vocabulary {
    profile: &'static Profile,
    ids: HashMap<String, u32>,
    forms: Vec<BTreeMap<String, u32>>,
    /// Folded forms that were met, by stem; saves stemming the same word again.
    seen: HashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn new(profile: &'static Profile) -> Self {
        Self { profile, ids: HashMap::new(), forms: Vec::new(), seen: HashMap::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }

    /// The different stems of a text, in order.
    pub(super) fn stems(&mut self, text: &str) -> Vec<u32> {
        let mut stems = Vec::new();
        for word in overlapping_words(text).into_iter().filter(|word| word.kind == WordKind::Letters) {
            stems.extend(self.id(fold(word.span.text(text))));
        }
        stems.sort_unstable();
        stems.dedup();
        stems.truncate(MOST_IN_A_UNIT);
        stems
    }

    fn id(&mut self, form: String) -> Option<u32> {
        let id = match self.seen.get(&form) {
            Some(&id) => id,
            None => {
                let fresh = u32::try_from(self.forms.len()).ok()?;
                let id = *match self.ids.entry(morphology::stem(&form, self.profile)) {
                    std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                    std::collections::hash_map::Entry::Vacant(_) if self.forms.len() >= MOST_STEMS => return None,
                    std::collections::hash_map::Entry::Vacant(entry) => entry.insert(fresh),
                };
                if id == fresh {
                    self.forms.push(BTreeMap::new());
                }
                self.seen.insert(form.clone(), id);
                id
            }
        };
        *self.forms.get_mut(id as usize)?.entry(form).or_default() += 1;
        Some(id)
    }

    /// The forms of a stem, the most frequent first.
    pub(super) fn forms(&self, id: u32, most: usize) -> Vec<String> {
        let mut forms: Vec<(&String, &u32)> = self.forms.get(id as usize).into_iter().flatten().collect();
        // A table separates forms by these.
        forms.retain(|(form, _)| !form.contains(['|', '\t', '\n', '#']));
        forms.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        forms.into_iter().take(most).map(|(form, _)| form.clone()).collect()
    }

    /// The most frequent form of a stem.
    pub(super) fn name(&self, id: u32) -> Option<&str> {
        let forms = self.forms.get(id as usize)?.iter();
        forms.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(form, _)| form.as_str())
    }

    fn stem_of(&self, rendering: &str) -> Option<u32> {
        self.ids.get(&morphology::stem(&fold(rendering), self.profile)).copied()
    }
}

/// The pairs of stems, source and target, that the bundled list has.
pub(super) fn known_pairs(
    source: &Vocabulary,
    target: &Vocabulary,
    source_language: &Language,
    target_language: &Language,
) -> HashSet<(u32, u32)> {
    let Some(lexicon) = Lexicon::bundled(source_language, target_language) else { return HashSet::new() };
    let forward = source_language.profile().tag == lexicon.from;
    let (from, to) = if forward { (source, target) } else { (target, source) };
    let mut known = HashSet::new();
    for (form, &id) in &from.seen {
        for (rendering, _) in lexicon.renderings(form, from.profile) {
            for part in rendering.split([' ', '-']) {
                let pair = to.stem_of(part).map(|other| if forward { (id, other) } else { (other, id) });
                known.extend(pair);
            }
        }
    }
    known
}
