//! Courses, order classes, internships, employment and base numbers of the invented sample.

use super::{Maker, day, keys, pick, seed};

/// Majors and the units that have them: the major `x-m{i}` is at place `i - 1`.
const UNIT_OF_MAJOR: &[&str] =
    &["x-u1", "x-u1", "x-u1", "x-u2", "x-u3", "x-u3", "x-u4", "x-u4", "x-u4", "x-u5", "x-u6", "x-u7"];

/// The school years of the sample, with the day since 2020 on which each begins.
const YEARS: &[(&str, usize)] = &[("2019-2020", 0), ("2020-2021", 244), ("2021-2022", 609)];

/// The unit of a major, by its number.
pub(super) fn unit_of(major: usize) -> &'static str {
    pick(UNIT_OF_MAJOR, major.saturating_sub(1))
}

/// A partner that takes people of a major, by its number.
pub(super) fn partner_of(major: usize) -> usize {
    pick(&[0, 1, 2, 11, 12, 13, 4, 5, 6, 17, 19, 23], major.saturating_sub(1))
}

pub(super) fn make(maker: &mut Maker) {
    courses(maker);
    classes(maker);
    internships(maker);
    employment(maker);
    numbers(maker);
    changes(maker);
}

fn courses(maker: &mut Maker) {
    for (s, (name, sort)) in [
        ("示例化工操作规范", "work"),
        ("示例检验员测评标准", "assessment"),
        ("示例装备维护标准", "teaching"),
        ("示例技能大赛标准", "contest"),
    ]
    .iter()
    .enumerate()
    {
        seed!(maker, "standard", format!("x-sd{s}"); "name" = format!("{name}（虚构）"), "sort" = sort,
            "number" = format!("示例 T/{:03}-2021", s + 1), "organ" = "示例行业协会", "partner" = format!("x-p{}", 24 + s % 4),
            "issued" = day(400 + s * 60), "majors" = keys("x-m", &[s * 3 + 1]), "co_written" = if s % 2 == 0 { "true" } else { "false" });
    }
    for i in 0..14 {
        let major = i % 12 + 1;
        let firm = partner_of(major);
        seed!(maker, "course", format!("x-cs{i}"); "name" = format!("示例{}（虚构）", pick(&["工艺操作", "设备维护", "检测技术", "安全生产", "数字化设计", "项目管理"], i)),
            "code" = format!("SL{:04}", 101 + i), "summary" = "示例简介（虚构）。", "majors" = keys("x-m", &[major]),
            "start" = day(250 + i * 45), "partners" = keys("x-p", &[firm]), "unit" = unit_of(major),
            "lead" = format!("x-t{}", i % 7 + 1), "partner_lead" = format!("示例联系人{}", firm + 1), "hours" = 48 + i % 3 * 16,
            "enterprise_hours" = 12 + i % 4 * 4, "standard_name" = if i % 3 == 2 { "" } else { "示例行业标准" },
            "standards" = if i % 3 == 0 { format!("x-sd{}", i % 4) } else { String::new() },
            "task_source" = pick(&["real", "simulated", ""], i), "assessment" = if i % 2 == 0 { "示例企业测评标准" } else { "" },
            "enterprise_mark" = if i % 2 == 0 { "40" } else { "" });
        if i < 6 {
            seed!(maker, "textbook", format!("x-tb{i}"); "name" = format!("示例教材{}（虚构）", i + 1),
                "sort" = pick(&["loose_leaf", "manual", "published", "province"], i), "publisher" = "示例出版社", "published" = day(420 + i * 110),
                "partners" = keys("x-p", &[firm]), "lead" = pick(super::organisation::TEACHERS, i), "unit" = unit_of(major),
                "majors" = keys("x-m", &[major]), "course" = format!("x-cs{i}"), "use" = "示例两个班在用（虚构）。");
        }
    }
}

fn classes(maker: &mut Maker) {
    for i in 0..10 {
        let major = i + 1;
        let firm = partner_of(major);
        let (_, begins) = pick(YEARS, i);
        let head = 22 + i % 5 * 3;
        seed!(maker, "order_class", format!("x-oc{i}"); "name" = format!("示例{}班（虚构）", pick(&["订单", "冠名", "学徒"], i)),
            "partner" = format!("x-p{firm}"), "major" = format!("x-m{major}"), "unit" = unit_of(major), "headcount" = head,
            "intake" = pick(YEARS, i).0, "start" = day(begins + 5), "end" = day(begins + 1_000),
            "apprentice" = if i % 3 == 2 { "true" } else { "false" }, "head" = pick(super::organisation::TEACHERS, i),
            "employed" = if i % 3 == 0 { (head - 8).to_string() } else { String::new() }, "verdict" = "示例评价：动手快、肯吃苦（虚构）。");
    }
}

