//! What the figure pages ask: of whom and of which year, both from the address.

use crate::platform::{marks, turn};
use crate::ui::state::App;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::query_signal;
use ronghe_core::figure::{
    Amount, Ask, Behind, Board, BoardDef, Chosen, Evidence, FigureDef, Goal, Map, Next, Raised, Scope, Span, Told,
    goal, map, next, raised,
};
use ronghe_core::kinds::unit;
use ronghe_core::period::{Opens, Period};
use ronghe_core::record::Id;
use ronghe_core::value::{CivilDate, Month};

/// In the address: the calendar year, and the year in which the school year begins.
pub(super) const YEAR: &str = "year";
pub(super) const SCHOOL_YEAR: &str = "school-year";
/// In the address: the partner of whom alone is asked.
pub(super) const PARTNER: &str = "partner";

/// The question of a page. Copyable, like everything that pages hold.
#[derive(Clone, Copy)]
pub struct Asking {
    app: App,
    ready: RwSignal<bool>,
    /// Of whom.
    pub scope: Memo<Scope>,
    /// The years that were chosen.
    pub(super) chosen: Memo<Chosen>,
}

impl Asking {
    /// Returns the question of the address, and begins to read the facts if nobody has yet.
    #[must_use]
    pub fn from_address() -> Self {
        let app = App::here();
        let (unit, _) = query_signal::<String>("unit");
        let (partner, _) = query_signal::<String>(PARTNER);
        let (year, _) = query_signal::<u16>(YEAR);
        let (school_year, _) = query_signal::<u16>(SCHOOL_YEAR);
        let of = |id: Option<String>, scope: fn(Id) -> Scope| id.and_then(|id| Id::parse(&id)).map(scope);
        let of_whom =
            move || of(partner.get(), Scope::Partner).or_else(|| of(unit.get(), Scope::Unit)).unwrap_or(Scope::School);
        let chosen = move || Chosen { year: year.get(), school_year: school_year.get() };
        Self::of(app, Memo::new(move |_| of_whom()), Memo::new(move |_| chosen()))
    }

    /// Returns the question of a partner, as of today.
    #[must_use]
    pub fn of_partner(id: Id) -> Self {
        Self::of(App::here(), Memo::new(move |_| Scope::Partner(id)), Memo::new(|_| Chosen::default()))
    }

    fn of(app: App, scope: Memo<Scope>, chosen: Memo<Chosen>) -> Self {
        let ready = RwSignal::new(app.desk().is_some_and(|desk| desk.facts().is_some()));
        if !ready.get_untracked() {
            spawn_local(async move {
                if let Some(desk) = app.desk() {
                    desk.read_facts().await;
                    ready.try_set(true);
                }
            });
        }
        Effect::new(move |_| {
            app.track_all();
            if ready.get() {
                spawn_local(async {
                    // What follows from a change is in the document before the next task.
                    turn::next().await;
                    marks::mark_laid_out("figures-shown");
                });
            }
        });
        Self { app, ready, scope, chosen }
    }

