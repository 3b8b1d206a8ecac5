//! The control of shares: who, how many percent; with what is still missing to 100.

use super::Base;
use crate::ui::form::reference::offers;
use crate::ui::state::App;
use crate::ui::text::shares as words;
use leptos::prelude::*;
use ronghe_core::record::Id;
use ronghe_core::value::{Quantity, Shares};

/// The rows as the control keeps them: id of the sharer, percentage as typed.
fn rows(raw: &str) -> Vec<(String, String)> {
    serde_json::from_str(raw).unwrap_or_default()
}

fn raw(rows: &[(String, String)]) -> String {
    if rows.is_empty() { String::new() } else { serde_json::to_string(rows).unwrap_or_default() }
}

impl Base {
    pub(super) fn shares(self, kind: &'static str) -> AnyView {
        let app = App::here();
        let (typed, shown) = (self.typed(), self.shown());
        let now = Memo::new(move |_| rows(&shown()));
        let set = StoredValue::new(typed);
        let change = move |place: usize, row: Option<(String, String)>| {
            let mut next = now.get_untracked();
            match (row, next.get_mut(place)) {
                (Some(row), Some(old)) => *old = row,
                (Some(row), None) => next.push(row),
                (None, Some(_)) => drop(next.remove(place)),
                (None, None) => {}
            }
            set.with_value(|typed| typed(raw(&next)));
        };
        let add = move |_| {
            let left = words::left(&now.get_untracked());
            change(usize::MAX, Some((String::new(), left)));
        };
        let choices = move |chosen: &str| {
            let (chosen, all) = (Id::parse(chosen), app.read(|l| l.ids(kind).collect::<Vec<_>>()));
            let mut all = if all.len() > 200 { offers(app, &[kind], "") } else { all };
            if let Some(id) = chosen.filter(|id| !all.contains(id)) {
                all.push(id);
            }
            let option = move |id: Id| {
                let title = app.read(|l| l.title(&id));
                view! { <option value=id.to_string() selected=chosen == Some(id)>{title}</option> }
            };
            all.into_iter().map(option).collect_view()
        };
        // Rows are drawn again only when their number or sharers change: typing keeps the focus.
        let sharers = Memo::new(move |_| now.get().into_iter().map(|(who, _)| who).collect::<Vec<_>>());
        let list = move || {
            let rows = sharers.get().into_iter().enumerate().map(|(place, who)| {
                let part = now.get_untracked().get(place).map(|(_, part)| part.clone()).unwrap_or_default();
                let options = choices(&who);
                let sharer = who.clone();
                view! {
                    <li class="share" data-testid="line-share">
                        <select
                            aria-label=words::who(place)
                            on:change:target=move |ev| {
                                let part = now.get_untracked().get(place).map(|(_, p)| p.clone()).unwrap_or_default();
                                change(place, Some((ev.target().value(), part)));
                            }
                        >
                            <option value="">{words::CHOOSE}</option>
                            {options}
                        </select>
                        <input
                            type="text"
                            inputmode="decimal"
                            aria-label=words::part(place)
                            value=part
                            on:input:target=move |ev| change(place, Some((sharer.clone(), ev.target().value())))
                        />
                        <span aria-hidden="true">"%"</span>
                        <button type="button" class="chip-x" aria-label=words::remove(place) on:click=move |_| change(place, None)>
                            "×"
                        </button>
                    </li>
                }
            });
            rows.collect_view()
        };
        let sum = move || {
            now.with(|rows| {
                if rows.is_empty() {
                    return String::new();
                }
                match Shares::parse(&raw(rows)) {
                    Ok(_) => words::FINE.to_owned(),
                    Err(problem) => problem.message,
                }
            })
        };
        view! {
            <div class="shares" id=self.id.clone() data-testid=self.testid() data-value=move || now.with(|rows| raw(rows))>
                <ul>{list}</ul>
                <button type="button" class="btn small" data-testid="add-line-share" on:click=add>{words::ADD}</button>
                <p class="help" aria-live="polite">{sum}</p>
            </div>
        }
        .into_any()
    }
}

/// What the typed percentages sum to, as far as they can be read.
pub fn sum(rows: &[(String, String)]) -> Quantity {
    let parts = rows.iter().filter_map(|(_, part)| Quantity::parse(part.trim_end_matches('%')).ok());
    Quantity(parts.map(Quantity::hundredths).fold(0, u64::saturating_add))
}
