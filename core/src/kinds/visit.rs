//! 走访: who went where, when and what for. What came out of it are its needs,
//! promises and photos.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

/// What a visit is made for.
pub static PURPOSES: CodeList = codes!("visit_purpose":
    "expand" = "拓岗",
    "internship" = "实习巡查",
    "technology" = "技术对接",
    "base" = "基地回访",
    "signing" = "签约",
    "call" = "园区政府协会拜访",
    "other" = "其他",
);

const OURS: &str = "我方";
const THEIRS: &str = "对方";
const NOTES: &str = "记录";

fields! {
    /// Whom the visit was paid to.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed().ministry("ZFQYMC ZFQYDM")
        .also("单位 单位名称 企业 企业名称 公司 公司名称 合作企业 走访企业 走访单位 拜访单位 拜访企业");
    /// The day of the visit.
    DATE: Date = FieldDef::new("date", "日期", FieldType::Date).must().listed().ministry("BFSJ")
        .also("时间 走访日期 走访时间 拜访日期 拜访时间");
    /// What it was made for.
    PURPOSE: String = FieldDef::new("purpose", "走访类型", FieldType::Choice(&PURPOSES)).later().quick().listed()
        .also("类型 目的 走访目的");
    /// Who of us led it.
    LEAD: String = FieldDef::new("lead", "牵头拜访人", FieldType::PersonName)
        .later().quick().listed().group(OURS).ministry("QTBFR")
        .also("牵头人 拜访人 走访人 带队人 带队");
    /// Post of the one who led it.
    LEAD_TITLE: String = FieldDef::new("lead_title", "牵头人职务", FieldType::Text).later().group(OURS).ministry("ZW");
    /// Who else went, in one line.
    COMPANIONS: String = FieldDef::new("companions", "同行人", FieldType::Text).group(OURS)
        .also("同行人员 参加人员 随行人员 陪同人员");
    /// Who received us.
    HOST: String = FieldDef::new("host", "接待人", FieldType::Text).later().quick().group(THEIRS).ministry("QYJDR")
        .also("企业接待人 对方接待人 对接人");
    /// Post of the one who received us.
    HOST_TITLE: String = FieldDef::new("host_title", "接待人职务", FieldType::Text).later().group(THEIRS).ministry("JDRZW")
        .also("接待人职位");
    /// Telephone of the one who received us.
    HOST_PHONE: String = FieldDef::new("host_phone", "接待人电话", FieldType::Phone).group(THEIRS)
        .also("接待人联系方式 接待人手机 联系电话");
    /// What was seen and said, as typed.
    REMARKS: String = FieldDef::new("remarks", "走访记录", FieldType::LongText).quick().group(NOTES)
        .also("记录 备注 情况 走访内容 走访情况 走访纪要");
    /// When to go again.
    NEXT_VISIT: Date = FieldDef::new("next_visit", "下次走访", FieldType::Date).group(NOTES)
        .also("下次走访时间 下次走访日期 下次时间");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是每一次走访：去了哪家、对方要什么、双方答应了什么；在厂里只填单位和日期就能存，其余回来再补。";

/// A visit to a partner.
pub static KIND: KindDef = KindDef {
    name: "visit",
    label: "走访",
    duty: Some(Duty::Supervision),
    title: &["partner", "date"],
    subtitle: &["purpose", "lead"],
    fields: FIELDS,
    lines: &[
        Line { kind: "need", via: "visit", owned: true },
        Line { kind: "promise", via: "visit", owned: true },
        Line { kind: "photo", via: "visit", owned: true },
    ],
    by_date: Some("date"),
    in_order: &[("date", "next_visit")],
    ..KindDef::PLAIN
};
