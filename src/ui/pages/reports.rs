//! 报表与报送: the ministry's tables, with a check beforehand of what would be refused.

use crate::platform::{clock, files, prefs::Pref};
use crate::ui::components::{Empty, PageHead};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::query_signal;
use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::record::Id;
use ronghe_core::report::visit_outreach::{Request, build};
use ronghe_core::report::{Refusal, Report};
use std::sync::Arc;

/// The school's code; typed once, kept on this device.
const SCHOOL: Pref<String> = Pref::new("ronghe.school-code");
/// Most findings listed; the count is of all.
const LISTED: usize = 300;
/// Most rows of the table shown; the file holds all.
const SHOWN: usize = 100;

/// The list of reports.
#[component]
pub fn Reports() -> impl IntoView {
    view! {
        <PageHead title=text::NAV_REPORTS />
        <p class="state">{words::REPORTS_LEAD}</p>
        <ul class="items">
            <li class="item">
                <A href="/reports/visit-outreach" attr:data-testid="report-visit-outreach-link">
                    <strong>{words::OUTREACH}</strong>
                    <p>{words::OUTREACH_HELP}</p>
                </A>
            </li>
        </ul>
    }
}

/// 访企拓岗: the period, the check, the table, the file.
#[component]
pub fn VisitOutreach() -> impl IntoView {
    let app = App::here();
    let (period, set_period) = query_signal::<String>("period");
    let school = RwSignal::new(SCHOOL.get().unwrap_or_default());
    let with_refused = RwSignal::new(false);
    let report = Memo::new(move |_| {
        app.track(&["visit", "need", "partner", "major"]);
        let collected = text::collected(clock::now_ms());
        let chosen = period.get().and_then(|p| period_of(&p));
        let school = school.get();
        app.desk().map(|desk| {
            let request = Request { period: chosen, school: school.trim(), collected: &collected };
            Arc::new(build(&desk.ledger(), &request))
        })
    });
    let counts = move || report.get().map(|r| words::rows(r.accepted(), r.refusals().count()));
    let save = move |_| {
        let Some(report) = report.get_untracked() else { return };
        let name = text::table_name(words::OUTREACH, clock::now_ms());
        let csv = report.table(with_refused.get_untracked()).csv();
        if files::save_text(&name, "text/csv;charset=utf-8", &csv).is_err() {
            app.say(text::EXPORT_FAILED.to_owned());
        }
    };
    let options = periods(app).into_iter().map(move |(code, label)| {
        let value = code.clone();
        view! { <option value=value prop:selected=move || period.get().unwrap_or_default() == code>{label}</option> }
    });
    view! {
        <article data-testid="report-visit-outreach">
            <PageHead title=words::OUTREACH>
                <span class="count">{counts}</span>
                <button type="button" class="btn primary" data-testid="report-csv" on:click=save>{words::CSV}</button>
                <button type="button" class="btn" data-testid="report-print" on:click=|_| print()>{words::PRINT}</button>
            </PageHead>
            <p class="state">{words::OUTREACH_HELP} {words::RULES_NOTE}</p>
            <div class="fields">
                <div class="field">
                    <label for="report-period">{words::PERIOD}</label>
                    <select
                        id="report-period"
                        data-testid="report-period"
                        on:change:target=move |ev| set_period.set(Some(ev.target().value()).filter(|v| !v.is_empty()))
                    >
                        {options.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="school-code">{words::SCHOOL_CODE}</label>
                    <input
                        id="school-code"
                        type="text"
                        inputmode="numeric"
                        data-testid="school-code"
                        prop:value=move || school.get()
                        on:input:target=move |ev| {
                            let code = ev.target().value();
                            // A preference that cannot be kept is typed again; no record depends on it.
                            if !SCHOOL.set(&code) {
                                leptos::logging::warn!("preference not kept");
                            }
                            school.set(code);
                        }
                    />
                    <p class="help">{words::SCHOOL_CODE_HELP}</p>
                </div>
            </div>
            <label class="check">
                <input type="checkbox" data-testid="report-all" on:change:target=move |ev| with_refused.set(ev.target().checked()) />
                {words::INCLUDE_REFUSED}
            </label>
            {move || report.get().map(|report| view! { <Findings report=Arc::clone(&report) /><Rows report /> })}
        </article>
    }
}

/// What would be refused, each with where to mend it.
#[component]
fn Findings(report: Arc<Report>) -> impl IntoView {
    let rows = report.rows.iter().flat_map(|row| {
        let found = row.refused.iter().map(|r| (true, r)).chain(row.remarks.iter().map(|r| (false, r)));
        found.map(move |(refused, r)| (row.title.clone(), refused, r.clone()))
    });
    let listed = rows.take(LISTED).map(|(title, refused, finding)| view! { <Finding title refused finding /> });
    let listed: Vec<_> = listed.collect();
    let none = listed.is_empty();
    view! {
        <section>
            <h2 class="sec">{words::REFUSED}</h2>
            {none.then(|| view! { <p class="state">{words::REFUSED_NONE}</p> })}
            <ul class="items" data-testid="report-check">{listed}</ul>
        </section>
    }
}

#[component]
fn Finding(title: String, refused: bool, finding: Refusal) -> impl IntoView {
    let app = App::here();
    let kind = app.read(|l| l.kind_of(&finding.record).map(ToString::to_string)).unwrap_or_default();
    let href = mend(&kind, &finding.record);
    view! {
        <li class="item" data-testid=if refused { "report-refused" } else { "report-remark" }>
            <div class="m">
                <strong>{title}</strong>
                <p>{finding.sentence} "（" {finding.column} "）"</p>
            </div>
            <A href=href attr:class="btn small">{words::MEND}</A>
        </li>
    }
}

fn mend(kind: &str, id: &Id) -> String {
    format!("/k/{kind}/{id}/edit")
}

#[component]
fn Rows(report: Arc<Report>) -> impl IntoView {
    if report.rows.is_empty() {
        return view! { <Empty text=words::NO_ROWS /> }.into_any();
    }
    let heads = report.columns.iter().map(|c| view! { <th>{c.label}<br /><span class="state">{c.code}</span></th> });
    let rows = report.rows.iter().take(SHOWN).map(|row| {
        let cells = row.cells.iter().map(|c| view! { <td>{c.clone()}</td> }).collect_view();
        view! { <tr class:refused=!row.refused.is_empty()>{cells}</tr> }
    });
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=words::OUTREACH>
            <table>
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The periods to choose from: all, and the calendar and school years in which there are visits.
fn periods(app: App) -> Vec<(String, String)> {
    let mut years: Vec<u16> = app.read(|l| {
        let dates = l.ids("visit").map(|id| l.date_of(&id));
        dates.filter_map(|d| d.get(..4)?.parse().ok()).collect()
    });
    years.push(app.today().year());
    years.sort_unstable();
    years.dedup();
    let mut found = vec![(String::new(), words::PERIOD_ALL.to_owned())];
    for year in years.into_iter().rev() {
        for code in [format!("y{year}"), format!("s{year}")] {
            if let Some(period) = period_of(&code) {
                found.push((code, period.label()));
            }
        }
    }
    found
}

/// Reads `y2022` (自然年) or `s2021` (学年 from 2021).
fn period_of(code: &str) -> Option<Period> {
    let year = |text: &str| text.parse().ok();
    match (code.strip_prefix('y'), code.strip_prefix('s')) {
        (Some(y), _) => year(y).map(Period::Year),
        (_, Some(s)) => year(s).map(|from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS }),
        _ => None,
    }
}

fn print() {
    if let Err(error) = window().print() {
        leptos::logging::warn!("{error:?}");
    }
}
