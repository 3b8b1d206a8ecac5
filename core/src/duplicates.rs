//! Records that are probably the same thing: twenty colleges enter one enterprise twenty times.
//!
//! Records are put into buckets by what they share (a code, a cleaned name, a telephone number),
//! and only those of one bucket are looked at together, so the work grows with the records and not
//! with their pairs. Joining them is `ledger`'s; nothing here changes anything.

use crate::ledger::{Ledger, are_kept_apart};
use crate::record::{Id, Record};
use crate::schema::{FieldType, KindDef};
use crate::search::{bare, normal};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Kinds that are looked through.
pub const KINDS: &[&str] = &["partner", "unit", "major", "person"];

/// A bucket with more records than this says nothing about any of them.
const MAX_BUCKET: usize = 12;

/// Fewest characters of a cleaned name that mean something.
const MIN_NAME: usize = 2;

/// Why two records are probably the same, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They have the same code: 统一社会信用代码, or the code of a unit or major.
    Code,
    /// Their names are the same but for what names are decorated with.
    Name,
    /// They have the same telephone number.
    Phone,
}

impl Reason {
    /// Returns the words that people see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Code => "代码相同",
            Self::Name => "名称相近",
            Self::Phone => "电话相同",
        }
    }
}

/// Two records that are probably the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that more records refer to, or the older: the one to keep unless people say otherwise.
    pub keep: Id,
    /// The other.
    pub give_up: Id,
    /// Why.
    pub reasons: BTreeSet<Reason>,
}

/// Returns the probable duplicates of a kind, the surest first. Pairs that somebody has told apart
/// are left out.
#[must_use]
pub fn probable(ledger: &Ledger, kind: &KindDef) -> Vec<Pair> {
    let mut buckets: HashMap<(Reason, String), Vec<Id>> = HashMap::new();
    for id in ledger.ids(kind.name) {
        let Some(record) = ledger.get(&id) else { continue };
        for key in keys(ledger, kind, &record) {
            buckets.entry(key).or_default().push(id);
        }
    }
    let mut pairs: BTreeMap<(Id, Id), BTreeSet<Reason>> = BTreeMap::new();
    for ((reason, _), ids) in buckets.into_iter().filter(|(_, ids)| (2..=MAX_BUCKET).contains(&ids.len())) {
        for (i, a) in ids.iter().enumerate() {
            for b in ids.iter().skip(i + 1) {
                pairs.entry((*a.min(b), *a.max(b))).or_default().insert(reason);
            }
        }
    }
    let mut found: Vec<Pair> = pairs
        .into_iter()
        .filter(|((a, b), _)| match (ledger.get(a), ledger.get(b)) {
            (Some(a), Some(b)) => !are_kept_apart(&a, &b),
            _ => false,
        })
        .map(|((a, b), reasons)| {
            let links = |id: &Id| ledger.links_to(id).count();
            let (keep, give_up) = if links(&b) > links(&a) { (b, a) } else { (a, b) };
            Pair { keep, give_up, reasons }
        })
        .collect();
    found.sort_by(|a, b| a.reasons.cmp(&b.reasons).then(a.keep.cmp(&b.keep)));
    found
}

