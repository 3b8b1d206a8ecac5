//! Projects of the seven modes, their contracts and money, samples, and what came of them, of the
//! invented sample.

use super::work::lead_of;
use super::{Maker, day, keys, pick, seed};

/// Projects: name, mode, partner, stage.
const PROJECTS: &[(&str, &str, usize, &str)] = &[
    ("示例溶剂回收技术转化", "transfer", 0, "running"),
    ("示例涂层配方转让", "transfer", 1, "archived"),
    ("示例产线数据采集开发", "development", 4, "running"),
    ("示例表面缺陷检测开发", "development", 5, "midterm"),
    ("示例制药工艺改进开发", "development", 2, "archived"),
    ("示例动力电池订单班", "education", 8, "running"),
    ("示例智能制造现代学徒", "education", 4, "signed"),
    ("示例检验员岗课赛证", "education", 11, "running"),
    ("示例化工中试实训车间", "entity", 0, "running"),
    ("示例装配式建筑体验馆", "entity", 13, "reviewing"),
    ("示例软件驻校工作室", "entity", 14, "running"),
    ("示例化工产教联盟", "alliance", 24, "running"),
    ("示例装备制造校企联盟", "alliance", 25, "approved"),
    ("示例滨江园区战略合作", "strategic", 28, "running"),
    ("示例健康产业战略联盟", "strategic", 36, "talks"),
    ("示例大型仪器共享", "sharing", 26, "running"),
    ("示例检测平台开放共享", "sharing", 11, "idea"),
    ("示例新能源园区人才服务", "education", 30, "terminated"),
];

pub(super) fn make(maker: &mut Maker) {
    for (i, (title, mode, partner, state)) in PROJECTS.iter().enumerate() {
        let of = |modes: &[&str], text: String| if modes.contains(mode) { text } else { String::new() };
        let unit = lead_of(*partner);
        let other = pick(&["x-u1", "x-u4", "x-u3"], i);
        let shared = i % 4 == 0 && other != unit;
        seed!(maker, "project", format!("x-pj{i}"); "title" = format!("{title}（虚构）"), "partners" = keys("x-p", &[*partner]),
            "mode" = mode, "manner" = pick(&["educate", "research", "build", "share"], i),
            "aspects" = pick(&["talent、employment", "innovation", "major、talent", "service"], i),
            "initiator" = pick(&["school", "firm", "firm", "gov", "association"], i), "state" = state,
            "state_number" = if *state == "signed" { "示例院合〔2022〕7号" } else { "" },
            "state_note" = if *state == "terminated" { "示例：园区改由平台公司统一招工（虚构）。" } else { "" },
            "start" = day(200 + i * 30), "end" = day(200 + i * 30 + 730), "lead_unit" = unit,
            "shares" = if shared { format!("{unit}:60、{other}:40") } else { String::new() },
            "owner" = pick(super::organisation::TEACHERS, i), "majors" = format!("x-m{}", i % 12 + 1),
            "outcome" = of(&["transfer"], "示例工艺包（虚构）".to_owned()), "fee" = of(&["transfer"], (80_000 + i * 10_000).to_string()),
            "contract" = of(&["development"], format!("x-ct{i}")), "class" = of(&["education"], format!("示例{}班", i + 1)),
            "students" = of(&["education"], (24 + i).to_string()), "area" = of(&["entity"], (180 + i * 20).to_string()),
            "equipment" = of(&["entity"], (600_000 + i * 50_000).to_string()),
            "input_partner" = of(&["entity"], (300_000 + i * 20_000).to_string()), "property" = of(&["entity"], "各自所有（示例）".to_owned()),
            "members" = of(&["alliance", "strategic"], keys("x-p", &[*partner, i % 24])),
            "events" = of(&["alliance", "strategic"], "4".to_owned()), "instrument" = of(&["sharing"], "示例色谱仪".to_owned()),
            "machine_hours" = of(&["sharing"], "420".to_owned()),
            "results" = if *state == "archived" { "通过验收，企业已在用（虚构）。" } else { "" });
    }
    contracts(maker);
    inputs(maker);
    outcomes(maker);
    samples(maker);
    papers(maker);
}

