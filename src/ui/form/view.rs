//! A form on the page: fields by group, lines, the foot with save, and the draft that was found.

use super::controls::{FieldControl, keep_on_leaving};
use super::lines::Lines;
use super::model::Form;
use crate::ui::keys::{is_covered, offer};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::weather::FormTrouble;
use crate::workspace::batch;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::Why;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Line, Need, stage};

/// A whole form. `saved` is called with the record when it is on disk; `cancel` when it is given up.
#[component]
pub fn FormView(
    form: Form,
    /// Shown above the fields: what to know before one types.
    #[prop(optional, into)]
    before: Option<AnyView>,
    /// Lines that nobody types, shown between the fields and the lines.
    #[prop(optional, into)]
    photos: Option<AnyView>,
    saved: Callback<Id>,
    cancel: Callback<()>,
    /// The field for which somebody came here.
    #[prop(optional_no_strip)]
    wanted: Option<String>,
) -> impl IntoView {
    let app = App::here();
    keep_on_leaving(form);
    let busy = RwSignal::new(false);
    let all = RwSignal::new(form.exists || !form.kind.fields.iter().any(|f| f.quick) || wide() || wanted.is_some());
    if let Some(field) = wanted.filter(|name| form.kind.field(name).is_some()) {
        request_animation_frame(move || focus_on(&format!("[data-testid='field-{field}']")));
    }
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        if form.taking.get_untracked() {
            app.say(text::photos::STILL_TAKING.to_owned());
            return;
        }
        let Some(changes) = form.changes() else {
            all.set(true);
            app.say(text::NOT_SAVED_LOOK.to_owned());
            focus_first_wrong();
            return;
        };
        busy.set(true);
        // Before the commit: a draft that is kept while it runs would outlive it.
        form.close();
        spawn_local(async move {
            let mut batch = batch(Why::Edit);
            batch.changes = changes;
            let done = app.commit_form(batch, &form.key()).await;
            busy.try_set(false);
            match done {
                Ok(committed) => {
                    app.say_saved(&committed);
                    ask_to_protect();
                    saved.run(form.id);
                }
                Err(failure) => form.reopen(failure).await,
            }
        });
    };
    save_by_key(save);
    let groups = groups(form.kind, form.exists);
    let jump = jump_bar(&groups, all);
    let unseen = unseen_errors(form, &groups);
    let sections = groups.into_iter().enumerate().map(move |(place, (group, fields))| {
        let quick = fields.iter().any(|f| f.quick);
        let after = asked_after(form.kind, &fields);
        // The heading says it already.
        let echo = fields.len() == 1 && fields.iter().all(|f| f.label == group && f.need != Need::Must);
        let controls = move || {
            let fields = fields.clone();
            fields
                .into_iter()
                .map(move |field| {
                    view! {
                        <Show when=move || all.get() && !field.retired || field.quick || !form.text(field.name).is_empty()>
                            <FieldControl form field line=None />
                        </Show>
                    }
                })
                .collect_view()
        };
        view! {
            <section class="group" class:echo=echo id=group_id(place) hidden=move || !(quick || all.get())>
                <h2 class="sec" tabindex="-1">
                    {group}
                    {after.map(|label| view! { <small class="after" data-testid="asked-after">{text::asked_after(label)}</small> })}
                </h2>
                <div class="fields">{controls()}</div>
            </section>
        }
    });
    let lines =
        form.kind.lines.iter().filter(|l| l.owned && is_typed(form, l)).map(move |line| view! { <Lines form line /> });
    view! {
        <form
            class="form"
            novalidate
            on:submit=move |ev| {
                ev.prevent_default();
                save();
            }
            on:focusin=|ev| show_whole(&ev)
            on:focusout=move |_| spawn_local(form.keep_now())
        >
            {before}
            {jump}
            {sections.collect_view()}
            <Show when=move || !all.get()>
                <button type="button" class="btn more" on:click=move |_| all.set(true)>{text::MORE_FIELDS}</button>
            </Show>
            {photos}
            {lines.collect_view()}
            {unseen}
            <FormTrouble form />
            <div class="foot">
                <button type="button" class="btn" on:click=move |_| cancel.run(())>{text::CANCEL}</button>
                <button type="submit" class="btn primary" data-testid="save" disabled=move || busy.get()>
                    {move || if busy.get() { text::SAVING } else { text::SAVE }}
                </button>
            </div>
        </form>
    }
}

/// Brings a box of several lines into sight with its whole height: the browser does so for the line of
/// the cursor, and the rest would lie beneath the foot.
fn show_whole(ev: &web_sys::FocusEvent) {
    use wasm_bindgen::JsCast;
    if let Some(area) = ev.target().and_then(|target| target.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        area.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Ctrl-S or ⌘-S saves from wherever the focus is, Ctrl-Enter from a field of several lines, too.
fn save_by_key(save: impl Fn() + 'static) {
    offer(&text::keys::FORM);
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        let held = (ev.ctrl_key() || ev.meta_key()) && !ev.alt_key() && !ev.shift_key();
        if held && matches!(ev.key().as_str(), "s" | "Enter") {
            // Whatever is open over the form: nobody wants to save the page as a file.
            ev.prevent_default();
            if !is_covered() {
                save();
            }
        }
    });
    on_cleanup(move || listener.remove());
}

