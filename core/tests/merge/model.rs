//! What can happen: the kind that is edited and the steps that people, phones and files take.

use proptest::prelude::*;
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Schema};

/// How many records the people share.
pub const RECORDS: usize = 3;
/// A kind that only a newer version knows.
pub const LATER: &str = "later";
/// A register that only a newer version knows.
pub const UNKNOWN: &str = "rate";

static NAME: FieldDef = FieldDef::new("name", "名称", FieldType::Text);
static PHONE: FieldDef = FieldDef::new("phone", "电话", FieldType::Phone);
static OURS: FieldDef = FieldDef::new("ours", "本校占比", FieldType::Count).in_register("shares");
static THEIRS: FieldDef = FieldDef::new("theirs", "对方占比", FieldType::Count).in_register("shares");
static TAGS: FieldDef = FieldDef::new("tags", "标签", FieldType::Tags);

/// The kind that the forms of this test fill.
pub static PARTNER: KindDef = KindDef {
    name: "partner",
    label: "单位",
    title: &["name"],
    fields: &[&NAME, &PHONE, &OURS, &THEIRS, &TAGS],
    ..KindDef::PLAIN
};

/// The schema of every device.
pub static SCHEMA: Schema = Schema::new(&[&PARTNER]);

/// What a person types into a form; `None` leaves the field alone.
#[derive(Debug, Clone)]
pub struct Typed {
    /// Of few names, so that two people often type the same.
    pub name: Option<Option<u8>>,
    /// A telephone that nobody else types.
    pub phone: bool,
    /// Our share of a hundred; the rest is theirs.
    pub share: Option<u8>,
    /// The set of tags as bits.
    pub tags: Option<u8>,
}

/// One step of a run. Numbers are reduced to what there is, so that every run is a valid one.
#[derive(Debug, Clone)]
pub enum Step {
    /// Somebody fills the form of a record; `stale` types over what he last looked at.
    Edit {
        who: usize,
        record: usize,
        typed: Typed,
        stale: bool,
    },
    /// A newer version writes something that this one does not know.
    Future {
        who: usize,
        kind: bool,
    },
    /// Somebody opens a record and leaves it open.
    Look {
        who: usize,
        record: usize,
    },
    /// Somebody settles the first clash of a record by choosing one of its values.
    Settle {
        who: usize,
        record: usize,
        choice: usize,
    },
    /// Somebody deletes a record; `stale` sees what he last looked at.
    Delete {
        who: usize,
        record: usize,
        stale: bool,
    },
    /// Somebody takes back what settled a clash: two values stand side by side again.
    Reopen {
        who: usize,
        record: usize,
        values: (u8, u8),
    },
    Restore {
        who: usize,
        record: usize,
    },
    /// The program's own data come in, in this version.
    Builtin {
        who: usize,
        record: usize,
        version: u64,
    },
    /// A file is written: records by bits, and of each the registers by bits (others are dropped
    /// with their stamps).
    Export {
        who: usize,
        records: u8,
        registers: u8,
    },
    /// Some file that was ever written is read, perhaps again.
    Import {
        who: usize,
        file: usize,
    },
    /// The wall clock is set to this many hours from the right time; `frozen` stands still there.
    Clock {
        who: usize,
        hours: i64,
        frozen: bool,
    },
}

/// What can happen to a profile as a whole.
#[derive(Debug, Clone)]
pub enum Mishap {
    /// A backup of the profile is made.
    Backup { who: usize },
    /// The last backup is put back; the device goes on under its old code.
    RestoreBackup { who: usize },
    /// The profile is copied to one more machine; both go on under the same code.
    Copy { who: usize },
}

fn typed() -> impl Strategy<Value = Typed> {
    (
        prop::option::weighted(0.5, prop::option::weighted(0.8, 0u8..3)),
        prop::bool::weighted(0.4),
        prop::option::weighted(0.3, 0u8..=100),
        prop::option::weighted(0.4, 0u8..8),
    )
        .prop_map(|(name, phone, share, tags)| Typed { name, phone, share, tags })
}

/// Any step; edits and files are the most frequent, as in life.
pub fn step() -> impl Strategy<Value = Step> {
    let who = || 0usize..8;
    let record = || 0usize..RECORDS;
    prop_oneof![
        10 => (who(), record(), typed(), prop::bool::weighted(0.3))
            .prop_map(|(who, record, typed, stale)| Step::Edit { who, record, typed, stale }),
        1 => (who(), any::<bool>()).prop_map(|(who, kind)| Step::Future { who, kind }),
        3 => (who(), record()).prop_map(|(who, record)| Step::Look { who, record }),
        2 => (who(), record(), 0usize..4).prop_map(|(who, record, choice)| Step::Settle { who, record, choice }),
        2 => (who(), record(), prop::bool::weighted(0.4))
            .prop_map(|(who, record, stale)| Step::Delete { who, record, stale }),
        1 => (who(), record(), (0u8..3, 3u8..6)).prop_map(|(who, record, values)| Step::Reopen { who, record, values }),
        1 => (who(), record()).prop_map(|(who, record)| Step::Restore { who, record }),
        1 => (who(), record(), 1u64..4).prop_map(|(who, record, version)| Step::Builtin { who, record, version }),
        4 => (who(), any::<u8>(), prop_oneof![3 => Just(u8::MAX), 2 => any::<u8>()])
            .prop_map(|(who, records, registers)| Step::Export { who, records, registers }),
        6 => (who(), 0usize..64).prop_map(|(who, file)| Step::Import { who, file }),
        2 => (who(), -9_600i64..9_600, prop::bool::weighted(0.3))
            .prop_map(|(who, hours, frozen)| Step::Clock { who, hours, frozen }),
    ]
}

/// Any mishap.
pub fn mishap() -> impl Strategy<Value = Mishap> {
    let who = || 0usize..8;
    prop_oneof![
        2 => who().prop_map(|who| Mishap::Backup { who }),
        2 => who().prop_map(|who| Mishap::RestoreBackup { who }),
        1 => who().prop_map(|who| Mishap::Copy { who }),
    ]
}
