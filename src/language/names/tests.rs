//! Tables of names that meet and names that do not, and what holds for any key.

use proptest::prelude::*;

use super::*;
use crate::language::{Language, Profile};
use crate::text::{fold, words};

/// Keys at least this alike are one name; the aligner asks for a little more than two thirds.
const MEET: f64 = 0.72;

fn profile(tag: &str) -> &'static Profile {
    Language::from_tag(tag).unwrap().profile()
}

/// What the spellings are to each other, and the spellings with their languages.
type Block<'a> = (&'a str, Vec<(&'a str, &'a str)>);

fn blocks() -> Vec<Block<'static>> {
    let text = include_str!("pairs.txt");
    let blocks = text.split("\n\n").filter(|block| !block.starts_with('#'));
    let block = |block: &'static str| {
        let (kind, spellings) = block.split_once('\n').unwrap();
        assert!(["same", "other", "near"].contains(&kind), "{kind}");
        (kind, spellings.lines().map(|line| line.split_once(' ').unwrap()).collect())
    };
    blocks.map(block).collect()
}

/// The name, and the name without a joined article.
fn all_keys((tag, spelling): (&str, &str)) -> Vec<Keys> {
    let folded = fold(spelling);
    let without = folded.strip_prefix("ال").or_else(|| folded.strip_prefix("al-"));
    let keys = |name: &str| keys(&name.replace([' ', '-'], ""), profile(tag));
    std::iter::once(keys(&folded)).chain(without.map(keys)).collect()
}

fn likeness(a: (&str, &str), b: (&str, &str)) -> f64 {
    let (a, b) = (all_keys(a), all_keys(b));
    a.iter().flat_map(|left| b.iter().map(move |right| best_similarity(left, right))).fold(0.0, f64::max)
}

