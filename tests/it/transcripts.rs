//! Whole runs of the program: command, output, exit status.
//!
//! The transcripts are `tests/transcripts/*.trycmd`; the folder of the same name with `.in` is
//! where their commands run. What reads standard input has a `.toml` with `.stdin` and `.stdout`
//! beside it. To accept a change after reading it, run the test with
//! `TRYCMD=overwrite`.

#[test]
fn commands_print_what_the_transcripts_say() {
    trycmd::TestCases::new().case("tests/transcripts/*.trycmd").case("tests/transcripts/*.toml");
}
