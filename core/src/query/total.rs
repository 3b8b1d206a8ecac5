//! Totals by unit of measure. Unlike units are never added: a total belongs to one column, and a
//! column has one unit. Nor are numbers of unlike years where they hold for a year: who was a student
//! in two years is one student.

use super::cell::Cell;
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
    /// How many records had a number; none if they must not be added.
    pub count: usize,
}

/// A total that is being added up.
pub(super) struct Adding {
    total: Total,
    /// The year for which the numbers so far hold, and whether another one has come.
    year: Option<Cell>,
    mixed: bool,
}

impl Adding {
    pub const fn of(field: &'static FieldDef) -> Self {
        Self { total: Total { field, sum: 0, count: 0 }, year: None, mixed: false }
    }

    /// Adds a number that holds for `year`, where the kind's numbers hold for one.
    pub fn add(&mut self, n: i64, year: Option<&Cell>) {
        self.mixed |= self.year.as_ref().zip(year).is_some_and(|(before, now)| before != now);
        if self.year.is_none() {
            self.year = year.cloned();
        }
        self.total.sum = self.total.sum.saturating_add(n);
        self.total.count += 1;
    }

    /// What has been added; nothing if it must not be.
    pub fn done(self) -> Total {
        if self.mixed { Self::of(self.total.field).total } else { self.total }
    }
}

impl Total {
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
