//! Word lists: which words of one language can render which of another.
//!
//! A list is text, one headword a line: `forms<TAB>renderings`, both separated by `|`. Forms are
//! of the first language, the headword first, then forms that light stemming does not reach;
//! renderings are dictionary forms of the second, likeliest first. Lines that begin with `#` are
//! comments.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::language::{Language, Profile, morphology};
use crate::text::fold;

/// The lists that ship with the program: language of the forms, of the renderings, the texts.
const BUNDLED: [(&str, &str, [&str; 5]); 1] = [(
    "ar",
    "en",
    [
        include_str!("lexicons/ar-en/public_affairs.tsv"),
        include_str!("lexicons/ar-en/economy_science_culture.tsv"),
        include_str!("lexicons/ar-en/everyday_literary.tsv"),
        include_str!("lexicons/ar-en/verbs.tsv"),
        include_str!("lexicons/ar-en/names.tsv"),
    ],
)];

/// Words that run together are cut up to so many letters, into parts of up to so many.
const MOST_GLUED: usize = 64;
const LONGEST_PART: usize = 12;

/// A word list, indexed by the folded forms of its headwords.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Primary language subtag of the forms.
    pub from: String,
    /// Primary language subtag of the renderings.
    pub to: String,
    /// Folded form → renderings of each line it stands in, as written there.
    entries: HashMap<String, Vec<String>>,
    /// The folded words of all renderings and whether one writes it small; filled when first asked for.
    words: OnceLock<HashMap<String, bool>>,
}

impl Lexicon {
    /// Read a list from the texts of its files; lines without a tab are passed over.
    pub fn parse(from: &str, to: &str, texts: &[&str]) -> Self {
        let mut entries: HashMap<String, Vec<String>> = HashMap::new();
        for line in texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
            let Some((forms, renderings)) = line.split_once('\t') else { continue };
            for form in forms.split('|') {
                entries.entry(fold(form)).or_default().push(renderings.to_owned());
            }
        }
        Self { from: from.to_owned(), to: to.to_owned(), entries, words: OnceLock::new() }
    }

    /// The bundled list that renders `source` into `target` or the other way round; read once.
    pub fn bundled(source: &Language, target: &Language) -> Option<&'static Self> {
        static READ: [OnceLock<Lexicon>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];
        let speaks = |language: &Language, tag: &str| language.profile().tag == tag;
        let fits = |from: &str, to: &str| {
            (speaks(source, from) && speaks(target, to)) || (speaks(source, to) && speaks(target, from))
        };
        let ((from, to, texts), read) = BUNDLED.iter().zip(&READ).find(|((from, to, _), _)| fits(from, to))?;
        Some(read.get_or_init(|| Self::parse(from, to, texts)))
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether `folded` is a word of some rendering.
    pub fn has_rendering(&self, folded: &str) -> bool {
        self.words().contains_key(folded)
    }

    /// Whether `folded` is a word of some rendering that is written small there: no name.
    pub fn has_common_word(&self, folded: &str) -> bool {
        self.words().get(folded).is_some_and(|small| *small)
    }

    fn words(&self) -> &HashMap<String, bool> {
        self.words.get_or_init(|| {
            let mut words = HashMap::new();
            for word in self.entries.values().flatten().flat_map(|line| line.split(['|', ' ', '-'])) {
                *words.entry(fold(word)).or_default() |= word.starts_with(char::is_lowercase);
            }
            words
        })
    }

    /// The renderings of the words that seem to run together in `folded`, as in text taken from
    /// a PDF: those of the way to cut it that leaves the fewest letters and makes the fewest
    /// parts; none when a third of the letters are left.
    pub fn renderings_of_parts(&self, folded: &str, profile: &Profile) -> Vec<(&str, usize)> {
        let borders: Vec<usize> =
            folded.char_indices().map(|(at, _)| at).chain([folded.len()]).take(MOST_GLUED).collect();
        // For each border the cost of the best way there, where its last part begins, and whether
        // that is a word of the list: a part costs 1, a letter left 2.
        let mut best: Vec<(usize, usize, bool)> = vec![(0, 0, false)];
        for end in 1..borders.len() {
            let cost = |at: usize| best.get(at).map_or(usize::MAX, |best| best.0);
            let mut here = (cost(end - 1).saturating_add(2), end - 1, false);
            for start in (0..end.saturating_sub(2)).rev().take(LONGEST_PART) {
                let total = cost(start).saturating_add(1);
                let part = borders.get(start).zip(borders.get(end)).and_then(|(start, end)| folded.get(*start..*end));
                if total < here.0 && part.is_some_and(|part| !self.renderings(part, profile).is_empty()) {
                    here = (total, start, true);
                }
            }
            best.push(here);
        }
        let (mut at, mut left, mut found) = (best.len() - 1, 0, Vec::new());
        while let Some(&(_, start, known)) = best.get(at).filter(|_| at > 0) {
            let part = borders.get(start).zip(borders.get(at)).and_then(|(start, end)| folded.get(*start..*end));
            match part.filter(|_| known) {
                Some(part) => found.extend(self.renderings(part, profile)),
                None => left += 1,
            }
            at = start;
        }
        if left * 3 < borders.len() { found } else { Vec::new() }
    }

    /// The renderings of a folded word of running text with their ranks, best first: those of the
    /// longest base of the word that the list has.
    pub fn renderings(&self, folded: &str, profile: &Profile) -> Vec<(&str, usize)> {
        let bases = morphology::bases(folded, profile);
        let Some(lines) = bases.iter().find_map(|base| self.entries.get(base)) else { return Vec::new() };
        lines.iter().flat_map(|line| line.split('|').zip(0..)).collect()
    }
}
