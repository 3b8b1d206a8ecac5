//! 任务: what somebody does until a day, with a target that can be checked; a task of the school is
//! broken down into tasks of colleges and of people.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// The five directions of the work plan.
pub static DIRECTIONS: CodeList = codes!("direction":
    "model" = "知行合一、工学结合的人才培养模式改革",
    "community" = "校企“命运共同体”",
    "bases" = "高水平实训基地与区域产教融合",
    "teachers" = "“双师型”教师队伍",
    "training" = "职教与培训一体化",
);

/// What became of it.
pub static STATES: CodeList = codes!("task_state":
    "open" = "未办",
    "doing" = "在办",
    "done" = "已办",
    "dropped" = "不办了",
);

const TARGET_GROUP: &str = "目标";

fields! {
    /// What is to be done.
    TITLE: String = FieldDef::new("title", "任务", FieldType::Text).must().listed().also("任务名称 事项 工作任务");
    /// Which of the five directions it serves.
    DIRECTION: String = FieldDef::new("direction", "工作方向", FieldType::Choice(&DIRECTIONS)).later().quick().listed()
        .also("方向");
    /// The task that it is a part of.
    PARENT: Id = FieldDef::new("parent", "上级任务", FieldType::Ref("task")).help("学校任务拆给学院，学院任务拆给人。")
        .also("上级");
    /// Where it came from.
    ORIGIN: Id = FieldDef::new("origin", "从哪里来", FieldType::OneOf(&["resolution", "study", "case_study", "clause", "visit", "meeting"]))
        .help("哪次决议、哪份研判、哪条政策、哪次走访。");
    /// The unit that does it.
    UNIT: Id = FieldDef::new("unit", "责任部门", FieldType::Ref("unit")).later().quick().listed().also("部门 学院 牵头部门");
    /// Who sees to it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).later().quick().listed().also("负责人 经办人");
    /// Until when.
    DUE: Date = FieldDef::new("due", "期限", FieldType::Date).later().quick().listed().also("完成时限 截止日期 完成时间");
    /// How far it is.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).quick().listed().help("空着就是未办。")
        .also("进展 完成情况");
    /// How much is to be reached.
    TARGET: Quantity = FieldDef::new("target", "目标值", FieldType::Quantity).in_register("aim").quick().group(TARGET_GROUP)
        .also("目标");
    /// Unit of target and result.
    MEASURED_IN: String = FieldDef::new("measured_in", "计量单位", FieldType::Text).in_register("aim").quick()
        .group(TARGET_GROUP).help("例如“家”“万元”“门”。").also("单位");
    /// How much has been reached.
    REACHED: Quantity = FieldDef::new("reached", "完成值", FieldType::Quantity).quick().group(TARGET_GROUP).also("完成");
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).group(TARGET_GROUP)
        .help("材料的名称和放在哪里。").also("佐证材料");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是要办的事：年度任务、决议、研判结论都拆成任务；写清谁、到哪天、办到多少，例如“走访企业 20 家”。";

/// A task.
pub static KIND: KindDef = KindDef {
    name: "task",
    label: "任务",
    duty: Some(Duty::Planning),
    title: &["title"],
    subtitle: &["unit", "owner", "due"],
    fields: FIELDS,
    measured_in: Some("measured_in"),
    lines: &[Line { kind: "task", via: "parent", owned: false }],
    by_date: Some("due"),
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};
