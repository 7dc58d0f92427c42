//! How words change their form: what a profile cannot say as data.

pub mod arabic;
pub mod english;

use super::{Profile, profile::Morphology};

/// One way to read a word of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Whether a particle was written in front.
    pub const fn has_particle(&self) -> bool {
        self.conjunction || self.preposition
    }
}

/// One form of a dictionary word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The form, folded, without proclitics and article.
    pub text: String,
    /// Whether the article may stand before it; not with a pronoun at its end.
    pub takes_article: bool,
    /// Whether the form is more often another word's: كتابي is "my book" and "written".
    pub doubtful: bool,
}

impl Form {
    /// A form about which there is nothing to say.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), takes_article: true, doubtful: false }
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
pub fn forms(folded: &str, profile: &Profile) -> Vec<Form> {
    match profile.morphology {
        Morphology::Arabic => arabic::forms(folded, &profile.clitics),
        Morphology::English => english::forms(folded),
        Morphology::Plain => vec![Form::plain(folded)],
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

/// Shorter words that `folded` may be a form of, likeliest first: for looking up a dictionary.
pub fn bases(folded: &str, profile: &Profile) -> Vec<String> {
    match profile.morphology {
        Morphology::Arabic => arabic::bases(folded, &profile.clitics),
        Morphology::English | Morphology::Plain => vec![folded.to_owned()],
    }
}
