//! Reading chosen files in short stretches: what each of them is, and what it holds. Nothing here
//! changes a record.

use crate::platform::files;
use crate::platform::turn::Turns;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use ronghe_core::exchange::envelope::{Envelope, is_envelope};
use ronghe_core::exchange::zip::{self, Content, ZipError};
use ronghe_core::exchange::{ExchangeFile, FileError, Foreign, MAX_BYTES, Preview, Previewing, Reader};
use ronghe_core::sheet::is_workbook;
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
#[derive(Debug, Clone)]
pub enum Stopped {
    /// The person has had enough.
    Cancelled,
    /// What was chosen cannot be taken; the sentence says why.
    Refused(String),
    /// It seems to be a table of another program, which comes in another way; and what to say if it
    /// cannot.
    Table(FileError),
    /// Its end is missing; this is what is whole of it, and the sentence.
    Cut(Box<ExchangeFile>, String),
}

/// Photos in archives, each with the archive that it lies in.
pub type Photos = Vec<(web_sys::File, zip::Entry)>;

impl From<FileError> for Stopped {
    fn from(error: FileError) -> Self {
        match error {
            FileError::OtherJson | FileError::Foreign(Foreign::Text | Foreign::Excel | Foreign::OldOffice) => {
                Self::Table(error)
            }
            _ => Self::Refused(error.sentence()),
        }
    }
}

/// A table of another program, as it seems.
pub struct ForeignFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Why it is no exchange file.
    pub error: FileError,
}

/// What chosen files hold.
#[derive(Default)]
pub struct Found {
    /// Exchange files.
    pub files: Vec<ExchangeFile>,
    /// Envelopes that want a passphrase, with their names.
    pub sealed: Vec<(String, Envelope)>,
    /// Photos in archives. They are read when they are taken, one at a time.
    pub photos: Photos,
    /// Tables of other programs.
    pub tables: Vec<ForeignFile>,
    /// What is whole of exchange files that are cut off.
    pub cut: Vec<ExchangeFile>,
}

impl Found {
    /// Whether there is nothing that could be taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.photos.is_empty() && self.tables.is_empty()
    }
}

/// Finds out what a chosen file is, and reads it. What goes wrong with a part of an archive is put
/// into `problems`.
///
/// # Errors
/// Why nothing of it can be taken.
pub async fn open(
    file: &web_sys::File,
    watch: Watch,
    found: &mut Found,
    problems: &mut Vec<String>,
) -> Result<(), Stopped> {
    let start = slice(file, 0, STEP).await?;
    if zip::is_zip(&start) {
        if holds_workbook(file, start.clone()).await? {
            return take_table(file, FileError::Foreign(Foreign::Excel), found).await;
        }
        if !is_office(&start) {
            return unpack(file, watch, found, problems).await;
        }
    }
    if is_envelope(&start) {
        let bytes = slice(file, 0, size(file)?).await?;
        return take_sealed(&file.name(), &bytes, found);
    }
    match read(file, watch).await {
        Ok(read) => found.files.push(read),
        Err(Stopped::Table(error)) => take_table(file, error, found).await?,
        Err(stopped) => return Err(stopped),
    }
    Ok(())
}

async fn take_table(file: &web_sys::File, error: FileError, found: &mut Found) -> Result<(), Stopped> {
    let bytes = slice(file, 0, size(file)?).await?;
    found.tables.push(ForeignFile { name: file.name(), bytes, error });
    Ok(())
}

/// Whether an archive is a workbook: the names of its parts stand at its start, and all at its end.
async fn holds_workbook(file: &web_sys::File, mut start: Vec<u8>) -> Result<bool, Stopped> {
    let total = size(file)?;
    start.extend(slice(file, total.saturating_sub(STEP).max(start.len().min(total)), STEP).await?);
    Ok(is_workbook(&start))
}

async fn slice(file: &web_sys::File, from: usize, length: usize) -> Result<Vec<u8>, Stopped> {
    let read = files::read_slice(file, from, length).await;
    read.map_err(|_| Stopped::Refused(text::file_unreadable(&file.name())))
}

fn size(file: &web_sys::File) -> Result<usize, Stopped> {
    let size = file.size() as usize;
    if size > MAX_BYTES { Err(FileError::TooBig { megabytes: size >> 20 }.into()) } else { Ok(size) }
}

/// An Office document is an archive too; the reader of exchange files has a sentence for it.
fn is_office(start: &[u8]) -> bool {
    let names = |part: &[u8]| start.windows(part.len()).any(|w| w == part);
    names(b"xl/") || names(b"word/")
}

fn take_sealed(name: &str, bytes: &[u8], found: &mut Found) -> Result<(), Stopped> {
    let text = std::str::from_utf8(bytes).map_err(|_| Stopped::from(FileError::Encoding("GBK")))?;
    let envelope = Envelope::parse(text).map_err(|error| Stopped::Refused(error.sentence()))?;
    found.sealed.push((name.to_owned(), envelope));
    Ok(())
}

