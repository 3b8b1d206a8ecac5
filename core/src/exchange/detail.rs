//! One record of a preview, field by field: mine → the file's, and which of them causality takes.

use super::{Item, Preview, references};
use crate::ledger::Ledger;
use crate::record::{DELETION, INTO, Id, Record, Register, decode, encode, is_known};
use crate::schema::{FieldDef, KindDef, Place};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far references are followed to give records their names.
const DEPTH: u8 = 3;

/// How a file's value stands to ours. Decided by who has seen what, never by a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Whoever wrote ours had seen the file's: ours stays.
    Older,
    /// Whoever wrote the file's had seen ours, or we have none: the file's replaces ours.
    Newer,
    /// Neither had seen the other: both stay until a person settles it.
    Concurrent,
}

impl Relation {
    /// Returns the word that people see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Older => "较旧",
            Self::Newer => "较新",
            Self::Concurrent => "同时修改",
        }
    }
}

/// One field in which a file differs from us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Name of the field in the schema; empty for what is no field.
    pub name: &'static str,
    /// The word that people see.
    pub label: &'static str,
    /// Our value as people read it; several clashing ones with ／ between; empty if none.
    pub mine: String,
    /// The file's value; of a set, what it becomes.
    pub theirs: String,
    /// Which of them is taken.
    pub relation: Relation,
    /// Who wrote our value, and when; `None` if we have none.
    pub mine_by: Option<Written>,
    /// Who wrote the file's value, and when.
    pub theirs_by: Option<Written>,
}

/// Who wrote a value, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The person, as far as his device is known; may be empty.
    pub person: String,
    /// When, in milliseconds since 1970 UTC, by that device's clock.
    pub at_ms: u64,
}

/// One record of a preview as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The record.
    pub id: Id,
    /// The word for its kind.
    pub kind: &'static str,
    /// What it is called, names from the files included.
    pub title: String,
    /// The fields in which the file differs.
    pub changes: Vec<FieldChange>,
}

impl Preview {
    /// Returns the item of the record `id`.
    #[must_use]
    pub fn item(&self, id: &Id) -> Option<&Item> {
        self.items.get(*self.index.get(id)?)
    }

    /// Returns `items` field by field. Made for the rows on the screen, not for all at once.
    #[must_use]
    pub fn details(&self, ledger: &Ledger, items: &[Item]) -> Vec<Detail> {
        // Names may stand in the ledger or in the files: a small ledger of both, as it would be.
        let mut names = ledger.emptied();
        let mut brought = BTreeSet::new();
        for item in items {
            self.bring(ledger, &mut names, &mut brought, item.id, DEPTH);
        }
        items.iter().map(|item| self.detail(ledger, &names, item)).collect()
    }

    fn bring(&self, ledger: &Ledger, names: &mut Ledger, brought: &mut BTreeSet<Id>, id: Id, depth: u8) {
        if !brought.insert(id) {
            return;
        }
        let ours = ledger.get(&id);
        let theirs = self.item(&id).and_then(|item| decode(&item.row, false).ok());
        let mut follow = Vec::new();
        for state in [&ours, &theirs].into_iter().flatten() {
            follow.extend(references(state, ledger.schema()));
            follow.extend(joined_into(state));
        }
        let after = match (&ours, theirs) {
            (Some(ours), Some(theirs)) => ours.merged(&theirs),
            (None, Some(theirs)) => theirs,
            (Some(ours), None) => ours.clone(),
            (None, None) => return,
        };
        names.load(0, &[encode(&after).into()], &[]);
        if depth > 0 {
            for id in follow {
                self.bring(ledger, names, brought, id, depth - 1);
            }
        }
    }

    fn detail(&self, ledger: &Ledger, names: &Ledger, item: &Item) -> Detail {
        let known = ledger.schema().kind(&item.kind);
        let theirs = decode(&item.row, false).ok();
        let changes = match (known, &theirs) {
            (Some(kind), Some(theirs)) => {
                let mine = ledger.get(&item.id).unwrap_or_else(|| Record::new(kind.name, item.id));
                let after = mine.merged(theirs);
                Sides { preview: self, names, kind, mine: &mine, theirs, after: &after }.changes()
            }
            _ => Vec::new(),
        };
        let kind = known.map_or("新版本的内容", |k| k.label);
        Detail { id: item.id, kind, title: names.title(&item.id), changes }
    }
}

/// A record on both sides, and what becomes of it.
struct Sides<'a> {
    preview: &'a Preview,
    names: &'a Ledger,
    kind: &'static KindDef,
    mine: &'a Record,
    theirs: &'a Record,
    after: &'a Record,
}