/// The contracts: those of the development projects, and as many without a project.
fn contracts(maker: &mut Maker) {
    for (c, key) in [2, 3, 4, 20, 21, 22, 23, 24, 25, 26, 27, 28].into_iter().enumerate() {
        let (partner, at) = (c * 5 % 24, 120 + c * 75);
        let (unit, amount) = (lead_of(partner), 60_000 + c * 35_000);
        let registered = c % 3 == 0;
        let said = |text: String| if registered { text } else { String::new() };
        seed!(maker, "contract", format!("x-ct{key}"); "title" = format!("示例横向课题{}（虚构）", c + 1),
            "number" = format!("示例技〔{}〕{:02}", 2020 + at / 366, c + 1), "partner" = format!("x-p{partner}"),
            "sort" = pick(&["development", "service", "consulting", "service", "transfer", "licence"], c),
            "signed" = day(at), "ends" = day(at + 365), "amount" = amount, "other_amount" = amount / 10,
            "state" = if registered { "receiving" } else { "signed" },
            "registered_number" = said(format!("示例登记{:03}", c + 1)), "registered_on" = said(day(at + 20)),
            "exempt" = said((amount - amount / 10).to_string()), "lead_unit" = unit, "leader" = format!("x-t{}", c % 7 + 1),
            "shares" = if c % 4 == 1 { format!("{unit}:70、x-u5:30") } else { String::new() });
        for part in 0..=c % 3 {
            seed!(maker, "receipt", format!("x-rc{c}-{part}"); "contract" = format!("x-ct{key}"), "source" = "service",
                "partner" = format!("x-p{partner}"), "date" = day(at + 30 + part * 120), "amount" = amount / 4,
                "voucher" = format!("示例凭{:03}", c * 3 + part + 1));
        }
    }
    for (i, source) in ["training", "training", "vertical", "trade", "training", "donation"].into_iter().enumerate() {
        seed!(maker, "receipt", format!("x-rd{i}"); "source" = source, "partner" = format!("x-p{}", i * 3),
            "date" = day(150 + i * 140), "amount" = 18_000 + i * 12_500, "voucher" = format!("示例收{:03}", i + 1),
            "unit" = format!("x-u{}", i % 7 + 1));
    }
}

fn inputs(maker: &mut Maker) {
    let inputs = [
        ("示例数控机床两台", "partner", "donated", 4, 460_000, 460_000),
        ("示例反应釜一套", "partner", "lent", 0, 380_000, 380_000),
        ("示例奖学金", "partner", "scholarship", 8, 100_000, 60_000),
        ("示例建筑软件", "partner", "software", 13, 240_000, 0),
        ("示例实训室改造", "school", "money", 14, 520_000, 520_000),
        ("示例平台配套", "local", "money", 28, 800_000, 500_000),
    ];
    for (i, (what, giver, sort, partner, promised, arrived)) in inputs.into_iter().enumerate() {
        let there = |text: String| if arrived == 0 { String::new() } else { text };
        seed!(maker, "input", format!("x-in{i}"); "partner" = format!("x-p{partner}"), "what" = format!("{what}（虚构）"),
            "giver" = giver, "sort" = sort, "promised" = promised, "promised_by" = day(500 + i * 60),
            "arrived" = there(arrived.to_string()), "arrived_on" = there(day(520 + i * 60)),
            "unit" = lead_of(partner), "voucher" = there(format!("示例交接{:02}", i + 1)));
    }
}

fn outcomes(maker: &mut Maker) {
    let research = ["示例绿色溶剂机理", "示例学徒制培养研究", "示例装备远程诊断", "示例产教融合评价"];
    for (i, title) in research.iter().enumerate() {
        let at = 100 + i * 160;
        let over = i == 0;
        seed!(maker, "research_project", format!("x-rp{i}"); "title" = format!("{title}（虚构）"),
            "number" = format!("示例课{:03}", i + 1), "sort" = pick(&["natural", "teaching", "natural", "social"], i),
            "level" = pick(&["province", "city", "school", "national"], i), "state" = if over { "finished" } else { "running" },
            "applied" = day(at), "approved" = day(at + 90), "due" = day(at + 800), "finished" = if over { day(at + 700) } else { String::new() },
            "grant" = 30_000 + i * 25_000, "leader" = pick(super::organisation::TEACHERS, i), "unit" = format!("x-u{}", i % 4 + 1),
            "teachers" = 4 + i, "students" = 2 + i * 3);
    }
    let results = [
        ("示例溶剂回收装置", "technology", 0, "used"),
        ("示例检测算法", "software", 3, "licensed"),
        ("示例培训教案集", "teaching", 5, "none"),
        ("示例车间改造建议", "report", 2, "used"),
        ("示例涂层配方", "process", 1, "sold"),
    ];
    for (i, (title, sort, project, way)) in results.into_iter().enumerate() {
        let used = way != "none";
        let partner = PROJECTS.get(project).map_or(0, |p| p.2);
        seed!(maker, "result", format!("x-rs{i}"); "title" = format!("{title}（虚构）"), "sort" = sort, "date" = day(500 + i * 70),
            "project" = format!("x-pj{project}"), "partners" = format!("x-p{partner}"), "unit" = lead_of(partner), "way" = way,
            "used" = if used { day(560 + i * 70) } else { String::new() },
            "fee" = if used { (50_000 + i * 15_000).to_string() } else { String::new() }, "authors" = "示例课题组");
        seed!(maker, "ip_right", format!("x-ip{i}"); "title" = format!("一种{title}的方法（虚构）"),
            "sort" = pick(&["invention", "utility", "software"], i), "number" = format!("示例专利{:04}", 1001 + i),
            "state" = "granted", "filed" = day(300 + i * 60), "granted" = day(620 + i * 60), "partners" = format!("x-p{partner}"),
            "result" = format!("x-rs{i}"), "unit" = lead_of(partner));
    }
    for (i, title) in ["示例教学成果奖", "示例产教融合优秀案例", "示例科技进步奖"].iter().enumerate()
    {
        seed!(maker, "award", format!("x-aw{i}"); "title" = format!("{title}（虚构）"), "level" = pick(&["national", "province", "city"], i),
            "grade" = pick(&["一等奖", "优秀", "二等奖"], i), "date" = day(400 + i * 200), "giver" = "示例主管部门（虚构）",
            "project" = format!("x-pj{}", i * 4), "unit" = format!("x-u{}", i + 1));
    }
}

