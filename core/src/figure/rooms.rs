//! 用房: every square metre of the campus: what is idle, what it yields, who is in it under which
//! agreement, and what is wanted beyond it (domain §6.19, §6.21). The boards lie in `room_boards`.

use super::findings::unagreed;
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, Sink, Span, Sum, Unit, Window};
use crate::kinds::threshold::{ROOM_HOURS, TENANCY_NOTICE};
use crate::kinds::{feasibility_item, room, space_demand, tenancy};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{Date, Money, Quantity};
use std::collections::BTreeMap;

/// Usable space of a room, in hundredths of ㎡; about its building; its sort is `state/use`.
pub(super) const SPACE: Measure = Measure("room-space");
/// The same, about the room itself, as those who are in it are.
const OWN_SPACE: Measure = Measure("room-space-own");
/// The same of a room whose person-hours are known, in the year of these.
const USED_SPACE: Measure = Measure("room-space-used");
/// Person-hours a year, in hundredths, in their year; about the building.
const HOURS: Measure = Measure("room-hours");
/// The same of a room whose income is known, in the year of that.
const PAID_SPACE: Measure = Measure("room-space-paid");
/// Income a year, in cents, in its year.
const INCOME: Measure = Measure("room-income");
/// Somebody who has not left, on the last day of what was agreed; about the room.
const ENDS: Measure = Measure("tenancy-ends");
/// Space that somebody wants and has not got, in hundredths of ㎡; its sort is where, as a code.
pub(super) const WANTED: Measure = Measure("space-wanted");
/// A step towards the new building that is needed; its sort is how far it is.
const STEP: Measure = Measure("building-step");

/// Floor space.
pub(super) const SQUARE: Unit = Unit::Measured("㎡");
/// Use.
const PERSON_HOURS: Unit = Unit::Measured("人时");
/// Use of floor space.
pub(super) const HOURS_EACH: Unit = Unit::Measured("人时/㎡");

/// The family.
pub static FAMILY: Family = Family {
    name: "rooms",
    label: "用房",
    extractors: &[
        Extractor { kind: &room::KIND, also: &[("tenancy", "room")], read: read_room },
        Extractor { kind: &tenancy::KIND, also: &[], read: read_tenancy },
        Extractor { kind: &space_demand::KIND, also: &[], read: read_demand },
        Extractor { kind: &feasibility_item::KIND, also: &[], read: read_step },
    ],
    figures: &[
        FigureDef {
            name: "room-idle-rate",
            label: "闲置面积率",
            unit: Unit::Percent,
            formula: "使用状态为闲置的房屋的使用面积，占全部房屋使用面积的比例；没填面积的不算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| Figure::ratio(Unit::Percent, SQUARE, space(ask, is_idle), space(ask, |_| true)),
        },
        FigureDef {
            name: "room-hours-per-area",
            label: "每平方米年人时",
            unit: HOURS_EACH,
            formula: "填了年使用人时的房屋，人时之和除以它们的使用面积之和；按每间最近一次填的年份，没填面积的不算。",
            span: Span::Today,
            better: Better::More,
            compute: hours_each,
        },
        FigureDef {
            name: "room-underused-rate",
            label: "低效用房面积占比",
            unit: Unit::Percent,
            formula: "填了年使用人时、不是闲置的房屋里，每平方米人时低于“房屋每平方米年人时低于几算低效”的使用面积占比；没填面积的不算。",
            span: Span::Today,
            better: Better::Less,
            compute: underused,
        },
        FigureDef {
            name: "room-income-per-area",
            label: "每平方米年到账",
            unit: Unit::Measured("元/㎡"),
            formula: "填了年到账收入的房屋，收入之和除以它们的使用面积之和；按每间最近一次填的年份，没填面积的不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let (paid, of) = (worth(ask, INCOME), worth(ask, PAID_SPACE));
                Figure::per(Unit::Measured("元/㎡"), Unit::Money, paid, SQUARE, of)
            },
        },
        FigureDef {
            name: "room-unagreed-area",
            label: "无协议占用面积占比",
            unit: Unit::Percent,
            formula: "有单位入驻的房屋里，今天没有依据协议或协议已过期的房屋的使用面积占比，几平方米列在下面；没填面积的不算。",
            span: Span::Today,
            better: Better::Less,
            compute: unagreed_space,
        },
        FigureDef {
            name: "tenancies-expiring",
            label: "快到期的入驻",
            unit: Unit::Pieces("家"),
            formula: "还没有搬离、在“入驻到期前几天提醒”的天数内到期的入驻，今天到期的也算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| {
                let today = ask.window(Span::Today).last;
                let notice = i32::try_from(ask.whole(TENANCY_NOTICE)).unwrap_or(i32::MAX);
                ending(ask, Window { first: today, last: today.saturating_add(notice) })
            },
        },
        FigureDef {
            name: "tenancies-overdue",
            label: "过期没搬的入驻",
            unit: Unit::Pieces("家"),
            formula: "到期日在今天之前、还没有填搬离日期的入驻：续签，或者请对方搬离；今天到期的明天起才算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| ending(ask, ask.passed(Span::Today)),
        },
        FigureDef {
            name: "space-wanted",
            label: "没安排的用房需求",
            unit: SQUARE,
            formula: "还没有安排、也没有取消的用房需求的面积之和。",
            span: Span::Today,
            better: Better::Neither,
            compute: |ask| Figure::sum(SQUARE, ask.facts(WANTED).map(|fact| (fact.of, fact.amount)).collect()),
        },
        FigureDef {
            name: "space-shortage",
            label: "用房缺口",
            unit: SQUARE,
            formula: "没安排的用房需求的面积，减去闲置房屋的使用面积；是负数，就是闲置的够用。",
            span: Span::Today,
            better: Better::Less,
            compute: shortage,
        },
        FigureDef {
            name: "building-steps-rate",
            label: "大楼可研步骤完成率",
            unit: Unit::Percent,
            formula: "产教融合大楼的步骤里，已完成的占比；不需要的步骤不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |done: bool| -> Sum {
                    let steps = ask.facts(STEP).filter(|fact| !done || fact.tag == "done");
                    steps.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, Unit::Pieces("步"), of(true), of(false))
            },
        },
    ],
};

