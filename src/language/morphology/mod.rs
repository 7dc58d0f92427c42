//! How words change their form: what a profile cannot say as data.

pub mod arabic;
pub mod english;

use super::{Profile, profile::Morphology};

/// One way to read a word of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The word without its proclitics and article, folded.
    pub core: &'a str,
    /// Whether the article was there.
    pub definite: bool,
    /// Whether a conjunction was written in front.
    pub conjunction: bool,
    /// Whether a preposition was written in front.
    pub preposition: bool,
}

impl<'a> Reading<'a> {
    const fn bare(core: &'a str) -> Self {
        Self { core, definite: false, conjunction: false, preposition: false }
    }
}

/// Every way to read the folded word `folded`, the word as it stands first.
pub fn readings<'a>(folded: &'a str, profile: &Profile) -> Vec<Reading<'a>> {
    match profile.morphology {
        Morphology::Arabic => arabic::readings(folded, &profile.clitics),
        Morphology::English | Morphology::Plain => vec![Reading::bare(folded)],
    }
}

/// Every form in which the folded dictionary word `folded` may stand, without proclitics and
/// article; the word itself first.
pub fn forms(folded: &str, profile: &Profile) -> Vec<String> {
    match profile.morphology {
        Morphology::Arabic => arabic::forms(folded, &profile.clitics),
        Morphology::English => english::forms(folded),
        Morphology::Plain => vec![folded.to_owned()],
    }
}

/// A rough common stem of the forms of a word, for statistics only, never for terminology.
pub fn stem(folded: &str, profile: &Profile) -> String {
    match profile.morphology {
        Morphology::Arabic => arabic::stem(folded).to_owned(),
        Morphology::English => english::stem(folded),
        Morphology::Plain => folded.to_owned(),
    }
}
