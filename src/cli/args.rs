//! The commands and their options.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;

use super::glossary::args::GlossaryArgs;
use crate::check::Selection;
use crate::finding::{self, Severity};
use crate::language::Language;
use crate::project::config::Start;
use crate::project::pipeline::Settings;
use crate::project::{Limits, decode, limits};

/// Align a source text with its draft translation, check the draft, export bilingual files.
#[derive(Debug, Parser)]
#[command(name = "tarjuman", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// When to use colour (NO_COLOR is honoured)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Common options")]
    pub(super) color: Color,
    /// Say only what casts doubt on the result
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub(super) quiet: bool,
    /// Say more
    #[arg(short, long, global = true, conflicts_with = "quiet", help_heading = "Common options")]
    pub(super) verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Align a document with its draft translation and check the draft
    Align(AlignArgs),
    /// Check bilingual files (XLIFF, TMX, TSV, CSV)
    #[command(visible_alias = "lint")]
    Check(CheckArgs),
    /// Convert a bilingual file into another format
    Convert(ConvertArgs),
    /// Show the segments of a document
    Segment(SegmentArgs),
    /// Look after glossaries
    Glossary(GlossaryArgs),
    /// Learn word lists for the alignment
    Lexicon(LexiconArgs),
    /// List the rules
    Rules(ConfigArgs),
    /// Explain a rule: why, bad and good examples, how to fix, how to turn it off
    Explain(ExplainArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Languages, glossaries and reading.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Language of the source, as a BCP 47 tag [default: detected]
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) source_lang: Option<Language>,
    /// Language of the target [default: detected]
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) target_lang: Option<Language>,
    /// A glossary (CSV, TSV, TOML, TBX) or a built-in one (builtin:NAME); may be repeated
    #[arg(short, long = "glossary", value_name = "FILE")]
    pub(super) glossaries: Vec<PathBuf>,
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

/// Where the configuration is.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// The configuration [default: tarjuman.toml in the folder of the text, or above it]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Refuse regular expressions of own rules whose compiled form is larger than this [default: 1M]
    #[arg(long, value_name = "SIZE", value_parser = limits::parse_size, hide_short_help = true)]
    pub(super) max_regex_size: Option<u64>,
}

impl ConfigArgs {
    /// What the readers refuse to exceed.
    pub(super) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        if let Some(size) = self.max_regex_size {
            limits.regex_size = usize::try_from(size).unwrap_or(usize::MAX);
        }
        limits
    }

    /// Where to look, for a text at `path`.
    pub(super) fn start<'a>(&'a self, path: Option<&'a Path>) -> Start<'a> {
        match (&self.config, path) {
            (Some(named), _) => Start::Named(named),
            (None, Some(path)) => Start::At(path),
            (None, None) => Start::Nowhere,
        }
    }
}

