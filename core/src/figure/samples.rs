//! 样板 and results: what is being made an example of, what came of it, who gained by it (domain §6.14).

use super::board::{Board, BoardDef, Cell};
use super::by_college::ByCollege;
use super::money::{shares, split};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Unit};
use crate::kinds::{award, result, sample};
use crate::ledger::Ledger;
use crate::record::Record;
use crate::schema::Duty;

/// A sample that was not dropped, by unit after shares; its sort is `type/state`.
const SAMPLE: Measure = Measure("sample");
/// People who gain by a sample, by unit after shares.
const GAINED: Measure = Measure("sample-gained");
/// A result, by unit after shares, on the day it was there.
const RESULT: Measure = Measure("result");
/// What a result that was put to use is paid for, in cents, by unit after shares, on the day of use.
const SOLD: Measure = Measure("result-sold");
/// An award, by unit after shares, on its day.
const AWARD: Measure = Measure("award");

const SAMPLES: Unit = Unit::Pieces("个");

/// The family.
pub static FAMILY: Family = Family {
    name: "samples",
    label: "样板与成果",
    extractors: &[
        Extractor { kind: &sample::KIND, also: &[], read: read_sample },
        Extractor { kind: &result::KIND, also: &[], read: read_result },
        Extractor { kind: &award::KIND, also: &[], read: read_award },
    ],
    figures: &[
        FigureDef {
            name: "samples-running",
            label: "在做的样板",
            unit: SAMPLES,
            formula: "已选定和打造中的样板个数；跨学院的按分摊比例算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| samples(ask, &["chosen", "building"]),
        },
        FigureDef {
            name: "samples-closed",
            label: "已成的样板",
            unit: SAMPLES,
            formula: "已成样板的个数：有成果、有人受益才能算成；跨学院的按分摊比例算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| samples(ask, &["closed"]),
        },
        FigureDef {
            name: "sample-beneficiaries",
            label: "样板受益的人",
            unit: Unit::Pieces("人"),
            formula: "各样板里填的受益学生、教师、居民人数之和（企业按家数，不在这里加）；跨学院的按分摊比例算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                Figure::sum(Unit::Pieces("人"), ask.facts(GAINED).map(|fact| (fact.of, fact.amount)).collect())
            },
        },
        FigureDef {
            name: "results-year",
            label: "合作成果",
            unit: Unit::Pieces("项"),
            formula: "本自然年完成的合作成果项数；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Pieces("项"), RESULT, Span::Year),
        },
        FigureDef {
            name: "results-sold-year",
            label: "成果转化金额",
            unit: Unit::Money,
            formula: "本自然年转化的成果，合同约定的转化金额之和（到账另算）；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Money, SOLD, Span::Year),
        },
        FigureDef {
            name: "awards-year",
            label: "获奖",
            unit: Unit::Pieces("项"),
            formula: "本自然年获奖的项数；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Pieces("项"), AWARD, Span::Year),
        },
    ],
};

/// 一学院一标杆.
pub static BOARD: BoardDef = BoardDef {
    name: "samples",
    label: "一学院一标杆：学院 × 六类样板",
    duty: Duty::Supervision,
    asks: "哪个学院还没有标杆？",
    lead: "每个学院牵头或参与的样板（按分摊算），空着的格子就是还没有标杆的地方。",
    span: Span::Today,
    covers: true,
    compute,
};

fn read_sample(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(sample::STATE).unwrap_or_else(|| "chosen".to_owned());
    if state == "dropped" {
        return;
    }
    let partner = record.get(sample::PARTNERS).unwrap_or_default().first().copied();
    let tag = format!("{}/{state}", record.get(sample::TYPE).unwrap_or_default());
    let units = shares(record.get(sample::SHARES), record.get(sample::LEAD_UNIT));
    let people = [sample::STUDENTS, sample::TEACHERS, sample::RESIDENTS].map(|field| record.get(field).unwrap_or(0));
    let people = i64::try_from(people.into_iter().fold(0, u64::saturating_add)).unwrap_or(i64::MAX);
    for (unit, part) in split(units.as_ref(), PIECE) {
        sink.say(SAMPLE).partner(partner).unit(unit).amount(part).tag(Some(tag.clone())).end();
    }
    for (unit, part) in split(units.as_ref(), people.saturating_mul(PIECE)).into_iter().filter(|_| people > 0) {
        sink.say(GAINED).partner(partner).unit(unit).amount(part).end();
    }
}

fn read_result(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let partner = record.get(result::PARTNERS).unwrap_or_default().first().copied();
    let units = shares(record.get(result::SHARES), record.get(result::UNIT));
    for (unit, part) in split(units.as_ref(), PIECE) {
        sink.say(RESULT).partner(partner).unit(unit).on(record.get(result::DATE)).amount(part).end();
    }
    if let Some(fee) = record.get(result::FEE) {
        for (unit, part) in split(units.as_ref(), fee.cents()) {
            sink.say(SOLD).partner(partner).unit(unit).on(record.get(result::USED)).amount(part).end();
        }
    }
}

fn read_award(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let partner = record.get(award::PARTNERS).unwrap_or_default().first().copied();
    let units = shares(record.get(award::SHARES), record.get(award::UNIT));
    for (unit, part) in split(units.as_ref(), PIECE) {
        sink.say(AWARD).partner(partner).unit(unit).on(record.get(award::DATE)).amount(part).end();
    }
}

fn samples(ask: &Ask<'_>, states: &[&str]) -> Figure {
    let such = ask.facts(SAMPLE).filter(|fact| fact.tag.split_once('/').is_some_and(|(_, s)| states.contains(&s)));
    Figure::sum(SAMPLES, such.map(|fact| (fact.of, fact.amount)).collect())
}

fn compute(ask: &Ask<'_>) -> Board {
    let board = ByCollege { name: BOARD.name, list: &sample::TYPES, unit: SAMPLES, uncoded: "没写类型" };
    let each = |ask: &Ask<'_>, take: &mut dyn FnMut(&Fact<'_>, &str)| {
        ask.facts(SAMPLE).for_each(|fact| take(&fact, fact.tag.split_once('/').map_or("", |(sort, _)| sort)));
    };
    let mut board = board.board(ask, each, |_, _| Vec::new());
    for (head, cells) in &mut board.rows {
        if !head.sums && cells.iter().all(Cell::is_empty) {
            head.lacks = "还没有标杆";
        }
    }
    board
}
