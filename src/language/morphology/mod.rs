//! How words change their form: what a profile cannot say as data.
//!
//! A dictionary word becomes a few [`Stem`]s; what may stand behind a stem is decided by its
//! [`Class`] ([`ending`]), and what may stand before it by the [`readings`] of the running word. A
//! form is never stored: thousands of terms stay small, and a word of the text is a form of an
//! entry exactly when proclitics, stem and ending fit.

pub mod arabic;
pub mod english;

use super::{Profile, profile::Morphology};

/// One way to read a word of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The word without its proclitics and article, folded.
    pub core: &'a str,
    /// The particles in front of the article or core, as written.
    pub lead: &'a str,
    /// Whether the article was there.
    pub definite: bool,
    /// Whether a conjunction was written in front.
    pub conjunction: bool,
    /// Whether a preposition was written in front.
    pub preposition: bool,
}

impl<'a> Reading<'a> {
    const fn bare(core: &'a str) -> Self {
        Self { core, lead: "", definite: false, conjunction: false, preposition: false }
    }

    /// Whether a particle was written in front.
    pub const fn has_particle(&self) -> bool {
        self.conjunction || self.preposition
    }
}

/// What an entry says about one of its words, besides its spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facts {
    /// What is known about its plural.
    pub number: Number,
    /// Whether a feminine in ة stands for the same concept (وزير, وزيرة).
    pub feminine: bool,
    /// Whether it agrees with the noun before it.
    pub agrees: bool,
    /// Whether its last letter is a dropped yeh (قاضٍ, القاضي).
    pub defective: bool,
    /// Whether it is a verb.
    pub verb: bool,
    /// Whether it never changes: a foreign name, a particle inside a term.
    pub rigid: bool,
}

/// What an entry says about the plural of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// Nothing: plurals by pattern are guesses.
    #[default]
    Unknown,
    /// It is made by ون and ين.
    Sound,
    /// It is listed among the forms of the entry, or there is none.
    Listed,
}

/// The part of a word that its endings are put to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Folded.
    pub text: String,
    /// Which endings it takes.
    pub class: Class,
    /// How the stem is known.
    pub source: Derivation,
    /// Its first letter before folding, when folding loses something (`أ`, `إ`, `آ`).
    pub initial: Option<char>,
}

/// How a form is known to belong to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derivation {
    /// The entry has it, or a rule without exceptions gives it.
    Entry,
    /// A pattern gives it: most words of this shape have such a form.
    Pattern,
    /// A pattern gives it, and the bare form may as well be a verb: only where a noun must stand.
    PatternOfNoun,
}

/// The kinds of stems, by what may stand behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing.
    Bare,
    /// An English noun: the possessive.
    English,
    /// An Arabic word, see [`arabic::Class`].
    Arabic(arabic::Class),
}

/// What the letters behind a stem mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Whether the article may stand before the word.
    pub article: bool,
    /// Whether the word may be the head of a construct state (وزير in وزير الخارجية).
    pub head: bool,
    /// Whether it holds a pronoun.
    pub pronoun: bool,
    /// Whether the word stands for two or more.
    pub many: bool,
    /// Whether its number is another than that of the entry.
    pub inflected: bool,
    /// Whether the word may as well be an adjective derived from the stem (رئيسي).
    pub adjectival: bool,
    /// Whether nothing is behind the stem that a verb could not have.
    pub bare: bool,
}

impl Ending {
    const PLAIN: Self = Self {
        article: true,
        head: true,
        pronoun: false,
        many: false,
        inflected: false,
        adjectival: false,
        bare: true,
    };
}

/// Every way to read the folded word `folded`, the word as it stands first.
pub fn readings<'a>(folded: &'a str, profile: &Profile) -> Vec<Reading<'a>> {
    let mut readings = Vec::new();
    each_reading(folded, profile, &mut |reading| readings.push(reading));
    readings
}

/// The letters at the beginning of a word that tell it from others, up to three; NUL where there are
/// fewer.
pub type Frame = [char; 3];

