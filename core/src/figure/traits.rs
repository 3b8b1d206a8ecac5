//! 一专业(群)一特色: what no other has, by group and major; red where nobody has written it (domain §6.16).

use super::board::{Board, BoardDef, Cell, Head};
use super::majors::{MAJOR, firms};
use super::{Ask, Fact, Figure, PIECE, Span, Sum, Unit};
use crate::kinds::{major, major_group};
use crate::record::Id;
use std::collections::BTreeMap;

/// 一专业(群)一特色.
pub static BOARD: BoardDef = BoardDef {
    name: "traits",
    label: "一专业（群）一特色",
    lead: "每个专业群和专业写没写特色、有什么荣誉、有几家企业在合作；空着的格子就是年度考核前要补的。",
    span: Span::Today,
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

fn compute(ask: &Ask<'_>) -> Board {
    let firms = firms(ask);
    let mut groups: BTreeMap<Option<Id>, Vec<Fact<'_>>> = BTreeMap::new();
    for major in ask.facts(MAJOR) {
        let group = major.about.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id));
        groups.entry(group).or_default().push(major);
    }
    let with = |majors: &[Fact<'_>]| -> Cell {
        let mut sum = Sum::default();
        for (firm, records) in majors.iter().filter_map(|major| firms.get(&major.of)).flatten() {
            records.iter().for_each(|record| sum.count(*firm, *record));
        }
        Cell::of(Figure::sum(Unit::Pieces("家"), sum))
    };
    let mut rows = Vec::new();
    let mut ordered: Vec<(Option<Id>, Vec<Fact<'_>>)> = groups.into_iter().collect();
    ordered.sort_by_cached_key(|(group, _)| (group.is_none(), group.map(|id| ask.ledger.title(&id))));
    for (group, mut majors) in ordered {
        if let Some((id, record)) = group.and_then(|id| Some((id, ask.ledger.get(&id)?))) {
            let cells = vec![words(id, record.get(major_group::TRAITS)), words(id, None), with(&majors)];
            rows.push((Head::of(ask.ledger, id).noted("专业群".to_owned()), cells));
        }
        majors.sort_by_cached_key(|major| (ask.ledger.title(&major.of), major.of));
        for major in majors {
            let Some(record) = ask.ledger.get(&major.of) else { continue };
            let honours = record.get(major::HONOURS).filter(|all| !all.is_empty()).map(|all| all.join("、"));
            let cells = vec![words(major.of, record.get(major::TRAITS)), words(major.of, honours), with(&[major])];
            let of = group.map(|id| ask.ledger.title(&id)).unwrap_or_default();
            rows.push((Head::of(ask.ledger, major.of).noted(of), cells));
        }
    }
    Board {
        of: "专业群、专业", rows, columns: ["特色", "荣誉", "合作企业（家）"].map(Head::words).to_vec()
    }
}
