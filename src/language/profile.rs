//! The form of a language profile. What each key means stands here; the facts stand in the TOML.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::names::Romanisation;
use super::numbers::Lexicon;
use super::spelling::Conventions;
use crate::text::{Direction, fold};

/// What is known about a language. Every key may be absent; absent means "nothing special".
///
/// Words are written as the language writes them, and folded (see [`crate::text::fold()`]) when the
/// profile is read, unless said otherwise.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Profile {
    /// Primary language subtag.
    pub tag: String,
    /// English name, for messages.
    pub name: String,
    /// Direction of writing.
    pub direction: Direction,
    /// Letters that show the language's script; any one of them in a text is a sign of it. Others of
    /// the same script are a sign of another language.
    pub letters: String,
    /// First and last letter of each run of Unicode that belongs to `letters` too.
    pub letter_ranges: Vec<(char, char)>,
    /// Whether a short text in these letters can hardly be in another language, so that it is
    /// recognised without common words: Greek, not Russian.
    pub letters_decide: bool,
    /// Letters of which a text of some length holds at least one, unless it is in a neighbouring
    /// language: `ы` for Russian, which Bulgarian lacks.
    pub telltale: String,
    /// Which code inflects it.
    pub morphology: Morphology,
    /// Function words that tell it from other languages.
    pub common_words: BTreeSet<String>,
    /// Sentence ends.
    pub sentences: Sentences,
    /// Quotation marks.
    pub quotes: Quotes,
    /// Marks of this language and the mark that means the same elsewhere: `؟` is `?`.
    pub punctuation: BTreeMap<char, char>,
    /// How marks, spaces, capitals and repeated words are used.
    pub form: Form,
    /// Lines that are not running text.
    pub lines: LineCues,
    /// Particles written together with the next word.
    pub clitics: Clitics,
    /// Words that must be followed by a noun: prepositions and quantifiers written apart (`في`,
    /// `بعض`).
    pub noun_cues: BTreeSet<String>,
    /// Common words whose first letter is no particle though the rest is a word too (`فريق`).
    pub undivided: BTreeSet<String>,
    /// Three-letter nouns with a long vowel in the middle that is not a participle's (`دار`, `مال`).
    pub hollow_nouns: BTreeSet<String>,
    /// Where noun phrases begin and end, for finding candidates of terms.
    pub phrases: PhraseCues,
    /// Number words.
    pub numbers: NumberWords,
    /// Gregorian month names of every country and the number of the month; several words with spaces
    /// between (`كانون الثاني`).
    pub months: BTreeMap<String, i64>,
    /// What is counted, measured, paid and dated.
    pub figures: FigureWords,
    /// All words of `numbers`, `months` and `figures` in one table; made when the profile is read.
    #[serde(skip)]
    pub lexicon: Lexicon,
    /// Letters and letter groups and the consonant they stand for in a romanisation key; the
    /// empty string for letters the key leaves out. See [`crate::language::names`].
    pub romanisation: Romanisation,
    /// States by ISO 3166-1 code.
    pub states: BTreeMap<String, State>,
    /// Offices by an id that all languages share.
    pub offices: BTreeMap<String, Office>,
    /// Fields of government by an id that all languages share: foreign, defence.
    pub portfolios: BTreeMap<String, Vec<String>>,
    /// How the names of Latin letters are written, and the letters that each may be: `بي` is b or
    /// p. In a row they are an acronym (`بي بي سي`).
    pub letter_names: BTreeMap<String, String>,
    /// Conventions of spelling of which a text follows one.
    pub spellings: Vec<Conventions>,
    /// Only in the neutral profile: primary subtags and scripts written right to left.
    pub right_to_left: Vec<String>,
}

/// How a language inflects its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Morphology {
    /// Words are compared as they are.
    #[default]
    Plain,
    /// Proclitics, article, enclitics, dual and sound plurals.
    Arabic,
    /// Plural and possessive.
    English,
}

