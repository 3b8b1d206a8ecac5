//! The last year of the invented sample once more: what a college that is at work has had in it, so
//! that no figure of the year and no lamp stands at nothing for want of a record.

use super::teaching::{partner_of, unit_of};
use super::work::{AGREED, lead_of};
use super::{Maker, day, keys, pick, seed};

pub(super) fn make(maker: &mut Maker) {
    visits(maker);
    money(maker);
    autumn(maker);
    change(maker);
    papers(maker);
}

/// Whom, on which day, why, led by whom.
const VISITS: &[(usize, usize, &str, &str)] = &[
    // Associations and offices that are seen more than once a year.
    (24, 800, "call", "示例骨干甲"),
    (24, 905, "technology", "示例骨干甲"),
    (26, 870, "call", "示例骨干丙"),
    (26, 990, "technology", "示例骨干丙"),
    (32, 830, "call", "示例骨干丁"),
    (33, 960, "call", "示例骨干丁"),
    (34, 1_000, "expand", "示例教师戊"),
    // Heads of the school go to leading firms and to parks.
    (16, 795, "call", "示例校领导"),
    (4, 850, "expand", "示例校领导"),
    (8, 915, "technology", "示例校领导"),
    (12, 945, "signing", "示例校领导"),
    (28, 1_010, "call", "示例校领导"),
    (30, 1_030, "call", "示例校领导"),
    // Two of us at one firm within weeks, neither knowing of the other.
    (4, 862, "internship", "示例骨干乙"),
    // An agreement that has run out, and work that goes on.
    (7, 1_022, "internship", "示例教师辛"),
    // The month that runs.
    (11, 1_045, "base", "示例骨干丙"),
    (2, 1_054, "signing", "示例教师丙"),
];

fn visits(maker: &mut Maker) {
    for (i, (partner, at, purpose, lead)) in VISITS.iter().enumerate() {
        let (visit, of) = (format!("x-vy{i}"), format!("x-p{partner}"));
        let head = *lead == "示例校领导";
        seed!(maker, "visit", visit; "partner" = of, "date" = day(*at), "purpose" = purpose, "lead" = lead,
            "lead_title" = if head { "校领导" } else { "专业负责人" }, "host" = format!("示例联系人{}", partner + 1),
            "host_title" = pick(&["秘书长", "总经理", "主任"], i),
            "remarks" = pick(&["谈了下一年一起做的三件事（虚构）。", "看了现场，定了对接人（虚构）。"], i));
        seed!(maker, "promise", format!("x-pry{i}"); "visit" = visit, "partner" = of, "side" = if i % 3 == 2 { "theirs" } else { "ours" },
            "what" = pick(&["回去列出合作清单（示例）", "约好下次开会的日子（示例）", "送去本届学生名单（示例）"], i),
            "owner" = lead, "due" = day(at + 21), "state" = if i % 5 == 3 { "open" } else { "done" });
    }
}

/// What partners put in, what training brought, and what the month that runs has signed and received.
fn money(maker: &mut Maker) {
    let inputs = [
        ("示例检测仪器三台", "donated", 11, 680_000, 870),
        ("示例订单班助学金", "scholarship", 4, 200_000, 985),
        ("示例联合实验室经费", "money", 2, 500_000, 920),
    ];
    for (i, (what, sort, partner, amount, at)) in inputs.into_iter().enumerate() {
        seed!(maker, "input", format!("x-iny{i}"); "partner" = format!("x-p{partner}"), "what" = format!("{what}（虚构）"),
            "giver" = "partner", "sort" = sort, "promised" = amount, "promised_by" = day(at + 10), "arrived" = amount,
            "arrived_on" = day(at), "unit" = lead_of(partner), "voucher" = format!("示例交接{:02}", i + 21));
    }
    for (i, (source, partner, amount, at)) in [
        ("training", 6, 46_000, 815),
        ("training", 17, 52_800, 880),
        ("vertical", 1, 60_000, 940),
        ("trade", 1, 110_000, 955),
    ]
    .into_iter()
    .enumerate()
    {
        seed!(maker, "receipt", format!("x-rdy{i}"); "source" = source, "partner" = format!("x-p{partner}"), "date" = day(at),
            "amount" = amount, "voucher" = format!("示例收{:03}", i + 21), "unit" = lead_of(partner));
    }
    seed!(maker, "agreement", "x-ay0"; "partners" = "x-p2", "title" = "示例瑞康制药联合实验室协议（虚构）", "type" = "campus_base",
        "number" = "示例协〔2022〕31号", "signed" = day(1_054), "expires" = day(1_054 + 1_095), "state" = "running", "lead_unit" = lead_of(2));
    seed!(maker, "receipt", "x-rdy-now"; "contract" = "x-ct28", "source" = "service", "partner" = "x-p7", "date" = day(1_050),
        "amount" = 111_250, "voucher" = "示例凭051");
}

