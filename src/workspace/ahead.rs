//! A large commit, made ready before its transaction in short stretches, so that the page answers
//! while a hundred thousand records come in. What a commit is stays in `commit`.

use super::{Workspace, compact, packs};
use crate::platform::turn::Turns;
use crate::storage::{Key, Store, StoreName, Writes};
use futures::future::LocalBoxFuture;
use ronghe_core::ledger::{Batch, Change, HistoryItem, IdSet, LAYOUT, Prepared, RowChange};
use ronghe_core::record::{Id, RowText};
use std::sync::Arc;

/// More changes than this are made ready ahead, and go straight into blocks instead of into one
/// huge journal row.
pub(super) const LARGE: usize = 2_000;

/// Changes dealt with between two looks at the clock.
const STEP: usize = 250;

/// What a large commit writes, made ready for one revision.
#[derive(Clone, Default)]
pub(super) struct Ahead {
    /// Revision that the commit makes if nothing comes between.
    pub rev: u64,
    /// Texts of the blocks.
    pub blocks: Vec<String>,
    /// Rows in them.
    pub rows: usize,
    /// The rows as they were before.
    pub history: Writes,
}

/// How large commits are made. The first part of the program knows only that there is a way: all of
/// them are made by pages of the rest. Without it a commit of any size goes through the journal.
pub(super) struct Large<S> {
    /// Makes a batch ready; nothing if it must be worked out in the transaction.
    pub ahead: MakeReady<S>,
    /// Puts rows and history of a commit that was made ready, or not. Returns how many rows went into
    /// blocks.
    pub put: PutLarge<S>,
    /// Puts the search index in order afterwards.
    pub settle: fn(&Workspace<S>),
}

type MakeReady<S> = for<'a> fn(&'a Workspace<S>, &'a mut Batch) -> LocalBoxFuture<'a, Option<Ahead>>;
type PutLarge<S> = fn(&Workspace<S>, &mut Writes, &mut Prepared, &Batch, Option<Key>, Option<Ahead>) -> usize;

impl<S: Store> Workspace<S> {
    /// From here on large commits go straight into blocks.
    pub fn know_large_commits(&self) {
        let large = Large {
            ahead: |desk, batch| Box::pin(desk.make_ready(batch)),
            put: Self::put_large,
            settle: Self::settle_index,
        };
        // Whoever says it twice says the same.
        drop(self.large.set(large));
    }

    async fn make_ready(&self, batch: &mut Batch) -> Option<Ahead> {
        self.renew(batch).await;
        self.ahead(batch).await
    }

    fn put_large(
        &self,
        writes: &mut Writes,
        prepared: &mut Prepared,
        batch: &Batch,
        last_block: Option<Key>,
        ahead: Option<Ahead>,
    ) -> usize {
        if packs::has_any(&prepared.rows) {
            prepared.head.layout = prepared.head.layout.max(LAYOUT);
        }
        if let Some(ahead) = ahead {
            writes.join(ahead.history);
            compact::put_texts(writes, ahead.blocks, last_block);
            return ahead.rows;
        }
        let rev = prepared.head.rev;
        let rows = self.rows_for_blocks(&prepared.rows, prepared.head.base, rev);
        let gone = self.gone_after(&prepared.rows, &prepared.note.gone);
        compact::put_texts(writes, compact::texts(rev, &rows, gone), last_block);
        for (key, text) in packs::entries(&prepared.rows, &packs::note(batch, rev)) {
            writes.put(StoreName::History, key, text);
        }
        rows.len()
    }

    /// The rows that a large commit puts into blocks, each with the revision of its last change:
    /// those of the journal behind revision `base`, which the blocks take over, and its own, which
    /// makes revision `rev`.
    fn rows_for_blocks(&self, rows: &[Arc<RowChange>], base: u64, rev: u64) -> Vec<(RowText, u64)> {
        let ledger = self.ledger.borrow();
        let changed: IdSet = rows.iter().map(|r| r.id).collect();
        let pending = ledger.stored_since(base).filter(|(id, _)| !changed.contains(id));
        let pending = pending.map(|(id, row)| (row.clone(), ledger.rev_of(&id).unwrap_or(rev)));
        pending.chain(rows.iter().filter_map(|change| change.row_after()).map(|row| (row, rev))).collect()
    }

