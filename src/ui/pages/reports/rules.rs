//! 核对规则: which columns must be filled and how long they may be, set by the office.

use crate::ui::state::App;
use crate::ui::text::reports as words;
use crate::ui::today;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::kinds::report_rule;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::Json;
use ronghe_core::report::{ColumnDef, Rules, TableDef};
use ronghe_core::schema::{NO_LIMIT, parse_input};
use web_sys::HtmlInputElement;

/// The rules of a table, closed until somebody asks.
#[component]
pub fn RuleTable(table: &'static TableDef) -> impl IntoView {
    let open = RwSignal::new(false);
    let rows =
        move || open.get().then(|| table.columns.iter().map(|column| view! { <Rule table column /> }).collect_view());
    view! {
        <section class="only-screen">
            <h2 class="sec">
                <button type="button" class="btn" data-testid="report-rules" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|o| *o = !*o)>
                    {words::RULES}
                </button>
            </h2>
            <div hidden=move || !open.get()>
                <p class="state">{words::RULES_HELP}</p>
                <div class="table-wrap" tabindex="0" role="region" aria-label=words::RULES>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{words::COLUMN}</th>
                                <th scope="col">{words::REQUIRED}</th>
                                <th scope="col">{words::MAX}</th>
                                <th scope="col">{words::HOW}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Rule(table: &'static TableDef, column: &'static ColumnDef) -> impl IntoView {
    let app = App::here();
    let rule = Memo::new(move |_| {
        app.track(&[report_rule::KIND.name]);
        app.read(|l| Some(Rules::of(l).column(table, column))).unwrap_or_default()
    });
    let put = move |register: &'static str, value: Json| {
        let id = Rules::id_of(table, column);
        let known = app.get(&id);
        let change = |register: &'static str, value: Json| Change::Put {
            kind: report_rule::KIND.name.into(),
            id,
            register: register.into(),
            value,
            seen: known.as_ref().map(|r| r.dots(register)).unwrap_or_default(),
        };
        let mut changes = vec![change(register, value)];
        if known.is_none() {
            changes.push(change(report_rule::TABLE.name(), Json::from(table.name)));
            changes.push(change(report_rule::COLUMN.name(), Json::from(column.id())));
        }
        spawn_local(async move {
            // What could not be written has been said at the foot of the page.
            if let Some(done) = app.commit(Why::Edit, changes).await {
                app.say_saved(&done);
            }
        });
    };
    let set_max = move |input: HtmlInputElement| {
        let typed = input.value();
        let typed = Some(typed.trim()).filter(|typed| !typed.is_empty()).unwrap_or(NO_LIMIT);
        match parse_input(report_rule::MAX.def(), typed, today()) {
            Ok(max) => {
                if report_rule::MAX.def().is_limitless(&max) {
                    // What it means is said in its place.
                    input.set_value("");
                }
                put(report_rule::MAX.name(), Json::of(&max));
            }
            Err(_) => app.say(words::WRONG_MAX.to_owned()),
        }
    };
    let max = move || rule.get().max.map(|max| max.to_string()).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{column.label} <span class="state">{column.code}</span></th>
            <td>
                <label class="check">
                    <input
                        type="checkbox"
                        data-testid=format!("rule-required-{}", column.id())
                        aria-label=words::rule_name(column.label, words::REQUIRED)
                        prop:checked=move || rule.get().required
                        on:change:target=move |ev| put(report_rule::REQUIRED.name(), Json::of(&ev.target().checked().into()))
                    />
                </label>
            </td>
            <td>
                <input
                    type="text"
                    inputmode="numeric"
                    class="short"
                    data-testid=format!("rule-max-{}", column.id())
                    aria-label=words::rule_name(column.label, words::MAX)
                    placeholder=NO_LIMIT
                    prop:value=max
                    on:change:target=move |ev| set_max(ev.target())
                />
            </td>
            <td class="how">{words::source(column)}</td>
        </tr>
    }
}
