//! How long the rules about meaning and consistency take on a long bilingual file.
//!
//! The file is made from the aligned sentences of the samples. To keep it from being one article
//! many times over, every sentence gets some words of its own, the same on both sides.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a bench may read files and stop")]

mod common;

use std::fs;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::align::{Options, align};
use tarjuman::bitext::{Bead, Bitext, Half};
use tarjuman::check::{Selection, run};
use tarjuman::language::{Language, Side};
use tarjuman::segment::segment;

const SAMPLES: [&str; 4] = ["accession-summit", "ceasefire-talks", "flood-relief", "press-conference"];
const MEANING: [&str; 5] =
    ["missing-in-target", "added-in-target", "misplaced-translation", "low-confidence-alignment", "length-suspicious"];
const CONSISTENCY: [&str; 5] = [
    "same-source-different-target",
    "same-target-different-source",
    "near-repeat-different-target",
    "quoted-title-inconsistent",
    "spelling-mixed",
];

/// The pairs of sentences of all samples.
fn sentences() -> Vec<(String, String)> {
    let half = |sample: &str, file: &str, tag: &str| {
        let language = Language::from_tag(tag).unwrap();
        let text = fs::read_to_string(format!("samples/{sample}/{file}")).unwrap();
        Half { document: segment(text, &language), language }
    };
    let of = |sample: &&str| {
        let (source, target) = (half(sample, "source.ar.txt", "ar"), half(sample, "draft.en.txt", "en"));
        let beads = align(&source, &target, &Options::default());
        let bitext = Bitext::new(source, target, beads);
        let text = |bead: &Bead, side| bitext.text(bead, side).replace('\n', " ");
        bitext
            .beads()
            .iter()
            .filter(|bead| !bead.source.is_empty() && !bead.target.is_empty())
            .map(|bead| (text(bead, Side::Source), text(bead, Side::Target)))
            .collect::<Vec<_>>()
    };
    SAMPLES.iter().flat_map(of).collect()
}

/// A bilingual file of so many units.
fn file(sentences: &[(String, String)], units: usize) -> Bitext {
    let own = |unit: usize| format!("Tarjo{} Mand{} {}", unit % 1_999, unit % 7_919, unit % 3_001);
    let pairs = || sentences.iter().cycle().take(units).enumerate();
    common::file(
        pairs().map(|(unit, (source, _))| format!("{source} {}", own(unit))),
        pairs().map(|(unit, (_, target))| format!("{target} {}", own(unit))),
    )
}

fn rules(c: &mut Criterion) {
    let sentences = sentences();
    let mut group = c.benchmark_group("meaning");
    group.sample_size(10);
    for units in [1_000, 10_000, 100_000] {
        let bitext = file(&sentences, units);
        group.throughput(Throughput::Elements(units as u64));
        for (name, rules) in [("meaning", MEANING), ("consistency", CONSISTENCY)] {
            let selection =
                Selection { select: rules.iter().map(ToString::to_string).collect(), ..Selection::default() };
            group.bench_function(BenchmarkId::new(name, units), |b| {
                b.iter(|| run(black_box(&bitext), None, &selection).len());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
