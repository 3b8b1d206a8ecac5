//! Reading tables: what spreadsheets and people write, and what breaks.

use super::*;
use proptest::prelude::*;

fn rows(text: &str) -> Vec<Vec<String>> {
    read_table(text.to_owned()).unwrap().all().iter().map(|row| row.cells.clone()).collect()
}

fn sentence(text: &str) -> String {
    read_table(text.to_owned()).unwrap_err().sentence()
}

#[test]
fn separators_quotes_and_line_ends_are_told_apart() {
    let expected = [["名称", "备注"], ["甲,乙", "说“好”\"了\""], ["丙", "两\n行"]];
    assert_eq!(rows("名称,备注\r\n\"甲,乙\",\"说“好”\"\"了\"\"\"\r\n丙,\"两\n行\"\r\n"), expected);
    assert_eq!(rows("\u{feff}名称;备注\n甲,乙;\"说“好”\"\"了\"\"\"\n丙;\"两\n行\""), expected);
    assert_eq!(rows("名称\t备注\r甲,乙\t\"说“好”\"\"了\"\"\"\r丙\t\"两\n行\"\r"), expected);
    assert_eq!(rows("sep=;\r\n名称;备注\r\n甲,乙;丙"), [["名称", "备注"], ["甲,乙", "丙"]]);
}

#[test]
fn columns_are_named_as_excel_names_them() {
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters_of), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn a_cell_that_looked_like_a_formula_is_as_it_was() {
    assert_eq!(rows("a,b\n'=1+1,'abc\n'-不是数,-3.5"), [["a", "b"], ["=1+1", "'abc"], ["-不是数", "-3.5"]]);
}

#[test]
fn rows_keep_their_lines_and_titles_above_the_heading_are_seen() {
    let grid = read_table("\n合作单位一览表,,\r\n,,\r\n名称,区县,备注\r\n\"甲\n乙\",武进,\r\n丙,新北,x\r\n".to_owned())
        .unwrap();
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["名称", "区县", "备注"]);
    assert_eq!(grid.body().iter().map(|row| row.number).collect::<Vec<_>>(), [5, 7]);
    assert_eq!(grid.all().len(), 4);
    assert_eq!(grid.counted().place(7), "第 7 行");
}

#[test]
fn short_rows_long_rows_and_blank_ends_do_no_harm() {
    let grid = read_table("a,b,,\n1\n1,2,3,\n".to_owned()).unwrap();
    assert_eq!(grid.columns(), 3);
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["a", "b", ""]);
    assert_eq!(grid.body()[0].cell(2), "");
}

#[test]
fn a_heading_with_gaps_above_one_full_row_stays_the_heading() {
    let grid = read_table("名称,区县,,,\n甲,武进,1,2,3\n".to_owned()).unwrap();
    assert_eq!((grid.heading(), grid.body().len()), (0, 1));
    assert_eq!(sentence("2022 年名单,\n名称,区县\n"), SheetError::NoRows.sentence(), "a title is no heading");
}

#[test]
fn another_row_can_be_the_heading() {
    let mut grid = read_table("说明,1\n名称,区县\n甲,武进".to_owned()).unwrap();
    assert_eq!(grid.heading(), 0);
    grid.set_heading(1);
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["名称", "区县"]);
    grid.set_heading(2);
    assert_eq!(grid.heading(), 1, "nothing would be left");
}

