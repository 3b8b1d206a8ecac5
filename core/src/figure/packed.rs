//! Facts as they lie in memory: numbered ids and sorts, rows of 56 bytes by measure, in parts.
//!
//! Facts about the same thing lie in the same part, so that a figure can be answered part by part
//! (`kept`), and a change is followed by looking through the parts that it touches alone. When a part
//! last changed is known for each measure. What records say, and when they are read, lies in `facts`.

use super::part::{Mask, PARTS, Seen, Which, bit, home_of, places};
use super::{Fact, Measure};
use crate::kinds::partner;
use crate::ledger::{IdMap, Ledger};
use crate::record::Id;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// No id, no tag.
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Row {
    of: u32,
    partner: u32,
    unit: u32,
    person: u32,
    about: u32,
    tag: u32,
    first: i32,
    last: i32,
    dated: bool,
    amount: i64,
}

impl Row {
    /// Whose look decides where the row lies and for whom it counts.
    fn named(&self) -> impl Iterator<Item = u32> {
        [self.partner, self.unit, self.person, self.about].into_iter().filter(|number| *number != NONE)
    }
}

#[derive(Debug, Clone, Default)]
struct Part {
    rows: Vec<Row>,
    /// The turn of its last change.
    turn: u64,
}

/// The rows of one measure.
#[derive(Debug, Clone)]
struct Table {
    parts: Vec<Part>,
    /// The turn of the last change of any part.
    turn: u64,
}

impl Table {
    fn new() -> Self {
        Self { parts: vec![Part::default(); PARTS], turn: 0 }
    }

    fn touch(&mut self, part: usize, turn: u64) {
        self.turn = turn;
        if let Some(part) = self.parts.get_mut(part) {
            part.turn = turn;
        }
    }

    fn push(&mut self, part: usize, row: Row, turn: u64) {
        self.touch(part, turn);
        if let Some(part) = self.parts.get_mut(part) {
            part.rows.push(row);
        }
    }

    /// Takes the rows out of some parts for which `goes` holds.
    fn take(&mut self, mask: Mask, turn: u64, goes: impl Fn(&Row) -> bool) -> Vec<Row> {
        let mut taken = Vec::new();
        for place in places(mask) {
            let before = taken.len();
            if let Some(part) = self.parts.get_mut(place) {
                taken.extend(part.rows.extract_if(.., |row| goes(row)));
            }
            if taken.len() > before {
                self.touch(place, turn);
            }
        }
        taken
    }
}

/// The packed rows, by measure and part.
#[derive(Debug, Clone, Default)]
pub(super) struct Packed {
    ids: Vec<Id>,
    numbers: IdMap<u32>,
    tags: Vec<Box<str>>,
    tag_numbers: HashMap<Box<str>, u32>,
    tables: BTreeMap<Measure, Table>,
    /// In which parts a record says something, by its number.
    said_in: Vec<Mask>,
    /// In which parts something is said that names a record; once set, a bit stays.
    named_in: Vec<Mask>,
    /// How those look that are named, and the units that lead for partners; by their numbers.
    looks: Vec<Option<Look>>,
    /// The turn in which a record of a kind changed last, for answers that look it up in the ledger.
    kinds: HashMap<Arc<str>, u64>,
    /// Counts the changes that were followed.
    turn: u64,
    /// The turn in which something changed on which every answer may rest.
    all_since: u64,
}

/// The part of what is said about something, or of a partner, or else by a record itself.
fn part_of(ledger: &Ledger, of: Id, partner: Option<Id>, about: Option<Id>) -> usize {
    about.or(partner).map_or_else(|| home_of(&of), |id| home_of(&ledger.standing_for(&id)))
}

/// Everything about a named record that decides where facts lie and for whom they count.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// Differs when any of it does.
    mark: u64,
    /// The unit that leads for it, if it is a partner.
    lead: Option<Id>,
    /// The one that stays of it, unless that was deleted. One that was not received counts.
    with: Option<Id>,
}

/// The unit that leads for a partner.
fn lead_of(ledger: &Ledger, partner: &Id) -> Option<Id> {
    ledger.kind_of(partner).filter(|kind| &***kind == partner::KIND.name)?;
    ledger.get(partner)?.get(partner::LEAD_UNIT)
}

