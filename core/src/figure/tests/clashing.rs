//! Hand-computed answers with a record in which values clash: the value that is shown everywhere counts,
//! once, and the clash is said beside the figure.

use super::campus::{firm, text, unit};
use super::{Desk, Scope, today};
use crate::figure::{Ask, board};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

/// What somebody else wrote later into a record, and what a figure says of it then.
fn then(desk: &mut Desk, record: (&str, &str), later: &[(&str, Value)], (figure, value): (&str, &str)) {
    desk.clash(record.0, record.1, later);
    assert_eq!(desk.shown(figure), value, "{figure} of a {} that clashes", record.0);
    assert_eq!(desk.doubts(figure).0, 1, "{figure} says that a {} clashes", record.0);
}

#[test]
fn a_room_counts_once_in_the_state_that_is_shown() {
    let mut desk = Desk::new();
    for (number, state) in [("101", "used"), ("102", "idle")] {
        let fields = [("number", json!(number)), ("area", json!(10_000)), ("state", json!(state))];
        desk.put("room", number, &fields);
    }
    assert_eq!(desk.shown("room-idle-rate"), "50%");
    then(&mut desk, ("room", "101"), &[("state", json!("idle"))], ("room-idle-rate", "100%"));
    desk.put("space_demand", "d", &[("title", json!("要房")), ("area", json!(5_000))]);
    then(&mut desk, ("space_demand", "d"), &[("area", json!(7_000))], ("space-wanted", "70 ㎡"));
}

#[test]
fn a_study_is_due_on_the_day_that_is_shown() {
    let mut desk = Desk::new();
    let came = [("state", json!("shared")), ("state_since", json!("2022-04-05")), ("due", json!("2022-04-05"))];
    desk.put("study", "s", &[&[("sort", json!("industry"))][..], &came].concat());
    assert_eq!(desk.shown("study-on-time-rate"), "100%");
    then(&mut desk, ("study", "s"), &[("due", json!("2022-04-04"))], ("study-on-time-rate", "0%"));
}

#[test]
fn a_clause_is_answered_and_a_case_adopted_by_what_is_shown() {
    let mut desk = Desk::new();
    desk.put("clause", "c", &[("number", json!("一")), ("answer", json!("已办"))]);
    then(&mut desk, ("clause", "c"), &[("answer", json!("在办"))], ("clause-answered-rate", "100%"));
    desk.put("case_study", "c", &[("practice", json!("甲")), ("state", json!("read"))]);
    assert_eq!(desk.shown("case-adopted-rate"), "0%");
    then(&mut desk, ("case_study", "c"), &[("state", json!("adopted"))], ("case-adopted-rate", "100%"));
}

#[test]
fn a_term_ends_and_a_seat_is_held_as_is_shown() {
    let mut desk = Desk::new();
    desk.put("body", "b", &[("name", json!("联盟")), ("sort", json!("alliance")), ("term_end", json!("2024-01-01"))]);
    assert_eq!(desk.shown("bodies-term-ending"), "0 个");
    then(&mut desk, ("body", "b"), &[("term_end", json!("2022-07-01"))], ("bodies-term-ending", "1 个"));
    let seat = [("body", text(Id::of_key("body", "b"))), ("side", json!("school")), ("role", json!("member"))];
    desk.put("member", "m", &seat);
    assert_eq!(desk.shown("offices-held"), "0 席");
    then(&mut desk, ("member", "m"), &[("role", json!("chair"))], ("offices-held", "1 席"));
}

#[test]
fn a_major_that_is_closed_in_one_hand_counts_as_is_shown() {
    let mut desk = Desk::new();
    desk.put("major", "m", &[("name", json!("甲专业")), ("intake", json!("closed"))]);
    assert_eq!(desk.shown("majors-isolated-rate"), "—");
    then(&mut desk, ("major", "m"), &[("intake", json!("open"))], ("majors-isolated-rate", "100%"));
    let firm = firm(&mut desk, "甲", &[]);
    let tie = [("partner", text(firm)), ("major", text(Id::of_key("major", "m"))), ("end", json!("2021-06-30"))];
    desk.put("internship", "i", &tie);
    desk.clash("internship", "i", &[("end", json!("2022-06-30"))]);
    assert_eq!(desk.shown("majors-isolated-rate"), "0%", "the later end is the one that is shown");
}

