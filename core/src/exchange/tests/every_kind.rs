//! Every kind of record goes out and comes back: over both samples and the towns, so that no kind is
//! forgotten.

use super::frozen::{device, fits};
use super::*;
use crate::kinds::SCHEMA;
use crate::sample;
use crate::search::Index;
use std::collections::BTreeSet;
use std::fs;

/// An office that has both samples, the towns, and a photo.
fn office() -> Desk {
    let mut office = device("office22", "示例甲");
    let seeds = [sample::towns(), sample::deck(), sample::demo::seeds()].concat();
    let changes = sample::demo::load(&office.ledger, sample::records(seeds));
    office.commit(Why::Setup, changes, vec![]);
    office.types("photo", key("photo"), "caption", json!("二车间的反应釜"));
    office
}

#[test]
fn every_kind_goes_out_comes_back_and_is_found() {
    let office = office();
    let text = office.writes(Select::Full);

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/exchange.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fits(&schema, &schema, &serde_json::from_str(&text).unwrap(), "full");

    let mut other = device("other333", "示例乙");
    let (preview, _) = other.takes(&text);
    assert_eq!((preview.counts.bad, preview.counts.missing, preview.counts.unknown), (0, 0, 0));
    let mut index = Index::default();
    for kind in SCHEMA.kinds() {
        let sent: BTreeSet<Id> = office.ledger.ids(kind.name).collect();
        assert!(!sent.is_empty(), "no sample has a {}", kind.name);
        assert_eq!(other.ledger.ids(kind.name).collect::<BTreeSet<Id>>(), sent, "{}", kind.name);
        for id in &sent {
            let [here, there] = [&office, &other].map(|desk| desk.ledger.get(id).unwrap());
            assert_eq!(here, there, "{} {id}", kind.name);
        }
        let first = sent.first().unwrap();
        index.update(&other.ledger, first);
        let title = other.ledger.title(first);
        let hits = index.search(&title, 50, &[kind.name]);
        assert!(hits.iter().any(|hit| hit.id == *first), "{} {title} is not found", kind.name);
    }
}
