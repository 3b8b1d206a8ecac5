//! Partners: enterprises, associations, parks, government, towns, platforms, schools.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Uscc;

fields! {
    /// Full registered name.
    NAME: String = FieldDef::new("name", "单位名称", FieldType::Text).must().help("写营业执照上的全称；简称可以写进标签。");
    /// 统一社会信用代码, GB 32100-2015.
    USCC: Uscc = FieldDef::new("uscc", "统一社会信用代码", FieldType::Uscc).later().quick().help("18 位，可直接粘贴，空格和全角会自动清理。").ministry("ZFQYDM");
    /// Which of the four sides.
    SIDE: String = FieldDef::new("side", "哪一方", FieldType::Choice(&codes::SIDE)).later().quick().listed();
    /// What it is.
    TYPE: String = FieldDef::new("type", "单位类型", FieldType::Choice(&codes::PARTNER_TYPE)).later().quick().listed();
    /// District or county-level city.
    DISTRICT: String = FieldDef::new("district", "所在区市", FieldType::Text).group("所在").listed();
    /// Town or subdistrict.
    TOWN: String = FieldDef::new("town", "镇街", FieldType::Ref("town")).group("所在");
    /// The park it lies in.
    PARK: String = FieldDef::new("park", "园区", FieldType::Ref("partner")).group("所在");
    /// Address.
    ADDRESS: String = FieldDef::new("address", "地址", FieldType::Text).group("所在");
    /// Industry.
    INDUSTRY: String = FieldDef::new("industry", "行业", FieldType::Text).group("行业规模").listed();
    /// Size by staff.
    SCALE: String = FieldDef::new("scale", "规模", FieldType::Choice(&codes::SCALE)).group("行业规模");
    /// The college that leads the cooperation.
    LEAD_UNIT: String = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).group("谁来联系").later().listed();
    /// Who of us is responsible.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).group("谁来联系").later();
    /// Free words.
    TAGS: Vec<String> = FieldDef::new("tags", "标签", FieldType::Tags).group("其他").listed();
    /// Remarks, as typed.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("其他");
}

/// 合作单位.
pub static KIND: KindDef = KindDef {
    name: "partner",
    label: "合作单位",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["type", "industry", "district", "lead_unit", "tags"],
    fields: FIELDS,
    lines: &[
        Line { kind: "contact", via: "partner", owned: true },
        Line { kind: "visit", via: "partner", owned: false },
        Line { kind: "promise", via: "partner", owned: false },
        Line { kind: "need", via: "partner", owned: false },
        Line { kind: "agreement", via: "partners", owned: false },
    ],
    by_date: None,
    in_order: &[],
    empty: "这里记合作的企业、协会、园区、政府部门、镇街和学校。先记一家单位，或收一份同事的文件。",
};
