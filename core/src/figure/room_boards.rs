//! Boards of 用房: buildings and colleges × use, demands for space beside the idle rooms that fit, and
//! the money of the new building (domain §6.19, §6.21).

use super::board::{Board, BoardDef, Cell, Grid, Head, units};
use super::rooms::{HOURS_EACH, SPACE, SQUARE, WANTED, is_idle, sources, space};
use super::{Ask, Fact, Figure, Scope, Span, Sum, Unit, figure};
use crate::kinds::{feasibility_item, room, space_demand};
use crate::record::Id;
use crate::schema::Duty;
use crate::value::{Date, Money, Quantity};

/// How many rooms are named that fit a demand.
const NAMED: usize = 5;

/// 楼宇 × 用途.
pub static BUILDINGS: BoardDef = BoardDef {
    name: "rooms",
    label: "用房：楼宇 × 用途",
    duty: Duty::Archive,
    asks: "每栋楼哪些房屋在用、哪些闲置？",
    lead: "每栋楼的使用面积（㎡）按用途分，哪些闲置；点一格，看到一间一间的房屋。",
    span: Span::Today,
    covers: false,
    compute: by_building,
};

/// 学院 × 用途.
pub static COLLEGES: BoardDef = BoardDef {
    name: "rooms-by-college",
    label: "用房：学院 × 用途",
    duty: Duty::Archive,
    asks: "每个学院占多少㎡，闲置多少？",
    lead: "每个归口学院（部门）的使用面积（㎡）按用途分，闲置多少，每平方米一年用多少人时。",
    span: Span::Today,
    covers: false,
    compute: by_college,
};

/// 企业用房需求 ↔ 闲置室.
pub static DEMANDS: BoardDef = BoardDef {
    name: "space",
    label: "用房需求 ↔ 闲置房屋",
    duty: Duty::Planning,
    asks: "谁要用房，哪间闲置房屋合适？",
    lead: "没安排的用房需求要多少㎡，哪些闲置房屋一间就够（面积最接近的在前）；电、水、承重、层高请对着需求再看一眼。",
    span: Span::Today,
    covers: false,
    compute: demands,
};

/// 大楼资金.
pub static BUILDING: BoardDef = BoardDef {
    name: "building-money",
    label: "产教融合大楼：步骤与资金来源",
    duty: Duty::Planning,
    asks: "大楼走到哪一步，钱从哪里来？",
    lead: "每一步到了哪里、钱从哪里来；用房缺口见指标“用房缺口”。步骤和程序请核对。",
    span: Span::Today,
    covers: false,
    compute: building,
};

/// The headings of the uses: one for each, one for none, one for all, one for what is idle.
fn uses() -> Vec<Head> {
    let named = room::USES.codes.iter().map(|code| Head::words(code.label));
    named.chain(["没写用途", "合计", "其中闲置"].map(Head::words)).collect()
}

/// Space by some row and by use, in the order of [`uses`].
fn by_use<'a>(ask: &Ask<'a>, name: &'static str, row: impl Fn(&Ask<'a>, &Fact<'_>) -> Option<Id>) -> Grid<Option<Id>> {
    let none = room::USES.codes.len();
    Grid::of(ask, name, |ask, take| {
        for fact in ask.facts(SPACE) {
            let used_for = fact.tag.split('/').nth(1);
            let place = room::USES.codes.iter().position(|code| Some(code.code) == used_for).unwrap_or(none);
            let idle = is_idle(fact.tag).then_some(none + 2);
            for place in [Some(place), Some(none + 1), idle].into_iter().flatten() {
                take(&fact, row(ask, &fact), place);
            }
        }
    })
}

/// The cells of a row, in the order of [`uses`].
fn cells(of: impl Fn(usize) -> Sum) -> Vec<Cell> {
    (0..room::USES.codes.len() + 3).map(|place| Cell::of(Figure::sum(SQUARE, of(place)))).collect()
}

/// The cells of all rows together: a room stands in one of them.
fn total(grid: &Grid<Option<Id>>) -> Vec<Cell> {
    cells(|place| Sum::joined(grid.column(place).map(|(_, sum)| sum)))
}

/// What stands for a row, if it is on the list.
fn listed(ask: &Ask<'_>, id: Option<Id>) -> Option<Id> {
    id.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id))
}

fn by_building(ask: &Ask<'_>) -> Board {
    let grid = by_use(ask, BUILDINGS.name, |ask, fact| listed(ask, fact.about));
    let head = |id: Option<Id>| id.map_or_else(|| Head::words("没写楼宇"), |id| Head::of(ask.ledger, id));
    let row = |id: Option<Id>| (head(id), cells(|place| grid.at(id, place)));
    let mut rows: Vec<(Head, Vec<Cell>)> = grid.rows().into_iter().map(row).collect();
    // By name; what stands in no building comes last.
    rows.sort_by(|(a, _), (b, _)| (a.id.is_none(), &a.label).cmp(&(b.id.is_none(), &b.label)));
    if !rows.is_empty() {
        rows.push((Head::words("合计"), total(&grid)));
    }
    Board { of: "楼宇", rows, columns: uses() }
}

