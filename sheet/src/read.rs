//! From the bytes of a workbook to its sheets.

use crate::collect::Collected;
use crate::container::{Format, format_of};
use crate::merged;
use crate::text::{Doubts, Shown, is_long, text_of};
use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};
use ronghe_core::sheet::{MAX_CELLS, Sheet, SheetError, SheetRows};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most sheets of a workbook that are looked at.
const MAX_SHEETS: usize = 200;

type Bytes<'a> = Cursor<&'a [u8]>;

/// Returns the sheets of a workbook that hold anything, hidden ones last.
///
/// # Errors
/// Why there are none.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let format = format_of(bytes)?;
    // Readers of old binary formats trust what they read, and stop at what cannot be.
    let read = catch_unwind(AssertUnwindSafe(|| read_as(format, Cursor::new(bytes))));
    let mut sheets = read.unwrap_or(Err(SheetError::BrokenBook))?;
    sheets.retain(|sheet| sheet.content != Err(SheetError::Empty));
    sheets.sort_by_key(|sheet| sheet.hidden);
    if sheets.is_empty() { Err(SheetError::NoSheet) } else { Ok(sheets) }
}

fn read_as(format: Format, bytes: Bytes<'_>) -> Result<Vec<Sheet>, SheetError> {
    match format {
        Format::Xlsx => {
            let mut book = Xlsx::new(bytes).map_err(|error| match error {
                XlsxError::Password => SheetError::Locked,
                _ => SheetError::BrokenBook,
            })?;
            Ok(each(&mut book, xlsx_sheet))
        }
        Format::Xlsb => {
            let mut book = Xlsb::new(bytes).map_err(|error| match error {
                XlsbError::Password => SheetError::Locked,
                _ => SheetError::BrokenBook,
            })?;
            Ok(each(&mut book, xlsb_sheet))
        }
        Format::Xls => {
            let mut book = Xls::new(bytes).map_err(|error| match error {
                XlsError::Password => SheetError::Locked,
                _ => SheetError::BrokenBook,
            })?;
            Ok(each(&mut book, |book, name, room| {
                let ranges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                range_sheet(book, name, room, &ranges)
            }))
        }
        Format::Ods => {
            let mut book = Ods::new(bytes).map_err(|error| match error {
                OdsError::Password => SheetError::Locked,
                _ => SheetError::BrokenBook,
            })?;
            Ok(each(&mut book, |book, name, room| range_sheet(book, name, room, &[])))
        }
    }
}

/// What a sheet holds, and how many cells that is.
type Content = Result<(SheetRows, usize), SheetError>;

/// Reads each worksheet of a book with what is left of the room for cells.
fn each<'a, B: Reader<Bytes<'a>>>(book: &mut B, mut read: impl FnMut(&mut B, &str, usize) -> Content) -> Vec<Sheet> {
    let mut room = MAX_CELLS;
    let listed = book.sheets_metadata().to_vec();
    let worksheets = listed.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).take(MAX_SHEETS);
    let sheets = worksheets.map(|sheet| {
        let content = read(book, &sheet.name, room).map(|(rows, cells)| {
            room = room.saturating_sub(cells);
            rows
        });
        Sheet { hidden: sheet.visible != SheetVisible::Visible, name: sheet.name, content }
    });
    sheets.collect()
}

fn xlsx_sheet(book: &mut Xlsx<Bytes<'_>>, name: &str, room: usize) -> Content {
    let mut cells = Collected::new(room);
    let mut doubts = Doubts::default();
    {
        let mut reader = book.worksheet_cells_reader(name).map_err(|error| match error {
            // A chart or a dialogue has no cells.
            XlsxError::NotAWorksheet(_) => SheetError::Empty,
            _ => SheetError::BrokenBook,
        })?;
        let shown: Vec<Shown> = reader.styles().iter().map(Shown::by).collect();
        loop {
            match reader.next_cell_with_style_id() {
                Ok(None) => break,
                Ok(Some((cell, style))) => {
                    let shown = shown.get(style).copied().unwrap_or_default();
                    take(&mut cells, &mut doubts, cell.get_position(), cell.get_value(), shown)?;
                }
                // An error of newer Excel that calamine does not know; the reader goes on behind it.
                Err(XlsxError::CellError(_)) => doubts.errors += 1,
                Err(_) => return Err(SheetError::BrokenBook),
            }
        }
    }
    let ranges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    whole(cells, doubts, &ranges)
}

fn xlsb_sheet(book: &mut Xlsb<Bytes<'_>>, name: &str, room: usize) -> Content {
    let mut cells = Collected::new(room);
    let mut doubts = Doubts::without_percent();
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| SheetError::BrokenBook)?;
    while let Some(cell) = reader.next_cell().map_err(|_| SheetError::BrokenBook)? {
        take(&mut cells, &mut doubts, cell.get_position(), cell.get_value(), Shown::Plain)?;
    }
    whole(cells, doubts, &[])
}

fn range_sheet<'a, B: Reader<Bytes<'a>>>(book: &mut B, name: &str, room: usize, ranges: &[Dimensions]) -> Content {
    let range = book.worksheet_range(name).map_err(|_| SheetError::BrokenBook)?;
    let mut cells = Collected::new(room);
    let mut doubts = Doubts::without_percent();
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let place = |from: u32, offset: usize| from.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        let at = (place(top, row), place(left, column));
        take(&mut cells, &mut doubts, at, &by_reference(value), Shown::Plain)?;
    }
    whole(cells, doubts, ranges)
}

fn by_reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn take(
    cells: &mut Collected,
    doubts: &mut Doubts,
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    shown: Shown,
) -> Result<(), SheetError> {
    if is_long(value) {
        doubts.long(row, column);
    }
    cells.add(row, column, text_of(value, shown))
}

fn whole(mut cells: Collected, mut doubts: Doubts, ranges: &[Dimensions]) -> Content {
    let heading = merged::fill(&mut cells, ranges, &mut doubts);
    let count = cells.count();
    Ok((SheetRows { rows: cells.into_rows()?, heading, doubts: doubts.list() }, count))
}
