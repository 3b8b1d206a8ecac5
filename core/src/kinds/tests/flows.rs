//! Stages: every step leads from a stage to a stage, every stage can be reached, rules stand at fields.

use crate::kinds::tests::code_list;
use crate::kinds::{SCHEMA, linkage, project, promise};
use crate::schema::{FieldType, Flow, KindDef, stage};
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
