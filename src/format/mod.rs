//! Floor 5: file formats. One file a format, two lines in the list below.
//!
//! Readers and writers work on decoded text and return values; they open no file. A reader is
//! lenient where a person would be (unknown elements are passed over) and strict where leniency
//! loses text (anything that is not well-formed is a problem).

mod delimited;
pub mod glossary_csv;
pub mod glossary_toml;
mod glossary_values;
mod inline;
pub mod mend;
mod rows;
pub mod table;
pub mod tbx;
pub mod tmx;
mod units;
pub mod xliff;
pub mod xml;

pub use glossary_values::unique_slug;

use crate::bitext::Bitext;
use crate::finding::Finding;
use crate::glossary::Termbase;
use crate::language::Language;
use crate::text::{Parsed, Problem, Span};

/// Every bilingual format; the first of an extension is the one that is written.
pub const BILINGUAL: &[&BilingualFormat] = &[&XLIFF_1_2, &XLIFF_2_1, &TMX, &TSV, &CSV];

const XLIFF_1_2: BilingualFormat = BilingualFormat {
    name: "xliff-1.2",
    extensions: &["xlf", "xliff"],
    recognises: xliff::is_v1,
    read: xliff::read,
    write: xliff::write_v1,
    rewrite: mend::in_xml,
};

const XLIFF_2_1: BilingualFormat = BilingualFormat {
    name: "xliff-2.1",
    extensions: &["xlf", "xliff"],
    recognises: xliff::is_v2,
    read: xliff::read,
    write: xliff::write_v2,
    rewrite: mend::in_xml,
};

const TMX: BilingualFormat = BilingualFormat {
    name: "tmx",
    extensions: &["tmx"],
    recognises: tmx::recognises,
    read: tmx::read,
    write: tmx::write,
    rewrite: mend::in_xml,
};

const TSV: BilingualFormat = BilingualFormat {
    name: "tsv",
    extensions: &["tsv", "tab"],
    recognises: |text| table::is_table(text, '\t'),
    read: table::read_tsv,
    write: table::write_tsv,
    rewrite: mend::in_tsv,
};

const CSV: BilingualFormat = BilingualFormat {
    name: "csv",
    extensions: &["csv"],
    recognises: |text| table::is_table(text, ','),
    read: table::read_csv,
    write: table::write_csv,
    rewrite: mend::in_csv,
};

/// The format of this name.
pub fn by_name(name: &str) -> Option<&'static BilingualFormat> {
    BILINGUAL.iter().copied().find(|format| format.name == name)
}

/// The format of files with this extension, given without the dot, in any letter case.
///
/// Where several formats share it, the one that recognises `text`, the decoded file. Without a
/// text, as when a file is to be written, and for one that none recognises, it is the first: its
/// reader says what is wrong.
pub fn by_extension(extension: &str, text: Option<&str>) -> Option<&'static BilingualFormat> {
    let has = |format: &&BilingualFormat| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let fitting: Vec<&'static BilingualFormat> = BILINGUAL.iter().copied().filter(has).collect();
    let recognised = match (text, fitting.len()) {
        (Some(text), 2..) => fitting.iter().copied().find(|format| (format.recognises)(text)),
        _ => None,
    };
    recognised.or_else(|| fitting.first().copied())
}

/// What a writer of a bilingual file needs.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The text and its alignment.
    pub bitext: &'a Bitext,
    /// What the rules found, in the order of the text.
    pub findings: &'a [Finding],
    /// File name of the source document, as it is to be named in the export.
    pub original: &'a str,
}

/// Every format of glossaries; the first of an extension is the one that is written.
pub const GLOSSARIES: &[&GlossaryFormat] = &[GLOSSARY_CSV, GLOSSARY_TSV, GLOSSARY_TOML, TBX_DCT, TBX_DCA, TBX_2];

/// Tables with commas, semicolons or tabs.
pub const GLOSSARY_CSV: &GlossaryFormat = &GlossaryFormat {
    name: "csv",
    extensions: &["csv"],
    recognises: glossary_csv::recognises,
    read: glossary_csv::read,
    write: glossary_csv::write_csv,
};

