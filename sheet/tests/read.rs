//! Workbooks as Excel and WPS write them, read as people mean them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use ronghe_core::sheet::{Doubt, Grid, Sheet, SheetError};
use ronghe_sheet::read;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// The bytes of a workbook of one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn one(bytes: &[u8]) -> Sheet {
    let mut sheets = read(bytes).unwrap();
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

fn rows(grid: &Grid) -> Vec<Vec<&str>> {
    grid.all().iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

fn doubts(sheet: &Sheet) -> Vec<Doubt> {
    sheet.content.as_ref().unwrap().doubts.clone()
}

fn row_of(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, u16::try_from(column).unwrap(), *cell).unwrap();
    }
}

#[test]
fn cells_become_the_text_that_people_see() {
    let bytes = book(|sheet| {
        let date = Format::new().set_num_format("yyyy/m/d");
        let chinese = Format::new().set_num_format(r#"yyyy"年"m"月"d"日";@"#);
        let month = Format::new().set_num_format(r#"yyyy"年"m"月""#);
        let percent = Format::new().set_num_format("0.00%");
        let money = Format::new().set_num_format("#,##0.00");
        row_of(sheet, 0, &["日期", "中文日期", "月", "序号", "比例", "到账", "代码", "电话", "是否", "出错"]);
        let day = ExcelDateTime::from_ymd(2022, 1, 19).unwrap();
        sheet.write_datetime_with_format(1, 0, &day, &date).unwrap();
        sheet.write_datetime_with_format(1, 1, &day, &chinese).unwrap();
        sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2022, 1, 1).unwrap(), &month).unwrap();
        sheet.write_number(1, 3, 44_580).unwrap();
        sheet.write_number_with_format(1, 4, 0.1534, &percent).unwrap();
        sheet.write_number_with_format(1, 5, 18_398.309_999_999_998, &money).unwrap();
        sheet.write_string(1, 6, "91320411608134567X").unwrap();
        sheet.write_number(1, 7, 13_800_138_000.0).unwrap();
        sheet.write_boolean(1, 8, true).unwrap();
        sheet.write_formula(1, 9, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let sheet = one(&bytes);
    assert_eq!(doubts(&sheet), []);
    let grid = sheet.grid().unwrap();
    let expected = ["2022-01-19", "2022-01-19", "2022-01", "44580", "15.34%", "18398.31"];
    assert_eq!(grid.body()[0].cells[..6], expected);
    assert_eq!(grid.body()[0].cells[6..9], ["91320411608134567X", "13800138000", "是"]);
    assert_eq!(grid.body()[0].cells[9], "#DIV/0!", "the mapping tells where it stands and leaves it out");
}

#[test]
fn digits_that_a_spreadsheet_has_lost_are_said() {
    let bytes = book(|sheet| {
        row_of(sheet, 0, &["名称", "代码"]);
        row_of(sheet, 1, &["甲"]);
        sheet.write_number(1, 1, 913_204_116_081_345_677_f64).unwrap();
    });
    let sheet = one(&bytes);
    assert_eq!(doubts(&sheet), [Doubt::LongNumbers { count: 1, first: "B2".to_owned() }]);
    assert_eq!(sheet.grid().unwrap().body()[0].cells[1], "913204116081346000");
}

#[test]
fn blank_edges_go_and_rows_keep_their_numbers() {
    let bytes = book(|sheet| {
        let bordered = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
        row_of(sheet, 4, &["", "", "名称", "区县"]);
        row_of(sheet, 6, &["", "", "甲", "武进"]);
        for row in 0..2_000 {
            sheet.write_blank(row, 30, &bordered).unwrap();
        }
    });
    let grid = one(&bytes).grid().unwrap();
    assert_eq!(rows(&grid), [["名称", "区县"], ["甲", "武进"]]);
    assert_eq!((grid.columns(), grid.body()[0].number), (2, 7));
}

#[test]
fn merged_cells_hold_for_each_row_and_titles_do_not() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 3, "合作单位一览表", &plain).unwrap();
        row_of(sheet, 1, &["学院", "单位名称", "区县", "备注"]);
        sheet.merge_range(2, 0, 3, 0, "化工学院", &plain).unwrap();
        row_of(sheet, 2, &["", "甲", "武进"]);
        row_of(sheet, 3, &["", "乙", "新北"]);
        sheet.merge_range(4, 0, 4, 3, "说明：空着的待补", &plain).unwrap();
    });
    let sheet = one(&bytes);
    assert_eq!(doubts(&sheet), [Doubt::Merged { count: 1 }]);
    let grid = sheet.grid().unwrap();
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["学院", "单位名称", "区县", "备注"]);
    let body: Vec<_> = rows(&grid).into_iter().skip(2).collect();
    assert_eq!(body, [vec!["化工学院", "甲", "武进"], vec!["化工学院", "乙", "新北"], vec!["说明：空着的待补"]]);
}

