//! Parts of the schema by their names; and the code lists of a schema, with the fields that offer
//! them: a list has no words of its own, people know it by the fields in which they choose from it.

use super::{CodeList, FieldDef, FieldType, KindDef, Schema};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A kind of record.
    Kind,
    /// A code list.
    List,
    /// A code of the list that this field of the same record names.
    Code(&'static FieldDef),
    /// A code of this list, which is none that people keep; what is not in it is called as it is.
    Of(&'static CodeList),
    /// A code of that one of these lists which is called as this field of the same record says; what
    /// is not in it is called as it is.
    Among(&'static FieldDef, &'static [CodeList]),
}

/// A list with the fields that offer it.
#[derive(Debug, Clone)]
pub struct Used {
    /// The list.
    pub list: &'static CodeList,
    /// The fields that offer it, with their kinds, in the order of the menu; never empty.
    pub by: Vec<(&'static KindDef, &'static FieldDef)>,
}

impl Used {
    /// Returns what people call the list: the labels of the fields that offer it.
    #[must_use]
    pub fn name(&self) -> String {
        let mut labels: Vec<&str> = Vec::new();
        for (_, field) in &self.by {
            if !labels.contains(&field.label) {
                labels.push(field.label);
            }
        }
        labels.join("、")
    }
}

/// Returns all lists of the schema but those that describe the schema itself, in the order of the
/// menu.
#[must_use]
pub fn used(schema: Schema) -> Vec<Used> {
    let mut found: Vec<Used> = Vec::new();
    for kind in schema.kinds().iter().copied().filter(|kind| kind.is_typed()) {
        for field in kind.typed_fields() {
            let (FieldType::Choice(list) | FieldType::Choices(list)) = field.ty else { continue };
            match found.iter_mut().find(|used| used.list.name == list.name) {
                Some(used) => used.by.push((kind, field)),
                None => found.push(Used { list, by: vec![(kind, field)] }),
            }
        }
    }
    found
}
