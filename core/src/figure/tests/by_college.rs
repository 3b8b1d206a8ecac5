//! Boards with a row for each college: nothing that counts is left out, and colleges sum to the school.

use super::{Desk, today};
use crate::figure::{Ask, Board, Cell, Scope, board};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

fn text(id: Id) -> Value {
    json!(id.to_string())
}

fn shown(desk: &Desk, name: &str, scope: Scope) -> Board {
    let facts = desk.facts();
    board(name).unwrap().of(&Ask::new(&desk.ledger, &facts, scope, Period::Year(2022), today()))
}

/// Rows and columns as people read them, the empty cells left out: `row · column = cell`.
fn said(board: &Board) -> Vec<String> {
    let cells = board.rows.iter().flat_map(|(head, cells)| cells.iter().zip(&board.columns).map(move |c| (head, c)));
    let filled = cells.filter(|(_, (cell, _))| !cell.is_empty());
    filled.map(|(row, (cell, column))| format!("{} · {} = {}", row.label, column.label, Cell::shown(cell))).collect()
}

/// Two colleges, each leading for a partner, and a partner for which nobody leads.
fn desk() -> (Desk, [Id; 2], [Id; 3]) {
    let mut desk = Desk::new();
    let units =
        ["化工学院", "检测学院"].map(|n| desk.put("unit", n, &[("name", json!(n)), ("kind", json!("college"))]));
    let partner = |desk: &mut Desk, name: &str, unit: Option<Id>| {
        let unit = unit.map(|unit| ("lead_unit", text(unit)));
        let fields = [("name", json!(name)), ("side", json!("enterprise"))];
        desk.put("partner", name, &fields.into_iter().chain(unit).collect::<Vec<_>>())
    };
    let partners = [
        partner(&mut desk, "甲", Some(units[0])),
        partner(&mut desk, "乙", Some(units[1])),
        partner(&mut desk, "丙", None),
    ];
    (desk, units, partners)
}

#[test]
fn a_visit_of_which_only_partner_and_day_are_known_stands_on_the_board() {
    let (mut desk, units, [a, b, c]) = desk();
    let visit = |desk: &mut Desk, key: &str, to: Id, purpose: Option<&str>| {
        let purpose = purpose.map(|purpose| ("purpose", json!(purpose)));
        let fields = [("partner", text(to)), ("date", json!("2022-03-01"))];
        desk.put("visit", key, &fields.into_iter().chain(purpose).collect::<Vec<_>>())
    };
    visit(&mut desk, "1", a, Some("expand"));
    visit(&mut desk, "2", b, Some("expand"));
    let all = shown(&desk, "visits", Scope::School);
    assert!(all.columns.iter().all(|head| head.label != "没写类型"), "a column of nothing is not shown");
    let bare = visit(&mut desk, "3", a, None);
    visit(&mut desk, "4", c, Some("expand"));
    visit(&mut desk, "5", c, Some("a sort that the office retired"));
    let all = shown(&desk, "visits", Scope::School);
    assert_eq!(
        said(&all),
        [
            "化工学院 · 拓岗 = 1",
            "化工学院 · 没写类型 = 1",
            "化工学院 · 合计 = 2",
            "检测学院 · 拓岗 = 1",
            "检测学院 · 合计 = 1",
            "没有归到部门的 · 拓岗 = 1",
            "没有归到部门的 · 没写类型 = 1",
            "没有归到部门的 · 合计 = 2",
            "全校合计 · 拓岗 = 3",
            "全校合计 · 没写类型 = 2",
            "全校合计 · 合计 = 5",
        ]
    );
    let own = shown(&desk, "visits", Scope::Unit(units[0]));
    assert_eq!(said(&own), ["化工学院 · 拓岗 = 1", "化工学院 · 没写类型 = 1", "化工学院 · 合计 = 2"]);
    let place = all.columns.iter().position(|head| head.label == "没写类型").unwrap();
    assert_eq!(all.rows[0].1[place].figure.evidence().iter().map(|e| e.id).collect::<Vec<_>>(), [bare]);
}

#[test]
fn a_board_on_which_only_what_is_left_over_counts_is_not_blank() {
    let (mut desk, _, [.., c]) = desk();
    assert!(shown(&desk, "visits", Scope::School).is_blank());
    desk.put("visit", "1", &[("partner", text(c)), ("date", json!("2022-03-01"))]);
    let board = shown(&desk, "visits", Scope::School);
    assert!(!board.is_blank());
    assert_eq!(board.filled().1, 0);
}

#[test]
fn projects_without_a_mode_or_a_college_are_counted_and_sums_are_no_gaps() {
    let (mut desk, [chem, test], [a, ..]) = desk();
    let project = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let fields = [("title", json!(key)), ("state", json!("running")), ("partners", json!([text(a)]))];
        desk.put("project", key, &[&fields, more].concat())
    };
    let shares = json!([[text(chem), 6_000], [text(test), 4_000]]);
    project(&mut desk, "both", &[("mode", json!("education")), ("shares", shares), ("initiator", json!("firm"))]);
    project(&mut desk, "bare", &[("lead_unit", text(test))]);
    assert_eq!(
        said(&shown(&desk, "modes", Scope::School)),
        [
            "化工学院 · 人才培养 = 0.6",
            "化工学院 · 合计 = 0.6",
            "检测学院 · 人才培养 = 0.4",
            "检测学院 · 没写模式 = 1",
            "检测学院 · 合计 = 1.4",
            "全校合计 · 人才培养 = 1",
            "全校合计 · 没写模式 = 1",
            "全校合计 · 合计 = 2",
        ]
    );
    // Seven modes of two colleges; neither the sums nor what has no mode are a gap.
    assert_eq!(shown(&desk, "modes", Scope::School).filled(), (14, 2));
    let who = said(&shown(&desk, "initiative", Scope::School));
    assert!(who.contains(&"检测学院 · 没写谁发起 = 1".to_owned()) && who.contains(&"全校合计 · 合计 = 2".to_owned()));
    assert_eq!(desk.shown("firm-initiative-rate"), "100%", "of what nobody wrote nothing is known");
    // Six kinds of samples of two colleges; the sum of the school is no college.
    desk.put("sample", "s", &[("name", json!("s")), ("type", json!("town")), ("lead_unit", text(chem))]);
    assert_eq!(shown(&desk, "samples", Scope::School).filled(), (12, 1));
}
