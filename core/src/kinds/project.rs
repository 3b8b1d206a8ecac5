//! 合作项目: what we do together with partners, in one of seven modes, from the first idea to the
//! archive. What is asked follows the mode (domain §6.1); where it counts, the 4 × 6 grid (§6.2).

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, Flow, KindDef, Line, Moment, Rule, Step};
use crate::value::{Date, Money, Quantity, Shares};
use crate::{codes, fields};

/// The seven modes of the work plan.
pub static MODES: CodeList = codes!("project_mode":
    "transfer" = "成果转化",
    "development" = "技术开发",
    "education" = "人才培养",
    "entity" = "共建实体",
    "alliance" = "校企联盟",
    "strategic" = "战略联盟",
    "sharing" = "科技资源共享",
);

/// The four ways of article 4 of the regulation.
pub static MANNERS: CodeList = codes!("project_manner":
    "educate" = "共同育人",
    "research" = "合作研究",
    "build" = "共建机构",
    "share" = "共享资源",
);

/// The six aspects of article 4.
pub static ASPECTS: CodeList = codes!("project_aspect":
    "major" = "专业建设",
    "talent" = "人才培养",
    "innovation" = "技术创新",
    "employment" = "就业创业",
    "service" = "社会服务",
    "culture" = "文化传承",
);

/// Who took the initiative.
pub static INITIATORS: CodeList = codes!("initiator":
    "school" = "学校",
    "firm" = "企业",
    "gov" = "政府",
    "association" = "行业协会",
);

/// How far it has come (domain §3.2).
pub static STATES: CodeList = codes!("project_state":
    "idea" = "意向",
    "talks" = "洽谈",
    "approved" = "立项",
    "reviewing" = "协议审批",
    "signed" = "签约",
    "running" = "执行",
    "midterm" = "年检（中期）",
    "renewed" = "续签",
    "terminated" = "终止",
    "archived" = "验收归档",
);

const ALLIANCES: &[&str] = &["alliance", "strategic"];
const WHO: &str = "谁做的";
const CONTENT: &str = "按模式填";
const FINDINGS: &str = "结果";

