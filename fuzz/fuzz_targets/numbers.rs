//! Numbers in digits and words, and folding, which they rest on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman_fuzz::invariants;

fuzz_target!(|text: &str| {
    invariants::folding(text);
    invariants::number_spans(text);
});