fn by_college(ask: &Ask<'_>) -> Board {
    let grid = by_use(ask, COLLEGES.name, |ask, fact| listed(ask, ask.unit_of(fact)));
    let hours = |scope: Scope| {
        let of = |ask: &Ask<'_>| figure("room-hours-per-area").map(|figure| Cell::of(figure.answer(ask)));
        of(&ask.of(scope))
    };
    let row = |unit: Option<Id>, head: Head, scope: Scope| {
        let cells = cells(|place| grid.at(unit, place)).into_iter().chain(hours(scope)).collect();
        (head, cells)
    };
    let mut rows: Vec<(Head, Vec<Cell>)> = units(ask)
        .into_iter()
        .map(|unit| row(listed(ask, Some(unit)), Head::of(ask.ledger, unit), Scope::Unit(unit)))
        .collect();
    if ask.scope == Scope::School {
        rows.push(row(None, Head::words("没写归口学院"), Scope::NoUnit));
        rows.push((Head::words("全校合计"), total(&grid).into_iter().chain(hours(Scope::School)).collect()));
    }
    let mut columns = uses();
    columns.push(Head::words(HOURS_EACH.label()));
    Board { of: "学院（部门）", rows, columns }
}

fn plain(hundredths: i64) -> String {
    Quantity(hundredths.unsigned_abs()).show()
}

/// What is to be known of a demand, beside its name.
fn note(ask: &Ask<'_>, id: Id) -> String {
    let Some(record) = ask.ledger.get(&id) else { return String::new() };
    let asker = record.get(space_demand::PARTNER).or_else(|| record.get(space_demand::UNIT));
    let function = record.get(space_demand::FUNCTION).and_then(|code| space_demand::FUNCTIONS.label(&code));
    let until = record.get(space_demand::NEEDED).map(|date: Date| format!("{}要用", date.show()));
    let parts = [asker.map(|id| ask.ledger.title(&id)), function.map(str::to_owned), until];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

fn demands(ask: &Ask<'_>) -> Board {
    // Whoever asks may move into the idle room of another college.
    let mut idle: Vec<(i64, Id)> =
        space(&ask.of(Scope::School), is_idle).evidence().map(|room| (room.amount, room.id)).collect();
    idle.sort_unstable();
    let mut wanted: Vec<Fact<'_>> = ask.facts(WANTED).collect();
    wanted.sort_unstable_by_key(|fact| (std::cmp::Reverse(fact.amount), fact.of));
    let rows = wanted.iter().map(|fact| {
        let fitting: Vec<(i64, Id)> =
            idle.iter().filter(|(area, _)| *area >= fact.amount).take(NAMED).copied().collect();
        let largest: Vec<Id> = idle.iter().rev().take(NAMED).map(|(_, id)| *id).collect();
        let one = |amount: i64, id: Id| -> Sum { std::iter::once((id, amount)).collect() };
        let best = fitting.first().map_or_else(Sum::default, |(area, id)| one(*area, *id));
        let words = fitting
            .first()
            .map_or_else(String::new, |(area, id)| format!("{} {}㎡", ask.ledger.title(id), plain(*area)));
        let rooms: Sum = fitting.iter().map(|(area, id)| (*id, *area)).collect();
        let cells = vec![
            Cell::of(Figure::sum(SQUARE, one(fact.amount, fact.of))),
            Cell::of(Figure::sum(SQUARE, best)).marked(words).fillable(largest.clone()),
            Cell::of(Figure::sum(SQUARE, rooms)).marked(format!("{} 间", fitting.len())).fillable(largest),
        ];
        (Head::of(ask.ledger, fact.of).noted(note(ask, fact.of)), cells)
    });
    let columns = ["需求面积（㎡）", "最合适的一间", "一间就够的"].map(Head::words).to_vec();
    Board { of: "用房需求", rows: rows.collect(), columns }
}

fn building(ask: &Ask<'_>) -> Board {
    let mut steps: Vec<(u64, String, Id)> = ask
        .ledger
        .ids(feasibility_item::KIND.name)
        .filter_map(|id| {
            let record = ask.ledger.get(&id)?;
            Some((record.get(feasibility_item::ORDER).unwrap_or(u64::MAX), ask.ledger.title(&id), id))
        })
        .collect();
    steps.sort();
    let mut totals = vec![Sum::default(); 5];
    let mut rows: Vec<(Head, Vec<Cell>)> = Vec::new();
    for (_, _, id) in steps {
        let Some(record) = ask.ledger.get(&id) else { continue };
        let state = record.get(feasibility_item::STATE).unwrap_or_else(|| "waiting".to_owned());
        let until = record.get(feasibility_item::DUE).map(|date| format!("期限 {}", date.show()));
        let state = feasibility_item::STATES.label(&state).map(str::to_owned);
        let note = [state, until].into_iter().flatten().collect::<Vec<_>>().join("，");
        let mut cells: Vec<Sum> = vec![Sum::default(); 5];
        for (place, money) in sources(&record).into_iter().enumerate() {
            let cents = money.map_or(0, Money::cents);
            for at in [place, 4].into_iter().filter(|_| cents != 0) {
                for sums in [&mut cells, &mut totals] {
                    if let Some(sum) = sums.get_mut(at) {
                        sum.add(id, cents);
                    }
                }
            }
        }
        rows.push((Head::of(ask.ledger, id).noted(note), money(cells)));
    }
    if !rows.is_empty() {
        rows.push((Head::words("合计"), money(totals)));
    }
    let columns = ["中央资金", "地方资金", "企业投入", "学校自筹", "合计"].map(Head::words).to_vec();
    Board { of: "步骤", rows, columns }
}

fn money(sums: Vec<Sum>) -> Vec<Cell> {
    sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect()
}
