//! How long each rule takes over a bilingual text, and all of them together.
#![allow(missing_docs, reason = "a bench")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::bitext::{Bead, Bitext, Half, Origin};
use tarjuman::check::{Selection, rules::RULES, run};
use tarjuman::document::{Document, Kind, Place, Segment, SegmentId};
use tarjuman::language::Language;
use tarjuman::text::Span;

/// Segments in the text.
const SEGMENTS: usize = 2_000;

/// Sentences as news has them, with what the rules look for now and then; each is made different by a
/// number, so that no two are repeats.
const PAIRS: [(&str, &str); 6] = [
    (
        "وقال وزير الخارجية في مؤتمر صحفي عقده أمس إن بلاده «لن تتراجع» عن موقفها من الاتفاق رقم",
        "At a press conference yesterday the foreign minister said that his country “will not retreat” from its position on agreement no.",
    ),
    (
        "وأضاف البيان (الذي نشر على الموقع https://www.example.org/ar) أن الحصيلة ارتفعت إلى",
        "The statement (published at https://www.example.org/en) added that the toll had risen to",
    ),
    (
        "ارتفعت الأسعار بنسبة كبيرة خلال الأشهر الثلاثة الماضية، بحسب التقرير رقم",
        "Prices rose sharply over the past three months, according to report no.",
    ),
    (
        "هل ستحضر الدول الأعضاء الاجتماع المقبل للجنة التي تضم ممثلين عن الدول وعددهم",
        "Will the member states attend the next meeting of the committee, whose representatives number",
    ),
    (
        "وشارك في الجلسة ممثلون عن وزارات الصحة والتعليم والمالية، وبلغ عددهم",
        "Representatives of the ministries of health, education and finance took part in the session; their number was",
    ),
    (
        "وذكرت وكالة الأنباء أن الزلزال ضرب المنطقة الساحلية فجرا وألحق أضرارا بمنازل عددها",
        "The news agency reported that the quake had struck the coast at dawn and damaged houses to the number of",
    ),
];

fn half(tag: &str, text: impl Fn(usize) -> String) -> Half {
    let mut document = Document::default();
    for (at, id) in (0..SEGMENTS).zip(0..) {
        let start = document.text.len();
        document.text += &text(at);
        let span = Span::new(start, document.text.len());
        document.text.push('\n');
        document.segments.push(Segment {
            id: SegmentId(id),
            span,
            kind: Kind::Body,
            paragraph: id,
            place: Place::default(),
        });
    }
    let language = Language::from_tag(tag).unwrap_or_else(|_| Language::neutral(tag));
    Half { document, language }
}

fn bitext() -> Bitext {
    let pair = |at: usize| PAIRS.get(at % PAIRS.len()).copied().unwrap_or_default();
    let source = half("ar", |at| format!("{} {at}.", pair(at).0));
    let target = half("en", |at| format!("{} {at}.", pair(at).1));
    let bead = |segment: &Segment| Bead {
        source: vec![segment.id],
        target: vec![segment.id],
        confidence: 1.0,
        origin: Origin::Imported,
        ..Bead::default()
    };
    let beads = source.document.segments.iter().map(bead).collect();
    Bitext::new(source, target, beads)
}

fn rules(c: &mut Criterion) {
    let bitext = bitext();
    let mut group = c.benchmark_group("rules");
    group.throughput(Throughput::Elements(SEGMENTS as u64));
    group.sample_size(20);
    group.bench_function("all", |b| b.iter(|| run(black_box(&bitext), None, &Selection::default()).len()));
    // These share one reading of the text: together they take hardly longer than one of them.
    let figures: Vec<String> =
        ["number", "date", "time", "percent", "currency", "unit"].map(|of| format!("{of}-mismatch")).into();
    let figures = Selection { select: figures, ..Selection::default() };
    group.bench_function("figures", |b| b.iter(|| run(black_box(&bitext), None, &figures).len()));
    for rule in RULES {
        let selection = Selection { select: vec![rule.name.to_owned()], ..Selection::default() };
        group.bench_function(rule.name, |b| b.iter(|| run(black_box(&bitext), None, &selection).len()));
    }
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
