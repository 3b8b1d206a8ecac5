//! What the program finds by itself, as an audit would, record by record; and what people have made
//! of each: put on the list of findings, closed, or looked into and found in order (domain §6.13④).

use super::quality::unit_of;
use super::{Ask, figure};
use crate::kinds::finding;
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::stage;
use crate::value::CivilDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// A rule by which the program looks.
#[derive(Debug)]
pub struct Rule {
    /// Its code, stored in findings made of it. Never changes.
    pub code: &'static str,
    /// What is wrong, in words that stand before the title of a record.
    pub what: &'static str,
    /// What to look at or do.
    pub advice: &'static str,
    /// The name of the figure whose evidence are the records.
    figure: &'static str,
}

/// The rules, in the order in which they are shown.
pub static RULES: &[Rule] = &[
    Rule {
        code: "agreement-expired",
        what: "协议过期仍有活动",
        advice: "到期日之后还有走访或签约：续签，或者写明已终止。",
        figure: "agreements-expired-active",
    },
    Rule {
        code: "input-not-arrived",
        what: "企业投入承诺未到账",
        advice: "过了承诺到位日期还没有到齐：催办，或者和企业商定新的日期。",
        figure: "inputs-overdue",
    },
    Rule {
        code: "room-unagreed",
        what: "房屋无协议占用",
        advice: "有单位入驻却没有有效的协议：补签协议、写上依据，或者请对方搬离。",
        figure: "rooms-unagreed-rate",
    },
    Rule {
        code: "project-silent",
        what: "项目长期无活动",
        advice: "很久没有和合作单位来往：去走访一次，或者终止项目。",
        figure: "projects-silent-rate",
    },
    Rule {
        code: "finished-without-result",
        what: "结题无成果",
        advice: "归档了却没有成果：补记成果，或者写明为什么没有。",
        figure: "finished-without-result-rate",
    },
];

/// What people have made of something raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Made {
    /// Nothing yet.
    Nothing,
    /// It is on the list of findings and open.
    Listed(Id),
    /// It was closed, or found in order, and still looks as before.
    Settled(Id),
}

/// Something that the program found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The code of its rule.
    pub rule: &'static str,
    /// The record that it is about.
    pub about: Id,
    /// The records because of which it was found.
    pub because: Vec<Id>,
    /// What people have made of it.
    pub made: Made,
}

/// Returns the rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Returns the id of the finding that is made of what a rule found about a record: two offices that
/// list it make one finding of it.
#[must_use]
pub fn finding_id(rule: &str, about: &Id) -> Id {
    Id::of_key(finding::KIND.name, &format!("{rule}/{about}"))
}

/// Returns what the program finds for whom is asked, rule by rule.
#[must_use]
pub fn raised(ask: &Ask<'_>) -> Vec<Raised> {
    let of = |rule: &'static Rule| {
        let found = figure(rule.figure).map(|figure| figure.answer(ask).evidence()).unwrap_or_default();
        found.into_iter().map(move |evidence| Raised {
            rule: rule.code,
            about: evidence.id,
            because: evidence.because,
            made: made(ask, rule.code, &evidence.id),
        })
    };
    RULES.iter().flat_map(of).collect()
}

/// Returns the fields of the finding that is made of something raised: what, under which rule, about
/// what, whose, found `today`.
#[must_use]
pub fn finding_of(ledger: &Ledger, one: &Raised, today: CivilDate) -> BTreeMap<&'static str, Value> {
    let what = rule(one.rule).map_or("", |rule| rule.what);
    let about = ledger.kind_def(&one.about).zip(ledger.get(&one.about));
    let unit = about.and_then(|(kind, record)| unit_of(kind, &record));
    let mut values = BTreeMap::from([
        (stage::STATE, Value::from("open")),
        (finding::WHAT.name(), Value::from(format!("{what}：{}", ledger.title(&one.about)))),
        (finding::SOURCE.name(), Value::from("program")),
        (finding::RULE.name(), Value::from(one.rule)),
        (finding::FOUND.name(), Value::from(today.to_string())),
        (finding::ABOUT.name(), Value::from(one.about.to_string())),
    ]);
    values.extend(unit.map(|unit| (finding::UNIT.name(), Value::from(unit.to_string()))));
    values
}

fn made(ask: &Ask<'_>, rule: &str, about: &Id) -> Made {
    let id = ask.ledger.standing_for(&finding_id(rule, about));
    match ask.ledger.get(&id).filter(|_| ask.ledger.is_listed(&id)) {
        None => Made::Nothing,
        Some(record) if matches!(record.get(finding::STATE).as_deref(), Some("closed" | "no_problem")) => {
            Made::Settled(id)
        }
        Some(_) => Made::Listed(id),
    }
}
