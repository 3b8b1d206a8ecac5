//! Figures of visits and promises: how many, how closed, how well the partners are known.
//!
//! Formulas: domain §2.3 (走访闭环率 = 到期承诺已办 ÷ 到期承诺) and §6.20 (统一社会信用代码缺失率).

use super::contacts::{BROUGHT, CONTACT, VISIT, of_government, partners_of};
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, Sink, Span, Sum, Unit, Window};
use crate::kinds::threshold::{REVISIT_LATE, REVISIT_SOON};
use crate::kinds::{partner, promise};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::BTreeMap;

/// A promise, on the day it is due; its sort is its side and what became of it, as `ours/done`.
const PROMISE: Measure = Measure("promise");
/// A promise that was made at a visit; otherwise as [`PROMISE`].
const VISIT_PROMISE: Measure = Measure("visit-promise");
/// A partner that is a legal person, undated; its sort says whether its code is there.
const CODED_PARTNER: Measure = Measure("coded-partner");

const WITH_CODE: &str = "with";

/// The family.
pub static FAMILY: Family = Family {
    name: "visits",
    label: "走访与承诺",
    extractors: &[
        Extractor { kind: &promise::KIND, also: &[], read: read_promise },
        Extractor { kind: &partner::KIND, also: &[], read: read_partner },
    ],
    figures: &[
        FigureDef {
            name: "visits-year",
            label: "走访次数",
            unit: Unit::Pieces("次"),
            formula: "本自然年走访记录的条数；各学院的按合作单位的牵头部门算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Pieces("次"), VISIT, Span::Year),
        },
        FigureDef {
            name: "visited-partners-year",
            label: "走访单位数",
            unit: Unit::Pieces("家"),
            formula: "本自然年至少走访过一次的合作单位，一家算一次；各学院的按合作单位的牵头部门算，几个学院都去过也只算一家。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| partners_of(ask, VISIT),
        },
        FigureDef {
            name: "government-needs-year",
            label: "政府、镇街带回的需求",
            unit: Unit::Pieces("条"),
            formula: "本自然年走访政府部门和镇街时记下的需求条数，以走访日期为准。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of_government(ask, BROUGHT, Unit::Pieces("条")),
        },
        FigureDef {
            name: "visit-closing-rate",
            label: "走访闭环率",
            unit: Unit::Percent,
            formula: "走访时说好、到今天已到期（今天到期的算在内）的承诺里，已办的占比；“不办了”的不算在内。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| kept(ask, VISIT_PROMISE, &["ours/", "theirs/"]),
        },
        FigureDef {
            name: "promise-kept-rate",
            label: "我方承诺兑现率",
            unit: Unit::Percent,
            formula: "我方到今天已到期（今天到期的算在内）的承诺里，已办的占比；“不办了”的不算在内。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| kept(ask, PROMISE, &["ours/"]),
        },
        FigureDef {
            name: "revisited-rate",
            label: "走访后及时回访率",
            unit: Unit::Percent,
            formula: "本自然年的走访里，“走访后几天内回访”的天数已经过了的，其中在这些天里又和这家来往过（走访、签约）的占比；日期不到日的不算。",
            span: Span::Year,
            better: Better::More,
            compute: revisited,
        },
        FigureDef {
            name: "revisit-overdue",
            label: "该回访没回访的单位",
            unit: Unit::Pieces("家"),
            formula: "最近 12 个月走访过、到今天超过“走访后最迟几天回访”的天数没有再来往（走访、签约）的合作单位。",
            span: Span::Last(365),
            better: Better::Less,
            compute: not_revisited,
        },
        FigureDef {
            name: "uscc-missing-rate",
            label: "信用代码缺失率",
            unit: Unit::Percent,
            formula: "没有填统一社会信用代码的合作单位占全部合作单位的比例。",
            span: Span::Today,
            better: Better::Less,
            compute: uscc_missing,
        },
    ],
};

fn read_promise(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let side = record.get(promise::SIDE).unwrap_or_default();
    let state = record.get(promise::STATE).unwrap_or_else(|| "open".to_owned());
    let (partner, due) = (record.get(promise::PARTNER), record.get(promise::DUE));
    if due.is_none() || state == "dropped" {
        return;
    }
    let tag = Some(format!("{side}/{state}"));
    sink.say(PROMISE).partner(partner).on(due).tag(tag.clone()).end();
    if record.get(promise::VISIT).is_some() {
        sink.say(VISIT_PROMISE).partner(partner).on(due).tag(tag).end();
    }
}

