//! Evidence that merging loses nothing: devices that edit, delete, restore and settle, files that
//! are partial, redacted, stale, repeated and out of order, clocks that are wrong by 400 days, and
//! profiles that are restored or copied, all against a side truth that knows what everybody saw.
//!
//! `RONGHE_MERGE_CASES` sets the runs of each property.
//!
//! What is promised of a restored backup or a copied profile **before** it meets its own writes: a
//! write is lost only in a register in which two lives of the profile both wrote under the same
//! code without knowing of each other. Everything else it writes is as safe as any write. As soon
//! as a file shows it a write of its own that it does not know, it goes on under a new code.

// A test that cannot go on should fall.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod merge;

use merge::devices::World;
use merge::model::{Mishap, Step, mishap, step};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use ronghe_core::record::decode;

fn config(default_cases: u32) -> ProptestConfig {
    let cases = std::env::var("RONGHE_MERGE_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(default_cases),
        max_shrink_iters: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Everybody ends with the same rows, all files together change nothing any more, and what stands
/// is what the side truth says.
fn check(world: &mut World, backwards: bool) -> Result<(), TestCaseError> {
    world.deliver_all(backwards);
    let rows = world.rows(0);
    for who in 1..world.peers.len() {
        prop_assert_eq!(&rows, &world.rows(who), "two devices differ");
    }
    for who in 0..world.peers.len() {
        prop_assert!(!world.import_all_again(who), "the files changed something a second time");
    }
    for peer in &world.peers {
        prop_assert!(world.oracle.may_keep(peer.life, &peer.head.device), "a copy goes on under its old code");
    }
    let records: Vec<_> = rows.iter().map(|row| decode(row, true).unwrap()).collect();
    world.oracle.check(&records).map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(config(1_200))]

    #[test]
    fn nothing_that_nobody_replaced_is_lost(
        peers in 2usize..=5,
        steps in prop::collection::vec(step(), 1..60),
        backwards: bool,
    ) {
        let mut world = World::new(peers);
        for step in &steps {
            world.step(step);
        }
        check(&mut world, backwards)?;
    }
}

#[derive(Debug, Clone)]
enum Event {
    Step(Step),
    Mishap(Mishap),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![9 => step().prop_map(Event::Step), 1 => mishap().prop_map(Event::Mishap)]
}

proptest! {
    #![proptest_config(config(700))]

    #[test]
    fn a_restored_or_copied_profile_loses_only_what_two_lives_wrote_under_one_code(
        peers in 2usize..=3,
        events in prop::collection::vec(event(), 1..60),
        backwards: bool,
    ) {
        let mut world = World::new(peers);
        for event in &events {
            match event {
                Event::Step(step) => world.step(step),
                Event::Mishap(mishap) => world.mishap(mishap),
            }
        }
        check(&mut world, backwards)?;
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        peers in 2usize..=4,
        steps in prop::collection::vec(step(), 1..60),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 6),
    ) {
        let mut world = World::new(peers);
        for step in &steps {
            world.step(step);
        }
        for states in world.states().values() {
            let picked: Vec<_> = picks.iter().map(|pick| pick.get(states)).collect();
            for (a, b, c) in picked.iter().zip(&picked[2..]).zip(&picked[4..]).map(|((a, b), c)| (*a, *b, *c)) {
                prop_assert_eq!(a.merged(b), b.merged(a));
                prop_assert_eq!(a.merged(b).merged(c), a.merged(&b.merged(c)));
                prop_assert_eq!(&a.merged(a), a);
                prop_assert_eq!(a.merged(b).merged(b), a.merged(b));
            }
        }
    }
}
