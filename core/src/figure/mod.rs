//! Figures: what the office is judged by, computed from the records, each with its formula, its
//! period and the records behind it.
//!
//! A record says a few [`Fact`]s (how much of what, whose, when); [`Facts`] keeps them packed and
//! follows every change. A figure is a function of them that answers with its evidence: what the
//! value is made of is what a page lists. One file for one family of figures; thresholds and targets
//! are records. What a figure looks like is up to the page.

use crate::ledger::Ledger;
use crate::period::Opens;
use crate::record::Record;
use crate::schema::KindDef;

mod agreements;
mod amount;
mod apprentices;
mod ask;
mod assess;
mod bases;
mod board;
mod bodies;
mod breakdown;
mod by_college;
mod chosen;
mod contacts;
mod depth;
mod duty_boards;
mod fact;
mod facts;
mod findings;
mod goal;
mod indicators;
mod inputs;
mod kept;
mod linkage;
mod major_board;
mod majors;
mod map;
mod money;
mod money_boards;
mod next;
mod packed;
mod papers;
mod park_board;
mod part;
mod partner_boards;
mod platforms;
mod practice;
mod project_boards;
mod projects;
mod quality;
mod raised;
mod room_boards;
mod rooms;
mod samples;
mod shortfalls;
mod studies;
mod sum;
mod tasks;
mod teaching;
mod ties;
mod told;
mod towns;
mod traits;
mod value;
mod visit_board;
mod visits;

pub use amount::{Amount, Unit};
pub use ask::{Ask, Lies, Scope, Window};
pub use board::{Board, BoardDef, Cell, Head};
pub use chosen::Chosen;
pub use fact::{Fact, Measure, PIECE, Saying, Sink};
pub use facts::{Facts, View};
pub use goal::{Goal, Standing, Written, goal, has_goals};
pub use map::{Column, Line, Map, Node, map};
pub use next::{Next, next};
pub use raised::{Made, RULES, Raised, Rule, finding_id, finding_of, raised, rule};
pub use sum::Sum;
pub use told::{Behind, FIRST, Listed, Told};
pub use value::{Evidence, Figure};

/// Which stretch of time a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// 自然年.
    Year,
    /// 学年.
    SchoolYear,
    /// A month.
    Month,
    /// So many days up to and with today.
    Last(u16),
    /// What holds today.
    Today,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// Neither: it only tells.
    Neither,
}

/// What the records are that stand in the whole of a ratio and not in its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// They do not count yet: done, they would raise the figure.
    NotYet,
    /// They are only what is divided by: what has not the fault that is counted, or something else
    /// altogether.
    DividedBy,
}

/// Percentages of which part and whole are records of different kinds.
const APART: [&str; 1] = ["guest-hours-share"];

/// Figures that colleges do not sum to, and why not, as people read it.
const NOT_ADDITIVE: [(&str, &str); 6] = [
    ("opinion-to-change-days", MIDDLE),
    ("linkage-reply-days", MIDDLE),
    ("town-pair-rate", "每个学院都和全部镇街比；几个学院结对同一个镇街，全校只算一个。"),
    ("contract-arrived-rate", "多到的钱在每个学院那一份里各自封顶，和整份合同封顶可能差几分钱。"),
    ("apprentices-per-master", "一位师傅带了几个学院的徒弟，每个学院都算他，全校只算一位。"),
    ("majors-dependence", "每个学院靠得最多的那一家可能不同，全校只看全校最多的那一家。"),
];
/// Why colleges do not sum to a middle value.
const MIDDLE: &str = "全校的是把每一条放在一起取的中位数，不是各学院的相加。";

/// A figure: what it is called, how it is computed, and the function that does.
#[derive(Debug)]
pub struct FigureDef {
    /// Name in URLs and test ids (`figure-<name>`). Never changes.
    pub name: &'static str,
    /// The words people see.
    pub label: &'static str,
    /// Unit of its value.
    pub unit: Unit,
    /// The formula in words, one sentence.
    pub formula: &'static str,
    /// Which stretch of time it is about.
    pub span: Span,
    /// Which way is good.
    pub better: Better,
    /// Computes it.
    pub compute: fn(&Ask<'_>) -> Figure,
}

/// What is told of a school year when it is over: until then next to nothing is known of it.
const TOLD_WHEN_OVER: [&str; 3] = ["assessment-points", "base-use-hours", "guest-hours-share"];
/// The same of boards.
const BOARDS_WHEN_OVER: [&str; 1] = ["assessment"];
/// Boards of a school year, with the figure that says whether there is anything in one.
const BOARDS_TOLD_BY: [(&str, &str); 5] = [
    ("assessment", "assessment-points"),
    ("contracts-school-year", "contracted-school-year"),
    ("receipts-school-year", "received-school-year"),
    ("money-by-kind-school-year", "received-school-year"),
    ("money-by-person-school-year", "received-school-year"),
];

impl FigureDef {
    /// Returns with which period its page opens.
    #[must_use]
    pub fn opens(&self) -> Opens {
        if TOLD_WHEN_OVER.contains(&self.name) { Opens::Finished } else { Opens::Running }
    }

