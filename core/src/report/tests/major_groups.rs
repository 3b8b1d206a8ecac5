//! 专业(群)情况, worked out by hand.

use super::ledgers::{cell, request, table};
use crate::period::Period;
use crate::report::Report;
use crate::sample::{Seed, records};

fn seed(kind: &'static str, key: &str, fields: &[(&str, &str)]) -> Seed {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Seed { kind, key: key.to_owned(), fields: fields.collect() }
}

/// A group of two majors that share a course and a base, and a major in no group.
fn made() -> Report {
    let internship = |key: &str, major: &str, sort: &str, people: &str, start: &str, end: &str| {
        let fields = [("major", major), ("partner", "f"), ("sort", sort), ("headcount", people)];
        seed("internship", key, &[&fields[..], &[("start", start), ("end", end)]].concat())
    };
    let base = |key: &str, place: &str, more: &[(&str, &str)]| {
        seed("base", key, &[&[("name", key), ("place", place), ("established", "2020-01-01")], more].concat())
    };
    let records = records(vec![
        seed("unit", "u1", &[("name", "化工学院"), ("kind", "college")]),
        seed("major_group", "g", &[("name", "示例专业群"), ("lead_unit", "u1")]),
        seed("major", "m1", &[("name", "应用化工技术"), ("code", "470201"), ("unit", "u1"), ("group", "g")]),
        seed("major", "m2", &[("name", "精细化工技术"), ("code", "470203"), ("unit", "u1"), ("group", "g")]),
        seed("major", "m3", &[("name", "环境监测技术"), ("code", "420801"), ("unit", "u1")]),
        seed("person", "t", &[("name", "示例教师"), ("unit", "u1"), ("major", "m2")]),
        seed("partner", "f", &[("name", "示例化工"), ("side", "firm")]),
        seed("project", "p", &[("title", "示例共建"), ("partners", "f"), ("majors", "m1、m2、m3")]),
        seed("course", "k", &[("name", "示例课程"), ("majors", "m1、m2"), ("partners", "f"), ("start", "2021-09-01")]),
        seed(
            "part_time_teacher",
            "w",
            &[("name", "示例师傅"), ("partner", "f"), ("courses", "k"), ("school_year", "2021-2022"), ("hours", "20")],
        ),
        internship("i1", "m1", "post", "12", "2021-07-01", "2021-12-31"),
        internship("i2", "m2", "post", "30", "2021-09-01", "2022-01-31"),
        internship("i3", "m2", "cognition", "40", "2021-07-01", "2022-07-01"),
        seed(
            "input",
            "e",
            &[
                ("partner", "f"),
                ("what", "示例设备"),
                ("giver", "partner"),
                ("sort", "donated"),
                ("arrived", "90000"),
                ("arrived_on", "2022-01-05"),
                ("project", "p"),
                ("unit", "u1"),
            ],
        ),
        seed(
            "training",
            "s",
            &[
                ("topic", "示例培训"),
                ("start", "2021-12-06"),
                ("headcount", "25"),
                ("days", "2"),
                ("audience", "staff"),
                ("teachers", "t"),
            ],
        ),
        base("校内甲", "inside", &[("majors", "m1、m2"), ("workplaces", "40"), ("equipment_value", "1800000")]),
        base("校内乙", "inside", &[("majors", "m2"), ("workplaces", "20"), ("use_hours", "3600.5")]),
        base("校内丙", "inside", &[("majors", "m3"), ("workplaces", "7")]),
        base("校外丁", "outside", &[("majors", "m1"), ("expires", "2021-06-30")]),
        base("校外戊", "outside", &[("majors", "m1、m3")]),
        seed(
            "base_number",
            "b1",
            &[("major", "m1"), ("school_year", "2021-2022"), ("students", "200"), ("major_teachers", "3")],
        ),
        seed(
            "base_number",
            "b2",
            &[("major", "m2"), ("school_year", "2021-2022"), ("students", "100"), ("major_teachers", "5")],
        ),
        seed(
            "base_number",
            "b0",
            &[("major", "m2"), ("school_year", "2020-2021"), ("students", "900"), ("major_teachers", "9")],
        ),
    ]);
    table("status-major-group", records, &request(Some(Period::SchoolYear { from: 2021, starts: 9 })))
}

#[test]
fn a_group_counts_what_its_majors_share_once() {
    let report = made();
    assert_eq!(report.rows.len(), 2, "the group, and the major in none");
    for (column, expected) in [
        ("专业(群)名称", "示例专业群"),
        ("所含专业", "应用化工技术、精细化工技术"),
        ("本专业合作企业总数", "1"),
        ("共同开发课程总数", "1"),
        ("支持兼职教师总数", "1"),
        ("捐赠设备总值", "6"),
        ("准捐赠设备总值", "0"),
        ("为企业培训员工总数", "50"),
        ("校外基地数", "1"),
        ("接受半年顶岗实习学生数", "12"),
        ("校内基地数", "2"),
        ("工位数", "60"),
        ("生均设备值", "0.6"),
        ("使用频率", "3600.5"),
        ("兼职教师占专业课教师比例", "12.50"),
    ] {
        assert_eq!(cell(&report, 0, column), expected, "{column}");
    }
}

#[test]
fn a_major_in_no_group_is_a_row_of_its_own() {
    let report = made();
    for (column, expected) in [
        ("专业(群)名称", "环境监测技术"),
        ("本专业合作企业总数", "0"),
        ("捐赠设备总值", "3"),
        ("校外基地数", "1"),
        ("校内基地数", "1"),
        ("工位数", "7"),
        ("生均设备值", ""),
        ("兼职教师占专业课教师比例", ""),
    ] {
        assert_eq!(cell(&report, 1, column), expected, "{column}");
    }
}
