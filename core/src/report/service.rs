//! 质量年报 服务贡献: money received for services, training for others, what policy asks for; one row
//! for the school or a college. Money counts on the day of its voucher (domain §1.5).

use super::counts::received;
use super::{Answer, Ask, Cell, Clock, ColumnDef, Group, Origin, Source, Subject, Sure, TableDef, computed};
use crate::kinds::{input, internship, part_time_teacher, training};
use crate::period::Opens;
use crate::record::{Id, Record};
use crate::value::Money;

/// 服务贡献.
pub static CONTRIBUTION: TableDef = TableDef {
    name: "service-contribution",
    title: "服务贡献（质量年报）",
    group: Group::School,
    origin: Origin { code: "", document: "职业教育质量年度报告 服务贡献表", sure: Sure::Unverified },
    row: "全校或一个学院一行",
    clocks: &[Clock::Year, Clock::SchoolYear],
    start: Some((Opens::Finished, Clock::Year)),
    scoped: true,
    help: "当年的年报用上一个自然年的数；到款以财务凭证日期为准，跨学院的按分摊算。表头没有逐字找到原文，请核对。",
    columns: &[
        ColumnDef::new("", "统计时间", Source::Period),
        computed(
            "",
            "横向技术服务到款额",
            ("service_received", "款项类别为横向技术服务的到账相加：技术开发、服务、咨询、转让、许可合同的到账。"),
            |ask, _| received(ask, &["service"]),
        )
        .money("万元"),
        computed(
            "",
            "纵向科研经费到款额",
            ("vertical_received", "款项类别为纵向科研的到账相加。"),
            |ask, _| received(ask, &["vertical"]),
        )
        .money("万元"),
        computed(
            "",
            "技术交易到款额",
            ("trade_received", "款项类别为技术交易的到账相加。"),
            |ask, _| received(ask, &["trade"]),
        )
        .money("万元"),
        computed(
            "",
            "科研社会服务经费",
            ("research_service", "横向技术服务到款额 + 纵向科研经费到款额 + 技术交易到款额。"),
            |ask, _| received(ask, &["service", "vertical", "trade"]),
        )
        .money("万元"),
        ColumnDef::new(
            "",
            "横向技术服务产生的经济效益(万元)",
            Source::Withheld("由委托单位盖章证明，程序算不出来；这一列请按证明手工补。"),
        ),
        computed(
            "",
            "非学历培训到账经费",
            ("training_received", "款项类别为非学历培训的到账，加上培训记录里填的到账金额（已登记为到账的不再填）。"),
            training_money,
        )
        .money("万元"),
        computed(
            "",
            "非学历培训时间",
            ("training_hours", "这段时间开班的培训的学时相加。"),
            |ask, _| hours(ask, |_| true),
        )
        .quantity("学时"),
        computed(
            "",
            "公益性培训服务",
            ("public_hours", "这段时间开班、写明公益的培训的学时相加。"),
            |ask, _| hours(ask, |r| r.get(training::TERMS_OF_PAY).as_deref() == Some("public_good")),
        )
        .quantity("学时"),
        ColumnDef::new(
            "",
            "毕业生留在当地、到中小微企业就业(人)",
            Source::Withheld("要按毕业生去向登记的单位规模和地区数，这里没有学生名单；请用招就处的数。"),
        ),
        computed(
            "",
            "企业提供的校内实践教学设备值",
            ("equipment_given", "企业投入的设备、捐赠设备、准捐赠设备在这段时间到位的价值相加。"),
            |ask, _| arrived(ask, &["equipment", "donated", "lent"]),
        )
        .money("万元"),
        computed("", "年支付企业兼职教师课酬", ("part_time_pay", "这段时间兼职教师记录里的课酬相加。"), part_time_pay)
            .money("万元"),
        ColumnDef::new(
            "",
            "年实习专项经费(万元)",
            Source::Withheld("实习专项经费在财务账上，这里没有；请按财务的数手工补。"),
        ),
        computed("", "实习责任保险经费", ("premiums", "这段时间开始的实习批次里填的保险费相加。"), premiums)
            .money("万元"),
    ],
    subjects: |_| vec![Subject::line(0, "service", "服务贡献")],
};

