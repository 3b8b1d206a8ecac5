//! Photos: bytes and thumbnails beside the records, under the SHA-256 of the bytes.
//!
//! A photo counts only when bytes, thumbnail and what refers to them are on disk together: the
//! record, or the line in the draft of a form that is not saved yet. Deleting a record deletes the
//! reference; bytes that nothing refers to any more are swept after half a year.

use super::{Committed, Draft, Failure, HEAD, Workspace};
use crate::platform::photo::{sha256, thumbnail};
use crate::storage::{Data, Durability, Key, Range, Read, Rows, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{Batch, Head, Ledger};
use ronghe_core::photo::{PhotoFile, is_hash};
use ronghe_core::record::Id;
use std::collections::{BTreeMap, BTreeSet};

/// How long bytes stay that nothing refers to, in milliseconds: as long as history and imports that
/// can be taken back may bring the reference back.
const KEPT_MS: u64 = 180 * 86_400_000;

/// A photo to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPhoto {
    /// What its record says about it.
    pub file: PhotoFile,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its thumbnail, if it could be decoded.
    pub thumb: Option<Vec<u8>>,
}

/// What of a photo is on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Its thumbnail, and so its bytes.
    Thumb(Vec<u8>),
    /// Its bytes alone: this browser could not decode them.
    Bytes,
    /// Nothing: it was taken elsewhere and has not come.
    Nothing,
}

/// A photo that a file to be sent may take along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoAt {
    /// What its record says about it.
    pub file: PhotoFile,
    /// Whether its bytes are on this device.
    pub here: bool,
}

/// What became of photos that came in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Stored now.
    pub stored: usize,
    /// Were here already.
    pub here: usize,
    /// Their bytes are not what their name says; left out.
    pub wrong: usize,
}

impl<S: Store> Workspace<S> {
    /// Makes a photo and the record that refers to it durable, in one transaction.
    ///
    /// # Errors
    /// See [`Self::commit`]. Neither the record nor the bytes are there then.
    pub async fn add_photo(&self, record: Batch, photo: &NewPhoto) -> Result<Committed, Failure> {
        let mut writes = Writes::new();
        put_photo(&mut writes, photo);
        self.commit_with(record, writes).await
    }

    /// Makes a photo durable together with the line that refers to it in the draft under `key`.
    /// `form` is the draft to begin with if none is stored. What else the stored draft holds stays,
    /// so that keys typed meanwhile are not lost.
    ///
    /// # Errors
    /// Says why storage would not take it. Neither the line nor the bytes are there then.
    pub async fn keep_photo(
        &self,
        key: &str,
        form: &Draft,
        line: &BTreeMap<String, String>,
        photo: &NewPhoto,
    ) -> Result<(), StoreError> {
        let reads = vec![Read::one(StoreName::Drafts, key)];
        let touches = [StoreName::Photos, StoreName::Thumbs];
        let done = self.store.transact(reads, &touches, Durability::Strict, |rows| {
            let stored = texts_of(rows).next().and_then(|text| serde_json::from_str::<Draft>(&text).ok());
            let mut draft = stored.unwrap_or_else(|| form.clone());
            draft.texts.extend(line.clone());
            let mut writes = Writes::new();
            put_photo(&mut writes, photo);
            writes.put(StoreName::Drafts, key, serde_json::to_string(&draft).unwrap_or_default());
            Ok::<_, ()>((writes, ()))
        });
        done.await?.map_err(|()| StoreError::Aborted)
    }

