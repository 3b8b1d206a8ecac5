//! 联动: whether we know of each other at the same partner (domain §6.9).

use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, Sink, Span, Sum, Unit};
use crate::kinds::threshold::SHARED_CONTACT;
use crate::kinds::visit;
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::BTreeMap;

/// A visit, on its day; its sort is who led it, a line break, and who went along.
const LED_BY: Measure = Measure("visit-led-by");

/// The family.
pub static FAMILY: Family = Family {
    name: "linkage",
    label: "联动",
    extractors: &[Extractor { kind: &visit::KIND, also: &[], read }],
    figures: &[FigureDef {
        name: "contacts-unshared",
        label: "多头走访未共享",
        unit: Unit::Pieces("次"),
        formula: "本自然年里，在“同一单位多头接触几天内要共享”的天数内换了人牵头又去同一家、前后两次没有一人同行的走访次数。",
        span: Span::Year,
        better: Better::Less,
        compute: unshared,
    }],
};

fn read(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let Some(lead) = record.get(visit::LEAD) else { return };
    let tag = format!("{lead}\n{}", record.get(visit::COMPANIONS).unwrap_or_default());
    sink.say(LED_BY).partner(record.get(visit::PARTNER)).on(record.get(visit::DATE)).tag(Some(tag)).end();
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
    for fact in ask.facts(LED_BY) {
        // Only days count that are known as such.
        let day = fact.days.filter(|(first, last)| first == last).map(|(day, _)| day);
        let near = day.filter(|day| *day >= window.first.saturating_sub(days) && *day <= window.last);
        if let Some((partner, day)) = ask.partner_of(&fact).zip(near) {
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
