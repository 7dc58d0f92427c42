//! The identity of a finding: what a baseline remembers and a dashboard compares.
//!
//! It is a hash of what the finding says about which words, and of nothing that changes when lines
//! move or units are inserted: no line, no unit id, no file name, no message. The hash is FNV-1a in
//! 64 bits because it must be the same in every release and on every machine, which the hasher of
//! the standard library does not promise.

use std::collections::HashMap;

use super::Reported;
use crate::bitext::Bitext;
use crate::finding::Finding;
use crate::language::Side;
use crate::text::fold;

/// Hands out identities, counting the findings of a file that look alike.
#[derive(Debug, Default)]
pub(super) struct Identities<'a> {
    seen: HashMap<(&'a str, u64), u32>,
    bead: Option<(*const Bitext, usize)>,
    /// The hashes of rules with the texts of that bead, which may have many findings.
    hashes: HashMap<&'a str, Fnv>,
}

impl<'a> Identities<'a> {
    /// The identity of the next finding, 16 hexadecimal digits.
    pub(super) fn next(&mut self, reported: &Reported<'a>, finding: &'a Finding) -> String {
        let key = self.key(reported, finding);
        let seen = self.seen.entry((reported.file, key.0)).or_default();
        let occurrence = *seen;
        *seen += 1;
        let Fnv(hash) = key.field(&occurrence.to_string());
        format!("{hash:016x}")
    }

    fn key(&mut self, reported: &Reported<'a>, finding: &'a Finding) -> Fnv {
        let bead = Some((std::ptr::from_ref(reported.bitext), finding.bead));
        if self.bead != bead {
            self.bead = bead;
            self.hashes.clear();
        }
        let concept = finding.concept.as_ref().map_or("", |concept| concept.id.as_str());
        self.hashes.entry(&finding.rule).or_insert_with(|| rule_and_texts(reported, finding)).field(concept)
    }
}

fn rule_and_texts(reported: &Reported<'_>, finding: &Finding) -> Fnv {
    let text = |side| {
        let bead = reported.bitext.beads().get(finding.bead);
        comparable(bead.map_or("", |bead| reported.bitext.text(bead, side)))
    };
    Fnv::START.field(&finding.rule).field(&text(Side::Source)).field(&text(Side::Target))
}

/// Folded, and with single spaces: a line broken anew is not another text.
fn comparable(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The state of an FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>).
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn bytes(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// A field and its end: a byte that UTF-8 never holds, so that `ab` + `c` is not `a` + `bc`.
    fn field(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xFF])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::report::{Report, sample};

    fn ids(pairs: &[(&str, &str)], beads: &[usize]) -> Vec<String> {
        let bitext = sample::of_pairs(pairs);
        let finding = |&bead: &usize| Finding::new("number-mismatch", Severity::Error, bead, format!("in bead {bead}"));
        let findings: Vec<Finding> = beads.iter().map(finding).collect();
        let report =
            Report::new(&[Reported { file: "a.tsv", target_file: None, bitext: &bitext, findings: &findings }]);
        report.entries.into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn published_test_vectors_hold() {
        assert_eq!(Fnv::START.bytes(b"").0, 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fnv::START.bytes(b"a").0, 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Fnv::START.bytes(b"foobar").0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn moved_and_inserted_units_keep_the_identity() {
        let before = ids(&[("أ ١", "a 1"), ("ب ٢", "b 3")], &[1]);
        assert_eq!(before, ["210e794971877235"], "the same in every release");
        let after = ids(&[("جديد", "new"), ("ب  2", "B 3"), ("أ ١", "a 1")], &[1]);
        assert_eq!(before, after);
    }

    #[test]
    fn another_text_or_another_occurrence_is_another_identity() {
        let [first, second, other] = ids(&[("ب", "b"), ("ب", "b"), ("ب", "c")], &[0, 1, 2]).try_into().unwrap();
        assert_ne!(first, second);
        assert_ne!(first, other);
        assert_ne!(second, other);
    }

    #[test]
    fn leaving_a_finding_out_does_not_rename_the_next() {
        let bitext = sample::of_pairs(&[("ب", "b"), ("ب", "b")]);
        let findings = [0, 1].map(|bead| Finding::new("x", Severity::Info, bead, ""));
        let mut report =
            Report::new(&[Reported { file: "a", target_file: None, bitext: &bitext, findings: &findings }]);
        let second = report.entries[1].id.clone();
        let mut first = true;
        report.retain(|_| !std::mem::take(&mut first));
        assert_eq!(report.entries[0].id, second);
    }
}
