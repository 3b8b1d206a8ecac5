//! The list on a desk: a table in a frame of its own, with its heading and its totals always in
//! sight.

use super::cell::{self, PICK, of_titles, width};
use super::state::{Line, Lister};
use crate::ui::components::{Parts, Side, Sight, Tag, Tone};
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::query::{By, Order, Total};
use ronghe_core::record::Id;
use ronghe_core::schema::FieldDef;

/// Height of a row in pixels; the same in the style sheet.
const ROW: u32 = 40;
/// The table of all that is found.
#[component]
pub fn Grid(lister: Lister) -> impl IntoView {
    let frame = NodeRef::<leptos::html::Div>::new();
    let body = NodeRef::<leptos::html::Tbody>::new();
    let sight = Sight::of(move || body.get_untracked().map(Into::into), ROW, move || lister.lines());
    let lines = Memo::new(move |_| {
        let (first, last) = sight.rows.get();
        lister.lines_between(first, last)
    });
    let gap = |rows: usize| format!("{}px", rows as u64 * u64::from(ROW));
    let before = move || gap(sight.rows.get().0);
    let after = move || gap(lister.lines().saturating_sub(sight.rows.get().1));
    Effect::new(move |_| {
        let (Some(row), Some(frame)) = (lister.moved.get(), frame.get_untracked()) else { return };
        let top = lister.line_of(row) as f64 * f64::from(ROW);
        // Heading and totals cover a row each.
        let (shown, room) = (f64::from(frame.scroll_top()), f64::from(frame.client_height()) - 3.0 * f64::from(ROW));
        if top < shown || top > shown + room {
            let middle = (top - room / 2.0).max(0.0);
            #[allow(clippy::cast_possible_truncation, reason = "a place within the frame")]
            frame.set_scroll_top(middle as i32);
        }
        sight.look();
        super::keys::focus_row(row);
    });
    let wide = move || {
        let columns = lister.columns.with(|columns| columns.iter().map(|field| width(field)).sum::<u32>());
        format!("{}px", PICK + of_titles(lister.kind) + columns)
    };
    let cols = move || {
        let columns = lister.columns.get();
        let col = |field: &&FieldDef| view! { <col style:width=format!("{}px", width(field)) /> };
        columns.iter().map(col).collect_view()
    };
    view! {
        <div class="grid-frame" node_ref=frame on:scroll=move |_| sight.look() data-testid="grid-frame">
            <table
                class="grid"
                role="grid"
                aria-label=lister.kind.label
                aria-multiselectable="true"
                aria-rowcount=move || (lister.lines() + 1).to_string()
                data-testid="list"
                data-total=move || lister.total().to_string()
                style:min-width=wide
            >
                <colgroup>
                    <col style:width=format!("{PICK}px") />
                    <col style:width=format!("{}px", of_titles(lister.kind)) />
                    {cols}
                </colgroup>
                <Heading lister />
                <tbody node_ref=body>
                    <tr class="gap" aria-hidden="true">
                        <td style:height=before></td>
                    </tr>
                    <For each=move || lines.get() key=|line| *line let:line>
                        {match line {
                            Line::Head(number) => view! { <Head lister number /> }.into_any(),
                            Line::Row(row, id) => view! { <Row lister row id /> }.into_any(),
                        }}
                    </For>
                    <tr class="gap" aria-hidden="true">
                        <td style:height=after></td>
                    </tr>
                </tbody>
                <Totals lister />
            </table>
        </div>
    }
}

/// The direction in which the list is sorted by `by`, if it is.
fn direction(lister: Lister, by: By) -> Option<bool> {
    lister.query.with(|q| q.sort.first().filter(|order| is_by(lister, order, by)).map(|order| order.down))
}

/// Whether an order is by a column; what gives a record its title alone is that column.
fn is_by(lister: Lister, order: &Order, by: By) -> bool {
    let is_title = |by: By| match by {
        By::Title => true,
        By::Field(field) => lister.kind.title == [field.name],
    };
    order.by == by || (is_title(order.by) && is_title(by))
}

/// Sorts by `by`: upwards, downwards, not at all.
fn turn(lister: Lister, by: By) {
    lister.change(|query| {
        let now = query.sort.first().filter(|order| is_by(lister, order, by)).map(|order| order.down);
        query.sort.retain(|order| !is_by(lister, order, by));
        match now {
            None => query.sort.insert(0, Order { by, down: false }),
            Some(false) => query.sort.insert(0, Order { by, down: true }),
            Some(true) => {}
        }
        // Who sorts a third time has forgotten the first.
        query.sort.truncate(2);
    });
}