#[test]
fn platforms_and_bases_are_used_as_is_shown() {
    let mut desk = Desk::new();
    desk.put("platform", "p", &[("name", json!("平台")), ("state", json!("building")), ("use_hours", json!(10_000))]);
    then(&mut desk, ("platform", "p"), &[("use_hours", json!(123_400))], ("platform-use-hours", "1,234 人时"));
    let of_year = [("use_hours", json!(50_000)), ("figures_year", json!("2021-2022"))];
    desk.put("base", "b", &[&[("name", json!("基地"))][..], &of_year].concat());
    then(
        &mut desk,
        ("base", "b"),
        &[("figures_year", json!("2021-2022")), ("use_hours", json!(60_000))],
        ("base-use-hours", "600 人时"),
    );
}

#[test]
fn an_apprentice_passed_as_is_shown_and_of_whom_nothing_was_received_counts_for_nobody() {
    let mut desk = Desk::new();
    let missing = Id::of_key("partner", "没收到");
    let pair = [("partner", text(missing)), ("master", json!("王师傅")), ("state", json!("failed"))];
    desk.put("apprenticeship", "a", &pair);
    assert_eq!(desk.shown("apprentice-passed-rate"), "0%");
    then(&mut desk, ("apprenticeship", "a"), &[("state", json!("passed"))], ("apprentice-passed-rate", "100%"));
    assert_eq!(desk.doubts("apprentice-passed-rate"), (1, 1), "and its partner was not received");
    assert!(desk.answer("apprentice-passed-rate", super::Scope::NoUnit).evidence().len() == 1);
}

#[test]
fn money_and_points_count_as_is_shown() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let receipt = [("date", json!("2022-03-01")), ("amount", json!(100_000)), ("unit", text(chem))];
    desk.put("receipt", "r", &receipt);
    then(&mut desk, ("receipt", "r"), &[("amount", json!(250_000))], ("received-year", "2,500 元"));
    let rule =
        [("name", json!("走访")), ("basis", json!("judged")), ("score", json!(1_000)), ("year", json!("2021-2022"))];
    let indicator = desk.put("indicator", "i", &rule);
    let score =
        [("indicator", text(indicator)), ("unit", text(chem)), ("own", json!(300)), ("year", json!("2021-2022"))];
    desk.put("score", "s", &score);
    assert_eq!(desk.shown("assessment-points"), "3 分");
    desk.clash("score", "s", &[("own", json!(500))]);
    assert_eq!(desk.shown("assessment-points"), "5 分");
}

#[test]
fn a_board_says_what_clashes_and_what_was_not_received_behind_its_cells() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let receipt = |desk: &mut Desk, key: &str, date: &str, more: &[(&str, Value)]| {
        let base =
            [("date", json!(date)), ("amount", json!(100_000)), ("unit", text(chem)), ("source", json!("service"))];
        desk.put("receipt", key, &[&base[..], more].concat())
    };
    receipt(&mut desk, "clear", "2022-03-01", &[]);
    receipt(&mut desk, "clashing", "2022-03-02", &[]);
    receipt(&mut desk, "of nobody known", "2022-03-03", &[("partner", text(Id::of_key("partner", "not received")))]);
    receipt(&mut desk, "last year", "2021-12-31", &[]);
    for key in ["clashing", "last year"] {
        desk.put("receipt", key, &[("voucher", json!("凭证一"))]);
        desk.clash("receipt", key, &[("voucher", json!("凭证二"))]);
    }
    let doubts = |desk: &Desk, year: u16| {
        let facts = desk.facts();
        let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(year), today());
        ask.doubts_on(&board("receipts").unwrap().of(&ask))
    };
    assert_eq!(doubts(&desk, 2022), (1, 1), "each once, however many cells it counts in");
    assert_eq!(doubts(&desk, 2021), (1, 0));
    desk.put("receipt", "clashing", &[("voucher", json!("凭证四"))]);
    assert_eq!(doubts(&desk, 2022), (0, 1));
}
