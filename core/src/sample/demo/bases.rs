//! Bases, centres, teaching points, industry colleges, platforms and the 双高 plan of the invented
//! sample.

use super::teaching::{partner_of, unit_of};
use super::{Maker, day, keys, pick, seed};

/// What each base is for: those of the majors, one after the other.
const SORTS: &[&str] = &[
    "应用化工",
    "药品生产",
    "高分子材料",
    "工业分析",
    "建筑工程",
    "建筑装饰",
    "机电一体化",
    "数控",
    "新能源装备",
    "现代物流",
    "环境艺术",
    "体育运营",
];

pub(super) fn make(maker: &mut Maker) {
    bases(maker);
    colleges(maker);
    platforms(maker);
    double_high(maker);
}

fn bases(maker: &mut Maker) {
    for i in 0..12 {
        let major = i + 1;
        let firm = partner_of(major);
        let outside = i % 3 != 0;
        let only = |wanted: bool, text: String| if wanted { text } else { String::new() };
        seed!(maker, "base", format!("x-bs{i}"); "name" = format!("示例{}{}（虚构）", SORTS.get(i).unwrap_or(&""), if outside { "实习基地" } else { "实训基地" }),
            "place" = if outside { "outside" } else { "inside" }, "sort" = if outside { pick(&["internship", "teacher"], i / 2) } else { pick(&["productive", "training", "virtual"], i) },
            "number" = format!("示例基{:03}", i + 1), "established" = day(60 + i * 50), "expires" = only(outside, day(60 + i * 50 + 1_095)),
            "level" = pick(&["school", "province", "city"], i), "unit" = unit_of(major), "host" = only(outside, format!("x-p{firm}")),
            "partners" = keys("x-p", &[firm]), "majors" = keys("x-m", &[major]), "head" = pick(super::organisation::TEACHERS, i),
            "area" = 240 + i * 45, "workplaces" = only(!outside, (30 + i * 4).to_string()), "equipment_value" = only(!outside, (900_000 + i * 120_000).to_string()),
            "equipment_partner" = only(!outside, (120_000 + i * 30_000).to_string()), "items" = 4 + i % 5, "main_items" = "示例项目：安全、操作、检验（虚构）。",
            "figures_year" = "2021-2022", "use_hours" = only(!outside, (18_000 + i * 1_500).to_string()), "days" = only(outside, (160 + i * 5).to_string()),
            "students" = 60 + i * 8, "output" = only(!outside && i % 2 == 0, (150_000 + i * 20_000).to_string()),
            "half_year" = only(outside, (12 + i).to_string()), "hired" = only(outside, (3 + i % 5).to_string()), "escorts" = only(outside, "4".to_owned()),
            "fee" = only(outside, "200".to_owned()), "staff" = only(outside, (180 + i * 60).to_string()),
            "lodging" = only(outside, "true".to_owned()), "subsidy" = only(outside, "true".to_owned()), "inspected" = only(outside, day(500 + i * 20)));
        if i < 3 {
            for (part, many) in [("four", 4), ("six", 6)] {
                for order in 1..=many {
                    seed!(maker, "base_item", format!("x-bi{i}-{part}-{order}"); "base" = format!("x-bs{i}"), "part" = part, "order" = order,
                        "wording" = format!("示例说法 {order}（请核对）"), "reached" = pick(&["met", "partly", "not", "met"], order + i), "evidence" = "示例佐证（虚构）", "year" = "2022");
                }
            }
        }
    }
    for i in 0..4 {
        seed!(maker, "rd_center", format!("x-rd{i}"); "name" = format!("示例{}研发中心（虚构）", pick(&["绿色化工", "智能装备", "检测", "建材"], i)), "direction" = "示例方向",
            "level" = pick(&["province", "city", "school"], i), "established" = day(150 + i * 160), "expires" = day(150 + i * 160 + 1_460),
            "partners" = keys("x-p", &[partner_of(i * 2 + 1)]), "lead_unit" = unit_of(i * 2 + 1), "head" = pick(super::organisation::TEACHERS, i),
            "area" = 120 + i * 60, "equipment_value" = 700_000 + i * 200_000, "output" = 90_000 + i * 40_000);
        seed!(maker, "teaching_point", format!("x-tt{i}"); "name" = format!("示例镇教学点{}（虚构）", i + 1), "town" = pick(&["320411004", "320412104", "320413100", "320481001"], i),
            "unit" = format!("x-u{}", i % 4 + 1), "partner" = "x-p34", "address" = "示例镇示例路", "head" = pick(super::organisation::TEACHERS, i), "opened" = day(560 + i * 60),
            "majors" = keys("x-m", &[i + 1]), "classes" = 1 + i, "headcount" = 26 + i * 9);
    }
}

