//! 问题整改: what was found and whether it was closed; and the rules by which the program itself finds
//! what an audit would (domain §3.2, §6.13④). What people make of it lies in `raised`.

use super::contacts::dated_contacts;
use super::money::{shares, split};
use super::{
    Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, PIECE, Scope, Sink, Span, Sum, Unit,
    Window, inputs,
};
use crate::kinds::threshold::SILENT_MONTHS;
use crate::kinds::{contract, finding, project, result, room, tenancy};
use crate::ledger::{IdMap, Ledger};
use crate::record::{Id, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A finding, on the day by which it is to be mended; its sort is how far it has come.
const FINDING: Measure = Measure("finding");
/// A room, undated; its sort is how it is used.
const ROOM: Measure = Measure("room");
/// Somebody in a room, from moving in to moving out; about the room.
const TENANCY: Measure = Measure("tenancy");
/// The same under an agreement, to its last day.
const COVERED: Measure = Measure("tenancy-covered");
/// A project that is signed and not ended, by unit after shares.
const AT_WORK: Measure = Measure("project-at-work");
/// The same, once for each partner, by no unit.
const AT_WORK_WITH: Measure = Measure("project-at-work-with");
/// A project in the archive or a contract that is finished, by unit after shares; its sort says
/// whether it tells its result itself.
const FINISHED: Measure = Measure("finished");
/// A result; about the project or contract it came of.
const CAME_OF: Measure = Measure("came-of");

const TOLD: &str = "told";

const FINDINGS: Unit = Unit::Pieces("项");
const ROOMS: Unit = Unit::Pieces("间");

/// The family.
pub static FAMILY: Family = Family {
    name: "findings",
    label: "问题与提示",
    extractors: &[
        Extractor { kind: &finding::KIND, also: &[], read: read_finding },
        Extractor { kind: &room::KIND, also: &[], read: read_room },
        Extractor { kind: &tenancy::KIND, also: &[], read: read_tenancy },
        Extractor { kind: &project::KIND, also: &[], read: read_project },
        Extractor { kind: &contract::KIND, also: &[], read: read_contract },
        Extractor { kind: &result::KIND, also: &[], read: read_result },
    ],
    figures: &[
        FigureDef {
            name: "findings-open",
            label: "没有销号的问题",
            unit: FINDINGS,
            formula: "检查、审计、诊改和程序提示列入整改的问题里，还没有销号、也没有核实为无问题的项数。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| {
                let open = ask.facts(FINDING).filter(|fact| !is_closed(fact.tag));
                Figure::sum(FINDINGS, open.map(|fact| (fact.of, fact.amount)).collect())
            },
        },
        FigureDef {
            name: "findings-overdue",
            label: "过了期限没整改的问题",
            unit: FINDINGS,
            formula: "整改期限在今天之前、还没有销号的问题项数；今天到期的明天起才算。",
            span: Span::Today,
            better: Better::Less,
            compute: overdue,
        },
        FigureDef {
            name: "findings-closed-rate",
            label: "问题销号率",
            unit: Unit::Percent,
            formula: "本自然年到今天该整改完（今天到期的算在内）的问题里，已销号或核实为无问题的占比。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| {
                let window = ask.elapsed(Span::Year);
                let (all, unclear) = ask.sum_in(FINDING, window, |_| true);
                let (closed, _) = ask.sum_in(FINDING, window, |fact| is_closed(fact.tag));
                Figure::ratio(Unit::Percent, FINDINGS, closed, all).unclear(unclear)
            },
        },
        FigureDef {
            name: "rooms-unagreed-rate",
            label: "无协议占用的房屋占比",
            unit: Unit::Percent,
            formula: "有单位入驻的房屋里，今天有单位在用、却没写依据协议或协议已过期的占比；标明已入驻而没有入驻记录的也算。",
            span: Span::Today,
            better: Better::Less,
            compute: unagreed,
        },
        FigureDef {
            name: "projects-silent-rate",
            label: "没有活动的项目占比",
            unit: Unit::Percent,
            formula: "签约、执行、年检、续签的项目里，“几个月没有活动算沉默”的月数内和它的合作单位没有走访、没有签约的占比；跨学院的按分摊比例算。",
            span: Span::Today,
            better: Better::Less,
            compute: silent,
        },
        FigureDef {
            name: "finished-without-result-rate",
            label: "结了题没有成果的占比",
            unit: Unit::Percent,
            formula: "已验收归档的项目和已结题的横向合同里，没写成果、也没有一条成果记录的占比；跨学院的按分摊比例算。",
            span: Span::Today,
            better: Better::Less,
            compute: without_result,
        },
        FigureDef {
            name: "inputs-overdue",
            label: "企业承诺没有到账",
            unit: Unit::Money,
            formula: "企业承诺、承诺到位日期在今天之前的投入，承诺的数减去到位的数之和；今天到期的明天起才算。",
            span: Span::Today,
            better: Better::Less,
            compute: inputs_overdue,
        },
    ],
};

