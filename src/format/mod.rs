//! Floor 5: file formats. One file a format, two lines in the list below.
//!
//! Readers and writers work on decoded text and return values; they open no file. A reader is
//! lenient where a person would be (unknown elements are passed over) and strict where leniency
//! loses text (anything that is not well-formed is a problem).

use crate::bitext::Bitext;
use crate::finding::Finding;
use crate::language::Language;
use crate::text::Parsed;

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
}
