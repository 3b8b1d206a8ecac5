//! A workbook that came in: its sheets as text, and how a worker hands them over to the page.
//!
//! Reading workbooks is `ronghe-sheet`'s; here is only what it finds and the packed form of a sheet:
//! one text, cells divided by U+001F, rows ended by U+001E, which cells cannot contain. The first
//! row is the head. The page unpacks in slices, as it reads every table ([`super::TableReader`]).

use super::{Counted, Grid, GridRow, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError};

/// Stands between cells.
const CELL: char = '\u{1f}';
/// Ends a row.
const ROW: char = '\u{1e}';
/// Begins a packed sheet; the number changes with the form.
const MARK: &str = "ronghe-sheet 1";

/// What is not as it should be with cells that are read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Numbers of more than 15 digits, of which spreadsheets keep 15.
    LongNumbers {
        /// How many.
        count: usize,
        /// Where the first of them stands: `C5`.
        first: String,
    },
    /// Formulas whose error has no place in what was read.
    Errors {
        /// How many.
        count: usize,
    },
    /// Merged cells, whose value now stands in each.
    Merged {
        /// How many ranges.
        count: usize,
    },
    /// The format of the file does not tell a percentage from a number.
    NoPercent,
}

impl Doubt {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::LongNumbers { count, first } => format!(
                "有 {count} 个超过 15 位的数字（第一个在 {first}），表格软件只保留前 15 位，后面的已变成 0，请核对，代码最好按文本填写。"
            ),
            Self::Errors { count } => format!("有 {count} 个格子的公式出错，按空格子读，请在表格里改好。"),
            Self::Merged { count } => format!("有 {count} 处合并的格子，已把值填到每一格。"),
            Self::NoPercent => {
                "这种格式不写明百分数，15% 会读成 0.15，请核对比例一类的列，或另存为 .xlsx 再选。".to_owned()
            }
        }
    }
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetRows {
    /// Its rows that are not blank; the number of a row is the one that spreadsheets show.
    pub rows: Vec<GridRow>,
    /// Number of the heading row where merged cells tell it; else it is guessed.
    pub heading: Option<usize>,
    /// What the person should know of it.
    pub doubts: Vec<Doubt>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden in the workbook.
    pub hidden: bool,
    /// What it holds, or why nothing of it can be taken.
    pub content: Result<SheetRows, SheetError>,
}

impl Sheet {
    /// Returns the table of the sheet.
    ///
    /// # Errors
    /// Why there is none.
    pub fn grid(self) -> Result<Grid, SheetError> {
        let SheetRows { rows, heading, .. } = self.content?;
        Ok(headed(Grid::new(Counted::Lines, rows)?, heading))
    }

    /// Returns the packed form.
    #[must_use]
    pub fn pack(&self) -> String {
        let mut out = String::from(MARK);
        push(&mut out, &self.name);
        push(&mut out, if self.hidden { "1" } else { "" });
        match &self.content {
            Err(error) => push(&mut out, &error.sentence()),
            Ok(content) => {
                push(&mut out, "");
                push(&mut out, &content.rows.len().to_string());
                push(&mut out, &content.heading.map_or_else(String::new, |row| row.to_string()));
                content.doubts.iter().for_each(|doubt| push(&mut out, &doubt.sentence()));
                for row in &content.rows {
                    out.push(ROW);
                    out.push_str(&row.number.to_string());
                    row.cells.iter().for_each(|cell| push(&mut out, cell));
                }
            }
        }
        out.push(ROW);
        out
    }
}

fn push(out: &mut String, cell: &str) {
    out.push(CELL);
    out.extend(cell.chars().filter(|c| !matches!(*c, CELL | ROW)));
}

fn headed(mut grid: Grid, heading: Option<usize>) -> Grid {
    if let Some(place) = heading.and_then(|number| grid.all().iter().position(|row| row.number == number)) {
        grid.set_heading(place);
    }
    grid
}

/// What a packed sheet says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetHead {
    /// Its name.
    pub name: String,
    /// Whether it is hidden in the workbook.
    pub hidden: bool,
    /// Why nothing of it can be taken; empty if it can.
    pub refusal: String,
    /// How many rows it has.
    pub rows: usize,
    /// Sentences about it that the person should know.
    pub doubts: Vec<String>,
    heading: Option<usize>,
}

impl SheetHead {
    /// Returns the head of the packed sheet that begins with these bytes, see [`Self::of`].
    #[must_use]
    pub fn of_bytes(start: &[u8]) -> Option<Self> {
        let head = start.split(|byte| char::from(*byte) == ROW).next()?;
        Self::of(std::str::from_utf8(head).ok()?)
    }

    /// Returns the head of a packed sheet; `None` if the text is none, or of another build's form.
    #[must_use]
    pub fn of(packed: &str) -> Option<Self> {
        let mut cells = packed.split(ROW).next()?.split(CELL);
        let mut next = || cells.next().unwrap_or_default().to_owned();
        if next() != MARK {
            return None;
        }
        let (name, hidden, refusal, rows, heading) = (next(), next() == "1", next(), next(), next());
        let (rows, heading) = (rows.parse().unwrap_or_default(), heading.parse().ok());
        Some(Self { name, hidden, refusal, rows, heading, doubts: cells.map(str::to_owned).collect() })
    }
}

