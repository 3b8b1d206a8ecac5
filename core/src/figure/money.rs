//! Money: what was agreed in contracts, what has arrived, and what has not.
//!
//! 合同额 ≠ 到账额 (domain §0 finding 4): only receipts count as received, on the day of their voucher.
//! Cross-college work counts by its shares, to the cent, so that colleges sum to the school (§0
//! finding 5). 免税额 = 合同总额 − 非技术性费用 (§3.2).

use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, Scope, Sink, Span, Sum, Unit};
use crate::kinds::{contract, receipt};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{Money, Shares};
use std::collections::BTreeMap;

/// Money that arrived, by unit after shares, in cents; its sort is what it is for.
pub const RECEIVED: Measure = Measure("received");
/// The same by person after shares.
pub const RECEIVED_BY: Measure = Measure("received-by");
/// What was agreed in a contract, by unit after shares, on the day of signing; its sort is that of
/// the contract.
pub const AGREED: Measure = Measure("agreed");
/// The same by person after shares.
pub const AGREED_BY: Measure = Measure("agreed-by");
/// What arrived under a contract, on its day, by unit after the contract's shares; about the contract.
pub const ARRIVED: Measure = Measure("arrived");
/// What was agreed in a contract that was registered as one of technology, on the day of registration.
const REGISTERED: Measure = Measure("registered");
/// The part of a registered contract that is free of tax, on the day of registration.
const EXEMPT: Measure = Measure("exempt");

/// The family.
pub static FAMILY: Family = Family {
    name: "money",
    label: "合同与到账",
    extractors: &[
        Extractor { kind: &contract::KIND, also: &[("receipt", "contract")], read: read_contract },
        Extractor { kind: &receipt::KIND, also: &[], read: read_receipt },
    ],
    figures: &[
        FigureDef {
            name: "received-year",
            label: "到账额（自然年）",
            unit: Unit::Money,
            formula: "本自然年到账的每一笔之和，以凭证日期为准；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| by_whom(ask, RECEIVED, RECEIVED_BY, Span::Year),
        },
        FigureDef {
            name: "received-school-year",
            label: "到账额（学年）",
            unit: Unit::Money,
            formula: "本学年（9 月 1 日至次年 8 月 31 日）到账的每一笔之和；跨学院的按分摊比例算。",
            span: Span::SchoolYear,
            better: Better::More,
            compute: |ask| by_whom(ask, RECEIVED, RECEIVED_BY, Span::SchoolYear),
        },
        FigureDef {
            name: "contracted-year",
            label: "合同额（自然年）",
            unit: Unit::Money,
            formula: "本自然年签订的横向合同的合同额之和；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| by_whom(ask, AGREED, AGREED_BY, Span::Year),
        },
        FigureDef {
            name: "contracted-school-year",
            label: "合同额（学年）",
            unit: Unit::Money,
            formula: "本学年（9 月 1 日至次年 8 月 31 日）签订的横向合同的合同额之和；跨学院的按分摊比例算。",
            span: Span::SchoolYear,
            better: Better::More,
            compute: |ask| by_whom(ask, AGREED, AGREED_BY, Span::SchoolYear),
        },
        FigureDef {
            name: "service-received-year",
            label: "横向技术服务到款额",
            unit: Unit::Money,
            formula: "本自然年款项类别为横向技术服务的到账之和。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of_source(ask, "service"),
        },
        FigureDef {
            name: "training-received-year",
            label: "非学历培训到账",
            unit: Unit::Money,
            formula: "本自然年款项类别为非学历培训的到账之和。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of_source(ask, "training"),
        },
        FigureDef {
            name: "contract-arrived-rate",
            label: "合同到账率",
            unit: Unit::Percent,
            formula: "到今天签订的横向合同，已到账的金额占合同额的比例；多到的不超过合同额计。",
            span: Span::Today,
            better: Better::More,
            compute: arrived_rate,
        },
        FigureDef {
            name: "registered-year",
            label: "技术合同登记额",
            unit: Unit::Money,
            formula: "本自然年认定登记的技术合同的合同额之和，以登记日期为准；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Money, REGISTERED, Span::Year),
        },
        FigureDef {
            name: "tax-exempt-year",
            label: "技术合同免税额",
            unit: Unit::Money,
            formula: "本自然年认定登记的技术合同，合同额减去非技术性费用之和；填了核定免税额的按核定的算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Money, EXEMPT, Span::Year),
        },
    ],
};

/// The shares of a work, or everything for the one that leads it.
pub(super) fn shares(shared: Option<Shares>, leads: Option<Id>) -> Option<Shares> {
    shared.or_else(|| leads.map(Shares::of_one))
}

