//! The order of lists unless somebody asks for another, and of a few records as in their list.

use super::filter::cell_of;
use super::key::Titles;
use super::key::{Key, key_of};
use super::{By, Order};
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, KindDef};
use crate::value::Precision;
use std::cmp::Ordering;

/// The order of a kind's lists: in its sequence, newest date first, or by title. Whole years and
/// months tell few records apart: those of one go by title.
pub(super) fn default_order(kind: &KindDef) -> Vec<Order> {
    let by_title = Order { by: By::Title, down: false };
    if !kind.sequence.is_empty() {
        let order = |name: &&str| {
            let (name, down) = name.strip_prefix('-').map_or((*name, false), |name| (name, true));
            Some(Order { by: By::Field(kind.field(name)?), down })
        };
        return kind.sequence.iter().filter_map(order).chain([by_title]).collect();
    }
    match kind.by_date.and_then(|name| kind.field(name)) {
        None => vec![by_title],
        Some(field) => {
            let tied = (field.precision() != Precision::Day).then_some(by_title);
            std::iter::once(Order { by: By::Field(field), down: true }).chain(tied).collect()
        }
    }
}

/// Sorts a few records of one kind as its lists are sorted.
pub fn sort_as_listed(ledger: &Ledger, kind: &'static KindDef, ids: &mut [Id]) {
    let mut titles = Titles::default();
    let by_title = Order { by: By::Title, down: false };
    let orders = default_order(kind).into_iter().filter(|order| *order != by_title).chain([by_title]);
    let fields: Vec<_> =
        orders.flat_map(|order| fields_of(kind, order.by).map(move |field| (field, order.down))).collect();
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
