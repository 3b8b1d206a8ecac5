//! Compaction: journal rows become blocks, so that opening stays quick.
//!
//! Blocks are written once and never changed; a later block wins over an earlier one. When too
//! many rows are superseded, everything is written anew.

use super::{Failure, HEAD, Workspace};
use crate::platform::turn::Turns;
use crate::storage::{Durability, Key, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{BlockNote, Head, write_rows};
use ronghe_core::record::{Id, RowText};

/// Bytes after which a block is full. Browsers write and read values of this size in half the time
/// that the same bytes take in pieces of a fourth. Tests have many blocks of few rows.
const BLOCK: usize = if cfg!(test) { 8 << 10 } else { 1 << 20 };
/// So many rows may be superseded in any case before everything is written anew.
const SLACK: usize = 500;
/// Compact when so many revisions stand in the journal above the blocks.
const PENDING: u64 = 300;
/// Journal rows kept below the base, so that another tab can catch up.
const KEPT: u64 = 1_000;

/// The texts of the blocks that hold `rows`; the first also says what is gone.
pub(super) fn blocks<'a>(
    rev: u64,
    rows: &'a [(RowText, u64)],
    gone: Vec<Id>,
) -> impl Iterator<Item = (String, usize)> + 'a {
    let mut gone = Some(gone).filter(|gone| !gone.is_empty());
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|(row, _)| {
            let begun = bytes;
            bytes += row.len() + 1;
            begun < BLOCK
        });
        let (rows, left) = rest.split_at_checked(fits.count())?;
        rest = left;
        let gone = gone.take();
        (!rows.is_empty() || gone.is_some()).then(|| (block(rev, rows, gone.unwrap_or_default()), rows.len()))
    })
}

/// [`blocks`] in one go.
pub(super) fn texts(rev: u64, rows: &[(RowText, u64)], gone: Vec<Id>) -> Vec<String> {
    blocks(rev, rows, gone).map(|(text, _)| text).collect()
}

/// Adds blocks behind the block `last`.
pub(super) fn put_texts(writes: &mut Writes, blocks: Vec<String>, last: Option<Key>) {
    let first = match last {
        Some(Key::Num(n)) => n + 1,
        _ => 1,
    };
    for (key, text) in (first..).zip(blocks) {
        writes.put(StoreName::Blocks, key, text.into_bytes());
    }
}

/// The text of a block of rows, each with the revision at which it last changed.
fn block(rev: u64, rows: &[(RowText, u64)], gone: Vec<Id>) -> String {
    let as_one = rows.iter().all(|(_, changed)| *changed == rev);
    let revs = if as_one { Vec::new() } else { rows.iter().map(|(_, changed)| *changed).collect() };
    write_rows(&BlockNote { rev, revs, gone }, rows.iter().map(|(row, _)| &**row))
}

impl<S: Store> Workspace<S> {
    /// Compacts if it pays. Call in idle time; does nothing if another tab is ahead.
    ///
    /// # Errors
    /// Says why storage would not take it; nothing is changed then.
    pub async fn compact_if_due(&self) -> Result<(), Failure> {
        let due = {
            let head = self.head.borrow();
            head.rev.saturating_sub(head.base) >= PENDING
        };
        if due { self.compact().await } else { Ok(()) }
    }

    /// Writes the pending journal rows, or everything, into blocks. They are made ready before the
    /// transaction, in stretches that let the page answer.
    ///
    /// # Errors
    /// See [`Self::compact_if_due`].
    pub async fn compact(&self) -> Result<(), Failure> {
        let _turn = self.queue.lock().await;
        let ready = self.compaction().await;
        let reads =
            vec![Read::one(StoreName::Head, HEAD), Read::all(StoreName::Blocks).newest_first().limit(1).keys_only()];
        let result = self
            .store
            .transact(reads, &[StoreName::Journal], Durability::Strict, |rows| {
                let mut rows = rows.into_iter().map(|r| r.into_iter().next());
                let head = rows.next().flatten().and_then(|(_, data)| data.into_text());
                let head = head.and_then(|text| Head::parse(&text)).ok_or(())?;
                if (head.rev, head.base) != (ready.rev, ready.base) {
                    return Err(());
                }
                let last = rows.next().flatten().map(|(key, _)| key);
                Ok(ready.writes(head, last))
            })
            .await?;
        if let Ok((head, rows)) = result {
            self.head.replace(head);
            self.rows_in_blocks.set(rows);
        }
        Ok(())
    }

