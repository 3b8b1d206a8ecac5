//! 成员: one seat in a body. A seat is held by an office or a unit; the person is optional.

use crate::record::Id;
use crate::schema::{CodeList, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;
use crate::{codes, fields};

/// Part played in the body.
pub static ROLES: CodeList = codes!("member_role":
    "head" = "组长",
    "deputy" = "副组长",
    "member" = "组员",
    "chair" = "理事长（主任）",
    "vice_chair" = "副理事长（副主任）",
    "director" = "理事（委员）",
    "secretary" = "秘书长（秘书）",
    "office_head" = "办公室主任",
    "liaison" = "联络员",
);

fields! {
    /// The body.
    BODY: Id = FieldDef::new("body", "组织机构", FieldType::Ref("body")).must().listed().also("机构 组织 机构名称");
    /// The office held, in words; a seat stays when the person changes.
    OFFICE: String = FieldDef::new("office", "职务岗位", FieldType::Text).quick().listed()
        .help("写岗位，例如“校长”“各二级学院院长”；换人时不用改。").also("职务 岗位");
    /// Our unit that is represented.
    UNIT: Id = FieldDef::new("unit", "校内部门", FieldType::Ref("unit")).quick().listed().also("部门 学院 所在部门");
    /// The partner that is represented.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).quick().listed()
        .also("单位 单位名称 企业");
    /// Which of the four sides the seat speaks for.
    SIDE: String = FieldDef::new("side", "哪一方", FieldType::Choice(&super::partner::SIDES)).later().quick().listed()
        .help("政、行、企、校四方，三会里要四方齐全。").also("四方 政行企校");
    /// Part played.
    ROLE: String = FieldDef::new("role", "组内职务", FieldType::Choice(&ROLES)).later().quick().listed()
        .also("角色 组内角色");
    /// Who holds it now.
    PERSON: String = FieldDef::new("person", "现任", FieldType::PersonName).help("可以空着，只留岗位。")
        .also("姓名 人员");
    /// What the seat answers for.
    DUTIES: String = FieldDef::new("duties", "分工", FieldType::Text).also("职责 负责");
    /// First day.
    START: Date = FieldDef::new("start", "任期开始", FieldType::Date).in_register("term");
    /// Last day.
    END: Date = FieldDef::new("end", "任期结束", FieldType::Date).in_register("term");
}

/// A seat of nobody cannot be told from another.
fn somebody(facts: &dyn Facts) -> Option<String> {
    let named = facts.get(OFFICE).is_some() || facts.get(PERSON).is_some();
    let sent = facts.get(UNIT).is_some() || facts.get(PARTNER).is_some();
    (!named && !sent).then(|| "职务岗位、校内部门、合作单位至少填一项，才知道这是谁的席位。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是各机构的成员席位；在机构里加一行，写岗位和哪一方，例如“组长 · 校长 · 校”。";

/// A seat in a body.
pub static KIND: KindDef = KindDef {
    name: "member",
    label: "成员",
    title: &["office", "unit", "partner", "person"],
    subtitle: &["body", "role", "side"],
    fields: FIELDS,
    sequence: &["body", "role"],
    in_order: &[("start", "end")],
    rules: &[Rule { at: Moment::Save, field: "office", check: somebody }],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn a_seat_belongs_to_an_office_a_unit_or_a_partner() {
        assert!(breaks(&KIND, Moment::Save, &[("role", json!("member"))]).contains(&"office"));
        assert!(breaks(&KIND, Moment::Save, &[("office", json!("校长"))]).is_empty());
        let unit = json!(Id::of_key("unit", "a").to_string());
        assert!(breaks(&KIND, Moment::Save, &[("unit", unit)]).is_empty());
    }
}
