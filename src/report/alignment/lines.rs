//! Alignments as lines with tabs, for the tools of a shell and for other aligners.

use super::confidence;
use super::offsets::OffsetTable;
use crate::bitext::{Bead, Bitext};
use crate::document::SegmentId;
use crate::language::Side;

/// Segment ids and confidence: `0,1<TAB>0<TAB>0.973`, a side without segments empty.
pub fn beads(bitext: &Bitext) -> String {
    let ids = |ids: &[SegmentId]| ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(",");
    let line = |bead: &Bead| format!("{}\t{}\t{:.3}\n", ids(&bead.source), ids(&bead.target), confidence(bead));
    bitext.beads().iter().map(line).collect()
}

/// The segments as half-open ranges of code points of the decoded files, and the confidence:
/// `10-54,55-80<TAB>12-60<TAB>0.973`.
pub fn spans(bitext: &Bitext) -> String {
    let [source, target] = [Side::Source, Side::Target].map(|side| OffsetTable::new(&bitext.half(side).document));
    let line = |bead: &Bead| {
        format!("{}\t{}\t{:.3}\n", ranges(&source, &bead.source), ranges(&target, &bead.target), confidence(bead))
    };
    bitext.beads().iter().map(line).collect()
}

fn ranges(table: &OffsetTable<'_>, ids: &[SegmentId]) -> String {
    let range = |&id: &SegmentId| {
        let (start, end) = table.segment(id)?;
        Some(format!("{}-{}", start.char, end.char))
    };
    ids.iter().filter_map(range).collect::<Vec<_>>().join(",")
}

/// The texts and the confidence under a header line; tabs and line ends inside become spaces.
///
/// Cells are exact text, not made safe for spreadsheets, which read `=` and `+` as formulas.
pub fn tsv(bitext: &Bitext) -> String {
    let line = |bead: &Bead| {
        let [source, target] = [Side::Source, Side::Target].map(|side| cell(bitext.shown_text(bead, side)));
        format!("{source}\t{target}\t{:.3}\n", confidence(bead))
    };
    let lines: String = bitext.beads().iter().map(line).collect();
    format!("source\ttarget\tconfidence\n{lines}")
}

/// `text` without anything that some reader of lines takes for the end of one.
fn cell(text: &str) -> String {
    let breaks = |c| matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.replace("\r\n", " ").replace(breaks, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn beads_are_ids() {
        assert_eq!(
            beads(&sample::bitext()),
            "0\t0\t0.973\n1\t1\t0.900\n2\t3,4\t0.620\n\t5\t0.455\n3\t\t0.310\n4\t2\t0.950\n"
        );
    }

    #[test]
    fn spans_are_code_points_of_the_file() {
        let bitext = sample::bitext();
        let lines = spans(&bitext);
        insta::assert_snapshot!(lines, @r"
        0-31	0-33	0.973
        32-72	34-103	0.900
        73-146	137-194,195-221	0.620
        	222-254	0.455
        147-171		0.310
        172-191	104-136	0.950
        ");
        let code_points: Vec<char> = bitext.target.document.text.chars().collect();
        let fourth: String = code_points[137..194].iter().collect();
        assert_eq!(fourth, bitext.target.document.segment_text(SegmentId(3)));
    }

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(cell("a\tb\r\nc\u{2028}d"), "a b c d");
        let table = tsv(&sample::bitext());
        assert_eq!(table.lines().count(), 7);
        assert!(table.lines().all(|line| line.split('\t').count() == 3));
        assert!(table.starts_with("source\ttarget\tconfidence\nاتفاق على"));
        assert!(table.contains("was working. They agreed to meet again.\t0.620\n"));
    }
}
