//! Boards of money: by college and sort, by person, and what has not arrived yet (domain §3.2).

use super::board::{Board, BoardDef, Cell, Head, units};
use super::money::{AGREED, AGREED_BY, ARRIVED, RECEIVED, RECEIVED_BY};
use super::{Ask, Figure, Lies, Measure, Scope, Span, Sum, Unit};
use crate::kinds::{contract, receipt};
use crate::record::Id;
use crate::schema::CodeList;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many contracts or people a board lists at most; the question of one college lists its own.
const ROWS: usize = 200;

/// 合同额.
pub static CONTRACTS: BoardDef = BoardDef {
    name: "contracts",
    label: "合同额：学院 × 合同类别",
    lead: "本自然年签订的横向合同额（元），跨学院的按分摊比例算。",
    span: Span::Year,
    compute: |ask| money(ask, AGREED, &contract::SORTS, Span::Year),
};

/// 到账额 in the calendar year.
pub static RECEIPTS: BoardDef = BoardDef {
    name: "receipts",
    label: "到账额（自然年）：学院 × 款项类别",
    lead: "本自然年到账（元），以凭证日期为准，跨学院的按分摊比例算。",
    span: Span::Year,
    compute: |ask| money(ask, RECEIVED, &receipt::SOURCES, Span::Year),
};

/// 到账额 in the school year.
pub static RECEIPTS_SCHOOL_YEAR: BoardDef = BoardDef {
    name: "receipts-school-year",
    label: "到账额（学年）：学院 × 款项类别",
    lead: "本学年到账（元），以凭证日期为准，跨学院的按分摊比例算。",
    span: Span::SchoolYear,
    compute: |ask| money(ask, RECEIVED, &receipt::SOURCES, Span::SchoolYear),
};

fn money(ask: &Ask<'_>, measure: Measure, list: &'static CodeList, span: Span) -> Board {
    let window = ask.window(span);
    // One column for each code, one for what has none of them, one for all.
    let row = |of: &Ask<'_>| -> Vec<Cell> {
        let mut sums = vec![Sum::default(); list.codes.len() + 2];
        for fact in of.facts(measure).filter(|fact| window.has(fact) == Lies::In) {
            let place = list.codes.iter().position(|code| code.code == fact.tag).unwrap_or(list.codes.len());
            for place in [place, list.codes.len() + 1] {
                if let Some(sum) = sums.get_mut(place) {
                    sum.add(fact.of, fact.amount);
                }
            }
        }
        sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect()
    };
    let mut rows: Vec<(Head, Vec<Cell>)> =
        units(ask).into_iter().map(|unit| (Head::of(ask.ledger, unit), row(&ask.of(Scope::Unit(unit))))).collect();
    if ask.scope == Scope::School {
        rows.push((Head::words("没有归到部门的"), row(&ask.of(Scope::NoUnit))));
        rows.push((Head::words("全校合计"), row(ask)));
    }
    let mut columns: Vec<Head> = list.codes.iter().map(|code| Head::words(code.label)).collect();
    columns.extend([Head::words("没分类"), Head::words("合计")]);
    Board { of: "学院（部门）", rows, columns }
}

/// 未到账.
pub static OUTSTANDING: BoardDef = BoardDef {
    name: "outstanding",
    label: "合同未到账",
    lead: "每份合同签了多少、到了多少、还有多少没到；完成期限过了的写在名称旁边，没到得多的排在前面。",
    span: Span::Today,
    compute: outstanding,
};

/// 个人到账.
pub static BY_PERSON: BoardDef = BoardDef {
    name: "money-by-person",
    label: "合同与到账：到个人",
    lead: "本自然年每个人签订的合同额和到账额（元），按个人分摊算；到账多的排在前面。",
    span: Span::Year,
    compute: by_person,
};

