//! How long a large glossary takes to load and to look for, beside a plain Aho–Corasick pass over
//! the same text that finds the headwords as they are written.
//!
//! The data is made here: words of three and four consonants in common patterns, names of two
//! words in construct state or with an adjective, texts of which one word in eight is a form of a
//! term.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "a bench may stop")]

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::glossary::{Concept, Glossary, Matcher, Term};
use tarjuman::language::{Language, Side};
use tarjuman::text::fold;

/// A linear congruential generator: the same data in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn word(&mut self) -> String {
        const LETTERS: [char; 24] = [
            'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق', 'ك',
            'ل', 'م', 'ن',
        ];
        let [a, b, c, d] = [(); 4].map(|()| LETTERS[self.roll(LETTERS.len())]);
        match self.roll(8) {
            0 => format!("{a}{b}{c}"),
            1 => format!("م{a}{b}{c}ة"),
            2 => format!("{a}ا{b}{c}"),
            3 => format!("{a}{b}ي{c}"),
            4 => format!("ت{a}{b}ي{c}"),
            5 => format!("ا{a}ت{b}ا{c}"),
            6 => format!("{a}{b}ا{c}ة"),
            _ => format!("{a}{b}{c}{d}"),
        }
    }

    fn english(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ban", "cor", "del", "fin", "gal", "hem", "jor", "kit", "lum", "mer", "nov", "per", "ris", "sol", "ton",
            "ver",
        ];
        (0..2 + self.roll(2)).map(|_| SYLLABLES[self.roll(SYLLABLES.len())]).collect()
    }

    fn term(&mut self) -> String {
        let (head, second) = (self.word(), self.word());
        match self.roll(5) {
            0 | 1 => head,
            2 => format!("{head} ال{second}"),
            3 => format!("ال{head} ال{second}ي"),
            _ => format!("{head} {second}ي"),
        }
    }
}

fn glossary(concepts: usize) -> Glossary {
    let mut dice = Dice(7);
    let concept = |_| Concept {
        source: vec![Term { text: dice.term(), ..Term::default() }],
        target: vec![Term { text: format!("{} {}", dice.english(), dice.english()), ..Term::default() }],
        ..Concept::default()
    };
    let mut glossary = Glossary::default();
    let concepts = (0..concepts).map(concept).collect();
    glossary.add("made", concepts);
    glossary
}

/// Segments of 20 words; one word in eight begins a term, with a particle in front of every third.
fn segments(glossary: &Glossary, count: usize) -> Vec<String> {
    let mut dice = Dice(11);
    let particles = ["", "", "", "و", "ب", "ل"];
    let segment = |_| {
        let word = |_| match dice.roll(8) {
            0 => {
                let term = &glossary.concepts[dice.roll(glossary.concepts.len())].source[0].text;
                format!("{}{term}", particles[dice.roll(particles.len())])
            }
            _ => format!("{}{}", particles[dice.roll(particles.len())], dice.word()),
        };
        (0..20).map(word).collect::<Vec<_>>().join(" ")
    };
    (0..count).map(segment).collect()
}

fn load(c: &mut Criterion) {
    let arabic = Language::from_tag("ar").unwrap();
    let english = Language::from_tag("en").unwrap();
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    for concepts in [1_500, 10_000] {
        let glossary = glossary(concepts);
        group.throughput(Throughput::Elements(concepts as u64));
        group.bench_function(BenchmarkId::new("source", concepts), |b| {
            b.iter(|| Matcher::new(black_box(&glossary), Side::Source, &arabic));
        });
        group.bench_function(BenchmarkId::new("target", concepts), |b| {
            b.iter(|| Matcher::new(black_box(&glossary), Side::Target, &english));
        });
    }
    group.finish();
}

fn scan(c: &mut Criterion) {
    let arabic = Language::from_tag("ar").unwrap();
    let mut group = c.benchmark_group("scan");
    group.sample_size(10);
    for concepts in [100, 10_000] {
        let glossary = glossary(concepts);
        let segments = segments(&glossary, 10_000);
        let bytes: usize = segments.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        let matcher = Matcher::new(&glossary, Side::Source, &arabic);
        group.bench_function(BenchmarkId::new("terms", concepts), |b| {
            b.iter(|| segments.iter().map(|text| matcher.occurrences(black_box(text)).len()).sum::<usize>());
        });
        let headwords = glossary.concepts.iter().map(|concept| fold(&concept.source[0].text));
        let plain = AhoCorasick::new(headwords).unwrap();
        // Folding belongs to it: the raw text has vowel signs and hamzas.
        group.bench_function(BenchmarkId::new("aho-corasick", concepts), |b| {
            b.iter(|| {
                segments.iter().map(|text| plain.find_overlapping_iter(&fold(black_box(text))).count()).sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, load, scan);
criterion_main!(benches);
