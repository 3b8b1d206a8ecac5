//! 八个不足: the eight indicators of the work plan. Those about partners are computed here, the others
//! beside the facts that they rest on.
//!
//! What each counts: domain §6.9. Thresholds are records of the workspace (`kinds::threshold`).

use super::contacts::{self, LED, VISIT, contacts_with, is_association, of_government, partners, partners_of};
use super::{Ask, Better, Family, Figure, FigureDef, Span, Sum, Unit, Window, depth, inputs, projects, teaching};
use crate::kinds::threshold::{ASSOCIATION_CONTACTS, COLD_PARK};

/// The family; contacts are read here.
pub static FAMILY: Family = Family {
    name: "shortfalls",
    label: "八个不足",
    extractors: contacts::EXTRACTORS,
    figures: &[
        FigureDef {
            name: "shortfall-association",
            label: "有效来往的学（协）会",
            unit: Unit::Pieces("家"),
            formula: "最近 12 个月来往（走访、签约）达到“协会一年几次往来算有效”的学会、协会家数。",
            span: Span::Last(365),
            better: Better::More,
            compute: associations,
        },
        FigureDef {
            name: "shortfall-flagship",
            label: "头部、标杆企业深度合作占比",
            unit: Unit::Percent,
            formula: "标签里写着头部、标杆或龙头的单位里，合作深度到 L3 以上的占比。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| depth::deep_share(ask, &depth::flagships(ask)),
        },
        FigureDef {
            name: "shortfall-park",
            label: "园区往来率",
            unit: Unit::Percent,
            formula: "在“园区几天没有往来算冷”的天数内有来往的园区，占全部园区的比例。",
            span: Span::Today,
            better: Better::More,
            compute: parks,
        },
        FigureDef {
            name: "shortfall-government",
            label: "与政府、镇街互动",
            unit: Unit::Pieces("次"),
            formula: "本自然年走访政府部门和镇街的次数；园区另有园区往来率，不在这里算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| of_government(ask, VISIT, Unit::Pieces("次")),
        },
        FigureDef {
            name: "shortfall-enterprise-input",
            label: "企业投入到账",
            unit: Unit::Money,
            formula: "本自然年企业投入的资金到账和设备、软件、场地等到位价值之和，以到位日期为准。",
            span: Span::Year,
            better: Better::More,
            compute: inputs::from_partners,
        },
        FigureDef {
            name: "shortfall-attention",
            label: "书记校长走访单位",
            unit: Unit::Pieces("家"),
            formula: "本自然年由书记、校长等校领导（职务里写明）牵头走访过的单位，一家算一次；国家要求的家数见阈值。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| partners_of(ask, LED),
        },
        FigureDef {
            name: "shortfall-linkage",
            label: "跨学院项目占比",
            unit: Unit::Percent,
            formula: "本自然年在做的合作项目里，学院分摊写了两个以上学院的占比；没填日期的项目也算。",
            span: Span::Year,
            better: Better::More,
            compute: projects::cross_college,
        },
        FigureDef {
            name: "shortfall-adjustment",
            label: "企业意见采纳率",
            unit: Unit::Percent,
            formula: "本自然年提出的专业、课程调整意见里，已采纳或已实施的占比。",
            span: Span::Year,
            better: Better::More,
            compute: teaching::adopted,
        },
    ],
};

fn associations(ask: &Ask<'_>) -> Figure {
    let all = partners(ask, is_association);
    let enough = ask.whole(ASSOCIATION_CONTACTS).max(1);
    let mut active = Sum::default();
    for (partner, because) in contacts_with(ask, &all, ask.window(Span::Last(365))) {
        if because.len() >= enough {
            because.into_iter().for_each(|contact| active.count(partner, contact));
        }
    }
    Figure::sum(Unit::Pieces("家"), active)
}

fn parks(ask: &Ask<'_>) -> Figure {
    let all = partners(ask, |sort| sort.ends_with("/park"));
    let days = u16::try_from(ask.whole(COLD_PARK)).unwrap_or(u16::MAX);
    let mut warm = Sum::default();
    for (partner, because) in contacts_with(ask, &all, Window::last(days, ask.today)) {
        because.into_iter().for_each(|contact| warm.count(partner, contact));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("家"), warm, all)
}
