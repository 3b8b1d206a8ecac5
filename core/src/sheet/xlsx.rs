//! A table as a workbook of one sheet: the .xlsx that Excel, WPS and LibreOffice open.
//!
//! Only what a table needs: a bold heading that stays in sight, columns as wide as their text, text
//! as text (a code of 18 digits stays one), numbers as numbers. The archive is that of `zip`.

use super::grid::letters_of;
use super::table::Table;
use crate::exchange::zip::{Writer, ZipError};
use std::fmt::Write as _;

/// Most characters that Excel keeps in a cell.
const MOST: usize = 32_767;
/// Widest and narrowest column, in digits of the standard font.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=60;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Style 0 is general, 1 the heading, 2 text.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

impl Table {
    /// Returns the table as the bytes of an .xlsx whose only sheet is called `name`. What a cell cannot
    /// hold is cut to 32,767 characters; control characters, which XML does not know, are left out.
    ///
    /// # Errors
    /// When the workbook would exceed 4 GB.
    pub fn xlsx(&self, name: &str) -> Result<Vec<u8>, ZipError> {
        let mut archive = Writer::new();
        archive.add("[Content_Types].xml", TYPES.as_bytes())?;
        archive.add("_rels/.rels", RELS.as_bytes())?;
        archive.add("xl/workbook.xml", book(name).as_bytes())?;
        archive.add("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes())?;
        archive.add("xl/styles.xml", STYLES.as_bytes())?;
        archive.add("xl/worksheets/sheet1.xml", self.sheet().as_bytes())?;
        Ok(archive.finish())
    }

    fn sheet(&self) -> String {
        let mut out = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#
        );
        for (place, column) in self.columns.iter().enumerate() {
            let cells = self.rows.iter().take(200).filter_map(|row| row.get(place)).map(String::as_str);
            let widest = cells.chain([column.heading.as_str()]).map(width).max().unwrap_or_default();
            let wide = (widest + 2).clamp(*WIDTHS.start(), *WIDTHS.end());
            push(&mut out, format_args!(r#"<col min="{0}" max="{0}" width="{wide}" customWidth="1"/>"#, place + 1));
        }
        out.push_str("</cols><sheetData>");
        push_row(&mut out, 1, self.columns.iter().map(|column| (column.heading.as_str(), false, 1)));
        for (place, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&self.columns).map(|(cell, column)| {
                let number = column.number && is_number(cell);
                (cell.as_str(), number, if number { 0 } else { 2 })
            });
            push_row(&mut out, place + 2, cells);
        }
        out.push_str("</sheetData></worksheet>");
        out
    }
}

fn book(name: &str) -> String {
    // Excel refuses these, and names beyond 31 characters.
    let name: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    let name = if name.trim().is_empty() { "表" } else { name.trim() };
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=""#
    );
    push_text(&mut out, name);
    out.push_str(r#"" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    out
}

fn push_row<'a>(out: &mut String, row: usize, cells: impl Iterator<Item = (&'a str, bool, u8)>) {
    push(out, format_args!(r#"<row r="{row}">"#));
    for (place, (cell, number, style)) in cells.enumerate().filter(|(_, (cell, ..))| !cell.is_empty()) {
        let at = letters_of(place);
        if number {
            push(out, format_args!(r#"<c r="{at}{row}" s="{style}"><v>{cell}</v></c>"#));
        } else {
            push(out, format_args!(r#"<c r="{at}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">"#));
            push_text(out, cell);
            out.push_str("</t></is></c>");
        }
    }
    out.push_str("</row>");
}

/// Writing to a text cannot fail.
fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).unwrap_or_default();
}

fn push_text(out: &mut String, text: &str) {
    for c in text.chars().take(MOST) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A bare one would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

/// Whether a cell is written as a number: plain digits with a sign and a point at most, few enough
/// that a double keeps them all.
fn is_number(cell: &str) -> bool {
    let bare = cell.strip_prefix('-').unwrap_or(cell);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = |(whole, fraction)| digits(whole) && digits(fraction);
    bare.split_once('.').map_or_else(|| digits(bare), fraction) && bare.bytes().filter(u8::is_ascii_digit).count() <= 15
}

/// Width of a text in digits: what is beyond Latin counts twice.
fn width(text: &str) -> usize {
    let line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    text.lines().map(line).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::table::Column;
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;
    use std::io::Cursor;

    /// What another program reads: the heading and the rows.
    fn read(bytes: Vec<u8>) -> (String, Vec<Vec<Data>>) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let name = book.sheet_names().first().unwrap().clone();
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(<[Data]>::to_vec).collect())
    }

    fn table(columns: &[(&str, bool)], rows: &[&[&str]]) -> Table {
        let column = |(heading, number): &(&str, bool)| Column { heading: (*heading).to_owned(), number: *number };
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        Table { columns: columns.iter().map(column).collect(), rows: rows.iter().map(row).collect() }
    }

    #[test]
    fn codes_stay_text_and_numbers_are_numbers() {
        let columns = [("统一社会信用代码", false), ("人数", true), ("备注 <a&b>", false)];
        let rows: &[&[&str]] = &[&["123456789012345678", "12.5", "=1+1"], &["", "-", " 两\n行\"引\" "]];
        let (name, found) = read(table(&columns, rows).xlsx("产学合作[2022]: 一/二").unwrap());
        assert_eq!(name, "产学合作2022 一二");
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(found[0], [text("统一社会信用代码"), text("人数"), text("备注 <a&b>")]);
        assert_eq!(found[1], [text("123456789012345678"), Data::Float(12.5), text("=1+1")]);
        assert_eq!(found[2], [Data::Empty, text("-"), text(" 两\n行\"引\" ")]);
    }

    #[test]
    fn long_digits_are_no_numbers() {
        assert!(is_number("0") && is_number("-12.50") && is_number("123456789012345"));
        for text in ["", "-", "1.", ".5", "1e3", "+1", "1234567890123456", "12,5", "１"] {
            assert!(!is_number(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn another_program_reads_what_was_written(cells in prop::collection::vec("[^\u{0}-\u{1f}\u{fffe}\u{ffff}]{0,12}", 1..20)) {
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            let columns: Vec<(&str, bool)> = row.iter().map(|_| ("x", false)).collect();
            let (_, found) = read(table(&columns, &[&row]).xlsx("s").unwrap());
            // The other program ends at the last cell that is not empty.
            let mut shown: Vec<String> = found.get(1).into_iter().flatten().map(ToString::to_string).collect();
            shown.resize(cells.len(), String::new());
            prop_assert_eq!(shown, cells);
        }
    }
}