impl Sides<'_> {
    fn changes(&self) -> Vec<FieldChange> {
        let fields = self.kind.typed_fields().filter_map(|field| self.field(field));
        fields.chain(self.deletion()).chain(self.joining()).chain(self.unknown()).collect()
    }

    fn field(&self, field: &'static FieldDef) -> Option<FieldChange> {
        let registers: Vec<&str> = self.registers(field);
        let differ = |name: &&str| {
            let values = |record: &Record| record.registers.get(*name).map(|r| values(r, field)).unwrap_or_default();
            values(self.mine) != values(self.theirs)
        };
        let differing: Vec<&str> = registers.into_iter().filter(differ).collect();
        let relation = differing.iter().filter_map(|name| self.relation(name)).max()?;
        let mine = self.shown(self.mine, field);
        let theirs = self.shown(if field.ty.is_set() { self.after } else { self.theirs }, field);
        (mine != theirs).then(|| self.change(field.name, field.label, mine, theirs, relation, &differing))
    }

    /// The registers of the file that hold the field: one, or one for each element of a set.
    fn registers(&self, field: &FieldDef) -> Vec<&str> {
        if !field.ty.is_set() {
            return self
                .theirs
                .registers
                .get_key_value(field.register())
                .map(|(name, _)| &**name)
                .into_iter()
                .collect();
        }
        let of_set = |name: &&str| name.split_once('/').is_some_and(|(set, _)| set == field.name);
        self.theirs.registers.keys().map(|name| &**name).filter(of_set).collect()
    }

    fn shown(&self, record: &Record, field: &FieldDef) -> String {
        if field.ty.is_set() {
            return self.names.shown(record, field);
        }
        let all = record.registers.get(field.register()).map(|r| values(r, field)).unwrap_or_default();
        let all = all.iter().filter(|v| !v.is_null()).map(|v| self.names.shown_json(field, v));
        all.collect::<Vec<_>>().join("／")
    }

    fn relation(&self, register: &str) -> Option<Relation> {
        let theirs = self.theirs.registers.get(register)?;
        Some(self.mine.registers.get(register).map_or(Relation::Newer, |mine| relation(mine, theirs)))
    }

    fn deletion(&self) -> Option<FieldChange> {
        let (mine, theirs) = (self.mine.is_dead(), self.theirs.is_dead());
        let relation = self.relation(DELETION)?;
        // A deletion that an edit outlives has been made at the same time as the edit.
        let relation = if theirs && !self.after.is_dead() { Relation::Concurrent } else { relation };
        let word = |dead| if dead { "已删除" } else { "未删除" };
        let differs = mine != theirs && self.mine.registers.get(DELETION) != self.theirs.registers.get(DELETION);
        differs.then(|| self.change("", "删除", word(mine).to_owned(), word(theirs).to_owned(), relation, &[DELETION]))
    }

    /// The record that another is to stand for.
    fn joining(&self) -> Option<FieldChange> {
        let relation = self.relation(INTO)?;
        let stays = |record: &Record| joined_into(record).map(|id| self.names.title(&id)).unwrap_or_default();
        let (mine, theirs) = (stays(self.mine), stays(self.theirs));
        (mine != theirs).then(|| self.change("", "并入", mine, theirs, relation, &[INTO]))
    }

    fn unknown(&self) -> Option<FieldChange> {
        let new = |(name, theirs): &(&Arc<str>, &Register)| {
            !is_known(self.kind, name)
                && self.mine.registers.get(*name).is_none_or(|mine| mine.values() != theirs.values())
        };
        let names: Vec<&str> = self.theirs.registers.iter().filter(new).map(|(name, _)| &**name).collect();
        let relation = names.iter().filter_map(|name| self.relation(name)).max()?;
        Some(self.change("", "新版本的内容", String::new(), format!("{} 项", names.len()), relation, &names))
    }

    fn change(
        &self,
        name: &'static str,
        label: &'static str,
        mine: String,
        theirs: String,
        relation: Relation,
        registers: &[&str],
    ) -> FieldChange {
        let (mine_by, theirs_by) = (self.written(self.mine, registers), self.written(self.theirs, registers));
        FieldChange { name, label, mine, theirs, relation, mine_by, theirs_by }
    }

    /// Who wrote last into these registers; `None` if nobody has, or the value came with the program.
    fn written(&self, record: &Record, registers: &[&str]) -> Option<Written> {
        let tops = registers.iter().filter_map(|name| record.registers.get(*name)?.top());
        let top = tops.max_by_key(|entry| entry.stamp).filter(|entry| !entry.dot.device.is_builtin())?;
        Some(Written { person: self.preview.person(&top.dot.device), at_ms: top.stamp.ms() })
    }
}

/// The record that `record` was joined into.
fn joined_into(record: &Record) -> Option<Id> {
    record.shown(INTO)?.as_str().and_then(Id::parse)
}

/// The distinct values of a field in a register, the shown one first.
fn values(register: &Register, field: &FieldDef) -> Vec<Value> {
    let mut distinct: Vec<Value> = Vec::new();
    for value in register.values() {
        let value = match field.place {
            Place::Own => value.value(),
            Place::Member(_) => value.value().get(field.name).cloned().unwrap_or_default(),
        };
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}

/// How their register stands to mine. The merge knows all rules, built-in values included, so it is
/// asked whose values it leaves.
fn relation(mine: &Register, theirs: &Register) -> Relation {
    let after = mine.merged(theirs);
    let left = after.values();
    if left == mine.values() {
        Relation::Older
    } else if left.len() == 1 && left == theirs.values() {
        Relation::Newer
    } else {
        Relation::Concurrent
    }
}
