//! How much work would be lost if this device were lost now, and how loudly to say so.
//!
//! A pure sum: what exists only here, for how long, and how well the browser keeps it. Reminders
//! grow with it and not with a calendar. Where the numbers come from and what is said is the page's.

use crate::ledger::{Head, Ledger};
use crate::record::Id;

/// Milliseconds of a day.
const DAY_MS: u64 = 86_400_000;

/// From so many points on, a line on the first page.
const NOTICE: u64 = 60;
/// From so many points on, everywhere and in the colour of danger.
const LOUD: u64 = 600;

/// How well the browser keeps what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It has promised to keep it until the person deletes it.
    Protected,
    /// It may throw it away when it needs the room.
    Unprotected,
    /// It does throw it away: a tab on an iPhone after seven days without use, a chat program.
    Fleeting,
}

impl Keeping {
    /// How many times as likely a loss is as with a promise; set by judgement, not measured.
    const fn weight(self) -> u64 {
        match self {
            Self::Protected => 1,
            Self::Unprotected => 2,
            Self::Fleeting => 6,
        }
    }
}

/// How loudly to remind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    /// Nothing exists only here.
    #[default]
    None,
    /// Little, and new: the status line counts it.
    Quiet,
    /// It is time: a line on the first page.
    Notice,
    /// Much, or long: in the colour of danger.
    Loud,
}

impl Level {
    /// Returns the name that pages and tests use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quiet => "quiet",
            Self::Notice => "notice",
            Self::Loud => "loud",
        }
    }
}

/// Returns how loudly to remind of `unsent` records, the oldest of which has waited for `days`.
#[must_use]
pub fn level(unsent: usize, days: u64, keeping: Keeping) -> Level {
    let records = u64::try_from(unsent).unwrap_or(u64::MAX);
    match records.saturating_mul(days.saturating_add(1)).saturating_mul(keeping.weight()) {
        0 => Level::None,
        points if points < NOTICE => Level::Quiet,
        points if points < LOUD => Level::Notice,
        _ => Level::Loud,
    }
}

/// What exists only here, and what was handed out without an answer so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Records with something that this device wrote and never handed out.
    pub unsent: usize,
    /// Records whose newest part was handed out and is confirmed by nobody.
    pub unacknowledged: usize,
    /// Wall time of the oldest record of `unsent`, milliseconds since 1970 UTC.
    pub oldest_ms: Option<u64>,
    /// Wall time of the last export of everything.
    pub exported_ms: Option<u64>,
}

impl Standing {
    /// Returns how things stand.
    #[must_use]
    pub fn of(ledger: &Ledger, head: &Head) -> Self {
        let sent = head.exported.as_ref().map_or(0, |e| e.seq);
        let confirmed = confirmed(head).min(sent);
        let mut standing = Self { exported_ms: head.exported.as_ref().map(|e| e.at_ms), ..Self::default() };
        for (_, written) in ledger.written_here() {
            if written.n > sent {
                standing.unsent += 1;
                standing.oldest_ms = Some(standing.oldest_ms.map_or(written.at_ms, |old| old.min(written.at_ms)));
            } else if written.n > confirmed {
                standing.unacknowledged += 1;
            }
        }
        standing
    }

    /// Returns for how many days the oldest record has waited at `now_ms`; a clock that was ahead
    /// when it was written counts as today.
    #[must_use]
    pub fn days(&self, now_ms: u64) -> u64 {
        self.oldest_ms.map_or(0, |oldest| now_ms.saturating_sub(oldest) / DAY_MS)
    }

    /// Returns how loudly to remind.
    #[must_use]
    pub fn level(&self, now_ms: u64, keeping: Keeping) -> Level {
        level(self.unsent, self.days(now_ms), keeping)
    }
}

/// Returns up to which of this device's commits somebody else has said that he holds everything.
/// Commits are numbered as revisions are: each makes one of both.
fn confirmed(head: &Head) -> u64 {
    head.confirmed()
}

/// Another device that has said what it holds of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Whose device it is, and what he calls it; the code where nobody has told.
    pub who: String,
    /// Records whose newest part, though handed out, it has not confirmed.
    pub waiting: usize,
}

/// Returns who has confirmed what, who holds most first.
#[must_use]
pub fn confirmations(ledger: &Ledger, head: &Head) -> Vec<Confirmation> {
    let sent = head.exported.as_ref().map_or(0, |e| e.seq);
    let peers = head.peers.keys().filter(|peer| head.acked_by(peer) > 0);
    let mut found: Vec<Confirmation> = peers
        .map(|peer| {
            let acked = head.acked_by(peer);
            let waiting = ledger.written_here().filter(|(_, w)| w.n > acked && w.n <= sent).count();
            let note = head.devices.get(peer).map(|d| [d.person.as_str(), d.name.as_str()]);
            let words: Vec<&str> = note.into_iter().flatten().filter(|word| !word.is_empty()).collect();
            let who = if words.is_empty() { peer.code().to_owned() } else { words.join(" · ") };
            Confirmation { who, waiting }
        })
        .collect();
    found.sort_by(|a, b| a.waiting.cmp(&b.waiting).then_with(|| a.who.cmp(&b.who)));
    found
}

/// Returns the records that exist only here, the newest first.
#[must_use]
pub fn only_here(ledger: &Ledger, head: &Head) -> Vec<Id> {
    let sent = head.exported.as_ref().map_or(0, |e| e.seq);
    newest_first(ledger, |n| n > sent)
}

/// Returns the records that were handed out and that nobody has confirmed, the newest first.
#[must_use]
pub fn unconfirmed(ledger: &Ledger, head: &Head) -> Vec<Id> {
    let sent = head.exported.as_ref().map_or(0, |e| e.seq);
    let confirmed = confirmed(head).min(sent);
    newest_first(ledger, |n| n > confirmed && n <= sent)
}

fn newest_first(ledger: &Ledger, wanted: impl Fn(u64) -> bool) -> Vec<Id> {
    let mut found: Vec<(u64, Id)> =
        ledger.written_here().filter(|(_, w)| wanted(w.n)).map(|(id, w)| (w.n, id)).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests;
