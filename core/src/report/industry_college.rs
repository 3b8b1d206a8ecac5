//! 产业学院自查: how each industry college stands in the seven tasks of 教高厅函〔2020〕16号.

use super::{Answer, Ask, Clock, ColumnDef, Group, Origin, Source, Subject, Sure, TableDef, computed, field, one_each};
use crate::kinds::{REACHED, industry_college, self_check};
use crate::record::{Id, Record};
use std::rc::Rc;

const HOW: (&str, &str) = ("task_reached", "所选年度里这项任务最近一条自查的结论；没有自查就空着。");

/// 产业学院七大任务自查.
pub static SELF_CHECK: TableDef = TableDef {
    name: "industry-college",
    title: "产业学院七大任务自查",
    group: Group::School,
    origin: Origin {
        code: "", document: "现代产业学院建设指南（教高厅函〔2020〕16号）", sure: Sure::Found
    },
    row: "每个产业学院一行",
    clocks: &[Clock::Year],
    start: None,
    scoped: true,
    help: "七项任务取自建设指南；达成与否由各产业学院自查，佐证在自查记录里。",
    columns: &[
        field("", "产业学院名称", &industry_college::KIND, industry_college::NAME).required(),
        field("", "牵头学院", &industry_college::KIND, industry_college::LEAD_UNIT),
        field("", "合作单位", &industry_college::KIND, industry_college::PARTNERS),
        ColumnDef::new("", "年度", Source::Period),
        computed("", "创新人才培养模式", HOW, reached::<0>),
        computed("", "提升专业建设质量", HOW, reached::<1>),
        computed("", "开发校企合作课程", HOW, reached::<2>),
        computed("", "打造实习实训基地", HOW, reached::<3>),
        computed("", "建设高水平教师队伍", HOW, reached::<4>),
        computed("", "搭建产学研服务平台", HOW, reached::<5>),
        computed("", "完善管理体制机制", HOW, reached::<6>),
        computed("", "达成项数", ("tasks_reached", "结论为“达成”的任务数，满分 7 项。"), sum).count("项"),
    ],
    subjects: |ask| {
        one_each(ask, &industry_college::KIND, |r| {
            ask.takes_part(r.get(industry_college::SHARES).as_ref(), r.get(industry_college::LEAD_UNIT))
        })
    },
};

/// The latest self-check of one of the seven tasks that counts.
fn latest(ask: &Ask<'_>, college: Id, task: &str) -> Option<Rc<Record>> {
    let mut checks: Vec<Rc<Record>> = ask
        .ledger
        .referring(&college, self_check::KIND.name, self_check::INDUSTRY_COLLEGE.name())
        .filter_map(|id| ask.ledger.get(&id))
        .filter(|r| r.get(self_check::TASK).as_deref() == Some(task) && ask.counts(r.get(self_check::YEAR)))
        .map(Rc::new)
        .collect();
    checks.sort_by_key(|r| (r.get(self_check::YEAR), r.id));
    checks.pop()
}

fn reached<const TASK: usize>(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let college = subject.id(&industry_college::KIND);
    let task = self_check::TASKS.codes.get(TASK).map_or("", |t| t.code);
    let Some(check) = college.and_then(|id| latest(ask, id, task)) else { return Answer::default() };
    let label = check.get(self_check::REACHED).and_then(|code| REACHED.label(&code)).unwrap_or_default();
    Answer { from: vec![check.id], ..Answer::text(label) }
}

fn sum(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(college) = subject.id(&industry_college::KIND) else { return Answer::default() };
    let checks = self_check::TASKS.codes.iter().filter_map(|task| latest(ask, college, task.code));
    let full = checks.filter(|r| r.get(self_check::REACHED).is_some_and(|code| code == "met"));
    Answer::of(full.map(|r| r.id).collect())
}
