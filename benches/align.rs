//! How long alignment takes: the evidence of one pair of segments, the search, and documents of 100, 10,000 and
//! 80,000 pairs.
//!
//! The documents are made here, the same in every run: made-up words in two languages, common ones more often,
//! with numbers and names, sentences that were joined, split, left out and put in.
//!
//! The longest document is aligned once for each case, and its time and the number of beads are printed.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench may stop and print"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tarjuman::align::{Lexicon, Options, align};
use tarjuman::bitext::Half;
use tarjuman::language::Language;
use tarjuman::segment::one_per_line;

/// Words of each language.
const WORDS: u64 = 20_000;
/// Words that the word list knows: every second one.
const LISTED: u64 = 2;

/// Numbers that look random and are the same in every run (a linear congruential generator, Knuth's constants).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }

    /// A word number: the logarithm is even, so that the tenth word is a tenth as frequent as the first.
    fn word(&mut self) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (WORDS as f64).powf(share) as u64 - 1
    }
}

/// The word of this number, built of syllables; the languages share none.
fn spelt(mut number: u64, syllables: [&str; 16]) -> String {
    let mut word = syllables[(number % 16) as usize].to_owned();
    number /= 16;
    while number > 0 || word.len() < 4 {
        word += syllables[(number % 16) as usize];
        number /= 16;
    }
    word
}

fn source_word(number: u64) -> String {
    spelt(number, ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"])
}

fn target_word(number: u64) -> String {
    spelt(
        number,
        [
            "yar", "elt", "ist", "orm", "ung", "ath", "esk", "ilb", "onz", "urf", "anj", "ech", "ixo", "okr", "uml",
            "ayd",
        ],
    )
}

/// The texts of both sides, a sentence a line.
#[derive(Default)]
struct Texts {
    source: String,
    target: String,
}

/// One sentence in both languages.
fn sentence(random: &mut Random) -> (String, String) {
    let (mut source, mut target) = (String::new(), String::new());
    for _ in 0..8 + random.below(18) {
        match random.below(40) {
            0 => {
                let number = random.below(100_000);
                write!(source, "{number} ").unwrap();
                write!(target, "{number} ").unwrap();
            }
            1 => {
                let name = spelt(
                    WORDS + random.below(5_000),
                    [
                        "ma", "ri", "lo", "san", "ter", "vik", "ko", "len", "dar", "pes", "tu", "gra", "nov", "bel",
                        "hass", "jo",
                    ],
                );
                write!(source, "M{name} ").unwrap();
                write!(target, "M{name} ").unwrap();
            }
            2..6 => write!(source, "{} ", source_word(random.word())).unwrap(),
            _ => {
                let word = random.word();
                write!(source, "{} ", source_word(word)).unwrap();
                write!(target, "{} ", target_word(word)).unwrap();
            }
        }
    }
    (source.trim_end().to_owned(), target.trim_end().to_owned())
}

/// A document of so many sentences and its translation.
fn texts(sentences: usize) -> Texts {
    let mut random = Random(2017);
    let mut texts = Texts::default();
    for _ in 0..sentences {
        let (source, target) = sentence(&mut random);
        let line_end = |random: &mut Random| if random.one_in(20) { "; " } else { ".\n" };
        if !random.one_in(50) {
            texts.source += &(source + line_end(&mut random));
        }
        if !random.one_in(50) {
            texts.target += &(target + line_end(&mut random));
        }
    }
    texts
}

/// Both sides in languages about which nothing is known.
fn halves(texts: Texts) -> (Half, Half) {
    let half = |text: String, tag: &str| {
        let language = Language::from_tag(tag).unwrap();
        Half { document: one_per_line(text, &language), language }
    };
    (half(texts.source, "qaa"), half(texts.target, "qab"))
}

fn lexicon() -> Lexicon {
    let lines: String = (0..WORDS)
        .step_by(LISTED as usize)
        .map(|word| format!("{}\t{}\n", source_word(word), target_word(word)))
        .collect();
    Lexicon::parse("qaa", "qab", &[&lines])
}

/// Two segments a side: nearly all work is reading them and finding what renders what.
fn features(c: &mut Criterion) {
    let mut group = c.benchmark_group("features");
    let lexicons = [lexicon()];
    let with_list = Options { lexicons: &lexicons, ..Options::default() };
    let (source, target) = sentence(&mut Random(7));
    let (source, target) = halves(Texts { source, target });
    group.throughput(Throughput::Elements(1));
    group.bench_function("pair", |b| b.iter(|| align(black_box(&source), &target, &Options::default())));
    group.bench_function("pair with a word list", |b| b.iter(|| align(black_box(&source), &target, &with_list)));
    group.finish();
}

/// Lines of one word that has no partner: there is nothing to find, and the search is all the work.
fn search(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    group.sample_size(10);
    for lines in [20, 100, 400] {
        let text = |word: fn(u64) -> String| (0..lines).map(|line| word(line * 7 % 97) + "\n").collect();
        let (source, target) = halves(Texts { source: text(source_word), target: text(target_word) });
        group.throughput(Throughput::Elements(lines));
        group.bench_with_input(BenchmarkId::from_parameter(lines), &lines, |b, _| {
            b.iter(|| align(black_box(&source), &target, &Options::default()));
        });
    }
    group.finish();
}

fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("documents");
    group.sample_size(10);
    let lexicons = [lexicon()];
    let cases =
        [("word list", Options { lexicons: &lexicons, ..Options::default() }), ("no word list", Options::default())];
    for (name, options) in &cases {
        for sentences in [100, 10_000] {
            let (source, target) = halves(texts(sentences));
            group.throughput(Throughput::Elements(sentences as u64));
            group.bench_function(BenchmarkId::new(*name, sentences), |b| {
                b.iter(|| align(black_box(&source), &target, options));
            });
        }
    }
    group.finish();
}

/// Once is enough for what takes seconds.
fn long_document(_: &mut Criterion) {
    let lexicons = [lexicon()];
    for (name, options) in
        [("word list", Options { lexicons: &lexicons, ..Options::default() }), ("no word list", Options::default())]
    {
        let (source, target) = halves(texts(80_000));
        let start = Instant::now();
        let beads = align(&source, &target, &options);
        eprintln!("documents/{name}/80000: once in {:.2?}, {} beads", start.elapsed(), beads.len());
    }
}

criterion_group!(benches, features, search, documents, long_document);
criterion_main!(benches);
