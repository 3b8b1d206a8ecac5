//! 八个不足: the eight indicators of the work plan. Those about partners and visits are computed here,
//! the others beside the facts that they rest on.
//!
//! What each counts: domain §6.9. Thresholds are records of the workspace (`kinds::threshold`).

use super::{
    Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit, Window,
    depth, inputs, projects, teaching, visits,
};
use crate::kinds::threshold::{ASSOCIATION_CONTACTS, COLD_PARK};
use crate::kinds::{agreement, need, partner, visit};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::BTreeMap;

/// Something that happened between a partner and us, on its day: a visit, a signed agreement.
pub const CONTACT: Measure = Measure("contact");
/// A partner, undated; its sort is `side/type`.
pub const PARTNER: Measure = Measure("partner");
/// A partner that the office marks as a leading one, undated.
pub const FLAGSHIP: Measure = Measure("flagship");
/// A visit that a head of the school led, on its day.
pub(super) const LED: Measure = Measure("led-visit");

/// A need that was told at a visit, on the day of that.
pub(super) const BROUGHT: Measure = Measure("need-brought");

/// Words in the post of whoever led a visit that make him a head of the school.
const HEADS: [&str; 3] = ["书记", "校长", "校领导"];

/// Words in the tags of a partner that make it a leading one.
const LEADING: [&str; 3] = ["头部", "标杆", "龙头"];

/// The family.
pub static FAMILY: Family = Family {
    name: "shortfalls",
    label: "八个不足",
    extractors: &[
        Extractor { kind: &partner::KIND, also: &[], read: read_partner },
        Extractor { kind: &visit::KIND, also: &[("need", "visit")], read: read_visit },
        Extractor { kind: &need::KIND, also: &[], read: read_need },
        Extractor { kind: &agreement::KIND, also: &[], read: read_agreement },
    ],
    figures: &[
        FigureDef {
            name: "shortfall-association",
            label: "有效来往的学（协）会",
            unit: Unit::Pieces("家"),
            formula: "最近 12 个月来往（走访、签约）达到“协会一年几次往来算有效”的学会、协会家数。",
            span: Span::Last(365),
            better: Better::More,
            compute: associations,
        },
        FigureDef {
            name: "shortfall-flagship",
            label: "头部、标杆企业深度合作占比",
            unit: Unit::Percent,
            formula: "标签里写着头部、标杆或龙头的单位里，合作深度到 L3 以上的占比。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| depth::deep_share(ask, &depth::flagships(ask)),
        },
        FigureDef {
            name: "shortfall-park",
            label: "园区往来率",
            unit: Unit::Percent,
            formula: "在“园区几天没有往来算冷”的天数内有来往的园区，占全部园区的比例。",
            span: Span::Today,
            better: Better::More,
            compute: parks,
        },
        FigureDef {
            name: "shortfall-government",
            label: "与政府、镇街互动",
            unit: Unit::Pieces("次"),
            formula: "本自然年走访政府部门和镇街的次数；园区另有园区往来率，不在这里算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of_government(ask, visits::VISIT, Unit::Pieces("次")),
        },
        FigureDef {
            name: "shortfall-enterprise-input",
            label: "企业投入到账",
            unit: Unit::Money,
            formula: "本自然年企业投入的资金到账和设备、软件、场地等到位价值之和，以到位日期为准。",
            span: Span::Year,
            better: Better::More,
            compute: inputs::from_partners,
        },
        FigureDef {
            name: "shortfall-attention",
            label: "书记校长走访单位",
            unit: Unit::Pieces("家"),
            formula: "本自然年由书记、校长等校领导（职务里写明）牵头走访过的单位，一家算一次；国家要求的家数见阈值。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| visits::partners_of(ask, LED),
        },
        FigureDef {
            name: "shortfall-linkage",
            label: "跨学院项目占比",
            unit: Unit::Percent,
            formula: "本自然年在做的合作项目里，学院分摊写了两个以上学院的占比；没填日期的项目也算。",
            span: Span::Year,
            better: Better::More,
            compute: projects::cross_college,
        },
        FigureDef {
            name: "shortfall-adjustment",
            label: "企业意见采纳率",
            unit: Unit::Percent,
            formula: "本自然年提出的专业、课程调整意见里，已采纳或已实施的占比。",
            span: Span::Year,
            better: Better::More,
            compute: teaching::adopted,
        },
    ],
};

fn read_partner(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let side = record.get(partner::SIDE).unwrap_or_default();
    let sort = record.get(partner::TYPE).unwrap_or_default();
    let unit = record.get(partner::LEAD_UNIT);
    sink.say(PARTNER).partner(Some(record.id)).unit(unit).tag(Some(format!("{side}/{sort}"))).end();
    let tags = record.get(partner::TAGS).unwrap_or_default();
    if tags.iter().any(|tag| LEADING.iter().any(|word| tag.contains(word))) {
        sink.say(FLAGSHIP).partner(Some(record.id)).unit(unit).end();
    }
}

