//! Names across scripts: where لافروف, Лавров, Λαβρόφ and Lavrov meet, and whether one spelling can
//! stand for another.
//!
//! Two measures, for two uses. A [`Key`] is a skeleton of consonant classes, sixteen bytes that are
//! copied, hashed and compared without allocating: the aligner makes one for every word. The
//! spelled-out comparison of [`plausibility`] walks through both words letter by letter along the
//! published romanisations (`standards.toml`) and finds what no convention explains; it is for the
//! few pairs that a check wants to be sure of. [`spelling`] compares two spellings in one script.

mod key;
mod plausible;
pub mod spelling;

pub use key::{Key, Keys, Romanisation, best_similarity, key, keys, similarity};
pub use plausible::{Standard, plausibility, standards};

#[cfg(test)]
mod tests;
