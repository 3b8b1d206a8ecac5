//! Answering a query, a stretch at a time: narrow, look at what sorts and groups, sort, count.

use super::cell::Cell;
use super::filter::Ready;
use super::group::{Common, common, group_key, label};
use super::key::{Key, key_of};
use super::order::{default_order, fields_of};
use super::shelf::{Shelf, What};
use super::total::{Adding, Total, is_summed};
use super::{Grain, Group, Order, Query};
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, KindDef};
use crate::search::normal;
use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Rows that are sorted in one go; longer runs come from merging.
const RUN: usize = 4_096;

/// What a query finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The records in their order; those of a group stand together.
    pub rows: Arc<[Id]>,
    /// The groups in their order; empty if nobody asked for groups.
    pub groups: Vec<Grouped>,
    /// The total of each column that can be added.
    pub totals: Vec<Total>,
}

/// A group of records that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    /// What its records have in common, as people read it; empty = they have no value.
    pub label: String,
    /// Place of its first record among the rows.
    pub first: usize,
    /// How many records it holds.
    pub count: usize,
    /// The total of each column that can be added.
    pub totals: Vec<Total>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Narrow,
    Look,
    Sort,
    Done,
}

/// A query that is being answered.
pub struct Run {
    rev: u64,
    phase: Phase,
    /// Places on the shelf that are still to be looked at, in the order of the ledger or of the hits.
    candidates: Vec<usize>,
    /// Whether it is still to be asked of each candidate whether lists know it.
    any: bool,
    next: usize,
    /// Places on the shelf that hold, in that order.
    kept: Vec<usize>,
    tests: Vec<(usize, Ready)>,
    lacking: Option<usize>,
    orders: Vec<(usize, &'static FieldDef, bool)>,
    /// Whether records that are equal so far go by their ids, and whether the largest comes first;
    /// `None` = they stay as they were found.
    tie: Option<bool>,
    group: Option<(usize, Group)>,
    summed: Vec<(usize, &'static FieldDef)>,
    /// The column of the year for which the numbers hold.
    year: Option<usize>,
    /// Every column that is looked at once a record is kept.
    looked: Vec<usize>,
    /// For each kept record its keys, one after the other.
    keys: Vec<Key>,
    /// For each kept record its group.
    of_group: Vec<u32>,
    groups: Vec<(Common, Key)>,
    group_of: HashMap<Common, u32>,
    sorted: VecDeque<Vec<u32>>,
    unsorted: usize,
    found: Option<Found>,
}

impl Run {
    /// Begins to answer `query`. `hits` are the records in which its words were found, best first;
    /// `None` if it has no words. `shown` are the columns of which totals are wanted.
    #[must_use]
    pub fn new(
        kind: &'static KindDef,
        query: &Query,
        shown: &[&'static FieldDef],
        hits: Option<Vec<Id>>,
        ledger: &Ledger,
        shelf: &mut Shelf,
    ) -> Self {
        shelf.refresh(ledger, kind);
        let by_rank = hits.is_some() && !query.deleted;
        let orders: Vec<Order> = match (query.sort.is_empty(), by_rank) {
            (false, _) => query.sort.clone(),
            (true, true) => Vec::new(),
            (true, false) => default_order(kind),
        };
        let fields = orders.iter().flat_map(|order| fields_of(kind, order.by).map(|field| (field, order.down)));
        let orders: Vec<_> = fields.map(|(field, down)| (shelf.column(What::Field(field)), field, down)).collect();
        let tests = query.filters.iter();
        let tests: Vec<_> = tests.map(|f| (shelf.column(What::Field(f.field)), Ready::of(f, ledger))).collect();
        let group = query.group.map(|group| (shelf.column(What::Field(group.field)), group));
        let summed = shown.iter().copied().filter(|field| is_summed(field));
        let summed: Vec<_> = summed.map(|field| (shelf.column(What::Field(field)), field)).collect();
        let year = kind.holds_for.and_then(|name| kind.field(name)).filter(|_| !summed.is_empty());
        let year = year.map(|field| shelf.column(What::Field(field)));
        let looked = orders.iter().map(|(column, ..)| *column);
        let looked =
            looked.chain(group.map(|(column, _)| column)).chain(summed.iter().map(|(column, _)| *column)).chain(year);
        let any = hits.is_none() && !query.deleted;
        Self {
            rev: shelf.rev(),
            phase: Phase::Narrow,
            candidates: candidates(kind, query, hits, ledger, shelf),
            any,
            next: 0,
            kept: Vec::new(),
            tests,
            lacking: query.lacking.then(|| shelf.column(What::Lacking)),
            tie: (!by_rank || !query.sort.is_empty()).then_some(kind.by_date.is_some()),
            looked: looked.collect(),
            orders,
            group,
            summed,
            year,
            keys: Vec::new(),
            of_group: Vec::new(),
            groups: Vec::new(),
            group_of: HashMap::new(),
            sorted: VecDeque::new(),
            unsorted: 0,
            found: None,
        }
    }

    /// Goes on for about `rows` rows. Returns whether the run has ended: with an answer, or without
    /// one because the ledger has changed since it began.
    pub fn step(&mut self, ledger: &Ledger, shelf: &mut Shelf, rows: usize) -> bool {
        if self.rev != ledger.rev() && self.phase != Phase::Done {
            // Whoever asked hears of the change and asks anew.
            self.phase = Phase::Done;
            return true;
        }
        match self.phase {
            Phase::Narrow => self.narrow(ledger, shelf, rows),
            Phase::Look => self.look(ledger, shelf, rows),
            Phase::Sort => self.sort(ledger, shelf),
            Phase::Done => return true,
        }
        self.phase == Phase::Done
    }

    /// Returns the answer of a run that has ended with one.
    #[must_use]
    pub fn found(self) -> Option<Found> {
        self.found
    }

    fn narrow(&mut self, ledger: &Ledger, shelf: &mut Shelf, rows: usize) {
        let end = self.next.saturating_add(rows).min(self.candidates.len());
        let columns: Vec<usize> = self.tests.iter().map(|(column, _)| *column).chain(self.lacking).collect();
        for place in self.candidates.get(self.next..end).unwrap_or_default() {
            if self.any && !shelf.id(*place).is_some_and(|id| ledger.is_listed(&id)) {
                continue;
            }
            shelf.read(ledger, &columns, *place);
            let lacking = self.lacking.is_none_or(|column| *shelf.cell(column, *place) == Cell::Yes(true));
            if lacking && self.tests.iter().all(|(column, test)| test.holds(shelf.cell(*column, *place), ledger)) {
                self.kept.push(*place);
            }
        }
        self.next = end;
        if end == self.candidates.len() {
            self.next = 0;
            self.phase = Phase::Look;
        }
    }

    fn look(&mut self, ledger: &Ledger, shelf: &mut Shelf, rows: usize) {
        let end = self.next.saturating_add(rows).min(self.kept.len());
        for n in self.next..end {
            let Some(place) = self.kept.get(n).copied() else { continue };
            shelf.read(ledger, &self.looked, place);
            for (column, field, _) in &self.orders {
                let mut titles = std::mem::take(&mut shelf.titles);
                self.keys.push(key_of(field, shelf.cell(*column, place), ledger, &mut titles));
                shelf.titles = titles;
            }
            if let Some((column, group)) = self.group {
                let common = common(group.grain, shelf.cell(column, place), ledger);
                let number = match self.group_of.get(&common) {
                    Some(number) => *number,
                    None => {
                        let number = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
                        let key = group_key(&common, group, ledger, shelf);
                        self.groups.push((common.clone(), key));
                        self.group_of.insert(common, number);
                        number
                    }
                };
                self.of_group.push(number);
            }
        }
        self.next = end;
        if end == self.kept.len() {
            self.rank_groups();
            self.phase = Phase::Sort;
        }
    }

    /// Puts the groups in their order, and renumbers them by it.
    fn rank_groups(&mut self) {
        let Some((column, group)) = self.group else { return };
        // Whoever sorts by what he groups by turns the groups too; dates go newest first.
        let dates = group.grain != Grain::Value;
        let down = self.orders.first().filter(|(by, ..)| *by == column).map_or(dates, |(_, _, down)| *down);
        let mut order: Vec<u32> = (0..u32::try_from(self.groups.len()).unwrap_or(u32::MAX)).collect();
        let key = |n: u32| self.groups.get(n as usize).map_or(&Key::None, |(_, key)| key);
        order.sort_by(|a, b| key(*a).compare(key(*b), down).then(a.cmp(b)));
        let mut rank = vec![0; order.len()];
        for (place, n) in (0_u32..).zip(&order) {
            if let Some(slot) = rank.get_mut(*n as usize) {
                *slot = place;
            }
        }
        let mut groups: Vec<(u32, (Common, Key))> = rank.iter().copied().zip(self.groups.drain(..)).collect();
        groups.sort_by_key(|(place, _)| *place);
        self.groups = groups.into_iter().map(|(_, group)| group).collect();
        for number in &mut self.of_group {
            *number = rank.get(*number as usize).copied().unwrap_or(0);
        }
    }

    /// Sorts one run, or merges two.
    fn sort(&mut self, ledger: &Ledger, shelf: &Shelf) {
        let total = self.kept.len();
        let is_sorted = self.orders.is_empty() && self.tie.is_none() && self.group.is_none();
        if is_sorted {
            let all = (0..u32::try_from(total).unwrap_or(u32::MAX)).collect();
            return self.count(all, ledger, shelf);
        }
        if self.unsorted < total {
            let end = (self.unsorted + RUN).min(total);
            let range = u32::try_from(self.unsorted).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX);
            let mut run: Vec<u32> = range.collect();
            run.sort_unstable_by(|a, b| self.compare(*a, *b, shelf));
            self.sorted.push_back(run);
            self.unsorted = end;
            return;
        }
        let first = self.sorted.pop_front().unwrap_or_default();
        match self.sorted.pop_front() {
            None => self.count(first, ledger, shelf),
            Some(second) => {
                let merged = self.merge(&first, &second, shelf);
                self.sorted.push_back(merged);
            }
        }
    }

    fn merge(&self, first: &[u32], second: &[u32], shelf: &Shelf) -> Vec<u32> {
        let mut merged = Vec::with_capacity(first.len() + second.len());
        let (mut first, mut second) = (first.iter().copied().peekable(), second.iter().copied().peekable());
        while let (Some(a), Some(b)) = (first.peek(), second.peek()) {
            let next = if self.compare(*a, *b, shelf) == Ordering::Greater { second.next() } else { first.next() };
            merged.extend(next);
        }
        merged.extend(first);
        merged.extend(second);
        merged
    }

    /// Compares two kept records: group, order, then id or place. Never equal.
    fn compare(&self, a: u32, b: u32, shelf: &Shelf) -> Ordering {
        let (a, b) = (a as usize, b as usize);
        let group = self.of_group.get(a).cmp(&self.of_group.get(b));
        if group != Ordering::Equal {
            return group;
        }
        let width = self.orders.len();
        let keys = |n: usize| self.keys.get(n * width..(n + 1) * width).unwrap_or_default();
        for ((a, b), (_, _, down)) in keys(a).iter().zip(keys(b)).zip(&self.orders) {
            let order = a.compare(b, *down);
            if order != Ordering::Equal {
                return order;
            }
        }
        match self.tie {
            None => a.cmp(&b),
            Some(down) => {
                let id = |n: usize| self.kept.get(n).and_then(|place| shelf.id(*place));
                let order = id(a).cmp(&id(b));
                if down { order.reverse() } else { order }
            }
        }
    }

    /// Makes the answer of the sorted records: rows, groups, totals.
    fn count(&mut self, order: Vec<u32>, ledger: &Ledger, shelf: &Shelf) {
        let fresh = || self.summed.iter().map(|(_, field)| Adding::of(field)).collect::<Vec<_>>();
        let done = |adding: Vec<Adding>| adding.into_iter().map(Adding::done).collect::<Vec<Total>>();
        let mut totals = fresh();
        let mut groups: Vec<(Grouped, Vec<Adding>)> = Vec::new();
        let mut last = None;
        let mut rows = Vec::with_capacity(order.len());
        for (at, n) in order.into_iter().map(|n| n as usize).enumerate() {
            let Some(place) = self.kept.get(n).copied() else { continue };
            rows.extend(shelf.id(place));
            if let (Some(number), Some((_, group))) = (self.of_group.get(n).copied(), self.group) {
                if last != Some(number) {
                    let label = self.groups.get(number as usize).map(|(common, _)| label(common, group, ledger));
                    let label = label.unwrap_or_default();
                    groups.push((Grouped { label, first: at, count: 0, totals: Vec::new() }, fresh()));
                    last = Some(number);
                }
                if let Some((group, _)) = groups.last_mut() {
                    group.count += 1;
                }
            }
            let year = self.year.map(|column| shelf.cell(column, place));
            for (i, (column, _)) in self.summed.iter().enumerate() {
                if let Cell::Number(n) = shelf.cell(*column, place) {
                    let of_group = groups.last_mut().and_then(|(_, adding)| adding.get_mut(i));
                    for total in totals.get_mut(i).into_iter().chain(of_group) {
                        total.add(*n, year);
                    }
                }
            }
        }
        let groups = groups.into_iter().map(|(group, adding)| Grouped { totals: done(adding), ..group }).collect();
        self.found = Some(Found { rows: rows.into(), groups, totals: done(totals) });
        self.phase = Phase::Done;
    }
}

/// The places on the shelf of the records that may be among the answer.
fn candidates(kind: &KindDef, query: &Query, hits: Option<Vec<Id>>, ledger: &Ledger, shelf: &Shelf) -> Vec<usize> {
    let clashing = |id: &Id| !query.clashing || ledger.is_clashing(id);
    if query.deleted {
        // The index knows only what is there; of what is not there titles are read.
        let words = normal(&query.words);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let dead = ledger.deleted(kind.name).filter(clashing);
        let fits = dead.filter(|id| {
            words.is_empty() || {
                let title = normal(&ledger.title(id));
                words.iter().all(|word| title.contains(word))
            }
        });
        return fits.filter_map(|id| shelf.place_of(&id)).collect();
    }
    match hits {
        Some(hits) => hits.iter().filter(|id| clashing(id)).filter_map(|id| shelf.place_of(id)).collect(),
        None if query.clashing => ledger.clashing().filter_map(|id| shelf.place_of(&id)).collect(),
        None => (0..shelf.len()).collect(),
    }
}
