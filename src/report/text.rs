//! Findings for a person at a terminal or in a log.
//!
//! Carets under a line point at the wrong words as soon as the terminal reorders right-to-left
//! text, so the words themselves are marked: by style where there is colour, by `[[ ]]` where there
//! is none, and then repeated alone on a line of their own. Source and target never share a line,
//! and each excerpt stands in an isolate of its language's direction, which keeps brackets and
//! punctuation on their side.

use anstyle::{AnsiColor, Style};

use super::excerpt::{self, Excerpt, cells};
use super::{Entry, Report, SideText};
use crate::finding::{ConceptRef, Severity};
use crate::language::Side;
use crate::text::Direction;

/// Whether excerpts stand in directional isolates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bidi {
    /// RLI or LRI before, PDI after.
    #[default]
    Isolate,
    /// Bare, for a file that programs read.
    None,
}

/// How text for people is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether ANSI styles may be used.
    pub colour: bool,
    /// Whether excerpts stand in isolates.
    pub bidi: Bidi,
    /// Cells of a line; `usize::MAX` cuts and wraps nothing.
    pub width: usize,
    /// Whether reasons are shown too.
    pub reasons: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { colour: false, bidi: Bidi::default(), width: 100, reasons: false }
    }
}

/// However narrow the terminal, an excerpt shows this much.
const LEAST_ROOM: usize = 20;

impl TextOptions {
    /// `text` in `style`, if styles are wanted.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// The cells left of a line after `used`.
    pub(super) fn room(&self, used: usize) -> usize {
        self.width.saturating_sub(used).max(LEAST_ROOM)
    }
}

/// Each finding with its excerpts, then the summary.
pub fn full(report: &Report<'_>, options: &TextOptions) -> String {
    let mut out: String = report.entries.iter().map(|entry| block(entry, options) + "\n").collect();
    out.push_str(&summary_line(report));
    out
}

/// One line a finding: `path:line:column: severity[rule] message`.
pub fn concise(report: &Report<'_>, options: &TextOptions) -> String {
    report.entries.iter().map(|entry| header(entry, options) + "\n").collect()
}

/// `3 errors, 2 warnings, 1 note in 1 file, 24 segments`.
pub fn summary_line(report: &Report<'_>) -> String {
    let summary = report.summary();
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note")];
    let found: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|&(n, noun)| counted(n, noun)).collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{found} in {}, {}\n", counted(summary.files, "file"), counted(report.segments, "segment"))
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn block(entry: &Entry<'_>, options: &TextOptions) -> String {
    let sides = [(Side::Source, "source"), (Side::Target, "target")];
    let sides: Vec<_> = sides.iter().filter_map(|&(side, label)| Some((label, entry.side(side)?))).collect();
    let mut out = header(entry, options) + &unit(entry, options) + "\n";
    for (label, side) in &sides {
        out += &labelled(label, &excerpt(side, label, entry.finding.severity, options), options);
    }
    if !options.colour {
        out.extend(sides.iter().filter_map(|(_, side)| found(side, options)));
    }
    if let Some(concept) = &entry.finding.concept {
        out += &expected(concept, entry, options);
    }
    out + &labelled("help", &format!("tarjuman explain {}", entry.finding.rule), options)
}

/// The path stays bare of isolates and styles: it is there to be clicked on.
fn header(entry: &Entry<'_>, options: &TextOptions) -> String {
    let finding = entry.finding;
    let severity = options.paint(colour(finding.severity).bold(), finding.severity.as_str());
    format!(
        "{}:{}:{}: {severity}[{}] {}",
        excerpt::one_line(entry.file),
        entry.place.line,
        entry.place.column,
        finding.rule,
        excerpt::phrase(&finding.message, options.bidi),
    )
}

/// The file's own name for the place, where it has one.
fn unit(entry: &Entry<'_>, options: &TextOptions) -> String {
    let name = |id: &str| excerpt::phrase(id, options.bidi);
    match (entry.place.unit.as_str(), entry.place.segment.as_str()) {
        ("", _) => String::new(),
        (unit, "") => format!(" (unit {})", name(unit)),
        (unit, segment) => format!(" (unit {}, segment {})", name(unit), name(segment)),
    }
}

fn labelled(label: &str, content: &str, options: &TextOptions) -> String {
    format!("{} {content}\n", options.paint(Style::new().dimmed(), &indented(label)))
}

fn indented(label: &str) -> String {
    format!("  {label}:")
}