    /// Writes everything that memory holds into a database that the browser has emptied meanwhile.
    /// Photos and history were only there and are gone; no record is.
    ///
    /// # Errors
    /// Says why storage would not take it; the database is then as it was.
    pub(super) async fn write_back(&self) -> Result<(), StoreError> {
        let reads = vec![Read::one(StoreName::Head, HEAD)];
        let result = self
            .store
            .transact(reads, &[StoreName::Blocks], Durability::Strict, |rows| {
                // Another tab was quicker; the commit that called compares revisions again.
                if rows.iter().any(|rows| !rows.is_empty()) {
                    return Err(());
                }
                let mut head = self.head.borrow().clone();
                let (mut writes, in_blocks) = self.all_blocks(head.rev);
                head.base = head.rev;
                writes.put(StoreName::Head, HEAD, head.text());
                Ok((writes, (head, in_blocks)))
            })
            .await?;
        if let Ok((head, rows)) = result {
            self.head.replace(head);
            self.rows_in_blocks.set(rows);
            self.written_back.set(true);
        }
        Ok(())
    }

    async fn compaction(&self) -> Compaction {
        let (rev, base) = (self.ledger.borrow().rev(), self.head.borrow().base);
        let pending = self.rows_since(base, rev);
        let (held, stored) = (self.rows_in_blocks.get() + pending.len(), self.ledger.borrow().len());
        let anew = held > stored + stored / 3 + SLACK;
        let (rows, gone) = if anew {
            (self.rows_since(0, rev), Vec::new())
        } else {
            (pending, self.ledger.borrow().gone().iter().copied().collect())
        };
        let in_blocks = if anew { rows.len() } else { held };
        let mut texts = Vec::new();
        let mut turns = Turns::new();
        for (text, _) in blocks(rev, &rows, gone) {
            texts.push(text);
            turns.breathe().await;
        }
        Compaction { rev, base, anew, texts, in_blocks }
    }

    /// New blocks with all rows in place of whatever blocks there are; also how many rows.
    fn all_blocks(&self, rev: u64) -> (Writes, usize) {
        let mut writes = Writes::new();
        writes.delete(StoreName::Blocks, Range::All);
        let rows = self.rows_since(0, rev);
        put_texts(&mut writes, texts(rev, &rows, Vec::new()), None);
        (writes, rows.len())
    }

    /// The rows that changed after revision `base`, each with the revision of its last change. Rows
    /// that cannot be read go along, or they would vanish with the journal.
    fn rows_since(&self, base: u64, rev: u64) -> Vec<(RowText, u64)> {
        let ledger = self.ledger.borrow();
        let readable = ledger.stored_since(base);
        let readable = readable.map(|(id, row)| (row.clone(), ledger.rev_of(&id).unwrap_or(rev)));
        readable.chain(ledger.unreadable().iter().map(|row| (row.clone(), rev))).collect()
    }
}

/// A compaction, made ready for the database as it was at one revision.
struct Compaction {
    rev: u64,
    base: u64,
    /// Whether these blocks stand in place of all others.
    anew: bool,
    texts: Vec<String>,
    /// Rows in blocks, superseded ones too, when it is done.
    in_blocks: usize,
}

impl Compaction {
    fn writes(self, mut head: Head, last: Option<Key>) -> (Writes, (Head, usize)) {
        let mut writes = Writes::new();
        if self.anew {
            writes.delete(StoreName::Blocks, Range::All);
        }
        put_texts(&mut writes, self.texts, last.filter(|_| !self.anew));
        if let Some(old) = head.rev.checked_sub(KEPT) {
            writes.delete(StoreName::Journal, Range::Between(Key::Num(0), Key::Num(old)));
        }
        head.base = head.rev;
        writes.put(StoreName::Head, HEAD, head.text());
        (writes, (head, self.in_blocks))
    }
}
