//! The options of `glossary`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use encoding_rs::Encoding;

use super::super::args::BidiMode;
use crate::language::Language;
use crate::project::pipeline::Settings;
use crate::project::{Limits, decode, limits};

#[derive(Debug, Args)]
pub(in crate::cli) struct GlossaryArgs {
    #[command(subcommand)]
    pub(super) command: GlossaryCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum GlossaryCommand {
    /// List the built-in glossaries: name, concepts, languages, what they are about
    #[command(after_help = "Example: tarjuman glossary list")]
    List,
    /// Say step by step why a term matches a text or not
    Trace(TraceArgs),
    /// Propose forms that entries might list, by patterns and from a corpus, with counts
    Suggest(SuggestArgs),
    /// Find terms, titles and names with their renderings in bilingual files, best candidates first
    Extract(ExtractArgs),
    /// Find what is wrong with glossaries themselves
    Check(CheckArgs),
    /// Convert a glossary: CSV, TSV, TOML, TBX version 3 (tbx, tbx-dca) and 2 (tbx-2); reads UTX too
    Convert(ConvertArgs),
    /// List where the terms of glossaries occur in a text: line, concept, start, end, words, certainty
    Find(FindArgs),
}

/// Languages and reading.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Language of the source terms, as a BCP 47 tag [default: what the glossary or its file name says first]
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) source_lang: Option<Language>,
    /// Language of the target terms
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) target_lang: Option<Language>,
    /// Encoding of the input files [default: UTF-8, UTF-16 or what the file declares]
    #[arg(long, value_name = "NAME", value_parser = decode::encoding_named)]
    pub(super) encoding: Option<&'static Encoding>,
    /// Refuse files larger than this
    #[arg(long, value_name = "SIZE", value_parser = limits::parse_size, hide_short_help = true)]
    pub(super) max_file_size: Option<u64>,
    /// Refuse glossaries with more rows or concepts than this [default: 500000]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_glossary_rows: Option<usize>,
}

impl ReadingArgs {
    /// The settings for reading these glossaries.
    pub(super) fn settings(&self, glossaries: &[PathBuf]) -> Settings {
        let standard = Limits::default();
        Settings {
            source: self.source_lang.clone(),
            target: self.target_lang.clone(),
            glossaries: glossaries.to_vec(),
            encoding: self.encoding,
            limits: Limits {
                file_size: self.max_file_size.unwrap_or(standard.file_size),
                glossary_rows: self.max_glossary_rows.unwrap_or(standard.glossary_rows),
                ..standard
            },
            ..Settings::default()
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman glossary check glossaries/*.csv --corpus memory.tmx")]
pub(super) struct CheckArgs {
    /// Glossaries, checked together
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Texts or bilingual files in which every concept should occur; may be repeated
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) corpus: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman glossary convert terms.ar-en.csv terms.tbx")]
pub(super) struct ConvertArgs {
    /// The glossary to read, or builtin:NAME
    pub(super) input: PathBuf,
    /// The file to write, its format by extension or named before it (tbx-2=terms.tbx)
    #[arg(value_name = "[FORMAT=]OUTPUT")]
    pub(super) output: String,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman glossary find -g terms.csv --lang ar article.ar.txt")]
pub(super) struct FindArgs {
    /// A glossary, or builtin:NAME; may be repeated
    #[arg(short, long = "glossary", value_name = "FILE", required = true)]
    pub(super) glossaries: Vec<PathBuf>,
    /// Language of the text, as a BCP 47 tag [default: detected]
    #[arg(long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) lang: Option<Language>,
    /// Language of the renderings [default: what the glossary's file name says, or English]
    #[arg(long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) target_lang: Option<Language>,
    /// Look for the target terms instead of the source terms
    #[arg(long)]
    pub(super) target: bool,
    /// The text
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman glossary trace منطقة 'في المناطق الآمنة' -g terms.csv")]
pub(super) struct TraceArgs {
    /// The term, or the id of a concept of the glossary
    pub(super) term: String,
    /// The text in which it is looked for
    pub(super) text: String,
    /// A glossary that has the term, or builtin:NAME; may be repeated
    #[arg(short, long = "glossary", value_name = "FILE")]
    pub(super) glossaries: Vec<PathBuf>,
    /// Language of term and text, as a BCP 47 tag [default: detected]
    #[arg(long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) lang: Option<Language>,
    /// Take it for a target term
    #[arg(long)]
    pub(super) target: bool,
    /// Isolate right-to-left text with invisible marks [auto: on a terminal]
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_short_help = true)]
    pub(super) bidi: BidiMode,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman glossary suggest -g terms.csv --corpus memory.tmx > more.csv")]
pub(super) struct SuggestArgs {
    /// A glossary, or builtin:NAME; may be repeated
    #[arg(short, long = "glossary", value_name = "FILE", required = true)]
    pub(super) glossaries: Vec<PathBuf>,
    /// Texts or bilingual files whose words are counted; may be repeated
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) corpus: Vec<PathBuf>,
    /// Language of the source terms, as a BCP 47 tag [default: detected]
    #[arg(long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example: tarjuman glossary extract memory.tmx -g builtin:all -o candidates.csv",
    after_long_help = "Example: tarjuman glossary extract memory.tmx -g builtin:all -o candidates.csv\n\n\
                       The output is a glossary whose renderings have the status 'proposed': no run uses them until a\n\
                       person sets their status. Candidates come best first, by the log-likelihood ratio of an\n\
                       expression and its rendering weighed by how much it is an expression of its own."
)]
pub(super) struct ExtractArgs {
    /// Bilingual files (XLIFF, TMX, TSV, CSV), or a document and its translation
    #[arg(required = true, value_name = "BITEXT")]
    pub(super) files: Vec<PathBuf>,
    /// Leave out what this glossary has already, or builtin:NAME; may be repeated
    #[arg(short, long = "glossary", value_name = "FILE")]
    pub(super) glossaries: Vec<PathBuf>,
    /// The glossary to write, its format by extension or named before it [default: CSV on standard output]
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(super) output: Option<String>,
    /// In how many units an expression and its rendering must meet
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u32).range(2..))]
    pub(super) min_count: u32,
    /// How many candidates to give, best first
    #[arg(long, value_name = "N", default_value = "1000")]
    pub(super) most: usize,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}