/// Where sentences end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Sentences {
    /// Marks that end a sentence.
    pub ends: String,
    /// Marks after which the sentence ends even without a space (`؟`, `。`).
    pub always_end: String,
    /// Words before a full stop that do not end a sentence, without the stop, in their own case.
    pub abbreviations: BTreeSet<String>,
    /// Those that may also stand at the end of a sentence ("etc", "a.m", "U.S"). One written in
    /// capitals ends it only before one of the `starters`: "the U.S. Army", "in the U.S. The".
    pub final_abbreviations: BTreeSet<String>,
    /// Those that are abbreviations only before a number: "No. 5", but "No. He left."
    pub number_abbreviations: BTreeSet<String>,
    /// Words that often begin a sentence and never a name, in their own case: "The", "However".
    pub starters: BTreeSet<String>,
    /// Words that carry on a sentence after a doubtful mark: "5 p.m. Monday", "قال... إن".
    pub continuations: BTreeSet<String>,
    /// Beginnings of what carries on a sentence behind a closing quote without a space, in the
    /// language's own case: 「…。」と述べた.
    pub after_quote: Vec<String>,
    /// Whether a full stop behind a number makes it an ordinal: "am 3. Oktober".
    pub ordinal_stop: bool,
}

/// The quotation marks of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Quotes {
    /// Opening and closing mark of each pair in use; the same mark twice for straight quotes.
    pub pairs: Vec<(char, char)>,
    /// Marks that are also apostrophes or feet and are not balanced.
    pub ambiguous: String,
    /// The pairs for a quotation, for one inside it, and so on.
    pub levels: Vec<(char, char)>,
}

/// What careful writing looks like in a language, as far as it can be seen without grammar.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Form {
    /// Marks of other languages for which this one has its own: `,` in Arabic, which writes `،`.
    pub foreign_marks: String,
    /// Marks before which this language writes a space: `;` in French.
    pub spaced_marks: String,
    /// Words that may stand twice in a row: "had had", "long long ago".
    pub doubled: BTreeSet<String>,
    /// Words that no sentence has twice in a row: articles and conjunctions.
    pub never_doubled: BTreeSet<String>,
    /// Whether any word may be repeated for emphasis (`جدا جدا`), so that only function words are
    /// suspicious.
    pub emphatic: bool,
    /// Words with a small letter that begin names: "bin Laden", "van Gogh".
    pub name_particles: BTreeSet<String>,
    /// Words of running text that headlines leave out: articles, auxiliaries, pronouns.
    pub not_in_headlines: BTreeSet<String>,
    /// Words that announce a word of another language: "the word …".
    pub mentions: BTreeSet<String>,
}

/// How lines that are not running text give themselves away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct LineCues {
    /// Whole lines that a site puts around an article ("related news").
    pub boilerplate: BTreeSet<String>,
    /// Beginnings of such lines ("share on …").
    pub boilerplate_starts: Vec<String>,
    /// Words that mark a line without a full stop as a caption ("during", "file photo").
    pub caption_words: BTreeSet<String>,
}

/// Particles written together with the word they precede, in the order in which they stack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Clitics {
    /// Outermost: conjunctions.
    pub conjunctions: Vec<String>,
    /// Next: prepositions.
    pub prepositions: Vec<String>,
    /// Innermost: the article.
    pub article: String,
    /// Preposition and article run together (`لل`).
    pub contracted: String,
    /// Pronouns written at the end of the word.
    pub pronouns: Vec<String>,
}

/// What shows where a noun phrase begins and ends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PhraseCues {
    /// Words behind which a noun phrase begins, besides the `noun-cues`: articles, determiners,
    /// prepositions.
    pub openers: BTreeSet<String>,
    /// Words with which no term begins or ends, besides those and the common words: pronouns,
    /// quantifiers, adverbs of time and degree, verbs of saying and being.
    pub outside: BTreeSet<String>,
}

/// Words for a state, without article; one may be a word for two states.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct State {
    /// What it and its people are called; of several words the telling one.
    pub names: Vec<String>,
    /// Cities and houses that stand for its government: Moscow, the Kremlin.
    pub seats: Vec<String>,
}

/// Words for the holder of an office. ` … ` stands for up to three words: `his … counterpart`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Office {
    /// For a man, or for nobody in particular.
    pub masculine: Vec<String>,
    /// For a woman.
    pub feminine: Vec<String>,
    /// For either.
    pub either: Vec<String>,
}

