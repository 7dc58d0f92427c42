//! Word lists: which words of one language can render which of another.
//!
//! A list is text, one headword a line: `forms<TAB>renderings`, both separated by `|`. Forms are
//! of the first language, the headword first, then forms that light stemming does not reach;
//! renderings are dictionary forms of the second, likeliest first. Lines that begin with `#` are
//! comments.

pub(crate) mod table;

use std::sync::OnceLock;

use crate::language::{Language, Profile, morphology};
use crate::text::fold;
use table::{SMALL, Table};

/// A list that ships with the program, as the build script made it from `lexicons/`.
struct Bundled {
    from: &'static str,
    to: &'static str,
    entries: Table,
    words: Table,
    terms: Table,
}

/// A table that the build script wrote.
macro_rules! baked {
    ($name:literal) => {
        Table::baked(
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".slots")),
        )
    };
}

static BUNDLED: [Bundled; 1] = [Bundled {
    from: "ar",
    to: "en",
    entries: baked!("ar-en.entries"),
    words: baked!("ar-en.words"),
    terms: baked!("ar-en.terms"),
}];

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
    entries: Table,
    /// The folded words of all renderings, with a mark where one writes it small; made when first asked for.
    words: OnceLock<Table>,
    /// Terms of one word of the built-in glossaries, for words that the list does not have.
    terms: Option<Table>,
}

impl Lexicon {
    /// Read a list from the texts of its files; lines without a tab are passed over.
    pub fn parse(from: &str, to: &str, texts: &[&str]) -> Self {
        let entries = Table::new(&table::entries(texts, fold));
        Self { from: from.to_owned(), to: to.to_owned(), entries, words: OnceLock::new(), terms: None }
    }

    /// The bundled list that renders `source` into `target` or the other way round.
    pub fn bundled(source: &Language, target: &Language) -> Option<&'static Self> {
        static READ: [OnceLock<Lexicon>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];
        let speaks = |language: &Language, tag: &str| language.profile().tag == tag;
        let fits = |from: &str, to: &str| {
            (speaks(source, from) && speaks(target, to)) || (speaks(source, to) && speaks(target, from))
        };
        let (list, read) = BUNDLED.iter().zip(&READ).find(|(list, _)| fits(list.from, list.to))?;
        Some(read.get_or_init(|| Self {
            from: list.from.to_owned(),
            to: list.to.to_owned(),
            entries: list.entries.clone(),
            words: OnceLock::from(list.words.clone()),
            terms: Some(list.terms.clone()),
        }))
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether `folded` is a word of some rendering.
    pub fn has_rendering(&self, folded: &str) -> bool {
        self.words().get(folded).is_some()
    }

    /// Whether `folded` is a word of some rendering that is written small there: no name.
    pub fn has_common_word(&self, folded: &str) -> bool {
        self.words().get(folded) == Some(SMALL)
    }

    fn words(&self) -> &Table {
        self.words.get_or_init(|| Table::new(&table::words(self.entries.values(), fold)))
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
    /// longest base of the word that the list has, else those that the built-in glossaries tell.
    pub fn renderings(&self, folded: &str, profile: &Profile) -> Vec<(&str, usize)> {
        let bases = morphology::bases(folded, profile);
        let tables = [Some(&self.entries), self.terms.as_ref()];
        let lines = tables.into_iter().flatten().find_map(|table| bases.iter().find_map(|base| table.get(base)));
        let Some(lines) = lines else { return Vec::new() };
        lines.split('\t').flat_map(|line| line.split('|').zip(0..)).collect()
    }
}
