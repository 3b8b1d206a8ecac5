//! 专业群—园区—企业: with which firms each major works, which majors have none, how much hangs on one
//! firm, and whether they are firms of the chain that the major serves (domain §6.6). The drawing of
//! it is made in `map`.

use super::board::{Board, BoardDef, Cell, Head};
use super::depth::is_firm;
use super::shortfalls::PARTNER;
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, PIECE, Scope, Sink, Span, Sum, Unit, Window};
use crate::kinds::threshold::SILENT_MONTHS;
use crate::kinds::{
    base, course, employment, industry_college, internship, major, order_class, partner, platform, project,
};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A major that is not closed; about its group; its sort is the chains that it serves, one a line.
pub(super) const MAJOR: Measure = Measure("major-of-group");
/// A record that ties a major to a partner, for as long as it lasts; about the major.
const LINK: Measure = Measure("major-link");
/// A partner; about the park in which it lies; its sort is its industry and its tags, one a line.
pub(super) const PROFILE: Measure = Measure("partner-profile");

const MAJORS: Unit = Unit::Pieces("个");

macro_rules! links {
    ($($kind:ident: $of:expr;)+) => {
        &[
            $(Extractor {
                kind: &$kind::KIND,
                also: &[],
                read: |_, record, sink| {
                    let links: Links = $of(record);
                    links.say(sink);
                },
            },)+
            Extractor { kind: &major::KIND, also: &[], read: read_major },
            Extractor { kind: &partner::KIND, also: &[], read: read_partner },
        ]
    };
}

/// The majors and partners that a record ties together, and for how long.
struct Links {
    majors: Vec<Id>,
    partners: Vec<Id>,
    during: (Option<Date>, Option<Date>),
}

impl Links {
    fn say(self, sink: &mut Sink<'_>) {
        let (majors, partners): (BTreeSet<Id>, BTreeSet<Id>) =
            (self.majors.into_iter().collect(), self.partners.into_iter().collect());
        for major in &majors {
            for partner in &partners {
                let said = sink.say(LINK).about(Some(*major)).partner(Some(*partner));
                said.during(self.during.0, self.during.1).end();
            }
        }
    }
}

fn one(id: Option<Id>) -> Vec<Id> {
    id.into_iter().collect()
}

fn many(ids: Option<Vec<Id>>) -> Vec<Id> {
    ids.unwrap_or_default()
}

/// The family.
pub static FAMILY: Family = Family {
    name: "majors",
    label: "专业群与企业",
    extractors: links! {
        project: |record: &Record| {
            use project as of;
            let begun = !matches!(record.get(of::STATE).as_deref(), None | Some("idea" | "talks" | "terminated"));
            Links {
                majors: many(record.get(of::MAJORS).filter(|_| begun)),
                partners: many(record.get(of::PARTNERS)),
                during: (record.get(of::START), record.get(of::END)),
            }
        };
        order_class: |record: &Record| Links {
            majors: one(record.get(order_class::MAJOR)),
            partners: one(record.get(order_class::PARTNER)),
            during: (record.get(order_class::START), record.get(order_class::END)),
        };
        internship: |record: &Record| Links {
            majors: one(record.get(internship::MAJOR)),
            partners: one(record.get(internship::PARTNER)),
            during: (record.get(internship::START), record.get(internship::END)),
        };
        employment: |record: &Record| Links {
            majors: one(record.get(employment::MAJOR)),
            partners: one(record.get(employment::PARTNER)),
            during: (record.get(employment::YEAR), record.get(employment::YEAR)),
        };
        course: |record: &Record| Links {
            majors: many(record.get(course::MAJORS)),
            partners: many(record.get(course::PARTNERS)),
            during: (record.get(course::START), record.get(course::END)),
        };
        base: |record: &Record| Links {
            majors: many(record.get(base::MAJORS)),
            partners: many(record.get(base::PARTNERS)).into_iter().chain(record.get(base::HOST)).collect(),
            during: (record.get(base::ESTABLISHED), record.get(base::EXPIRES)),
        };
        industry_college: |record: &Record| {
            use industry_college as of;
            let there = !matches!(record.get(of::STATE).as_deref(), None | Some("arguing" | "planned" | "council" | "closed"));
            Links {
                majors: many(record.get(of::MAJORS).filter(|_| there)),
                partners: many(record.get(of::PARTNERS)),
                during: (record.get(of::FOUNDED), None),
            }
        };
        platform: |record: &Record| {
            let there = record.get(platform::STATE).as_deref() != Some("declined");
            Links {
                majors: many(record.get(platform::MAJORS).filter(|_| there)),
                partners: many(record.get(platform::PARTNERS)),
                during: (record.get(platform::APPLIED), None),
            }
        };
    },
    figures: &[
        FigureDef {
            name: "majors-isolated-rate",
            label: "孤立专业占比",
            unit: Unit::Percent,
            formula: "没有撤销的专业里，在“几个月没有活动算沉默”的月数内没有一家企业和它有项目、订单班、实习、就业、课程、基地、产业学院或平台的占比。",
            span: Span::Today,
            better: Better::Less,
            compute: isolated,
        },
        FigureDef {
            name: "majors-fit-rate",
            label: "专业设置吻合度",
            unit: Unit::Percent,
            formula: "没有撤销的专业里，至少和一家企业有这样的合作、企业的行业或标签和专业的对接产业链对得上的占比；产业链写法请核对。",
            span: Span::Today,
            better: Better::More,
            compute: fit,
        },
        FigureDef {
            name: "majors-dependence",
            label: "对一家企业的依赖度",
            unit: Unit::Percent,
            formula: "同样时间里专业和企业之间的合作记录，最多的一家企业占的比例；太高就要再找几家。",
            span: Span::Today,
            better: Better::Less,
            compute: dependence,
        },
    ],
};

