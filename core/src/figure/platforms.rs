//! 集成实践平台 and the 双高 plan: tasks of the year, use, who brought the equipment, how many
//! indicators were reached (domain §6.5, §1.6). Their money is in `inputs`.

use super::board::{Board, BoardDef, Cell, Head, Ranked, by_thing, ranked};
use super::inputs::PLATFORMS;
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit};
use crate::kinds::{double_high_task, platform, platform_target};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{Duty, Field, stage};
use crate::value::{Money, Quantity};
use std::collections::BTreeMap;

/// A task of a platform as one piece, in its year; about the platform.
const TASK: Measure = Measure("platform-task");
/// The part of it that was done, no more than all.
const TASK_DONE: Measure = Measure("platform-task-done");
/// A platform that was not declined, undated.
const PLATFORM: Measure = Measure("platform-there");
/// Use of a platform a year, in hundredths of person-hours.
const HOURS: Measure = Measure("platform-hours");
/// Floor space of a platform whose use is known, in hundredths of ㎡.
const SPACE: Measure = Measure("platform-space");
/// Original value of all equipment of a platform, in cents.
const EQUIPMENT: Measure = Measure("platform-equipment");
/// Of this, what partners brought.
const BROUGHT: Measure = Measure("platform-brought");
/// An indicator of the 双高 plan with a target, in its year; its sort says whether it was reached.
const INDICATOR: Measure = Measure("double-high-indicator");

const HOURS_IN: Unit = Unit::Measured("人时");
const HOURS_EACH: Unit = Unit::Measured("人时/㎡");
const REACHED: &str = "reached";

/// The family.
pub static FAMILY: Family = Family {
    name: "platforms",
    label: "平台与双高",
    extractors: &[
        Extractor { kind: &platform::KIND, also: &[("platform_target", "platform")], read: read_platform },
        Extractor { kind: &platform_target::KIND, also: &[], read: read_target },
        Extractor { kind: &double_high_task::KIND, also: &[], read: read_indicator },
    ],
    figures: &[
        FigureDef {
            name: "platform-task-rate",
            label: "平台任务完成率",
            unit: Unit::Percent,
            formula: "本自然年每项平台年度任务完成值除以目标值（不超过 1），加起来除以任务项数；没填目标值的不算，没填完成值的按 0。",
            span: Span::Year,
            better: Better::More,
            compute: tasks,
        },
        FigureDef {
            name: "platform-use-hours",
            label: "平台实训人时",
            unit: HOURS_IN,
            formula: "各平台填的年实训人时之和；未立项的平台不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| Figure::sum(HOURS_IN, all(ask, HOURS)),
        },
        FigureDef {
            name: "platform-hours-per-area",
            label: "平台每平方米人时",
            unit: HOURS_EACH,
            formula: "填了年实训人时和建筑面积的平台，人时之和除以面积之和。",
            span: Span::Today,
            better: Better::More,
            compute: hours_each,
        },
        FigureDef {
            name: "platform-partner-share",
            label: "平台企业投入占比",
            unit: Unit::Percent,
            formula: "各平台的企业设备原值占学校和企业设备原值之和的比例；未立项的平台不算。",
            span: Span::Today,
            better: Better::More,
            compute: partner_share,
        },
        FigureDef {
            name: "double-high-task-rate",
            label: "双高指标达成率",
            unit: Unit::Percent,
            formula: "本自然年填了目标值的双高任务里，完成值达到目标值的占比。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| {
                let window = ask.window(Span::Year);
                let (whole, unclear) = ask.sum_in(INDICATOR, window, |_| true);
                let (reached, _) = ask.sum_in(INDICATOR, window, |fact| fact.tag == REACHED);
                Figure::ratio(Unit::Percent, Unit::Pieces("项"), reached, whole).unclear(unclear)
            },
        },
    ],
};

/// 集成实践平台.
pub static BOARD: BoardDef = BoardDef {
    name: "platforms",
    label: "集成实践平台",
    duty: Duty::Supervision,
    asks: "每个平台的任务、资金、使用到了哪一步？",
    lead: "每个平台本自然年的任务完成率、资金到位率和执行率，年实训人时、每平方米人时和企业设备占比；点一格，看到每一条。",
    span: Span::Year,
    covers: false,
    compute,
};

fn hundredths(amount: Quantity) -> i64 {
    i64::try_from(amount.hundredths()).unwrap_or(i64::MAX)
}

fn read_platform(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(platform::STATE).as_deref() == Some("declined") {
        return;
    }
    let partner = record.get(platform::PARTNERS).unwrap_or_default().first().copied();
    let unit = record.get(platform::UNIT);
    let mut say = |measure: Measure, amount: i64| {
        sink.say(measure).partner(partner).unit(unit).about(Some(record.id)).amount(amount).end();
    };
    say(PLATFORM, PIECE);
    if let Some(hours) = record.get(platform::USE_HOURS).map(hundredths) {
        say(HOURS, hours);
    }
    if let Some(area) = record.get(platform::AREA).filter(|_| record.get(platform::USE_HOURS).is_some()) {
        say(SPACE, hundredths(area));
    }
    let cents = |field: Field<Money>| record.get(field).map(Money::cents);
    let (ours, theirs) = (cents(platform::EQUIPMENT_SCHOOL), cents(platform::EQUIPMENT_PARTNER));
    if ours.is_some() || theirs.is_some() {
        say(EQUIPMENT, ours.unwrap_or_default().saturating_add(theirs.unwrap_or_default()));
    }
    if let Some(theirs) = theirs {
        say(BROUGHT, theirs);
    }
}

