//! Cooperation projects: seven modes, four ways × six aspects, who took the initiative, and how many
//! are shared by colleges (domain §6.1, §6.2, §6.9, §6.17).
//!
//! A project of several colleges counts for each by its share, so that colleges sum to the school.

use super::money::{shares, split};
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Sum, Unit};
use crate::kinds::project;
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A project at work, by unit after shares; its sort is its main mode.
pub const MODE: Measure = Measure("project-mode");
/// The same; its sort is who took the initiative, empty if nobody wrote it.
pub const INITIATED: Measure = Measure("project-initiated");
/// The same, once for each aspect; its sort is `manner/aspect`.
pub const CELL: Measure = Measure("project-cell");
/// The same; its sort says whether several colleges share it.
const SHARED: Measure = Measure("project-shared");
/// The same, once for each partner, by no unit; its sort is the mode, main or second.
pub const WITH: Measure = Measure("project-with");
/// The same, once for each partner and aspect; its sort is `manner/aspect`.
pub const CELL_WITH: Measure = Measure("project-cell-with");

const CROSS: &str = "cross";

/// The family.
pub static FAMILY: Family = Family {
    name: "projects",
    label: "合作项目",
    extractors: &[Extractor { kind: &project::KIND, also: &[], read }],
    figures: &[
        FigureDef {
            name: "projects-running",
            label: "在做的合作项目",
            unit: Unit::Pieces("个"),
            formula: "本自然年在做的合作项目（意向、洽谈和终止的不算，没填日期的也算）；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| Figure::sum(Unit::Pieces("个"), running(ask, MODE, |_| true)),
        },
        FigureDef {
            name: "firm-initiative-rate",
            label: "企业主动占比",
            unit: Unit::Percent,
            formula: "本自然年在做、填了谁发起的合作项目里，由企业发起的占比；跨学院的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| {
                let (firm, all) =
                    (running(ask, INITIATED, |by| by == "firm"), running(ask, INITIATED, |by| !by.is_empty()));
                Figure::ratio(Unit::Percent, Unit::Pieces("个"), firm, all)
            },
        },
    ],
};

fn read(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(project::STATE).unwrap_or_default();
    if matches!(state.as_str(), "idea" | "talks" | "terminated") {
        return;
    }
    let (start, end) = (record.get(project::START), record.get(project::END));
    let partners = record.get(project::PARTNERS).unwrap_or_default();
    let mode = record.get(project::MODE);
    let manner = record.get(project::MANNER).unwrap_or_default();
    let aspects = record.get(project::ASPECTS_OF).unwrap_or_default();
    let cells: Vec<String> =
        aspects.iter().filter(|_| !manner.is_empty()).map(|aspect| format!("{manner}/{aspect}")).collect();
    let initiator = record.get(project::INITIATOR);
    let units = shares(record.get(project::SHARES), record.get(project::LEAD_UNIT));
    let parts = split(units.as_ref(), PIECE);
    let cross = (parts.len() > 1).then(|| CROSS.to_owned());
    for (unit, part) in parts {
        let mut say = |measure: Measure, tag: Option<String>| {
            let said = sink.say(measure).partner(partners.first().copied()).unit(unit);
            said.during(start, end).amount(part).tag(tag).end();
        };
        say(MODE, mode.clone());
        say(SHARED, cross.clone());
        say(INITIATED, initiator.clone());
        cells.iter().for_each(|cell| say(CELL, Some(cell.clone())));
    }
    let modes: BTreeSet<String> =
        mode.into_iter().chain(record.get(project::SECOND_MODES).unwrap_or_default()).collect();
    for partner in partners.into_iter().map(Some) {
        for mode in &modes {
            sink.say(WITH).partner(partner).during(start, end).tag(Some(mode.clone())).end();
        }
        for cell in &cells {
            sink.say(CELL_WITH).partner(partner).during(start, end).tag(Some(cell.clone())).end();
        }
    }
}

/// The projects of a measure that run in the year asked, by what they add.
pub fn running(ask: &Ask<'_>, measure: Measure, is: impl Fn(&str) -> bool) -> Sum {
    let window = ask.window(Span::Year);
    ask.facts(measure).filter(|f| is(f.tag) && window.may_meet(f)).map(|f| (f.of, f.amount)).collect()
}

/// Of the projects, those that several colleges share.
pub fn cross_college(ask: &Ask<'_>) -> Figure {
    let (cross, all) = (running(ask, SHARED, |sort| sort == CROSS), running(ask, SHARED, |_| true));
    Figure::ratio(Unit::Percent, Unit::Pieces("个"), cross, all)
}

/// The modes that each partner's projects have, with these projects.
fn modes(ask: &Ask<'_>) -> BTreeMap<Id, (BTreeSet<String>, Vec<Id>)> {
    let window = ask.window(Span::Year);
    let mut found: BTreeMap<Id, (BTreeSet<String>, Vec<Id>)> = BTreeMap::new();
    for fact in ask.facts(WITH).filter(|fact| window.may_meet(fact)) {
        if let Some(partner) = fact.with {
            let entry = found.entry(partner).or_default();
            entry.0.insert(fact.tag.to_owned());
            entry.1.push(fact.of);
        }
    }
    found
}

/// Modes in use of seven, partner by partner.
pub(super) fn breadth(ask: &Ask<'_>) -> Figure {
    let (mut used, mut all) = (Sum::default(), Sum::default());
    let seven = i64::try_from(project::MODES.codes.len()).unwrap_or_default();
    for (partner, (modes, because)) in modes(ask) {
        used.add(partner, i64::try_from(modes.len()).unwrap_or_default().saturating_mul(PIECE));
        all.add(partner, seven.saturating_mul(PIECE));
        for project in because {
            used.because(partner, project);
            all.because(partner, project);
        }
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("种"), used, all)
}
