//! What is typed finds what is meant.

use super::*;
use crate::kinds::SCHEMA;
use crate::sample;
use proptest::prelude::*;
use std::sync::OnceLock;

fn ledger() -> &'static (Ledger, Index) {
    static MADE: OnceLock<(Ledger, Index)> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut records = sample::records(sample::deck());
        records.extend(sample::records(sample::towns()));
        let ledger = Ledger::new(SCHEMA, records);
        let mut index = Index::default();
        for kind in SCHEMA.kinds() {
            for id in ledger.ids(kind.name).collect::<Vec<_>>() {
                index.renew(&ledger, &id);
            }
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
fn a_visit_is_found_by_the_name_of_its_partner() {
    assert!(titles("slyw", &["visit"]).iter().any(|t| t.contains("示例药物研发公司")));
    assert!(titles("溶剂回收", &[]).iter().any(|t| t.contains("溶剂回收能耗")));
}

fn naive(query: &str) -> Vec<Id> {
    let (ledger, _) = ledger();
    let query = normal(query);
    let mut found: Vec<Id> = SCHEMA
        .kinds()
        .iter()
        .flat_map(|k| ledger.ids(k.name).map(move |id| (k, id)))
        .filter(|(kind, id)| {
            let record = ledger.get(id).unwrap();
            let title = normal(&ledger.title(id));
            let text = text(ledger, &record, kind);
            query.split(' ').filter(|w| !w.is_empty()).all(|word| {
                let bare = bare(word);
                let digits = word.is_ascii() && bare.len() >= 2 && text.contains(&bare);
                title.contains(word) || Spelling::of(&title).find(word).is_some() || text.contains(word) || digits
            })
        })
        .map(|(_, id)| id)
        .collect();
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn hits_are_those_of_a_plain_scan(query in "[a-z]{1,4}|[合全药业化工园区示例]{1,2}|[0-9]{1,5}|[a-z]{1,2} [镇街道]") {
        let mut hits: Vec<Id> = ledger().1.search(&query, usize::MAX, &[]).into_iter().map(|h| h.id).collect();
        hits.sort_unstable();
        prop_assert_eq!(hits, naive(&query));
    }

    #[test]
    fn searching_never_panics(query in "\\PC{0,20}") {
        let _hits = ledger().1.search(&query, 5, &[]);
    }
}