    /// Whether the facts are read; subscribes.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.ready.get()
    }

    /// Returns the period of a figure, and the day as of which it is asked. Whether another period says
    /// something is asked of the school, so that colleges are shown the same one.
    #[must_use]
    pub fn period(self, figure: &'static FigureDef) -> (Period, CivilDate) {
        self.period_of((figure.span, figure.opens()), Some(figure))
    }

    /// Returns the period of a board, likewise.
    #[must_use]
    pub fn period_of_board(self, board: &'static BoardDef) -> (Period, CivilDate) {
        self.period_of((board.span, board.opens()), board.told_by())
    }

    fn period_of(self, of: (Span, Opens), told_by: Option<&'static FigureDef>) -> (Period, CivilDate) {
        let says = |period, day| {
            let Some(figure) = told_by else { return true };
            self.app.track_all();
            let told = self.is_ready().then(|| self.app.ask(Scope::School, period, day, |ask| figure.tell(ask)));
            told.flatten().and_then(|told| told.value()).is_some_and(|amount| amount.raw != 0)
        };
        self.chosen.get().period(of, self.app.today(), says)
    }

    /// Returns the day as of which is asked what holds, and the period in which it lies.
    fn day(self) -> (Period, CivilDate) {
        self.chosen.get().period((Span::Today, Opens::Running), self.app.today(), |_, _| true)
    }

    /// Returns what stands beside a value: its period, or the day as of which it holds.
    #[must_use]
    pub fn period_label(self, figure: &'static FigureDef) -> String {
        let (period, day) = self.period(figure);
        match figure.span {
            Span::Year | Span::SchoolYear | Span::Month => period.label(),
            Span::Last(_) | Span::Today => words::as_of(&ronghe_core::value::Date::from(day).show()),
        }
    }

    /// Returns whether the school year of which a figure tells still runs; `None` of what is told of
    /// something else. Beside one another stand those that are told while it runs and those that are told
    /// when it is over.
    #[must_use]
    pub fn runs(self, figure: &'static FigureDef) -> Option<bool> {
        let (period, _) = self.period(figure);
        (figure.span == Span::SchoolYear).then(|| period.last().is_some_and(|last| self.app.today() <= last))
    }

    /// Computes a board; subscribes to every change. `None` until the facts are read.
    #[must_use]
    pub fn board(self, board: &'static BoardDef) -> Option<Board> {
        self.app.track_all();
        if !self.is_ready() {
            return None;
        }
        let (period, as_of) = self.period_of_board(board);
        self.app.ask(self.scope.get(), period, as_of, |ask| board.of(ask))
    }

    /// Returns how many records that clash, and how many that refer to what was not received, are behind
    /// the cells of a board or one of them; subscribes to every change.
    #[must_use]
    pub fn doubts(self, count: impl FnOnce(&Ask<'_>) -> (usize, usize)) -> Option<String> {
        self.app.track_all();
        let (period, as_of) = self.day();
        let (clashing, missing) = self.app.ask(self.scope.get(), period, as_of, count)?;
        words::doubts(clashing, missing)
    }

    /// Draws the map of whom is asked; subscribes to every change. `None` until the facts are read.
    #[must_use]
    pub fn map(self) -> Option<Map> {
        self.app.track_all();
        if !self.is_ready() {
            return None;
        }
        let (period, as_of) = self.day();
        self.app.ask(self.scope.get(), period, as_of, map)
    }

    /// Returns what the program finds by its rules; subscribes to every change. `None` until the facts
    /// are read.
    #[must_use]
    pub fn raised(self) -> Option<Vec<Raised>> {
        self.app.track_all();
        if !self.is_ready() {
            return None;
        }
        let (period, as_of) = self.day();
        self.app.ask(self.scope.get(), period, as_of, raised)
    }

    /// Answers a figure in numbers; subscribes to every change. `None` until the facts are read.
    #[must_use]
    pub fn answer(self, figure: &'static FigureDef) -> Option<Told> {
        self.ask(figure, |ask| figure.tell(ask))
    }

    /// Answers a figure of a year as of the same day of the year before, with that day; subscribes.
    /// `None` if it is of no year, or as far as dates tell there was nothing to answer.
    #[must_use]
    pub fn year_before(self, figure: &'static FigureDef) -> Option<(CivilDate, Amount)> {
        self.app.track_all();
        let (period, as_of) = self.period(figure);
        if !self.is_ready() || !matches!(figure.span, Span::Year | Span::SchoolYear) {
            return None;
        }
        let (period, day) = (period.year_before(), as_of.year_before());
        let told = self.app.ask(self.scope.get(), period, day, |ask| figure.tell(&ask.as_known()))?;
        // What is dated to the year alone is not known by that day: it would be told as nothing.
        let amount = told.value().filter(|amount| told.unclear == 0 && amount.raw != 0)?;
        Some((day, amount))
    }

    /// Returns the first records behind a figure; subscribes to every change.
    #[must_use]
    pub fn behind(self, figure: &'static FigureDef) -> Behind {
        self.ask(figure, |ask| figure.behind(ask)).unwrap_or_default()
    }

    /// Returns all records behind a figure, or those that do not count yet; subscribes to every change.
    #[must_use]
    pub fn all_behind(self, figure: &'static FigureDef, those_short: bool) -> Vec<Evidence> {
        self.ask(figure, |ask| figure.all_behind(ask, those_short)).unwrap_or_default()
    }

    /// Asks about a figure in the question of the page; subscribes to every change. `None` until the
    /// facts are read.
    fn ask<R>(self, figure: &'static FigureDef, f: impl FnOnce(&Ask<'_>) -> R) -> Option<R> {
        self.app.track_all();
        let (period, as_of) = self.period(figure);
        if !self.is_ready() {
            return None;
        }
        self.app.ask(self.scope.get(), period, as_of, f)
    }

    /// Returns what a figure should reach, if somebody wrote it down; subscribes.
    #[must_use]
    pub fn goal(self, figure: &'static FigureDef) -> Option<Goal> {
        self.ask(figure, |ask| goal(ask, figure)).flatten()
    }

    /// Returns what would move a figure next; subscribes.
    #[must_use]
    pub fn next(self, figure: &'static FigureDef) -> Vec<Next> {
        self.ask(figure, |ask| next(ask, figure)).unwrap_or_default()
    }

    /// Answers a figure for every unit and for what belongs to none; subscribes.
    #[must_use]
    pub fn by_unit(self, figure: &'static FigureDef) -> Vec<(Option<Id>, String, Told)> {
        let units = units(self.app);
        let answer = |ask: &Ask<'_>| {
            let of = |scope| figure.tell(&ask.of(scope));
            let named = units.iter().map(|(id, title)| (Some(*id), title.clone(), of(Scope::Unit(*id))));
            let rest = (None, words::NO_UNIT.to_owned(), of(Scope::NoUnit));
            named.chain([rest]).filter(|(.., told)| has_something(told)).collect::<Vec<_>>()
        };
        self.ask(figure, answer).unwrap_or_default()
    }

    /// Answers a figure for each month of the year chosen, as far as it has passed; subscribes.
    #[must_use]
    pub fn months(self, figure: &'static FigureDef) -> Vec<(String, Option<Amount>)> {
        self.app.track_all();
        let (period, as_of) = self.period(figure);
        let Some(first) = period.first().filter(|_| self.is_ready()) else { return Vec::new() };
        let months = (0..12_u16).filter_map(|n| {
            let at = u16::from(first.month()) - 1 + n;
            Month::new(first.year() + at / 12, u8::try_from(at % 12 + 1).ok()?)
        });
        let passed = months.take_while(|month| month.first() <= as_of);
        let one = |month: Month| {
            let day = month.last().min(as_of);
            let period = if figure.span == Span::Month { Period::Month(month) } else { period };
            let asked = if day < self.app.today() { figure.as_it_was() } else { figure };
            let amount = self.app.ask(self.scope.get(), period, day, |ask| asked.tell(&ask.as_known()).value());
            (words::month(month), amount.flatten())
        };
        passed.map(one).collect()
    }
}

/// Whether there is anything to be told of a college: nothing done of ten is.
fn has_something(told: &Told) -> bool {
    told.of_whole().map_or_else(|| told.value().is_some_and(|value| value.raw != 0), |(_, whole)| whole.raw != 0)
}

/// The units of the school with their titles, colleges first.
pub(super) fn units(app: App) -> Vec<(Id, String)> {
    let units = app.read(|l| l.ids("unit").map(|id| (id, l.title(&id), l.get(&id))).collect::<Vec<_>>());
    let mut units: Vec<(bool, String, Id)> = units
        .into_iter()
        .map(|(id, title, record)| (record.and_then(|r| r.get(unit::SORT)).as_deref() != Some("college"), title, id))
        .collect();
    units.sort();
    units.into_iter().map(|(_, title, id)| (id, title)).collect()
}
