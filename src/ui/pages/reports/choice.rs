//! For what a report is made: period, college, unit of money, the school's code. All but the last
//! stand in the URL, so that a colleague's link shows the same table.

use crate::platform::prefs::Pref;
use crate::ui::state::App;
use crate::ui::text::reports as words;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;
use ronghe_core::kinds::unit;
use ronghe_core::period::{Opens, Period, SCHOOL_YEAR_STARTS};
use ronghe_core::record::Id;
use ronghe_core::report::{Clock, MoneyUnit, Setting, Source, TableDef};
use ronghe_core::value::Month;

/// The school's code; typed once, kept on this device.
const SCHOOL: Pref<String> = Pref::new("ronghe.school-code");
/// In the URL: no period.
const ALL: &str = "all";
/// Months that are offered.
const MONTHS: u16 = 24;

/// The period that was chosen.
#[derive(Clone, Copy)]
pub struct PeriodChoice {
    chosen: Memo<Option<String>>,
    set: SignalSetter<Option<String>>,
    start: Option<(Opens, Clock)>,
    /// The period with which the page opens. It stays while the page is open, whatever is saved meanwhile.
    opens: Memo<Option<Period>>,
}

impl PeriodChoice {
    /// What the URL says; without it the page opens with the period that a person means by `start`, as
    /// far as a report of it `says_something`.
    pub fn from_url(
        start: Option<(Opens, Clock)>,
        says_something: impl Fn(Period) -> bool + Send + Sync + 'static,
    ) -> Self {
        let (chosen, set) = query_signal::<String>("period");
        let today = App::here().today();
        let opens = Memo::new(move |_| {
            untrack(|| start.map(|(opens, clock)| opens.period(clock.running(today), today, &says_something)))
        });
        Self { chosen, set, start, opens }
    }

    /// The code of the period as it stands in the URL, or the one with which the page opens.
    fn code(self) -> String {
        self.chosen.get().unwrap_or_else(|| self.opens.get().map_or_else(|| ALL.to_owned(), code_of))
    }

    /// The period; `None` = all.
    pub fn period(self) -> Option<Period> {
        period_of(&self.code())
    }

    /// The period in words.
    pub fn label(self) -> String {
        self.period().map_or_else(|| words::PERIOD_ALL.to_owned(), Period::label)
    }

    /// Why the page opens with this period, in words; `None` once somebody has chosen.
    fn why(self) -> Option<String> {
        let (opens, clock) = self.start.filter(|_| self.chosen.with(Option::is_none))?;
        let period = self.opens.get()?;
        Some(words::opens_with(opens, period == clock.running(App::here().today()), &period.label()))
    }
}

/// What was chosen for a table.
#[derive(Clone, Copy)]
pub struct Choice {
    period: PeriodChoice,
    unit: Memo<Option<String>>,
    set_unit: SignalSetter<Option<String>>,
    money: Memo<Option<String>>,
    set_money: SignalSetter<Option<String>>,
    school: RwSignal<String>,
}

impl Choice {
    /// What the URL says; without it the page opens with the period of `start`, see
    /// [`PeriodChoice::from_url`].
    pub fn from_url(
        start: Option<(Opens, Clock)>,
        says_something: impl Fn(Period) -> bool + Send + Sync + 'static,
    ) -> Self {
        let (unit, set_unit) = query_signal::<String>("unit");
        let (money, set_money) = query_signal::<String>("money");
        let school = RwSignal::new(SCHOOL.get().unwrap_or_default());
        Self { period: PeriodChoice::from_url(start, says_something), unit, set_unit, money, set_money, school }
    }

    /// The period; `None` = all.
    pub fn period(self) -> Option<Period> {
        self.period.period()
    }

    /// The period in words.
    pub fn label(self) -> String {
        self.period.label()
    }

    /// The college; `None` = the whole school.
    pub fn unit(self) -> Option<Id> {
        self.unit.get().and_then(|id| Id::parse(&id))
    }

    /// The unit of money; `None` = as the table says.
    pub fn money(self) -> Option<MoneyUnit> {
        match self.money.get().as_deref() {
            Some("yuan") => Some(MoneyUnit::Yuan),
            Some("wan") => Some(MoneyUnit::TenThousand),
            _ => None,
        }
    }

    /// The school's code.
    pub fn school(self) -> String {
        self.school.get().trim().to_owned()
    }
}