fn read_partner(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let code = record.get(partner::USCC).map(|_| WITH_CODE.to_owned());
    sink.say(CODED_PARTNER).partner(Some(record.id)).unit(record.get(partner::LEAD_UNIT)).tag(code).end();
}

/// Of the promises of these sides that are due, those that were kept.
fn kept(ask: &Ask<'_>, measure: Measure, sides: &[&str]) -> Figure {
    let window = ask.elapsed(Span::Year);
    let of_side = |tag: &str| sides.iter().any(|side| tag.starts_with(side));
    let (due, unclear) = ask.sum_in(measure, window, |fact| of_side(fact.tag));
    let (done, _) = ask.sum_in(measure, window, |fact| of_side(fact.tag) && fact.tag.ends_with("/done"));
    Figure::ratio(Unit::Percent, Unit::Pieces("条"), done, due).unclear(unclear)
}

/// Contacts by partner: the first and the last day that the date of each can mean, and its id.
type Contacts = BTreeMap<Id, Vec<(i32, i32, Id)>>;

/// The contacts with every partner, whoever of us had them.
fn contacts(ask: &Ask<'_>) -> Contacts {
    let mut found = Contacts::new();
    for fact in ask.facts.all(CONTACT) {
        if let Some((partner, (first, last))) = fact.with.zip(fact.days) {
            found.entry(partner).or_default().push((first, last, fact.of));
        }
    }
    found
}

/// Of the year's visits after which enough days have passed, those that a further contact followed in
/// these days. Only days count that are known as such.
fn revisited(ask: &Ask<'_>) -> Figure {
    let days = i32::try_from(ask.whole(REVISIT_SOON)).unwrap_or(i32::MAX);
    let (window, contacts) = (ask.elapsed(Span::Year), contacts(ask));
    let over = Window { last: window.last.saturating_sub(days).saturating_sub(1), ..window };
    let (mut again, mut all) = (Sum::default(), Sum::default());
    for fact in ask.facts(VISIT).filter(|fact| over.has(fact) == Lies::In) {
        let day = fact.days.filter(|(first, last)| first == last).map(|(day, _)| day);
        let Some((partner, day)) = fact.with.zip(day) else { continue };
        all.add(fact.of, fact.amount);
        all.because(fact.of, partner);
        let until = day.saturating_add(days);
        let after = contacts.get(&partner).into_iter().flatten();
        let next = after.filter(|(first, last, _)| *first > day && *last <= until).min();
        if let Some((.., contact)) = next {
            again.add(fact.of, fact.amount);
            [*contact, partner].into_iter().for_each(|because| again.because(fact.of, because));
        }
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("次"), again, all)
}

/// The partners that were visited in twelve months, and of whom nothing was heard since for too long,
/// because of the last contact.
fn not_revisited(ask: &Ask<'_>) -> Figure {
    let days = i32::try_from(ask.whole(REVISIT_LATE)).unwrap_or(i32::MAX);
    let (window, contacts) = (ask.window(Span::Last(365)), contacts(ask));
    let visited = ask.facts(VISIT).filter(|fact| window.has(fact) == Lies::In);
    let mut silent = Sum::default();
    for (partner, visit) in visited.filter_map(|fact| Some((fact.with?, fact.of))) {
        let until_today = contacts.get(&partner).into_iter().flatten().filter(|(first, ..)| *first <= window.last);
        let latest = until_today.max_by_key(|(_, last, id)| (*last, *id));
        if let Some((.., contact)) = latest.filter(|(_, last, _)| window.last.saturating_sub(*last) > days) {
            [visit, *contact].into_iter().for_each(|because| silent.count(partner, because));
        }
    }
    Figure::sum(Unit::Pieces("家"), silent)
}

fn uscc_missing(ask: &Ask<'_>) -> Figure {
    let without = ask.facts(CODED_PARTNER).filter(|fact| fact.tag != WITH_CODE).map(|f| (f.of, f.amount)).collect();
    let all = ask.facts(CODED_PARTNER).map(|f| (f.of, f.amount)).collect();
    Figure::ratio(Unit::Percent, Unit::Pieces("家"), without, all)
}
