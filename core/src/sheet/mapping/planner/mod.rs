//! Works a plan out, a slice at a time: the records first, then what each row is, then what it
//! changes. Rows can name one another, which is why there are two passes over them.

mod change;
mod identify;

use super::Mapping;
use super::matching::{Key, KeyIndex, keys_of};
use super::names::NameIndex;
use super::plan::{Plan, PlanCounts, RowClass};
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, KindDef, show_value};
use crate::sheet::Grid;
use crate::value::CivilDate;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What planning needs to know besides the records.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Identity of the workspace: rows without a code get their ids from it and from what they say.
    pub workspace: String,
    /// Gives the year of a date written without one.
    pub today: CivilDate,
}

/// A plan in the making. The ledger must stay at one revision until it is finished.
#[derive(Debug)]
pub struct Planner {
    grid: Arc<Grid>,
    setting: Setting,
    keys: Vec<Key>,
    index: KeyIndex,
    names: Vec<NameIndex>,
    /// Records still to be taken up: of the kind itself, and of what it refers to.
    waiting: Vec<(Option<usize>, Id)>,
    /// Which row, by its place, a record is taken for first.
    rows_of: HashMap<Id, usize>,
    made: HashMap<(usize, Id), usize>,
    read: Vec<ReadRow>,
    plan: Plan,
}

/// A row after the first pass.
#[derive(Debug, Default)]
struct ReadRow {
    /// Values by field; of references to the kind itself, nothing yet.
    values: BTreeMap<&'static str, Value>,
    /// How references are called.
    called: BTreeMap<&'static str, String>,
    id: Option<Id>,
    /// Whether the id was made of what the row says.
    of_content: bool,
    /// Everything that it says, in one form.
    content: String,
    problems: Vec<String>,
    /// Names of the fields whose cells are wrong.
    wrong: Vec<&'static str>,
    creates: Vec<usize>,
    /// Why nothing of the row is taken.
    refused: Option<String>,
    /// Whether an earlier row says the very same.
    twin: bool,
}

impl Planner {
    /// Begins a plan against the ledger as it is now.
    #[must_use]
    pub fn new(ledger: &Ledger, grid: Arc<Grid>, mapping: Mapping, setting: Setting) -> Self {
        let mut names: Vec<NameIndex> = Vec::new();
        for target in mapping.columns.iter().flatten().flat_map(|field| field.ty.targets().iter().copied()) {
            if let Some(kind) = ledger.schema().kind(target)
                && !names.iter().any(|index| index.kind.name == target)
            {
                names.push(NameIndex::new(kind));
            }
        }
        let own = ledger.ids(mapping.kind.name).map(|id| (None, id));
        let others = names.iter().enumerate();
        let others = others.flat_map(|(place, index)| ledger.ids(index.kind.name).map(move |id| (Some(place), id)));
        let waiting = own.chain(others).collect();
        let plan = Plan {
            counted: grid.counted(),
            rows: Vec::new(),
            created: Vec::new(),
            counts: PlanCounts::default(),
            rev: ledger.rev(),
            mapping,
        };
        let keys = keys_of(plan.mapping.kind);
        let (index, rows_of, made, read) = (KeyIndex::default(), HashMap::new(), HashMap::new(), Vec::new());
        Self { grid, setting, keys, index, names, waiting, rows_of, made, read, plan }
    }

    /// Works on about `count` records or rows more. Returns whether the plan is finished.
    pub fn step(&mut self, ledger: &Ledger, count: usize) -> bool {
        for _ in 0..count {
            if let Some((place, id)) = self.waiting.pop() {
                self.take_up(ledger, place, id);
            } else if let Some(row) = self.grid.body().get(self.read.len()).cloned() {
                let read = self.identify(&row);
                self.read.push(read);
            } else if self.plan.rows.len() < self.read.len() {
                self.plan_row(ledger, self.plan.rows.len());
            } else {
                return true;
            }
        }
        false
    }

    /// Returns the plan, as far as it is made.
    #[must_use]
    pub fn finish(self) -> Plan {
        let mut plan = self.plan;
        let count = |class| plan.rows.iter().filter(|row| row.class == class).count();
        let (new, updated) = (count(RowClass::New), count(RowClass::Updated));
        let (same, bad) = (count(RowClass::Same), count(RowClass::Bad));
        let problems = plan.rows.iter().map(|row| row.problems.len()).sum();
        plan.counts = PlanCounts { new, updated, same, bad, problems, created: plan.created.len(), ..plan.counts };
        plan
    }

    fn take_up(&mut self, ledger: &Ledger, place: Option<usize>, id: Id) {
        if let Some(place) = place {
            if let Some(names) = self.names.get_mut(place) {
                names.add(ledger, id);
            }
        } else if let Some(record) = ledger.get(&id) {
            let texts = self.keys.iter().map(|key| key.of(|field| record.value(field))).collect();
            self.index.add(id, texts);
        }
    }

    fn cell_problem(&self, number: usize, sentence: &str) -> String {
        let place = self.plan.counted.place(number);
        format!("{place} {}{CELL_LEFT}", sentence.trim_end_matches('。'))
    }

    fn row_problem(&self, number: usize, what: &str) -> String {
        format!("{}：{what}{ROW_LEFT}", self.plan.counted.place(number))
    }
}

/// How the sentence about a cell ends, and the one about a row.
const CELL_LEFT: &str = "；这一格不导入，其余照常。";
const ROW_LEFT: &str = "；这一行不导入，其余照常。";

/// A value as people read it; a reference as its cell calls it, since its record may not be here yet.
fn shown(field: &FieldDef, read: &ReadRow) -> String {
    match (read.called.get(field.name), read.values.get(field.name)) {
        (Some(called), _) => called.clone(),
        (None, Some(value)) => show_value(field, value),
        (None, None) => String::new(),
    }
}

/// What the record that a row makes will be called.
fn title_of(kind: &KindDef, read: &ReadRow) -> Option<String> {
    let parts = kind.title.iter().filter_map(|name| kind.field(name)).map(|field| shown(field, read));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Works a whole plan out at once.
#[must_use]
pub fn plan(ledger: &Ledger, grid: &Arc<Grid>, mapping: &Mapping, setting: &Setting) -> Plan {
    let mut planner = Planner::new(ledger, Arc::clone(grid), mapping.clone(), setting.clone());
    while !planner.step(ledger, usize::MAX) {}
    planner.finish()
}
