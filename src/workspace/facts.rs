//! The facts behind figures: read when the first figure is asked for, in short stretches, and
//! following every change from then on.

use super::Workspace;
use crate::platform::turn::Turns;
use ronghe_core::figure::Facts;
use ronghe_core::ledger::Ledger;
use std::cell::Ref;

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
            *facts = Some(Facts::default());
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
    pub(super) async fn facts_anew(&self, ledger: &Ledger) -> Option<Facts> {
        if self.facts.borrow().is_none() {
            return None;
        }
        let mut facts = Facts::default();
        let mut turns = Turns::new();
        for step in Facts::to_read(ledger).chunks(STEP) {
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
        Ref::filter_map(self.facts.borrow(), Option::as_ref).ok()
    }
}