#[test]
fn a_heading_of_two_tiers_is_its_lower_one() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 4, "合作单位一览表", &plain).unwrap();
        sheet.merge_range(1, 0, 2, 0, "单位名称", &plain).unwrap();
        sheet.merge_range(1, 1, 1, 2, "联系人", &plain).unwrap();
        sheet.merge_range(1, 3, 2, 3, "区县", &plain).unwrap();
        sheet.merge_range(1, 4, 2, 4, "备注", &plain).unwrap();
        row_of(sheet, 2, &["", "姓名", "电话"]);
        row_of(sheet, 3, &["甲", "示例联系人", "13800138000", "武进"]);
    });
    let grid = one(&bytes).grid().unwrap();
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["单位名称", "姓名", "电话", "区县", "备注"]);
    assert_eq!(grid.body().len(), 1);
}

#[test]
fn sheets_are_listed_with_hidden_ones_last_and_empty_ones_left_out() {
    let mut book = Workbook::new();
    for (name, hidden, filled) in
        [("空", false, false), ("参数", true, true), ("一季度", false, true), ("二季度", false, true)]
    {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        if filled {
            row_of(sheet, 0, &["名称", "区县"]);
            row_of(sheet, 1, &[name, "武进"]);
        } else {
            sheet.set_active(true);
        }
    }
    let sheets = read(&book.save_to_buffer().unwrap()).unwrap();
    let listed: Vec<_> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(listed, [("一季度", false), ("二季度", false), ("参数", true)]);
}

#[test]
fn a_sheet_that_is_too_much_does_not_hinder_the_others() {
    let mut book = Workbook::new();
    let wide = book.add_worksheet();
    row_of(wide, 0, &["名称"]);
    wide.write_string(1, 400, "远").unwrap();
    let good = book.add_worksheet();
    row_of(good, 0, &["名称", "区县"]);
    row_of(good, 1, &["甲", "武进"]);
    let mut sheets = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(sheets.remove(0).grid(), Err(SheetError::TooMuch));
    assert!(sheets.remove(0).grid().is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_was_written_is_read(
        cells in prop::collection::vec(prop::collection::vec("[a-z甲乙0-9,;\"'=+@<&> \n-]{0,6}", 3), 2..8),
        number in -1e12f64..1e12,
    ) {
        let cells: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(|c| c.trim().to_owned()).collect()).collect();
        // Two decimals and at most fourteen digits: Excel keeps fifteen.
        let number = (number * 100.0).round() / 100.0;
        let bytes = book(|sheet| {
            for (row, cells) in cells.iter().enumerate() {
                let cells: Vec<&str> = ["x"].into_iter().chain(cells.iter().map(String::as_str)).collect();
                row_of(sheet, u32::try_from(row).unwrap(), &cells);
            }
            sheet.write_number(0, 4, number).unwrap();
        });
        let grid = one(&bytes).grid().unwrap();
        for (row, cells) in grid.all().iter().zip(&cells) {
            let found: Vec<&str> = (1..4).map(|column| row.cell(column)).collect();
            prop_assert_eq!(found, cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let text = grid.all()[0].cell(4).to_owned();
        prop_assert_eq!(text.parse::<f64>().unwrap(), number, "{}", text);
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        prop_assert!(decimals <= 2, "{}", text);
    }
}
