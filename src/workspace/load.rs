//! Opening: head and first screen at once, then everything in slices that let the page answer.

use super::kept::{self, Kept};
use super::{FirstScreen, HEAD, Workspace};
use crate::platform::marks;
use crate::platform::turn::Turns;
use crate::storage::{Data, Key, Range, Read, Store, StoreError, StoreName};
use ronghe_core::ledger::{BlockNote, Head, JournalMark, Ledger, Loading, read_lines, read_rows};
use std::slice::Chunks;

/// Blocks fetched at a time.
const PART: usize = 4;
/// How often reading begins anew when another tab has written the blocks anew.
const TRIES: usize = 5;

impl<S: Store> Workspace<S> {
    /// Reads only the head and the stored first screen. Returns whether the database holds a head.
    ///
    /// # Errors
    /// Says why storage could not be read; [`StoreError::NewerLayout`] if a newer build wrote it.
    pub async fn open(&self) -> Result<(bool, Option<FirstScreen>), StoreError> {
        let reads = vec![Read::one(StoreName::Head, HEAD), Read::one(StoreName::First, HEAD)];
        let mut rows = self.store.read(reads).await?.into_iter().map(first_text);
        let head = rows.next().flatten();
        let first = rows.next().flatten().and_then(|text| FirstScreen::parse(&text));
        let Some(text) = head else { return Ok((false, None)) };
        let head = Head::parse(&text).ok_or_else(|| StoreError::Other("head".to_owned()))?;
        if head.layout > ronghe_core::ledger::LAYOUT {
            return Err(StoreError::NewerLayout);
        }
        let fresh = first.filter(|f| f.rev == head.rev);
        self.head.replace(head);
        Ok((true, fresh))
    }

    /// Loads every record and the search index.
    ///
    /// # Errors
    /// Says why storage could not be read; the ledger is then as it was.
    pub async fn load_all(&self) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            if self.try_load().await? {
                return Ok(());
            }
        }
        Err(StoreError::Aborted)
    }

    /// Reads the blocks part by part, so that never all of them stand in memory twice. Returns false
    /// if another tab has written them anew meanwhile.
    async fn try_load(&self) -> Result<bool, StoreError> {
        let base = self.head.borrow().base;
        let reads = vec![kept::read_note(), Read::all(StoreName::Blocks).keys_only()];
        let mut rows = self.store.read(reads).await?.into_iter();
        let known = rows.next().and_then(kept::note_in).map_or(base, |note| note.rev.min(base));
        let keys = keys_of(rows.next());
        let mut parts = keys.chunks(PART);
        // The first part comes with what is read here, the others while that is worked on.
        self.store.begin_reading(keys.chunks(PART).skip(1).filter_map(part_of).collect());
        let mut reads = vec![
            Read::one(StoreName::Head, HEAD),
            Read::all(StoreName::Blocks).keys_only(),
            Read::new(StoreName::Journal, Range::From(Key::Num(known + 1))),
        ];
        reads.extend(kept::read_kept());
        reads.extend(parts.next().and_then(part_of));
        let mut rows = self.store.read(reads).await?.into_iter();
        let head = rows.next().and_then(first_text).and_then(|text| Head::parse(&text));
        if head.is_none() && self.ledger.borrow().rev() > 0 {
            // Emptied by the browser: what memory holds is all there is, and is written back.
            return Ok(true);
        }
        let head = head.unwrap_or_else(|| self.head.borrow().clone());
        if keys_of(rows.next()) != keys {
            return Ok(false);
        }
        if head.base != base {
            // The blocks may have been written anew under the same keys since the reading ahead began.
            self.store.begin_reading(Vec::new());
        }
        let mut ledger = self.ledger.borrow().emptied();
        ledger.set_own(&head);
        let journal = rows.next().unwrap_or_default();
        let mut kept = Kept::of(&mut rows, &head, &journal);
        let first = rows.next().unwrap_or_default();
        let columns = kept.as_mut().map(|kept| kept.columns(&ledger)).unwrap_or_default();
        marks::mark("load-kept");
        let mut loading = Loading::new(ledger, columns);
        let rows = self.load_blocks(&mut loading, &head, first, parts);
        let (in_blocks, kept_index) = futures::join!(rows, self.kept_index(kept.as_ref()));
        let (in_blocks, kept_index) = (in_blocks?, kept_index?);
        if !self.blocks_are(&keys, &head).await? {
            return Ok(false);
        }
        load_journal(&mut loading, &head, journal);
        let ledger = indexed(loading).await;
        marks::mark("load-rows");
        let index = self.index_of(kept, kept_index, &ledger).await;
        marks::mark("load-index");
        let agenda = super::agenda::read_agenda(&ledger).await;
        let facts = self.facts_anew(&ledger).await;
        self.rows_in_blocks.set(in_blocks);
        self.indexed.set(ledger.schema());
        self.ledger.replace(ledger);
        self.index.replace(index);
        self.agenda.replace(agenda);
        self.facts.replace(facts);
        self.head.replace(head);
        Ok(true)
    }

    async fn load_blocks(
        &self,
        loading: &mut Loading,
        head: &Head,
        mut part: Vec<(Key, Data)>,
        mut parts: Chunks<'_, Key>,
    ) -> Result<usize, StoreError> {
        let mut count = 0;
        let mut turns = Turns::new();
        while !part.is_empty() {
            // The browser fetches the next part while this one is read.
            let take = take_part(loading, head, std::mem::take(&mut part), &mut turns);
            let (next, taken) = futures::join!(self.part(parts.next()), take);
            part = next?;
            count += taken;
        }
        Ok(count)
    }

    async fn part(&self, keys: Option<&[Key]>) -> Result<Vec<(Key, Data)>, StoreError> {
        match keys.and_then(part_of) {
            Some(read) => self.store.read_next(read).await,
            None => Ok(Vec::new()),
        }
    }

    /// Whether the blocks are still those of `keys`, as `head` says.
    async fn blocks_are(&self, keys: &[Key], head: &Head) -> Result<bool, StoreError> {
        let reads = vec![Read::one(StoreName::Head, HEAD), Read::all(StoreName::Blocks).keys_only()];
        let mut rows = self.store.read(reads).await?.into_iter();
        let now = rows.next().and_then(first_text).and_then(|text| Head::parse(&text));
        let same = rows.next().unwrap_or_default().iter().map(|(key, _)| key).eq(keys);
        Ok(same && now.is_none_or(|now| now.base == head.base))
    }
}

