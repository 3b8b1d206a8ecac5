//! The preview: each record in one class, each field with its relation, and what is applied.

use super::*;

fn counts(preview: &Preview) -> [usize; 7] {
    let c = preview.counts;
    [c.new, c.updated, c.same, c.deleted, c.conflicts, c.missing, c.bad]
}

/// Two devices that hold the same.
fn pair() -> (Desk, Desk) {
    let there = office();
    let mut here = Desk::joined("phone", "王老师");
    here.takes(&there.writes(Select::Full));
    (there, here)
}

fn changes(desk: &Desk, preview: &Preview, id: Id) -> Vec<(&'static str, String, String, Relation)> {
    let item = preview.item(&id).unwrap().clone();
    let detail = preview.details(&desk.ledger, &[item]).remove(0);
    detail.changes.into_iter().map(|c| (c.label, c.mine, c.theirs, c.relation)).collect()
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let there = office();
    let mut here = Desk::joined("phone", "王老师");
    let text = there.writes(Select::Full);
    let (first, _) = here.takes(&text);
    assert_eq!(counts(&first), [5, 0, 0, 0, 0, 0, 0]);
    assert!(!first.nothing_new);
    let before = here.head.clone();
    let (second, prepared) = here.takes(&text);
    assert_eq!(counts(&second), [0, 0, 5, 0, 0, 0, 0]);
    assert!(second.nothing_new);
    assert!(prepared.is_empty(&before) && prepared.rows.is_empty());
}

#[test]
fn what_they_changed_having_seen_ours_is_newer_whatever_the_clock_says() {
    let (there, mut here) = pair();
    here.now -= 100_000_000;
    here.types("partner", key("hq"), "name", json!("合全药业（常州）"));
    let back = here.writes(Select::Full);
    let preview = there.previews(&back);
    assert_eq!(counts(&preview), [0, 1, 4, 0, 0, 0, 0]);
    let expected = ("单位名称", "合全药业".to_owned(), "合全药业（常州）".to_owned(), Relation::Newer);
    assert_eq!(changes(&there, &preview, key("hq")), [expected]);
    let item = preview.item(&key("hq")).unwrap().clone();
    let change = preview.details(&there.ledger, &[item]).remove(0).changes.remove(0);
    let written = |by: Option<Written>| by.map(|by| (by.person, by.at_ms > 0));
    assert_eq!(written(change.theirs_by), Some(("王老师".to_owned(), true)));
    assert_eq!(written(change.mine_by), Some(("李老师".to_owned(), true)), "of ours it is said, too");
}

#[test]
fn of_what_a_colleague_wrote_here_it_is_said_who_and_of_nothing_nobody() {
    let (there, mut here) = pair();
    let mut third = Desk::joined("third", "赵老师");
    third.takes(&there.writes(Select::Full));
    here.types("partner", key("hq"), "name", json!("合全药业（常州）"));
    here.types("partner", key("zl"), "lead_unit", json!(key("chem").to_string()));
    let preview = third.previews(&here.writes(Select::Full));
    let change = |id: Id| {
        let item = preview.item(&id).unwrap().clone();
        preview.details(&third.ledger, &[item]).remove(0).changes.remove(0)
    };
    assert_eq!(change(key("hq")).mine_by.unwrap().person, "李老师", "known from the file that came before");
    assert_eq!(change(key("zl")).mine_by, None);
}

#[test]
fn an_older_file_leaves_ours() {
    let (mut there, here) = pair();
    let old = here.writes(Select::Full);
    there.types("partner", key("hq"), "name", json!("合全"));
    let preview = there.previews(&old);
    assert_eq!(counts(&preview), [0, 0, 5, 0, 0, 0, 0]);
    let expected = ("单位名称", "合全".to_owned(), "合全药业".to_owned(), Relation::Older);
    assert_eq!(changes(&there, &preview, key("hq")), [expected]);
    assert!(preview.nothing_new);
}

