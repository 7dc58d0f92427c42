//! Floor 1: what is known about languages, as data.
//!
//! A language is one file in `profiles/`, read when first asked for (what it takes to recognise a
//! language is known from when the program was built); nothing outside this folder
//! knows a language by name. A tag without a profile gets the neutral one (`und.toml`), which
//! works for any script. Code that a profile cannot hold (how Arabic inflects) is in
//! [`morphology`] and is chosen by the profile.

mod codes;
mod detect;
pub mod figures;
pub mod morphology;
pub mod names;
pub mod numbers;
mod profile;
pub mod spelling;

use std::sync::OnceLock;

pub use codes::tag_in_name;
pub use detect::{Detected, detect};
pub use profile::{LineCues, Profile, Quotes, Sentences};

use crate::text::Direction;

// `PROFILES: [(&str, &str); N]`: the name and the text of each file in `profiles/`.
include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

static LOADED: [OnceLock<Profile>; PROFILES.len()] = [const { OnceLock::new() }; PROFILES.len()];

/// One of the two sides of a bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The text that was translated.
    Source,
    /// Its translation.
    Target,
}

/// A language: its BCP 47 tag as the user wrote it, and what is known about it.
///
/// ```
/// use tarjuman::language::Language;
/// let arabic = Language::from_tag("ar-SY").unwrap();
/// assert_eq!(arabic.direction().as_str(), "rtl");
/// assert_eq!(arabic.tag(), "ar-SY");
/// ```
#[derive(Clone, Debug)]
pub struct Language {
    tag: String,
    profile: &'static Profile,
}

impl Language {
    /// The language of a BCP 47 tag; a region or script the profiles do not know is kept in the
    /// tag and otherwise ignored.
    ///
    /// # Errors
    /// A sentence that says what is wrong when `tag` is not of the form BCP 47 asks for.
    pub fn from_tag(tag: &str) -> Result<Self, String> {
        if !is_well_formed(tag) {
            return Err(format!(
                "'{tag}' is not a language tag; expected one like 'ar', 'en-GB' or 'zh-Hant' (BCP 47)"
            ));
        }
        let profile = profile(tag).unwrap_or_else(neutral);
        Ok(Self { tag: tag.to_owned(), profile })
    }

    /// A language about which nothing is known; `tag` is kept as it is.
    pub fn neutral(tag: &str) -> Self {
        Self { tag: tag.to_owned(), profile: neutral() }
    }

    /// The tag as the user wrote it.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The primary subtag in lower case: `ar` of `ar-SY`.
    pub fn primary(&self) -> String {
        primary(&self.tag)
    }

    /// The facts.
    pub const fn profile(&self) -> &'static Profile {
        self.profile
    }

    /// The direction in which it is written.
    pub fn direction(&self) -> Direction {
        let mut subtags = self.tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let listed = |subtag: &str| neutral().right_to_left.iter().any(|known| known.eq_ignore_ascii_case(subtag));
        match subtags.find(|subtag| subtag.len() == 4 && subtag.chars().all(|c| c.is_ascii_alphabetic())) {
            Some(script) if listed(script) => Direction::Rtl,
            Some(_) => Direction::Ltr,
            None if listed(primary) => Direction::Rtl,
            None => self.profile.direction,
        }
    }

    /// Whether both are the same language, whatever their regions.
    pub fn same_language(&self, other: &Self) -> bool {
        self.primary() == other.primary()
    }
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

fn profile(tag: &str) -> Option<&'static Profile> {
    let primary = primary(tag);
    let mut entries = PROFILES.iter().zip(&LOADED);
    let ((_, text), slot) = entries.find(|((name, _), _)| *name == primary)?;
    Some(slot.get_or_init(|| Profile::parse(text)))
}

fn neutral() -> &'static Profile {
    static EMPTY: OnceLock<Profile> = OnceLock::new();
    profile("und").unwrap_or_else(|| EMPTY.get_or_init(Profile::default))
}

/// BCP 47, section 2.1, as far as form goes: a primary subtag of two or three letters (or `x`), then
/// subtags of 1–8 letters and digits. Longer primary subtags are provided for and none exists: they
/// are names, such as `english`.
fn is_well_formed(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let Some(primary) = subtags.next() else { return false };
    let letters = primary.chars().all(|c| c.is_ascii_alphabetic());
    let private = primary.eq_ignore_ascii_case("x") && tag.len() > 2;
    let rest =
        subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.chars().all(|c| c.is_ascii_alphanumeric()));
    ((letters && (2..=3).contains(&primary.len())) || private) && rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_parses_and_is_named_after_its_tag() {
        for (name, text) in PROFILES {
            let profile: Result<Profile, _> = toml::from_str(text);
            match profile {
                Ok(profile) => assert_eq!(profile.tag, name),
                Err(error) => panic!("{name}.toml: {error}"),
            }
        }
    }

    #[test]
    fn any_tag_works_and_nonsense_is_refused() {
        assert_eq!(Language::from_tag("he").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::from_tag("az-Arab").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::from_tag("ar-Latn").unwrap().direction(), Direction::Ltr);
        assert_eq!(Language::from_tag("de-CH").unwrap().direction(), Direction::Ltr);
        for bad in ["", "a", "english", "arabic language", "en_GB", "-en"] {
            assert!(Language::from_tag(bad).is_err(), "{bad}");
        }
    }
}
