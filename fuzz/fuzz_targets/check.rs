//! A table of pairs through all rules and every form of report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman::format::{ReadOptions, table};
use tarjuman_fuzz::invariants::{self, language};

fuzz_target!(|text: &str| {
    let options = ReadOptions { source: Some(language("ar")), target: Some(language("en")) };
    for bitext in table::read_tsv(text, &options).value {
        let findings = invariants::findings(&bitext);
        invariants::reports(&bitext, &findings);
    }
});
