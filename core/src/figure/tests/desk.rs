//! A workspace that takes random steps, and answers every figure.

use super::{period, today};
use crate::figure::part::Which;
use crate::figure::{Ask, FAMILIES, Facts, Family, Figure, FigureDef, Scope};
use crate::kinds::{SCHEMA, partner, threshold, unit};
use crate::ledger::{Batch, Change, Head, Ledger, Prepared, Why, form_changes, join_records, prepare, take_apart};
use crate::period::Period;
use crate::record::{Device, Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef};
use crate::value::CivilDate;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A ledger with its head.
pub struct Desk {
    /// The ledger.
    pub ledger: Ledger,
    head: Head,
    now_ms: u64,
    /// The kinds of records that steps write, and those that they join.
    kinds: Vec<&'static KindDef>,
    paired: Vec<&'static str>,
}

/// What a random person does: a record of some kind, one of a few ids, some of its fields.
#[derive(Debug, Clone)]
pub enum Step {
    /// Writes fields of the record `n` of the kind at place `kind`.
    Put { kind: prop::sample::Index, n: u8, seed: u64 },
    /// Deletes it.
    Delete { kind: prop::sample::Index, n: u8 },
    /// Writes it as somebody does who has seen nothing of it, so that values clash.
    Clash { kind: prop::sample::Index, n: u8, seed: u64 },
    /// Joins two, so that the first stays.
    Join { kind: prop::sample::Index, stays: u8, gives_up: u8 },
    /// Takes the joining back.
    Part { kind: prop::sample::Index, n: u8 },
}

/// Random steps, of which some clash, join and part.
pub fn any_step() -> impl Strategy<Value = Step> {
    let kind = any::<prop::sample::Index>;
    // Units and partners are joined more than others: most depends on them.
    prop_oneof![
        8 => step(),
        1 => (kind(), 0_u8..5, any::<u64>()).prop_map(|(kind, n, seed)| Step::Clash { kind, n, seed }),
        1 => (kind(), 0_u8..5, 0_u8..5).prop_map(|(kind, stays, gives_up)| Step::Join { kind, stays, gives_up }),
        1 => (kind(), 0_u8..5).prop_map(|(kind, n)| Step::Part { kind, n }),
    ]
}

