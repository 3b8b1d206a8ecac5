//! What would move a figure next: the records to look at, each with one sentence.

use super::board::highest;
use super::contacts::{self, PARTNER};
use super::{Ask, FigureDef, Lies, PIECE, Span, Sum, depth, inputs};
use crate::kinds::threshold::ASSOCIATION_CONTACTS;
use crate::record::Id;
use crate::value::Money;
use std::collections::BTreeMap;

/// A record that would move a figure, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The record.
    pub id: Id,
    /// What is missing there.
    pub what: String,
    /// The lowest first, and then by the id.
    rank: i64,
}

/// How many are named.
const NAMED: usize = 10;

/// Returns what would move a figure, the nearest first; nothing where its own list says it already.
#[must_use]
pub fn next(ask: &Ask<'_>, figure: &FigureDef) -> Vec<Next> {
    let parts = ask.by_parts(figure.name, |ask| first(of_part(ask, figure)));
    first(parts.iter().flat_map(|part| part.iter()).cloned().collect())
}

fn first(mut found: Vec<Next>) -> Vec<Next> {
    found.sort_by_key(|next| (next.rank, next.id));
    found.truncate(NAMED);
    found
}

fn of_part(ask: &Ask<'_>, figure: &FigureDef) -> Vec<Next> {
    match figure.name {
        "shortfall-association" => associations(ask),
        "shortfall-flagship" => levels(ask, &depth::flagships(ask)),
        "depth-l3-share" => levels(ask, &depth::firms(ask)),
        "shortfall-government" => unvisited(ask, contacts::is_government, "今年还没有走访过"),
        "shortfall-attention" => by_heads(ask),
        "shortfall-enterprise-input" => promised(ask),
        _ => Vec::new(),
    }
}

/// Associations that are short of contacts, those that are nearest first.
fn associations(ask: &Ask<'_>) -> Vec<Next> {
    let all = contacts::partners(ask, contacts::is_association);
    let had = contacts::contacts_with(ask, &all, ask.window(Span::Last(365)));
    let enough = ask.whole(ASSOCIATION_CONTACTS).max(1);
    let short = |id: Id| enough.saturating_sub(had.get(&id).map_or(0, Vec::len));
    let found = all.ids().map(|id| (short(id), id)).filter(|(short, _)| *short > 0);
    let say =
        |(short, id)| Next {
            id, what: format!("再来往 {short} 次就算有效"), rank: highest(short).saturating_neg()
        };
    found.map(say).collect()
}

/// Partners below level 3, the deepest first, with what the next level asks for.
fn levels(ask: &Ask<'_>, of: &Sum) -> Vec<Next> {
    let below = depth::depths(ask, of, false).into_iter().filter(|(_, depth)| depth.level < 3);
    let say = |(id, depth): (Id, depth::Depth)| {
        let rank = highest(depth.met.iter().filter(|met| **met).count());
        Next { id, what: format!("{}，{}", depth.label(), depth.lacks()), rank }
    };
    below.map(say).collect()
}

/// Partners of a sort with whom nothing happened in the year.
fn unvisited(ask: &Ask<'_>, is: impl Fn(&str) -> bool, what: &str) -> Vec<Next> {
    let all = contacts::partners(ask, is);
    let had = contacts::contacts_with(ask, &all, ask.window(Span::Year));
    let rest = all.ids().filter(|id| !had.contains_key(id));
    rest.map(|id| Next { id, what: what.to_owned(), rank: 0 }).collect()
}

/// Leading partners first, then the others, that no head of the school has visited in the year.
fn by_heads(ask: &Ask<'_>) -> Vec<Next> {
    let window = ask.window(Span::Year);
    let mut seen = Sum::default();
    for fact in ask.facts.all(contacts::LED).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(partner) = fact.with {
            seen.add(partner, PIECE);
        }
    }
    let leading = depth::flagships(ask);
    let rest = ask.facts(PARTNER).map(|fact| fact.of).filter(|id| !leading.has(id));
    let all = leading.ids().chain(rest).filter(|id| !seen.has(id));
    let what = |id: &Id| {
        if leading.has(id) {
            "头部、标杆企业，今年校领导还没有去过"
        } else {
            "今年校领导还没有去过"
        }
    };
    all.map(|id| Next { id, what: what(&id).to_owned(), rank: i64::from(!leading.has(&id)) }).collect()
}

/// Promises of partners that have not arrived, the largest first.
fn promised(ask: &Ask<'_>) -> Vec<Next> {
    let came: BTreeMap<Id, i64> = ask.facts(inputs::INPUT).map(|fact| (fact.of, fact.amount)).collect();
    let missing = ask
        .facts(inputs::PROMISED)
        .map(|fact| (fact.amount.saturating_sub(came.get(&fact.of).copied().unwrap_or_default()), fact.of));
    let found = missing.filter(|(amount, _)| *amount > 0);
    let say = |(amount, id): (i64, Id)| Next {
        id,
        what: format!("承诺的还差 {}", Money(amount).show_large()),
        rank: amount.saturating_neg(),
    };
    found.map(say).collect()
}
