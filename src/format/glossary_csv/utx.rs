//! The head of a UTX file (AAMT, Universal Terminology eXchange 1.11 and 1.20).
//!
//! ```text
//! #UTX 1.11; en-US/ja-JP; 2013-12-20T10:00:00Z+09:00; copyright: …;
//! #description: …
//! #src<TAB>tgt<TAB>src:pos<TAB>term status
//! ```

use crate::language::Language;

/// What the lines before the table say.
pub(super) struct Preamble {
    /// Byte where the header row of the table begins, behind its `#`.
    pub(super) table: usize,
    pub(super) source: Option<String>,
    pub(super) target: Option<String>,
    pub(super) description: String,
}

/// The head of `text` when it is UTX.
pub(super) fn preamble(text: &str) -> Option<Preamble> {
    let content = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut at = text.len() - content.len();
    let mut lines = content.split_inclusive('\n');
    let first = lines.next().filter(|line| line.starts_with("#UTX"))?;
    let mut preamble = Preamble { table: at, source: None, target: None, description: String::new() };
    let mut fields = first.split(';').skip(1).map(str::trim);
    let pair = fields.next().and_then(|pair| pair.split_once('/'));
    let tag = |written: &str| Language::from_tag(written.trim()).ok().map(|language| language.tag().to_owned());
    if let Some((source, target)) = pair {
        (preamble.source, preamble.target) = (tag(source), tag(target));
    }
    at += first.len();
    for line in lines.take_while(|line| line.starts_with('#')) {
        if let Some(description) = line.strip_prefix("#description:") {
            description.trim().clone_into(&mut preamble.description);
        }
        preamble.table = at + 1;
        at += line.len();
    }
    Some(preamble)
}
