//! Changes of a text carried into the file it was read from; outside of them the file stays byte for
//! byte what it was.
//!
//! A reader notes where each part of a text stands in the file ([`Part`]). A fix is applied when all
//! its edits fall into such parts; one that runs across an inline element, or needs a character that
//! the format cannot hold at its place, is left to a person.

use std::collections::{BTreeMap, BTreeSet};

use super::BilingualFormat;
use super::delimited;
use super::xml::escape;
use crate::document::{Document, Part};
use crate::finding::{Edit, Fix};
use crate::text::Span;

/// A file with fixes applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The decoded file.
    pub text: String,
    /// How many fixes it has.
    pub applied: usize,
}

/// Apply `fixes`, each with the target document it is for, to the decoded file `text` of `format`.
///
/// Of fixes that overlap the first is applied; run again for the others.
pub fn mend(text: &str, format: &BilingualFormat, fixes: &[(&Document, Vec<&Fix>)]) -> Mended {
    let mut changes = Changes { file: text, rewrite: format.rewrite, parts: BTreeMap::new() };
    let mut applied = 0;
    for (document, fixes) in fixes {
        let earlier: BTreeSet<usize> = changes.parts.keys().copied().collect();
        // From the last to the first, so that what is to come stays where it is.
        for fix in without_overlaps(fixes).into_iter().rev() {
            applied += usize::from(changes.apply(document, fix, &earlier).is_some());
        }
    }
    Mended { text: changes.written(), applied }
}

/// The fixes in the order of the text, without those that touch one before.
fn without_overlaps<'f>(fixes: &[&'f Fix]) -> Vec<&'f Fix> {
    let cover = |fix: &Fix| fix.edits.iter().map(|edit| edit.span).reduce(Span::cover);
    let mut placed: Vec<(Span, &Fix)> = fixes.iter().filter_map(|fix| Some((cover(fix)?, *fix))).collect();
    placed.sort_by_key(|(span, _)| *span);
    let mut end = None;
    placed.retain(|(span, _)| {
        let free = end.is_none_or(|end| span.start > end);
        end = if free { Some(span.end) } else { end };
        free
    });
    placed.into_iter().map(|(_, fix)| fix).collect()
}

/// The parts of the file that are no longer what they were.
struct Changes<'a> {
    file: &'a str,
    rewrite: Rewrite,
    /// By the byte of the file at which each begins.
    parts: BTreeMap<usize, Changed>,
}

/// What the part `raw` of a file, which says `text`, is written as after the edit; `None` when it
/// cannot be written there.
pub(super) type Rewrite = fn(raw: &str, text: &str, edit: &Edit) -> Option<String>;

#[derive(Clone)]
struct Changed {
    file: Span,
    raw: String,
    text: String,
}

impl Changes<'_> {
    /// Apply all edits of `fix`, or none. Nothing is done to a part that another document of the file
    /// has changed: two pairs of languages may share a text.
    fn apply(&mut self, document: &Document, fix: &Fix, earlier: &BTreeSet<usize>) -> Option<()> {
        let mut staged: BTreeMap<usize, Changed> = BTreeMap::new();
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in edits {
            for (part, edit) in split(edit, &document.parts)? {
                if earlier.contains(&part.file.start) {
                    return None;
                }
                let known = staged.get(&part.file.start).or_else(|| self.parts.get(&part.file.start)).cloned();
                let mut changed = known.unwrap_or_else(|| Changed {
                    file: part.file,
                    raw: part.file.text(self.file).to_owned(),
                    text: part.text.text(&document.text).to_owned(),
                });
                changed.raw = (self.rewrite)(&changed.raw, &changed.text, &edit)?;
                changed.text = replaced(&changed.text, &edit)?;
                staged.insert(part.file.start, changed);
            }
        }
        self.parts.extend(staged);
        Some(())
    }

    fn written(&self) -> String {
        let mut written = String::with_capacity(self.file.len());
        let mut at = 0;
        for changed in self.parts.values() {
            written.push_str(Span::new(at, changed.file.start).text(self.file));
            written.push_str(&changed.raw);
            at = changed.file.end;
        }
        written + Span::new(at, self.file.len()).text(self.file)
    }
}