/// How a named record looks.
fn look_of(ledger: &Ledger, id: &Id) -> Look {
    let of = |id: &Id| {
        let stays = ledger.standing_for(id);
        (stays, ledger.kind_of(&stays).is_some(), ledger.is_listed(&stays))
    };
    let own = of(id);
    let lead = lead_of(ledger, &own.0);
    let mut hasher = DefaultHasher::new();
    (own, lead, lead.map(|unit| of(&unit))).hash(&mut hasher);
    let (stays, received, listed) = own;
    Look { mark: hasher.finish(), lead, with: (!received || listed).then_some(stays) }
}

impl Packed {
    fn number(&mut self, id: Id) -> u32 {
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(NONE);
        self.ids.push(id);
        self.said_in.push(0);
        self.named_in.push(0);
        self.looks.push(None);
        self.numbers.insert(id, number);
        number
    }

    fn tag(&mut self, tag: &str) -> u32 {
        if tag.is_empty() {
            return NONE;
        }
        if let Some(number) = self.tag_numbers.get(tag) {
            return *number;
        }
        let number = u32::try_from(self.tags.len()).unwrap_or(NONE);
        self.tags.push(tag.into());
        self.tag_numbers.insert(tag.into(), number);
        number
    }

    /// The number of one who is named in a part.
    fn name(&mut self, ledger: &Ledger, id: Option<Id>, part: usize) -> u32 {
        let Some(id) = id else { return NONE };
        let number = self.number(id);
        if let Some(mask) = self.named_in.get_mut(number as usize) {
            *mask |= bit(part);
        }
        self.look_at(ledger, number, &id);
        number
    }

    /// Remembers how somebody looks, and the unit that leads for him.
    fn look_at(&mut self, ledger: &Ledger, number: u32, id: &Id) {
        let Some(known @ None) = self.looks.get_mut(number as usize) else { return };
        let look = look_of(ledger, id);
        *known = Some(look);
        if let Some(lead) = look.lead {
            let number = self.number(lead);
            self.look_at(ledger, number, &lead);
        }
    }

    /// Takes up what a record says: a fact of a measure, with its sort.
    pub fn push(&mut self, ledger: &Ledger, measure: Measure, fact: &Fact<'_>, tag: &str) {
        let (first, last) = fact.days.unwrap_or_default();
        let part = part_of(ledger, fact.of, fact.partner, fact.about);
        let row = Row {
            of: self.number(fact.of),
            partner: self.name(ledger, fact.partner, part),
            unit: self.name(ledger, fact.unit, part),
            person: self.name(ledger, fact.person, part),
            about: self.name(ledger, fact.about, part),
            tag: self.tag(tag),
            first,
            last,
            dated: fact.days.is_some(),
            amount: fact.amount,
        };
        if let Some(mask) = self.said_in.get_mut(row.of as usize) {
            *mask |= bit(part);
        }
        self.tables.entry(measure).or_insert_with(Table::new).push(part, row, self.turn);
    }

    /// Begins to follow a change.
    pub const fn begin_turn(&mut self) {
        self.turn = self.turn.saturating_add(1);
    }

    /// Returns how many changes were followed.
    pub const fn turn(&self) -> u64 {
        self.turn
    }

    /// Makes every answer be given anew.
    pub const fn touch_all(&mut self) {
        self.all_since = self.turn;
    }

