//! Reading chosen files in short stretches: what each of them is, and what it holds. Nothing here
//! changes a record.

use crate::platform::files;
use crate::platform::turn::Turns;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use ronghe_core::exchange::{ExchangeFile, FileError, MAX_BYTES, Preview, Previewing, Reader};
use std::sync::Arc;

/// Bytes fetched from a file at a time.
const SLICE: usize = 1 << 20;
/// Bytes taken apart between two looks at the clock.
const STEP: usize = 128 << 10;
/// Rows weighed between two looks at the clock.
const ROWS: usize = 100;

/// How far long work has come, and whether the person has had enough of it.
#[derive(Clone, Copy)]
pub struct Watch {
    /// Parts done, of how many.
    pub progress: RwSignal<(usize, usize)>,
    cancelled: StoredValue<bool>,
}

impl Watch {
    /// A watch over work that has not begun.
    #[must_use]
    pub fn new() -> Self {
        Self { progress: RwSignal::new((0, 0)), cancelled: StoredValue::new(false) }
    }

    /// Makes the work end at its next break.
    pub fn cancel(self) {
        self.cancelled.set_value(true);
    }

    fn went_on(self, done: usize, all: usize) -> Result<(), Stopped> {
        self.progress.try_set((done, all));
        // A page that is gone wants nothing any more.
        if self.cancelled.try_get_value().unwrap_or(true) { Err(Stopped::Cancelled) } else { Ok(()) }
    }
}

/// Why reading ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// The person has had enough.
    Cancelled,
    /// The browser could not read the file; the sentence says so.
    Unreadable(String),
    /// It is no exchange file that can be taken.
    Refused(FileError),
}

impl From<FileError> for Stopped {
    fn from(error: FileError) -> Self {
        Self::Refused(error)
    }
}

/// Reads an exchange file.
///
/// # Errors
/// Why there is none.
pub async fn read(file: &web_sys::File, watch: Watch) -> Result<ExchangeFile, Stopped> {
    let size = file.size() as usize;
    if size > MAX_BYTES {
        return Err(FileError::TooBig { megabytes: size >> 20 }.into());
    }
    let mut reader = Reader::new();
    let mut turns = Turns::new();
    for from in (0..size.max(1)).step_by(SLICE) {
        let slice = files::read_slice(file, from, SLICE).await;
        let slice = slice.map_err(|_| Stopped::Unreadable(text::file_unreadable(&file.name())))?;
        for step in slice.chunks(STEP) {
            reader.push(step)?;
            turns.breathe().await;
        }
        watch.went_on(from, size)?;
    }
    let mut read = reader.finish()?;
    read.name = file.name();
    Ok(read)
}

/// Works out what files would change.
///
/// # Errors
/// Only that the person has had enough.
pub async fn weigh(app: App, files: &Arc<[ExchangeFile]>, watch: Watch) -> Result<Preview, Stopped> {
    let desk = app.desk().ok_or(Stopped::Cancelled)?;
    let mut turns = Turns::new();
    let now = crate::platform::clock::now_ms();
    let mut previewing = Previewing::new(&desk.ledger(), &desk.head(), files, now);
    while previewing.step(&desk.ledger(), ROWS) {
        turns.breathe().await;
        let (done, all) = previewing.progress();
        watch.went_on(done, all)?;
    }
    Ok(previewing.finish(&desk.ledger()))
}
