//! Totals by unit of measure. Unlike units are never added: a total belongs to one column, and a
//! column has one unit.

use crate::schema::{FieldDef, FieldType, show_value};
use serde_json::Value;

/// Units of numbers that name something, such as a month, or bound it, instead of counting it.
const NAMES: [&str; 7] = ["", "年", "月", "届", "级", "期", "字"];

/// Whether the numbers of a field can be added: amounts of money, measured amounts and counted
/// things; neither shares, nor rates such as 元/月, nor numbers that only name a year.
#[must_use]
pub fn is_summed(field: &FieldDef) -> bool {
    let rate = field.unit.contains(['/', '%', '％']);
    match field.ty {
        FieldType::Money => !rate,
        FieldType::Quantity | FieldType::Count => !rate && !NAMES.contains(&field.unit),
        _ => false,
    }
}

/// The total of one column. Each record counts with its whole amount, whoever shares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The column.
    pub field: &'static FieldDef,
    /// The sum in the unit in which the field is stored.
    pub sum: i64,
    /// How many records had a number.
    pub count: usize,
}

impl Total {
    pub(super) const fn of(field: &'static FieldDef) -> Self {
        Self { field, sum: 0, count: 0 }
    }

    pub(super) const fn add(&mut self, n: i64) {
        self.sum = self.sum.saturating_add(n);
        self.count += 1;
    }

    /// Returns the sum with its unit, as people read it; empty if there is nothing to add.
    #[must_use]
    pub fn show(&self) -> String {
        if self.count == 0 {
            return String::new();
        }
        let number = show_value(self.field, &Value::from(self.sum));
        let unit = self.field.shown_unit();
        if unit.is_empty() { number } else { format!("{number} {unit}") }
    }
}
