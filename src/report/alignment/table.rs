//! The table of an alignment for a person: one block a bead, then a summary.

use anstyle::{AnsiColor, Style};

use super::{DOUBTFUL, SURE, confidence, doubtful, kind, mean_confidence, shape, shapes};
use crate::bitext::{Bead, Bitext, Origin};
use crate::document::Kind;
use crate::language::Side;
use crate::report::excerpt::{self, cells};
use crate::report::text::{TextOptions, counted};

/// What the numbers of the reasons mean.
const LEGEND: &str = "reasons: +0.7 makes a bead twice as likely, -0.7 half as likely\n";

/// What a person calls the features of a bead.
const REASONS: [(&str, &str); 11] = [
    ("terms", "glossary terms"),
    ("words", "word list"),
    ("names", "names"),
    ("numbers", "numbers"),
    ("equal", "same words"),
    ("cognates", "related words"),
    ("vectors", "embeddings"),
    ("marks", "punctuation"),
    ("unmatched", "words without counterpart"),
    ("length", "length"),
    ("structure", "paragraphs and headings"),
];

/// Nearer to nothing than this a reason is none.
const LEAST_REASON: f64 = 0.05;

/// The summary names this many doubtful beads; a longer list helps nobody.
const MOST_NAMED: usize = 20;

/// Each bead with its type, its confidence and its two texts, then the summary.
pub fn table(bitext: &Bitext, options: &TextOptions) -> String {
    let beads = bitext.beads().iter().enumerate();
    let mut out: String = beads.map(|(index, bead)| block(bitext, index, bead, options)).collect();
    out.push_str(&summary(bitext));
    if options.reasons {
        out.push_str(LEGEND);
    }
    out
}

fn block(bitext: &Bitext, index: usize, bead: &Bead, options: &TextOptions) -> String {
    let sides = [(Side::Source, "source"), (Side::Target, "target")];
    let sides: String = sides.iter().map(|&(side, label)| lines(bitext, bead, side, label, options)).collect();
    let reasons = if options.reasons { reasons(bead, options) } else { String::new() };
    format!("#{}  {}  {}{}\n{sides}{reasons}\n", index + 1, shape(bead), rating(bead, options), remarks(bitext, bead))
}

/// Why the bead was chosen, the weightiest reason first.
fn reasons(bead: &Bead, options: &TextOptions) -> String {
    let mut weighed: Vec<&(&str, f64)> = bead.features.iter().filter(|(_, nats)| nats.abs() >= LEAST_REASON).collect();
    weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let name = |key: &str| {
        REASONS.iter().find(|(known, _)| *known == key).map_or(key.to_owned(), |(_, name)| (*name).to_owned())
    };
    let mut said: Vec<String> = weighed.into_iter().map(|(key, nats)| format!("{} {nats:+.1}", name(key))).collect();
    match bead.origin {
        Origin::Computed if bead.source.is_empty() => said.insert(0, "nothing in the source fits better".to_owned()),
        Origin::Computed if bead.target.is_empty() => said.insert(0, "nothing in the target fits better".to_owned()),
        Origin::Computed => {}
        Origin::Confirmed => said.insert(0, "a person said so".to_owned()),
        Origin::Imported => said.insert(0, "the file said so".to_owned()),
    }
    let label = "    reasons: ";
    let lines = excerpt::wrap(&said.join(", "), options.room(cells(label)));
    let hanging = format!("\n{}", " ".repeat(cells(label)));
    format!("{}{}\n", options.paint(Style::new().dimmed(), label), lines.join(&hanging))
}

/// The confidence as a symbol and per cent; a symbol, because not everyone sees the colour.
fn rating(bead: &Bead, options: &TextOptions) -> String {
    let confidence = confidence(bead);
    let (symbol, colour) = match confidence {
        sure if sure >= SURE => ("●", AnsiColor::Green),
        doubtful if doubtful >= DOUBTFUL => ("◐", AnsiColor::Yellow),
        _ => ("○", AnsiColor::Red),
    };
    options.paint(colour.on_default(), &format!("{symbol} {}", percent(confidence)))
}

/// Rounded down, so that 89.9 % does not look like one of the sure beads.
fn percent(share: f64) -> String {
    // The small addend keeps 0.29, stored as 0.28999…, at 29.
    format!("{}%", (share * 100.0 + 1e-9).floor())
}

