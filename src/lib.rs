//! Aligns a source text with its draft translation, checks the draft against glossaries and
//! rules, and writes bilingual files that translation tools open.
//!
//! One way leads through the code: read → segment → align → check → report or export. The modules
//! are floors, and each uses only those below it:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`text`] |
//! | 1 | [`language`] |
//! | 2 | [`document`], [`glossary`], [`finding`] |
//! | 3 | [`bitext`] |
//! | 4 | [`segment`], [`align`] |
//! | 5 | [`check`], [`mod@format`], [`report`] |
//! | 6 | [`project`] |
//! | 7 | [`cli`] |
//!
//! Start reading at [`project::pipeline`].

pub mod align;
pub mod bitext;
pub mod check;
pub mod cli;
pub mod document;
pub mod extract;
pub mod finding;
pub mod format;
pub mod glossary;
pub mod language;
pub mod project;
pub mod report;
pub mod segment;
pub mod text;