    /// Takes away what some records have said.
    pub fn forget<'i>(&mut self, ids: impl IntoIterator<Item = &'i Id>) {
        let mut mask = 0;
        for id in ids {
            let said = self.numbers.get(id).and_then(|number| self.said_in.get_mut(*number as usize));
            mask |= said.map(std::mem::take).unwrap_or_default();
        }
        let said_in = &self.said_in;
        let is_gone = |row: &Row| said_in.get(row.of as usize) == Some(&0);
        for table in self.tables.values_mut() {
            table.take(mask, self.turn, is_gone);
        }
    }

    /// Looks at some records again: what is said about those that look different is placed anew, and
    /// counts as changed.
    pub fn look_again(&mut self, ledger: &Ledger, ids: impl IntoIterator<Item = Id>) {
        let (mut open, mut other, mut mask): (Vec<Id>, HashSet<u32>, Mask) =
            (ids.into_iter().collect(), HashSet::new(), 0);
        while let Some(id) = open.pop() {
            let Some(number) = self.numbers.get(&id).copied() else { continue };
            let Some(Some(look)) = self.looks.get_mut(number as usize) else { continue };
            let now = look_of(ledger, &id);
            if std::mem::replace(look, now).mark == now.mark {
                continue;
            }
            other.insert(number);
            mask |= self.named_in.get(number as usize).copied().unwrap_or_default();
            let led = ledger.links_to(&id).filter(|link| &*link.kind == partner::KIND.name).map(|link| link.from);
            open.extend(led.flat_map(|partner| ledger.given_up_for(&partner).into_iter().chain([partner])));
            if let Some(lead) = now.lead {
                let number = self.number(lead);
                self.look_at(ledger, number, &lead);
            }
        }
        if mask == 0 {
            return;
        }
        let Self { ids, tables, said_in, named_in, turn, .. } = self;
        let id = |number: u32| ids.get(number as usize).copied();
        for table in tables.values_mut() {
            for row in table.take(mask, *turn, |row| row.named().any(|number| other.contains(&number))) {
                let Some(of) = id(row.of) else { continue };
                let part = part_of(ledger, of, id(row.partner), id(row.about));
                said_in.get_mut(row.of as usize).into_iter().for_each(|mask| *mask |= bit(part));
                for number in row.named() {
                    named_in.get_mut(number as usize).into_iter().for_each(|mask| *mask |= bit(part));
                }
                table.push(part, row, *turn);
            }
        }
    }

    /// Says that something else changed about a record that may stand behind what is said by it, or
    /// where it is named.
    pub fn touch(&mut self, id: &Id) {
        let Some(number) = self.numbers.get(id).map(|number| *number as usize) else { return };
        let in_parts = |masks: &[Mask]| masks.get(number).copied().unwrap_or_default();
        let mask = in_parts(&self.said_in) | in_parts(&self.named_in);
        for table in self.tables.values_mut() {
            places(mask).for_each(|part| table.touch(part, self.turn));
        }
    }

    /// Whether anything of what an answer looks at has changed since a turn, somewhere or in one part.
    pub fn changed_since(&self, turn: u64, seen: &BTreeSet<Seen>, which: Which) -> bool {
        let later = |table: &Table| match which {
            Which::Part(part) => table.parts.get(part).is_some_and(|part| part.turn > turn),
            _ => table.turn > turn,
        };
        let changed = |seen: &Seen| match seen {
            Seen::Facts(measure) => self.tables.get(measure).is_some_and(later),
            Seen::Kind(kind) => self.kinds.get(*kind).is_some_and(|kind| *kind > turn),
        };
        self.all_since > turn || seen.iter().any(changed)
    }

    /// Notes that a record of a kind changed.
    pub fn changed(&mut self, kind: &Arc<str>) {
        self.kinds.insert(Arc::clone(kind), self.turn);
    }

    /// The facts of a measure, of one part or of all.
    pub fn facts(&self, measure: Measure, part: Option<usize>) -> impl Iterator<Item = Fact<'_>> {
        let parts = self.tables.get(&measure).map(|table| table.parts.as_slice()).unwrap_or_default();
        let parts = match part {
            Some(part) => parts.get(part..=part).unwrap_or_default(),
            None => parts,
        };
        parts.iter().flat_map(|part| &part.rows).filter_map(|row| self.fact(row))
    }

    /// The measures of which there are facts.
    #[cfg(test)]
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        self.tables.keys().copied()
    }

    /// The unit that leads for a partner, if anything is said that names it.
    pub fn lead(&self, partner: &Id) -> Option<Option<Id>> {
        let look = self.looks.get(*self.numbers.get(partner)? as usize)?;
        look.map(|look| look.lead)
    }

    fn id(&self, number: u32) -> Option<Id> {
        self.ids.get(number as usize).copied()
    }

    fn fact(&self, row: &Row) -> Option<Fact<'_>> {
        let look = self.looks.get(row.partner as usize).and_then(Option::as_ref);
        Some(Fact {
            of: self.id(row.of)?,
            partner: self.id(row.partner),
            with: look.and_then(|look| look.with),
            lead: look.and_then(|look| look.lead),
            unit: self.id(row.unit),
            person: self.id(row.person),
            about: self.id(row.about),
            days: row.dated.then_some((row.first, row.last)),
            amount: row.amount,
            tag: self.tags.get(row.tag as usize).map_or("", |tag| tag),
        })
    }
}
