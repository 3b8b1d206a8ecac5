//! Units, people, majors, bodies, meetings, policy and studies of the invented sample.

use super::{Maker, day, pick, seed};

/// Colleges and one office, `x-u1` and so on.
const UNITS: &[(&str, &str); super::UNITS] = &[
    ("示例化工学院", "college"),
    ("示例检测学院", "college"),
    ("示例建工学院", "college"),
    ("示例智能制造学院", "college"),
    ("示例经管学院", "college"),
    ("示例艺术学院", "college"),
    ("示例体育学院", "college"),
    ("示例继续教育学院", "college"),
    ("示例产学研办公室", "office"),
    ("示例教务部门", "department"),
];

/// Teachers, `x-t1` and so on.
pub(super) const TEACHERS: &[&str] = &[
    "示例教师甲",
    "示例教师乙",
    "示例教师丙",
    "示例教师丁",
    "示例教师戊",
    "示例教师己",
    "示例教师庚",
    "示例教师辛",
    "示例教师壬",
    "示例教师癸",
    "示例骨干甲",
    "示例骨干乙",
    "示例骨干丙",
    "示例骨干丁",
    "示例骨干戊",
    "示例骨干己",
    "示例骨干庚",
    "示例骨干辛",
    "示例骨干壬",
    "示例骨干癸",
    "示例主任甲",
    "示例主任乙",
    "示例主任丙",
    "示例主任丁",
];

/// Majors, `x-m1` and so on: name, group, college, chain. With the last nobody works.
const MAJORS: &[(&str, &str, &str, &str)] = &[
    ("应用化工技术（示例）", "x-g1", "x-u1", "绿色化工"),
    ("药品生产技术（示例）", "x-g1", "x-u1", "生物医药"),
    ("高分子材料技术（示例）", "x-g1", "x-u1", "新材料"),
    ("工业分析技术（示例）", "x-g2", "x-u2", "检验检测"),
    ("建筑工程技术（示例）", "x-g3", "x-u3", "绿色建筑"),
    ("建筑装饰工程技术（示例）", "x-g3", "x-u3", "绿色建筑"),
    ("机电一体化技术（示例）", "x-g4", "x-u4", "高端装备制造"),
    ("数控技术（示例）", "x-g4", "x-u4", "高端装备制造"),
    ("新能源装备技术（示例）", "x-g4", "x-u4", "新能源"),
    ("现代物流管理（示例）", "", "x-u5", "现代物流"),
    ("环境艺术设计（示例）", "x-g3", "x-u6", "文创"),
    ("体育运营与管理（示例）", "", "x-u7", ""),
    ("包装工程技术（示例）", "x-g1", "x-u1", "新材料"),
];

/// Groups of majors, `x-g1` and so on: name, number of the college, parks, region, trait.
const GROUPS: &[(&str, usize, &str, &str, &str)] = &[
    (
        "绿色化工（示例）",
        1,
        "x-p28、x-p31",
        "示例市绿色化工产业、示例市生物医药产业",
        "示例：校企共建安全实训线（虚构）。",
    ),
    ("检验检测（示例）", 2, "", "", "示例：检测报告进课堂（虚构）。"),
    ("绿色建造（示例）", 3, "", "示例市装配式建筑产业", ""),
    ("智能装备（示例）", 4, "x-p29、x-p30", "示例市高端装备产业", "示例：真实订单进车间（虚构）。"),
];

pub(super) fn make(maker: &mut Maker) {
    for (i, (name, sort)) in UNITS.iter().enumerate() {
        seed!(maker, "unit", format!("x-u{}", i + 1); "name" = name, "kind" = sort,
            "short" = name.strip_prefix("示例").unwrap_or_default());
    }
    for (i, name) in TEACHERS.iter().enumerate() {
        let title = pick(&["专业负责人", "讲师", "副教授", "实训教师", "院长助理"], i);
        seed!(maker, "person", format!("x-t{}", i + 1); "name" = name, "unit" = format!("x-u{}", i % 7 + 1),
            "title" = title, "full_time" = "是", "major_teacher" = if i < 16 { "是" } else { "" },
            "dual_level" = pick(&["junior", "middle", "", "senior", ""], i));
    }
    for (i, (name, unit, parks, area, special)) in GROUPS.iter().enumerate() {
        seed!(maker, "major_group", format!("x-g{}", i + 1); "name" = format!("{name}专业群"),
            "lead_unit" = format!("x-u{unit}"), "parks" = parks, "service_area" = area,
            "traits" = special, "chain" = pick(&["绿色化工、新材料", "检验检测", "绿色建筑", "高端装备制造、新能源"], i));
    }
    for (i, (name, group, unit, chain)) in MAJORS.iter().enumerate() {
        seed!(maker, "major", format!("x-m{}", i + 1); "name" = name, "group" = group, "unit" = unit,
            "code" = format!("示例{:02}", i + 1), "intake" = if i == 12 { "paused" } else { "open" },
            "level" = "associate", "chain" = chain,
            "traits" = if i % 3 == 0 { "示例：企业师傅带真实任务（虚构）。" } else { "" },
            "honours" = pick(&["示例省品牌（虚构）", "", ""], i));
    }
    bodies(maker);
    policies(maker);
    studies(maker);
    settings(maker);
}

