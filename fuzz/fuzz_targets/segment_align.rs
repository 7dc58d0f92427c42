//! Two texts, segmented in three languages and aligned.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman_fuzz::{halves, invariants};

fuzz_target!(|input: &str| {
    let (source, target) = halves(input);
    for (from, to) in [("ar", "en"), ("en", "und")] {
        let source = invariants::segments(source, &invariants::language(from));
        let target = invariants::segments(target, &invariants::language(to));
        invariants::beads(source, target);
    }
});
