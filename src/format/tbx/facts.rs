//! Facts that TBX-Basic has no data category for, as notes: `tarjuman:match=exact`.
//!
//! One note a fact, so that a person can read them and a tool that only passes notes on keeps them.
//! Several values are separated by `|`; a backslash makes the next character an ordinary one.

use crate::glossary::{CasePolicy, Entry, Extra, Gender, Kind, Matching, PartOfSpeech, Status, Term, Vocabulary};

const MARK: &str = "tarjuman:";

/// The name and the value in a note, when it is one of ours.
pub(super) fn parse(note: &str) -> Option<(String, &str)> {
    let (name, value) = note.strip_prefix(MARK)?.split_once('=')?;
    Some((name.replace("%3D", "=").replace("%25", "%"), value))
}

/// A note for a fact.
fn note(name: &str, value: &str) -> String {
    format!("{MARK}{}={value}", name.replace('%', "%25").replace('=', "%3D"))
}

/// The name before that of a column or key of another name.
pub(super) const FIELD: &str = "field:";
/// An element that has no place in the version that is written.
pub(super) const ELEMENT: &str = "element";

pub(super) fn element(xml: &str) -> String {
    note(ELEMENT, xml)
}

/// The notes that a concept needs; `id` is the one that is written as its attribute.
pub(super) fn of_entry(entry: &Entry, id: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if entry.id != id {
        notes.push(note("id", &entry.id));
    }
    if entry.kind != Kind::Term {
        notes.push(note("kind", entry.kind.word()));
    }
    if !entry.context.is_empty() {
        notes.push(note("context", &entry.context));
    }
    notes.extend(of_extras(&entry.extras));
    notes
}

/// Take `value` into a concept; whether `name` is a fact of one.
pub(super) fn into_entry(entry: &mut Entry, name: &str, value: &str) -> bool {
    match name {
        "id" => value.clone_into(&mut entry.id),
        "kind" => entry.kind = Kind::parse(value).unwrap_or_default(),
        "context" => value.clone_into(&mut entry.context),
        _ => return into_extras(&mut entry.extras, name, value),
    }
    true
}

/// The notes that a term needs.
pub(super) fn of_term(term: &Term) -> Vec<String> {
    let mut notes = Vec::new();
    let mut word = |name: &str, word: &str| notes.push(note(name, word));
    // The nearest categories of TBX say less than these.
    if matches!(term.status, Status::Forbidden | Status::Proposed) {
        word("status", term.status.word());
    }
    if term.pos == Some(PartOfSpeech::Phrase) {
        word("pos", PartOfSpeech::Phrase.word());
    }
    if term.matching != Matching::Inflect {
        word("match", term.matching.word());
    }
    if term.case != CasePolicy::Any {
        word("case", term.case.word());
    }
    if term.fixed {
        word("fixed", true.word());
    }
    if let Some(human) = term.human {
        word("human", human.word());
    }
    if let Some(plural) = term.plural {
        word("plural", plural.word());
    }
    if !term.forms.is_empty() {
        word("forms", &super::super::glossary_values::joined(term.forms.iter().map(String::as_str)));
    }
    notes.extend(of_extras(&term.extras));
    notes
}

/// Take `value` into a term; whether `name` is a fact of one.
pub(super) fn into_term(term: &mut Term, name: &str, value: &str) -> bool {
    match name {
        "status" => term.status = Status::parse(value).unwrap_or_default(),
        "pos" => term.pos = PartOfSpeech::parse(value),
        "match" => term.matching = Matching::parse(value).unwrap_or_default(),
        "case" => term.case = CasePolicy::parse(value).unwrap_or_default(),
        "fixed" => term.fixed = bool::parse(value).unwrap_or_default(),
        "human" => term.human = bool::parse(value),
        "plural" => term.plural = Vocabulary::parse(value),
        "forms" => term.forms = super::super::glossary_values::list(value),
        _ => return into_extras(&mut term.extras, name, value),
    }
    true
}

pub(super) fn of_extras(extras: &[Extra]) -> Vec<String> {
    let field = |extra: &Extra| match extra {
        Extra::Field { name, value } => Some(note(&format!("{FIELD}{name}"), value)),
        Extra::Element(_) => None,
    };
    extras.iter().filter_map(field).collect()
}

/// Take a field or an element back into `extras`.
pub(super) fn into_extras(extras: &mut Vec<Extra>, name: &str, value: &str) -> bool {
    if let Some(name) = name.strip_prefix(FIELD) {
        extras.push(Extra::Field { name: name.to_owned(), value: value.to_owned() });
        return true;
    }
    if name == ELEMENT && super::tree::Element::from_xml(value).is_some() {
        extras.push(Extra::Element(value.to_owned()));
        return true;
    }
    false
}

/// The value of `grammaticalGender` in TBX-Basic.
pub(super) const fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Masculine => "masculine",
        Gender::Feminine => "feminine",
        Gender::Neuter => "neuter",
        Gender::Common => "other",
    }
}

/// The value of `partOfSpeech` in TBX-Basic.
pub(super) const fn part_of_speech(pos: PartOfSpeech) -> &'static str {
    match pos {
        PartOfSpeech::Noun => "noun",
        PartOfSpeech::ProperNoun => "properNoun",
        PartOfSpeech::Verb => "verb",
        PartOfSpeech::Adjective => "adjective",
        PartOfSpeech::Adverb => "adverb",
        PartOfSpeech::Phrase | PartOfSpeech::Other => "other",
    }
}

/// The value of `administrativeStatus`; none for a proposal.
pub(super) const fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Preferred => Some("preferredTerm-admn-sts"),
        Status::Admitted => Some("admittedTerm-admn-sts"),
        // A note says that it is more than deprecated.
        Status::Deprecated | Status::Forbidden => Some("deprecatedTerm-admn-sts"),
        Status::Superseded => Some("supersededTerm-admn-sts"),
        Status::Proposed => None,
    }
}
