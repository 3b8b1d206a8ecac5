//! The controls of what figure pages ask: of whom and of which year. What is chosen stands in the address.

use super::asking::{Asking, PARTNER, SCHOOL_YEAR, YEAR, units};
use crate::ui::state::App;
use crate::ui::text::figures as words;
use crate::ui::text::reports::opens_with;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;
use ronghe_core::figure::{BoardDef, Chosen, Scope, Span};
use ronghe_core::period::{Opens, Period, SCHOOL_YEAR_STARTS};
use ronghe_core::record::Id;

/// How many years back can be chosen.
const YEARS: u16 = 10;

/// The years that can be chosen on a page.
#[derive(Clone, Copy, Default)]
pub enum Years {
    /// Calendar years.
    #[default]
    Calendar,
    /// School years: the one that is shown, and with which the page opens.
    School(Signal<Period>, Opens),
    /// Both. Where no school year is chosen, every figure shows the one that is meant.
    Both,
}

impl Years {
    /// Those of what is about a span and shows a period.
    #[must_use]
    pub fn of(span: Span, opens: Opens, shown: Signal<Period>) -> Self {
        if span == Span::SchoolYear { Self::School(shown, opens) } else { Self::Calendar }
    }
}

/// The choices of year and of whom. What is chosen stands in the address.
#[component]
pub fn Choices(asking: Asking, #[prop(optional)] years: Years) -> impl IntoView {
    let app = App::here();
    let (scope, set_scope) = query_signal::<String>("unit");
    let options = move || {
        app.track(&["unit"]);
        let option = move |(id, title): (Id, String)| {
            let id = id.to_string();
            let value = id.clone();
            view! { <option value=value prop:selected=move || scope.get().as_deref() == Some(&id)>{title}</option> }
        };
        units(app).into_iter().map(option).collect_view()
    };
    let (_, set_partner) = query_signal::<String>(PARTNER);
    let only = move || match asking.scope.get() {
        Scope::Partner(id) => Some(words::only(&app.read(|l| l.title(&id)))),
        _ => None,
    };
    let is_of_calendar = !matches!(years, Years::School(..));
    let shown = match years {
        Years::School(shown, _) => Some(shown),
        Years::Calendar | Years::Both => None,
    };
    let school = (!matches!(years, Years::Calendar)).then(|| view! { <SchoolYears asking shown /> });
    let why = match years {
        Years::School(shown, opens) => Some(move || {
            let is_chosen = asking.chosen.with(|chosen| *chosen != Chosen::default());
            let is_running = shown.get() == Period::school_year_of(app.today(), SCHOOL_YEAR_STARTS);
            // That the running one is shown goes without saying, where nothing else is meant.
            (!is_chosen && (!is_running || opens != Opens::Running)).then(|| {
                let why = opens_with(opens, is_running, &shown.get().label());
                view! { <p class="state" data-testid="figure-opens">{why}</p> }
            })
        }),
        _ => None,
    };
    // Paper has no controls: it says in words what was chosen.
    let chosen = move || {
        let whom = match asking.scope.get() {
            Scope::Unit(id) | Scope::Partner(id) | Scope::Person(id) => app.read(|l| l.title(&id)),
            Scope::School | Scope::NoUnit => words::SCHOOL.to_owned(),
        };
        let year = words::year(asking.chosen.with(|chosen| chosen.year(app.today())));
        let when = shown.map_or(year, |shown| shown.get().label());
        [whom, when].join(" · ")
    };
    view! {
        <p class="only-print" data-testid="figure-chosen">{chosen}</p>
        <div class="filters">
            {move || only().map(|only| view! {
                <button type="button" class="chip" data-testid="figure-partner" on:click=move |_| set_partner.set(None)>
                    {only}
                </button>
            })}
            <select
                aria-label=words::SCOPE
                data-testid="figure-scope"
                hidden=move || only().is_some()
                on:change:target=move |ev| set_scope.set(Some(ev.target().value()).filter(|v| !v.is_empty()))
            >
                <option value="">{words::SCHOOL}</option>
                {options}
            </select>
            {is_of_calendar.then(|| view! { <CalendarYears asking /> })}
            {school}
        </div>
        {why}
    }
}

#[component]
fn CalendarYears(asking: Asking) -> impl IntoView {
    let today = App::here().today();
    let (_, set_year) = query_signal::<u16>(YEAR);
    let is_shown = move |year| asking.chosen.with(|chosen| chosen.year(today)) == year;
    let years = (0..YEARS).map(|back| today.year() - back).map(move |year| {
        view! { <option value=year.to_string() prop:selected=move || is_shown(year)>{words::year(year)}</option> }
    });
    view! {
        <select
            aria-label=words::YEAR
            data-testid="figure-year"
            on:change:target=move |ev| set_year.set(ev.target().value().parse().ok().filter(|y| *y != today.year()))
        >
            {years.collect_view()}
        </select>
    }
}

/// School years to choose from; what is not `shown` is chosen or up to each figure.
#[component]
fn SchoolYears(asking: Asking, shown: Option<Signal<Period>>) -> impl IntoView {
    let (_, set_year) = query_signal::<u16>(SCHOOL_YEAR);
    let running = Period::school_year_of(App::here().today(), SCHOOL_YEAR_STARTS);
    let years = std::iter::successors(Some(running), |year| Some(year.previous())).take(usize::from(YEARS));
    let is_shown = move |year: Period, from: u16| match shown {
        Some(shown) => shown.get() == year,
        None => asking.chosen.with(|chosen| chosen.school_year == Some(from)),
    };
    let years = years.filter_map(move |year| {
        let Period::SchoolYear { from, .. } = year else { return None };
        let label = year.label();
        Some(view! { <option value=from.to_string() prop:selected=move || is_shown(year, from)>{label}</option> })
    });
    view! {
        <select
            aria-label=words::SCHOOL_YEAR
            data-testid="figure-school-year"
            on:change:target=move |ev| set_year.set(ev.target().value().parse().ok())
        >
            {shown.is_none().then(|| view! { <option value="">{words::ANY_SCHOOL_YEAR}</option> })}
            {years.collect_view()}
        </select>
    }
}

/// Leads to the period before the one that a board shows.
#[component]
pub fn PeriodBefore(asking: Asking, board: &'static BoardDef) -> impl IntoView {
    let (_, set_year) = query_signal::<u16>(YEAR);
    let (_, set_school_year) = query_signal::<u16>(SCHOOL_YEAR);
    let before = move || asking.period_of_board(board).0.previous();
    let go = move |_| match before() {
        Period::Year(year) => set_year.set(Some(year)),
        Period::SchoolYear { from, .. } => set_school_year.set(Some(from)),
        Period::Month(month) => set_year.set(Some(month.first().year())),
    };
    view! { <button type="button" class="btn small" on:click=go>{move || words::see(&before().label())}</button> }
}
