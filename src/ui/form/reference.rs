//! The reference picker: type pinyin initials or any part of the name, pick with a tap or Enter.

use super::model::Form;
use crate::ui::components::Side;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::kinds::partner;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::{Id, Json};
use ronghe_core::schema::FieldDef;

/// How many choices are offered at a time.
const OFFERED: usize = 8;

/// Returns the only record of these kinds whose title is exactly `text`.
#[must_use]
pub fn exact(app: App, kinds: &[&str], text: &str) -> Option<Id> {
    let text = text.trim();
    let mut hits = app.read(|ledger| {
        let same = kinds.iter().flat_map(|kind| ledger.ids(kind)).filter(|id| ledger.title(id) == text);
        same.take(2).collect::<Vec<_>>()
    });
    if hits.len() == 1 { hits.pop() } else { None }
}

/// Returns the records of these kinds that fit what was typed, best first; without text the newest.
#[must_use]
pub fn offers(app: App, kinds: &[&str], typed: &str) -> Vec<Id> {
    let Some(desk) = app.desk() else { return Vec::new() };
    if typed.trim().is_empty() {
        let ledger = desk.ledger();
        let kinds = kinds.iter().filter_map(|kind| ledger.schema().kind(kind));
        return kinds.flat_map(|kind| ledger.sorted(kind).into_iter().take(OFFERED)).take(OFFERED).collect();
    }
    desk.index().search(typed, OFFERED, kinds).into_iter().map(|hit| hit.id).collect()
}

/// Whether a record of this kind can be made from its name alone, in the middle of a form.
fn can_be_named(kind: &str) -> bool {
    matches!(kind, "partner" | "unit" | "major" | "major_group" | "person")
}

/// Makes a record that has only a name, and returns it.
async fn make(app: App, kind: &'static str, name: String) -> Option<Id> {
    let id = app.new_id();
    let change = Change::Put {
        kind: kind.into(),
        id,
        register: "name".into(),
        value: Json::from(name.trim()),
        seen: Vec::new(),
    };
    app.commit(Why::Edit, vec![change]).await.map(|_| id)
}

