//! A table made from its definition: each cell from the one place that its column names, and the
//! check of what would be refused. Nothing here knows a particular table.

use super::{
    Answer, Ask, Cell, ColumnDef, Format, Refusal, Report, ReportRow, Request, Setting, Source, Subject, TableDef,
};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType};
use crate::value::{Date, FieldValue, Money, Quantity, Uscc};
use std::collections::BTreeSet;

/// The period of a report of everything.
const ALL: &str = "全部";
/// Digits of a school's code.
const SCHOOL_CODE: usize = 10;

/// Makes a table.
#[must_use]
pub fn build(table: &'static TableDef, ledger: &Ledger, request: &Request<'_>) -> Report {
    build_for(table, &Ask::new(ledger, *request))
}

/// [`build`] for somebody who asks for several tables.
#[must_use]
pub fn build_for(table: &'static TableDef, ask: &Ask<'_>) -> Report {
    let clashing: BTreeSet<Id> = ask.ledger.clashing().collect();
    let rows = (table.subjects)(ask).iter().map(|subject| row(table, ask, subject, &clashing)).collect();
    Report { columns: table.columns, units: table.columns.iter().map(|c| ask.unit(c)).collect(), rows }
}

fn row(table: &'static TableDef, ask: &Ask<'_>, subject: &Subject, clashing: &BTreeSet<Id>) -> ReportRow {
    let mut row = ReportRow { title: subject.title.clone(), ..ReportRow::default() };
    for column in table.columns {
        let answer = answer(table, ask, subject, column);
        let mut found = Findings { column, refused: &mut row.refused, remarks: &mut row.remarks };
        let text = found.written(table, ask, subject, &answer);
        row.cells.push(text);
        row.evidence.push(answer.from);
    }
    let about = subject.records.iter().map(|r| r.id).chain(row.evidence.iter().flatten().copied());
    let clash = about.into_iter().find(|id| clashing.contains(id));
    if let (Some(record), Some(first)) = (clash, table.columns.first()) {
        let sentence = "这一行含没有定夺的冲突，请先核对".to_owned();
        row.remarks.push(Refusal { record: Some(record), column: first.id(), sentence });
    }
    row
}

/// What the one place says from which the column is filled.
fn answer(table: &'static TableDef, ask: &Ask<'_>, subject: &Subject, column: &ColumnDef) -> Answer {
    match &column.source {
        Source::Field(kind, field) => match subject.record(kind) {
            Some(record) => of_field(ask, record, field),
            None if subject.missing.contains(&kind.name) => {
                let sentence = format!("{}的记录还没有收到，可能在另一份文件里", kind.label);
                match subject.about {
                    Some(about) => Answer::default().refuse(about, sentence),
                    None => Answer::default(),
                }
            }
            None => Answer::default(),
        },
        Source::Computed(formula) => (formula.of)(ask, subject),
        Source::Constant(Setting::SchoolCode) => Answer::text(ask.school()),
        Source::Constant(Setting::Collected) => Answer::text(ask.request.collected),
        Source::Period => Answer::text(ask.request.period.map_or_else(|| ALL.to_owned(), crate::period::Period::label)),
        Source::Key => Answer::text(Id::of_key(table.name, &subject.key).ministry_key()),
        Source::Withheld(_) => Answer::default(),
    }
}

fn of_field(ask: &Ask<'_>, record: &Record, field: &'static FieldDef) -> Answer {
    let Some(value) = record.value(field) else { return Answer { from: vec![record.id], ..Answer::default() } };
    let unknown = field.ty.ids(&value).iter().any(|id| ask.ledger.get(id).is_none());
    let cell = match field.ty {
        FieldType::Date => Date::read(&value).map(Cell::Date),
        FieldType::Money => Money::read(&value).map(Cell::Money),
        FieldType::Count => value.as_u64().map(Cell::Count),
        FieldType::Quantity | FieldType::Percent => {
            Quantity::read(&value).and_then(|q| i64::try_from(q.hundredths()).ok()).map(Cell::Hundredths)
        }
        _ => None,
    };
    let cell = cell.unwrap_or_else(|| Cell::Text(ask.ledger.shown(record, field)));
    let answer = Answer { cell, from: vec![record.id], notes: Vec::new() };
    if unknown {
        answer.refuse(record.id, format!("{}的记录还没有收到，可能在另一份文件里", field.label))
    } else {
        answer
    }
}

/// What is found of one cell.
struct Findings<'a> {
    column: &'static ColumnDef,
    refused: &'a mut Vec<Refusal>,
    remarks: &'a mut Vec<Refusal>,
}

impl Findings<'_> {
    fn refuse(&mut self, record: Option<Id>, sentence: String) {
        self.refused.push(Refusal { record, column: self.column.id(), sentence });
    }

    /// Returns the text of the cell; notes what would be refused and what should be known.
    fn written(&mut self, table: &'static TableDef, ask: &Ask<'_>, subject: &Subject, answer: &Answer) -> String {
        let column = self.column;
        let rule = ask.rules.column(table, column);
        let mend = match &column.source {
            Source::Field(..) => answer.from.first().copied().or(subject.about),
            _ => subject.about,
        };
        for note in &answer.notes {
            let found = Refusal { record: Some(note.record), column: column.id(), sentence: note.sentence.clone() };
            if note.refused { self.refused.push(found) } else { self.remarks.push(found) }
        }
        let known = answer.notes.iter().any(|note| note.refused);
        let mut text = match answer.cell.write(column.format, ask.money(column.unit)) {
            Ok(text) => text,
            Err(why) => {
                self.refuse(mend, format!("{}{why}", column.label));
                return String::new();
            }
        };
        if column.format == Format::SchoolCode && !is_school_code(&text) {
            self.refuse(mend, format!("{}应为 {SCHOOL_CODE} 位数字，请在本页填写", column.label));
            return text;
        }
        if text.is_empty() {
            if rule.required && !known {
                self.refuse(mend, format!("没有填{}", column.label));
            }
            return text;
        }
        if column.format == Format::Uscc
            && let Err(problem) = Uscc::parse(&text)
        {
            self.refuse(mend, problem.to_string());
            return text;
        }
        let length = text.chars().count();
        if let Some(max) = rule.max.filter(|max| length > *max) {
            if column.format == Format::Cut {
                let sentence = format!("{}有 {length} 字，表里只放得下前 {max} 字", column.label);
                self.remarks.push(Refusal { record: mend, column: column.id(), sentence });
                text = text.chars().take(max).collect();
            } else if !known {
                self.refuse(mend, format!("{}超过 {max} 字", column.label));
            }
        }
        text
    }
}

fn is_school_code(text: &str) -> bool {
    text.len() == SCHOOL_CODE && text.bytes().all(|b| b.is_ascii_digit())
}