fn samples(maker: &mut Maker) {
    let samples = [
        ("示例化工标杆", "flagship", 0, "closed"),
        ("示例协会样板", "association", 24, "building"),
        ("示例园区样板", "park", 28, "building"),
        ("示例平台公司样板", "platform", 35, "chosen"),
        ("示例乡镇样板", "town", 34, "building"),
        ("示例产业学院样板", "industry_college", 8, "chosen"),
    ];
    for (i, (name, sort, partner, state)) in samples.into_iter().enumerate() {
        let closed = state == "closed";
        let unit = lead_of(partner);
        let other = if unit == "x-u4" { "x-u1" } else { "x-u4" };
        seed!(maker, "sample", format!("x-sa{i}"); "name" = format!("{name}（虚构）"), "type" = sort, "state" = state,
            "partners" = format!("x-p{partner}"), "lead_unit" = unit, "units" = format!("{unit}、{other}"),
            "shares" = format!("{unit}:70、{other}:30"), "due" = day(1_000 + i * 40), "projects" = format!("x-pj{i}"),
            "town" = if sort == "town" { "320411004" } else { "" },
            "results" = if closed { "x-rs0" } else { "" }, "students" = if closed { "120" } else { "" },
            "firms" = if closed { "3" } else { "" });
        for (m, what) in ["示例方案论证", "示例首批成果"].iter().enumerate() {
            let done = closed || m == 0 && i < 3;
            seed!(maker, "milestone", format!("x-ms{i}-{m}"); "sample" = format!("x-sa{i}"), "what" = what,
                "due" = day(700 + i * 20 + m * 150), "state" = if done { "done" } else { "open" },
                "reached" = if done { day(690 + i * 20 + m * 150) } else { String::new() });
        }
    }
}

/// Steps of approval and papers of some agreements and projects.
fn papers(maker: &mut Maker) {
    for (i, of) in ["agreement:x-a0", "agreement:x-a4", "project:x-pj9", "contract:x-ct20"].into_iter().enumerate() {
        for (d, desk) in ["college", "office", "legal"].into_iter().enumerate() {
            let done = d < 2 || i == 0;
            seed!(maker, "approval", format!("x-ap{i}-{d}"); "of" = of, "desk" = desk, "due" = day(300 + i * 90 + d * 7),
                "date" = if done { day(298 + i * 90 + d * 7) } else { String::new() }, "state" = if done { "done" } else { "open" },
                "by" = "示例分管负责人", "opinion" = if done { "同意（示例）。" } else { "" });
        }
        for (p, paper) in ["agreement", "licence", "summary"].into_iter().enumerate() {
            let filed = (i + p) % 3 != 2;
            seed!(maker, "evidence", format!("x-ev{i}-{p}"); "of" = of, "paper" = paper, "title" = "示例材料（虚构）",
                "state" = if filed { "filed" } else { "missing" }, "filed" = if filed { day(320 + i * 90) } else { String::new() },
                "place" = if filed { "示例 3 号柜" } else { "" }, "due" = day(400 + i * 90));
        }
    }
}