fields! {
    stages &STATES;
    /// What it is called.
    TITLE: String = FieldDef::new("title", "项目名称", FieldType::Text).must().listed().also("名称 合作项目 项目");
    /// With whom.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 合作企业");
    /// The main mode.
    MODE: String = FieldDef::new("mode", "主模式", FieldType::Choice(&MODES)).later().quick().listed()
        .help("七种模式里最主要的一种，下面要填什么跟着它变。").also("模式 合作模式 七种模式");
    /// Other modes that it has too.
    SECOND_MODES: Vec<String> = FieldDef::new("second_modes", "次模式", FieldType::Choices(&MODES));
    /// One of four ways.
    MANNER: String = FieldDef::new("manner", "合作方式", FieldType::Choice(&MANNERS)).later().quick()
        .help("学校办法第四条的四种方式。").also("方式");
    /// Any of six aspects.
    ASPECTS_OF: Vec<String> = FieldDef::new("aspects", "合作方面", FieldType::Choices(&ASPECTS)).later()
        .help("学校办法第四条的六个方面，可以多选。").also("方面");
    /// Who took the initiative.
    INITIATOR: String = FieldDef::new("initiator", "谁发起的", FieldType::Choice(&INITIATORS)).later().also("发起方");
    /// The first day of the work.
    START: Date = FieldDef::new("start", "开始日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("起始日期 开始时间");
    /// The last day of the work.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").quick()
        .also("截止日期 结束时间");
    /// The agreement on which it rests.
    AGREEMENT: Id = FieldDef::new("agreement", "依据的协议", FieldType::Ref("agreement"));
    /// The project from which it grew.
    RELATED: Vec<Id> = FieldDef::new("related", "相关项目", FieldType::Refs("project"));
    /// The college that leads.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头部门", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("学院 牵头学院 二级学院");
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).group(WHO)
        .help("跨学院的项目按比例分，空着就全算牵头部门的。");
    /// Who answers for it.
    OWNER: String = FieldDef::new("owner", "负责人", FieldType::PersonName).later().quick().group(WHO)
        .also("项目负责人 责任人");
    /// The majors that it serves.
    MAJORS: Vec<Id> = FieldDef::new("majors", "对应专业", FieldType::Refs("major")).group(WHO).also("专业 服务专业");
    /// What is transferred.
    OUTCOME: String = FieldDef::new("outcome", "转化的成果", FieldType::Text).when("mode", &["transfer"]).later().group(CONTENT);
    /// Patent or other number of it.
    PATENT: String = FieldDef::new("patent", "专利号", FieldType::Text).when("mode", &["transfer"]).group(CONTENT);
    /// What is paid for the transfer.
    FEE: Money = FieldDef::new("fee", "转让费", FieldType::Money).unit("元").in_ten_thousands().when("mode", &["transfer"]).later().group(CONTENT);
    /// Its number in the register of technology contracts.
    REGISTERED: String = FieldDef::new("registered", "登记号", FieldType::Text).when("mode", &["transfer"]).group(CONTENT);
    /// The contract under which it is developed.
    CONTRACT: Id = FieldDef::new("contract", "横向合同", FieldType::Ref("contract")).when("mode", &["development"]).later()
        .group(CONTENT).help("合同额和到账记在横向合同里。");
    /// The class.
    CLASS: String = FieldDef::new("class", "班级", FieldType::Text).when("mode", &["education"]).later().group(CONTENT)
        .also("订单班 班级名称");
    /// How many students.
    STUDENTS: u64 = FieldDef::new("students", "学生人数", FieldType::Count).unit("人").when("mode", &["education"]).later()
        .group(CONTENT).also("人数");
    /// How many of them found work there.
    EMPLOYED: u64 = FieldDef::new("employed", "在合作单位就业人数", FieldType::Count).unit("人")
        .when("mode", &["education"]).group(CONTENT);
    /// Floor space.
    AREA: Quantity = FieldDef::new("area", "面积", FieldType::Quantity).unit("㎡").when("mode", &["entity"]).later().group(CONTENT);
    /// Value of the equipment.
    EQUIPMENT: Money = FieldDef::new("equipment", "设备原值", FieldType::Money).unit("元").in_ten_thousands().when("mode", &["entity"])
        .later().group(CONTENT);
    /// What the school puts in.
    INPUT_SCHOOL: Money = FieldDef::new("input_school", "学校投入", FieldType::Money).unit("元").in_ten_thousands().when("mode", &["entity"])
        .group(CONTENT);
    /// What the partner promised to put in.
    INPUT_PARTNER: Money = FieldDef::new("input_partner", "对方承诺投入", FieldType::Money).unit("元").in_ten_thousands()
        .when("mode", &["entity"]).group(CONTENT);
    /// Whose it is.
    PROPERTY: String = FieldDef::new("property", "产权归属", FieldType::Text).when("mode", &["entity"]).group(CONTENT);
    /// Who is in the alliance.
    MEMBERS: Vec<Id> = FieldDef::new("members", "成员单位", FieldType::Refs("partner")).when("mode", ALLIANCES).later()
        .group(CONTENT);
    /// Its charter.
    CHARTER: String = FieldDef::new("charter", "章程", FieldType::Text).when("mode", ALLIANCES).group(CONTENT)
        .help("章程的名称和通过日期。");
    /// Its council.
    COUNCIL: Id = FieldDef::new("council", "理事会", FieldType::Ref("body")).when("mode", ALLIANCES).group(CONTENT);
    /// Meetings and events a year.
    EVENTS: u64 = FieldDef::new("events", "年活动次数", FieldType::Count).unit("次").when("mode", ALLIANCES).group(CONTENT);
    /// What is shared.
    INSTRUMENT: String = FieldDef::new("instrument", "共享的仪器设备", FieldType::Text).when("mode", &["sharing"]).later()
        .group(CONTENT);
    /// Machine hours a year.
    MACHINE_HOURS: Quantity = FieldDef::new("machine_hours", "年机时", FieldType::Quantity).unit("小时")
        .when("mode", &["sharing"]).group(CONTENT);
    /// What is earned with it.
    SHARING_INCOME: Money = FieldDef::new("sharing_income", "对外服务收入", FieldType::Money).unit("元").in_ten_thousands()
        .when("mode", &["sharing"]).group(CONTENT);
    /// What came of it.
    RESULTS: String = FieldDef::new("results", "成果", FieldType::LongText).group(FINDINGS).also("项目成果 合作成果");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group(FINDINGS).also("说明");
}

