//! 横向合同: a research contract with a partner, from signing to settlement. What arrives under it
//! are its receipts.

use super::receipt;
use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, Flow, KindDef, Line, Moment, Rule, Step, Values};
use crate::value::{Date, Money, Shares};
use crate::{codes, fields};

/// The five sorts of technology contract.
pub static SORTS: CodeList = codes!("contract_sort":
    "development" = "技术开发",
    "transfer" = "技术转让",
    "licence" = "技术许可",
    "consulting" = "技术咨询",
    "service" = "技术服务",
);

/// How far it has come.
pub static STATES: CodeList = codes!("contract_state":
    "drafted" = "起草",
    "signed" = "合同签订",
    "registered" = "技术合同认定登记",
    "receiving" = "入账",
    "finished" = "结题",
    "carried" = "经费结转",
    "terminated" = "终止",
);

const MONEY: &str = "金额";
const REGISTER: &str = "技术合同登记";
const OURS: &str = "谁做的";

fields! {
    stages &STATES;
    /// What it is called.
    TITLE: String = FieldDef::new("title", "合同名称", FieldType::Text).must().listed()
        .also("名称 项目名称 横向项目名称");
    /// Number in the office's register.
    NUMBER: String = FieldDef::new("number", "合同编号", FieldType::Text).quick().also("编号 合同号");
    /// With whom.
    PARTNER: Id = FieldDef::new("partner", "委托单位", FieldType::Ref("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 合作单位 甲方");
    /// Which of the five.
    SORT: String = FieldDef::new("sort", "合同类别", FieldType::Choice(&SORTS)).later().quick().listed()
        .also("类别 合同类型");
    /// The day of signing.
    SIGNED: Date = FieldDef::new("signed", "签订日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("签订时间 签约日期 签署日期");
    /// The last day of the work.
    ENDS: Date = FieldDef::new("ends", "完成期限", FieldType::Date).in_register("term").quick()
        .also("到期日期 截止日期 完成时间");
    /// What was agreed, tax included.
    AMOUNT: Money = FieldDef::new("amount", "合同额", FieldType::Money).in_register("money").unit("元").later().quick()
        .listed().group(MONEY).help("合同写的总额，可以写 20万。").also("合同金额 合同经费 项目经费 金额");
    /// The part that is not for technology; the rest may be free of tax.
    OTHER_AMOUNT: Money = FieldDef::new("other_amount", "非技术性费用", FieldType::Money).in_register("money").unit("元")
        .group(MONEY).help("免税额 = 合同额 − 非技术性费用。");
    /// Instalments as agreed, as typed.
    PAYMENT: String = FieldDef::new("payment", "付款约定", FieldType::LongText).group(MONEY)
        .help("分几次、什么时候、付多少，照合同写。");
    /// Number of the registration as a technology contract.
    REGISTERED_NUMBER: String = FieldDef::new("registered_number", "登记编号", FieldType::Text)
        .in_register("registration").group(REGISTER).also("技术合同登记号 认定登记编号");
    /// The day of the registration.
    REGISTERED_ON: Date = FieldDef::new("registered_on", "登记日期", FieldType::Date)
        .in_register("registration").group(REGISTER);
    /// The amount that was recognised as free of tax.
    EXEMPT: Money = FieldDef::new("exempt", "核定免税额", FieldType::Money).in_register("registration").unit("元")
        .group(REGISTER).help("认定单上的数；没有认定就空着。");
    /// The college that leads.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头部门", FieldType::Ref("unit")).later().quick().listed().group(OURS)
        .also("学院 二级学院 承担部门");
    /// Who leads the work.
    LEADER: Id = FieldDef::new("leader", "负责人", FieldType::Ref("person")).later().quick().listed().group(OURS)
        .also("项目负责人 主持人");
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).group(OURS)
        .help("跨学院的合同按比例分，空着就全算牵头部门的。");
    /// How the people share it.
    PEOPLE: Shares = FieldDef::new("people", "个人分摊", FieldType::Shares("person")).group(OURS)
        .help("按排名系数分到人，空着就全算负责人的；系数由学院定，请核对。");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const OFFICE: &str = "产学研办公室";

static FLOW: Flow = Flow {
    start: "drafted",
    steps: &[
        Step::new(&["drafted"], "signed", "学校（用印）").asks(&["partner", "signed", "amount"]),
        Step::new(&["signed"], "registered", "技术合同登记机构").asks(&["registered_number"]),
        Step::new(&["signed", "registered"], "receiving", "财务处"),
        Step::new(&["signed", "registered", "receiving"], "finished", OFFICE),
        Step::new(&["finished"], "carried", "财务处"),
        Step::new(&["drafted", "signed", "registered", "receiving"], "terminated", OFFICE).reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是横向合同；先记名称、委托单位和合同额，钱到一笔记一笔，到账和未到就自己算出来。";

/// A contract.
pub static KIND: KindDef = KindDef {
    name: "contract",
    label: "横向合同",
    duty: Some(Duty::Contracts),
    title: &["title"],
    subtitle: &["partner", "sort", "amount"],
    fields: FIELDS,
    lines: &[
        Line { kind: "receipt", via: "contract", owned: false },
        Line { kind: "approval", via: "of", owned: false },
        Line { kind: "evidence", via: "of", owned: false },
        Line { kind: "result", via: "contract", owned: false },
    ],
    by_date: Some("signed"),
    in_order: &[("signed", "ends")],
    flow: Some(&FLOW),
    rules: &[
        Rule { at: Moment::Save, field: "other_amount", check: other_within_total },
        Rule { at: Moment::StepOfLines(&["finished"]), field: "state", check: nothing_received },
    ],
    ..KindDef::PLAIN
};

fn other_within_total(facts: &dyn Facts) -> Option<String> {
    let (all, other) = (facts.get(AMOUNT)?, facts.get(OTHER_AMOUNT)?);
    (other > all).then(|| format!("非技术性费用（{}）超过了合同额（{}），请核对这两个数。", other.show(), all.show()))
}

fn nothing_received(facts: &dyn Facts) -> Option<String> {
    let receipts = facts.lines(&facts.id(), receipt::KIND.name, receipt::CONTRACT.name());
    receipts.is_empty().then(|| "这份合同还没有一笔到账，先记到账再结题；确实不付款的请走“终止”。".to_owned())
}

/// Returns what has been received under the contract `id`, leaving out the receipt `except`.
pub(super) fn received(facts: &dyn Facts, id: &Id, except: &Id) -> Money {
    let receipts = facts.lines(id, receipt::KIND.name, receipt::CONTRACT.name());
    let amounts = receipts.iter().filter(|(id, _)| id != except).filter_map(|(_, r)| r.get(receipt::AMOUNT));
    Money(amounts.map(Money::cents).fold(0, i64::saturating_add))
}

/// The amount of a contract, as a record has it.
pub(super) fn amount_of(contract: &dyn Values) -> Option<Money> {
    contract.get(AMOUNT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::{breaks, step};
    use serde_json::json;

    #[test]
    fn a_contract_is_registered_before_it_says_so_and_ends_with_money_or_a_reason() {
        let partner = ("partner", json!(Id::of_key("partner", "a").to_string()));
        let signed =
            [partner, ("signed", json!("2022-03-01")), ("amount", json!(20_000_000)), ("state", json!("signed"))];
        assert!(step(&KIND, "registered", &signed).is_err(), "without a number");
        assert!(step(&KIND, "finished", &signed).is_err(), "without money");
        assert!(step(&KIND, "terminated", &signed).is_err(), "without a reason");
        assert!(step(&KIND, "receiving", &signed).is_ok());
    }

    #[test]
    fn what_is_not_for_technology_is_no_more_than_all() {
        let sums = |other: u64| [("amount", json!(1_000)), ("other_amount", json!(other))];
        assert_eq!(breaks(&KIND, Moment::Save, &sums(1_001)), ["other_amount"]);
        assert!(breaks(&KIND, Moment::Save, &sums(1_000)).is_empty());
    }
}
