//! The rules that a project writes itself in `tarjuman.toml`.
//!
//! An own rule looks for a [`Pattern`] in each bead and is one of four [`Kind`]s. Expressions run in
//! linear time and are limited in size where they are compiled, so that none can stop a run.

use std::borrow::Cow;

use regex::{Captures, Regex, RegexBuilder};

use super::form::Safety;
use super::{BeadView, Context};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::{Folded, Span, fold, words};

/// A rule that a project wrote itself.
#[derive(Clone, Debug)]
pub struct OwnRule {
    /// Its name, as `--select` and `[rules]` use it.
    pub name: String,
    /// How bad its findings are.
    pub severity: Severity,
    /// What a finding says to the translator.
    pub message: String,
    /// What it demands.
    pub kind: Kind,
    /// Where it is written, for people: `tarjuman.toml:12`.
    pub place: String,
}

/// What an own rule demands.
#[derive(Clone, Debug)]
pub enum Kind {
    /// This must not stand there.
    Forbid(Sided),
    /// This must not stand there, and something else is to be written.
    Substitute {
        /// What must not stand there.
        what: Sided,
        /// What to write, with `$1` and `${name}` for groups of a regular expression.
        with: String,
        /// Whether the fix needs no person's eye.
        safe: bool,
    },
    /// Where the first stands, the second must stand too.
    Require {
        /// What calls for the other.
        when: Sided,
        /// What must then be there.
        then: Sided,
    },
    /// What the first finds in the source occurs as often as what the second finds in the target.
    SameCount {
        /// Counted in the source.
        source: Pattern,
        /// Counted in the target.
        target: Pattern,
    },
}

/// A pattern and the side on which it is looked for.
#[derive(Clone, Debug)]
pub struct Sided {
    /// The side.
    pub side: Side,
    /// What is looked for.
    pub pattern: Pattern,
}

/// What an own rule looks for.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Whole words as they are, folded: letter case, vowel marks and spellings of hamza aside.
    Text(String),
    /// A regular expression over the text as it is written.
    Regex(Regex),
}

impl Pattern {
    /// The pattern that finds `text` in whole words.
    ///
    /// # Errors
    /// When nothing is left of it that could be found.
    pub fn text(text: &str) -> Result<Self, String> {
        match fold(text.trim()) {
            folded if folded.is_empty() => Err("there is nothing to look for in this text".to_owned()),
            folded => Ok(Self::Text(folded)),
        }
    }

    /// The pattern of a regular expression whose compiled form may take `size` bytes.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence without a full stop.
    pub fn regex(written: &str, size: usize) -> Result<Self, String> {
        let compiled = RegexBuilder::new(written).size_limit(size).dfa_size_limit(size).nest_limit(50).build();
        match compiled {
            Ok(regex) if regex.is_match("") => {
                Err("this regular expression matches the empty text, so it is found everywhere".to_owned())
            }
            Ok(regex) => Ok(Self::Regex(regex)),
            Err(regex::Error::CompiledTooBig(_)) => {
                Err(format!("this regular expression needs more than the limit of {size} bytes"))
            }
            // The last line of a syntax error says what is wrong; those before it draw carets.
            Err(error) => {
                let text = error.to_string();
                let reason = text.lines().next_back().unwrap_or_default().trim_start_matches("error: ");
                Err(format!("this is no regular expression: {reason}"))
            }
        }
    }

    /// Where it stands in `text`.
    fn find(&self, text: &str) -> Vec<Span> {
        match self {
            Self::Text(folded) => whole_words(folded, text),
            Self::Regex(regex) => regex.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect(),
        }
    }

