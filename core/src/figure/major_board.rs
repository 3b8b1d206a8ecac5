//! The board of majors and the firms with which they work (domain §6.6).

use super::board::{Board, BoardDef, Cell, Head};
use super::majors::{MAJOR, PROFILE, firms_of, fits, of, tied, words};
use super::{Ask, Figure, PIECE, Scope, Span, Sum, Unit};
use crate::record::Id;
use crate::schema::Duty;
use std::collections::BTreeMap;
use std::rc::Rc;

/// 每专业活跃企业.
pub static BOARD: BoardDef = BoardDef {
    name: "majors",
    label: "专业 × 企业：谁和谁在合作",
    duty: Duty::Planning,
    asks: "哪些专业没有企业，可以先找哪几家？",
    lead: "每个专业最近有合作的企业、这些企业所在的园区和合作记录各有多少；孤立的专业排在前面，空格写着产业链对得上、还没有合作的企业。",
    span: Span::Today,
    covers: true,
    compute,
};

/// How many firms are named that could fill an empty cell.
const NAMED: usize = 5;

/// A major with its firms, as far as one part knows them.
pub(super) struct OfMajor {
    id: Id,
    title: String,
    /// Its group and its chains.
    sort: String,
    firms: Sum,
    records: Sum,
}

impl OfMajor {
    /// The major, with each firm with which it works.
    pub fn pairs(&self) -> impl Iterator<Item = (Id, &Id)> {
        self.firms.keys().map(|firm| (self.id, firm))
    }
}

/// The majors that count for whom is asked, by parts.
pub(super) fn majors_with_firms(ask: &Ask<'_>) -> Vec<Rc<Vec<OfMajor>>> {
    ask.by_parts(BOARD.name, majors_of_part)
}

fn majors_of_part(ask: &Ask<'_>) -> Vec<OfMajor> {
    let tied = tied(ask);
    let row = |major: super::Fact<'_>| {
        let (mut firms, mut records) = (Sum::default(), Sum::default());
        for (id, firm) in firms_of(ask, &tied, &major.of).into_iter().flatten() {
            for record in &firm.records {
                firms.count(*id, *record);
                records.add(*record, PIECE);
            }
        }
        OfMajor { id: major.of, title: ask.ledger.title(&major.of), sort: major.tag.to_owned(), firms, records }
    };
    ask.facts(MAJOR).map(row).collect()
}

/// Where partners lie, and the words by which they are known.
pub(super) type Profiles = BTreeMap<Id, (Option<Id>, String)>;

/// The profiles of all partners, by parts.
pub(super) fn profiles(ask: &Ask<'_>) -> Vec<Rc<Profiles>> {
    ask.of(Scope::School).by_parts("profiles", |ask| {
        ask.facts.all(PROFILE).map(|fact| (fact.of, (of(fact.tag), words(fact.tag).to_owned()))).collect()
    })
}

fn compute(ask: &Ask<'_>) -> Board {
    let (parts, profiles) = (majors_with_firms(ask), profiles(ask));
    let mut majors: Vec<&OfMajor> = parts.iter().flat_map(|part| part.iter()).collect();
    majors.sort_unstable_by_key(|major| (!major.firms.is_empty(), &major.title, major.id));
    let mut groups: BTreeMap<Id, String> = BTreeMap::new();
    let mut fitting: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    let row = |major: &&OfMajor| {
        let chains = words(&major.sort);
        let lone = major.firms.is_empty();
        let could = || {
            let all = profiles.iter().flat_map(|part| part.iter());
            let mut fitting: Vec<Id> = all.filter(|(_, (_, words))| fits(chains, words)).map(|(id, _)| *id).collect();
            fitting.sort_unstable();
            fitting.truncate(NAMED);
            fitting
        };
        let could = if lone { fitting.entry(chains.to_owned()).or_insert_with(could).clone() } else { Vec::new() };
        let mut places = Sum::default();
        for firm in major.firms.keys() {
            let park = ask.at_home(&profiles, firm).and_then(|part| part.get(firm)?.0);
            park.into_iter().for_each(|park| places.count(ask.ledger.standing_for(&park), *firm));
        }
        let group = of(&major.sort).map(|id| groups.entry(id).or_insert_with(|| ask.ledger.title(&id)).clone());
        let cells = vec![
            Cell::of(Figure::sum(Unit::Pieces("家"), major.firms.clone())).fillable(could),
            Cell::of(Figure::sum(Unit::Pieces("个"), places)),
            Cell::of(Figure::sum(Unit::Pieces("条"), major.records.clone())),
        ];
        let head = Head::of(ask.ledger, major.id).noted(group.unwrap_or_default());
        (if lone { head.lacking("孤立专业") } else { head }, cells)
    };
    let columns = ["合作企业（家）", "所在园区（个）", "合作记录（条）"].map(Head::words).to_vec();
    Board { of: "专业", rows: majors.iter().map(row).collect(), columns }
}
