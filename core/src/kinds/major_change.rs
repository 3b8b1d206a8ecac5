//! 专业调整: from what somebody said about a major to the change in what is taught.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Step};
use crate::value::Date;
use crate::{codes, fields};

/// What is changed.
pub static SORTS: CodeList = codes!("major_change_sort":
    "plan" = "培养方案调整",
    "course" = "课程调整",
    "direction" = "专业方向调整",
    "add" = "新增专业",
    "pause" = "停招",
    "cancel" = "撤销专业",
    "rename" = "专业更名",
);

/// How far it has come.
pub static STATES: CodeList = codes!("major_change_state":
    "opinion" = "意见",
    "arguing" = "论证",
    "listed" = "立项",
    "adopted" = "采纳",
    "declined" = "不采纳",
    "applied" = "实施",
);

const OPINION_GROUP: &str = "意见从哪来";
const ANSWER: &str = "怎么办";

fields! {
    stages &STATES;
    /// What is to be changed, in a few words.
    WHAT: String = FieldDef::new("what", "调整事项", FieldType::Text).must().listed()
        .help("一句话，例如“增开连续流反应课程”。").also("事项 内容");
    /// The major.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).must().listed().also("专业名称");
    /// What is changed.
    SORT: String = FieldDef::new("sort", "调整类别", FieldType::Choice(&SORTS)).later().quick().listed().also("类别");
    /// The college.
    UNIT: Id = FieldDef::new("unit", "负责学院", FieldType::Ref("unit")).quick().also("学院");
    /// The visit, need or study in which it was said.
    SOURCE: Id = FieldDef::new("source", "来自哪条记录", FieldType::OneOf(&["visit", "need", "study"])).quick().group(OPINION_GROUP)
        .help("走访、需求或研判报告里来的，就选那一条；别处来的写在下一项。");
    /// Where else it comes from.
    SOURCE_TEXT: String = FieldDef::new("source_text", "其他来源", FieldType::Text).group(OPINION_GROUP)
        .help("例如专指委会议、毕业生调查。");
    /// The partner who said it.
    PARTNER: Id = FieldDef::new("partner", "提出单位", FieldType::Ref("partner")).quick().listed().group(OPINION_GROUP);
    /// What was said, as it was said.
    OPINION: String = FieldDef::new("opinion", "意见原话", FieldType::LongText).later().quick().group(OPINION_GROUP);
    /// When it was said.
    SAID: Date = FieldDef::new("said", "提出日期", FieldType::Date).later().quick().listed().group(OPINION_GROUP);
    /// What is proposed.
    PROPOSAL: String = FieldDef::new("proposal", "调整方案", FieldType::LongText).group(ANSWER);
    /// Why it was adopted or not.
    DECISION: String = FieldDef::new("decision", "结论和理由", FieldType::LongText).group(ANSWER);
    /// From when on it is taught so.
    EFFECTIVE: Date = FieldDef::new("effective", "实施日期", FieldType::Date).listed().group(ANSWER)
        .help("从哪天（哪个月）起按新的来；意见到调整的天数由它算出。");
    /// What shows that it is done.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::Text).group(ANSWER)
        .help("例如新版培养方案的文号。");
}

const BOARD: &str = "专业建设指导委员会";
const TEACHING: &str = "教学工作部";

static FLOW: Flow = Flow {
    start: "opinion",
    steps: &[
        Step::new(&["opinion"], "arguing", "二级学院").asks(&["opinion"]),
        Step::new(&["arguing"], "listed", BOARD).asks(&["proposal"]),
        Step::new(&["listed"], "adopted", TEACHING).asks(&["decision"]),
        Step::new(&["opinion", "arguing", "listed"], "declined", BOARD).reasoned(),
        Step::new(&["declined"], "arguing", "二级学院").reasoned(),
        Step::new(&["adopted"], "applied", TEACHING).asks(&["effective"]),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里记企业对专业、课程的意见，一路跟到采纳和实施；先写一句要调整什么、哪个专业。";

/// A change of a major.
pub static KIND: KindDef = KindDef {
    name: "major_change",
    label: "专业调整",
    duty: Some(Duty::Planning),
    title: &["what"],
    subtitle: &["major", "sort", "said"],
    fields: FIELDS,
    by_date: Some("said"),
    in_order: &[("said", "effective")],
    flow: Some(&FLOW),
    closed: &["declined"],
    ..KindDef::PLAIN
};