/// What is out of the ordinary about a bead.
fn remarks(bitext: &Bitext, bead: &Bead) -> String {
    let kind = match kind(bitext, bead) {
        Kind::Body => None,
        Kind::Heading => Some("heading"),
        Kind::Caption => Some("caption"),
        Kind::Boilerplate => Some("boilerplate"),
    };
    let origin = match bead.origin {
        Origin::Computed => None,
        Origin::Confirmed => Some("confirmed"),
        Origin::Imported => Some("imported"),
    };
    let remarks: Vec<&str> = [kind, bead.crossing.then_some("crossing"), origin].into_iter().flatten().collect();
    if remarks.is_empty() { String::new() } else { format!("  {}", remarks.join(", ")) }
}

/// One side of a bead: each segment on lines of its own, the first behind the label.
fn lines(bitext: &Bitext, bead: &Bead, side: Side, label: &str, options: &TextOptions) -> String {
    let half = bitext.half(side);
    let label = format!("    {label}: ");
    let wrapped = |text: &str| excerpt::wrap(&excerpt::one_line(text), options.room(cells(&label)));
    let segments = bead.side(side).iter().map(|&id| half.document.segment_text(id));
    // An isolate ends with its line, so each line gets its own.
    let isolated = |line: String| excerpt::isolated(&line, half.language.direction(), options.bidi);
    let mut lines: Vec<String> = segments.flat_map(wrapped).map(isolated).collect();
    if lines.is_empty() {
        lines.push("—".to_owned());
    }
    let hanging = format!("\n{}", " ".repeat(cells(&label)));
    format!("{}{}\n", options.paint(Style::new().dimmed(), &label), lines.join(&hanging))
}

/// `12 beads: 9 × 1-1, 3 × 2-1; mean confidence 93%; to look at: #3, #7`.
fn summary(bitext: &Bitext) -> String {
    let mut shapes: Vec<(String, usize)> = shapes(bitext).into_iter().collect();
    shapes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shapes: Vec<String> = shapes.iter().map(|(shape, count)| format!("{count} × {shape}")).collect();
    let beads = counted(bitext.beads().len(), "bead");
    let mean = percent(mean_confidence(bitext));
    match shapes.as_slice() {
        [] => format!("{beads}\n"),
        _ => format!("{beads}: {}; mean confidence {mean}; {}\n", shapes.join(", "), to_look_at(&doubtful(bitext))),
    }
}