    /// The records that do not exist after a commit of these rows, of which `gone` stop existing, and
    /// that may stand in older blocks.
    fn gone_after(&self, rows: &[Arc<RowChange>], gone: &[Id]) -> Vec<Id> {
        let ledger = self.ledger.borrow();
        let back: IdSet = rows.iter().filter(|r| r.after.is_some()).map(|r| r.id).collect();
        ledger.gone().iter().chain(gone).filter(|id| !back.contains(id)).copied().collect()
    }

    /// Makes the joins of a batch hold for the ledger as it is now.
    async fn renew(&self, batch: &mut Batch) {
        let mut turns = Turns::new();
        let device = self.head.borrow().device.clone();
        for step in batch.changes.chunks_mut(STEP) {
            for change in step {
                // What cannot be read any more is worked out, or left, by the commit itself.
                if let Change::Join(join) = change
                    && !join.holds(&self.ledger.borrow())
                    && let Ok(again) = join.again(&self.ledger.borrow(), &device, batch.now_ms)
                {
                    *join = Arc::new(again);
                }
            }
            turns.breathe().await;
        }
    }

    /// Makes a batch of joins ready. Nothing if the batch does anything else.
    async fn ahead(&self, batch: &Batch) -> Option<Ahead> {
        let joins = batch.changes.iter().map(|change| match change {
            Change::Join(join) => Some(join),
            _ => None,
        });
        let joins: Vec<_> = joins.collect::<Option<_>>()?;
        let rows: Vec<Arc<RowChange>> = joins.iter().filter_map(|join| join.change.clone()).collect();
        let (rev, base) = {
            let head = self.head.borrow();
            (batch.next_rev(&head), head.base)
        };
        let mut ahead = Ahead { rev, ..Ahead::default() };
        let mut turns = Turns::new();
        let all = self.rows_for_blocks(&rows, base, rev);
        turns.breathe().await;
        // A join makes no record stop existing.
        for (text, rows) in compact::blocks(rev, &all, self.gone_after(&rows, &[])) {
            ahead.blocks.push(text);
            ahead.rows += rows;
            turns.breathe().await;
        }
        for (key, text) in packs::entries(&rows, &packs::note(batch, rev)) {
            ahead.history.put(StoreName::History, key, text);
            turns.breathe().await;
        }
        Some(ahead)
    }

    /// Takes a durable commit over into memory, in short stretches if it is large.
    pub(super) async fn take_rows(&self, prepared: &Prepared) {
        let mut turns = Turns::new();
        let (mut affected, mut met) = (Vec::new(), IdSet::default());
        for step in prepared.rows.chunks(STEP) {
            self.ledger.borrow_mut().apply_rows(step, prepared.head.rev);
            turns.breathe().await;
        }
        // Every record once, and only when all are there: thousands may be named after one partner
        // that comes with them.
        for step in prepared.rows.chunks(STEP) {
            let found = self.follow(step.iter().map(|change| change.id).collect());
            affected.extend(found.into_iter().filter(|id| met.insert(*id)));
            turns.breathe().await;
        }
        affected.extend(self.of_changed_kinds().into_iter().filter(|id| met.insert(*id)));
        for step in affected.chunks(STEP) {
            self.renew_entries(step.iter());
            turns.breathe().await;
        }
        if let Some(large) = self.large.get() {
            (large.settle)(self);
        }
    }
}

/// Keeps the row of every changed record as it was before the commit that makes revision `rev`. Of a
/// large commit they stand in packs instead.
pub(super) fn put_rows_before(writes: &mut Writes, rows: &[Arc<RowChange>], rev: u64, batch: &Batch) {
    for change in rows {
        let Some(before) = &change.before else { continue };
        let item = HistoryItem { rev, at_ms: batch.now_ms, why: batch.why.brief(), before: before.to_string() };
        let key = Key::Pair(change.id.to_string(), rev);
        writes.put(StoreName::History, key, serde_json::to_string(&item).unwrap_or_default());
    }
}
