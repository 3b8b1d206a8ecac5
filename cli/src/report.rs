//! `ronghe report`: a ministry's table from exchange files. The records of all files are held in
//! memory, since a table asks across them.

use crate::args::Report;
use crate::desk::{Desk, Exit, Failure};
use crate::merge::{Merged, Options, merge, now_ms};
use crate::output::OutFile;
use ronghe_core::exchange::FileStamp;
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::Ledger;
use ronghe_core::record::{Id, RowText};
use ronghe_core::report::{self, Refusal, ReportRow, Request};
use ronghe_core::sample;
use ronghe_core::value::CivilDate;
use serde_json::{Value, json};

/// Rows that are loaded at a time.
const ROWS: usize = 1_000;

pub(crate) fn run(desk: &mut Desk<'_>, request: &Report) -> Result<Exit, Failure> {
    if request.voice.quiet {
        desk.hush();
    }
    let out = request.out.as_ref().map(|path| OutFile::create(path, request.force)).transpose()?;
    let merged = merge(desk, &request.files, Options { beside: request.out.as_deref(), ..Options::default() })?;
    for file in &merged.files {
        if let Some(error) = &file.refused {
            desk.complain(&format!("{}：没有用上。{}", file.name, error.sentence()));
        }
        for bad in &file.bad {
            desk.complain(&format!("{}：{}", file.name, bad.sentence()));
        }
    }
    let ledger = ledger(&merged)?;
    let (collected, today) = collected(now_ms());
    let asked = Request {
        period: request.period,
        unit: None,
        school: &request.school,
        collected: &collected,
        today,
        money: None,
    };
    let report = report::build(request.table, &ledger, &asked);
    let csv = report.table(request.all).csv();
    let to_file = out.is_some();
    if let Some(mut out) = out {
        out.write(&csv)?;
        out.persist()?;
    }
    if request.voice.json {
        desk.json(&document(&report, &merged, request))?;
    } else {
        if !to_file {
            desk.print(csv)?;
        }
        tell(desk, &report);
    }
    let fine = merged.is_whole() && report.refusals().next().is_none();
    Ok(if fine { Exit::Fine } else { Exit::Refused })
}

fn ledger(merged: &Merged) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::new(SCHEMA, sample::overlay());
    let mut some: Vec<RowText> = Vec::with_capacity(ROWS);
    merged.rows(&mut |_, row| {
        some.push(row.into());
        if some.len() == ROWS {
            ledger.load(1, &some, &[]);
            some.clear();
        }
        Ok(())
    })?;
    ledger.load(1, &some, &[]);
    Ok(ledger)
}

/// When the data were collected, in China: `YYYYMMDD HHmmss`, and the day.
fn collected(now_ms: u64) -> (String, CivilDate) {
    let stamp = FileStamp { id: Id::of_key("report", ""), created_ms: now_ms, app: "", build: "" };
    let digits: String = stamp.note().created.chars().filter(char::is_ascii_digit).collect();
    let (day, time) = (digits.get(..8).unwrap_or_default(), digits.get(8..14).unwrap_or_default());
    // China has been eight hours ahead since before computers counted.
    let today = CivilDate::from_unix_days(i64::try_from((now_ms / 3_600_000 + 8) / 24).unwrap_or_default());
    (format!("{day} {time}"), today)
}

/// The table goes where it was asked for; what was found stands beside it.
fn tell(desk: &mut Desk<'_>, report: &report::Report) {
    let each = |row: &ReportRow, found: &[Refusal], word: &str| -> Vec<String> {
        found.iter().map(|f| format!("{word}“{}”{}：{}", row.title, f.column, f.sentence)).collect()
    };
    for row in &report.rows {
        for line in each(row, &row.refused, "退回 ").into_iter().chain(each(row, &row.remarks, "注意 ")) {
            desk.complain(&line);
        }
    }
    let (all, accepted) = (report.rows.len(), report.accepted());
    desk.complain(&format!("共 {all} 行，可以上报 {accepted} 行，会被退回 {} 行。", all - accepted));
}

fn document(report: &report::Report, merged: &Merged, request: &Report) -> Value {
    let found = |found: &[Refusal]| -> Vec<Value> {
        let one = |f: &Refusal| json!({ "record": f.record.map(|id| id.to_string()), "column": f.column, "sentence": f.sentence });
        found.iter().map(one).collect()
    };
    let columns: Vec<&str> = report.columns.iter().map(|c| c.id()).collect();
    let rows = report.rows.iter().map(|row| {
        json!({ "title": row.title, "cells": row.cells, "refused": found(&row.refused), "remarks": found(&row.remarks) })
    });
    json!({
        "report": request.table.name,
        "out": request.out.as_ref().map(|path| path.display().to_string()),
        "accepted": report.accepted(),
        "columns": columns,
        "rows": rows.collect::<Vec<_>>(),
        "files": merged.files.iter().map(|file| json!({
            "name": file.name,
            "refused": file.refused.as_ref().map(crate::input::Refusal::sentence),
            "bad": file.bad.iter().map(crate::check::bad_json).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
