//! The state of an open list: the question in the address, the answer, what is chosen, where the
//! keyboard stands.

use crate::platform::clock;
use crate::platform::prefs::Pref;
use crate::platform::turn::Turns;
use crate::ui::state::App;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use ronghe_core::query::{Found, Grouped, Query, Run, Shelf};
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, KindDef};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// Whether this browser's owner wants the record at which a list stands beside it.
pub const BESIDE: Pref<bool> = Pref::new("ronghe.list.beside");

/// How long an answer may take before the page goes on without it, in milliseconds.
const AT_ONCE_MS: u64 = 24;
/// Rows that are looked at between two looks at the clock.
const STRETCH: usize = 400;

/// What is open over the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The conditions.
    Filter,
    /// Columns, order, groups.
    Columns,
    /// Saved views.
    Views,
    /// One value for all that are chosen.
    Bulk,
}

/// A line of a list: a record, or the heading of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// The group of this number.
    Head(usize),
    /// The record at this place among the rows.
    Row(usize, Id),
}

/// The handle of an open list.
#[derive(Clone, Copy)]
pub struct Lister {
    /// The page.
    pub app: App,
    /// The kind that is listed.
    pub kind: &'static KindDef,
    /// What the address asks for.
    pub query: Memo<Query>,
    /// The columns beside the title.
    pub columns: Memo<Vec<&'static FieldDef>>,
    /// The answer; `None` until there is one.
    pub found: RwSignal<Option<Arc<Found>>>,
    /// Whether a new answer is being worked out.
    pub busy: RwSignal<bool>,
    /// The records that are chosen; always among those that are found.
    pub chosen: RwSignal<BTreeSet<Id>>,
    /// Whether a phone shows boxes to choose with.
    pub choosing: RwSignal<bool>,
    /// The row at which the keyboard stands.
    pub cursor: RwSignal<Option<usize>>,
    /// Set when the keyboard has moved: the row must come into sight and take the focus.
    pub moved: RwSignal<Option<usize>>,
    /// What is open over the list.
    pub panel: RwSignal<Option<Panel>>,
    /// Whether a desk shows the record at which the keyboard stands beside the list.
    pub beside: RwSignal<bool>,
    turn: StoredValue<u64>,
    shelf: StoredValue<Rc<RefCell<Shelf>>, LocalStorage>,
    go: Callback<(String, bool)>,
}

impl Lister {
    /// Opens the list of a kind at the present address.
    #[must_use]
    pub fn open(app: App, kind: &'static KindDef) -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| Query::parse(kind, &search.get()));
        let navigate = use_navigate();
        let go = Callback::new(move |(href, replace): (String, bool)| {
            navigate(&href, NavigateOptions { replace, scroll: !replace, ..Default::default() });
        });
        let lister = Self {
            app,
            kind,
            query,
            columns: Memo::new(move |_| query.with(|q| q.shown_columns(kind))),
            found: RwSignal::new(None),
            busy: RwSignal::new(false),
            chosen: RwSignal::new(BTreeSet::new()),
            choosing: RwSignal::new(false),
            cursor: RwSignal::new(None),
            moved: RwSignal::new(None),
            panel: RwSignal::new(None),
            beside: RwSignal::new(BESIDE.get().unwrap_or(false)),
            turn: StoredValue::new(0),
            shelf: StoredValue::new_local(Rc::new(RefCell::new(Shelf::new(kind)))),
            go,
        };
        // What the rows refer to gives them names, and so their order.
        let tracked: Vec<&str> =
            kind.typed_fields().flat_map(|field| field.ty.targets()).copied().chain([kind.name]).collect();
        Effect::new(move |_| {
            app.track(&tracked);
            lister.ask(&query.get());
        });
        lister
    }

    /// Begins to answer; what is there at once is shown at once, the rest comes in stretches.
    fn ask(self, query: &Query) {
        let Some(desk) = self.app.desk() else { return };
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        let shelf = self.shelf.get_value();
        let words = query.words.trim();
        let hits = (!words.is_empty() && !query.deleted).then(|| {
            let hits = desk.index().search(words, usize::MAX, &[self.kind.name]);
            hits.into_iter().map(|hit| hit.id).collect()
        });
        let shown = self.columns.get_untracked();
        let mut run = Run::new(self.kind, query, &shown, hits, &desk.ledger(), &mut shelf.borrow_mut());
        let begun = clock::now_ms();
        while clock::now_ms() - begun <= AT_ONCE_MS {
            if run.step(&desk.ledger(), &mut shelf.borrow_mut(), STRETCH) {
                self.take(run);
                return;
            }
        }
        self.busy.set(true);
        spawn_local(async move {
            let mut turns = Turns::new();
            // A newer question, or a page that was left, ends this one.
            while self.turn.try_get_value() == Some(turn) {
                if run.step(&desk.ledger(), &mut shelf.borrow_mut(), STRETCH) {
                    self.take(run);
                    return;
                }
                turns.breathe().await;
            }
        });
    }

    /// Shows the answer. What is no longer found is no longer chosen.
    fn take(self, run: Run) {
        let Some(found) = run.found() else { return };
        if self.chosen.with_untracked(|chosen| !chosen.is_empty()) {
            let rows: BTreeSet<Id> = found.rows.iter().copied().collect();
            self.chosen.update(|chosen| chosen.retain(|id| rows.contains(id)));
        }
        if self.cursor.get_untracked().is_some_and(|n| n >= found.rows.len()) {
            self.cursor.set(None);
        }
        self.found.set(Some(Arc::new(found)));
        self.busy.set(false);
    }

