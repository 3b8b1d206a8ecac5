//! What rules of several kinds ask: that a part is not more than its whole, that nothing is entered
//! twice. A rule that only one kind has stands with that kind.

use crate::record::Id;
use crate::schema::{Facts, Field, FieldDef, show_value};
use crate::value::FieldValue;

/// Returns what is wrong if `part` is more than `whole`; nothing while one of them is not known.
pub fn at_most<T: FieldValue + PartialOrd>(facts: &dyn Facts, part: Field<T>, whole: Field<T>) -> Option<String> {
    let (some, all) = (facts.get(part)?, facts.get(whole)?);
    let named = |field: Field<T>, value: &T| {
        let def = field.def();
        format!("{}（{}{}）", def.label, show_value(def, &value.write()), def.shown_unit())
    };
    (some > all).then(|| format!("{}比{}还多，请核对这两个数。", named(part, &some), named(whole, &all)))
}

/// Whether another record of `kind` belongs to the same `parent` and says the same in each of `same`.
/// A value that is not there is the same as no other.
pub fn stands_twice(facts: &dyn Facts, kind: &'static str, parent: Field<Id>, same: &[&'static FieldDef]) -> bool {
    let Some(to) = facts.get(parent) else { return false };
    let own = facts.id();
    facts.lines(&to, kind, parent.name()).iter().any(|(id, other)| {
        let is_same = |field: &&'static FieldDef| facts.value(field).is_some_and(|v| other.value(field) == Some(v));
        *id != own && same.iter().all(is_same)
    })
}
