//! What is typed finds what is meant.

use super::*;
use crate::generate::{Generator, Side};
use crate::kinds::SCHEMA;
use crate::record::encode;
use crate::sample;
use crate::schema::FieldType;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The deck, the towns, and an invented workspace into which a colleague's copy has come.
fn ledger() -> &'static (Ledger, Index) {
    static MADE: OnceLock<(Ledger, Index)> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut records = sample::records(sample::deck());
        records.extend(sample::records(sample::towns()));
        let mut ledger = Ledger::new(SCHEMA, records);
        let made = Generator::new(1, 300);
        let rows = |side| made.records(side).map(|r| encode(&r).into()).collect::<Vec<_>>();
        ledger.load(1, &rows(Side::Ours), &[]);
        let (mut index, mut titles) = (Index::default(), Titles::default());
        for kind in SCHEMA.kinds() {
            for id in ledger.ids(kind.name).collect::<Vec<_>>() {
                index.fill(&ledger, &id, &mut titles);
            }
        }
        // What came before stands in order, what comes now behind it.
        index.settle();
        ledger.load(2, &rows(Side::Copy), &[]);
        for record in made.records(Side::Copy) {
            index.update(&ledger, &record.id);
        }
        (ledger, index)
    })
}

fn titles(query: &str, kinds: &[&str]) -> Vec<String> {
    let (ledger, index) = ledger();
    index.search(query, 10, kinds).into_iter().map(|hit| ledger.title(&hit.id)).collect()
}

#[test]
fn initials_pinyin_characters_codes_and_digits_find_a_partner() {
    for query in ["hqyy", "hequan", "合全", "药业 hq", "HQYY"] {
        assert_eq!(titles(query, &["partner"]).first().map(String::as_str), Some("合全药业"), "{query}");
    }
    assert_eq!(titles("91320411608134567", &[]).first().map(String::as_str), Some("示例药物研发公司"));
    assert_eq!(titles("0000 1201", &["contact"]).len(), 1);
    assert_eq!(titles("00001201", &["contact"]).len(), 1);
    assert!(titles("没有这一家", &[]).is_empty());
    assert!(titles("  ", &[]).is_empty());
}

#[test]
fn going_over_all_records_once_finds_what_following_each_change_finds() {
    let (ledger, all) = ledger();
    let mut followed = Index::default();
    for kind in SCHEMA.kinds() {
        for id in ledger.ids(kind.name).collect::<Vec<_>>() {
            followed.update(ledger, &id);
        }
    }
    assert_eq!(followed.len(), all.len());
    for query in ["hqyy", "slyw", "2022", "0000"] {
        assert_eq!(followed.search(query, 50, &[]), all.search(query, 50, &[]), "{query}");
    }
}

#[test]
fn what_is_newer_is_found_as_if_it_stood_in_order() {
    let (ledger, all) = ledger();
    assert!(all.settled < all.entries.len() && all.settled > 100);
    let mut settled = all.clone();
    settled.settle();
    assert_eq!((settled.settled, settled.len()), (settled.entries.len(), all.len()));
    assert!(all.to_bytes().is_none() && settled.to_bytes().is_some());
    for query in ["hqyy", "slyw", "2022", "0000", "设备", "示例", "sl 化工", "学生"] {
        for limit in [1, 20, usize::MAX] {
            assert_eq!(settled.search(query, limit, &[]), all.search(query, limit, &[]), "{query}");
        }
    }
    // What is gone stays gone.
    let mut emptied = settled.clone();
    for id in ledger.ids("visit").collect::<Vec<_>>() {
        emptied.update(&Ledger::new(SCHEMA, Vec::new()), &id);
    }
    emptied.settle();
    assert!(!settled.search("2022", 20, &["visit"]).is_empty() && emptied.search("2022", 20, &["visit"]).is_empty());
    assert_eq!(emptied.entries.len(), emptied.len());
}

