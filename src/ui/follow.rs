//! What a page needs of every record of a kind: read in short stretches, so that a hundred thousand
//! records let the page answer, and read again only where a record has changed.

use super::state::App;
use crate::platform::turn::Turns;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{IdMap, Ledger};
use ronghe_core::record::Id;

/// Records read between two looks at the clock.
const STEP: usize = 100;

/// What was read of each record, with the revision at which it was.
struct Known<T>(IdMap<(u64, Option<T>)>);

impl<T: Clone> Known<T> {
    fn read(&mut self, ledger: &Ledger, id: &Id, read: impl Fn(&Ledger, &Id) -> Option<T>) -> Option<T> {
        let rev = ledger.rev_of(id).unwrap_or(0);
        let (at, found) = self.0.entry(*id).or_insert((u64::MAX, None));
        if *at != rev {
            (*at, *found) = (rev, read(ledger, id));
        }
        found.clone()
    }
}

/// Follows records: of those that `ids` names, what `read` finds in each, in their order, and no more
/// than `enough` of it. Runs again when a record of `kind` changes. `None` until the first time is
/// done; what is read may only depend on the record itself.
pub fn follow<T: Clone + Send + Sync + 'static>(
    app: App,
    kind: &'static str,
    enough: usize,
    ids: impl Fn(&Ledger) -> Vec<Id> + Copy + 'static,
    read: impl Fn(&Ledger, &Id) -> Option<T> + Copy + 'static,
) -> ReadSignal<Option<Vec<(Id, T)>>> {
    let (found, set_found) = signal(None);
    let known = StoredValue::new_local(Known(IdMap::default()));
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        app.track(&[kind]);
        turn.update_value(|n| *n += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            let mut turns = Turns::new();
            let mut all = Vec::new();
            for step in app.read(ids).chunks(STEP) {
                let some = known.try_update_value(|known| {
                    app.read(|l| {
                        let found = |id: &Id| Some((*id, known.read(l, id, read)?));
                        step.iter().filter_map(found).collect::<Vec<_>>()
                    })
                });
                // The page is gone, or a later change does it again.
                let Some(some) = some.filter(|_| turn.try_get_value() == Some(mine)) else { return };
                all.extend(some);
                if all.len() >= enough {
                    break;
                }
                turns.breathe().await;
            }
            all.truncate(enough);
            set_found.try_set(Some(all));
        });
    });
    found
}
