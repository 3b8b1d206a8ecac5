//! The mapping that was used last for a heading, so that the weekly table is mapped once. A
//! preference of this browser, not data.

use crate::platform::prefs::Pref;
use ronghe_core::schema::Schema;
use ronghe_core::sheet::Grid;
use ronghe_core::sheet::mapping::{Mapping, Matching};
use serde::{Deserialize, Serialize};

/// How many headings are remembered, the latest first.
const KEPT: usize = 20;

const MAPPINGS: Pref<Vec<Remembered>> = Pref::new("ronghe.table-mappings");

/// A mapping by names, as it is kept.
#[derive(Serialize, Deserialize)]
struct Remembered {
    headings: Vec<String>,
    kind: String,
    /// Name of the field of each column; empty if it was left out.
    fields: Vec<String>,
    matching: String,
    create: bool,
}

/// Returns the mapping used last for these headings.
pub(super) fn recall(schema: Schema, grid: &Grid) -> Option<Mapping> {
    let kept = MAPPINGS.get()?.into_iter().find(|kept| kept.headings.iter().map(String::as_str).eq(grid.headings()))?;
    let kind = schema.kind(&kept.kind)?;
    let columns = (0..grid.columns()).map(|column| kind.field(kept.fields.get(column)?)).collect();
    Some(Mapping { kind, columns, matching: matching_of(&kept.matching), create: kept.create, revive: false })
}

/// Keeps the mapping for the next table with these headings.
pub(super) fn remember(grid: &Grid, mapping: &Mapping) {
    let headings: Vec<String> = grid.headings().map(str::to_owned).collect();
    let mut kept = MAPPINGS.get().unwrap_or_default();
    kept.retain(|kept| kept.headings != headings);
    let fields = mapping.columns.iter().map(|field| field.map_or("", |f| f.name).to_owned()).collect();
    let (kind, matching) = (mapping.kind.name.to_owned(), code_of(mapping.matching));
    kept.insert(0, Remembered { headings, kind, fields, matching, create: mapping.create });
    kept.truncate(KEPT);
    // Without room for preferences the next table is guessed again.
    MAPPINGS.set(&kept);
}

/// The code of a choice of matching in a select and in what is kept.
pub(super) fn code_of(matching: Matching) -> String {
    match matching {
        Matching::Auto => "auto".to_owned(),
        Matching::Never => "never".to_owned(),
        Matching::By(key) => key.to_string(),
    }
}

/// The choice of a code.
pub(super) fn matching_of(code: &str) -> Matching {
    match code {
        "never" => Matching::Never,
        other => other.parse().map_or(Matching::Auto, Matching::By),
    }
}