/// A packed sheet being unpacked.
#[derive(Debug)]
pub(super) struct PackedReader {
    text: String,
    /// Where unpacking goes on, in bytes.
    at: usize,
    rows: Vec<GridRow>,
    cells: usize,
    heading: Option<usize>,
}

impl PackedReader {
    /// Begins to unpack; `None` if the text is no packed sheet.
    pub(super) fn open(text: String) -> Option<Self> {
        let heading = SheetHead::of(&text)?.heading;
        let at = text.find(ROW)? + ROW.len_utf8();
        Some(Self { text, at, rows: Vec::new(), cells: 0, heading })
    }

    /// Unpacks `rows` rows more; returns whether it is at the end.
    pub(super) fn step(&mut self, rows: usize) -> Result<bool, SheetError> {
        for _ in 0..rows {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some((row, _)) = rest.split_once(ROW) else { return Ok(true) };
            self.at += row.len() + ROW.len_utf8();
            let mut cells = row.split(CELL);
            let number = cells.next().and_then(|number| number.parse().ok()).unwrap_or_default();
            let cells: Vec<String> = cells.map(str::to_owned).collect();
            self.cells += cells.len();
            if cells.len() > MAX_COLUMNS || self.cells > MAX_CELLS || self.rows.len() >= MAX_ROWS {
                return Err(SheetError::TooMuch);
            }
            self.rows.push(GridRow { number, cells });
        }
        Ok(self.at >= self.text.len())
    }

    /// Returns what was unpacked.
    pub(super) fn finish(self) -> Result<Grid, SheetError> {
        Ok(headed(Grid::new(Counted::Lines, self.rows)?, self.heading))
    }
}

#[cfg(test)]
mod tests {
    use super::super::TableReader;
    use super::*;
    use proptest::prelude::*;

    fn sheet(rows: Vec<GridRow>) -> Sheet {
        let doubts = vec![Doubt::Merged { count: 2 }, Doubt::NoPercent];
        Sheet { name: "一季度".to_owned(), hidden: false, content: Ok(SheetRows { rows, heading: Some(3), doubts }) }
    }

    fn unpacked(packed: String, slice: usize) -> Result<Grid, SheetError> {
        let mut reader = TableReader::open_packed(packed)?;
        while !reader.step(slice)? {}
        reader.finish()
    }

    fn row(number: usize, cells: &[&str]) -> GridRow {
        GridRow { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn a_sheet_says_what_it_is_before_it_is_unpacked() {
        let packed = sheet(vec![row(2, &["名称", "联系人"]), row(3, &["名称", "姓名"]), row(5, &["甲", ""])]).pack();
        let head = SheetHead::of_bytes(packed.as_bytes()).unwrap();
        assert_eq!((head.name.as_str(), head.hidden, head.refusal.as_str(), head.rows), ("一季度", false, "", 3));
        assert_eq!(head.doubts, [Doubt::Merged { count: 2 }.sentence(), Doubt::NoPercent.sentence()]);
        let grid = unpacked(packed, 1).unwrap();
        assert_eq!(grid.headings().collect::<Vec<_>>(), ["名称", "姓名"], "merged cells told the heading");
        assert_eq!(grid.body(), [row(5, &["甲", ""])]);
    }

    #[test]
    fn a_sheet_that_cannot_be_taken_says_why() {
        let refused = Sheet { name: "大".to_owned(), hidden: true, content: Err(SheetError::TooMuch) };
        let head = SheetHead::of(&refused.pack()).unwrap();
        assert_eq!((head.hidden, head.refusal), (true, SheetError::TooMuch.sentence()));
    }

    #[test]
    fn what_another_build_packed_is_not_taken() {
        assert_eq!(SheetHead::of("ronghe-sheet 2\u{1f}x\u{1e}"), None);
        assert_eq!(unpacked("a,b\n1,2".to_owned(), 9), Err(SheetError::OtherBuild));
    }

    proptest! {
        #[test]
        fn any_sheet_is_unpacked_as_it_was(
            cells in prop::collection::vec(prop::collection::vec("[^\u{1e}\u{1f}]{0,6}", 1..5), 2..9),
            slice in 1usize..5,
        ) {
            let rows: Vec<GridRow> =
                cells.into_iter().enumerate().map(|(i, cells)| GridRow { number: i * 2 + 1, cells }).collect();
            let there = sheet(rows.clone()).grid();
            prop_assert_eq!(unpacked(sheet(rows).pack(), slice), there);
        }

        #[test]
        fn any_text_is_unpacked_or_refused(text in "(ronghe-sheet 1)?[\u{1e}\u{1f}0-9a甲]{0,60}") {
            drop(SheetHead::of(&text));
            drop(unpacked(text, 2));
        }
    }
}
