//! What goes in and out of files: nothing is garbled, nothing is half written.

use std::path::Path;

use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1256};
use proptest::prelude::*;
use tarjuman::project::decode::{Decoded, decode};
use tarjuman::project::io::{read_text, write_atomically};
use tarjuman::project::{Error, Limits, Reason};

const SAMPLE: &str = include_str!("../../samples/ceasefire-talks/source.ar.txt");

/// The first lines of the sample: enough to recognise a page by, few enough to cut at every byte.
fn passage() -> String {
    SAMPLE.split_inclusive('\n').filter(|line| line.trim().len() > 40).take(3).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn legacy(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn is_beginning(decoded: &Result<Decoded, Reason>, whole: &str) -> bool {
    decoded.as_ref().is_ok_and(|decoded| whole.starts_with(&decoded.text) && !decoded.guessed)
}

#[test]
fn unicode_cut_at_any_byte_is_a_beginning_or_refused() {
    let whole = passage();
    for bytes in [
        whole.clone().into_bytes(),
        [b"\xEF\xBB\xBF", whole.as_bytes()].concat(),
        utf16(&whole, u16::to_le_bytes),
        utf16(&whole, u16::to_be_bytes),
        [b"\xFF\xFE".to_vec(), utf16(&whole, u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(&whole, u16::to_be_bytes)].concat(),
    ] {
        // The first byte alone of a text in UTF-16 is a text of one letter in ASCII.
        for end in 2..=bytes.len() {
            let decoded = decode(bytes[..end].to_vec(), None);
            assert!(decoded.is_err() || is_beginning(&decoded, &whole), "cut at {end}: {decoded:?}");
        }
    }
}

#[test]
fn a_legacy_page_is_read_right_or_asked_about_wherever_it_is_cut() {
    for encoding in [WINDOWS_1256, ISO_8859_6] {
        let whole: String = passage().chars().filter(|&c| !encoding.encode(c.encode_utf8(&mut [0; 4])).2).collect();
        let bytes = legacy(&whole, encoding);
        for end in 0..=bytes.len() {
            if let Ok(decoded) = decode(bytes[..end].to_vec(), None) {
                assert!(whole.starts_with(&decoded.text), "cut at {end}: {decoded:?}");
            }
        }
        assert!(decode(bytes, None).is_ok_and(|decoded| decoded.guessed && decoded.text == whole));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_text_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..400), forced in 0..4usize) {
        let forced = [None, Some(WINDOWS_1256), Some(encoding_rs::UTF_16BE), Some(encoding_rs::GBK)][forced];
        match decode(bytes, forced) {
            Ok(decoded) => prop_assert!(!decoded.text.contains('\0') && !decoded.text.trim().is_empty()),
            Err(reason) => prop_assert!(!reason.what.is_empty() && !reason.remedy.is_empty()),
        }
    }

    #[test]
    fn a_damaged_byte_never_turns_unicode_into_a_legacy_page(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = passage().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(decoded) = decode(bytes, None) {
            prop_assert_eq!(decoded.encoding, "UTF-8");
        }
    }
}

#[test]
fn a_reader_sees_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shared.txt");
    let put = |content: &str| write_atomically(&path, |out| out.write_all(content.as_bytes()));
    let versions: Vec<String> = ["a", "b", "c"].map(|letter| letter.repeat(300_000)).into();
    put(&versions[0]).unwrap();
    std::thread::scope(|scope| {
        for version in &versions {
            scope.spawn(|| (0..10).for_each(|_| put(version).unwrap()));
        }
        for _ in 0..30 {
            let seen = read_text(&path, &Limits::default(), None).unwrap().text;
            assert!(versions.contains(&seen), "{} bytes of more than one version", seen.len());
        }
    });
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn a_panic_while_writing_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    write_atomically(&path, |out| out.write_all(b"old")).unwrap();
    let writing = std::panic::AssertUnwindSafe(|| {
        write_atomically(&path, |out| {
            out.write_all(b"half of the n")?;
            panic!("on purpose");
        })
    });
    assert!(std::panic::catch_unwind(writing).is_err());
    assert_eq!(read_text(&path, &Limits::default(), None).unwrap().text, "old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn every_refusal_of_a_file_names_it_and_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.txt");
    write_atomically(&path, |out| out.write_all(b"one\ntwo \xFF\xFE three\n")).unwrap();
    let error: Error = read_text(&path, &Limits::default(), None).unwrap_err();
    let place = format!("{}:2:5: ", Path::new(&path).display());
    assert!(error.to_string().starts_with(&place), "{error}");
}