/// What brings the blocks of these keys, which follow each other.
fn part_of(keys: &[Key]) -> Option<Read> {
    let (first, last) = keys.first().zip(keys.last())?;
    Some(Read::new(StoreName::Blocks, Range::Between(first.clone(), last.clone())))
}

fn keys_of(rows: Option<Vec<(Key, Data)>>) -> Vec<Key> {
    rows.unwrap_or_default().into_iter().map(|(key, _)| key).collect()
}

fn first_text(rows: Vec<(Key, Data)>) -> Option<String> {
    rows.into_iter().next().and_then(|(_, data)| data.into_text())
}

async fn take_part(loading: &mut Loading, head: &Head, blocks: Vec<(Key, Data)>, turns: &mut Turns) -> usize {
    let mut count = 0;
    for (_, data) in blocks {
        let text = data.whole_text();
        match read_rows::<BlockNote>(&text) {
            Some(block) => {
                count += block.rows.len();
                loading.take(&block.note, &block.rows);
            }
            // Its first line is damaged: its rows are taken one by one, and the rest is kept aside.
            None => loading.take(&BlockNote::at(head.base), &read_lines(&text)),
        }
        turns.breathe().await;
    }
    count
}

/// Journal rows at or below the base stand in blocks already, and perhaps newer ones.
fn load_journal(loading: &mut Loading, head: &Head, journal: Vec<(Key, Data)>) {
    for (key, data) in journal.into_iter().filter(|(key, _)| *key > Key::Num(head.base)) {
        let text = data.whole_text();
        match (read_rows::<JournalMark>(&text), key) {
            (Some(rows), _) if rows.note.rev > head.base => {
                let note = BlockNote { gone: rows.note.gone, ..BlockNote::at(rows.note.rev) };
                loading.take(&note, &rows.rows);
            }
            (None, Key::Num(rev)) => loading.take(&BlockNote::at(rev), &read_lines(&text)),
            _ => {}
        }
    }
}

async fn indexed(loading: Loading) -> Ledger {
    let mut turns = Turns::new();
    let mut indexing = loading.index();
    turns.breathe().await;
    while indexing.work() {
        turns.breathe().await;
    }
    indexing.done()
}
