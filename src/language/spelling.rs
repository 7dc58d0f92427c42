//! Words that a language spells in two ways, by the convention one follows: colour and color.

use std::collections::HashMap;

use serde::Deserialize;

/// Two conventions of spelling, of which a text follows one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Conventions {
    /// What each is called: British and American.
    pub names: [String; 2],
    /// Words with all their endings.
    pub families: Vec<Family>,
    /// Words that are spelt in two ways as a whole, in each convention.
    pub pairs: Vec<[String; 2]>,
}

/// Words that differ in the same letters: `colour` and `honour`, with `coloured` and `honourable`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Family {
    /// The letters in each convention: `our`, `or`.
    pub letters: [String; 2],
    /// What stands before them: `col`, `hon`.
    pub stems: Vec<String>,
    /// What may stand behind them: nothing, `ed`, `able`.
    pub endings: Vec<String>,
}

/// The words that tell the conventions of a language, as they are written in running text.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    /// The word → the number of its pair of conventions, that of its convention, the other spelling.
    words: HashMap<String, (usize, usize, String)>,
}

impl Spellings {
    /// All words of the conventions of a profile.
    pub fn new(conventions: &[Conventions]) -> Self {
        let mut words = HashMap::new();
        for (number, pair) in conventions.iter().enumerate() {
            for [one, other] in pair.words() {
                words.insert(one.clone(), (number, 0, other.clone()));
                words.insert(other, (number, 1, one));
            }
        }
        Self { words }
    }

    /// The pair of conventions that `word` tells, the one it follows, and how the other spells it.
    pub fn convention(&self, word: &str) -> Option<(usize, usize, &str)> {
        self.words.get(word).map(|(pair, convention, other)| (*pair, *convention, other.as_str()))
    }

    /// Whether the language has no such words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Conventions {
    fn words(&self) -> Vec<[String; 2]> {
        let mut words = self.pairs.clone();
        for family in &self.families {
            let [one, other] = &family.letters;
            let spelt = |stem: &str, ending: &str| [format!("{stem}{one}{ending}"), format!("{stem}{other}{ending}")];
            for stem in &family.stems {
                words.extend(family.endings.iter().map(|ending| spelt(stem, ending)));
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn families_and_pairs_are_spelt_out() {
        let profile = Language::from_tag("en").unwrap().profile();
        let spellings = Spellings::new(&profile.spellings);
        let other = |word: &str| spellings.convention(word).map(|(_, _, other)| other.to_owned());
        assert_eq!(other("colours").as_deref(), Some("colors"));
        assert_eq!(other("honorable").as_deref(), Some("honourable"));
        assert_eq!(other("organisations").as_deref(), Some("organizations"));
        assert_eq!(other("travelling").as_deref(), Some("traveling"));
        assert_eq!(other("center").as_deref(), Some("centre"));
        for common in ["doctor", "hour", "four", "rise", "advise", "size", "prize", "compromise", "meter", "practice"] {
            assert_eq!(other(common), None, "{common}");
        }
    }
}
