//! Partners, visits, needs, promises and agreements of the invented sample.

use super::{Maker, day, keys, pick, seed};
use crate::value::Uscc;

/// Firms: the middle of the name, industry, a town, size.
const FIRMS: &[(&str, &str, &str, &str)] = &[
    ("晟源精细化工", "化工", "320411004", "500_999"),
    ("恒达新材料", "新材料", "320411004", "300_499"),
    ("瑞康制药", "医药", "320411005", "over_1000"),
    ("博维生物科技", "医药", "320411103", "50_299"),
    ("天拓智能装备", "装备制造", "320412106", "500_999"),
    ("中力精密机械", "装备制造", "320412104", "300_499"),
    ("华能新能源科技", "新能源", "320413100", "over_1000"),
    ("金阳光伏材料", "新能源", "320413108", "500_999"),
    ("永航动力电池", "新能源", "320481001", "over_1000"),
    ("鼎通轨道交通装备", "轨道交通", "320412001", "over_1000"),
    ("盛捷汽车零部件", "汽车", "320412100", "500_999"),
    ("泰格检测技术", "检验检测", "320402002", "50_299"),
    ("宏业建筑工程", "建筑", "320404001", "300_499"),
    ("佳创装配式建筑", "建筑", "320412119", "300_499"),
    ("凯图软件", "信息技术", "320411002", "50_299"),
    ("润联物联网技术", "信息技术", "320412100", "under_50"),
    ("科信电子商务", "商贸", "320402005", "50_299"),
    ("启腾供应链管理", "物流", "320411122", "300_499"),
    ("东森环保科技", "环保", "320411101", "50_299"),
    ("正旺文化创意", "文创", "320404006", "under_50"),
    ("远洋游艇制造", "船舶", "320412110", "500_999"),
    ("嘉康医疗建筑", "建筑", "320402109", "300_499"),
    ("锦星地坪材料", "建材", "320412103", "50_299"),
    ("顺邦体育场馆运营", "体育", "320404002", "50_299"),
];

/// Bodies that are no firms: name, side, type, industry.
const OTHERS: &[(&str, &str, &str, &str)] = &[
    ("示例化工行业协会", "association", "association", "化工"),
    ("示例装备制造行业协会", "association", "association", "装备制造"),
    ("示例检验检测学会", "association", "association", "检验检测"),
    ("示例建筑装饰协会", "association", "association", "建筑"),
    ("示例滨江化工园区", "gov", "park", "化工"),
    ("示例高端装备产业园", "gov", "park", "装备制造"),
    ("示例新能源产业园", "gov", "park", "新能源"),
    ("示例医药健康产业园", "gov", "park", "医药"),
    ("示例市安全监管局", "gov", "government", ""),
    ("示例区科技局", "gov", "government", ""),
    ("示例镇人民政府", "gov", "town", ""),
    ("示例城建平台公司", "firm", "platform", "建筑"),
    ("示例健康产业平台公司", "firm", "platform", "体育"),
    ("示例应用技术学院", "school", "school", ""),
    ("示例中等专业学校", "school", "school", ""),
    ("示例职业教育集团", "school", "other", ""),
];

/// Which college leads the partners of an industry.
fn college_of(industry: &str) -> &'static str {
    match industry {
        "化工" | "新材料" | "医药" | "环保" => "x-u1",
        "检验检测" => "x-u2",
        "建筑" | "建材" => "x-u3",
        "装备制造" | "新能源" | "轨道交通" | "汽车" | "船舶" | "信息技术" => "x-u4",
        "文创" => "x-u6",
        "体育" => "x-u7",
        _ => "x-u5",
    }
}

/// The major that is asked for by the partners of a college.
fn major_of(unit: &str, i: usize) -> &'static str {
    match unit {
        "x-u1" => pick(&["x-m1", "x-m2", "x-m3"], i),
        "x-u2" => "x-m4",
        "x-u3" => pick(&["x-m5", "x-m6"], i),
        "x-u4" => pick(&["x-m7", "x-m8", "x-m9"], i),
        "x-u6" => "x-m11",
        "x-u7" => "x-m12",
        _ => "x-m10",
    }
}

/// How many partners there are; their keys are `x-p0` and so on.
pub(super) const PARTNERS: usize = FIRMS.len() + OTHERS.len();

/// The college that leads a partner.
pub(super) fn lead_of(partner: usize) -> &'static str {
    let other = || OTHERS.get(partner.saturating_sub(FIRMS.len())).map_or("", |o| o.3);
    college_of(FIRMS.get(partner).map_or_else(other, |firm| firm.1))
}

