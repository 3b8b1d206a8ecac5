//! Boards of partners: depth with its reasons, nine lamps, and the account between us (domain §6.3,
//! §6.15, §6.17). The partners with whom most goes on stand first.

use super::board::{Board, BoardDef, Cell, Head, Ranked, highest, ranked};
use super::contacts::PARTNER;
use super::depth::{CONDITIONS, Depth, depths, firms};
use super::money::RECEIVED;
use super::ties::{TIE, Tie};
use super::{Ask, Fact, Figure, PIECE, Span, Sum, Unit, Window};
use crate::kinds::threshold::{
    LAMP_ALUMNI, LAMP_DOUBLE, LAMP_EDUCATION, LAMP_EMPLOYMENT, LAMP_ENROLMENT, LAMP_RECRUITING, LAMP_SERVICE,
    LAMP_TEAM, LAMP_TRAINING, Threshold,
};
use crate::record::Id;
use crate::schema::Duty;
use std::collections::BTreeMap;

/// How many partners a board lists at most; the question of one college lists its own.
const ROWS: usize = 200;

/// 合作深度.
pub static DEPTH: BoardDef = BoardDef {
    name: "depth",
    label: "合作深度 L1–L5",
    duty: Duty::Supervision,
    asks: "每家企业合作到第几级，下一步差什么？",
    lead: "每家企业合作到第几级、凭什么、差什么：L2 协议和实习就业，L3 订单、课程、兼职教师、基地，L4 双向投入，L5 产业学院或共建实体。",
    span: Span::Today,
    covers: true,
    compute: depth,
};

/// 贯穿.
pub static LAMPS: BoardDef = BoardDef {
    name: "lamps",
    label: "贯穿环节九盏灯",
    duty: Duty::Supervision,
    asks: "从招生到校友、从招聘到培训，哪盏灯还没亮？",
    lead: "每家单位本学年（社会服务按自然年）从招生到校友、从招聘到培训亮了几盏灯；暗的灯就是下次可谈的事。",
    span: Span::SchoolYear,
    covers: true,
    compute: lamps,
};

/// 互助账.
pub static ACCOUNT: BoardDef = BoardDef {
    name: "account",
    label: "互助账：我为企业，企业为我",
    duty: Duty::Supervision,
    asks: "双方各为对方做了什么，有没有只有一边的？",
    lead: "最近 12 个月里双方各为对方做了什么；跨出这 12 个月的培训、驻企和课时，按起止日期平均，只算落在里面的天数，年机时按运行天数折算；人数、课程教材和基地有一天在里面就算一个；岗位以走访日期为准；教师在企业任职、研发算我为企业，观摩、受训算企业为我。不同的单位不相加，只有一边有的写在名称旁边。",
    span: Span::Last(365),
    covers: false,
    compute: account,
};

