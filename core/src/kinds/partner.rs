//! 合作单位: enterprises, associations, parks, government, towns, platform companies, schools.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Uscc;
use crate::{codes, fields};

/// The four sides: 政 行 企 校.
pub static SIDES: CodeList = codes!("partner_side":
    "gov" = "政",
    "association" = "行",
    "firm" = "企",
    "school" = "校",
);

/// What sort of body a partner is.
pub static TYPES: CodeList = codes!("partner_type":
    "enterprise" = "企业",
    "association" = "协会",
    "park" = "园区",
    "government" = "政府部门",
    "town" = "乡镇街道",
    "platform" = "平台公司",
    "school" = "学校",
    "other" = "其他",
);

/// Size by people employed.
pub static SCALES: CodeList = codes!("partner_scale":
    "under_50" = "50 人以下",
    "50_299" = "50–299 人",
    "300_499" = "300–499 人",
    "500_999" = "500–999 人",
    "over_1000" = "1000 人以上",
);

const PLACE: &str = "所在";
const PROFILE: &str = "概况";
const RESPONSIBLE: &str = "谁负责";

fields! {
    /// Full registered name.
    NAME: String = FieldDef::new("name", "单位名称", FieldType::Text)
        .must().listed().ministry("ZFQYMC").help("营业执照或证书上的全称；简称可以写在标签里。")
        .also("名称 单位 企业 公司 企业名称 公司名称 企业全称 单位全称 公司全称 合作企业 合作企业名称 合作单位 合作单位名称 走访单位");
    /// 统一社会信用代码, by which the ministry and our merge know a partner.
    USCC: Uscc = FieldDef::new("uscc", "统一社会信用代码", FieldType::Uscc)
        .later().quick().ministry("ZFQYDM").help("18 位，可以直接粘贴；在对方的开票信息或营业执照上。")
        .also("信用代码 社会信用代码 统一信用代码 统一代码 税号 纳税人识别号");
    /// Which of the four sides it stands on.
    SIDE: String = FieldDef::new("side", "属于哪一方", FieldType::Choice(&SIDES)).later().quick().listed()
        .also("政行企校 四方");
    /// What sort of body it is.
    TYPE: String = FieldDef::new("type", "单位类型", FieldType::Choice(&TYPES)).later().quick().listed()
        .also("类型 单位类别");
    /// District or county.
    DISTRICT: String = FieldDef::new("district", "区县", FieldType::Text)
        .listed().group(PLACE).help("实际所在的区县；注册地不一定是厂区。")
        .also("区 县区 区域 辖市区 所在区 所属区 所在区县 所属区县");
    /// Town or subdistrict of 常州.
    TOWN: Id = FieldDef::new("town", "镇街", FieldType::Ref("town")).group(PLACE)
        .also("镇 街道 乡镇 镇街道 所在镇街");
    /// The park in which it lies.
    PARK: Id = FieldDef::new("park", "园区", FieldType::Ref("partner")).group(PLACE)
        .also("园区名称 所在园区 产业园 产业园区");
    /// Postal address.
    ADDRESS: String = FieldDef::new("address", "地址", FieldType::Text).group(PLACE)
        .also("单位地址 企业地址 公司地址 通讯地址 详细地址 联系地址");
    /// Industry in the words people use.
    INDUSTRY: String = FieldDef::new("industry", "行业", FieldType::Text).group(PROFILE).listed()
        .also("所属行业 行业类别 行业分类 所在行业");
    /// Size by people employed.
    SCALE: String = FieldDef::new("scale", "规模", FieldType::Choice(&SCALES))
        .group(PROFILE).help("按在岗人数分档，档位请核对。")
        .also("企业规模 单位规模 人员规模");
    /// Free words: short names, honours, samples.
    TAGS: Vec<String> = FieldDef::new("tags", "标签", FieldType::Tags).group(PROFILE)
        .also("标记");
    /// The one college or department that leads the cooperation.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头部门", FieldType::Ref("unit"))
        .later().listed().group(RESPONSIBLE).help("一个单位只有一个牵头部门，别的学院照样可以走访。")
        .also("牵头学院 牵头单位 对接学院 负责部门 负责学院 二级学院 学院");
    /// The one of us who answers for it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).later().group(RESPONSIBLE)
        .also("负责人 对接老师 联系老师 校内负责人 校内联系人");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注")
        .also("说明 备注说明 其他");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是我们来往的企业、协会、园区、政府部门和学校；先记一家，只要名称就够，例如“合全药业”。";

/// A partner of the college.
pub static KIND: KindDef = KindDef {
    name: "partner",
    label: "合作单位",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["type", "district", "industry"],
    fields: FIELDS,
    lines: &[
        Line { kind: "contact", via: "partner", owned: true },
        Line { kind: "visit", via: "partner", owned: false },
        Line { kind: "need", via: "partner", owned: false },
        Line { kind: "promise", via: "partner", owned: false },
        Line { kind: "agreement", via: "partners", owned: false },
    ],
    ..KindDef::PLAIN
};
