//! The integration tests, in one binary: a caption above each module.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test reads files and stops where something is wrong"
)]

// Pairs of many languages, aligned without a word list of theirs.
mod alignments;
// Word vectors that the user brings.
mod embeddings;
// Hostile and odd files at the one way in, the one way out and the printer.
mod gates;
// What must be true of any input; the fuzz targets in fuzz/ ask the same.
mod invariants;
// A module uses only the floors below it, and the core touches nothing outside.
mod layers;
// Long documents in pairs without a word list.
mod long_documents;
// The invariants on texts made up by chance.
mod properties;
// Every sample is aligned and checked as its gold files say.
mod samples;
// Whole runs of the program: command, output, exit status.
mod transcripts;
// Sources, rules, profiles, lexicons and glossaries are in order.
mod tidy;
