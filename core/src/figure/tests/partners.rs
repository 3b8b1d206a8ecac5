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
    assert_eq!((board.rows[0].0.note.as_str(), board.rows[0].1[7].shown().as_str()), ("", "123.45 元"));
}
