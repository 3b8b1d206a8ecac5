//! The first pass: what a row says, and which record it is about.

use super::{CELL_LEFT, Planner, ROW_LEFT, ReadRow, title_of};
use crate::ledger::form_changes;
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType};
use crate::sheet::GridRow;
use crate::sheet::mapping::cells::{cleaned, formula_error, read_cell};
use crate::sheet::mapping::matching::{Found, same};
use crate::sheet::mapping::names::NameIndex;
use crate::sheet::mapping::{Created, Matching};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Planner {
    /// The first pass: what the row says, and which record it is about.
    pub(super) fn identify(&mut self, row: &GridRow) -> ReadRow {
        let mut read = ReadRow::default();
        let grid = Arc::clone(&self.grid);
        let headings: Vec<&str> = grid.headings().collect();
        let own = self.plan.mapping.kind.name;
        for (column, field) in self.plan.mapping.columns.clone().into_iter().enumerate() {
            let Some(field) = field else { continue };
            let raw = row.cell(column);
            read.content.push_str(&format!("{}={}\u{1}", field.name, raw.trim()));
            let value = match field.ty.is_reference() {
                // Rows of this very table may be meant: they are known after this pass.
                true if field.ty.points_to(own) => continue,
                true => self.refer(field, raw, &mut read),
                false => read_cell(field, headings.get(column).copied().unwrap_or_default(), raw, self.setting.today)
                    .map_err(|problem| problem.message),
            };
            match value {
                Ok(Value::Null) => {}
                Ok(value) => {
                    read.values.insert(field.name, value);
                }
                Err(sentence) => {
                    read.wrong.push(field.name);
                    read.problems.push(self.cell_problem(row.number, &sentence));
                }
            }
        }
        self.decide(row.number, &mut read);
        read
    }

    fn decide(&mut self, number: usize, read: &mut ReadRow) {
        let texts: Vec<Option<String>> =
            self.keys.iter().map(|key| key.of(|field| read.values.get(field.name).cloned())).collect();
        if let Matching::By(chosen) = self.plan.mapping.matching
            && let Some(key) = self.keys.get(chosen)
            && key.fields.iter().any(|field| read.wrong.contains(&field.name))
        {
            let why = read.problems.first().map(|cell| cell.replace(CELL_LEFT, ROW_LEFT));
            read.refused = why;
            return;
        }
        let (id, of_content) = match self.index.find(&self.keys, self.plan.mapping.matching, &texts) {
            Found::One(id) => (id, false),
            Found::Many(count, key) => {
                let what = format!("本机有 {count} 条{key}相同的记录，分不清是哪一条，请先合并或补上代码");
                read.refused = Some(self.row_problem(number, &what));
                return;
            }
            Found::None => self.new_id(read, &texts),
        };
        read.id = Some(id);
        read.of_content = of_content;
        match self.rows_of.get(&id) {
            None => {
                self.rows_of.insert(id, self.read.len());
            }
            Some(first) => {
                let earlier = self.read.get(*first);
                read.twin = earlier.is_some_and(|earlier| earlier.content == read.content);
                if !read.twin {
                    let first = self.grid.body().get(*first).map_or(0, |row| row.number);
                    let first = self.plan.counted.place(first);
                    let what = format!("与{first}说的是同一条记录而内容不同，请在表里合并成一行");
                    read.refused = Some(self.row_problem(number, &what));
                    // Its codes are taken all the same: a later row with one would else become a record,
                    // and this row would mean that one when the table comes a second time.
                    self.index.reserve(&self.keys, id, &texts);
                }
                return;
            }
        }
        // From here on, other rows can mean this record by what this row says of it.
        if self.plan.mapping.matching != Matching::Never {
            self.index.add(id, texts);
        }
        let own = self.plan.mapping.kind;
        if let Some(names) = self.names.iter_mut().find(|names| names.kind.name == own.name) {
            if let Some(title) = title_of(own, read) {
                names.name(&title, id);
            }
            names.codes(|field| read.values.get(field.name).cloned(), id);
        }
    }

    /// The id of a record that is not here: of its code if that is one of a kind everywhere, of the
    /// code within this workspace, or of all that the row says.
    fn new_id(&self, read: &ReadRow, texts: &[Option<String>]) -> (Id, bool) {
        let kind = self.plan.mapping.kind.name;
        let never = self.plan.mapping.matching == Matching::Never;
        for (key, text) in self.keys.iter().zip(texts).filter(|(key, _)| key.is_code() && !never) {
            let (Some(field), Some(text)) = (key.fields.first(), text) else { continue };
            let code = read.values.get(field.name).and_then(Value::as_str).unwrap_or(text);
            return match field.ty {
                FieldType::Uscc => (Id::of_key(kind, code), false),
                _ => (self.id_within(kind, field.name, text), false),
            };
        }
        (self.id_within(kind, "", &read.content), true)
    }

    fn id_within(&self, kind: &str, sort: &str, text: &str) -> Id {
        Id::of_key(kind, &format!("table:{}:{sort}:{text}", self.setting.workspace))
    }

    /// Reads a cell that names records.
    pub(super) fn refer(&mut self, field: &'static FieldDef, raw: &str, read: &mut ReadRow) -> Result<Value, String> {
        let cell = cleaned(raw);
        if cell.is_empty() || matches!(cell, "/" | "-" | "无" | "—") {
            return Ok(Value::Null);
        }
        if let Some(why) = formula_error(cell) {
            return Err(format!("{}：{why}", field.label));
        }
        if let FieldType::Shares(_) = field.ty {
            return Err(format!("{}：分摊比例不能从表里导入，请在记录页上一行一行地填。", field.label));
        }
        let mut ids = Vec::new();
        let split: &[char] = if field.ty.is_set() { &['、', ';', '；', '\n'] } else { &['\n'] };
        for name in cell.split(split).map(str::trim).filter(|name| !name.is_empty()) {
            ids.push(self.resolve(field, name, read)?.to_string());
        }
        read.called.insert(field.name, cell.to_owned());
        Ok(match (field.ty.is_set(), ids.first()) {
            (true, _) => Value::from(ids),
            (false, Some(id)) => Value::from(id.clone()),
            (false, None) => Value::Null,
        })
    }

    fn resolve(&mut self, field: &FieldDef, name: &str, read: &mut ReadRow) -> Result<Id, String> {
        let mut meant = self.names.iter().enumerate().filter(|(_, index)| field.ty.points_to(index.kind.name));
        let known = |(_, index): &(usize, &NameIndex)| !matches!(index.find(name), Found::None);
        // A field that may point to several kinds points to the first that has such a name.
        let Some((place, index)) = meant.clone().find(known).or_else(|| meant.next()) else {
            return Err(format!("{}：这一项不能从表里导入。", field.label));
        };
        let kind = index.kind;
        match index.find(name) {
            Found::One(id) => {
                read.creates.extend(self.made.get(&(place, id)));
                Ok(id)
            }
            Found::Many(count, _) => {
                Err(format!("{}：本机有 {count} 个{}都叫“{name}”，分不清是哪一个。", field.label, kind.label))
            }
            Found::None if !index.can_create() => {
                Err(format!("{}：本机没有叫“{name}”的{}，请先记下它。", field.label, kind.label))
            }
            Found::None if !self.plan.mapping.create => {
                self.plan.counts.unknown_names += 1;
                let label = field.label;
                Err(format!("{label}：本机没有叫“{name}”的{}，请先记下它，或勾选自动新建。", kind.label))
            }
            Found::None => Ok(self.create(place, name, read)),
        }
    }

    fn create(&mut self, place: usize, name: &str, read: &mut ReadRow) -> Id {
        let Some(index) = self.names.get_mut(place) else { return self.id_within("", "", name) };
        let kind = index.kind;
        let id = Id::of_key(kind.name, &format!("table:{}:name:{}", self.setting.workspace, same(name)));
        index.name(name, id);
        let title = kind.title.first().copied().unwrap_or_default();
        let values = BTreeMap::from([(title, Value::from(name))]);
        let changes = form_changes(kind, id, &Record::new(kind.name, id), &values);
        self.made.insert((place, id), self.plan.created.len());
        read.creates.push(self.plan.created.len());
        self.plan.created.push(Created { kind, id, title: name.to_owned(), changes });
        id
    }
}