/// The edit as edits of the parts it falls into, each counted from the start of its part: the first
/// gets the new text, the others lose what is replaced. `None` when it falls into none, or there is
/// markup between.
fn split(edit: &Edit, parts: &[Part]) -> Option<Vec<(Part, Edit)>> {
    let span = edit.span;
    let relative = |part: &Part, text: &str| {
        let common = Span::new(span.start.max(part.text.start), span.end.min(part.text.end));
        (*part, Edit { span: common.relative_to(part.text), text: text.to_owned() })
    };
    if span.is_empty() {
        let holds = |part: &&Part| part.text.start <= span.start && span.start <= part.text.end;
        // Behind the last character rather than before the next.
        return parts.iter().find(holds).map(|part| vec![relative(part, &edit.text)]);
    }
    let first = parts.partition_point(|part| part.text.end <= span.start);
    let inside: Vec<&Part> = parts.get(first..)?.iter().take_while(|part| part.text.start < span.end).collect();
    let (start, end) = (inside.first()?.text.start, inside.last()?.text.end);
    let joined = |pair: &[&Part]| match pair {
        [one, next] => one.text.end == next.text.start && one.file.end == next.file.start,
        _ => false,
    };
    if start > span.start || end < span.end || !inside.windows(2).all(joined) {
        return None;
    }
    let texts = std::iter::once(edit.text.as_str()).chain(std::iter::repeat(""));
    Some(inside.into_iter().zip(texts).map(|(part, text)| relative(part, text)).collect())
}

/// `text` after the edit.
fn replaced(text: &str, edit: &Edit) -> Option<String> {
    Some(format!("{}{}{}", text.get(..edit.span.start)?, edit.text, text.get(edit.span.end..)?))
}

/// For elements of XML.
pub(super) fn in_xml(raw: &str, text: &str, edit: &Edit) -> Option<String> {
    const CDATA: (&str, &str) = ("<![CDATA[", "]]>");
    let (mut escaped, mut forbidden) = (String::new(), false);
    escape::push_text(&mut escaped, &edit.text, |_, _| forbidden = true);
    if forbidden {
        return None;
    }
    let section = raw.strip_prefix(CDATA.0).and_then(|rest| rest.strip_suffix(CDATA.1));
    if section == Some(text) && !edit.text.contains(CDATA.1) {
        return Some(format!("{}{}{}", CDATA.0, replaced(text, edit)?, CDATA.1));
    }
    if raw == text {
        return replaced(raw, &Edit { span: edit.span, text: escaped });
    }
    // A reference, or lines that end as on another system: all or nothing.
    (edit.span == Span::new(0, text.len())).then_some(escaped)
}

/// For tables without quoting.
pub(super) fn in_tsv(raw: &str, text: &str, edit: &Edit) -> Option<String> {
    if raw != text || edit.text.contains(['\t', '\n', '\r']) { None } else { replaced(text, edit) }
}

