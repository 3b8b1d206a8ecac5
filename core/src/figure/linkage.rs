//! 联动: whether we know of each other at the same partner, and how the units answer what is handed
//! over to them (domain §6.9, §6.13②).

use super::{
    Ask, Better, Evidence, Extractor, Family, Figure, FigureDef, Lies, Measure, Sink, Span, Sum, Unit, Window,
};
use crate::kinds::threshold::{LINKAGE_REPLY, SHARED_CONTACT};
use crate::kinds::{linkage, visit};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::CivilDate;
use std::collections::BTreeMap;

/// A visit, on its day; its sort is who led it, a line break, and who went along.
const LED_BY: Measure = Measure("visit-led-by");
/// A linkage sheet that was not withdrawn, on the day it is due, for the unit that is asked; its sort
/// is how far it has come.
const SHEET: Measure = Measure("linkage-sheet");
/// Working days from sending to the answer, in hundredths, on the day of the answer.
const REPLY: Measure = Measure("linkage-reply");
/// A sheet that nobody has answered, on the day it was sent.
const WAITS: Measure = Measure("linkage-waits");

const SHEETS: Unit = Unit::Pieces("张");

/// The family.
pub static FAMILY: Family = Family {
    name: "linkage",
    label: "联动",
    extractors: &[
        Extractor { kind: &visit::KIND, also: &[], read: read_visit },
        Extractor { kind: &linkage::KIND, also: &[], read: read_sheet },
    ],
    figures: &[
        FigureDef {
            name: "contacts-unshared",
            label: "多头走访未共享",
            unit: Unit::Pieces("次"),
            formula: "本自然年里，在“同一单位多头接触几天内要共享”的天数内换了人牵头又去同一家、前后两次没有一人同行的走访次数。",
            span: Span::Year,
            better: Better::Less,
            compute: unshared,
        },
        FigureDef {
            name: "linkage-closing-rate",
            label: "联动单办结率",
            unit: Unit::Percent,
            formula: "本自然年到今天该办结（今天到期的算在内）的联动单里，已办结的占比；收回的不算，算在对象部门。",
            span: Span::Year,
            better: Better::More,
            compute: closing,
        },
        FigureDef {
            name: "linkage-reply-days",
            label: "联动单响应工作日",
            unit: Unit::Measured("工作日"),
            formula: "本自然年回应的联动单，从发出到接下或退回的工作日（周一到周五，没有扣节假日），取中位数。",
            span: Span::Year,
            better: Better::Less,
            compute: reply_days,
        },
        FigureDef {
            name: "linkage-unanswered",
            label: "超时没回应的联动单",
            unit: SHEETS,
            formula: "发出后超过“联动单几个工作日内回复”还没有接下或退回的联动单张数。",
            span: Span::Today,
            better: Better::Less,
            compute: unanswered,
        },
    ],
};

fn read_visit(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(lead) = record.get(visit::LEAD) else { return };
    let tag = format!("{lead}\n{}", record.get(visit::COMPANIONS).unwrap_or_default());
    sink.say(LED_BY).partner(record.get(visit::PARTNER)).on(record.get(visit::DATE)).tag(Some(tag)).end();
}

fn read_sheet(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(linkage::STATE).unwrap_or_else(|| "sent".to_owned());
    if state == "withdrawn" {
        return;
    }
    let (unit, partner) = (record.get(linkage::TO), record.get(linkage::PARTNER));
    let (sent, answered) = (record.get(linkage::SENT), record.get(linkage::ANSWERED));
    sink.say(SHEET).partner(partner).unit(unit).on(record.get(linkage::DUE)).tag(Some(state.clone())).end();
    if state == "sent" {
        sink.say(WAITS).partner(partner).unit(unit).on(sent).end();
    } else if let Some((from, to)) = sent.and_then(|d| d.day()).zip(answered.and_then(|d| d.day())) {
        let days = working_days(from.unix_days(), to.unix_days()).saturating_mul(100);
        sink.say(REPLY).partner(partner).unit(unit).on(answered).amount(days).end();
    }
}

