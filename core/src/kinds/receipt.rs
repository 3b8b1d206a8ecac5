//! 到账: money that has arrived, by the voucher: under a contract, a project of the state, for
//! training or otherwise. Only what is here counts as received.

use super::contract;
use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money, Shares};
use crate::{codes, fields};

/// What the money is for, as the yearly report counts it.
pub static SOURCES: CodeList = codes!("receipt_source":
    "service" = "横向技术服务",
    "vertical" = "纵向科研",
    "trade" = "技术交易",
    "training" = "非学历培训",
    "donation" = "捐赠",
    "other" = "其他",
);

const OURS: &str = "算给谁";

fields! {
    /// The contract under which it came.
    CONTRACT: Id = FieldDef::new("contract", "横向合同", FieldType::Ref("contract")).quick().listed()
        .help("不是合同款就空着。").also("合同 合同名称 项目名称");
    /// What it is for.
    SOURCE: String = FieldDef::new("source", "款项类别", FieldType::Choice(&SOURCES)).later().quick().listed()
        .also("类别 经费类别");
    /// Who paid.
    PARTNER: Id = FieldDef::new("partner", "付款单位", FieldType::Ref("partner")).quick().listed()
        .also("单位 单位名称 企业 来款单位 汇款单位");
    /// The day on which it arrived.
    DATE: Date = FieldDef::new("date", "到账日期", FieldType::Date).must().listed().also("日期 入账日期 到款日期 到账时间");
    /// How much.
    AMOUNT: Money = FieldDef::new("amount", "到账金额", FieldType::Money).unit("元").must().listed()
        .also("金额 到款金额 到账经费 到款额");
    /// Number of the voucher: what proves it.
    VOUCHER: String = FieldDef::new("voucher", "凭证号", FieldType::Text).later().quick().listed()
        .help("以财务凭证为准。").also("财务凭证 凭证");
    /// Why more came than was agreed.
    REASON: String = FieldDef::new("reason", "超出合同额的原因", FieldType::Text);
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).group(OURS)
        .help("空着就按合同的分摊；合同也没有分摊，就全算牵头部门的。");
    /// How the people share it.
    PEOPLE: Shares = FieldDef::new("people", "个人分摊", FieldType::Shares("person")).group(OURS)
        .help("空着就按合同的分摊。");
    /// The unit for which it counts without a contract.
    UNIT: Id = FieldDef::new("unit", "所属部门", FieldType::Ref("unit")).group(OURS)
        .help("没有合同也没有分摊的款项算在这个部门。").also("学院 部门");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是到了账的每一笔钱，以财务凭证为准；记下金额、日期和凭证号，各学院、各人的到账额就自己算出来。";

/// A receipt.
pub static KIND: KindDef = KindDef {
    name: "receipt",
    label: "到账",
    duty: Some(Duty::Contracts),
    title: &["contract", "partner", "amount"],
    subtitle: &["date", "source", "voucher"],
    fields: FIELDS,
    by_date: Some("date"),
    rules: &[Rule { at: Moment::Save, field: "reason", check: more_than_agreed }],
    ..KindDef::PLAIN
};

/// More than the contract says arrives only for a reason.
fn more_than_agreed(facts: &dyn Facts) -> Option<String> {
    let (id, amount) = (facts.get(CONTRACT)?, facts.get(AMOUNT)?);
    let agreed = contract::amount_of(&*facts.record(&id)?)?;
    let all = Money(contract::received(facts, &id, &facts.id()).cents().saturating_add(amount.cents()));
    let explained = facts.get(REASON).is_some_and(|reason| !reason.trim().is_empty());
    (all > agreed && !explained)
        .then(|| format!("这份合同加上这一笔共到账 {}，超过了合同额 {}，请写明原因。", all.show(), agreed.show()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;
    use crate::ledger::{Draftlike, Ledger};
    use crate::sample::{Seed, records};
    use crate::schema::broken;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn more_than_was_agreed_needs_a_reason() {
        let seed = |kind: &'static str, key: &str, fields: &[(&str, &str)]| Seed {
            kind,
            key: key.to_owned(),
            fields: fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect(),
        };
        let ledger = Ledger::new(
            SCHEMA,
            records(vec![
                seed("contract", "c", &[("title", "示例合同"), ("amount", "100000")]),
                seed("receipt", "r", &[("contract", "c"), ("amount", "60000"), ("date", "2022-01-05")]),
            ]),
        );
        let found = |amount: u64, reason: &str| {
            let contract = json!(Id::of_key("contract", "c").to_string());
            let values: BTreeMap<&'static str, serde_json::Value> =
                BTreeMap::from([("contract", contract), ("amount", json!(amount * 100)), ("reason", json!(reason))]);
            let facts = Draftlike { ledger: &ledger, id: Id::of_key("receipt", "new"), values: &values };
            broken(&KIND, Moment::Save, &facts).len()
        };
        assert_eq!(found(40_000, ""), 0);
        assert_eq!(found(40_001, ""), 1);
        assert_eq!(found(40_001, "追加试验费"), 0);
    }
}
