//! A title whose slots (office, field, state, gender) are others in the target than in the source.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::titles::{Gender, Title, TitleReader, Titles};
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::glossary::{Certainty, Kind, Occurrence};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "title-form",
    severity: Severity::Warning,
    summary: "an official title has another office, state or gender in the target",
    page: include_str!("title_form.md"),
    check,
};

/// The office that a field of government belongs to.
const MINISTER: &str = "minister";

fn check(context: &Context<'_>) -> Vec<Finding> {
    let texts = |side| context.translated().map(move |view| view.text(side));
    let readers = [Side::Source, Side::Target].map(|side| TitleReader::new(context.profile(side), texts(side)));
    let [source_reader, target_reader] = &readers;
    let known = !source_reader.is_empty() && !target_reader.is_empty();
    let mut findings = Vec::new();
    for view in context.translated() {
        findings.extend(other_concept(context, view));
        let target = if known { target_reader.read(view.target) } else { Titles::default() };
        // Only what the target says can contradict the source; most segments have no title.
        if target.titles.is_empty() {
            continue;
        }
        let pair = Pair { view, source: source_reader.read(view.source), target };
        let found = [other_state(&pair), other_field(&pair), other_gender(&pair)];
        findings.extend(found.into_iter().flatten());
    }
    findings
}

/// The titles of both sides of a bead.
struct Pair<'c, 'a> {
    view: &'c BeadView<'a>,
    source: Titles,
    target: Titles,
}

impl Pair<'_, '_> {
    fn finding(
        &self,
        severity: Severity,
        source: Span,
        target: Span,
        message: &dyn Fn(&str, &str) -> String,
    ) -> Finding {
        let message = message(source.text(self.view.source), target.text(self.view.target));
        Finding::new(RULE.name, self.view.severity(severity), self.view.index, message)
            .in_source(source.offset(self.view.source_start))
            .in_target(target.offset(self.view.target_start))
    }
}

/// The state of a source title is nowhere in the target, and that of a target title nowhere in the
/// source.
fn other_state(pair: &Pair<'_, '_>) -> Option<Finding> {
    let apart = |states: &BTreeSet<&str>, others: &BTreeSet<&str>| !states.is_empty() && states.is_disjoint(others);
    let source = pair.source.titles.iter().find(|title| apart(&title.states, &pair.target.states))?;
    let target = pair.target.titles.iter().find(|title| apart(&title.states, &pair.source.states))?;
    Some(pair.finding(Severity::Warning, source.span, target.span, &|source, target| {
        format!("the source has “{source}”, the target “{target}”: another state")
    }))
}

/// A minister of one field in the source is a minister of another in the target.
fn other_field(pair: &Pair<'_, '_>) -> Option<Finding> {
    let apart = |title: &&Title, others: &BTreeSet<&str>| {
        title.office == MINISTER && title.portfolio.is_some_and(|portfolio| !others.contains(portfolio))
    };
    let source = pair.source.titles.iter().find(|title| apart(title, &pair.target.portfolios))?;
    let target = pair.target.titles.iter().find(|title| apart(title, &pair.source.portfolios))?;
    Some(pair.finding(Severity::Warning, source.span, target.span, &|source, target| {
        format!("the source has “{source}”, the target “{target}”: another office")
    }))
}

/// Every holder of an office is a woman in the source and a man in the target, or the reverse.
///
/// A masculine form may stand for an office as such, so the reverse is a note.
fn other_gender(pair: &Pair<'_, '_>) -> Option<Finding> {
    let sources = by_office(&pair.source);
    let targets = by_office(&pair.target);
    for (office, source) in &sources {
        let (Some(source_gender), Some(target)) = (one_gender(source), targets.get(office)) else { continue };
        let Some(target_gender) = one_gender(target).filter(|gender| *gender != source_gender) else { continue };
        let (Some(from), Some(to)) = (source.first(), target.first()) else { continue };
        let (severity, holder) = match target_gender {
            Gender::Masculine => (Severity::Warning, "a woman"),
            Gender::Feminine => (Severity::Info, "a man"),
        };
        return Some(pair.finding(severity, from.1, to.1, &|source, target| {
            format!("“{source}” speaks of {holder}, “{target}” does not")
        }));
    }
    None
}

/// The genders of each office with the places of the titles.
fn by_office(titles: &Titles) -> BTreeMap<&'static str, Vec<(Option<Gender>, Span)>> {
    let mut offices: BTreeMap<&'static str, Vec<(Option<Gender>, Span)>> = BTreeMap::new();
    for title in &titles.titles {
        offices.entry(title.office).or_default().push((title.gender, title.span));
    }
    offices
}

fn one_gender(holders: &[(Option<Gender>, Span)]) -> Option<Gender> {
    let gender = holders.first()?.0?;
    holders.iter().all(|(other, _)| *other == Some(gender)).then_some(gender)
}

/// A title of the glossary is not rendered, and a title stands in the target that the source has not.
fn other_concept(context: &Context<'_>, view: &BeadView<'_>) -> Option<Finding> {
    let is_title = |found: &&Occurrence| context.concept(found).is_some_and(|concept| concept.kind == Kind::Title);
    let in_source = |concept: usize| view.source_terms.iter().any(|found| found.concept == concept);
    let in_target = |concept: usize| view.target_terms.iter().any(|found| found.concept == concept);
    let missing = |found: &&Occurrence| found.certainty == Certainty::Certain && !in_target(found.concept);
    let lost = view.source_terms.iter().filter(is_title).find(missing)?;
    // What also renders a title that the source has is no other title.
    let renders_source =
        |place: Span| view.target_terms.iter().any(|found| found.span.overlaps(place) && in_source(found.concept));
    let strange =
        |found: &&Occurrence| found.status.is_allowed() && !in_source(found.concept) && !renders_source(found.span);
    let longest = view.target_terms.iter().filter(is_title).filter(strange).max_by_key(|found| found.span.len())?;
    let concept = context.concept(lost)?;
    let text = |span: Span, side| view.span(side).map_or("", |whole| span.relative_to(whole).text(view.text(side)));
    let message = format!(
        "“{}” is “{}”; the target has “{}”, another office",
        text(lost.span, Side::Source),
        concept.allowed_targets().next()?.text,
        text(longest.span, Side::Target)
    );
    let finding = Finding::new(RULE.name, view.severity(Severity::Warning), view.index, message);
    Some(Finding {
        concept: Some(context.concept_ref(concept)),
        ..finding.in_source(lost.span).in_target(longest.span)
    })
}
