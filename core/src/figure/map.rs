//! The map 专业群—园区—企业—服务区域: four columns of names and lines between them, each line made of
//! real records (domain §6.6). What it looks like is up to the page.

use super::contacts::{CONTACT, PARTNER};
use super::majors::{Firms, MAJOR, PROFILE, Tied, firms_of, of, tied};
use super::{Ask, Lies, Scope, Window};
use crate::kinds::threshold::COLD_PARK;
use crate::kinds::{major_group, partner, town};
use crate::record::Id;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The four columns, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 专业群.
    Group,
    /// 园区.
    Park,
    /// 企业.
    Firm,
    /// 服务区域.
    Area,
}

impl Column {
    /// All of them in their order.
    pub const ALL: [Self; 4] = [Self::Group, Self::Park, Self::Firm, Self::Area];

    /// Returns the heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Group => "专业群",
            Self::Park => "园区",
            Self::Firm => "企业",
            Self::Area => "服务区域",
        }
    }
}

/// One name on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// In which column.
    pub column: Column,
    /// The words people see.
    pub label: String,
    /// The record that it stands for, if it does.
    pub id: Option<Id>,
    /// What is said beside it; possibly empty.
    pub note: String,
    /// Whether nothing goes on there: a group that no firm works with, a park without contact.
    pub quiet: bool,
}

/// A line between two names, by their places among the nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name on the left.
    pub from: usize,
    /// The name on the right.
    pub to: usize,
    /// The records that make it; empty = somebody wrote it down, and nothing goes on.
    pub because: Vec<Id>,
}

/// The map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map {
    /// The names, column by column.
    pub nodes: Vec<Node>,
    /// The lines, from left to right.
    pub lines: Vec<Line>,
    /// Firms that would not fit and were left out.
    pub more: usize,
}

/// How many firms are drawn at most: those with most records.
const FIRMS: usize = 40;

/// What stands for majors of no group.
const NO_GROUP: &str = "没归专业群的专业";
/// What stands for firms of which nobody wrote where they are.
const NO_AREA: &str = "没填地区";

/// A name on the map before it has a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Group(Option<Id>),
    Park(Id),
    Firm(Id),
    Area(String),
}

#[derive(Default)]
struct Drawing {
    lines: BTreeMap<(Key, Key), BTreeSet<Id>>,
}

impl Drawing {
    fn draw<'i>(&mut self, from: Key, to: Key, because: impl IntoIterator<Item = &'i Id>) {
        self.lines.entry((from, to)).or_default().extend(because);
    }
}

/// What is asked of the groups: their majors, and of these how many are alone.
#[derive(Default)]
struct Group {
    majors: Vec<Id>,
    alone: usize,
}

fn groups(ask: &Ask<'_>, tied: &[Rc<Tied>]) -> BTreeMap<Option<Id>, Group> {
    let mut found: BTreeMap<Option<Id>, Group> = BTreeMap::new();
    for fact in ask.facts(MAJOR) {
        let group = of(fact.tag).map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id));
        let entry = found.entry(group).or_default();
        entry.majors.push(fact.of);
        entry.alone += usize::from(firms_of(ask, tied, &fact.of).is_none());
    }
    found
}

/// Contacts with every park in the days after which it is cold.
fn contacts(ask: &Ask<'_>, parks: &BTreeSet<Id>) -> BTreeMap<Id, Vec<Id>> {
    let days = u16::try_from(ask.whole(COLD_PARK)).unwrap_or(u16::MAX);
    let window = Window::last(days, ask.today);
    let with = ask.of(Scope::School).by_parts("contacts-with", |ask| {
        let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for fact in ask.facts.all(CONTACT).filter(|fact| window.has(fact) == Lies::In) {
            if let Some(partner) = fact.with {
                found.entry(partner).or_default().push(fact.of);
            }
        }
        found
    });
    let of = |park: &Id| Some((*park, ask.at_home(&with, park)?.get(park)?.clone()));
    parks.iter().filter_map(of).collect()
}

