//! 实训实习基地, inside and outside of the school (ODS_SXJDSJ; 校外实习实训基地 of the status data).
//! Each batch of interns is an [`super::internship`] of its own.

use super::checks;
use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Date, Money, Quantity, SchoolYear};
use crate::{codes, fields};

/// On which side of the school's gate.
pub static PLACES: CodeList = codes!("base_place":
    "inside" = "校内",
    "outside" = "校外",
);

/// What sort of base. The ministry's codes (实训基地类别码) were not found; the office edits the list.
pub static SORTS: CodeList = codes!("base_sort":
    "training" = "实训基地",
    "productive" = "生产性实训基地",
    "virtual" = "虚拟仿真实训基地",
    "internship" = "实习基地",
    "factory_in_school" = "厂中校、校中厂",
    "teacher" = "教师企业实践基地",
    "public" = "公共实训基地",
    "other" = "其他",
);

const WHO: &str = "谁建谁管";
const SIZE: &str = "规模";
const YEARLY: &str = "一学年的数";
const OUTSIDE_GROUP: &str = "校外基地";
const OUTSIDE: &[&str] = &["outside"];

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "基地名称", FieldType::Text).must().listed()
        .ministry("实训基地名称 基地名称").also("名称 基地");
    /// Inside or outside.
    PLACE: String = FieldDef::new("place", "校内或校外", FieldType::Choice(&PLACES)).must().listed();
    /// What sort of base.
    SORT: String = FieldDef::new("sort", "基地类别", FieldType::Choice(&SORTS)).later().quick().listed()
        .ministry("实训基地类别码").help("上报平台的类别代码请核对，选项可以在设置里改。").also("类别 类型");
    /// Number in the school's register.
    NUMBER: String = FieldDef::new("number", "基地编号", FieldType::Text).ministry("实训基地编号").also("编号");
    /// When it was set up.
    ESTABLISHED: Date = FieldDef::new("established", "建立日期", FieldType::Date).later().quick().listed()
        .ministry("建立日期").also("建立时间 成立时间 建立");
    /// The last day for which it is agreed.
    EXPIRES: Date = FieldDef::new("expires", "有效期至", FieldType::Date).listed()
        .help("基地协议到哪天，到期前会提醒。").also("结束日期 到期日期 结束");
    /// What it has been recognised as.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).listed()
        .also("申报情况");
    /// The unit of our school that runs it.
    UNIT: Id = FieldDef::new("unit", "管理部门", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .ministry("所属管理单位名称").also("系别 学院 二级学院 所属学院 管理单位");
    /// The body on which it rests.
    HOST: Id = FieldDef::new("host", "依托单位", FieldType::Ref("partner")).quick().listed().group(WHO)
        .ministry("依托单位 依托单位名称").also("单位 企业名称 依托企业");
    /// The partners that take part.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).group(WHO)
        .ministry("基地合作企业").also("合作企业");
    /// The majors that it serves.
    MAJORS: Vec<Id> = FieldDef::new("majors", "面向专业", FieldType::Refs("major")).later().quick().group(WHO)
        .ministry("适应专业名称 主要专业").also("依托专业 专业 适用专业");
    /// The agreement on which it stands.
    AGREEMENT: Id = FieldDef::new("agreement", "协议", FieldType::Ref("agreement")).group(WHO);
    /// Who of us looks after it.
    HEAD: String = FieldDef::new("head", "基地负责人", FieldType::PersonName).later().group(WHO)
        .also("负责人 联系人");
    /// Floor space.
    AREA: Quantity = FieldDef::new("area", "建筑面积", FieldType::Quantity).unit("㎡").group(SIZE).also("面积");
    /// The rooms in which it is.
    ROOMS: Vec<Id> = FieldDef::new("rooms", "所在房屋", FieldType::Refs("room")).when("place", &["inside"]).group(SIZE);
    /// Places at which somebody can work.
    WORKPLACES: u64 = FieldDef::new("workplaces", "工位数", FieldType::Count).unit("个").group(SIZE)
        .ministry("工位数").also("工位");
    /// Original value of the equipment.
    EQUIPMENT_VALUE: Money = FieldDef::new("equipment_value", "设备值", FieldType::Money).unit("元").in_ten_thousands().group(SIZE)
        .also("设备总值 设备原值");
    /// Of which the partners brought.
    EQUIPMENT_PARTNER: Money = FieldDef::new("equipment_partner", "其中企业提供的设备值", FieldType::Money)
        .unit("元").in_ten_thousands().group(SIZE);
    /// How many different things can be trained.
    ITEMS: u64 = FieldDef::new("items", "实习实训项目数", FieldType::Count).unit("个").group(SIZE)
        .ministry("实习实训项目总数");
    /// The most important of them, full names.
    MAIN_ITEMS: String = FieldDef::new("main_items", "主要项目", FieldType::LongText).group(SIZE)
        .ministry("主要项目 主要项目(全称)");
    /// The school year of the numbers below.
    FIGURES_YEAR: SchoolYear = FieldDef::new("figures_year", "是哪个学年的数", FieldType::SchoolYear).later().group(YEARLY)
        .help("下面几个数每学年更新一次，旧的数留在历史里。");
    /// Use: people times hours.
    USE_HOURS: Quantity = FieldDef::new("use_hours", "使用人时", FieldType::Quantity).unit("人时").group(YEARLY)
        .ministry("使用频率").also("人时");
    /// Days on which it was used.
    DAYS: Quantity = FieldDef::new("days", "使用天数", FieldType::Quantity).unit("天").group(YEARLY)
        .ministry("基地使用天数");
    /// Students who came, each time counted.
    STUDENTS: u64 = FieldDef::new("students", "接待学生", FieldType::Count).unit("人次").group(YEARLY)
        .ministry("接待学生量(人次) 接待学生量");
    /// Value of what was produced.
    OUTPUT: Money = FieldDef::new("output", "产值", FieldType::Money).unit("元").in_ten_thousands().when("place", &["inside"]).group(YEARLY)
        .help("生产性实训基地填。").ministry("生产性实训基地产值");
    /// Interns for half a year.
    HALF_YEAR: u64 = FieldDef::new("half_year", "接收半年岗位实习学生", FieldType::Count).unit("人")
        .when("place", OUTSIDE).group(YEARLY).ministry("接收半年顶岗实习学生数(人) 接收半年顶岗实习学生数");
    /// Graduates who were employed.
    HIRED: u64 = FieldDef::new("hired", "接收应届毕业生就业", FieldType::Count).unit("人")
        .when("place", OUTSIDE).group(YEARLY).ministry("接收应届毕业生就业数");
    /// Teachers and wardens whom the school sent, each time counted.
    ESCORTS: u64 = FieldDef::new("escorts", "学校派指导教师和管理人员", FieldType::Count).unit("人次")
        .when("place", OUTSIDE).group(YEARLY).ministry("学校派指导教师/学生管理人员(人次)");
    /// What the school pays the base.
    FEE: Money = FieldDef::new("fee", "学校付给基地的实习经费", FieldType::Money).unit("元/生")
        .when("place", OUTSIDE).group(YEARLY).ministry("学校向基地支付专项实习经费(元/生)");
    /// People who work there.
    STAFF: u64 = FieldDef::new("staff", "在岗职工总数", FieldType::Count).unit("人").when("place", OUTSIDE)
        .group(OUTSIDE_GROUP).ministry("在岗职工总数");
    /// Whether students can be lodged.
    LODGING: bool = FieldDef::new("lodging", "有住宿条件", FieldType::Bool).when("place", OUTSIDE)
        .group(OUTSIDE_GROUP).ministry("是否有住宿条件");
    /// Whether interns are paid a subsidy.
    SUBSIDY: bool = FieldDef::new("subsidy", "发放学生实习补贴", FieldType::Bool).when("place", OUTSIDE)
        .group(OUTSIDE_GROUP).ministry("是否发放学生实习补贴");
    /// When the school inspected the place and wrote its report.
    INSPECTED: Date = FieldDef::new("inspected", "学校考察日期", FieldType::Date).when("place", OUTSIDE).later()
        .group(OUTSIDE_GROUP).help("学生去之前学校要先考察并留书面报告。").also("学校考察报告 考察日期");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是校内外的实训、实习基地；先记名称和校内校外，工位、设备和每学年的人时以后补，例如“校内化工实训基地”。";

/// A base for training or internships.
pub static KIND: KindDef = KindDef {
    name: "base",
    label: "实训实习基地",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["place", "unit", "host"],
    fields: FIELDS,
    lines: &[
        Line { kind: "base_item", via: "base", owned: true },
        Line { kind: "internship", via: "base", owned: false },
    ],
    by_date: Some("established"),
    in_order: &[("established", "expires")],
    rules: &[
        Rule {
            at: Moment::Save,
            field: "equipment_partner",
            check: |facts| checks::at_most(facts, EQUIPMENT_PARTNER, EQUIPMENT_VALUE),
        },
        Rule {
            at: Moment::Doubt,
            field: "host",
            check: |facts| {
                let outside = facts.code("place").is_some_and(|place| place == "outside");
                let nobody = facts.get(HOST).is_none() && facts.get(PARTNERS).is_none_or(|p| p.is_empty());
                (outside && nobody).then(|| "校外基地没有写依托哪家单位，请补上。".to_owned())
            },
        },
    ],
    ..KindDef::PLAIN
};
