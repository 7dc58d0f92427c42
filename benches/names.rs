//! How long keys, their comparison and the spelled-out comparison of names take.
#![allow(missing_docs, reason = "a bench")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::language::{
    Language, Profile,
    names::{Keys, best_similarity, key, keys, plausibility, similarity, spelling},
};
use tarjuman::text::fold;

/// The spellings of the table of names, by language.
fn spellings(tag: &str) -> Vec<String> {
    let lines = include_str!("../src/language/names/pairs.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .filter(|(found, _)| *found == tag)
        .map(|(_, name)| fold(name))
        .collect()
}

fn profile(tag: &str) -> &'static Profile {
    Language::from_tag(tag).map_or_else(|_| Language::neutral("und").profile(), |language| language.profile())
}

fn names(c: &mut Criterion) {
    let (arabic, english) = (spellings("ar"), spellings("en"));
    let mut group = c.benchmark_group("names");
    group.throughput(Throughput::Elements((arabic.len() + english.len()) as u64));
    group.bench_function("key", |b| {
        b.iter(|| {
            arabic.iter().map(|name| key(black_box(name), profile("ar")).len()).sum::<usize>()
                + english.iter().map(|name| key(black_box(name), profile("en")).len()).sum::<usize>()
        });
    });
    let all = |names: &[String], tag| -> Vec<Keys> { names.iter().map(|name| keys(name, profile(tag))).collect() };
    group.bench_function("keys", |b| b.iter(|| (all(black_box(&arabic), "ar"), all(black_box(&english), "en"))));
    let (arabic_keys, english_keys) = (all(&arabic, "ar"), all(&english, "en"));
    group.throughput(Throughput::Elements((arabic.len() * english.len()) as u64));
    let crossed = |compare: &dyn Fn(&Keys, &Keys) -> f64| -> f64 {
        arabic_keys.iter().flat_map(|a| english_keys.iter().map(move |b| (a, b))).map(|(a, b)| compare(a, b)).sum()
    };
    group.bench_function("similarity", |b| b.iter(|| crossed(&|a, b| similarity(&a.first(), &b.first()))));
    group.bench_function("best_similarity", |b| b.iter(|| crossed(&best_similarity)));
    group.bench_function("plausibility", |b| {
        let cross = || arabic.iter().flat_map(|a| english.iter().map(move |e| (a, e)));
        b.iter(|| cross().filter_map(|(a, e)| plausibility(a, e)).sum::<f64>());
    });
    let pairs: Vec<(&String, &Keys)> = english.iter().zip(&english_keys).collect();
    group.throughput(Throughput::Elements((pairs.len() * pairs.len()) as u64));
    group.bench_function("difference", |b| {
        let cross = || pairs.iter().flat_map(|a| pairs.iter().map(move |b| (*a, *b)));
        b.iter(|| cross().filter_map(|((a, x), (b, y))| spelling::difference((a, x), (b, y))).count());
    });
    group.finish();
}

criterion_group!(benches, names);
criterion_main!(benches);