const COLLEGE: &str = "二级学院党政联席会";
const OFFICE: &str = "产学研办公室";

static FLOW: Flow = Flow {
    start: "idea",
    steps: &[
        Step::new(&["idea"], "talks", "牵头部门"),
        Step::new(&["talks"], "approved", COLLEGE).asks(&["mode", "lead_unit"]),
        Step::new(&["approved"], "reviewing", OFFICE).asks(&["owner"]),
        Step::new(&["reviewing"], "approved", OFFICE).reasoned(),
        Step::new(&["reviewing"], "signed", "学校（用印）").numbered(),
        Step::new(&["signed", "renewed"], "running", "牵头部门").asks(&["start"]),
        Step::new(&["running"], "midterm", OFFICE),
        Step::new(&["midterm"], "running", OFFICE),
        Step::new(&["running", "midterm"], "renewed", OFFICE).numbered(),
        Step::new(&["running", "midterm"], "archived", OFFICE).asks(&["results"]),
        Step::new(&["idea", "talks", "approved", "reviewing", "signed", "running", "midterm"], "terminated", OFFICE)
            .reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是和各单位一起做的项目，从意向到归档；先记名称和单位，再选七种模式里的一种。";

/// A project.
pub static KIND: KindDef = KindDef {
    name: "project",
    label: "合作项目",
    duty: Some(Duty::Supervision),
    title: &["title"],
    subtitle: &["partners", "mode", "state"],
    fields: FIELDS,
    lines: &[
        Line { kind: "input", via: "project", owned: false },
        Line { kind: "result", via: "project", owned: false },
        Line { kind: "ip_right", via: "project", owned: false },
        Line { kind: "award", via: "project", owned: false },
        Line { kind: "approval", via: "of", owned: false },
        Line { kind: "evidence", via: "of", owned: false },
        Line { kind: "linkage", via: "about", owned: false },
        Line { kind: "finding", via: "about", owned: false },
    ],
    by_date: Some("start"),
    in_order: &[("start", "end")],
    flow: Some(&FLOW),
    rules: &[Rule { at: Moment::Doubt, field: "second_modes", check: mode_named_twice }],
    ..KindDef::PLAIN
};

fn mode_named_twice(facts: &dyn Facts) -> Option<String> {
    let (main, others) = (facts.get(MODE)?, facts.get(SECOND_MODES)?);
    others.contains(&main).then(|| "次模式里又选了主模式，去掉一个。".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::step;
    use crate::schema::stage;
    use serde_json::{Value, json};

    #[test]
    fn every_mode_asks_for_something_of_its_own() {
        for code in MODES.codes {
            let asked =
                FIELDS.iter().filter(|f| f.when.is_some_and(|w| w.field == "mode" && w.is.contains(&code.code)));
            assert!(asked.count() > 0, "{}", code.label);
        }
    }

    #[test]
    fn a_project_goes_from_idea_to_archive_and_skips_nothing() {
        let mut facts: Vec<(&'static str, Value)> = Vec::new();
        let at = |state: &str| (stage::STATE, json!(state));
        let with = |facts: &[(&'static str, Value)], state: &str| [facts, &[at(state)]].concat();
        assert!(step(&KIND, "signed", &facts).is_err(), "from the start");
        assert!(step(&KIND, "talks", &facts).is_ok());
        assert!(step(&KIND, "approved", &with(&facts, "talks")).is_err(), "without a mode");
        facts.extend([("mode", json!("education")), ("lead_unit", json!(Id::of_key("unit", "a").to_string()))]);
        assert!(step(&KIND, "approved", &with(&facts, "talks")).is_ok());
        assert!(step(&KIND, "signed", &with(&facts, "reviewing")).is_err(), "without a document");
        facts.extend([("owner", json!("甲")), ("start", json!("2022-03-01"))]);
        assert!(step(&KIND, "running", &with(&facts, "signed")).is_ok());
        assert!(step(&KIND, "archived", &with(&facts, "running")).is_err(), "without results");
        facts.push(("results", json!("一个班毕业")));
        assert!(step(&KIND, "archived", &with(&facts, "running")).is_ok());
        assert!(step(&KIND, "running", &with(&facts, "archived")).is_err(), "it is over");
    }
}
