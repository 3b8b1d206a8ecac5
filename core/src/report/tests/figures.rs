//! Columns worked out by hand, each family on a small ledger.

use super::ledgers::{SCHOOL_YEAR, cell, college, id, record, request, table};
use crate::kinds::SCHEMA;
use crate::ledger::Ledger;
use crate::period::Period;
use crate::record::Id;
use crate::report::{Ask, Cell, MoneyUnit, Request, document};
use serde_json::json;

#[test]
fn what_a_major_and_a_partner_do_together_is_one_row() {
    let report = table("cooperation", college(), &request(Some(SCHOOL_YEAR)));
    let rows: Vec<&str> = report.rows.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(rows, ["药品生产技术 × 示例药业", "药品生产技术 × 示例装饰"]);
    for (column, expected) in [
        ("XXDM", "4132012104"),
        ("ZYH", "490201"),
        ("HZQYTYSHXYDM", "913204116081345677"),
        ("HZQYMC", "示例药业"),
        ("HZKSNY", "201905"),
        ("DDPYRS", "30"),
        ("GTKFKCMS", "1"),
        ("GTKFJCS", "1"),
        ("ZCXXJZJSS", "1"),
        ("JSDGSXXSS", "12"),
        ("JSBYSJYS", "9"),
        ("SJCJSJ", "20220119 080000"),
    ] {
        assert_eq!(cell(&report, 0, column), expected, "{column}");
    }
    assert_eq!(cell(&report, 1, "HZKSNY"), "202109", "without an agreement it began with the course");
    let key = cell(&report, 0, "ZJSJWYXBS");
    assert!(key.len() == 32 && key.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()));
    let again = table("cooperation", college(), &request(Some(SCHOOL_YEAR)));
    assert_eq!(cell(&again, 0, "ZJSJWYXBS"), key, "the same row has the same key");
    assert_ne!(cell(&again, 1, "ZJSJWYXBS"), key);
}

#[test]
fn a_school_year_and_a_calendar_year_count_their_own() {
    let next = Period::SchoolYear { from: 2022, starts: 9 };
    let counted = |period, column| {
        let report = table("cooperation", college(), &request(Some(period)));
        cell(&report, 0, column).to_owned()
    };
    assert_eq!(counted(next, "GTKFKCMS"), "2", "a course without an end goes on, another begins on 1 September");
    assert_eq!(counted(SCHOOL_YEAR, "GTKFJCS"), "1", "31 August is the last day");
    assert_eq!(counted(next, "GTKFJCS"), "0");
    assert_eq!(counted(next, "JSBYSJYS"), "0", "2022 届 belongs to the school year that ends in 2022");
    assert_eq!(counted(Period::Year(2022), "JSBYSJYS"), "9");
    assert_eq!(counted(Period::Year(2022), "JSDGSXXSS"), "0", "the internship ended on 31 December");
    assert_eq!(counted(Period::Year(2021), "JSDGSXXSS"), "12");
}

#[test]
fn a_college_has_the_rows_of_its_majors() {
    let of = |unit: &str| {
        let request = Request { unit: Some(Id::of_key("unit", unit)), ..request(Some(SCHOOL_YEAR)) };
        let rows = |name| table(name, college(), &request).rows.len();
        (rows("cooperation"), rows("status-cooperation"), rows("joint-course"))
    };
    assert_eq!(of("chem"), (2, 1, 2));
    assert_eq!(of("art"), (0, 1, 0));
}

#[test]
fn the_status_data_have_a_row_for_every_major() {
    let report = table("status-cooperation", college(), &request(Some(SCHOOL_YEAR)));
    let row = report.rows.iter().position(|r| r.title == "药品生产技术").unwrap();
    for (column, expected) in [
        ("产学合作企业总数", "2"),
        ("订单培养数", "30"),
        ("共同开发课程数", "1"),
        ("支持学校兼职教师数", "1"),
        ("接受顶岗实习学生数", "12"),
        ("学校为企业年培训员工数", "50"),
        ("是否合作开展学徒制专业", "是"),
        ("企业1", "示例药业"),
        ("企业2", "示例装饰"),
        ("企业3", ""),
    ] {
        assert_eq!(cell(&report, row, column), expected, "{column}");
    }
    assert_eq!(cell(&report, 1 - row, "产学合作企业总数"), "0", "an isolated major has its row too");
    assert_eq!(cell(&report, 1 - row, "是否合作开展学徒制专业"), "否");
}

