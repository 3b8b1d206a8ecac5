//! What pages ask the ledger: a record, the records of a kind, who refers to whom.
//!
//! Nothing here changes anything, and nothing here is worked out by going over all records.

use super::shelf::Shelf;
use super::{Ledger, Link, Links};
use crate::record::{Id, Record, RowText, decode};
use crate::schema::KindDef;
use std::sync::Arc;

impl Ledger {
    /// Returns the record `id`, dead or alive.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<Record> {
        let slot = self.slots.get(id)?;
        let own = self.overlay.get(id);
        match &slot.row {
            Some(row) => {
                let record = decode(row, false).ok()?;
                Some(own.map_or_else(|| record.clone(), |o| o.merged(&record)))
            }
            None => own.cloned(),
        }
    }

    /// Returns the stored row of the record `id`; `None` if it is not stored.
    #[must_use]
    pub fn row(&self, id: &Id) -> Option<&RowText> {
        self.slots.get(id)?.row.as_ref()
    }

    /// Returns the kind of the record `id`.
    #[must_use]
    pub fn kind_of(&self, id: &Id) -> Option<&Arc<str>> {
        Some(&self.slots.get(id)?.kind)
    }

    /// Returns what the schema knows about the kind of the record `id`.
    #[must_use]
    pub fn kind_def(&self, id: &Id) -> Option<&'static KindDef> {
        self.schema.kind(self.kind_of(id)?)
    }

    /// Returns the revision at or before which the record last changed.
    #[must_use]
    pub fn rev_of(&self, id: &Id) -> Option<u64> {
        Some(self.slots.get(id)?.rev)
    }

    /// Whether the record exists and is not deleted; a live line keeps its parent visible.
    #[must_use]
    pub fn is_visible(&self, id: &Id) -> bool {
        self.slots.get(id).is_some_and(|slot| !slot.dead || self.owned_lines(id).any(|l| self.is_visible(&l)))
    }

    /// Whether the record was deleted but stays visible because of a live line.
    #[must_use]
    pub fn is_held_by_lines(&self, id: &Id) -> bool {
        self.slots.get(id).is_some_and(|slot| slot.dead) && self.is_visible(id)
    }

    /// Whether lists, searches and counts know the record: it is visible, and no other stands for it.
    #[must_use]
    pub fn is_listed(&self, id: &Id) -> bool {
        self.is_visible(id) && !self.is_given_up(id)
    }

    /// Returns the stored row of a record that is listed, which one that only the program brings along
    /// does not have; `None` if it is not listed. One look instead of two, for whoever asks of all.
    #[must_use]
    pub fn listed_row(&self, id: &Id) -> Option<Option<&RowText>> {
        let slot = self.slots.get(id)?;
        let listed = (!slot.dead || self.is_visible(id)) && !self.is_given_up(id);
        listed.then_some(slot.row.as_ref())
    }

    /// [`Self::is_listed`] of a record that is here: nearly all are, and no slot is looked up.
    fn is_still_listed(&self, id: &Id) -> bool {
        (!self.dead.contains(id) || self.is_visible(id)) && !self.is_given_up(id)
    }

    /// Returns the listed records of a kind, in the order of their ids.
    pub fn ids(&self, kind: &str) -> impl Iterator<Item = Id> {
        self.by_kind.get(kind).into_iter().flat_map(Shelf::ids).filter(|id| self.is_still_listed(id))
    }

    /// Returns the listed records of a kind whose lists sort by date, the newest first; none of
    /// other kinds.
    pub fn newest(&self, kind: &str) -> impl Iterator<Item = Id> {
        self.by_kind.get(kind).into_iter().flat_map(Shelf::newest).filter(|id| self.is_still_listed(id))
    }

    /// Returns every record of a kind, dead ones and those given up for others too, in the order of
    /// their ids.
    pub fn all_ids(&self, kind: &str) -> impl Iterator<Item = Id> {
        self.by_kind.get(kind).into_iter().flat_map(Shelf::ids)
    }

    /// Whether values of the record clash.
    #[must_use]
    pub fn is_clashing(&self, id: &Id) -> bool {
        self.clashing.contains(id)
    }

    /// Returns the deleted records of a kind that nothing keeps visible.
    pub fn deleted(&self, kind: &str) -> impl Iterator<Item = Id> {
        let shelf = self.by_kind.get(kind);
        shelf.into_iter().flat_map(Shelf::ids).filter(|id| self.dead.contains(id) && !self.is_visible(id))
    }

    /// Returns the names of all kinds that have records, known or not.
    pub fn kinds(&self) -> impl Iterator<Item = &Arc<str>> {
        self.by_kind.iter().filter(|(_, shelf)| !shelf.is_empty()).map(|(kind, _)| kind)
    }

    /// Returns the text of the record's list date (`KindDef::by_date`), possibly empty.
    #[must_use]
    pub fn date_of(&self, id: &Id) -> Arc<str> {
        self.slots.get(id).map(|s| Arc::clone(&s.date)).unwrap_or_default()
    }

    /// Returns the listed records of `kind` whose field `field` refers to `to`, or to a record that
    /// was given up for it.
    pub fn referring<'a>(&'a self, to: &Id, kind: &'a str, field: &'a str) -> impl Iterator<Item = Id> + use<'a> {
        let group = std::iter::once(*to).chain(self.given_up_for(to));
        group
            .filter_map(|id| self.links.get(&id))
            .flat_map(Links::iter)
            .filter(move |l| &*l.kind == kind && l.field == field)
            .map(|l| l.from)
            .filter(|id| self.is_listed(id))
    }

    /// Returns the records that the record `id` refers to.
    pub fn refs(&self, id: &Id) -> impl Iterator<Item = Id> {
        self.slots.get(id).into_iter().flat_map(|slot| &*slot.refs).map(|(_, target)| *target)
    }

    /// Returns every reference to the record `to`, from dead records too.
    pub fn links_to(&self, to: &Id) -> impl Iterator<Item = &Link> {
        self.links.get(to).into_iter().flat_map(Links::iter)
    }

    /// Returns the lines, dead or alive, that exist only as part of the record `id`.
    pub fn owned_lines(&self, id: &Id) -> impl Iterator<Item = Id> {
        let lines = self.kind_def(id).map(|k| k.lines).unwrap_or_default();
        self.links_to(id)
            .filter(|l| lines.iter().any(|line| line.owned && line.kind == &*l.kind && line.via == l.field))
            .map(|l| l.from)
    }

    /// Returns how many registers of the record hold clashing values.
    #[must_use]
    pub fn clashes_in(&self, id: &Id) -> usize {
        self.slots.get(id).map_or(0, |slot| slot.clashes)
    }

    /// Returns the visible records in which values clash.
    pub fn clashing(&self) -> impl Iterator<Item = Id> {
        self.clashing.iter().copied().filter(|id| self.is_visible(id))
    }
}
