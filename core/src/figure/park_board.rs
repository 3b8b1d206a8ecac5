//! The board of parks: how often we are there, and which firms and majors there is something with
//! (domain §6.9: 园区近 180 天往来, 每园区对接专业数、企业数).

use super::board::{Board, BoardDef, Cell, Head};
use super::contacts::{contacts_with, partners};
use super::major_board::{majors_with_firms, profiles};
use super::{Ask, Figure, PIECE, Span, Sum, Unit, Window};
use crate::kinds::threshold::COLD_PARK;
use crate::record::Id;
use crate::schema::Duty;
use std::collections::BTreeMap;

/// 每园区往来、企业、专业.
pub static BOARD: BoardDef = BoardDef {
    name: "parks",
    label: "园区：往来、企业、专业",
    duty: Duty::Supervision,
    asks: "哪个园区冷了，园里有几家企业、几个专业在合作？",
    lead: "每个园区在“园区几天没有往来算冷”的天数里来往几次，园里有几家企业、几个专业最近有合作；冷园区排在前面，空格写着园里还没有合作的企业。",
    span: Span::Today,
    covers: true,
    compute,
};

/// How many firms are named that could fill an empty cell.
const NAMED: usize = 5;

/// A park with its title, and what happened between it and us lately.
type Met = (Id, String, Sum);

fn met(ask: &Ask<'_>) -> Vec<Met> {
    let all = partners(ask, |sort| sort.ends_with("/park"));
    let days = u16::try_from(ask.whole(COLD_PARK)).unwrap_or(u16::MAX);
    let mut had = contacts_with(ask, &all, Window::last(days, ask.today));
    let row = |id: Id| {
        let contacts = had.remove(&id).unwrap_or_default().into_iter().map(|contact| (contact, PIECE)).collect();
        (id, ask.ledger.title(&id), contacts)
    };
    all.ids().map(row).collect()
}

fn compute(ask: &Ask<'_>) -> Board {
    let (parts, profiles) = (ask.by_parts(BOARD.name, met), profiles(ask));
    let mut parks: Vec<&Met> = parts.iter().flat_map(|part| part.iter()).collect();
    parks.sort_unstable_by_key(|(id, title, met)| (!met.is_empty(), title, *id));
    let mut inside: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (firm, (park, _)) in profiles.iter().flat_map(|part| part.iter()) {
        if let Some(park) = park {
            inside.entry(ask.ledger.standing_for(park)).or_default().push(*firm);
        }
    }
    // Firms with which some major works, because of these majors, and the other way round.
    let (mut works, mut majors): (Sum, BTreeMap<Id, Vec<Id>>) = (Sum::default(), BTreeMap::new());
    let with_firms = majors_with_firms(ask);
    for (major, firm) in with_firms.iter().flat_map(|part| part.iter()).flat_map(|m| m.pairs()) {
        works.count(*firm, major);
        majors.entry(*firm).or_default().push(major);
    }
    let row = |(id, _, met): &&Met| {
        let (mut firms, mut here) = (Sum::default(), Sum::default());
        let lie = inside.get(id).map(Vec::as_slice).unwrap_or_default();
        for firm in lie {
            for major in majors.get(firm).into_iter().flatten() {
                firms.count(*firm, *major);
                here.count(*major, *firm);
            }
        }
        let mut rest: Vec<Id> = lie.iter().filter(|firm| !works.has(firm)).copied().collect();
        rest.sort_unstable();
        rest.truncate(NAMED);
        let head = Head::of(ask.ledger, *id);
        let head = if met.is_empty() { head.lacking("冷园区") } else { head };
        let cells = vec![
            Cell::of(Figure::sum(Unit::Pieces("次"), met.clone())),
            Cell::of(Figure::sum(Unit::Pieces("家"), firms)).fillable(rest.clone()),
            Cell::of(Figure::sum(Unit::Pieces("个"), here)).fillable(rest),
        ];
        (head, cells)
    };
    let columns = ["往来（次）", "合作企业（家）", "对接专业（个）"].map(Head::words).to_vec();
    Board { of: "园区", rows: parks.iter().map(row).collect(), columns }
}
