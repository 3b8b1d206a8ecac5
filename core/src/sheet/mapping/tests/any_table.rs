//! What holds of every table: taken twice it brings nothing new, taken back it leaves nothing.

use super::*;

/// Takes the import back as history would; returns how many records it leaves as they are.
fn undo(desk: &mut Desk, done: &Prepared) -> usize {
    let Some(log) = BatchLog::of(done) else { return 0 };
    let records: Vec<Undone> =
        done.rows.iter().map(|r| Undone { id: r.id, before: r.before.clone(), changed_since: None }).collect();
    let plan = undo_batch(&desk.ledger, &desk.head, &log, &records);
    let left = plan.left.len();
    desk.commit(Why::Restore, plan.changes);
    left
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn twice_the_same_is_nothing_new_and_undo_is_as_before(
        kind in prop::sample::select(vec!["partner", "visit", "need", "agreement", "person", "contact"]),
        rows in prop::collection::vec((0usize..4, 0usize..5, "[a-c]{0,2}", 0usize..4), 1..12),
        create: bool,
    ) {
        let mut desk = Desk::new();
        desk.add("partner", "1", &[("name", json!("甲")), ("address", json!("a"))]);
        desk.add("visit", "1", &[("partner", json!(Id::of_key("partner", "1").to_string())), ("date", json!("2022-01-19"))]);
        let kind = SCHEMA.kind(kind).unwrap();
        let words = ["甲", "乙", CODE, "技术", "2022-1-19"];
        let heading: Vec<&str> = kind.fields.iter().map(|f| f.label).collect();
        let mut text = heading.join(",") + "\n";
        for (shift, word, free, step) in &rows {
            let cells = (0..heading.len()).map(|i| match (i + shift) % 3 {
                0 => words[(word + i * step) % words.len()].to_owned(),
                1 => free.clone(),
                _ => words[i % words.len()].to_owned(),
            });
            text += &(cells.collect::<Vec<_>>().join(",") + "\n");
        }
        let read = Mapping { create, ..Mapping::guess(kind, &grid(&text)) };
        let before = desk.state();
        let plan = desk.plan(&read, &text);
        prop_assert_eq!(plan.rows.len(), grid(&text).body().len());
        let done = desk.import(&plan);
        prop_assert_eq!(desk.ledger.clashing().count(), 0);
        let after = desk.state();
        let again = desk.plan(&read, &text);
        prop_assert_eq!(again.takes(), 0, "{:?}", again.rows);
        prop_assert!(again.batch(&BTreeSet::new()).0.is_empty());
        prop_assert_eq!(undo(&mut desk, &done), 0);
        prop_assert_eq!(desk.state(), before);
        // What the undo deleted comes back with the table, if asked for.
        let plan = desk.plan(&Mapping { revive: true, ..read }, &text);
        desk.import(&plan);
        prop_assert_eq!(desk.state(), after);
    }

    #[test]
    fn any_table_is_planned(text in "([a-c甲,\n]|\\PC){1,80}", kind in 0usize..11) {
        let Ok(grid) = read_table(text.clone()) else { return Ok(()) };
        let mut read = Mapping::guess(SCHEMA.kinds()[kind], &grid);
        for (column, field) in read.columns.iter_mut().zip(SCHEMA.kinds()[kind].fields) {
            *column = Some(*field);
        }
        let mut desk = Desk::new();
        let plan = desk.plan(&read, &text);
        desk.import(&plan);
        prop_assert!(desk.plan(&read, &text).batch(&BTreeSet::new()).0.is_empty());
    }
}