    /// Where it stands in `text`, each with what `with` makes of it.
    fn replaced(&self, text: &str, with: &str) -> Vec<(Span, String)> {
        let Self::Regex(regex) = self else {
            return self.find(text).into_iter().map(|span| (span, like(span.text(text), with))).collect();
        };
        let expanded = |found: Captures<'_>| {
            let mut written = String::new();
            found.expand(with, &mut written);
            found.get(0).map(|whole| (Span::new(whole.start(), whole.end()), written))
        };
        regex.captures_iter(text).filter_map(expanded).collect()
    }

    /// How a person names it.
    fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("“{text}”"),
            Self::Regex(regex) => format!("/{regex}/"),
        }
    }
}

impl OwnRule {
    /// What it says about `context`.
    pub(super) fn check(&self, context: &Context<'_>) -> Vec<Finding> {
        context.beads().iter().flat_map(|view| self.in_bead(view)).collect()
    }

    fn in_bead(&self, view: &BeadView<'_>) -> Vec<Finding> {
        match &self.kind {
            Kind::Forbid(what) => what.find(view).into_iter().map(|span| self.at(view, what.side, span)).collect(),
            Kind::Substitute { what, with, safe } => self.substitute(view, what, with, *safe),
            Kind::Require { when, then } => self.require(view, when, then),
            Kind::SameCount { source, target } => self.same_count(view, source, target).into_iter().collect(),
        }
    }

    fn substitute(&self, view: &BeadView<'_>, what: &Sided, with: &str, safe: bool) -> Vec<Finding> {
        let safety = if safe { Safety::Safe } else { Safety::Unsafe };
        let start = start(view, what.side);
        let finding = |(span, text): (Span, String)| {
            let span = span.offset(start);
            let finding = self.at(view, what.side, span);
            match what.side {
                // The source is the author's; a fix changes the target only.
                Side::Source => finding,
                Side::Target => finding.replacing(span, text, safety),
            }
        };
        what.pattern.replaced(view.text(what.side), with).into_iter().map(finding).collect()
    }

    /// One finding for a bead, at the first place that calls for what is not there.
    fn require(&self, view: &BeadView<'_>, when: &Sided, then: &Sided) -> Vec<Finding> {
        // That a side is empty is said by other rules.
        if view.text(then.side).is_empty() {
            return Vec::new();
        }
        let Some(&called) = when.find(view).first() else { return Vec::new() };
        if !then.find(view).is_empty() {
            return Vec::new();
        }
        let finding = self.at(view, when.side, called);
        vec![if when.side == then.side { finding } else { self.doubted(view, finding) }]
    }

    fn same_count(&self, view: &BeadView<'_>, source: &Pattern, target: &Pattern) -> Option<Finding> {
        if view.source.is_empty() || view.target.is_empty() {
            return None;
        }
        let (in_source, in_target) = (source.find(view.source), target.find(view.target));
        if in_source.len() == in_target.len() {
            return None;
        }
        let message =
            format!("{} ({} in the source, {} in the target)", self.message, in_source.len(), in_target.len());
        let mut finding = Finding::new(self.name.clone(), self.severity, view.index, message);
        finding.source = in_source.first().map(|span| span.offset(view.source_start));
        finding.target = in_target.first().map(|span| span.offset(view.target_start));
        Some(self.doubted(view, finding))
    }

    /// A finding at `span` of the document of one side.
    fn at(&self, view: &BeadView<'_>, side: Side, span: Span) -> Finding {
        let finding = Finding::new(self.name.clone(), self.severity, view.index, self.message.as_str());
        match side {
            Side::Source => finding.in_source(span),
            Side::Target => finding.in_target(span),
        }
    }

    /// What compares the sides is a note where the aligner doubts that they belong together.
    fn doubted(&self, view: &BeadView<'_>, finding: Finding) -> Finding {
        Finding { severity: view.severity(self.severity), ..finding }
    }

    /// What it demands, in one sentence without a full stop.
    pub fn demand(&self) -> String {
        match &self.kind {
            Kind::Forbid(what) => format!("{} must not stand in the {}", what.pattern.shown(), name(what.side)),
            Kind::Substitute { what, with, .. } => {
                format!("in the {}, “{with}” is written instead of {}", name(what.side), what.pattern.shown())
            }
            Kind::Require { when, then } => format!(
                "where {} stands in the {}, {} must stand in the {}",
                when.pattern.shown(),
                name(when.side),
                then.pattern.shown(),
                name(then.side)
            ),
            Kind::SameCount { source, target } => {
                format!("{} in the source and {} in the target occur equally often", source.shown(), target.shown())
            }
        }
    }
}

