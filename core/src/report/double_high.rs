//! 双高 money: a row for each of the four sources and their sum, with 到位率 and 执行率.

use super::{Answer, Ask, Clock, Group, Origin, Subject, Sure, TableDef, computed};
use crate::kinds::{FUNDS, double_high_budget};
use crate::record::{Id, Record};
use crate::schema::Field;
use crate::value::Money;

/// 双高资金.
pub static BUDGET: TableDef = TableDef {
    name: "double-high",
    title: "双高资金到位与执行",
    group: Group::School,
    origin: Origin { code: "", document: "双高计划中期绩效自评报告", sure: Sure::Found },
    row: "四种资金来源各一行，加合计",
    clocks: &[Clock::Year],
    start: None,
    scoped: false,
    help: "到位率 = 到位 ÷ 预算，执行率 = 支出 ÷ 到位，两位小数。",
    columns: &[
        computed("", "资金来源", ("funds", "预算记录里的资金来源；最后一行是四种来源的合计。"), source).required(),
        computed("", "预算", ("budget", "这段时间、这种来源的预算相加。"), budget).money("万元"),
        computed("", "到位", ("arrived", "这段时间、这种来源的到位金额相加。"), arrived).money("万元"),
        computed("", "支出", ("spent", "这段时间、这种来源的支出相加。"), spent).money("万元"),
        computed("", "到位率", ("arrived_rate", "到位 ÷ 预算 × 100%。"), |ask, s| {
            rate(&arrived(ask, s), &budget(ask, s))
        })
        .percent(),
        computed("", "执行率", ("spent_rate", "支出 ÷ 到位 × 100%。"), |ask, s| {
            rate(&spent(ask, s), &arrived(ask, s))
        })
        .percent(),
    ],
    subjects: |_| {
        let sources = FUNDS.codes.iter().enumerate().map(|(i, code)| Subject::line(i, code.code, code.label));
        sources.chain([Subject::line(FUNDS.codes.len(), "all", "合计")]).collect()
    },
};

fn source(_: &Ask<'_>, subject: &Subject) -> Answer {
    Answer::text(subject.title.clone())
}

/// The sum of a field over the records of the row's source, or of all sources.
fn sum(ask: &Ask<'_>, subject: &Subject, field: Field<Money>) -> Answer {
    let code = FUNDS.codes.get(subject.nth).map(|c| c.code);
    let all = ask.all(&double_high_budget::KIND);
    let of_source = |r: &Record| code.is_none() || r.get(double_high_budget::FUNDS).as_deref() == code;
    let rows = all.iter().filter(|r| of_source(r));
    let (cents, answer) = ask.sum(rows, |r| r.get(double_high_budget::YEAR), |r| r.get(field).map(Money::cents));
    Answer { cell: super::Cell::Money(Money(cents)), ..answer }
}

fn budget(ask: &Ask<'_>, subject: &Subject) -> Answer {
    sum(ask, subject, double_high_budget::BUDGET)
}

fn arrived(ask: &Ask<'_>, subject: &Subject) -> Answer {
    sum(ask, subject, double_high_budget::ARRIVED)
}

fn spent(ask: &Ask<'_>, subject: &Subject) -> Answer {
    sum(ask, subject, double_high_budget::SPENT)
}

fn rate(part: &Answer, whole: &Answer) -> Answer {
    let mut from: Vec<Id> = part.from.iter().chain(&whole.from).copied().collect();
    from.sort_unstable();
    from.dedup();
    Answer::share(part.number(), whole.number(), from)
}
