//! Agreements: what holds, what ends soon, what ended and is gone on with all the same (domain §3).

use super::contacts::dated_contacts;
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, Scope, Sink, Span, Sum, Unit, Window};
use crate::kinds::agreement;
use crate::kinds::threshold::AGREEMENT_NOTICE;
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::{BTreeMap, BTreeSet};

/// An agreement that was made, from its signing to its last day; its sort is its state.
const AGREEMENT: Measure = Measure("agreement");
/// The same on its last day.
const ENDS: Measure = Measure("agreement-ends");
/// An agreement still marked as running, once for each partner, on its last day.
const WITH: Measure = Measure("agreement-with");

/// The family.
pub static FAMILY: Family = Family {
    name: "agreements",
    label: "协议",
    extractors: &[Extractor { kind: &agreement::KIND, also: &[], read }],
    figures: &[
        FigureDef {
            name: "agreements-valid",
            label: "有效协议",
            unit: Unit::Pieces("份"),
            formula: "今天在有效期内的协议份数；没填到期日期的算有效，起草中、已续签、已终止的不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| ending(ask, None),
        },
        FigureDef {
            name: "agreements-expiring",
            label: "快到期的协议",
            unit: Unit::Pieces("份"),
            formula: "今天有效、在“协议到期前几天提醒”的天数内到期的协议份数，今天到期的也算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| ending(ask, Some(ask.whole(AGREEMENT_NOTICE))),
        },
        FigureDef {
            name: "agreements-expiring-30",
            label: "30 天内到期的协议",
            unit: Unit::Pieces("份"),
            formula: "今天有效、30 天内到期的协议份数，今天到期的也算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| ending(ask, Some(30)),
        },
        FigureDef {
            name: "agreements-expired-active",
            label: "过期仍有往来的协议",
            unit: Unit::Pieces("份"),
            formula: "已过到期日、没有标明续签或终止，之后和签约单位还有走访或签约的协议份数。",
            span: Span::Today,
            better: Better::Less,
            compute: expired_active,
        },
        FigureDef {
            name: "agreements-renewed-rate",
            label: "协议续签率",
            unit: Unit::Percent,
            formula: "本自然年里到期日已经过了的协议（年底最后一天到期的算在当年），状态为已续签的占比；已终止的也算在里面。今天到期的今天还有效，明天起才算。",
            span: Span::Year,
            better: Better::More,
            compute: renewed,
        },
    ],
};

fn read(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(agreement::STATE).unwrap_or_default();
    if state == "draft" {
        return;
    }
    let (signed, expires) = (record.get(agreement::SIGNED), record.get(agreement::EXPIRES));
    let partners = record.get(agreement::PARTNERS).unwrap_or_default();
    let (first, unit) = (partners.first().copied(), record.get(agreement::LEAD_UNIT));
    sink.say(AGREEMENT).partner(first).unit(unit).during(signed, expires).tag(Some(state.clone())).end();
    if expires.is_some() {
        sink.say(ENDS).partner(first).unit(unit).on(expires).tag(Some(state.clone())).end();
    }
    if is_running(&state) && expires.is_some() {
        for partner in partners {
            sink.say(WITH).partner(Some(partner)).on(expires).end();
        }
    }
}

fn is_running(state: &str) -> bool {
    !matches!(state, "renewed" | "ended" | "draft")
}

/// The agreements that hold today, of these those that end within so many days.
fn ending(ask: &Ask<'_>, within: Option<usize>) -> Figure {
    let today = ask.window(Span::Today).last;
    let last = within.and_then(|days| i32::try_from(days).ok()).map(|days| today.saturating_add(days));
    let (mut found, mut unclear) = (Sum::default(), Vec::new());
    for fact in ask.facts(AGREEMENT).filter(|fact| is_running(fact.tag)) {
        match fact.days {
            None => unclear.push(fact.of),
            Some((from, to)) if from <= today && to >= today && last.is_none_or(|last| to <= last) => {
                found.add(fact.of, fact.amount);
            }
            Some(_) => {}
        }
    }
    Figure::sum(Unit::Pieces("份"), found).unclear(unclear)
}

/// Agreements, with the contacts after they ended and those with whom.
type GoneOnWith = BTreeMap<Id, BTreeSet<Id>>;

/// Of the partners of a part, the agreements that ended and are gone on with.
fn gone_on_with(ask: &Ask<'_>) -> GoneOnWith {
    let today = ask.window(Span::Today).last;
    let mut ended: BTreeMap<Id, Vec<(i32, Id)>> = BTreeMap::new();
    for fact in ask.facts.all(WITH) {
        let over = fact.days.map(|(_, last)| last).filter(|last| *last < today);
        if let Some((partner, last)) = fact.with.zip(over) {
            ended.entry(partner).or_default().push((last, fact.of));
        }
    }
    let contacts = dated_contacts(ask, &ended);
    let mut found = GoneOnWith::new();
    for (partner, agreements) in ended {
        let here = contacts.get(&partner).into_iter().flatten().filter(|(_, last, _)| *last <= today);
        for (first, _, contact) in here {
            for (_, agreement) in agreements.iter().filter(|(end, of)| first > end && of != contact) {
                found.entry(*agreement).or_default().extend([*contact, partner]);
            }
        }
    }
    found
}

/// Agreements that ended and are gone on with, because of what happened since. One with several
/// partners may be found in several parts.
pub(super) fn expired_active(ask: &Ask<'_>) -> Figure {
    let parts = ask.of(Scope::School).by_parts("agreements-gone-on-with", gone_on_with);
    let mut gone_on: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    for (agreement, because) in parts.iter().flat_map(|part| part.iter()) {
        gone_on.entry(agreement).or_default().extend(because);
    }
    let mut found = Sum::default();
    for fact in ask.facts(AGREEMENT) {
        for because in gone_on.get(&fact.of).into_iter().flatten() {
            found.count(fact.of, **because);
        }
    }
    Figure::sum(Unit::Pieces("份"), found)
}

/// Of the agreements that are over, those that were renewed. One holds through its last day, so that it
/// is over on the next; on the last day of a year, that year is told as a whole.
fn renewed(ask: &Ask<'_>) -> Figure {
    let (elapsed, year) = (ask.elapsed(Span::Year), Window::of(ask.period));
    let last = if elapsed.last == year.last { year.last } else { elapsed.last.saturating_sub(1) };
    let window = Window { last, ..elapsed };
    let (all, unclear) = ask.sum_in(ENDS, window, |_| true);
    let renewed: Sum = ask
        .facts(ENDS)
        .filter(|fact| fact.tag == "renewed" && window.has(fact) == Lies::In)
        .map(|fact| (fact.of, fact.amount))
        .collect();
    Figure::ratio(Unit::Percent, Unit::Pieces("份"), renewed, all).unclear(unclear)
}
