//! Whose it is that something waits.

use crate::ledger::{Ledger, Owner};
use crate::record::Id;
use crate::schema::FieldType;

/// Whether a record names this person: by his name where names are typed, else as one of our people.
#[must_use]
pub fn names(ledger: &Ledger, id: &Id, me: &Owner) -> bool {
    let Some((kind, record)) = ledger.kind_def(id).zip(ledger.peek(id)) else { return false };
    kind.fields.iter().any(|field| {
        let value = || record.value(field);
        match field.ty {
            FieldType::PersonName => value().is_some_and(|name| name == me.name.as_str()),
            FieldType::Ref("person") => {
                value().is_some_and(|id| me.person.is_some_and(|person| id == person.to_string().as_str()))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::tests::Desk;
    use crate::kinds::SCHEMA;
    use serde_json::json;

    #[test]
    fn what_names_me_is_mine() {
        let mut desk = Desk::joined("office22", "示例甲");
        desk.ledger = Ledger::new(SCHEMA, Vec::new());
        let [mine, theirs, nobodys] = ["mine", "theirs", "nobodys"].map(|key| Id::of_key("promise", key));
        desk.types("promise", mine, "owner", json!("示例甲"));
        desk.types("promise", theirs, "owner", json!("示例乙"));
        desk.types("promise", nobodys, "what", json!("示例甲答应的事"));
        let me = Owner { name: "示例甲".to_owned(), unit: String::new(), device_name: String::new(), person: None };
        let found = [mine, theirs, nobodys].map(|id| names(&desk.ledger, &id, &me));
        assert_eq!(found, [true, false, false]);
    }
}