fn hundredths(amount: Quantity) -> i64 {
    i64::try_from(amount.hundredths()).unwrap_or(i64::MAX)
}

fn read_room(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(area) = record.get(room::AREA).map(hundredths) else { return };
    let (unit, building) = (record.get(room::UNIT), record.get(room::BUILDING));
    let tag = format!("{}/{}", record.get(room::STATE).unwrap_or_default(), record.get(room::USE).unwrap_or_default());
    let mut say = |measure: Measure, year: Option<Date>, amount: i64| {
        sink.say(measure).unit(unit).about(building).on(year).amount(amount).tag(Some(tag.clone())).end();
    };
    say(SPACE, None, area);
    let year = record.get(room::WORTH_YEAR);
    if let Some(hours) = record.get(room::PERSON_HOURS) {
        say(HOURS, year, hundredths(hours));
        say(USED_SPACE, year, area);
    }
    if let Some(income) = record.get(room::INCOME) {
        say(INCOME, year, income.cents());
        say(PAID_SPACE, year, area);
    }
    sink.say(OWN_SPACE).unit(unit).about(Some(record.id)).amount(area).end();
}

fn read_tenancy(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let end = record.get(tenancy::END);
    if record.get(tenancy::LEFT).is_some() || end.is_none() {
        return;
    }
    let room = record.get(tenancy::ROOM).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let unit = room.and_then(|id| ledger.get(&id)).and_then(|room| room.get(room::UNIT));
    sink.say(ENDS).partner(record.get(tenancy::PARTNER)).unit(unit).about(room).on(end).end();
}

fn read_demand(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(area) = record.get(space_demand::AREA).map(hundredths) else { return };
    if matches!(record.get(space_demand::STATE).as_deref(), Some("met" | "dropped")) {
        return;
    }
    let said = sink.say(WANTED).partner(record.get(space_demand::PARTNER)).unit(record.get(space_demand::UNIT));
    said.amount(area).tag(record.get(space_demand::WHERE)).end();
}

