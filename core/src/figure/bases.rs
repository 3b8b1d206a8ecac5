//! 实训基地: the checklist of 四结合 and 六合一, and use in person-hours (domain §6.7, P9).

use super::board::{Board, BoardDef, Cell, Head, Ranked, by_thing, ranked};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit};
use crate::kinds::{REACHED, base, base_item};
use crate::ledger::Ledger;
use crate::record::Record;
use crate::schema::Duty;
use crate::value::Quantity;

/// A base, undated; about itself, as the items of its checklist are.
const BASE: Measure = Measure("base");
/// An item of a base's checklist, in its year; about the base; its sort is `part/order/reached`.
const ITEM: Measure = Measure("base-item");
/// Use of a base in a school year, in hundredths of person-hours.
const USE: Measure = Measure("base-use");

const ITEMS: Unit = Unit::Pieces("项");
/// Items of 四结合 and of 六合一.
const PARTS: [(&str, &str, usize); 2] = [("four", "四结合", 4), ("six", "六合一", 6)];

/// The family.
pub static FAMILY: Family = Family {
    name: "bases",
    label: "实训实习基地",
    extractors: &[
        Extractor { kind: &base::KIND, also: &[("base_item", "base")], read: read_base },
        Extractor { kind: &base_item::KIND, also: &[], read: read_item },
    ],
    figures: &[
        FigureDef {
            name: "base-items-rate",
            label: "四结合六合一达成率",
            unit: Unit::Percent,
            formula: "年度在本自然年的基地对照清单里，结论为达成的项数占全部项数的比例；部分达成不算达成。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| {
                let window = ask.window(Span::Year);
                let (all, unclear) = ask.sum_in(ITEM, window, |_| true);
                let (met, _) = ask.sum_in(ITEM, window, |fact| fact.tag.ends_with("/met"));
                Figure::ratio(Unit::Percent, ITEMS, met, all).unclear(unclear)
            },
        },
        FigureDef {
            name: "base-use-hours",
            label: "基地使用人时",
            unit: Unit::Measured("人时"),
            formula: "写明是本学年的数的基地，使用人时之和。",
            span: Span::SchoolYear,
            better: Better::More,
            compute: |ask| ask.total(Unit::Measured("人时"), USE, Span::SchoolYear),
        },
    ],
};

/// 四结合六合一.
pub static BOARD: BoardDef = BoardDef {
    name: "base-items",
    label: "基地：四结合六合一",
    duty: Duty::Supervision,
    asks: "每个基地的四结合六合一达成了几项？",
    lead: "每个基地本自然年对照四结合（四项）、六合一（六项）各达成没有；各项的说法由本校填写，请核对。空格是还没有对照的。",
    span: Span::Year,
    covers: true,
    compute,
};

fn read_base(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let (unit, host) = (record.get(base::UNIT), record.get(base::HOST));
    sink.say(BASE).about(Some(record.id)).partner(host).unit(unit).end();
    let (hours, year) = (record.get(base::USE_HOURS), record.get(base::FIGURES_YEAR));
    if let Some((hours, year)) = hours.zip(year) {
        let amount = i64::try_from(Quantity::hundredths(hours)).unwrap_or(i64::MAX);
        sink.say(USE).partner(host).unit(unit).or_in(Some(year)).amount(amount).end();
    }
}

fn read_item(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let base = record.get(base_item::BASE).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let of = base.and_then(|id| ledger.get(&id));
    let unit = of.as_ref().and_then(|base| base.get(base::UNIT));
    let host = of.and_then(|base| base.get(base::HOST));
    let tag = format!(
        "{}/{}/{}",
        record.get(base_item::PART).unwrap_or_default(),
        record.get(base_item::ORDER).unwrap_or_default(),
        record.get(base_item::REACHED).unwrap_or_default()
    );
    let said = sink.say(ITEM).partner(host).unit(unit).about(base).on(record.get(base_item::YEAR));
    said.tag(Some(tag)).end();
}

/// The column of an item, by its sort.
fn column(sort: &str) -> Option<usize> {
    let mut parts = sort.split('/');
    let (part, order) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
    let mut before = 0;
    for (code, _, items) in PARTS {
        if code == part {
            return (1..=items).contains(&order).then(|| before + order - 1);
        }
        before += items;
    }
    None
}

fn compute(ask: &Ask<'_>) -> Board {
    let columns =
        PARTS.iter().flat_map(|(_, label, items)| (1..=*items).map(move |n| Head::words(&format!("{label} {n}"))));
    Board { of: "基地", rows: ranked(ask, BOARD.name, usize::MAX, rows), columns: columns.collect() }
}

/// The bases of a part; those that were looked at come first.
fn rows(ask: &Ask<'_>) -> Vec<Ranked<(bool, String)>> {
    let window = ask.window(Span::Year);
    let items = by_thing(ask, ITEM, |fact| window.has(fact) == Lies::In && column(fact.tag).is_some());
    let columns: usize = PARTS.iter().map(|(.., items)| items).sum();
    let row = |base: Fact<'_>| {
        let all = || items.get(&base.of).into_iter().flatten();
        let at = |place: usize| {
            // Of several in a cell the one with the smallest id speaks.
            let mut here: Vec<&Fact<'_>> = all().filter(|fact| column(fact.tag) == Some(place)).collect();
            here.sort_unstable_by_key(|fact| fact.of);
            here
        };
        let cells = (0..columns).map(|place| {
            let here = at(place);
            let reached = here.first().and_then(|fact| fact.tag.rsplit('/').next()).unwrap_or_default();
            let mark = REACHED.label(reached).unwrap_or("没填");
            let sum = here.iter().map(|fact| (fact.of, PIECE)).collect::<Sum>();
            Cell::of(Figure::sum(ITEMS, sum)).marked(mark)
        });
        let met = (0..columns).filter(|place| at(*place).first().is_some_and(|fact| fact.tag.ends_with("/met")));
        let head = Head::of(ask.ledger, base.of);
        Ranked {
            id: base.of,
            rank: (all().next().is_none(), head.label.clone()),
            cells: cells.collect(),
            head: head.noted(format!("达成 {}/{columns}", met.count())),
        }
    };
    ask.facts(BASE).map(row).collect()
}
