//! Teachers' practice and certificates, part-time teachers, masters and apprentices, teams,
//! competitions, certificates, training and what runs through all of it, of the invented sample.

use super::teaching::{partner_of, unit_of};
use super::{Maker, day, keys, pick, seed};

pub(super) fn make(maker: &mut Maker) {
    teachers(maker);
    masters(maker);
    contests(maker);
    trainings(maker);
    activities(maker);
}

fn teachers(maker: &mut Maker) {
    for i in 0..14 {
        let person = i % 7 + 1;
        let days = 60 + i % 5 * 25;
        let start = 200 + i * 55;
        seed!(maker, "teacher_practice", format!("x-tp{i}"); "person" = format!("x-t{person}"), "partner" = format!("x-p{}", partner_of(i % 12 + 1)),
            "form" = pick(&["post", "research", "trained", "observe"], i), "start" = day(start), "end" = day(start + days + 10), "days" = days,
            "post" = pick(&["工艺员（示例）", "检验员（示例）", "项目助理（示例）"], i), "result" = "示例总结一份（虚构）。", "evidence" = "示例证明（虚构）",
            "mentor" = format!("示例联系人{}", i + 1));
    }
    for i in 0..7 {
        seed!(maker, "certificate", format!("x-ce{i}"); "person" = format!("x-t{}", i + 1), "name" = pick(&["示例高级技师证（虚构）", "示例讲师职称（虚构）", "示例考评员证（虚构）"], i),
            "sort" = pick(&["skill", "rank", "examiner"], i), "level" = pick(&["一级", "中级", "高级"], i), "organ" = "示例发证机关",
            "number" = format!("示例{:05}", 10_001 + i), "issued" = day(100 + i * 80), "expires" = if i % 3 == 2 { day(1_200 + i * 80) } else { String::new() });
    }
    for (year, start, many, mark) in [("2021-2022", 612, 9, ""), ("2022-2023", 977, 6, "-now")] {
        for i in 0..many {
            let major = i + 1;
            let firm = partner_of(major);
            seed!(maker, "part_time_teacher", format!("x-pt{i}{mark}"); "name" = format!("示例兼职教师{}", i + 1), "partner" = format!("x-p{firm}"),
                "post" = pick(&["高级工程师", "车间主任", "检验主管"], i), "skill" = pick(&["高级工程师", "高级技师", "工程师"], i), "unit" = unit_of(major),
                "letter" = if i == 6 { "false" } else { "true" }, "letter_number" = if i == 6 { String::new() } else { format!("示例聘{:03}", i + 1) },
                "start" = day(start), "expires" = day(start + 358), "school_year" = year, "courses" = format!("x-cs{i}"), "hours" = 24 + i * 4, "pay" = 3_600 + i * 600);
        }
    }
    for (i, (name, sort)) in [
        ("示例教学创新团队", "teaching"),
        ("示例技术服务团队", "service"),
        ("示例大师工作室", "workshop"),
        ("示例课程开发团队", "course"),
    ]
    .iter()
    .enumerate()
    {
        seed!(maker, "team", format!("x-tm{i}"); "name" = format!("{name}（虚构）"), "sort" = sort, "level" = pick(&["province", "school", "city"], i),
            "unit" = format!("x-u{}", i + 1), "founded" = day(250 + i * 130), "lead" = pick(super::organisation::TEACHERS, i),
            "people" = keys("x-t", &[i + 1, i + 2]), "partners" = keys("x-p", &[partner_of(i + 1)]), "partner_members" = "示例技师一名");
    }
}