fn depth(ask: &Ask<'_>) -> Board {
    let row = |(id, depth): (Id, Depth)| {
        let leads = leads(ask, id);
        let cells = depth.towards.iter().zip(depth.met).zip(CONDITIONS).map(|((sum, met), condition)| {
            let pieces: Sum = sum.ids().map(|id| (id, PIECE)).collect();
            let mark = match (met, condition.label) {
                (true, "连续合作") => format!("{} 年", depth.years),
                (true, _) => "✓".to_owned(),
                (false, _) => "不够".to_owned(),
            };
            Cell::of(Figure::sum(Unit::Pieces("条"), pieces)).marked(mark).fillable(leads.clone())
        });
        let note = [depth.label(), depth.lacks()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("，");
        let rank = (-i64::from(depth.level), highest(depth.met.iter().filter(|met| **met).count()));
        Ranked { id, rank, head: Head::of(ask.ledger, id).noted(note), cells: cells.collect() }
    };
    let rows = |ask: &Ask<'_>| depths(ask, &firms(ask), true).into_iter().map(row).collect();
    let columns = CONDITIONS.iter().map(|c| Head::words(&format!("L{} {}", c.level, c.label)));
    Board { of: "企业", rows: ranked(ask, DEPTH.name, ROWS, rows), columns: columns.collect() }
}

/// Who of us could fill an empty cell of a partner: the unit that leads for it.
pub(super) fn leads(ask: &Ask<'_>, partner: Id) -> Vec<Id> {
    let unit = ask.unit_of_partner(partner).map(|unit| ask.ledger.standing_for(&unit));
    unit.filter(|unit| ask.ledger.is_listed(unit)).into_iter().collect()
}

/// One lamp: its words, what lights it, and from how many on.
struct Lamp {
    label: &'static str,
    ties: &'static [Tie],
    enough: Threshold,
}

const LAMP: [Lamp; 9] = [
    Lamp { label: "招生宣传", ties: &[Tie::Admission], enough: LAMP_ENROLMENT },
    Lamp {
        label: "人才培养",
        ties: &[Tie::Course, Tie::Internship, Tie::OrderClass, Tie::Competition, Tie::Skill],
        enough: LAMP_EDUCATION,
    },
    Lamp { label: "就业", ties: &[Tie::Employment], enough: LAMP_EMPLOYMENT },
    Lamp { label: "校友", ties: &[Tie::Alumni], enough: LAMP_ALUMNI },
    Lamp { label: "教师招聘", ties: &[Tie::Hiring], enough: LAMP_RECRUITING },
    Lamp { label: "双师", ties: &[Tie::Practice, Tie::Trained, Tie::Teacher], enough: LAMP_DOUBLE },
    Lamp { label: "团队", ties: &[Tie::Team], enough: LAMP_TEAM },
    Lamp { label: "社会服务", ties: &[Tie::Contract], enough: LAMP_SERVICE },
    Lamp { label: "企业培训", ties: &[Tie::Training], enough: LAMP_TRAINING },
];
const EMPLOYMENT: usize = 2;
const SERVICE: usize = 7;

/// The partners that count for whom is asked.
fn partners(ask: &Ask<'_>) -> BTreeMap<Id, Vec<Sum>> {
    ask.facts(PARTNER).map(|fact| (fact.of, Vec::new())).collect()
}

/// What lights each partner's lamps.
fn lit(ask: &Ask<'_>) -> BTreeMap<Id, Vec<Sum>> {
    let school_year = ask.window(Span::SchoolYear);
    let year = Window::last(365, ask.today);
    let year = Window { first: year.first, last: school_year.last.min(year.last).max(year.first) };
    let mut found = partners(ask);
    let mut take = |fact: &Fact<'_>, lamp: usize, amount: i64| {
        if let Some(sums) = fact.with.and_then(|id| found.get_mut(&id)) {
            sums.resize_with(LAMP.len(), Sum::default);
            if let Some(sum) = sums.get_mut(lamp) {
                sum.add(fact.of, amount);
            }
        }
    };
    for fact in ask.facts.all(TIE) {
        let Some(tie) = Tie::of(&fact) else { continue };
        let Some(lamp) = LAMP.iter().position(|lamp| lamp.ties.contains(&tie)) else { continue };
        if (if lamp == SERVICE { year } else { school_year }).meets(&fact) {
            take(&fact, lamp, if lamp == EMPLOYMENT { fact.amount } else { PIECE });
        }
    }
    for fact in ask.facts.all(RECEIVED).filter(|fact| fact.tag == "service" && year.meets(fact)) {
        take(&fact, SERVICE, PIECE);
    }
    found
}

fn lamps(ask: &Ask<'_>) -> Board {
    let columns = LAMP.iter().map(|lamp| Head::words(lamp.label)).collect();
    Board { of: "合作单位", rows: ranked(ask, LAMPS.name, ROWS, lamps_of), columns }
}

fn lamps_of(ask: &Ask<'_>) -> Vec<Ranked<(i64, i64)>> {
    let enough: Vec<i64> = LAMP
        .iter()
        .map(|lamp| i64::try_from(ask.ledger.threshold(lamp.enough).hundredths()).unwrap_or(i64::MAX))
        .map(|hundredths| hundredths.saturating_mul(PIECE / 100).max(1))
        .collect();
    let is_lit = |place: usize, sum: &Sum| sum.total() >= enough.get(place).copied().unwrap_or(PIECE);
    let row = |(id, sums): (Id, Vec<Sum>)| {
        let lit = sums.iter().enumerate().filter(|(place, sum)| is_lit(*place, sum)).count();
        let dark: Vec<&str> = LAMP
            .iter()
            .zip(sums.iter().enumerate())
            .filter(|(_, (place, sum))| !is_lit(*place, sum))
            .map(|(lamp, _)| lamp.label)
            .take(3)
            .collect();
        let ask_for = if dark.is_empty() { String::new() } else { format!("，下次可谈：{}", dark.join("、")) };
        let leads = leads(ask, id);
        let cells = sums.into_iter().enumerate().map(|(place, sum)| {
            let mark = if is_lit(place, &sum) { "亮" } else { "不够" };
            let unit = if place == EMPLOYMENT { Unit::Pieces("人") } else { Unit::Pieces("条") };
            Cell::of(Figure::sum(unit, sum)).marked(mark).fillable(leads.clone())
        });
        let note = format!("贯穿度 {lit}/{}{ask_for}", LAMP.len());
        Ranked { id, rank: (highest(lit), 0), head: Head::of(ask.ledger, id).noted(note), cells: cells.collect() }
    };
    lit(ask).into_iter().filter(|(_, sums)| !sums.is_empty()).map(row).collect()
}

