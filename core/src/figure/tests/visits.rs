//! Hand-computed answers of visits and promises.

use super::{Desk, Scope};
use serde_json::json;

#[test]
fn promises_that_are_due_and_kept_are_counted_to_the_partners_unit() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "chem", &[("name", json!("化工学院"))]);
    let firm = desk.put("partner", "a", &[("name", json!("示例甲")), ("lead_unit", json!(chem.to_string()))]);
    let other = desk.put("partner", "b", &[("name", json!("示例乙"))]);
    let (firm_id, other_id) = (json!(firm.to_string()), json!(other.to_string()));
    let visit = desk.put("visit", "v", &[("partner", firm_id.clone()), ("date", json!("2022-03-01"))]);
    desk.put("visit", "w", &[("partner", firm_id.clone()), ("date", json!("2021-12-31"))]);
    desk.put("visit", "x", &[("partner", other_id.clone()), ("date", json!("2022"))]);
    let at = json!(visit.to_string());
    let promise = |key: &str, side: &str, due: &str, state: &str, visit: &serde_json::Value| {
        let fields = [
            ("partner", firm_id.clone()),
            ("side", json!(side)),
            ("due", json!(due)),
            ("state", json!(state)),
            ("what", json!("寄样")),
            ("visit", visit.clone()),
        ];
        (key.to_owned(), fields)
    };
    let none = json!(null);
    for (key, fields) in [
        promise("kept", "ours", "2022-06-30", "done", &at),
        promise("late", "theirs", "2022-06", "open", &at),
        promise("ahead", "ours", "2022-07-01", "open", &at),
        promise("dropped", "ours", "2022-02-01", "dropped", &at),
        promise("last year", "ours", "2021-12-31", "open", &at),
        promise("by phone", "ours", "2022-01-01", "open", &none),
    ] {
        desk.put("promise", &key, &fields);
    }
    assert_eq!(desk.shown("visits-year"), "2 次", "a date of the year alone lies in the year");
    assert_eq!(desk.shown("visited-partners-year"), "2 家");
    assert_eq!(desk.shown("visit-closing-rate"), "50%", "one of the two that were due this year");
    assert_eq!(desk.shown("promise-kept-rate"), "50%", "the one by phone counts here");
    let of_unit = desk.answer("visits-year", Scope::Unit(chem));
    assert_eq!(of_unit.evidence().iter().map(|e| e.id).collect::<Vec<_>>(), [visit]);
    assert_eq!(desk.shown("uscc-missing-rate"), "100%");
    desk.put("partner", "a", &[("uscc", json!("913204116081345677"))]);
    assert_eq!(desk.shown("uscc-missing-rate"), "50%");
    desk.delete(visit);
    assert_eq!(desk.shown("visits-year"), "1 次");
}

#[test]
fn a_visit_is_followed_by_another_in_time_or_too_late() {
    let mut desk = Desk::new();
    let partner = |desk: &mut Desk, name: &str| json!(desk.put("partner", name, &[("name", json!(name))]).to_string());
    let visit = |desk: &mut Desk, key: &str, to: &serde_json::Value, date: &str| {
        desk.put("visit", key, &[("partner", to.clone()), ("date", json!(date))])
    };
    let [a, b, c, d] = ["甲", "乙", "丙", "丁"].map(|name| partner(&mut desk, name));
    // Followed on the thirtieth day; that one by an agreement on the thirty-first.
    let first = visit(&mut desk, "a1", &a, "2022-01-01");
    visit(&mut desk, "a2", &a, "2022-01-31");
    let signed = [("title", json!("协议")), ("partners", json!([a])), ("signed", json!("2022-03-03"))];
    desk.put("agreement", "a3", &signed);
    // The thirty days of the last of May are over on the last of June alone; the first of June has time.
    let due = visit(&mut desk, "b", &b, "2022-05-30");
    let open = visit(&mut desk, "c", &c, "2022-05-31");
    visit(&mut desk, "of the month", &c, "2022-04");
    visit(&mut desk, "last year", &d, "2021-12-31");
    let rate = desk.answer("revisited-rate", Scope::School);
    let ids =
        |all: Vec<crate::figure::Evidence>| all.into_iter().map(|e| e.id).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(ids(rate.evidence()), [first].into());
    let whole = ids(rate.whole().unwrap());
    assert!(whole.len() == 3 && whole.contains(&due) && !whole.contains(&open));
    assert_eq!(desk.shown("revisited-rate"), "33.33%");
    // Ninety days before the last of June is the first of April: what is earlier waits too long.
    visit(&mut desk, "d", &d, "2022-04-01");
    assert_eq!(desk.shown("revisit-overdue"), "1 家", "the first, of which the last was the agreement of March");
    visit(&mut desk, "d", &d, "2022-03-31");
    assert_eq!(desk.shown("revisit-overdue"), "2 家");
    desk.put("threshold", "revisit_late", &[("name", json!("revisit_late")), ("value", json!(9_100))]);
    assert_eq!(desk.shown("revisit-overdue"), "1 家", "the office waits a day longer");
}
