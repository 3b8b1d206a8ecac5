//! The second pass: what a row changes, now that every row has its record.

use super::{CELL_LEFT, Planner, ROW_LEFT, ReadRow, shown, title_of};
use crate::ledger::{Change, Draftlike, Ledger, form_changes};
use crate::record::Record;
use crate::schema::{FieldDef, Need, check};
use crate::sheet::GridRow;
use crate::sheet::mapping::matching::same;
use crate::sheet::mapping::{FieldEdit, PlannedRow, RowClass};
use serde_json::Value;
use std::collections::BTreeMap;

impl Planner {
    /// The second pass: what the row changes.
    pub(super) fn plan_row(&mut self, ledger: &Ledger, place: usize) {
        let mut read = self.read.get_mut(place).map(std::mem::take).unwrap_or_default();
        let Some(row) = self.grid.body().get(place).cloned() else { return };
        self.refer_to_own(&row, &mut read);
        let mut planned = PlannedRow {
            number: row.number,
            class: RowClass::Bad,
            id: read.id,
            title: title_of(self.plan.mapping.kind, &read).unwrap_or_default(),
            edits: Vec::new(),
            problems: Vec::new(),
            creates: Vec::new(),
            changes: Vec::new(),
        };
        if read.twin {
            planned.class = RowClass::Same;
        } else {
            self.fill(ledger, &mut planned, &mut read);
        }
        if let Some(refused) = read.refused {
            planned.class = RowClass::Bad;
            planned.problems = vec![refused];
            planned.changes.clear();
            planned.edits.clear();
        }
        if planned.changes.is_empty() {
            planned.creates.clear();
        }
        self.plan.rows.push(planned);
    }

    fn refer_to_own(&mut self, row: &GridRow, read: &mut ReadRow) {
        let own = self.plan.mapping.kind.name;
        for (column, field) in self.plan.mapping.columns.clone().into_iter().enumerate() {
            let Some(field) = field.filter(|field| field.ty.points_to(own)) else { continue };
            match self.refer(field, row.cell(column), read) {
                Ok(Value::Null) => {}
                Ok(value) => {
                    read.values.insert(field.name, value);
                }
                Err(sentence) => read.problems.push(self.cell_problem(row.number, &sentence)),
            }
        }
    }

    fn fill(&mut self, ledger: &Ledger, planned: &mut PlannedRow, read: &mut ReadRow) {
        let Some(id) = read.id.filter(|_| read.refused.is_none()) else { return };
        let kind = self.plan.mapping.kind;
        let here = ledger.get(&id).filter(|record| &*record.kind == kind.name);
        if here.is_none() && ledger.kind_of(&id).is_some() {
            read.refused = Some(self.row_problem(planned.number, "与本机另一类记录的编号相同"));
            return;
        }
        let mut changes = Vec::new();
        if here.is_some() && !ledger.is_visible(&id) {
            self.plan.counts.deleted += 1;
            if !self.plan.mapping.revive {
                let what = "这条记录在本机已经删除，要恢复它请勾选“恢复已删除的”";
                read.refused = Some(self.row_problem(planned.number, what));
                return;
            }
            changes.push(Change::Restore { id });
        }
        let is_new = here.is_none() || !changes.is_empty();
        let before = here.unwrap_or_else(|| Record::new(kind.name, id));
        if is_new && before.registers.is_empty() && !self.is_whole(planned.number, read) {
            return;
        }
        self.keep_clashes(planned.number, &before, read);
        self.keep_spelling(&before, read);
        // What the row said at its first import is here; whoever has changed it since knew better.
        if !read.of_content || is_new {
            add_to_sets(kind.fields, &before, &mut read.values);
            if !self.would_be_saved(ledger, planned.number, &before, read) {
                return;
            }
            changes.extend(form_changes(kind, id, &before, &read.values));
        }
        planned.edits = edits(ledger, kind.fields, &before, read);
        planned.class = match (changes.is_empty(), is_new) {
            (true, _) => RowClass::Same,
            (_, true) => RowClass::New,
            (_, false) => RowClass::Updated,
        };
        if planned.class == RowClass::Same {
            planned.edits.clear();
        }
        if planned.title.is_empty() || planned.class != RowClass::New {
            planned.title = if before.registers.is_empty() { kind.label.to_owned() } else { ledger.title(&id) };
        }
        planned.problems = std::mem::take(&mut read.problems);
        planned.creates = std::mem::take(&mut read.creates);
        planned.changes = changes;
    }

