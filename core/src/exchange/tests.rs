//! Tests of the exchange file: a small schema, and devices that work with it.

mod acks;
mod compare;
mod every_kind;
mod file;
mod frozen;
mod verify;

use super::*;
use crate::fields;
use crate::ledger::{Batch, Change, Head, HeadChange, Ledger, Owner, Prepared, Why, Workspace, form_changes, prepare};
use crate::record::{Device, Record};
use crate::schema::{FieldDef, FieldType, KindDef, Line};
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;

/// 2025-11-20T16:00:00+08:00.
pub const NOW: u64 = 1_763_625_600_000;

pub mod unit {
    use super::*;
    fields! { NAME: String = FieldDef::new("name", "名称", FieldType::Text).must(); }
}
pub mod partner {
    use super::*;
    fields! {
        NAME: String = FieldDef::new("name", "单位名称", FieldType::Text).must();
        TYPE: String = FieldDef::new("type", "类型", FieldType::Text).in_register("nature");
        SIDE: String = FieldDef::new("side", "属性", FieldType::Text).in_register("nature");
        TAGS: Vec<String> = FieldDef::new("tags", "标签", FieldType::Tags);
        LEAD_UNIT: crate::record::Id = FieldDef::new("lead_unit", "牵头部门", FieldType::Ref("unit"));
    }
}
pub mod visit {
    use super::*;
    fields! {
        PARTNER: crate::record::Id = FieldDef::new("partner", "走访单位", FieldType::Ref("partner")).must();
        DATE: String = FieldDef::new("date", "日期", FieldType::Text);
    }
}
pub mod need {
    use super::*;
    fields! {
        VISIT: crate::record::Id = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
        DETAIL: String = FieldDef::new("detail", "内容", FieldType::LongText);
    }
}

const fn kind(
    name: &'static str,
    label: &'static str,
    title: &'static [&'static str],
    fields: &'static [&'static FieldDef],
    lines: &'static [Line],
) -> KindDef {
    KindDef { name, label, title, fields, lines, ..KindDef::PLAIN }
}
static UNIT: KindDef = kind("unit", "部门", &["name"], unit::FIELDS, &[]);
static PARTNER: KindDef = kind("partner", "合作单位", &["name"], partner::FIELDS, &[]);
static VISIT: KindDef =
    kind("visit", "走访", &["partner", "date"], visit::FIELDS, &[Line { kind: "need", via: "visit", owned: true }]);
static NEED: KindDef = kind("need", "需求", &["detail"], need::FIELDS, &[]);
pub static SCHEMA: Schema = Schema::new(&[&UNIT, &PARTNER, &VISIT, &NEED]);

/// A device with its person.
pub struct Desk {
    pub ledger: Ledger,
    pub head: Head,
    pub now: u64,
}

impl Desk {
    /// A device that has joined the college's workspace.
    pub fn joined(device: &str, person: &str) -> Self {
        let mut desk = Self::fresh(device, person);
        let workspace = Workspace { id: key("workspace"), name: "示例职业技术学院".to_owned() };
        desk.commit(Why::Setup, vec![], vec![HeadChange::Join(workspace)]);
        desk
    }

    pub fn fresh(device: &str, person: &str) -> Self {
        let head = Head::fresh(Device::parse(device).unwrap());
        let mut desk = Self { ledger: Ledger::new(SCHEMA, vec![]), head, now: NOW };
        let me = Owner {
            name: person.to_owned(),
            unit: "化工学院".to_owned(),
            device_name: format!("{person}的电脑"),
            person: None,
        };
        desk.commit(Why::Setup, vec![], vec![HeadChange::Own(me)]);
        desk
    }

    pub fn commit(&mut self, why: Why, changes: Vec<Change>, head: Vec<HeadChange>) -> Prepared {
        self.now += 1000;
        let batch = Batch { why, changes, head, now_ms: self.now, spare: Device::parse("spare").unwrap() };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared
    }

    /// Types a value into a field, over what is on the screen now.
    pub fn types(&mut self, kind: &str, id: Id, field: &str, value: Value) {
        let def = self.ledger.schema().kind(kind).unwrap();
        let seen = self.ledger.get(&id).unwrap_or_else(|| Record::new(kind, id));
        let changes = form_changes(def, id, &seen, &BTreeMap::from([(field, value)]));
        self.commit(Why::Edit, changes, vec![]);
    }

    pub fn deletes(&mut self, id: Id) {
        self.commit(Why::Delete, vec![Change::delete(id)], vec![]);
    }

    pub fn writes(&self, select: Select<'_>) -> String {
        write_file(&self.ledger, &self.head, select, stamp(self.now))
    }

    pub fn previews(&self, text: &str) -> Preview {
        preview(&self.ledger, &self.head, &[read_file(text.as_bytes()).unwrap()].into(), self.now)
    }

    /// Takes everything of a file; returns what was prepared.
    pub fn takes(&mut self, text: &str) -> (Preview, Prepared) {
        let preview = self.previews(text);
        let (changes, head, note) = preview.batch(&|_| true);
        let prepared = self.commit(Why::Import(note), changes, head);
        (preview, prepared)
    }

    pub fn text(&self, id: Id, field: &str) -> String {
        let record = self.ledger.get(&id).unwrap();
        self.ledger.shown(&record, self.ledger.kind_def(&id).unwrap().field(field).unwrap())
    }
}

pub fn stamp(created_ms: u64) -> FileStamp<'static> {
    FileStamp { id: key("file"), created_ms, app: "0.1.0", build: "test" }
}

/// An id that a test can name.
pub fn key(name: &str) -> Id {
    Id::of_key("test", name)
}

/// An office with a unit, two partners, a visit and its need.
pub fn office() -> Desk {
    let mut desk = Desk::joined("office", "李老师");
    desk.types("unit", key("chem"), "name", json!("化工学院"));
    desk.types("partner", key("hq"), "name", json!("合全药业"));
    desk.types("partner", key("hq"), "lead_unit", json!(key("chem").to_string()));
    desk.types("partner", key("hq"), "tags", json!(["化工", "上市"]));
    desk.types("partner", key("zl"), "name", json!("中粮示例"));
    desk.types("visit", key("v1"), "partner", json!(key("hq").to_string()));
    desk.types("visit", key("v1"), "date", json!("2025-11-20"));
    desk.types("need", key("n1"), "visit", json!(key("v1").to_string()));
    desk.types("need", key("n1"), "detail", json!("操作工 20 名"));
    desk
}
