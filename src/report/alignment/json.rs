//! Alignments as JSON: one object, or one bead a line.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::offsets::OffsetTable;
use super::{confidence, doubtful, kind, mean_confidence, shapes};
use crate::bitext::{Bead, Bitext, Origin};
use crate::document::{Kind, SegmentId};
use crate::language::Side;
use crate::report::json::{FindingJson, VERSION, line, pretty};
use crate::report::{Report, Summary};
use crate::text::Offsets;

/// The alignment of `bitext`, and what the rules found in it, as one JSON object.
///
/// `report` is the report on this bitext; an empty one when nothing was checked.
pub fn json(bitext: &Bitext, report: &Report<'_>) -> String {
    pretty(&AlignmentJson {
        version: VERSION,
        languages: Languages { source: bitext.source.language.tag(), target: bitext.target.language.tag() },
        beads: beads(bitext),
        findings: report.entries.iter().map(FindingJson::new).collect(),
        summary: AlignmentSummary::new(bitext, report),
    })
}

/// Each bead as one JSON object on a line of its own.
pub fn jsonl(bitext: &Bitext) -> String {
    beads(bitext).iter().map(line).collect()
}

#[derive(Serialize)]
struct AlignmentJson<'a> {
    version: u32,
    languages: Languages<'a>,
    beads: Vec<BeadJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    summary: AlignmentSummary,
}

#[derive(Serialize)]
struct Languages<'a> {
    source: &'a str,
    target: &'a str,
}

#[derive(Serialize)]
struct BeadJson<'a> {
    index: usize,
    source: SideJson<'a>,
    target: SideJson<'a>,
    kind: Kind,
    confidence: f64,
    origin: Origin,
    crossing: bool,
    #[serde(serialize_with = "as_map")]
    features: &'a [(&'static str, f64)],
}

/// One side of a bead; `spans` are those of the segments `ids` in the decoded file.
#[derive(Serialize)]
struct SideJson<'a> {
    ids: &'a [SegmentId],
    text: &'a str,
    spans: Vec<SpanJson>,
}

#[derive(Serialize)]
struct SpanJson {
    start: Offsets,
    end: Offsets,
}

/// The counts of the alignment, then those of the findings.
#[derive(Serialize)]
struct AlignmentSummary {
    beads: usize,
    types: BTreeMap<String, usize>,
    mean_confidence: f64,
    doubtful: Vec<usize>,
    #[serde(flatten)]
    findings: Summary,
}

impl AlignmentSummary {
    fn new(bitext: &Bitext, report: &Report<'_>) -> Self {
        Self {
            beads: bitext.beads().len(),
            types: shapes(bitext),
            mean_confidence: three_decimals(mean_confidence(bitext)),
            doubtful: doubtful(bitext),
            findings: report.summary(),
        }
    }
}

fn beads(bitext: &Bitext) -> Vec<BeadJson<'_>> {
    let [source, target] = [Side::Source, Side::Target].map(|side| OffsetTable::new(&bitext.half(side).document));
    let bead = |(index, bead)| BeadJson {
        index,
        source: SideJson::new(bitext, bead, Side::Source, &source),
        target: SideJson::new(bitext, bead, Side::Target, &target),
        kind: kind(bitext, bead),
        confidence: three_decimals(confidence(bead)),
        origin: bead.origin,
        crossing: bead.crossing,
        features: &bead.features,
    };
    bitext.beads().iter().enumerate().map(bead).collect()
}

impl<'a> SideJson<'a> {
    fn new(bitext: &'a Bitext, bead: &'a Bead, side: Side, offsets: &OffsetTable<'_>) -> Self {
        let ids = bead.side(side);
        let spans = ids.iter().filter_map(|&id| offsets.segment(id)).map(|(start, end)| SpanJson { start, end });
        Self { ids, text: bitext.shown_text(bead, side), spans: spans.collect() }
    }
}

fn as_map<S: Serializer>(features: &[(&'static str, f64)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(features.iter().map(|&(name, value)| (name, three_decimals(value))))
}

/// More digits would only differ between machines.
pub(super) fn three_decimals(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::{Reported, sample};

    #[test]
    fn a_bead_a_line() {
        let lines = jsonl(&sample::bitext());
        assert_eq!(lines.lines().count(), 6);
        insta::assert_snapshot!(lines.lines().nth(2).unwrap(), @r#"{"index":2,"source":{"ids":[2],"text":"وبحثا مسائل متعلقة بأداء منطقة خفض التصعيد في سوريا، واتفقا على لقاء ثان.","spans":[{"start":{"byte":132,"utf16":74,"char":73},"end":{"byte":265,"utf16":147,"char":146}}]},"target":{"ids":[3,4],"text":"They discussed how the calming zone in Syria was working.\nThey agreed to meet again.","spans":[{"start":{"byte":140,"utf16":138,"char":137},"end":{"byte":197,"utf16":195,"char":194}},{"start":{"byte":198,"utf16":196,"char":195},"end":{"byte":224,"utf16":222,"char":221}}]},"kind":"body","confidence":0.62,"origin":"computed","crossing":false,"features":{"length":1.25,"numbers":-0.5}}"#);
        insta::assert_snapshot!(lines.lines().nth(3).unwrap(), @r#"{"index":3,"source":{"ids":[],"text":"","spans":[]},"target":{"ids":[5],"text":"More news from the region below.","spans":[{"start":{"byte":225,"utf16":223,"char":222},"end":{"byte":257,"utf16":255,"char":254}}]},"kind":"body","confidence":0.455,"origin":"computed","crossing":false,"features":{"length":1.25,"numbers":-0.5}}"#);
    }

    #[test]
    fn one_object_with_beads_findings_and_summary() {
        let bitext = sample::bitext();
        let findings = sample::findings(&bitext);
        let report =
            Report::new(&[Reported { file: "a.ar.txt", target_file: None, bitext: &bitext, findings: &findings }]);
        let object: Value = serde_json::from_str(&json(&bitext, &report)).unwrap();
        assert_eq!(object["version"], 1);
        assert_eq!(object["languages"], serde_json::json!({"source": "ar", "target": "en"}));
        assert_eq!(object["beads"].as_array().unwrap().len(), 6);
        assert_eq!(object["findings"].as_array().unwrap().len(), 3);
        insta::assert_snapshot!(object["summary"], @r#"{"beads":6,"doubtful":[2,3,4],"errors":2,"files":1,"infos":0,"mean_confidence":0.701,"types":{"0-1":1,"1-0":1,"1-1":3,"1-2":1},"units":6,"warnings":1}"#);
    }

    #[test]
    fn offsets_cut_the_text_out_of_the_file() {
        let bitext = sample::bitext();
        let text = &bitext.source.document.text;
        for line in jsonl(&bitext).lines() {
            let bead: Value = serde_json::from_str(line).unwrap();
            for (span, id) in
                bead["source"]["spans"].as_array().unwrap().iter().zip(bead["source"]["ids"].as_array().unwrap())
            {
                let [start, end] = ["start", "end"].map(|border| span[border]["byte"].as_u64().unwrap() as usize);
                let id = SegmentId(id.as_u64().unwrap() as u32);
                assert_eq!(text.get(start..end).unwrap(), bitext.source.document.segment_text(id));
            }
        }
    }
}
