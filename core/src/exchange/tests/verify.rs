//! A file is held against what is here before the device is cleared.

use super::*;

fn file(desk: &Desk, select: Select<'_>) -> ExchangeFile {
    let stamp = FileStamp { id: key("file"), created_ms: NOW, app: "1", build: "b" };
    read_file(write_file(&desk.ledger, &desk.head, select, stamp).as_bytes()).unwrap()
}

#[test]
fn only_a_file_with_every_row_as_it_is_now_will_do() {
    let mut desk = Desk::joined("a", "王敏");
    desk.types("partner", key("p"), "name", json!("示例化工"));
    desk.types("partner", key("q"), "name", json!("示例药业"));
    desk.deletes(key("q"));
    let all = file(&desk, Select::Full);
    assert_eq!(left_out(&desk.ledger, std::slice::from_ref(&all)), [], "deletions are rows too");
    assert_eq!(left_out(&desk.ledger, &[file(&desk, Select::Records(&[key("p")]))]), [key("q")]);

    // What is typed after the export is not in the file, whatever the record is called.
    desk.types("partner", key("p"), "type", json!("民营"));
    assert_eq!(left_out(&desk.ledger, std::slice::from_ref(&all)), [key("p")]);
    assert_eq!(left_out(&desk.ledger, &[]).len(), 2);
}