async fn unpack(
    file: &web_sys::File,
    watch: Watch,
    found: &mut Found,
    problems: &mut Vec<String>,
) -> Result<(), Stopped> {
    let refused = |error: &ZipError| Stopped::Refused(error.sentence());
    let total = size(file)?;
    let tail = zip::TAIL.min(total as u64) as usize;
    let tail = slice(file, total - tail, tail).await?;
    let directory = zip::directory(&tail, total as u64).map_err(|error| refused(&error))?;
    problems.extend(directory.bad.iter().map(ZipError::sentence));
    let before = found.files.len() + found.sealed.len() + found.photos.len();
    for entry in directory.entries {
        if matches!(entry.content, Content::Photo { .. }) {
            found.photos.push((file.clone(), entry));
            continue;
        }
        let taken = match entry_bytes(file, &entry).await {
            Ok(bytes) if is_envelope(&bytes) => take_sealed(&entry.name, &bytes, found),
            Ok(bytes) => read_bytes(&entry.name, &bytes, watch).await.map(|read| found.files.push(read)),
            Err(stopped) => Err(stopped),
        };
        match taken {
            Ok(()) => {}
            Err(Stopped::Cancelled) => return Err(Stopped::Cancelled),
            Err(Stopped::Refused(sentence)) => problems.push(words::in_file(&entry.name) + &sentence),
            Err(Stopped::Table(error)) => problems.push(words::in_file(&entry.name) + &error.sentence()),
            Err(Stopped::Cut(cut, sentence)) => {
                problems.push(words::in_file(&entry.name) + &sentence);
                found.cut.push(*cut);
            }
        }
    }
    if before == found.files.len() + found.sealed.len() + found.photos.len() && problems.is_empty() {
        return Err(Stopped::Refused(FileError::Foreign(Foreign::Archive).sentence()));
    }
    Ok(())
}

/// The content of one entry of an archive.
///
/// # Errors
/// What is wrong with it, in one sentence.
pub async fn entry_bytes(file: &web_sys::File, entry: &zip::Entry) -> Result<Vec<u8>, Stopped> {
    let (from, to) = (entry.range.start as usize, entry.range.end as usize);
    let bytes = slice(file, from, to.saturating_sub(from)).await?;
    entry.unpack(&bytes).map_err(|error| Stopped::Refused(error.sentence()))
}

/// Reads an exchange file.
///
/// # Errors
/// Why there is none.
pub async fn read(file: &web_sys::File, watch: Watch) -> Result<ExchangeFile, Stopped> {
    let size = size(file)?;
    let mut reader = Reader::new();
    let mut turns = Turns::new();
    let mut at = 0;
    let mut part = slice(file, at, SLICE).await?;
    loop {
        let next = at + SLICE;
        let take = async {
            for step in part.chunks(STEP) {
                reader.push(step)?;
                turns.breathe().await;
            }
            Ok::<_, Stopped>(())
        };
        if next >= size {
            take.await?;
            break;
        }
        // The browser fetches the next part while this one is taken apart.
        let (fetched, taken) = futures::join!(slice(file, next, SLICE), take);
        taken?;
        watch.went_on(at, size)?;
        (at, part) = (next, fetched?);
    }
    whole(reader, file.name())
}

/// Reads an exchange file that is in memory already.
///
/// # Errors
/// Why there is none.
pub async fn read_bytes(name: &str, bytes: &[u8], watch: Watch) -> Result<ExchangeFile, Stopped> {
    let mut reader = Reader::new();
    let mut turns = Turns::new();
    for (i, step) in bytes.chunks(STEP).enumerate() {
        reader.push(step)?;
        if turns.breathe().await {
            watch.went_on(i * STEP, bytes.len())?;
        }
    }
    whole(reader, name.to_owned())
}

/// The file, or what is whole of it.
fn whole(mut reader: Reader, name: String) -> Result<ExchangeFile, Stopped> {
    match reader.finish() {
        Ok(file) => Ok(ExchangeFile { name, ..file }),
        Err(error @ FileError::Truncated { .. }) => Err(match reader.what_is_whole() {
            Some(file) => Stopped::Cut(Box::new(ExchangeFile { name, ..file }), error.sentence()),
            None => error.into(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// Takes photos out of their archives, one at a time. Returns how many came and how many did not.
pub async fn take_photos(app: App, photos: Photos) -> (usize, usize) {
    let Some(desk) = app.desk() else { return (0, photos.len()) };
    let (mut came, mut failed) = (0, 0);
    for (file, entry) in photos {
        let Content::Photo { hash } = &entry.content else { continue };
        let stored = match entry_bytes(&file, &entry).await {
            Ok(bytes) => desk.take_photos(vec![(hash.clone(), bytes)]).await.is_ok_and(|taken| taken.wrong == 0),
            Err(_) => false,
        };
        *(if stored { &mut came } else { &mut failed }) += 1;
    }
    (came, failed)
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
        if turns.breathe().await {
            let (done, all) = previewing.progress();
            watch.went_on(done, all)?;
        }
    }
    Ok(previewing.finish(&desk.ledger()))
}
