//! Hand-computed lamps and the account between a partner and us.

use super::depth::shown;
use super::{Desk, Scope};
use serde_json::json;

#[test]
fn lamps_are_lit_by_the_records_of_the_school_year() {
    let mut desk = Desk::new();
    let a = json!(desk.put("partner", "a", &[("name", json!("甲"))]).to_string());
    let event = |desk: &mut Desk, key: &str, date: &str| {
        desk.put(
            "activity",
            key,
            &[("name", json!(key)), ("part", json!("admission")), ("date", json!(date)), ("partners", json!([a]))],
        )
    };
    let last = event(&mut desk, "the day before the school year", "2021-08-31");
    assert!(shown(&desk, "lamps", Scope::School).rows.is_empty());
    let first = event(&mut desk, "its first day", "2021-09-01");
    desk.put(
        "internship",
        "i",
        &[("partner", a.clone()), ("school_year", json!("2021-2022")), ("headcount", json!(3))],
    );
    desk.put("contract", "c", &[("title", json!("合同")), ("partner", a.clone()), ("signed", json!("2022-01-01"))]);
    let board = shown(&desk, "lamps", Scope::School);
    let (head, cells) = &board.rows[0];
    assert_eq!(head.note, "贯穿度 3/9，下次可谈：就业、校友、教师招聘");
    let evidence: Vec<_> = cells[0].figure.evidence().iter().map(|e| e.id).collect();
    assert!(evidence == [first] && !evidence.contains(&last));
    desk.put("threshold", "lamp_enrolment", &[("name", json!("lamp_enrolment")), ("value", json!(200))]);
    let board = shown(&desk, "lamps", Scope::School);
    assert_eq!(board.rows[0].1[0].shown(), "不够", "the office asks for two");
}

