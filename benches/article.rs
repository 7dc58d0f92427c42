//! How long the steps of a run take, on the samples and on longer texts made from them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a bench may read files and stop")]

use std::fs;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::align::{Lexicon, Options, align};
use tarjuman::bitext::{Bitext, Half};
use tarjuman::check::{Selection, run};
use tarjuman::format::{Export, by_name};
use tarjuman::glossary::Glossary;
use tarjuman::language::Language;
use tarjuman::segment::segment;

fn half(file: &str, tag: &str, copies: usize) -> Half {
    let language = Language::from_tag(tag).unwrap();
    let text = fs::read_to_string(format!("samples/ceasefire-talks/{file}")).unwrap().repeat(copies);
    Half { document: segment(text, &language), language }
}

fn glossary() -> Glossary {
    let text = fs::read_to_string("samples/ceasefire-talks/glossary.csv").unwrap();
    let mut glossary = Glossary::default();
    glossary.add(
        "glossary.csv",
        tarjuman::format::glossary_csv::read(&text, &Default::default()).value.into_concepts(None, None).concepts,
    );
    glossary
}

fn steps(c: &mut Criterion) {
    let mut group = c.benchmark_group("article");
    let glossary = glossary();
    let options = Options { glossary: Some(&glossary), ..Options::default() };
    let (source, target) = (half("source.ar.txt", "ar", 1), half("draft.en.txt", "en", 1));
    let beads = align(&source, &target, &options);
    let bitext = Bitext::new(source.clone(), target.clone(), beads);
    let findings = run(&bitext, Some(&glossary), &Selection::default());
    group.bench_function("lexicon", |b| b.iter(|| Lexicon::bundled(&source.language, &target.language)));
    group.bench_function("segment", |b| b.iter(|| segment(black_box(source.document.text.clone()), &source.language)));
    group.bench_function("align", |b| b.iter(|| align(black_box(&source), &target, &options)));
    group.bench_function("check", |b| b.iter(|| run(black_box(&bitext), Some(&glossary), &Selection::default())));
    group.bench_function("export", |b| {
        let export = Export { bitext: &bitext, findings: &findings, original: "source.ar.txt" };
        b.iter(|| by_name("xliff-1.2").map(|format| (format.write)(black_box(&export))));
    });
    group.finish();
}

fn length(c: &mut Criterion) {
    let mut group = c.benchmark_group("align");
    group.sample_size(10);
    for copies in [1, 4, 16] {
        let (source, target) = (half("source.ar.txt", "ar", copies), half("draft.en.txt", "en", copies));
        group.throughput(Throughput::Elements(source.document.segments.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(source.document.segments.len()), &copies, |b, _| {
            b.iter(|| align(black_box(&source), &target, &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, steps, length);
criterion_main!(benches);
