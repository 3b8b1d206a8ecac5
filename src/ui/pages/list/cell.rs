//! A column of the table: how wide it is, what its heading says, and how its values stand in it.

use super::state::Lister;
use crate::ui::text;
use leptos::prelude::*;
use ronghe_core::ledger::Ledger;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{CodeList, FieldDef, FieldType, KindDef};
use ronghe_core::value::{FieldValue, Money};

/// Widths in pixels: of the box, of a title of one value and of several, of numbers, of days, of
/// words, of texts. A table that is wider than all of them gives each column its part of the rest.
pub const PICK: u32 = 44;
const NAME: u32 = 210;
const NAMES: u32 = 240;
const SHORT: u32 = 88;
const DAY: u32 = 128;
const MEDIUM: u32 = 150;
const LONG: u32 = 170;
/// The space around a value, what a heading needs besides its characters, and for each of them.
const AROUND: u32 = 24;
const MARK: u32 = 10;
const CHARACTER: u32 = 14;

/// The width of the titles.
pub const fn of_titles(kind: &KindDef) -> u32 {
    if kind.title.len() > 1 { NAMES } else { NAME }
}

/// The width of a column: what its values need, and its heading.
pub fn width(field: &FieldDef) -> u32 {
    let values = match field.ty {
        FieldType::LongText | FieldType::Refs(_) | FieldType::Shares(_) | FieldType::Uscc => LONG,
        FieldType::Text | FieldType::Ref(_) | FieldType::OneOf(_) | FieldType::Tags => MEDIUM,
        FieldType::Choice(list) => widest(list).clamp(SHORT, MEDIUM),
        FieldType::Named(_) => LONG,
        FieldType::Date | FieldType::SchoolYear | FieldType::Phone => DAY,
        FieldType::Money => SHORT + AROUND,
        _ => SHORT,
    };
    values.max((AROUND + MARK + characters(&heading(field))).min(MEDIUM + AROUND))
}

/// The width of the longest word of a list.
fn widest(list: &CodeList) -> u32 {
    AROUND + list.codes.iter().map(|code| characters(code.label)).max().unwrap_or(0)
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(0).saturating_mul(CHARACTER)
}

/// The heading of a column, with the unit in which its numbers are.
pub fn heading(field: &FieldDef) -> String {
    let unit = match field.ty {
        FieldType::Money => field.money_unit(),
        _ => field.shown_unit().to_owned(),
    };
    if unit.is_empty() { field.label.to_owned() } else { format!("{}{}", field.label, text::unit(&unit)) }
}

/// A value as it stands in its column; its unit stands in the heading if all have the same.
pub fn shown(ledger: &Ledger, record: &Record, field: &FieldDef) -> String {
    if field.ty == FieldType::Money {
        let money = record.value(field).and_then(|value| Money::read(&value));
        return money.map_or_else(|| ledger.shown(record, field), |money| money.in_unit(field.money));
    }
    if field.shown_unit().is_empty() { ledger.counted(record, field) } else { ledger.shown(record, field) }
}

/// The cells of a record.
pub fn cells(lister: Lister, id: &Id) -> impl IntoView + use<> {
    let columns = lister.columns.get();
    let shown: Vec<String> = lister.app.read(|l| {
        let record = l.get(id);
        let shown = |field: &&'static FieldDef| record.as_ref().map(|record| shown(l, record, field));
        columns.iter().map(|field| shown(field).unwrap_or_default()).collect()
    });
    let cell = |(field, shown): (&FieldDef, String)| {
        // What is cut off can be read by pointing at it.
        let whole = (characters(&shown) + AROUND > width(field)).then(|| shown.clone());
        view! { <td class:n=field.ty.is_number() title=whole>{shown}</td> }
    };
    columns.into_iter().zip(shown).map(cell).collect_view()
}
