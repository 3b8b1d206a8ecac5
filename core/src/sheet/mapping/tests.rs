//! From tables to records and back: matching, references, twice the same, undo.

mod any_table;
mod held_back;

use super::*;
use crate::kinds::{SCHEMA, partner};
use crate::ledger::{Batch, BatchLog, Change, Head, Ledger, Prepared, Undone, Why, form_changes, prepare, undo_batch};
use crate::query::{Query, Run, Shelf, Total, table_of};
use crate::record::{Device, Id, Record};
use crate::schema::{CustomField, Extension};
use crate::sheet::{Grid, read_table};
use crate::value::CivilDate;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const NOW: u64 = 1_763_625_600_000;
const CODE: &str = "91110000600037341L";

struct Desk {
    ledger: Ledger,
    head: Head,
}

impl Desk {
    fn new() -> Self {
        let overlay = crate::sample::records(crate::sample::towns());
        Self { ledger: Ledger::new(SCHEMA, overlay), head: Head::fresh(Device::parse("aaaaaaaa").unwrap()) }
    }

    fn commit(&mut self, why: Why, changes: Vec<Change>) -> Prepared {
        let spare = Device::parse("spare").unwrap();
        let batch = Batch { why, changes, head: Vec::new(), now_ms: NOW, spare };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared
    }

