//! 产教融合型城市: the figures that were published beside what our own records say of the same thing
//! (domain §1.9, §6.11).

use super::{Answer, Ask, Cell, Group, Origin, Subject, Sure, TableDef, computed, field, one_each};
use crate::figure::{self, Facts, Scope};
use crate::kinds::{
    agreement, base, city_figure, course, employment, industry_college, internship, major, order_class, partner,
    platform, project,
};
use crate::period::Period;
use crate::record::{Id, Record};
use crate::schema::KindDef;
use std::collections::BTreeSet;

/// 城市数据与本校.
pub static FIGURES: TableDef = TableDef {
    name: "city-figures",
    title: "产教融合型城市：公布的数与本校的数",
    group: Group::School,
    origin: Origin { code: "", document: "国家产教融合试点城市的公开数据", sure: Sure::Unverified },
    row: "每个公布的数一行",
    clocks: &[],
    start: None,
    scoped: false,
    help: "公布的数在“城市数据”里按原文录入；本校的数按名称认出是哪一类，从记录里算到今天，口径写在旁边，请核对。",
    columns: &[
        field("", "数据名称", &city_figure::KIND, city_figure::NAME).required(),
        field("", "地区", &city_figure::KIND, city_figure::REGION),
        field("", "公布的数", &city_figure::KIND, city_figure::VALUE).quantity(""),
        field("", "计量单位", &city_figure::KIND, city_figure::MEASURED_IN),
        field("", "数据日期", &city_figure::KIND, city_figure::DATE),
        field("", "来源", &city_figure::KIND, city_figure::SOURCE),
        computed(
            "",
            "本校的数",
            ("our_part", "按数据名称认出是企业、基地、平台还是吻合度，从本校记录里算；认不出的空着。"),
            ours,
        )
        .quantity(""),
        computed("", "本校怎么算", ("our_way", "本校的数算的是什么。"), way),
        computed("", "本校占比", ("our_share", "本校的数 ÷ 公布的数；两边都是家数或个数才除。"), share).percent(),
    ],
    subjects: |ask| one_each(ask, &city_figure::KIND, |_| true),
};

/// What of ours stands beside a published figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ours {
    Fit,
    Bases,
    Platforms,
    Firms,
}

/// Words in the name of a figure, the most telling first.
const NAMES: [(&str, Ours); 4] =
    [("吻合度", Ours::Fit), ("基地", Ours::Bases), ("平台", Ours::Platforms), ("合作", Ours::Firms)];

fn meant(subject: &Subject) -> Option<(Ours, &Record)> {
    let record = subject.record(&city_figure::KIND)?;
    let name = record.get(city_figure::NAME)?;
    let (_, ours) = NAMES.iter().find(|(word, _)| name.contains(word))?;
    // A size of an industry is no count of anything of ours.
    let counted = record.get(city_figure::MEASURED_IN).is_none_or(|unit| !unit.contains('亿') && !unit.contains('元'));
    counted.then_some((*ours, record.as_ref()))
}

fn ours(ask: &Ask<'_>, subject: &Subject) -> Answer {
    match meant(subject).map(|(ours, _)| ours) {
        Some(Ours::Firms) => firms(ask),
        Some(Ours::Bases) => Answer::of(ask.all(&base::KIND).iter().filter(|r| holds(ask, r)).map(|r| r.id).collect()),
        Some(Ours::Platforms) => {
            let built = |r: &Record| {
                matches!(r.get(platform::STATE).as_deref(), Some("building" | "midterm" | "accepted" | "running"))
            };
            Answer::of(ask.all(&platform::KIND).iter().filter(|r| built(r.as_ref())).map(|r| r.id).collect())
        }
        Some(Ours::Fit) => fit(ask),
        None => Answer::default(),
    }
}

/// Whether a base is agreed for today.
fn holds(ask: &Ask<'_>, base: &Record) -> bool {
    base.get(base::EXPIRES).is_none_or(|date| date.latest() >= ask.request.today)
}

/// The enterprises with an agreement that holds today.
fn firms(ask: &Ask<'_>) -> Answer {
    let today = ask.request.today;
    let mut found = BTreeSet::new();
    for record in ask.all(&agreement::KIND).iter() {
        let running = !matches!(record.get(agreement::STATE).as_deref(), Some("draft" | "renewed" | "ended"));
        let begun = record.get(agreement::SIGNED).is_none_or(|date| date.earliest() <= today);
        let lasts = record.get(agreement::EXPIRES).is_none_or(|date| date.latest() >= today);
        if running && begun && lasts {
            found.extend(ask.targets(record, agreement::PARTNERS));
        }
    }
    let is_firm = |id: &Id| {
        let record = ask.ledger.get(id).filter(|_| ask.ledger.is_listed(id));
        record.is_some_and(|record| record.get(partner::TYPE).as_deref() == Some("enterprise"))
    };
    Answer::of(found.into_iter().filter(is_firm).collect())
}

/// The figure of the same name, from the records that it rests on.
fn fit(ask: &Ask<'_>) -> Answer {
    let kinds: [&KindDef; 10] = [
        &major::KIND,
        &partner::KIND,
        &project::KIND,
        &order_class::KIND,
        &internship::KIND,
        &employment::KIND,
        &course::KIND,
        &base::KIND,
        &industry_college::KIND,
        &platform::KIND,
    ];
    let Some(def) = figure::figure("majors-fit-rate") else { return Answer::default() };
    let mut facts = Facts::default();
    for kind in kinds {
        let ids: Vec<Id> = ask.ledger.ids(kind.name).collect();
        facts.read_some(ask.ledger, &ids);
    }
    let today = ask.request.today;
    let question = figure::Ask::new(ask.ledger, &facts, Scope::School, Period::year_of(today), today);
    let answer = (def.compute)(&question);
    let cell = answer.value().map_or(Cell::Empty, |value| Cell::Hundredths(value.raw));
    Answer { cell, from: answer.evidence().into_iter().map(|one| one.id).collect(), notes: Vec::new() }
}

fn way(_: &Ask<'_>, subject: &Subject) -> Answer {
    Answer::text(match meant(subject).map(|(ours, _)| ours) {
        Some(Ours::Firms) => "今天有有效协议的企业家数",
        Some(Ours::Bases) => "今天没有过期的实训实习基地个数，校内外都算",
        Some(Ours::Platforms) => "正在立项建设、中期检查、已验收或运行的集成实践平台个数",
        Some(Ours::Fit) => "指标“专业设置吻合度”，%",
        None => "",
    })
}

fn share(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some((ours_is, record)) = meant(subject) else { return Answer::default() };
    let value = record.get(city_figure::VALUE).and_then(|value| i64::try_from(value.hundredths()).ok());
    match value.filter(|_| ours_is != Ours::Fit) {
        Some(value) => {
            let answer = ours(ask, subject);
            Answer::share(answer.number().saturating_mul(100), value, answer.from)
        }
        None => Answer::default(),
    }
}
