//! 访企拓岗, the ministry's table ODS_FQTGSJ: who was visited, and what was offered to which major.
//!
//! One row for each visit and major: the lines of 人才, 实习 and 就业 for that major share it. Every
//! other line goes into 其他达成意向的合作. A visit without a major gives one row. The flattening,
//! the necessities and the lengths that the source does not give are rules of our own: 请核对.

use super::{ColumnRule, Refusal, Report, ReportRow};
use crate::kinds::{major, need, partner, visit};
use crate::ledger::Ledger;
use crate::period::{Period, Within};
use crate::record::{Id, Record};
use crate::schema::show_value;
use crate::value::{Date, Money, Uscc};
use std::collections::BTreeMap;

const fn column(code: &'static str, label: &'static str, max: usize, required: bool) -> ColumnRule {
    ColumnRule { code, label, max: if max == 0 { None } else { Some(max) }, required }
}

/// The columns in the order of the source.
pub static COLUMNS: &[ColumnRule] = &[
    column("ZJSJWYXBS", "主键数据唯一性标识", 32, true),
    column("XXDM", "学校代码", 10, true),
    column("ZFQYMC", "走访企业名称", 0, true),
    column("ZFQYDM", "走访企业统一社会信用代码", 18, true),
    column("BFSJ", "拜访时间", 8, true),
    column("QTBFR", "牵头拜访人", 60, true),
    column("ZW", "职务", 60, false),
    column("QYJDR", "企业接待人", 36, false),
    column("JDRZW", "接待人职务", 30, false),
    column("XQZYDM", "需求专业代码", 0, false),
    column("XQZYMC", "需求专业名称", 0, false),
    column("XQZYCC", "需求专业层次", 0, false),
    column("KTGGWS", "可提供岗位数", 0, false),
    column("PJXC", "平均薪酬", 0, false),
    column("FTZYXS", "访谈成果主要形式", 0, false),
    column("QTDCYXHZ", "其他达成意向的合作", 200, false),
    column("JSSXSZYDM", "接收实习生专业代码", 0, false),
    column("JSSXSZYMC", "接收实习生专业名称", 0, false),
    column("JSSXSZYCC", "接收实习生专业层次", 0, false),
    column("JSSXSZYRS", "接收实习生人数", 0, false),
    column("JSSXSZYBC", "实习报酬", 0, false),
    column("JSXSJYZYDM", "接收学生就业专业代码", 0, false),
    column("JSXSJYZYMC", "接收学生就业专业名称", 0, false),
    column("JSXSJYZYCC", "接收学生就业专业层次", 0, false),
    column("JSXSJYRS", "接收学生就业人数", 0, false),
    column("JSXSJYQXX", "起薪线", 0, false),
    column("SJCJSJ", "数据采集时间", 15, true),
];

/// Digits of a school's code.
const SCHOOL_CODE: usize = 10;

/// What the report is made for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Which visits; `None` = all.
    pub period: Option<Period>,
    /// 学校（机构）标识码, ten digits.
    pub school: &'a str,
    /// When the data were collected: `YYYYMMDD HHmmss`.
    pub collected: &'a str,
}

/// Makes the report.
#[must_use]
pub fn build(ledger: &Ledger, request: &Request<'_>) -> Report {
    let visits = ledger.sorted(&visit::KIND).into_iter().rev();
    let rows = visits.filter_map(|id| ledger.get(&id)).filter(|v| is_asked(v, request.period));
    Report { columns: COLUMNS, rows: rows.flat_map(|v| rows_of(ledger, &v, request)).collect() }
}

/// A visit whose date is missing or vague is in: the check beforehand then asks for the day.
fn is_asked(visit: &Record, period: Option<Period>) -> bool {
    let date = visit.get(visit::DATE);
    period.is_none_or(|p| date.is_none_or(|d| p.contains(d) != Within::No))
}

fn rows_of(ledger: &Ledger, visit: &Record, request: &Request<'_>) -> Vec<ReportRow> {
    let mut by_major: BTreeMap<Option<Id>, Vec<Record>> = BTreeMap::new();
    let mut others = Vec::new();
    for line in ledger.referring(&visit.id, "need", "visit").filter_map(|id| ledger.get(&id)) {
        match line.get(need::TYPE).as_deref() {
            Some("talent" | "internship" | "employment") => {
                by_major.entry(line.get(need::MAJOR)).or_default().push(line)
            }
            _ => others.push(line),
        }
    }
    if by_major.is_empty() {
        by_major.insert(None, Vec::new());
    }
    let other = others.iter().map(|line| sentence_of(ledger, line)).collect::<Vec<_>>().join("；");
    by_major.into_iter().map(|(major, lines)| row(ledger, visit, major, &lines, &other, request)).collect()
}

