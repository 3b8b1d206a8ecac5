//! Colleges and towns of the invented sample, with the three lists.

use super::{Maker, day, pick, seed};

/// College, town, what the place is known for.
const PAIRS: &[(usize, &str, &str)] = &[
    (4, "320412106", "装备制造、轧辊"),
    (4, "320412104", "微特电机"),
    (4, "320411105", "工具刃具"),
    (1, "320411004", "精细化工"),
    (1, "320411101", "医药"),
    (2, "320412110", "检测仪器"),
    (3, "320412119", "花木、装配式建筑"),
    (5, "320411122", "物流"),
    (6, "320412105", "地板"),
    (7, "320481106", "康养、旅游"),
];

pub(super) fn make(maker: &mut Maker) {
    for (i, (unit, town, industries)) in PAIRS.iter().enumerate() {
        let pair = format!("x-tp{i}");
        let over = if i % 4 == 3 { day(500 + i * 30 + 365) } else { String::new() };
        seed!(maker, "town_pair", pair; "unit" = format!("x-u{unit}"), "town" = town, "industries" = industries,
            "our_liaison" = pick(super::organisation::TEACHERS, i + 3), "their_liaison" = format!("示例镇街联络人{}", i + 1),
            "their_phone" = format!("0519-0000 {:04}", 5_000 + i), "start" = day(500 + i * 30), "end" = over,
            "goals" = "走访企业、送培训下乡、带题回校（虚构）。");
        let lists = [
            ("product", "示例主打产品（虚构）"),
            ("technology", "示例表面处理工艺改进（虚构）"),
            ("talent", "示例数控操作工（虚构）"),
        ];
        for (l, (list, name)) in lists.iter().enumerate() {
            let is_need = l > 0;
            let state = if is_need { pick(&["done", "matched", "open", "done"], i + l) } else { "" };
            seed!(maker, "town_item", format!("{pair}-{l}"); "pair" = pair, "list" = list, "name" = name,
                "partner" = format!("x-p{}", (i * 5 + l) % 24), "headcount" = if l == 2 { (5 + i % 4 * 5).to_string() } else { String::new() },
                "budget" = if l == 1 { (60_000 + i * 10_000).to_string() } else { String::new() },
                "due" = if is_need { day(700 + i * 30) } else { String::new() }, "state" = state);
        }
    }
}
