//! 市域产教联合体 三张清单: core products, wanted technology, wanted people, a row for each line of a
//! town's lists (domain §1.9).

use super::{Ask, Clock, Group, Origin, Subject, Sure, TableDef, field};
use crate::kinds::{major, partner, town_item, town_pair};
use crate::record::Record;
use std::rc::Rc;

/// 三张清单.
pub static LISTS: TableDef = TableDef {
    name: "three-lists",
    title: "三张清单（市域产教联合体）",
    group: Group::Partners,
    origin: Origin { code: "", document: "教职成厅函〔2024〕20号", sure: Sure::Unverified },
    row: "清单里每一条一行",
    clocks: &[Clock::Year],
    start: None,
    scoped: true,
    help: "核心产品清单、技术需求清单、人才需求清单，来自院镇结对时记下的清单；表头由程序拟定，请核对。",
    columns: &[
        field("", "清单", &town_item::KIND, town_item::LIST).required(),
        field("", "镇街", &town_pair::KIND, town_pair::TOWN),
        field("", "结对学院", &town_pair::KIND, town_pair::UNIT),
        field("", "名称", &town_item::KIND, town_item::NAME).required(),
        field("", "企业", &partner::KIND, partner::NAME),
        field("", "对应专业", &major::KIND, major::NAME),
        field("", "人数", &town_item::KIND, town_item::HEADCOUNT).count("人"),
        field("", "预算", &town_item::KIND, town_item::BUDGET).money("万元"),
        field("", "时限", &town_item::KIND, town_item::DUE),
        field("", "对接情况", &town_item::KIND, town_item::STATE),
        field("", "说明", &town_item::KIND, town_item::DETAIL),
    ],
    subjects: rows,
};

fn rows(ask: &Ask<'_>) -> Vec<Subject> {
    let all = ask.all(&town_item::KIND);
    let pair = |r: &Record| ask.target(r, town_item::PAIR).and_then(|id| ask.ledger.get(&id));
    let wanted = |r: &&Rc<Record>| {
        let pair = pair(r);
        let during = pair.as_ref().map(|p| (p.get(town_pair::START), p.get(town_pair::END)));
        ask.takes_part(None, pair.as_ref().and_then(|p| p.get(town_pair::UNIT)))
            && during.is_none_or(|(start, end)| ask.touches(start, end))
    };
    let row = |item: &Rc<Record>| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(item));
        subject.add(ask.ledger, &town_pair::KIND, ask.target(item, town_item::PAIR));
        subject.add(ask.ledger, &partner::KIND, ask.target(item, town_item::PARTNER));
        subject.add(ask.ledger, &major::KIND, ask.target(item, town_item::MAJOR));
        subject
    };
    all.iter().filter(wanted).map(row).collect()
}
