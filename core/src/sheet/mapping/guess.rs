//! Which column is which field: by heading, then by what stands in the cells.

use super::{Mapping, Matching};
use crate::kinds::headings;
use crate::schema::{FieldDef, FieldType, KindDef, Schema};
use crate::search::normal;
use crate::sheet::Grid;
use crate::value::Uscc;

/// How many rows are looked at for the shape of their cells.
const LOOKED_AT: usize = 30;

/// How sure a guess is; a higher one goes first.
const SAME: u32 = 100;
const ALSO: u32 = 80;
const WITHIN: u32 = 40;
const SHAPE: u32 = 30;

impl Mapping {
    /// Guesses the fields of `kind` for the columns of a table. Each field is guessed once at most.
    #[must_use]
    pub fn guess(kind: &'static KindDef, grid: &Grid) -> Self {
        let mut columns: Vec<Option<&'static FieldDef>> = vec![None; grid.columns()];
        for (_, column, field) in guesses(kind, grid) {
            let taken = columns.iter().flatten().any(|f| f.name == field.name);
            if let Some(place @ None) = columns.get_mut(column)
                && !taken
            {
                *place = Some(field);
            }
        }
        Self { kind, columns, matching: Matching::Auto, create: false, revive: false }
    }
}

/// Guesses of what a table is about: the kind of whose fields its headings name most, those that a
/// record cannot be without above all.
#[must_use]
pub fn guess_kind(schema: Schema, grid: &Grid) -> Option<&'static KindDef> {
    let fit = |kind: &&'static KindDef| {
        let mapping = Mapping::guess(kind, grid);
        let found = mapping.columns.iter().flatten();
        let must = kind.fields.iter().filter(|f| f.need == crate::schema::Need::Must).count();
        let (there, sure) = found.fold((0, 0), |(there, sure), field| {
            let is_must = field.need == crate::schema::Need::Must;
            let best = grid.headings().map(|heading| by_heading(kind, field, heading)).max().unwrap_or(0);
            (there + usize::from(is_must), sure + best)
        });
        (there == must, sure)
    };
    let best = schema.kinds().iter().copied().filter(|kind| kind.is_typed()).rev().max_by_key(fit)?;
    (fit(&best).1 > 0).then_some(best)
}

/// All guesses, the surest first; of equals, in the order of the form and then of the table.
fn guesses(kind: &'static KindDef, grid: &Grid) -> Vec<(u32, usize, &'static FieldDef)> {
    let headings: Vec<&str> = grid.headings().collect();
    let mut all = Vec::new();
    for field in kind.typed_fields() {
        for (column, heading) in headings.iter().enumerate() {
            let sure = by_heading(kind, field, heading).max(if has_shape(field, grid, column) { SHAPE } else { 0 });
            if sure > 0 {
                all.push((sure, column, field));
            }
        }
    }
    all.sort_by_key(|(sure, ..)| std::cmp::Reverse(*sure));
    all
}

fn by_heading(kind: &KindDef, field: &FieldDef, heading: &str) -> u32 {
    let heading = bare(heading);
    if heading.is_empty() {
        return 0;
    }
    let is = |words: &str| words.split(' ').any(|word| !word.is_empty() && bare(word) == heading);
    let label = bare(field.label);
    if label == heading || field.name == heading || is(field.ministry) {
        SAME
    } else if is(also(kind, field)) {
        ALSO
    } else if label.chars().count() > 1 && heading.contains(&label) {
        WITHIN
    } else {
        0
    }
}

/// Headings under which other people's tables have a field.
fn also(kind: &KindDef, field: &FieldDef) -> &'static str {
    let found = headings(kind.name).iter().find(|(name, _)| *name == field.name);
    found.map_or("", |(_, headings)| headings)
}

/// A heading without what people hang onto it: units and notes in brackets, stars, blanks.
fn bare(heading: &str) -> String {
    let text = normal(heading);
    let before_note = text.split(['(', '[', '【', '〔']).next().filter(|t| !t.trim().is_empty()).unwrap_or(&text);
    before_note.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '/' | '"')).collect()
}

/// Whether the cells of a column look like the field and like hardly anything else.
fn has_shape(field: &FieldDef, grid: &Grid, column: usize) -> bool {
    let cells = grid.body().iter().take(LOOKED_AT).map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty());
    let fits = |cell: &str| match field.ty {
        FieldType::Uscc => Uscc::parse(cell).is_ok(),
        FieldType::Phone => cell.len() == 11 && cell.starts_with('1') && cell.bytes().all(|b| b.is_ascii_digit()),
        FieldType::Choice(list) => list.codes.iter().any(|code| code.label == cell),
        _ => false,
    };
    let (mut all, mut fitting) = (0_usize, 0_usize);
    for cell in cells {
        all += 1;
        fitting += usize::from(fits(cell));
    }
    fitting * 10 >= all * 8 && fitting > 0
}
