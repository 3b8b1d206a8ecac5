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