    /// Whether a new record has what it must have; dates out of order are left out and listed.
    fn is_whole(&self, number: usize, read: &mut ReadRow) -> bool {
        let kind = self.plan.mapping.kind;
        let mut missing = Vec::new();
        for (name, problem) in check(kind, &read.values) {
            let absent = !read.values.contains_key(name);
            match kind.field(name) {
                Some(field) if absent && field.need == Need::Must => missing.push(field.label),
                _ => {
                    read.problems.push(self.cell_problem(number, &problem.message));
                    read.values.remove(name);
                }
            }
        }
        if missing.is_empty() {
            return true;
        }
        // The sentence about the cell says more than that it is missing.
        let why = read.problems.first().cloned();
        let what = format!("缺少{}，这是必须有的", missing.join("、"));
        read.refused = Some(match why {
            Some(cell) => cell.replace(CELL_LEFT, ROW_LEFT),
            None => self.row_problem(number, &what),
        });
        false
    }

    /// Whether a form would save what the row says. A cell with which it would not is left out; where
    /// something is missing, such as the result of what is closed, the row is held back.
    fn would_be_saved(&self, ledger: &Ledger, number: usize, before: &Record, read: &mut ReadRow) -> bool {
        let kind = self.plan.mapping.kind;
        if kind.rules.is_empty() && kind.flow.is_none() {
            return true;
        }
        let refused =
            |values: &BTreeMap<&'static str, Value>| Draftlike { ledger, id: before.id, values }.refused(kind);
        let known = kind.fields.iter().map(|field| (field.name, before.value(field).unwrap_or_default()));
        let known: BTreeMap<&'static str, Value> = known.collect();
        loop {
            let mut values = known.clone();
            values.extend(read.values.iter().map(|(name, value)| (*name, value.clone())));
            let found = refused(&values);
            // What was wrong with the record before is not held against the row.
            let old = if found.is_empty() { Vec::new() } else { refused(&known) };
            let Some((name, sentence)) = found.into_iter().find(|problem| !old.contains(problem)) else { return true };
            if read.values.remove(name).is_none() {
                read.refused = Some(self.row_problem(number, sentence.trim_end_matches('。')));
                return false;
            }
            let label = kind.field(name).map_or(name, |field| field.label);
            read.problems.push(self.cell_problem(number, &format!("{label}：{sentence}")));
        }
    }

    /// A name that found its record stays as it is spelt here: brackets of another width are no news.
    fn keep_spelling(&self, before: &Record, read: &mut ReadRow) {
        for field in self.keys.iter().flat_map(|key| &key.fields) {
            let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(same);
            let (here, there) = (text(before.value(field)), text(read.values.get(field.name).cloned()));
            if here.is_some() && here == there {
                read.values.remove(field.name);
            }
        }
    }

    /// A field with clashing values waits for a person; the table does not settle it.
    fn keep_clashes(&self, number: usize, before: &Record, read: &mut ReadRow) {
        let clashing: Vec<&str> = before.clashes().map(|name| &**name).collect();
        for field in self.plan.mapping.kind.fields.iter().filter(|field| clashing.contains(&field.register())) {
            if read.values.remove(field.name).is_some() {
                let sentence = format!("{}：有冲突等人定夺。", field.label);
                read.problems.push(self.cell_problem(number, &sentence));
            }
        }
    }
}

/// A table adds to a set and never takes away from it.
fn add_to_sets(fields: &[&'static FieldDef], before: &Record, values: &mut BTreeMap<&'static str, Value>) {
    for field in fields.iter().filter(|field| field.ty.is_set()) {
        if let (Some(Value::Array(mut all)), Some(Value::Array(added))) =
            (before.value(field), values.get(field.name).cloned())
        {
            for element in added {
                if !all.contains(&element) {
                    all.push(element);
                }
            }
            values.insert(field.name, Value::Array(all));
        }
    }
}

fn edits(ledger: &Ledger, fields: &[&'static FieldDef], before: &Record, read: &ReadRow) -> Vec<FieldEdit> {
    let changed = |field: &&&'static FieldDef| {
        read.values.get(field.name).is_some_and(|value| before.value(field).as_ref() != Some(value))
    };
    let edit = |field: &&'static FieldDef| FieldEdit {
        name: field.name,
        label: field.label,
        old: ledger.shown(before, field),
        new: shown(field, read),
    };
    fields.iter().filter(changed).map(edit).collect()
}
