//! A table that goes out: columns and rows as text, and the .csv that Excel and WPS open right.

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether its cells are numbers, for those who add them up.
    pub number: bool,
}

/// A table of text cells; every row has a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Returns the table as .csv: UTF-8 with byte order mark, CRLF, quoted where needed.
    ///
    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front. Long digits
    /// are left as they are: the file is for a machine that reads text, and a mark within the
    /// cell would be refused there. Whoever opens it in Excel to work on it imports the columns
    /// as text.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::from('\u{feff}');
        push_row(&mut out, self.columns.iter().map(|c| c.heading.as_str()));
        for row in &self.rows {
            push_row(&mut out, row.iter().map(String::as_str));
        }
        out
    }
}

impl Table {
    /// Returns the table as the clipboard carries it into a spreadsheet: tabs between cells, with
    /// the same mark in front of what would be taken for a formula.
    #[must_use]
    pub fn tsv(&self) -> String {
        let mut out = String::new();
        let heading = self.columns.iter().map(|column| column.heading.as_str());
        push_line(&mut out, heading);
        for row in &self.rows {
            push_line(&mut out, row.iter().map(String::as_str));
        }
        out
    }
}

fn push_line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push('\t');
        }
        let quoted = cell.contains(['"', '\t', '\n', '\r']);
        if is_risky(cell) && !quoted {
            out.push(MARK);
        }
        if quoted {
            push_quoted(out, cell);
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

fn push_quoted(out: &mut String, cell: &str) {
    out.push('"');
    if is_risky(cell) {
        out.push(MARK);
    }
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

fn push_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        push_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// The sign in front of a cell that a spreadsheet would take for a formula.
const MARK: char = '\'';

/// Whether a spreadsheet would take the cell for a formula. A cell that begins with marks and goes
/// on like a formula counts too, so that a mark more is always a mark to take away.
fn is_risky(cell: &str) -> bool {
    let bare = cell.trim_start_matches(MARK);
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) && (bare != cell || cell.parse::<f64>().is_err())
}

/// Returns the cell without the mark that [`Table::csv`] puts in front of what looks like a formula.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|_| is_risky(cell)).unwrap_or(cell)
}

fn push_cell(out: &mut String, cell: &str) {
    // A semicolon or a tab is quoted too: whoever guesses the separator must not take it for one.
    if cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
        push_quoted(out, cell);
        return;
    }
    if is_risky(cell) {
        out.push(MARK);
    }
    out.push_str(cell);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_reads_back_what_was_written() {
        let table = Table {
            columns: ["名称", "备注"].map(|heading| Column { heading: heading.into(), number: false }).to_vec(),
            rows: vec![
                vec!["甲,乙".into(), "说“好”\"了\"".into()],
                vec!["=1+1".into(), "-3.5".into()],
                vec!["-不是数".into(), "两\n行".into()],
            ],
        };
        let expected = "\u{feff}名称,备注\r\n\"甲,乙\",\"说“好”\"\"了\"\"\"\r\n'=1+1,-3.5\r\n'-不是数,\"两\n行\"\r\n";
        assert_eq!(table.csv(), expected);
        let pasted = "名称\t备注\r\n甲,乙\t\"说“好”\"\"了\"\"\"\r\n'=1+1\t-3.5\r\n'-不是数\t\"两\n行\"\r\n";
        assert_eq!(table.tsv(), pasted);
    }
}