#[test]
fn what_both_changed_without_seeing_each_other_is_a_conflict_and_travels() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "name", json!("合全甲"));
    here.types("partner", key("hq"), "name", json!("合全乙"));
    let (preview, _) = there.takes(&here.writes(Select::Full));
    assert_eq!(counts(&preview), [0, 0, 4, 0, 1, 0, 0]);
    let mut before = Desk::joined("x", "赵老师");
    before.ledger = pair().0.ledger;
    let (third, _) = before.takes(&there.writes(Select::Full));
    assert_eq!(counts(&third), [0, 0, 4, 0, 1, 0, 0]);
    // It is the same clash there; here it is settled by somebody who sees both.
    there.types("partner", key("hq"), "name", json!("合全"));
    let (settled, _) = before.takes(&there.writes(Select::Full));
    assert_eq!(counts(&settled), [0, 1, 4, 0, 0, 0, 0]);
    assert_eq!(before.text(key("hq"), "name"), "合全");
}

#[test]
fn a_conflict_shows_both_values_as_made_at_the_same_time() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "name", json!("合全甲"));
    here.types("partner", key("hq"), "name", json!("合全乙"));
    let preview = there.previews(&here.writes(Select::Full));
    let expected = ("单位名称", "合全甲".to_owned(), "合全乙".to_owned(), Relation::Concurrent);
    assert_eq!(changes(&there, &preview, key("hq")), [expected]);
}

#[test]
fn equal_values_are_no_conflict() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "name", json!("合全"));
    here.types("partner", key("hq"), "name", json!("合全"));
    let preview = there.previews(&here.writes(Select::Full));
    assert_eq!(counts(&preview), [0, 0, 5, 0, 0, 0, 0]);
    assert!(preview.item(&key("hq")).unwrap().writes(), "that both wrote it is worth keeping");
}

#[test]
fn deletions_and_what_outlives_them() {
    let (there, mut here) = pair();
    here.deletes(key("v1"));
    let text = here.writes(Select::Full);
    let preview = there.previews(&text);
    assert_eq!(counts(&preview), [0, 0, 3, 2, 0, 0, 0], "the visit and its need");
    let mut busy = there;
    busy.types("visit", key("v1"), "date", json!("2025-11-21"));
    let preview = busy.previews(&text);
    assert_eq!(counts(&preview), [0, 1, 3, 1, 0, 0, 0]);
    let expected = ("删除", "未删除".to_owned(), "已删除".to_owned(), Relation::Concurrent);
    assert!(changes(&busy, &preview, key("v1")).contains(&expected));
    let mut fresh = Desk::joined("fresh", "赵老师");
    let (preview, _) = fresh.takes(&text);
    assert_eq!(counts(&preview), [3, 0, 2, 0, 0, 0, 0], "what was never here is not new when it is dead");
    assert!(!preview.nothing_new && fresh.previews(&text).nothing_new);
}

#[test]
fn many_deletions_ask() {
    let mut there = Desk::joined("office", "李老师");
    for i in 0..12 {
        there.types("partner", key(&format!("p{i}")), "name", json!(format!("示例{i}")));
    }
    let mut here = Desk::joined("phone", "王老师");
    here.takes(&there.writes(Select::Full));
    here.deletes(key("p1"));
    assert!(!there.previews(&here.writes(Select::Full)).deletes_much);
    here.deletes(key("p2"));
    assert!(there.previews(&here.writes(Select::Full)).deletes_much);
}

#[test]
fn references_to_what_nobody_sent_are_counted_once() {
    let mut there = office();
    there.types("visit", key("v2"), "partner", json!(key("absent").to_string()));
    there.types("visit", key("v3"), "partner", json!(key("absent").to_string()));
    let here = Desk::joined("phone", "王老师");
    let preview = here.previews(&there.writes(Select::Full));
    assert_eq!(preview.counts.missing, 1);
}

#[test]
fn sets_and_values_that_go_together() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "tags", json!(["化工", "上市", "外资"]));
    here.types("partner", key("hq"), "tags", json!(["化工"]));
    here.types("partner", key("hq"), "side", json!("企业"));
    let preview = there.previews(&here.writes(Select::Full));
    let changes = changes(&there, &preview, key("hq"));
    assert_eq!(changes[0], ("属性", String::new(), "企业".to_owned(), Relation::Newer));
    assert_eq!((changes[1].0, changes[1].3), ("标签", Relation::Newer));
    assert!(changes[1].2.contains("外资") && !changes[1].2.contains("上市"));
}

