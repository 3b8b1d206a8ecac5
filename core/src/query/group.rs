//! What makes records a group, how groups are sorted and what they are called.

use super::cell::Cell;
use super::key::{Key, place_of};
use super::shelf::Shelf;
use super::{Grain, Group};
use crate::ledger::Ledger;
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::Id;
use crate::schema::{FieldType, show_value};
use crate::value::{CivilDate, Month, SchoolYear};

/// What makes records a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Common {
    Nothing,
    Number(i64),
    Text(Box<str>),
    Record(Id),
}

/// What a record has in common with others of its group.
pub(super) fn common(grain: Grain, cell: &Cell, ledger: &Ledger) -> Common {
    let day = |day: CivilDate| i64::from(day.year());
    match cell {
        Cell::Date(date) => {
            let (first, last) = (date.earliest(), date.latest());
            let stretch = |day: CivilDate| match grain {
                Grain::Year | Grain::Value => i64::from(day.year()),
                Grain::SchoolYear => match Period::school_year_of(day, SCHOOL_YEAR_STARTS) {
                    Period::SchoolYear { from, .. } => i64::from(from),
                    _ => i64::from(day.year()),
                },
                Grain::Month => i64::from(day.year()) * 12 + i64::from(day.month()) - 1,
            };
            // A date that is not precise enough to tell stands with those that say nothing.
            match (stretch(first), stretch(last)) {
                (a, b) if a == b => Common::Number(a),
                _ if grain == Grain::Year => Common::Number(day(first)),
                _ => Common::Nothing,
            }
        }
        Cell::Number(n) => Common::Number(*n),
        Cell::Yes(yes) => Common::Number(i64::from(*yes)),
        Cell::Text(text) => Common::Text(text.clone()),
        Cell::Record(id) => Common::Record(ledger.standing_for(id)),
        Cell::Unread | Cell::Empty | Cell::Odd | Cell::Texts(_) | Cell::Records(_) => Common::Nothing,
    }
}

/// Returns what a group is sorted by.
pub(super) fn group_key(common: &Common, group: Group, ledger: &Ledger, shelf: &mut Shelf) -> Key {
    match common {
        Common::Nothing => Key::None,
        Common::Number(n) => Key::Number(*n),
        Common::Text(text) => match place_of(group.field, text) {
            Some(place) => Key::Number(place),
            None => Key::Text(super::pinyin_key(text).into()),
        },
        Common::Record(id) => Key::Text(shelf.titles.key(ledger, id)),
    }
}

/// Returns what a group is called; empty if its records have nothing.
pub(super) fn label(common: &Common, group: Group, ledger: &Ledger) -> String {
    let year = |n: i64| u16::try_from(n).unwrap_or_default();
    let shown = |value: serde_json::Value| show_value(group.field, &value);
    match (common, group.grain) {
        (Common::Nothing, _) => String::new(),
        (Common::Number(n), Grain::Year) => Period::Year(year(*n)).label(),
        (Common::Number(n), Grain::SchoolYear) => {
            Period::SchoolYear { from: year(*n), starts: SCHOOL_YEAR_STARTS }.label()
        }
        (Common::Number(n), Grain::Month) => {
            let month = Month::new(year(n / 12), u8::try_from(n % 12 + 1).unwrap_or(1));
            month.map(|month| Period::Month(month).label()).unwrap_or_default()
        }
        (Common::Number(n), Grain::Value) => match group.field.ty {
            FieldType::Bool => shown((*n == 1).into()),
            FieldType::SchoolYear => SchoolYear(year(*n)).show(),
            _ => shown((*n).into()),
        },
        (Common::Text(text), _) => shown((&**text).into()),
        (Common::Record(id), _) => ledger.title(id),
    }
}
