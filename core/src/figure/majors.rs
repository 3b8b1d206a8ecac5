//! 专业群—园区—企业: with which firms each major works, which majors have none, how much hangs on one
//! firm, and whether they are firms of the chain that the major serves (domain §6.6). The drawing of
//! it is made in `map`.

use super::depth::is_firm;
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

/// A major that is not closed; about itself, as its ties are; its sort is its group and the chains that
/// it serves, one a line: see [`of`] and [`words`].
pub(super) const MAJOR: Measure = Measure("major-of-group");
/// A record that ties a major to a partner, for as long as it lasts; about the major; its sort is
/// [`FIRM`] and the words of the firm, or empty if the partner is none. Of one that was not received
/// nothing else is known: it counts as a firm.
const LINK: Measure = Measure("major-link");
/// A partner; its sort is the park in which it lies, its industry and its tags, one a line.
pub(super) const PROFILE: Measure = Measure("partner-profile");

const FIRM: &str = "firm";

const MAJORS: Unit = Unit::Pieces("个");

macro_rules! links {
    ($($kind:ident: $of:expr;)+) => {
        &[
            $(Extractor {
                kind: &$kind::KIND,
                also: &[],
                read: |ledger, record, sink| {
                    let links: Links = $of(record);
                    links.say(ledger, sink);
                },
            },)+
            Extractor { kind: &major::KIND, also: &[], read: read_major },
            Extractor { kind: &partner::KIND, also: TIED, read: read_partner },
        ]
    };
}

/// What names partners with which majors work.
const TIED: &[(&str, &str)] = &[
    ("project", "partners"),
    ("order_class", "partner"),
    ("internship", "partner"),
    ("employment", "partner"),
    ("course", "partners"),
    ("base", "partners"),
    ("base", "host"),
    ("industry_college", "partners"),
    ("platform", "partners"),
];

/// The majors and partners that a record ties together, and for how long.
struct Links {
    majors: Vec<Id>,
    partners: Vec<Id>,
    during: (Option<Date>, Option<Date>),
}

