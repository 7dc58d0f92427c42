//! How long each rule takes over a bilingual text, and all of them together.
#![allow(missing_docs, reason = "a bench")]

mod common;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::bitext::Bitext;
use tarjuman::check::{Selection, rules::RULES, run};

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

fn bitext() -> Bitext {
    let pair = |at: usize| PAIRS.get(at % PAIRS.len()).copied().unwrap_or_default();
    let texts = |of: fn((&'static str, &'static str)) -> &'static str| {
        (0..SEGMENTS).map(move |at| format!("{} {at}.", of(pair(at))))
    };
    common::file(texts(|pair| pair.0), texts(|pair| pair.1))
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
