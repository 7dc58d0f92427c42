//! Floor 6: the only place that touches files.
//!
//! One way in ([`io::read_text`], which decodes with [`decode`] and keeps to [`limits`]; for streams
//! [`lines`]), one way out ([`io::write_atomically`]), one printer ([`printer`]). Whatever stops one of them is an
//! [`Error`] that says what is wrong, where, and what to do. [`pipeline`] is the way through the
//! program.

pub mod batch;
pub mod builtin;
pub mod config;
pub mod confirmed;
pub mod decode;
pub mod embeddings;
pub mod error;
pub mod fix;
pub mod glossaries;
pub mod io;
pub mod lexicons;
pub mod limits;
pub mod lines;
pub mod pipeline;
pub mod printer;

pub use error::{Error, Reason};
pub use limits::Limits;
pub use printer::Printer;
