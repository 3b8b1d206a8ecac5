//! Tests of days and dates.

use super::*;
use proptest::prelude::*;

fn today() -> CivilDate {
    CivilDate::new(2022, 1, 19).unwrap()
}

fn iso(raw: &str) -> String {
    Date::parse(raw, today()).map_or_else(|p| p.message, Date::iso)
}

#[test]
fn every_way_to_write_a_date_is_read() {
    for raw in [
        "2022-1-19",
        "2022-01-19",
        "2022/1/19",
        "2022.1.19",
        "20220119",
        "2022年1月19日",
        "2022年1月19号",
        "1月19日",
        "２０２２．１．１９",
        "２０２２年１月１９日",
        " 2022 年 1 月 19 日 ",
        "1-19",
        "今天",
    ] {
        assert_eq!(iso(raw), "2022-01-19", "{raw}");
    }
    assert_eq!(iso("昨天"), "2022-01-18");
    assert_eq!(iso("前天"), "2022-01-17");
    assert_eq!(iso("明天"), "2022-01-20");
    for raw in ["2022年1月", "2022-1", "2022/01", "202201", "1月"] {
        assert_eq!(iso(raw), "2022-01", "{raw}");
    }
    assert_eq!(iso("2022年"), "2022");
    assert_eq!(iso("2022"), "2022");
}

#[test]
fn an_impossible_date_says_why() {
    assert_eq!(iso("2022-02-30"), "2022年2月只有 28 天，没有 30 日。");
    assert_eq!(iso("2024年2月30日"), "2024年2月只有 29 天，没有 30 日。");
    assert_eq!(iso("2022-13-01"), "没有 13 月，月份请填 1 到 12。");
    assert_eq!(iso("22年1月"), "年份“22”不对，请写成四位数，例如 2022。");
    assert_eq!(iso("下周三"), "“下周三”不是日期，请写成 2022-1-19、2022年1月 或 2022年这样。");
    for raw in ["2022-1-19-1", "-1-2", "12345", "2022年19日", "2022-1-0", "99999999999999999999-1-1"] {
        assert!(Date::parse(raw, today()).is_err(), "{raw}");
    }
}

#[test]
fn only_the_stored_form_is_read_from_json() {
    for good in ["2022-01-19", "2022-01", "2022"] {
        assert_eq!(Date::read(&Value::from(good)).unwrap().iso(), good);
    }
    for bad in ["2022-1-19", "2022-02-30", "22", "2022-01-19-01", "", "2022-", "+022"] {
        assert_eq!(Date::read(&Value::from(bad)), None, "{bad}");
    }
    assert_eq!(Date::read(&Value::from(2022)), None);
}

#[test]
fn a_date_spans_what_it_can_mean() {
    let month = Date::from_iso("2024-02").unwrap();
    assert_eq!(month.show(), "2024年2月");
    assert_eq!(month.latest().to_string(), "2024-02-29");
    let year = Date::of_year(2022).unwrap();
    assert_eq!((year.earliest().to_string(), year.latest().to_string()), ("2022-01-01".into(), "2022-12-31".into()));
    assert_eq!(Date::from(today()).show(), "2022年1月19日");
}

#[test]
fn days_count_from_1970() {
    assert_eq!(CivilDate::from_unix_days(0).to_string(), "1970-01-01");
    assert_eq!(CivilDate::new(1, 1, 1).unwrap().unix_days(), FIRST_UNIX_DAY);
    assert_eq!(CivilDate::new(9999, 12, 31).unwrap().unix_days(), LAST_UNIX_DAY);
    assert_eq!(CivilDate::from_unix_days(i64::MIN).unix_days(), FIRST_UNIX_DAY);
    assert_eq!(today().weekday(), 3);
}

proptest! {
    #[test]
    fn days_go_there_and_back(days in FIRST_UNIX_DAY..=LAST_UNIX_DAY) {
        let date = CivilDate::from_unix_days(days);
        prop_assert_eq!(date.unix_days(), days);
        prop_assert_eq!(CivilDate::new(date.year, date.month, date.day), Some(date));
        prop_assert_eq!(Date::parse(&date.to_string(), today()).unwrap().earliest(), date);
        prop_assert_eq!(Date::parse(&Date::from(date).show(), today()).is_ok(), date.year >= 1000);
    }

    #[test]
    fn any_text_is_read_or_refused(raw in "\\PC*") {
        drop(Date::parse(&raw, today()));
    }
}

#[test]
fn a_day_is_also_its_month_and_its_year() {
    let day = CivilDate::new(2022, 3, 31).unwrap();
    assert_eq!(Date::at(day, Precision::Day), Date::from(day));
    assert_eq!(Date::at(day, Precision::Month).iso(), "2022-03");
    assert_eq!(Date::at(day, Precision::Month), Date::from(Month::of(day)));
    assert_eq!(Some(Date::at(day, Precision::Year)), Date::of_year(2022));
}

#[test]
fn full_years_end_the_day_before_the_day_on_which_they_begin() {
    let last = |y, m, d, years| CivilDate::new(y, m, d).unwrap().last_of_years(years);
    let day = |y, m, d| CivilDate::new(y, m, d).unwrap();
    assert_eq!(last(2026, 3, 1, 1), day(2027, 2, 28));
    assert_eq!(last(2027, 3, 1, 1), day(2028, 2, 29));
    assert_eq!(last(2026, 1, 1, 3), day(2028, 12, 31));
    assert_eq!(last(2024, 2, 29, 1), day(2025, 2, 28));
    assert_eq!(last(2024, 2, 29, 4), day(2028, 2, 28));
    assert_eq!(last(9999, 5, 2, 3), day(9999, 5, 1));
}
