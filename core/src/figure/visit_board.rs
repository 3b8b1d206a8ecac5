//! 学院 × 走访类型: which college visited whom, and what for.

use super::board::{Board, BoardDef};
use super::by_college::ByCollege;
use super::contacts::VISIT;
use super::{Ask, Fact, Lies, Span, Unit};
use crate::kinds::visit;
use crate::schema::Duty;

/// The board.
pub static BOARD: BoardDef = BoardDef {
    name: "visits",
    label: "学院 × 走访类型",
    duty: Duty::Supervision,
    asks: "哪个学院今年走访了几次，为了什么？",
    lead: "本自然年每个学院（部门）各类走访的次数，走访算在合作单位的牵头部门名下。",
    span: Span::Year,
    covers: false,
    compute,
};

fn compute(ask: &Ask<'_>) -> Board {
    // In the factory only partner and day are asked for: a visit without a sort has been paid all the same.
    let unit = Unit::Pieces("次");
    let board = ByCollege { name: BOARD.name, list: &visit::PURPOSES, unit, uncoded: "没写类型" };
    let each = |ask: &Ask<'_>, take: &mut dyn FnMut(&Fact<'_>, &str)| {
        let window = ask.window(Span::Year);
        ask.facts(VISIT).filter(|fact| window.has(fact) == Lies::In).for_each(|fact| take(&fact, fact.tag));
    };
    board.board(ask, each, |_, _| Vec::new())
}