fn internships(maker: &mut Maker) {
    for (y, (year, begins)) in YEARS.iter().enumerate() {
        for i in 0..8 {
            let major = (i + y * 2) % 12 + 1;
            let firm = partner_of(major);
            let head = 10 + (i * 3 + y * 5) % 18;
            seed!(maker, "internship", format!("x-is{y}-{i}"); "partner" = format!("x-p{firm}"), "major" = format!("x-m{major}"),
                "school_year" = year, "sort" = if i == 7 { "cognition" } else { "post" }, "class" = format!("示例{}{:02}班", 19 + y, i + 1),
                "headcount" = head, "post" = pick(&["操作员", "检验员", "装配工", "施工员"], i), "start" = day(begins + 130),
                "end" = day(begins + 310), "matched" = head - i % 4, "order_class" = if i < 3 { format!("x-oc{}", major % 10) } else { String::new() },
                "teachers" = format!("x-t{}", i % 7 + 1), "paid" = "true", "monthly_pay" = 2_600 + i * 150, "lodging" = if i % 3 == 0 { "false" } else { "true" },
                "insured" = if i == 5 { "false" } else { "true" }, "tri_party" = if i == 6 { "false" } else { "true" },
                "inspected" = day(begins + 100), "report" = "示例考察报告（虚构）");
        }
    }
}

fn employment(maker: &mut Maker) {
    for (y, year) in ["2020", "2021", "2022"].iter().enumerate() {
        for i in 0..8 {
            let major = (i + y) % 12 + 1;
            let head = 4 + (i * 2 + y) % 9;
            seed!(maker, "employment", format!("x-em{year}-{i}"); "partner" = format!("x-p{}", partner_of(major)), "major" = format!("x-m{major}"),
                "year" = year, "headcount" = head, "starting_pay" = 4_200 + i * 180 + y * 150, "local" = head - i % 3, "matched" = head - i % 2,
                "stayed" = if y < 2 { (head - i % 4).to_string() } else { String::new() }, "source" = "示例就业台账（虚构）", "as_of" = format!("{year}-08-31"));
        }
    }
}

fn numbers(maker: &mut Maker) {
    // The numbers of a school year are there from its first autumn on.
    for year in YEARS.iter().map(|(year, _)| *year).chain(["2022-2023"]) {
        for major in 1..=12 {
            seed!(maker, "base_number", format!("x-bn{year}-{major}"); "school_year" = year, "major" = format!("x-m{major}"),
                "students" = 150 + major * 12, "graduates" = 46 + major * 3, "full_time_teachers" = 8 + major % 5, "major_teachers" = 6 + major % 4,
                "major_hours" = 2_400 + major * 60, "source" = "示例状态数据（虚构）", "as_of" = format!("{}-09-30", year.get(..4).unwrap_or_default()));
        }
    }
    for (i, name) in
        ["示例职业技术学院（虚构）", "示例职业技术学院·示例校区（虚构）", "示例职业技术学院·继续教育（虚构）"]
            .iter()
            .enumerate()
    {
        seed!(maker, "school", format!("x-sch{i}"); "name" = name, "code" = format!("413201{:04}", 1_001 + i), "year_starts" = 9,
            "district" = "示例区", "source" = "示例（虚构）");
    }
}

fn changes(maker: &mut Maker) {
    let asked =
        ["示例课程加安全模块", "示例方向改为智能装备", "示例停招一个方向", "示例新增数字化课程", "示例方案加企业测评"];
    for (i, what) in asked.iter().enumerate() {
        let major = i * 2 + 1;
        let state = pick(&["applied", "arguing", "declined", "opinion", "adopted"], i);
        let settled = matches!(state, "applied" | "declined" | "adopted");
        seed!(maker, "major_change", format!("x-mc{i}"); "what" = format!("{what}（虚构）"), "major" = format!("x-m{major}"),
            "sort" = pick(&["course", "direction", "pause", "course", "plan"], i), "unit" = unit_of(major), "source" = format!("visit:x-v{}", i * 4),
            "partner" = format!("x-p{}", partner_of(major)), "opinion" = "示例：课上讲的和车间里用的差一代（虚构）。", "said" = day(300 + i * 120),
            "proposal" = "示例方案（虚构）。", "decision" = if settled { "示例结论（虚构）。" } else { "" },
            "effective" = if state == "applied" { day(620) } else { String::new() }, "state" = state,
            "state_note" = if state == "declined" { "示例：停招前先看两年就业（虚构）。" } else { "" });
    }
}
