//! 考核得分: what a unit gives itself for an indicator, and what the experts give it.

use super::indicator;
use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Quantity, SchoolYear};

const EXPERTS: &str = "专家评";

fields! {
    /// The indicator.
    INDICATOR: Id = FieldDef::new("indicator", "考核指标", FieldType::Ref("indicator")).must().listed().also("指标 指标名称");
    /// Who is scored.
    UNIT: Id = FieldDef::new("unit", "被考核部门", FieldType::Ref("unit")).must().listed().also("部门 学院");
    /// For which year.
    YEAR: SchoolYear = FieldDef::new("year", "学年", FieldType::SchoolYear).later().quick().listed();
    /// What the unit gives itself.
    OWN: Quantity = FieldDef::new("own", "自评分", FieldType::Quantity).unit("分").later().quick().listed();
    /// Why.
    OWN_WORDS: String = FieldDef::new("own_words", "自评说明", FieldType::LongText).quick().also("自评语 完成情况");
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).help("材料的名称和放在哪里。").also("佐证材料 附件");
    /// What the experts give.
    EXPERT: Quantity = FieldDef::new("expert", "专家分", FieldType::Quantity).unit("分").listed().group(EXPERTS).also("专家评分");
    /// Why.
    EXPERT_WORDS: String = FieldDef::new("expert_words", "专家评语", FieldType::LongText).group(EXPERTS).also("评语");
    /// When.
    JUDGED: Date = FieldDef::new("judged", "评定日期", FieldType::Date).group(EXPERTS);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是各部门每项指标的自评分和专家分；自评分不能超过标准分。";

/// A score.
pub static KIND: KindDef = KindDef {
    name: "score",
    label: "考核得分",
    duty: Some(Duty::Planning),
    title: &["indicator", "unit"],
    subtitle: &["year", "own", "expert"],
    fields: FIELDS,
    sequence: &["-year", "indicator", "unit"],
    holds_for: Some("year"),
    rules: &[
        Rule { at: Moment::Save, field: "own", check: own_above_standard },
        Rule { at: Moment::Save, field: "expert", check: expert_above_standard },
    ],
    ..KindDef::PLAIN
};

fn above(facts: &dyn Facts, given: Option<Quantity>, whose: &str) -> Option<String> {
    let standard = facts.record(&facts.get(INDICATOR)?)?.get(indicator::SCORE)?;
    let given = given.filter(|given| *given > standard)?;
    Some(format!("{whose}（{}）超过了标准分（{}），请改小再保存，已填的内容都在。", given.plain(), standard.plain()))
}

fn own_above_standard(facts: &dyn Facts) -> Option<String> {
    above(facts, facts.get(OWN), "自评分")
}

fn expert_above_standard(facts: &dyn Facts) -> Option<String> {
    above(facts, facts.get(EXPERT), "专家分")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;
    use crate::ledger::{Draftlike, Ledger};
    use crate::sample::{Seed, records};
    use crate::schema::broken;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[test]
    fn nobody_gives_more_than_the_standard_score() {
        let fields = [("name", "示例指标"), ("score", "10")].map(|(f, v)| (f.to_owned(), v.to_owned()));
        let seed = Seed { kind: "indicator", key: "i".to_owned(), fields: fields.to_vec() };
        let ledger = Ledger::new(SCHEMA, records(vec![seed]));
        let wrong = |own: u64, expert: u64| {
            let indicator = json!(Id::of_key("indicator", "i").to_string());
            let values: BTreeMap<&'static str, Value> =
                BTreeMap::from([("indicator", indicator), ("own", json!(own)), ("expert", json!(expert))]);
            let facts = Draftlike { ledger: &ledger, id: Id::of_key("score", "new"), values: &values };
            broken(&KIND, Moment::Save, &facts).into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert!(wrong(1_000, 1_000).is_empty());
        assert_eq!(wrong(1_001, 900), ["own"]);
        assert_eq!(wrong(900, 1_001), ["expert"]);
    }
}
