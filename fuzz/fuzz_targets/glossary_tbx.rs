//! A glossary file in TBX, any version, and a text in which its terms are looked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman_fuzz::{halves, invariants};

fuzz_target!(|input: &str| {
    let (file, text) = halves(input);
    invariants::glossary("tbx", file, text);
});