fn colleges(maker: &mut Maker) {
    let states = ["excellent", "recruiting", "opened", "arguing"];
    for (i, state) in states.iter().enumerate() {
        let major = i * 3 + 1;
        let unit = unit_of(major);
        seed!(maker, "industry_college", format!("x-ic{i}"); "name" = format!("示例{}产业学院（虚构）", pick(&["绿色化工", "检验检测", "智能装备", "数字建造"], i)),
            "partners" = keys("x-p", &[partner_of(major), 24 + i]), "lead_unit" = unit, "shares" = format!("{unit}:70、x-u5:30"), "chain" = "示例产业链",
            "majors" = keys("x-m", &[major]), "founded" = if *state == "arguing" { String::new() } else { day(250 + i * 180) }, "plan_number" = format!("示例〔2021〕{}号", i + 10),
            "head" = pick(super::organisation::TEACHERS, i), "partner_head" = format!("示例联系人{}", i + 1), "meetings_a_year" = 2, "address" = "示例校区", "area" = 600 + i * 150,
            "equipment_value" = 1_800_000 + i * 300_000, "equipment_owner" = "shared", "state" = state);
        for task in [
            "training_model",
            "major_quality",
            "courses",
            "practice_bases",
            "teachers",
            "service_platform",
            "governance",
        ] {
            if *state != "arguing" {
                seed!(maker, "self_check", format!("x-sf{i}-{task}"); "industry_college" = format!("x-ic{i}"), "year" = "2022", "task" = task,
                    "reached" = pick(&["met", "partly", "met", "not"], task.len() + i), "evidence" = "示例佐证（虚构）", "note" = "示例打算（虚构）。");
            }
        }
    }
}

fn platforms(maker: &mut Maker) {
    for (i, state) in ["running", "building", "nurtured", "midterm", "applied"].iter().enumerate() {
        let major = i * 2 + 1;
        seed!(maker, "platform", format!("x-pf{i}"); "name" = format!("示例{}集成实践平台（虚构）", pick(&["化工中试", "检测", "装配式建筑", "智能装备", "新能源"], i)),
            "level" = pick(&["province", "school"], i), "document" = format!("示例〔2021〕{}号", i + 1), "applied" = day(200 + i * 40), "due" = day(1_300 + i * 40),
            "unit" = unit_of(major), "head" = pick(super::organisation::TEACHERS, i), "partners" = keys("x-p", &[partner_of(major)]), "majors" = keys("x-m", &[major]),
            "area" = 900 + i * 200, "workplaces" = 60 + i * 10, "equipment_school" = 2_400_000 + i * 300_000, "equipment_partner" = 800_000 + i * 100_000,
            "use_hours" = 26_000 + i * 2_000, "state" = state,
            "state_number" = if *state == "nurtured" { format!("示例〔2021〕{}号", i + 1) } else { String::new() });
        for (t, side) in ["integration", "facilities", "team"].iter().enumerate() {
            seed!(maker, "platform_target", format!("x-pg{i}-{t}"); "platform" = format!("x-pf{i}"), "year" = "2022", "what" = pick(&["示例合作课程", "示例设备更新", "示例双师教师"], t),
                "side" = side, "measure" = pick(&["门", "台套", "人"], t), "target" = 4 + t * 3, "done" = if *state == "applied" { String::new() } else { (3 + t * 3).to_string() });
        }
        for funds in ["school", "industry"] {
            seed!(maker, "platform_money", format!("x-pm{i}-{funds}"); "platform" = format!("x-pf{i}"), "year" = "2022", "funds" = funds, "budget" = 400_000 + i * 50_000,
                "arrived" = 360_000 + i * 45_000, "spent" = 300_000 + i * 40_000, "note" = "示例（虚构）");
        }
    }
}

fn double_high(maker: &mut Maker) {
    for year in ["2020", "2021", "2022"] {
        for (f, funds) in ["central", "local", "industry", "school"].iter().enumerate() {
            seed!(maker, "double_high_budget", format!("x-db{year}-{funds}"); "year" = year, "funds" = funds, "level" = "school", "budget" = 5_000_000 + f * 1_200_000,
                "arrived" = 5_050_000 + f * 1_150_000, "spent" = 4_700_000 + f * 1_100_000, "source" = "示例财务台账（虚构）", "as_of" = if year == "2022" { "2022-06-30".to_owned() } else { format!("{year}-12-31") });
        }
        for (i, what) in ["示例合作企业数", "示例共建基地数", "示例横向到款", "示例双师比例"].iter().enumerate()
        {
            seed!(maker, "double_high_task", format!("x-dt{year}-{i}"); "indicator" = format!("{what}（虚构）"), "year" = year, "level" = if i == 1 { "group" } else { "school" },
                "major_group" = if i == 1 { "x-g1" } else { "" }, "sort" = "quantity", "number" = format!("示例-{}", i + 1), "unit" = "x-u9",
                "measure" = pick(&["家", "个", "万元", "%"], i), "target" = 20 + i * 15, "done" = 18 + i * 16);
        }
    }
}
