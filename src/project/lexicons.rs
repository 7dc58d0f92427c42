//! Word lists for the aligner: tables, dictd dictionaries, and bitexts to learn from.

use std::collections::BTreeMap;
use std::path::Path;

use super::pipeline::{self, Note, Settings};
use super::{Error, Reason};
use crate::align::learn::{self, LearnOptions, Learned};
use crate::align::lexicon_files::{read_dictd, read_table};
use crate::align::{self, Lexicon};
use crate::bitext::{Bitext, Half};
use crate::language::{Language, Side};
use crate::text::Parsed;

/// Read every word list of the settings.
///
/// # Errors
/// When one is missing or broken, or nothing in it can be used.
pub fn read(
    settings: &Settings,
    source: &Language,
    target: &Language,
    notes: &mut Vec<Note>,
) -> Result<Vec<Lexicon>, Error> {
    settings.lexicons.iter().map(|path| read_one(path, settings, source, target, notes)).collect()
}

/// Turn the word lists of the settings that run the other way round, from the target's words to the
/// source's, and warn of those of which no word stands in the texts.
pub fn turn_round(lexicons: &mut [Lexicon], settings: &Settings, texts: (&Half, &Half), notes: &mut Vec<Note>) {
    if lexicons.is_empty() {
        return;
    }
    let (source, target) = texts;
    let words = [source, target].map(align::words_of);
    let [of_source, of_target] = &words;
    for (lexicon, path) in lexicons.iter_mut().zip(&settings.lexicons) {
        let known = |words: &BTreeMap<String, String>, half: &Half| {
            let profile = half.language.profile();
            words.keys().filter(|word| !lexicon.renderings(word, profile).is_empty()).count()
        };
        let (forward, backward) = (known(of_source, source), known(of_target, target));
        let own = lexicon.from == source.language.primary();
        if own && backward > forward {
            std::mem::swap(&mut lexicon.from, &mut lexicon.to);
            notes.push(Note::Info(format!(
                "{}: read from right to left, as its first words are those of the target",
                path.display()
            )));
        } else if forward + backward == 0 {
            notes.push(Note::Warning(format!(
                "{}: no word of this list stands in the texts, so that it helps nothing",
                path.display()
            )));
        }
    }
}

fn read_one(
    path: &Path,
    settings: &Settings,
    source: &Language,
    target: &Language,
    notes: &mut Vec<Note>,
) -> Result<Lexicon, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let (from, to) = (source.primary(), target.primary());
    let (shown, text, parsed) = match extension.as_str() {
        "dz" => return Err(Error::of(path, packed(path))),
        "tmx" | "xlf" | "xliff" => return learned_from(path, settings, source, target, notes),
        "index" | "dict" => {
            let index_path = path.with_extension("index");
            let index = pipeline::read(&index_path, settings, notes)?;
            let articles = path.with_extension("dict");
            if !articles.exists() && path.with_extension("dict.dz").exists() {
                return Err(Error::of(path, packed(&path.with_extension("dict.dz"))));
            }
            let articles = pipeline::read(&articles, settings, notes)?;
            let parsed = read_dictd(&from, &to, &index, &articles);
            (index_path, index, parsed)
        }
        _ => {
            let text = pipeline::read(path, settings, notes)?;
            let parsed = read_table(&from, &to, &text);
            (path.to_path_buf(), text, parsed)
        }
    };
    let Parsed { value, problems } = parsed;
    match Error::all(&shown, &text, &problems) {
        Some(error) => Err(error),
        None if value.is_empty() => Err(Error::of(
            &shown,
            Reason::new("this word list has no entry", "write a word, a tab and its translation on each line"),
        )),
        None => Ok(value),
    }
}

fn packed(path: &Path) -> Reason {
    let name = path.file_name().unwrap_or_default().display();
    let plain = path.with_extension("");
    let plain = plain.file_name().unwrap_or_default().display();
    Reason::new(
        "this dictionary is packed, and packed ones are not read",
        format!("unpack it first (gzip -dc {name} > {plain}) and give the .index beside it"),
    )
}

/// The bitext of a `--lexicon` is learned from as it is: its own languages count.
fn learned_from(
    path: &Path,
    settings: &Settings,
    source: &Language,
    target: &Language,
    notes: &mut Vec<Note>,
) -> Result<Lexicon, Error> {
    let told = Settings { source: Some(source.clone()), target: Some(target.clone()), ..settings.clone() };
    let learned = learn(&[path], &told, LearnOptions::default(), notes)?;
    if learned.list.is_empty() {
        let what = "no word could be learned from this file";
        return Err(Error::of(path, Reason::new(what, "give one with more units, or a word list")));
    }
    Ok(learn::to_lexicon(&learned.list, &learned.source, &learned.target))
}

/// What was learned, and from how much.
#[derive(Clone, Debug)]
pub struct FromBitexts {
    /// The words.
    pub list: Vec<Learned>,
    /// Units with text on both sides.
    pub units: usize,
    /// The language of the words.
    pub source: Language,
    /// The language of their renderings.
    pub target: Language,
}

/// Learn a word list from bilingual files, all of one pair of languages.
///
/// # Errors
/// When a file cannot be read, or the files are of several pairs of languages.
pub fn learn(
    paths: &[&Path],
    settings: &Settings,
    options: LearnOptions,
    notes: &mut Vec<Note>,
) -> Result<FromBitexts, Error> {
    let mut bitexts: Vec<(&Path, Bitext)> = Vec::new();
    for path in paths {
        bitexts.extend(pipeline::read_bilingual(path, settings, notes)?.into_iter().map(|bitext| (*path, bitext)));
    }
    let (source, target) = languages(&bitexts, settings)?;
    let units: Vec<(&str, &str)> = bitexts
        .iter()
        .flat_map(|(_, bitext)| {
            let text = |bead, side| bitext.text(bead, side);
            bitext.beads().iter().map(move |bead| (text(bead, Side::Source), text(bead, Side::Target)))
        })
        .filter(|(source, target)| !source.trim().is_empty() && !target.trim().is_empty())
        .collect();
    let list = learn::learn(&units, &source, &target, options);
    Ok(FromBitexts { list, units: units.len(), source, target })
}

/// The languages that all bitexts have, or that the person named.
fn languages(bitexts: &[(&Path, Bitext)], settings: &Settings) -> Result<(Language, Language), Error> {
    let Some((_, first)) = bitexts.first() else {
        return Err(Error::new("the files hold no text", "give files with at least one unit"));
    };
    let (source, target) = (&first.source.language, &first.target.language);
    let other = bitexts.iter().find(|(_, bitext)| {
        !bitext.source.language.same_language(source) || !bitext.target.language.same_language(target)
    });
    if let Some((path, other)) = other {
        let (from, to) = (other.source.language.tag(), other.target.language.tag());
        let what = format!("this is from {from} to {to}, and the first is from {} to {}", source.tag(), target.tag());
        return Err(Error::of(path, Reason::new(what, "learn each pair of languages by itself")));
    }
    let told = |told: &Option<Language>, found: &Language| told.clone().unwrap_or_else(|| found.clone());
    Ok((told(&settings.source, source), told(&settings.target, target)))
}
