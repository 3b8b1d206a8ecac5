//! What people read of a record: its title, its values as text, and its place in a list.
//!
//! Nothing here knows where on the screen it is shown; the words for states are the kinds' own.

use super::Ledger;
use crate::order;
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef, show_value};
use crate::value::{FieldValue, Quantity, Shares};
use serde_json::Value;

impl Ledger {
    /// Returns the visible records of a kind as its lists show them: newest date first, or by title.
    #[must_use]
    pub fn sorted(&self, kind: &KindDef) -> Vec<Id> {
        if kind.by_date.is_some() {
            return self.newest(kind.name).collect();
        }
        let mut titled: Vec<(String, Id)> = self.ids(kind.name).map(|id| (self.title(&id), id)).collect();
        order::sort(&mut titled);
        titled.into_iter().map(|(_, id)| id).collect()
    }

    /// Returns what people call the record: the shown values of its title fields.
    ///
    /// A record that has not been received is 未收到; one without a title is 未命名 and its kind.
    #[must_use]
    pub fn title(&self, id: &Id) -> String {
        self.title_within(id, 3)
    }

    /// The title as it stands inside the title of another record.
    pub(crate) fn title_inside(&self, id: &Id) -> String {
        self.title_within(id, 2)
    }

    fn title_within(&self, id: &Id, depth: u8) -> String {
        let id = &self.standing_for(id);
        let Some(record) = self.peek(id) else { return "（未收到）".to_owned() };
        let Some(kind) = self.schema.kind(record.kind()) else { return "（新版本的内容）".to_owned() };
        let fields = kind.title.iter().filter_map(|name| kind.field(name));
        let shown = fields.filter_map(|field| Some(self.shown_value(field, &record.value(field)?, depth)));
        let title = shown.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        if title.is_empty() { format!("未命名{}", kind.label) } else { title }
    }

    /// Returns the shown values of the fields `names` that are not empty.
    #[must_use]
    pub fn shown_list(&self, record: &Record, kind: &KindDef, names: &[&str]) -> Vec<String> {
        self.shown_fields(record, kind, names, 3)
    }

    /// Returns the values of the fields `names` as they stand below a title: numbers and money with
    /// their label and unit, which nothing else there says.
    #[must_use]
    pub fn noted_list(&self, record: &Record, kind: &KindDef, names: &[&str]) -> Vec<String> {
        let fields = names.iter().filter_map(|name| kind.field(name));
        let noted = |field: &FieldDef| {
            let shown = self.shown_within(record, field, 3);
            let unit = if field.ty == FieldType::Money { "" } else { field.shown_unit() };
            if shown.is_empty() || !field.ty.is_number() {
                return shown;
            }
            [field.label, shown.as_str(), unit]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        fields.map(noted).filter(|text| !text.is_empty()).collect()
    }

    fn shown_fields(&self, record: &Record, kind: &KindDef, names: &[&str], depth: u8) -> Vec<String> {
        let fields = names.iter().filter_map(|name| kind.field(name));
        fields.map(|f| self.shown_within(record, f, depth)).filter(|t| !t.is_empty()).collect()
    }

    /// Returns the value of a field as people read it; a reference is its record's title.
    #[must_use]
    pub fn shown(&self, record: &Record, field: &FieldDef) -> String {
        self.shown_within(record, field, 3)
    }

    fn shown_within(&self, record: &Record, field: &FieldDef, depth: u8) -> String {
        record.value(field).map(|value| self.shown_value(field, &value, depth)).unwrap_or_default()
    }

    /// Returns one stored value of a field as people read it.
    #[must_use]
    pub fn shown_json(&self, field: &FieldDef, value: &Value) -> String {
        self.shown_value(field, value, 3)
    }

    fn shown_value(&self, field: &FieldDef, value: &Value, depth: u8) -> String {
        if !field.ty.is_reference() || depth == 0 {
            return show_value(field, value);
        }
        if let (FieldType::Shares(_), Some(shares)) = (field.ty, Shares::read(value)) {
            let part = |(id, part): (Id, Quantity)| format!("{} {}%", self.title_within(&id, depth - 1), part.plain());
            return shares.iter().map(part).collect::<Vec<_>>().join("、");
        }
        let name = |v: &Value| match v.as_str().and_then(Id::parse) {
            Some(id) => self.title_within(&id, depth - 1),
            None => show_value(field, v),
        };
        match value {
            Value::Array(ids) => ids.iter().map(name).collect::<Vec<_>>().join("、"),
            one => name(one),
        }
    }
}