#[test]
fn the_account_counts_what_lies_in_its_twelve_months_by_days() {
    let mut desk = Desk::new();
    let a = ("partner", json!(desk.put("partner", "a", &[("name", json!("甲"))]).to_string()));
    let mut put = |kind: &str, key: &str, fields: &[(&'static str, serde_json::Value)]| {
        let fields: Vec<_> = fields.iter().cloned().chain([a.clone()]).collect();
        desk.put(kind, key, &fields);
    };
    let span = |start: &str, end: &str| [("start", json!(start)), ("end", json!(end))];
    // The twelve months are 2021-07-01 to 2022-06-30: ten of these twenty days lie in them.
    let days = ("person_days", json!(2_001));
    put("training", "over the edge", &[&span("2021-06-21", "2021-07-10")[..], &[days]].concat());
    put("training", "before", &[&span("2021-06-01", "2021-06-30")[..], &[("person_days", json!(700))]].concat());
    let days = ("days", json!(3_000));
    put("teacher_practice", "to the end of it", &[&span("2022-06-16", "2022-07-15")[..], &[days]].concat());
    // Half a year of what is told for a year, and no end of it is known.
    let hours = ("machine_hours", json!(36_500));
    let sharing = [("mode", json!("sharing")), ("state", json!("running")), ("start", json!("2022-01-01")), hours];
    let partners = ("partners", json!([a.1.as_str().unwrap()]));
    desk.put("project", "p", &[&sharing[..], &[partners]].concat());
    let mut put = |kind: &str, key: &str, fields: &[(&'static str, serde_json::Value)]| {
        let fields: Vec<_> = fields.iter().cloned().chain([a.clone()]).collect();
        desk.put(kind, key, &fields);
    };
    // Lessons of the school year before, under a letter that holds for years: July and August.
    let letter = [("start", json!("2020-09-01")), ("expires", json!("2023-08-31")), ("letter", json!(true))];
    let taught = [("school_year", json!("2020-2021")), ("hours", json!(36_500))];
    put("part_time_teacher", "t", &[&letter[..], &taught].concat());
    // A student is one student.
    put("internship", "i", &[&span("2021-06-01", "2021-07-01")[..], &[("headcount", json!(3))]].concat());
    let board = shown(&desk, "account", Scope::School);
    let cells: Vec<String> = board.rows[0].1.iter().map(crate::figure::Cell::shown).collect();
    assert_eq!(cells, ["", "10.01", "3", "", "15", "181", "", "", "", "62", "", "", ""]);
}

#[test]
fn the_account_has_the_posts_offered_and_tells_teachers_who_work_from_those_who_learn() {
    let mut desk = Desk::new();
    let a = ("partner", json!(desk.put("partner", "a", &[("name", json!("甲"))]).to_string()));
    let visit = |desk: &mut Desk, key: &str, date: &str| {
        json!(desk.put("visit", key, &[a.clone(), ("date", json!(date))]).to_string())
    };
    // The twelve months begin on 2021-07-01.
    let (before, first) = (visit(&mut desk, "before", "2021-06-30"), visit(&mut desk, "first", "2021-07-01"));
    let need = |desk: &mut Desk, key: &str, visit: Option<&serde_json::Value>, sort: &str, people: u32| {
        let visit = visit.map(|visit| ("visit", visit.clone()));
        let fields = [a.clone(), ("type", json!(sort)), ("headcount", json!(people))];
        desk.put("need", key, &fields.into_iter().chain(visit).collect::<Vec<_>>())
    };
    need(&mut desk, "before", Some(&before), "talent", 100);
    need(&mut desk, "posts", Some(&first), "talent", 6);
    need(&mut desk, "graduates", Some(&first), "employment", 4);
    need(&mut desk, "interns", Some(&first), "internship", 50);
    need(&mut desk, "nobody knows when", None, "talent", 200);
    for (form, days) in [("post", 1_000), ("research", 200), ("observe", 300), ("trained", 50)] {
        let fields = [a.clone(), ("form", json!(form)), ("start", json!("2022-03-01")), ("end", json!("2022-03-31"))];
        desk.put("teacher_practice", form, &fields.into_iter().chain([("days", json!(days))]).collect::<Vec<_>>());
    }
    let cells = |desk: &Desk| {
        let board = shown(desk, "account", Scope::School);
        let said = board.columns.iter().zip(&board.rows[0].1).filter(|(_, cell)| !cell.is_empty());
        said.map(|(head, cell)| format!("{} {}", head.label, cell.shown())).collect::<Vec<_>>()
    };
    assert_eq!(cells(&desk), ["我：教师驻企（天） 12", "企：提供岗位（个） 10", "企：接收教师学习（天） 3.5"]);
    // The visit moves into the twelve months, and what was told there goes along.
    visit(&mut desk, "before", "2021-07-02");
    assert!(cells(&desk).contains(&"企：提供岗位（个） 110".to_owned()));
}

#[test]
fn the_account_keeps_unlike_things_apart() {
    let mut desk = Desk::new();
    let a = json!(desk.put("partner", "a", &[("name", json!("甲"))]).to_string());
    desk.put(
        "training",
        "t",
        &[
            ("topic", json!("安全")),
            ("partner", a.clone()),
            ("start", json!("2021-07-01")),
            ("person_days", json!(2_050)),
        ],
    );
    desk.put(
        "training",
        "old",
        &[
            ("topic", json!("安全")),
            ("partner", a.clone()),
            ("start", json!("2021-06-30")),
            ("person_days", json!(900)),
        ],
    );
    let board = shown(&desk, "account", Scope::School);
    let (head, cells) = &board.rows[0];
    assert_eq!((head.note.as_str(), cells[1].shown().as_str()), ("只有我为企业", "20.5"));
    let give = [
        ("what", json!("设备")),
        ("partner", a),
        ("giver", json!("partner")),
        ("sort", json!("donated")),
        ("arrived", json!(12_345)),
        ("arrived_on", json!("2022-06-30")),
    ];
    desk.put("input", "i", &give);
    let board = shown(&desk, "account", Scope::School);
    assert_eq!((board.rows[0].0.note.as_str(), board.rows[0].1[8].shown().as_str()), ("", "123.45 元"));
}
