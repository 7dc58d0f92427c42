//! One line a pair of documents: what a run over many of them prints.

use serde::Serialize;
use serde_json::Value;

use super::{confidence, json::three_decimals};
use crate::bitext::{Bitext, Half};
use crate::document::SegmentId;
use crate::report::json::line;

/// The beads of one pair by segment numbers, and the segments if `texts` is wanted.
pub fn answer(id: &Value, bitext: &Bitext, texts: Texts) -> String {
    let beads = bitext.beads().iter().map(|bead| BeadJson {
        source: &bead.source,
        target: &bead.target,
        confidence: three_decimals(confidence(bead)),
        crossing: bead.crossing,
    });
    line(&AnswerJson {
        id,
        source_lang: bitext.source.language.tag(),
        target_lang: bitext.target.language.tag(),
        beads: beads.collect(),
        segments: (texts == Texts::Shown)
            .then(|| SegmentsJson { source: segments(&bitext.source), target: segments(&bitext.target) }),
    })
}

/// The answer to a line that could not be understood.
pub fn failure(id: &Value, number: usize, error: &str) -> String {
    line(&FailureJson { id, line: number, error })
}

/// Whether the segments are printed with the beads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// With their texts and places.
    Shown,
    /// Only by number.
    Left,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    id: &'a Value,
    source_lang: &'a str,
    target_lang: &'a str,
    beads: Vec<BeadJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    segments: Option<SegmentsJson<'a>>,
}

#[derive(Serialize)]
struct BeadJson<'a> {
    source: &'a [SegmentId],
    target: &'a [SegmentId],
    confidence: f64,
    crossing: bool,
}

#[derive(Serialize)]
struct SegmentsJson<'a> {
    source: Vec<SegmentJson<'a>>,
    target: Vec<SegmentJson<'a>>,
}

/// A segment; `start` and `end` are code points of the text that was given, end exclusive.
#[derive(Serialize)]
struct SegmentJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    id: &'a Value,
    line: usize,
    error: &'a str,
}

fn segments(half: &Half) -> Vec<SegmentJson<'_>> {
    let text = &half.document.text;
    let (mut byte, mut char) = (0, 0);
    let segment = |segment: &crate::document::Segment| {
        let shown = segment.span.text(text);
        char += text.get(byte..segment.span.start).unwrap_or_default().chars().count();
        let start = char;
        char += shown.chars().count();
        byte = segment.span.end;
        SegmentJson { start, end: char, text: shown }
    };
    half.document.segments.iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn an_answer_is_one_line_of_numbers() {
        let shown = answer(&Value::from("a"), &sample::bitext(), Texts::Left);
        insta::assert_snapshot!(shown, @r#"{"id":"a","source_lang":"ar","target_lang":"en","beads":[{"source":[0],"target":[0],"confidence":0.973,"crossing":false},{"source":[1],"target":[1],"confidence":0.9,"crossing":false},{"source":[2],"target":[3,4],"confidence":0.62,"crossing":false},{"source":[],"target":[5],"confidence":0.455,"crossing":false},{"source":[3],"target":[],"confidence":0.31,"crossing":false},{"source":[4],"target":[2],"confidence":0.95,"crossing":true}]}"#);
    }

    #[test]
    fn places_are_code_points_of_the_given_text() {
        let bitext = sample::bitext();
        let object: Value = serde_json::from_str(&answer(&Value::Null, &bitext, Texts::Shown)).unwrap();
        let chars: Vec<char> = bitext.target.document.text.chars().collect();
        for segment in object["segments"]["target"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|border| segment[border].as_u64().unwrap() as usize);
            assert_eq!(chars[start..end].iter().collect::<String>(), segment["text"].as_str().unwrap());
        }
        assert_eq!(failure(&Value::Null, 3, "no"), "{\"id\":null,\"line\":3,\"error\":\"no\"}\n");
    }
}