/// 每专业活跃企业.
pub static BOARD: BoardDef = BoardDef {
    name: "majors",
    label: "专业 × 企业：谁和谁在合作",
    lead: "每个专业最近有合作的企业、这些企业所在的园区和合作记录各有多少；孤立的专业排在前面，空格写着产业链对得上、还没有合作的企业。",
    span: Span::Today,
    compute,
};

/// How many firms are named that could fill an empty cell.
const NAMED: usize = 5;

fn read_major(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(major::INTAKE).as_deref() != Some("closed") {
        let chains = record.get(major::CHAIN).unwrap_or_default().join("\n");
        sink.say(MAJOR).unit(record.get(major::UNIT)).about(record.get(major::GROUP)).tag(Some(chains)).end();
    }
}

fn read_partner(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let industry = record.get(partner::INDUSTRY);
    let words: Vec<String> = industry.into_iter().chain(record.get(partner::TAGS).unwrap_or_default()).collect();
    let said = sink.say(PROFILE).partner(Some(record.id)).unit(record.get(partner::LEAD_UNIT));
    said.about(record.get(partner::PARK)).tag(Some(words.join("\n"))).end();
}

/// The days in which something has to have gone on.
pub(super) fn lately(ask: &Ask<'_>) -> Window {
    let days = ask.whole(SILENT_MONTHS).saturating_mul(365) / 12;
    Window::last(u16::try_from(days).unwrap_or(u16::MAX), ask.today)
}

/// Firms with which each major works, each with the records that say so.
pub(super) type Firms = BTreeMap<Id, BTreeMap<Id, Vec<Id>>>;

/// What ties majors to firms, whoever teaches them; the same for whomever is asked, and kept until a
/// tie or a partner changes. A partner that was not received counts as a firm.
pub(super) fn firms(ask: &Ask<'_>) -> Rc<Firms> {
    ask.of(Scope::School).as_a_whole(FAMILY.name, tied).unwrap_or_default()
}

fn tied(ask: &Ask<'_>) -> Firms {
    let window = lately(ask);
    let others: BTreeSet<Id> = ask.facts.all(PARTNER).filter(|fact| !is_firm(fact.tag)).map(|fact| fact.of).collect();
    let mut found = Firms::new();
    for fact in ask.facts.all(LINK).filter(|fact| window.meets(fact)) {
        let firm = ask.partner_of(&fact).filter(|id| !others.contains(id));
        if let Some((major, firm)) = fact.about.map(|id| ask.ledger.standing_for(&id)).zip(firm) {
            found.entry(major).or_default().entry(firm).or_default().push(fact.of);
        }
    }
    found
}

/// Adds a major because of everything that ties it to firms.
fn add(sum: &mut Sum, major: Id, firms: Option<&BTreeMap<Id, Vec<Id>>>) {
    sum.add(major, PIECE);
    for (firm, records) in firms.into_iter().flatten() {
        sum.because(major, *firm);
        records.iter().for_each(|record| sum.because(major, *record));
    }
}