/// The control of a reference, or of a set of references (`many`).
#[component]
pub fn ReferencePicker(
    form: Form,
    field: &'static FieldDef,
    control: String,
    labelled_by: String,
    described_by: String,
    error: Memo<Option<String>>,
) -> impl IntoView {
    let app = App::here();
    let targets: &'static [&'static str] = field.ty.targets();
    // Only where one kind is meant is it clear what a new name would be the name of.
    let target = match targets {
        [one] => *one,
        _ => "",
    };
    let many = field.ty.is_set();
    let control = StoredValue::new(control);
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let chosen = Memo::new(move |_| chosen(&form.text(&control.get_value()), many));
    let offered = Memo::new(move |_| if open.get() { offers(app, targets, &typed.get()) } else { Vec::new() });
    let pick = move |id: Id| {
        let next = if many {
            let mut ids = chosen.get_untracked();
            ids.retain(|c| *c != id);
            ids.push(id);
            list_text(&ids)
        } else {
            id.to_string()
        };
        form.type_in(&control.get_value(), next);
        typed.set(String::new());
        open.set(false);
        at.set(0);
    };
    let drop_one = move |id: Id| {
        let ids: Vec<Id> = chosen.get_untracked().into_iter().filter(|c| *c != id).collect();
        form.type_in(&control.get_value(), if many { list_text(&ids) } else { String::new() });
    };
    let make_named = move || {
        let name = typed.get_untracked();
        spawn_local(async move {
            if let Some(id) = make(app, target, name).await {
                pick(id);
            }
        });
    };
    let shown = move || {
        let title = (!many).then(|| chosen.get().first().copied()).flatten();
        match title {
            Some(id) if !open.get() => app.read(|l| l.title(&id)),
            _ if open.get() => typed.get(),
            _ => {
                let raw = form.text(&control.get_value());
                if many || Id::parse(&raw).is_some() { typed.get() } else { raw }
            }
        }
    };
    let on_input = move |text: String| {
        open.set(true);
        at.set(0);
        // Unfinished text is kept in the draft as it is; it becomes a record when one is picked.
        if !many {
            form.type_in(&control.get_value(), text.clone());
        }
        typed.set(text);
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.is_composing() || ev.key_code() == 229 {
            return;
        }
        let offers = offered.get_untracked();
        match ev.key().as_str() {
            "ArrowDown" => {
                ev.prevent_default();
                open.set(true);
                at.update(|n| *n = (*n + 1).min(offers.len().saturating_sub(1)));
            }
            "ArrowUp" => {
                ev.prevent_default();
                at.update(|n| *n = n.saturating_sub(1));
            }
            "Enter" if open.get_untracked() => {
                ev.prevent_default();
                if let Some(id) = offers.get(at.get_untracked()) {
                    pick(*id);
                } else if can_be_named(target) && !typed.get_untracked().trim().is_empty() {
                    make_named();
                }
            }
            "Escape" => open.set(false),
            _ => {}
        }
    };
    let leave = move || {
        open.set(false);
        let text = typed.get_untracked();
        if let Some(id) = exact(app, targets, &text) {
            pick(id);
        }
    };
    let list_id = format!("list-{}", control.get_value().replace(['/', ':'], "-"));
    let option_id = {
        let list_id = list_id.clone();
        move |n: usize| format!("{list_id}-{n}")
    };
    let active = {
        let option_id = option_id.clone();
        move || (open.get() && !offered.get().is_empty()).then(|| option_id(at.get()))
    };
    let options = {
        let list_id = list_id.clone();
        move || {
            let option_id = option_id.clone();
            let rows = offered.get().into_iter().enumerate().map(move |(n, id)| {
                view! {
                    <li
                        id=option_id(n)
                        role="option"
                        class="option"
                        data-id=id.to_string()
                        aria-selected=move || (at.get() == n).to_string()
                        on:mousedown=move |ev| {
                            ev.prevent_default();
                            pick(id);
                        }
                    >
                        <Side id />
                        {app.read(|l| l.title(&id))}
                        {(targets.len() > 1).then(|| view! { <span class="state">{kind_label(app, &id)}</span> })}
                    </li>
                }
            });
            let name = typed.get();
            let new = can_be_named(target) && !name.trim().is_empty() && exact(app, targets, &name).is_none();
            view! {
                <ul class="options" role="listbox" id=list_id.clone() aria-label=field.label>
                    {rows.collect_view()}
                    <Show when=move || new>
                        <li
                            role="option"
                            class="option option-new"
                            aria-selected="false"
                            on:mousedown=move |ev| {
                                ev.prevent_default();
                                make_named();
                            }
                        >
                            {text::make_named(&typed.get())}
                        </li>
                    </Show>
                </ul>
            }
        }
    };
    view! {
        <div class="picker">
            <Show when=move || many && !chosen.get().is_empty()>
                <ul class="chips">
                    <For each=move || chosen.get() key=|id| *id let:id>
                        <li class="chip on">
                            {app.read(|l| l.title(&id))}
                            <button type="button" class="chip-x" aria-label=text::REMOVE on:click=move |_| drop_one(id)>
                                "×"
                            </button>
                        </li>
                    </For>
                </ul>
            </Show>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                data-testid=format!("field-{}", field.name)
                data-value=move || form.text(&control.get_value())
                aria-labelledby=labelled_by
                aria-describedby=described_by
                aria-invalid=move || error.get().map(|_| "true")
                aria-expanded=move || (open.get() && !offered.get().is_empty()).to_string()
                aria-controls=list_id
                aria-autocomplete="list"
                aria-activedescendant=active
                placeholder=if field.ty.points_to(partner::KIND.name) { text::PICK_PARTNER } else { text::PICK }
                prop:value=shown
                on:focus=move |_| {
                    typed.set(String::new());
                    let raw = form.text(&control.get_value());
                    if !many && Id::parse(&raw).is_none() {
                        // Who comes back to a name that is nobody's yet sees what it could become.
                        open.set(!raw.trim().is_empty());
                        typed.set(raw);
                    }
                }
                on:click=move |_| open.set(true)
                on:input:target=move |ev| on_input(ev.target().value())
                on:keydown=on_key
                on:blur=move |_| leave()
            />
            <Show when=move || open.get()>{options.clone()}</Show>
        </div>
    }
    .into_any()
}

/// What a record is, where several kinds are offered.
fn kind_label(app: App, id: &Id) -> &'static str {
    app.read(|l| l.kind_def(id)).map_or("", |kind| kind.label)
}

fn chosen(raw: &str, many: bool) -> Vec<Id> {
    if many {
        let ids: Vec<String> = serde_json::from_str(raw).unwrap_or_default();
        ids.iter().filter_map(|id| Id::parse(id)).collect()
    } else {
        Id::parse(raw).into_iter().collect()
    }
}

fn list_text(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    serde_json::to_string(&ids).unwrap_or_default()
}