/// The controls of what a table can be made for.
#[component]
pub fn Choices(choice: Choice, table: &'static TableDef) -> impl IntoView {
    let app = App::here();
    let with_school = table.columns.iter().any(|c| matches!(c.source, Source::Constant(Setting::SchoolCode)));
    let periods = (!table.clocks.is_empty())
        .then(|| view! { <PeriodSelect choice=choice.period options=periods_of(app, table.clocks) /> });
    let units = table.scoped.then(|| {
        let mut options = vec![(String::new(), words::SCOPE_ALL.to_owned())];
        options.extend(app.read(|l| {
            let colleges = l.sorted(&unit::KIND).into_iter().filter(|id| {
                l.get(id).is_some_and(|r| r.get(unit::SORT).as_deref().is_none_or(|sort| sort == "college"))
            });
            colleges.map(|id| (id.to_string(), l.title(&id))).collect::<Vec<_>>()
        }));
        let chosen = Signal::derive(move || choice.unit.get().unwrap_or_default());
        let set = Callback::new(move |id: String| choice.set_unit.set(Some(id).filter(|id| !id.is_empty())));
        view! { <Select id="report-unit" label=words::SCOPE options chosen set /> }
    });
    let money = table.has_money().then(|| {
        let options = [("", words::MONEY_OWN), ("yuan", words::YUAN), ("wan", words::TEN_THOUSAND)];
        let options = options.into_iter().map(|(code, label)| (code.to_owned(), label.to_owned())).collect();
        let chosen = Signal::derive(move || choice.money.get().unwrap_or_default());
        let set = Callback::new(move |code: String| choice.set_money.set(Some(code).filter(|c| !c.is_empty())));
        view! { <Select id="report-money" label=words::MONEY options chosen set /> }
    });
    view! {
        <div class="fields report-choices">
            {periods} {units} {money}
            {with_school.then(|| view! { <SchoolCode school=choice.school /> })}
        </div>
    }
}

/// The control of the period.
#[component]
pub fn PeriodSelect(choice: PeriodChoice, mut options: Vec<(String, String)>) -> impl IntoView {
    // What a colleague's link asks for can be chosen, whatever years there are records of.
    let code = untrack(|| choice.code());
    if options.iter().all(|(known, _)| *known != code) {
        options.extend(period_of(&code).map(|period| (code, period.label())));
    }
    let chosen = Signal::derive(move || choice.code());
    let set = Callback::new(move |code| choice.set.set(Some(code)));
    let why = move || choice.why().map(|why| view! { <p class="help" data-testid="report-opens">{why}</p> });
    view! { <Select id="report-period" label=words::PERIOD options chosen set>{why}</Select> }
}

/// A list to choose one of.
#[component]
fn Select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    set: Callback<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let options = options.into_iter().map(move |(code, label)| {
        let value = code.clone();
        view! { <option value=value prop:selected=move || chosen.get() == code>{label}</option> }
    });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id data-testid=id on:change:target=move |ev| set.run(ev.target().value())>
                {options.collect_view()}
            </select>
            {children.map(|children| children())}
        </div>
    }
}

#[component]
fn SchoolCode(school: RwSignal<String>) -> impl IntoView {
    let typed = move |code: String| {
        // A preference that cannot be kept is typed again; no record depends on it.
        if !SCHOOL.set(&code) {
            leptos::logging::warn!("preference not kept");
        }
        school.set(code);
    };
    view! {
        <div class="field">
            <label for="school-code">{words::SCHOOL_CODE}</label>
            <input
                id="school-code"
                type="text"
                inputmode="numeric"
                data-testid="school-code"
                prop:value=move || school.get()
                on:input:target=move |ev| typed(ev.target().value())
            />
            <p class="help">{words::SCHOOL_CODE_HELP}</p>
        </div>
    }
}

/// The code of a period in the URL; [`period_of`] reads it.
fn code_of(period: Period) -> String {
    match period {
        Period::Year(year) => format!("y{year}"),
        Period::SchoolYear { from, .. } => format!("s{from}"),
        Period::Month(month) => format!("m{month}"),
    }
}

/// The periods to choose from: all, and those in which there are dated records.
pub fn periods_of(app: App, clocks: &[Clock]) -> Vec<(String, String)> {
    let today = app.today();
    let mut years: Vec<u16> = app.read(|l| {
        let dated = l.schema().kinds().iter().filter(|kind| kind.by_date.is_some());
        let dates = dated.flat_map(|kind| l.ids(kind.name)).map(|id| l.date_of(&id));
        dates.filter_map(|d| d.get(..4)?.parse().ok()).collect()
    });
    years.extend([today.year(), today.year().saturating_sub(1)]);
    years.sort_unstable();
    years.dedup();
    let mut codes: Vec<String> = Vec::new();
    if clocks.contains(&Clock::Month) {
        let months = u16::from(today.month()) + today.year() * 12 - 1;
        codes.extend((0..MONTHS).map(|back| months - back).map(|m| format!("m{:04}-{:02}", m / 12, m % 12 + 1)));
    }
    // What is dated early in the first year lies in the school year that began before it.
    let first = years.first().map(|first| first.saturating_sub(1));
    for year in years.iter().rev().copied().chain(first) {
        if clocks.contains(&Clock::Year) && Some(year) != first {
            codes.push(format!("y{year}"));
        }
        if clocks.contains(&Clock::SchoolYear) {
            codes.push(format!("s{year}"));
        }
    }
    let named = codes.into_iter().filter_map(|code| {
        let label = period_of(&code)?.label();
        Some((code, label))
    });
    std::iter::once((ALL.to_owned(), words::PERIOD_ALL.to_owned())).chain(named).collect()
}

/// Reads `y2022` (自然年), `s2021` (学年 from 2021) or `m2022-01`.
fn period_of(code: &str) -> Option<Period> {
    let year = |text: &str| text.parse().ok();
    if let Some(text) = code.strip_prefix('y') {
        year(text).map(Period::Year)
    } else if let Some(text) = code.strip_prefix('s') {
        year(text).map(|from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS })
    } else {
        let (text, month) = code.strip_prefix('m')?.split_once('-')?;
        Month::new(year(text)?, month.parse().ok()?).map(Period::Month)
    }
}