#[test]
fn the_figures_of_the_school_are_divided_by_base_numbers() {
    let report = table("school-cooperation", college(), &request(Some(SCHOOL_YEAR)));
    for (column, expected) in [
        ("校企合作覆盖专业数", "1"),
        ("签订合作协议的企业数", "1"),
        ("签订合作协议的专业数", "1"),
        ("合作企业参与教学的教师数", "1"),
        ("合作企业参与教学的课时数", "160"),
        ("企业兼职教师专业课课时占比", "10.00"),
        ("专任教师企业实践人次", "1"),
        ("专任教师人均企业实践时间", "25"),
        ("接收顶岗实习学生比例", "25.00"),
        ("录取应届毕业生比例", "18.75"),
        ("年支付企业兼职教师课酬", "0.96"),
        ("校外实践教学基地数量", "1"),
    ] {
        assert_eq!(cell(&report, 0, column), expected, "{column}");
    }
    let without: Vec<_> = college().into_iter().filter(|r| r.kind.as_ref() != "base_number").collect();
    let report = table("school-cooperation", without, &request(Some(SCHOOL_YEAR)));
    assert_eq!(cell(&report, 0, "接收顶岗实习学生比例"), "", "without a base number there is no share");
}

#[test]
fn the_rates_of_a_real_mid_term_report() {
    let budget = |key: &str, funds: &str, budget: i64, arrived: i64, spent: i64| {
        let fields = json!({"year": "2021", "funds": funds, "budget": budget, "arrived": arrived, "spent": spent});
        record("double_high_budget", key, fields)
    };
    let records = vec![
        budget("1", "central", 10_000_000_000, 10_000_000_000, 10_000_000_000),
        budget("2", "school", 8_189_000_000, 8_398_310_000, 8_313_120_000),
        record("double_high_budget", "3", json!({"year": "2020", "funds": "school", "budget": 100})),
    ];
    let report = table("double-high", records.clone(), &request(Some(Period::Year(2021))));
    let row = |row, column| cell(&report, row, column);
    assert_eq!((row(4, "资金来源"), row(4, "预算"), row(4, "到位")), ("合计", "18189", "18398.31"));
    assert_eq!((row(4, "到位率"), row(4, "执行率")), ("101.15", "99.54"));
    assert_eq!((row(0, "资金来源"), row(0, "到位率"), row(1, "到位率")), ("中央财政", "100.00", ""));
    let yuan = Request { money: Some(MoneyUnit::Yuan), ..request(Some(Period::Year(2021))) };
    assert_eq!(cell(&table("double-high", records, &yuan), 4, "预算"), "181890000");
}

#[test]
fn a_course_has_a_row_for_each_partner_and_asks_for_one() {
    let report = table("joint-course", college(), &request(Some(SCHOOL_YEAR)));
    assert_eq!(report.rows.len(), 2);
    assert_eq!(cell(&report, 0, "XXFZRGH"), "2003001");
    assert_eq!(cell(&report, 0, "KSRQ"), "20210901");
    assert_eq!(report.refusals().count(), 0);
    let alone = vec![record("course", "c", json!({"name": "没有企业的课", "code": "K", "term": {"start": "2021"}}))];
    let report = table("joint-course", alone, &request(None));
    let columns: Vec<&str> = report.refusals().map(|r| r.column).collect();
    assert_eq!(columns, ["HZQYTYSHXYDM", "HZQYMC", "KSRQ"]);
}

#[test]
fn the_clock_of_a_teacher_says_when_it_runs_out() {
    let practice = |key: &str, end: &str, days: u64| {
        let term = json!({"start": end, "end": end});
        record("teacher_practice", key, json!({"person": id("person", "t"), "days": days * 100, "term": term}))
    };
    let teacher = record("person", "t", json!({"name": "示例教师", "major_teacher": true}));
    let other = record("person", "o", json!({"name": "公共课教师"}));
    let clock = |practices: Vec<_>| {
        let records = practices.into_iter().chain([teacher.clone(), other.clone()]).collect();
        let report = table("teacher-clock", records, &request(None));
        assert_eq!(report.rows.len(), 1, "only teachers of major courses");
        ["近五年实践天数", "还差天数", "何时会不够"].map(|c| cell(&report, 0, c).to_owned())
    };
    let enough = vec![practice("1", "2018-03-01", 100), practice("2", "2021-07-10", 90)];
    assert_eq!(clock(enough), ["190", "0", "2023年3月1日"]);
    let old = vec![practice("1", "2017-01-19", 100), practice("2", "2021-07-10", 90)];
    assert_eq!(clock(old), ["90", "90", ""], "five years to the day are over");
    assert_eq!(clock(Vec::new()), ["0", "180", ""]);
    let leap = vec![practice("1", "2020-02-29", 180)];
    assert_eq!(clock(leap), ["180", "0", "2025年2月28日"]);
}

