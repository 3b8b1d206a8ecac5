//! The steps that a record has taken: to which stage, when, by whom, under which document number.

use super::{Date, FieldValue, Shape};
use serde_json::{Value, json};

/// One step from stage to stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTaken {
    /// Code of the stage that was reached.
    pub to: String,
    /// The day of the step.
    pub on: Option<Date>,
    /// Who decided it, as typed; may be empty.
    pub by: String,
    /// Number of the document, as typed; may be empty.
    pub number: String,
    /// The reason, as typed; may be empty.
    pub note: String,
}

/// All steps in their order. Stored as `[["stage","2022-01-19","who","number","note"], …]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps(pub Vec<StepTaken>);

impl FieldValue for Steps {
    const SHAPE: Shape = Shape::Steps;
    fn read(json: &Value) -> Option<Self> {
        let step = |row: &Value| {
            let row = row.as_array()?;
            let text = |i: usize| row.get(i).and_then(Value::as_str).unwrap_or_default().to_owned();
            Some(StepTaken { to: text(0), on: Date::from_iso(&text(1)), by: text(2), number: text(3), note: text(4) })
        };
        Some(Self(json.as_array()?.iter().map(step).collect::<Option<Vec<_>>>()?))
    }
    fn write(&self) -> Value {
        let row = |s: &StepTaken| json!([s.to, s.on.map(|d| d.iso()).unwrap_or_default(), s.by, s.number, s.note]);
        self.0.iter().map(row).collect()
    }
}