/// Words that write numbers. Values are whole numbers; fractions are parts of a billion.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct NumberWords {
    /// Words with a value of their own, added up: `twenty` `five`, `خمسة` `وعشرون`. Several words
    /// with spaces between are one value: `quatre vingt`, also when hyphens part them in the text.
    pub values: BTreeMap<String, i64>,
    /// Words that multiply what stands before them: `hundred`, `thousand`, `مليون`; several words
    /// as in `values`: `mil millones`.
    pub multipliers: BTreeMap<String, i64>,
    /// Fractions in billionths: `half` is 500000000.
    pub fractions: BTreeMap<String, i64>,
    /// Fractions that another number counts, in billionths: `two-thirds`, `ثلاثة أرباع`.
    pub parts: BTreeMap<String, i64>,
    /// Words that tell how many without being number words, in billionths: `trio`, `ثنائي`, `ثلثا`. They may
    /// render a number.
    pub groups: BTreeMap<String, i64>,
    /// Multipliers written with the digits, which may mean something else there: `100m`.
    pub abbreviations: BTreeMap<String, i64>,
    /// Ordinals: they may render a number but never have to be rendered by one.
    pub ordinals: BTreeMap<String, i64>,
    /// What makes digits an ordinal when written with them: `21st`.
    pub ordinal_suffixes: BTreeSet<String>,
    /// What makes a decade of a year written in digits: `1980s`.
    pub decade_suffixes: BTreeSet<String>,
    /// Number words that are more often something else (`one`, `واحد`): never demanded.
    pub uncertain: BTreeSet<String>,
    /// Words that join parts of one number (`and`), besides a conjunction clitic.
    pub joiners: BTreeSet<String>,
    /// Whether units come before tens (`خمسة وعشرون`).
    pub units_first: bool,
    /// Whether numbers are written in one word of the parts above (`dreihundert`, `duemila`).
    pub compounds: bool,
    /// Whether numbers are built of single signs by ten thousands (`三千五百万`, `35만`).
    pub myriads: bool,
    /// The most words in one key of `values` or `multipliers`; counted when the profile is read.
    #[serde(skip)]
    pub longest: usize,
}

/// Words and signs that say what a number counts, and those of dates and clock times. A key or word
/// may have several words with spaces between; the article is left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FigureWords {
    /// Units by the id that all languages share (see [`crate::language::figures::UNITS`]).
    pub units: BTreeMap<String, UnitWords>,
    /// Words and signs of currencies by ISO 4217 code; one word may be of several (`$`, `جنيه`).
    pub currencies: BTreeMap<String, Vec<String>>,
    /// Words and signs for "of a hundred".
    pub percent: BTreeSet<String>,
    /// Words that announce a percentage, so that the sign may be left out (`نسبة`).
    pub percent_hints: BTreeSet<String>,
    /// Months of the Hijri calendar and the number of the month.
    pub hijri_months: BTreeMap<String, i64>,
    /// Signs of a Hijri year (`هـ`, `AH`).
    pub hijri_years: BTreeSet<String>,
    /// Month names that are more often other words or names (`May`, `مارس`).
    pub doubtful_months: BTreeSet<String>,
    /// Words before which such a name is a month (`in`, `شهر`).
    pub month_cues: BTreeSet<String>,
    /// Days of the week, Sunday being 1; in a language with an article, with it.
    pub weekdays: BTreeMap<String, i64>,
    /// Days of the week that are more often something else (`الأحد`, `Sun`).
    pub doubtful_weekdays: BTreeSet<String>,
    /// Words before which such a name is a day (`يوم`).
    pub weekday_cues: BTreeSet<String>,
    /// Words for the night before a day, which other languages may name after the day that ends (`ليلة`).
    pub eves: BTreeSet<String>,
    /// Decades by the number of their first year: `eighties` is 80.
    pub decades: BTreeMap<String, i64>,
    /// Words for a century, next to its ordinal.
    pub century: BTreeSet<String>,
    /// What stands behind a noun that owns something (`July's`).
    pub possessives: Vec<String>,
    /// Numbers that are idioms and need no counterpart (`24/7`).
    pub idioms: Vec<String>,
    /// Clock times.
    pub clock: ClockWords,
}

