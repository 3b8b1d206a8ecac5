//! What indexes need of each row, kept from one start to the next: loading then looks into no row
//! before somebody asks for its record.
//!
//! A row is told by its length and by the hash at its end, so that columns serve wherever the row
//! lies now, and never another row. They are of rows that this profile shows as they stand; any other
//! row is read as if nothing had been kept. They hold as long as the schema does: who keeps them
//! sees to that.

use super::Ledger;
use super::key::IdHasher;
use super::slot::{Ref, Refs, Slot, Written};
use crate::bytes::{In, Out};
use crate::record::{Id, RowText, row_hash};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

/// Stands for nothing written here.
const NOTHING: u32 = u32::MAX;
/// Numbers that a row takes at least when it is kept.
const NUMBERS_OF_ROW: usize = 11;

/// The columns of many rows; by default of none.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    kinds: Vec<Arc<str>>,
    dates: Vec<Arc<str>>,
    written: Vec<Written>,
    /// The references of all rows, one after the other.
    refs: Arc<Vec<Ref>>,
    rows: HashMap<u64, Column, BuildHasherDefault<IdHasher>>,
}

/// The columns of one row.
#[derive(Debug, Clone, Copy)]
struct Column {
    id: Id,
    /// Bytes of the row.
    len: u32,
    kind: u32,
    date: u32,
    mine: u32,
    /// Where its references begin among all, and how many they are.
    refs: (u32, u32),
}

impl Columns {
    /// Reads the bytes of [`Ledger::columns`] for a ledger that is still to be loaded; `None` if they
    /// are of another profile, or are none.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], ledger: &Ledger) -> Option<Self> {
        let mut from = In::new(bytes);
        let count = from.number()?;
        let own = (0..count).map(|_| from.text()).collect::<Option<Vec<_>>>()?;
        if !own.iter().copied().eq(ledger.own.iter().map(|device| device.code())) {
            return None;
        }
        let kinds = texts(&mut from)?;
        let count = from.number()?;
        // A field that the schema gets from records yet to be loaded is not known here.
        let mut field = || {
            let (kind, name) = (from.number()?, from.text()?);
            Some(ledger.schema.kind(kinds.get(kind)?).and_then(|kind| kind.field(name)).map(|field| field.name))
        };
        let fields = (0..count).map(|_| field()).collect::<Option<Vec<_>>>()?;
        let dates = texts(&mut from)?;
        let count = from.number()?;
        let mut one = || Some(Written { n: from.long()?, at_ms: from.long()? });
        let written = (0..count).map(|_| one()).collect::<Option<Vec<_>>>()?;
        let (count, links) = (from.number()?, from.number()?);
        if count > bytes.len() / (4 * NUMBERS_OF_ROW) || links > bytes.len() / 20 {
            return None;
        }
        let mut all = Vec::with_capacity(links);
        let mut rows: HashMap<u64, Column, _> = HashMap::default();
        rows.reserve(count);
        for _ in 0..count {
            let (hash, id) = (from.long()?, from.id()?);
            let [len, kind, date, mine, refs] = from.some()?;
            let first = u32::try_from(all.len()).ok()?;
            let mut known = !ledger.overlay.contains_key(&id);
            for _ in 0..refs {
                let field = *fields.get(from.number()?)?;
                let target = from.id()?;
                known &= field.is_some();
                all.extend(field.map(|field| (field, target)));
            }
            if known {
                rows.insert(hash, Column { id, len, kind, date, mine, refs: (first, refs) });
            }
        }
        from.is_empty().then(|| Self { kinds, dates, written, refs: Arc::new(all), rows })
    }

    /// Returns how many rows they are of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether they are of no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The slot of a row that stands at revision `rev`; `None` if its columns were not kept.
    pub(super) fn slot(&self, row: &RowText, rev: u64) -> Option<(Id, Slot)> {
        if self.is_empty() {
            return None;
        }
        let column = self.rows.get(&row_hash(row)?).filter(|column| column.len as usize == row.len())?;
        let (first, count) = column.refs;
        let slot = Slot {
            kind: Arc::clone(self.kinds.get(column.kind as usize)?),
            row: Some(row.clone()),
            rev,
            dead: false,
            clashes: 0,
            mine: match column.mine {
                NOTHING => Written::default(),
                at => *self.written.get(at as usize)?,
            },
            date: Arc::clone(self.dates.get(column.date as usize)?),
            into: None,
            refs: Refs::Kept { all: Arc::clone(&self.refs), from: first, count },
        };
        Some((column.id, slot))
    }
}

impl Ledger {
    /// Returns the columns of the stored rows as bytes; see [`Columns::of_bytes`].
    #[must_use]
    pub fn columns(&self) -> Vec<u8> {
        let mut kinds = Numbers::default();
        let mut fields = Numbers::default();
        let mut dates = Numbers::default();
        let mut written = Vec::new();
        let (mut rows, mut links) = (0, 0);
        let mut out = Out::new(self.slots.len() * 96);
        for (id, slot) in &self.slots {
            let plain = !slot.dead && slot.clashes == 0 && slot.into.is_none() && !self.overlay.contains_key(id);
            let Some((row, hash)) = slot.row.as_ref().filter(|_| plain).and_then(|row| Some((row, row_hash(row)?)))
            else {
                continue;
            };
            let kind = kinds.number(&*slot.kind);
            let mine = match slot.mine {
                Written { n: 0, .. } => NOTHING,
                mine => {
                    written.push(mine);
                    u32::try_from(written.len() - 1).unwrap_or(NOTHING)
                }
            };
            let [len, refs] = [row.len(), slot.refs.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
            out.long(hash);
            out.id(*id);
            out.all(&[len, kind, dates.number(&*slot.date), mine, refs]);
            for (field, target) in &*slot.refs {
                out.all(&[fields.number((kind, *field))]);
                out.id(*target);
            }
            rows += 1;
            links += slot.refs.len();
        }
        let mut head = Out::new(64 * 1024);
        head.number(self.own.len());
        self.own.iter().for_each(|device| head.text(device.code()));
        kinds.write(&mut head, |out, kind| out.text(kind));
        fields.write(&mut head, |out, (kind, name)| {
            out.all(&[kind]);
            out.text(name);
        });
        dates.write(&mut head, |out, date| out.text(date));
        head.number(written.len());
        written.iter().for_each(|mine| [mine.n, mine.at_ms].into_iter().for_each(|n| head.long(n)));
        head.number(rows);
        head.number(links);
        let mut bytes = head.bytes();
        bytes.append(&mut out.bytes());
        bytes
    }
}

/// Things numbered as they are met.
struct Numbers<T> {
    numbers: HashMap<T, u32, BuildHasherDefault<IdHasher>>,
    met: Vec<T>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { numbers: HashMap::default(), met: Vec::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbers<T> {
    fn number(&mut self, thing: T) -> u32 {
        *self.numbers.entry(thing).or_insert_with(|| {
            self.met.push(thing);
            u32::try_from(self.met.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn write(&self, out: &mut Out, one: impl Fn(&mut Out, T)) {
        out.number(self.met.len());
        self.met.iter().for_each(|thing| one(out, *thing));
    }
}

fn texts(from: &mut In<'_>) -> Option<Vec<Arc<str>>> {
    let count = from.number()?;
    (0..count).map(|_| from.text().map(Arc::from)).collect()
}