#[component]
fn Heading(lister: Lister) -> impl IntoView {
    let all = Memo::new(move |_| {
        let (chosen, total) = (lister.chosen.with(std::collections::BTreeSet::len), lister.total());
        (chosen > 0 && chosen == total, chosen > 0 && chosen < total)
    });
    let column = move |by: By, label: String, number: bool, testid: String| {
        let sorted = move || match direction(lister, by) {
            Some(false) => "ascending",
            Some(true) => "descending",
            None => "none",
        };
        let arrow = move || match direction(lister, by) {
            Some(false) => "▲",
            Some(true) => "▼",
            None => "",
        };
        view! {
            <th scope="col" aria-sort=sorted class:n=number>
                <button type="button" class="sorter" data-testid=testid on:click=move |_| turn(lister, by)>
                    <span>{label}</span>
                    <span class="arrow" aria-hidden="true">{arrow}</span>
                </button>
            </th>
        }
    };
    let columns = move || {
        let one = |field: &'static FieldDef| {
            column(By::Field(field), cell::heading(field), field.ty.is_number(), format!("sort-{}", field.name))
        };
        lister.columns.get().into_iter().map(one).collect_view()
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                <td class="pick">
                    <label class="pick">
                        <input
                            type="checkbox"
                            aria-label=move || words::choose_all(lister.total())
                            data-testid="pick-all"
                            prop:checked=move || all.get().0
                            prop:indeterminate=move || all.get().1
                            on:click=move |_| lister.choose_all()
                        />
                    </label>
                </td>
                {column(By::Title, lister.kind.label.to_owned(), false, "sort-title".to_owned())}
                {columns}
            </tr>
        </thead>
    }
}

/// The cells of totals below the columns; empty where nothing is added.
fn sums(lister: Lister, totals: &[Total]) -> impl IntoView + use<> {
    let columns = lister.columns.get_untracked();
    let cell = |field: &&'static FieldDef| {
        let total = totals.iter().find(|total| std::ptr::eq(total.field, *field));
        view! { <td class:n=field.ty.is_number()>{total.map(Total::show)}</td> }
    };
    columns.iter().map(cell).collect_view()
}

#[component]
fn Head(lister: Lister, number: usize) -> impl IntoView {
    let Some(group) = lister.group(number) else { return ().into_any() };
    view! {
        <tr class="group-head" data-testid="group" data-count=group.count.to_string()>
            <td class="pick"></td>
            <th scope="row">
                {words::group(&group.label)} " " <span class="count">{text::records(group.count)}</span>
            </th>
            {sums(lister, &group.totals)}
        </tr>
    }
    .into_any()
}

#[component]
fn Totals(lister: Lister) -> impl IntoView {
    move || {
        lister.columns.track();
        let totals = lister.found.with(|f| f.as_ref().map(|f| f.totals.clone()).unwrap_or_default());
        totals.iter().any(|total| total.count > 0).then(|| {
            view! {
                <tfoot data-testid="list-totals">
                    <tr>
                        <td class="pick"></td>
                        <th scope="row">{words::TOTAL}</th>
                        {sums(lister, &totals)}
                    </tr>
                </tfoot>
            }
        })
    }
}

#[component]
fn Row(lister: Lister, row: usize, id: Id) -> impl IntoView {
    let (app, kind) = (lister.app, lister.kind);
    let title = Memo::new(move |_| {
        app.track(&[kind.name]);
        app.read(|l| l.title(&id))
    });
    // Beside the list a click only moves there; with a key held it is the browser's.
    let beside = move |ev: leptos::ev::MouseEvent| {
        if lister.beside.get_untracked() && !(ev.ctrl_key() || ev.meta_key() || ev.shift_key()) {
            ev.prevent_default();
        }
    };
    let is_chosen = move || lister.chosen.with(|c| c.contains(&id));
    let name = move || {
        app.track(&[kind.name]);
        let (parts, clash) = app.read(|l| (l.title_parts(&id), l.is_clashing(&id)));
        view! {
            <A href=format!("/k/{}/{id}", kind.name) on:click=beside attr:title=title.get()><Side id /><Parts parts /></A>
            {clash.then(|| view! { <Tag tone=Tone::Over text=text::CLASH_WORD /> })}
        }
    };
    let cells = move || {
        app.track(&[kind.name]);
        cell::cells(lister, &id)
    };
    view! {
        <tr
            class:at=move || lister.cursor.get() == Some(row)
            class:chosen=is_chosen
            aria-rowindex=(lister.line_of(row) + 2).to_string()
            aria-selected=move || is_chosen().to_string()
            data-testid="row"
            data-id=id.to_string()
            data-row=row.to_string()
            on:click=move |_| lister.cursor.set(Some(row))
        >
            <td class="pick">
                <label class="pick">
                    <input
                        type="checkbox"
                        tabindex="-1"
                        aria-label=move || words::choose(&title.get())
                        data-testid="pick"
                        prop:checked=is_chosen
                        on:click=move |ev| {
                            ev.stop_propagation();
                            lister.choose(row, ev.shift_key());
                        }
                    />
                </label>
            </td>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
}
