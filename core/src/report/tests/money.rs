//! Columns of money, worked out by hand: received for services, given, put in.

use super::ledgers::{cell, request, table};
use crate::period::Period;
use crate::record::{Id, Record};
use crate::report::Request;
use crate::sample::{Seed, records};

fn seed(kind: &'static str, key: &str, fields: &[(&str, &str)]) -> Seed {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Seed { kind, key: key.to_owned(), fields: fields.collect() }
}

/// Two majors of two colleges, a firm, a contract shared by two teachers, what the firm put in.
fn school() -> Vec<Record> {
    let receipt = |key: &str, source: &str, date: &str, amount: &str| {
        let of = if source == "service" { "c" } else { "" };
        let fields = [
            ("source", source),
            ("date", date),
            ("amount", amount),
            ("contract", of),
            ("partner", "f"),
            ("unit", "u1"),
        ];
        let there: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        seed("receipt", key, &there)
    };
    let input = |key: &str, sort: &str, amount: &str, on: &str| {
        let fields = [("partner", "f"), ("what", "示例"), ("giver", "partner"), ("sort", sort), ("arrived", amount)];
        seed("input", key, &[&fields[..], &[("arrived_on", on), ("project", "p"), ("unit", "u1")]].concat())
    };
    records(vec![
        seed("unit", "u1", &[("name", "化工学院"), ("kind", "college")]),
        seed("unit", "u2", &[("name", "建工学院"), ("kind", "college")]),
        seed("major", "m1", &[("name", "应用化工技术"), ("code", "470201"), ("unit", "u1")]),
        seed("major", "m2", &[("name", "建筑工程技术"), ("code", "440301"), ("unit", "u2")]),
        seed("person", "t1", &[("name", "示例教师甲"), ("unit", "u1"), ("major", "m1")]),
        seed("person", "t2", &[("name", "示例教师乙"), ("unit", "u2"), ("major", "m2")]),
        seed("partner", "f", &[("name", "示例化工"), ("side", "firm")]),
        seed("project", "p", &[("title", "示例共建"), ("partners", "f"), ("majors", "m1、m2")]),
        seed(
            "contract",
            "c",
            &[
                ("title", "示例合同"),
                ("partner", "f"),
                ("shares", "u1:60、u2:40"),
                ("people", "t1:75、t2:25"),
                ("lead_unit", "u1"),
            ],
        ),
        receipt("r1", "service", "2022-01-01", "100000"),
        receipt("r2", "service", "2021-12-31", "900000"),
        receipt("r3", "vertical", "2022-06", "50000"),
        receipt("r4", "trade", "2022-12-31", "20000"),
        receipt("r5", "training", "2022-03-01", "10000"),
        receipt("r6", "donation", "2022-03-01", "30000"),
        input("i1", "donated", "80000", "2022-05-01"),
        input("i2", "lent", "40000", "2022-05-02"),
        input("i3", "money", "60000", "2022-05-03"),
        input("i4", "money", "70000", "2021-05-03"),
        seed(
            "training",
            "a",
            &[
                ("topic", "示例培训"),
                ("start", "2022-04-01"),
                ("hours", "24"),
                ("terms", "paid"),
                ("income", "5000"),
                ("unit", "u2"),
            ],
        ),
        seed(
            "training",
            "b",
            &[("topic", "示例公益"), ("start", "2022-04-01"), ("hours", "8"), ("terms", "public_good"), ("unit", "u1")],
        ),
        seed("course", "k", &[("name", "示例课程"), ("majors", "m1"), ("partners", "f"), ("start", "2022-02-01")]),
    ])
}

#[test]
fn the_service_contribution_of_a_year_is_what_arrived_in_it() {
    let year = request(Some(Period::Year(2022)));
    let report = table("service-contribution", school(), &year);
    for (column, expected) in [
        ("横向技术服务到款额", "10"),
        ("纵向科研经费到款额", "5"),
        ("技术交易到款额", "2"),
        ("科研社会服务经费", "17"),
        ("非学历培训到账经费", "1.5"),
        ("非学历培训时间", "32"),
        ("公益性培训服务", "8"),
        ("企业提供的校内实践教学设备值", "12"),
    ] {
        assert_eq!(cell(&report, 0, column), expected, "{column}");
    }
    let college = Request { unit: Some(Id::of_key("unit", "u2")), ..year };
    let report = table("service-contribution", school(), &college);
    assert_eq!(cell(&report, 0, "横向技术服务到款额"), "4", "its 40 percent of the contract");
    assert_eq!(cell(&report, 0, "非学历培训到账经费"), "0.5");
}

