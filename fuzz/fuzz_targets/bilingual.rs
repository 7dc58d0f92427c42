//! Readers and writers of bilingual files. The first byte chooses the reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman::format::BILINGUAL;
use tarjuman_fuzz::invariants;

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    invariants::reading(BILINGUAL[usize::from(choice) % BILINGUAL.len()], text);
});
