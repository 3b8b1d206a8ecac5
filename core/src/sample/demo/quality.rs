//! Plans, tasks, what is handed from unit to unit, what was found wrong, and what units are scored
//! for, of the invented sample.

use super::{Maker, day, pick, seed};

/// Tasks of the school: what, direction, target, unit.
const TASKS: &[(&str, &str, u32, &str)] = &[
    ("示例走访企业", "community", 120, "家"),
    ("示例新增校外基地", "bases", 12, "个"),
    ("示例横向到账", "community", 300, "万元"),
    ("示例教师下企业", "teachers", 60, "人"),
    ("示例企业员工培训", "training", 4_000, "人天"),
    ("示例新建合作课程", "model", 15, "门"),
];

pub(super) fn make(maker: &mut Maker) {
    tasks(maker);
    linkages(maker);
    findings(maker);
    scores(maker);
}

fn tasks(maker: &mut Maker) {
    for (t, (title, direction, target, unit)) in TASKS.iter().enumerate() {
        seed!(maker, "task", format!("x-tk{t}"); "title" = format!("{title}（虚构）"), "direction" = direction, "unit" = "x-u9",
            "owner" = "示例办公室主任", "due" = "2022-12-20", "target" = target, "measured_in" = unit,
            "state" = if t == 5 { "done" } else { "doing" });
        for c in 0..3 {
            let part = target / 4;
            // What is done as a whole is done in all its parts.
            let state = if t == 5 { "done" } else { pick(&["open", "doing", "done"], t + c) };
            seed!(maker, "task", format!("x-tk{t}-{c}"); "title" = format!("{title}·学院{}（虚构）", c + 1), "direction" = direction,
                "parent" = format!("x-tk{t}"), "unit" = format!("x-u{}", c + 1), "owner" = pick(super::organisation::TEACHERS, t + c),
                "due" = day(900 + c * 60 + t * 10), "target" = part, "measured_in" = unit,
                "reached" = if state == "done" { part } else { part / 2 }, "state" = state);
        }
    }
    let plans = [
        ("示例“十四五”产教融合规划", "five_year", "running", "2021-01-01", "2025-12-31"),
        ("示例 2022 年工作计划", "year", "running", "2022-01-01", "2022-12-31"),
        ("示例 2021 年工作计划", "year", "reviewed", "2021-01-01", "2021-12-31"),
        ("示例院镇结对专项方案", "special", "reviewing", "2022-03-01", "2023-02-28"),
    ];
    for (i, (title, sort, state, start, end)) in plans.into_iter().enumerate() {
        seed!(maker, "plan", format!("x-pn{i}"); "title" = format!("{title}（虚构）"), "sort" = sort, "state" = state,
            "start" = start, "end" = end, "unit" = "x-u9", "parent" = if i == 0 { "" } else { "x-pn0" },
            "tasks" = if i == 1 { "x-tk0、x-tk1、x-tk2" } else { "" }, "aim" = "示例目标（虚构）。",
            "summary" = if state == "reviewed" { "示例总结（虚构）。" } else { "" });
    }
}

fn linkages(maker: &mut Maker) {
    let asked =
        ["示例安全培训由兄弟学院接", "示例检测需求转检测学院", "示例设备捐赠请资产部门办", "示例招聘会请就业部门办"];
    for i in 0..12 {
        let state = pick(&["done", "accepted", "sent", "done", "returned", "done"], i);
        let at = 420 + i * 45;
        let answered = state != "sent";
        let done = state == "done";
        seed!(maker, "linkage", format!("x-lk{i}"); "what" = format!("{}（虚构）", pick(&asked, i)),
            "from" = format!("x-u{}", i % 7 + 1), "to" = format!("x-u{}", (i + 3) % 7 + 1), "need" = format!("x-n{}", i * 3),
            "partner" = format!("x-p{}", (i * 3 * 7 + i * 3 / 9) % 34), "sent" = day(at), "due" = day(at + 30),
            "sender" = pick(super::organisation::TEACHERS, i), "answered" = if answered { day(at + 1 + i % 5) } else { String::new() },
            "outcome" = if done { "示例已办（虚构）。" } else { "" }, "done" = if done { day(at + 12 + i % 9) } else { String::new() },
            "state" = state, "state_note" = if state == "returned" { "示例：这件事归另一个部门（虚构）。" } else { "" });
    }
}

fn findings(maker: &mut Maker) {
    let found = [
        ("示例协议到期仍在合作", "audit", "agreement:x-a1", "mending"),
        ("示例企业承诺设备未到", "audit", "input:x-in3", "open"),
        ("示例房屋无协议占用", "inspection", "room:x-r28", "open"),
        ("示例项目一年没有活动", "diagnosis", "project:x-pj16", "handed_in"),
        ("示例结题缺成果材料", "supervision", "project:x-pj4", "closed"),
    ];
    for (i, (what, source, about, state)) in found.into_iter().enumerate() {
        let mended = matches!(state, "handed_in" | "closed");
        seed!(maker, "finding", format!("x-fi{i}"); "what" = format!("{what}（虚构）"), "source" = source, "about" = about,
            "found" = day(800 + i * 20), "document" = format!("示例审〔2022〕{}号", i + 1), "unit" = format!("x-u{}", i + 1),
            "owner" = pick(super::organisation::TEACHERS, i), "due" = day(880 + i * 25), "state" = state,
            "measures" = if mended { "示例已补办（虚构）。" } else { "" }, "evidence" = if mended { "示例附件（虚构）" } else { "" });
    }
}

fn scores(maker: &mut Maker) {
    let indicators = [
        ("示例横向到账", "社会服务", "money", "10", "100000"),
        ("示例走访企业", "校企合作", "count", "8", ""),
        ("示例获奖", "成果", "level", "12", ""),
        ("示例特色工作", "评审", "judged", "10", ""),
    ];
    for (year, mark) in [("2021-2022", ""), ("2022-2023", "-now")] {
        for (i, (name, group, basis, score, per)) in indicators.iter().copied().enumerate() {
            let capped = basis != "judged";
            seed!(maker, "indicator", format!("x-id{i}{mark}"); "name" = format!("{name}（虚构）"), "group" = group, "year" = year,
                "basis" = basis, "score" = score, "per_amount" = per, "per_points" = if matches!(basis, "money" | "count") { "1" } else { "" },
                "cap" = if capped { score } else { "" }, "earned_by" = pick(&["", "走访", "获奖", ""], i),
                "levels" = if basis == "level" { "国家级 10；省级 6；校级 2（示例，请核对）" } else { "" }, "standard" = "示例标准（虚构）。");
            for u in 1..4 {
                seed!(maker, "score", format!("x-sc{i}-{u}{mark}"); "indicator" = format!("x-id{i}{mark}"), "unit" = format!("x-u{u}"),
                    "year" = year, "own" = 5 + (i + u) % 4, "own_words" = "示例自评（虚构）。",
                    "expert" = if u == 3 { String::new() } else { (4 + (i + u) % 4).to_string() });
            }
        }
    }
}
