//! The navigation: which pages there are, in the office's five duties, and finding them by name.
//!
//! A kind gets its entry from the schema; a page that is no list of one kind stands in [`PAGES`].
//! Drawing is in `bar`, the numbers beside the entries in `count`.

mod bar;
mod count;
mod more;

pub use bar::{BottomBar, SideBar};
pub use more::More;

use super::text;
use ronghe_core::order;
use ronghe_core::schema::{Duty, KindDef, Schema};
use ronghe_core::search::{Spelling, normal};

/// One entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Its name for tests.
    pub testid: String,
    /// The kind that it lists, if it is the list of one.
    pub kind: Option<&'static str>,
}

/// The entries of one duty, or of what is no duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name in the browser's memory of what is folded.
    pub key: &'static str,
    /// Its heading; none for what always stands on top.
    pub label: Option<&'static str>,
    /// What people need every day.
    pub first: Vec<NavItem>,
    /// The others, folded away.
    pub rest: Vec<NavItem>,
}

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Of(Duty),
    Foot,
}

/// The pages that are no list of one kind: place, address, words, name for tests.
const PAGES: &[(Place, &str, &str, &str)] = &[
    (Place::Top, "/", text::NAV_TODAY, "nav-today"),
    (Place::Top, "/tasks", text::NAV_TASKS, "nav-tasks"),
    (Place::Top, "/cockpit", text::figures::COCKPIT, "nav-cockpit"),
    (Place::Top, "/figures", text::figures::NAV, "nav-figures"),
    (Place::Top, "/boards", text::figures::BOARDS, "nav-boards"),
    (Place::Top, "/map", text::map::NAV, "nav-map"),
    (Place::Top, "/exchange", text::NAV_EXCHANGE, "nav-exchange"),
    (Place::Of(Duty::Supervision), "/raised", text::raised::NAV, "nav-raised"),
    (Place::Of(Duty::Archive), "/reports", text::NAV_REPORTS, "nav-reports"),
    (Place::Foot, "/clashes", text::clashes::CLASHES, "nav-clashes"),
    (Place::Foot, "/duplicates", text::clashes::DUPLICATES, "nav-duplicates"),
    (Place::Foot, "/history", text::history::NAV, "nav-history"),
    (Place::Foot, "/bin", text::history::BIN, "nav-bin"),
    (Place::Foot, "/settings", text::NAV_SETTINGS, "nav-settings"),
];

/// Kinds that people need every day, most important first; the others of a duty are folded away.
const FIRST: &[&str] = &[
    "task",
    "plan",
    "policy",
    "body",
    "study",
    "unit",
    "person",
    "major_group",
    "partner",
    "visit",
    "project",
    "sample",
    "agreement",
    "industry_college",
    "platform",
    "base",
    "town_pair",
    "linkage",
    "finding",
    "result",
    "award",
    "contract",
    "receipt",
    "room",
    "indicator",
];

/// The page of the settings on which records of a kind are made that nobody types, with its name.
#[must_use]
pub fn settings_of(kind: &KindDef) -> Option<(&'static str, &'static str)> {
    match kind.name {
        "custom_field" => Some(("/settings/fields", text::settings::FIELDS)),
        "code_entry" => Some(("/settings/lists", text::settings::LISTS)),
        "report_rule" => Some(("/reports", text::NAV_REPORTS)),
        _ => None,
    }
}

/// So few entries are never folded away.
const FEW: usize = 2;

/// The duties with their headings, in the order of 表 1-2.
pub const DUTIES: [(Duty, &str, &str); 5] = [
    (Duty::Planning, "planning", text::DUTY_PLANNING),
    (Duty::Supervision, "supervision", text::DUTY_SUPERVISION),
    (Duty::Transfer, "transfer", text::DUTY_TRANSFER),
    (Duty::Contracts, "contracts", text::DUTY_CONTRACTS),
    (Duty::Archive, "archive", text::DUTY_ARCHIVE),
];

/// The whole navigation in its order.
#[must_use]
pub fn groups(schema: Schema) -> Vec<Group> {
    let top = Group { key: "top", label: None, first: pages(Place::Top), rest: Vec::new() };
    let foot = Group { key: "own", label: Some(text::nav::OWN_DATA), first: pages(Place::Foot), rest: Vec::new() };
    let duties = DUTIES.into_iter().map(|(duty, key, label)| {
        let mut kinds: Vec<&KindDef> = schema.kinds().iter().copied().filter(|k| k.duty == Some(duty)).collect();
        order::sort_by_key(&mut kinds, |kind| rank(kind));
        let mut first: Vec<NavItem> = kinds.iter().filter(|k| rank(k).is_some()).map(|k| of_kind(k)).collect();
        let mut rest: Vec<NavItem> = kinds.iter().filter(|k| rank(k).is_none()).map(|k| of_kind(k)).collect();
        first.extend(pages(Place::Of(duty)));
        if rest.len() <= FEW {
            first.append(&mut rest);
        }
        Group { key, label: Some(label), first, rest }
    });
    let all = std::iter::once(top).chain(duties).chain(std::iter::once(foot));
    all.filter(|group| !group.first.is_empty() || !group.rest.is_empty()).collect()
}

/// Place of a kind among those that people need every day. What is not among them comes after.
fn rank(kind: &KindDef) -> Option<usize> {
    FIRST.iter().position(|name| *name == kind.name)
}

fn pages(place: Place) -> Vec<NavItem> {
    let there = PAGES.iter().filter(|page| page.0 == place);
    let item = |(_, href, label, testid): &(Place, &str, &str, &str)| NavItem {
        href: (*href).to_owned(),
        label: (*label).to_owned(),
        testid: (*testid).to_owned(),
        kind: None,
    };
    there.map(item).collect()
}

fn of_kind(kind: &KindDef) -> NavItem {
    let (href, label) = (format!("/k/{}", kind.name), kind.label.to_owned());
    NavItem { href, label, testid: testid(kind.name), kind: Some(kind.name) }
}

/// The name for tests of the entry of a kind: its plural.
fn testid(kind: &str) -> String {
    match kind {
        "room" => "nav-assets".to_owned(),
        // 待办事项, where every task is too, has the plain name.
        "task" => "nav-task-list".to_owned(),
        _ => format!("nav-{}", plural(&kind.replace('_', "-"))),
    }
}

/// More than one of what an English word names.
fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with('s') => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// Every page, every list and everything that can be begun whose name fits what was typed, in
/// Chinese or pinyin; best first.
#[must_use]
pub fn find(schema: Schema, typed: &str) -> Vec<NavItem> {
    let typed = normal(typed);
    let listed = groups(schema).into_iter().flat_map(|group| group.first.into_iter().chain(group.rest));
    let kinds = || schema.kinds().iter().copied().filter(|kind| kind.is_typed());
    let unlisted = kinds().filter(|kind| kind.duty.is_none()).map(of_kind);
    let begun = kinds().map(|kind| NavItem {
        href: format!("/k/{}/new", kind.name),
        label: text::new_record(kind.label),
        testid: format!("new-{}", kind.name),
        kind: None,
    });
    let fits = |item: NavItem| {
        let name = normal(&item.label);
        let literal = name.find(&typed).and_then(|at| Some(name.get(..at)?.chars().count()));
        Some((literal.or_else(|| Spelling::of(&name).find(&typed))?, item))
    };
    let mut found: Vec<(usize, NavItem)> = listed.chain(unlisted).chain(begun).filter_map(fits).collect();
    order::sort_by_key(&mut found, |(at, item)| (*at, item.label.chars().count()));
    found.into_iter().map(|(_, item)| item).collect()
}
