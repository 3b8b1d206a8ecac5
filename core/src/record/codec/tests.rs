//! The row survives every trip, and nothing makes the reader fall.

use super::*;
use crate::record::Device;
use proptest::prelude::*;
use serde_json::{Value, json};

fn entry(device: &str, n: u64, ms: u64, value: Value) -> Entry {
    let device = Device::parse(device).unwrap();
    Entry { dot: Dot { device, n }, stamp: Stamp::new(ms, 0), value: Json::of(&value) }
}

fn sample() -> Record {
    let mut record = Record::new("partner", Id::of_key("partner", "x"));
    record.write("name", &[], entry("aaaa", 1, 1_763_625_612_001, json!("合全药业")));
    record.write("city", &[], entry("aaaa", 2, 1_763_625_700_000, json!("佛山")));
    let mut other = Record::new("partner", record.id);
    other.write("city", &[], entry("bbbb", 4, 1_763_625_800_000, json!("广州")));
    record.merged(&other)
}

#[test]
fn the_row_is_frozen() {
    let expected = include_str!("row-v1.json").trim_end();
    assert_eq!(encode(&sample()), expected, "a change needs a new format version");
}

#[test]
fn an_edited_row_is_noticed_and_a_reformatted_one_is_not_blamed() {
    let row = encode(&sample());
    assert_eq!(decode(&row, true).unwrap(), sample());
    assert_eq!(decode(&row.replace("合全", "合金"), true), Err(RowProblem::Edited));
    let value: Value = serde_json::from_str(&row).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(decode(&pretty, true).unwrap(), sample());
}

#[test]
fn a_reformatted_row_is_one_line_when_it_is_stored() {
    let mut record = Record::new("partner", Id::of_key("partner", "x"));
    record.write("shares", &[], entry("aaaa", 1, 1_763_625_612_001, json!({"ours": 60, "theirs": [40]})));
    let value: Value = serde_json::from_str(&encode(&record)).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(encode(&decode(&pretty, true).unwrap()), encode(&record));
}

#[test]
fn only_foreign_rows_have_limits() {
    let mut record = Record::new("partner", Id::of_key("partner", "x"));
    record.write("note", &[], entry("aaaa", 1, 1_763_625_612_001, json!("长".repeat(400_000))));
    let row = encode(&record);
    assert_eq!(decode(&row, false), Ok(record));
    assert_eq!(decode(&row, true), Err(RowProblem::TooMuch));
}

#[test]
fn a_member_that_stands_twice_is_refused() {
    let row = encode(&sample()).replacen("\"name\"", "\"name\":\"x\",\"name\"", 1);
    assert_eq!(decode(&row, false), Err(RowProblem::NotARow));
}

#[test]
fn unknown_members_are_kept_byte_for_byte() {
    let row = r#"{"_k":"later","id":"6f1d2f0e-5a57-4c55-9d0e-7c1b52a8c0de","rate":1.50e3,"shape":{"z":1,"a":[ ]},"_s":["aaaa.1@2026-01-01T00:00:00.000Z"]}"#;
    let again = encode(&decode(row, false).unwrap());
    assert!(again.contains(r#""rate":1.50e3"#) && again.contains(r#"{"z":1,"a":[ ]}"#));
    assert_eq!(encode(&decode(&again, true).unwrap()), again);
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let value = prop_oneof![Just(json!(null)), "[a-c]{0,2}".prop_map(Value::from), any::<u32>().prop_map(Value::from)];
    ("[a-c]", 1u64..6, 0u64..4_000_000_000_000, value).prop_map(|(d, n, ms, v)| entry(&d, n, ms, v))
}

fn any_record() -> impl Strategy<Value = Record> {
    let register = (prop::collection::vec(any_entry(), 1..4), prop::collection::vec(("[a-e]", 1u64..9), 0..4));
    prop::collection::btree_map("[a-z_]{1,4}(/\\PC{1,3})?", register, 0..5).prop_map(|registers| {
        let mut record = Record::new("kind", Id::of_key("k", "1"));
        for (name, (mut entries, seen)) in registers {
            if ["id", "_k", "_s", "_f", "_c", "_h"].contains(&name.as_str()) {
                continue;
            }
            // One dot is one moment: a dot with two times cannot come from any device.
            for i in 0..entries.len() {
                let first = entries.iter().find(|e| e.dot == entries[i].dot).unwrap().stamp;
                entries[i].stamp = first;
            }
            let mut context = Context::default();
            for (device, n) in seen {
                context.add(&Dot { device: Device::parse(&device).unwrap(), n });
            }
            record.registers.insert(name.into(), Register::new(entries, context));
        }
        record
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(record in any_record()) {
        let row = encode(&record);
        prop_assert!(!row.contains('\n'));
        prop_assert_eq!(decode(&row, true).unwrap(), record);
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,200}") {
        let _seen = decode(&text, true);
    }

    #[test]
    fn a_damaged_row_never_panics(record in any_record(), at in 0usize..400, with in any::<u8>()) {
        let mut bytes = encode(&record).into_bytes();
        let len = bytes.len();
        bytes[at % len] = with;
        let _seen = decode(&String::from_utf8_lossy(&bytes), true);
    }
}
