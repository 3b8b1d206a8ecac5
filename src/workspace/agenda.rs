//! What waits to be done: read with the records, and following every change.

use super::Workspace;
use crate::platform::turn::Turns;
use ronghe_core::agenda::Agenda;
use ronghe_core::ledger::Ledger;
use std::cell::Ref;

/// Records read between two looks at the clock.
const STEP: usize = 200;

/// Reads what waits, in short stretches.
pub(super) async fn read_agenda(ledger: &Ledger) -> Agenda {
    let mut agenda = Agenda::default();
    let mut turns = Turns::new();
    for step in Agenda::to_read(ledger).chunks(STEP) {
        step.iter().for_each(|id| agenda.read(ledger, id));
        turns.breathe().await;
    }
    agenda
}

impl<S> Workspace<S> {
    /// Returns what waits. Do not hold it across an await.
    pub fn agenda(&self) -> Ref<'_, Agenda> {
        self.agenda.borrow()
    }
}