fn bodies(maker: &mut Maker) {
    let bodies = [
        ("示例学校办学理事会", "council", "school", "x-u9", 2),
        ("示例化工学院办学理事会", "council", "college", "x-u1", 2),
        ("示例智能制造专业建设指导委员会", "major_board", "college", "x-u4", 1),
        ("示例校友工作委员会", "alumni_board", "school", "x-u9", 1),
        ("示例产教融合领导小组", "leading_group", "school", "x-u9", 4),
        ("示例绿色化工产教联盟", "alliance", "school", "x-u1", 2),
    ];
    for (b, (name, sort, level, unit, times)) in bodies.iter().enumerate() {
        let body = format!("x-b{b}");
        seed!(maker, "body", body; "name" = name, "sort" = sort, "level" = level, "unit" = unit,
            "term_start" = day(60 + b * 20), "term_end" = day(60 + b * 20 + 1_000), "charter_meetings" = times,
            "document" = format!("示例文〔2020〕{}号（虚构）", b + 1));
        let head = if b == 4 { "head" } else { "chair" };
        seed!(maker, "member", format!("x-b{b}-m0"); "body" = body, "office" = "校长（示例）", "side" = "school",
            "role" = head);
        // One council has nobody from government, one nobody from an association.
        let seats = [("firm", b * 3, 1), ("association", 24 + b % 4, 2), ("gov", 32 + b % 2, 1)];
        for (s, (side, partner, every)) in seats.iter().enumerate() {
            if b % 3 < 3 - every + 1 {
                seed!(maker, "member", format!("x-b{b}-m{}", s + 1); "body" = body, "office" = "单位代表（示例）",
                    "partner" = format!("x-p{partner}"), "side" = side, "role" = "director");
            }
        }
        // The leading group has met once more.
        for m in 0..if b == 4 { 5 } else { 4 } {
            let (meeting, at) = (format!("x-b{b}-y{m}"), 120 + b * 17 + m * 210);
            seed!(maker, "meeting", meeting; "body" = body, "date" = day(at),
                "title" = format!("第 {} 次会议（示例）", m + 1),
                "topics" = pick(&["年度计划；样板建设", "专业调整意见；课程标准", "资金与设备投入；下一步分工"], b + m),
                "attendance" = 9 + (b + m) % 6, "sides" = if b % 3 == 2 { "school、firm" } else { "school、firm、gov、association" },
                "minutes" = "会议听取了汇报，定下以下事项（虚构）。");
            for r in 0..2 {
                let state = pick(&["done", "done", "doing", "open", "done", "dropped"], b + m * 2 + r);
                seed!(maker, "resolution", format!("{meeting}-r{r}"); "meeting" = meeting,
                    "what" = pick(&["两周内排出走访名单（示例）", "修订人才培养方案（示例）", "落实兼职教师课时（示例）", "盘点闲置用房（示例）"], b + m + r),
                    "unit" = format!("x-u{}", (b + r) % 7 + 1), "due" = day(at + 30 + r * 30), "state" = state);
            }
        }
    }
}

