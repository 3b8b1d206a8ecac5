//! Tasks: done of what is due, what is late, and resolutions of meetings (domain §6.4, §6.10, §6.13).

use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Measure, Sink, Span, Sum, Unit};
use crate::kinds::{meeting, resolution, task};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use std::collections::BTreeSet;

/// A task that was not dropped, on the day it is due; its sort is `direction/state`.
pub const TASK: Measure = Measure("task");
/// A task, on the day it is due; about the uppermost task of which it is a part, or about itself.
pub const PART_OF: Measure = Measure("task-part-of");
/// A resolution that was not dropped, on the day it is due; its sort is its state.
const RESOLUTION: Measure = Measure("resolution");
/// A meeting, on its day.
const MEETING: Measure = Measure("meeting");

/// The family.
pub static FAMILY: Family = Family {
    name: "tasks",
    label: "任务与决议",
    extractors: &[
        Extractor { kind: &task::KIND, also: &[("task", "parent")], read: read_task },
        Extractor { kind: &resolution::KIND, also: &[], read: read_resolution },
        Extractor { kind: &meeting::KIND, also: &[], read: read_meeting },
    ],
    figures: &[
        FigureDef {
            name: "task-done-rate",
            label: "任务办结率",
            unit: Unit::Percent,
            formula: "本自然年到今天已到期（今天到期的算在内）的任务里，已办的占比；“不办了”的不算在内。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| done(ask, TASK, Unit::Pieces("项")),
        },
        FigureDef {
            name: "tasks-overdue",
            label: "逾期未办的任务",
            unit: Unit::Pieces("项"),
            formula: "期限在今天之前、还没有办的任务项数；今天到期的明天起才算逾期。",
            span: Span::Today,
            better: Better::Less,
            compute: overdue,
        },
        FigureDef {
            name: "resolution-done-rate",
            label: "决议办结率",
            unit: Unit::Percent,
            formula: "本自然年到今天已到期（今天到期的算在内）的决议里，已办结的占比；“不办了”的不算在内。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| done(ask, RESOLUTION, Unit::Pieces("项")),
        },
        FigureDef {
            name: "meetings-year",
            label: "开会次数",
            unit: Unit::Pieces("次"),
            formula: "本自然年三会一组等机构开会的次数。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Pieces("次"), MEETING, Span::Year),
        },
    ],
};

/// The uppermost task of which one is a part; itself if it is not.
fn uppermost(ledger: &Ledger, record: &Record) -> Id {
    let (mut top, mut parent) = (record.id, record.get(task::PARENT));
    let mut seen = BTreeSet::from([top]);
    while let Some(above) = parent.map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id)) {
        if !seen.insert(above) {
            break;
        }
        top = above;
        parent = ledger.get(&above).and_then(|above| above.get(task::PARENT));
    }
    top
}

fn read_task(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let said = sink.say(PART_OF).about(Some(uppermost(ledger, record))).unit(record.get(task::UNIT));
    said.on(record.get(task::DUE)).tag(record.get(task::STATE)).end();
    let state = record.get(task::STATE).unwrap_or_else(|| "open".to_owned());
    if state != "dropped" {
        let tag = format!("{}/{state}", record.get(task::DIRECTION).unwrap_or_default());
        sink.say(TASK).unit(record.get(task::UNIT)).on(record.get(task::DUE)).tag(Some(tag)).end();
    }
}

fn read_resolution(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(resolution::STATE).unwrap_or_else(|| "open".to_owned());
    if state != "dropped" {
        let tag = format!("/{state}");
        sink.say(RESOLUTION).unit(record.get(resolution::UNIT)).on(record.get(resolution::DUE)).tag(Some(tag)).end();
    }
}

fn read_meeting(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    sink.say(MEETING).on(record.get(meeting::DATE)).end();
}

/// Whether a task is done, by its sort.
pub fn is_done(sort: &str) -> bool {
    sort.ends_with("/done")
}

fn done(ask: &Ask<'_>, measure: Measure, counted_in: Unit) -> Figure {
    let window = ask.elapsed(Span::Year);
    let (due, unclear) = ask.sum_in(measure, window, |_| true);
    let (done, _) = ask.sum_in(measure, window, |fact| is_done(fact.tag));
    Figure::ratio(Unit::Percent, counted_in, done, due).unclear(unclear)
}

fn overdue(ask: &Ask<'_>) -> Figure {
    let before = ask.passed(Span::Today);
    let late = ask.facts(TASK).filter(|fact| !is_done(fact.tag) && before.has(fact) == Lies::In);
    Figure::sum(Unit::Pieces("项"), late.map(|fact| (fact.of, fact.amount)).collect::<Sum>())
}