/// One side of the bead, its marked words in place, cut to the line.
fn excerpt(side: &SideText<'_>, label: &str, severity: Severity, options: &TextOptions) -> String {
    let style = colour(severity).bold().underline();
    let (open, close) = match (options.colour, side.marked) {
        (true, Some(_)) => (style.render().to_string(), style.render_reset().to_string()),
        (false, Some(_)) => ("[[".to_owned(), "]]".to_owned()),
        (_, None) => (String::new(), String::new()),
    };
    let brackets = if options.colour { 0 } else { open.len() + close.len() };
    let room = options.room(cells(&indented(label)) + 1 + brackets);
    let line = Excerpt::within(side.text, side.marked, room).render(&open, &close);
    excerpt::isolated(&line, side.direction, options.bidi)
}

/// The marked words alone, for readers whose log has no style or tears brackets away.
fn found(side: &SideText<'_>, options: &TextOptions) -> Option<String> {
    let words = side.marked.filter(|marked| !marked.is_empty())?.text(side.text);
    let words = excerpt::one_line_within(words, options.room(cells(&indented("found")) + 1));
    Some(labelled("found", &excerpt::isolated(&words, side.direction, options.bidi), options))
}

/// What the glossary asks for, and where it says so.
fn expected(concept: &ConceptRef, entry: &Entry<'_>, options: &TextOptions) -> String {
    // Renderings get copied into drafts, so they carry invisible characters only where these matter.
    let rendering = |text: &String| match entry.bitext.target.language.direction() {
        Direction::Ltr => excerpt::phrase(text, options.bidi),
        Direction::Rtl => excerpt::isolated(&excerpt::one_line(text), Direction::Rtl, options.bidi),
    };
    let renderings: Vec<String> = concept.expected.iter().map(rendering).collect();
    let place = format!("{}:{}", excerpt::phrase(&concept.glossary, options.bidi), concept.line);
    if renderings.is_empty() {
        return labelled("glossary", &place, options);
    }
    labelled("expected", &format!("{} ({place})", renderings.join(", ")), options)
}

