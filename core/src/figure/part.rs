//! The parts in which facts lie and answers are kept: how many there are, which of them something is
//! at home in, and what an answer says it has looked at.

use super::Measure;
use crate::ledger::IdHasher;
use crate::record::Id;
use std::hash::{Hash, Hasher};

/// In how many parts the facts lie: each is a bit of a [`Mask`].
pub(super) const PARTS: usize = 64;

/// A set of parts.
pub(super) type Mask = u64;

/// The set of one part.
pub(super) fn bit(part: usize) -> Mask {
    1 << (part % PARTS)
}

/// The parts of a set.
pub(super) fn places(mask: Mask) -> impl Iterator<Item = usize> {
    (0..PARTS).filter(move |part| mask & bit(*part) != 0)
}

/// The part in which facts about something lie, by the id that stays of it.
pub(super) fn home_of(id: &Id) -> usize {
    let mut hasher = IdHasher::default();
    id.hash(&mut hasher);
    usize::try_from(hasher.finish() % PARTS as u64).unwrap_or_default()
}

/// Which facts an answer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// All of them; what is kept by parts is put together from these.
    All,
    /// Those of one part.
    Part(usize),
    /// All of them, nothing being kept: what answers by parts are held against.
    #[cfg(test)]
    AtOnce,
}

/// What an answer looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen {
    /// The facts of a measure.
    Facts(Measure),
    /// Records of a kind, in the ledger.
    Kind(&'static str),
}