fn money((cents, answer): (i64, Answer)) -> Answer {
    Answer { cell: Cell::Money(Money(cents)), ..answer }
}

fn training_money(ask: &Ask<'_>, _: &Subject) -> Answer {
    let receipts = received(ask, &["training"]);
    let all = ask.all(&training::KIND);
    let part = |r: &Record| {
        let income = r.get(training::INCOME)?.cents();
        Some(ask.portion(income, r.get(training::SHARES).as_ref(), r.get(training::UNIT)))
    };
    let (cents, mut answer) = ask.sum(all.iter(), |r| r.get(training::START), part);
    answer.from.extend(&receipts.from);
    answer.notes.extend(receipts.notes.iter().cloned());
    money((cents.saturating_add(receipts.number()), answer))
}

fn hours(ask: &Ask<'_>, wanted: impl Fn(&Record) -> bool) -> Answer {
    let all = ask.all(&training::KIND);
    let part = |r: &Record| {
        let hours = i64::try_from(r.get(training::HOURS)?.hundredths()).ok()?;
        Some(ask.portion(hours, r.get(training::SHARES).as_ref(), r.get(training::UNIT)))
    };
    let (sum, answer) = ask.sum(all.iter().filter(|r| wanted(r)), |r| r.get(training::START), part);
    Answer { cell: Cell::Hundredths(sum), ..answer }
}

/// What partners put in, by sort, on the day it arrived.
pub(super) fn arrived(ask: &Ask<'_>, sorts: &[&str]) -> Answer {
    inputs(ask, sorts, |r| r.get(input::ARRIVED_ON), |r| r.get(input::ARRIVED))
}

/// What partners promised, by sort, for the day it is due.
pub(super) fn promised(ask: &Ask<'_>, sorts: &[&str]) -> Answer {
    let due = |r: &Record| r.get(input::PROMISED_BY).or_else(|| r.get(input::ARRIVED_ON));
    inputs(ask, sorts, due, |r| r.get(input::PROMISED).or_else(|| r.get(input::ARRIVED)))
}

fn inputs(
    ask: &Ask<'_>,
    sorts: &[&str],
    date: impl Fn(&Record) -> Option<crate::value::Date>,
    amount: impl Fn(&Record) -> Option<Money>,
) -> Answer {
    let all = ask.all(&input::KIND);
    let theirs = |r: &Record| {
        r.get(input::GIVER).as_deref() == Some("partner")
            && r.get(input::SORT).is_some_and(|sort| sorts.contains(&sort.as_str()))
    };
    let part = |r: &Record| Some(ask.portion(amount(r)?.cents(), None, r.get(input::UNIT)));
    money(ask.sum(all.iter().filter(|r| theirs(r)), date, part))
}

fn part_time_pay(ask: &Ask<'_>, _: &Subject) -> Answer {
    let all = ask.all(&part_time_teacher::KIND);
    let (mut cents, mut from) = (0_i64, Vec::<Id>::new());
    for record in all.iter().filter(|r| super::pairs::counts(ask, r)) {
        let pay = record.get(part_time_teacher::PAY).map_or(0, Money::cents);
        let part = ask.portion(pay, None, record.get(part_time_teacher::UNIT));
        if part != 0 {
            cents = cents.saturating_add(part);
            from.push(record.id);
        }
    }
    Answer::money(cents, from)
}

fn premiums(ask: &Ask<'_>, _: &Subject) -> Answer {
    let all = ask.all(&internship::KIND);
    let unit = |r: &Record| {
        let major = ask.target(r, internship::MAJOR)?;
        ask.ledger.get(&major)?.get(crate::kinds::major::UNIT)
    };
    let part = |r: &Record| Some(ask.portion(r.get(internship::PREMIUM)?.cents(), None, unit(r)));
    money(ask.sum(all.iter(), |r| r.get(internship::START), part))
}
