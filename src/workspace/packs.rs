//! Packs in the history store: the rows before a large commit, many in one row.
//!
//! Under `packed` stands each revision that has packs, under `pack/<revision>` its packs by the
//! highest place in each ([`Pack::place`]). What a pack is, core knows.

use super::Workspace;
use crate::storage::{Data, Key, MAX_NUMBER, Range, Read, Store, StoreError, StoreName};
use ronghe_core::ledger::{Batch, IdMap, IdSet, Pack, PackNote, RowChange, packs};
use ronghe_core::record::{Id, RowText};
use std::sync::Arc;

/// First part of the keys that name the revisions with packs.
const PACKED: &str = "packed";
/// Packs read at a time.
const PART: u32 = 16;

fn prefix(rev: u64) -> String {
    format!("pack/{rev}")
}

fn from_place(rev: u64, place: u64) -> Range {
    Range::Between(Key::Pair(prefix(rev), place), Key::Pair(prefix(rev), MAX_NUMBER))
}

/// What history keeps of the rows before a large commit.
pub(super) fn entries<'a>(rows: &'a [Arc<RowChange>], note: &'a PackNote) -> impl Iterator<Item = (Key, String)> + 'a {
    let mark = has_any(rows).then(|| (Key::from((PACKED, note.rev)), String::new()));
    packs(rows, note).map(|(place, text)| (Key::Pair(prefix(note.rev), place), text)).chain(mark)
}

/// Whether there is any row before: a database with packs has layout 2.
pub(super) fn has_any(rows: &[Arc<RowChange>]) -> bool {
    rows.iter().any(|change| change.before.is_some())
}

/// The first line of the packs of a commit that makes revision `rev`.
pub(super) fn note(batch: &Batch, rev: u64) -> PackNote {
    PackNote { rev, at_ms: batch.now_ms, why: batch.why.brief() }
}

/// The rows of records in the packs of one revision and of later ones.
#[derive(Default)]
pub(super) struct Packed {
    /// Rows before that revision.
    pub before: IdMap<RowText>,
    /// Rows before the first later revision with packs that changed the record, and that revision.
    pub since: IdMap<(u64, RowText)>,
}

impl<S: Store> Workspace<S> {
    /// Returns the revisions within `revs` that have packs, in ascending order.
    async fn packed_revs(&self, from: u64, to: u64) -> Result<Vec<u64>, StoreError> {
        let range = Range::Between((PACKED, from).into(), (PACKED, to).into());
        let rows = self.store.read(vec![Read::new(StoreName::History, range).keys_only()]).await?;
        let rev = |(key, _)| if let Key::Pair(_, rev) = key { Some(rev) } else { None };
        Ok(rows.into_iter().flatten().filter_map(rev).collect())
    }

    /// Returns what the packs before revision `rev` hold of one record, with their notes, oldest first.
    pub(super) async fn packed_before(&self, id: &Id, rev: u64) -> Result<Vec<(PackNote, RowText)>, StoreError> {
        let Some(last) = rev.checked_sub(1) else { return Ok(Vec::new()) };
        let revs = self.packed_revs(0, last).await?;
        if revs.is_empty() {
            return Ok(Vec::new());
        }
        let read = |rev: &u64| Read::new(StoreName::History, from_place(*rev, Pack::place(id))).limit(1);
        let rows = self.store.read(revs.iter().map(read).collect()).await?;
        let packs = rows.into_iter().flatten().filter_map(|(_, data)| Pack::parse(&data.into_text()?));
        Ok(packs.filter_map(|mut pack| Some((pack.note, pack.rows.remove(id)?))).collect())
    }

    /// Returns what the packs of revision `rev` and of later ones hold of these records.
    pub(super) async fn packed_from(&self, rev: u64, ids: &[Id]) -> Result<Packed, StoreError> {
        let mut found = Packed::default();
        let revs = self.packed_revs(rev, MAX_NUMBER).await?;
        if revs.is_empty() {
            return Ok(found);
        }
        let ids: IdSet = ids.iter().copied().collect();
        for packed in revs {
            let mut from = 0;
            while let Some((pack, last)) = self.some_packs(packed, from).await? {
                for (id, row) in pack.into_iter().flat_map(|pack| pack.rows).filter(|(id, _)| ids.contains(id)) {
                    if packed == rev {
                        found.before.insert(id, row);
                    } else {
                        found.since.entry(id).or_insert((packed, row));
                    }
                }
                from = last + 1;
            }
        }
        Ok(found)
    }

    /// Reads some packs of a revision, from a place on; also the place of the last. `None` at the end.
    async fn some_packs(&self, rev: u64, place: u64) -> Result<Option<(Vec<Pack>, u64)>, StoreError> {
        let rows = self.store.read(vec![Read::new(StoreName::History, from_place(rev, place)).limit(PART)]).await?;
        let rows: Vec<(Key, Data)> = rows.into_iter().flatten().collect();
        let Some((Key::Pair(_, last), _)) = rows.last() else { return Ok(None) };
        let last = *last;
        Ok(Some((rows.into_iter().filter_map(|(_, data)| Pack::parse(&data.into_text()?)).collect(), last)))
    }
}
