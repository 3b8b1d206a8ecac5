//! The recycle bin.

use super::*;

#[test]
fn what_went_together_is_one_entry_and_the_last_deletion_comes_first() {
    let mut desk = visited("a");
    desk.put("need", id("n2"), "visit", json!(id("v").to_string()));
    assert!(desk.ledger.bin().is_empty());
    desk.commit(vec![Change::Delete { id: id("n2"), because: "重复".to_owned(), seen: None }]);
    desk.delete(id("v"));
    let bin = desk.ledger.bin();
    assert_eq!(bin.iter().map(|b| b.id).collect::<Vec<_>>(), [id("v"), id("n2")]);
    assert_eq!(bin[0].lines, [id("n")]);
    assert_eq!((bin[1].because.as_str(), bin[1].by.code()), ("重复", "a"));
    desk.restore(id("v"));
    assert_eq!(desk.ledger.bin().len(), 1);
}

#[test]
fn a_record_that_a_line_holds_is_not_in_the_bin() {
    let mut one = visited("a");
    let mut two = Desk::new("b");
    two.import(&one);
    one.delete(id("v"));
    two.put("need", id("n2"), "visit", json!(id("v").to_string()));
    one.import(&two);
    assert_eq!(one.ledger.bin().iter().map(|b| b.id).collect::<Vec<_>>(), [id("n")], "it is gone for itself");
}
