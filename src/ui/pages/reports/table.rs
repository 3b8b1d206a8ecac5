//! The page of any table: for what it is made, the check, the rows, the file, the paper.

use super::check::Check;
use super::choice::{Choice, Choices};
use super::preview::Preview;
use super::rules::RuleTable;
use crate::platform::clock;
use crate::ui::components::{PageHead, print};
use crate::ui::state::App;
use crate::ui::table_file::{TableFormat, save_table};
use crate::ui::text;
use crate::ui::text::reports as words;
use leptos::prelude::*;
use ronghe_core::period::Period;
use ronghe_core::report::{Report, Request, Sure, TableDef, build};
use std::sync::Arc;

/// The page of a table.
#[component]
pub fn TableReport(table: &'static TableDef) -> impl IntoView {
    let app = App::here();
    let choice = Choice::from_url(table.start, move |period| {
        // Of the whole school: a college is not shown another period than the school.
        let today = app.today();
        let request = Request { period: Some(period), unit: None, school: "", collected: "", today, money: None };
        app.desk().is_some_and(|desk| build(table, &desk.ledger(), &request).says_something())
    });
    let with_refused = RwSignal::new(false);
    let whole = RwSignal::new(false);
    let report = Memo::new(move |_| {
        app.track_all();
        let (collected, school) = (text::collected(clock::now_ms()), choice.school());
        let (period, unit, money) = (choice.period(), choice.unit(), choice.money());
        app.desk().map(|desk| {
            let request = Request { period, unit, school: &school, collected: &collected, today: app.today(), money };
            Arc::new(build(table, &desk.ledger(), &request))
        })
    });
    let counts = move || report.get().map(|r| words::rows(r.accepted(), r.refusals().count()));
    let save = move |format: TableFormat| {
        let Some(report) = report.get_untracked() else { return };
        if save_table(&report.table(with_refused.get_untracked()), &file_title(table, choice), format).is_err() {
            app.say(words::NOT_SAVED.to_owned());
        }
    };
    let print = move |_| {
        whole.set(true);
        // The rows beyond the first hundred must be drawn before they are printed.
        request_animation_frame(move || {
            request_animation_frame(move || {
                print();
                whole.set(false);
            })
        });
    };
    let sure = match table.origin.sure {
        Sure::Found => words::SURE,
        Sure::Unverified => words::UNSURE,
    };
    view! {
        <article class="report" data-testid=format!("report-{}", table.name)>
            <PageHead title=table.title>
                <span class="count">{counts}</span>
                <button type="button" class="btn primary" data-testid="report-xlsx" on:click=move |_| save(TableFormat::Xlsx)>
                    {text::XLSX}
                </button>
                <button type="button" class="btn" data-testid="report-csv" on:click=move |_| save(TableFormat::Csv)>{text::CSV}</button>
                <button type="button" class="btn" data-testid="report-print" on:click=print>{words::PRINT}</button>
            </PageHead>
            {(!table.clocks.is_empty()).then(|| view! { <p class="only-print">{move || choice.label()}</p> })}
            <p class="state">{words::ONE_ROW} {table.row} "。" {table.help}</p>
            <Choices choice table />
            <label class="check only-screen">
                <input type="checkbox" data-testid="report-all" on:change:target=move |ev| with_refused.set(ev.target().checked()) />
                {words::INCLUDE_REFUSED}
            </label>
            {move || report.get().map(|report: Arc<Report>| view! {
                <div class="only-screen"><Check report=Arc::clone(&report) /></div>
                <Preview report table whole=whole.into() />
            })}
            <RuleTable table />
            <p class="state">{words::source_of(&table.origin)} {sure}</p>
        </article>
    }
}

/// What the file is called: the table, its period, its unit of money where it was chosen.
fn file_title(table: &TableDef, choice: Choice) -> String {
    let mut title = table.title.to_owned();
    let parts = [choice.period().map(Period::label), choice.money().map(|unit| words::money(unit).to_owned())];
    for part in parts.into_iter().flatten() {
        title.push('_');
        title.push_str(&part.replace(' ', ""));
    }
    title
}