/// Splits an amount; without anybody it stays whole and counts for the school alone.
pub(super) fn split(shares: Option<&Shares>, amount: i64) -> Vec<(Option<Id>, i64)> {
    match shares {
        Some(shares) => shares.split(amount).into_iter().map(|(id, part)| (Some(id), part)).collect(),
        None => vec![(None, amount)],
    }
}

fn read_contract(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(amount) = record.get(contract::AMOUNT).map(Money::cents) else { return };
    let (partner, signed) = (record.get(contract::PARTNER), record.get(contract::SIGNED));
    let units = shares(record.get(contract::SHARES), record.get(contract::LEAD_UNIT));
    for (unit, part) in split(units.as_ref(), amount) {
        sink.say(AGREED)
            .partner(partner)
            .unit(unit)
            .about(Some(record.id))
            .on(signed)
            .amount(part)
            .tag(record.get(contract::SORT))
            .end();
    }
    let people = shares(record.get(contract::PEOPLE), record.get(contract::LEADER));
    for (person, part) in split(people.as_ref(), amount) {
        sink.say(AGREED_BY).partner(partner).person(person).on(signed).amount(part).end();
    }
    if let Some(day) = record.get(contract::REGISTERED_ON) {
        let other = record.get(contract::OTHER_AMOUNT).map_or(0, Money::cents);
        let exempt = record.get(contract::EXEMPT).map_or(amount.saturating_sub(other), Money::cents);
        for (measure, amount) in [(REGISTERED, amount), (EXEMPT, exempt)] {
            for (unit, part) in split(units.as_ref(), amount) {
                sink.say(measure).partner(partner).unit(unit).on(Some(day)).amount(part).end();
            }
        }
    }
}

fn read_receipt(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(amount) = record.get(receipt::AMOUNT).map(Money::cents) else { return };
    let contract_id = record.get(receipt::CONTRACT).map(|id| ledger.standing_for(&id));
    let contract = contract_id.filter(|id| ledger.is_listed(id)).and_then(|id| ledger.get(&id));
    let of_contract = contract.as_ref();
    let partner = record.get(receipt::PARTNER).or_else(|| of_contract?.get(contract::PARTNER));
    let date = record.get(receipt::DATE);
    let led = of_contract.and_then(|c| c.get(contract::LEAD_UNIT)).or_else(|| record.get(receipt::UNIT));
    let units = shares(record.get(receipt::SHARES).or_else(|| of_contract?.get(contract::SHARES)), led);
    for (unit, part) in split(units.as_ref(), amount) {
        sink.say(RECEIVED).partner(partner).unit(unit).on(date).amount(part).tag(record.get(receipt::SOURCE)).end();
    }
    if let Some(of) = of_contract {
        let units = shares(of.get(contract::SHARES), of.get(contract::LEAD_UNIT));
        for (unit, part) in split(units.as_ref(), amount) {
            sink.say(ARRIVED).partner(partner).unit(unit).about(contract_id).on(date).amount(part).end();
        }
    }
    let leader = of_contract.and_then(|c| c.get(contract::LEADER));
    let people = shares(record.get(receipt::PEOPLE).or_else(|| of_contract?.get(contract::PEOPLE)), leader);
    for (person, part) in split(people.as_ref(), amount) {
        sink.say(RECEIVED_BY).partner(partner).person(person).on(date).amount(part).end();
    }
}

/// A sum of money by unit, or by person if a person is asked.
fn by_whom(ask: &Ask<'_>, by_unit: Measure, by_person: Measure, span: Span) -> Figure {
    let measure = if matches!(ask.scope, Scope::Person(_)) { by_person } else { by_unit };
    ask.total(Unit::Money, measure, span)
}

fn of_source(ask: &Ask<'_>, source: &str) -> Figure {
    let (sum, unclear) = ask.sum_in(RECEIVED, ask.window(Span::Year), |fact| fact.tag == source);
    Figure::sum(Unit::Money, sum).unclear(unclear)
}

/// Of what was agreed by today, how much has arrived by today; contract by contract, no more than agreed.
fn arrived_rate(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Today);
    let (agreed, unclear) = ask.sum_in(AGREED, window, |_| true);
    let mut came: BTreeMap<Id, (i64, Vec<Id>)> = BTreeMap::new();
    for fact in ask.facts(ARRIVED).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(contract) = fact.about.filter(|id| agreed.has(id)) {
            let entry = came.entry(contract).or_default();
            entry.0 = entry.0.saturating_add(fact.amount);
            entry.1.push(fact.of);
        }
    }
    let mut arrived = Sum::default();
    for evidence in agreed.evidence() {
        if let Some((amount, because)) = came.remove(&evidence.id) {
            arrived.add(evidence.id, amount.min(evidence.amount));
            because.into_iter().for_each(|receipt| arrived.because(evidence.id, receipt));
        }
    }
    Figure::ratio(Unit::Percent, Unit::Money, arrived, agreed).unclear(unclear)
}