/// Days from Monday to Friday after `from`, up to and with `to`; 0 if that is earlier.
fn working_days(from: i64, to: i64) -> i64 {
    let after = from.saturating_add(1)..=to;
    // Whole weeks at once: a sheet may have lain for years.
    let weeks = to.saturating_sub(from).max(0) / 7;
    let rest = after.skip(usize::try_from(weeks.saturating_mul(7)).unwrap_or(usize::MAX));
    let workdays = rest.filter(|day| (1..=5).contains(&CivilDate::from_unix_days(*day).weekday())).count();
    weeks.saturating_mul(5).saturating_add(i64::try_from(workdays).unwrap_or_default())
}

fn closing(ask: &Ask<'_>) -> Figure {
    let window = ask.elapsed(Span::Year);
    let (due, unclear) = ask.sum_in(SHEET, window, |_| true);
    let (done, _) = ask.sum_in(SHEET, window, |fact| fact.tag == "done");
    Figure::ratio(Unit::Percent, SHEETS, done, due).unclear(unclear)
}

fn reply_days(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let answered = ask.facts(REPLY).filter(|fact| window.has(fact) == Lies::In);
    let one = |fact: super::Fact<'_>| Evidence { id: fact.of, amount: fact.amount, because: Vec::new(), more: 0 };
    Figure::median(Unit::Measured("工作日"), answered.map(one).collect())
}

fn unanswered(ask: &Ask<'_>) -> Figure {
    let today = i64::from(ask.window(Span::Today).last);
    let allowed = i64::try_from(ask.whole(LINKAGE_REPLY)).unwrap_or(i64::MAX);
    let (mut late, mut unclear) = (Sum::default(), Vec::new());
    for fact in ask.facts(WAITS) {
        match fact.days {
            Some((_, last)) if working_days(i64::from(last), today) > allowed => late.add(fact.of, fact.amount),
            Some((first, last)) if first == last || working_days(i64::from(first), today) <= allowed => {}
            _ => unclear.push(fact.of),
        }
    }
    Figure::sum(SHEETS, late).unclear(unclear)
}

/// Whether two visits, as `lead\ncompanions`, have the same lead, or one lead went along with the other.
fn know_each_other(one: &str, other: &str) -> bool {
    let lead = |tag: &str| tag.split('\n').next().unwrap_or_default().to_owned();
    let (a, b) = (lead(one), lead(other));
    one.contains(&b) || other.contains(&a)
}

fn unshared(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let days = i32::try_from(ask.whole(SHARED_CONTACT)).unwrap_or(i32::MAX);
    let mut at: BTreeMap<Id, Vec<(i32, Id, &str)>> = BTreeMap::new();
    let reach = Window { first: window.first.saturating_sub(days), last: window.last };
    for fact in ask.facts(LED_BY) {
        // Only days count that are known as such.
        let day = fact.days.filter(|(first, last)| first == last).map(|(day, _)| day);
        let near = day.filter(|_| reach.has(&fact) == Lies::In);
        if let Some((partner, day)) = fact.with.zip(near) {
            at.entry(partner).or_default().push((day, fact.of, fact.tag));
        }
    }
    let mut found = Sum::default();
    for (partner, mut visits) in at {
        visits.sort_unstable();
        for (place, (day, id, tag)) in visits.iter().enumerate().filter(|(_, (day, ..))| *day >= window.first) {
            let earlier = visits.iter().take(place).filter(|(then, ..)| day.saturating_sub(*then) <= days);
            for (_, before, _) in earlier.filter(|(.., other)| !know_each_other(tag, other)) {
                found.count(*id, *before);
                found.because(*id, partner);
            }
        }
    }
    Figure::sum(Unit::Pieces("次"), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_monday_to_friday_are_worked() {
        let day = |month, day| CivilDate::new(2022, month, day).unwrap().unix_days();
        // 2022-06-24 is a Friday.
        assert_eq!(working_days(day(6, 24), day(6, 24)), 0);
        assert_eq!(working_days(day(6, 24), day(6, 26)), 0, "a weekend");
        assert_eq!(working_days(day(6, 24), day(6, 27)), 1);
        assert_eq!(working_days(day(6, 24), day(7, 1)), 5);
        assert_eq!(working_days(day(6, 25), day(7, 4)), 6);
        assert_eq!(working_days(day(6, 27), day(6, 24)), 0, "backwards");
    }
}