    fn add(&mut self, kind: &str, key: &str, values: &[(&'static str, Value)]) -> Id {
        let kind = SCHEMA.kind(kind).unwrap();
        let id = Id::of_key(kind.name, key);
        let seen = self.ledger.get(&id).unwrap_or_else(|| Record::new(kind.name, id));
        let values: BTreeMap<&str, Value> = values.iter().cloned().collect();
        self.commit(Why::Edit, form_changes(kind, id, &seen, &values));
        id
    }

    fn plan(&self, mapping: &Mapping, text: &str) -> Plan {
        let setting = Setting { workspace: "w".to_owned(), today: CivilDate::from_unix_days(20_000) };
        plan(&self.ledger, &Arc::new(grid(text)), mapping, &setting)
    }

    fn import(&mut self, plan: &Plan) -> Prepared {
        let (changes, note) = plan.batch(&BTreeSet::new());
        self.commit(Why::Import(note), changes)
    }

    /// What people see: the values of every record that is there.
    fn state(&self) -> BTreeMap<Id, BTreeMap<String, Value>> {
        let ids = SCHEMA.kinds().iter().flat_map(|kind| self.ledger.ids(kind.name));
        let values = |id: Id| {
            let record = self.ledger.get(&id).unwrap();
            let names = record.registers.keys().filter(|name| !name.starts_with('_'));
            names.filter_map(|name| Some((name.to_string(), record.shown(name)?))).collect()
        };
        ids.map(|id| (id, values(id))).collect()
    }

    fn titles(&self, kind: &str) -> Vec<String> {
        self.ledger.sorted(SCHEMA.kind(kind).unwrap()).iter().map(|id| self.ledger.title(id)).collect()
    }
}

fn grid(text: &str) -> Grid {
    read_table(text.to_owned()).unwrap()
}

fn mapping(kind: &str, text: &str) -> Mapping {
    Mapping::guess(SCHEMA.kind(kind).unwrap(), &grid(text))
}

fn names(mapping: &Mapping) -> Vec<&'static str> {
    mapping.columns.iter().map(|field| field.map_or("", |f| f.name)).collect()
}

fn classes(plan: &Plan) -> Vec<RowClass> {
    plan.rows.iter().map(|row| row.class).collect()
}

fn problems(plan: &Plan) -> Vec<&str> {
    plan.rows.iter().flat_map(|row| &row.problems).map(String::as_str).collect()
}

#[test]
fn a_field_of_the_workspace_is_a_column_of_lists_and_tables() {
    let area = CustomField {
        kind: "partner".to_owned(),
        name: "x_area".to_owned(),
        label: "厂区面积".to_owned(),
        help: String::new(),
        ty: "quantity".to_owned(),
        unit: "㎡".to_owned(),
        listed: true,
        retired: false,
    };
    let schema = Extension { fields: vec![area], codes: Vec::new() }.over(SCHEMA);
    let partner = schema.kind("partner").unwrap();
    let mut desk = Desk { ledger: Ledger::new(schema, Vec::new()), ..Desk::new() };
    let text = "单位名称,厂区面积（㎡）\n甲公司,\"12,400\"\n乙公司,900\n丙公司,1200\n";
    let plan = desk.plan(&Mapping::guess(partner, &grid(text)), text);
    desk.import(&plan);

    let query = Query::parse(partner, "x_area=1000..&_sort=-x_area");
    let columns = query.shown_columns(partner);
    assert!(columns.iter().any(|field| field.name == "x_area"), "lists show it");
    let mut shelf = Shelf::new(partner);
    let mut run = Run::new(partner, &query, &columns, None, &desk.ledger, &mut shelf);
    while !run.step(&desk.ledger, &mut shelf, 2) {}
    let found = run.found().unwrap();
    let titles: Vec<String> = found.rows.iter().map(|id| desk.ledger.title(id)).collect();
    assert_eq!(titles, ["甲公司", "丙公司"]);
    assert_eq!(found.totals.iter().map(Total::show).collect::<Vec<_>>(), ["13,600 ㎡"]);
    let taken_out =
        table_of(&desk.ledger, &[partner.field("name").unwrap(), partner.field("x_area").unwrap()], &found.rows);
    assert_eq!(
        taken_out.columns.iter().map(|column| column.heading.as_str()).collect::<Vec<_>>(),
        ["单位名称", "厂区面积（㎡）"]
    );
    assert_eq!(taken_out.rows, [["甲公司", "12400"], ["丙公司", "1200"]]);
}

#[test]
fn the_district_is_known_by_what_secretaries_write_above_it() {
    for heading in ["区县", "所属区", "所在区"] {
        let text = format!("单位名称,{heading}\n甲公司,武进区\n");
        assert_eq!(names(&mapping("partner", &text)), ["name", "district"], "{heading}");
    }
}

#[test]
fn columns_are_guessed_by_heading_and_by_shape() {
    let text =
        format!("序号,企业全称（必填）,税号,所在区县,联系方式,ZFQYDM,\n1,示例甲,{CODE},武进区,13800138000,,企\n");
    assert_eq!(names(&mapping("partner", &text)), ["", "name", "", "district", "", "uscc", "side"]);
    assert_eq!(guess_kind(SCHEMA, &grid(&text)).unwrap().name, "partner");
    let contacts = "单位名称,联系人姓名,手机号码\n甲,张三,13800138000";
    assert_eq!(guess_kind(SCHEMA, &grid(contacts)).unwrap().name, "contact");
    assert_eq!(names(&mapping("contact", contacts)), ["partner", "name", "phone"]);
    let visits = "走访企业,走访时间,牵头拜访人\n甲,2022-1-19,张三";
    assert_eq!(guess_kind(SCHEMA, &grid(visits)).unwrap().name, "visit");
    let odd = format!("a,b,c\n甲,{CODE},13800138000\n");
    assert_eq!(names(&mapping("partner", &odd)), ["", "uscc", ""], "what stands in the cells tells");
    assert!(guess_kind(SCHEMA, &grid("x,y\n1,2")).is_none());
}

#[test]
fn cells_are_read_as_people_and_spreadsheets_write_them() {
    let mut desk = Desk::new();
    desk.add("partner", "p", &[("name", json!("示例甲"))]);
    let text = "单位,需求类型,人数,月薪（万元）,预算,时限,题目可公开,题目\n\
                示例甲,技术,=\"12\",0.6,20万,2022/1/19 0:00:00,√,节能\n";
    let plan = desk.plan(&mapping("need", text), text);
    assert_eq!(problems(&plan), Vec::<&str>::new());
    desk.import(&plan);
    let id = desk.ledger.ids("need").next().unwrap();
    let record = desk.ledger.get(&id).unwrap();
    let value = |name: &str| record.shown(name).unwrap();
    assert_eq!(value("headcount"), json!(12));
    assert_eq!(value("monthly_pay"), json!(600_000));
    assert_eq!(value("budget"), json!(20_000_000));
    assert_eq!(value("due"), json!("2022-01-19"));
    assert_eq!(value("public"), json!(true));
    assert_eq!(value("partner"), json!(Id::of_key("partner", "p").to_string()));
}

#[test]
fn a_bad_cell_is_listed_and_the_rest_of_the_row_goes() {
    let desk = Desk::new();
    let text = "单位名称,统一社会信用代码,单位类型,牵头部门\n甲,9111,企业,\n,,,\n,91110000600037341L,,\n乙,9.11E+17,火星,化工学院";
    let plan = desk.plan(&mapping("partner", text), text);
    assert_eq!(classes(&plan), [RowClass::New, RowClass::Bad, RowClass::New]);
    assert_eq!(
        problems(&plan),
        [
            "第 2 行 统一社会信用代码：统一社会信用代码应有 18 位，现在是 4 位，少了 14 位；这一格不导入，其余照常。",
            "第 4 行：缺少单位名称，这是必须有的；这一行不导入，其余照常。",
            "第 5 行 统一社会信用代码：“9.11E+17”是表格软件改成的科学计数，原来的数字已经不全，请按文本重新填写；这一格不导入，其余照常。",
            "第 5 行 单位类型：没有“火星”这一项，请从这些里选：企业、协会、园区、政府部门、乡镇街道、平台公司、学校、其他；这一格不导入，其余照常。",
            "第 5 行 牵头部门：本机没有叫“化工学院”的校内部门，请先记下它，或勾选自动新建；这一格不导入，其余照常。",
        ]
    );
    assert_eq!(plan.counts.unknown_names, 1);
    assert_eq!((plan.counts.new, plan.counts.bad, plan.counts.problems), (2, 1, 5));
}

#[test]
fn rows_find_their_records_by_code_and_then_by_name() {
    let mut desk = Desk::new();
    let coded = desk.add("partner", "1", &[("name", json!("旧名")), ("uscc", json!(CODE))]);
    let named = desk.add("partner", "2", &[("name", json!("示例（常州）化工")), ("tags", json!(["旧"]))]);
    let text = format!(
        "单位名称,统一社会信用代码,标签\n新名,{CODE},\n示例(常州) 化工,913204116081345677,新\n旧名,12320000466007089T,\n"
    );
    let read = mapping("partner", &text);
    let plan = desk.plan(&read, &text);
    assert_eq!(
        classes(&plan),
        [RowClass::Updated, RowClass::Updated, RowClass::New],
        "a name with another code is another one"
    );
    assert_eq!((plan.rows[0].id, plan.rows[1].id), (Some(coded), Some(named)));
    let edit = &plan.rows[0].edits[0];
    assert_eq!((edit.name, edit.old.as_str(), edit.new.as_str()), ("name", "旧名", "新名"));
    desk.import(&plan);
    assert_eq!(desk.ledger.title(&named), "示例（常州）化工", "another width of brackets is no news");
    let tags = desk.ledger.get(&named).unwrap().get(partner::TAGS).unwrap();
    assert_eq!(tags, ["新", "旧"], "a table adds to a set");
    let by_name = Mapping { matching: Matching::By(1), ..read.clone() };
    assert_eq!(classes(&desk.plan(&by_name, "单位名称,x,y\n新名,,\n别的,,")), [RowClass::Same, RowClass::New]);
    let never = Mapping { matching: Matching::Never, ..read };
    assert_eq!(classes(&desk.plan(&never, "单位名称,x,y\n新名,,")), [RowClass::New]);
}

#[test]
fn two_records_of_one_name_or_two_rows_of_one_record_are_not_guessed_about() {
    let mut desk = Desk::new();
    desk.add("partner", "1", &[("name", json!("同名"))]);
    desk.add("partner", "2", &[("name", json!("同名"))]);
    let text = "单位名称,地址\n同名,a\n甲,b\n甲,c\n甲,b\n";
    let plan = desk.plan(&mapping("partner", text), text);
    assert_eq!(classes(&plan), [RowClass::Bad, RowClass::New, RowClass::Bad, RowClass::Same]);
    assert_eq!(
        problems(&plan),
        [
            "第 2 行：本机有 2 条单位名称相同的记录，分不清是哪一条，请先合并或补上代码；这一行不导入，其余照常。",
            "第 4 行：与第 3 行说的是同一条记录而内容不同，请在表里合并成一行；这一行不导入，其余照常。",
        ]
    );
}

#[test]
fn references_are_found_made_or_refused() {
    let mut desk = Desk::new();
    let unit = desk.add("unit", "u", &[("name", json!("化工学院")), ("code", json!("07"))]);
    let text =
        "单位名称,牵头部门,园区,镇街\n甲,化工学院,示例园区,\n乙,07,示例园区,不存在镇\n示例园区,新学院,,\n丙,新学院,,";
    let mapping = Mapping { create: true, ..mapping("partner", text) };
    let plan = desk.plan(&mapping, text);
    assert_eq!(problems(&plan), Vec::<&str>::new());
    assert_eq!(plan.created.iter().map(|c| c.title.as_str()).collect::<Vec<_>>(), ["不存在镇", "新学院"]);
    assert_eq!(plan.rows[3].creates, [1]);
    desk.import(&plan);
    let partner = |name: &str| {
        let id = desk.ledger.ids("partner").find(|id| desk.ledger.title(id) == name).unwrap();
        desk.ledger.get(&id).unwrap()
    };
    assert_eq!(partner("甲").get(partner::LEAD_UNIT), Some(unit));
    assert_eq!(partner("乙").get(partner::LEAD_UNIT), Some(unit), "by its code");
    assert_eq!(desk.ledger.title(&partner("乙").get(partner::PARK).unwrap()), "示例园区", "a row of the same table");
    assert_eq!(partner("丙").get(partner::LEAD_UNIT), partner("示例园区").get(partner::LEAD_UNIT));
    let visits = "走访,需求类型,合作单位\n不存在 · 2022年1月,人才,甲";
    let sentence =
        problems(&desk.plan(&Mapping { create: true, ..super::tests::mapping("need", visits) }, visits)).join("");
    assert!(sentence.contains("本机没有叫“不存在 · 2022年1月”的走访"), "{sentence}");
}

#[test]
fn what_is_left_out_stays_out_with_the_records_made_for_it() {
    let mut desk = Desk::new();
    let text = "单位名称,牵头部门\n甲,新学院\n乙,另一学院";
    let plan = desk.plan(&Mapping { create: true, ..mapping("partner", text) }, text);
    let (changes, note) = plan.batch(&BTreeSet::from([2]));
    assert_eq!(note.new, 2);
    desk.commit(Why::Import(note), changes);
    assert_eq!((desk.titles("partner"), desk.titles("unit")), (vec!["乙".to_owned()], vec!["另一学院".to_owned()]));
}

#[test]
fn the_error_of_a_formula_is_no_name_of_anything() {
    let desk = Desk::new();
    let text = "单位名称,牵头部门,区县\n甲,#N/A,#SPILL!";
    let plan = desk.plan(&Mapping { create: true, ..mapping("partner", text) }, text);
    let told = problems(&plan).join("");
    assert!(told.contains("“#N/A”是表格里的公式出错") && told.contains("“#SPILL!”是表格里的公式出错"), "{told}");
    assert!(plan.created.is_empty());
}

#[test]
fn what_was_deleted_here_comes_back_only_on_request() {
    let mut desk = Desk::new();
    let text = format!("单位名称,统一社会信用代码\n甲,{CODE}\n");
    let read = mapping("partner", &text);
    let first = desk.plan(&read, &text);
    desk.import(&first);
    desk.commit(
        Why::Delete,
        vec![Change::Delete { id: first.rows[0].id.unwrap(), because: String::new(), seen: None }],
    );
    let plan = desk.plan(&read, &text);
    assert_eq!((classes(&plan), plan.counts.deleted), (vec![RowClass::Bad], 1));
    let plan = desk.plan(&Mapping { revive: true, ..read }, &text);
    assert_eq!(classes(&plan), [RowClass::New]);
    desk.import(&plan);
    assert_eq!(desk.titles("partner"), ["甲"]);
}

#[test]
fn a_clash_waits_for_a_person() {
    let mut desk = Desk::new();
    let id = desk.add("partner", "1", &[("name", json!("甲")), ("address", json!("一"))]);
    let blind =
        form_changes(&partner::KIND, id, &Record::new("partner", id), &BTreeMap::from([("address", json!("二"))]));
    desk.commit(Why::Edit, blind);
    assert_eq!(desk.ledger.clashing().count(), 1);
    let text = "单位名称,地址,行业\n甲,三,化工";
    let plan = desk.plan(&mapping("partner", text), text);
    assert_eq!(problems(&plan), ["第 2 行 地址：有冲突等人定夺；这一格不导入，其余照常。"]);
    desk.import(&plan);
    assert_eq!(desk.ledger.clashing().count(), 1);
    assert_eq!(desk.ledger.get(&id).unwrap().get(partner::INDUSTRY).as_deref(), Some("化工"));
}

#[test]
fn dates_out_of_order_and_unknown_headings_do_no_harm() {
    let mut desk = Desk::new();
    desk.add("partner", "1", &[("name", json!("甲"))]);
    let text = "合作单位,协议名称,签订日期,到期日期,\n甲、甲,框架协议,2023-1-1,2022年,多余";
    let plan = desk.plan(&mapping("agreement", text), text);
    assert_eq!(classes(&plan), [RowClass::New]);
    assert_eq!(problems(&plan).len(), 1, "{:?}", problems(&plan));
    desk.import(&plan);
    let id = desk.ledger.ids("agreement").next().unwrap();
    assert_eq!(desk.ledger.get(&id).unwrap().shown("term"), Some(json!({"signed": "2023-01-01"})));
}

#[test]
fn an_empty_cell_changes_nothing_and_edits_since_stay() {
    let mut desk = Desk::new();
    desk.add("partner", "1", &[("name", json!("甲")), ("address", json!("老地方"))]);
    let text = "单位名称,地址\n甲,\n";
    assert_eq!(classes(&desk.plan(&mapping("partner", text), text)), [RowClass::Same]);
    // A need has no key: it is known by what its row said, whatever became of it since.
    let needs = "合作单位,需求类型,题目\n甲,技术,节能\n甲,技术,降噪";
    let read = mapping("need", needs);
    let first = desk.plan(&read, needs);
    desk.import(&first);
    let seen = desk.ledger.get(&first.rows[0].id.unwrap()).unwrap();
    let values = BTreeMap::from([("topic", json!("节能改造"))]);
    desk.commit(Why::Edit, form_changes(SCHEMA.kind("need").unwrap(), seen.id, &seen, &values));
    let again = desk.plan(&read, needs);
    assert_eq!(classes(&again), [RowClass::Same, RowClass::Same]);
    assert!(again.batch(&BTreeSet::new()).0.is_empty());
}

#[test]
fn a_row_that_contradicts_another_keeps_its_code_from_a_third() {
    let mut desk = Desk::new();
    desk.add("partner", "1", &[("name", json!("甲"))]);
    let text = "合作单位,协议名称,协议编号,协议类型\n甲,框架,,坏的\n甲,框架,1 号,其他\n甲,另一份,1 号,其他";
    let read = mapping("agreement", text);
    let plan = desk.plan(&read, text);
    assert_eq!(classes(&plan), [RowClass::New, RowClass::Bad, RowClass::Bad], "{:?}", problems(&plan));
    desk.import(&plan);
    assert_eq!(classes(&desk.plan(&read, text)), [RowClass::Same, RowClass::Bad, RowClass::Bad]);
}

#[test]
fn slices_make_no_difference() {
    let desk = Desk::new();
    let text = "单位名称,地址\n甲,a\n乙,b\n丙,c\n";
    let setting = Setting { workspace: "w".to_owned(), today: CivilDate::from_unix_days(20_000) };
    let mut planner = Planner::new(&desk.ledger, Arc::new(grid(text)), mapping("partner", text), setting);
    while !planner.step(&desk.ledger, 1) {}
    let plan = planner.finish();
    assert_eq!(plan.counts, desk.plan(&mapping("partner", text), text).counts);
    assert_eq!((plan.takes(), plan.counts.new), (3, 3));
}
