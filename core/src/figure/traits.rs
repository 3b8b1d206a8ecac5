//! 一专业(群)一特色: what no other has, by group and major; red where nobody has written it (domain §6.16).

use super::board::{Board, BoardDef, Cell, Head};
use super::majors::{MAJOR, firms_of, of, tied};
use super::{Ask, Fact, Figure, PIECE, Span, Sum, Unit};
use crate::kinds::{major, major_group};
use crate::record::Id;
use crate::schema::Duty;
use std::collections::BTreeMap;

/// 一专业(群)一特色.
pub static BOARD: BoardDef = BoardDef {
    name: "traits",
    label: "一专业（群）一特色",
    duty: Duty::Planning,
    asks: "哪个专业（群）还没写特色？",
    lead: "每个专业群和专业写没写特色、有什么荣誉、有几家企业在合作；空着的格子就是年度考核前要补的。",
    span: Span::Today,
    covers: true,
    compute,
};

/// How many characters of a trait stand in a cell.
const SHOWN: usize = 16;

fn short(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(SHOWN).collect();
    if short.chars().count() < text.chars().count() { format!("{short}…") } else { short }
}

/// A cell that shows words of a record, or is empty.
fn words(id: Id, text: Option<String>) -> Cell {
    let text = text.filter(|text| !text.trim().is_empty());
    let sum: Sum = text.iter().map(|_| (id, PIECE)).collect();
    Cell::of(Figure::sum(Unit::Pieces("条"), sum)).marked(text.map(|text| short(&text)).unwrap_or_default())
}

/// A major, its row, and the firms with which it works.
struct OfMajor {
    id: Id,
    group: Option<Id>,
    title: String,
    cells: Vec<Cell>,
    firms: Sum,
}

fn majors_of_part(ask: &Ask<'_>) -> Vec<OfMajor> {
    let tied = tied(ask);
    let row = |major: Fact<'_>| {
        let record = ask.ledger.get(&major.of)?;
        let mut firms = Sum::default();
        for (id, firm) in firms_of(ask, &tied, &major.of).into_iter().flatten() {
            firm.records.iter().for_each(|record| firms.count(*id, *record));
        }
        let honours = record.get(major::HONOURS).filter(|all| !all.is_empty()).map(|all| all.join("、"));
        let cells = vec![words(major.of, record.get(major::TRAITS)), words(major.of, honours), with(firms.clone())];
        Some(OfMajor { id: major.of, group: of(major.tag), title: ask.ledger.title(&major.of), cells, firms })
    };
    ask.facts(MAJOR).filter_map(row).collect()
}

fn with(firms: Sum) -> Cell {
    Cell::of(Figure::sum(Unit::Pieces("家"), firms))
}

/// A row; one without a trait is a gap.
fn row(head: Head, cells: Vec<Cell>) -> (Head, Vec<Cell>) {
    let has_none = cells.first().is_none_or(Cell::is_empty);
    (if has_none { head.lacking("还没写特色") } else { head }, cells)
}

fn compute(ask: &Ask<'_>) -> Board {
    let parts = ask.by_parts(BOARD.name, majors_of_part);
    let mut groups: BTreeMap<Option<Id>, Vec<&OfMajor>> = BTreeMap::new();
    for major in parts.iter().flat_map(|part| part.iter()) {
        let group = major.group.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id));
        groups.entry(group).or_default().push(major);
    }
    let mut rows = Vec::new();
    let title = |group: Option<Id>| group.map(|id| ask.ledger.title(&id)).unwrap_or_default();
    let mut ordered: Vec<(String, Option<Id>, Vec<&OfMajor>)> =
        groups.into_iter().map(|(group, majors)| (title(group), group, majors)).collect();
    ordered.sort_by(|(a, one, _), (b, other, _)| (one.is_none(), a, one).cmp(&(other.is_none(), b, other)));
    for (title, group, mut majors) in ordered {
        if let Some((id, record)) = group.and_then(|id| Some((id, ask.ledger.get(&id)?))) {
            let mut firms = Sum::default();
            for one in majors.iter().flat_map(|major| major.firms.evidence()) {
                one.because.iter().for_each(|record| firms.count(one.id, *record));
            }
            let cells = vec![words(id, record.get(major_group::TRAITS)), words(id, None), with(firms)];
            rows.push(row(Head::of(ask.ledger, id).noted("专业群".to_owned()), cells));
        }
        majors.sort_by_key(|major| (&major.title, major.id));
        let of_major = |major: &OfMajor| row(Head::of(ask.ledger, major.id).noted(title.clone()), major.cells.clone());
        rows.extend(majors.into_iter().map(of_major));
    }
    let columns = ["特色", "荣誉", "合作企业（家）"].map(Head::words).to_vec();
    Board { of: "专业群、专业", rows, columns }
}