fn policies(maker: &mut Maker) {
    let policies = [
        ("示例省职业教育条例实施意见（虚构）", "province", "opinion", "2020"),
        ("示例市产教融合行动方案（虚构）", "city", "scheme", "2021-06"),
        ("示例学校横向科研管理办法（虚构）", "school", "regulation", "2020-09-15"),
        ("示例学校兼职教师管理办法（虚构）", "school", "regulation", "2021-03-02"),
        ("示例学校校企合作奖励办法（虚构）", "school", "regulation", "2022-02-21"),
    ];
    for (p, (title, level, sort, issued)) in policies.iter().enumerate() {
        let policy = format!("x-po{p}");
        seed!(maker, "policy", policy; "title" = title, "number" = format!("示例发〔{}〕{}号", 2020 + p % 3, p + 1),
            "organ" = "示例机关", "level" = level, "sort" = sort, "issued" = issued,
            "state" = if p == 3 { "trial" } else { "in_force" });
        for c in 1..=3 {
            let answered = if (p + c) % 3 == 0 { String::new() } else { format!("meeting:x-b{p}-y0") };
            seed!(maker, "clause", format!("{policy}-{c}"); "policy" = policy, "number" = format!("第{}条", pick(&["一", "二", "三"], c - 1)),
                "text" = pick(&["鼓励企业深度参与专业建设（虚构）。", "建立校企人员双向流动机制（虚构）。", "完善资金使用和绩效评价（虚构）。"], p + c),
                "unit" = format!("x-u{}", (p + c) % 7 + 1), "answered_by" = answered);
        }
    }
}

fn studies(maker: &mut Maker) {
    let sorts = ["vocational", "planning", "industry", "major", "talent", "training"];
    for (s, sort) in sorts.iter().enumerate() {
        for year in 2020..=2022_usize {
            let state = if year == 2022 { "writing" } else { pick(&["shared", "shared", "cited"], s + year - 2020) };
            let cited = if state == "cited" { "meeting:x-b4-y0" } else { "" };
            let said = if state == "writing" {
                ""
            } else {
                "需求向智能化岗位集中，建议调整两门课程（虚构）。"
            };
            seed!(maker, "study", format!("x-st-{sort}-{year}"); "sort" = sort, "span" = "year", "period" = year,
                "unit" = format!("x-u{}", pick(&[9, 9, 4, 10, 5, 8], s)), "due" = format!("{year}-12-10"),
                "conclusions" = said, "cited_by" = cited, "state" = state, "state_since" = format!("{year}-12-08"),
                "document" = format!("示例报告 {year}（虚构）"));
        }
        for month in 1..=12 {
            let late = (s + month) % 5 == 0;
            let begun = ["shared", "handed_in", "shared", "writing"];
            // What is long past has been shared, but for a few that somebody forgot.
            let state = match month {
                12 => "waiting",
                // Two were taken up by the leading group.
                6 if s < 2 => "cited",
                10 | 11 => pick(&begun, s + month),
                _ if (s + month) % 8 == 0 => "handed_in",
                _ => "shared",
            };
            seed!(maker, "study", format!("x-st-{sort}-2022-{month}"); "sort" = sort, "span" = "month",
                "period" = format!("2022-{month:02}"), "unit" = format!("x-u{}", pick(&[9, 9, 4, 10, 5, 8], s)),
                "due" = if month == 12 { "2023-01-05".to_owned() } else { format!("2022-{:02}-05", month + 1) },
                "state" = state, "state_since" = match state {
                    "waiting" => String::new(),
                    _ => format!("2022-{:02}-{:02}", month + 1, if late { 9 } else { 4 }),
                },
                "cited_by" = if state == "cited" { "meeting:x-b4-y4" } else { "" },
                "conclusions" = if matches!(state, "waiting" | "writing") { "" } else { "本月走访企业用工平稳（虚构）。" },
                "document" = if state == "waiting" { "" } else { "示例月报（虚构）" });
        }
    }
    let cases = [
        ("示例应用技术学院", "校企共建安全培训中心（示例）", "industry_college", "adopted"),
        ("示例中等专业学校", "企业技师驻校工作站（示例）", "other_school", "doing"),
        ("示例职业教育集团", "园区共享实训中心（示例）", "city", "chosen"),
        ("示例应用技术学院", "以设备换课时的入驻办法（示例）", "firm", "read"),
        ("示例应用技术学院", "按到账分档的教师激励（示例）", "other_school", "not_for_us"),
    ];
    for (c, (school, practice, reference, state)) in cases.iter().enumerate() {
        seed!(maker, "case_study", format!("x-cs{c}"); "practice" = practice, "school" = school, "reference" = reference,
            "source" = "示例考察（虚构）", "date" = day(150 + c * 190), "lesson" = "先定标准再定设备，企业先投入（虚构）。",
            "unit" = format!("x-u{}", c + 1), "state" = state);
    }
    let shortfalls = [
        ("societies", "有效来往的学（协）会数（示例）", "家", 2, 6),
        ("leaders", "头部企业中深度合作的比例（示例）", "%", 15, 40),
        ("parks", "半年内有往来的园区比例（示例）", "%", 50, 100),
        ("government", "与政府部门、镇街往来次数（示例）", "次", 8, 24),
        ("support", "企业投入到账（示例）", "万元", 120, 300),
        ("attention", "校领导带队走访单位数（示例）", "家", 20, 100),
        ("linkage", "跨学院项目占比（示例）", "%", 10, 30),
        ("majors", "企业意见采纳率（示例）", "%", 50, 90),
    ];
    for (s, (shortfall, measure, unit, base, target)) in shortfalls.iter().enumerate() {
        for year in [2021_usize, 2022] {
            let aim = if year == 2021 { (base + target) / 2 } else { *target };
            seed!(maker, "shortfall_target", format!("x-sf-{shortfall}-{year}"); "shortfall" = shortfall, "year" = year,
                "measure" = measure, "measured_in" = unit, "baseline" = base, "target" = aim,
                "owner_unit" = format!("x-u{}", s % 7 + 1));
        }
    }
}

