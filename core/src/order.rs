//! Sorting, and trees from pairs, in one piece of code for all types.
//!
//! The standard library makes a copy of its sorting, some 5 KB, for every type that is sorted or
//! collected into a tree. That is right for long lists that are sorted at every key; here it is for
//! the others, of which there are many: what is ordered is their places, by one sort of numbers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by `compare`; what is equal keeps its order. Takes at most 2³² items, and leaves more as
/// they are.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let Ok(len @ 2..) = u32::try_from(items.len()) else { return };
    let mut places: Vec<u32> = (0..len).collect();
    let item = |place: u32| items.get(place as usize);
    sort_places(&mut places, &mut |a, b| match (item(a), item(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(&mut places, &mut |a, b| items.swap(a as usize, b as usize));
}

/// [`sort_by`] a key of each item, which is made anew at every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// [`sort_by`] the order of the items themselves.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The pairs as a map; of equal keys the last one counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// The items as a set.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The one sort. Places that compare equal stay in their own order.
fn sort_places(places: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
}

/// Brings every item to its place by exchanging two at a time: `places` says for each place where
/// its item stood.
fn arrange(places: &mut [u32], swap: &mut dyn FnMut(u32, u32)) {
    for start in (0_u32..).take(places.len()) {
        let mut here = start;
        while let Some(from) = places.get_mut(here as usize) {
            let from = std::mem::replace(from, here);
            if from == start {
                break;
            }
            swap(here, from);
            here = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without order, the same at every run.
    fn numbers(len: u32) -> Vec<(u32, u32)> {
        (0..len).map(|n| (n.wrapping_mul(2_654_435_761) >> 7 & 0xff, n)).collect()
    }

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for len in [0, 1, 2, 3, 21, 1_000] {
            let (mut ours, mut theirs) = (numbers(len), numbers(len));
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs, "{len}: equal keys keep their order");
            sort_by(&mut ours, |a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs, "{len}");
            sort(&mut ours);
            theirs.sort();
            assert_eq!(ours, theirs, "{len}");
        }
    }

    #[test]
    fn trees_are_those_that_collecting_makes() {
        let pairs = numbers(500);
        assert_eq!(map(pairs.iter().copied()), pairs.iter().copied().collect::<BTreeMap<_, _>>());
        assert_eq!(set(pairs.iter().copied()), pairs.into_iter().collect::<BTreeSet<_>>());
    }
}