#[test]
fn numbers_of_another_school_year_are_said() {
    let report = table("status-offcampus-base", college(), &request(Some(SCHOOL_YEAR)));
    assert_eq!(cell(&report, 0, "接待学生量"), "60");
    assert_eq!(report.remarks().map(|r| r.column).collect::<Vec<_>>(), ["数的学年"]);
    assert_eq!(table("training-base", college(), &request(None)).rows.len(), 1);
    let checked = table("industry-college", college(), &request(Some(Period::Year(2022))));
    assert_eq!((cell(&checked, 0, "开发校企合作课程"), cell(&checked, 0, "达成项数")), ("达成", "1"));
}

#[test]
fn the_six_conditions_follow_the_records_and_the_thresholds() {
    let made = |more: Vec<_>| {
        let ledger = Ledger::new(SCHEMA, college().into_iter().chain(more).collect());
        let ask = Ask::new(&ledger, request(None));
        let document = document("enterprise-conditions").unwrap();
        let made = (document.make)(&ask, Some(Id::of_key("partner", "p")));
        made.sections[0].figures.iter().map(|f| (f.cell.clone(), f.met)).collect::<Vec<_>>()
    };
    let before = made(Vec::new());
    assert_eq!(before[0].1, Some(true), "an industry college");
    assert_eq!(before[1], (Cell::Count(12), Some(false)), "half a year counts, five days do not");
    assert_eq!(before[2].1, Some(true));
    assert_eq!(before[3], (Cell::Count(1), Some(false)));
    assert_eq!(before[4].1, Some(true), "1,200,000 元 of equipment");
    assert_eq!(before[5], (Cell::Count(0), Some(false)));
    let right = |key: &str, granted: &str, state: &str| {
        let fields = json!({"title": key, "partners": [id("partner", "p")], "granted": granted, "state": state});
        record("ip_right", key, fields)
    };
    let rights = vec![
        right("the first day", "2019-01-19", "granted"),
        right("a day too early", "2019-01-18", "granted"),
        right("refused", "2021-01-01", "refused"),
    ];
    assert_eq!(made(rights)[5], (Cell::Count(1), Some(true)));
    let given = json!({"partner": id("partner", "p"), "what": "设备", "giver": "partner",
        "arrival": {"arrived": 130_000_000, "arrived_on": "2021-12-31"}});
    let given = made(vec![record("input", "i", given)]);
    assert_eq!(
        given[4],
        (Cell::Money(crate::value::Money(130_000_000)), Some(true)),
        "the larger of the two, not both"
    );
    let lower = record("threshold", "set", json!({"name": "firm_interns", "setting": {"value": 1_200}}));
    assert_eq!(made(vec![lower])[1].1, Some(true), "the office can set the threshold");
}

#[test]
fn the_six_conditions_stand_side_by_side_for_every_enterprise() {
    let firms = vec![record("partner", "p", json!({"name": "示例药业", "type": "enterprise"}))];
    let ledger = college().into_iter().filter(|r| r.id != Id::of_key("partner", "p")).chain(firms).collect();
    let report = table("firm-conditions", ledger, &request(None));
    assert_eq!(cell(&report, 0, "企业"), "示例药业");
    assert_eq!((cell(&report, 0, "达到条件"), cell(&report, 0, "②实习实训")), ("3", "12"));
    assert_eq!(cell(&report, 0, "⑤投入"), "120");
}

#[test]
fn a_published_figure_stands_beside_ours() {
    let figure = |key: &str, name: &str, value: u64, unit: &str| {
        record("city_figure", key, json!({"name": name, "figure": {"value": value * 100, "measured_in": unit}}))
    };
    let mut records = college();
    records.push(record("partner", "p", json!({"name": "示例药业", "type": "enterprise"})));
    records.retain(|r| r.id != Id::of_key("partner", "p") || r.registers.contains_key("type"));
    records.extend([
        figure("a", "校企合作规模以上企业", 2_100, "家余"),
        figure("b", "化工合作产业规模", 500, "亿元级"),
        figure("c", "校内外实习实训基地", 260, "个"),
    ]);
    let report = table("city-figures", records, &request(None));
    let row = |name: &str| (0..report.rows.len()).find(|row| cell(&report, *row, "数据名称") == name).unwrap();
    let firms = row("校企合作规模以上企业");
    assert_eq!((cell(&report, firms, "本校的数"), cell(&report, firms, "本校占比")), ("1", "0.05"), "1 of 2,100");
    assert_eq!(cell(&report, row("化工合作产业规模"), "本校的数"), "", "the size of an industry is no number of firms");
    assert_ne!(cell(&report, row("校内外实习实训基地"), "本校的数"), "");
}

