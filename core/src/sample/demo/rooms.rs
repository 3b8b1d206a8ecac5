//! Buildings, rooms, tenants and demands for space of the invented sample.

use super::{Maker, day, pick, seed};

pub(super) fn make(maker: &mut Maker) {
    for (b, (name, area, unit)) in
        [("示例实训楼 A", 9_800, 1), ("示例实训楼 B", 7_600, 4), ("示例科技楼", 12_400, 9), ("示例建工楼", 5_200, 3)]
            .iter()
            .enumerate()
    {
        seed!(maker, "building", format!("x-bd{b}"); "name" = name, "campus" = "示例校区", "built_area" = area,
            "floors" = 4 + b % 3, "built" = 2004 + b * 3, "unit" = format!("x-u{unit}"));
    }
    for i in 0..32 {
        let (building, floor) = (i % 4, i / 8 + 1);
        let state = pick(&["used", "used", "low", "idle", "let", "used", "idle", "low"], i);
        let hours = match state {
            "used" => 3_600 + i * 90,
            "low" => 700 + i * 20,
            "let" => 2_400,
            _ => 0,
        };
        let area = 60 + i % 7 * 20;
        seed!(maker, "room", format!("x-r{i}"); "building" = format!("x-bd{building}"),
            "number" = format!("{}{floor}{:02}", pick(&["A", "B", "K", "J"], building), i / 4 + 1), "state" = state,
            "use" = pick(&["practice", "laboratory", "teaching", "storage", "research", "training", "office"], i),
            "unit" = format!("x-u{}", i % 7 + 1), "built_area" = area + 15, "area" = area, "height" = "4.2", "power" = 15 + i % 4 * 15,
            "load" = "4.5", "water" = if i % 3 == 0 { "true" } else { "false" }, "person_hours" = hours,
            "income" = if state == "let" { 36_000 + i * 500 } else { 0 }, "worth_year" = 2021, "surveyed" = day(745 + i),
            "surveyor" = pick(super::organisation::TEACHERS, i), "remarks" = if state == "idle" { "设备搬走后空着，可引企入校（虚构）。" } else { "示例盘点（虚构）。" });
    }
    tenants(maker);
    demands(maker);
    steps(maker);
}

fn tenants(maker: &mut Maker) {
    // The rooms that are let are x-r4, x-r12, x-r20; x-r28 is let without a record, as an audit would find.
    for (t, (room, partner, agreement)) in
        [(4, 3, "x-a3"), (12, 14, "x-a14"), (20, 15, ""), (5, 11, "x-a11"), (13, 4, "x-a4")].iter().enumerate()
    {
        let consideration = pick(&["rent", "equipment", "places", "lessons", "none"], t);
        // One ends soon, one has ended and nobody has left.
        let from = pick(&[370, 460, 520, 310, 640], t);
        let only = |of: &str, value: &str| if consideration == of { value.to_owned() } else { String::new() };
        seed!(maker, "tenancy", format!("x-te{t}"); "room" = format!("x-r{room}"), "partner" = format!("x-p{partner}"),
            "agreement" = agreement, "start" = day(from), "end" = day(from + 730), "consideration" = consideration,
            "rent" = only("rent", "48000"), "equipment" = only("equipment", "350000"), "places" = only("places", "20"),
            "lessons" = only("lessons", "120"), "left" = if t == 4 { day(900) } else { String::new() });
    }
}

fn demands(maker: &mut Maker) {
    let demands = [
        ("示例中试车间", "", "x-p0", "research", 240, 800_000, "present", "offered"),
        ("示例企业培训教室", "x-u8", "", "training", 120, 0, "present", "met"),
        ("示例数控实训扩容", "x-u4", "", "practice", 600, 1_500_000, "new", "open"),
        ("示例检测联合实验室", "", "x-p11", "research", 180, 600_000, "either", "open"),
        ("示例创业孵化间", "x-u5", "", "incubation", 300, 0, "new", "open"),
        ("示例成果展示厅", "x-u9", "", "exhibition", 260, 0, "new", "open"),
        ("示例软件驻校工作室", "", "x-p14", "office", 90, 120_000, "present", "met"),
    ];
    for (d, (title, unit, partner, function, area, money, place, state)) in demands.iter().enumerate() {
        seed!(maker, "space_demand", format!("x-sd{d}"); "title" = title, "unit" = unit, "partner" = partner,
            "function" = function, "area" = area, "investment" = if *money == 0 { String::new() } else { money.to_string() },
            "where" = place, "needed" = day(760 + d * 40), "conditions" = "三相电，层高 4 米以上（虚构）",
            "reason" = "走访中提出（虚构）", "state" = state, "room" = if *state == "met" { format!("x-r{}", d + 2) } else { String::new() });
    }
}

fn steps(maker: &mut Maker) {
    let steps = [
        ("项目建议书（示例）", "done", "示例建议书（虚构）", 0),
        ("可行性研究报告（示例）", "doing", "", 300_000),
        ("专家评审（示例）", "waiting", "", 0),
        ("立项批复（示例）", "waiting", "", 45_000_000),
        ("资金方案（示例）", "doing", "示例资金测算（虚构）", 20_000_000),
    ];
    for (s, (step, state, document, own)) in steps.iter().enumerate() {
        let money = |part: usize| if *own == 0 { String::new() } else { (own / part).to_string() };
        seed!(maker, "feasibility_item", format!("x-fe{s}"); "step" = step, "order" = s + 1, "unit" = "x-u9",
            "due" = day(800 + s * 90), "state" = state, "document" = document,
            "done" = if *state == "done" { day(790) } else { String::new() }, "own" = money(1), "local" = money(2), "firm" = money(4));
    }
}