const GLOSSARY_TSV: &GlossaryFormat = &GlossaryFormat {
    name: "tsv",
    extensions: &["tsv", "tab", "utx", "txt"],
    recognises: glossary_csv::recognises,
    read: glossary_csv::read,
    write: glossary_csv::write_tsv,
};

const GLOSSARY_TOML: &GlossaryFormat = &GlossaryFormat {
    name: "toml",
    extensions: &["toml"],
    recognises: glossary_toml::recognises,
    read: glossary_toml::read,
    write: glossary_toml::write,
};

const TBX_DCT: &GlossaryFormat = &GlossaryFormat {
    name: "tbx",
    extensions: &["tbx", "xml"],
    recognises: tbx::is_dct,
    read: tbx::read,
    write: tbx::write_dct,
};

const TBX_DCA: &GlossaryFormat = &GlossaryFormat {
    name: "tbx-dca",
    extensions: &["tbx", "xml"],
    recognises: tbx::is_dca,
    read: tbx::read,
    write: tbx::write_dca,
};

const TBX_2: &GlossaryFormat = &GlossaryFormat {
    name: "tbx-2",
    extensions: &["tbx", "xml"],
    recognises: tbx::is_v2,
    read: tbx::read,
    write: tbx::write_v2,
};

/// The glossary format of this name.
pub fn glossary_by_name(name: &str) -> Option<&'static GlossaryFormat> {
    GLOSSARIES.iter().copied().find(|format| format.name == name)
}

/// The glossary format of files with this extension, given without the dot, in any letter case.
///
/// Where several share it, the one that recognises `text`; without a text the first.
pub fn glossary_by_extension(extension: &str, text: Option<&str>) -> Option<&'static GlossaryFormat> {
    let has = |format: &&GlossaryFormat| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let mut fitting = GLOSSARIES.iter().copied().filter(has);
    let first = fitting.next()?;
    let recognised = |text| std::iter::once(first).chain(fitting).find(|format| (format.recognises)(text));
    Some(text.and_then(recognised).unwrap_or(first))
}

/// A format that holds concepts and their terms.
#[derive(Debug)]
pub struct GlossaryFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// File name extensions, without the dot, that mean this format.
    pub extensions: &'static [&'static str],
    /// Whether a decoded file is of this format.
    pub recognises: fn(&str) -> bool,
    /// Read a decoded file.
    pub read: fn(&str, &GlossaryOptions) -> Parsed<Termbase>,
    /// Write a glossary; line ends are `\n`, the encoding is UTF-8.
    pub write: fn(&Termbase) -> String,
}

/// What a reader of a glossary has to be told when the file does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryOptions {
    /// Tag of the language of the source terms.
    pub source: Option<String>,
    /// Tag of the language of the target terms.
    pub target: Option<String>,
    /// How many rows or concepts a file may have.
    pub max_rows: usize,
}

impl Default for GlossaryOptions {
    fn default() -> Self {
        Self { source: None, target: None, max_rows: 500_000 }
    }
}

/// The problem of a glossary with more than `max` rows or concepts, at `place`.
fn too_many(place: Span, max: usize, what: &str) -> Problem {
    let what = format!("this glossary has more than {max} {what}");
    Problem::new(place, what, "raise the limit with --max-glossary-rows if you mean it")
}

/// What a reader of a bilingual file has to be told when the file does not say it.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Language of the source.
    pub source: Option<Language>,
    /// Language of the target.
    pub target: Option<Language>,
}

/// A format that holds a text and its translation.
#[derive(Debug)]
pub struct BilingualFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// File name extensions, without the dot, that mean this format.
    pub extensions: &'static [&'static str],
    /// Whether a decoded file is of this format, for extensions that several formats share.
    pub recognises: fn(&str) -> bool,
    /// Read a decoded file: one bitext for each pair of languages or `file` in it.
    pub read: fn(&str, &ReadOptions) -> Parsed<Vec<Bitext>>,
    /// Write a bitext; line ends are `\n`, the encoding is UTF-8.
    pub write: fn(&Export<'_>) -> String,
    /// Write a part of a file anew with an edit in it.
    rewrite: mend::Rewrite,
}

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod glossary_conformance;
