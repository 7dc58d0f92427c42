//! The words of the source that may be names, each looked at once.

use std::collections::HashMap;

use crate::align::Lexicon;
use crate::check::{BeadView, Context};
use crate::language::{Profile, Side, morphology, names};
use crate::text::{Span, WordKind, fold, words};

/// The different words of the source, by their folded form.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    profile: &'static Profile,
    lexicon: Option<&'static Lexicon>,
    numbers: HashMap<String, usize>,
    words: Vec<Word>,
}

/// A word of the source.
#[derive(Debug)]
pub(crate) struct Word {
    /// Folded.
    pub(crate) folded: String,
    /// What it may be without its clitics, with the keys of each; the whole word first.
    pub(crate) readings: Vec<(String, names::Keys)>,
    /// Whether the word list has it, once it was asked.
    listed: Option<bool>,
}

impl Vocabulary {
    /// For the source of `context`; empty at first.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let lexicon = Lexicon::bundled(&context.bitext.source.language, &context.bitext.target.language);
        Self { profile: context.profile(Side::Source), lexicon, numbers: HashMap::new(), words: Vec::new() }
    }

    /// The words of a bead that are long enough for a name, with their numbers.
    pub(crate) fn words_of(&mut self, view: &BeadView<'_>) -> Vec<(Span, usize)> {
        const SHORTEST: usize = 4;
        let letters = words(view.source).filter(|word| word.kind == WordKind::Letters);
        let long = letters.map(|word| (word.span, fold(word.span.text(view.source))));
        long.filter(|(_, folded)| folded.chars().nth(SHORTEST - 1).is_some())
            .map(|(span, folded)| (span.offset(view.source_start), self.number(folded)))
            .collect()
    }

    /// The word of this number.
    pub(crate) fn word(&self, number: usize) -> Option<&Word> {
        self.words.get(number)
    }

    /// Whether the word list has the word.
    pub(crate) fn is_listed(&mut self, number: usize) -> bool {
        let (profile, lexicon) = (self.profile, self.lexicon);
        let Some(word) = self.words.get_mut(number) else { return false };
        let look_up = || lexicon.is_some_and(|lexicon| !lexicon.renderings(&word.folded, profile).is_empty());
        *word.listed.get_or_insert_with(look_up)
    }

    /// What the word list renders the word by, as written there.
    pub(crate) fn renderings(&self, number: usize) -> Vec<&str> {
        let (Some(lexicon), Some(word)) = (self.lexicon, self.words.get(number)) else { return Vec::new() };
        lexicon.renderings(&word.folded, self.profile).into_iter().map(|(text, _)| text).collect()
    }

    /// The keys of a folded word of the source.
    pub(crate) fn keys(&self, folded: &str) -> names::Keys {
        names::keys(folded, self.profile)
    }

    fn number(&mut self, folded: String) -> usize {
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let readings = morphology::readings(&folded, self.profile).into_iter().map(|reading| reading.core.to_owned());
        let readings = readings.map(|core| (core.clone(), names::keys(&core, self.profile))).collect();
        self.words.push(Word { folded: folded.clone(), readings, listed: None });
        self.numbers.insert(folded, self.words.len() - 1);
        self.words.len() - 1
    }
}

impl Word {
    /// The reading that sounds most like a name, and how much; of equal ones the shortest, because
    /// clitics are more often there than not where the rest is the name as well.
    pub(crate) fn sounds_like(&self, keys: &names::Keys) -> Option<(&str, f64)> {
        let heard = self.readings.iter().map(|(core, own)| (core.as_str(), names::best_similarity(own, keys)));
        heard.reduce(|best, next| {
            let better = next.1 > best.1 || (next.1 >= best.1 && next.0.len() < best.0.len());
            if better { next } else { best }
        })
    }
}
