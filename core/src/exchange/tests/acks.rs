//! Acknowledgements: files that leave out what is acknowledged never lose a row, whatever came in
//! part, was refused, taken back, late or twice.

use super::*;
use crate::ledger::{BatchLog, Undone, undo_batch};
use crate::record::RowText;
use proptest::prelude::*;

/// A device, and what it takes to take its imports back.
struct Office {
    desk: Desk,
    imports: Vec<(BatchLog, Vec<Undone>)>,
    files: usize,
}

impl Office {
    fn new(code: &str) -> Self {
        Self { desk: Desk::joined(code, code), imports: Vec::new(), files: 0 }
    }

    /// Hands out a file as the page does: first it is noted that it goes out.
    fn sends(&mut self, select: Select<'_>) -> String {
        let told = going_out(&self.desk.head);
        self.desk.commit(Why::Send(Default::default()), vec![], vec![told]);
        self.files += 1;
        let stamp = FileStamp { id: key(&format!("{}{}", self.desk.head.device.code(), self.files)), ..stamp(NOW) };
        let text = write_file(&self.desk.ledger, &self.desk.head, select, stamp);
        if let Some(done) = handed_out(&self.desk.head, select.into(), stamp) {
            self.desk.commit(Why::Send(Default::default()), vec![], vec![done]);
        }
        text
    }

    /// Takes those records of files that `keep` wants, of rows that nobody has damaged.
    fn takes(&mut self, texts: &[&str], keep: &dyn Fn(&Id) -> bool) -> Preview {
        let files: Vec<ExchangeFile> = texts.iter().map(|text| read_file(text.as_bytes()).unwrap()).collect();
        let preview = preview(&self.desk.ledger, &self.desk.head, &files.into(), self.desk.now);
        let (changes, head, note) = preview.batch(&|item| keep(&item.id));
        let prepared = self.desk.commit(Why::Import(note.clone()), changes, head);
        let rows = prepared.rows.iter().map(|r| Undone { id: r.id, before: r.before.clone(), changed_since: None });
        let log = BatchLog::of(&prepared).unwrap();
        self.imports.push((log, rows.collect()));
        preview
    }

    /// Takes the last import back.
    fn takes_back(&mut self) {
        let Some((log, mut records)) = self.imports.pop() else { return };
        for record in &mut records {
            // As history would tell: what somebody changed since.
            if self.desk.ledger.rev_of(&record.id).is_some_and(|rev| rev > log.rev) {
                record.changed_since = self.desk.ledger.row(&record.id).cloned();
            }
        }
        let plan = undo_batch(&self.desk.ledger, &self.desk.head, &log, &records);
        self.desk.commit(Why::Undo { rev: log.rev }, plan.changes, plan.head);
    }

    fn rows(&self) -> Vec<RowText> {
        self.desk.ledger.stored().map(|(_, _, row)| row.clone()).collect()
    }

    fn code(&self) -> Device {
        self.desk.head.device.clone()
    }
}

#[test]
fn the_second_file_leaves_out_what_was_acknowledged() {
    let (mut phone, mut office) = (Office::new("phone"), Office::new("office"));
    phone.desk.types("unit", key("a"), "name", json!("化工学院"));
    office.takes(&[&phone.sends(Select::Full)], &|_| true);
    assert_eq!(office.desk.head.held()[&phone.code()], phone.desk.head.rev - 1, "up to what the file held");
    phone.takes(&[&office.sends(Select::Full)], &|_| true);
    assert!(phone.desk.head.acked_by(&office.code()) > 0);
    phone.desk.types("unit", key("b"), "name", json!("智造学院"));
    let file = read_file(phone.sends(Select::For(&office.code())).as_bytes()).unwrap();
    assert_eq!(file.rows.len(), 1, "only what is new");
    assert_eq!(file.header.range.unwrap().to, Some(office.code()));
}

