//! What a table is made for, and how its figures ask the ledger.

use super::rules::Rules;
use super::{Answer, Format};
use crate::kinds::school;
use crate::ledger::Ledger;
use crate::period::{Period, Within};
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::{CivilDate, Date, SchoolYear, Shares};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// In what money is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元, two decimals.
    TenThousand,
}

/// What a table is made for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Which records; `None` = all.
    pub period: Option<Period>,
    /// The college for which it is made; `None` = the whole school.
    pub unit: Option<Id>,
    /// 学校（机构）标识码, ten digits.
    pub school: &'a str,
    /// When the data were collected: `YYYYMMDD HHmmss`.
    pub collected: &'a str,
    /// The day on which it is made.
    pub today: CivilDate,
    /// In what money is written; `None` = as each column says.
    pub money: Option<MoneyUnit>,
}

/// What a row is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What the row's key is made of: the same row, the same text.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// The record to open when nothing more precise is known.
    pub about: Option<Id>,
    /// The records from which columns take fields: the first of the kind counts.
    pub records: Vec<Rc<Record>>,
    /// The kinds of which a record is referred to but has not been received.
    pub missing: Vec<&'static str>,
    /// Which of several rows about the same records it is.
    pub nth: usize,
    /// Since when the records of the row have been made, where that is asked.
    pub since: Option<Date>,
    /// The partners with whom the row's records were made, the most frequent first.
    pub partners: Vec<Together>,
}

/// A partner of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// The partner.
    pub partner: Id,
    /// Since when.
    pub since: Option<Date>,
    /// How many records count in the period.
    pub things: usize,
}

impl Subject {
    /// A row about one record.
    #[must_use]
    pub fn of(ledger: &Ledger, record: Rc<Record>) -> Self {
        Self { about: Some(record.id), ..Self::line(0, &record.id.to_string(), &ledger.title(&record.id)) }.with(record)
    }

    /// A row about no single record: a figure, or the whole school.
    #[must_use]
    pub fn line(nth: usize, key: &str, title: &str) -> Self {
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            about: None,
            records: Vec::new(),
            missing: Vec::new(),
            nth,
            since: None,
            partners: Vec::new(),
        }
    }

    fn with(mut self, record: Rc<Record>) -> Self {
        self.records.push(record);
        self
    }

    /// Adds the record that a reference leads to; one that is not there yet is remembered as missing.
    pub fn add(&mut self, ledger: &Ledger, kind: &'static KindDef, id: Option<Id>) {
        match id.map(|id| ledger.get(&id)) {
            Some(Some(record)) => self.records.push(Rc::new(record)),
            Some(None) => self.missing.push(kind.name),
            None => {}
        }
    }

    /// Returns the first record of `kind`.
    #[must_use]
    pub fn record(&self, kind: &KindDef) -> Option<&Rc<Record>> {
        self.records.iter().find(|r| r.kind.as_ref() == kind.name)
    }

    /// Returns the records of `kind`.
    pub fn all<'a>(&'a self, kind: &'static KindDef) -> impl Iterator<Item = &'a Rc<Record>> {
        self.records.iter().filter(move |r| r.kind.as_ref() == kind.name)
    }

    /// Returns the id of the first record of `kind`.
    #[must_use]
    pub fn id(&self, kind: &KindDef) -> Option<Id> {
        self.record(kind).map(|r| r.id)
    }
}

/// The ledger as the figures of one table ask it; every record is decoded once.
pub struct Ask<'a> {
    /// The records.
    pub ledger: &'a Ledger,
    /// What it is made for.
    pub request: Request<'a>,
    /// What would be refused.
    pub(super) rules: Rules,
    kinds: RefCell<BTreeMap<&'static str, Rc<Vec<Rc<Record>>>>>,
}

impl<'a> Ask<'a> {
    /// Returns the means to ask.
    #[must_use]
    pub fn new(ledger: &'a Ledger, request: Request<'a>) -> Self {
        Self { ledger, request, rules: Rules::of(ledger), kinds: RefCell::default() }
    }

    /// Returns every listed record of a kind, in the order of lists.
    #[must_use]
    pub fn all(&self, kind: &'static KindDef) -> Rc<Vec<Rc<Record>>> {
        if let Some(known) = self.kinds.borrow().get(kind.name) {
            return Rc::clone(known);
        }
        let ids = self.ledger.sorted(kind);
        let all: Rc<Vec<_>> = Rc::new(ids.iter().filter_map(|id| self.ledger.get(id)).map(Rc::new).collect());
        self.kinds.borrow_mut().insert(kind.name, Rc::clone(&all));
        all
    }

    /// Returns the record that a reference leads to: the one that stands for it today.
    #[must_use]
    pub fn target(&self, record: &Record, field: Field<Id>) -> Option<Id> {
        record.get(field).map(|id| self.ledger.standing_for(&id))
    }

