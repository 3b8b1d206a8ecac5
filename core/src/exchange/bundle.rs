//! Photos that travel with a file: which go in which archive, and what the archives are called.
//! Each holds `photos/<sha256>.jpg`, the first also `data.json`; `zip` writes and reads them.

use super::zip::Writer;
use std::ops::Range;

/// Most bytes of one archive: chat programs carry this much.
pub const MAX_PART: u64 = 20 << 20;

/// Name of the exchange file in the first archive.
pub const DATA_NAME: &str = "data.json";

/// One archive of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whether it holds the exchange file; the first does.
    pub data: bool,
    /// Which of the photos it holds, as places in the list that was given.
    pub photos: Range<usize>,
    /// How large the archive gets, in bytes.
    pub bytes: u64,
}

/// Divides photos among archives of at most [`MAX_PART`] bytes, in their order. `data` is the size
/// of the exchange file and `photos` those of the photos, in bytes. What is larger by itself gets
/// an archive for itself.
#[must_use]
pub fn plan(data: u64, photos: &[u64]) -> Vec<Part> {
    let first = Writer::END_SIZE + Writer::entry_size(DATA_NAME.len(), data);
    let mut part = Part { data: true, photos: 0..0, bytes: first };
    let mut parts = Vec::new();
    for (i, photo) in photos.iter().enumerate() {
        let size = Writer::entry_size(photo_name("").len() + 64, *photo);
        if part.bytes.saturating_add(size) > MAX_PART {
            let next = Part { data: false, photos: i..i, bytes: Writer::END_SIZE };
            parts.push(std::mem::replace(&mut part, next));
        }
        part.photos.end = i + 1;
        part.bytes = part.bytes.saturating_add(size);
    }
    parts.push(part);
    parts
}

/// Returns the name of a photo in an archive. `hash` is its SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn photo_name(hash: &str) -> String {
    format!("photos/{hash}.jpg")
}

/// Returns the name of an archive, `number` from 1; `file` is the name of the exchange file, such
/// as `产教融合_王敏的手机_20261123-0912_全部.json`, of which comes
/// `产教融合_王敏的手机_20261123-0912_全部_照片2.zip`.
#[must_use]
pub fn part_name(file: &str, number: usize) -> String {
    let stem = file.strip_suffix(".json").or_else(|| file.strip_suffix(".txt")).unwrap_or(file);
    format!("{stem}_照片{number}.zip")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::zip;

    #[test]
    fn no_photo_is_lost_and_no_part_too_large() {
        let photos: Vec<u64> = (0..200).map(|i| 150_000 + i * 1_000).collect();
        let parts = plan(3 << 20, &photos);
        assert!(parts.len() > 1 && parts.iter().all(|p| p.bytes <= MAX_PART));
        let planned: Vec<usize> = parts.iter().flat_map(|p| p.photos.clone()).collect();
        assert_eq!(planned, (0..photos.len()).collect::<Vec<_>>());
        assert_eq!(parts.iter().map(|p| p.data).collect::<Vec<_>>().first(), Some(&true));
        assert_eq!(parts.iter().filter(|p| p.data).count(), 1);
    }

    #[test]
    fn what_is_too_large_stands_alone() {
        let parts = plan(MAX_PART, &[5, MAX_PART, 5]);
        let photos: Vec<_> = parts.iter().map(|p| p.photos.clone()).collect();
        assert_eq!(photos, [0..0, 0..1, 1..2, 2..3]);
        assert_eq!(plan(100, &[]).len(), 1);
    }

    #[test]
    fn a_part_gets_as_large_as_planned() {
        let photo = vec![7; 1_000];
        let hash = "ab".repeat(32);
        let mut writer = zip::Writer::new();
        writer.add(DATA_NAME, b"{}").unwrap();
        writer.add(&photo_name(&hash), &photo).unwrap();
        let [part] = plan(2, &[1_000]).try_into().unwrap();
        assert_eq!(writer.finish().len() as u64, part.bytes);
    }

    #[test]
    fn parts_are_numbered() {
        assert_eq!(part_name("产教融合_甲_20261123-0912_全部.json", 2), "产教融合_甲_20261123-0912_全部_照片2.zip");
    }
}