    /// Returns why colleges, after shares, do not sum to the school, one sentence; `None` if they do: their
    /// values, or of a ratio their parts and their wholes.
    #[must_use]
    pub fn not_additive(&self) -> Option<&'static str> {
        NOT_ADDITIVE.iter().find(|(name, _)| *name == self.name).map(|(_, why)| *why)
    }

    /// Returns what answers this figure as of a day that has passed, for months side by side: itself,
    /// unless when something was written is what moves it.
    #[must_use]
    pub fn as_it_was(&'static self) -> &'static Self {
        if self.name == "quality-missing-rate" { &quality::MISSING_THEN } else { self }
    }

    /// Returns what the records are that stand in the whole of a ratio and not in its part.
    #[must_use]
    pub fn rest(&self) -> Rest {
        let is_part = self.unit == Unit::Percent && !APART.contains(&self.name);
        if is_part && self.better == Better::More { Rest::NotYet } else { Rest::DividedBy }
    }
}

/// What records of one kind say towards figures.
#[derive(Debug)]
pub struct Extractor {
    /// The kind.
    pub kind: &'static KindDef,
    /// Kinds whose facts depend on records of this kind, with the field through which they refer to
    /// it: they are read again when it changes.
    pub also: &'static [(&'static str, &'static str)],
    /// Says the facts of a record.
    pub read: fn(&Ledger, &Record, &mut Sink<'_>),
}

/// Figures that belong together.
#[derive(Debug)]
pub struct Family {
    /// Name in URLs.
    pub name: &'static str,
    /// The words people see.
    pub label: &'static str,
    /// What records say towards these figures.
    pub extractors: &'static [Extractor],
    /// The figures.
    pub figures: &'static [FigureDef],
}

/// All families, in the order of the page.
pub static FAMILIES: &[&Family] = &[
    &shortfalls::FAMILY,
    &depth::FAMILY,
    &money::FAMILY,
    &inputs::FAMILY,
    &agreements::FAMILY,
    &papers::FAMILY,
    &projects::FAMILY,
    &samples::FAMILY,
    &majors::FAMILY,
    &teaching::FAMILY,
    &platforms::FAMILY,
    &bases::FAMILY,
    &apprentices::FAMILY,
    &practice::FAMILY,
    &visits::FAMILY,
    &linkage::FAMILY,
    &tasks::FAMILY,
    &assess::FAMILY,
    &findings::FAMILY,
    &towns::FAMILY,
    &bodies::FAMILY,
    &studies::FAMILY,
    &rooms::FAMILY,
    &quality::FAMILY,
];

/// All boards, in the order of the page.
pub static BOARDS: &[&BoardDef] = &[
    &partner_boards::DEPTH,
    &project_boards::MODES,
    &project_boards::ASPECTS,
    &partner_boards::LAMPS,
    &partner_boards::ACCOUNT,
    &project_boards::INITIATIVE,
    &samples::BOARD,
    &traits::BOARD,
    &major_board::BOARD,
    &park_board::BOARD,
    &platforms::BOARD,
    &bases::BOARD,
    &towns::TOWNS,
    &visit_board::BOARD,
    &money_boards::CONTRACTS,
    &money_boards::CONTRACTS_SCHOOL_YEAR,
    &money_boards::RECEIPTS,
    &money_boards::RECEIPTS_SCHOOL_YEAR,
    &money_boards::BY_KIND,
    &money_boards::BY_KIND_SCHOOL_YEAR,
    &money_boards::OUTSTANDING,
    &money_boards::BY_PERSON,
    &money_boards::BY_PERSON_SCHOOL_YEAR,
    &duty_boards::DIRECTIONS,
    &breakdown::BOARD,
    &assess::BOARD,
    &practice::BOARD,
    &bodies::BOARD,
    &studies::BOARD,
    &room_boards::BUILDINGS,
    &room_boards::COLLEGES,
    &room_boards::DEMANDS,
    &room_boards::BUILDING,
    &papers::BOARD,
    &quality::QUALITY,
];

/// Returns the board named `name`.
#[must_use]
pub fn board(name: &str) -> Option<&'static BoardDef> {
    BOARDS.iter().copied().find(|board| board.name == name)
}

/// Returns the figure named `name`.
#[must_use]
pub fn figure(name: &str) -> Option<&'static FigureDef> {
    FAMILIES.iter().flat_map(|family| family.figures).find(|figure| figure.name == name)
}

/// The extractors for a kind.
fn extractors(kind: &str) -> impl Iterator<Item = &'static Extractor> {
    FAMILIES.iter().flat_map(|family| family.extractors).filter(move |e| e.kind.name == kind)
}

#[cfg(test)]
mod tests;
