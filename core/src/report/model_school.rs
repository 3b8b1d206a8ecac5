//! 示范校 校企合作指标: seven figures of the school, now and a year before, with the change in percent:
//! (now − before) ÷ before (domain §1.4).

use super::service::arrived;
use super::{Answer, Ask, Cell, Clock, Group, Origin, Subject, Sure, TableDef, computed, counts, school};
use crate::kinds::{base_number, internship};
use crate::period::{Opens, Period};
use crate::record::{Id, Record};

/// 示范校 校企合作指标.
pub static CHANGE: TableDef = TableDef {
    name: "model-school",
    title: "校企合作指标变化（示范校口径）",
    group: Group::School,
    origin: Origin {
        code: "", document: "国家示范性高职院校建设 校企合作监测指标", sure: Sure::Found
    },
    row: "七项指标各一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: Some((Opens::Finished, Clock::SchoolYear)),
    scoped: false,
    help: "变化情况 =（目前水平 − 原有基础）÷ 原有基础，两位小数；原有基础取上一个同样长的时间。",
    columns: &[
        computed("", "指标", ("name", "指标的名称和单位。"), |_, subject| {
            Answer::text(subject.title.clone())
        })
        .required(),
        computed("", "目前水平", ("now", "所选时间里的数。"), level).quantity(""),
        computed("", "原有基础", ("before", "上一个同样长的时间里的数。"), before).quantity(""),
        computed("", "变化情况", ("change", "（目前水平 − 原有基础）÷ 原有基础 × 100%。"), change).percent(),
    ],
    subjects: |_| NAMES.iter().enumerate().map(|(nth, (key, name))| Subject::line(nth, key, name)).collect(),
};

/// The figures, in the order of the source.
const NAMES: [(&str, &str); 7] = [
    ("firms", "有合作协议的企业数（个）"),
    ("taught", "合作企业参与教学的专业比例（%）"),
    ("agreed", "签订校企合作协议的专业比例（%）"),
    ("interns", "合作企业接收实习实训学生（人月）"),
    ("employed", "合作企业接收就业学生数（人）"),
    ("equipment", "合作企业对学校投入的设备价值（万元）"),
    ("service", "为合作企业科技开发与技术服务经费数（万元）"),
];

/// A figure in hundredths of its unit.
fn level(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let row = school::whole(ask);
    let (answer, hundredths) = match subject.nth {
        0 => whole_number(school::firms(ask, &row)),
        1 => share_of_majors(ask, school::majors_taught(ask, &row)),
        2 => share_of_majors(ask, school::majors_agreed(ask, &row)),
        3 => person_months(ask, &row),
        4 => whole_number(counts::employed(ask, &row)),
        5 => ten_thousands(arrived(ask, &["equipment", "donated", "lent"])),
        _ => ten_thousands(counts::received(ask, &["service"])),
    };
    Answer { cell: hundredths.map_or(Cell::Empty, Cell::Hundredths), ..answer }
}

fn whole_number(answer: Answer) -> (Answer, Option<i64>) {
    let n = answer.number().saturating_mul(100);
    (answer, Some(n))
}

/// Cents as hundredths of 万元, half up.
fn ten_thousands(answer: Answer) -> (Answer, Option<i64>) {
    let n = answer.number().saturating_add(5_000).div_euclid(10_000);
    (answer, Some(n))
}

/// In relation to the majors that have base numbers for the period.
fn share_of_majors(ask: &Ask<'_>, part: Answer) -> (Answer, Option<i64>) {
    let year = ask.school_year();
    let numbers = ask.all(&base_number::KIND);
    let of_year = numbers.iter().filter(|r| year.is_none() || r.get(base_number::SCHOOL_YEAR) == year);
    let mut majors: Vec<Id> = of_year.filter_map(|r| ask.target(r, base_number::MAJOR)).collect();
    majors.sort_unstable();
    majors.dedup();
    let share = super::percent(part.number(), i64::try_from(majors.len()).unwrap_or(i64::MAX));
    (part, share)
}

/// People times months, of the days that lie in the period; a month is 30 days: 请核对.
fn person_months(ask: &Ask<'_>, row: &Subject) -> (Answer, Option<i64>) {
    let (first, last) = ask.request.period.map_or((None, None), |period| (period.first(), period.last()));
    let months = |r: &Record| {
        let (start, end) = (r.get(internship::START)?.earliest(), r.get(internship::END)?.latest());
        let (start, end) = (first.map_or(start, |first| start.max(first)), last.map_or(end, |last| end.min(last)));
        let days = end.unix_days().checked_sub(start.unix_days())?.checked_add(1)?;
        let people = i64::try_from(r.get(internship::HEADCOUNT)?).ok()?;
        people.checked_mul(days)?.checked_mul(100)?.checked_div(30)
    };
    let counted: Vec<(Id, i64)> =
        row.all(&internship::KIND).filter_map(|r| Some((r.id, months(r).filter(|n| *n > 0)?))).collect();
    let sum = counted.iter().map(|(_, n)| n).sum();
    let answer = Answer { from: counted.into_iter().map(|(id, _)| id).collect(), ..Answer::default() };
    (answer, Some(sum))
}

fn before(ask: &Ask<'_>, subject: &Subject) -> Answer {
    // Without a period there is nothing before.
    let Some(period) = ask.request.period.map(Period::previous) else { return Answer::default() };
    level(&ask.at(Some(period)), subject)
}

fn change(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let (now, then) = (level(ask, subject), before(ask, subject));
    let from = now.from.iter().chain(&then.from).copied().collect();
    match (&now.cell, &then.cell) {
        (Cell::Hundredths(_), Cell::Hundredths(_)) => {
            Answer::share(now.number().saturating_sub(then.number()), then.number(), from)
        }
        _ => Answer { from, ..Answer::default() },
    }
}