/// A line that has no columns of its own: what is needed, and its topic or details.
fn sentence_of(ledger: &Ledger, line: &Record) -> String {
    let shown = ledger.shown_list(line, &need::KIND, &["type", "topic", "headcount", "detail"]);
    shown.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row(
    ledger: &Ledger,
    visit: &Record,
    major: Option<Id>,
    lines: &[Record],
    other: &str,
    request: &Request<'_>,
) -> ReportRow {
    let mut made = Making { ledger, visit, cells: BTreeMap::new(), refused: Vec::new(), remarks: Vec::new() };
    let key = format!("{}/{}", visit.id, major.map(|m| m.to_string()).unwrap_or_default());
    made.set("ZJSJWYXBS", Id::of_key("visit-outreach", &key).ministry_key());
    made.school(request.school);
    made.set("SJCJSJ", request.collected.to_owned());
    made.partner();
    made.day();
    let text = |field| visit.get(field).map(|t: String| t.trim().to_owned()).unwrap_or_default();
    made.set("QTBFR", text(visit::LEAD));
    made.set("ZW", text(visit::LEAD_TITLE));
    made.set("QYJDR", text(visit::HOST));
    made.set("JDRZW", text(visit::HOST_TITLE));
    made.lines("talent", lines, major, ["XQZYDM", "XQZYMC", "XQZYCC", "KTGGWS"]);
    made.lines("internship", lines, major, ["JSSXSZYDM", "JSSXSZYMC", "JSSXSZYCC", "JSSXSZYRS"]);
    made.lines("employment", lines, major, ["JSXSJYZYDM", "JSXSJYZYMC", "JSXSJYZYCC", "JSXSJYRS"]);
    made.set("PJXC", mean(&money(lines, "talent", need::MONTHLY_PAY)));
    made.set("JSSXSZYBC", mean(&money(lines, "internship", need::MONTHLY_PAY)));
    let lowest = money(lines, "employment", need::STARTING_PAY).into_iter().min();
    made.set("JSXSJYQXX", lowest.map(Money::yuan).unwrap_or_default());
    made.other(other);
    if visit.clashes().next().is_some() || lines.iter().any(|l| l.clashes().next().is_some()) {
        made.remark("ZJSJWYXBS", visit.id, "这一行含没有定夺的冲突，请先核对".to_owned());
    }
    made.finish()
}

fn of_type<'a>(lines: &'a [Record], sort: &'a str) -> impl Iterator<Item = &'a Record> {
    lines.iter().filter(move |l| l.get(need::TYPE).as_deref() == Some(sort))
}

fn money(lines: &[Record], sort: &str, field: crate::schema::Field<Money>) -> Vec<Money> {
    of_type(lines, sort).filter_map(|l| l.get(field)).collect()
}

/// The mean in whole yuan, or nothing.
fn mean(amounts: &[Money]) -> String {
    let Ok(n @ 1..) = i64::try_from(amounts.len()) else { return String::new() };
    let sum: i64 = amounts.iter().map(|m| m.cents()).sum();
    if n == 1 { Money(sum).yuan() } else { Money((sum + n * 50) / (n * 100) * 100).yuan() }
}

/// A row in the making.
struct Making<'a> {
    ledger: &'a Ledger,
    visit: &'a Record,
    cells: BTreeMap<&'static str, String>,
    refused: Vec<Refusal>,
    remarks: Vec<Refusal>,
}