#[test]
fn what_people_work_with_is_found_before_what_the_workspace_is_set_to() {
    let mut desk = crate::exchange::tests::Desk::joined("office22", "示例甲");
    desk.ledger = Ledger::new(SCHEMA, Vec::new());
    // 走访后几天内回访, and a firm of the same initials, in the middle of whose name they stand.
    let (setting, firm) = (Id::of_key("threshold", "revisit_soon"), Id::of_key("partner", "zfh"));
    desk.types("threshold", setting, "name", serde_json::json!("revisit_soon"));
    desk.types("partner", firm, "name", serde_json::json!("示例中方恒业"));
    let mut index = Index::default();
    for id in [setting, firm] {
        index.update(&desk.ledger, &id);
    }
    let found: Vec<(Id, Rank)> = index.search("zfh", 10, &[]).iter().map(|hit| (hit.id, hit.rank)).collect();
    assert_eq!(found, [(firm, Rank::Spelled), (setting, Rank::SpelledStart)]);
    assert_eq!(index.search("zfh", 1, &["threshold"]).first().map(|hit| hit.id), Some(setting));
}

#[test]
fn a_visit_is_found_by_the_name_of_its_partner() {
    assert!(titles("slyw", &["visit"]).iter().any(|t| t.contains("示例药物研发公司")));
    assert!(titles("溶剂回收", &[]).iter().any(|t| t.contains("溶剂回收能耗")));
}

/// A record as a plain scan sees it.
struct Scanned {
    kind: usize,
    id: Id,
    title: String,
    text: String,
}

fn scanned() -> &'static [Scanned] {
    static MADE: OnceLock<Vec<Scanned>> = OnceLock::new();
    MADE.get_or_init(|| {
        let (ledger, _) = ledger();
        let of = |(number, kind): (usize, &&'static crate::schema::KindDef)| {
            let kind = *kind;
            ledger.ids(kind.name).map(move |id| {
                let record = ledger.get(&id).unwrap();
                let mut text = String::new();
                for field in kind.fields.iter().filter(|f| f.searched && !kind.title.contains(&f.name)) {
                    let shown = ledger.shown(&record, field);
                    text += &(normal(&shown) + "\n");
                    if matches!(field.ty, FieldType::Phone | FieldType::Uscc) {
                        text += &(bare(&shown) + "\n");
                    }
                }
                Scanned { kind: number, id, title: normal(&ledger.title(&id)), text }
            })
        };
        SCHEMA.kinds().iter().enumerate().flat_map(of).collect()
    })
}

fn naive_rank(record: &Scanned, word: &str) -> Option<Rank> {
    let bare = bare(word);
    let digits = word.is_ascii() && bare.len() >= 2 && record.text.contains(&bare);
    match (record.title.find(word), Spelling::of(&record.title).find(word)) {
        (Some(0), _) => Some(Rank::TitleStart),
        (Some(_), _) => Some(Rank::Title),
        (None, Some(0)) => Some(Rank::SpelledStart),
        (None, Some(_)) => Some(Rank::Spelled),
        _ => (digits || record.text.contains(word)).then_some(Rank::Text),
    }
}

fn naive(query: &str) -> Vec<(Id, Rank)> {
    let query = normal(query);
    let words: Vec<&str> = query.split(' ').filter(|w| !w.is_empty()).collect();
    let rank =
        |record: &Scanned| words.iter().map(|word| naive_rank(record, word)).max_by_key(|r| r.map_or(9, |r| r as u8));
    let all = |record: &Scanned| words.iter().all(|word| naive_rank(record, word).is_some());
    let setting = |record: &Scanned| SCHEMA.kinds().get(record.kind).is_some_and(|kind| kind.setting);
    let mut found: Vec<(bool, Rank, usize, usize, Id)> = scanned()
        .iter()
        .filter(|record| all(record))
        .filter_map(|record| Some((setting(record), rank(record)??, record.title.len(), record.kind, record.id)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, rank, .., id)| (id, rank)).collect()
}

fn hits(query: &str, limit: usize) -> Vec<(Id, Rank)> {
    ledger().1.search(query, limit, &[]).into_iter().map(|hit| (hit.id, hit.rank)).collect()
}

