//! 月度简报: what a month brought, and what is due: made from the month's records, for people.

use super::{Answer, Ask, Clock, Document, DocumentDef, Group, Section};
use crate::kinds::{agreement, promise, visit};
use crate::period::{Opens, Period};
use crate::record::{Id, Record};
use crate::schema::Field;
use crate::value::{CivilDate, Date, Month};
use std::collections::BTreeSet;

/// 月度简报.
pub static BRIEF: DocumentDef = DocumentDef {
    name: "monthly-brief",
    title: "月度简报",
    group: Group::School,
    row: "一个月的走访、签约、到账、逾期和下月到期",
    help: "全部从记录算出，打印成 A4 就能发；数不对就改那条记录。",
    clocks: &[Clock::Month],
    start: Some((Opens::WrittenUp, Clock::Month)),
    about: None,
    make,
};

fn make(ask: &Ask<'_>, _: Option<Id>) -> Document {
    Document { sections: vec![visits(ask), signed(ask), overdue(ask), next_month(ask)] }
}

/// The records of `kind` whose date counts.
fn dated(ask: &Ask<'_>, kind: &'static crate::schema::KindDef, date: Field<Date>) -> Vec<Id> {
    ask.all(kind).iter().filter(|r| ask.counts(r.get(date))).map(|r| r.id).collect()
}

fn visits(ask: &Ask<'_>) -> Section {
    let ids = dated(ask, &visit::KIND, visit::DATE);
    let records: Vec<Record> = ids.iter().filter_map(|id| ask.ledger.get(id)).collect();
    let partners: BTreeSet<Id> = records.iter().filter_map(|r| ask.target(r, visit::PARTNER)).collect();
    let needs: Vec<Id> = ids.iter().flat_map(|id| ask.ledger.referring(id, "need", "visit")).collect();
    Section::new("走访")
        .figure("走访", "次", "日期在这个月里的走访。", Answer::of(ids.clone()))
        .figure("走访单位", "家", "这些走访去过的单位，去几次都算一家。", Answer::of(partners.into_iter().collect()))
        .figure("带回需求", "条", "这些走访里记的需求。", Answer::of(needs))
        .records(ask, &ids, &["date", "purpose", "lead"])
        .none("这个月没有走访记录。")
}

fn signed(ask: &Ask<'_>) -> Section {
    let ids = dated(ask, &agreement::KIND, agreement::SIGNED);
    Section::new("签约")
        .figure("签订协议", "份", "签订日期在这个月里的协议。", Answer::of(ids.clone()))
        .records(ask, &ids, &["partners", "type", "signed", "expires"])
        .none("这个月没有签订协议。")
}

/// The promises that are still open and whose date lets them through.
fn open_promises(ask: &Ask<'_>, due: impl Fn(Date) -> bool) -> Vec<Id> {
    let open = |r: &Record| r.get(promise::STATE).is_none_or(|state| state == "open");
    let all = ask.all(&promise::KIND);
    all.iter().filter(|r| open(r) && r.get(promise::DUE).is_some_and(&due)).map(|r| r.id).collect()
}

fn overdue(ask: &Ask<'_>) -> Section {
    let ids = open_promises(ask, |due| due.latest() < ask.request.today);
    Section::new("逾期")
        .figure(
            "逾期未办",
            "件",
            "期限在今天之前、还没有办完的承诺；今天到期的明天起才算逾期。",
            Answer::of(ids.clone()),
        )
        .records(ask, &ids, &["partner", "due", "owner"])
        .none("没有逾期未办的承诺。")
}

fn next_month(ask: &Ask<'_>) -> Section {
    let month = following(ask);
    let within = |date: Date| date.latest() >= month.first() && date.earliest() <= month.last();
    let promises = open_promises(ask, within);
    let running = |r: &Record| r.get(agreement::STATE).is_none_or(|state| state == "running");
    let all = ask.all(&agreement::KIND);
    let expiring: Vec<Id> =
        all.iter().filter(|r| running(r) && r.get(agreement::EXPIRES).is_some_and(within)).map(|r| r.id).collect();
    Section::new("下月到期")
        .figure("到期承诺", "件", "期限在下个月里、还没有办完的承诺。", Answer::of(promises.clone()))
        .figure("到期协议", "份", "到期日在下个月里、还在执行的协议。", Answer::of(expiring.clone()))
        .records(ask, &promises, &["partner", "due", "owner"])
        .records(ask, &expiring, &["partners", "expires", "lead_unit"])
        .none("下个月没有到期的承诺和协议。")
}

/// The month after the one that the brief is of; without one, the month after today's.
fn following(ask: &Ask<'_>) -> Month {
    let last: CivilDate = match ask.request.period {
        Some(period @ Period::Month(_)) => period.last().unwrap_or(ask.request.today),
        _ => Month::of(ask.request.today).last(),
    };
    Month::of(last.add_days(1))
}
