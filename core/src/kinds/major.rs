//! 专业: what our school teaches.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "专业名称", FieldType::Text).must().listed()
        .also("名称 专业");
    /// Code of the national catalogue.
    CODE: String = FieldDef::new("code", "专业代码", FieldType::Text)
        .later().quick().listed().help("高职专科为 6 位，请按专业目录核对。").ministry("XQZYDM JSSXSZYDM JSXSJYZYDM")
        .also("代码 专业编号 专业代号");
    /// Level of education.
    LEVEL: String = FieldDef::new("level", "层次", FieldType::Choice(&super::LEVELS))
        .quick().listed().help("层次的叫法请核对上报平台。")
        .also("专业层次 学历层次 培养层次");
    /// The group of majors it belongs to.
    GROUP: Id = FieldDef::new("group", "专业群", FieldType::Ref("major_group")).quick().listed()
        .also("所属专业群");
    /// The college that teaches it.
    UNIT: Id = FieldDef::new("unit", "所属学院", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 所在学院 开设学院 二级学院");
    /// Honours, one word each.
    HONOURS: Vec<String> = FieldDef::new("honours", "荣誉", FieldType::Tags).help("例如国家骨干、省品牌。");
    /// How long it is studied.
    DURATION: Quantity = FieldDef::new("duration", "学制", FieldType::Quantity).unit("年").group(TEACHING)
        .also("修业年限");
    /// When it was set up.
    ESTABLISHED: Date = FieldDef::new("established", "设置日期", FieldType::Date).group(TEACHING)
        .also("设置时间 开设时间 批准设置日期");
    /// Direction within the major.
    DIRECTION: String = FieldDef::new("direction", "专业方向", FieldType::Text).group(TEACHING).also("专业方向名称 方向");
    /// Whether it takes students.
    INTAKE: String = FieldDef::new("intake", "招生状态", FieldType::Choice(&INTAKES)).listed().group(TEACHING);
    /// Who heads it.
    HEAD: String = FieldDef::new("head", "专业负责人", FieldType::PersonName).later().group(TEACHING)
        .also("专业带头人 负责人");
    /// Whether it is taught as an apprenticeship with partners.
    APPRENTICE: bool = FieldDef::new("apprentice", "合作开展学徒制", FieldType::Bool).group(SERVES)
        .ministry("是否合作开展学徒制专业");
    /// The industrial chains that it serves.
    CHAIN: Vec<String> = FieldDef::new("chain", "对接产业链", FieldType::Tags).later().group(SERVES)
        .help("吻合度按它算，写法请和产业链清单一致。").also("产业链 面向产业");
    /// What no other has: 一专业一特色.
    TRAITS: String = FieldDef::new("traits", "特色", FieldType::LongText).group(SERVES)
        .help("一专业一特色：别处没有的是什么，凭什么说。").also("专业特色");
}

/// Whether a major takes students.
pub static INTAKES: CodeList = codes!("major_intake":
    "open" = "招生中",
    "paused" = "停招",
    "closed" = "已撤销",
);

const TEACHING: &str = "办学";
const SERVES: &str = "服务面向";

/// What an empty page says.
pub const EMPTY: &str = "这里是本校开设的专业；走访时记的人才需求会归到专业名下，例如“药品生产技术”。";

/// A major.
pub static KIND: KindDef = KindDef {
    name: "major",
    label: "专业",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["group", "unit", "code"],
    fields: FIELDS,
    lines: &[
        Line { kind: "need", via: "major", owned: false },
        Line { kind: "base_number", via: "major", owned: false },
        Line { kind: "major_change", via: "major", owned: false },
        Line { kind: "course", via: "majors", owned: false },
        Line { kind: "order_class", via: "major", owned: false },
        Line { kind: "internship", via: "major", owned: false },
        Line { kind: "employment", via: "major", owned: false },
    ],
    ..KindDef::PLAIN
};