    /// Puts another question into the address.
    pub fn set(self, query: &Query) {
        let search = query.print();
        let mark = if search.is_empty() { "" } else { "?" };
        self.go.run((format!("/k/{}{mark}{search}", self.kind.name), true));
    }

    /// Changes the question.
    pub fn change(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.set(&query);
    }

    /// Goes to another page.
    pub fn leave(self, href: String) {
        self.go.run((href, false));
    }

    /// How many records are found; subscribes.
    #[must_use]
    pub fn total(self) -> usize {
        self.found.with(|found| found.as_ref().map_or(0, |found| found.rows.len()))
    }

    /// [`Self::total`], without subscribing.
    #[must_use]
    pub fn total_now(self) -> usize {
        untrack(move || self.total())
    }

    /// How many lines the list has, headings of groups among them; subscribes.
    #[must_use]
    pub fn lines(self) -> usize {
        self.found.with(|found| found.as_ref().map_or(0, |found| found.rows.len() + found.groups.len()))
    }

    /// The lines from `first` to before `last`; subscribes.
    #[must_use]
    pub fn lines_between(self, first: usize, last: usize) -> Vec<Line> {
        self.found.with(|found| {
            let Some(found) = found else { return Vec::new() };
            (first..last).filter_map(|n| line_at(found, n)).collect()
        })
    }

    /// The group of this number; does not subscribe.
    #[must_use]
    pub fn group(self, number: usize) -> Option<Grouped> {
        self.found.with_untracked(|found| found.as_ref()?.groups.get(number).cloned())
    }

    /// The number of the line on which a row stands; does not subscribe.
    #[must_use]
    pub fn line_of(self, row: usize) -> usize {
        let heads = self.found.with_untracked(|found| {
            found.as_ref().map_or(0, |found| found.groups.partition_point(|group| group.first <= row))
        });
        row + heads
    }

    /// The record at a row; does not subscribe.
    #[must_use]
    pub fn at(self, row: usize) -> Option<Id> {
        self.found.with_untracked(|found| found.as_ref()?.rows.get(row).copied())
    }

    /// Moves the keyboard by so many rows, or to the first row if it stands nowhere.
    pub fn step(self, by: isize) {
        let last = self.found.with_untracked(|found| found.as_ref().map_or(0, |found| found.rows.len()));
        let Some(last) = last.checked_sub(1) else { return };
        let next = match self.cursor.get_untracked() {
            Some(now) => now.saturating_add_signed(by).min(last),
            None => 0,
        };
        self.move_to(next);
    }

    /// Moves the keyboard to a row.
    pub fn move_to(self, row: usize) {
        self.cursor.set(Some(row));
        self.moved.set(Some(row));
    }

    /// Chooses the record at a row or lets go of it; with `range` everything from where the keyboard
    /// stands to there is chosen.
    pub fn choose(self, row: usize, range: bool) {
        let from = self.cursor.get_untracked().filter(|_| range);
        let found = self.found.get_untracked();
        let Some(found) = found else { return };
        self.chosen.update(|chosen| match from {
            Some(from) => {
                let (first, last) = (from.min(row), from.max(row));
                chosen.extend(found.rows.get(first..=last).unwrap_or_default());
            }
            None => {
                if let Some(id) = found.rows.get(row)
                    && !chosen.remove(id)
                {
                    chosen.insert(*id);
                }
            }
        });
        self.cursor.set(Some(row));
    }

    /// Chooses everything from the last chosen record above a row to there.
    pub fn choose_down_to(self, row: usize) {
        let Some(found) = self.found.get_untracked() else { return };
        self.chosen.update(|chosen| {
            let above = found.rows.get(..row).unwrap_or_default();
            let from = above.iter().rposition(|id| chosen.contains(id)).unwrap_or(row);
            chosen.extend(found.rows.get(from..=row).unwrap_or_default());
        });
    }

    /// Chooses everything that is found; if everything is chosen, nothing.
    pub fn choose_all(self) {
        let Some(found) = self.found.get_untracked() else { return };
        self.chosen.update(|chosen| {
            if chosen.len() == found.rows.len() {
                chosen.clear();
            } else {
                *chosen = found.rows.iter().copied().collect();
            }
        });
    }

    /// The chosen records in the order of the list; if none is chosen, all that are found.
    #[must_use]
    pub fn chosen_or_all(self) -> Vec<Id> {
        let rows = self.found.with_untracked(|f| f.as_ref().map(|f| Arc::clone(&f.rows)).unwrap_or_default());
        self.chosen.with_untracked(|chosen| {
            let wanted = rows.iter().filter(|id| chosen.is_empty() || chosen.contains(id));
            wanted.copied().collect()
        })
    }
}

/// The line of a number: each group is its heading and its records.
fn line_at(found: &Found, n: usize) -> Option<Line> {
    // Of the groups that begin at or before this line the last is the one in which it lies.
    let before = {
        let (mut low, mut high) = (0, found.groups.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if found.groups.get(middle).is_some_and(|group| group.first + middle <= n) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    if let Some(number) = before.checked_sub(1)
        && found.groups.get(number).is_some_and(|group| group.first + number == n)
    {
        return Some(Line::Head(number));
    }
    let row = n.checked_sub(before)?;
    found.rows.get(row).map(|id| Line::Row(row, *id))
}