/// Records of the settings: a field, choices and numbers of the workspace's own.
fn settings(maker: &mut Maker) {
    let fields = [
        ("visit", "天气（示例）", "text"),
        ("partner", "示例投资额（虚构）", "money"),
        ("room", "示例朝向（虚构）", "text"),
    ];
    for (i, (kind, label, sort)) in fields.iter().enumerate() {
        seed!(maker, "custom_field", format!("x-cf{i}"); "kind" = kind, "label" = label, "type" = sort, "order" = i + 1);
    }
    let codes = [
        ("visit_purpose", "x_demo", "示例调研（虚构）"),
        ("room_use", "x_demo", "示例工坊（虚构）"),
        ("need_type", "x_demo", "示例比赛（虚构）"),
    ];
    for (list, code, label) in codes {
        seed!(maker, "code_entry", format!("{list}/{code}"); "list" = list, "code" = code, "label" = label);
    }
    for (name, value, unit) in
        [("cold_park", 180, "天"), ("agreement_notice", 90, "天"), ("visits_of_heads", 100, "家")]
    {
        seed!(maker, "threshold", name; "name" = name, "value" = value, "measured_in" = unit,
            "note" = "示例：与程序自带的数相同（虚构）");
    }
    // What the tables ask for anyway, in the records in which the office sets it: no report changes.
    let rules = [
        ("visit-outreach", "QTBFR", true, 60),
        ("visit-outreach", "QYJDR", false, 36),
        ("visit-outreach", "ZFQYMC", true, 0),
        ("cooperation", "HZKSNY", true, 6),
        ("teacher-practice", "QYJGDM", true, 18),
    ];
    for (table, column, required, max) in rules {
        seed!(maker, "report_rule", format!("{table}/{column}"); "table" = table, "column" = column,
            "required" = required, "max" = max);
    }
    let views = [
        ("partner", "示例：企业一览（虚构）", "side=firm&_sort=_title"),
        ("agreement", "示例：按牵头部门看协议（虚构）", "_group=lead_unit"),
        ("visit", "示例：各年走访（虚构）", "_sort=-date&_group=date%3Ayear"),
    ];
    for (kind, name, query) in views {
        seed!(maker, "saved_view", format!("x-sv-{kind}"); "name" = name, "kind" = kind, "query" = query, "shared" = "true");
    }
    let figures = [
        ("示例校企合作规模以上企业（虚构）", 2_100, "家"),
        ("示例实习实训基地（虚构）", 260, "个"),
        ("示例集成平台（虚构）", 12, "个"),
        ("示例专业设置吻合度（虚构）", 85, "%"),
    ];
    for (i, (name, value, unit)) in figures.iter().enumerate() {
        seed!(maker, "city_figure", format!("x-ci{i}"); "name" = name, "value" = value, "measured_in" = unit,
            "region" = "示例市", "date" = 2020 + i.min(2), "source" = "示例公报（虚构）");
    }
}