    /// Returns what of a photo is here, without its bytes.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn photo_held(&self, hash: &str) -> Result<Held, StoreError> {
        let reads = vec![Read::one(StoreName::Thumbs, hash), Read::one(StoreName::Photos, hash).keys_only()];
        let mut rows = self.store.read(reads).await?.into_iter();
        let thumb = rows.next().and_then(first_bytes);
        let here = rows.next().is_some_and(|rows| !rows.is_empty());
        Ok(match thumb {
            Some(thumb) if here => Held::Thumb(thumb),
            _ if here => Held::Bytes,
            _ => Held::Nothing,
        })
    }

    /// Returns the bytes of a photo; `None` if they are not here.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn photo_bytes(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = self.store.read(vec![Read::one(StoreName::Photos, hash)]).await?;
        Ok(rows.into_iter().next().and_then(first_bytes))
    }

    /// Returns the photos of the records among `ids`, each file once, with what is known of them.
    /// Reads no bytes.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn photos_for(&self, ids: impl IntoIterator<Item = Id>) -> Result<Vec<PhotoAt>, StoreError> {
        let here = self.photos_here().await?;
        let ledger = self.ledger.borrow();
        let files = ids.into_iter().filter_map(|id| photo_file(&ledger, &id));
        let files: BTreeMap<String, PhotoFile> = files.map(|file| (file.sha256.clone(), file)).collect();
        Ok(files.into_values().map(|file| PhotoAt { here: here.contains(&file.sha256), file }).collect())
    }

    /// Returns the names of all photos whose bytes are here.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn photos_here(&self) -> Result<BTreeSet<String>, StoreError> {
        Ok(hashes(self.store.read(vec![Read::all(StoreName::Photos).keys_only()]).await?))
    }

    /// Stores photos that came in a file, each in a transaction of its own, with a thumbnail made
    /// here. Bytes that are not what their name says are left out. The records may come later.
    ///
    /// # Errors
    /// Says why storage would not take the next one; those before it are stored.
    pub async fn take_photos(&self, photos: Vec<(String, Vec<u8>)>) -> Result<Taken, StoreError> {
        let mut taken = Taken::default();
        let mut here = self.photos_here().await?;
        for (hash, bytes) in photos {
            // Without WebCrypto nothing can be checked, and what is not checked is not taken.
            if !is_hash(&hash) || sha256(&bytes).await.ok().as_ref() != Some(&hash) {
                taken.wrong += 1;
            } else if here.insert(hash.clone()) {
                let mut writes = Writes::new();
                if let Ok(thumb) = thumbnail(&bytes).await {
                    writes.put(StoreName::Thumbs, hash.as_str(), thumb.jpeg);
                }
                writes.put(StoreName::Photos, hash, bytes);
                self.write_photos(writes).await?;
                taken.stored += 1;
            } else {
                taken.here += 1;
            }
        }
        Ok(taken)
    }

    async fn write_photos(&self, writes: Writes) -> Result<(), StoreError> {
        let touches = [StoreName::Photos, StoreName::Thumbs];
        let done = self.store.transact(Vec::new(), &touches, Durability::Strict, |_| Ok::<_, ()>((writes, ())));
        done.await?.map_err(|()| StoreError::Aborted)
    }

    /// Removes bytes that no record, dead or alive, and no draft has referred to for half a year.
    /// Call in idle time with the wall time and what the last sweep returned: since when each such
    /// photo has been without a reference. Whoever forgets it only begins to count anew.
    ///
    /// # Errors
    /// Says why storage could not be read or written; nothing is removed then.
    pub async fn sweep_photos(
        &self,
        now_ms: u64,
        since: &BTreeMap<String, u64>,
    ) -> Result<BTreeMap<String, u64>, StoreError> {
        let mut unused = self.photos_here().await?;
        for hash in &self.photos_referred() {
            unused.remove(hash);
        }
        if unused.is_empty() {
            return Ok(BTreeMap::new());
        }
        let touches = [StoreName::Photos, StoreName::Thumbs];
        let reads = vec![Read::one(StoreName::Head, HEAD), Read::all(StoreName::Drafts)];
        let done = self.store.transact(reads, &touches, Durability::Strict, |rows| {
            let mut rows = rows.into_iter();
            let head = texts_of(rows.next()).next().and_then(|text| Head::parse(&text));
            // Another tab may just have given a photo its record.
            if head.is_none_or(|head| head.rev != self.ledger.borrow().rev()) {
                return Err(());
            }
            let drafts: Vec<String> = texts_of(rows).collect();
            unused.retain(|hash| !drafts.iter().any(|draft| draft.contains(hash)));
            let mut waiting = BTreeMap::new();
            let mut writes = Writes::new();
            for hash in unused {
                let first = since.get(&hash).copied().unwrap_or(now_ms);
                if now_ms.saturating_sub(first) < KEPT_MS || self.stands_in_a_row(&hash) {
                    waiting.insert(hash, first);
                } else {
                    writes.delete(StoreName::Photos, Range::One(Key::from(hash.as_str())));
                    writes.delete(StoreName::Thumbs, Range::One(Key::from(hash)));
                }
            }
            Ok((writes, waiting))
        });
        Ok(done.await?.unwrap_or_else(|()| since.clone()))
    }

    /// The names of the files of all photos, deleted ones included.
    fn photos_referred(&self) -> BTreeSet<String> {
        let ledger = self.ledger.borrow();
        let ids: Vec<Id> = ledger.ids("photo").chain(ledger.deleted("photo")).collect();
        ids.iter().filter_map(|id| photo_file(&ledger, id)).map(|file| file.sha256).collect()
    }

    /// Whether any row names the photo: one that a newer version wrote, a value that clashes.
    fn stands_in_a_row(&self, hash: &str) -> bool {
        let ledger = self.ledger.borrow();
        let mut rows = ledger.stored().map(|(_, _, row)| row).chain(ledger.unreadable());
        rows.any(|row| row.contains(hash))
    }
}

fn photo_file(ledger: &Ledger, id: &Id) -> Option<PhotoFile> {
    if ledger.kind_of(id).is_none_or(|kind| &**kind != "photo") {
        return None;
    }
    PhotoFile::of(&ledger.get(id)?)
}

fn put_photo(writes: &mut Writes, photo: &NewPhoto) {
    let hash = photo.file.sha256.as_str();
    writes.put(StoreName::Photos, hash, photo.bytes.clone());
    if let Some(thumb) = &photo.thumb {
        writes.put(StoreName::Thumbs, hash, thumb.clone());
    }
}

fn first_bytes(rows: Vec<(Key, Data)>) -> Option<Vec<u8>> {
    rows.into_iter().next().and_then(|(_, data)| data.into_bytes())
}

fn texts_of(rows: impl IntoIterator<Item = Vec<(Key, Data)>>) -> impl Iterator<Item = String> {
    rows.into_iter().flatten().filter_map(|(_, data)| data.into_text())
}

fn hashes(rows: Rows) -> BTreeSet<String> {
    let keys = rows.into_iter().flatten();
    keys.filter_map(|(key, _)| if let Key::Text(hash) = key { Some(hash) } else { None }).collect()
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;
