//! A table that came in: rows of text cells with the place of each, and which row is the heading.

use super::SheetError;

/// How many rows are looked at for the heading.
const LOOKED_AT: usize = 20;

/// What the number of a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Lines of the text or rows of the sheet, from 1, as an editor or a spreadsheet counts them.
    Lines,
    /// Entries of a list, from 1.
    Items,
}

impl Counted {
    /// Returns where the row `number` stands, as people say it.
    #[must_use]
    pub fn place(self, number: usize) -> String {
        match self {
            Self::Lines => format!("第 {number} 行"),
            Self::Items => format!("第 {number} 条"),
        }
    }
}

/// One row. Cells that its file leaves out at the end are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridRow {
    /// Where it stands; see [`Counted`].
    pub number: usize,
    /// Its cells as written.
    pub cells: Vec<String>,
}

impl GridRow {
    /// Returns the cell of a column, counted from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// A table: a heading row, what stands above it, and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    counted: Counted,
    rows: Vec<GridRow>,
    heading: usize,
    columns: usize,
}

impl Grid {
    /// Returns the table of these rows; blank ones are left out. The heading is guessed: titles
    /// above it, which office tables love, fill only one cell.
    ///
    /// # Errors
    /// Nothing below the heading.
    pub(super) fn new(counted: Counted, mut rows: Vec<GridRow>) -> Result<Self, SheetError> {
        rows.retain(|row| row.filled() > 0);
        let width = |row: &GridRow| row.cells.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |last| last + 1);
        let columns = rows.iter().map(width).max().unwrap_or(0);
        let most = rows.iter().take(LOOKED_AT).map(GridRow::filled).max().unwrap_or(0);
        let guess = rows.iter().position(|row| row.filled() * 2 > most).unwrap_or(0);
        // What fills several cells above a last row that is fuller is no title: that row is the data.
        let is_last = guess + 1 == rows.len();
        let above = rows.iter().position(|row| row.filled() > 1).filter(|_| is_last);
        let heading = above.unwrap_or(guess);
        let grid = Self { counted, rows, heading, columns };
        match grid.rows.len() {
            0 => Err(SheetError::Empty),
            _ if grid.body().is_empty() => Err(SheetError::NoRows),
            _ => Ok(grid),
        }
    }

    /// Returns what the numbers of rows count.
    #[must_use]
    pub const fn counted(&self) -> Counted {
        self.counted
    }

    /// Returns every row, the heading and what stands above it included.
    #[must_use]
    pub fn all(&self) -> &[GridRow] {
        &self.rows
    }

    /// Returns which of [`Self::all`] is the heading.
    #[must_use]
    pub const fn heading(&self) -> usize {
        self.heading
    }

    /// Takes another row for the heading; ignored if nothing would be left below it.
    pub fn set_heading(&mut self, row: usize) {
        if row + 1 < self.rows.len() {
            self.heading = row;
        }
    }

    /// Returns how many columns there are.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Returns the heading of each column, possibly empty.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        let row = self.rows.get(self.heading);
        (0..self.columns).map(move |column| row.map_or("", |row| row.cell(column)).trim())
    }

    /// Returns the rows below the heading.
    #[must_use]
    pub fn body(&self) -> &[GridRow] {
        self.rows.get(self.heading + 1..).unwrap_or_default()
    }
}

/// Returns the name of the column at a place, from 0, as spreadsheets show it: A to Z, AA and so on.
#[must_use]
pub fn letters_of(place: usize) -> String {
    let (mut rest, mut name) = (place.saturating_add(1), Vec::new());
    while rest > 0 {
        rest -= 1;
        name.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    name.iter().rev().copied().map(char::from).collect()
}
