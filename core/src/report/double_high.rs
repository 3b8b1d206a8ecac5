//! 双高: money, a row for each of the four sources and their sum, with 到位率 and 执行率; and the
//! indicators, each with its 完成度.

use super::{Answer, Ask, Clock, ColumnDef, Group, Origin, Source, Subject, Sure, TableDef, computed, field, one_each};
use crate::kinds::{FUNDS, double_high_budget, double_high_task};
use crate::record::{Id, Record};
use crate::schema::Field;
use crate::value::{Money, Quantity};

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

/// 双高指标.
pub static INDICATORS: TableDef = TableDef {
    name: "double-high-indicators",
    title: "双高指标完成度",
    group: Group::School,
    origin: Origin { code: "", document: "双高计划中期绩效自评报告", sure: Sure::Unverified },
    row: "任务书里每个指标一行",
    clocks: &[Clock::Year],
    start: None,
    scoped: true,
    help: "完成度 = 完成值 ÷ 目标值，两位小数，超过 100% 的照实写；质量指标没有数的，完成度空着。表头请核对。",
    columns: &[
        ColumnDef::new("", "时间", Source::Period),
        field("", "任务书编号", &double_high_task::KIND, double_high_task::NUMBER),
        field("", "指标", &double_high_task::KIND, double_high_task::INDICATOR).required(),
        field("", "年度", &double_high_task::KIND, double_high_task::YEAR),
        field("", "层面", &double_high_task::KIND, double_high_task::LEVEL),
        field("", "专业群", &double_high_task::KIND, double_high_task::MAJOR_GROUP),
        field("", "指标类别", &double_high_task::KIND, double_high_task::SORT),
        field("", "责任部门", &double_high_task::KIND, double_high_task::UNIT),
        field("", "目标值", &double_high_task::KIND, double_high_task::TARGET).quantity(""),
        field("", "完成值", &double_high_task::KIND, double_high_task::DONE).quantity(""),
        field("", "计量单位", &double_high_task::KIND, double_high_task::MEASURE),
        computed("", "完成度", ("indicator_done", "完成值 ÷ 目标值 × 100%。"), indicator_done).percent(),
        field("", "佐证", &double_high_task::KIND, double_high_task::EVIDENCE),
    ],
    subjects: |ask| {
        one_each(ask, &double_high_task::KIND, |r| {
            ask.counts(r.get(double_high_task::YEAR)) && ask.takes_part(None, r.get(double_high_task::UNIT))
        })
    },
};

fn indicator_done(_: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(record) = subject.record(&double_high_task::KIND) else { return Answer::default() };
    let read = |field| record.get(field).and_then(|q: Quantity| i64::try_from(q.hundredths()).ok());
    let Some((done, target)) = read(double_high_task::DONE).zip(read(double_high_task::TARGET)) else {
        return Answer::default();
    };
    Answer::share(done, target, vec![record.id])
}

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
