//! 知识产权: patents, software, trade marks; those shared with a partner are one of the conditions of
//! 产教融合型企业 (domain §1.8).

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// Of what sort.
pub static SORTS: CodeList = codes!("ip_sort":
    "invention" = "发明专利",
    "utility" = "实用新型",
    "design" = "外观设计",
    "software" = "软件著作权",
    "work" = "作品著作权",
    "mark" = "商标",
    "variety" = "植物新品种",
    "other" = "其他",
);

/// Where it stands.
pub static STATES: CodeList = codes!("ip_state":
    "filed" = "已申请",
    "granted" = "已授权",
    "lapsed" = "已失效",
    "refused" = "未授权",
);

fields! {
    /// Name.
    TITLE: String = FieldDef::new("title", "名称", FieldType::Text).must().listed().also("专利名称 软著名称");
    /// Of what sort.
    SORT: String = FieldDef::new("sort", "类型", FieldType::Choice(&SORTS)).later().quick().listed().also("专利类型");
    /// Its number.
    NUMBER: String = FieldDef::new("number", "专利号或登记号", FieldType::Text).later().quick().listed()
        .also("专利号 登记号 申请号 编号");
    /// Where it stands.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).quick().listed();
    /// When it was applied for.
    FILED: Date = FieldDef::new("filed", "申请日期", FieldType::Date).quick().also("申请日");
    /// When it was granted.
    GRANTED: Date = FieldDef::new("granted", "授权日期", FieldType::Date).quick().listed().also("授权公告日 登记日期");
    /// Partners who own it with us.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "共有单位", FieldType::Refs("partner")).quick().listed()
        .help("和企业共有的，企业申报产教融合型企业时用得上。").also("合作企业 共同权利人");
    /// The result that it protects.
    RESULT: Id = FieldDef::new("result", "所属成果", FieldType::Ref("result"));
    /// The project it came of.
    PROJECT: Id = FieldDef::new("project", "合作项目", FieldType::Ref("project"));
    /// The college.
    UNIT: Id = FieldDef::new("unit", "所属部门", FieldType::Ref("unit")).later().quick().listed().also("学院 部门");
    /// Who invented it.
    AUTHORS: String = FieldDef::new("authors", "发明人", FieldType::Text).also("作者 完成人");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是专利、软件著作权等；先记名称和类型，和企业共有的把共有单位也选上。";

/// A right.
pub static KIND: KindDef = KindDef {
    name: "ip_right",
    label: "知识产权",
    duty: Some(Duty::Transfer),
    title: &["title"],
    subtitle: &["sort", "number", "granted"],
    fields: FIELDS,
    by_date: Some("granted"),
    in_order: &[("filed", "granted")],
    ..KindDef::PLAIN
};
