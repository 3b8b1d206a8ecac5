//! Depth of every partner, L1 to L5, computed from facts and never chosen (domain §6.3), with what
//! it rests on and what is missing for the next level. Thresholds are records.

use super::contacts::{CONTACT, FLAGSHIP, PARTNER};
use super::ties::{TIE, Tie};
use super::{Ask, Better, Family, Figure, FigureDef, PIECE, Span, Sum, Unit, money, projects, teaching, ties};
use crate::kinds::threshold::{DEPTH_L3_SIGNS, DEPTH_L4_INPUT, DEPTH_L4_SERVICE, DEPTH_L4_YEARS};
use crate::record::Id;
use crate::value::CivilDate;
use std::collections::{BTreeMap, BTreeSet};

/// The family; ties are read here.
pub static FAMILY: Family = Family {
    name: "depth",
    label: "合作深度",
    extractors: ties::EXTRACTORS,
    figures: &[
        FigureDef {
            name: "depth-l3-share",
            label: "深度合作（L3 以上）企业占比",
            unit: Unit::Percent,
            formula: "合作深度到 L3 以上的企业占全部合作企业的比例；深度由协议、实习、订单、课程、投入等记录算出，门槛见阈值。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| deep_share(ask, &firms(ask)),
        },
        FigureDef {
            name: "mode-breadth",
            label: "单企模式广度",
            unit: Unit::Percent,
            formula: "每家有合作项目的单位，在做的项目用了七种模式里的几种，除以 7，再对这些单位平均；没填日期的项目也算。",
            span: Span::Year,
            better: Better::More,
            compute: projects::breadth,
        },
        FigureDef {
            name: "three-standards-rate",
            label: "三标准达标率",
            unit: Unit::Percent,
            formula: "合作课程里，教学用行业标准、实训做真实订单、按企业标准测评三样都有的占比。",
            span: Span::Today,
            better: Better::More,
            compute: teaching::three_standards,
        },
    ],
};

/// One thing on which depth rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The level that asks for it.
    pub level: u8,
    /// The words people see.
    pub label: &'static str,
}

const fn asks(level: u8, label: &'static str) -> Condition {
    Condition { level, label }
}

/// Everything on which depth rests, in the order of the levels.
pub const CONDITIONS: [Condition; 13] = [
    asks(1, "有过往来"),
    asks(2, "有效协议"),
    asks(2, "实习就业"),
    asks(3, "订单班"),
    asks(3, "课程教材"),
    asks(3, "兼职教师"),
    asks(3, "基地"),
    asks(4, "企业投入到账"),
    asks(4, "技术服务到账"),
    asks(4, "采用行业标准"),
    asks(4, "连续合作"),
    asks(5, "产业学院"),
    asks(5, "共建实体"),
];
const CONTACTS: usize = 0;
const AGREED: usize = 1;
const INTERNS: usize = 2;
const INPUT: usize = 7;
const SERVICE: usize = 8;
const YEARS: usize = 10;

/// How deep it goes with one partner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Depth {
    /// 0 (nothing yet) to 5.
    pub level: u8,
    /// For each of [`CONDITIONS`]: the records towards it.
    pub towards: [Sum; 13],
    /// For each of [`CONDITIONS`]: whether it is met.
    pub met: [bool; 13],
    /// Years in a row, up to now.
    pub years: usize,
    /// How many signs level 3 asks for.
    signs: usize,
}

impl Depth {
    /// The conditions of a level, by whether they are met.
    fn of_level(&self, level: u8, met: bool) -> impl Iterator<Item = &'static str> {
        let of = CONDITIONS.iter().zip(&self.met).filter(move |(c, is)| c.level == level && **is == met);
        of.map(|(c, _)| c.label)
    }

    fn rate(&mut self) {
        let signs = self.of_level(3, true).count();
        let all = |level| self.of_level(level, false).next().is_none();
        self.level = if self.of_level(5, true).next().is_some() {
            5
        } else if all(4) {
            4
        } else if signs >= self.signs {
            3
        } else if all(2) {
            2
        } else {
            u8::from(self.met.contains(&true))
        };
    }

    /// Returns what the next level asks for and is not there, as people read it; empty at the top.
    #[must_use]
    pub fn lacks(&self) -> String {
        let next = self.level.saturating_add(1);
        let missing: Vec<_> = self.of_level(next, false).collect();
        match next {
            3 => {
                let more = self.signs.saturating_sub(self.of_level(3, true).count());
                format!("差 {more} 样：{}", missing.join("、"))
            }
            5 => format!("差：{}", missing.join("或")),
            6.. => String::new(),
            _ => format!("差：{}", missing.join("、")),
        }
    }

    /// Returns the level as people read it.
    #[must_use]
    pub fn label(&self) -> String {
        if self.level == 0 { "未往来".to_owned() } else { format!("L{}", self.level) }
    }

    /// All records on which it rests.
    fn because(&self) -> impl Iterator<Item = Id> {
        self.towards.iter().flat_map(Sum::ids)
    }
}