fn is_closed(state: &str) -> bool {
    matches!(state, "closed" | "no_problem")
}

fn read_finding(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(finding::STATE).unwrap_or_else(|| "open".to_owned());
    sink.say(FINDING).unit(record.get(finding::UNIT)).on(record.get(finding::DUE)).tag(Some(state)).end();
}

fn read_room(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    sink.say(ROOM).about(Some(record.id)).unit(record.get(room::UNIT)).tag(record.get(room::STATE)).end();
}

fn read_tenancy(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let (start, left) = (record.get(tenancy::START), record.get(tenancy::LEFT));
    let (partner, room) = (record.get(tenancy::PARTNER), record.get(tenancy::ROOM));
    // Who has not left is there, whatever was agreed: the last day ends only the agreement.
    sink.say(TENANCY).partner(partner).about(room).during(start, left).end();
    if record.get(tenancy::AGREEMENT).is_some() {
        let end = record.get(tenancy::END).or(left);
        sink.say(COVERED).partner(partner).about(room).during(start, end).end();
    }
}

fn read_project(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(project::STATE).unwrap_or_default();
    let partners = record.get(project::PARTNERS).unwrap_or_default();
    let first = partners.first().copied();
    let units = shares(record.get(project::SHARES), record.get(project::LEAD_UNIT));
    let told = record.get(project::RESULTS).is_some_and(|text| !text.trim().is_empty());
    for (unit, part) in split(units.as_ref(), PIECE) {
        match state.as_str() {
            "signed" | "running" | "midterm" | "renewed" => {
                sink.say(AT_WORK).partner(first).unit(unit).amount(part).end();
            }
            "archived" => {
                let tag = told.then(|| TOLD.to_owned());
                sink.say(FINISHED).about(Some(record.id)).partner(first).unit(unit).amount(part).tag(tag).end();
            }
            _ => {}
        }
    }
    if matches!(state.as_str(), "signed" | "running" | "midterm" | "renewed") {
        partners.into_iter().for_each(|partner| sink.say(AT_WORK_WITH).partner(Some(partner)).end());
    }
}

fn read_contract(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if matches!(record.get(contract::STATE).as_deref(), Some("finished" | "carried")) {
        let units = shares(record.get(contract::SHARES), record.get(contract::LEAD_UNIT));
        for (unit, part) in split(units.as_ref(), PIECE) {
            sink.say(FINISHED)
                .about(Some(record.id))
                .partner(record.get(contract::PARTNER))
                .unit(unit)
                .amount(part)
                .end();
        }
    }
}

fn read_result(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    for of in [record.get(result::PROJECT), record.get(result::CONTRACT)].into_iter().flatten() {
        sink.say(CAME_OF).about(Some(of)).end();
    }
}

fn overdue(ask: &Ask<'_>) -> Figure {
    let before = ask.passed(Span::Today);
    let late = ask.facts(FINDING).filter(|fact| !is_closed(fact.tag) && before.has(fact) == Lies::In);
    Figure::sum(FINDINGS, late.map(|fact| (fact.of, fact.amount)).collect())
}

/// Of the rooms that somebody is in, those in which somebody is without an agreement that holds today.
pub(super) fn unagreed(ask: &Ask<'_>) -> Figure {
    let today = ask.window(Span::Today).last;
    let now = Window { first: today, last: today };
    let mut tenants: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let covered: BTreeSet<Id> = ask.facts.all(COVERED).filter(|fact| now.may_meet(fact)).map(|fact| fact.of).collect();
    for fact in ask.facts.all(TENANCY).filter(|fact| now.may_meet(fact)) {
        if let Some(room) = fact.about {
            tenants.entry(ask.ledger.standing_for(&room)).or_default().push(fact.of);
        }
    }
    let (mut bad, mut all) = (Sum::default(), Sum::default());
    for fact in ask.facts(ROOM) {
        let here = tenants.get(&fact.of).map(Vec::as_slice).unwrap_or_default();
        if fact.tag != "let" && here.is_empty() {
            continue;
        }
        all.add(fact.of, fact.amount);
        here.iter().for_each(|tenancy| all.because(fact.of, *tenancy));
        // One who has no agreement is enough.
        if here.is_empty() || here.iter().any(|tenancy| !covered.contains(tenancy)) {
            bad.add(fact.of, fact.amount);
            here.iter().for_each(|tenancy| bad.because(fact.of, *tenancy));
        }
    }
    Figure::ratio(Unit::Percent, ROOMS, bad, all)
}

