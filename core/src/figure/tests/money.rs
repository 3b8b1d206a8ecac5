//! Hand-computed answers of contracts and receipts, and that colleges sum to the school.

use super::{Desk, Scope};
use crate::record::Id;
use serde_json::{Value, json};

fn unit(desk: &mut Desk, key: &str) -> (Id, Value) {
    let id = desk.put("unit", key, &[("name", json!(key))]);
    (id, json!(id.to_string()))
}

#[test]
fn money_counts_on_the_day_of_its_voucher_and_by_its_shares() {
    let mut desk = Desk::new();
    let ((chem, chem_id), (test, test_id)) = (unit(&mut desk, "化工学院"), unit(&mut desk, "检测学院"));
    let contract = desk.put(
        "contract",
        "c",
        &[
            ("title", json!("示例合同")),
            ("signed", json!("2021-11-05")),
            ("amount", json!(10_000_000)),
            ("other_amount", json!(1_500_000)),
            ("registered_on", json!("2022-01-10")),
            ("shares", json!([[chem_id, 6_000], [test_id, 4_000]])),
        ],
    );
    let of_contract = json!(contract.to_string());
    let receipt = |desk: &mut Desk, key: &str, date: &str, cents: i64| {
        desk.put("receipt", key, &[("contract", of_contract.clone()), ("date", json!(date)), ("amount", json!(cents))])
    };
    receipt(&mut desk, "last day", "2021-12-31", 1_000_001);
    receipt(&mut desk, "first day", "2022-01-01", 2_000_000);
    receipt(&mut desk, "before the school year", "2021-08-31", 500_000);
    receipt(&mut desk, "of the year alone", "2022", 300_000);
    assert_eq!(desk.shown("received-year"), "2.3 万元", "a date of the year alone lies in the year");
    assert_eq!(desk.shown("received-school-year"), "3.000001 万元", "but it may lie in two school years");
    assert_eq!(desk.answer("received-school-year", Scope::School).unclear.len(), 1);
    assert_eq!(desk.shown("contracted-year"), "0 元", "it was signed the year before");
    assert_eq!(desk.shown("tax-exempt-year"), "8.5 万元");
    let of = |desk: &Desk, scope| desk.answer("received-school-year", scope).value().map(|v| v.raw);
    assert_eq!(of(&desk, Scope::Unit(chem)), Some(1_800_001));
    assert_eq!(of(&desk, Scope::Unit(test)), Some(1_200_000));
    // 38,000.01 of 100,000 had surely arrived by the end of June; the vague one does not count.
    assert_eq!(desk.shown("contract-arrived-rate"), "35%");
    desk.delete(contract);
    assert_eq!(desk.shown("received-year"), "2.3 万元", "money that arrived stays, whatever became of the contract");
    assert_eq!(of(&desk, Scope::Unit(chem)), Some(0));
}