    /// Returns the records that references lead to.
    #[must_use]
    pub fn targets(&self, record: &Record, field: Field<Vec<Id>>) -> Vec<Id> {
        let mut ids: Vec<Id> =
            record.get(field).unwrap_or_default().iter().map(|id| self.ledger.standing_for(id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whether a date counts: in the period, or there is none. A date that is missing or too vague to
    /// tell does not count; [`Self::doubt`] says so.
    #[must_use]
    pub fn counts(&self, date: Option<Date>) -> bool {
        self.request.period.is_none_or(|p| date.is_some_and(|d| p.contains(d) == Within::Yes))
    }

    /// The school's code: as the exporter has typed it, else as the record of the school says.
    #[must_use]
    pub fn school(&self) -> String {
        let typed = self.request.school.trim();
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let schools = self.all(&school::KIND);
        schools.iter().find_map(|r| r.get(school::CODE)).unwrap_or_default()
    }

    /// The school year asked for, if it is one.
    #[must_use]
    pub const fn school_year(&self) -> Option<SchoolYear> {
        match self.request.period {
            Some(Period::SchoolYear { from, .. }) => Some(SchoolYear(from)),
            _ => None,
        }
    }

    /// Whether a stretch of time touches the period. What is not known has no end on that side.
    #[must_use]
    pub fn touches(&self, start: Option<Date>, end: Option<Date>) -> bool {
        let Some((first, last)) = self.request.period.and_then(|p| p.first().zip(p.last())) else { return true };
        start.is_none_or(|s| s.earliest() <= last) && end.is_none_or(|e| e.latest() >= first)
    }

    /// Why a date neither counts nor does not.
    #[must_use]
    pub fn doubt(&self, date: Option<Date>) -> Option<&'static str> {
        let period = self.request.period?;
        match date {
            None => Some("没有日期，没有计入"),
            Some(date) if period.contains(date) == Within::Unclear => Some("日期不够细，没有计入"),
            Some(_) => None,
        }
    }

    /// Returns how much of `amount` counts for the college asked for: all of it for the school, its
    /// share where there are shares, all or nothing by the leading college where there are none.
    #[must_use]
    pub fn portion(&self, amount: i64, shares: Option<&Shares>, lead: Option<Id>) -> i64 {
        self.portion_of(self.request.unit, amount, shares, lead)
    }

    /// [`Self::portion`] for any college.
    #[must_use]
    pub fn portion_of(&self, unit: Option<Id>, amount: i64, shares: Option<&Shares>, lead: Option<Id>) -> i64 {
        let Some(unit) = unit else { return amount };
        match shares {
            Some(shares) => {
                let parts = shares.split(amount);
                parts.iter().filter(|(id, _)| self.ledger.standing_for(id) == unit).map(|(_, part)| part).sum()
            }
            None if lead.map(|id| self.ledger.standing_for(&id)) == Some(unit) => amount,
            None => 0,
        }
    }

    /// Whether the college asked for, if any, takes part.
    #[must_use]
    pub fn takes_part(&self, shares: Option<&Shares>, lead: Option<Id>) -> bool {
        self.portion(10_000, shares, lead) > 0
    }

    /// Adds up what `amount` says of each record that `wanted` lets through, with the records behind it.
    #[must_use]
    pub fn sum<'r, R: AsRef<Record> + 'r>(
        &self,
        records: impl IntoIterator<Item = &'r R>,
        date: impl Fn(&Record) -> Option<Date>,
        amount: impl Fn(&Record) -> Option<i64>,
    ) -> (i64, Answer) {
        let mut answer = Answer::default();
        let mut sum = 0_i64;
        for record in records {
            let record = record.as_ref();
            let Some(amount) = amount(record).filter(|n| *n != 0) else { continue };
            let date = date(record);
            if self.counts(date) {
                sum = sum.saturating_add(amount);
                answer.from.push(record.id);
            } else if let Some(why) = self.doubt(date) {
                answer = answer.remark(record.id, why);
            }
        }
        (sum, answer)
    }

    /// The unit in which a column writes money.
    #[must_use]
    pub fn money(&self, unit: &str) -> MoneyUnit {
        let own = if unit == "万元" { MoneyUnit::TenThousand } else { MoneyUnit::Yuan };
        self.request.money.unwrap_or(own)
    }

    /// The heading's unit of a column.
    #[must_use]
    pub fn unit(&self, column: &super::ColumnDef) -> &'static str {
        match (column.format, self.money(column.unit)) {
            (Format::Money, MoneyUnit::Yuan) => "元",
            (Format::Money, MoneyUnit::TenThousand) => "万元",
            _ => column.unit,
        }
    }

    /// Makes the table of another period, for comparison.
    #[must_use]
    pub fn at(&self, period: Option<Period>) -> Self {
        let kinds = RefCell::new(self.kinds.borrow().clone());
        Self { ledger: self.ledger, request: Request { period, ..self.request }, rules: self.rules.clone(), kinds }
    }
}

impl std::fmt::Debug for Ask<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ask").field("request", &self.request).finish_non_exhaustive()
    }
}

/// Returns the rows of a table that has one row for each listed record of a kind that passes `wanted`.
pub fn one_each(ask: &Ask<'_>, kind: &'static KindDef, wanted: impl Fn(&Record) -> bool) -> Vec<Subject> {
    let all = ask.all(kind);
    all.iter().filter(|r| wanted(r)).map(|r| Subject::of(ask.ledger, Rc::clone(r))).collect()
}