pub(super) fn make(maker: &mut Maker) {
    partners(maker);
    visits(maker);
    agreements(maker);
}

/// The code of a partner: who registers such bodies, then a district that does not exist, so that it is
/// nobody's. Of one in eight it is still to be asked for.
fn code_of(partner: usize, side: &str) -> String {
    const INVENTED_DISTRICT: &str = "329999";
    let registered = match side {
        "gov" => "11",
        "association" => "51",
        "school" => "12",
        _ => "91",
    };
    let code = Uscc::complete(&format!("{registered}{INVENTED_DISTRICT}{:09}", 1_001 + partner));
    code.ok().filter(|_| partner % 8 != 5).map(|code| code.to_string()).unwrap_or_default()
}

fn partners(maker: &mut Maker) {
    for (i, (name, industry, town, scale)) in FIRMS.iter().enumerate() {
        let mark = pick(&["虚构、标杆企业", "虚构", "虚构、专精特新", "虚构、规上企业"], i);
        seed!(maker, "partner", format!("x-p{i}"); "name" = format!("示例{name}有限公司"), "uscc" = code_of(i, "firm"), "side" = "firm",
            "type" = "enterprise", "industry" = industry, "district" = district_of(town), "town" = town, "scale" = scale, "tags" = mark,
            "lead_unit" = college_of(industry), "owner" = pick(super::organisation::TEACHERS, i),
            "park" = park_of(industry), "address" = format!("示例路 {} 号（虚构）", i + 1));
    }
    for (n, (name, side, sort, industry)) in OTHERS.iter().enumerate() {
        let i = FIRMS.len() + n;
        seed!(maker, "partner", format!("x-p{i}"); "name" = name, "uscc" = code_of(i, side), "side" = side, "type" = sort, "industry" = industry,
            "district" = pick(&["新北区", "武进区", "天宁区", "金坛区"], n), "tags" = "虚构", "lead_unit" = college_of(industry), "owner" = pick(super::organisation::TEACHERS, i));
    }
    for i in 0..PARTNERS {
        let title = pick(&["人力资源经理", "总工程师", "办公室主任", "培训主管", "秘书长"], i);
        seed!(maker, "contact", format!("x-c{i}"); "partner" = format!("x-p{i}"),
            "name" = format!("示例联系人{}", i + 1), "title" = title, "phone" = format!("0519-0000 {:04}", 1000 + i),
            "remarks" = if i % 6 == 0 { "本校校友（虚构）。" } else { "" });
    }
}

/// The district of a town, by the first digits of its code.
fn district_of(town: &str) -> &'static str {
    match town.get(..6) {
        Some("320402") => "天宁区",
        Some("320404") => "钟楼区",
        Some("320411") => "新北区",
        Some("320412") => "武进区",
        Some("320413") => "金坛区",
        Some("320481") => "溧阳市",
        _ => "",
    }
}

/// The park in which the firms of an industry lie, if any.
fn park_of(industry: &str) -> &'static str {
    match industry {
        "化工" | "新材料" => "x-p28",
        "装备制造" | "轨道交通" => "x-p29",
        "新能源" => "x-p30",
        "医药" => "x-p31",
        _ => "",
    }
}

/// How many visits there are, over the years 2020 to 2022.
const VISITS: usize = 60;

fn visits(maker: &mut Maker) {
    for i in 0..VISITS {
        // Some partners are visited often, some once, some never.
        let partner = (i * 7 + i / 9) % 34;
        let (visit, at) = (format!("x-v{i}"), 75 + i * 16);
        let (of, unit) = (format!("x-p{partner}"), lead_of(partner));
        let purpose = pick(&["expand", "technology", "internship", "base", "expand", "call", "signing"], i);
        let lead = if i % 11 == 0 { "示例校领导" } else { pick(super::organisation::TEACHERS, partner) };
        seed!(maker, "visit", visit; "partner" = of, "date" = day(at), "purpose" = purpose, "lead" = lead,
            "lead_title" = if i % 11 == 0 { "校领导" } else { "专业负责人" },
            "host" = format!("示例联系人{}", partner + 1), "host_title" = pick(&["经理", "总工程师", "主任"], i),
            "next_visit" = if i % 3 == 0 { day(at + 60) } else { String::new() },
            "remarks" = pick(&[
                "看了新车间，缺一线操作工；愿意接收实习生（虚构）。",
                "谈了设备改造的难点，希望老师带题来（虚构）。",
                "实习生稳定，食宿条件好；希望早一点定下一届人数（虚构）。",
                "基地设备已更新，可以接更多班级（虚构）。",
            ], i));
        need(maker, i, partner, unit);
        let due = at + 14 + i % 4 * 10;
        let ours = if i % 5 == 4 { "open" } else { "done" };
        seed!(maker, "promise", format!("x-pr{i}-a"); "visit" = visit, "partner" = of, "side" = "ours",
            "what" = pick(&["寄送协议范本（示例）", "提供培训方案（示例）", "安排老师驻厂诊断（示例）", "发来实习生名额表（示例）"], i),
            "owner" = pick(super::organisation::TEACHERS, partner), "due" = day(due), "state" = ours);
        if i % 2 == 0 {
            let state = pick(&["done", "done", "open", "dropped"], i / 2);
            seed!(maker, "promise", format!("x-pr{i}-b"); "visit" = visit, "partner" = of, "side" = "theirs",
                "what" = pick(&["排出实习岗位表（示例）", "推荐两名兼职教师（示例）", "给出设备捐赠清单（示例）"], i),
                "due" = day(due + 20), "state" = state);
        }
    }
}

