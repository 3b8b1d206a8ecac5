//! 院镇结对: which towns have a college of theirs, and what became of their needs (domain §6.18).

use super::board::{Board, BoardDef, Cell, Grid, Head, units};
use super::contacts::CONTACT;
use super::money::{shares, split};
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit, Window};
use crate::kinds::{partner, teaching_point, town, town_item, town_pair, training};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::Duty;
use std::collections::{BTreeMap, BTreeSet};

/// A town or subdistrict, undated.
const TOWN: Measure = Measure("town");
/// A pair of college and town, from its start to its end; about the town.
const PAIR: Measure = Measure("town-pair");
/// A need of a town that was not dropped; its sort is what became of it.
const NEED: Measure = Measure("town-need");
/// A training for a partner that lies in a town, by unit after shares, on its first day; about the town.
const TRAINING: Measure = Measure("town-training");
/// A place of teaching in a town, for as long as it is there; about the town.
const TAUGHT_AT: Measure = Measure("town-teaching");
/// A partner that lies in a town; about the town.
const LIES_IN: Measure = Measure("partner-in-town");

/// Classes of training.
const CLASSES: Unit = Unit::Pieces("班次");

/// The family.
pub static FAMILY: Family = Family {
    name: "towns",
    label: "院镇结对",
    extractors: &[
        Extractor { kind: &town::KIND, also: &[], read: |_, record, sink| sink.say(TOWN).about(Some(record.id)).end() },
        Extractor { kind: &town_pair::KIND, also: &[("town_item", "pair")], read: read_pair },
        Extractor { kind: &town_item::KIND, also: &[], read: read_item },
        Extractor { kind: &partner::KIND, also: &[("training", "partner")], read: read_partner },
        Extractor { kind: &training::KIND, also: &[], read: read_training },
        Extractor { kind: &teaching_point::KIND, also: &[], read: read_teaching_point },
    ],
    figures: &[
        FigureDef {
            name: "town-pair-rate",
            label: "结对覆盖率",
            unit: Unit::Percent,
            formula: "今天有学院结对的镇、街道，占全部镇、街道的比例。",
            span: Span::Today,
            better: Better::More,
            compute: paired,
        },
        FigureDef {
            name: "town-need-rate",
            label: "镇街需求办结率",
            unit: Unit::Percent,
            formula: "结对镇街的技术需求和人才需求里，已办结的占比；“不办了”的不算在内。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |done: bool| {
                    let needs = ask.facts(NEED).filter(|fact| !done || fact.tag == "done");
                    needs.map(|fact| (fact.of, fact.amount)).collect::<Sum>()
                };
                Figure::ratio(Unit::Percent, Unit::Pieces("条"), of(true), of(false))
            },
        },
        FigureDef {
            name: "town-training-year",
            label: "镇街培训班次",
            unit: CLASSES,
            formula: "委托单位在某个镇、街道的培训，本自然年开班的班次；跨部门的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: trained,
        },
    ],
};

/// The board.
pub static TOWNS: BoardDef = BoardDef {
    name: "towns",
    label: "院 × 镇结对",
    duty: Duty::Supervision,
    asks: "哪个镇街有学院结对、有来往、有培训？",
    lead: "哪个学院和哪个镇、街道结了对；“本年来往”是这个镇街里本自然年有来往的单位数，培训和教学点也在一起看，空格写着镇街里有哪些单位可以先去。",
    span: Span::Year,
    covers: true,
    compute,
};

fn read_pair(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let said = sink.say(PAIR).unit(record.get(town_pair::UNIT)).about(record.get(town_pair::TOWN));
    said.during(record.get(town_pair::START), record.get(town_pair::END)).end();
}

fn read_item(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let list = record.get(town_item::LIST);
    let state = record.get(town_item::STATE).unwrap_or_else(|| "open".to_owned());
    if !matches!(list.as_deref(), Some("technology" | "talent")) || state == "dropped" {
        return;
    }
    let pair = record.get(town_item::PAIR).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let unit = pair.and_then(|id| ledger.get(&id)).and_then(|pair| pair.get(town_pair::UNIT));
    sink.say(NEED).unit(unit).tag(Some(state)).end();
}

fn read_partner(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if let Some(town) = record.get(partner::TOWN) {
        sink.say(LIES_IN).partner(Some(record.id)).unit(record.get(partner::LEAD_UNIT)).about(Some(town)).end();
    }
}

fn read_training(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let partner = record.get(training::PARTNER);
    let known =
        partner.map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id)).and_then(|id| ledger.get(&id));
    let Some(town) = known.and_then(|partner| partner.get(partner::TOWN)) else { return };
    let units = shares(record.get(training::SHARES), record.get(training::UNIT));
    for (unit, part) in split(units.as_ref(), PIECE) {
        let said = sink.say(TRAINING).about(Some(town)).partner(partner).unit(unit);
        said.on(record.get(training::START)).amount(part).end();
    }
}

fn read_teaching_point(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if let Some(town) = record.get(teaching_point::TOWN) {
        let said = sink.say(TAUGHT_AT).about(Some(town)).unit(record.get(teaching_point::UNIT));
        said.during(record.get(teaching_point::OPENED), record.get(teaching_point::ENDED)).end();
    }
}