#[test]
fn one_name_meets_itself_in_every_script_and_other_names_do_not() {
    let mut faults = Vec::new();
    for (kind, spellings) in blocks().into_iter().filter(|(kind, _)| *kind != "near") {
        let same = kind == "same";
        for (at, &a) in spellings.iter().enumerate() {
            if !same && at > 0 {
                break;
            }
            for &b in &spellings[at + 1..] {
                let likeness = likeness(a, b);
                if (likeness >= MEET) != same {
                    faults.push(format!("{a:?} {b:?}: {likeness:.2} {:?} {:?}", all_keys(a), all_keys(b)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn romanisations_are_plausible_for_their_names_and_not_for_others() {
    let mut faults = Vec::new();
    for (kind, spellings) in blocks() {
        let folded: Vec<(&str, String)> = spellings.iter().map(|(tag, text)| (*tag, fold(text))).collect();
        let (tag, name) = &folded[0];
        for (other_tag, other) in &folded[1..] {
            let names = [name.as_str(), name.strip_prefix("ال").unwrap_or(name)];
            let other = other.strip_prefix("al-").unwrap_or(other);
            let cost = names.iter().filter_map(|name| plausibility(name, other)).reduce(f64::min);
            if *tag != "ar" || cost.is_none() {
                continue;
            }
            let cost = cost.unwrap();
            if (kind == "same") != (cost <= 0.5) {
                faults.push(format!("{name} {other_tag} {other}: {cost}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_letter_of_a_standard_is_a_plausible_reading_of_itself() {
    for standard in standards() {
        for (letters, spellings) in &standard.letters {
            for spelling in spellings.split(' ') {
                let plain: String = fold(spelling).chars().filter(char::is_ascii_lowercase).collect();
                if !plain.is_empty() {
                    assert_eq!(
                        plausibility(&fold(letters), &plain),
                        Some(0.0),
                        "{}: {letters} {spelling}",
                        standard.name
                    );
                }
            }
        }
    }
}

#[test]
fn spellings_in_one_script() {
    use spelling::Difference::{self, Accents, Case, Convention, Letter, Swap};
    let table: [(&str, &str, Option<Difference>); 24] = [
        ("Lavrov", "Larvov", Some(Swap)),
        ("Lavrov", "Lavroff", Some(Convention)),
        ("Gerasimov", "Gerassimov", Some(Convention)),
        ("Zelensky", "Zelenskyy", Some(Convention)),
        ("Zelensky", "Zelenskiy", Some(Convention)),
        ("Mohammed", "Muhammad", Some(Convention)),
        ("Mohammed", "Mohamed", Some(Convention)),
        ("Hussein", "Hussain", Some(Convention)),
        ("Youssef", "Yusuf", Some(Convention)),
        ("Khaled", "Khalid", Some(Convention)),
        ("Qaddafi", "Kaddafi", Some(Convention)),
        ("Stephen", "Steven", Some(Convention)),
        ("Macpherson", "MacPherson", Some(Case)),
        ("Erdogan", "Erdoğan", Some(Accents)),
        ("Encinitas", "Ecinitas", Some(Letter)),
        ("Iran", "Iraq", Some(Letter)),
        ("Johnson", "Johnston", Some(Letter)),
        ("Lavrov", "Lavrov", None),
        ("Lavrov", "Peskov", None),
        ("Moran", "Marconi", None),
        ("Salem", "Slim", None),
        ("Karim", "Akram", None),
        ("Hassan", "Hussein", None),
        ("Putin", "Biden", None),
    ];
    for (a, b, expected) in table {
        let keys = |name: &str| keys(&fold(name), profile("en"));
        assert_eq!(spelling::difference((a, &keys(a)), (b, &keys(b))), expected, "{a} {b}");
        assert_eq!(spelling::difference((b, &keys(b)), (a, &keys(a))), expected, "{b} {a}");
    }
    assert!(spelling::extends("Iranian", "Iran") && !spelling::extends("Zelenskyy", "Zelensky"));
}

proptest! {
    #[test]
    fn similarity_is_symmetric_and_stays_in_its_range(a in "\\PC{0,24}", b in "\\PC{0,24}", pair in 0..4_usize) {
        let (left, right) = [("ar", "en"), ("ru", "en"), ("en", "en"), ("he", "ar")][pair];
        let (a, b) = (keys(&fold(&a), profile(left)), keys(&fold(&b), profile(right)));
        let alike = best_similarity(&a, &b);
        prop_assert!((0.0..=1.0).contains(&alike));
        prop_assert!((alike - best_similarity(&b, &a)).abs() < 1e-9);
        prop_assert!(a.first().len() < 2 || similarity(&a.first(), &a.first()) >= 1.0);
    }

    #[test]
    fn keys_of_names_hold_classes_only(text in "[a-zA-Zа-яА-Яα-ωא-תا-ي ]{0,40}") {
        for word in words(&text) {
            for key in keys(&fold(word.span.text(&text)), profile("en")).as_slice() {
                prop_assert!(key.as_str().chars().all(|class| "bfdtgkxhjcszlmnr".contains(class)), "{key:?}");
                prop_assert_eq!(key.as_str().len(), key.len());
            }
        }
    }

    #[test]
    fn keys_at_a_distance_of_one_meet_among_their_neighbours(word in "[bfdtgkxhjcszlmnr]{3,12}", at in 0..12_usize) {
        let whole = key(&word, profile("und"));
        let shorter = whole.without(at % whole.len().max(1));
        prop_assume!(whole.len() >= 4);
        let reached: Vec<Key> = whole.neighbours().collect();
        prop_assert!(shorter.neighbours().any(|neighbour| reached.contains(&neighbour)));
    }

    #[test]
    fn plausibility_takes_any_text(a in "\\PC{0,24}", b in "\\PC{0,24}") {
        let cost = plausibility(&fold(&a), &fold(&b));
        prop_assert!(cost.is_none_or(|cost| cost >= 0.0));
    }

    #[test]
    fn differences_are_symmetric(a in "[A-Z][a-z]{2,9}", b in "[A-Z][a-z]{2,9}") {
        let (x, y) = (keys(&fold(&a), profile("en")), keys(&fold(&b), profile("en")));
        prop_assert_eq!(spelling::difference((&a, &x), (&b, &y)), spelling::difference((&b, &y), (&a, &x)));
    }
}