fn outstanding(ask: &Ask<'_>) -> Board {
    let window = ask.window(Span::Today);
    let mut of: BTreeMap<Id, (Sum, Sum)> = BTreeMap::new();
    for fact in ask.facts(AGREED).filter(|fact| window.has(fact) == Lies::In) {
        of.entry(fact.of).or_default().0.add(fact.of, fact.amount);
    }
    for fact in ask.facts(ARRIVED).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(entry) = fact.about.and_then(|contract| of.get_mut(&contract)) {
            entry.1.add(fact.of, fact.amount);
        }
    }
    let short = |(agreed, arrived): &(Sum, Sum)| agreed.total().saturating_sub(arrived.total());
    let mut open: Vec<(i64, Id, (Sum, Sum))> =
        of.into_iter().map(|(id, sums)| (short(&sums), id, sums)).filter(|(short, ..)| *short > 0).collect();
    open.sort_by_key(|(short, id, _)| (Reverse(*short), *id));
    let mut total = (Sum::default(), Sum::default(), Sum::default());
    let mut rows: Vec<(Head, Vec<Cell>)> = Vec::new();
    for (short, id, (agreed, arrived)) in open {
        agreed.evidence().for_each(|e| total.0.add(e.id, e.amount));
        arrived.evidence().for_each(|e| total.1.add(e.id, e.amount));
        total.2.add(id, short);
        if rows.len() < ROWS {
            let record = ask.ledger.get(&id);
            let ends = record.as_ref().and_then(|contract| contract.get(contract::ENDS));
            let late = ends.filter(|date| date.latest() < ask.today);
            let note = late.map_or_else(String::new, |date| format!("完成期限 {} 已过", date.show()));
            rows.push((
                Head::of(ask.ledger, id).noted(note),
                money_cells([agreed, arrived, std::iter::once((id, short)).collect()]),
            ));
        }
    }
    if !rows.is_empty() {
        rows.push((Head::words("合计"), money_cells([total.0, total.1, total.2])));
    }
    Board { of: "合同", rows, columns: ["合同额", "已到账", "未到账"].map(Head::words).to_vec() }
}

fn money_cells(sums: [Sum; 3]) -> Vec<Cell> {
    sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect()
}

fn by_person(ask: &Ask<'_>) -> Board {
    let window = ask.window(Span::Year);
    let mut people: BTreeMap<Option<Id>, [Sum; 2]> = BTreeMap::new();
    for (place, measure) in [AGREED_BY, RECEIVED_BY].into_iter().enumerate() {
        for fact in ask.facts.all(measure).filter(|fact| window.has(fact) == Lies::In) {
            let person = fact.person.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id));
            if !is_asked(ask, person) {
                continue;
            }
            if let Some(sum) = people.entry(person).or_default().get_mut(place) {
                sum.add(fact.of, fact.amount);
            }
        }
    }
    let mut rows: Vec<(Option<Id>, [Sum; 2])> = people.into_iter().collect();
    // Nobody comes last.
    rows.sort_by_key(|(id, [agreed, came])| (id.is_none(), Reverse(came.total()), Reverse(agreed.total()), *id));
    let head = |id: Option<Id>| id.map_or_else(|| Head::words("没写负责人的"), |id| Head::of(ask.ledger, id));
    let cells = |sums: [Sum; 2]| sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect();
    let rows = rows.into_iter().take(ROWS).map(|(id, sums)| (head(id), cells(sums)));
    Board { of: "负责人", rows: rows.collect(), columns: ["合同额", "到账额"].map(Head::words).to_vec() }
}

/// Whether a person is asked for: everybody, those of a unit, or that one.
fn is_asked(ask: &Ask<'_>, person: Option<Id>) -> bool {
    let unit = || ask.ledger.get(&person?)?.get(crate::kinds::person::UNIT).map(|id| ask.ledger.standing_for(&id));
    match ask.scope {
        Scope::School => true,
        Scope::Unit(asked) => unit() == Some(ask.ledger.standing_for(&asked)),
        Scope::NoUnit => unit().is_none(),
        Scope::Person(asked) => person == Some(asked),
        Scope::Partner(_) => false,
    }
}
