//! What the fuzz targets share: the invariants of the property tests, and how one input is cut in two.

#[path = "../../tests/it/invariants.rs"]
pub mod invariants;

/// The two halves of an input: at a line of `%`, or else in the middle.
pub fn halves(text: &str) -> (&str, &str) {
    text.split_once("\n%\n").unwrap_or_else(|| text.split_at(text.floor_char_boundary(text.len() / 2)))
}
