//! Bytes to text. The first byte chooses the encoding that the person named, if any.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarjuman_fuzz::invariants;

const NAMED: [Option<&str>; 5] = [None, Some("utf-8"), Some("utf-16le"), Some("windows-1256"), Some("shift_jis")];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    invariants::decoding(bytes, NAMED[usize::from(*choice) % NAMED.len()]);
});
