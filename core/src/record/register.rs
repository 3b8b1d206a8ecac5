//! A register: one field group of one record, with every value that nobody has replaced yet.
//!
//! This is a dotted version vector: a value stays until somebody who saw it writes over it. Two
//! values left are a clash that people see. Clocks only decide which of them is shown meanwhile.

use super::{Context, Device, Dot, Json};
use crate::clock::Stamp;
use crate::order;

/// One write: its name, its time, and what was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name of the write.
    pub dot: Dot,
    /// What was written.
    pub value: Json,
    /// When, by the hybrid clock of the device.
    pub stamp: Stamp,
}

impl Entry {
    /// The order in which one of several values is chosen to be shown: a person's before the
    /// program's, a value before a clearing (so that adding to a set beats removing from it), then
    /// the later, then by device and text, the same everywhere.
    fn rank(&self) -> (bool, bool, Stamp, &Dot, &Json) {
        (!self.dot.device.is_builtin(), !self.value.is_null(), self.stamp, &self.dot, &self.value)
    }
}

/// The state of one field group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Writes that nobody who saw them has replaced; sorted by dot, then value.
    entries: Vec<Entry>,
    /// All writes ever seen here.
    context: Context,
}

impl Register {
    /// Returns the register of these writes, in a history in which `seen` had been seen.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>, seen: Context) -> Self {
        order::sort(&mut entries);
        entries.dedup_by(|a, b| a.dot == b.dot && a.value == b.value);
        let mut context = seen;
        for entry in &entries {
            context.add(&entry.dot);
        }
        let mut register = Self { entries, context };
        register.yield_builtin();
        register
    }

    /// Returns the writes that nobody has replaced.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns everything seen here.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// Returns the dots of all present values.
    #[must_use]
    pub fn dots(&self) -> Vec<Dot> {
        self.entries.iter().map(|e| e.dot.clone()).collect()
    }

    /// Returns the write whose value is shown.
    #[must_use]
    pub fn top(&self) -> Option<&Entry> {
        self.entries.iter().max_by(|a, b| a.rank().cmp(&b.rank()))
    }

    /// Returns the shown value.
    #[must_use]
    pub fn shown(&self) -> Option<&Json> {
        self.top().map(|e| &e.value)
    }

    /// Returns the distinct values, the shown one first. More than one is a clash.
    #[must_use]
    pub fn values(&self) -> Vec<&Json> {
        self.ranked().into_iter().map(|e| &e.value).collect()
    }

    /// Returns the best write of each distinct value, the shown one first.
    #[must_use]
    pub fn ranked(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        order::sort_by(&mut entries, |a, b| b.rank().cmp(&a.rank()));
        let mut distinct: Vec<&Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            if !distinct.iter().any(|d| d.value == entry.value) {
                distinct.push(entry);
            }
        }
        distinct
    }

    /// Whether `other` holds a write of `device` that was never made here, or another value under
    /// the name of a write that was.
    #[must_use]
    pub fn lacks_of(&self, device: &Device, other: &Self) -> bool {
        let known = |theirs: &Entry| {
            let mut ours = self.entries.iter().filter(|e| e.dot == theirs.dot).peekable();
            ours.peek().is_none() || ours.any(|e| e.value == theirs.value)
        };
        other.context.of(device) > self.context.of(device)
            || !other.entries.iter().filter(|e| e.dot.device == *device).all(known)
    }

    /// Replaces exactly the values whose dots are in `seen` by `entry`.
    pub fn write(&mut self, seen: &[Dot], entry: Entry) {
        self.entries.retain(|e| !seen.contains(&e.dot));
        for dot in seen {
            self.context.add(dot);
        }
        self.context.add(&entry.dot);
        if let Err(place) = self.entries.binary_search(&entry) {
            self.entries.insert(place, entry);
        }
        self.yield_builtin();
    }

    /// Returns what both states say together.
    ///
    /// A write stays if both sides hold it, or if the side that lacks it has never seen it. One
    /// name with two values (a cloned device) keeps both.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let mut entries: Vec<Entry> = self.surviving(other).chain(other.surviving(self)).cloned().collect();
        if entries.is_empty() {
            // Only a forged file can claim on both sides to have replaced everything.
            entries = self.entries.iter().chain(&other.entries).cloned().collect();
        }
        let mut context = self.context.clone();
        context.join(&other.context);
        Self::new(entries, context)
    }

    fn surviving<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|e| !other.context.covers(&e.dot) || other.entries.iter().any(|o| o.dot == e.dot))
    }

    /// Rewrites every value compactly, as this program writes it.
    pub(super) fn compact(&mut self) {
        for entry in &mut self.entries {
            entry.value = Json::of(&entry.value.value());
        }
        order::sort(&mut self.entries);
    }

    /// Built-in values give way to people's, older ones to newer ones.
    fn yield_builtin(&mut self) {
        let newest = self.entries.iter().filter(|e| e.dot.device.is_builtin()).map(|e| e.dot.n).max();
        let Some(newest) = newest else { return };
        let people = self.entries.iter().any(|e| !e.dot.device.is_builtin());
        self.entries.retain(|e| !e.dot.device.is_builtin() || (!people && e.dot.n == newest));
    }
}
