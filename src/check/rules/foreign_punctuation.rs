//! Marks of another language in the target.

use crate::check::form::{Safety, in_target, is_habit, lone_marks, stands_alone};
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;
use crate::text::scripts::unspaced;

pub(super) const RULE: Rule = Rule {
    name: "foreign-punctuation",
    severity: Severity::Warning,
    summary: "a comma, semicolon or question mark of another language stands in the target",
    page: include_str!("foreign_punctuation.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let target = context.profile(Side::Target);
    let look = |view: &&BeadView<'_>| !target.form.foreign_marks.is_empty() || view.target_signs.has(Signs::NOT_ASCII);
    let found: Vec<Finding> = context.beads().iter().filter(look).flat_map(|view| in_bead(context, view)).collect();
    let habit = !target.form.foreign_marks.is_empty() && is_habit(found.len(), context.beads().len());
    found.into_iter().map(|finding| finding.note_if(habit)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let (source, target) = (context.profile(Side::Source), context.profile(Side::Target));
    let text = view.target;
    let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let borders = letters.map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    let (mut start, mut before) = (0, None);
    let mut found = Vec::new();
    for (end, after) in borders {
        for (at, c) in text.get(start..end).unwrap_or_default().char_indices() {
            if c.is_alphabetic() || matches!(c, ' ' | '.') {
                continue;
            }
            let Some(own) = own_mark(c, source, target) else { continue };
            let span = Span::new(start + at, start + at + c.len_utf8());
            let touching = after.filter(|_| span.end == end);
            if !is_among_its_own(c, before, after, touching, target) && !stands_alone(text, span) {
                found.push((c, span.offset(view.target_start), own));
            }
        }
        (start, before) = (end + after.map_or(0, char::len_utf8), after);
    }
    if !found.is_empty() {
        let spoken_of = lone_marks(view.source);
        found.retain(|(c, ..)| !spoken_of.contains(c));
    }
    let finding = |(c, span, own)| {
        let message = format!("“{c}” is a mark of another language; this one writes “{own}”");
        in_target(&RULE, view, span, message).replacing(span, own, Safety::Safe)
    };
    found.into_iter().map(finding).collect()
}

/// What the target language writes for `mark`, if `mark` is not its own: a mark that it is known not to
/// use, or one of the source's.
fn own_mark(mark: char, source: &Profile, target: &Profile) -> Option<char> {
    if target.form.foreign_marks.contains(mark) {
        return target.own_mark(mark);
    }
    let is_own = target.punctuation.contains_key(&mark)
        || target.sentences.ends.contains(mark)
        || target.sentences.always_end.contains(mark)
        || writes_as_chinese(target);
    if mark.is_ascii() || is_own {
        return None;
    }
    let common = *source.punctuation.get(&mark)?;
    Some(target.own_mark(common).filter(|_| target.form.foreign_marks.contains(common)).unwrap_or(common))
}

/// Whether the language is written without spaces, with marks as wide as its signs, or its script is not
/// known.
fn writes_as_chinese(profile: &Profile) -> bool {
    profile.any_letter().is_none_or(|letter| unspaced(letter).is_some())
}

/// Whether the mark between the letters or digits `before` and `after`, of which the latter may be
/// `touching` it, stands in words of another script, as in a quoted phrase, or in a number.
fn is_among_its_own(
    mark: char,
    before: Option<char>,
    after: Option<char>,
    touching: Option<char>,
    target: &Profile,
) -> bool {
    let foreign =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !target.has_letter(c) && other_script(c, target));
    let number = |c: Option<char>| c.is_some_and(char::is_numeric);
    let own_before = before.is_some_and(|c| target.has_letter(c));
    // 1,000; a quoted phrase; for marks that the target shares with Latin text one Latin
    // neighbour is enough: Google, Apple
    (mark.is_ascii() && number(before) && number(touching))
        || (foreign(before) && (foreign(after) || after.is_none()))
        || (mark.is_ascii() && !own_before)
}

/// Whether `c` is a letter of quite another script than the language's: an accented letter is not.
fn other_script(c: char, target: &Profile) -> bool {
    let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    target.any_letter().is_some_and(|own| latin(own) != latin(c) || !latin(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_mark_of_the_target_is_not_foreign() {
        let profile = |tag| Language::from_tag(tag).unwrap().profile();
        for source in ["en", "ar", "fr"] {
            for target in ["ja", "zh", "ko", "hi", "ur", "th"] {
                for mark in "。、！？，।॥۔".chars().filter(|mark| (source, *mark) != ("ar", '۔')) {
                    assert_eq!(own_mark(mark, profile(source), profile(target)), None, "{mark} {source} {target}");
                }
            }
        }
        assert_eq!(own_mark('。', profile("ja"), profile("en")), Some('.'));
        assert_eq!(own_mark('؟', profile("ar"), profile("en")), Some('?'));
        assert_eq!(own_mark(',', profile("en"), profile("ar")), Some('،'));
    }
}
