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
    /// One of these names; any other is called as it is.
    Of(Words),
    /// One of these names, which may mean something of its own in what this field of the same record
    /// names; any other is called as it is.
    Among(&'static FieldDef, Words),
}

/// Names with the words that people say for them: `name word`, a line each. Where a name means
/// several things, the line begins with its owner: `owner/name word`.
///
/// It is one text because the first part of the program has it: pairs would take twice the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub &'static str);

impl Words {
    /// Returns the names, each with its word, in their order.
    pub fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.lines().filter_map(|line| line.split_once(' '))
    }

    /// Returns the word for a name.
    #[must_use]
    pub fn word(self, name: &str) -> Option<&'static str> {
        self.pairs().find(|(known, _)| *known == name).map(|(_, word)| word)
    }

    /// Returns the name that is `text`, or for which people say it.
    #[must_use]
    pub fn find(self, text: &str) -> Option<&'static str> {
        self.pairs().find(|(name, word)| *name == text || *word == text).map(|(name, _)| name)
    }
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