fn paired(ask: &Ask<'_>) -> Figure {
    // Towns belong to no college: of one that is asked, the whole stays all of them.
    let all: Sum = ask.facts.all(TOWN).map(|fact| (fact.of, PIECE)).collect();
    let today = ask.window(Span::Today);
    let mut paired = Sum::default();
    for fact in ask.facts(PAIR).filter(|fact| holds(fact, today.last)) {
        if let Some(town) = fact.about.map(|id| ask.ledger.standing_for(&id)).filter(|id| all.has(id)) {
            paired.count(town, fact.of);
        }
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("个"), paired, all)
}

/// Trainings of the year, each because of the partner that lies in the town.
fn trained(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let (mut sum, unclear) = ask.sum_in(TRAINING, window, |_| true);
    for fact in ask.facts(TRAINING).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(partner) = fact.with {
            sum.because(fact.of, partner);
        }
    }
    Figure::sum(CLASSES, sum).unclear(unclear)
}

/// Whether a pair holds on a day; without dates it does.
fn holds(fact: &super::Fact<'_>, day: i32) -> bool {
    fact.days.is_none_or(|(first, last)| first <= day && day <= last)
}

fn compute(ask: &Ask<'_>) -> Board {
    let (units, window) = (units(ask), ask.window(Span::Year));
    let mut towns: Vec<(String, String, Id)> = ask
        .facts
        .all(TOWN)
        .filter_map(|fact| {
            let record = ask.ledger.get(&fact.of)?;
            Some((record.get(town::DISTRICT).unwrap_or_default(), record.get(town::NAME).unwrap_or_default(), fact.of))
        })
        .collect();
    towns.sort();
    let mut lies_in: BTreeMap<Id, Id> = BTreeMap::new();
    // In the order of their ids: that of the facts tells what changed last.
    let mut inside: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for fact in ask.facts.all(LIES_IN) {
        if let Some(town) = fact.about.map(|id| ask.ledger.standing_for(&id)) {
            lies_in.insert(fact.of, town);
            inside.entry(town).or_default().insert(fact.of);
        }
    }
    let mut pairs: BTreeMap<(Id, Id), Sum> = BTreeMap::new();
    for fact in ask.facts(PAIR).filter(|fact| window.may_meet(fact)) {
        let unit = fact.unit.map(|id| ask.ledger.standing_for(&id));
        if let Some(at) = fact.about.map(|id| ask.ledger.standing_for(&id)).zip(unit) {
            pairs.entry(at).or_default().add(fact.of, fact.amount);
        }
    }
    let visited_partners = ask.by_parts(TOWNS.name, |ask| {
        let mut visited = Sum::default();
        for fact in ask.facts(CONTACT).filter(|fact| window.has(fact) == Lies::In) {
            if let Some(partner) = fact.with {
                visited.count(partner, fact.of);
            }
        }
        visited
    });
    let of_town = |name, measure, takes: fn(Window, &super::Fact<'_>) -> bool| {
        Grid::of(ask, name, |ask, take| {
            for fact in ask.facts(measure).filter(|fact| takes(window, fact)) {
                if let Some(town) = fact.about.map(|id| ask.ledger.standing_for(&id)) {
                    take(&fact, town, 0);
                }
            }
        })
    };
    let trained = of_town("towns-training", TRAINING, |window, fact| window.has(fact) == Lies::In);
    let taught = of_town("towns-teaching", TAUGHT_AT, Window::may_meet);
    let mut visited: BTreeMap<Id, Sum> = BTreeMap::new();
    for one in visited_partners.iter().flat_map(|part| part.evidence()) {
        if let Some(town) = lies_in.get(&one.id) {
            let sum = visited.entry(*town).or_default();
            one.because.iter().for_each(|contact| sum.count(one.id, *contact));
        }
    }
    let mut columns: Vec<Head> = ["本年来往（家）", "本年培训（班次）", "教学点（个）"].map(Head::words).to_vec();
    columns.extend(units.iter().map(|id| Head::of(ask.ledger, *id)));
    let rows = towns.into_iter().map(|(district, name, town)| {
        let could: Vec<Id> = inside.get(&town).into_iter().flatten().take(5).copied().collect();
        let went = Figure::sum(Unit::Pieces("家"), visited.remove(&town).unwrap_or_default());
        let mut cells = vec![
            Cell::of(went).fillable(could.clone()),
            Cell::of(Figure::sum(CLASSES, trained.at(town, 0))).fillable(could.clone()),
            Cell::of(Figure::sum(Unit::Pieces("个"), taught.at(town, 0))),
        ];
        cells.extend(units.iter().map(|unit| {
            let pair = pairs.remove(&(town, *unit)).unwrap_or_default();
            Cell::of(Figure::sum(Unit::Pieces("对"), pair)).marked("结对").fillable(could.clone())
        }));
        (Head { label: name, id: Some(town), note: district, ..Head::words("") }, cells)
    });
    Board { of: "镇、街道", rows: rows.collect(), columns }
}
