//! 月记录: what a teacher saw of an apprentice in a month.

use super::checks;
use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;

fields! {
    /// Master and apprentice.
    APPRENTICESHIP: Id = FieldDef::new("apprenticeship", "师徒结对", FieldType::Ref("apprenticeship")).must().listed();
    /// The month.
    MONTH: Date = FieldDef::new("month", "月份", FieldType::Date).must().listed().help("填到月，例如 2022-03。");
    /// What was learned and seen.
    NOTE: String = FieldDef::new("note", "这个月", FieldType::LongText).later().quick().listed()
        .help("学会了什么、有什么问题，一两句就够。").also("记录 内容");
    /// Who wrote it.
    BY: String = FieldDef::new("by", "记录人", FieldType::PersonName).quick();
}

/// What an empty page says.
pub const EMPTY: &str = "这里是师徒每个月的记录；在厂里 20 秒就能写一条：月份和一两句话。";

/// A note of a month.
pub static KIND: KindDef = KindDef {
    name: "apprentice_note",
    label: "师徒月记录",
    title: &["apprenticeship", "month"],
    subtitle: &["note"],
    fields: FIELDS,
    by_date: Some("month"),
    rules: &[Rule {
        at: Moment::Doubt,
        field: "month",
        check: |facts| {
            let twice = checks::stands_twice(facts, KIND.name, APPRENTICESHIP, &[MONTH.def()]);
            twice.then(|| "这个月已有另一条记录，请核对是不是记在了别的月份。".to_owned())
        },
    }],
    ..KindDef::PLAIN
};
