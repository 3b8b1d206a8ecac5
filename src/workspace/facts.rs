//! The facts behind figures: read when the first figure is asked for, in short stretches, and
//! following every change from then on.
//!
//! The workspace holds them behind [`Follower`]: whoever never asks for a figure, as the first part
//! of the program, then needs nothing of what figures are made with.

use super::Workspace;
use crate::platform::turn::Turns;
use ronghe_core::figure::Facts;
use ronghe_core::ledger::Ledger;
use ronghe_core::record::Id;
use std::cell::Ref;

/// What follows the records of a ledger.
pub(super) trait Follower {
    /// Returns one that has read nothing yet.
    fn anew(&self) -> Box<dyn Follower>;
    /// Returns the records that are to be read.
    fn to_read(&self, ledger: &Ledger) -> Vec<Id>;
    /// Reads some of them.
    fn read_some(&mut self, ledger: &Ledger, ids: &[Id]);
    /// Follows records that changed.
    fn follow(&mut self, ledger: &Ledger, changed: Vec<Id>);
    /// Returns what was read.
    fn facts(&self) -> &Facts;
}

impl Follower for Facts {
    fn anew(&self) -> Box<dyn Follower> {
        Box::new(Self::default())
    }

    fn to_read(&self, ledger: &Ledger) -> Vec<Id> {
        Self::to_read(ledger)
    }

    fn read_some(&mut self, ledger: &Ledger, ids: &[Id]) {
        Self::read_some(self, ledger, ids);
    }

    fn follow(&mut self, ledger: &Ledger, changed: Vec<Id>) {
        Self::follow(self, ledger, changed);
    }

    fn facts(&self) -> &Facts {
        self
    }
}

/// Records read between two looks at the clock.
const STEP: usize = 200;

impl<S> Workspace<S> {
    /// Reads the facts of all records, if nobody has yet. Changes that come meanwhile are followed.
    pub async fn read_facts(&self) {
        let to_read = {
            let mut facts = self.facts.borrow_mut();
            if facts.is_some() {
                return;
            }
            *facts = Some(Box::new(Facts::default()));
            Facts::to_read(&self.ledger.borrow())
        };
        let mut turns = Turns::new();
        for step in to_read.chunks(STEP) {
            if let Some(facts) = &mut *self.facts.borrow_mut() {
                facts.read_some(&self.ledger.borrow(), step);
            }
            turns.breathe().await;
        }
        self.facts_ready.set(true);
    }

    /// Returns the facts of a ledger that takes the place of this one; `None` if nobody has asked for
    /// any yet.
    pub(super) async fn facts_anew(&self, ledger: &Ledger) -> Option<Box<dyn Follower>> {
        let mut facts = self.facts.borrow().as_ref().map(|facts| facts.anew())?;
        let mut turns = Turns::new();
        for step in facts.to_read(ledger).chunks(STEP) {
            facts.read_some(ledger, step);
            turns.breathe().await;
        }
        Some(facts)
    }

    /// Returns the facts; `None` until they are all read.
    #[must_use]
    pub fn facts(&self) -> Option<Ref<'_, Facts>> {
        if !self.facts_ready.get() {
            return None;
        }
        Ref::filter_map(self.facts.borrow(), |facts| facts.as_ref().map(|facts| facts.facts())).ok()
    }
}