/// A piece of what stands in some record, as it is or spelled.
fn piece(of: usize, from: usize, length: usize, spell: u8) -> String {
    let all = scanned();
    let record = &all[of % all.len()];
    let text: Vec<char> = if spell > 1 { &record.title } else { &record.text }.chars().collect();
    let piece = text.iter().skip(from % text.len().max(1)).take(length);
    let reading = |c: &char| readings(*c).first().map_or_else(|| c.to_string(), |r| (*r).to_owned());
    match spell {
        2 => piece.map(|c| reading(c).chars().next().unwrap_or(*c)).collect(),
        3 => piece.map(reading).collect(),
        _ => piece.collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn hits_are_those_of_a_plain_scan(
        query in "[a-z]{1,4}|[合全药业化工园区示例学生实习]{1,3}|[0-9]{1,5}|[a-z]{1,2} [镇街道]|[0-9]{2,4}-[0-9]{2,4}|[A-Z]{1,3}",
        limit in 1_usize..30,
    ) {
        let expected = naive(&query);
        prop_assert_eq!(hits(&query, usize::MAX), &*expected);
        prop_assert_eq!(hits(&query, limit), expected.get(..limit).unwrap_or(&expected));
    }

    #[test]
    fn what_stands_in_a_record_finds_what_a_plain_scan_finds(
        of: usize, from: usize, length in 1_usize..9, spell in 0_u8..4, more in "|| [a-z]| 示例",
    ) {
        let query = piece(of, from, length, spell) + &more;
        prop_assert_eq!(hits(&query, usize::MAX), naive(&query));
    }

    #[test]
    fn searching_never_panics(query in "\\PC{0,20}") {
        let _hits = ledger().1.search(&query, 5, &[]);
    }
}

fn bytes_of(index: &Index) -> Vec<u8> {
    let mut index = index.clone();
    index.settle();
    index.to_bytes().unwrap()
}

fn none() -> BTreeSet<Id> {
    BTreeSet::new()
}

/// What is kept answers as what was made.
#[test]
fn a_kept_index_finds_what_the_index_finds_and_follows_changes() {
    let (ledger, index) = ledger();
    let mut kept = Index::of_bytes(&bytes_of(index), ledger, &none()).unwrap();
    assert_eq!(kept.len(), index.len());
    let same = |kept: &Index| {
        for query in ["hqyy", "合全", "91320411608134567", "00001201", "设备", "sb", "2026", "不在这里", "示例 化工"]
        {
            assert_eq!(kept.search(query, 20, &[]), index.search(query, 20, &[]), "{query}");
        }
    };
    same(&kept);
    for id in ledger.ids("visit").take(50).chain(ledger.ids("partner").take(50)).collect::<Vec<_>>() {
        kept.update(ledger, &id);
    }
    same(&kept);
    // What has changed since is left out, and filled in again.
    let changed: BTreeSet<Id> = ledger.ids("visit").take(20).collect();
    let mut renewed = Index::of_bytes(&bytes_of(index), ledger, &changed).unwrap();
    assert_eq!(renewed.len() + changed.len(), index.len());
    changed.iter().for_each(|id| renewed.update(ledger, id));
    same(&renewed);
    // What has been changed since is kept as if it had been made so.
    same(&Index::of_bytes(&bytes_of(&kept), ledger, &none()).unwrap());
}

#[test]
fn a_damaged_or_foreign_index_is_none() {
    let (ledger, index) = ledger();
    let bytes = bytes_of(index);
    assert!(Index::of_bytes(&bytes, &Ledger::new(SCHEMA, Vec::new()), &none()).is_none(), "of other records");
    for end in [0, 3, 8, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(Index::of_bytes(&bytes[..end], ledger, &none()).is_none(), "cut off at {end}");
    }
    assert!(Index::of_bytes(&[bytes.as_slice(), &[0]].concat(), ledger, &none()).is_none(), "longer");
    let mut more = bytes.clone();
    more[..4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(Index::of_bytes(&more, ledger, &none()).is_none(), "more entries than bytes");
    // Whatever else is wrong, reading and searching do not panic.
    for at in (0..bytes.len()).step_by(bytes.len() / 997 + 1) {
        let mut odd = bytes.clone();
        odd[at] ^= 0xff;
        if let Some(odd) = Index::of_bytes(&odd, ledger, &none()) {
            assert!(odd.search("合全 设备", 10, &[]).len() <= 10);
        }
    }
}