fn to_look_at(doubtful: &[usize]) -> String {
    let named: Vec<String> = doubtful.iter().take(MOST_NAMED).map(|index| format!("#{}", index + 1)).collect();
    match doubtful.len() - named.len() {
        _ if named.is_empty() => "none doubtful".to_owned(),
        0 => format!("to look at: {}", named.join(", ")),
        more => format!("to look at: {} and {more} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::text::Bidi;

    fn shown(options: TextOptions) -> String {
        sample::visible(&table(&sample::bitext(), &options))
    }

    #[test]
    fn each_bead_is_a_block() {
        insta::assert_snapshot!(shown(TextOptions::default()), @r"
        #1  1-1  ● 97%  heading
            source: {RLI}اتفاق على خفض التصعيد في الجنوب{PDI}
            target: {LRI}Agreement on calming in the south{PDI}

        #2  1-1  ● 90%
            source: {RLI}قال الوزير 😀 إن ٢٢٨ أسرة عادت إلى قراها.{PDI}
            target: {LRI}The minister 😀 said that 229 families had returned to their villages.{PDI}

        #3  1-2  ◐ 62%
            source: {RLI}وبحثا مسائل متعلقة بأداء منطقة خفض التصعيد في سوريا، واتفقا على لقاء ثان.{PDI}
            target: {LRI}They discussed how the calming zone in Syria was working.{PDI}
                    {LRI}They agreed to meet again.{PDI}

        #4  0-1  ○ 45%
            source: —
            target: {LRI}More news from the region below.{PDI}

        #5  1-0  ○ 31%
            source: {RLI}ولم يحدد الجانبان موعدا.{PDI}
            target: —

        #6  1-1  ● 95%  caption, crossing
            source: {RLI}الوفدان حول الطاولة{PDI}
            target: {LRI}The two delegations at the table{PDI}

        6 beads: 3 × 1-1, 1 × 0-1, 1 × 1-0, 1 × 1-2; mean confidence 70%; to look at: #3, #4, #5
        ");
    }

    #[test]
    fn reasons_are_named_and_weighed() {
        let options = TextOptions { reasons: true, ..TextOptions::default() };
        insta::assert_snapshot!(sample::visible(&table(&sample::bitext(), &options)), @r"
        #1  1-1  ● 97%  heading
            source: {RLI}اتفاق على خفض التصعيد في الجنوب{PDI}
            target: {LRI}Agreement on calming in the south{PDI}
            reasons: length +1.2, numbers -0.5

        #2  1-1  ● 90%
            source: {RLI}قال الوزير 😀 إن ٢٢٨ أسرة عادت إلى قراها.{PDI}
            target: {LRI}The minister 😀 said that 229 families had returned to their villages.{PDI}
            reasons: length +1.2, numbers -0.5

        #3  1-2  ◐ 62%
            source: {RLI}وبحثا مسائل متعلقة بأداء منطقة خفض التصعيد في سوريا، واتفقا على لقاء ثان.{PDI}
            target: {LRI}They discussed how the calming zone in Syria was working.{PDI}
                    {LRI}They agreed to meet again.{PDI}
            reasons: length +1.2, numbers -0.5

        #4  0-1  ○ 45%
            source: —
            target: {LRI}More news from the region below.{PDI}
            reasons: nothing in the source fits better, length +1.2, numbers -0.5

        #5  1-0  ○ 31%
            source: {RLI}ولم يحدد الجانبان موعدا.{PDI}
            target: —
            reasons: nothing in the target fits better, length +1.2, numbers -0.5

        #6  1-1  ● 95%  caption, crossing
            source: {RLI}الوفدان حول الطاولة{PDI}
            target: {LRI}The two delegations at the table{PDI}
            reasons: length +1.2, numbers -0.5

        6 beads: 3 × 1-1, 1 × 0-1, 1 × 1-0, 1 × 1-2; mean confidence 70%; to look at: #3, #4, #5
        reasons: +0.7 makes a bead twice as likely, -0.7 half as likely
        ");
    }

    #[test]
    fn a_narrow_terminal_wraps_each_segment_and_isolates_each_line() {
        insta::assert_snapshot!(shown(TextOptions { width: 50, ..TextOptions::default() }), @r"
        #1  1-1  ● 97%  heading
            source: {RLI}اتفاق على خفض التصعيد في الجنوب{PDI}
            target: {LRI}Agreement on calming in the south{PDI}

        #2  1-1  ● 90%
            source: {RLI}قال الوزير 😀 إن ٢٢٨ أسرة عادت إلى{PDI}
                    {RLI}قراها.{PDI}
            target: {LRI}The minister 😀 said that 229 families{PDI}
                    {LRI}had returned to their villages.{PDI}

        #3  1-2  ◐ 62%
            source: {RLI}وبحثا مسائل متعلقة بأداء منطقة خفض{PDI}
                    {RLI}التصعيد في سوريا، واتفقا على لقاء ثان.{PDI}
            target: {LRI}They discussed how the calming zone in{PDI}
                    {LRI}Syria was working.{PDI}
                    {LRI}They agreed to meet again.{PDI}

        #4  0-1  ○ 45%
            source: —
            target: {LRI}More news from the region below.{PDI}

        #5  1-0  ○ 31%
            source: {RLI}ولم يحدد الجانبان موعدا.{PDI}
            target: —

        #6  1-1  ● 95%  caption, crossing
            source: {RLI}الوفدان حول الطاولة{PDI}
            target: {LRI}The two delegations at the table{PDI}

        6 beads: 3 × 1-1, 1 × 0-1, 1 × 1-0, 1 × 1-2; mean confidence 70%; to look at: #3, #4, #5
        ");
    }

    #[test]
    fn colour_only_styles() {
        let options = TextOptions { bidi: Bidi::None, ..TextOptions::default() };
        let plain = table(&sample::bitext(), &options);
        let styled = table(&sample::bitext(), &TextOptions { colour: true, ..options });
        assert_ne!(plain, styled);
        assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
    }

    #[test]
    fn percent_never_rounds_up_to_sure() {
        assert_eq!(percent(0.8999), "89%");
        assert_eq!(percent(0.29), "29%");
        assert_eq!(percent(1.0), "100%");
    }

    #[test]
    fn a_long_list_of_doubtful_beads_is_cut() {
        assert_eq!(to_look_at(&[]), "none doubtful");
        assert!(to_look_at(&(0..22).collect::<Vec<_>>()).ends_with("#19, #20 and 2 more"));
    }
}