/// The frame of a folded word that stands without article and particles.
///
/// All forms of a word share the first [`kept`] letters of their frames: an Arabic frame has no letters
/// that patterns and endings put in, take out or change, and no doubled ones.
pub fn frame(folded: &str, profile: &Profile) -> Frame {
    let mut frame = Frame::default();
    let is_arabic = profile.morphology == Morphology::Arabic;
    let mut letters = folded.chars().filter(|c| c.is_alphanumeric() && !(is_arabic && arabic::is_unstable(*c)));
    let mut before = None;
    for place in &mut frame {
        let next = letters.find(|letter| !is_arabic || before != Some(*letter));
        *place = next.unwrap_or_default();
        before = next;
    }
    frame
}

/// How many letters of the frame of the folded word `folded` all its forms share.
pub fn kept(folded: &str, profile: &Profile) -> usize {
    match profile.morphology {
        Morphology::English => english::kept(folded),
        Morphology::Arabic | Morphology::Plain => Frame::default().len(),
    }
}

/// Hand every way to read `folded` to `visit`, the word as it stands first.
pub fn each_reading<'a>(folded: &'a str, profile: &Profile, visit: &mut dyn FnMut(Reading<'a>)) {
    match profile.morphology {
        Morphology::Arabic => arabic::each_reading(folded, &profile.clitics, visit),
        Morphology::English | Morphology::Plain => visit(Reading::bare(folded)),
    }
}

/// The stems of the dictionary word `written`, which stands without article and unfolded; the
/// word itself first.
pub fn stems(written: &str, facts: Facts, profile: &Profile) -> Vec<Stem> {
    match profile.morphology {
        _ if facts.rigid => vec![Stem::of(written, Class::Bare)],
        Morphology::Arabic => arabic::stems(written, facts, profile),
        Morphology::English => english::stems(written, facts),
        Morphology::Plain => vec![Stem::of(written, Class::Bare)],
    }
}

/// What `tail` means behind a stem of `class`; `None` when it cannot stand there.
pub fn ending(class: Class, tail: &str, profile: &Profile) -> Option<Ending> {
    match class {
        Class::Bare => tail.is_empty().then_some(Ending::PLAIN),
        Class::English => matches!(tail, "" | "'s" | "'").then_some(Ending::PLAIN),
        Class::Arabic(class) => arabic::ending(class, tail, &profile.clitics),
    }
}

/// One form of a dictionary word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The form, folded, without proclitics and article.
    pub text: String,
}

/// Every form that the rules without exceptions give a word, without proclitics and article; the
/// word itself first. For looking up a few words: terms are matched without storing their forms.
pub fn forms(word: &str, profile: &Profile) -> Vec<Form> {
    let stems = stems(word, Facts::default(), profile);
    let mut texts = Vec::new();
    for stem in stems.iter().filter(|stem| stem.source == Derivation::Entry) {
        for tail in tails(stem.class, profile) {
            let text = format!("{}{tail}", stem.text);
            if ending(stem.class, &tail, profile).is_some() && !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts.into_iter().map(|text| Form { text }).collect()
}

/// What may stand behind a stem, and what may not: [`ending`] decides.
fn tails(class: Class, profile: &Profile) -> Vec<String> {
    match class {
        Class::Bare => vec![String::new()],
        Class::English => ["", "'s", "'"].map(str::to_owned).to_vec(),
        Class::Arabic(_) => arabic::tails(&profile.clitics),
    }
}

/// `replacement` in the form (number, possessive) in which `found` is a form of `written`; `None` when
/// that form cannot be carried over.
///
/// ```
/// use tarjuman::language::{Language, morphology::in_form_of};
/// let english = Language::from_tag("en").unwrap();
/// let form = |found| in_form_of(found, "armistice", "ceasefire", english.profile());
/// assert_eq!(form("armistices"), Some("ceasefires".to_owned()));
/// assert_eq!(form("armistice’s"), Some("ceasefire’s".to_owned()));
/// ```
pub fn in_form_of(found: &str, written: &str, replacement: &str, profile: &Profile) -> Option<String> {
    match profile.morphology {
        Morphology::English => english::in_form_of(found, written, replacement),
        Morphology::Arabic | Morphology::Plain => {
            (crate::text::fold(found) == crate::text::fold(written)).then(|| replacement.to_owned())
        }
    }
}

/// The indefinite article at the end of `before`, and the one that `text` asks for; `None` when there
/// is none, and inside it when what is asked for cannot be told from the spelling.
pub fn indefinite_article<'a>(
    before: &'a str,
    text: &str,
    profile: &Profile,
) -> Option<(&'a str, Option<&'static str>)> {
    (profile.morphology == Morphology::English).then(|| english::indefinite_article(before, text)).flatten()
}

/// The word or phrase without a possessive ending.
///
/// ```
/// use tarjuman::language::{Language, morphology::without_possessive};
/// let english = Language::from_tag("en").unwrap();
/// assert_eq!(without_possessive("the minister’s", english.profile()), "the minister");
/// ```
pub fn without_possessive<'a>(written: &'a str, profile: &Profile) -> &'a str {
    if profile.morphology == Morphology::English { english::without_possessive(written).0 } else { written }
}