fn masters(maker: &mut Maker) {
    for i in 0..8 {
        let major = i + 1;
        let firm = partner_of(major);
        let state = pick(&["training", "passed", "agreed", "training", "examined"], i);
        let at = 560 + i * 30;
        let examined = matches!(state, "passed" | "examined");
        seed!(maker, "apprenticeship", format!("x-as{i}"); "master" = format!("示例师傅{}", i + 1), "partner" = format!("x-p{firm}"),
            "post" = "班组长（示例）", "skill" = pick(&["高级技师", "技师", "高级工"], i), "term_start" = day(at), "term_end" = day(at + 365),
            "apprentice" = format!("示例徒弟{:02}", i + 1), "class" = format!("示例订单{}班", i + 1), "major" = format!("x-m{major}"),
            "teacher" = format!("x-t{}", i % 7 + 1), "signed" = day(at), "ceremony" = day(at + 6), "order_class" = format!("x-oc{}", i % 10),
            "tasks" = "示例：安全、操作、点检三项（虚构）。", "exam_standard" = "示例企业标准", "exam_score" = if examined { (82 + i).to_string() } else { String::new() },
            "exam_date" = if examined { day(at + 340) } else { String::new() }, "whereabouts" = if state == "passed" { "stayed" } else { "" }, "state" = state);
        if state != "agreed" {
            // Some months of the second year have no note.
            let months = (10..=12)
                .map(|month| (2021, month))
                .chain((1..=5).filter(|month| (month + i) % 3 != 0).map(|month| (2022, month)));
            for (year, month) in months {
                seed!(maker, "apprentice_note", format!("x-an{i}-{year}-{month}"); "apprenticeship" = format!("x-as{i}"), "month" = format!("{year}-{month:02}"),
                    "note" = pick(&["学会点检，能独立开机（虚构）。", "跟着换过两次模具（虚构）。", "检验记录填得清楚（虚构）。"], i + month),
                    "by" = pick(super::organisation::TEACHERS, i));
            }
        }
    }
}

fn contests(maker: &mut Maker) {
    for i in 0..5 {
        seed!(maker, "competition", format!("x-cp{i}"); "name" = format!("示例{}技能竞赛（虚构）", pick(&["化工生产", "工业分析", "装备维护"], i)),
            "date" = day(300 + i * 150), "level" = pick(&["province", "city", "national", "school"], i), "organiser" = "示例主办单位",
            "role" = pick(&["entered", "held", "entered", "wrote"], i), "prize" = pick(&["first", "none", "second"], i), "partners" = keys("x-p", &[24 + i % 4]),
            "unit" = format!("x-u{}", i % 4 + 1), "majors" = keys("x-m", &[i + 1]), "headcount" = 3 + i * 2, "teachers" = format!("x-t{}", i + 1),
            "standard" = if i % 2 == 0 { "x-sd3" } else { "" });
        seed!(maker, "skill_certificate", format!("x-sk{i}"); "name" = format!("示例{}（虚构）", pick(&["化工总控工", "工业机器人运维 1+X", "检验检测 1+X"], i)),
            "year" = pick(&["2020", "2021", "2022"], i), "sort" = pick(&["appraisal", "one_x", "one_x"], i), "grade" = pick(&["high", "middle"], i),
            "headcount" = 40 + i * 8, "passed" = 34 + i * 7, "majors" = keys("x-m", &[i + 1]), "unit" = format!("x-u{}", i % 4 + 1),
            "organ" = "示例鉴定机构", "partner" = format!("x-p{}", 24 + i % 4), "organ_level" = "province", "organ_body" = "示例主管部门");
    }
}

fn trainings(maker: &mut Maker) {
    for i in 0..12 {
        let (people, days) = (24 + i % 5 * 8, 2 + i % 4);
        let unit = format!("x-u{}", i % 7 + 1);
        let free = i % 4 == 3;
        seed!(maker, "training", format!("x-tr{i}"); "topic" = format!("示例{}（虚构）", pick(&["特种作业安全培训", "数控维护培训", "检验员培训", "电商运营培训"], i)),
            "partner" = format!("x-p{}", partner_of(i % 12 + 1)), "audience" = pick(&["staff", "staff", "staff", "community"], i), "start" = day(240 + i * 70),
            "end" = day(240 + i * 70 + days), "shares" = if i % 5 == 1 { format!("{unit}:70、x-u8:30") } else { String::new() }, "unit" = unit,
            "lead" = pick(super::organisation::TEACHERS, i), "headcount" = people, "days" = days, "hours" = days * 8,
            "teachers" = keys("x-t", &[i % 7 + 1]), "terms" = if free { "public_good" } else { "paid" },
            "agreed" = if free { String::new() } else { (people * days * 120).to_string() });
    }
}

fn activities(maker: &mut Maker) {
    for i in 0..16 {
        let part = pick(&["admission", "alumni", "hiring", "job_fair", "lecture", "opening", "culture", "startup"], i);
        seed!(maker, "activity", format!("x-ac{i}"); "name" = format!("示例{}（虚构）", pick(&["走进企业日", "校友返校", "教师招聘会", "双选会", "技师进课堂", "拜师仪式", "厂史进校园", "创业沙龙"], i)),
            "part" = part, "date" = day(420 + i * 42), "partners" = keys("x-p", &[partner_of(i % 12 + 1)]), "unit" = unit_of(i % 12 + 1),
            "headcount" = 40 + i * 12, "place" = "示例校区", "result" = "示例成效（虚构）。");
    }
}