fn need(maker: &mut Maker, i: usize, partner: usize, unit: &str) {
    let (key, visit, of) = (format!("x-n{i}"), format!("x-v{i}"), format!("x-p{partner}"));
    let major = major_of(unit, i);
    match i % 6 {
        0 | 3 => seed!(maker, "need", key; "visit" = visit, "partner" = of, "source" = "firm", "type" = "talent",
            "major" = major, "level" = "associate", "post" = pick(&["生产操作员", "设备维护员", "质检员", "施工员"], i / 3),
            "headcount" = 6 + i % 9 * 3, "monthly_pay" = 4_800 + i % 7 * 300, "detail" = "两班倒，提供住宿（虚构）。"),
        1 => seed!(maker, "need", key; "visit" = visit, "partner" = of, "source" = "firm", "type" = "technology",
            "topic" = pick(&["示例溶剂回收能耗", "示例铸件表面缺陷检测", "示例产线数据采集", "示例涂层耐候改进"], i / 6),
            "budget" = 50_000 + i * 5_000, "due" = day(200 + i * 16), "public" = if i % 12 == 1 { "true" } else { "false" }),
        2 => seed!(maker, "need", key; "visit" = visit, "partner" = of, "source" = "firm", "type" = "internship",
            "major" = major, "level" = "associate", "headcount" = 8 + i % 5 * 4, "monthly_pay" = 2_800 + i % 4 * 200,
            "lodging" = "true", "subsidy" = "true", "detail" = "岗位实习六个月（虚构）。"),
        4 => {
            seed!(maker, "need", key; "visit" = visit, "partner" = of, "source" = pick(&["firm", "gov", "industry"], i),
            "type" = "training", "topic" = pick(&["示例特种作业安全培训", "示例数控维护培训", "示例检验员培训"], i / 6),
            "headcount" = 20 + i % 4 * 10, "due" = day(220 + i * 16))
        }
        _ => {
            seed!(maker, "need", key; "visit" = visit, "partner" = of, "source" = pick(&["firm", "teacher", "student"], i),
            "type" = pick(&["curriculum", "equipment", "space", "faculty", "graduate_feedback"], i / 6),
            "topic" = pick(&["示例课程加一个安全模块", "示例旧设备可捐赠", "示例想在校内设中试点", "示例可派技师上课", "示例毕业生动手能力好"], i / 6))
        }
    }
}

/// Agreements: what they are about.
const AGREEMENTS: &[&str] =
    &["practice_base", "framework", "order_class", "internship", "service", "campus_base", "industry_college", "major"];

/// How many agreements there are; the agreement `x-a{i}` is with the partner `x-p{i}`.
pub(super) const AGREED: usize = 24;

fn agreements(maker: &mut Maker) {
    for i in 0..AGREED {
        let sort = pick(AGREEMENTS, i);
        let (from, years) = (40 + i * 29, 1 + i % 3);
        let over = from + years * 365;
        let state = if over < 900 { pick(&["renewed", "ended", "running"], i) } else { "running" };
        let name = FIRMS.get(i).map_or("", |firm| firm.0);
        let with = if i % 8 == 6 { keys("x-p", &[i, i + 1]) } else { keys("x-p", &[i]) };
        seed!(maker, "agreement", format!("x-a{i}"); "partners" = with, "title" = format!("示例{name}合作协议（虚构）"),
            "type" = sort, "number" = format!("示例协〔{}〕{}号", 2020 + from / 366, i + 1), "signed" = day(from),
            "expires" = day(over), "state" = state, "lead_unit" = lead_of(i));
    }
}
