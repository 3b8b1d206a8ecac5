//! Boards of money: by college and sort, by person, and what has not arrived yet (domain §3.2).

use super::board::{Board, BoardDef, Cell, Grid, Head};
use super::by_college::ByCollege;
use super::money::{AGREED, AGREED_BY, ARRIVED, RECEIVED, RECEIVED_BY};
use super::{Ask, Figure, Lies, Measure, Scope, Span, Sum, Unit};
use crate::kinds::{contract, receipt};
use crate::record::Id;
use crate::schema::{CodeList, Duty};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many contracts or people a board lists at most; the question of one college lists its own.
const ROWS: usize = 200;

/// Boards of money, each once for the calendar year (自然年) and once for the school year: the same
/// in another stretch of time. `_` and the beginning of a sentence are filled with the year.
macro_rules! of_both_years {
    ($($(#[$doc:meta])* $year:ident $school_year:ident: $name:literal, $label:literal _ $by:literal, $asks:literal, $lead:literal, $compute:expr;)*) => {
        $(
            of_both_years!(board: $(#[$doc])* $year, $name, Year, concat!($label, "（自然年）", $by), concat!("今年", $asks), concat!("本自然年", $lead), $compute);
            of_both_years!(board: $(#[$doc])* $school_year, concat!($name, "-school-year"), SchoolYear, concat!($label, "（学年）", $by), concat!("本学年", $asks), concat!("本学年", $lead), $compute);
        )*
    };
    (board: $(#[$doc:meta])* $board:ident, $name:expr, $span:ident, $label:expr, $asks:expr, $lead:expr, $compute:expr) => {
        $(#[$doc])*
        pub static $board: BoardDef = BoardDef {
            name: $name,
            label: $label,
            duty: Duty::Contracts,
            asks: $asks,
            lead: $lead,
            span: Span::$span,
            covers: false,
            compute: |ask| $compute(ask, $board.name, Span::$span),
        };
    };
}

of_both_years! {
    /// 合同额, by college.
    CONTRACTS CONTRACTS_SCHOOL_YEAR: "contracts", "合同额" _ "：学院 × 合同类别",
        "各学院签了多少？",
        "签订的横向合同额，跨学院的按分摊比例算。",
        agreed;
    /// 到账额, by college.
    RECEIPTS RECEIPTS_SCHOOL_YEAR: "receipts", "到账额" _ "：学院 × 款项类别",
        "各学院到账多少？",
        "到账，以凭证日期为准，跨学院的按分摊比例算。",
        received;
    /// Money by kind of contract.
    BY_KIND BY_KIND_SCHOOL_YEAR: "money-by-kind", "合同与到账" _ "：按合同类别",
        "哪类合同签了多少、到了多少？",
        "每类横向合同签了多少、到账多少；未到账是到今天签订的合同还没有到的钱，不分年份。",
        by_kind;
    /// Money by person.
    BY_PERSON BY_PERSON_SCHOOL_YEAR: "money-by-person", "合同与到账" _ "：到个人",
        "每个人签了多少、到了多少？",
        "每个人签订的合同额和到账额，按个人分摊算；到账多的排在前面，最后一行是合计。",
        by_person;
}

fn agreed(ask: &Ask<'_>, name: &'static str, span: Span) -> Board {
    by_college(ask, name, AGREED, &contract::SORTS, span)
}

fn received(ask: &Ask<'_>, name: &'static str, span: Span) -> Board {
    by_college(ask, name, RECEIVED, &receipt::SOURCES, span)
}

fn by_college(ask: &Ask<'_>, name: &'static str, measure: Measure, list: &'static CodeList, span: Span) -> Board {
    let board = ByCollege { name, list, unit: Unit::Money, uncoded: "没分类" };
    let each = |ask: &Ask<'_>, take: &mut dyn FnMut(&super::Fact<'_>, &str)| {
        let window = ask.window(span);
        let such = ask.facts(measure).filter(|fact| window.has(fact) == Lies::In);
        such.for_each(|fact| take(&fact, fact.tag));
    };
    board.board(ask, each, |_, _| Vec::new())
}

/// Columns of the boards by kind of contract.
const AGREED_IN: usize = 0;
const CAME_IN: usize = 1;
const TO_COME: usize = 2;

fn by_kind(ask: &Ask<'_>, name: &'static str, span: Span) -> Board {
    let codes = contract::SORTS.codes;
    let grid = Grid::of(ask, name, |ask, take| {
        let (window, today) = (ask.window(span), ask.window(Span::Today));
        let mut kinds: BTreeMap<Id, usize> = BTreeMap::new();
        let agreed_by_today = |fact: &super::Fact<'_>| today.has(fact) == Lies::In;
        let mut open: BTreeSet<Id> = BTreeSet::new();
        for fact in ask.facts(AGREED) {
            let kind = codes.iter().position(|code| code.code == fact.tag).unwrap_or(codes.len());
            kinds.insert(fact.of, kind);
            if window.has(&fact) == Lies::In {
                take(&fact, kind, AGREED_IN);
            }
            if agreed_by_today(&fact) {
                open.insert(fact.of);
                take(&fact, kind, TO_COME);
            }
        }
        // A receipt lies in the part of the contract that it is about.
        for fact in ask.facts(ARRIVED) {
            let Some((contract, kind)) = fact.about.and_then(|id| Some((id, *kinds.get(&id)?))) else { continue };
            if window.has(&fact) == Lies::In {
                take(&fact, kind, CAME_IN);
            }
            if agreed_by_today(&fact) && open.contains(&contract) {
                let less = super::Fact { of: contract, amount: fact.amount.saturating_neg(), ..fact };
                take(&less, kind, TO_COME);
            }
        }
    });
    let cell = |column: usize, mut sum: Sum| {
        if column == TO_COME {
            // What came beyond a contract does not pay for another.
            sum.retain(|_, amount, _| amount > 0);
        }
        Cell::of(Figure::sum(Unit::Money, sum))
    };
    let columns = [AGREED_IN, CAME_IN, TO_COME];
    let row = |kind: usize| columns.map(|column| cell(column, grid.at(kind, column))).to_vec();
    let mut rows: Vec<(Head, Vec<Cell>)> =
        codes.iter().enumerate().map(|(kind, code)| (Head::words(code.label), row(kind))).collect();
    rows.push((Head::words("没分类"), row(codes.len())));
    rows.push((Head::words("合计"), columns.map(|column| cell(column, grid.over(column, |_| true))).to_vec()));
    Board { of: "合同类别", rows, columns: ["合同额", "到账额", "未到账"].map(Head::words).to_vec() }
}

/// 未到账.
pub static OUTSTANDING: BoardDef = BoardDef {
    name: "outstanding",
    label: "合同未到账",
    duty: Duty::Contracts,
    asks: "哪份合同的钱还没到？",
    lead: "每份合同签了多少、到了多少、还有多少没到；完成期限过了的写在名称旁边，没到得多的排在前面。",
    span: Span::Today,
    covers: false,
    compute: outstanding,
};

/// What of each contract of a part has not arrived, with the sums over all of them.
type Outstanding = (Vec<(i64, Id, [Sum; 2])>, [Sum; 3]);

fn open_contracts(ask: &Ask<'_>) -> Outstanding {
    let window = ask.window(Span::Today);
    let mut of: BTreeMap<Id, [Sum; 2]> = BTreeMap::new();
    for fact in ask.facts(AGREED).filter(|fact| window.has(fact) == Lies::In) {
        let [agreed, _] = of.entry(fact.of).or_default();
        agreed.add(fact.of, fact.amount);
    }
    for fact in ask.facts(ARRIVED).filter(|fact| window.has(fact) == Lies::In) {
        if let Some([_, arrived]) = fact.about.and_then(|contract| of.get_mut(&contract)) {
            arrived.add(fact.of, fact.amount);
        }
    }
    let short = |[agreed, arrived]: &[Sum; 2]| agreed.total().saturating_sub(arrived.total());
    let open: Vec<(i64, Id, [Sum; 2])> =
        of.into_iter().map(|(id, sums)| (short(&sums), id, sums)).filter(|(short, ..)| *short > 0).collect();
    let sum = |of: usize| Sum::joined(open.iter().filter_map(|(.., sums)| sums.get(of)));
    let missing = open.iter().map(|(short, id, _)| (*id, *short)).collect();
    let sums = [sum(0), sum(1), missing].map(|sum| {
        // One piece for the part, not one for each contract.
        sum.evidence().map(|e| (e.id, e.amount)).collect()
    });
    (open, sums)
}

fn outstanding(ask: &Ask<'_>) -> Board {
    let parts = ask.by_parts(OUTSTANDING.name, open_contracts);
    let mut open: Vec<&(i64, Id, [Sum; 2])> = parts.iter().flat_map(|part| &part.0).collect();
    open.sort_by_key(|(short, id, _)| (Reverse(*short), *id));
    let row = |(short, id, [agreed, arrived]): &(i64, Id, [Sum; 2])| {
        let ends = ask.ledger.get(id).and_then(|contract| contract.get(contract::ENDS));
        let late = ends.filter(|date| date.latest() < ask.today);
        let note = late.map_or_else(String::new, |date| format!("完成期限 {} 已过", date.show()));
        let short = std::iter::once((*id, *short)).collect();
        (Head::of(ask.ledger, *id).noted(note), money_cells([agreed.clone(), arrived.clone(), short]))
    };
    let mut rows: Vec<(Head, Vec<Cell>)> = open.into_iter().take(ROWS).map(row).collect();
    if !rows.is_empty() {
        let total = [0, 1, 2].map(|of: usize| Sum::joined(parts.iter().filter_map(|part| part.1.get(of))));
        rows.push((Head::words("合计"), money_cells(total)));
    }
    Board { of: "合同", rows, columns: ["合同额", "已到账", "未到账"].map(Head::words).to_vec() }
}

fn money_cells(sums: [Sum; 3]) -> Vec<Cell> {
    sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect()
}

fn by_person(ask: &Ask<'_>, name: &'static str, span: Span) -> Board {
    let grid = Grid::of(&ask.of(Scope::School), name, |ask, take| {
        let window = ask.window(span);
        for (place, measure) in [AGREED_BY, RECEIVED_BY].into_iter().enumerate() {
            for fact in ask.facts.all(measure).filter(|fact| window.has(fact) == Lies::In) {
                let person = fact.person.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id));
                take(&fact, person, place);
            }
        }
    });
    let people = grid.rows().into_iter().filter(|person| is_asked(ask, *person));
    let people = people.map(|person| (person, [grid.at(person, 0), grid.at(person, 1)]));
    let mut rows: Vec<(Option<Id>, [Sum; 2])> = people.collect();
    // Nobody comes last.
    rows.sort_by_key(|(id, [agreed, came])| (id.is_none(), Reverse(came.total()), Reverse(agreed.total()), *id));
    let head = |id: Option<Id>| id.map_or_else(|| Head::words("没写负责人的"), |id| Head::of(ask.ledger, id));
    let cells = |sums: [Sum; 2]| sums.into_iter().map(|sum| Cell::of(Figure::sum(Unit::Money, sum))).collect();
    // Everybody, whoever of them is listed: people sum to whom is asked.
    let asked = |person: &Option<Id>| is_asked(ask, *person);
    let total = (!rows.is_empty()).then(|| (Head::summing("合计"), cells([grid.over(0, asked), grid.over(1, asked)])));
    let rows = rows.into_iter().take(ROWS).map(|(id, sums)| (head(id), cells(sums))).chain(total);
    Board { of: "负责人", rows: rows.collect(), columns: ["合同额", "到账额"].map(Head::words).to_vec() }
}

/// Whether a person is asked for: everybody, those of a unit, or that one.
fn is_asked(ask: &Ask<'_>, person: Option<Id>) -> bool {
    let unit = || ask.ledger.get(&person?)?.get(crate::kinds::person::UNIT).map(|id| ask.ledger.standing_for(&id));
    match ask.scope {
        Scope::School => true,
        Scope::Unit(asked) => unit() == Some(ask.ledger.standing_for(&asked)),
        Scope::NoUnit => unit().is_none(),
        Scope::Person(asked) => person == Some(asked),
        Scope::Partner(_) => false,
    }
}