/// For tables with quoting: the cell is written anew, in quotes if it was.
pub(super) fn in_csv(raw: &str, text: &str, edit: &Edit) -> Option<String> {
    let quoted = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let decoded = quoted.map_or_else(|| raw.to_owned(), |inside| inside.replace("\"\"", "\""));
    let new = replaced(text, edit)?;
    let new = if decoded == text { new } else { delimited::defuse(&new) };
    Some(match quoted {
        Some(_) => format!("\"{}\"", new.replace('"', "\"\"")),
        None => delimited::quote(&new, ','),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{BILINGUAL, Export, ReadOptions, by_name, table};
    use crate::language::{Language, Side};

    /// `file` with `found` replaced by `text` in the target of its first bead.
    fn mended(format: &str, file: &str, found: &str, text: &str) -> Option<String> {
        let format = by_name(format).unwrap();
        let options = ReadOptions { source: Some(Language::neutral("ar")), target: Some(Language::neutral("en")) };
        let parsed = (format.read)(file, &options);
        assert_eq!(parsed.problems, []);
        let bitext = &parsed.value[0];
        let bead = &bitext.beads()[0];
        let at = bitext.span(bead, Side::Target).unwrap().start + bitext.text(bead, Side::Target).find(found).unwrap();
        let fix =
            Fix { safe: true, edits: vec![Edit { span: Span::new(at, at + found.len()), text: text.to_owned() }] };
        let mended = mend(file, format, &[(&bitext.target.document, vec![&fix])]);
        (mended.applied == 1).then_some(mended.text)
    }

    #[test]
    fn only_what_is_edited_changes() {
        let xlf = |target: &str| {
            format!(
                "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file source-language='ar' target-language='en'>\r\n <body><trans-unit id='1'><source>س</source><target  a = '1'>{target}</target></trans-unit></body></file></xliff>\n"
            )
        };
        let in_xlf = |before: &str, found: &str, text: &str| {
            let mended = mended("xliff-1.2", &xlf(before), found, text)?;
            let whole = xlf("");
            let (head, tail) = whole.split_once("</target>").unwrap();
            let inside = mended.strip_prefix(head)?.strip_suffix(tail)?.strip_suffix("</target>")?;
            Some(inside.to_owned())
        };
        assert_eq!(in_xlf("a  b", "  ", " ").as_deref(), Some("a b"));
        assert_eq!(in_xlf("a &#x26; <x id='1'/>b  c", "  ", " <").as_deref(), Some("a &#x26; <x id='1'/>b &lt;c"));
        assert_eq!(in_xlf("a &amp; b", "&", "and").as_deref(), Some("a and b"));
        assert_eq!(in_xlf("a &amp;&amp; b", "&& b", "c").as_deref(), Some("a c"));
        assert_eq!(in_xlf("a<![CDATA[ & <b>  ]]>c", "  ", "").as_deref(), Some("a<![CDATA[ & <b>]]>c"));
        assert_eq!(in_xlf("a <x id='1'/> b", "  ", " "), None, "the code would be in the middle of it");
        assert_eq!(in_xlf("a b", "b", "\u{1}"), None);
    }

    #[test]
    fn tables_keep_their_quotes() {
        for (format, before, found, text, after) in [
            ("tsv", "1\tس\ta  b\n2\tس\tc\r\n", "  ", " ", Some("1\tس\ta b\n2\tس\tc\r\n")),
            ("tsv", "1\tس\ta b\n", " ", "\t", None),
            ("csv", "1,س,a  b\r\n2,س,\"c\"\r\n", "  ", " ", Some("1,س,a b\r\n2,س,\"c\"\r\n")),
            ("csv", "1,س,a، b\n", "،", ",", Some("1,س,\"a, b\"\n")),
            ("csv", "1,س,\"a \"\"b\"\",  c\"\n", "  ", " ", Some("1,س,\"a \"\"b\"\", c\"\n")),
            ("csv", "1,س,'=a  b\n", "  ", " ", Some("1,س,'=a b\n")),
        ] {
            assert_eq!(mended(format, before, found, text).as_deref(), after, "{before:?}");
        }
    }

    #[test]
    fn every_format_says_where_its_texts_stand() {
        for format in BILINGUAL {
            let file = sample(format);
            assert_eq!(
                mended(format.name, &file, "two  spaces", "two spaces").as_deref(),
                Some(&*file.replace("two  ", "two "))
            );
        }
    }

    fn sample(format: &BilingualFormat) -> String {
        let options = ReadOptions { source: Some(Language::neutral("ar")), target: Some(Language::neutral("en")) };
        let bitext = table::read_tsv("1\tس\ta & two  spaces\n", &options).value.remove(0);
        (format.write)(&Export { bitext: &bitext, findings: &[], original: "a.txt" })
    }

    #[test]
    fn of_overlapping_fixes_the_first_is_applied() {
        let edit =
            |start, end| Fix { safe: true, edits: vec![Edit { span: Span::new(start, end), text: String::new() }] };
        let (one, two, three) = (edit(1, 3), edit(2, 4), edit(5, 5));
        assert_eq!(without_overlaps(&[&two, &one, &three]), [&one, &three]);
    }
}
