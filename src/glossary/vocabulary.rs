//! The words for statuses, kinds and grammatical facts, as people and programs write them.
//!
//! Besides our own words those of TBX (ISO 30042) and of glossaries seen in use are understood, in
//! any letter case, with hyphens, underscores, spaces or nothing between their parts. The first word
//! of each list is the one that is written.

use super::model::{CasePolicy, Gender, Kind, Matching, PartOfSpeech, Plural, Status};

/// A closed set of values with the words for them.
pub trait Vocabulary: Copy + PartialEq + Sized + 'static {
    /// What such a value is called in a message.
    const NOUN: &'static str;
    /// Each value with its words, ours first, in lower case without hyphens and spaces.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// The value that `written` means; `None` when it is not known or empty.
    fn parse(written: &str) -> Option<Self> {
        let plain: String =
            written.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect();
        let plain = plain.trim();
        let known = |words: &[&str]| words.iter().any(|word| word.chars().filter(|c| *c != '-').eq(plain.chars()));
        Self::WORDS.iter().find(|(_, words)| known(words)).map(|(value, _)| *value)
    }

    /// Our word for it.
    fn word(self) -> &'static str {
        let own = Self::WORDS.iter().find(|(value, _)| *value == self);
        own.and_then(|(_, words)| words.first()).copied().unwrap_or_default()
    }

    /// What a person may write, for a message.
    fn choices() -> String {
        let words: Vec<&str> = Self::WORDS.iter().filter_map(|(_, words)| words.first()).copied().collect();
        match words.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => String::new(),
        }
    }
}

impl Vocabulary for Status {
    const NOUN: &'static str = "status";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (
            Self::Preferred,
            &[
                "preferred",
                "approved",
                "recommended",
                "standard",
                "preferredterm",
                "preferredtermadmnsts",
                "standardizedterm",
                "standardizedtermadmnsts",
                "mandatory",
                "valid",
            ],
        ),
        (
            Self::Admitted,
            &[
                "admitted",
                "allowed",
                "accepted",
                "permitted",
                "alternative",
                "nonstandard",
                "admittedterm",
                "admittedtermadmnsts",
                "legalterm",
                "legaltermadmnsts",
                "regulatedterm",
                "regulatedtermadmnsts",
            ],
        ),
        (
            Self::Deprecated,
            &[
                "deprecated",
                "notrecommended",
                "discouraged",
                "avoid",
                "deprecatedterm",
                "deprecatedtermadmnsts",
                "notpreferred",
                "nonpreferred",
            ],
        ),
        (
            Self::Superseded,
            &["superseded", "obsolete", "outdated", "supersededterm", "supersededtermadmnsts", "archaic"],
        ),
        (
            Self::Forbidden,
            &[
                "forbidden",
                "prohibited",
                "banned",
                "disallowed",
                "notallowed",
                "donotuse",
                "wrong",
                "rejected",
                "blacklisted",
            ],
        ),
        (
            Self::Proposed,
            &[
                "proposed",
                "provisional",
                "candidate",
                "new",
                "suggested",
                "draft",
                "pending",
                "translationneeded",
                "proposedterm",
                "proposedtermadmnsts",
            ],
        ),
    ];
}

impl Vocabulary for Kind {
    const NOUN: &'static str = "kind";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        // Lists made for text mining say how many words a term has.
        (Self::Term, &["term", "single", "multi", "singleword", "multiword", "phrase"]),
        (Self::Title, &["title", "office", "rank"]),
        (Self::Name, &["name", "propername", "person", "place", "organisation", "organization"]),
        (Self::DoNotTranslate, &["do-not-translate", "dnt", "untranslatable", "readonly"]),
    ];
}

impl Vocabulary for Matching {
    const NOUN: &'static str = "way of matching";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Inflect, &["inflect", "inflected"]),
        (Self::Exact, &["exact"]),
        (Self::Regex, &["regex", "regexp", "pattern"]),
    ];
}

impl Vocabulary for CasePolicy {
    const NOUN: &'static str = "rule for letter case";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Any, &["any", "insensitive", "caseinsensitive", "no", "false", "0"]),
        (Self::Exact, &["exact", "sensitive", "casesensitive", "yes", "true", "1"]),
        (Self::Smart, &["smart", "permissive"]),
    ];
}

impl Vocabulary for PartOfSpeech {
    const NOUN: &'static str = "part of speech";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Noun, &["noun", "n", "substantive", "nounphrase"]),
        (Self::ProperNoun, &["proper-noun", "propn", "propername"]),
        (Self::Verb, &["verb", "v", "verbphrase"]),
        (Self::Adjective, &["adjective", "adj"]),
        (Self::Adverb, &["adverb", "adv"]),
        (Self::Phrase, &["phrase", "expression", "sentence"]),
        (Self::Other, &["other"]),
    ];
}

impl Vocabulary for Gender {
    const NOUN: &'static str = "gender";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Masculine, &["m", "masculine", "masc", "male"]),
        (Self::Feminine, &["f", "feminine", "fem", "female"]),
        (Self::Neuter, &["n", "neuter", "neut"]),
        (Self::Common, &["common", "mf", "m/f", "both", "othergender", "other"]),
    ];
}

impl Vocabulary for Plural {
    const NOUN: &'static str = "kind of plural";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Sound, &["sound", "regular"]),
        (Self::Broken, &["broken", "irregular"]),
        (Self::Absent, &["none", "no"]),
    ];
}

impl Vocabulary for bool {
    const NOUN: &'static str = "yes or no";
    const WORDS: &'static [(Self, &'static [&'static str])] =
        &[(true, &["yes", "true", "1", "y"]), (false, &["no", "false", "0", "n"])];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word means one value, and what is written is read back.
    fn holds<T: Vocabulary + std::fmt::Debug>() {
        for (value, words) in T::WORDS {
            assert_eq!(T::parse(value.word()), Some(*value));
            for word in *words {
                assert_eq!(T::parse(word), Some(*value), "{word}");
                assert!(!word.contains(['_', ' ']) && word.to_lowercase() == *word, "{word}");
            }
        }
        assert_eq!((T::parse(""), T::parse("?!")), (None, None));
    }

    #[test]
    fn words_are_unambiguous() {
        holds::<Status>();
        holds::<Kind>();
        holds::<Matching>();
        holds::<CasePolicy>();
        holds::<PartOfSpeech>();
        holds::<Gender>();
        holds::<Plural>();
        holds::<bool>();
    }

    #[test]
    fn spellings_seen_in_use() {
        for (written, status) in [
            ("Approved", Status::Preferred),
            ("preferredTerm-admn-sts", Status::Preferred),
            ("preferred_term", Status::Preferred),
            ("not recommended", Status::Deprecated),
            ("obsolete", Status::Superseded),
            ("FORBIDDEN", Status::Forbidden),
            ("do_not_use", Status::Forbidden),
            ("Translation needed", Status::Proposed),
        ] {
            assert_eq!(Status::parse(written), Some(status), "{written}");
        }
        assert_eq!(PartOfSpeech::parse("properNoun"), Some(PartOfSpeech::ProperNoun));
        assert_eq!(Status::choices(), "preferred, admitted, deprecated, superseded, forbidden or proposed");
    }
}
