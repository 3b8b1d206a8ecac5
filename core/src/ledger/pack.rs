//! Packs: the rows before a large commit, many in one stored text, so that a file with ten thousand
//! changes does not write ten thousand rows of history. Where packs are stored is the workspace's
//! concern.

use super::journal::write_rows;
use super::{IdMap, RowChange, Why};
use crate::order;
use crate::record::{Id, RowText, RowView, kind_and_id};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Rows in a pack: few enough that looking for one record reads little.
const PACK: usize = 100;

/// First line of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackNote {
    /// Revision of the commit.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why the commit was made.
    pub why: Why,
}

/// A pack, read.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its first line.
    pub note: PackNote,
    /// The rows before the commit, by record.
    pub rows: IdMap<RowText>,
}

impl Pack {
    /// Reads a stored pack; `None` if its first line is not readable. Rows that are none are left out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let note = serde_json::from_str(lines.next()?).ok()?;
        let rows = lines.filter_map(|line| Some((id_of(line)?, RowText::from(line)))).collect();
        Some(Self { note, rows })
    }

    /// Returns the number under which the row of a record is looked for: that of its pack is the
    /// lowest of the commit's packs that is not below it. Fits into 53 bits; never changes.
    #[must_use]
    pub fn place(id: &Id) -> u64 {
        // Ids made in one moment differ in their last bits only, and spread over all places.
        let [high, low] = id.halves();
        (high.rotate_left(32) ^ low).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 11
    }
}

/// Returns the rows before these changes as packs: the number of each, and its stored text. Changes
/// of records that were not there before are in none.
pub fn packs<'a>(changes: &'a [Arc<RowChange>], note: &'a PackNote) -> impl Iterator<Item = (u64, String)> + 'a {
    let mut rows: Vec<(u64, &str)> =
        changes.iter().filter_map(|change| Some((Pack::place(&change.id), &**change.before.as_ref()?))).collect();
    order::sort(&mut rows);
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = rows.get(from..).filter(|rest| !rest.is_empty())?;
        let (last, _) = rest.get(PACK - 1).or_else(|| rest.last())?;
        // Whoever stands at one place stands in one pack.
        let pack = rest.get(..rest.partition_point(|(place, _)| place <= last))?;
        from += pack.len();
        Some((*last, write_rows(note, pack.iter().map(|(_, row)| *row))))
    })
}

fn id_of(row: &str) -> Option<Id> {
    RowView::read(row).map(|view| view.id()).or_else(|| Some(kind_and_id(row)?.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Generator, Side};
    use crate::record::encode;

    fn note() -> PackNote {
        PackNote { rev: 7, at_ms: 1_795_132_800_000, why: Why::Edit }
    }

    fn changes(count: usize) -> Vec<Arc<RowChange>> {
        let made = Generator::new(3, 200);
        let change = |record: crate::record::Record| {
            let row: RowText = encode(&record).into();
            Arc::new(RowChange { kind: Arc::clone(&record.kind), id: record.id, before: Some(row), after: None })
        };
        made.records(Side::Ours).map(change).take(count).collect()
    }

    /// The pack in which a reader looks: the lowest that is not below the place.
    fn looked_up<'a>(packs: &'a [(u64, String)], id: &Id) -> Option<&'a str> {
        packs.iter().find(|(last, _)| *last >= Pack::place(id)).map(|(_, text)| text.as_str())
    }

    #[test]
    fn every_row_is_found_where_a_reader_looks() {
        let changes = changes(301);
        let packs: Vec<(u64, String)> = packs(&changes, &note()).collect();
        assert!(packs.len() >= 3 && packs.is_sorted_by(|(a, _), (b, _)| a < b));
        for change in &changes {
            let pack = Pack::parse(looked_up(&packs, &change.id).unwrap()).unwrap();
            assert_eq!(pack.note, note());
            assert_eq!(pack.rows.get(&change.id), change.before.as_ref());
        }
        let held: usize = packs.iter().map(|(_, text)| Pack::parse(text).unwrap().rows.len()).sum();
        assert_eq!(held, changes.len());
    }

    #[test]
    fn records_of_one_place_stand_in_one_pack() {
        let twice: Vec<_> = changes(150).into_iter().flat_map(|change| [Arc::clone(&change), change]).collect();
        let packs: Vec<(u64, String)> = packs(&twice, &note()).collect();
        assert!(packs.is_sorted_by(|(a, _), (b, _)| a < b), "no two packs share a number");
    }

    #[test]
    fn what_was_not_there_before_is_in_no_pack() {
        let new = changes(3).into_iter().map(|change| Arc::new(RowChange { before: None, ..(*change).clone() }));
        assert_eq!(packs(&new.collect::<Vec<_>>(), &note()).count(), 0);
    }

    #[test]
    fn places_never_change() {
        let place = |text: &str| Pack::place(&Id::parse(text).unwrap());
        assert_eq!(place("019aa2b0-0000-7000-8000-000000000001"), GOLDEN[0]);
        assert_eq!(place("6f1d2f0e-5a57-4c55-9d0e-7c1b52a8c0de"), GOLDEN[1]);
        assert!(GOLDEN.iter().all(|place| *place < 1 << 53));
    }

    const GOLDEN: [u64; 2] = [4_811_682_515_506_402, 7_369_692_605_204_141];
}