/// Words for a unit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct UnitWords {
    /// One of it; in Arabic the dual and the accusative follow from it.
    pub one: Vec<String>,
    /// Several, symbols and abbreviations.
    pub many: Vec<String>,
}

/// Words of clock times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ClockWords {
    /// Words before the hour (`الساعة`).
    pub cues: BTreeSet<String>,
    /// Words behind the hour (`o'clock`).
    pub hours: BTreeSet<String>,
    /// Behind the hour: before noon.
    pub morning: BTreeSet<String>,
    /// Behind the hour: after noon.
    pub afternoon: BTreeSet<String>,
    /// Behind the hour: before midnight or after it, by the hour.
    pub night: BTreeSet<String>,
    /// Time zones and other words that make four digits a time (`1400 GMT`).
    pub zones: BTreeSet<String>,
    /// Between minutes and hour: `ten past five`. A conjunction clitic needs no entry.
    pub past: BTreeSet<String>,
    /// Between hour and minutes that are missing from it: `ten to five`, `إلا`.
    pub to: BTreeSet<String>,
    /// Whether the minutes stand before the hour (`half past ten`).
    pub minutes_first: bool,
    /// Times with a name and their minute of the day.
    pub moments: BTreeMap<String, i64>,
}

impl Profile {
    /// Read a profile that ships with the program.
    ///
    /// A file that cannot be read gives the default profile: a test proves that none is such.
    pub(super) fn parse(text: &str) -> Self {
        toml::from_str::<Self>(text).unwrap_or_default().folded()
    }

    /// The profile with its words in the form in which texts are looked up.
    fn folded(mut self) -> Self {
        let numbers = &mut self.numbers;
        let (words, lines) = (&mut self.common_words, &mut self.lines);
        let sets = [&mut lines.boilerplate, &mut lines.caption_words, &mut numbers.uncertain, &mut numbers.joiners];
        let phrases = [&mut self.phrases.openers, &mut self.phrases.outside];
        let form = &mut self.form;
        let form = [
            &mut form.doubled,
            &mut form.never_doubled,
            &mut form.name_particles,
            &mut form.not_in_headlines,
            &mut form.mentions,
        ];
        let all = sets.into_iter().chain(phrases).chain(form);
        for set in all.chain([words, &mut self.sentences.continuations]) {
            *set = std::mem::take(set).iter().map(|word| fold(word)).collect();
        }
        lines.boilerplate_starts.iter_mut().for_each(|start| *start = fold(start));
        let NumberWords { values, multipliers, fractions, parts, groups, abbreviations, ordinals, .. } = numbers;
        for table in [values, multipliers, fractions, parts, groups, abbreviations, ordinals, &mut self.months] {
            *table = std::mem::take(table).into_iter().map(|(word, value)| (fold(&word), value)).collect();
        }
        let numbers = &mut self.numbers;
        let words = |key: &String| key.split(' ').count();
        numbers.longest = numbers.values.keys().chain(numbers.multipliers.keys()).map(words).max().unwrap_or_default();
        self.lexicon = Lexicon::new(&self);
        self
    }

    /// Whether `text` holds a letter of this language's script.
    pub fn writes(&self, text: &str) -> bool {
        text.contains(|c| self.has_letter(c))
    }

    /// Whether `c` is one of the language's letters.
    pub fn has_letter(&self, c: char) -> bool {
        super::detect::has_letter(&self.letters, &self.letter_ranges, c)
    }

    /// One of the language's letters, which shows its script.
    pub fn any_letter(&self) -> Option<char> {
        self.letters.chars().next().or_else(|| self.letter_ranges.first().map(|range| range.0))
    }

    /// The mark that this language writes where others write `mark`; `None` when it has none of its own.
    pub fn own_mark(&self, mark: char) -> Option<char> {
        self.punctuation.iter().find(|(_, common)| **common == mark).map(|(own, _)| *own)
    }

    /// The mark that means the same as `mark` in other languages; itself when it is common.
    pub fn common_mark(&self, mark: char) -> char {
        let known = |profile: &Self| profile.punctuation.get(&mark).copied();
        known(self).or_else(|| known(super::neutral())).unwrap_or(mark)
    }
}