fn isolated(ask: &Ask<'_>) -> Figure {
    let firms = firms(ask);
    let (mut alone, mut all) = (Sum::default(), Sum::default());
    for major in ask.facts(MAJOR) {
        let with = firms.get(&major.of);
        add(&mut all, major.of, with);
        if with.is_none() {
            add(&mut alone, major.of, None);
        }
    }
    Figure::ratio(Unit::Percent, MAJORS, alone, all)
}

/// Whether the words of a firm speak of one of the chains of a major.
fn fits(chains: &str, words: &str) -> bool {
    let says = |chain: &str, word: &str| {
        !chain.is_empty() && !word.is_empty() && (chain.contains(word) || word.contains(chain))
    };
    chains.lines().any(|chain| words.lines().any(|word| says(chain, word)))
}

fn profiles<'a>(ask: &Ask<'a>) -> BTreeMap<Id, &'a str> {
    ask.facts.all(PROFILE).map(|fact| (fact.of, fact.tag)).collect()
}

fn fit(ask: &Ask<'_>) -> Figure {
    let (firms, words) = (firms(ask), profiles(ask));
    let (mut fitting, mut all) = (Sum::default(), Sum::default());
    for major in ask.facts(MAJOR) {
        let with = firms.get(&major.of);
        add(&mut all, major.of, with);
        let mut known = with.into_iter().flatten().filter_map(|(firm, _)| words.get(firm));
        if known.any(|words| fits(major.tag, words)) {
            add(&mut fitting, major.of, with);
        }
    }
    Figure::ratio(Unit::Percent, MAJORS, fitting, all)
}

fn dependence(ask: &Ask<'_>) -> Figure {
    let firms = firms(ask);
    let mut all = Sum::default();
    for major in ask.facts(MAJOR) {
        for (firm, records) in firms.get(&major.of).into_iter().flatten() {
            for record in records {
                all.add(*firm, PIECE);
                all.because(*firm, *record);
            }
            all.because(*firm, major.of);
        }
    }
    // Of several with as much the one with the smallest id.
    let most = all.evidence().max_by_key(|one| (one.amount, std::cmp::Reverse(one.id)));
    let mut top = Sum::default();
    if let Some(most) = most {
        top.add(most.id, most.amount);
        most.because.iter().for_each(|because| top.because(most.id, *because));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("条"), top, all)
}

fn compute(ask: &Ask<'_>) -> Board {
    let (firms, words) = (firms(ask), profiles(ask));
    let parks: BTreeMap<Id, Id> =
        ask.facts.all(PROFILE).filter_map(|fact| Some((fact.of, ask.ledger.standing_for(&fact.about?)))).collect();
    let none = BTreeMap::new();
    let row = |major: super::Fact<'_>| {
        let with = firms.get(&major.of).unwrap_or(&none);
        let could: Vec<Id> = words
            .iter()
            .filter(|(id, words)| !with.contains_key(id) && fits(major.tag, words))
            .map(|(id, _)| *id)
            .take(NAMED)
            .collect();
        let (mut those, mut places, mut records) = (Sum::default(), Sum::default(), Sum::default());
        for (firm, because) in with {
            for record in because {
                those.count(*firm, *record);
                records.add(*record, PIECE);
            }
            if let Some(park) = parks.get(firm) {
                places.count(*park, *firm);
            }
        }
        let group = major.about.map(|id| ask.ledger.title(&id)).unwrap_or_default();
        let lone = with.is_empty().then_some("孤立专业");
        let note = [lone, Some(group.as_str()).filter(|group| !group.is_empty())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("，");
        let cells = vec![
            Cell::of(Figure::sum(Unit::Pieces("家"), those)).fillable(could),
            Cell::of(Figure::sum(Unit::Pieces("个"), places)),
            Cell::of(Figure::sum(Unit::Pieces("条"), records)),
        ];
        (Head::of(ask.ledger, major.of).noted(note), cells)
    };
    let mut majors: Vec<super::Fact<'_>> = ask.facts(MAJOR).collect();
    majors.sort_by_cached_key(|major| (firms.contains_key(&major.of), ask.ledger.title(&major.of), major.of));
    let columns = ["合作企业（家）", "所在园区（个）", "合作记录（条）"].map(Head::words).to_vec();
    Board { of: "专业", rows: majors.into_iter().map(row).collect(), columns }
}
