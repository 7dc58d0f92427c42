//! What part each paragraph plays on the page: heading, caption, site furniture or running text.
//!
//! Only what the line itself and its place tell is used, and a doubtful line is running text.

use crate::document::Kind;
use crate::language::LineCues;
use crate::text::{fold, words};

use super::Paragraph;
use super::marks::Marks;

/// A headline, and a headline in a list of related ones, is not longer.
const HEADLINE_WORDS: usize = 25;
/// A heading inside an article is not longer.
const HEADING_WORDS: usize = 12;
/// A caption is not longer.
const CAPTION_WORDS: usize = 30;
/// Site furniture is not longer: "Copyright law was amended on Monday, when …" is text.
const FURNITURE_WORDS: usize = 20;

/// The kind of each of `paragraphs`, in order.
pub(super) fn kinds(text: &str, paragraphs: &[Paragraph], marks: &Marks) -> Vec<Kind> {
    let cues = &marks.language.profile().lines;
    let lines: Vec<Line<'_>> = paragraphs.iter().map(|paragraph| Line::new(text, paragraph, marks)).collect();
    let matches: Vec<bool> = lines.iter().map(|line| line.is_boilerplate(cues)).collect();
    let tail = tail(&lines, &matches);
    let headline = matches.iter().position(|matches| !matches);
    let kind = |(at, (line, &matches)): (usize, (&Line<'_>, &bool))| {
        if matches || at >= tail {
            Kind::Boilerplate
        } else if Some(at) == headline {
            line.headline()
        } else {
            line.kind(cues, at * 2 < lines.len())
        }
    };
    lines.iter().zip(&matches).enumerate().map(kind).collect()
}

/// The kind of a line of which only the words are known: what a site puts around its articles, or
/// running text.
pub(super) fn kind_alone(line: &str, cues: &LineCues) -> Kind {
    let words = words(line).filter(|word| word.span.text(line).contains(char::is_alphanumeric));
    let short = (1..=FURNITURE_WORDS).contains(&words.take(FURNITURE_WORDS + 1).count());
    if short && is_furniture(line, cues) { Kind::Boilerplate } else { Kind::Body }
}

fn is_furniture(line: &str, cues: &LineCues) -> bool {
    let folded = fold(line);
    let bare = folded.trim().trim_end_matches([':', '：', ' ']);
    cues.boilerplate.contains(bare) || cues.boilerplate_starts.iter().any(|start| folded.starts_with(start.as_str()))
}

/// Where the furniture at the end of the page begins: "Related news" and the headlines below it, with
/// no running text behind. Without running text before there is no page to end.
fn tail(lines: &[Line<'_>], matches: &[bool]) -> usize {
    let text = |(line, &matches): (&Line<'_>, &bool)| !matches && (line.ended || line.words > HEADLINE_WORDS);
    let Some(last) = lines.iter().zip(matches).rposition(text) else { return lines.len() };
    let mut behind = matches.iter().enumerate().skip(last + 1);
    behind.find(|(_, matches)| **matches).map_or(lines.len(), |(at, _)| at)
}

/// A paragraph as the rules see it.
struct Line<'a> {
    written: &'a str,
    /// Number of words, counted no further than any rule needs.
    words: usize,
    sentences: usize,
    /// Whether it ends with a sentence mark.
    ended: bool,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, paragraph: &Paragraph, marks: &Marks) -> Self {
        let written = paragraph.span.text(text);
        let counted = words(written).filter(|word| word.span.text(written).contains(char::is_alphanumeric));
        Self {
            written,
            words: counted.take(CAPTION_WORDS + 1).count(),
            sentences: paragraph.sentences.len(),
            ended: marks.ends_sentence(written),
        }
    }

    fn is_boilerplate(&self, cues: &LineCues) -> bool {
        (1..=FURNITURE_WORDS).contains(&self.words) && is_furniture(self.written, cues)
    }

    fn headline(&self) -> Kind {
        let short = (1..=HEADLINE_WORDS).contains(&self.words);
        if short && self.is_unfinished() { Kind::Heading } else { Kind::Body }
    }

    fn kind(&self, cues: &LineCues, first_half: bool) -> Kind {
        if self.words == 0 || !self.is_unfinished() || self.sentences > 1 {
            Kind::Body
        } else if first_half && self.words <= CAPTION_WORDS && self.has_caption_word(cues) {
            Kind::Caption
        } else if self.words <= HEADING_WORDS && !self.is_list_item() {
            Kind::Heading
        } else {
            Kind::Body
        }
    }

    /// No mark at the end; "سؤال:" announces what follows and is running text.
    fn is_unfinished(&self) -> bool {
        !self.ended && !self.written.ends_with([':', ';', ',', '؛', '،', '：', '；', '，', '、'])
    }

    fn has_caption_word(&self, cues: &LineCues) -> bool {
        words(self.written).any(|word| cues.caption_words.contains(&fold(word.span.text(self.written))))
    }

    /// "- the first", "• the second"
    fn is_list_item(&self) -> bool {
        self.written.starts_with(['-', '–', '—', '•', '·', '*', '▪', '●', '◦', '‣'])
    }
}
