//! What may stand before the root element: the XML declaration and a DOCTYPE; and processing
//! instructions and comments, which may stand anywhere.

use super::{chars, scanner::Scanner};
use crate::text::{Problem, Span};

/// Check the XML declaration at `span` (production 23).
pub(super) fn declaration(text: &str, span: Span) -> Result<(), Problem> {
    let mut scanner = Scanner::new(text, span);
    scanner.eat("<?xml");
    let versioned = pseudo_attribute(&mut scanner, "version", is_version) == Some(true);
    let encoded = pseudo_attribute(&mut scanner, "encoding", is_encoding_name) != Some(false);
    let standalone = pseudo_attribute(&mut scanner, "standalone", |value| matches!(value, "yes" | "no")) != Some(false);
    scanner.eat_space();
    if versioned && encoded && standalone && scanner.eat("?>") && scanner.is_done() {
        return Ok(());
    }
    Err(Problem::new(span, "the XML declaration is not in order", "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
}

/// Step over ` name="value"` if it comes next, and say whether its value is good.
fn pseudo_attribute(scanner: &mut Scanner<'_>, name: &str, good: impl Fn(&str) -> bool) -> Option<bool> {
    let spaced = scanner.rest().starts_with(chars::is_space);
    if !spaced || !scanner.rest().trim_start_matches(chars::is_space).starts_with(name) {
        return None;
    }
    scanner.eat_space();
    scanner.eat(name);
    scanner.eat_space();
    let equals = scanner.eat("=");
    scanner.eat_space();
    let value = scanner.take_quoted().map(|span| scanner.text(span));
    Some(equals && value.is_some_and(good))
}

fn is_version(value: &str) -> bool {
    value.strip_prefix("1.").is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_encoding_name(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

/// Check the processing instruction at `span` (production 16).
pub(super) fn instruction(text: &str, span: Span) -> Result<(), Problem> {
    let mut scanner = Scanner::new(text, span);
    scanner.eat("<?");
    let target = scanner.take_while(chars::is_name_char);
    let name = scanner.text(target);
    if name.eq_ignore_ascii_case("xml") {
        let what = "an XML declaration stands elsewhere than at the very beginning";
        return Err(Problem::new(span, what, "remove it, and anything before the first one, even blanks"));
    }
    let ended = scanner.rest() == "?>" || scanner.rest().starts_with(chars::is_space);
    if chars::is_unqualified(name) && ended {
        return Ok(());
    }
    Err(Problem::new(span, "a processing instruction has no proper name", "correct or remove it"))
}

/// Check the comment at `span` (production 15).
pub(super) fn comment(text: &str, span: Span) -> Result<(), Problem> {
    let content = span.text(text).strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    if content.is_some_and(|content| !content.contains("--") && !content.ends_with('-')) {
        return Ok(());
    }
    Err(Problem::new(span, "a comment holds '--' or is not properly closed", "remove the hyphens from the comment"))
}

/// Check the document type declaration at `span` (production 28).
///
/// A DOCTYPE that only names a DTD is passed over: nothing is ever fetched. Entities would change
/// the text, so a DOCTYPE that declares any is refused. Other declarations of an internal subset
/// are stepped over; their own grammar is not checked.
pub(super) fn doctype(text: &str, span: Span) -> Result<(), Problem> {
    let mut scanner = Scanner::new(text, span);
    let bad = || Problem::new(span, "the DOCTYPE is not in order", "remove the DOCTYPE: it is not needed");
    let named = scanner.eat("<!DOCTYPE") && scanner.eat_space() && is_name(&mut scanner);
    if !named || !external_id(&mut scanner) {
        return Err(bad());
    }
    scanner.eat_space();
    if scanner.eat("[") {
        internal_subset(text, &mut scanner, span)?;
        scanner.eat_space();
    }
    if scanner.eat(">") && scanner.is_done() { Ok(()) } else { Err(bad()) }
}

fn is_name(scanner: &mut Scanner<'_>) -> bool {
    let span = scanner.take_while(chars::is_name_char);
    let name = scanner.text(span);
    name.split(':').all(chars::is_unqualified) && name.split(':').count() <= 2
}

/// Step over `SYSTEM "…"` or `PUBLIC "…" "…"`, if there; whether it is in order.
fn external_id(scanner: &mut Scanner<'_>) -> bool {
    let rest = scanner.rest().trim_start_matches(chars::is_space);
    let (system, public) = (rest.starts_with("SYSTEM"), rest.starts_with("PUBLIC"));
    if !system && !public {
        return true;
    }
    if !scanner.eat_space() {
        return false;
    }
    scanner.eat("SYSTEM");
    scanner.eat("PUBLIC");
    let public_id = |scanner: &mut Scanner<'_>| {
        let id = scanner.eat_space().then(|| scanner.take_quoted()).flatten();
        id.is_some_and(|id| scanner.text(id).chars().all(is_public_id))
    };
    (system || public_id(scanner)) && scanner.eat_space() && scanner.take_quoted().is_some()
}

fn is_public_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '\r' | '\n') || "-'()+,./:=?;!*#@$_%".contains(c)
}

fn internal_subset(text: &str, scanner: &mut Scanner<'_>, doctype: Span) -> Result<(), Problem> {
    let bad = || Problem::new(doctype, "the DOCTYPE is not in order", "remove the DOCTYPE: it is not needed");
    loop {
        scanner.eat_space();
        let start = scanner.here().start;
        if scanner.eat("]") {
            return Ok(());
        }
        let rest = scanner.rest();
        if rest.starts_with("<!ENTITY") || rest.starts_with('%') {
            let what = "the DOCTYPE declares entities, which are not read";
            return Err(Problem::new(
                scanner.here(),
                what,
                "put the text in place of the entities and remove the DOCTYPE",
            ));
        }
        if scanner.eat("<!--") {
            let end = scanner.take_until("-->").ok_or_else(bad)?.end;
            comment(text, Span::new(start, end + 3))?;
        } else if scanner.eat("<?") {
            let end = scanner.take_until("?>").ok_or_else(bad)?.end;
            instruction(text, Span::new(start, end + 2))?;
        } else if !declared(scanner) {
            return Err(bad());
        }
    }
}

/// Step over `<!ELEMENT …>`, `<!ATTLIST …>` or `<!NOTATION …>`.
fn declared(scanner: &mut Scanner<'_>) -> bool {
    let known = scanner.eat("<!ELEMENT") || scanner.eat("<!ATTLIST") || scanner.eat("<!NOTATION");
    if !known || !scanner.eat_space() || !is_name(scanner) {
        return false;
    }
    loop {
        scanner.take_while(|c| !matches!(c, '"' | '\'' | '>' | '<' | '%'));
        match scanner.next() {
            Some('>') => return scanner.eat(">"),
            Some('"' | '\'') if scanner.take_quoted().is_some() => {}
            _ => return false,
        }
    }
}
