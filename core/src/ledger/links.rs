//! The references to one record.

use super::Link;
use std::collections::BTreeSet;

/// So many links stand in a plain list; most records have fewer, and thousands of small trees take
/// more memory and time than the records themselves.
const FEW: usize = 32;

/// The references to one record, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// All of them, if they are few; in order.
    few: Vec<Link>,
    /// All of them, if they were ever more.
    many: BTreeSet<Link>,
}

impl Links {
    /// Puts a link that may be there already.
    pub fn insert(&mut self, link: Link) {
        if !self.many.is_empty() {
            self.many.insert(link);
            return;
        }
        if let Err(place) = self.few.binary_search(&link) {
            self.few.insert(place, link);
        }
        if self.few.len() > FEW {
            self.many.extend(std::mem::take(&mut self.few));
        }
    }

    /// Takes a link away.
    pub fn remove(&mut self, link: &Link) {
        self.many.remove(link);
        if let Ok(place) = self.few.binary_search(link) {
            self.few.remove(place);
        }
    }

    /// All of them in order.
    pub fn iter(&self) -> Box<dyn Iterator<Item = &Link> + '_> {
        // One piece of code for whoever asks, instead of two for each.
        if self.many.is_empty() { Box::new(self.few.iter()) } else { Box::new(self.many.iter()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Id;
    use proptest::prelude::*;

    fn link(n: u8) -> Link {
        Link { from: Id::of_halves([0, u64::from(n)]), kind: "visit".into(), field: "partner" }
    }

    proptest! {
        #[test]
        fn links_are_a_set_in_order(acts in proptest::collection::vec((any::<bool>(), 0_u8..80), 0..300)) {
            let (mut set, mut links) = (BTreeSet::new(), Links::default());
            for (puts, n) in acts {
                if puts {
                    links.insert(link(n));
                    set.insert(link(n));
                } else {
                    links.remove(&link(n));
                    set.remove(&link(n));
                }
                prop_assert!(links.iter().eq(&set));
            }
        }
    }
}