#[test]
fn names_come_from_the_file_too() {
    let there = office();
    let here = Desk::joined("phone", "王老师");
    let preview = here.previews(&there.writes(Select::Full));
    let item = preview.item(&key("v1")).unwrap().clone();
    let detail = preview.details(&here.ledger, &[item]).remove(0);
    assert_eq!(detail.title, "合全药业 · 2025-11-20");
    assert_eq!(detail.changes[0].theirs, "合全药业");
}

#[test]
fn several_files_are_one_preview() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "name", json!("合全甲"));
    here.types("partner", key("zl"), "name", json!("中粮乙"));
    let files: Vec<ExchangeFile> =
        [&there, &here].map(|d| read_file(d.writes(Select::Full).as_bytes()).unwrap()).into();
    let mut third = Desk::joined("third", "赵老师");
    let preview = preview(&third.ledger, &third.head, &files.into(), NOW);
    assert_eq!(counts(&preview), [5, 0, 0, 0, 0, 0, 0]);
    let (changes, head, note) = preview.batch(&|_| true);
    assert_eq!(note.person, "李老师、王老师");
    third.commit(Why::Import(note), changes, head);
    assert_eq!(
        (third.text(key("hq"), "name"), third.text(key("zl"), "name")),
        ("合全甲".to_owned(), "中粮乙".to_owned())
    );
    assert_eq!(third.head.devices.len(), 2);
}

#[test]
fn what_is_left_out_can_come_later() {
    let there = office();
    let mut here = Desk::joined("phone", "王老师");
    let text = there.writes(Select::Full);
    let (changes, head, note) = here.previews(&text).batch(&|item| item.id != key("zl"));
    assert_eq!(note.new, 4);
    here.commit(Why::Import(note), changes, head);
    assert_eq!(counts(&here.previews(&text)), [1, 0, 4, 0, 0, 0, 0]);
}

#[test]
fn workspaces_devices_and_clocks_are_told() {
    let mut there = office();
    let starter = there.writes(Select::Starter);
    let mut fresh = Desk::fresh("fresh", "赵老师");
    let (preview, _) = fresh.takes(&starter);
    assert!(preview.starter && preview.other_workspace.is_none());
    assert_eq!(fresh.head.workspace, there.head.workspace);
    assert!(there.previews(&starter).from_own_device);

    let mut stranger = Desk::fresh("stranger", "钱老师");
    let other = Workspace { id: key("other"), name: "别的学校".to_owned() };
    stranger.commit(Why::Setup, vec![], vec![HeadChange::Join(other)]);
    assert!(stranger.previews(&starter).joins.is_some(), "an empty workspace gives way");
    stranger.types("unit", key("own"), "name", json!("机电学院"));
    let preview = stranger.previews(&starter);
    assert_eq!(preview.other_workspace.as_deref(), Some("示例职业技术学院"));
    assert!(preview.joins.is_none());

    there.now += 40 * 24 * 3_600_000;
    there.types("unit", key("chem"), "name", json!("化学工程学院"));
    assert!(fresh.previews(&there.writes(Select::Full)).clock_ahead_ms.is_some_and(|ms| ms > 39 * 24 * 3_600_000));
}

#[test]
fn an_id_of_another_kind_is_refused() {
    let there = office();
    let mut here = Desk::joined("phone", "王老师");
    here.types("unit", key("hq"), "name", json!("别的"));
    let preview = here.previews(&there.writes(Select::Full));
    assert_eq!(preview.bad.len(), 1);
    assert_eq!(preview.bad[0].1.fault, RowFault::OtherKind);
}

#[test]
fn different_fields_changed_at_the_same_time_are_parallel_and_no_clash() {
    let (mut there, mut here) = pair();
    there.types("partner", key("hq"), "name", json!("合全甲"));
    here.types("partner", key("hq"), "tags", json!(["新"]));
    there.types("partner", key("zl"), "name", json!("中粮乙"));
    let preview = here.previews(&there.writes(Select::Full));
    let parallel = |name: &str| preview.item(&key(name)).unwrap().parallel;
    assert!(parallel("hq") && !parallel("zl"), "nobody here has touched the other");
    assert_eq!(preview.counts.conflicts, 0);
    assert_eq!(preview.batch(&|_| true).2.parallel, [key("hq")]);
}
