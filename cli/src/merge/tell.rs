//! Saying what a merge did: to people in sentences, to machines as one JSON document.

use super::{FileOutcome, Merged};
use crate::check::{bad_json, label};
use crate::desk::{Desk, Failure};
use crate::input::{header_json, when, who};
use ronghe_core::exchange::Class;
use ronghe_core::value::size_shown;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

/// So many clashes and bad rows are told to people; `--json` has all.
const TOLD: usize = 50;

/// The classes that are counted, with their names in JSON.
const CLASSES: [(Class, &str); 6] = [
    (Class::New, "new"),
    (Class::Updated, "updated"),
    (Class::Deleted, "deleted"),
    (Class::Conflict, "conflicts"),
    (Class::Same, "same"),
    (Class::Unknown, "unknown"),
];

pub(super) fn people(desk: &mut Desk<'_>, merged: &Merged, out: &Path, written: Option<u64>) -> Result<(), Failure> {
    for file in &merged.files {
        one_file(desk, file)?;
    }
    let Some(bytes) = written else {
        desk.complain("没有一份文件能用，没有写出任何结果；原来的文件都没有改动。");
        return Ok(());
    };
    let clashes = merged.clashes();
    if clashes > 0 {
        desk.line(format_args!("{clashes} 条记录有冲突，各方的值都保留，请在工作台的“冲突”页定夺："))?;
        let mut told = 0;
        each_clash(merged, &mut |note| {
            told += 1;
            if told <= TOLD { desk.line(clash_line(&note)) } else { Ok(()) }
        })?;
        if told > TOLD {
            desk.line(format_args!("  …… 还有 {} 条，加 --json 可看全部", told - TOLD))?;
        }
    }
    let counts = merged.bodies.counts();
    let counts: Vec<String> = counts.iter().map(|(kind, n)| format!("{} {n}", label(kind))).collect();
    desk.line(format_args!(
        "已合并成 {} 条记录（{}），{}：{}",
        merged.records(),
        counts.join("，"),
        size_shown(bytes),
        out.display()
    ))
}

fn one_file(desk: &mut Desk<'_>, file: &FileOutcome) -> Result<(), Failure> {
    if let Some(error) = &file.refused {
        desk.complain(&format!("{}：没有用上。{}", file.name, error.sentence()));
        return Ok(());
    }
    let counted = CLASSES.iter().filter(|(class, _)| file.of(*class) > 0);
    let mut counted: Vec<String> = counted.map(|(class, _)| format!("{} {}", class.label(), file.of(*class))).collect();
    if counted.is_empty() {
        counted.push("没有记录".to_owned());
    }
    let (who, when) = (who(&file.header), when(&file.header));
    desk.line(format_args!("{}（{who} · {when}）：{}", file.name, counted.join("，")))?;
    for bad in file.bad.iter().take(TOLD) {
        desk.complain(&format!("{}：{}", file.name, bad.sentence()));
    }
    if let Some(more @ 1..) = file.bad.len().checked_sub(TOLD) {
        desk.complain(&format!("{}：还有 {more} 行没有用上，运行 ronghe check 可看全部。", file.name));
    }
    if file.altered {
        desk.complain(&format!("{}：有人加过或删过整行；留下的行都完好，已经用上，请对方确认。", file.name));
    }
    Ok(())
}

fn clash_line(note: &Value) -> String {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let value = |value: &Value| match text(value, "by") {
        by if by.is_empty() => text(value, "shown"),
        by => format!("{}（{by}）", text(value, "shown")),
    };
    let field = |field: &Value| {
        let values: Vec<String> = list(field, "values").iter().map(value).collect();
        format!("{}：{}", text(field, "label"), values.join(" ／ "))
    };
    let fields: Vec<String> = list(note, "fields").iter().map(field).collect();
    format!("  {}“{}”{}", text(note, "label"), text(note, "title"), fields.join("；"))
}

fn each_clash(merged: &Merged, take: &mut dyn FnMut(Value) -> Result<(), Failure>) -> Result<(), Failure> {
    let Some(notes) = merged.bodies.clash_notes()? else { return Ok(()) };
    for note in notes.lines() {
        let note = note.map_err(|e| Failure::of_file("读临时文件", Path::new("clashes"), &e))?;
        if let Ok(note) = serde_json::from_str(&note) {
            take(note)?;
        }
    }
    Ok(())
}

/// One document; the clashes go out one by one, since there may be very many.
pub(super) fn json(desk: &mut Desk<'_>, merged: &Merged, out: &Path, written: Option<u64>) -> Result<(), Failure> {
    let files: Vec<Value> = merged.files.iter().map(file_json).collect();
    let records: BTreeMap<&str, u64> = merged.bodies.counts().into_iter().collect();
    let workspace = merged.workspace.as_ref().map(|w| json!({ "id": w.id.to_string(), "name": w.name }));
    let head = json!({
        "ok": merged.is_whole(),
        "out": written.map(|_| out.display().to_string()),
        "bytes": written,
        "workspace": workspace,
        "records": records,
        "files": files,
        "clashing": merged.clashes(),
    });
    let head = head.to_string();
    desk.print(head.strip_suffix('}').unwrap_or(&head))?;
    desk.print(",\"clashes\":[")?;
    let mut between = "\n";
    each_clash(merged, &mut |note| {
        desk.print(format_args!("{between}{note}"))?;
        between = ",\n";
        Ok(())
    })?;
    desk.line("]}")
}

fn file_json(file: &FileOutcome) -> Value {
    let mut value = json!({
        "name": file.name,
        "taken": file.refused.is_none(),
        "refused": file.refused.as_ref().map(crate::input::Refusal::sentence),
        "header": header_json(&file.header),
        "bad": file.bad.iter().map(bad_json).collect::<Vec<_>>(),
        "altered": file.altered,
    });
    if let Value::Object(members) = &mut value {
        members.extend(CLASSES.iter().map(|(class, name)| ((*name).to_owned(), file.of(*class).into())));
    }
    value
}
