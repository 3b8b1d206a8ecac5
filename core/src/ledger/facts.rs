//! What rules and steps ask of a record, saved or still in a form; and the step itself.

use super::{Change, Ledger};
use crate::record::{Id, Json, Record};
use crate::schema::{Facts, FieldDef, KindDef, Moment, Place, Values, WrongStep, broken, stage};
use crate::value::{Date, FieldValue, StepTaken, Steps};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A record as a form would save it, among the records of the ledger.
pub struct Draftlike<'a> {
    /// The ledger around it.
    pub ledger: &'a Ledger,
    /// The record.
    pub id: Id,
    /// The values that the form holds, by field; a field that it does not hold is as in the ledger.
    pub values: &'a BTreeMap<&'static str, Value>,
}

impl Draftlike<'_> {
    /// Returns why a form would not save the record: what its rules find, and what it lacks in the stage
    /// at which it is entered. What it lacked there before is not held against whoever changes something
    /// else. The field and the sentence.
    #[must_use]
    pub fn refused(&self, kind: &KindDef) -> Vec<(&'static str, String)> {
        let mut found = broken(kind, Moment::Save, self);
        if let Some(flow) = kind.flow {
            let lacks = flow.lacks(kind, self);
            let unchanged = Draftlike { values: &BTreeMap::new(), ..*self };
            let before = if lacks.is_empty() { Vec::new() } else { flow.lacks(kind, &unchanged) };
            found.extend(lacks.into_iter().filter(|lack| !before.contains(lack)));
        }
        found
    }
}

impl Values for Draftlike<'_> {
    fn value(&self, field: &FieldDef) -> Option<Value> {
        match self.values.get(field.name) {
            Some(value) => Some(value.clone()).filter(|v| !v.is_null()),
            None => self.ledger.get(&self.id)?.value(field),
        }
    }
}

impl Facts for Draftlike<'_> {
    fn id(&self) -> Id {
        self.id
    }
    fn code(&self, field: &str) -> Option<String> {
        match self.values.get(field) {
            Some(value) => value.as_str().map(str::to_owned),
            None => {
                let def = self.ledger.kind_def(&self.id)?.field(field)?;
                self.ledger.get(&self.id)?.value(def)?.as_str().map(str::to_owned)
            }
        }
    }
    fn lines(&self, to: &Id, kind: &'static str, via: &'static str) -> Vec<(Id, Box<dyn Values>)> {
        let ids: Vec<Id> = self.ledger.referring(to, kind, via).collect();
        ids.into_iter().filter_map(|id| Some((id, self.record(&id)?))).collect()
    }
    fn record(&self, id: &Id) -> Option<Box<dyn Values>> {
        self.ledger.get(id).map(|record| Box::new(record) as Box<dyn Values>)
    }
}

/// What a person says about a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepFacts {
    /// The day of the step.
    pub on: Option<Date>,
    /// Who decided it.
    pub by: String,
    /// Number of the document, or empty.
    pub number: String,
    /// The reason, or empty.
    pub note: String,
}

/// What has to be done about a record, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pending {
    /// Whether something has to be done at all.
    pub open: bool,
    /// Until when, if a day is set.
    pub due: Option<Date>,
}

impl Pending {
    /// Returns what has to be done about a record of `kind` with these values.
    #[must_use]
    pub fn of(kind: &KindDef, value: impl Fn(&FieldDef) -> Option<Value>) -> Self {
        let code = |field: &FieldDef| value(field)?.as_str().map(str::to_owned);
        let state = kind.field(stage::STATE);
        // A record of a sort that is never asked how it stands does not wait.
        let sort = state.and_then(|field| Some((field.when?, code(kind.field(field.when?.field)?)?)));
        let never = sort.is_some_and(|(when, sort)| !when.is.contains(&sort.as_str()));
        let state = state.and_then(code).unwrap_or_default();
        let due = kind.due_field().and_then(|field| Date::read(&value(field)?));
        Self { open: kind.is_pending() && !never && !kind.is_closed(&state), due }
    }
}