/// Random steps.
pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (any::<prop::sample::Index>(), 0_u8..5, any::<u64>()).prop_map(|(kind, n, seed)| Step::Put { kind, n, seed }),
        1 => (any::<prop::sample::Index>(), 0_u8..5).prop_map(|(kind, n)| Step::Delete { kind, n }),
    ]
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let mut ledger = Ledger::new(SCHEMA, Vec::new());
        let head = Head::fresh(Device::parse("a").unwrap());
        ledger.set_own(&head);
        Self { ledger, head, now_ms: 1_600_000_000_000, kinds: kinds(FAMILIES), paired: JOINED.to_vec() }
    }

    /// An empty desk on which steps write the kinds of one family, and those that most depends on.
    pub fn of_family(family: &'static Family) -> Self {
        let mut kinds = kinds(&[family]);
        kinds.extend([&partner::KIND, &unit::KIND, &threshold::KIND]);
        let paired = kinds.iter().map(|kind| kind.name).collect();
        Self { kinds, paired, ..Self::new() }
    }

    /// Reads all facts anew.
    pub fn facts(&self) -> Facts {
        Facts::of(&self.ledger)
    }

    /// Every figure of the school, read anew.
    pub fn answers(&self) -> BTreeMap<&'static str, Figure> {
        let facts = self.facts();
        let figures = FAMILIES.iter().flat_map(|family| family.figures);
        // With those that answer for days that have passed, under names of their own.
        let then = figures.clone().map(FigureDef::as_it_was).filter(|f| crate::figure::figure(f.name).is_none());
        figures.chain(then).map(|f| (f.name, self.joined(f, &facts, Scope::School))).collect()
    }

    /// One figure, as of the tests' day.
    pub fn answer(&self, name: &str, scope: Scope) -> Figure {
        let (figure, facts) = (crate::figure::figure(name).unwrap(), self.facts());
        self.joined(figure, &facts, scope)
    }

    /// The answer that the parts join to, which is the one that all facts give at once.
    fn joined(&self, figure: &FigureDef, facts: &Facts, scope: Scope) -> Figure {
        let ask = Ask::new(&self.ledger, facts, scope, period(figure), today());
        let joined = figure.answer(&ask);
        assert_eq!(joined, (figure.compute)(&ask.among(Which::AtOnce)), "{}", figure.name);
        joined
    }

    /// What the months of a figure of the school say as of a day that has passed.
    pub fn was(&self, name: &str, day: CivilDate) -> String {
        let (figure, facts) = (crate::figure::figure(name).unwrap().as_it_was(), self.facts());
        let ask = Ask::new(&self.ledger, &facts, Scope::School, Period::Year(day.year()), day).as_known();
        figure.tell(&ask).value().map_or_else(|| "—".to_owned(), |v| v.show())
    }

    /// Lets days pass before the next commit.
    pub const fn wait(&mut self, days: u64) {
        self.now_ms += days * 86_400_000;
    }

    /// The value of a figure of the school as people read it.
    pub fn shown(&self, name: &str) -> String {
        self.answer(name, Scope::School).value().map_or_else(|| "—".to_owned(), |v| v.show())
    }

    fn commit(&mut self, changes: Vec<Change>) -> Vec<Id> {
        self.now_ms += 1_000;
        let spare = Device::parse("z").unwrap();
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: self.now_ms, spare };
        let prepared: Prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared.rows.iter().map(|row| row.id).collect()
    }

    /// Writes fields of a record, by name, as stored JSON; returns its id.
    pub fn put(&mut self, kind: &str, key: &str, values: &[(&str, Value)]) -> Id {
        let id = Id::of_key(kind, key);
        self.write(kind, id, values);
        id
    }

    /// Writes fields of the record `id`; returns the records that changed.
    pub fn write_at(&mut self, kind: &str, id: Id, values: &[(&str, Value)]) -> Vec<Id> {
        self.write(kind, id, values)
    }

    fn write(&mut self, kind: &str, id: Id, values: &[(&str, Value)]) -> Vec<Id> {
        let def = SCHEMA.kind(kind).unwrap();
        for (name, _) in values {
            assert!(def.field(name).is_some(), "{kind}.{name}");
        }
        let values: BTreeMap<&str, Value> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let before = self.ledger.get(&id).unwrap_or_else(|| Record::new(kind, id));
        let changes = form_changes(def, id, &before, &values);
        self.commit(changes)
    }

    /// Writes fields of a record as somebody does who has seen nothing of it: what was there clashes.
    pub fn clash(&mut self, kind: &str, key: &str, values: &[(&str, Value)]) {
        let (def, id) = (SCHEMA.kind(kind).unwrap(), Id::of_key(kind, key));
        let values: BTreeMap<&str, Value> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let changes = form_changes(def, id, &Record::new(kind, id), &values);
        self.commit(changes);
        assert!(self.ledger.clashes_in(&id) > 0, "{kind} {key} does not clash");
    }

    /// Of the records behind a figure, those that clash, and those that refer to what was not received.
    pub fn doubts(&self, name: &str) -> (usize, usize) {
        let (def, facts) = (crate::figure::figure(name).unwrap(), self.facts());
        def.tell(&Ask::new(&self.ledger, &facts, Scope::School, period(def), today())).doubts
    }

    /// Deletes a record.
    pub fn delete(&mut self, id: Id) -> Vec<Id> {
        self.commit(vec![Change::Delete { id, because: String::new(), seen: None }])
    }

    /// Takes a step and returns the records that changed.
    pub fn take(&mut self, step: &Step) -> Vec<Id> {
        match step {
            Step::Put { kind, n, seed } => {
                let kind = *kind.get(&self.kinds);
                self.write(kind.name, Id::of_key(kind.name, &n.to_string()), &some_values(kind, *seed))
            }
            Step::Clash { kind, n, seed } => {
                let kind = *kind.get(&self.kinds);
                let id = Id::of_key(kind.name, &n.to_string());
                let values = some_values(kind, *seed).into_iter().collect();
                let changes = form_changes(kind, id, &Record::new(kind.name, id), &values);
                self.commit(changes)
            }
            Step::Join { kind, stays, gives_up } => {
                let kind = *kind.get(&self.paired);
                let [stays, gives_up] = [stays, gives_up].map(|n| Id::of_key(kind, &n.to_string()));
                let there = [stays, gives_up].iter().all(|id| self.ledger.kind_of(id).is_some());
                if !there || stays == gives_up {
                    return Vec::new();
                }
                let changes = join_records(&self.ledger, &stays, &gives_up, &[]);
                self.commit(changes)
            }
            Step::Part { kind, n } => {
                let changes = take_apart(&self.ledger, &Id::of_key(kind.get::<&str>(&self.paired), &n.to_string()));
                self.commit(changes)
            }
            Step::Delete { kind, n } => {
                let id = Id::of_key(kind.get(&self.kinds).name, &n.to_string());
                if self.ledger.kind_of(&id).is_some() { self.delete(id) } else { Vec::new() }
            }
        }
    }
}