#[test]
fn a_gap_is_told_and_closes_when_the_file_comes() {
    let (mut phone, mut office) = (Office::new("phone"), Office::new("office"));
    let names = ["化工学院", "智造学院", "检验学院"];
    let mut files = vec![phone.sends(Select::Full)];
    for name in names {
        let since = phone.desk.head.exported.as_ref().unwrap().rev;
        phone.desk.types("unit", key(name), "name", json!(name));
        files.push(phone.sends(Select::Since(since)));
    }
    let held = |office: &Office| office.desk.head.held().get(&phone.code()).copied().unwrap_or(0);
    let lacks = |office: &Office| office.imports.last().unwrap().0.import().unwrap().parts[0].lacks.clone();
    office.takes(&[&files[0]], &|_| true);
    let first = held(&office);
    office.takes(&[&files[2]], &|_| true);
    assert!(lacks(&office).is_some_and(|created| created.ends_with("+08:00")));
    assert_eq!(held(&office), first, "a number rises only without a gap");
    office.takes(&[&files[3]], &|_| true);
    office.takes(&[&files[1]], &|_| true);
    assert_eq!(lacks(&office), None);
    assert_eq!(held(&office), read_file(files[3].as_bytes()).unwrap().header.from.rev, "all three at once");
}

#[test]
fn files_of_one_import_lack_nothing_that_is_among_them() {
    let (mut phone, mut office) = (Office::new("phone"), Office::new("office"));
    let full = phone.sends(Select::Full);
    let since = phone.desk.head.exported.as_ref().unwrap().rev;
    phone.desk.types("unit", key("a"), "name", json!("化工学院"));
    let delta = phone.sends(Select::Since(since));
    office.takes(&[&delta, &full], &|_| true);
    let parts = &office.imports.last().unwrap().0.import().unwrap().parts;
    assert!(parts.iter().all(|part| part.whole && part.lacks.is_none()));
}

#[test]
fn taken_in_part_or_taken_back_is_not_acknowledged() {
    let (mut phone, mut office) = (Office::new("phone"), Office::new("office"));
    phone.desk.types("unit", key("a"), "name", json!("化工学院"));
    phone.desk.types("unit", key("b"), "name", json!("智造学院"));
    let file = phone.sends(Select::Full);
    office.takes(&[&file], &|id| *id == key("a"));
    assert!(office.desk.head.acks().is_empty());
    office.takes(&[&file], &|_| true);
    assert!(!office.desk.head.acks().is_empty());
    office.takes_back();
    assert!(office.desk.head.acks().is_empty());
    office.takes(&[&file.replace("智造", "智障")], &|_| true);
    assert!(office.desk.head.acks().is_empty(), "a row was refused");
}

#[test]
fn a_file_without_telephone_numbers_acknowledges_nothing_and_clears_nothing() {
    let (mut phone, mut office) = (Office::new("phone"), Office::new("office"));
    for desk in [&mut phone.desk, &mut office.desk] {
        desk.ledger = Ledger::new(crate::kinds::SCHEMA, vec![]);
    }
    phone.desk.types("contact", key("c"), "name", json!("示例甲"));
    phone.desk.types("contact", key("c"), "phone", json!("13900000000"));
    let redacted = Parcel { what: Select::Full, redacted: true };
    let text = write_file(&phone.desk.ledger, &phone.desk.head, redacted, stamp(NOW));
    assert!(!text.contains("13900000000") && text.contains("\"kind\":\"redacted\""));
    office.takes(&[&text], &|_| true);
    assert!(office.desk.head.acks().is_empty());
    office.takes(&[&phone.sends(Select::Full)], &|_| true);
    office.takes(&[&text], &|_| true);
    assert_eq!(office.desk.text(key("c"), "phone"), "13900000000");
}