/// Asks the browser to protect the storage, now that it holds work. The status line shows the answer.
fn ask_to_protect() {
    spawn_local(async {
        if let Err(error) = crate::platform::persistence::persist().await {
            leptos::logging::warn!("{error:?}");
        }
    });
}

/// The fields by group. The stage of a record that exists changes by its steps, not in a form.
fn groups(kind: &KindDef, exists: bool) -> Vec<(&'static str, Vec<&'static FieldDef>)> {
    let mut groups: Vec<(&'static str, Vec<&'static FieldDef>)> = Vec::new();
    let stepped = |field: &FieldDef| exists && kind.flow.is_some() && field.register() == stage::REGISTER;
    // What a record names of the schema is what it is about, and stays.
    let named = |field: &FieldDef| matches!(field.ty, FieldType::Named(_));
    for field in kind.typed_fields().filter(|field| !stepped(field) && !named(field)) {
        match groups.iter_mut().find(|(name, _)| *name == field.group) {
            Some((_, members)) => members.push(field),
            None => groups.push((field.group, vec![field])),
        }
    }
    groups
}

/// The label of the choice on which every field of a group depends: before it is made, or if it asks
/// for none of them, nothing else would stand below the heading.
fn asked_after(kind: &KindDef, fields: &[&'static FieldDef]) -> Option<&'static str> {
    let on = fields.first()?.when?.field;
    let all = fields.iter().all(|field| field.when.is_some_and(|when| when.field == on));
    kind.field(on).filter(|_| all).map(|choice| choice.label)
}

/// So many fields make a form long.
const LONG: usize = 12;

fn group_id(place: usize) -> String {
    format!("group-{place}")
}

/// The headings of a long form as buttons that lead there.
fn jump_bar(groups: &[(&'static str, Vec<&'static FieldDef>)], all: RwSignal<bool>) -> Option<impl IntoView + use<>> {
    let fields: usize = groups.iter().map(|(_, fields)| fields.len()).sum();
    let heads: Vec<&'static str> = groups.iter().map(|(name, _)| *name).collect();
    (fields > LONG && heads.len() > 2).then(|| {
        let buttons = heads.into_iter().enumerate().map(move |(place, name)| {
            let go = move |_| {
                all.set(true);
                request_animation_frame(move || focus_on(&format!("#{} > h2", group_id(place))));
            };
            view! { <li><button type="button" class="chip" on:click=go>{name}</button></li> }
        });
        view! {
            <nav class="jump" aria-label=text::JUMP data-testid="form-jump">
                <ul class="strip">{buttons.collect_view()}</ul>
            </nav>
        }
    })
}

/// What is wrong with a field that the form does not show, such as the stage of a record that
/// exists: it stands above the button that did not save.
fn unseen_errors(
    form: Form,
    groups: &[(&'static str, Vec<&'static FieldDef>)],
) -> impl Fn() -> Option<AnyView> + Send + use<> {
    let seen: Vec<&'static str> = groups.iter().flat_map(|(_, fields)| fields).map(|f| f.name).collect();
    move || {
        let unseen = form.errors.with(|errors| {
            let own = errors.iter().filter(|(name, _)| !name.contains('/') && !seen.contains(&name.as_str()));
            own.map(|(_, sentence)| sentence.clone()).collect::<Vec<_>>()
        });
        (!unseen.is_empty()).then(|| {
            let lines = unseen.into_iter().map(|sentence| view! { <p class="error" role="alert">{sentence}</p> });
            view! { <div data-testid="form-errors">{lines.collect_view()}</div> }.into_any()
        })
    }
}

/// Whether lines of this sort come about by typing.
fn is_typed(form: Form, line: &Line) -> bool {
    form.app().schema().kind(line.kind).is_some_and(KindDef::is_typed)
}

/// On a desk there is room for every field.
fn wide() -> bool {
    let width = web_sys::window().and_then(|w| w.inner_width().ok()).and_then(|w| w.as_f64());
    width.is_some_and(|w| w >= 1024.0)
}

/// Moves the focus to the first field that is wrong, once it is drawn.
fn focus_first_wrong() {
    request_animation_frame(|| focus_on(".field.wrong"));
}

/// Moves the focus to what the selector finds first.
fn focus_on(css: &str) {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(css).ok().flatten();
    let inner = |e: &web_sys::Element| e.query_selector("input, select, textarea, button").ok().flatten();
    let focusable = |e: web_sys::Element| if e.tag_name() == "DIV" { inner(&e) } else { Some(e) };
    if let Some(field) = found.and_then(focusable).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        field.scroll_into_view();
        if field.focus().is_err() {
            leptos::logging::warn!("no focus on {css}");
        }
    }
}
