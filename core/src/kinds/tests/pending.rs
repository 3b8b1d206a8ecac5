//! Which records still ask for something: by stages, by closing states, or never.

use crate::codes;
use crate::fields;
use crate::kinds::{agreement, promise, visit};
use crate::schema::{CodeList, FieldDef, FieldType, Flow, KindDef, Step};

static STATES: CodeList = codes!("test_state": "idea" = "意向", "done" = "完成", "again" = "重开");

fields! {
    stages &STATES;
    /// What it is called.
    NAME: String = FieldDef::new("name", "名称", FieldType::Text);
}

static FLOW: Flow = Flow {
    start: "idea",
    steps: &[Step::new(&["idea", "again"], "done", "办公室"), Step::new(&["idea"], "again", "办公室")],
};
static KIND: KindDef = KindDef { name: "test", fields: FIELDS, flow: Some(&FLOW), ..KindDef::PLAIN };

#[test]
fn the_last_stage_and_closing_states_ask_for_nothing() {
    assert!(KIND.is_pending() && !KIND.is_closed("") && !KIND.is_closed("idea") && !KIND.is_closed("again"));
    assert!(KIND.is_closed("done"));
    assert!(promise::KIND.is_closed("done") && !promise::KIND.is_closed("open") && !promise::KIND.is_closed(""));
    assert!(!visit::KIND.is_pending());
}

#[test]
fn a_kind_is_due_by_its_due_date_or_when_it_runs_out() {
    assert_eq!(promise::KIND.due_field().map(|f| f.name), Some("due"));
    assert_eq!(agreement::KIND.due_field().map(|f| f.name), Some("expires"));
    assert_eq!(visit::KIND.due_field(), None);
}