/// The region and industry that a group serves, as typed: one a line or between stops.
fn served(text: &str) -> Vec<String> {
    let parts = text.split(['\n', '；', ';', '，', ',', '、', '。']);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Where a firm is: the district of its town, or as typed.
fn area(ask: &Ask<'_>, firm: Id) -> String {
    let record = ask.ledger.get(&firm);
    let of_town = || {
        let town = record.as_ref()?.get(partner::TOWN)?;
        ask.ledger.get(&ask.ledger.standing_for(&town))?.get(town::DISTRICT)
    };
    let typed = record.as_ref().and_then(|record| record.get(partner::DISTRICT));
    typed.or_else(of_town).unwrap_or_else(|| NO_AREA.to_owned())
}

/// Draws the map of whom is asked.
#[must_use]
pub fn map(ask: &Ask<'_>) -> Map {
    let tied = tied(ask);
    let groups = groups(ask, &tied);
    let firms = |major: &Id| -> Option<&Firms> { firms_of(ask, &tied, major) };
    let parks: BTreeSet<Id> =
        ask.facts.all(PARTNER).filter(|fact| fact.tag.ends_with("/park")).map(|fact| fact.of).collect();
    let lies_in: BTreeMap<Id, Id> = ask
        .facts
        .all(PROFILE)
        .filter_map(|fact| Some((fact.of, ask.ledger.standing_for(&of(fact.tag)?))))
        .filter(|(_, park)| parks.contains(park))
        .collect();
    let contacts = contacts(ask, &parks);

    // How much goes on with each firm decides which are drawn.
    let mut busy: BTreeMap<Id, usize> = BTreeMap::new();
    for with in groups.values().flat_map(|group| &group.majors).filter_map(firms) {
        for (id, firm) in with {
            *busy.entry(*id).or_default() += firm.records.len();
        }
    }
    let mut drawn: Vec<(Reverse<usize>, Id)> = busy.iter().map(|(firm, records)| (Reverse(*records), *firm)).collect();
    drawn.sort_unstable();
    let more = drawn.len().saturating_sub(FIRMS);
    let drawn: BTreeSet<Id> = drawn.into_iter().take(FIRMS).map(|(_, firm)| firm).collect();

    let mut drawing = Drawing::default();
    for (group, of) in &groups {
        let record = group.and_then(|id| ask.ledger.get(&id));
        let areas = record.as_ref().and_then(|record| record.get(major_group::SERVICE_AREA));
        let areas = areas.map(|text| served(&text)).unwrap_or_default();
        for (firm, with) in of.majors.iter().filter_map(firms).flatten() {
            if !drawn.contains(firm) {
                continue;
            }
            let records = &with.records;
            let from = lies_in.get(firm).map_or(Key::Group(*group), |park| {
                drawing.draw(Key::Group(*group), Key::Park(*park), records);
                Key::Park(*park)
            });
            drawing.draw(from, Key::Firm(*firm), records);
            let own = [area(ask, *firm)];
            for area in if areas.is_empty() { &own[..] } else { &areas[..] } {
                drawing.draw(Key::Firm(*firm), Key::Area(area.clone()), records);
            }
        }
        // A park that the group names, whether anything goes on there or not.
        let named = record.and_then(|record| record.get(major_group::PARKS)).unwrap_or_default();
        for park in named.iter().map(|id| ask.ledger.standing_for(id)).filter(|id| parks.contains(id)) {
            drawing.draw(Key::Group(*group), Key::Park(park), contacts.get(&park).into_iter().flatten());
        }
    }
    placed(ask, &groups, &parks, &contacts, drawing, more)
}

/// Gives every name its place, and says what is quiet.
fn placed(
    ask: &Ask<'_>,
    groups: &BTreeMap<Option<Id>, Group>,
    parks: &BTreeSet<Id>,
    contacts: &BTreeMap<Id, Vec<Id>>,
    drawing: Drawing,
    more: usize,
) -> Map {
    let live: BTreeSet<&Key> = drawing
        .lines
        .iter()
        .filter(|(_, because)| !because.is_empty())
        .flat_map(|((from, to), _)| [from, to])
        .collect();
    let mut keys: Vec<Key> = groups.keys().map(|id| Key::Group(*id)).collect();
    // A college sees the parks that its groups have to do with; the school sees all of them.
    let touched: BTreeSet<&Key> = drawing.lines.keys().flat_map(|(from, to)| [from, to]).collect();
    let asked = |park: &&Id| ask.scope == Scope::School || touched.contains(&Key::Park(**park));
    keys.extend(parks.iter().filter(asked).map(|id| Key::Park(*id)));
    let rest = touched.iter().filter(|key| matches!(key, Key::Firm(_) | Key::Area(_)));
    keys.extend(rest.map(|key| (*key).clone()));
    let node = |key: &Key| -> Node {
        let of = |column, label: String, id: Option<Id>| Node { column, label, id, note: String::new(), quiet: false };
        match key {
            Key::Group(id) => {
                let label = id.map_or_else(|| NO_GROUP.to_owned(), |id| ask.ledger.title(&id));
                let group = groups.get(id);
                let (all, alone) = group.map_or((0, 0), |group| (group.majors.len(), group.alone));
                let lone = if alone > 0 { format!("，{alone} 个没有企业") } else { String::new() };
                Node { note: format!("{all} 个专业{lone}"), quiet: alone == all, ..of(Column::Group, label, *id) }
            }
            Key::Park(id) => {
                let cold = !contacts.contains_key(id);
                let note = if cold { format!("{} 天没有往来", ask.whole(COLD_PARK)) } else { String::new() };
                Node { note, quiet: cold && !live.contains(key), ..of(Column::Park, ask.ledger.title(id), Some(*id)) }
            }
            Key::Firm(id) => of(Column::Firm, ask.ledger.title(id), Some(*id)),
            Key::Area(words) => of(Column::Area, words.clone(), None),
        }
    };
    let mut nodes: Vec<(Node, Key)> = keys.iter().map(|key| (node(key), key.clone())).collect();
    nodes.sort_by(|(a, ka), (b, kb)| {
        (a.column, a.quiet, a.id.is_none(), &a.label, ka).cmp(&(b.column, b.quiet, b.id.is_none(), &b.label, kb))
    });
    let places: BTreeMap<&Key, usize> = nodes.iter().enumerate().map(|(place, (_, key))| (key, place)).collect();
    let line = |((from, to), because): (&(Key, Key), &BTreeSet<Id>)| {
        Some(Line { from: *places.get(from)?, to: *places.get(to)?, because: because.iter().copied().collect() })
    };
    let mut lines: Vec<Line> = drawing.lines.iter().filter_map(line).collect();
    lines.sort_by_key(|line| (line.from, line.to));
    Map { lines, nodes: nodes.into_iter().map(|(node, _)| node).collect(), more }
}