fn read_visit(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let (to, date) = (record.get(visit::PARTNER), record.get(visit::DATE));
    sink.say(CONTACT).partner(to).on(date).end();
    let title = record.get(visit::LEAD_TITLE).unwrap_or_default();
    if HEADS.iter().any(|head| title.contains(head)) {
        sink.say(LED).partner(to).on(date).end();
    }
}

fn read_need(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let visit = record.get(need::VISIT).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    if let Some(visit) = visit.and_then(|id| ledger.get(&id)) {
        sink.say(BROUGHT).partner(record.get(need::PARTNER)).on(visit.get(visit::DATE)).end();
    }
}

fn read_agreement(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let signed = record.get(agreement::SIGNED);
    for partner in record.get(agreement::PARTNERS).unwrap_or_default().into_iter().filter(|_| signed.is_some()) {
        sink.say(CONTACT).partner(Some(partner)).on(signed).end();
    }
}

/// The partners of a sort, `side/type`, that count for whom is asked, each as one piece.
pub(super) fn partners(ask: &Ask<'_>, is: impl Fn(&str) -> bool) -> Sum {
    ask.facts(PARTNER).filter(|fact| is(fact.tag)).map(|fact| (fact.of, PIECE)).collect()
}

/// The contacts with each of these partners in a window, whoever of us had them.
pub(super) fn contacts(ask: &Ask<'_>, with: &Sum, window: Window) -> BTreeMap<Id, Vec<Id>> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(CONTACT).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(partner) = fact.with.filter(|id| with.has(id)) {
            found.entry(partner).or_default().push(fact.of);
        }
    }
    found
}

/// The contacts with these partners of which the date is known, whoever of us had them: with the first
/// and the last day that the date of each can mean. Of an answer by parts, those of the part.
pub(super) fn dated_contacts<T>(ask: &Ask<'_>, with: &BTreeMap<Id, T>) -> BTreeMap<Id, Vec<(i32, i32, Id)>> {
    let mut found: BTreeMap<Id, Vec<(i32, i32, Id)>> = BTreeMap::new();
    for fact in ask.facts.all(CONTACT) {
        let partner = fact.with.filter(|id| with.contains_key(id));
        if let Some((partner, (first, last))) = partner.zip(fact.days) {
            found.entry(partner).or_default().push((first, last, fact.of));
        }
    }
    found
}

/// Whether a sort is that of an association.
pub(super) fn is_association(sort: &str) -> bool {
    sort.starts_with("association/") || sort.ends_with("/association")
}

/// Whether a sort is that of government: a department or a town. Parks have a figure of their own.
pub(super) fn is_government(sort: &str) -> bool {
    sort.starts_with("gov/") && !sort.ends_with("/park")
}

fn associations(ask: &Ask<'_>) -> Figure {
    let all = partners(ask, is_association);
    let enough = ask.whole(ASSOCIATION_CONTACTS).max(1);
    let mut active = Sum::default();
    for (partner, because) in contacts(ask, &all, ask.window(Span::Last(365))) {
        if because.len() >= enough {
            because.into_iter().for_each(|contact| active.count(partner, contact));
        }
    }
    Figure::sum(Unit::Pieces("家"), active)
}

fn parks(ask: &Ask<'_>) -> Figure {
    let all = partners(ask, |sort| sort.ends_with("/park"));
    let days = u16::try_from(ask.whole(COLD_PARK)).unwrap_or(u16::MAX);
    let mut warm = Sum::default();
    for (partner, because) in contacts(ask, &all, Window::last(days, ask.today)) {
        because.into_iter().for_each(|contact| warm.count(partner, contact));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("家"), warm, all)
}

/// What happened in the year with government, of a measure.
pub(super) fn of_government(ask: &Ask<'_>, measure: Measure, unit: Unit) -> Figure {
    // Whose partner it is does not matter: who went counts, and the visit says so through its partner.
    let gov: Sum = ask.facts.all(PARTNER).filter(|f| is_government(f.tag)).map(|f| (f.of, PIECE)).collect();
    let with = |fact: &Fact<'_>| fact.with.is_some_and(|id| gov.has(&id));
    let window = ask.window(Span::Year);
    let (mut found, unclear) = (Sum::default(), ask.sum_in(measure, window, with).1);
    for fact in ask.facts(measure).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(partner) = fact.with.filter(|id| gov.has(id)) {
            found.add(fact.of, fact.amount);
            found.because(fact.of, partner);
        }
    }
    Figure::sum(unit, found).unclear(unclear)
}