impl Making<'_> {
    fn set(&mut self, column: &'static str, text: String) {
        self.cells.insert(column, text);
    }

    fn refuse(&mut self, column: &'static str, record: Id, sentence: String) {
        self.refused.push(Refusal { record, column, sentence });
    }

    fn remark(&mut self, column: &'static str, record: Id, sentence: String) {
        self.remarks.push(Refusal { record, column, sentence });
    }

    fn school(&mut self, code: &str) {
        if code.len() != SCHOOL_CODE || !code.bytes().all(|b| b.is_ascii_digit()) {
            self.refuse("XXDM", self.visit.id, format!("学校代码应为 {SCHOOL_CODE} 位数字，请在本页填写"));
        }
        self.set("XXDM", code.to_owned());
    }

    fn partner(&mut self) {
        let Some(id) = self.visit.get(visit::PARTNER) else {
            return self.refuse("ZFQYMC", self.visit.id, "没有填走访单位".to_owned());
        };
        let Some(record) = self.ledger.get(&id) else {
            return self.refuse("ZFQYMC", self.visit.id, "走访单位的记录还没有收到，可能在另一份文件里".to_owned());
        };
        self.set("ZFQYMC", record.get(partner::NAME).unwrap_or_default());
        let code = record.value(partner::USCC.def()).map(|v| show_value(partner::USCC.def(), &v)).unwrap_or_default();
        if code.is_empty() {
            self.refuse("ZFQYDM", id, "单位没有统一社会信用代码".to_owned());
        } else if let Err(problem) = Uscc::parse(&code) {
            self.refuse("ZFQYDM", id, problem.to_string());
        }
        self.set("ZFQYDM", code);
    }

    fn day(&mut self) {
        match self.visit.get(visit::DATE).map(Date::day) {
            Some(Some(day)) => self.set("BFSJ", day.to_string().replace('-', "")),
            Some(None) => self.refuse("BFSJ", self.visit.id, "走访日期只到年或月，要补到日".to_owned()),
            None => self.refuse("BFSJ", self.visit.id, "没有走访日期".to_owned()),
        }
    }

    /// Code, name, level of the major and the number of people, for the lines of one sort.
    fn lines(
        &mut self,
        sort: &str,
        lines: &[Record],
        major: Option<Id>,
        [code, name, level, people]: [&'static str; 4],
    ) {
        let mut of_sort = of_type(lines, sort).peekable();
        let Some(first) = of_sort.peek() else { return };
        let first_id = first.id;
        let level_shown = first.value(need::LEVEL.def()).map(|v| show_value(need::LEVEL.def(), &v));
        let people_known: Vec<u64> = of_sort.filter_map(|l| l.get(need::HEADCOUNT)).collect();
        if people_known.is_empty() {
            self.refuse(people, first_id, format!("{}没有填人数", sort_label(sort)));
        } else {
            let sum = people_known.iter().fold(0_u64, |sum, n| sum.saturating_add(*n));
            self.set(people, sum.to_string());
        }
        let Some(id) = major else {
            return self.refuse(name, first_id, format!("{}没有选专业", sort_label(sort)));
        };
        let Some(record) = self.ledger.get(&id) else {
            return self.refuse(name, first_id, "专业的记录还没有收到，可能在另一份文件里".to_owned());
        };
        self.set(name, record.get(major::NAME).unwrap_or_default());
        let level_of_major = record.value(major::LEVEL.def()).map(|v| show_value(major::LEVEL.def(), &v));
        self.set(level, level_shown.or(level_of_major).unwrap_or_default());
        match record.get(major::CODE).filter(|c| !c.trim().is_empty()) {
            Some(text) => self.set(code, text.trim().to_owned()),
            None => self.refuse(code, id, "专业没有代码".to_owned()),
        }
    }

    fn other(&mut self, text: &str) {
        const COLUMN: &str = "QTDCYXHZ";
        let max = COLUMNS.iter().find(|c| c.code == COLUMN).and_then(|c| c.max).unwrap_or(usize::MAX);
        let length = text.chars().count();
        if length > max {
            self.remark(COLUMN, self.visit.id, format!("其他达成意向的合作有 {length} 字，表里只放得下前 {max} 字"));
        }
        self.set(COLUMN, text.chars().take(max).collect());
    }

    fn finish(mut self) -> ReportRow {
        for rule in COLUMNS {
            let text = self.cells.get(rule.code).cloned().unwrap_or_default();
            let known = self.refused.iter().any(|r| r.column == rule.code);
            if text.is_empty() && rule.required && !known {
                self.refuse(rule.code, self.visit.id, format!("没有填{}", rule.label));
            }
            if let Some(max) = rule.max.filter(|max| text.chars().count() > *max && !known) {
                self.refuse(rule.code, self.visit.id, format!("{}超过 {max} 字", rule.label));
            }
        }
        let cells = COLUMNS.iter().map(|c| self.cells.remove(c.code).unwrap_or_default()).collect();
        ReportRow { title: self.ledger.title(&self.visit.id), cells, refused: self.refused, remarks: self.remarks }
    }
}

fn sort_label(sort: &str) -> &'static str {
    need::TYPES.label(sort).unwrap_or("需求")
}

#[cfg(test)]
mod tests;
