//! Boards of projects: seven modes by college, four ways by six aspects, who took the initiative.

use super::board::{Board, BoardDef, Cell, Grid, Head, row_of};
use super::by_college::ByCollege;
use super::contacts::PARTNER;
use super::depth::{self, Depth};
use super::partner_boards::leads;
use super::projects::{CELL, CELL_WITH, INITIATED, MODE, WITH};
use super::{Ask, Fact, Figure, Measure, Scope, Span, Unit};
use crate::kinds::project;
use crate::record::Id;
use crate::schema::{Code, CodeList, Duty};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many partners are named who could fill an empty cell.
const NAMED: usize = 5;
const PIECES: Unit = Unit::Pieces("个");

/// 七模式 × 学院.
pub static MODES: BoardDef = BoardDef {
    name: "modes",
    label: "七种模式 × 学院",
    duty: Duty::Supervision,
    asks: "七种模式，哪个学院哪一种还空着？",
    lead: "本自然年在做的合作项目，按主模式和学院数；跨学院的按分摊比例算。空格写着这个学院合作最深、还没有用这种模式的单位。",
    span: Span::Year,
    covers: true,
    compute: |ask| by_college(ask, MODES.name, MODE, WITH, &project::MODES, "没写模式"),
};

/// 主动方 × 学院.
pub static INITIATIVE: BoardDef = BoardDef {
    name: "initiative",
    label: "谁主动 × 学院",
    duty: Duty::Supervision,
    asks: "谁来找谁：学校主动，还是企业、政府主动？",
    lead: "本自然年在做的合作项目由谁发起：从学校单向找企业，到企业、政府、协会主动来找学校。",
    span: Span::Year,
    covers: false,
    compute: |ask| by_college(ask, INITIATIVE.name, INITIATED, WITH, &project::INITIATORS, "没写谁发起"),
};

/// 四种方式 × 六个方面.
pub static ASPECTS: BoardDef = BoardDef {
    name: "aspects",
    label: "四种方式 × 六个方面",
    duty: Duty::Supervision,
    asks: "第四条的 24 格，哪几格还没有项目？",
    lead: "学校办法第四条的 24 格：本自然年在做的合作项目落在哪几格；空格写着合作最深、还没有这一格的单位。看一家单位的，从它的页面打开。",
    span: Span::Year,
    covers: true,
    compute: aspects,
};

/// A partner with whom there is something: how deep it goes, who leads, what sorts of projects there are.
struct Known {
    level: u8,
    id: Id,
    unit: Option<Id>,
    have: BTreeSet<String>,
}

/// Partners of whom is asked.
struct Partners {
    parts: Vec<Rc<Vec<Known>>>,
}

impl Partners {
    fn of(ask: &Ask<'_>, name: &'static str, measure: Measure) -> Self {
        let known = |ask: &Ask<'_>| {
            let units: BTreeMap<Id, Option<Id>> =
                ask.facts(PARTNER).map(|fact| (fact.of, ask.unit_of(&fact))).collect();
            let mut have: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
            for fact in ask.facts(measure) {
                if let Some(partner) = fact.with {
                    have.entry(partner).or_default().insert(fact.tag.to_owned());
                }
            }
            let deep = depth::depths(ask, &depth::firms(ask), false).into_iter().filter(|(_, depth)| depth.level > 0);
            let one = |(id, depth): (Id, Depth)| Known {
                level: depth.level,
                id,
                unit: units.get(&id).copied().flatten(),
                have: have.remove(&id).unwrap_or_default(),
            };
            deep.map(one).collect::<Vec<_>>()
        };
        Self { parts: ask.by_parts(name, known) }
    }

    /// All of them, the deepest first.
    fn deepest(&self) -> Vec<&Known> {
        let mut all: Vec<&Known> = self.parts.iter().flat_map(|part| part.iter()).collect();
        all.sort_unstable_by_key(|known| (Reverse(known.level), known.id));
        all
    }
}

/// Those who have nothing of this sort yet, of one unit or of all.
fn without(deepest: &[&Known], sort: &str, unit: Option<Id>) -> Vec<Id> {
    let mine = deepest.iter().filter(|known| (unit.is_none() || known.unit == unit) && !known.have.contains(sort));
    mine.take(NAMED).map(|known| known.id).collect()
}

/// The projects of a measure that run in the year asked, by the place of their sort among some codes.
fn running(
    ask: &Ask<'_>,
    name: &'static str,
    measure: Measure,
    place: impl Fn(&str) -> Option<usize>,
) -> Grid<Option<Id>> {
    Grid::of(ask, name, |ask, take| {
        let window = ask.window(Span::Year);
        for fact in ask.facts(measure).filter(|fact| window.may_meet(fact)) {
            if let Some(column) = place(fact.tag) {
                take(&fact, row_of(ask, &fact), column);
            }
        }
    })
}

fn by_college(
    ask: &Ask<'_>,
    name: &'static str,
    measure: Measure,
    with: Measure,
    list: &'static CodeList,
    uncoded: &'static str,
) -> Board {
    let partners = Partners::of(ask, name, with);
    let deepest = partners.deepest();
    let board = ByCollege { name, list, unit: PIECES, uncoded };
    let each = |ask: &Ask<'_>, take: &mut dyn FnMut(&Fact<'_>, &str)| {
        let window = ask.window(Span::Year);
        ask.facts(measure).filter(|fact| window.may_meet(fact)).for_each(|fact| take(&fact, fact.tag));
    };
    board.board(ask, each, |unit, code| without(&deepest, code, Some(unit)))
}

fn aspects(ask: &Ask<'_>) -> Board {
    // A partner has its projects whole, whoever of several partners it is.
    let (measure, leads) = match ask.scope {
        Scope::Partner(partner) => (CELL_WITH, Some(leads(ask, partner))),
        _ => (CELL, None),
    };
    let partners = Partners::of(ask, ASPECTS.name, CELL_WITH);
    let deepest = partners.deepest();
    let (manners, aspects) = (project::MANNERS.codes, project::ASPECTS.codes);
    let place = |sort: &str| {
        let (manner, aspect) = sort.split_once('/')?;
        let of = |codes: &[Code], code: &str| codes.iter().position(|c| c.code == code);
        Some(of(manners, manner)? * aspects.len() + of(aspects, aspect)?)
    };
    let grid = running(ask, ASPECTS.name, measure, place);
    let rows = manners.iter().enumerate().map(|(row, manner)| {
        let cells = aspects.iter().enumerate().map(|(column, aspect)| {
            let here = Cell::of(Figure::sum(PIECES, grid.over(row * aspects.len() + column, |_| true)));
            if here.is_empty() {
                let others = || without(&deepest, &format!("{}/{}", manner.code, aspect.code), None);
                here.fillable(leads.clone().unwrap_or_else(others))
            } else {
                here
            }
        });
        (Head::words(manner.label), cells.collect())
    });
    Board {
        of: "合作方式",
        rows: rows.collect(),
        columns: aspects.iter().map(|aspect| Head::words(aspect.label)).collect(),
    }
}