const fn colour(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    colour.on_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::report::{Reported, sample};

    fn shown(show: fn(&Report<'_>, &TextOptions) -> String, options: TextOptions) -> String {
        let bitext = sample::bitext();
        let findings = sample::findings(&bitext);
        let report =
            Report::new(&[Reported { file: "a.xlf", target_file: None, bitext: &bitext, findings: &findings }]);
        sample::visible(&show(&report, &options))
    }

    #[test]
    fn without_colour_the_words_are_bracketed_and_repeated() {
        insta::assert_snapshot!(shown(full, TextOptions::default()), @r"
        a.xlf:2:1: error[number-mismatch] {LRI}the source says ٢٢٨, the target 229{PDI} (unit 2)
          source: {RLI}قال الوزير 😀 إن [[٢٢٨]] أسرة عادت إلى قراها.{PDI}
          target: {LRI}The minister 😀 said that [[229]] families had returned to their villages.{PDI}
          found: {RLI}٢٢٨{PDI}
          found: {LRI}229{PDI}
          help: tarjuman explain number-mismatch

        a.xlf:3:1: error[term-missing] {LRI}nothing in the target renders خفض التصعيد{PDI} (unit 3)
          source: {RLI}وبحثا مسائل متعلقة بأداء منطقة [[خفض التصعيد]] في سوريا، واتفقا على لقاء ثان.{PDI}
          target: {LRI}They discussed how the calming zone in Syria was working. They agreed to meet again.{PDI}
          found: {RLI}خفض التصعيد{PDI}
          expected: de-escalation, de-escalation zone (g.csv:3)
          help: tarjuman explain term-missing

        a.xlf:6:1: warning[added-in-target] the source has nothing like this sentence (unit 6)
          target: {LRI}More news from the region below.{PDI}
          help: tarjuman explain added-in-target

        2 errors, 1 warning in 1 file, 6 segments
        ");
    }

    #[test]
    fn with_colour_the_words_are_styled_in_place() {
        insta::assert_snapshot!(shown(full, TextOptions { colour: true, ..TextOptions::default() }), @r"
        a.xlf:2:1: {ESC}[1m{ESC}[31merror{ESC}[0m[number-mismatch] {LRI}the source says ٢٢٨, the target 229{PDI} (unit 2)
        {ESC}[2m  source:{ESC}[0m {RLI}قال الوزير 😀 إن {ESC}[1m{ESC}[4m{ESC}[31m٢٢٨{ESC}[0m أسرة عادت إلى قراها.{PDI}
        {ESC}[2m  target:{ESC}[0m {LRI}The minister 😀 said that {ESC}[1m{ESC}[4m{ESC}[31m229{ESC}[0m families had returned to their villages.{PDI}
        {ESC}[2m  help:{ESC}[0m tarjuman explain number-mismatch

        a.xlf:3:1: {ESC}[1m{ESC}[31merror{ESC}[0m[term-missing] {LRI}nothing in the target renders خفض التصعيد{PDI} (unit 3)
        {ESC}[2m  source:{ESC}[0m {RLI}وبحثا مسائل متعلقة بأداء منطقة {ESC}[1m{ESC}[4m{ESC}[31mخفض التصعيد{ESC}[0m في سوريا، واتفقا على لقاء ثان.{PDI}
        {ESC}[2m  target:{ESC}[0m {LRI}They discussed how the calming zone in Syria was working. They agreed to meet again.{PDI}
        {ESC}[2m  expected:{ESC}[0m de-escalation, de-escalation zone (g.csv:3)
        {ESC}[2m  help:{ESC}[0m tarjuman explain term-missing

        a.xlf:6:1: {ESC}[1m{ESC}[33mwarning{ESC}[0m[added-in-target] the source has nothing like this sentence (unit 6)
        {ESC}[2m  target:{ESC}[0m {LRI}More news from the region below.{PDI}
        {ESC}[2m  help:{ESC}[0m tarjuman explain added-in-target

        2 errors, 1 warning in 1 file, 6 segments
        ");
    }

    #[test]
    fn a_narrow_terminal_gets_the_words_and_what_is_around_them() {
        insta::assert_snapshot!(shown(full, TextOptions { width: 40, bidi: Bidi::None, ..TextOptions::default() }), @r"
        a.xlf:2:1: error[number-mismatch] the source says ٢٢٨, the target 229 (unit 2)
          source: …زير 😀 إن [[٢٢٨]] أسرة عادت …
          target: …said that [[229]] families h…
          found: ٢٢٨
          found: 229
          help: tarjuman explain number-mismatch

        a.xlf:3:1: error[term-missing] nothing in the target renders خفض التصعيد (unit 3)
          source: …منطقة [[خفض التصعيد]] في سور…
          target: They discussed how the calmin…
          found: خفض التصعيد
          expected: de-escalation, de-escalation zone (g.csv:3)
          help: tarjuman explain term-missing

        a.xlf:6:1: warning[added-in-target] the source has nothing like this sentence (unit 6)
          target: More news from the region bel…
          help: tarjuman explain added-in-target

        2 errors, 1 warning in 1 file, 6 segments
        ");
    }

    #[test]
    fn concise_is_one_line_a_finding() {
        insta::assert_snapshot!(shown(concise, TextOptions::default()), @r"
        a.xlf:2:1: error[number-mismatch] {LRI}the source says ٢٢٨, the target 229{PDI}
        a.xlf:3:1: error[term-missing] {LRI}nothing in the target renders خفض التصعيد{PDI}
        a.xlf:6:1: warning[added-in-target] the source has nothing like this sentence
        ");
    }

    #[test]
    fn input_cannot_steer_the_report() {
        let bitext = sample::of_pairs(&[("أ\u{202E}ب", "a\u{1b}[2Jb")]);
        let findings = [Finding::new("bidi-control", Severity::Info, 0, "stray \u{202E} in \u{7}")];
        let report =
            Report::new(&[Reported { file: "a\u{1b}.xlf", target_file: None, bitext: &bitext, findings: &findings }]);
        insta::assert_snapshot!(sample::visible(&full(&report, &TextOptions::default())), @r"
        a\u{001B}.xlf:1:1: info[bidi-control] stray \u{202E} in \u{0007} (unit 1)
          source: {RLI}أ\u{202E}ب{PDI}
          target: {LRI}a\u{001B}[2Jb{PDI}
          help: tarjuman explain bidi-control

        1 note in 1 file, 1 segment
        ");
    }

    #[test]
    fn nothing_found_is_said() {
        let bitext = sample::of_pairs(&[("أ", "a")]);
        let report = Report::new(&[Reported { file: "a.xlf", target_file: None, bitext: &bitext, findings: &[] }]);
        assert_eq!(full(&report, &TextOptions::default()), "nothing found in 1 file, 1 segment\n");
    }
}
