//! A walk over the schema: what every kind and field must have.

use super::*;
use crate::schema::{FieldDef, FieldType};
use std::collections::BTreeSet;

#[test]
fn names_are_unique_and_everything_has_words() {
    let mut names = BTreeSet::new();
    for kind in SCHEMA.kinds() {
        assert!(names.insert(kind.name), "{} stands twice", kind.name);
        assert!(!kind.label.is_empty() && !kind.empty.is_empty() && !kind.title.is_empty(), "{}", kind.name);
        let mut fields = BTreeSet::new();
        for field in kind.fields {
            assert!(fields.insert(field.name), "{}.{} stands twice", kind.name, field.name);
            assert!(!field.label.is_empty() && !field.group.is_empty(), "{}.{}", kind.name, field.name);
            assert!(!field.name.starts_with('_') && !field.name.contains('/') && field.name != "id");
        }
        assert!(kind.fields.iter().any(|f| f.quick), "{} has no short form", kind.name);
    }
}

#[test]
fn whatever_is_named_exists() {
    for kind in SCHEMA.kinds() {
        for name in kind.title.iter().chain(kind.subtitle) {
            assert!(kind.field(name).is_some(), "{}.{name}", kind.name);
        }
        for (earlier, later) in kind.in_order {
            for name in [earlier, later] {
                assert_eq!(kind.field(name).map(|f| f.ty), Some(FieldType::Date), "{}.{name}", kind.name);
            }
        }
        if let Some(date) = kind.by_date {
            assert_eq!(kind.field(date).map(|f| f.ty), Some(FieldType::Date), "{}.{date}", kind.name);
        }
        for line in kind.lines {
            let child = SCHEMA.kind(line.kind).unwrap();
            let via = child.field(line.via).unwrap();
            assert_eq!(via.ty.target(), Some(kind.name), "{}.{} does not point back", child.name, line.via);
        }
        for field in kind.fields {
            check_field(kind.name, field, |name| kind.field(name));
        }
    }
}

fn check_field(kind: &str, field: &FieldDef, sibling: impl Fn(&str) -> Option<&'static FieldDef>) {
    if let Some(target) = field.ty.target() {
        assert!(SCHEMA.kind(target).is_some(), "{kind}.{} points nowhere", field.name);
    }
    if let Some(when) = field.when {
        let Some(FieldType::Choice(list)) = sibling(when.field).map(|f| f.ty) else {
            panic!("{kind}.{} depends on what is no choice", field.name)
        };
        for code in when.is {
            assert!(list.label(code).is_some(), "{kind}.{} depends on an unknown code {code}", field.name);
        }
    }
    if let FieldType::Choice(list) | FieldType::Choices(list) = field.ty {
        let codes: BTreeSet<_> = list.codes.iter().map(|c| c.code).collect();
        assert_eq!(codes.len(), list.codes.len(), "{} has a code twice", list.name);
    }
}

#[test]
fn the_names_that_outside_tests_use_are_there() {
    let promised = [
        ("partner", "name uscc side type district town park address industry scale tags lead_unit owner remarks"),
        ("contact", "partner name title phone wechat remarks"),
        ("visit", "partner date purpose lead lead_title companions host host_title host_phone remarks next_visit"),
        (
            "need",
            "visit partner source type major level post headcount monthly_pay starting_pay topic detail budget due public lodging subsidy",
        ),
        ("promise", "visit partner side what owner due state"),
        ("agreement", "partners type title number signed expires state lead_unit"),
        ("unit", "name kind code"),
        ("major", "name code level group unit honours"),
        ("major_group", "name lead_unit"),
        ("person", "name unit title"),
    ];
    for (kind, fields) in promised {
        let def = SCHEMA.kind(kind).unwrap();
        for name in fields.split(' ') {
            assert!(def.field(name).is_some(), "{kind}.{name}");
        }
        assert_eq!(def.fields.len(), fields.split(' ').count(), "{kind} has other fields");
    }
}
