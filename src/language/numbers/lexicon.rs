//! The words of a profile that matter where numbers stand, in one table.

use std::collections::HashMap;

use super::Meaning;
use crate::language::figures::{Calendar, Currency, HalfDay, Sense, unit};
use crate::language::profile::FigureWords;
use crate::language::{Profile, morphology, neutral};
use crate::text::fold;

/// What the words of a language mean in and around numbers.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: HashMap<String, Known>,
    /// Signs before and behind numbers, the longest first: `%`, `US$`, `°C`.
    pub(in crate::language) signs: Vec<(String, Sense)>,
}

/// What is known of one word.
#[derive(Clone, Debug, Default)]
pub(in crate::language) struct Known {
    /// As a number by itself.
    pub(super) meaning: Option<Meaning>,
    /// Alone and as the first of several words.
    pub(super) phrases: Vec<Phrase>,
}

/// A word or several, and what they mean.
#[derive(Clone, Debug)]
pub(in crate::language) struct Phrase {
    /// The words after the first.
    pub(super) rest: Vec<String>,
    pub(super) sense: Sense,
}

impl Lexicon {
    /// The table of `profile`, whose number words and months are folded already.
    pub(in crate::language) fn new(profile: &Profile) -> Self {
        let mut lexicon = Self::default();
        lexicon.add_numbers(profile);
        lexicon.add_dates(profile);
        lexicon.add_clock(profile);
        lexicon.add_measures(&profile.figures, profile);
        if !matches!(profile.tag.as_str(), "" | "und") {
            lexicon.add_measures(&neutral().figures, profile);
        }
        for known in lexicon.words.values_mut() {
            known.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lexicon.signs.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        lexicon
    }

    /// What is known of the folded `word`.
    pub(in crate::language) fn get(&self, word: &str) -> Option<&Known> {
        self.words.get(word)
    }

    /// Earlier tables win: a word is not both a number and an ordinal.
    fn add_numbers(&mut self, profile: &Profile) {
        let table = &profile.numbers;
        let certainty = |word: &String| match table.uncertain.contains(word) {
            true => Meaning::Uncertain,
            false => Meaning::Value,
        };
        let values = table.values.iter().map(|(word, &value)| (word, certainty(word)(value)));
        let with = |of: fn(i64) -> Meaning| move |(word, &value): (_, &i64)| (word, of(value));
        let known = values
            .chain(table.multipliers.iter().map(with(Meaning::Multiplier)))
            .chain(table.fractions.iter().map(with(Meaning::Fraction)))
            .chain(table.ordinals.iter().map(with(Meaning::Ordinal)))
            .chain(table.parts.iter().map(with(Meaning::Part)))
            .chain(table.groups.iter().map(with(Meaning::Group)))
            .chain(table.joiners.iter().map(|word| (word, Meaning::Joiner)))
            .chain(profile.clitics.conjunctions.iter().map(|word| (word, Meaning::Joiner)));
        for (word, meaning) in known {
            self.words.entry(word.clone()).or_default().meaning.get_or_insert(meaning);
        }
    }

    fn add_dates(&mut self, profile: &Profile) {
        let words = &profile.figures;
        let doubtful =
            |set: &std::collections::BTreeSet<String>, word: &String| set.iter().any(|d| fold(d) == fold(word));
        let calendars = [(Calendar::Gregorian, &profile.months), (Calendar::Hijri, &words.hijri_months)];
        for (calendar, months) in calendars {
            for (word, &number) in months {
                let sure = !doubtful(&words.doubtful_months, word);
                self.add(word, Sense::Month { calendar, number, sure });
                let single = (!word.contains(' ')).then(|| self.words.entry(fold(word)).or_default());
                single.map(|known| known.meaning.get_or_insert(Meaning::Month(number)));
            }
        }
        for (word, &day) in &words.weekdays {
            self.add(word, Sense::Weekday { day, sure: !doubtful(&words.doubtful_weekdays, word) });
        }
        for (word, &year) in &words.decades {
            self.add(word, Sense::Decade(year));
        }
        self.add_all(&words.month_cues, Sense::MonthCue);
        self.add_all(&words.weekday_cues, Sense::WeekdayCue);
        self.add_all(&words.eves, Sense::Eve);
        self.add_all(&words.hijri_years, Sense::HijriYear);
        self.add_all(&words.century, Sense::Century);
    }

    fn add_clock(&mut self, profile: &Profile) {
        let clock = &profile.figures.clock;
        self.add_all(&clock.cues, Sense::Clock);
        self.add_all(&clock.hours, Sense::Hours);
        self.add_all(&clock.morning, Sense::Half(HalfDay::Morning));
        self.add_all(&clock.afternoon, Sense::Half(HalfDay::Afternoon));
        self.add_all(&clock.night, Sense::Half(HalfDay::Night));
        self.add_all(&clock.zones, Sense::Zone);
        self.add_all(&clock.past, Sense::Past);
        self.add_all(&clock.to, Sense::To);
        for (word, &minute) in &clock.moments {
            self.add(word, Sense::Moment(minute));
        }
    }

    fn add_measures(&mut self, words: &FigureWords, profile: &Profile) {
        self.add_all(&words.percent, Sense::Percent);
        self.add_all(&words.percent_hints, Sense::PercentHint);
        for (id, forms) in &words.units {
            let Some(unit) = unit(id) else { continue };
            for word in &forms.one {
                self.add_counted(word, |count| Sense::Unit { unit, count }, profile);
            }
            for word in &forms.many {
                self.add(word, Sense::Unit { unit, count: 0 });
            }
        }
        for (code, forms) in &words.currencies {
            let Some(currency) = Currency::from_code(code) else { continue };
            self.add(code, Sense::Currency { currency, count: 0 });
            for word in forms {
                self.add_counted(word, |count| Sense::Currency { currency, count }, profile);
            }
        }
    }

    fn add_all<'w>(&mut self, words: impl IntoIterator<Item = &'w String>, sense: Sense) {
        words.into_iter().for_each(|word| self.add(word, sense));
    }

    /// A noun of the singular, with the forms that follow from it.
    fn add_counted(&mut self, word: &str, sense: impl Fn(u8) -> Sense, profile: &Profile) {
        self.add(word, sense(1));
        if is_sign(word) {
            return;
        }
        for (form, count) in morphology::counted_forms(&fold(word), profile) {
            self.add(&form, sense(count));
        }
    }

    fn add(&mut self, words: &str, sense: Sense) {
        if is_sign(words) {
            return self.signs.push((words.to_owned(), sense));
        }
        let folded = fold(words);
        let mut parts = folded.split(' ').map(str::to_owned);
        let Some(first) = parts.next() else { return };
        let phrases = &mut self.words.entry(first).or_default().phrases;
        phrases.push(Phrase { rest: parts.collect(), sense });
    }
}

/// Whether this is no word of letters: `$`, `US$`.
fn is_sign(word: &str) -> bool {
    word.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '\'' | '-' | '.'))
}
