//! 产业学院: what it is, who shares it and how far it has come. What was put in and what came out
//! are records of their own.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Line, Step};
use crate::value::{Date, Money, Quantity, Shares};
use crate::{codes, fields};

/// How far it has come.
pub static STATES: CodeList = codes!("industry_college_state":
    "arguing" = "论证",
    "planned" = "方案获批",
    "council" = "理事会成立",
    "opened" = "挂牌",
    "recruiting" = "招生开班",
    "review" = "年度考核",
    "excellent" = "考核优秀",
    "qualified" = "考核合格",
    "rectify" = "整改",
    "closed" = "撤销",
);

/// Whose property its equipment is.
pub static OWNERS: CodeList = codes!("equipment_owner":
    "school" = "学校",
    "partner" = "企业",
    "shared" = "按协议分属双方",
);

const SHARED: &str = "共建";
const SERVES: &str = "服务面向";
const GOVERNANCE: &str = "治理";
const ASSETS: &str = "场地设备";

fields! {
    stages &STATES;
    /// Name.
    NAME: String = FieldDef::new("name", "产业学院名称", FieldType::Text).must().listed()
        .also("名称 产业学院");
    /// With whom it is run.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner"))
        .later().quick().listed().group(SHARED).also("合作企业 共建企业 企业名称 单位");
    /// The college that leads it.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit"))
        .later().quick().listed().group(SHARED).also("依托部门 依托学院 牵头部门 学院");
    /// Who counts how much of it.
    SHARES: Shares = FieldDef::new("shares", "各学院分摊", FieldType::Shares("unit")).later().group(SHARED)
        .help("几个学院一起办的，写明各算多少，合计 100%，学校合计才不会重复算。");
    /// The industrial chains that it serves.
    CHAIN: Vec<String> = FieldDef::new("chain", "对接产业链", FieldType::Tags).quick().listed().group(SERVES)
        .also("产业链 所属产业");
    /// The group of majors that it serves.
    MAJOR_GROUP: Id = FieldDef::new("major_group", "专业群", FieldType::Ref("major_group")).group(SERVES);
    /// The majors that take part.
    MAJORS: Vec<Id> = FieldDef::new("majors", "参与专业", FieldType::Refs("major")).group(SERVES);
    /// When it was founded.
    FOUNDED: Date = FieldDef::new("founded", "成立日期", FieldType::Date).later().quick().listed().group(GOVERNANCE)
        .also("成立时间 建立时间 挂牌时间");
    /// Number of the document that approved its plan.
    PLAN_NUMBER: String = FieldDef::new("plan_number", "方案批准文号", FieldType::Text).group(GOVERNANCE)
        .also("规划文件号 批准文号");
    /// Who heads it.
    HEAD: String = FieldDef::new("head", "负责人", FieldType::PersonName).later().group(GOVERNANCE)
        .also("院长 校内负责人");
    /// Who of the partner heads it.
    PARTNER_HEAD: String = FieldDef::new("partner_head", "企业方负责人", FieldType::Text).group(GOVERNANCE);
    /// Its council, with members and meetings.
    COUNCIL: Id = FieldDef::new("council", "理事会", FieldType::Ref("body")).group(GOVERNANCE)
        .help("在组织机构里选；成员、会议和决议记在那里。");
    /// How often the council is to meet in a year.
    MEETINGS_A_YEAR: u64 = FieldDef::new("meetings_a_year", "章程规定每年会议", FieldType::Count)
        .unit("次").group(GOVERNANCE);
    /// Where it is.
    ADDRESS: String = FieldDef::new("address", "地点", FieldType::Text).group(ASSETS).also("地址");
    /// Floor space.
    AREA: Quantity = FieldDef::new("area", "使用面积", FieldType::Quantity).unit("㎡").group(ASSETS).also("面积");
    /// Original value of its equipment.
    EQUIPMENT_VALUE: Money = FieldDef::new("equipment_value", "设备原值", FieldType::Money).unit("元").in_ten_thousands().group(ASSETS)
        .also("设备总值 设备值");
    /// Whose property the equipment is.
    EQUIPMENT_OWNER: String = FieldDef::new("equipment_owner", "设备产权归属", FieldType::Choice(&OWNERS))
        .group(ASSETS).also("产权归属 产权");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const SCHOOL: &str = "校长办公会";
const BOARD: &str = "产业学院理事会";

static FLOW: Flow = Flow {
    start: "arguing",
    steps: &[
        Step::new(&["arguing"], "planned", SCHOOL).asks(&["partners", "lead_unit"]).numbered(),
        Step::new(&["planned"], "council", BOARD),
        Step::new(&["council"], "opened", "学校和合作单位").asks(&["founded"]),
        Step::new(&["opened"], "recruiting", "教学工作部"),
        Step::new(&["opened", "recruiting", "excellent", "qualified", "rectify"], "review", "产学研办公室"),
        Step::new(&["review"], "excellent", "考核组"),
        Step::new(&["review"], "qualified", "考核组"),
        Step::new(&["review"], "rectify", "考核组").reasoned(),
        Step::new(
            &["arguing", "planned", "council", "opened", "recruiting", "review", "excellent", "qualified", "rectify"],
            "closed",
            SCHOOL,
        )
        .reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str =
    "这里是和企业合办的产业学院，从论证、挂牌到每年考核；先记名称，再补合作单位和牵头学院，例如“医疗建筑产业学院”。";

/// An industry college.
pub static KIND: KindDef = KindDef {
    name: "industry_college",
    label: "产业学院",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["lead_unit", "partners"],
    fields: FIELDS,
    lines: &[
        Line { kind: "self_check", via: "industry_college", owned: true },
        Line { kind: "order_class", via: "industry_college", owned: false },
        Line { kind: "course", via: "industry_college", owned: false },
        Line { kind: "internship", via: "industry_college", owned: false },
        Line { kind: "apprenticeship", via: "industry_college", owned: false },
        Line { kind: "training", via: "industry_college", owned: false },
        Line { kind: "activity", via: "industry_college", owned: false },
        Line { kind: "team", via: "industry_college", owned: false },
    ],
    by_date: Some("founded"),
    flow: Some(&FLOW),
    ..KindDef::PLAIN
};