#[test]
fn an_indicator_says_how_far_it_has_come() {
    let task = |key: &str, year: &str, target: u64, done: u64| {
        let amount = json!({"target": target});
        record("double_high_task", key, json!({"indicator": key, "year": year, "amount": amount, "done": done}))
    };
    let records = vec![task("甲", "2022", 1_818_900, 1_839_831), task("乙", "2021", 100, 100)];
    let report = table("double-high-indicators", records, &request(Some(Period::Year(2022))));
    assert_eq!((report.rows.len(), cell(&report, 0, "完成度")), (1, "101.15"));
}

#[test]
fn a_study_has_the_data_of_its_month() {
    let visit = |key: &str, date: &str| record("visit", key, json!({"date": date, "partner": id("partner", "p")}));
    let need = |key: &str, visit: &str, people: u64, pay: u64| {
        record(
            "need",
            key,
            json!({"type": "talent", "visit": id("visit", visit), "partner": id("partner", "p"),
            "post": "操作工", "headcount": people, "monthly_pay": pay}),
        )
    };
    let study = |key: &str, sort: &str, period: &str| record("study", key, json!({"sort": sort, "period": period}));
    let records = vec![
        record("partner", "p", json!({"name": "示例药业", "industry": "医药"})),
        visit("last", "2022-03-31"),
        visit("next", "2022-04-01"),
        need("a", "last", 6, 480_000),
        need("b", "last", 4, 500_000),
        need("c", "next", 90, 900_000),
        study("talent", "talent", "2022-03"),
        study("industry", "industry", "2022"),
    ];
    let ledger = Ledger::new(SCHEMA, records);
    let ask = Ask::new(&ledger, request(None));
    let made = |key: &str| (document("study-data").unwrap().make)(&ask, Some(Id::of_key("study", key)));
    let talent = made("talent");
    assert_eq!(talent.sections[0].heading, "需求专业和岗位（2022 年 3 月）");
    assert_eq!(talent.sections[0].figures[0].label, "没写专业 · 操作工");
    assert_eq!(talent.sections[0].figures[0].cell, Cell::Count(10));
    assert_eq!(
        talent.sections[1].figures[0].cell,
        Cell::Money(crate::value::Money(490_000)),
        "the middle of 4,800 and 5,000"
    );
    let industry = made("industry");
    let labels: Vec<&str> = industry.sections[0].figures.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels, ["走访单位", "行业：医药", "规模：没填"]);
}

#[test]
fn a_page_for_a_partner_says_what_was_done_together() {
    let ledger = Ledger::new(SCHEMA, college());
    let ask = Ask::new(&ledger, request(Some(SCHOOL_YEAR)));
    let made = (document("enterprise-page").unwrap().make)(&ask, Some(Id::of_key("partner", "p")));
    let figure = |section: usize, label: &str| {
        made.sections[section].figures.iter().find(|f| f.label == label).unwrap().cell.clone()
    };
    assert_eq!(figure(0, "协议"), Cell::Count(1));
    assert_eq!(figure(1, "订单培养"), Cell::Count(30));
    assert_eq!(figure(1, "兼职教师"), Cell::Count(1));
    assert_eq!(figure(2, "培训员工"), Cell::Hundredths(5_000));
    assert_eq!(figure(2, "教师驻企"), Cell::Hundredths(10_000));
}

#[test]
fn a_brief_is_of_its_month_and_the_next() {
    let visit = |key: &str, date: &str| record("visit", key, json!({"date": date, "partner": id("partner", "p")}));
    let promise = |key: &str, due: &str, state: &str| {
        record("promise", key, json!({"what": key, "due": due, "state": state, "partner": id("partner", "p")}))
    };
    let records = vec![
        record("partner", "p", json!({"name": "示例药业"})),
        visit("1", "2022-01-31"),
        visit("2", "2022-01-01"),
        visit("3", "2022-02-01"),
        promise("late", "2022-01-18", "open"),
        promise("kept", "2022-01-18", "done"),
        promise("next", "2022-02-28", "open"),
        promise("later", "2022-03-01", "open"),
    ];
    let ledger = Ledger::new(SCHEMA, records);
    let month = Period::Month(crate::value::Month::new(2022, 1).unwrap());
    let ask = Ask::new(&ledger, request(Some(month)));
    let made = (document("monthly-brief").unwrap().make)(&ask, None);
    let first: Vec<Cell> = made.sections.iter().map(|s| s.figures[0].cell.clone()).collect();
    assert_eq!(first, [Cell::Count(2), Cell::Count(0), Cell::Count(1), Cell::Count(1)]);
    assert_eq!(made.sections[0].figures[1].cell, Cell::Count(1), "one partner, twice");
}
