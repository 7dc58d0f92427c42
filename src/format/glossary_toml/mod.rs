//! Glossaries as TOML, for entries with much to say.
//!
//! ```toml
//! title = "Diplomacy"
//!
//! [[concept]]
//! id = "de-escalation-zone"
//! domain = "diplomacy"
//! definition = "Area in which the parties undertake to stop fighting."
//! terms.ar = { text = "منطقة خفض التصعيد", forms = ["مناطق خفض التصعيد"], gender = "f" }
//! terms.en = ["de-escalation zone", { text = "zone of calm", status = "forbidden" }]
//! ```
//!
//! `terms` has a key for each language (or `source` and `target`); its value is a term, or several.
//! A term is its text, or a table with `text` and any of `status, forms, match, fixed, case, pos,
//! gender, plural, human, note, context`. A concept may also have `kind`, `note`, `context`, and a
//! `definitions` table with a text a language. Keys with other names are kept and written back, and
//! so are elements of TBX, as XML in a list `tbx`.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// Whether a decoded file is a glossary in TOML.
pub fn recognises(text: &str) -> bool {
    text.lines().any(|line| line.trim_start_matches('\u{FEFF}').trim() == "[[concept]]")
}