impl Ledger {
    /// Returns what has to be done about a record; nothing where its kind knows no end.
    #[must_use]
    pub fn pending(&self, id: &Id) -> Pending {
        let known = self.kind_def(id).filter(|kind| kind.is_pending()).zip(self.peek(id));
        known.map_or_else(Pending::default, |(kind, peek)| Pending::of(kind, |field| peek.value(field)))
    }

    /// Returns what is doubtful about a record: what the rules of its kind find, and lines that are asked
    /// for in its stage and have not come.
    #[must_use]
    pub fn doubts(&self, id: &Id) -> Vec<(&'static str, String)> {
        let Some(kind) = self.kind_def(id) else { return Vec::new() };
        let facts = Draftlike { ledger: self, id: *id, values: &BTreeMap::new() };
        let lines = kind.flow.map(|flow| flow.lacks_lines(kind, &facts)).unwrap_or_default();
        broken(kind, Moment::Doubt, &facts).into_iter().chain(lines).collect()
    }

    /// Returns the change that takes the record to the stage `to`.
    ///
    /// # Errors
    /// Says why the step is refused.
    pub fn step(&self, id: &Id, to: &str, said: &StepFacts) -> Result<Change, WrongStep> {
        let unknown = || WrongStep::NotFromHere { from: self.title(id), to: to.to_owned(), open: Vec::new() };
        let (kind, record) = self.kind_def(id).zip(self.get(id)).ok_or_else(unknown)?;
        let flow = kind.flow.ok_or_else(unknown)?;
        let facts = Draftlike { ledger: self, id: *id, values: &BTreeMap::new() };
        flow.step(kind, &facts, to, &said.number, &said.note)?;
        Ok(Change::Put {
            kind: kind.name.into(),
            id: *id,
            register: stage::REGISTER.into(),
            value: Json::of(&stage_value(kind, &record, to, said)),
            seen: record.dots(stage::REGISTER),
        })
    }
}

/// The register after the step; members that this version does not know stay as they are.
fn stage_value(kind: &KindDef, record: &Record, to: &str, said: &StepFacts) -> Value {
    let mut members = match record.shown(stage::REGISTER) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let mut log = members.get(stage::LOG).and_then(Steps::read).unwrap_or_default();
    if log.0.is_empty() {
        log.0.extend(first_step(kind, &members));
    }
    let text = |text: &str| Some(text.trim()).filter(|t| !t.is_empty()).map_or(Value::Null, Value::from);
    log.0.push(StepTaken {
        to: to.to_owned(),
        on: said.on,
        by: said.by.trim().to_owned(),
        number: said.number.trim().to_owned(),
        note: said.note.trim().to_owned(),
    });
    let state = [
        (stage::STATE, Value::from(to)),
        ("state_since", said.on.map_or(Value::Null, |d| d.write())),
        ("state_by", text(&said.by)),
        ("state_number", text(&said.number)),
        ("state_note", text(&said.note)),
        (stage::LOG, log.write()),
    ];
    for (name, value) in state {
        // A kind that keeps its stage elsewhere has no such member.
        if kind.field(name).is_some_and(|f| f.place == Place::Member(stage::REGISTER)) {
            members.insert(name.to_owned(), value);
        }
    }
    members.retain(|_, value| !value.is_null());
    Value::Object(members)
}

/// The stage in which a record was entered, as the first line of its log.
fn first_step(kind: &KindDef, members: &Map<String, Value>) -> Option<StepTaken> {
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let to = members.get(stage::STATE).and_then(Value::as_str).or(kind.flow.map(|flow| flow.start))?;
    Some(StepTaken {
        to: to.to_owned(),
        on: Date::from_iso(&text("state_since")),
        by: text("state_by"),
        number: text("state_number"),
        note: text("state_note"),
    })
}
