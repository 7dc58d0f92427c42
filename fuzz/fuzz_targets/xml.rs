//! The gate for XML, with any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman_fuzz::invariants;

fuzz_target!(|text: &str| invariants::xml_events(text));
