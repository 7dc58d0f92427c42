//! Placeholders and tags that were lost, changed or invented.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::differences::surplus;
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::Side;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "code-mismatch",
    severity: Severity::Error,
    summary: "a placeholder, tag or inline code of the source is missing in the target, or the target has one more",
    page: include_str!("code_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let coded = |view: &&BeadView<'_>| (view.source_signs | view.target_signs).has(Signs::CODE | Signs::BRACKET);
    let in_text = context.translated().filter(coded).flat_map(in_bead);
    let inline = context.translated().flat_map(|view| inline_codes(context, view));
    in_text.chain(inline).collect()
}

/// Inline codes of the file that one side of the bead has and the other has not.
fn inline_codes(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let [source, target] = [Side::Source, Side::Target].map(|side| names(context, view, side));
    let missing = surplus(&source, &target, |name| *name)
        .into_iter()
        .map(|name| format!("the inline code {name} of the source is missing in the target"));
    let added = surplus(&target, &source, |name| *name)
        .into_iter()
        .map(|name| format!("the inline code {name} of the target is not in the source"));
    let finding = |message| Finding {
        source: view.span(Side::Source),
        target: view.span(Side::Target),
        ..Finding::new(RULE.name, RULE.severity, view.index, message)
    };
    missing.chain(added).map(finding).collect()
}

fn names<'a>(context: &Context<'a>, view: &BeadView<'_>, side: Side) -> Vec<&'a str> {
    let codes = &context.bitext.half(side).document.codes;
    let Some(span) = view.span(side) else { return Vec::new() };
    let first = codes.partition_point(|code| code.at < span.start);
    let inside = codes.iter().skip(first).take_while(|code| code.at <= span.end);
    inside.map(|code| code.name.as_str()).collect()
}

fn in_bead(view: &BeadView<'_>) -> Vec<Finding> {
    let (source, target) = (codes(view.source), codes(view.target));
    if source.is_empty() && target.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for code in surplus(&source, &target, |code| &code.key) {
        let message = format!("“{}” of the source is missing in the target", code.written);
        findings.push(finding(view, code, message, Side::Source));
    }
    for code in surplus(&target, &source, |code| &code.key) {
        let message = format!("“{}” of the target is not in the source", code.written);
        findings.push(finding(view, code, message, Side::Target));
    }
    if findings.is_empty() {
        findings.extend(exchanged(view, &source, &target));
    }
    findings
}

fn finding(view: &BeadView<'_>, code: &Code<'_>, message: String, side: Side) -> Finding {
    let severity = if code.kind == Kind::Tag { Severity::Warning } else { RULE.severity };
    let finding = Finding::new(RULE.name, view.severity(severity), view.index, message);
    match side {
        Side::Source => finding.in_source(code.span.offset(view.source_start)),
        Side::Target => finding.in_target(code.span.offset(view.target_start)),
    }
}

/// `%s` and `%d` without numbers are filled in the order of the arguments.
fn exchanged(view: &BeadView<'_>, source: &[Code<'_>], target: &[Code<'_>]) -> Option<Finding> {
    let in_order = |codes: &[Code<'_>]| -> Vec<String> {
        codes.iter().filter(|code| code.kind == Kind::Unnumbered).map(|code| code.key.clone()).collect()
    };
    let (ours, theirs) = (in_order(target), in_order(source));
    let at = ours.iter().zip(&theirs).position(|(one, other)| one != other)?;
    let code = target.iter().filter(|code| code.kind == Kind::Unnumbered).nth(at)?;
    let message =
        format!("“{}” stands in another order than in the source; number the placeholders (%1$s)", code.written);
    Some(finding(view, code, message, Side::Target))
}

/// What a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `{name}`, `${x}`, `{{x}}`, `%(name)s`, `%1$s`
    Placeholder,
    /// `%s`
    Unnumbered,
    /// `<b>`, `</b>`, `\n`
    Tag,
}

/// A code in a text.
#[derive(Clone, Debug)]
struct Code<'a> {
    kind: Kind,
    /// What must be equal on both sides.
    key: String,
    written: &'a str,
    span: Span,
}

static CODES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<placeholder> \{\{\s*[^{}]{1,60}?\s*\}\} | \$\{[^{}\s]{1,60}\} | [%\#]\{\w{1,40}\} | %\(\w{1,40}\)[sdifr]
            | \{[A-Za-z0-9_][A-Za-z0-9_.\-\[\]]{0,40}(?:[:!,][^{}]{0,60})?\} | \{\}
            | %\d{1,2}\$[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[sdiouxXeEfFgGcp@] )
        | (?P<unnumbered> %[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[sdiouxXeEfFgGcp@] )
        | (?P<tag> </?[A-Za-z][A-Za-z0-9:_-]{0,30}(?:\s[^<>]{0,500})?/?> | \\[nrt] )
        ",
    )
    .ok()
});

fn codes(text: &str) -> Vec<Code<'_>> {
    // Reading the expression takes longer than checking an article, and most texts have no code.
    if !text.contains(['{', '%', '<', '\\']) {
        return Vec::new();
    }
    let Some(pattern) = CODES.as_ref() else { return Vec::new() };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let (written, span) = (whole.as_str(), Span::new(whole.start(), whole.end()));
        let kind = match (captures.name("placeholder"), captures.name("unnumbered")) {
            (Some(_), _) => Kind::Placeholder,
            (_, Some(_)) => Kind::Unnumbered,
            _ => Kind::Tag,
        };
        // 50%d'augmentation, 100%sure: a percentage.
        let before = text.get(..span.start).and_then(|text| text.chars().next_back());
        let after = text.get(span.end..).and_then(|text| text.chars().next());
        let percentage =
            before.is_some_and(char::is_numeric) || after.is_some_and(char::is_alphanumeric) || after == Some('\'');
        if kind == Kind::Unnumbered && percentage {
            return None;
        }
        Some(Code { kind, key: key(written, kind), written, span })
    });
    found.collect()
}

/// A tag is known by its name, as its attributes may be translated; a placeholder by everything but
/// the spaces and the format behind its name.
fn key(written: &str, kind: Kind) -> String {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    match kind {
        Kind::Tag => {
            let end = written.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(written.len());
            written.get(..end).unwrap_or(written).trim_end_matches('/').to_ascii_lowercase()
        }
        Kind::Placeholder if plain.starts_with('{') && !plain.starts_with("{{") => {
            plain.split([':', '!', ',', '}']).next().unwrap_or_default().to_owned()
        }
        _ => plain,
    }
}
