//! Boards of projects: seven modes by college, four ways by six aspects, who took the initiative.

use super::board::{Board, BoardDef, Cell, Head, units};
use super::depth::{self, Depth};
use super::projects::{CELL, CELL_WITH, INITIATED, MODE, WITH, running};
use super::{Ask, Figure, Measure, Scope, Span, Sum, Unit};
use crate::kinds::project;
use crate::record::Id;
use crate::schema::CodeList;
use std::collections::{BTreeMap, BTreeSet};

/// How many partners are named who could fill an empty cell.
const NAMED: usize = 5;
const PIECES: Unit = Unit::Pieces("个");

/// 七模式 × 学院.
pub static MODES: BoardDef = BoardDef {
    name: "modes",
    label: "七种模式 × 学院",
    lead: "本自然年在做的合作项目，按主模式和学院数；跨学院的按分摊比例算。空格写着这个学院合作最深、还没有用这种模式的单位。",
    span: Span::Year,
    compute: |ask| by_college(ask, MODE, WITH, &project::MODES),
};

/// 主动方 × 学院.
pub static INITIATIVE: BoardDef = BoardDef {
    name: "initiative",
    label: "谁主动 × 学院",
    lead: "本自然年在做的合作项目由谁发起：从学校单向找企业，到企业、政府、协会主动来找学校。",
    span: Span::Year,
    compute: |ask| by_college(ask, INITIATED, WITH, &project::INITIATORS),
};

/// 四种方式 × 六个方面.
pub static ASPECTS: BoardDef = BoardDef {
    name: "aspects",
    label: "四种方式 × 六个方面",
    lead: "学校办法第四条的 24 格：本自然年在做的合作项目落在哪几格；空格写着合作最深、还没有这一格的单位。",
    span: Span::Year,
    compute: aspects,
};

/// Partners of whom is asked, the deepest first, with the sorts of projects that they have.
struct Partners {
    deepest: Vec<(Id, Option<Id>)>,
    have: BTreeMap<Id, BTreeSet<String>>,
}

impl Partners {
    fn of(ask: &Ask<'_>, measure: Measure) -> Self {
        let firms = depth::firms(ask);
        let levels: BTreeMap<Id, Depth> = depth::depths(ask, &firms, false);
        let mut deepest: Vec<(u8, Id)> =
            levels.into_iter().filter(|(_, d)| d.level > 0).map(|(id, d)| (d.level, id)).collect();
        deepest.sort_by_key(|(level, id)| (std::cmp::Reverse(*level), *id));
        let units: BTreeMap<Id, Option<Id>> =
            ask.facts(super::shortfalls::PARTNER).map(|fact| (fact.of, ask.unit_of(&fact))).collect();
        let mut have: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
        for fact in ask.facts(measure) {
            if let Some(partner) = ask.partner_of(&fact) {
                have.entry(partner).or_default().insert(fact.tag.to_owned());
            }
        }
        let deepest = deepest.into_iter().map(|(_, id)| (id, units.get(&id).copied().flatten())).collect();
        Self { deepest, have }
    }

    /// Those who have nothing of this sort yet, of one unit or of all.
    fn without(&self, sort: &str, unit: Option<Id>) -> Vec<Id> {
        let has = |id: &Id| self.have.get(id).is_some_and(|sorts| sorts.contains(sort));
        let mine = self.deepest.iter().filter(|(id, of)| (unit.is_none() || *of == unit) && !has(id));
        mine.take(NAMED).map(|(id, _)| *id).collect()
    }
}

fn by_college(ask: &Ask<'_>, measure: Measure, with: Measure, list: &'static CodeList) -> Board {
    let partners = Partners::of(ask, with);
    let rows = units(ask).into_iter().map(|unit| {
        let of = ask.of(Scope::Unit(unit));
        let cells = list.codes.iter().map(|code| {
            let here = running(&of, measure, |sort| sort == code.code);
            Cell::of(Figure::sum(PIECES, here)).fillable(partners.without(code.code, Some(unit)))
        });
        (Head::of(ask.ledger, unit), cells.collect())
    });
    Board {
        of: "学院（部门）",
        columns: list.codes.iter().map(|code| Head::words(code.label)).collect(),
        rows: rows.collect(),
    }
}

fn aspects(ask: &Ask<'_>) -> Board {
    let partners = Partners::of(ask, CELL_WITH);
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let window = ask.window(Span::Year);
    for fact in ask.facts(CELL).filter(|fact| window.may_meet(fact)) {
        sums.entry(fact.tag.to_owned()).or_default().add(fact.of, fact.amount);
    }
    let rows = project::MANNERS.codes.iter().map(|manner| {
        let cells = project::ASPECTS.codes.iter().map(|aspect| {
            let sort = format!("{}/{}", manner.code, aspect.code);
            let here = sums.remove(&sort).unwrap_or_default();
            Cell::of(Figure::sum(PIECES, here)).fillable(partners.without(&sort, None))
        });
        (Head::words(manner.label), cells.collect())
    });
    Board {
        of: "合作方式",
        rows: rows.collect(),
        columns: project::ASPECTS.codes.iter().map(|aspect| Head::words(aspect.label)).collect(),
    }
}
