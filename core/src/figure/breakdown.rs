//! 任务分解: targets of the school broken down to colleges and people, and what of them is reached
//! (domain §6.13③).
//!
//! What was typed counts where nothing lies below it; above, it is the sum of what lies below, so that
//! people sum to their college and colleges to the school. A number that was typed there all the same
//! and says something else is shown, never counted.

use super::board::{Board, BoardDef, Cell, Head, units};
use super::tasks::PART_OF;
use super::{Ask, Fact, Figure, PIECE, Scope, Span, Sum, Unit};
use crate::kinds::task;
use crate::record::{Id, Record};
use crate::schema::Duty;
use crate::value::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// 任务分解.
pub static BOARD: BoardDef = BoardDef {
    name: "breakdown",
    label: "任务分解",
    duty: Duty::Planning,
    asks: "学校任务拆给了谁，完成多少？",
    lead: "拆给学院和个人的任务：每个部门完成多少、目标多少。完成多少从最下面一级的任务往上加，学院加起来就是全校；上级任务自己填的完成值不算在内，对不上的写在名称旁边。点一格，看到拆下去的每一条任务和责任人。",
    span: Span::Year,
    covers: false,
    compute,
};

const WRONG: &str = "自己填的完成值和拆下去的对不上";

/// A task below another.
struct Part {
    record: Record,
    /// That of which it is a part.
    of: Id,
    /// The unit that does it, or does what it is a part of.
    unit: Option<Id>,
}

/// The tasks below one, of all depths, but those that were dropped with what lies below them; none twice.
fn below(ask: &Ask<'_>, top: Id) -> Vec<Part> {
    let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::from([top]), vec![(top, None)]);
    while let Some((of, unit_above)) = open.pop() {
        for child in ask.ledger.referring(&of, task::KIND.name, "parent") {
            if !seen.insert(child) || !ask.ledger.is_listed(&child) {
                continue;
            }
            let Some(record) = ask.ledger.get(&child) else { continue };
            if record.get(task::STATE).as_deref() == Some("dropped") {
                continue;
            }
            let unit = record.get(task::UNIT).map(|unit| ask.ledger.standing_for(&unit)).or(unit_above);
            open.push((child, unit));
            found.push(Part { record, of, unit });
        }
    }
    found
}

fn is_measured_in(record: &Record, unit: &str) -> bool {
    record.get(task::MEASURED_IN).unwrap_or_default() == unit
}

/// The parts that count of what is reached: those measured in this unit below which no other is.
fn counted<'p>(parts: &'p [Part], measured_in: &str) -> Vec<&'p Part> {
    let such = || parts.iter().filter(|part| is_measured_in(&part.record, measured_in));
    let above: BTreeSet<Id> = such().map(|part| part.of).collect();
    such().filter(|part| !above.contains(&part.record.id)).collect()
}

fn sum<'r>(records: impl Iterator<Item = &'r Record>, of: impl Fn(&Record) -> Option<Quantity>) -> u64 {
    records.filter_map(of).fold(0, |sum, quantity| sum.saturating_add(quantity.hundredths()))
}

fn reached<'r>(records: impl Iterator<Item = &'r Record>) -> u64 {
    sum(records, |record| record.get(task::REACHED))
}

fn target<'r>(records: impl Iterator<Item = &'r Record>) -> u64 {
    sum(records, |record| record.get(task::TARGET))
}

/// `12/20 家`: reached of aimed at; nothing without a target.
fn progress(reached: u64, target: u64, unit: &str) -> String {
    if target == 0 {
        return String::new();
    }
    format!("{}/{} {unit}", Quantity(reached).show(), Quantity(target).show()).trim_end().to_owned()
}

/// A task that was broken down: its row, with a cell for every unit that has a part of it.
struct Broken {
    title: String,
    head: Head,
    total: Cell,
    by: BTreeMap<Option<Id>, Cell>,
}

/// The cell of some parts of a task, of which some count. Of several levels the topmost has the target.
fn cell(ask: &Ask<'_>, parts: &[&Part], counted: &[&Part], measured_in: &str) -> Cell {
    let own: BTreeSet<Id> = parts.iter().map(|part| part.record.id).collect();
    let such = parts.iter().filter(|part| is_measured_in(&part.record, measured_in));
    let uppermost = such.filter(|part| !own.contains(&ask.ledger.standing_for(&part.of)));
    let mark = progress(
        reached(counted.iter().map(|part| &part.record)),
        target(uppermost.map(|part| &part.record)),
        measured_in,
    );
    let pieces = parts.iter().map(|part| (part.record.id, PIECE)).collect();
    Cell::of(Figure::sum(Unit::Pieces("项"), pieces)).marked(mark)
}

