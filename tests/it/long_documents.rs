//! Long documents in pairs of languages for which there is no word list.
//!
//! The files of `tests/alignments/reports` hold the same sentences in several languages, with places for
//! persons, cities, things, numbers and dates. Documents are made of them: the same in every run, some
//! sentences left out on one side, some joined in one segment, and most sentences more than once.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;
use tarjuman::language::Language;
use tarjuman::project::pipeline::{Resources, align_halves, half_of};

/// The sentences of one language, and what may stand in their places.
#[derive(Deserialize)]
struct Reports {
    persons: Vec<String>,
    cities: Vec<String>,
    groups: Vec<String>,
    things: Vec<String>,
    days: Vec<String>,
    months: Vec<String>,
    date: String,
    sentences: Vec<String>,
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// The numbers of what stands in the places of one sentence.
struct Filling {
    sentence: usize,
    persons: [usize; 2],
    groups: [usize; 2],
    city: usize,
    thing: usize,
    day: usize,
    date: (usize, usize),
    number: usize,
}

impl Filling {
    fn random(random: &mut Random, reports: &Reports) -> Self {
        let mut one_of = |list: &Vec<String>| random.below(list.len());
        let sentence = one_of(&reports.sentences);
        let persons = [one_of(&reports.persons), one_of(&reports.persons)];
        let groups = [one_of(&reports.groups), one_of(&reports.groups)];
        let (city, thing, day) = (one_of(&reports.cities), one_of(&reports.things), one_of(&reports.days));
        let date = (one_of(&reports.months), 1 + random.below(28));
        let most = if random.below(2) == 0 { 28 } else { 998 };
        Self { sentence, persons, groups, city, thing, day, date, number: 2 + random.below(most) }
    }

    fn written(&self, reports: &Reports) -> String {
        let date = reports.date.replace("{d}", &self.date.1.to_string());
        let date = date.replace("{month}", &reports.months[self.date.0]);
        reports.sentences[self.sentence]
            .replace("{person}", &reports.persons[self.persons[0]])
            .replace("{person2}", &reports.persons[self.persons[1]])
            .replace("{group}", &reports.groups[self.groups[0]])
            .replace("{group2}", &reports.groups[self.groups[1]].to_lowercase())
            .replace("{city}", &reports.cities[self.city])
            .replace("{things}", &reports.things[self.thing])
            .replace("{day}", &reports.days[self.day])
            .replace("{date}", &date)
            .replace("{n}", &self.number.to_string())
    }
}

type Beads = BTreeSet<(Vec<usize>, Vec<usize>)>;

/// The two texts, a segment a line, and the beads.
#[derive(Default)]
struct Made {
    texts: [String; 2],
    segments: [usize; 2],
    gold: Beads,
}

impl Made {
    /// Put down what was written as segments of one side; their numbers.
    fn put(&mut self, side: usize, lines: &[String]) -> Vec<usize> {
        let first = self.segments[side];
        self.texts[side].extend(lines.iter().map(|line| format!("{line}\n")));
        self.segments[side] += lines.len();
        (first..self.segments[side]).collect()
    }

    fn add(&mut self, source: &[String], target: &[String]) {
        let bead = (self.put(0, source), self.put(1, target));
        self.gold.insert(bead);
    }
}

fn made(source: &Reports, target: &Reports, segments: usize) -> Made {
    let mut random = Random(1917);
    let mut made = Made::default();
    while made.segments[0] < segments {
        let [one, two] = [(); 2].map(|()| Filling::random(&mut random, source));
        let both = |reports: &Reports| [one.written(reports), two.written(reports)];
        let (source, target) = (both(source), both(target));
        match random.below(100) {
            0..3 => made.add(&source[..1], &[]),
            3..6 => made.add(&[], &target[..1]),
            6..12 => made.add(&[source.join(" ")], &target),
            12..18 => made.add(&source, &[target.join(" ")]),
            _ => made.add(&source[..1], &target[..1]),
        }
    }
    made
}

fn read(tag: &str) -> Reports {
    toml::from_str(&fs::read_to_string(format!("tests/alignments/reports/{tag}.toml")).unwrap()).unwrap()
}

/// Strict F1 for a document of so many segments; `tags` are those that the aligner is told.
fn reached(languages: (&str, &str), tags: (&str, &str), segments: usize) -> f64 {
    let made = made(&read(languages.0), &read(languages.1), segments);
    let [source, target] = made.texts;
    let half = |text: String, tag: &str| half_of(text, Some(Language::from_tag(tag).unwrap()), true);
    let bitext = align_halves(half(source, tags.0), half(target, tags.1), None, &Resources::default(), &[]).unwrap();
    let ids = |ids: &[tarjuman::document::SegmentId]| ids.iter().map(|id| id.0 as usize).collect();
    let found: Beads = bitext.beads().iter().map(|bead| (ids(&bead.source), ids(&bead.target))).collect();
    2.0 * found.intersection(&made.gold).count() as f64 / (found.len() + made.gold.len()) as f64
}

#[test]
fn long_documents_need_no_word_list() {
    for (pair, floor) in [(("en", "fr"), 0.96), (("en", "ru"), 0.92), (("en", "zh"), 0.86)] {
        let f1 = reached(pair, pair, 500);
        assert!(f1 >= floor, "{pair:?}: {f1:.3}, floor {floor}");
    }
}

#[test]
fn nor_need_they_be_in_a_known_language() {
    for (pair, floor) in [(("en", "fr"), 0.96), (("en", "ru"), 0.92), (("en", "zh"), 0.86)] {
        let f1 = reached(pair, ("qaa", "qab"), 500);
        assert!(f1 >= floor, "{pair:?} as unknown languages: {f1:.3}, floor {floor}");
    }
}
