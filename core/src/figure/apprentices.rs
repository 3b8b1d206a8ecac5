//! 师徒结对: masters and apprentices, monthly notes, who passed and who stayed (domain §6.8).

use super::teaching::unit_of_major;
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Sum, Unit};
use crate::kinds::{apprentice_note, apprenticeship, major};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{CivilDate, Month};
use std::collections::{BTreeMap, BTreeSet};

/// A pair that is at it, undated; its sort is the master's name.
const AT_IT: Measure = Measure("apprentice-at-it");
/// A pair from its first to its last day, if training has begun; about itself, as its notes are.
const TRAINED: Measure = Measure("apprentice-trained");
/// A note, in its month; about the pair.
const NOTE: Measure = Measure("apprentice-note");
/// A pair that has come to an end, on the day of the examination; its sort is how.
const OVER: Measure = Measure("apprentice-over");
/// A pair that was passed and of which it is known where the apprentice went; its sort is where.
const WENT: Measure = Measure("apprentice-went");

const PEOPLE: Unit = Unit::Pieces("人");
/// Apprentices for each master.
const EACH: Unit = Unit::Measured("徒/师");

/// The family.
pub static FAMILY: Family = Family {
    name: "apprentices",
    label: "师徒结对",
    extractors: &[
        Extractor { kind: &apprenticeship::KIND, also: &[], read: read_pair },
        Extractor { kind: &apprentice_note::KIND, also: &[], read: read_note },
        Extractor { kind: &major::KIND, also: &[("apprenticeship", "major")], read: |_, _, _| {} },
    ],
    figures: &[
        FigureDef {
            name: "apprentices-per-master",
            label: "师徒比",
            unit: EACH,
            formula: "已结对、带教中、考核中的徒弟人数，除以带他们的师傅人数；同一单位同名的师傅算一人。",
            span: Span::Today,
            better: Better::Neither,
            compute: per_master,
        },
        FigureDef {
            name: "apprentice-note-rate",
            label: "师徒月记录率",
            unit: Unit::Percent,
            formula: "本自然年已经过完的月份里，每对师徒从拜师（没有就从签协议、聘期开始）到考核或聘期结束该有的月记录，有记录的占比；一个月记几条算一条。",
            span: Span::Year,
            better: Better::More,
            compute: noted,
        },
        FigureDef {
            name: "apprentice-passed-rate",
            label: "出师率",
            unit: Unit::Percent,
            formula: "已出师、未通过、提前解除的师徒里，出师的占比。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |passed: bool| -> Sum {
                    let over = ask.facts(OVER).filter(|fact| !passed || fact.tag == "passed");
                    over.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, PEOPLE, of(true), of(false))
            },
        },
        FigureDef {
            name: "apprentice-stayed-rate",
            label: "出师留任率",
            unit: Unit::Percent,
            formula: "出师并填了去向（未定的不算）的徒弟里，留在带教单位的占比。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |stayed: bool| -> Sum {
                    let went = ask.facts(WENT).filter(|fact| !stayed || fact.tag == "stayed");
                    went.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, PEOPLE, of(true), of(false))
            },
        },
    ],
};

fn read_pair(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    use apprenticeship as of;
    let state = record.get(of::STATE).unwrap_or_else(|| "agreed".to_owned());
    let unit = unit_of_major(ledger, record.get(of::MAJOR));
    let partner = record.get(of::PARTNER);
    let mut say = |measure: Measure, tag: Option<String>| {
        sink.say(measure).partner(partner).unit(unit).tag(tag).end();
    };
    match state.as_str() {
        "agreed" | "training" | "examined" => {
            say(AT_IT, Some(record.get(of::MASTER).unwrap_or_default().trim().to_owned()));
        }
        _ => say(OVER, Some(state.clone())),
    }
    if let Some(went) = record.get(of::WHERE).filter(|went| state == "passed" && went != "unknown") {
        say(WENT, Some(went));
    }
    let first = record.get(of::CEREMONY).or_else(|| record.get(of::SIGNED)).or_else(|| record.get(of::TERM_START));
    if let Some(first) = first.filter(|_| !matches!(state.as_str(), "agreed" | "ended")) {
        let last = record.get(of::EXAM_DATE).or_else(|| record.get(of::TERM_END));
        sink.say(TRAINED).about(Some(record.id)).partner(partner).unit(unit).during(Some(first), last).end();
    }
}

fn read_note(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let pair = record.get(apprentice_note::APPRENTICESHIP);
    sink.say(NOTE).about(pair).on(record.get(apprentice_note::MONTH)).end();
}

fn per_master(ask: &Ask<'_>) -> Figure {
    let mut masters: BTreeMap<(Option<Id>, &str), BTreeSet<Id>> = BTreeMap::new();
    let mut apprentices = Sum::default();
    for pair in ask.facts(AT_IT) {
        apprentices.add(pair.of, PIECE);
        let at = pair.partner.map(|id| ask.ledger.standing_for(&id));
        masters.entry((at, pair.tag)).or_default().insert(pair.of);
    }
    // A master stands in the list by the first of his pairs.
    let mut counted = Sum::default();
    for pairs in masters.values() {
        let mut pairs = pairs.iter();
        if let Some(first) = pairs.next() {
            counted.add(*first, PIECE);
            pairs.for_each(|pair| counted.because(*first, *pair));
        }
    }
    Figure::per(EACH, PEOPLE, apprentices, PEOPLE, counted)
}

/// A month as a number, of a day since 1970.
fn month(days: i32) -> i32 {
    let day = CivilDate::from_unix_days(i64::from(days));
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The months from one day to another that are over on the day `by`.
fn months(first: i32, last: i32, by: i32) -> BTreeSet<i32> {
    let end = CivilDate::from_unix_days(i64::from(by));
    let running = (Month::of(end).last() > end).then(|| month(by));
    (month(first)..=month(last)).filter(|month| Some(*month) != running).collect()
}

/// Months with a note of months that ask for one.
fn noted(ask: &Ask<'_>) -> Figure {
    let window = ask.elapsed(Span::Year);
    let mut notes: BTreeMap<Id, Vec<(i32, Id)>> = BTreeMap::new();
    for note in ask.facts.all(NOTE) {
        if let Some((pair, (first, _))) = note.about.zip(note.days.filter(|(first, last)| last - first < 31)) {
            notes.entry(ask.ledger.standing_for(&pair)).or_default().push((month(first), note.of));
        }
    }
    let (mut held, mut asked) = (Sum::default(), Sum::default());
    for pair in ask.facts(TRAINED).filter(|pair| window.meets(pair)) {
        let Some((first, last)) = pair.days else { continue };
        let own = months(first.max(window.first), last.min(window.last), window.last);
        let here = notes.get(&pair.of).into_iter().flatten().filter(|(month, _)| own.contains(month));
        let (written, because): (BTreeSet<i32>, BTreeSet<Id>) = here.copied().unzip();
        let pieces = |months: usize| i64::try_from(months).unwrap_or(i64::MAX).saturating_mul(PIECE);
        for (sum, months) in [(&mut asked, own.len()), (&mut held, written.len())] {
            if months > 0 {
                sum.add(pair.of, pieces(months));
                because.iter().for_each(|note| sum.because(pair.of, *note));
            }
        }
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("个月"), held, asked)
}