/// Which rules run, and what counts as failure.
#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    /// Run only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Exit with status 1 when a finding is at least this severe [default: what tarjuman.toml says, or
    /// warning]
    #[arg(long, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    /// Isolate right-to-left text with invisible marks [auto: on a terminal]
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_short_help = true)]
    pub(super) bidi: BidiMode,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl From<FailOn> for finding::FailOn {
    fn from(told: FailOn) -> Self {
        Self(match told {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum BidiMode {
    /// Where output goes to a terminal
    Auto,
    /// Always
    Isolate,
    /// Never
    None,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example: tarjuman align article.ar.txt draft.en.txt -g terms.csv -o draft.xlf",
    after_long_help = ALIGN_LONG_HELP
)]
pub(super) struct AlignArgs {
    /// The document that was translated
    #[arg(required_unless_present_any = ["jsonl", "pairs"], conflicts_with_all = ["jsonl", "pairs"])]
    pub(super) source: Option<PathBuf>,
    /// Its draft translation
    #[arg(required_unless_present_any = ["jsonl", "pairs"])]
    pub(super) target: Option<PathBuf>,
    /// Align pairs of texts from standard input, one JSON object a line, and answer each with a line
    #[arg(long, conflicts_with_all = ["pairs", "outputs", "format"])]
    pub(super) jsonl: bool,
    /// Align the pairs of files that LIST names: source, target, output a line, with tabs between
    #[arg(long, value_name = "LIST", conflicts_with_all = ["outputs", "format"])]
    pub(super) pairs: Option<PathBuf>,
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// A word list that helps the alignment: a table (word, tab, translations), a dictd dictionary
    /// (.index beside .dict), or a bitext to learn from (TMX, XLIFF); may be repeated
    #[arg(long = "lexicon", value_name = "FILE")]
    pub(super) lexicons: Vec<PathBuf>,
    /// A folder with static word embeddings in both languages (model2vec: config.json, tokenizer.json,
    /// model.safetensors); words whose vectors are close count as translations
    #[arg(long, value_name = "DIR")]
    pub(super) embeddings: Option<PathBuf>,
    /// Beads that a person confirmed (JSONL, TSV, bead numbers, TMX, XLIFF): they stay as they are,
    /// and the rest is aligned around them; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) confirmed: Vec<PathBuf>,
    /// Take each line of both documents as one segment
    #[arg(long)]
    pub(super) segmented: bool,
    /// Write a file, its format by extension or named before it (xliff-2.1=out.xlf); may be repeated
    #[arg(short, long = "output", value_name = "[FORMAT=]FILE")]
    pub(super) outputs: Vec<String>,
    /// What to print [default: table, or only the findings when a file is written]
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<AlignFormat>,
    /// How many documents to align at the same time [default: one per processor]
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<std::num::NonZeroUsize>,
    /// Refuse lines of --jsonl longer than this [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = limits::parse_size, hide_short_help = true)]
    pub(super) max_line_size: Option<u64>,
}

/// What does not fit beside an option.
const ALIGN_LONG_HELP: &str = "\
Example: tarjuman align article.ar.txt draft.en.txt -g terms.csv -o draft.xlf

-v says why each bead was chosen, as do the features of --format json and jsonl: what it gains by
glossary terms, word lists, names, numbers and so on, what words without counterpart cost, and how
the lengths fit, in nats.

Many documents in one run, glossaries and word lists read once, answers in the order of the input:

  tarjuman align --jsonl < requests.jsonl > answers.jsonl

    Each line asks for one pair, only the two texts are needed; other fields are passed over:
      {\"id\": any, \"source\": \"text\", \"target\": \"text\", \"source_lang\": \"ar\", \"target_lang\": \"en\",
       \"segmented\": false, \"texts\": false}
    The answer gives the beads by segment numbers from 0, and with \"texts\": true the segments:
      {\"id\": any, \"source_lang\": \"ar\", \"target_lang\": \"en\",
       \"beads\": [{\"source\": [0], \"target\": [0, 1], \"confidence\": 0.98, \"crossing\": false}],
       \"segments\": {\"source\": [{\"start\": 0, \"end\": 31, \"text\": \"…\"}], \"target\": […]}}
      (start and end count code points of the text that was given, end exclusive)
    A line that cannot be understood is answered, and the run goes on:
      {\"id\": any or null, \"line\": 7, \"error\": \"what is wrong\"}
    Exit status: 0 when every line was aligned, 2 when one was not. No rules are run.

  tarjuman align --pairs list.tsv

    Each line names source, target and the file to write (as after -o), with tabs between.
    Exit status: 2 when a pair could not be done (the others are), else 1 with findings, else 0.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AlignFormat {
    /// Beads for reading, then the findings
    Table,
    /// Only the findings
    Findings,
    /// One object with beads and findings
    Json,
    /// One bead a line with texts, offsets, confidence and reasons
    Jsonl,
    /// Source, target, confidence
    Tsv,
    /// Segment numbers and confidence; rules run only if asked for by -g, --select or -o
    Beads,
    /// Code point offsets and confidence; rules run only if asked for by -g, --select or -o
    Spans,
    /// XLIFF 1.2
    Xliff,
    /// TMX 1.4
    Tmx,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman check translations/*.xlf -g glossaries/diplomacy.ar-en.csv")]
pub(super) struct CheckArgs {
    /// Bilingual files
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// How to report, and to which file: full, concise, json, jsonl; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "full")]
    pub(super) output_format: Vec<String>,
    /// Apply the safe fixes to the files, and report what is left
    #[arg(long, group = "mending")]
    pub(super) fix: bool,
    /// With --fix or --diff: also the fixes that a person should look at afterwards
    #[arg(long, requires = "mending")]
    pub(super) unsafe_fixes: bool,
    /// Show as a diff what --fix would change; write nothing
    #[arg(long, group = "mending")]
    pub(super) diff: bool,
    /// How many files to check at the same time [default: one per processor]
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman convert memory.tmx memory.tsv")]
pub(super) struct ConvertArgs {
    /// The file to read
    pub(super) input: PathBuf,
    /// The file to write, its format by extension or named before it (xliff-2.1=out.xlf)
    #[arg(value_name = "[FORMAT=]OUTPUT")]
    pub(super) output: String,
    #[command(flatten)]
    pub(super) reading: InputArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman segment article.ar.txt")]
pub(super) struct SegmentArgs {
    /// The document
    pub(super) file: PathBuf,
    /// Its language, as a BCP 47 tag [default: detected]
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) lang: Option<Language>,
    /// Encoding of the file [default: UTF-8, UTF-16 or what the file declares]
    #[arg(long, value_name = "NAME", value_parser = decode::encoding_named)]
    pub(super) encoding: Option<&'static Encoding>,
}

#[derive(Debug, Args)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub(super) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// Learn a word list from translated texts, for 'align --lexicon'
    #[command(after_help = "Example: tarjuman lexicon learn memory.tmx returned.xlf -o words.tsv")]
    Learn(LearnArgs),
}

#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// Bilingual files (TMX, XLIFF, TSV, CSV), learned from together
    #[arg(required = true, value_name = "BITEXT")]
    pub(super) bitexts: Vec<PathBuf>,
    /// The word list to write (word, translations, counts, with tabs between) [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Language of the source, as a BCP 47 tag [default: what the file says, or detected]
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) source_lang: Option<Language>,
    /// Language of the target
    #[arg(short, long, value_name = "TAG", value_parser = Language::from_tag)]
    pub(super) target_lang: Option<Language>,
    /// In how many units a word and its translation must meet
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) min_count: u32,
    /// Encoding of the input files [default: UTF-8, UTF-16 or what the file declares]
    #[arg(long, value_name = "NAME", value_parser = decode::encoding_named)]
    pub(super) encoding: Option<&'static Encoding>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: tarjuman explain number-mismatch")]
pub(super) struct ExplainArgs {
    /// Name of the rule
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

impl InputArgs {
    /// The settings these options stand for.
    pub(super) fn settings(&self, rules: Option<&RuleArgs>) -> Settings {
        let mut limits = rules.map(|rules| rules.config.limits()).unwrap_or_default();
        if let Some(size) = self.max_file_size {
            limits.file_size = size;
        }
        if let Some(rows) = self.max_glossary_rows {
            limits.glossary_rows = rows;
        }
        let selection = rules.map(|rules| Selection {
            select: rules.select.clone(),
            ignore: rules.ignore.clone(),
            ..Selection::default()
        });
        Settings {
            source: self.source_lang.clone(),
            target: self.target_lang.clone(),
            glossaries: self.glossaries.clone(),
            encoding: self.encoding,
            selection: selection.unwrap_or_default(),
            fail_on: rules.and_then(|rules| rules.fail_on).map(Into::into),
            limits,
            ..Settings::default()
        }
    }
}