fn read_step(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(feasibility_item::STATE).unwrap_or_else(|| "waiting".to_owned());
    if state != "skipped" {
        sink.say(STEP).unit(record.get(feasibility_item::UNIT)).tag(Some(state)).end();
    }
}

/// Whether a sort of [`SPACE`] is that of an idle room.
pub(super) fn is_idle(sort: &str) -> bool {
    sort.starts_with("idle/")
}

/// Usable space by room.
pub(super) fn space(ask: &Ask<'_>, is: impl Fn(&str) -> bool) -> Sum {
    ask.facts(SPACE).filter(|fact| is(fact.tag)).map(|fact| (fact.of, fact.amount)).collect()
}

/// What rooms yield, as far as the year of it has begun.
fn worth(ask: &Ask<'_>, measure: Measure) -> Sum {
    let window = ask.window(Span::Today);
    ask.facts(measure).filter(|fact| window.may_meet(fact)).map(|fact| (fact.of, fact.amount)).collect()
}

/// Person-hours for each square metre.
fn hours_each(ask: &Ask<'_>) -> Figure {
    Figure::per(HOURS_EACH, PERSON_HOURS, worth(ask, HOURS), SQUARE, worth(ask, USED_SPACE))
}

/// Of the space that is in use and of which the person-hours are known, that which is used too little.
fn underused(ask: &Ask<'_>) -> Figure {
    let enough = i64::try_from(ask.ledger.threshold(ROOM_HOURS).hundredths()).unwrap_or(i64::MAX);
    let hours: BTreeMap<Id, i64> = worth(ask, HOURS).evidence().map(|e| (e.id, e.amount)).collect();
    let window = ask.window(Span::Today);
    let used = ask.facts(USED_SPACE).filter(|fact| !is_idle(fact.tag) && window.may_meet(fact));
    let all: Sum = used.map(|fact| (fact.of, fact.amount)).collect();
    let each = |id: Id, area: i64| {
        let hours = hours.get(&id).copied().unwrap_or_default();
        i128::from(hours) * 100 < i128::from(enough) * i128::from(area)
    };
    let few = all.evidence().filter(|e| each(e.id, e.amount)).map(|e| (e.id, e.amount)).collect();
    Figure::ratio(Unit::Percent, SQUARE, few, all)
}

/// Of the space that somebody is in, that without an agreement that holds today.
fn unagreed_space(ask: &Ask<'_>) -> Figure {
    let rooms = unagreed(ask);
    let area: Sum = ask.facts(OWN_SPACE).map(|fact| (fact.of, fact.amount)).collect();
    let measured = |evidence: Vec<super::Evidence>| {
        let found: BTreeMap<Id, Vec<Id>> = evidence.into_iter().map(|one| (one.id, one.because)).collect();
        let mut sum = Sum::default();
        for room in area.evidence() {
            if let Some(because) = found.get(&room.id) {
                sum.add(room.id, room.amount);
                because.iter().for_each(|tenancy| sum.because(room.id, *tenancy));
            }
        }
        sum
    };
    Figure::ratio(Unit::Percent, SQUARE, measured(rooms.evidence()), measured(rooms.whole().unwrap_or_default()))
}

fn ending(ask: &Ask<'_>, window: Window) -> Figure {
    let (sum, unclear) = ask.sum_in(ENDS, window, |_| true);
    Figure::sum(Unit::Pieces("家"), sum).unclear(unclear)
}

/// What is wanted less what is idle.
pub(super) fn shortage(ask: &Ask<'_>) -> Figure {
    let wanted = ask.facts(WANTED).map(|fact| (fact.of, fact.amount));
    let idle = ask.facts(SPACE).filter(|fact| is_idle(fact.tag)).map(|fact| (fact.of, fact.amount.saturating_neg()));
    Figure::sum(SQUARE, wanted.chain(idle).collect())
}

/// Money towards the new building by its four sources, of one step.
pub(super) fn sources(step: &Record) -> [Option<Money>; 4] {
    use feasibility_item as of;
    [step.get(of::CENTRAL), step.get(of::LOCAL), step.get(of::FIRM), step.get(of::OWN)]
}
