//! Hand-computed answers of contracts and receipts, and that colleges sum to the school.

use super::{Desk, Scope, today};
use crate::figure::{Ask, board};
use crate::period::Period;
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
    assert_eq!(desk.shown("registered-year"), "10 万元");
    desk.put("contract", "c", &[("registered_on", json!("2021-12-31"))]);
    assert_eq!(desk.shown("registered-year"), "0 元", "registered on the last day of the year before");
    desk.put("contract", "c", &[("registered_on", json!("2022-01-10"))]);
    let of = |desk: &Desk, scope| desk.answer("received-school-year", scope).value().map(|v| v.raw);
    assert_eq!(of(&desk, Scope::Unit(chem)), Some(1_800_001));
    assert_eq!(of(&desk, Scope::Unit(test)), Some(1_200_000));
    // 38,000.01 of 100,000 had surely arrived by the end of June; the vague one does not count.
    assert_eq!(desk.shown("contract-arrived-rate"), "35%");
    desk.delete(contract);
    assert_eq!(desk.shown("received-year"), "2.3 万元", "money that arrived stays, whatever became of the contract");
    assert_eq!(of(&desk, Scope::Unit(chem)), Some(0));
}

#[test]
fn money_is_told_by_kind_of_contract_and_in_both_sorts_of_years() {
    let mut desk = Desk::new();
    let contract = |desk: &mut Desk, key: &str, sort: &str, signed: &str, cents: i64| {
        let fields =
            [("title", json!(key)), ("sort", json!(sort)), ("signed", json!(signed)), ("amount", json!(cents))];
        json!(desk.put("contract", key, &fields).to_string())
    };
    let receipt = |desk: &mut Desk, key: &str, of: &Value, date: &str, cents: i64| {
        desk.put("receipt", key, &[("contract", of.clone()), ("date", json!(date)), ("amount", json!(cents))])
    };
    // The last day of one year and the first of the next, of either sort.
    let old = contract(&mut desk, "old", "service", "2021-12-31", 10_000_000);
    let new = contract(&mut desk, "new", "service", "2022-01-01", 20_000_000);
    contract(&mut desk, "before", "development", "2021-08-31", 30_000_000);
    contract(&mut desk, "begins", "development", "2021-09-01", 40_000_000);
    let plain = contract(&mut desk, "plain", "", "2022-06-30", 1_000_000);
    contract(&mut desk, "ahead", "service", "2022-07-01", 50_000_000);
    receipt(&mut desk, "1", &old, "2021-12-31", 4_000_000);
    receipt(&mut desk, "2", &old, "2022-01-01", 5_000_000);
    receipt(&mut desk, "3", &new, "2022-06-30", 2_000_000);
    receipt(&mut desk, "4", &plain, "2022-06-30", 3_000_000);
    receipt(&mut desk, "tomorrow", &new, "2022-07-01", 7_000_000);
    let rows = |name: &str, period: Period| {
        let facts = desk.facts();
        let board = board(name).unwrap().of(&Ask::new(&desk.ledger, &facts, Scope::School, period, today()));
        let shown = |row: &(crate::figure::Head, Vec<crate::figure::Cell>)| {
            row.1.iter().map(crate::figure::Cell::shown).collect::<Vec<_>>()
        };
        board
            .rows
            .iter()
            .map(|row| (row.0.label.clone(), shown(row)))
            .filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()))
            .collect::<Vec<_>>()
    };
    let row = |label: &str, cells: [&str; 3]| (label.to_owned(), cells.map(str::to_owned).to_vec());
    let school_year = Period::SchoolYear { from: 2021, starts: 9 };
    assert_eq!(
        rows("money-by-kind", Period::Year(2022)),
        [
            row("技术开发", ["", "", "70 万元"]),
            row("技术服务", ["70 万元", "14 万元", "19 万元"]),
            row("没分类", ["1 万元", "3 万元", ""]),
            row("合计", ["71 万元", "17 万元", "89 万元"]),
        ]
    );
    assert_eq!(
        rows("money-by-kind-school-year", school_year),
        [
            row("技术开发", ["40 万元", "", "70 万元"]),
            row("技术服务", ["80 万元", "18 万元", "19 万元"]),
            row("没分类", ["1 万元", "3 万元", ""]),
            row("合计", ["121 万元", "21 万元", "89 万元"]),
        ]
    );
    assert_eq!(
        (desk.shown("contracted-year"), desk.shown("contracted-school-year")),
        ("71 万元".into(), "121 万元".into())
    );
    let by_person = |name: &str, period| rows(name, period)[0].1.clone();
    assert_eq!(by_person("money-by-person", Period::Year(2022)), ["71 万元", "17 万元"]);
    assert_eq!(by_person("money-by-person-school-year", school_year), ["121 万元", "21 万元"]);
}