/// Projects with whose partners something happened lately: the last day, the contact, with whom.
type Active = IdMap<(i32, Id, Id)>;

/// Of the partners of a part, the projects that are active through them.
fn active(ask: &Ask<'_>) -> Active {
    let days = ask.whole(SILENT_MONTHS).saturating_mul(365) / 12;
    let window = Window::last(u16::try_from(days).unwrap_or(u16::MAX), ask.today);
    let mut with: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(AT_WORK_WITH) {
        if let Some(partner) = fact.with {
            with.entry(partner).or_default().push(fact.of);
        }
    }
    let mut found = Active::default();
    for (partner, contacts) in dated_contacts(ask, &with) {
        let near = contacts.iter().filter(|(first, last, _)| *first <= window.last && *last >= window.first);
        let Some((last, contact)) = near.map(|(_, last, contact)| (*last, *contact)).max() else { continue };
        for project in with.get(&partner).into_iter().flatten() {
            add_active(&mut found, *project, (last, contact, partner));
        }
    }
    found
}

/// Of several contacts with the partners of a project the last one says that it is active.
fn add_active(found: &mut Active, project: Id, contact: (i32, Id, Id)) {
    let last = found.entry(project).or_insert(contact);
    *last = (*last).max(contact);
}

/// Every project that is active, through whomever.
fn all_active(ask: &Ask<'_>) -> Active {
    let mut found = Active::default();
    for part in ask.by_parts("projects-active-with", active) {
        part.iter().for_each(|(project, contact)| add_active(&mut found, *project, *contact));
    }
    found
}

/// Of the projects at work, those with whose partners nothing has happened for months. Partners of a
/// project lie in several parts.
pub(super) fn silent(ask: &Ask<'_>) -> Figure {
    let active = ask.of(Scope::School).as_a_whole("projects-active", all_active).unwrap_or_default();
    let (still, busy): (Vec<Fact<'_>>, Vec<Fact<'_>>) =
        ask.facts(AT_WORK).partition(|fact| !active.contains_key(&fact.of));
    let said = |facts: &[Fact<'_>]| facts.iter().map(|fact| (fact.of, fact.amount)).collect::<Vec<_>>();
    let mut all: Sum = said(&still).into_iter().chain(said(&busy)).collect();
    for fact in &busy {
        let because = active.get(&fact.of).map(|(_, contact, partner)| [*contact, *partner]);
        because.into_iter().flatten().for_each(|because| all.because(fact.of, because));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("个"), said(&still).into_iter().collect(), all)
}

/// Of what is finished, that of which nothing came.
pub(super) fn without_result(ask: &Ask<'_>) -> Figure {
    let mut results: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(CAME_OF) {
        if let Some(of) = fact.about {
            results.entry(ask.ledger.standing_for(&of)).or_default().push(fact.of);
        }
    }
    let (mut none, mut all) = (Sum::default(), Sum::default());
    for fact in ask.facts(FINISHED) {
        all.add(fact.of, fact.amount);
        let came = results.get(&fact.of).map(Vec::as_slice).unwrap_or_default();
        came.iter().for_each(|result| all.because(fact.of, *result));
        if came.is_empty() && fact.tag != TOLD {
            none.add(fact.of, fact.amount);
        }
    }
    Figure::ratio(Unit::Percent, FINDINGS, none, all)
}

/// What partners promised for a day that has passed, less what has come.
pub(super) fn inputs_overdue(ask: &Ask<'_>) -> Figure {
    let before = ask.passed(Span::Today);
    let (mut short, unclear) = ask.sum_in(inputs::PROMISED, before, |_| true);
    for fact in ask.facts(inputs::PROMISE_CAME).filter(|fact| before.has(fact) == Lies::In) {
        short.add(fact.of, fact.amount.saturating_neg());
    }
    short.retain(|_, amount, _| amount > 0);
    Figure::sum(Unit::Money, short).unclear(unclear)
}