/// What a record can share with another.
fn keys(ledger: &Ledger, kind: &KindDef, record: &Record) -> Vec<(Reason, String)> {
    let mut keys = Vec::new();
    for field in kind.fields {
        let reason = match field.ty {
            FieldType::Uscc => Reason::Code,
            FieldType::Text if field.name == "code" => Reason::Code,
            FieldType::Phone => Reason::Phone,
            _ => continue,
        };
        let text = bare(&ledger.shown(record, field));
        if !text.is_empty() {
            keys.push((reason, text));
        }
    }
    let name = record.shown("name").and_then(|name| name.as_str().map(cleaned)).unwrap_or_default();
    if name.chars().count() >= MIN_NAME {
        // Namesakes are common: two people are one only within one unit.
        let within = match kind.name {
            "person" => record.shown("unit").map(|unit| unit.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        keys.push((Reason::Name, format!("{name} {within}")));
    }
    keys
}

/// Words that names of organisations are decorated with, longest first.
const DECORATION: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "股份",
    "集团",
    "公司",
    "江苏省",
    "常州市",
    "江苏",
    "常州",
    "中国",
    "(虚构)",
];

/// Returns a name without blanks, brackets, and what names are decorated with; the bare name if
/// nothing else is left.
#[must_use]
pub fn cleaned(name: &str) -> String {
    let plain: String = normal(name).replace(['（', '【', '［'], "(").replace(['）', '】', '］'], ")");
    let mut core = plain.clone();
    for word in DECORATION {
        core = core.replace(word, "");
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let core = letters(&core);
    if core.chars().count() >= MIN_NAME { core } else { letters(&plain) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;
    use crate::ledger::{Batch, Change, Head, Why, join_records, keep_apart, prepare, take_apart};
    use crate::record::{Device, INTO, Json};

    struct Desk {
        ledger: Ledger,
        head: Head,
    }

    impl Desk {
        fn new(device: &str) -> Self {
            Self { ledger: Ledger::new(SCHEMA, vec![]), head: Head::fresh(Device::parse(device).unwrap()) }
        }

        fn commit(&mut self, changes: Vec<Change>) {
            let spare = Device::parse("spare").unwrap();
            let batch = Batch { why: Why::Edit, changes, head: vec![], now_ms: 1_800_000_000_000, spare };
            let prepared = prepare(&self.ledger, &batch, &self.head);
            self.ledger.apply(&prepared);
            self.head = prepared.head;
        }

        fn types(&mut self, kind: &str, name: &str, register: &str, value: &str) -> Id {
            let id = Id::of_key("test", name);
            let seen = self.ledger.get(&id).map(|r| r.dots(register)).unwrap_or_default();
            let value = Json::from(value);
            self.commit(vec![Change::Put { kind: kind.into(), id, register: register.into(), value, seen }]);
            id
        }

        fn takes(&mut self, other: &Self) {
            let records = other.ledger.stored().filter_map(|(_, id, _)| other.ledger.get(&id));
            self.commit(records.map(|record| Change::Merge(Box::new(record))).collect());
        }

        fn partners(&self) -> Vec<Id> {
            self.ledger.ids("partner").collect()
        }
    }

    fn pairs(desk: &Desk, kind: &str) -> Vec<Pair> {
        probable(&desk.ledger, SCHEMA.kind(kind).unwrap())
    }

    #[test]
    fn names_are_compared_without_their_decoration() {
        assert_eq!(cleaned("常州合全药业有限公司"), cleaned(" 合全药业 （常州）股份有限公司"));
        assert_ne!(cleaned("合全药业"), cleaned("合全化工"));
        assert_eq!(cleaned("中国江苏集团"), "中国江苏集团", "nothing but decoration stays as it is");
    }

    #[test]
    fn codes_names_and_telephones_find_each_other() {
        let mut desk = Desk::new("aaaa");
        desk.types("partner", "a", "name", "常州合全药业有限公司");
        let b = desk.types("partner", "b", "name", "合全药业");
        desk.types("partner", "c", "name", "另一家");
        desk.types("visit", "v", "partner", &b.to_string());
        let found = pairs(&desk, "partner");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].keep, b, "the one that a visit refers to stays");
        assert_eq!(found[0].reasons, BTreeSet::from([Reason::Name]));
        desk.types("partner", "a", "uscc", "91320400137159649H");
        desk.types("partner", "c", "uscc", "91320400137159649H");
        let found = pairs(&desk, "partner");
        assert_eq!(found.len(), 2);
        assert!(found[0].reasons.contains(&Reason::Code), "the surest first");
    }

    #[test]
    fn namesakes_of_different_units_are_not_the_same() {
        let mut desk = Desk::new("aaaa");
        for (who, unit) in [("a", "u1"), ("b", "u2"), ("c", "u1")] {
            desk.types("person", who, "name", "示例甲");
            desk.types("person", who, "unit", &Id::of_key("test", unit).to_string());
        }
        assert_eq!(pairs(&desk, "person").len(), 1);
    }

    #[test]
    fn what_was_told_apart_stays_apart() {
        let mut desk = Desk::new("aaaa");
        let a = desk.types("partner", "a", "name", "合全药业");
        let b = desk.types("partner", "b", "name", "合全药业");
        desk.commit(keep_apart(&desk.ledger, &b, &a).into_iter().collect());
        assert!(pairs(&desk, "partner").is_empty());
    }

    #[test]
    fn a_joined_record_is_shown_as_the_one_that_stays_and_can_be_taken_back() {
        let mut desk = Desk::new("aaaa");
        let a = desk.types("partner", "a", "name", "合全药业");
        let b = desk.types("partner", "b", "name", "常州合全药业有限公司");
        desk.types("partner", "b", "address", "示例路 1 号");
        let visit = desk.types("visit", "v", "partner", &b.to_string());
        desk.commit(join_records(&desk.ledger, &a, &b, &["address".into()]));
        assert_eq!(desk.partners(), [a]);
        assert_eq!(desk.ledger.referring(&a, "visit", "partner").collect::<Vec<_>>(), [visit]);
        assert!(desk.ledger.title(&visit).contains("合全药业") && !desk.ledger.title(&visit).contains("有限公司"));
        assert_eq!(desk.ledger.get(&a).unwrap().shown("address").unwrap(), "示例路 1 号");
        assert!(pairs(&desk, "partner").is_empty());
        let seen = desk.ledger.get(&b).unwrap().dots(INTO);
        let null = Json::of(&serde_json::Value::Null);
        desk.commit(vec![Change::Put { kind: "partner".into(), id: b, register: INTO.into(), value: null, seen }]);
        assert_eq!(desk.partners().len(), 2);
        assert!(desk.ledger.referring(&a, "visit", "partner").next().is_none());
    }

    #[test]
    fn two_offices_that_join_in_opposite_ways_agree() {
        let mut one = Desk::new("aaaa");
        let a = one.types("partner", "a", "name", "合全药业");
        let b = one.types("partner", "b", "name", "合全药业");
        let mut two = Desk::new("bbbb");
        two.takes(&one);
        one.commit(join_records(&one.ledger, &a, &b, &[]));
        two.commit(join_records(&two.ledger, &b, &a, &[]));
        let visits =
            [one.types("visit", "v1", "partner", &b.to_string()), two.types("visit", "v2", "partner", &a.to_string())];
        one.takes(&two);
        two.takes(&one);
        assert_eq!(one.partners(), [a.min(b)], "the lowest id stays");
        assert_eq!(one.partners(), two.partners());
        let stays = a.min(b);
        assert!(one.ledger.is_joined_both_ways(&stays));
        for desk in [&one, &two] {
            let shown: BTreeSet<Id> = desk.ledger.referring(&stays, "visit", "partner").collect();
            assert_eq!(shown, BTreeSet::from(visits));
        }
        one.commit(take_apart(&one.ledger, &a.max(b)));
        assert_eq!(one.partners().len(), 2, "both ways are taken back");
    }

    #[test]
    fn chains_and_rings_of_any_length_end_at_one_record() {
        let mut desk = Desk::new("aaaa");
        let ids: Vec<Id> = ["a", "b", "c", "d", "e"].map(|n| desk.types("partner", n, "name", n)).into();
        let mut join = |from: usize, to: usize| desk.commit(join_records(&desk.ledger, &ids[to], &ids[from], &[]));
        for (from, to) in [(0, 1), (1, 2), (2, 3), (3, 1), (4, 0)] {
            join(from, to);
        }
        let stays = *ids[1..=3].iter().min().unwrap();
        assert!(ids.iter().all(|id| desk.ledger.standing_for(id) == stays));
        assert_eq!(desk.ledger.given_up_for(&stays).len(), 4);
    }
}
