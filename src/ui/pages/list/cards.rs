//! The list on a phone: cards that scroll with the page, so that the address bar folds away.

use super::state::{Line, Lister};
use crate::ui::components::{Parts, Side, Sight, Tag, Tone};
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::query::Total;
use ronghe_core::record::Id;

/// Height of a card in pixels; the same in the style sheet.
const CARD: u32 = 64;

/// The cards of all that is found.
#[component]
pub fn Cards(lister: Lister) -> impl IntoView {
    let list = NodeRef::<leptos::html::Ul>::new();
    let sight = Sight::of(move || list.get_untracked().map(Into::into), CARD, move || lister.lines());
    let lines = Memo::new(move |_| {
        let (first, last) = sight.rows.get();
        lister.lines_between(first, last)
    });
    let before = move || format!("{}px", sight.rows.get().0 as u64 * u64::from(CARD));
    let full = move || format!("{}px", lister.lines() as u64 * u64::from(CARD));
    Effect::new(move |_| {
        let (Some(row), Some(list)) = (lister.moved.get(), list.get_untracked()) else { return };
        let top = list.get_bounding_client_rect().top() + lister.line_of(row) as f64 * f64::from(CARD);
        let screen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(640.0);
        // Above and below lie the bars of the page.
        if top < 120.0 || top > screen - 180.0 {
            window().scroll_by_with_x_and_y(0.0, top - screen / 2.0);
        }
        sight.look();
        super::keys::focus_row(row);
    });
    view! {
        <Totals lister />
        <ul
            class="rows"
            node_ref=list
            aria-label=lister.kind.label
            data-testid="list"
            data-total=move || lister.total().to_string()
            style:min-height=full
        >
            <li class="gap" aria-hidden="true" style:height=before></li>
            <For each=move || lines.get() key=|line| *line let:line>
                {match line {
                    Line::Head(number) => view! { <Head lister number /> }.into_any(),
                    Line::Row(row, id) => view! { <Card lister row id /> }.into_any(),
                }}
            </For>
        </ul>
    }
}

/// The totals of all that is found, in one line.
#[component]
fn Totals(lister: Lister) -> impl IntoView {
    move || {
        let totals = lister.found.with(|f| f.as_ref().map(|f| f.totals.clone()).unwrap_or_default());
        let shown = sums(&totals);
        (!shown.is_empty())
            .then(|| view! { <p class="state list-totals" data-testid="list-totals">{words::total(&shown)}</p> })
    }
}

/// Totals one behind the other, each with its column's label.
fn sums(totals: &[Total]) -> String {
    let shown = totals.iter().filter(|total| total.count > 0);
    shown.map(|total| words::sum(total.field.label, &total.show())).collect::<Vec<_>>().join(" · ")
}

#[component]
fn Head(lister: Lister, number: usize) -> impl IntoView {
    let Some(group) = lister.group(number) else { return ().into_any() };
    let sums = sums(&group.totals);
    view! {
        <li class="item group-head" data-testid="group" data-count=group.count.to_string()>
            <div class="m">
                <h2>{words::group(&group.label)} <span class="count">{text::records(group.count)}</span></h2>
                <p>{sums}</p>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Card(lister: Lister, row: usize, id: Id) -> impl IntoView {
    let (app, kind) = (lister.app, lister.kind);
    let content = move || {
        app.track(&[kind.name]);
        let columns = lister.query.with(|q| q.columns.clone());
        let (parts, title, note, clash) = app.read(|l| {
            let record = l.get(&id);
            let note = record.map(|record| match &columns {
                // Whoever has chosen columns wants to see them on the card, too.
                Some(columns) => {
                    let names: Vec<&str> = columns.iter().map(|field| field.name).collect();
                    l.noted_parts(&record, kind, &names)
                }
                None => l.noted_parts(&record, kind, kind.subtitle),
            });
            (l.title_parts(&id), l.title(&id), note.unwrap_or_default(), l.is_clashing(&id))
        });
        let label = words::choose(&title);
        let boxed = lister.choosing.get().then(|| {
            view! {
                <label class="check pick">
                    <input
                        type="checkbox"
                        aria-label=label
                        data-testid="pick"
                        prop:checked=move || lister.chosen.with(|c| c.contains(&id))
                        on:click=move |_| lister.choose(row, false)
                    />
                </label>
            }
        });
        view! {
            {boxed}
            <A href=format!("/k/{}/{id}", kind.name)>
                <strong><Side id /><Parts parts /></strong>
                <p><Parts parts=note /></p>
            </A>
            {clash.then(|| view! { <Tag tone=Tone::Over text=text::CLASH_WORD /> })}
        }
    };
    view! {
        <li
            class="item"
            class:at=move || lister.cursor.get() == Some(row)
            data-testid="row"
            data-id=id.to_string()
            data-row=row.to_string()
        >
            {content}
        </li>
    }
}