impl Sided {
    /// Where it stands in the document.
    fn find(&self, view: &BeadView<'_>) -> Vec<Span> {
        let start = start(view, self.side);
        self.pattern.find(view.text(self.side)).into_iter().map(|span| span.offset(start)).collect()
    }
}

fn start(view: &BeadView<'_>, side: Side) -> usize {
    match side {
        Side::Source => view.source_start,
        Side::Target => view.target_start,
    }
}

const fn name(side: Side) -> &'static str {
    match side {
        Side::Source => "source",
        Side::Target => "target",
    }
}

/// The places of the folded words `sought` in `text` that begin and end at borders of words, with the
/// marks behind their last letters.
fn whole_words(sought: &str, text: &str) -> Vec<Span> {
    let folded = Folded::new(text);
    let mut found = folded.text.match_indices(sought).peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let (plain, original) = (borders(&folded.text), borders(text));
    let spans = found.map(|(at, matched)| Span::new(at, at + matched.len()));
    let whole = spans.filter(|span| word_around(&plain, span.start).or(word_around(&plain, span.end)).is_none());
    whole
        .map(|span| folded.original(span))
        .map(|span| Span::new(span.start, word_around(&original, span.end).map_or(span.end, |word| word.end)))
        .collect()
}

fn borders(text: &str) -> Vec<Span> {
    words(text).map(|word| word.span).collect()
}

/// The word of which `at` is neither the beginning nor the end.
fn word_around(words: &[Span], at: usize) -> Option<Span> {
    let next = words.partition_point(|word| word.end <= at);
    words.get(next).copied().filter(|word| word.start < at)
}