/// The condition towards which a tie counts, besides years.
const fn towards(tie: Tie) -> Option<usize> {
    Some(match tie {
        Tie::Agreement => AGREED,
        Tie::Internship | Tie::Employment => INTERNS,
        Tie::OrderClass => 3,
        Tie::Course | Tie::Textbook => 4,
        Tie::Teacher => 5,
        Tie::Base => 6,
        Tie::Money | Tie::Equipment => INPUT,
        Tie::Standard => 9,
        Tie::College => 11,
        Tie::Entity => 12,
        _ => return None,
    })
}

/// Returns the depth of each of these partners as of the day asked; contacts alone are looked at
/// only if `with_contacts`, because there are many.
#[must_use]
pub fn depths(ask: &Ask<'_>, of: &Sum, with_contacts: bool) -> BTreeMap<Id, Depth> {
    let today = ask.window(Span::Today).last;
    let signs = ask.whole(DEPTH_L3_SIGNS);
    let fresh = || Depth { signs, ..Depth::default() };
    let mut found: BTreeMap<Id, (Depth, BTreeSet<u16>)> = of.ids().map(|id| (id, (fresh(), BTreeSet::new()))).collect();
    let mut take = |fact: &super::Fact<'_>, condition: Option<usize>, lasts: bool| {
        let Some((first, last)) = fact.days.filter(|(first, _)| *first <= today) else { return };
        let Some((depth, years)) = fact.with.and_then(|id| found.get_mut(&id)) else { return };
        if lasts {
            let first = if first == i32::MIN { last.min(today) } else { first };
            let year = |day: i32| CivilDate::from_unix_days(i64::from(day)).year();
            years.extend(year(first)..=year(last.min(today)));
            depth.towards[YEARS].add(fact.of, 0);
        }
        if let Some(sum) = condition.and_then(|c| depth.towards.get_mut(c)) {
            // An agreement has to hold on the day; of everything else it is enough that it began.
            if condition != Some(AGREED) || last >= today {
                sum.add(fact.of, fact.amount);
            }
        }
    };
    for fact in ask.facts.all(TIE) {
        let tie = Tie::of(&fact);
        take(&fact, tie.and_then(towards), true);
    }
    for fact in ask.facts.all(money::RECEIVED).filter(|fact| fact.tag == "service") {
        take(&fact, Some(SERVICE), true);
    }
    if with_contacts {
        for fact in ask.facts.all(CONTACT) {
            take(&fact, Some(CONTACTS), false);
        }
    }
    let cents = |t| i64::try_from(ask.ledger.threshold(t).hundredths()).unwrap_or(i64::MAX);
    let (input, service, years_asked) = (cents(DEPTH_L4_INPUT), cents(DEPTH_L4_SERVICE), ask.whole(DEPTH_L4_YEARS));
    let finish = |(id, (mut depth, years)): (Id, (Depth, BTreeSet<u16>))| {
        depth.years = in_a_row(&years, ask.today.year());
        for (condition, met) in depth.met.iter_mut().enumerate() {
            let sum = depth.towards.get(condition);
            *met = sum.is_some_and(|sum| match condition {
                INPUT => sum.total() > input,
                SERVICE => sum.total() > service,
                YEARS => depth.years >= years_asked.max(1),
                _ => !sum.is_empty(),
            });
        }
        if depth.met.iter().skip(1).any(|met| *met) {
            depth.met[CONTACTS] = true;
        }
        depth.rate();
        (id, depth)
    };
    found.into_iter().map(finish).collect()
}

/// Years without a gap, up to this one or the last.
fn in_a_row(years: &BTreeSet<u16>, this: u16) -> usize {
    let from = if years.contains(&this) { this } else { this.saturating_sub(1) };
    (0..=from).rev().take_while(|year| years.contains(year)).count()
}

/// The firms that count for whom is asked.
pub fn firms(ask: &Ask<'_>) -> Sum {
    ask.facts(PARTNER).filter(|fact| is_firm(fact.tag)).map(|fact| (fact.of, PIECE)).collect()
}

/// The firms that the office marks as leading ones.
pub fn flagships(ask: &Ask<'_>) -> Sum {
    ask.facts(FLAGSHIP).map(|fact| (fact.of, PIECE)).collect()
}

/// Of these partners, those of level 3 and above.
pub fn deep_share(ask: &Ask<'_>, all: &Sum) -> Figure {
    let mut deep = Sum::default();
    for (id, depth) in depths(ask, all, false).into_iter().filter(|(_, depth)| depth.level >= 3) {
        deep.add(id, PIECE);
        depth.because().for_each(|record| deep.because(id, record));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("家"), deep, all.clone())
}

/// Whether a partner's sort is that of a firm.
pub fn is_firm(sort: &str) -> bool {
    sort.starts_with("firm/") || sort.ends_with("/enterprise")
}