/// Kinds of records that are joined: most depends on these.
const JOINED: [&str; 9] = ["partner", "partner", "unit", "contract", "agreement", "person", "project", "town", "major"];

/// The kinds that families read.
fn kinds(families: &[&'static Family]) -> Vec<&'static KindDef> {
    families.iter().flat_map(|family| family.extractors).map(|extractor| extractor.kind).collect()
}

fn some_values(kind: &'static KindDef, mut seed: u64) -> Vec<(&'static str, Value)> {
    let mut dice = move |sides: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides.max(1)
    };
    let mut value = |f: &'static FieldDef| match f.name {
        // Other words than these earn nothing.
        "earned_by" => Some(json!(["走访", "获奖", "任务"][dice(3) as usize])),
        "levels" => Some(json!("国家级 10；省级 6")),
        _ => random(f.ty, &mut dice),
    };
    kind.typed_fields().filter_map(|f| Some((f.name, value(f)?))).collect()
}

/// Some value for a field, or `None` to leave it alone.
fn random(ty: FieldType, dice: &mut impl FnMut(u64) -> u64) -> Option<Value> {
    let few = |kind: &str, n: u64| Value::from(Id::of_key(kind, &n.to_string()).to_string());
    if dice(4) == 0 {
        return None;
    }
    Some(match ty {
        FieldType::Date => match dice(8) {
            0 => json!("2022"),
            1 => json!(format!("2022-{:02}", dice(12) + 1)),
            _ => json!(format!("{}-{:02}-{:02}", 2021 + dice(2), dice(12) + 1, dice(28) + 1)),
        },
        FieldType::SchoolYear => json!(["2020-2021", "2021-2022"][dice(2) as usize]),
        FieldType::Money => json!(dice(500) * 10_000),
        FieldType::Count => json!(dice(60)),
        FieldType::Quantity => json!(dice(5_000)),
        FieldType::Percent => json!(dice(10_001)),
        FieldType::Bool => json!(dice(2) == 0),
        FieldType::Choice(list) => json!(list.codes[dice(list.codes.len() as u64) as usize].code),
        FieldType::Choices(list) => json!([list.codes[dice(list.codes.len() as u64) as usize].code]),
        FieldType::Ref(kind) => few(kind, dice(5)),
        FieldType::OneOf(kinds) => few(kinds[dice(kinds.len() as u64) as usize], dice(5)),
        FieldType::Refs(kind) => json!([few(kind, dice(5))]),
        FieldType::Shares(kind) => {
            let cut = dice(99) * 100 + 100;
            json!([[few(kind, 0), cut], [few(kind, 1 + dice(4)), 10_000 - cut]])
        }
        FieldType::Tags => json!(["虚构"]),
        FieldType::Uscc => json!("91320411608134567"),
        FieldType::Text | FieldType::LongText | FieldType::Phone | FieldType::PersonName => {
            json!(format!("甲{}", dice(9)))
        }
        FieldType::Steps | FieldType::Named(_) => return None,
    })
}