/// One column of the account.
struct Column {
    label: &'static str,
    unit: Unit,
    /// Whether we did it for them.
    ours: bool,
    ties: &'static [Tie],
}

impl Column {
    /// How much of a fact counts in a window: of what is measured, as much as lies in it by days; people
    /// and things count whole.
    fn part(&self, window: Window, fact: &Fact<'_>) -> i64 {
        let (inside, all) = window.days_of(fact);
        let all = match self.unit {
            // What is said is how much it is in a year.
            Unit::Measured(_) if self.ties == [Tie::Machine] => Some(YEAR),
            // Of what has no first or last day nobody knows how it is spread.
            Unit::Measured(_) => all,
            _ => None,
        };
        let Some(all) = all.filter(|all| *all > 0).map(i128::from) else { return fact.amount };
        // To the nearest hundredth.
        let part = (i128::from(fact.amount) * i128::from(inside) * 2 + all).div_euclid(all * 2);
        i64::try_from(part).unwrap_or(i64::MAX)
    }
}

/// Days of the account, and of a year in which machines run.
const YEAR: i64 = 365;

const fn did(label: &'static str, unit: Unit, ours: bool, ties: &'static [Tie]) -> Column {
    Column { label, unit, ours, ties }
}

const PEOPLE: Unit = Unit::Pieces("人");
const COLUMNS: [Column; 13] = [
    did("我：技术服务到账", Unit::Money, true, &[]),
    did("我：培训", Unit::Measured("人天"), true, &[Tie::Training]),
    did("我：输送实习", PEOPLE, true, &[Tie::Internship]),
    did("我：输送就业", PEOPLE, true, &[Tie::Employment]),
    did("我：教师驻企", Unit::Measured("天"), true, &[Tie::Practice]),
    did("我：共享机时", Unit::Measured("小时"), true, &[Tie::Machine]),
    did("企：提供岗位", Unit::Pieces("个"), false, &[Tie::Posts]),
    did("企：资金到账", Unit::Money, false, &[Tie::Money]),
    did("企：设备到位", Unit::Money, false, &[Tie::Equipment]),
    did("企：兼职课时", Unit::Measured("课时"), false, &[Tie::Lessons]),
    did("企：课程教材", Unit::Pieces("门"), false, &[Tie::Course, Tie::Textbook]),
    did("企：基地", Unit::Pieces("个"), false, &[Tie::Base]),
    did("企：接收教师学习", Unit::Measured("天"), false, &[Tie::Trained]),
];

fn account(ask: &Ask<'_>) -> Board {
    let label = |column: &Column| {
        match column.unit {
            // Each amount says its own unit.
            Unit::Money => Head::words(column.label),
            unit => Head::words(&format!("{}（{}）", column.label, unit.label())),
        }
    };
    let columns = COLUMNS.iter().map(label).collect();
    Board { of: "合作单位", rows: ranked(ask, ACCOUNT.name, ROWS, accounts), columns }
}

fn accounts(ask: &Ask<'_>) -> Vec<Ranked<(i64, i64)>> {
    let window = ask.window(Span::Last(365));
    let mut found = partners(ask);
    let mut take = |fact: &Fact<'_>, place: usize| {
        if let Some(sums) = fact.with.and_then(|id| found.get_mut(&id)) {
            sums.resize_with(COLUMNS.len(), Sum::default);
            if let Some((column, sum)) = COLUMNS.get(place).zip(sums.get_mut(place)) {
                sum.add(fact.of, column.part(window, fact));
            }
        }
    };
    for fact in ask.facts.all(TIE).filter(|fact| window.meets(fact)) {
        let Some(tie) = Tie::of(&fact) else { continue };
        if let Some(column) = COLUMNS.iter().position(|column| column.ties.contains(&tie)) {
            take(&fact, column);
        }
    }
    for fact in ask.facts.all(RECEIVED).filter(|fact| fact.tag == "service" && window.meets(fact)) {
        take(&fact, 0);
    }
    let row = |(id, sums): (Id, Vec<Sum>)| {
        let of = |ours| COLUMNS.iter().zip(&sums).filter(|(c, sum)| c.ours == ours && !sum.is_empty()).count();
        let (ours, theirs) = (of(true), of(false));
        let note = match (ours, theirs) {
            (0, _) => "只有企业为我",
            (_, 0) => "只有我为企业",
            _ => "",
        };
        let leads = leads(ask, id);
        let cell = |(column, sum): (&Column, Sum)| Cell::of(Figure::sum(column.unit, sum)).fillable(leads.clone());
        let cells = COLUMNS.iter().zip(sums).map(cell).collect();
        Ranked { id, rank: (highest(ours + theirs), 0), head: Head::of(ask.ledger, id).noted(note.to_owned()), cells }
    };
    found.into_iter().filter(|(_, sums)| !sums.is_empty()).map(row).collect()
}