#[test]
fn json_is_read_in_each_of_its_forms() {
    let expected = [["名称", "地址.区县", "标签"], ["甲", "武进", "一、二"], ["乙", "", "是"]];
    let one = r#"{"名称":"甲","地址":{"区县":"武进"},"标签":["一","二"]}"#;
    let two = r#"{"名称":"乙","地址":{"区县":null},"标签":true}"#;
    assert_eq!(rows(&format!("[{one},\n{two}]")), expected);
    assert_eq!(rows(&format!(r#"{{"total":2,"data":{{"other":[1],"list":[{one},{two}]}}}}"#)), expected);
    assert_eq!(rows(&format!("{one}\n\n{two}\n")), expected);
    let grid = read_table(r#"[{"b":1.5,"a":913204116081345677},{"a":"x"}]"#.to_owned()).unwrap();
    assert_eq!(grid.headings().collect::<Vec<_>>(), ["b", "a"], "columns stay in their order");
    assert_eq!(grid.body()[0].cells, ["1.5", "913204116081345677"]);
    assert_eq!(grid.counted().place(grid.body()[1].number), "第 2 条");
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(
        sentence("a,b\n1,\"未完\n2,3"),
        "第 2 行有一个引号没有收尾，后面的格子分不开；本机数据没有改动，请补上或删掉这个引号再导入。"
    );
    assert_eq!(sentence("名称,区县\n"), SheetError::NoRows.sentence());
    assert_eq!(sentence(",,\n , \n"), SheetError::Empty.sentence());
    assert_eq!(sentence(" \n"), SheetError::Empty.sentence());
    assert_eq!(sentence("[1,2]"), SheetError::NotARecord { number: 1 }.sentence());
    assert_eq!(sentence("[]"), SheetError::NoList.sentence());
    assert_eq!(sentence("{\"a\":1}"), SheetError::NoList.sentence());
    assert_eq!(sentence("[{\"a\":1},\n{\"a\":"), SheetError::NotJson { line: 2 }.sentence());
    assert_eq!(sentence("{\"format\":\"ronghe-exchange\",\"x\":[{}]}"), SheetError::Exchange.sentence());
    assert_eq!(sentence("{\"format\":\"excalidraw\",\"x\":[{\"a\":1}]}"), SheetError::NoList.sentence());
    assert_eq!(sentence(&"a,".repeat(300)), SheetError::TooMuch.sentence());
    assert_eq!(
        sentence(&format!("[{}1{}]", "[".repeat(5_000), "]".repeat(5_000))),
        SheetError::NotARecord { number: 1 }.sentence()
    );
    let deep = format!("[{{\"a\":{}1{}}}]", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(sentence(&deep), SheetError::NotARecord { number: 1 }.sentence());
    assert_eq!(sentence(&"a\n".repeat(100_100)), SheetError::TooMuch.sentence());
}

#[test]
fn encodings_are_told_by_content() {
    assert_eq!(text_of("\u{feff}名称".as_bytes()), Ok(Text::Ready("名称".to_owned())));
    // 名称,区县 in GBK.
    let gbk = b"\xc3\xfb\xb3\xc6,\xc7\xf8\xcf\xd8\r\n\xbc\xd7,\xce\xe4\xbd\xf8\r\n";
    assert_eq!(text_of(gbk), Ok(Text::Gb18030));
    let units: Vec<u8> = "\u{feff}名称\t区县\r\n甲\t武进".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text_of(&units), Ok(Text::Ready("名称\t区县\r\n甲\t武进".to_owned())));
    let mut damaged = "名称,区县\n示例化工有限公司,武进区\n示例".as_bytes().to_vec();
    damaged.pop();
    assert_eq!(text_of(&damaged), Err(SheetError::Damaged { line: 3 }));
    assert_eq!(text_of(b"PK\x03\x04xl/"), Ok(Text::Workbook));
    assert_eq!(text_of(b"\xd0\xcf\x11\xe0\xa1\xb1"), Ok(Text::Workbook));
    assert_eq!(text_of(b"<html><table>"), Err(SheetError::Html));
    assert_eq!(text_of(b"a,b\x00"), Err(SheetError::NotText));
    assert_eq!(text_of(b" \r\n"), Err(SheetError::Empty));
    assert!(is_foreign_table(gbk));
    assert!(is_foreign_table(&units));
}

#[test]
fn foreign_tables_are_told_from_everything_else() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile");
    let is_table = |name: &str| is_foreign_table(&std::fs::read(folder.join(name)).unwrap());
    let tables: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "expected.tsv" && is_table(name))
        .collect();
    let known = |name: &String| ["array.json", "workbook.json"].contains(&name.as_str()) || name.ends_with(".csv");
    assert!(tables.iter().all(known), "{tables:?}");
    assert!(is_table("array.json") && is_table("table.csv") && is_table("workbook.json"));
    let old: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(is_workbook(&[b"\xd0\xcf\x11\xe0", old.as_slice()].concat()));
    assert!(!is_workbook(b"PK\x03\x04 word/document.xml") && !is_workbook(b"xl/"));
}

/// Any cell that a person or a program may write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z甲乙,;\t\"'=+@ \r\n-]{0,6}", "\\PC{0,5}", "[0-9]{1,4}"]
}

proptest! {
    #[test]
    fn any_table_survives_our_own_csv(
        heading in prop::collection::vec("[a-z甲乙]{1,3}", 1..5),
        rows in prop::collection::vec(prop::collection::vec(cell(), 5), 1..8),
    ) {
        let width = heading.len();
        let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.into_iter().take(width).collect()).collect();
        let kept: Vec<&Vec<String>> = rows.iter().filter(|row| row.iter().any(|c| !c.trim().is_empty())).collect();
        prop_assume!(!kept.is_empty());
        let columns = heading.iter().map(|h| Column { heading: h.clone(), number: false }).collect();
        let csv = Table { columns, rows: rows.clone() }.csv();
        let grid = read_table(csv).unwrap();
        prop_assert_eq!(&grid.all()[0].cells, &heading);
        let read: Vec<&Vec<String>> = grid.all().iter().skip(1).map(|row| &row.cells).collect();
        prop_assert_eq!(read, kept);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(\\PC|[\",;\t\r\n{}\\[\\]:]){0,200}") {
        drop(read_table(text));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        drop(text_of(&bytes));
        let known = is_foreign_table(&bytes);
        prop_assert!(!known || text_of(&bytes).is_ok());
    }

    #[test]
    fn slices_make_no_difference(text in "[a,\"\r\n甲;]{1,120}", slice in 1usize..7) {
        let Ok(mut reader) = TableReader::open(text.clone()) else { return Ok(()) };
        let sliced = loop {
            match reader.step(slice) {
                Ok(true) => break reader.finish(),
                Ok(false) => {}
                Err(error) => break Err(error),
            }
        };
        prop_assert_eq!(sliced, read_table(text));
    }
}
