//! What was typed and is not saved, on the first page: forms that were left, and texts that were typed
//! outside of forms with what they were for. What they were for may be settled meanwhile; the texts
//! stay until somebody throws them away.

use super::drafts::{about, beginning, shown};
use crate::platform::clipboard;
use crate::ui::form::ScrapOf;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::drafts as words;
use crate::workspace::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::record::Id;
use ronghe_core::schema::{KindDef, stage, used};

/// Everything that was typed and is not saved.
#[component]
pub fn Left() -> impl IntoView {
    let app = App::here();
    let drafts = RwSignal::new(Vec::<(String, Draft)>::new());
    Effect::new(move |_| {
        // What is thrown away or kept again is said at the foot of the page.
        app.toast.track();
        spawn_local(async move {
            if let Some(desk) = app.desk()
                && let Ok(found) = desk.drafts().await
            {
                drafts.try_set(found.into_iter().collect());
            }
        });
    });
    move || {
        let rows = drafts.get().into_iter().filter_map(|(key, draft)| match ScrapOf::of_key(&key) {
            Some(of) => Some(view! { <TextRow of key draft /> }.into_any()),
            None => app.schema().kind(&draft.kind).map(|kind| view! { <FormRow kind key draft /> }.into_any()),
        });
        rows.collect_view()
    }
}

/// Where the form of a draft is.
fn href(kind: &KindDef, key: &str, draft: &Draft) -> String {
    let key = String::from(js_sys::encode_uri_component(key));
    match (draft.exists, draft.id) {
        (true, Some(id)) => format!("/k/{}/{id}/edit?draft={key}", kind.name),
        _ => format!("/k/{}/new?draft={key}", kind.name),
    }
}

/// A form that was left.
#[component]
fn FormRow(kind: &'static KindDef, key: String, draft: Draft) -> impl IntoView {
    let about = about(App::here(), kind, &draft);
    view! {
        <div class="brief" data-testid="draft-found">
            <span><b>{words::FOUND}</b>{words::draft_of(kind.label, &about, &text::moment(draft.at_ms))}</span>
            <A href=href(kind, &key, &draft) attr:class="btn small">{words::CONTINUE}</A>
        </div>
    }
}

/// What a text was typed for.
struct Purpose {
    /// As people call it.
    label: String,
    /// Where it is typed on; `None` if it is settled or gone.
    href: Option<String>,
    /// The texts as people read them.
    texts: Vec<String>,
}

/// What the texts of a scrap were for, as the ledger has it now.
fn purpose(app: App, of: &ScrapOf, draft: &Draft) -> Purpose {
    let plain = || draft.texts.values().map(|text| text.trim().to_owned()).collect();
    let kind_of = |id: &Id| app.read(|l| l.kind_def(id));
    match of {
        ScrapOf::Step(id, to) => {
            let kind = kind_of(id);
            let label = kind.map_or_else(|| to.clone(), |kind| stage::label(kind, to));
            let label = words::step_of(&app.read(|l| l.title(id)), &label);
            let href = kind.filter(|kind| is_open(app, kind, id, to)).map(|kind| format!("/k/{}/{id}", kind.name));
            // What stands there before anybody types says nothing.
            let texts = ["number", "note", "by"].into_iter().filter_map(|name| draft.texts.get(name).cloned());
            Purpose { label, href, texts: texts.collect() }
        }
        ScrapOf::Own(id, register) => {
            let kind = kind_of(id);
            let field = |name: &str| kind?.field(name);
            let names = draft.texts.keys().filter_map(|name| Some(field(name)?.label)).collect::<Vec<_>>().join("、");
            let clashes = app.get(id).is_some_and(|record| record.clashes().any(|one| **one == **register));
            let text =
                |(name, text): (&String, &String)| field(name).map_or_else(|| text.clone(), |f| shown(app, f, text));
            Purpose {
                label: words::own_of(&app.read(|l| l.title(id)), &names),
                href: clashes.then(|| "/clashes".to_owned()),
                texts: draft.texts.iter().map(text).collect(),
            }
        }
        ScrapOf::Table => Purpose {
            label: text::mapping::PASTED.to_owned(),
            href: Some("/exchange/table".to_owned()),
            texts: plain(),
        },
        ScrapOf::Code(list) => {
            let used = used(app.schema()).into_iter().find(|used| used.list.name == list.as_str());
            let name = used.as_ref().map_or_else(|| text::settings::LISTS.to_owned(), |used| used.name());
            let href = used.is_some().then(|| format!("/settings/lists/{list}"));
            Purpose { label: words::code_of(&name), href, texts: plain() }
        }
        ScrapOf::Field => {
            let texts = ["label", "unit", "help"].into_iter().filter_map(|name| draft.texts.get(name).cloned());
            Purpose {
                label: text::settings::ADD_FIELD.to_owned(),
                href: Some("/settings/fields".to_owned()),
                texts: texts.collect(),
            }
        }
    }
}

/// Whether the step to a stage can still be taken.
fn is_open(app: App, kind: &KindDef, id: &Id, to: &str) -> bool {
    let Some((flow, record)) = kind.flow.zip(app.get(id)) else { return false };
    let state = kind.field(stage::STATE).and_then(|field| record.value(field));
    let state = state.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    !record.is_dead() && flow.open(&state).any(|step| step.to == to)
}

/// Texts that were typed outside of a form.
#[component]
fn TextRow(of: ScrapOf, key: String, draft: Draft) -> impl IntoView {
    let app = App::here();
    let Purpose { label, href, texts } = purpose(app, &of, &draft);
    let whole = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    // What leads nowhere any more is read here, as a whole.
    let shown = if href.is_some() { beginning(&whole.replace(['\n', '\t'], " ")) } else { whole.clone() };
    let said = words::draft_of(&label, &shown, &text::moment(draft.at_ms));
    let copy = move |_| {
        let whole = whole.clone();
        spawn_local(async move {
            let done = clipboard::copy(&whole).await;
            app.say(if done.is_ok() { words::COPIED } else { words::COPY_REFUSED }.to_owned());
        });
    };
    let (name, kept) = (key.clone(), draft);
    let discard = move |_| {
        let (key, draft) = (key.clone(), kept.clone());
        // It comes back under its own key: that is where it is looked for.
        spawn_local(async move { app.throw_away(&key, draft, key.clone()).await });
    };
    let go_on = match href {
        Some(href) => view! { <A href=href attr:class="btn small">{words::CONTINUE}</A> }.into_any(),
        None => view! { <span class="state">{words::SETTLED}</span> }.into_any(),
    };
    view! {
        <div class="brief" data-testid="text-found" data-key=name>
            <span><b>{words::FOUND}</b>{said}</span>
            <div class="buttons">
                <button type="button" class="btn small" data-testid="text-copy" on:click=copy>{words::COPY}</button>
                <button type="button" class="btn small" data-testid="text-discard" on:click=discard>{words::DISCARD}</button>
                {go_on}
            </div>
        </div>
    }
}
