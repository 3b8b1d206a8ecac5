//! 佐证材料: which papers are missing, by sort of paper and by what they belong to (domain §3.1, §6.20).

use super::board::{Board, BoardDef, Cell, Grid, Head};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Sum, Unit, Window};
use crate::kinds::{agreement, base, contract, evidence, industry_college, order_class, platform, project};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{Duty, KindDef};
use std::collections::BTreeMap;

/// A paper that belongs to something, for the unit of that; about it; its sort is `kind/paper/state`.
const PAPER: Measure = Measure("paper");
/// An agreement that was made and not ended, from its signing to its last day.
const HELD: Measure = Measure("agreement-held");

const PAPERS: Unit = Unit::Pieces("份");

/// What papers belong to, in the order of the board.
static OWNERS: [&KindDef; 7] = [
    &agreement::KIND,
    &project::KIND,
    &contract::KIND,
    &base::KIND,
    &order_class::KIND,
    &industry_college::KIND,
    &platform::KIND,
];

/// A paper counts for the unit of what it belongs to: it is read again when that changes.
macro_rules! owners {
    ($($kind:ident),+) => {
        &[
            $(Extractor { kind: &$kind::KIND, also: &[("evidence", "of")], read: |_, _, _| {} },)+
            Extractor { kind: &agreement::KIND, also: &[], read: read_agreement },
            Extractor { kind: &evidence::KIND, also: &[], read: read_paper },
        ]
    };
}

/// The family.
pub static FAMILY: Family = Family {
    name: "papers",
    label: "佐证材料",
    extractors: owners!(agreement, project, contract, base, order_class, industry_college, platform),
    figures: &[
        FigureDef {
            name: "papers-missing",
            label: "还缺的佐证材料",
            unit: PAPERS,
            formula: "协议、项目、合同、基地、订单班、产业学院、平台的材料清单里，还没有归档的份数；不需要的不算。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| Figure::sum(PAPERS, missing(ask).map(|fact| (fact.of, fact.amount)).collect()),
        },
        FigureDef {
            name: "papers-filed-rate",
            label: "佐证材料归档率",
            unit: Unit::Percent,
            formula: "材料清单里要归档的材料，已经归档的占比；不需要的不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |is: fn(&Fact<'_>) -> bool| -> Sum {
                    ask.facts(PAPER).filter(|fact| is(fact)).map(|fact| (fact.of, fact.amount)).collect()
                };
                let needed = |fact: &Fact<'_>| !fact.tag.ends_with("/needless");
                Figure::ratio(Unit::Percent, PAPERS, of(|fact| fact.tag.ends_with("/filed")), of(needed))
            },
        },
        FigureDef {
            name: "agreements-filed-rate",
            label: "协议原件归档率",
            unit: Unit::Percent,
            formula: "今天有效的协议里，材料清单写明协议原件已归档的占比。",
            span: Span::Today,
            better: Better::More,
            compute: originals,
        },
    ],
};

/// 缺哪些材料.
pub static BOARD: BoardDef = BoardDef {
    name: "papers",
    label: "缺的佐证材料：材料 × 归属",
    duty: Duty::Archive,
    asks: "哪种佐证材料还缺？",
    lead: "每种材料还缺几份，缺在协议、项目还是合同上；点一格，打开那条记录就能补。",
    span: Span::Today,
    covers: false,
    compute,
};

fn read_agreement(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if !matches!(record.get(agreement::STATE).as_deref(), Some("draft" | "renewed" | "ended")) {
        let partner = record.get(agreement::PARTNERS).unwrap_or_default().first().copied();
        let said = sink.say(HELD).partner(partner).unit(record.get(agreement::LEAD_UNIT)).about(Some(record.id));
        said.during(record.get(agreement::SIGNED), record.get(agreement::EXPIRES)).end();
    }
}

fn read_paper(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let owner = record.get(evidence::OF).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let known = owner.and_then(|id| Some((ledger.kind_def(&id)?, ledger.get(&id)?)));
    let unit = known.as_ref().and_then(|(kind, owner)| super::quality::unit_of(kind, owner));
    let kind = known.map_or("", |(kind, _)| kind.name);
    let state = record.get(evidence::STATE).unwrap_or_else(|| "missing".to_owned());
    let tag = format!("{kind}/{}/{state}", record.get(evidence::PAPER).unwrap_or_default());
    sink.say(PAPER).unit(unit).about(owner).tag(Some(tag)).end();
}

fn missing<'a>(ask: &Ask<'a>) -> impl Iterator<Item = Fact<'a>> {
    ask.facts(PAPER).filter(|fact| fact.tag.ends_with("/missing"))
}

/// Of the agreements that hold today, those whose original is filed.
fn originals(ask: &Ask<'_>) -> Figure {
    let today = ask.window(Span::Today).last;
    let now = Window { first: today, last: today };
    let mut filed: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(PAPER).filter(|fact| fact.tag == "agreement/agreement/filed") {
        if let Some(of) = fact.about {
            filed.entry(of).or_default().push(fact.of);
        }
    }
    let (mut there, mut all) = (Sum::default(), Sum::default());
    for agreement in ask.facts(HELD).filter(|fact| now.may_meet(fact)) {
        all.add(agreement.of, PIECE);
        if let Some(papers) = filed.get(&agreement.of) {
            there.add(agreement.of, PIECE);
            papers.iter().for_each(|paper| there.because(agreement.of, *paper));
        }
    }
    Figure::ratio(Unit::Percent, PAPERS, there, all)
}

fn compute(ask: &Ask<'_>) -> Board {
    let codes = &evidence::PAPERS.codes;
    let grid = Grid::of(ask, BOARD.name, |ask, take| {
        for fact in missing(ask) {
            let mut parts = fact.tag.split('/');
            let (kind, paper) = (parts.next(), parts.next());
            let column = OWNERS.iter().position(|owner| Some(owner.name) == kind);
            let row = codes.iter().position(|code| Some(code.code) == paper);
            if let Some((row, column)) = row.zip(column) {
                take(&fact, row, column);
            }
        }
    });
    let cell = |row, column| Cell::of(Figure::sum(PAPERS, grid.at(row, column)));
    let row = |(at, code): (usize, &crate::schema::Code)| {
        (Head::words(code.label), (0..OWNERS.len()).map(|column| cell(at, column)).collect())
    };
    let columns = OWNERS.iter().map(|kind| Head::words(kind.label)).collect();
    Board { of: "材料", rows: codes.iter().enumerate().map(row).collect(), columns }
}
