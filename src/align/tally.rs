//! The tokens of a bead, each type once.

use super::evidence::Evidence;
use super::reasons::{Cause, Causes};
use super::score::{Block, Prepared};
use crate::language::Side;

/// The types of the tokens of one side of a bead.
pub(super) struct Tally {
    /// By id, rising.
    pub(super) types: Vec<Tallied>,
    /// Number of tokens.
    pub(super) tokens: f64,
}

/// A type, how often it stands in the bead, and how much of it the other side renders.
pub(super) struct Tallied {
    pub(super) id: u32,
    worth: f64,
    pub(super) count: f64,
    rendered: f64,
    /// The same by what makes it so.
    causes: Causes,
}

impl Tallied {
    pub(super) fn render(&mut self, amount: f64, cause: Cause) {
        self.rendered += amount;
        self.causes.add(cause, amount);
    }

    fn odds(&self, others: f64) -> f64 {
        self.worth * self.rendered / others.max(1.0)
    }
}

impl Tally {
    pub(super) fn of(prepared: &Prepared, block: &Block, side: Side) -> Self {
        let of = |segment| prepared.types_of(segment).iter().zip(prepared.worth_of(segment));
        let tallied = |(id, worth): (&u32, &f32)| Tallied {
            id: *id,
            worth: f64::from(*worth),
            count: 1.0,
            rendered: 0.0,
            causes: Causes::default(),
        };
        let mut types: Vec<Tallied> = block.segments(side).flat_map(of).map(tallied).collect();
        let tokens = types.len() as f64;
        types.sort_unstable_by_key(|tallied| tallied.id);
        types.dedup_by(|next, kept| {
            let same = next.id == kept.id;
            kept.count += if same { next.count } else { 0.0 };
            same
        });
        Self { types, tokens }
    }

    pub(super) fn find(&mut self, id: u32) -> Option<&mut Tallied> {
        let at = self.types.binary_search_by_key(&id, |tallied| tallied.id).ok()?;
        self.types.get_mut(at)
    }

    /// What the tokens say when `others` tokens stand against them.
    pub(super) fn evidence(&self, others: f64) -> Evidence {
        let mut sum = Evidence::default();
        for tallied in self.types.iter().filter(|tallied| tallied.rendered > 0.0) {
            let odds = tallied.odds(others);
            let explained = odds / (1.0 + odds);
            sum += Evidence { nats: tallied.count * odds.ln_1p(), explained: tallied.count * explained };
        }
        sum
    }

    /// Share the same out to what it rests on.
    pub(super) fn add_causes(&self, others: f64, sum: &mut Causes) {
        for tallied in self.types.iter().filter(|tallied| tallied.rendered > 0.0) {
            sum.add_shared(tallied.count * tallied.odds(others).ln_1p(), &tallied.causes);
        }
    }
}
