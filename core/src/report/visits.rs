//! 访企拓岗 汇总: what provinces ask of the visits of a year, in one row (domain §1.12).

use super::{Answer, Ask, Clock, ColumnDef, Group, Origin, Source, Subject, Sure, TableDef, computed};
use crate::kinds::{need, partner, visit};
use crate::period::Opens;
use crate::record::{Id, Record};
use std::collections::BTreeSet;
use std::rc::Rc;

/// 访企拓岗汇总.
pub static SUMMARY: TableDef = TableDef {
    name: "visit-summary",
    title: "访企拓岗汇总",
    group: Group::School,
    origin: Origin { code: "", document: "教学厅函〔2022〕3号及各省汇总要求", sure: Sure::Unverified },
    row: "全校或一个学院一行",
    clocks: &[Clock::Year, Clock::SchoolYear],
    start: Some((Opens::Running, Clock::Year)),
    scoped: true,
    help: "本省企业按统一社会信用代码的登记地（第 3、4 位）是不是江苏（32）判断，没有代码的不算本省，请核对。",
    columns: &[
        ColumnDef::new("", "统计时间", Source::Period),
        computed("", "走访企业数", ("firms", "这段时间走访过的企业，一家算一次。"), |ask, _| {
            Answer::of(firms(ask))
        })
        .count("家"),
        computed(
            "",
            "拓展岗位数",
            ("posts", "这段时间走访记下的人才需求、就业需求的人数相加。"),
            |ask, _| people(ask, &["talent", "employment"], |_| true),
        )
        .count("个"),
        computed(
            "",
            "拟接纳实习生数",
            ("interns", "这段时间走访记下的实习需求的人数相加。"),
            |ask, _| people(ask, &["internship"], |_| true),
        )
        .count("人"),
        computed(
            "",
            "本省企业占比",
            ("home_firms", "走访企业里登记在本省的家数 ÷ 走访企业数 × 100%。"),
            |ask, _| {
                let all = firms(ask);
                let home: Vec<Id> = all.iter().copied().filter(|id| is_home(ask, id)).collect();
                let (part, whole) = (count(&home), count(&all));
                Answer::share(part, whole, all)
            },
        )
        .percent(),
        computed(
            "",
            "留省岗位占比",
            ("home_posts", "本省企业的岗位数 ÷ 拓展岗位数 × 100%。"),
            |ask, _| {
                let sorts = ["talent", "employment"];
                let (home, all) = (people(ask, &sorts, |id| is_home(ask, id)), people(ask, &sorts, |_| true));
                Answer::share(home.number(), all.number(), all.from)
            },
        )
        .percent(),
    ],
    subjects: |_| vec![Subject::line(0, "visits", "访企拓岗")],
};

fn count(ids: &[Id]) -> i64 {
    i64::try_from(ids.len()).unwrap_or(i64::MAX)
}

/// The visits of the period to partners of the college asked for.
fn visits(ask: &Ask<'_>) -> Vec<Rc<Record>> {
    let all = ask.all(&visit::KIND);
    let of_college = |r: &Record| {
        let partner = ask.target(r, visit::PARTNER).and_then(|id| ask.ledger.get(&id));
        ask.takes_part(None, partner.and_then(|p| p.get(partner::LEAD_UNIT)))
    };
    all.iter().filter(|r| ask.counts(r.get(visit::DATE)) && of_college(r)).cloned().collect()
}

fn is_firm(ask: &Ask<'_>, id: &Id) -> bool {
    ask.ledger.get(id).and_then(|p| p.get(partner::SIDE)).is_none_or(|side| side == "firm")
}

fn firms(ask: &Ask<'_>) -> Vec<Id> {
    let seen: BTreeSet<Id> = visits(ask).iter().filter_map(|r| ask.target(r, visit::PARTNER)).collect();
    seen.into_iter().filter(|id| is_firm(ask, id)).collect()
}

/// Whether a partner is registered in the school's province.
fn is_home(ask: &Ask<'_>, id: &Id) -> bool {
    let code = ask.ledger.get(id).and_then(|p| p.get(partner::USCC));
    code.is_some_and(|code| code.as_str().get(2..4) == Some("32"))
}

/// People that the needs of the visits speak of, by sort.
fn people(ask: &Ask<'_>, sorts: &[&str], of: impl Fn(&Id) -> bool) -> Answer {
    let (mut sum, mut from) = (0_u64, Vec::new());
    for visit in visits(ask) {
        if !ask.target(&visit, visit::PARTNER).is_some_and(|id| is_firm(ask, &id) && of(&id)) {
            continue;
        }
        for id in ask.ledger.referring(&visit.id, need::KIND.name, need::VISIT.name()) {
            let Some(record) = ask.ledger.get(&id) else { continue };
            let wanted = record.get(need::TYPE).is_some_and(|sort| sorts.contains(&sort.as_str()));
            if let Some(people) = record.get(need::HEADCOUNT).filter(|_| wanted) {
                sum = sum.saturating_add(people);
                from.push(id);
            }
        }
    }
    Answer::count(sum, from)
}
