//! Contacts: what happened between partners and us on a day, who of us went, and of which sort the
//! partners are. Figures of other families rest on it; depth and lamps rest on `ties`, too.

use super::{Ask, Extractor, Fact, Figure, Lies, Measure, PIECE, Sink, Span, Sum, Unit, Window};
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
/// A visit, on its day; its sort is its purpose.
pub const VISIT: Measure = Measure("visit");
/// A visit that a head of the school led, on its day.
pub(super) const LED: Measure = Measure("led-visit");
/// A need that was told at a visit, on the day of that.
pub(super) const BROUGHT: Measure = Measure("need-brought");

/// Words in the post of whoever led a visit that make him a head of the school.
const HEADS: [&str; 3] = ["书记", "校长", "校领导"];

/// Words in the tags of a partner that make it a leading one.
const LEADING: [&str; 3] = ["头部", "标杆", "龙头"];

/// What records say of contacts.
pub static EXTRACTORS: &[Extractor] = &[
    Extractor { kind: &partner::KIND, also: &[], read: read_partner },
    Extractor { kind: &visit::KIND, also: &[("need", "visit")], read: read_visit },
    Extractor { kind: &need::KIND, also: &[], read: read_need },
    Extractor { kind: &agreement::KIND, also: &[], read: read_agreement },
];

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
    sink.say(VISIT).partner(to).on(date).tag(record.get(visit::PURPOSE)).end();
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
pub(super) fn contacts_with(ask: &Ask<'_>, with: &Sum, window: Window) -> BTreeMap<Id, Vec<Id>> {
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

/// The partners of the year's visits of a measure, each once, because of its visits.
pub(super) fn partners_of(ask: &Ask<'_>, visits: Measure) -> Figure {
    let window = ask.window(Span::Year);
    let (mut seen, mut unclear) = (Sum::default(), Vec::new());
    for fact in ask.facts(visits) {
        let Some(partner) = fact.with else { continue };
        match window.has(&fact) {
            Lies::In => seen.count(partner, fact.of),
            Lies::Unclear => unclear.push(fact.of),
            Lies::Out => {}
        }
    }
    Figure::sum(Unit::Pieces("家"), seen).unclear(unclear)
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
