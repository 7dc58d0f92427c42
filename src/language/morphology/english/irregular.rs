//! Plurals that no rule gives.

/// Singular and plural; they also end compounds (grandchild, fisherwoman).
const PAIRS: [(&str, &str); 60] = [
    ("woman", "women"),
    ("man", "men"),
    ("child", "children"),
    ("person", "people"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("goose", "geese"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("die", "dice"),
    ("brother-in-law", "brothers-in-law"),
    ("passer-by", "passers-by"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("wife", "wives"),
    ("knife", "knives"),
    ("half", "halves"),
    ("calf", "calves"),
    ("wolf", "wolves"),
    ("thief", "thieves"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("loaf", "loaves"),
    ("elf", "elves"),
    ("scarf", "scarves"),
    ("wharf", "wharves"),
    ("crisis", "crises"),
    ("basis", "bases"),
    ("analysis", "analyses"),
    ("axis", "axes"),
    ("thesis", "theses"),
    ("emphasis", "emphases"),
    ("diagnosis", "diagnoses"),
    ("prognosis", "prognoses"),
    ("oasis", "oases"),
    ("paralysis", "paralyses"),
    ("synopsis", "synopses"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
    ("bacterium", "bacteria"),
    ("memorandum", "memoranda"),
    ("referendum", "referenda"),
    ("curriculum", "curricula"),
    ("datum", "data"),
    ("medium", "media"),
    ("stratum", "strata"),
    ("addendum", "addenda"),
    ("forum", "fora"),
    ("nucleus", "nuclei"),
    ("alumnus", "alumni"),
    ("stimulus", "stimuli"),
    ("fungus", "fungi"),
    ("radius", "radii"),
    ("syllabus", "syllabi"),
    ("index", "indices"),
    ("matrix", "matrices"),
    ("appendix", "appendices"),
    ("formula", "formulae"),
    ("bureau", "bureaux"),
    ("quiz", "quizzes"),
];

/// Words with one form for both numbers, words that are always plural, and words that only look it.
const SAME: [&str; 48] = [
    "aircraft",
    "spacecraft",
    "hovercraft",
    "watercraft",
    "craft",
    "series",
    "species",
    "sheep",
    "fish",
    "deer",
    "offspring",
    "salmon",
    "headquarters",
    "means",
    "news",
    "politics",
    "economics",
    "physics",
    "mathematics",
    "ethics",
    "athletics",
    "logistics",
    "statistics",
    "measles",
    "diabetes",
    "aids",
    "customs",
    "arms",
    "goods",
    "clothes",
    "proceeds",
    "remains",
    "thanks",
    "outskirts",
    "barracks",
    "corps",
    "police",
    "cattle",
    "us",
    "this",
    "his",
    "is",
    "was",
    "has",
    "as",
    "its",
    "of",
    "the",
];

/// The irregular plurals of `word`.
pub(super) fn plurals(word: &str) -> Vec<String> {
    // "Men" is not the plural of human, Roman or Ottoman; both are generated, one exists.
    ends(word, |(singular, plural)| (singular, plural))
}

/// What `word` is the irregular plural of.
pub(super) fn singulars(word: &str) -> Vec<String> {
    ends(word, |(singular, plural)| (plural, singular))
}

fn ends(word: &str, order: impl Fn((&'static str, &'static str)) -> (&'static str, &'static str)) -> Vec<String> {
    let found = PAIRS.iter().map(|pair| order(*pair)).filter_map(|(from, to)| {
        // Nearly every pair is told apart by one letter; a large glossary asks a million times.
        let start = if last_letter(word) == last_letter(from) { word.strip_suffix(from)? } else { return None };
        // "Medium" ends in no other word, "salesperson" does: short endings stand alone.
        (start.is_empty() || from.len() > 2).then(|| format!("{start}{to}"))
    });
    found.collect()
}

/// Whether `word` has no other number.
pub(super) fn is_plural_or_without(word: &str) -> bool {
    let last = last_letter(word);
    SAME.iter().any(|same| last_letter(same) == last && *same == word) || word.ends_with("craft")
}

fn last_letter(word: &str) -> Option<u8> {
    word.as_bytes().last().copied()
}