/// What stands beside a task of the school: how much of its target is reached, what of that nobody has,
/// and what was typed if it says something else.
fn head(ask: &Ask<'_>, top: &Record, parts: &[Part], counted: &[&Part], measured_in: &str) -> Head {
    let (typed, aim) = (top.get(task::REACHED), target(std::iter::once(top)));
    let came = match counted {
        [] => typed.map_or(0, Quantity::hundredths),
        counted => reached(counted.iter().map(|part| &part.record)),
    };
    let handed_on =
        target(parts.iter().filter(|p| p.of == top.id && is_measured_in(&p.record, measured_in)).map(|p| &p.record));
    let shown = |hundredths: u64| format!("{} {measured_in}", Quantity(hundredths).show()).trim_end().to_owned();
    let said = progress(came, aim, measured_in);
    let wrong = typed.map(Quantity::hundredths).filter(|typed| !counted.is_empty() && *typed != came);
    let notes = [
        (!said.is_empty()).then(|| format!("全校 {said}")),
        (aim > handed_on && handed_on > 0).then(|| format!("还有 {}没有拆下去", shown(aim - handed_on))),
        wrong.map(|typed| format!("自己填的是 {}", shown(typed))),
    ];
    let head = Head::of(ask.ledger, top.id).noted(notes.into_iter().flatten().collect::<Vec<_>>().join("，"));
    if wrong.is_some() { head.lacking(WRONG) } else { head }
}

/// The tasks of a part that were broken down. What a task was broken down to lies in its part.
fn broken_down(ask: &Ask<'_>) -> Vec<Broken> {
    let window = ask.window(Span::Year);
    let is_top = |fact: &Fact<'_>| fact.about == Some(fact.of) && fact.tag != "dropped" && window.may_meet(fact);
    let row = |fact: Fact<'_>| {
        let top = ask.ledger.get(&fact.of).filter(|record| record.get(task::PARENT).is_none())?;
        let parts = below(ask, fact.of);
        parts.first()?;
        let measured_in = top.get(task::MEASURED_IN).unwrap_or_default();
        let counted = counted(&parts, &measured_in);
        let of = |unit: Option<Id>| {
            let own: Vec<&Part> = parts.iter().filter(|part| part.unit == unit).collect();
            let counted: Vec<&Part> = counted.iter().copied().filter(|part| part.unit == unit).collect();
            cell(ask, &own, &counted, &measured_in)
        };
        let who: BTreeSet<Option<Id>> = parts.iter().map(|part| part.unit).collect();
        let head = head(ask, &top, &parts, &counted, &measured_in);
        Some(Broken {
            title: ask.ledger.title(&fact.of),
            head,
            total: cell(ask, &parts.iter().collect::<Vec<_>>(), &counted, &measured_in),
            by: who.into_iter().map(|unit| (unit, of(unit))).collect(),
        })
    };
    ask.facts.all(PART_OF).filter(is_top).filter_map(row).collect()
}

fn compute(ask: &Ask<'_>) -> Board {
    let units = units(ask);
    let parts = ask.of(Scope::School).by_parts(BOARD.name, broken_down);
    let mut tops: Vec<&Broken> = parts.iter().flat_map(|part| part.iter()).collect();
    tops.sort_unstable_by(|a, b| (&a.title, a.head.id).cmp(&(&b.title, b.head.id)));
    let of = |top: &Broken, unit: Option<Id>| {
        let cell = top.by.get(&unit.map(|id| ask.ledger.standing_for(&id))).cloned();
        cell.unwrap_or_else(|| Cell::of(Figure::sum(Unit::Pieces("项"), Sum::default())))
    };
    let nobody = units.len() + 1;
    let row = |top: &Broken| {
        let own = units.iter().map(|unit| of(top, Some(*unit))).chain([of(top, None)]);
        (top.head.clone(), std::iter::once(top.total.clone()).chain(own).collect())
    };
    let columns = std::iter::once(Head::summing("拆下去合计"))
        .chain(units.iter().map(|id| Head::of(ask.ledger, *id)))
        .chain([Head::summing("没写部门的")]);
    let mut board = Board { of: "学校任务", columns: columns.collect(), rows: tops.into_iter().map(row).collect() };
    board.leave_out_column(nobody);
    board
}
