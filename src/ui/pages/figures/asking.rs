//! What the figure pages ask: of whom and in which year, both from the address.

use crate::platform::{marks, turn};
use crate::ui::state::App;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::query_signal;
use ronghe_core::figure::{
    Amount, Ask, Behind, Board, BoardDef, Evidence, FigureDef, Goal, Map, Next, Raised, Scope, Span, Told, goal, map,
    next, raised,
};
use ronghe_core::kinds::unit;
use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::record::Id;
use ronghe_core::value::{CivilDate, Month};

/// How many years back can be chosen.
const YEARS: u16 = 10;

/// The question of a page. Copyable, like everything that pages hold.
#[derive(Clone, Copy)]
pub struct Asking {
    app: App,
    ready: RwSignal<bool>,
    /// Of whom.
    pub scope: Memo<Scope>,
    /// The calendar year chosen, or that of today.
    pub year: Memo<u16>,
}

impl Asking {
    /// Returns the question of the address, and begins to read the facts if nobody has yet.
    #[must_use]
    pub fn from_address() -> Self {
        let app = App::here();
        let (scope, _) = query_signal::<String>("unit");
        let (year, _) = query_signal::<u16>("year");
        let of_whom = move || scope.get().and_then(|id| Id::parse(&id)).map_or(Scope::School, Scope::Unit);
        Self::of(
            app,
            Memo::new(move |_| of_whom()),
            Memo::new(move |_| year.get().unwrap_or_else(|| app.today().year())),
        )
    }

    /// Returns the question of a partner, as of today.
    #[must_use]
    pub fn of_partner(id: Id) -> Self {
        let app = App::here();
        Self::of(app, Memo::new(move |_| Scope::Partner(id)), Memo::new(move |_| app.today().year()))
    }

    fn of(app: App, scope: Memo<Scope>, year: Memo<u16>) -> Self {
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
        Self { app, ready, scope, year }
    }

    /// Whether the facts are read; subscribes.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.ready.get()
    }

    /// Returns the period of a figure in the year chosen, and the day as of which it is asked: today,
    /// or the last day of a year that is over.
    #[must_use]
    pub fn period(self, span: Span) -> (Period, CivilDate) {
        let (year, today) = (self.year.get(), self.app.today());
        let month = if year == today.year() { today.month() } else { 12 };
        let period = match span {
            Span::SchoolYear if year == today.year() => Period::school_year_of(today, SCHOOL_YEAR_STARTS),
            Span::SchoolYear => Period::SchoolYear { from: year.saturating_sub(1), starts: SCHOOL_YEAR_STARTS },
            Span::Month => Month::new(year, month).map_or(Period::Year(year), Period::Month),
            Span::Year | Span::Last(_) | Span::Today => Period::Year(year),
        };
        let last = period.last().unwrap_or(today);
        (period, if last < today { last } else { today })
    }

    /// Returns what stands beside a value: its period, or the day as of which it holds.
    #[must_use]
    pub fn period_label(self, span: Span) -> String {
        let (period, day) = self.period(span);
        match span {
            Span::Year | Span::SchoolYear | Span::Month => period.label(),
            Span::Last(_) | Span::Today => words::as_of(&ronghe_core::value::Date::from(day).show()),
        }
    }

    /// Computes a board; subscribes to every change. `None` until the facts are read.
    #[must_use]
    pub fn board(self, board: &'static BoardDef) -> Option<Board> {
        self.app.track_all();
        if !self.is_ready() {
            return None;
        }
        let (period, as_of) = self.period(board.span);
        self.app.ask(self.scope.get(), period, as_of, |ask| board.of(ask))
    }

    /// Draws the map of whom is asked; subscribes to every change. `None` until the facts are read.
    #[must_use]
    pub fn map(self) -> Option<Map> {
        self.app.track_all();
        if !self.is_ready() {
            return None;
        }
        let (period, as_of) = self.period(Span::Today);
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
        let (period, as_of) = self.period(Span::Today);
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
        let (period, as_of) = self.period(figure.span);
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
        let (period, as_of) = self.period(figure.span);
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
    pub fn by_unit(self, figure: &'static FigureDef) -> Vec<(Option<Id>, String, Option<Amount>)> {
        let units = units(self.app);
        let answer = |ask: &Ask<'_>| {
            let of = |scope| figure.tell(&ask.of(scope)).value();
            let named = units.iter().map(|(id, title)| (Some(*id), title.clone(), of(Scope::Unit(*id))));
            let rest = (None, words::NO_UNIT.to_owned(), of(Scope::NoUnit));
            let rows = named.chain([rest]).filter(|(.., amount)| amount.is_some_and(|a| a.raw != 0));
            rows.collect::<Vec<_>>()
        };
        self.ask(figure, answer).unwrap_or_default()
    }

    /// Answers a figure for each month of the year chosen, as far as it has passed; subscribes.
    #[must_use]
    pub fn months(self, figure: &'static FigureDef) -> Vec<(String, Option<Amount>)> {
        self.app.track_all();
        let (period, as_of) = self.period(figure.span);
        let Some(first) = period.first().filter(|_| self.is_ready()) else { return Vec::new() };
        let months = (0..12_u16).filter_map(|n| {
            let at = u16::from(first.month()) - 1 + n;
            Month::new(first.year() + at / 12, u8::try_from(at % 12 + 1).ok()?)
        });
        let passed = months.take_while(|month| month.first() <= as_of);
        let one = |month: Month| {
            let day = month.last().min(as_of);
            let period = if figure.span == Span::Month { Period::Month(month) } else { period };
            let amount = self.app.ask(self.scope.get(), period, day, |ask| figure.tell(&ask.as_known()).value());
            (words::month(month), amount.flatten())
        };
        passed.map(one).collect()
    }
}

