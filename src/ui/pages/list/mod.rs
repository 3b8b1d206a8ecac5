//! The list of one kind, drawn from the schema: what is asked for stands in the address, a desk
//! shows a table and a phone shows cards.
//!
//! What a list shows is worked out by `ronghe_core::query`; here is how it looks and what one does
//! with it. Nothing here knows a particular kind.

mod beside;
mod bulk;
mod cards;
mod cell;
mod chips;
mod columns;
mod editors;
mod filter;
mod grid;
mod keys;
mod panel;
mod selection;
mod state;
mod take_out;
mod toolbar;
mod views;

use crate::ui::components::{Empty, PageHead};
use crate::ui::keys::offer;
use crate::ui::nav::settings_of;
use crate::ui::shell::is_wide;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ronghe_core::kinds::{self, code_entry, custom_field};
use ronghe_core::schema::KindDef;
use state::{Lister, Panel};

/// The list page of the kind named in the address.
#[component]
pub fn List() -> impl IntoView {
    let params = use_params_map();
    let app = App::here();
    let kind = Memo::new(move |_| {
        // A field that the workspace adds makes the kind another one.
        app.track(&[custom_field::KIND.name, code_entry::KIND.name]);
        params.with(|p| p.get("kind")).and_then(|k| app.schema().kind(&k))
    });
    move || match kind.get() {
        Some(kind) => view! { <KindList kind /> }.into_any(),
        None => view! { <super::NoSuchPage /> }.into_any(),
    }
}

#[component]
fn KindList(kind: &'static KindDef) -> impl IntoView {
    let lister = Lister::open(App::here(), kind);
    keys::listen(lister);
    offer(&text::keys::LIST);
    let wide = is_wide();
    let there = Memo::new(move |_| lister.found.with(Option::is_some));
    let rows = move || {
        there.get().then(|| {
            if wide.get() {
                let beside = move || lister.beside.get() && lister.total() > 0;
                view! {
                    <div class="list-body">
                        <grid::Grid lister />
                        <Show when=beside>
                            <beside::Beside lister />
                        </Show>
                    </div>
                }
                .into_any()
            } else {
                view! { <cards::Cards lister /> }.into_any()
            }
        })
    };
    view! {
        <div class="list-page" aria-busy=move || lister.busy.get().then_some("true")>
            <PageHead title=kind.label>
                <span class="count" data-testid="list-count">{move || text::records(lister.total())}</span>
                {kind.is_typed().then(|| view! {
                    <A href=format!("/k/{}/new", kind.name) attr:class="btn primary" attr:data-testid="add" attr:aria-label=text::new_of(kind.label)>
                        {text::NEW}
                    </A>
                    <A href=format!("/exchange/table?kind={}", kind.name) attr:class="btn only-wide" attr:data-testid="from-table">
                        {text::mapping::FROM_TABLE}
                    </A>
                })}
                {settings_of(kind).map(|(href, label)| view! { <A href=href attr:class="btn primary">{label}</A> })}
                <Show when=move || wide.get()>
                    <take_out::TakeOut lister />
                </Show>
            </PageHead>
            <toolbar::Toolbar lister wide />
            <views::ViewLinks lister />
            <chips::Chips lister wide />
            {rows}
            <Nothing lister />
            <selection::SelectionBar lister wide />
            {move || match lister.panel.get() {
                Some(Panel::Filter) => view! { <filter::FilterPanel lister wide /> }.into_any(),
                Some(Panel::Columns) => view! { <columns::ColumnsPanel lister /> }.into_any(),
                Some(Panel::Views) => view! { <views::ViewsPanel lister /> }.into_any(),
                Some(Panel::Bulk) => view! { <bulk::BulkPanel lister /> }.into_any(),
                None => ().into_any(),
            }}
        </div>
    }
}

/// What stands there if nothing is found: what this list is for, or that nothing fits.
#[component]
fn Nothing(lister: Lister) -> impl IntoView {
    let kind = lister.kind;
    let nothing = Memo::new(move |_| lister.found.with(|f| f.as_ref().is_some_and(|f| f.rows.is_empty())));
    let narrowed = Memo::new(move |_| lister.query.with(|q| q.narrows()));
    move || {
        nothing.get().then(|| {
            if narrowed.get() {
                let clear = move |_| lister.change(chips::clear);
                view! {
                    <Empty text=text::LIST_EMPTY_FILTER>
                        <p><button type="button" class="btn" data-testid="clear-filters" on:click=clear>{text::list::CLEAR}</button></p>
                    </Empty>
                }
                .into_any()
            } else {
                view! {
                    <Empty text=kinds::empty(kind.name)>
                        {kind.is_typed().then(|| view! {
                            <p><A href=format!("/k/{}/new", kind.name) attr:class="btn primary">{text::add(kind.label)}</A></p>
                            <p><A href=format!("/exchange/table?kind={}", kind.name) attr:class="btn">{text::mapping::FROM_TABLE}</A></p>
                        })}
                    </Empty>
                }
                .into_any()
            }
        })
    }
}
