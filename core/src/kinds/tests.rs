//! A walk over the schema: what every kind and field must have, and that names lead somewhere.

mod flows;
mod glossary;
mod pending;
pub mod rules;
mod teaching;

use super::*;
use crate::schema::{FieldDef, FieldType, KindDef, Need, Place};
use std::collections::{BTreeMap, BTreeSet};

fn all_fields() -> impl Iterator<Item = (&'static KindDef, &'static FieldDef)> {
    SCHEMA.kinds().iter().flat_map(|kind| kind.fields.iter().map(move |field| (*kind, *field)))
}

fn code_list(field: &FieldDef) -> Option<&'static CodeList> {
    match field.ty {
        FieldType::Choice(list) | FieldType::Choices(list) => Some(list),
        _ => None,
    }
}

#[test]
fn names_are_unique_and_everything_has_words() {
    let mut names = BTreeSet::new();
    for kind in SCHEMA.kinds() {
        assert!(names.insert(kind.name), "{} stands twice", kind.name);
        assert!(!kind.label.is_empty() && !kind.title.is_empty(), "{}", kind.name);
        assert!(empty(kind.name).ends_with('。'), "{} does not teach", kind.name);
        let of = headings(kind.name).iter().map(|(name, _)| *name);
        assert!(of.eq(kind.fields.iter().map(|field| field.name)), "{} has headings of other fields", kind.name);
        let (mut fields, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for field in kind.fields {
            assert!(fields.insert(field.name), "{}.{} stands twice", kind.name, field.name);
            assert!(labels.insert(field.label), "{}: {} stands twice", kind.name, field.label);
        }
    }
    for (kind, field) in all_fields() {
        let at = format!("{}.{}", kind.name, field.name);
        assert!(!field.label.is_empty() && !field.group.is_empty(), "{at}");
        assert!(field.help.is_empty() || field.help.ends_with('。'), "{at}: help is one sentence");
        assert!(field.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{at}");
        assert!(!field.name.starts_with('_') && field.name != "id", "{at} is bookkeeping");
        assert!(field.ty != FieldType::Money || field.unit.starts_with('元'), "{at} has no unit of money");
    }
}

#[test]
fn every_list_sorts_and_titles_by_fields_that_exist() {
    for kind in SCHEMA.kinds() {
        for name in kind.title.iter().chain(kind.subtitle) {
            assert!(kind.field(name).is_some(), "{}.{name}", kind.name);
        }
        let pairs = kind.in_order.iter().flat_map(|(first, second)| [*first, *second]);
        for name in pairs.chain(kind.by_date) {
            assert_eq!(kind.field(name).map(|f| f.ty), Some(FieldType::Date), "{}.{name}", kind.name);
        }
        for field in kind.fields.iter().filter(|field| field.runs_out()) {
            assert!(kind.begins(field.name).is_some(), "{}.{} runs from no day", kind.name, field.name);
        }
        let sequence: Vec<&str> = kind.sequence.iter().map(|name| name.trim_start_matches('-')).collect();
        for name in &sequence {
            assert!(kind.field(name).is_some(), "{}.{name}", kind.name);
        }
        if let Some(year) = kind.holds_for {
            assert_eq!(
                kind.sequence.first().copied(),
                Some(format!("-{year}").as_str()),
                "{}: the last year first",
                kind.name
            );
        }
        for field in kind.fields.iter().filter(|field| ["顺序", "第几项"].contains(&field.label)) {
            assert!(sequence.contains(&field.name), "{} does not open in its order", kind.name);
        }
    }
}

#[test]
fn references_and_lines_lead_to_kinds_and_back() {
    for (kind, field) in all_fields() {
        for target in field.ty.targets() {
            assert!(SCHEMA.kind(target).is_some(), "{}.{} points nowhere", kind.name, field.name);
        }
    }
    for kind in SCHEMA.kinds() {
        for line in kind.lines {
            let via = SCHEMA.kind(line.kind).and_then(|child| child.field(line.via));
            assert!(
                via.is_some_and(|f| f.ty.points_to(kind.name)),
                "{}: {}.{} does not point back",
                kind.name,
                line.kind,
                line.via
            );
            assert!(!line.owned || via.is_some_and(|f| !f.ty.is_set()), "{} has one parent", line.kind);
        }
    }
}

#[test]
fn a_field_depends_on_a_choice_and_its_codes() {
    for (kind, field) in all_fields() {
        let Some(when) = field.when else { continue };
        let list = kind.field(when.field).and_then(code_list);
        for code in when.is {
            let label = list.and_then(|list| list.label(code));
            assert!(label.is_some(), "{}.{} depends on {}={code}", kind.name, field.name, when.field);
        }
    }
}

#[test]
fn values_that_share_a_register_are_no_sets_and_no_register_is_a_field() {
    for (kind, field) in all_fields() {
        if let Place::Member(register) = field.place {
            assert!(!field.ty.is_set(), "{}.{}", kind.name, field.name);
            assert!(kind.field(register).is_none(), "{}.{register} is a field too", kind.name);
        }
    }
}

#[test]
fn what_the_program_writes_is_asked_of_nobody() {
    for (kind, field) in all_fields().filter(|(_, field)| field.machine) {
        let shown = field.quick || field.listed || field.searched || !field.help.is_empty();
        assert!(!shown && field.need == Need::Optional, "{}.{}", kind.name, field.name);
        assert!(!kind.title.contains(&field.name) && !kind.subtitle.contains(&field.name), "{}", field.name);
        assert!(kind.typed_fields().all(|typed| typed.name != field.name), "{}", field.name);
        // The steps of a record are written for it; a file is not.
        assert!(!kind.is_typed() || field.ty == FieldType::Steps, "{}.{}", kind.name, field.name);
    }
    let kinds = SCHEMA.kinds().iter().filter(|kind| !kind.is_typed());
    assert_eq!(
        kinds.map(|kind| kind.name).collect::<Vec<_>>(),
        ["photo", "custom_field", "code_entry", "report_rule", "saved_view"]
    );
    let parts = photo::FIELDS.iter().filter(|field| field.register() == photo::FILE);
    assert!(parts.clone().all(|field| field.machine) && parts.count() == 5, "one register, one write");
}

#[test]
fn code_lists_have_names_of_their_own_and_labels_that_are_no_codes() {
    let mut lists: BTreeMap<&str, &CodeList> = BTreeMap::new();
    for list in all_fields().filter_map(|(_, field)| code_list(field)) {
        let known = lists.insert(list.name, list);
        assert!(known.is_none_or(|known| known == list), "{} is the name of two lists", list.name);
        let codes: BTreeSet<_> = list.codes.iter().map(|c| c.code).collect();
        let labels: BTreeSet<_> = list.codes.iter().map(|c| c.label).collect();
        assert_eq!((codes.len(), labels.len()), (list.codes.len(), list.codes.len()), "{} repeats itself", list.name);
        for code in list.codes {
            assert!(code.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            assert!(!code.label.is_ascii(), "{}: {} is no label", list.name, code.label);
        }
    }
}

#[test]
fn only_these_fields_are_demanded_before_a_record_is_saved() {
    let must = || all_fields().filter(|(_, field)| field.need == Need::Must);
    for kind in SCHEMA.kinds().iter().filter(|kind| kind.name != "photo") {
        let demanded = must().filter(|(of, _)| *of == *kind).count();
        assert!((1..=3).contains(&demanded), "{} demands {demanded} fields", kind.name);
    }
    let first =
        "visit partner contact need promise agreement unit person major_group major town custom_field code_entry";
    let of_first = must().filter(|(kind, _)| first.split(' ').any(|name| name == kind.name));
    let of_first: Vec<String> = of_first.map(|(kind, field)| format!("{}.{}", kind.name, field.name)).collect();
    assert_eq!(
        of_first.join(" "),
        "visit.partner visit.date partner.name contact.partner contact.name need.partner need.type promise.partner \
         promise.what agreement.partners agreement.title unit.name person.name major_group.name major.name town.name \
         custom_field.kind custom_field.label custom_field.type code_entry.list code_entry.code"
    );
}

#[test]
fn the_names_that_outside_tests_use_are_there() {
    let promised = [
        ("partner", "name uscc side type district town park address industry scale tags lead_unit owner remarks"),
        ("contact", "partner name title phone wechat remarks"),
        ("visit", "partner date purpose lead lead_title companions host host_title host_phone remarks next_visit"),
        (
            "need",
            "visit partner source type major level post headcount monthly_pay starting_pay topic detail budget due \
             public lodging subsidy",
        ),
        ("promise", "visit partner side what owner due state"),
        ("photo", "visit sha256 bytes type width height caption taken"),
        ("agreement", "partners type title number signed expires state lead_unit"),
        ("unit", "name kind code short head_post"),
        (
            "major",
            "name code level group unit honours duration established direction intake head apprentice chain traits",
        ),
        ("major_group", "name lead_unit parks chain service_area traits"),
        (
            "person",
            "name unit title rank staff_no full_time major_teacher major hired from_partner dual_level dual_organ \
             dual_number dual_until",
        ),
        ("town", "name district sort code"),
    ];
    for (kind, fields) in promised {
        let def = SCHEMA.kind(kind).unwrap();
        let there: BTreeSet<&str> = def.fields.iter().map(|f| f.name).collect();
        assert_eq!(there, fields.split_whitespace().collect(), "{kind}");
    }
    let codes = |kind: &str, field: &str| -> Vec<&str> {
        let list = SCHEMA.kind(kind).and_then(|k| k.field(field)).and_then(code_list).unwrap();
        list.codes.iter().map(|c| c.code).collect()
    };
    assert_eq!(codes("partner", "side"), ["gov", "association", "firm", "school"]);
    assert_eq!(codes("promise", "side"), ["ours", "theirs"]);
    assert_eq!(codes("unit", "kind"), ["college", "department", "office"]);
    let types = "talent internship employment technology training faculty equipment curriculum space graduate_feedback";
    assert_eq!(codes("need", "type").join(" "), types);
}
