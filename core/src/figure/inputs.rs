//! What the other side and the treasuries put in: promised, arrived, spent (domain §1.6, §6.5, §6.9).
//!
//! 到位率 = 到位 ÷ 预算, 执行率 = 支出 ÷ 到位, both from stored cents.

use super::money::RECEIVED;
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, Sink, Span, Sum, Unit};
use crate::kinds::{double_high_budget, input, platform, platform_money};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{Date, Money};

/// What a partner put in, in cents, on the day it arrived.
pub const INPUT: Measure = Measure("input");
/// What a partner promised, in cents, on the day it is due.
pub const PROMISED: Measure = Measure("input-promised");
/// Of what was promised, what has arrived, no more than that; on the day it is due.
pub const PROMISE_CAME: Measure = Measure("input-promise-came");

/// Budget, arrival and expense of one purse.
pub(super) struct Purse {
    /// What is planned, in cents, in its year.
    pub(super) budget: Measure,
    /// What has arrived.
    pub(super) arrived: Measure,
    /// What was spent.
    pub(super) spent: Measure,
}
const DOUBLE_HIGH: Purse = Purse {
    budget: Measure("double-high-budget"),
    arrived: Measure("double-high-arrived"),
    spent: Measure("double-high-spent"),
};
/// The purse of the platforms; its facts are about the platform.
pub(super) const PLATFORMS: Purse = Purse {
    budget: Measure("platform-budget"),
    arrived: Measure("platform-arrived"),
    spent: Measure("platform-spent"),
};

/// The family.
pub static FAMILY: Family = Family {
    name: "inputs",
    label: "投入与经费",
    extractors: &[
        Extractor { kind: &input::KIND, also: &[], read: read_input },
        Extractor { kind: &double_high_budget::KIND, also: &[], read: read_double_high },
        Extractor { kind: &platform::KIND, also: &[("platform_money", "platform")], read: |_, _, _| {} },
        Extractor { kind: &platform_money::KIND, also: &[], read: read_platform_money },
    ],
    figures: &[
        FigureDef {
            name: "input-arrived-rate",
            label: "承诺投入到位率",
            unit: Unit::Percent,
            formula: "企业承诺、到今天该到位的投入里，已经到位的占比；多到的不超过承诺的数计。",
            span: Span::Today,
            better: Better::More,
            compute: promised_came,
        },
        FigureDef {
            name: "help-ratio",
            label: "产助教 ÷ 教助产",
            unit: Unit::Times,
            formula: "本自然年企业投入到账（含设备价值）除以学校横向技术服务到款额。",
            span: Span::Year,
            better: Better::Neither,
            compute: help_ratio,
        },
        FigureDef {
            name: "double-high-arrived-rate",
            label: "双高资金到位率",
            unit: Unit::Percent,
            formula: "本自然年双高预算的到位金额 ÷ 预算金额。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of(ask, DOUBLE_HIGH.arrived, DOUBLE_HIGH.budget),
        },
        FigureDef {
            name: "double-high-spent-rate",
            label: "双高资金执行率",
            unit: Unit::Percent,
            formula: "本自然年双高预算的支出金额 ÷ 到位金额。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of(ask, DOUBLE_HIGH.spent, DOUBLE_HIGH.arrived),
        },
        FigureDef {
            name: "platform-arrived-rate",
            label: "平台资金到位率",
            unit: Unit::Percent,
            formula: "本自然年集成实践平台的到位金额 ÷ 预算金额。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of(ask, PLATFORMS.arrived, PLATFORMS.budget),
        },
        FigureDef {
            name: "platform-spent-rate",
            label: "平台资金执行率",
            unit: Unit::Percent,
            formula: "本自然年集成实践平台的支出金额 ÷ 到位金额。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of(ask, PLATFORMS.spent, PLATFORMS.arrived),
        },
    ],
};

fn read_input(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(input::GIVER).as_deref() != Some("partner") {
        return;
    }
    let (partner, unit) = (record.get(input::PARTNER), record.get(input::UNIT));
    let arrived = record.get(input::ARRIVED).map_or(0, Money::cents);
    let mut say = |measure: Measure, date: Option<Date>, amount: i64| {
        sink.say(measure).partner(partner).unit(unit).on(date).amount(amount).tag(record.get(input::SORT)).end();
    };
    if arrived != 0 {
        say(INPUT, record.get(input::ARRIVED_ON), arrived);
    }
    if let Some(promised) = record.get(input::PROMISED).map(Money::cents) {
        say(PROMISED, record.get(input::PROMISED_BY), promised);
        say(PROMISE_CAME, record.get(input::PROMISED_BY), arrived.min(promised));
    }
}

/// Whose money it is: the unit, and what it is for.
type Whose = (Option<Id>, Option<Id>);

fn say_purse(sink: &mut Sink<'_>, purse: &Purse, (unit, about): Whose, year: Option<Date>, sums: [Option<Money>; 3]) {
    for (measure, amount) in [purse.budget, purse.arrived, purse.spent].into_iter().zip(sums) {
        if let Some(amount) = amount {
            sink.say(measure).unit(unit).about(about).on(year).amount(amount.cents()).end();
        }
    }
}

fn read_double_high(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    use double_high_budget as of;
    let sums = [record.get(of::BUDGET), record.get(of::ARRIVED), record.get(of::SPENT)];
    say_purse(sink, &DOUBLE_HIGH, (None, None), record.get(of::YEAR), sums);
}

fn read_platform_money(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    use platform_money as of;
    let platform = record.get(of::PLATFORM).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let unit = platform.and_then(|id| ledger.get(&id)).and_then(|p| p.get(platform::UNIT));
    let sums = [record.get(of::BUDGET), record.get(of::ARRIVED), record.get(of::SPENT)];
    say_purse(sink, &PLATFORMS, (unit, platform), record.get(of::YEAR), sums);
}

/// Money and equipment that partners put in, in the year.
pub(super) fn from_partners(ask: &Ask<'_>) -> Figure {
    ask.total(Unit::Money, INPUT, Span::Year)
}

fn promised_came(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Today);
    let (due, unclear) = ask.sum_in(PROMISED, window, |_| true);
    let came: Sum = ask
        .facts(PROMISE_CAME)
        .filter(|fact| window.has(fact) == Lies::In && fact.amount > 0)
        .map(|fact| (fact.of, fact.amount))
        .collect();
    Figure::ratio(Unit::Percent, Unit::Money, came, due).unclear(unclear)
}

fn help_ratio(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let (inputs, mut unclear) = ask.sum_in(INPUT, window, |_| true);
    let (services, more) = ask.sum_in(RECEIVED, window, |fact| fact.tag == "service");
    unclear.extend(more);
    Figure::ratio(Unit::Times, Unit::Money, inputs, services).unclear(unclear)
}

fn of(ask: &Ask<'_>, part: Measure, whole: Measure) -> Figure {
    let window = ask.window(Span::Year);
    let (part, unclear) = ask.sum_in(part, window, |_| true);
    Figure::ratio(Unit::Percent, Unit::Money, part, ask.sum_in(whole, window, |_| true).0).unclear(unclear)
}