/// The units of the school with their titles, colleges first.
fn units(app: App) -> Vec<(Id, String)> {
    let units = app.read(|l| l.ids("unit").map(|id| (id, l.title(&id), l.get(&id))).collect::<Vec<_>>());
    let mut units: Vec<(bool, String, Id)> = units
        .into_iter()
        .map(|(id, title, record)| (record.and_then(|r| r.get(unit::SORT)).as_deref() != Some("college"), title, id))
        .collect();
    units.sort();
    units.into_iter().map(|(_, title, id)| (id, title)).collect()
}

/// The choices of year and of whom. What is chosen stands in the address.
#[component]
pub fn Choices(asking: Asking) -> impl IntoView {
    let app = App::here();
    let (scope, set_scope) = query_signal::<String>("unit");
    let (_, set_year) = query_signal::<u16>("year");
    let this = app.today().year();
    let years = (0..YEARS).map(|back| this - back).map(move |year| {
        view! { <option value=year.to_string() prop:selected=move || asking.year.get() == year>{words::year(year)}</option> }
    });
    let options = move || {
        app.track(&["unit"]);
        let option = move |(id, title): (Id, String)| {
            let id = id.to_string();
            let value = id.clone();
            view! { <option value=value prop:selected=move || scope.get().as_deref() == Some(&id)>{title}</option> }
        };
        units(app).into_iter().map(option).collect_view()
    };
    view! {
        <div class="filters">
            <select
                aria-label=words::SCOPE
                data-testid="figure-scope"
                on:change:target=move |ev| set_scope.set(Some(ev.target().value()).filter(|v| !v.is_empty()))
            >
                <option value="">{words::SCHOOL}</option>
                {options}
            </select>
            <select
                aria-label=words::YEAR
                data-testid="figure-year"
                on:change:target=move |ev| set_year.set(ev.target().value().parse().ok().filter(|y| *y != this))
            >
                {years.collect_view()}
            </select>
        </div>
    }
}