impl Links {
    fn say(self, ledger: &Ledger, sink: &mut Sink<'_>) {
        let (majors, partners): (BTreeSet<Id>, BTreeSet<Id>) =
            (self.majors.into_iter().collect(), self.partners.into_iter().collect());
        for partner in &partners {
            let sort = sort_of(ledger, partner);
            for major in &majors {
                let said = sink.say(LINK).about(Some(*major)).partner(Some(*partner));
                said.during(self.during.0, self.during.1).tag(Some(sort.clone())).end();
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

/// A sort: to what something belongs, and words, one a line.
fn sort(of: Option<String>, words: impl IntoIterator<Item = String>) -> String {
    std::iter::once(of.unwrap_or_default()).chain(words).collect::<Vec<_>>().join("\n")
}

/// To what something belongs, by its sort: the group of a major, the park of a partner.
pub(super) fn of(sort: &str) -> Option<Id> {
    Id::parse(sort.split('\n').next()?)
}

/// The words of a sort, one a line.
pub(super) fn words(sort: &str) -> &str {
    sort.split_once('\n').map_or("", |(_, words)| words)
}

/// By what words a partner is known.
fn known_by(record: &Record) -> impl Iterator<Item = String> + use<> {
    record.get(partner::INDUSTRY).into_iter().chain(record.get(partner::TAGS).unwrap_or_default())
}

fn sort_of(ledger: &Ledger, partner: &Id) -> String {
    let Some(record) = ledger.get(&ledger.standing_for(partner)) else { return sort(Some(FIRM.to_owned()), []) };
    let side = record.get(partner::SIDE).unwrap_or_default();
    let kind = record.get(partner::TYPE).unwrap_or_default();
    if is_firm(&format!("{side}/{kind}")) { sort(Some(FIRM.to_owned()), known_by(&record)) } else { String::new() }
}

fn read_major(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(major::INTAKE).as_deref() != Some("closed") {
        let group = record.get(major::GROUP).map(|id| id.to_string());
        let sort = sort(group, record.get(major::CHAIN).unwrap_or_default());
        sink.say(MAJOR).about(Some(record.id)).unit(record.get(major::UNIT)).tag(Some(sort)).end();
    }
}

fn read_partner(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let said = sink.say(PROFILE).partner(Some(record.id)).unit(record.get(partner::LEAD_UNIT));
    said.tag(Some(sort(record.get(partner::PARK).map(|id| id.to_string()), known_by(record)))).end();
}

/// The days in which something has to have gone on.
pub(super) fn lately(ask: &Ask<'_>) -> Window {
    let days = ask.whole(SILENT_MONTHS).saturating_mul(365) / 12;
    Window::last(u16::try_from(days).unwrap_or(u16::MAX), ask.today)
}

/// A firm with which a major works: the records that say so, and its words.
pub(super) struct Firm {
    /// The records.
    pub records: Vec<Id>,
    words: String,
}

/// The firms of one major.
pub(super) type Firms = BTreeMap<Id, Firm>;

/// Firms with which each major works.
pub(super) type Tied = BTreeMap<Id, Firms>;

/// What ties majors to firms, whoever teaches them, by parts; the same for whomever is asked.
pub(super) fn tied(ask: &Ask<'_>) -> Vec<Rc<Tied>> {
    ask.of(Scope::School).by_parts(FAMILY.name, tied_in_part)
}

/// The firms with which a major works, if there are any.
pub(super) fn firms_of<'t>(ask: &Ask<'_>, tied: &'t [Rc<Tied>], major: &Id) -> Option<&'t Firms> {
    ask.at_home(tied, major)?.get(&ask.ledger.standing_for(major))
}

fn tied_in_part(ask: &Ask<'_>) -> Tied {
    let window = lately(ask);
    let mut found = Tied::new();
    for fact in ask.facts.all(LINK).filter(|fact| !fact.tag.is_empty() && window.meets(fact)) {
        if let Some((major, firm)) = fact.about.zip(fact.with) {
            let firms = found.entry(ask.ledger.standing_for(&major)).or_default();
            let new = || Firm { records: Vec::new(), words: words(fact.tag).to_owned() };
            firms.entry(firm).or_insert_with(new).records.push(fact.of);
        }
    }
    found
}

/// Adds a major because of everything that ties it to firms.
fn add(sum: &mut Sum, major: Id, firms: Option<&Firms>) {
    sum.add(major, PIECE);
    for (id, firm) in firms.into_iter().flatten() {
        sum.because(major, *id);
        firm.records.iter().for_each(|record| sum.because(major, *record));
    }
}

fn isolated(ask: &Ask<'_>) -> Figure {
    let tied = tied(ask);
    let (mut alone, mut all) = (Sum::default(), Sum::default());
    for major in ask.facts(MAJOR) {
        let with = firms_of(ask, &tied, &major.of);
        add(&mut all, major.of, with);
        if with.is_none() {
            add(&mut alone, major.of, None);
        }
    }
    Figure::ratio(Unit::Percent, MAJORS, alone, all)
}

/// Whether the words of a firm speak of one of the chains of a major.
pub(super) fn fits(chains: &str, words: &str) -> bool {
    let says = |chain: &str, word: &str| {
        !chain.is_empty() && !word.is_empty() && (chain.contains(word) || word.contains(chain))
    };
    chains.lines().any(|chain| words.lines().any(|word| says(chain, word)))
}

fn fit(ask: &Ask<'_>) -> Figure {
    let tied = tied(ask);
    let (mut fitting, mut all) = (Sum::default(), Sum::default());
    for major in ask.facts(MAJOR) {
        let with = firms_of(ask, &tied, &major.of);
        add(&mut all, major.of, with);
        if with.into_iter().flatten().any(|(_, firm)| fits(words(major.tag), &firm.words)) {
            add(&mut fitting, major.of, with);
        }
    }
    Figure::ratio(Unit::Percent, MAJORS, fitting, all)
}

/// The firms with which the majors of a part work, by how many records say so.
fn shares(ask: &Ask<'_>) -> Sum {
    let tied = tied(ask);
    let mut all = Sum::default();
    for major in ask.facts(MAJOR) {
        for (id, firm) in firms_of(ask, &tied, &major.of).into_iter().flatten() {
            for record in &firm.records {
                all.add(*id, PIECE);
                all.because(*id, *record);
            }
            all.because(*id, major.of);
        }
    }
    all
}

/// Majors of several parts work with the same firm.
fn dependence(ask: &Ask<'_>) -> Figure {
    let mut all = Sum::default();
    for one in ask.by_parts("majors-dependence", shares).iter().flat_map(|part| part.evidence()) {
        all.add(one.id, one.amount);
        one.because.iter().for_each(|because| all.because(one.id, *because));
    }
    // Of several with as much the one with the smallest id.
    let most = all.evidence_with(0).max_by_key(|one| (one.amount, std::cmp::Reverse(one.id))).map(|most| most.id);
    let mut top = all.clone();
    top.retain(|id, _, _| Some(*id) == most);
    Figure::ratio(Unit::Percent, Unit::Pieces("条"), top, all)
}
