//! 任务分解: what is reached is added up from below; what was typed above is shown if it says otherwise.

use super::{Desk, today};
use crate::figure::{Ask, Board, Cell, Scope, board};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

fn text(id: Id) -> Value {
    json!(id.to_string())
}

fn task(desk: &mut Desk, name: &str, of: Option<Id>, unit: Option<Id>, (reached, target): (u32, u32)) -> Id {
    let named = [("parent", of), ("unit", unit)].into_iter().filter_map(|(name, id)| Some((name, text(id?))));
    let numbers = [("reached", reached), ("target", target)].into_iter().filter(|(_, n)| *n > 0);
    let fields = [("title", json!(name)), ("measured_in", json!("家")), ("due", json!("2022-12-31"))];
    let numbers = numbers.map(|(name, n)| (name, json!(n * 100)));
    desk.put("task", name, &fields.into_iter().chain(named).chain(numbers).collect::<Vec<_>>())
}

fn shown(desk: &Desk) -> Board {
    let facts = desk.facts();
    let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today());
    board("breakdown").unwrap().of(&ask)
}

fn cells(board: &Board) -> Vec<(String, String)> {
    let row = board.columns.iter().zip(&board.rows[0].1);
    row.map(|(head, cell)| (head.label.clone(), Cell::shown(cell))).collect()
}

/// `[(column, cell)]` of the one row.
fn row<const N: usize>(cells: [(&str, &str); N]) -> Vec<(String, String)> {
    cells.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
}

#[test]
fn people_sum_to_their_college_and_colleges_to_the_school() {
    let mut desk = Desk::new();
    let [chem, test] =
        ["化工学院", "检测学院"].map(|n| desk.put("unit", n, &[("name", json!(n)), ("kind", json!("college"))]));
    let top = task(&mut desk, "走访企业", None, None, (45, 120));
    let of_chem = task(&mut desk, "化工走访", Some(top), Some(chem), (99, 40));
    task(&mut desk, "检测走访", Some(top), Some(test), (15, 30));
    task(&mut desk, "张老师", Some(of_chem), None, (12, 20));
    task(&mut desk, "李老师", Some(of_chem), None, (8, 10));
    let board = shown(&desk);
    assert_eq!(
        cells(&board),
        row([("拆下去合计", "35/70 家"), ("化工学院", "20/40 家"), ("检测学院", "15/30 家")]),
        "what the college typed itself does not count beside its people"
    );
    let (head, _) = &board.rows[0];
    assert_eq!(head.note, "全校 35/120 家，还有 50 家没有拆下去，自己填的是 45 家");
    assert_eq!(head.lacks, "自己填的完成值和拆下去的对不上");
    // The same number, or none, is nothing to speak of.
    desk.put("task", "走访企业", &[("reached", json!(3_500))]);
    let board = shown(&desk);
    assert_eq!((board.rows[0].0.note.as_str(), board.rows[0].0.lacks), ("全校 35/120 家，还有 50 家没有拆下去", ""));
}

#[test]
fn a_part_that_was_dropped_or_is_measured_otherwise_is_not_added_and_one_of_nobody_is_shown() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "化工学院", &[("name", json!("化工学院")), ("kind", json!("college"))]);
    let top = task(&mut desk, "走访企业", None, None, (7, 20));
    let other = task(&mut desk, "办讲座", Some(top), Some(chem), (3, 5));
    desk.put("task", "办讲座", &[("measured_in", json!("场"))]);
    assert_eq!(shown(&desk).rows[0].0.note, "全校 7/20 家", "nothing below says how many, so what was typed does");
    let dropped = task(&mut desk, "不办的", Some(top), Some(chem), (4, 10));
    desk.put("task", "不办的", &[("state", json!("dropped"))]);
    task(&mut desk, "没人的", Some(top), None, (7, 10));
    let board = shown(&desk);
    assert_eq!(cells(&board), row([("拆下去合计", "7/10 家"), ("化工学院", "1"), ("没写部门的", "7/10 家")]));
    let behind: Vec<Id> = board.rows[0].1[1].figure.evidence().iter().map(|e| e.id).collect();
    assert!(behind.contains(&other) && !behind.contains(&dropped));
}