/// Whether `written` has the shape of a noun of action, which may have a doer and an object.
pub fn is_action(written: &str, profile: &Profile) -> bool {
    profile.morphology == Morphology::Arabic && arabic::is_action(written)
}

/// Whether `folded` is a form of one of the common words whose first letter only looks like a
/// particle: فريقه is no ريق with ف.
pub fn is_undivided(folded: &str, profile: &Profile) -> bool {
    profile.morphology == Morphology::Arabic && arabic::is_undivided(folded, profile)
}

/// The plurals that words of this shape often have, for a person to choose from; unfolded, without
/// article.
///
/// ```
/// use tarjuman::language::{Language, morphology};
/// let arabic = Language::from_tag("ar").unwrap();
/// assert!(morphology::likely_plurals("منطقة", arabic.profile()).contains(&"مناطق".to_owned()));
/// let english = Language::from_tag("en").unwrap();
/// assert_eq!(morphology::likely_plurals("child", english.profile()), ["children"]);
/// ```
pub fn likely_plurals(written: &str, profile: &Profile) -> Vec<String> {
    match profile.morphology {
        Morphology::Arabic => arabic::likely_plurals(written, profile),
        Morphology::English => english::plural(written).into_iter().collect(),
        Morphology::Plain => Vec::new(),
    }
}

/// Whether `written` has the shape of a plural that is made without an ending (حدود, أهداف, مناطق).
pub fn has_plural_shape(written: &str, profile: &Profile) -> bool {
    profile.morphology == Morphology::Arabic && arabic::looks_plural(written)
}

/// Whether the folded word `form` is the folded word `word` with the ending of the indefinite accusative.
pub fn is_indefinite_accusative(form: &str, word: &str, profile: &Profile) -> bool {
    profile.morphology == Morphology::Arabic && form.strip_suffix('ا') == Some(word)
}

/// A rough common stem of the forms of a word, for statistics only, never for terminology.
pub fn stem(folded: &str, profile: &Profile) -> String {
    match profile.morphology {
        Morphology::Arabic => arabic::stem(folded).to_owned(),
        Morphology::English => english::stem(folded),
        Morphology::Plain => folded.to_owned(),
    }
}

/// The forms of the folded noun `word` that follow from its singular where something is counted, with how
/// many of it they are; 1 for the singular itself in another case.
///
/// ```
/// use tarjuman::language::{Language, morphology};
/// let arabic = Language::from_tag("ar").unwrap();
/// let forms = morphology::counted_forms("ساعة", arabic.profile());
/// assert!(forms.contains(&("ساعتين".to_owned(), 2)));
/// ```
pub fn counted_forms(word: &str, profile: &Profile) -> Vec<(String, u8)> {
    match profile.morphology {
        Morphology::Arabic => arabic::counted_forms(word),
        Morphology::English | Morphology::Plain => Vec::new(),
    }
}

/// Shorter words that `folded` may be a form of, likeliest first: for looking up a dictionary.
pub fn bases(folded: &str, profile: &Profile) -> Vec<String> {
    match profile.morphology {
        Morphology::Arabic => arabic::bases(folded, &profile.clitics),
        Morphology::English | Morphology::Plain => vec![folded.to_owned()],
    }
}

impl Stem {
    /// A stem that the entry itself gives.
    fn of(written: &str, class: Class) -> Self {
        Self::derived(written, class, Derivation::Entry)
    }

    fn derived(written: &str, class: Class, source: Derivation) -> Self {
        let initial = written.chars().next().filter(|c| matches!(c, 'أ' | 'إ' | 'آ'));
        Self { text: crate::text::fold(written), class, source, initial }
    }
}
