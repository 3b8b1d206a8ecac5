//! The numbers by which figures judge, as they hold in this workspace.

use super::Ledger;
use crate::kinds::threshold::{self, Threshold};
use crate::record::Id;
use crate::value::Quantity;

impl Ledger {
    /// Returns the number that holds: what the office has set, else the default.
    #[must_use]
    pub fn threshold(&self, asked: Threshold) -> Quantity {
        let set = |id: &Id| {
            let record = self.get(id).filter(|_| self.is_visible(id))?;
            (record.get(threshold::NAME).as_deref() == Some(asked.code)).then(|| record.get(threshold::VALUE))?
        };
        // A record that somebody typed anew has an id of its own; the agreed one comes first.
        let own = set(&threshold::id_of(asked));
        own.or_else(|| self.ids(threshold::KIND.name).filter_map(|id| set(&id)).next()).unwrap_or(asked.default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;
    use crate::sample::{Seed, records};

    fn set(key: &str, code: &str, value: &str) -> Seed {
        let fields = vec![("name".to_owned(), code.to_owned()), ("value".to_owned(), value.to_owned())];
        Seed { kind: threshold::KIND.name, key: key.to_owned(), fields }
    }

    #[test]
    fn a_number_holds_until_the_office_sets_another() {
        let empty = Ledger::new(SCHEMA, vec![]);
        assert_eq!(empty.threshold(threshold::VISITS_OF_HEADS), Quantity::whole(100));
        let seeds = vec![set("cold_park", "cold_park", "200"), set("typed", "still_major", "3.5")];
        let ledger = Ledger::new(SCHEMA, records(seeds));
        assert_eq!(ledger.threshold(threshold::COLD_PARK), Quantity::whole(200));
        assert_eq!(ledger.threshold(threshold::STILL_MAJOR), Quantity(350));
        assert_eq!(ledger.threshold(threshold::CLOSING_RATE), Quantity::whole(90));
    }
}
