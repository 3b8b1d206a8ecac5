//! Boards of the office's own work: five directions, targets broken down.

use super::board::{Board, BoardDef, Cell, Head, units};
use super::tasks::{PART_OF, TASK, is_done};
use super::{Amount, Ask, Fact, Figure, Lies, PIECE, Scope, Span, Sum, Unit};
use crate::kinds::task;
use crate::record::{Id, Record};
use crate::schema::Duty;
use crate::value::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// 五个方向.
pub static DIRECTIONS: BoardDef = BoardDef {
    name: "directions",
    label: "五个工作方向",
    duty: Duty::Planning,
    asks: "五个方向的任务办了几项、逾期几项？",
    lead: "本自然年到期的任务按五个方向数：一共几项、办了几项、逾期几项；到期办结率是到今天已到期（今天到期的算在内）的任务里办了的占比，今天到期的明天起才算逾期。",
    span: Span::Year,
    covers: false,
    compute: directions,
};

/// 任务分解.
pub static BREAKDOWN: BoardDef = BoardDef {
    name: "breakdown",
    label: "任务分解",
    duty: Duty::Planning,
    asks: "学校任务拆给了谁，完成多少？",
    lead: "拆给学院和个人的任务：每个部门完成多少、目标多少；点一格，看到拆下去的每一条任务和责任人。",
    span: Span::Year,
    covers: false,
    compute: breakdown,
};

fn directions(ask: &Ask<'_>) -> Board {
    let (year, elapsed) = (ask.window(Span::Year), ask.elapsed(Span::Year));
    let row = |code: &str| -> Vec<Cell> {
        let here = |fact: &Fact<'_>| fact.tag.split('/').next() == Some(code);
        let sum = |window, is: &dyn Fn(&Fact<'_>) -> bool| {
            Cell::of(Figure::sum(Unit::Pieces("项"), ask.sum_in(TASK, window, |fact| here(fact) && is(fact)).0))
        };
        let past = ask.passed(Span::Year);
        let late = |fact: &Fact<'_>| !is_done(fact.tag) && past.has(fact) == Lies::In;
        let all = |_: &Fact<'_>| true;
        let due = |is: &dyn Fn(&Fact<'_>) -> bool| ask.sum_in(TASK, elapsed, |fact| here(fact) && is(fact)).0;
        let rate = Figure::ratio(Unit::Percent, Unit::Pieces("项"), due(&|fact| is_done(fact.tag)), due(&all));
        let shown = rate.value().map_or_else(String::new, Amount::show);
        vec![sum(year, &all), sum(year, &|fact| is_done(fact.tag)), sum(past, &late), Cell::of(rate).marked(shown)]
    };
    let directions = task::DIRECTIONS.codes.iter().map(|code| (Head::words(code.label), row(code.code)));
    Board {
        of: "工作方向",
        rows: directions.chain([(Head::words("没写方向"), row(""))]).collect(),
        columns: ["任务", "已办", "逾期未办", "到期办结率"].map(Head::words).to_vec(),
    }
}

/// The tasks below one, of all depths; none twice.
fn below(ask: &Ask<'_>, top: Id) -> Vec<(Id, Record)> {
    let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::from([top]), vec![top]);
    while let Some(id) = open.pop() {
        for child in ask.ledger.referring(&id, task::KIND.name, "parent") {
            if seen.insert(child) && ask.ledger.is_listed(&child) {
                open.push(child);
                found.extend(ask.ledger.get(&child).map(|record| (child, record)));
            }
        }
    }
    found
}

/// `12/20 家`: reached of aimed at, over the tasks that are measured in the same unit.
fn progress<'a>(tasks: impl Iterator<Item = &'a Record>, unit: &str) -> String {
    let (mut reached, mut target) = (0_u64, 0_u64);
    for task in tasks.filter(|task| task.get(task::MEASURED_IN).unwrap_or_default() == unit) {
        reached = reached.saturating_add(task.get(task::REACHED).unwrap_or_default().hundredths());
        target = target.saturating_add(task.get(task::TARGET).unwrap_or_default().hundredths());
    }
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

/// The tasks of a part that were broken down. What a task was broken down to lies in its part.
fn broken_down(ask: &Ask<'_>) -> Vec<Broken> {
    let window = ask.window(Span::Year);
    let is_top = |fact: &Fact<'_>| fact.about == Some(fact.of) && fact.tag != "dropped" && window.may_meet(fact);
    let row = |fact: Fact<'_>| {
        let record = ask.ledger.get(&fact.of).filter(|record| record.get(task::PARENT).is_none())?;
        let parts = below(ask, fact.of);
        parts.first()?;
        let measured_in = record.get(task::MEASURED_IN).unwrap_or_default();
        let note = progress(std::iter::once(&record), &measured_in);
        let note = if note.is_empty() { note } else { format!("全校 {note}") };
        let mut by: BTreeMap<Option<Id>, Vec<&(Id, Record)>> = BTreeMap::new();
        for part in &parts {
            by.entry(part.1.get(task::UNIT).map(|unit| ask.ledger.standing_for(&unit))).or_default().push(part);
        }
        let head = Head::of(ask.ledger, fact.of).noted(note);
        Some(Broken {
            title: head.label.clone(),
            head,
            total: parts_of(&parts.iter().collect::<Vec<_>>(), &measured_in),
            by: by.into_iter().map(|(unit, parts)| (unit, parts_of(&parts, &measured_in))).collect(),
        })
    };
    ask.facts.all(PART_OF).filter(is_top).filter_map(row).collect()
}

/// The cell of some parts of a task. Of several levels the topmost in the unit counts: what is broken
/// down further is not added again.
fn parts_of(parts: &[&(Id, Record)], measured_in: &str) -> Cell {
    let broken: BTreeSet<Id> = parts.iter().map(|(id, _)| *id).collect();
    let own = parts.iter().map(|(_, record)| record);
    let uppermost = own.filter(|r| r.get(task::PARENT).is_none_or(|parent| !broken.contains(&parent)));
    let mark = progress(uppermost, measured_in);
    Cell::of(Figure::sum(Unit::Pieces("项"), parts.iter().map(|(id, _)| (*id, PIECE)).collect())).marked(mark)
}

fn breakdown(ask: &Ask<'_>) -> Board {
    let units = units(ask);
    let parts = ask.of(Scope::School).by_parts(BREAKDOWN.name, broken_down);
    let mut tops: Vec<&Broken> = parts.iter().flat_map(|part| part.iter()).collect();
    tops.sort_unstable_by(|a, b| (&a.title, a.head.id).cmp(&(&b.title, b.head.id)));
    let of = |top: &Broken, unit: Id| {
        let cell = top.by.get(&Some(ask.ledger.standing_for(&unit))).cloned();
        cell.unwrap_or_else(|| Cell::of(Figure::sum(Unit::Pieces("项"), Sum::default())))
    };
    let row = |top: &Broken| {
        let cells = std::iter::once(top.total.clone()).chain(units.iter().map(|unit| of(top, *unit)));
        (top.head.clone(), cells.collect())
    };
    let columns = std::iter::once(Head::words("拆下去合计")).chain(units.iter().map(|id| Head::of(ask.ledger, *id)));
    Board { of: "学校任务", rows: tops.into_iter().map(row).collect(), columns: columns.collect() }
}