#[test]
fn money_for_services_goes_to_the_majors_of_those_who_earned_it() {
    let report = table("status-cooperation", school(), &request(Some(Period::Year(2022))));
    let rows: Vec<[&str; 4]> = (0..report.rows.len())
        .map(|row| {
            ["专业名称", "学校为企业技术服务年收入", "对学校捐赠设备总值", "对学校准捐赠设备总值"]
                .map(|column| cell(&report, row, column))
        })
        .collect();
    assert!(rows.contains(&["应用化工技术", "7.5", "4", "2"]), "{rows:?}");
    assert!(rows.contains(&["建筑工程技术", "2.5", "4", "2"]), "{rows:?}");
    let report = table("cooperation", school(), &request(Some(Period::Year(2022))));
    assert_eq!(cell(&report, 0, "XXWQYJSFWNSR"), "75000", "of the pair that has a course");
}

#[test]
fn the_school_adds_what_partners_put_in() {
    let report = table("school-cooperation", school(), &request(Some(Period::Year(2022))));
    for (column, expected) in [
        ("合作企业投入资金总额", "6"),
        ("合作企业投入到账资金", "6"),
        ("合作企业投入设备总值", "12"),
        ("企业捐赠总值", "11"),
    ] {
        assert_eq!(cell(&report, 0, column), expected, "{column}");
    }
}

#[test]
fn the_change_from_the_year_before_is_in_percent() {
    let report = table("model-school", school(), &request(Some(Period::Year(2022))));
    let row = |n: usize| ["目前水平", "原有基础", "变化情况"].map(|column| cell(&report, n, column));
    assert_eq!(row(5), ["12", "0", ""], "nothing before, nothing to compare with");
    assert_eq!(row(6), ["10", "90", "-88.89"]);
}

#[test]
fn person_months_are_of_the_days_that_lie_in_the_period() {
    // Thirty people: the thirty last days of one school year, the ten first of the next.
    let fields = [("partner", "1"), ("headcount", "30"), ("start", "2021-08-02"), ("end", "2021-09-10")];
    let interns = || records(vec![seed("internship", "i", &fields)]);
    let months = |period| {
        let report = table("model-school", interns(), &request(Some(period)));
        ["目前水平", "原有基础"].map(|column| cell(&report, 3, column).to_owned())
    };
    let school = |from| Period::SchoolYear { from, starts: 9 };
    assert_eq!(months(school(2021)), ["10", "30"]);
    assert_eq!(months(school(2020)), ["30", "0"]);
    assert_eq!(months(school(2022)), ["0", "10"]);
    assert_eq!(months(Period::Year(2021)), ["40", "0"]);
}

#[test]
fn the_visits_of_a_year_are_summed_up_for_the_province() {
    let firm = |key: &str, code: &str| {
        let fields = [("name", key), ("side", "firm"), ("uscc", code)];
        seed("partner", key, &fields.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>())
    };
    let visit = |key: &str, of: &str, date: &str| seed("visit", key, &[("partner", of), ("date", date)]);
    let need = |key: &str, of: &str, sort: &str, people: &str| {
        seed("need", key, &[("visit", of), ("type", sort), ("headcount", people)])
    };
    let records = records(vec![
        firm("甲", "913204116081345677"),
        firm("乙", "91110000600037341L"),
        seed("partner", "丙", &[("name", "丙"), ("side", "gov")]),
        visit("1", "甲", "2022-01-01"),
        visit("2", "甲", "2022-12-31"),
        visit("3", "乙", "2022-06-01"),
        visit("4", "丙", "2022-06-01"),
        visit("5", "乙", "2021-12-31"),
        need("a", "1", "talent", "6"),
        need("b", "2", "internship", "10"),
        need("c", "3", "employment", "2"),
        need("d", "4", "talent", "50"),
        need("e", "5", "talent", "70"),
    ]);
    let report = table("visit-summary", records, &request(Some(Period::Year(2022))));
    let row =
        ["走访企业数", "拓展岗位数", "拟接纳实习生数", "本省企业占比", "留省岗位占比"].map(|c| cell(&report, 0, c));
    assert_eq!(row, ["2", "8", "10", "50.00", "75.00"]);
}