/// `with`, beginning with a capital where `replaced` does.
fn like<'a>(replaced: &str, with: &'a str) -> String {
    let mut letters = with.chars();
    let capital = replaced.starts_with(char::is_uppercase);
    let written: Cow<'a, str> = match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect::<String>().into(),
        _ => with.into(),
    };
    written.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bead, Bitext, Half};
    use crate::check::{Level, Selection, run};
    use crate::document::SegmentId;
    use crate::language::Language;
    use crate::segment;

    fn bitext(source: &str, target: &str) -> Bitext {
        let half = |tag: &str, text: &str| {
            let language = Language::from_tag(tag).unwrap();
            Half { document: segment::one_per_line(text.to_owned(), &language), language }
        };
        let bead = Bead { source: vec![SegmentId(0)], target: vec![SegmentId(0)], confidence: 1.0, ..Bead::default() };
        Bitext::new(half("ar", source), half("en", target), vec![bead])
    }

    fn rule(kind: Kind) -> OwnRule {
        let (name, message) = ("mine".to_owned(), "mend it".to_owned());
        OwnRule { name, severity: Severity::Warning, message, kind, place: String::new() }
    }

    fn found(kind: Kind, source: &str, target: &str) -> Vec<Finding> {
        let selection = Selection { select: vec!["mine".to_owned()], own: vec![rule(kind)], ..Selection::default() };
        run(&bitext(source, target), None, &selection)
    }

    fn text(side: Side, text: &str) -> Sided {
        Sided { side, pattern: Pattern::text(text).unwrap() }
    }

    fn regex(side: Side, regex: &str) -> Sided {
        Sided { side, pattern: Pattern::regex(regex, 1 << 20).unwrap() }
    }

    #[test]
    fn forbidden_text_is_found_in_whole_words_whatever_the_letter_case() {
        let target = "The Regime spoke of regimens";
        let findings = found(Kind::Forbid(text(Side::Target, "regime")), "تحدث النظام", target);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].target.unwrap().text(target), "Regime");
        assert_eq!((findings[0].rule.as_ref(), findings[0].message.as_str()), ("mine", "mend it"));
    }

    #[test]
    fn vowel_marks_do_not_hide_a_text_of_the_source() {
        let source = "نِظامٌ جديد";
        let findings = found(Kind::Forbid(text(Side::Source, "نظام")), source, "a new system");
        assert_eq!(findings[0].source.unwrap().text(source), "نِظامٌ");
    }

    #[test]
    fn a_substitute_expands_groups_and_is_unsafe_unless_it_says_otherwise() {
        let kind = |safe| Kind::Substitute { what: regex(Side::Target, r"(\d+) per cent"), with: "$1%".into(), safe };
        let fix = found(kind(false), "٥", "rose 5 per cent")[0].fix.clone().unwrap();
        assert_eq!((fix.safe, fix.edits[0].text.as_str()), (false, "5%"));
        assert!(found(kind(true), "٥", "rose 5 per cent")[0].fix.clone().unwrap().safe);
    }

    #[test]
    fn a_substitute_of_a_text_keeps_the_capital_and_the_source_is_never_changed() {
        let kind = |side, what| Kind::Substitute { what: text(side, what), with: "government".into(), safe: false };
        let findings = found(kind(Side::Target, "regime"), "النظام", "Regime forces");
        assert_eq!(findings[0].fix.clone().unwrap().edits[0].text, "Government");
        assert_eq!(found(kind(Side::Source, "النظام"), "النظام", "Regime forces")[0].fix, None);
    }

    #[test]
    fn what_is_required_is_missed_only_where_it_is_called_for() {
        let kind =
            || Kind::Require { when: text(Side::Source, "المبعوث"), then: regex(Side::Target, "(?i)envoy") };
        let source = "قال المبعوث";
        assert_eq!(found(kind(), source, "the delegate said")[0].source.unwrap().text(source), "المبعوث");
        assert!(found(kind(), source, "the Envoy said").is_empty());
        assert!(found(kind(), "قال الوزير", "the delegate said").is_empty());
    }

    #[test]
    fn counts_must_agree() {
        let pattern = || Pattern::regex(r"[A-Z]+-\d+", 1 << 20).unwrap();
        let kind = || Kind::SameCount { source: pattern(), target: pattern() };
        assert!(found(kind(), "انظر A-1 و B-2", "see B-2, A-1").is_empty());
        let findings = found(kind(), "انظر A-1 و B-2", "see A-1");
        assert_eq!(findings[0].message, "mend it (2 in the source, 1 in the target)");
    }

    #[test]
    fn levels_turn_an_own_rule_off_or_change_its_severity() {
        let kind = Kind::Forbid(text(Side::Target, "regime"));
        let mut selection = Selection { own: vec![rule(kind)], ..Selection::default() };
        let text = bitext("تحدث النظام", "The regime spoke");
        let severity = |selection: &Selection| {
            run(&text, None, selection).iter().find(|finding| finding.rule == "mine").map(|finding| finding.severity)
        };
        assert_eq!(severity(&selection), Some(Severity::Warning));
        selection.levels.insert("mine".to_owned(), Level::On(Severity::Error));
        assert_eq!(severity(&selection), Some(Severity::Error));
        selection.levels.insert("mine".to_owned(), Level::Off);
        assert_eq!(severity(&selection), None);
        selection.select.push("mine".to_owned());
        assert_eq!(severity(&selection), Some(Severity::Warning), "the command line beats the file");
    }

    #[test]
    fn expressions_that_are_no_use_are_refused() {
        for (written, says) in [("(", "unclosed group"), ("x*", "empty text"), ("(a{1000}){1000}", "limit of")] {
            let error = Pattern::regex(written, 1 << 20).unwrap_err();
            assert!(error.contains(says), "{written}: {error}");
        }
        assert!(Pattern::text(" \u{0640} ").is_err());
    }
}
