//! The order of lists unless somebody asks for another, and of a few records as in their list.

use super::filter::cell_of;
use super::key::{Key, key_of};
use super::shelf::Titles;
use super::{By, Order};
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, KindDef};
use crate::value::Precision;
use std::cmp::Ordering;

/// The order of a kind's lists: newest date first, or by title. Whole years tell few records apart:
/// those of one go by title.
pub(super) fn default_order(kind: &KindDef) -> Vec<Order> {
    let by_title = Order { by: By::Title, down: false };
    match kind.by_date.and_then(|name| kind.field(name)) {
        None => vec![by_title],
        Some(field) => {
            let tied = (field.precision() == Precision::Year).then_some(by_title);
            std::iter::once(Order { by: By::Field(field), down: true }).chain(tied).collect()
        }
    }
}

/// Sorts a few records of one kind as its lists are sorted.
pub fn sort_as_listed(ledger: &Ledger, kind: &'static KindDef, ids: &mut [Id]) {
    let mut titles = Titles::default();
    let by_date = kind.by_date.and_then(|name| kind.field(name)).map(|field| (field, true));
    let fields: Vec<_> = by_date.into_iter().chain(fields_of(kind, By::Title).map(|field| (field, false))).collect();
    let mut keys = |id: &Id| -> Vec<Key> {
        let record = ledger.get(id);
        let value = |field: &FieldDef| record.as_ref().and_then(|record| record.value(field)).unwrap_or_default();
        fields.iter().map(|(field, _)| key_of(field, &cell_of(field, &value(field)), ledger, &mut titles)).collect()
    };
    let mut keyed: Vec<(Vec<Key>, Id)> = ids.iter().map(|id| (keys(id), *id)).collect();
    crate::order::sort_by(&mut keyed, |(a, a_id), (b, b_id)| {
        let orders = a.iter().zip(b).zip(&fields).map(|((a, b), (_, down))| a.compare(b, *down));
        orders.fold(Ordering::Equal, Ordering::then).then_with(|| a_id.cmp(b_id))
    });
    for (slot, (_, id)) in ids.iter_mut().zip(keyed) {
        *slot = id;
    }
}

pub(super) fn fields_of(kind: &'static KindDef, by: By) -> impl Iterator<Item = &'static FieldDef> {
    let (title, one) = match by {
        By::Title => (kind.title, None),
        By::Field(field) => (&[] as &[&str], Some(field)),
    };
    title.iter().filter_map(|name| kind.field(name)).chain(one)
}