/// The school year has begun: events and courses for employees.
fn autumn(maker: &mut Maker) {
    let events = [
        ("admission", "走进企业日", 985),
        ("alumni", "校友返校", 1_000),
        ("hiring", "教师招聘会", 1_015),
        ("admission", "开放日", 1_028),
        ("alumni", "校友座谈", 1_040),
    ];
    for (i, (part, name, at)) in events.into_iter().enumerate() {
        let major = i * 2 + 1;
        seed!(maker, "activity", format!("x-acy{i}"); "name" = format!("示例{name}（虚构）"), "part" = part, "date" = day(at),
            "partners" = keys("x-p", &[partner_of(major)]), "unit" = unit_of(major), "headcount" = 60 + i * 20,
            "place" = "示例校区", "result" = "示例成效（虚构）。");
    }
    for (i, at) in [985, 1_005, 1_035].into_iter().enumerate() {
        let major = i * 3 + 1;
        seed!(maker, "training", format!("x-try{i}"); "topic" = format!("示例{}（虚构）", pick(&["班组长培训", "设备点检培训", "质量检验培训"], i)),
            "partner" = format!("x-p{}", partner_of(major)), "audience" = "staff", "start" = day(at), "end" = day(at + 3), "unit" = unit_of(major),
            "lead" = pick(super::organisation::TEACHERS, i), "headcount" = 30 + i * 6, "days" = 3, "hours" = 24,
            "teachers" = keys("x-t", &[i + 1]), "terms" = "paid", "agreed" = (12_000 + i * 3_000).to_string());
    }
}

/// An opinion of an enterprise that became a change within the year.
fn change(maker: &mut Maker) {
    for (i, (what, major, said, effective)) in
        [("示例增开自动化检测课", 4, 800, 974), ("示例实训改用企业工单", 7, 845, 974)].into_iter().enumerate()
    {
        seed!(maker, "major_change", format!("x-mcy{i}"); "what" = format!("{what}（虚构）"), "major" = format!("x-m{major}"),
            "sort" = "course", "unit" = unit_of(major), "partner" = format!("x-p{}", partner_of(major)),
            "opinion" = "示例：新来的学生要再教三个月（虚构）。", "said" = day(said), "proposal" = "示例方案（虚构）。",
            "decision" = "示例结论（虚构）。", "effective" = day(effective), "state" = "applied");
    }
}

/// Of most agreements the original is filed.
fn papers(maker: &mut Maker) {
    // Those of the first and the fifth stand among the papers of the projects.
    for i in (0..AGREED).filter(|i| ![0, 4].contains(i)) {
        let filed = i % 4 != 3;
        seed!(maker, "evidence", format!("x-evy{i}"); "of" = format!("agreement:x-a{i}"), "paper" = "agreement", "title" = "示例协议扫描件（虚构）",
            "state" = if filed { "filed" } else { "missing" }, "filed" = if filed { day(60 + i * 29) } else { String::new() },
            "place" = if filed { "示例 3 号柜" } else { "" }, "due" = day(70 + i * 29));
    }
}
