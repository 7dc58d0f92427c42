//! Addresses that were lost or changed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::LazyLock;

use regex::Regex;

use crate::check::differences::surplus;
use crate::check::signs::Signs;
use crate::check::{BeadView, Context, Rule};
use crate::finding::{Finding, Severity};
use crate::language::{Profile, Side};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "url-mismatch",
    severity: Severity::Warning,
    summary: "a web or e-mail address or an @name of the source is another one in the target, or missing",
    page: include_str!("url_mismatch.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let addressed = |view: &&BeadView<'_>| (view.source_signs | view.target_signs).has(Signs::ADDRESS);
    context.translated().filter(addressed).flat_map(|view| in_bead(context, view)).collect()
}

fn in_bead(context: &Context<'_>, view: &BeadView<'_>) -> Vec<Finding> {
    let profiles = [Side::Source, Side::Target].map(|side| context.profile(side));
    let (source, target) = (addresses(view.source, profiles), addresses(view.target, profiles));
    let missing = surplus(&source, &target, |address| &address.key);
    let mut added: BTreeMap<Kind, VecDeque<&Address<'_>>> = BTreeMap::new();
    for address in surplus(&target, &source, |address| &address.key) {
        added.entry(address.kind).or_default().push_back(address);
    }
    let mut findings: Vec<Finding> = Vec::new();
    for address in missing {
        let other = added.get_mut(&address.kind).and_then(VecDeque::pop_front);
        let message = match &other {
            Some(other) => format!("the source has the address {}, the target {}", address.written, other.written),
            None => format!("the address {} of the source is missing in the target", address.written),
        };
        // A hashtag may be translated or written out.
        let severity = if address.kind == Kind::Hashtag { Severity::Info } else { view.severity(RULE.severity) };
        let mut finding = Finding::new(RULE.name, severity, view.index, message);
        finding.source = Some(address.span.offset(view.source_start));
        finding.target = other.map(|other| other.span.offset(view.target_start));
        findings.push(finding);
    }
    findings.extend(added.into_values().flatten().filter(|address| address.kind != Kind::Hashtag).map(|address| {
        let message = format!("the address {} is not in the source", address.written);
        Finding::new(RULE.name, Severity::Info, view.index, message).in_target(address.span.offset(view.target_start))
    }));
    findings
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Page,
    Mailbox,
    Account,
    Hashtag,
}

/// An address in a text.
#[derive(Clone, Debug)]
struct Address<'a> {
    kind: Kind,
    /// What must be equal on both sides.
    key: (Kind, String),
    written: &'a str,
    span: Span,
}

static ADDRESSES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        (?P<page> (?:https?|ftp)://[^\s<>"“”«»،؛]+ | www\.[^\s<>"“”«»،؛]+ )
        | (?P<mailbox> [a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+ )
        | (?P<account> @[a-z0-9_]{2,30} )
        | (?P<hashtag> \#[a-z][a-z0-9_]+ )
        "#,
    )
    .ok()
});

fn addresses<'a>(text: &'a str, profiles: [&Profile; 2]) -> Vec<Address<'a>> {
    let Some(pattern) = ADDRESSES.as_ref() else { return Vec::new() };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let named = |name| captures.name(name).is_some();
        let kind = match () {
            () if named("page") => Kind::Page,
            () if named("mailbox") => Kind::Mailbox,
            () if named("account") => Kind::Account,
            () => Kind::Hashtag,
        };
        let written = whole.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '؟', '…']);
        let span = Span::new(whole.start(), whole.start() + written.len());
        let key = if kind == Kind::Page { page_key(written, profiles) } else { written.to_lowercase() };
        Some(Address { kind, key: (kind, key), written, span })
    });
    found.collect()
}

/// A page without what may differ: scheme, `www`, a slash at the end, letter case of the host. A page
/// in the language of one side (`ar.example.org/…`, `/en/`, `lang=ar`) is known by its host alone.
fn page_key(written: &str, profiles: [&Profile; 2]) -> String {
    let bare = written.split_once("://").map_or(written, |(_, rest)| rest);
    let (host, path) = bare.split_once(['/', '?', '#']).unwrap_or((bare, ""));
    let host = host.to_lowercase();
    let host = host.trim_start_matches("www.");
    let is_tag = |part: &str| profiles.iter().any(|profile| part.eq_ignore_ascii_case(&profile.tag));
    let labels: Vec<&str> = host.split('.').filter(|label| !is_tag(label)).collect();
    let localised = labels.len() < host.split('.').count() || path.split(['/', '=', '&', '-', '_']).any(is_tag);
    let host = labels.join(".");
    if localised { host } else { format!("{host}/{}", path.trim_end_matches('/')) }
}