/// How much of a piece was done, no more than all of it.
fn share(done: u64, target: u64) -> i64 {
    let part = u128::from(done.min(target)) * u128::from(PIECE.unsigned_abs()) / u128::from(target.max(1));
    i64::try_from(part).unwrap_or(PIECE)
}

fn read_target(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    use platform_target as of;
    let Some(target) = record.get(of::TARGET).filter(|target| target.hundredths() > 0) else { return };
    let platform = record.get(of::PLATFORM).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let known = platform.and_then(|id| ledger.get(&id));
    let unit = known.as_ref().and_then(|platform| platform.get(platform::UNIT));
    let partner = known.and_then(|platform| platform.get(platform::PARTNERS)?.first().copied());
    let mut say = |measure: Measure, amount: i64| {
        let said = sink.say(measure).partner(partner).unit(unit).about(platform);
        said.on(record.get(of::YEAR)).amount(amount).end();
    };
    say(TASK, PIECE);
    if let Some(done) = record.get(of::DONE).filter(|done| done.hundredths() > 0) {
        say(TASK_DONE, share(done.hundredths(), target.hundredths()));
    }
}

fn read_indicator(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    use double_high_task as of;
    if let Some(target) = record.get(of::TARGET) {
        let reached = record.get(of::DONE).is_some_and(|done| done >= target);
        let said = sink.say(INDICATOR).unit(record.get(of::UNIT)).on(record.get(of::YEAR));
        said.tag(reached.then(|| REACHED.to_owned())).end();
    }
}

fn all(ask: &Ask<'_>, measure: Measure) -> Sum {
    ask.facts(measure).map(|fact| (fact.of, fact.amount)).collect()
}

fn tasks(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let (whole, unclear) = ask.sum_in(TASK, window, |_| true);
    Figure::ratio(Unit::Percent, Unit::Pieces("项"), ask.sum_in(TASK_DONE, window, |_| true).0, whole).unclear(unclear)
}

fn hours_each(ask: &Ask<'_>) -> Figure {
    let space = all(ask, SPACE);
    let hours = ask.facts(HOURS).filter(|fact| space.has(&fact.of)).map(|fact| (fact.of, fact.amount)).collect();
    Figure::per(HOURS_EACH, HOURS_IN, hours, Unit::Measured("㎡"), space)
}

fn partner_share(ask: &Ask<'_>) -> Figure {
    Figure::ratio(Unit::Percent, Unit::Money, all(ask, BROUGHT), all(ask, EQUIPMENT))
}

fn compute(ask: &Ask<'_>) -> Board {
    let columns = ["任务完成率", "资金到位率", "资金执行率", "年实训人时", "人时/㎡", "企业设备占比"];
    let rows = ranked(ask, BOARD.name, usize::MAX, rows);
    Board { of: "平台", rows, columns: columns.map(Head::words).to_vec() }
}

/// The platforms of a part: everything about one lies in its part.
fn rows(ask: &Ask<'_>) -> Vec<Ranked<String>> {
    let window = ask.window(Span::Year);
    let always = |measure| by_thing(ask, measure, |_| true);
    let in_year = |measure| by_thing(ask, measure, |fact| window.has(fact) == Lies::In);
    let [hours, space, brought, equipment] = [HOURS, SPACE, BROUGHT, EQUIPMENT].map(always);
    let [done, tasks] = [TASK_DONE, TASK].map(in_year);
    let [budget, arrived, spent] = [PLATFORMS.budget, PLATFORMS.arrived, PLATFORMS.spent].map(in_year);
    let rate = |counted_in: Unit, part: Sum, whole: Sum| -> Cell {
        let figure = Figure::ratio(Unit::Percent, counted_in, part, whole);
        let mark = figure.value().map(super::Amount::show);
        Cell::of(figure).marked(mark.unwrap_or_default())
    };
    let row = |fact: Fact<'_>| {
        let id = fact.of;
        let of = |found: &BTreeMap<Id, Vec<Fact<'_>>>| -> Sum {
            found.get(&id).into_iter().flatten().map(|fact| (fact.of, fact.amount)).collect()
        };
        let state = ask.ledger.get(&id).and_then(|record| record.get(platform::STATE));
        let note = stage::label(&platform::KIND, &state.unwrap_or_else(|| "applied".to_owned()));
        let each = Figure::per(HOURS_EACH, HOURS_IN, of(&hours), Unit::Measured("㎡"), of(&space));
        let cells = vec![
            rate(Unit::Pieces("项"), of(&done), of(&tasks)),
            rate(Unit::Money, of(&arrived), of(&budget)),
            rate(Unit::Money, of(&spent), of(&arrived)),
            Cell::of(Figure::sum(HOURS_IN, of(&hours))),
            Cell::of(each),
            rate(Unit::Money, of(&brought), of(&equipment)),
        ];
        let head = Head::of(ask.ledger, id);
        Ranked { id, rank: head.label.clone(), head: head.noted(note), cells }
    };
    ask.facts(PLATFORM).map(row).collect()
}
