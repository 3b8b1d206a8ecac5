//! `ronghe check`: what files are, what is in them, and which rows cannot be taken.

use crate::args::Check;
use crate::desk::{Desk, Exit, Failure};
use crate::input::{Input, Refusal, header_json, sort_of, when, who};
use ronghe_core::exchange::{BadRow, ExchangeFile};
use ronghe_core::kinds::SCHEMA;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was found in one file.
struct Found {
    name: String,
    /// Rows that can be taken, by kind.
    rows: BTreeMap<Arc<str>, u64>,
    read: Result<ExchangeFile, Refusal>,
}

pub(crate) fn run(desk: &mut Desk<'_>, request: &Check) -> Result<Exit, Failure> {
    if request.voice.quiet {
        desk.hush();
    }
    let (mut exit, mut documents) = (Exit::Fine, Vec::new());
    for input in Input::all(desk, &request.files)? {
        let found = look(desk, &input)?;
        exit = exit.max(if found.is_fine() { Exit::Fine } else { Exit::Refused });
        if request.voice.json {
            documents.push(found.json());
        } else {
            found.tell(desk)?;
        }
    }
    if request.voice.json {
        desk.json(&json!({ "ok": exit == Exit::Fine, "files": documents }))?;
    }
    Ok(exit)
}

fn look(desk: &mut Desk<'_>, input: &Input<'_>) -> Result<Found, Failure> {
    let mut rows: BTreeMap<Arc<str>, u64> = BTreeMap::new();
    let mut bad: Vec<BadRow> = Vec::new();
    let mut read = input.read(desk, &mut |row| {
        match row.record() {
            Ok(_) => *rows.entry(row.kind).or_default() += 1,
            // Under a right hash the row itself is wrong.
            Err(fault) => bad.push(row.bad(fault)),
        }
        Ok(())
    })?;
    if let Ok(file) = &mut read {
        file.bad.append(&mut bad);
        file.bad.sort_by_key(|row| row.number);
    }
    Ok(Found { name: input.name(), rows, read })
}

impl Found {
    fn is_fine(&self) -> bool {
        self.read.as_ref().is_ok_and(|file| file.bad.is_empty() && !file.altered)
    }

    fn tell(&self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let file = match &self.read {
            Ok(file) => file,
            Err(error) => return desk.line(format_args!("{}：不能用。{}", self.name, error.sentence())),
        };
        let total: u64 = self.rows.values().sum();
        desk.line(format_args!("{}：{total} 条记录可用", self.name))?;
        let (sort, when, who) = (sort_of(&file.header), when(&file.header), who(&file.header));
        desk.line(format_args!("  {who} · {when} · {sort}"))?;
        if let Some(workspace) = &file.header.workspace {
            desk.line(format_args!("  工作区：{}", workspace.name))?;
        }
        let counts = in_order(&self.rows).map(|(kind, n)| format!("{} {n}", label(kind)));
        desk.line(format_args!("  {}", counts.collect::<Vec<_>>().join("，")))?;
        for bad in &file.bad {
            desk.line(format_args!("  {}", bad.sentence()))?;
        }
        if file.altered {
            desk.line("  有人在文件里加过或删过整行：留下的每一行都完好，可以导入，但请对方确认。")?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        match &self.read {
            Err(error) => json!({ "name": self.name, "ok": false, "refused": error.sentence() }),
            Ok(file) => json!({
                "name": self.name,
                "ok": self.is_fine(),
                "header": header_json(&file.header),
                "rows": self.rows.iter().map(|(kind, n)| (kind.to_string(), *n)).collect::<BTreeMap<_, _>>(),
                "bad": file.bad.iter().map(bad_json).collect::<Vec<_>>(),
                "altered": file.altered,
            }),
        }
    }
}

pub(crate) fn bad_json(bad: &BadRow) -> Value {
    json!({ "row": bad.number, "line": bad.line, "sentence": bad.sentence() })
}

/// The word for a kind; that of a newer version has only its name.
pub(crate) fn label(kind: &str) -> &str {
    SCHEMA.kind(kind).map_or(kind, |k| k.label)
}

/// Kinds in the order of the schema, then the others.
pub(crate) fn in_order(counts: &BTreeMap<Arc<str>, u64>) -> impl Iterator<Item = (&str, u64)> {
    let known = SCHEMA.kinds().iter().filter_map(|k| counts.get_key_value(k.name));
    let others = counts.iter().filter(|(kind, _)| SCHEMA.kind(kind).is_none());
    known.chain(others).map(|(kind, n)| (&**kind, *n))
}
