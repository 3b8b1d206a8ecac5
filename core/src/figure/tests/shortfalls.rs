//! Hand-computed answers of the eight shortfalls.

use super::{Desk, Scope};
use crate::kinds::threshold;
use crate::record::Id;
use serde_json::{Value, json};

fn partner(desk: &mut Desk, key: &str, side: &str, sort: &str) -> Value {
    let id = desk.put("partner", key, &[("name", json!(key)), ("side", json!(side)), ("type", json!(sort))]);
    json!(id.to_string())
}

fn visit(desk: &mut Desk, key: &str, to: &Value, date: &str, title: &str) -> Id {
    desk.put("visit", key, &[("partner", to.clone()), ("date", json!(date)), ("lead_title", json!(title))])
}

#[test]
fn associations_and_parks_count_by_their_contacts() {
    let mut desk = Desk::new();
    let society = partner(&mut desk, "示例协会", "association", "association");
    let silent = partner(&mut desk, "示例学会", "association", "association");
    let park = partner(&mut desk, "示例园区", "gov", "park");
    partner(&mut desk, "冷园区", "gov", "park");
    visit(&mut desk, "1", &society, "2021-07-01", "");
    visit(&mut desk, "2", &silent, "2021-06-29", "");
    visit(&mut desk, "3", &silent, "2022-01-10", "");
    assert_eq!(desk.shown("shortfall-association"), "0 家", "one contact in twelve months is not enough");
    let signed = desk.put(
        "agreement",
        "a",
        &[("partners", json!([society])), ("signed", json!("2022-06-30")), ("title", json!("协议"))],
    );
    assert_eq!(desk.shown("shortfall-association"), "1 家");
    let evidence = desk.answer("shortfall-association", Scope::School).evidence();
    assert!(evidence[0].because.contains(&signed) && evidence[0].because.len() == 2);
    desk.put("threshold", "association_contacts", &[("name", json!("association_contacts")), ("value", json!(300))]);
    assert_eq!(desk.shown("shortfall-association"), "0 家", "the office asks for three");
    assert_eq!(threshold::ASSOCIATION_CONTACTS.default.plain(), "2");

    assert_eq!(desk.shown("shortfall-park"), "0%");
    visit(&mut desk, "4", &park, "2022-01-02", "");
    assert_eq!(desk.shown("shortfall-park"), "50%", "the 180th day back counts");
    assert_eq!(desk.shown("shortfall-government"), "0 次", "parks have a figure of their own");
    let office = partner(&mut desk, "示例局", "gov", "government");
    let town = partner(&mut desk, "示例镇", "gov", "town");
    visit(&mut desk, "5", &office, "2022-03-01", "");
    visit(&mut desk, "6", &town, "2022-03-02", "");
    let before = visit(&mut desk, "7", &town, "2021-12-31", "");
    assert_eq!(desk.shown("shortfall-government"), "2 次");
    let need = |desk: &mut Desk, key: &str, of: &Value, at: Option<Id>| {
        let told = at.map(|visit| ("visit", json!(visit.to_string())));
        let fields: Vec<(&str, Value)> =
            [("partner", of.clone()), ("type", json!("training"))].into_iter().chain(told).collect();
        desk.put("need", key, &fields);
    };
    need(&mut desk, "told", &office, Some(Id::of_key("visit", "5")));
    need(&mut desk, "last year", &town, Some(before));
    need(&mut desk, "of a park", &park, Some(Id::of_key("visit", "4")));
    need(&mut desk, "by phone", &office, None);
    assert_eq!(desk.shown("government-needs-year"), "1 条");
    visit(&mut desk, "7", &town, "2022-01-01", "");
    assert_eq!(desk.shown("government-needs-year"), "2 条", "a need is of the day of its visit");
    desk.delete(before);
    assert_eq!(desk.shown("government-needs-year"), "1 条");
}

#[test]
fn a_partner_that_heads_visited_counts_once() {
    let mut desk = Desk::new();
    let firm = partner(&mut desk, "示例公司", "firm", "enterprise");
    visit(&mut desk, "1", &firm, "2022-02-01", "党委书记");
    visit(&mut desk, "2", &firm, "2022-03-01", "校长");
    visit(&mut desk, "3", &firm, "2022-03-02", "二级学院院长");
    visit(&mut desk, "4", &firm, "2021-12-31", "副校长");
    assert_eq!(desk.shown("shortfall-attention"), "1 家");
    assert_eq!(desk.answer("shortfall-attention", Scope::School).evidence()[0].because.len(), 2);
}
