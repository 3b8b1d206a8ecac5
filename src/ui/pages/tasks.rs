//! 待办事项: everything that waits to be done, of every kind, by urgency; and what was done.

use crate::ui::components::{DueRows, Empty, PageHead};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::tasks as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::query_signal;
use ronghe_core::agenda::names;
use ronghe_core::kinds::promise;
use ronghe_core::ledger::{Ledger, Owner};
use ronghe_core::record::Id;
use ronghe_core::schema::KindDef;
use ronghe_core::value::Date;
use std::cmp::Reverse;

/// So many rows at first, and so many more each time.
const ROWS: usize = 100;

/// Whose things are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Everybody's.
    All,
    /// Those that name me.
    Mine,
    /// What we promised.
    Ours,
    /// What others promised us.
    Theirs,
}

impl Whose {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::All, "", text::ALL),
        (Self::Mine, "mine", words::MINE),
        (Self::Ours, "ours", words::OURS),
        (Self::Theirs, "theirs", words::THEIRS),
    ];

    fn of(code: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map_or(Self::All, |(whose, ..)| *whose)
    }
}

/// The page of what waits. What is chosen stands in the address.
#[component]
pub fn Tasks() -> impl IntoView {
    let app = App::here();
    let (whose, set_whose) = query_signal::<String>("whose");
    let (kind, set_kind) = query_signal::<String>("kind");
    let (closed, set_closed) = query_signal::<bool>("closed");
    let shown = RwSignal::new(ROWS);
    let ids = Memo::new(move |_| {
        app.track_all();
        let whose = Whose::of(&whose.get().unwrap_or_default());
        let (kind, me) = (kind.get(), app.head.with(|head| head.as_ref().and_then(|h| h.me.clone())));
        let asked = |of: &KindDef| kind.as_deref().is_none_or(|kind| kind == of.name);
        let all = if closed.get() == Some(true) { closed_ids(app, asked) } else { open_ids(app, asked) };
        app.read(|l| all.into_iter().filter(|id| is_of(l, id, whose, me.as_ref())).collect::<Vec<_>>())
    });
    let kinds = Memo::new(move |_| {
        app.track_all();
        let today = app.today();
        let count = |kind: &&'static KindDef| app.agenda(|agenda, _| agenda.count(kind, today).0);
        let kinds = app.schema().kinds().iter().filter(|kind| kind.is_pending()).map(|kind| (*kind, count(kind)));
        kinds.filter(|(_, open)| *open > 0).collect::<Vec<_>>()
    });
    let of_whom = move |(value, code, label): (Whose, &'static str, &'static str)| {
        let on = move || Whose::of(&whose.get().unwrap_or_default()) == value;
        let set = move |_| set_whose.set(Some(code.to_owned()).filter(|code| !code.is_empty()));
        view! { <Chip label=label.to_owned() on set testid=format!("whose-{code}") /> }
    };
    let of_kind = move |(value, open): (&'static KindDef, usize)| {
        let on = move || kind.get().as_deref() == Some(value.name);
        let set = move |_| set_kind.set(Some(value.name.to_owned()).filter(|_| !on()));
        view! { <Chip label=words::of_kind(value.label, open) on set testid=format!("waiting-{}", value.name) /> }
    };
    let added = move || {
        let chosen = kind.get().and_then(|name| app.schema().kind(&name)).unwrap_or(&promise::KIND);
        (format!("/k/{}/new", chosen.name), text::new_record(chosen.label))
    };
    let empty = move || if closed.get() == Some(true) { words::NONE_CLOSED } else { words::NONE_OPEN };
    view! {
        <PageHead title=text::NAV_TASKS>
            <span class="count">{move || text::records(ids.with(Vec::len))}</span>
            <A href=move || added().0 attr:class="btn primary" attr:data-testid="add">{move || added().1}</A>
        </PageHead>
        <p class="state">{words::LEAD} <A href="/k/task">{words::TASK_LIST}</A></p>
        <div class="chips">
            {Whose::ALL.map(of_whom).into_iter().collect_view()}
            <Chip
                label=text::KEPT_ONES.to_owned()
                on=move || closed.get() == Some(true)
                set=move |_| set_closed.set((closed.get_untracked() != Some(true)).then_some(true))
                testid="closed-ones".to_owned()
            />
        </div>
        <div class="chips strip">{move || kinds.get().into_iter().map(of_kind).collect_view()}</div>
        <Show when=move || ids.with(Vec::is_empty)>
            {move || view! { <Empty text=empty() /> }}
        </Show>
        <div data-testid="list" data-total=move || ids.with(Vec::len).to_string()>
            <DueRows
                ids=Signal::derive(move || ids.with(|ids| ids.iter().take(shown.get()).copied().collect()))
                testid="row"
            />
        </div>
        <Show when=move || ids.with(|ids| ids.len() > shown.get())>
            <button type="button" class="btn" data-testid="more-rows" on:click=move |_| shown.update(|n| *n += ROWS)>
                {move || words::more(ids.with(Vec::len).saturating_sub(shown.get()).min(ROWS))}
            </button>
        </Show>
    }
}

#[component]
fn Chip(
    label: String,
    on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    set: impl Fn(leptos::ev::MouseEvent) + 'static,
    testid: String,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() data-testid=testid on:click=set>
            {label}
        </button>
    }
}

/// What waits, the most urgent first.
fn open_ids(app: App, asked: impl Fn(&KindDef) -> bool) -> Vec<Id> {
    let today = app.today();
    let items = app.agenda(|agenda, schema| agenda.items(schema, today));
    items.into_iter().filter(|item| asked(item.kind)).map(|item| item.id).collect()
}

/// What waits no longer, the latest first. Nobody keeps an index of it: it is looked at seldom.
fn closed_ids(app: App, asked: impl Fn(&KindDef) -> bool) -> Vec<Id> {
    let schema = app.schema();
    let kinds = schema.kinds().iter().filter(|kind| kind.is_pending() && asked(kind));
    app.read(|l| {
        let ids = kinds.flat_map(|kind| l.ids(kind.name));
        let mut found: Vec<(Reverse<Option<Date>>, Id)> = ids
            .filter_map(|id| {
                let pending = l.pending(&id);
                (!pending.open).then_some((Reverse(pending.due), id))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    })
}

fn is_of(ledger: &Ledger, id: &Id, whose: Whose, me: Option<&Owner>) -> bool {
    if whose == Whose::All {
        return true;
    }
    let Some((kind, record)) = ledger.kind_def(id).zip(ledger.peek(id)) else { return false };
    let side = || record.value(promise::SIDE.def()).and_then(|side| side.as_str().map(str::to_owned));
    match (whose, me) {
        (Whose::All, _) => true,
        (Whose::Mine, Some(me)) => names(ledger, id, me),
        (Whose::Mine, None) => false,
        (Whose::Ours, _) => kind == &promise::KIND && side().is_none_or(|side| side != "theirs"),
        (Whose::Theirs, _) => kind == &promise::KIND && side().is_some_and(|side| side == "theirs"),
    }
}