/// Something that happens between devices that send each other files.
#[derive(Debug, Clone)]
enum Step {
    Types {
        who: usize,
        unit: u8,
        value: u8,
    },
    Deletes {
        who: usize,
        unit: u8,
    },
    SendsFull {
        who: usize,
    },
    SendsSince {
        who: usize,
    },
    SendsTo {
        who: usize,
        to: usize,
    },
    /// A file that was ever sent, or two, with records left out by a mask.
    Takes {
        who: usize,
        file: prop::sample::Index,
        other: Option<prop::sample::Index>,
        mask: u8,
    },
    TakesDamaged {
        who: usize,
        file: prop::sample::Index,
    },
    TakesBack {
        who: usize,
    },
}

const DEVICES: usize = 3;

fn step() -> impl Strategy<Value = Step> {
    use prop::sample::Index;
    let who = 0..DEVICES;
    prop_oneof![
        4 => (who.clone(), 0u8..5, any::<u8>()).prop_map(|(who, unit, value)| Step::Types { who, unit, value }),
        1 => (who.clone(), 0u8..5).prop_map(|(who, unit)| Step::Deletes { who, unit }),
        1 => who.clone().prop_map(|who| Step::SendsFull { who }),
        2 => who.clone().prop_map(|who| Step::SendsSince { who }),
        3 => (who.clone(), who.clone()).prop_map(|(who, to)| Step::SendsTo { who, to }),
        5 => (who.clone(), any::<Index>(), prop::option::of(any::<Index>()), prop_oneof![3 => Just(0xff), 1 => any::<u8>()])
            .prop_map(|(who, file, other, mask)| Step::Takes { who, file, other, mask }),
        1 => (who.clone(), any::<Index>()).prop_map(|(who, file)| Step::TakesDamaged { who, file }),
        1 => who.prop_map(|who| Step::TakesBack { who }),
    ]
}

fn run(steps: Vec<Step>) -> Vec<Office> {
    let mut all: Vec<Office> = ["aaaa", "bbbb", "cccc"].into_iter().map(Office::new).collect();
    let mut sent: Vec<String> = Vec::new();
    let unit = |n: u8| key(&format!("unit{n}"));
    for step in steps {
        match step {
            Step::Types { who, unit: n, value } => {
                all[who].desk.types("unit", unit(n), "name", json!(format!("学院{value}")))
            }
            Step::Deletes { who, unit: n } => all[who].desk.deletes(unit(n)),
            Step::SendsFull { who } => sent.push(all[who].sends(Select::Full)),
            Step::SendsSince { who } => {
                let since = all[who].desk.head.exported.as_ref().map_or(0, |e| e.rev);
                sent.push(all[who].sends(Select::Since(since)));
            }
            Step::SendsTo { who, to } => {
                let to = all[to].code();
                sent.push(all[who].sends(Select::For(&to)));
            }
            Step::Takes { who, file, other, mask } if !sent.is_empty() => {
                let mut texts = vec![file.get(&sent).as_str()];
                texts.extend(other.iter().map(|other| other.get(&sent).as_str()));
                let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                all[who].takes(&texts, &|id| (0..5).any(|n| unit(n) == *id && mask & (1 << n) != 0));
            }
            Step::TakesDamaged { who, file } if !sent.is_empty() => {
                let text = file.get(&sent).replacen("学院1", "学院x", 1);
                all[who].takes(&[&text], &|_| true);
            }
            Step::TakesBack { who } => all[who].takes_back(),
            Step::Takes { .. } | Step::TakesDamaged { .. } => {}
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn files_that_leave_out_what_is_acknowledged_lose_nothing(steps in prop::collection::vec(step(), 1..60)) {
        let mut all = run(steps);
        // From here on everybody only sends what the other has not acknowledged, and takes all.
        for _ in 0..4 {
            for from in 0..DEVICES {
                for to in 0..DEVICES {
                    if from != to {
                        let code = all[to].code();
                        let text = all[from].sends(Select::For(&code));
                        all[to].takes(&[&text], &|_| true);
                    }
                }
            }
        }
        for other in &all[1..] {
            prop_assert_eq!(all[0].rows(), other.rows());
        }
    }
}
