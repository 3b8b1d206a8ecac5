//! Stages: every step leads from a stage to a stage, every stage can be reached, rules stand at fields.

use crate::kinds::tests::code_list;
use crate::kinds::tests::rules::refused;
use crate::kinds::{SCHEMA, contract, linkage, platform, project, promise};
use crate::ledger::{Draftlike, Ledger};
use crate::record::Id;
use crate::sample::{Seed, records};
use crate::schema::{FieldType, Flow, KindDef, stage};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn staged() -> impl Iterator<Item = (&'static KindDef, &'static Flow)> {
    SCHEMA.kinds().iter().filter_map(|kind| Some((*kind, kind.flow?)))
}

#[test]
fn every_step_leads_from_a_stage_to_a_stage_and_asks_for_fields() {
    for (kind, flow) in staged() {
        let stages = kind.field(stage::STATE).and_then(code_list).expect("a kind with stages has their list");
        let log = kind.field(stage::LOG).map(|field| field.ty);
        assert_eq!(log, Some(FieldType::Steps), "{} keeps no log of its steps", kind.name);
        for step in flow.steps {
            for code in step.from.iter().chain([&step.to]) {
                assert!(stages.label(code).is_some(), "{}: {code} is no stage", kind.name);
            }
            for name in step.asks {
                assert!(kind.field(name).is_some(), "{}: a step asks for {name}", kind.name);
            }
            assert!(!step.who.is_empty() && !step.from.is_empty(), "{}: who decides {}", kind.name, step.to);
        }
        let mut reached = BTreeSet::from([flow.start]);
        for _ in stages.codes {
            let next = flow.steps.iter().filter(|step| step.from.iter().any(|from| reached.contains(from)));
            let next: Vec<_> = next.map(|step| step.to).collect();
            reached.extend(next);
        }
        let all: BTreeSet<_> = stages.codes.iter().map(|code| code.code).collect();
        assert_eq!(reached, all, "{}: stages that nobody reaches", kind.name);
    }
}

#[test]
fn one_step_leads_from_a_stage_to_another() {
    for (kind, flow) in staged() {
        let mut ways = BTreeSet::new();
        for step in flow.steps {
            for from in step.from {
                assert!(*from != step.to && ways.insert((from, step.to)), "{}: {from} to {}", kind.name, step.to);
            }
        }
    }
}

#[test]
fn rules_stand_at_fields_that_people_see() {
    for kind in SCHEMA.kinds() {
        for rule in kind.rules {
            assert!(kind.typed_fields().any(|field| field.name == rule.field), "{}.{}", kind.name, rule.field);
        }
    }
}

#[test]
fn what_is_entered_at_a_stage_has_what_every_way_there_asks_for() {
    let at = |kind: &KindDef, state: &str| refused(kind, &[(stage::STATE, json!(state))]);
    assert!(at(&contract::KIND, "drafted").is_empty(), "where it starts");
    assert!(refused(&contract::KIND, &[]).is_empty(), "at no stage");
    assert_eq!(at(&contract::KIND, "signed"), ["partner", "signed", "amount"]);
    assert_eq!(at(&contract::KIND, "registered"), ["partner", "signed", "amount", "registered_number"]);
    // Money and registration may come on another way, and receipts when the contract is there.
    assert_eq!(at(&contract::KIND, "carried"), ["partner", "signed", "amount"]);
    assert_eq!(at(&contract::KIND, "terminated"), ["state_note"], "a draft may be given up, with a reason");
    assert_eq!(at(&platform::KIND, "nurtured"), ["unit", "head", "state_number"]);
    assert_eq!(at(&platform::KIND, "building"), ["unit", "head", "due"], "whoever goes back to it has no number");
    assert_eq!(at(&platform::KIND, "running"), ["unit", "head", "due"]);
    assert_eq!(at(&project::KIND, "archived"), ["mode", "lead_unit", "owner", "start", "results"]);
    assert!(at(&project::KIND, "of_a_newer_version").is_empty());
}

#[test]
fn whoever_enters_an_old_contract_is_reminded_of_its_receipts_and_not_stopped() {
    let id = Id::of_key("contract", "a");
    let fields = |state: &str| {
        let fields = [("title", "示例合同"), ("signed", "2020-03-01"), ("amount", "100000"), ("state", state)];
        fields.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()
    };
    let seed = |state: &str| Seed { kind: "contract", key: "a".to_owned(), fields: fields(state) };
    let ledger = |state: &str| Ledger::new(SCHEMA, records(vec![seed(state)]));
    let doubts = |ledger: &Ledger| ledger.doubts(&id).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(doubts(&ledger("carried")), ["state"]);
    assert!(doubts(&ledger("signed")).is_empty());
    // It has no partner, which came so in a file: whoever writes something else is not asked for it.
    let old = ledger("carried");
    let save = |values: &[(&'static str, Value)]| {
        let values = values.iter().cloned().collect();
        let found = Draftlike { ledger: &old, id, values: &values }.refused(&contract::KIND);
        found.into_iter().map(|(field, _)| field).collect::<Vec<_>>()
    };
    assert!(save(&[("title", json!("示例合同（补录）"))]).is_empty());
    assert_eq!(save(&[("amount", Value::Null)]), ["amount"], "nor does it lose what it has");
}

#[test]
fn an_end_for_which_a_reason_is_asked_is_no_success() {
    let given_up = |kind: &KindDef, state: &str| (kind.is_closed(state), kind.is_given_up(state));
    assert_eq!(given_up(&project::KIND, "terminated"), (true, true));
    assert_eq!(given_up(&project::KIND, "archived"), (true, false));
    assert_eq!(given_up(&project::KIND, "approved"), (false, false), "reached by a reasoned step too, and no end");
    assert_eq!(given_up(&linkage::KIND, "withdrawn"), (true, true));
    assert_eq!(given_up(&linkage::KIND, "done"), (true, false));
    assert_eq!(given_up(&promise::KIND, "dropped"), (true, true));
    assert_eq!(given_up(&promise::KIND, "done"), (true, false));
}
