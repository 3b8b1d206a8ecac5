//! 阈值: the numbers by which figures judge: levels of depth, lamps, days of notice, yearly goals.
//!
//! Each has a default here; a record of the workspace replaces it and travels in files. Numbers
//! without a checked source say 请核对 in their note.

use crate::fields;
use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Quantity;

/// One number that the office may set otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Its code in the list [`NAMES`].
    pub code: &'static str,
    /// What holds unless the office says otherwise.
    pub default: Quantity,
    /// Unit of the number.
    pub unit: &'static str,
    /// Where the default comes from, for people; ends in 。
    pub note: &'static str,
}

macro_rules! thresholds {
    ($($(#[$doc:meta])* $name:ident: $code:literal, $label:literal, $default:literal $unit:literal, $note:literal;)+) => {
        $($(#[$doc])* pub const $name: Threshold = Threshold {
            code: $code, default: Quantity::whole($default), unit: $unit, note: $note,
        };)+
        /// Every threshold, in the order in which they are shown.
        pub static ALL: &[Threshold] = &[$($name),+];
        /// Their names.
        pub static NAMES: CodeList = crate::codes!("threshold": $($code = $label),+);
    };
}

thresholds! {
    /// Signs of depth that make level 3.
    DEPTH_L3_SIGNS: "depth_l3_signs", "L3：订单、课程、兼职教师、基地中至少几样", 2 "样", "办公室可改，请核对。";
    /// Money received from the enterprise that level 4 asks for.
    DEPTH_L4_INPUT: "depth_l4_input", "L4：企业投入到账超过", 0 "元", "办公室可改，请核对。";
    /// Money received for services that level 4 asks for.
    DEPTH_L4_SERVICE: "depth_l4_service", "L4：学校技术服务到账超过", 0 "元", "办公室可改，请核对。";
    /// Years without a gap that level 4 asks for.
    DEPTH_L4_YEARS: "depth_l4_years", "L4：连续合作至少几年", 3 "年", "办公室可改，请核对。";
    /// Records that light the lamp 招生宣传.
    LAMP_ENROLMENT: "lamp_enrolment", "贯穿·招生宣传：每学年至少", 1 "次", "办公室可改，请核对。";
    /// Records that light the lamp 人才培养.
    LAMP_EDUCATION: "lamp_education", "贯穿·人才培养：每学年至少", 1 "项", "办公室可改，请核对。";
    /// Graduates that light the lamp 就业.
    LAMP_EMPLOYMENT: "lamp_employment", "贯穿·就业：最近一届至少", 1 "人", "办公室可改，请核对。";
    /// Records that light the lamp 校友.
    LAMP_ALUMNI: "lamp_alumni", "贯穿·校友：每学年至少", 1 "次", "办公室可改，请核对。";
    /// Records that light the lamp 教师招聘.
    LAMP_RECRUITING: "lamp_recruiting", "贯穿·教师招聘：每学年至少", 1 "次", "办公室可改，请核对。";
    /// Records that light the lamp 双师.
    LAMP_DOUBLE: "lamp_double", "贯穿·双师：每学年至少", 1 "人", "办公室可改，请核对。";
    /// Records that light the lamp 团队.
    LAMP_TEAM: "lamp_team", "贯穿·团队：每学年至少", 1 "个", "办公室可改，请核对。";
    /// Records that light the lamp 社会服务.
    LAMP_SERVICE: "lamp_service", "贯穿·社会服务：每自然年至少", 1 "项", "办公室可改，请核对。";
    /// Records that light the lamp 企业培训.
    LAMP_TRAINING: "lamp_training", "贯穿·企业培训：每学年至少", 1 "次", "办公室可改，请核对。";
    /// Years over which the conditions of an enterprise are counted.
    FIRM_YEARS: "firm_years", "产教融合型企业：统计近几年", 3 "年", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 1: schools that it runs or helps to run.
    FIRM_SCHOOLS: "firm_schools", "产教融合型企业：举办或参与举办院校", 1 "所", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 2: interns over those years.
    FIRM_INTERNS: "firm_interns", "产教融合型企业：接收实习实训累计", 60 "人", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 2: months a year that an intern stays to be counted.
    FIRM_INTERN_MONTHS: "firm_intern_months", "产教融合型企业：每人每年实习", 3 "个月", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 3: certificates of the sort 1+X.
    FIRM_CERTIFICATES: "firm_certificates", "产教融合型企业：承担 1+X 证书", 1 "项", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 4: majors that it builds with us.
    FIRM_MAJORS: "firm_majors", "产教融合型企业：共建专业点", 3 "个", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 5: what it put in or gave.
    FIRM_INPUT: "firm_input", "产教融合型企业：共建基地或捐赠设备累计", 1_000_000 "元", "出自 2019 年的建设实施办法，请核对。";
    /// Condition 6: rights shared with a school.
    FIRM_RIGHTS: "firm_rights", "产教融合型企业：共享知识产权", 1 "项", "出自 2019 年的建设实施办法，请核对。";
    /// Firms that the heads of the school visit in a year.
    VISITS_OF_HEADS: "visits_of_heads", "访企拓岗：书记校长每年走访", 100 "家", "出自教学厅函〔2022〕3号，请核对。";
    /// Share of promises due that should be done.
    CLOSING_RATE: "closing_rate", "走访闭环率达到", 90 "%", "到期承诺里已办的比例，请核对。";
    /// Days after a visit to ask again for the first time.
    REVISIT_SOON: "revisit_soon", "走访后几天内回访", 30 "天", "办公室可改，请核对。";
    /// Days after a visit to ask again for the second time.
    REVISIT_LATE: "revisit_late", "走访后最迟几天回访", 90 "天", "办公室可改，请核对。";
    /// Days before an agreement ends.
    AGREEMENT_NOTICE: "agreement_notice", "协议到期前几天提醒", 90 "天", "办公室可改，请核对。";
    /// Days before the term of a body ends.
    TERM_NOTICE: "term_notice", "机构届满前几天提醒", 90 "天", "办公室可改，请核对。";
    /// Days before a tenancy ends.
    TENANCY_NOTICE: "tenancy_notice", "入驻到期前几天提醒", 60 "天", "办公室可改，请核对。";
    /// Days without contact that make a park cold.
    COLD_PARK: "cold_park", "园区几天没有往来算冷", 180 "天", "办公室可改，请核对。";
    /// Months without contact that make a partner or project silent.
    SILENT_MONTHS: "silent_months", "几个月没有活动算沉默", 12 "个月", "办公室可改，请核对。";
    /// Contacts in a year that make an association an active one.
    ASSOCIATION_CONTACTS: "association_contacts", "协会一年几次往来算有效", 2 "次", "办公室可改，请核对。";
    /// Days within which several units at the same partner should know of each other.
    SHARED_CONTACT: "shared_contact", "同一单位多头接触几天内要共享", 30 "天", "办公室可改，请核对。";
    /// Working days within which a hand-off is answered.
    LINKAGE_REPLY: "linkage_reply", "联动单几个工作日内回复", 3 "工作日", "办公室可改，请核对。";
    /// Years without a change that make a major a still one.
    STILL_MAJOR: "still_major", "专业几年没有调整要提醒", 2 "年", "办公室可改，请核对。";
    /// Months of practice at enterprises that a teacher owes.
    PRACTICE_MONTHS: "practice_months", "教师企业实践：累计", 6 "个月", "职业学校教师企业实践规定第四条，每 5 年累计不少于 6 个月。";
    /// Months over which they are counted.
    PRACTICE_WINDOW: "practice_window", "教师企业实践：在最近几个月里", 60 "个月", "职业学校教师企业实践规定第四条，每 5 年累计不少于 6 个月。";
    /// Platforms to be approved.
    PLATFORMS_BUILT: "platforms_built", "集成实践平台：立项建设", 4 "个", "2021 年立项建设 4 个。";
    /// Platforms to be nursed.
    PLATFORMS_NURSED: "platforms_nursed", "集成实践平台：培育", 2 "个", "2021 年培育 2 个。";
    /// Person-hours a square metre and year below which a room is used badly.
    ROOM_HOURS: "room_hours", "房屋每平方米年人时低于几算低效", 40 "人时/㎡", "办公室可改，请核对。";
}

fields! {
    /// Which number.
    NAME: String = FieldDef::new("name", "哪个阈值", FieldType::Choice(&NAMES)).must().listed().also("名称 阈值");
    /// The number.
    VALUE: Quantity = FieldDef::new("value", "数值", FieldType::Quantity).in_register("setting").later().quick().listed()
        .help("空着就用程序自带的数。");
    /// Its unit, as a reminder.
    MEASURED_IN: String = FieldDef::new("measured_in", "计量单位", FieldType::Text).in_register("setting").quick().listed()
        .also("单位");
    /// Why this number.
    NOTE: String = FieldDef::new("note", "依据", FieldType::Text).quick().listed().help("写清出自哪里、谁定的。")
        .also("说明 备注");
}

/// A share is no more than the whole.
fn no_more_than_all(facts: &dyn Facts) -> Option<String> {
    let is_share = facts.get(MEASURED_IN).as_deref() == Some("%");
    (is_share && facts.get(VALUE)? > Quantity::HUNDRED).then(|| "比例不能超过 100%，请核对这个数。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是判断用的数，例如协议到期前几天提醒、每年走访多少家；改了以后全校的数字都按新的算。";

/// A number that the office has set.
pub static KIND: KindDef = KindDef {
    name: "threshold",
    label: "阈值",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["value"],
    fields: FIELDS,
    measured_in: Some("measured_in"),
    rules: &[Rule { at: Moment::Save, field: "value", check: no_more_than_all }],
    setting: true,
    ..KindDef::PLAIN
};

/// Returns the id of the record that sets `threshold`: two offices that set it clash, not double.
#[must_use]
pub fn id_of(threshold: Threshold) -> Id {
    Id::of_key(KIND.name, threshold.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn every_default_says_where_it_comes_from() {
        for threshold in ALL {
            assert!(threshold.note.ends_with('。') && !threshold.unit.is_empty(), "{}", threshold.code);
        }
    }

    #[test]
    fn a_share_is_no_more_than_a_hundred_percent() {
        let share = |value: u64| [("measured_in", json!("%")), ("value", json!(value))];
        assert_eq!(breaks(&KIND, Moment::Save, &share(10_001)), ["value"]);
        assert!(breaks(&KIND, Moment::Save, &share(10_000)).is_empty());
    }
}
