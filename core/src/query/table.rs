//! What a list shows as a table for a spreadsheet.

use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, input_text};
use crate::sheet::{Column, Table};

/// Returns the heading of a column: the label, with the unit in which its plain numbers are.
#[must_use]
pub fn heading(field: &FieldDef) -> String {
    let unit = if field.ty == FieldType::Percent { "%" } else { field.unit };
    if unit.is_empty() { field.label.to_owned() } else { format!("{}（{unit}）", field.label) }
}

/// Returns a value as a spreadsheet wants it: numbers plain, dates as 2022-01-19, codes by their
/// labels, references by their titles.
#[must_use]
pub fn cell_text(ledger: &Ledger, record: &Record, field: &FieldDef) -> String {
    match field.ty {
        FieldType::Money | FieldType::Quantity | FieldType::Percent | FieldType::Count | FieldType::Date => {
            record.value(field).map(|value| input_text(field, &value)).unwrap_or_default()
        }
        _ => ledger.shown(record, field),
    }
}

/// Returns the records `ids` as a table of these columns.
#[must_use]
pub fn table_of(ledger: &Ledger, columns: &[&FieldDef], ids: &[Id]) -> Table {
    let row = |id: &Id| {
        let record = ledger.get(id)?;
        Some(columns.iter().map(|field| cell_text(ledger, &record, field)).collect())
    };
    Table {
        columns: columns.iter().map(|field| Column { heading: heading(field), number: field.ty.is_number() }).collect(),
        rows: ids.iter().filter_map(row).collect(),
    }
}
